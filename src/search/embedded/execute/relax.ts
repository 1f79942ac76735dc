/** What misses plain words of a query, or holds them in another language. */
import { once } from '../../../util/memo.ts';
import type { Matcher, Query, Word } from '../../query.ts';
import { QUALITY } from '../../ranking.ts';
import type { Translation, Translations } from '../../translation.ts';
import { addBits, type Bits, copyBits, numbersIn, takeAway, workingBits } from '../sets/bitset.ts';
import { byWhich, MOST_SPLIT } from '../sets/partition.ts';
import type { List } from '../sets/sorted-lists.ts';
import type { View } from '../snapshot/view.ts';
import { formsOf } from './occurrences.ts';
import type { PlacedWords } from './query-terms.ts';
import { boundingOf, type Tier, tierOf } from './score-bounds.ts';
import { type LookUp, restrict } from './term-lookup.ts';
import type { Counting } from './term-weights.ts';

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
  const ranked = new Set(words.map(({ word }) => word));
  // Of a long query what is rare in it is looked for.
  const plain = query.clauses.filter(isPlain).flatMap(([word]) => (ranked.has(word as Word) ? [word as Word] : []));
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
    const bits = copyBits(lookUp.word(word));
    for (const translation of own) addBits(bits, lookUp.translated(translation));
    return bits;
  });
  const found = lookUp.all(rest, query.excluded);
  takeAway(found, full);
  for (const translation of translations.excluded) takeAway(found, lookUp.translated(translation));
  restrict(found, part, query);

  const things = new Set(restWanted).size;
  const least = things > 0 ? 0 : 1;
  const countings = words.flatMap((placed, word): Counting[] => {
    if (placed.ranked.wanted === null) return [];
    const isPlain = plain.includes(placed.word);
    const translated = isPlain ? translations.wanted.filter((one) => one.words.includes(placed.word)) : [];
    return [{ word, own: formsOf(part.segment, placed), translated: translated.map(formsOfTranslation), isPlain }];
  });
  const bounding = boundingOf(view, query, view.parts.indexOf(part), scorer, countings, things);
  const groups =
    plain.length <= MOST_SPLIT
      ? byWhich(holding, () => found).map(({ which, list }) => ({ list, most: { which, count: which.length } }))
      : byHowMany(holding, found);
  return groups
    .filter(({ most }) => most.count >= least)
    .map(({ list, most: { which, count } }) => {
      const mayBeThere = bounding.words.filter(
        ({ word, isPlain }) => !isPlain || which.includes(plain.indexOf(words[word]!.word)),
      );
      return tierOf(bounding, mayBeThere, count, list);
    })
    .sort((a, b) => b.bound - a.bound);

  function formsOfTranslation(translation: Translation): Counting['translated'][number] {
    const forms = [...new Set(translation.terms.flatMap((term) => [...part.segment.formsOf(term)]))];
    return {
      quotations: lookUp.whereCounts(translation),
      weight: translation.weight,
      forms: forms.map((form) => ({ form, quality: QUALITY.translation })),
    };
  }
}

/** What quotations hold at most: these of the plain words, and so many of them. */
type Most = { which: readonly number[]; count: number };

/** `among` by in how many of the sets each is. */
function byHowMany(sets: readonly Bits[], among: Bits): { list(): List; most: Most }[] {
  const exactly = [copyBits(among), ...sets.map(() => workingBits(32 * among.length))];
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
