/** The words of a query that count for the order, weighed by how rare they are in a view. */
import type { Query, Word } from '../query.ts';
import { createScorer, idfOf, type RankedWord, type Scorer, STOP_SHARE } from '../ranking.ts';
import type { Translation } from '../translation.ts';
import type { LookUp } from './look-up.ts';
import type { View } from './view.ts';

/** What an occurrence must be: of the word's stem, or with `exactOnly` of its letters. */
export type PlacedWord = { word: Word; exactOnly: boolean; ranked: RankedWord };
export type PlacedWords = { words: readonly PlacedWord[]; wanted: number; scorer: Scorer };

export function rankedWords(
  view: View,
  query: Query,
  lookUps: readonly LookUp[],
  translations: readonly Translation[],
): PlacedWords {
  const words: PlacedWord[] = [];
  let wanted = 0;
  for (const clause of query.clauses) {
    const found = clause.flatMap((matcher) => {
      if (matcher.kind === 'named') return [];
      return matcher.kind === 'word'
        ? [{ word: matcher, exactOnly: false }]
        : matcher.words.map((word) => ({ word, exactOnly: true }));
    });
    for (const { word, exactOnly } of found) {
      // A quotation may hold several renderings.
      const frequency = Math.min(view.count, frequencyOf(word, lookUps, translations));
      const idf = idfOf(view.count, frequency);
      words.push({ word, exactOnly, ranked: { idf, position: word.position, wanted } });
    }
    if (found.length > 0) wanted += 1;
  }
  for (const word of query.optional) {
    const frequency = Math.min(view.count, frequencyOf(word, lookUps, []));
    const idf = word.asks ? 0 : STOP_SHARE * idfOf(view.count, frequency);
    words.push({ word, exactOnly: false, ranked: { idf, position: word.position, wanted: null } });
  }
  const scorer = createScorer(
    words.map(({ ranked }) => ranked),
    wanted,
    view.averageLengths,
  );
  return { words, wanted, scorer };
}

/** In how many live quotations the word is, those that hold a translation counted for as much as it is sure. */
function frequencyOf(word: Word, lookUps: readonly LookUp[], translations: readonly Translation[]): number {
  const own = translations.filter(({ words }) => words.includes(word));
  let sum = 0;
  for (const lookUp of lookUps) {
    sum += lookUp.frequency(word);
    for (const translation of own) sum += translation.weight * lookUp.frequencyOf(translation);
  }
  return sum;
}
