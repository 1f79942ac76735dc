/** What misses plain words of a query, or holds them in another language. */
import { once } from '../once.ts';
import type { Matcher, Query, Word } from '../query.ts';
import { QUALITY } from '../ranking.ts';
import type { Translations } from '../translation.ts';
import { addBits, type Bits, countBits, hasBit, keepOnly, numbersIn, takeAway } from './bits.ts';
import { boundingOf, boundsOf, type Counting, ROUNDING, type Tier } from './bounds.ts';
import type { List } from './lists.ts';
import { type LookUp, restrict } from './look-up.ts';
import type { PlacedWords } from './ranked-words.ts';
import { formsOf } from './reading.ts';
import type { View } from './view.ts';

/** Those that can score most come first. */
export type PartialMatches = readonly Tier[];

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
    const own = translations.wanted.filter((translation) => translation.words.includes(word));
    if (own.length === 0) return lookUp.word(word);
    const bits = lookUp.word(word).slice();
    for (const translation of own) addBits(bits, lookUp.translation(translation));
    return bits;
  });
  const found = lookUp.all(rest, query.excluded);
  takeAway(found, full);
  for (const translation of translations.excluded) takeAway(found, lookUp.translation(translation));
  restrict(found, part, query);

  const things = new Set(restWanted).size;
  const least = things > 0 ? 0 : 1;
  const groups = plain.length <= MOST_SPLIT ? byWhich(holding, found) : byHowMany(holding, found);
  return groups
    .filter(({ most }) => most.count >= least)
    .map(
      ({ list, most }): Tier => ({
        bound: boundOf(most),
        list,
        bounds(score) {
          const bounding = boundingOf(view, query, view.parts.indexOf(part), scorer, countingIn(most), things);
          return boundsOf(list(), bounding, score);
        },
      }),
    )
    .sort((a, b) => b.bound - a.bound);

  /** Of what holds so many of these plain words, and all the rest. */
  function boundOf({ which, count }: Most): number {
    const isMaybe = words.map(({ word }) => !plain.includes(word) || which.includes(plain.indexOf(word)));
    const gives = (ofPlain: boolean) =>
      words.flatMap(({ word, ranked }, i) =>
        ranked.wanted !== null && plain.includes(word) === ofPlain && isMaybe[i] ? [scorer.curve(i).most] : [],
      );
    const most = gives(true).sort((a, b) => b - a);
    const given = sumOf(most.slice(0, count)) + sumOf(gives(false)) + scorer.unwanted;
    return (given + scorer.nearest((word) => Number(isMaybe[word]))) * scorer.factor(count + things, true) * ROUNDING;
  }

  function countingIn({ which }: Most): Counting[] {
    return words.flatMap((placed, word): Counting[] => {
      const isMissing = plain.includes(placed.word) && !which.includes(plain.indexOf(placed.word));
      if (placed.ranked.wanted === null || isMissing) return [];
      const own = formsOf(part.segment, placed);
      if (!plain.includes(placed.word)) return [{ word, own, translated: [], isPlain: false }];
      const translated = translations.wanted
        .filter((translation) => translation.words.includes(placed.word))
        .map((translation) => {
          const quotations = lookUp.translation(translation);
          const forms = [...new Set(translation.terms.flatMap((term) => [...part.segment.formsOf(term)]))];
          return { quotations, weight: translation.weight, quality: QUALITY.translation, forms };
        });
      return [{ word, own, translated, isPlain: true }];
    });
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What a group holds at most: these of the sets, and so many of them. */
type Most = { which: readonly number[]; count: number };
/** Many are never looked at. */
type Group = { list(): List; most: Most };

/** More sets make too many groups. */
const MOST_SPLIT = 4;

/** `among` by which of the sets each is in: split by the rarest first, so that most splits are of few. */
function byWhich(sets: readonly Bits[], among: Bits): Group[] {
  const counts = sets.map(countBits);
  const rarestFirst = [...sets.keys()].sort((a, b) => counts[a]! - counts[b]!);
  let groups: { some(): Some; which: readonly number[] }[] = [{ some: () => ({ bits: among }), which: [] }];
  for (const i of rarestFirst) {
    groups = groups.flatMap(({ some, which }) => [
      { some: once(() => part(some(), sets[i]!, true)), which: [...which, i] },
      { some: once(() => part(some(), sets[i]!, false)), which },
    ]);
  }
  return groups.map(({ some, which }) => ({ list: once(() => listOf(some())), most: { which, count: which.length } }));
}

/** Some of the quotations: many as bits; as a list if that takes less room, and is sooner gone through. */
type Some = { bits: Bits } | { list: List };

/** Those that are in the set, or those that are not. */
function part(some: Some, set: Bits, isIn: boolean): Some {
  if ('list' in some) return { list: some.list.filter((quotation) => hasBit(set, quotation) === isIn) };
  const bits = some.bits.slice();
  if (isIn) keepOnly(bits, set);
  else takeAway(bits, set);
  return countBits(bits) < bits.length ? { list: numbersIn(bits) } : { bits };
}

const listOf = (some: Some): List => ('list' in some ? some.list : numbersIn(some.bits));

/** `among` by in how many of the sets each is. */
function byHowMany(sets: readonly Bits[], among: Bits): Group[] {
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
  const which = sets.map((_, i) => i);
  return exactly.map((bits, count) => ({ list: once(() => numbersIn(bits)), most: { which, count } }));
}
