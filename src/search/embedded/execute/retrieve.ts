/**
 * Which quotations of a view answer a query, and how well. Term by term from the postings; what these cannot tell
 * (phrases, fields) and the scores come from the forward side.
 */
import type { Lang } from '../../../domain.ts';
import { once } from '../../../util/memo.ts';
import type { Explanation } from '../../port.ts';
import type { Query } from '../../query.ts';
import { FIELDS, QUALITY } from '../../ranking.ts';
import type { Translation, Translations } from '../../translation.ts';
import { translatable } from '../results/statements.ts';
import { fieldLength } from '../segment/segment.ts';
import { type Matched, matchedBits } from '../sets/doc-set.ts';
import { byWhich, MOST_SPLIT } from '../sets/partition.ts';
import type { View } from '../snapshot/view.ts';
import { createReading, formsOf } from './occurrences.ts';
import { type PlacedWords, rankedWords } from './query-terms.ts';
import { type PartialMatches, partialMatches } from './relax.ts';
import { boundingOf, type Tier, tierOf } from './score-bounds.ts';
import { createLookUp, type LookUp, restrict } from './term-lookup.ts';
import type { Counting } from './term-weights.ts';

export type Found = {
  /** Of each part of the view: the live quotations that hold all that is wanted and nothing that is excluded. */
  full: readonly Matched[];
  /** Null when there is nothing to rank by. */
  ranking: Ranking | null;
  /** What comes after the full matches. Costs: ask only if needed. Null when there is nothing to rank by. */
  partial(): Partial | null;
};

/** What misses plain words, or holds them in another language, but holds something of what is wanted, and all the rest. */
export type Partial = {
  /** Of each part of the view. */
  matches: readonly PartialMatches[];
  ranking: Ranking;
  /** The language whose words it holds in translation only; null where it holds none so. */
  translatedFrom(part: number, quotation: number): Lang | null;
};

export type Ranking = {
  score(part: number, quotation: number): number;
  /** Of full matches; those that can score most come first. */
  tiers(part: number, matched: Matched): readonly Tier[];
  /** What that score is made of. */
  explain(part: number, quotation: number): Explanation;
};

/** `translations`: of the query's words; asked for only where full matches run out. */
export function retrieve(view: View, query: Query, translationsOf: () => Translations): Found {
  const lookUps = view.parts.map((part) => createLookUp(part, ({ from, to }) => translatable(view, part, from, to)));
  const matching = lookUps.map((lookUp) => {
    const bits = lookUp.all(query.clauses, query.excluded);
    restrict(bits, lookUp.part, query);
    return bits;
  });
  const full = matching.map(matchedBits);
  const ranked = rankedWords(view, query, lookUps, []);
  return {
    full,
    ranking: ranked.wanted === 0 ? null : createRanking(view, query, lookUps, ranked, []),
    partial() {
      if (ranked.wanted === 0) return null;
      const translations = translationsOf();
      const words = rankedWords(view, query, lookUps, translations.wanted);
      const { translatedFrom, ...ranking } = createRanking(view, query, lookUps, words, translations.wanted);
      return {
        matches: lookUps.map((lookUp, i) => partialMatches(view, lookUp, query, translations, words, matching[i]!)),
        ranking,
        translatedFrom,
      };
    },
  };
}

// ---------------------------------------------------------------------------------------------------------- ranking

function createRanking(
  view: View,
  query: Query,
  lookUps: readonly LookUp[],
  { words, scorer }: PlacedWords,
  translations: readonly Translation[],
): Ranking & Pick<Partial, 'translatedFrom'> {
  const readings = view.parts.map((part) =>
    once(() => createReading(part.segment, words, translations, ({ from, to }) => translatable(view, part, from, to))),
  );
  return {
    score(number, quotation) {
      const { segment } = view.parts[number]!;
      scorer.start();
      readings[number]!().read(quotation, scorer.see);
      const length = (field: number) => fieldLength(segment, quotation, field);
      return scorer.score(length, query.language === segment.langs[segment.lang[quotation]!]);
    },
    tiers(number, matched) {
      const { segment } = view.parts[number]!;
      const countings = words.flatMap((placed, word): Counting[] =>
        placed.ranked.wanted === null ? [] : [{ word, own: formsOf(segment, placed), translated: [], isPlain: false }],
      );
      const bounding = boundingOf(view, query, number, scorer, countings, scorer.wanted);
      const isAnyOf = query.clauses.length === 1 && query.clauses[0]!.every(({ kind }) => kind === 'word');
      if (!isAnyOf || countings.length < 2) return [tierOf(bounding, bounding.words, 0, matched.list)];
      // What holds frequent words alone can seldom be among the best, and is then not looked at (as in MaxScore, Turtle
      // and Flood 1995).
      const rarestFirst = [...bounding.words].sort((a, b) => scorer.curve(b.word).most - scorer.curve(a.word).most);
      const rarest = rarestFirst.slice(0, MOST_SPLIT);
      const others = rarestFirst.slice(MOST_SPLIT);
      const held = rarest.map(({ word }) => lookUps[number]!.word(words[word]!.word));
      return byWhich(held, matched.bits)
        .map(({ which, list }) => tierOf(bounding, [...which.map((i) => rarest[i]!), ...others], 0, list))
        .sort((a, b) => b.bound - a.bound);
    },
    explain(number, quotation) {
      const { segment } = view.parts[number]!;
      const met = createOccurrenceCounts(words.length);
      scorer.start();
      readings[number]!().read(quotation, (word, field, position, quality, sureness, translation) => {
        scorer.see(word, field, position, quality, sureness);
        met.add(word, field, translation ? 'translation' : matchOf(quality), quality);
      });
      const length = (field: number) => fieldLength(segment, quotation, field);
      const inQueryLanguage = query.language === segment.langs[segment.lang[quotation]!];
      const { score, words: found, pairs, coordination, language } = scorer.parts(length, inQueryLanguage);
      const printed = (word: number) => words[word]!.word.surface;
      return {
        score,
        words: found.map(({ word, ...part }) => ({
          word: printed(word),
          inPhrase: words[word]!.exactOnly,
          ...part,
          occurrences: met.of(word).map(({ field, match, quality, count }) => ({
            field: FIELDS[field]!.name,
            match,
            quality,
            count,
            weight: FIELDS[field]!.weight,
            length: length(field),
            averageLength: view.averageLengths[field]!,
          })),
        })),
        proximity: pairs.map(({ a, b, ...part }) => ({ words: [printed(a), printed(b)], ...part })),
        coordination,
        language: { lang: query.language, ...language },
      };
    },
    translatedFrom(number, quotation) {
      const reading = readings[number]!();
      if (!reading.mayBeTranslated(quotation)) return null;
      const met = new Set<number>();
      const translated = new Map<number, Translation>();
      reading.read(quotation, (word, _field, _position, _quality, _sureness, translation) => {
        if (translation) translated.set(word, translation);
        else met.add(word);
      });
      return [...translated].find(([word]) => !met.has(word))?.[1].from ?? null;
    },
  };
}

const matchOf = (quality: number): 'exact' | 'folded' | 'stem' =>
  quality === QUALITY.exact ? 'exact' : quality === QUALITY.folded ? 'folded' : 'stem';

/** How often each word was met in each field, and how nearly. */
function createOccurrenceCounts(words: number) {
  type Met = { field: number; match: ReturnType<typeof matchOf> | 'translation'; quality: number; count: number };
  const met = Array.from({ length: words }, (): Met[] => []);
  return {
    of: (word: number): readonly Met[] => met[word]!,
    add(word: number, field: number, match: Met['match'], quality: number): void {
      const same = met[word]!.find((one) => one.field === field && one.match === match);
      if (same) same.count += 1;
      else met[word]!.push({ field, match, quality, count: 1 });
    },
  };
}
