/** The words of a query that count for the order, weighed by how rare they are in a view. */
import type { Query, Word } from '../../query.ts';
import { createScorer, idfOf, type RankedWord, type Scorer, STOP_SHARE } from '../../ranking.ts';
import type { Translation } from '../../translation.ts';
import type { View } from '../snapshot/view.ts';
import type { LookUp } from './term-lookup.ts';

/** What an occurrence must be: of the word's stem, or with `exactOnly` of its letters. */
export type PlacedWord = { word: Word; exactOnly: boolean; ranked: RankedWord };
export type PlacedWords = { words: readonly PlacedWord[]; wanted: number; scorer: Scorer };

/**
 * So many words give to a score: of the wanted ones the rarest that are there, and if these are fewer, of the others. Whoever
 * pastes a passage is answered by what is rare in it; each word more would cost as much as the one before, and tell less.
 */
const MOST_RANKED = 16;

export function rankedWords(
  view: View,
  query: Query,
  lookUps: readonly LookUp[],
  translations: readonly Translation[],
): PlacedWords {
  const isRare = rarestOf(query, lookUps, translations);
  const words: PlacedWord[] = [];
  let wanted = 0;
  for (const clause of query.clauses) {
    const found = wordsOf(clause).filter(({ word }) => isRare(word));
    for (const { word, exactOnly } of found) {
      // A quotation may hold several renderings.
      const frequency = Math.min(view.count, frequencyOf(word, lookUps, translations));
      const idf = idfOf(view.count, frequency);
      words.push({ word, exactOnly, ranked: { idf, position: word.position, wanted } });
    }
    if (found.length > 0) wanted += 1;
  }
  for (const word of query.optional) {
    if (!isRare(word)) continue;
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

function wordsOf(clause: Query['clauses'][number]): { word: Word; exactOnly: boolean }[] {
  return clause.flatMap((matcher): { word: Word; exactOnly: boolean }[] => {
    if (matcher.kind === 'named') return [];
    return matcher.kind === 'word'
      ? [{ word: matcher, exactOnly: false }]
      : matcher.words.map((word) => ({ word, exactOnly: true }));
  });
}

/** Which words of a query count for the order: all, unless there are many. */
function rarestOf(
  { clauses, optional }: Query,
  lookUps: readonly LookUp[],
  translations: readonly Translation[],
): (word: Word) => boolean {
  const wanted = clauses.flatMap(wordsOf).map(({ word }) => word);
  if (wanted.length + optional.length <= MOST_RANKED) return () => true;
  const first = rarestAmong(wanted, MOST_RANKED);
  const rarest = new Set([...first, ...rarestAmong(optional, MOST_RANKED - first.length)]);
  return (word) => rarest.has(word);

  function rarestAmong(words: readonly Word[], most: number): readonly Word[] {
    if (words.length <= most) return words;
    return (
      words
        // What is there in translation only is there, too.
        .map((word) => ({
          word,
          frequency: frequencyOf(word, lookUps, []) || frequencyOf(word, lookUps, translations),
        }))
        .filter(({ frequency }) => frequency > 0)
        .sort((a, b) => a.frequency - b.frequency || a.word.position - b.word.position)
        .slice(0, most)
        .map(({ word }) => word)
    );
  }
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
