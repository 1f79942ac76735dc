/** What misses plain words of a query, or holds them in another language. */
import { once } from '../once.ts';
import type { Matcher, Query, Word } from '../query.ts';
import { QUALITY } from '../ranking.ts';
import type { Translations } from '../translation.ts';
import { addBits, type Bits, keepOnly, numbersIn, takeAway } from './bits.ts';
import { boundingOf, boundsOf, type Counting } from './bounds.ts';
import type { List } from './lists.ts';
import { type LookUp, restrict } from './look-up.ts';
import type { PlacedWord, PlacedWords } from './ranked-words.ts';
import { formsOf } from './reading.ts';
import type { View } from './view.ts';

/** Those that hold more of the plain words come first. */
export type PartialMatches = readonly Tier[];
export type Tier = {
  /** No higher score is possible for any of them. */
  bound: number;
  list(): List;
  /** No higher score is possible for each of the list; null where it costs less to score them all. */
  bounds(): Float32Array | null;
};

/** Plain words may be missing or translated; phrases, ORs, names and exclusions hold. `full` is left out. */
export function partialMatches(
  view: View,
  lookUp: LookUp,
  query: Query,
  translations: Translations,
  { words, scorer }: PlacedWords,
  full: Bits,
): PartialMatches {
  const isPlain = (clause: readonly Matcher[]) => clause.length === 1 && clause[0]!.kind === 'word';
  const plain = query.clauses.filter(isPlain).map(([word]) => word as Word);
  const rest = query.clauses.filter((clause) => !isPlain(clause));
  // Nothing can be missing from a query of one word.
  if (plain.length === 0 || (query.clauses.length < 2 && translations.wanted.length === 0)) {
    return [];
  }

  const { part } = lookUp;
  const restWanted = words.flatMap(({ word, ranked }) =>
    ranked.wanted !== null && !plain.includes(word) ? [ranked.wanted] : [],
  );
  const holding = plain.map((word) => {
    const bits = lookUp.word(word).slice();
    for (const translation of translations.wanted) {
      if (translation.words.includes(word)) addBits(bits, lookUp.translation(translation));
    }
    return bits;
  });
  const found = lookUp.all(rest, query.excluded);
  takeAway(found, full);
  for (const translation of translations.excluded) takeAway(found, lookUp.translation(translation));
  restrict(found, part, query);

  const idfs = (isOf: (placed: PlacedWord) => boolean) => words.filter(isOf).map(({ ranked }) => ranked.idf);
  const plainIdfs = idfs(({ word }) => plain.includes(word)).sort((a, b) => b - a);
  const restIdf = sumOf(idfs(({ word, ranked }) => ranked.wanted !== null && !plain.includes(word)));
  const things = new Set(restWanted).size;
  const least = things > 0 ? 0 : 1;
  return byHowMany(holding, found)
    .slice(least)
    .map((bits, i): Tier => {
      const matched = least + i;
      const list = once(() => numbersIn(bits));
      return {
        bound: scorer.bound(sumOf(plainIdfs.slice(0, matched)) + restIdf, matched + things),
        list,
        bounds: () =>
          boundsOf(list(), boundingOf(view, query, view.parts.indexOf(part), scorer, countingIn(bits), things)),
      };
    })
    .reverse();

  function countingIn(bits: Bits): Counting[] {
    return words.flatMap((placed, word): Counting[] => {
      if (placed.ranked.wanted === null) return [];
      const own = formsOf(part.segment, placed);
      if (!plain.includes(placed.word)) return [{ word, own, translated: [], isPlain: false }];
      const translated = translations.wanted
        .filter((translation) => translation.words.includes(placed.word))
        .map((translation) => {
          const quotations = lookUp.translation(translation).slice();
          keepOnly(quotations, bits);
          const forms = [...new Set(translation.terms.flatMap((term) => [...part.segment.formsOf(term)]))];
          return { quotations, weight: translation.weight, quality: QUALITY.translation, forms };
        });
      return [{ word, own, translated, isPlain: true }];
    });
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Of `among`: what is in none of the sets, in exactly one, in two, … */
function byHowMany(sets: readonly Bits[], among: Bits): Bits[] {
  const exactly = [among.slice(), ...sets.map(() => new Uint32Array(among.length))];
  for (const [i, set] of sets.entries()) {
    for (let count = i + 1; count > 0; count -= 1) {
      const more = exactly[count]!;
      const fewer = exactly[count - 1]!;
      for (let at = 0; at < set.length; at += 1) {
        const found = fewer[at]! & set[at]!;
        more[at] = (more[at]! & ~set[at]!) | found;
        if (count === 1) fewer[at]! &= ~set[at]!;
      }
    }
  }
  return exactly;
}
