/**
 * How much quotations can score at most, told by the postings alone: by what weighs how much in which of them, and where it
 * stands if it stands there once. So that few need be read to find the best.
 */
import { once, oncePer } from '../once.ts';
import type { Query } from '../query.ts';
import { closeness, type Scorer } from '../ranking.ts';
import { addList, type Bits, emptyBits, hasBit, rankOf, ranksOf } from './bits.ts';
import { firstFrom, type List, LOOK_UP_RATIO } from './lists.ts';
import { type Postings, type RankedBits, SOMEWHERE, UNPACKED } from './postings.ts';
import type { Segment } from './segment.ts';
import type { View } from './view.ts';

/** What counts for a word of the query. */
export type Counting = {
  /** The number that the scorer knows it by. */
  word: number;
  /** Forms that are the word itself, and how nearly (`QUALITY`). */
  own: readonly { form: number; quality: number }[];
  /** Forms that stand for it in `quotations` as far as `weight` says. */
  translated: readonly { quotations: Bits; weight: number; quality: number; forms: readonly number[] }[];
  /** Whether it is one of those that may be missing. */
  isPlain: boolean;
};

export type Bounding = {
  segment: Segment;
  scorer: Scorer;
  /** Those that some of the quotations hold; what else is wanted none does. */
  words: readonly Counting[];
  /** How much longer fields are on average than those of the segment, if they are. */
  stretch: number;
  /** How many of the things wanted are there in any case. */
  things: number;
  /** What words that are not wanted give at most. */
  unwanted: number;
  /** Of each language of the segment: whether it is the query's. */
  isOfQuery: readonly boolean[];
};

/** Reading a quotation costs as much as looking at so many postings. */
const POSTINGS_A_READING = 300;
/** Bounds and scores are rounded differently. */
const ROUNDING = 1.00001;

/**
 * Of each of a list a step, from 0, each `width` wide: no score is above the end of its step. What falls on one step is
 * scored together. `counts`: how many fall on each.
 */
export type Bounds = { list: List; steps: Uint16Array; counts: Uint32Array; width: number };

/** Quotations that are looked at together. */
export type Tier = {
  /** None of them scores higher. */
  bound: number;
  list(): List;
  /** Of those of a part of that list that can reach that score; null where it costs less to score them all. */
  bounds(list: List, least: number): Bounds | null;
};

/** Of those of `list` that can reach the score `least`; null where it costs less to score them all. */
export function boundsOf(list: List, bounding: Bounding, least: number): Bounds | null {
  const { segment, words } = bounding;
  const cost = words.reduce((sum, word) => sum + costOf(word, list, segment), 0);
  if (list.length * POSTINGS_A_READING < cost) return null;
  const [word, ...others] = words;
  const isAlone = word && others.length === 0 && word.translated.length === 0;
  return isAlone ? boundsOfOne(list, bounding, word, least) : boundsOfAll(list, bounding, least);
}

/** Of a word alone: what it gives follows from how much it weighs, so that bounds are looked up. */
function boundsOfOne(list: List, bounding: Bounding, { word, own, isPlain }: Counting, least: number): Bounds {
  const { segment, scorer, stretch, things, unwanted, isOfQuery } = bounding;
  const { postings, lang } = segment;
  const { frequency, kept, bounds: weights } = columnsOf(segment);
  for (const { form, quality } of own) addWeights(postings, form, quality * stretch, list, frequency);
  const { most, half } = scorer.curve(word);
  const added = unwanted + nearestIn(bounding);
  const boundAt = (weight: number): number => (most * weight) / (weight + half) + added;
  const factors = isOfQuery.map((one) => scorer.factor(things + Number(isPlain), one) * ROUNDING);
  const highestFactor = Math.max(...factors);
  // What weighs less cannot reach `least`.
  const wanted = least / highestFactor - added;
  const lightest = wanted <= 0 ? 0 : wanted >= most ? Number.POSITIVE_INFINITY : (half * wanted) / (most - wanted);

  let count = 0;
  let heaviest = 0;
  for (let at = 0; at < list.length; at += 1) {
    const quotation = list[at]!;
    const weight = frequency[quotation]!;
    if (weight < lightest) continue;
    kept[count] = quotation;
    weights[count] = weight;
    count += 1;
    if (weight > heaviest) heaviest = weight;
  }
  frequency.fill(0, list[0]!, list.at(-1)! + 1);

  const { size, width, stepOf } = stepsUpTo(boundAt(heaviest) * highestFactor, count);
  const perUnit = (size - 1) / (heaviest || 1);
  /** By language, and then by weight. */
  const known = new Uint16Array(factors.length * size);
  for (const [language, factor] of factors.entries()) {
    for (let i = 0; i < size; i += 1) known[language * size + i] = stepOf(boundAt((i + 1) / perUnit) * factor);
  }
  const steps = new Uint16Array(count);
  const counts = new Uint32Array(size);
  for (let at = 0; at < count; at += 1) {
    const step = known[lang[kept[at]!]! * size + Math.trunc(weights[at]! * perUnit)]!;
    steps[at] = step;
    counts[step]! += 1;
  }
  return { list: kept.slice(0, count), steps, counts, width };
}

function boundsOfAll(list: List, bounding: Bounding, least: number): Bounds {
  const { segment, scorer, words, things, unwanted, isOfQuery } = bounding;
  const { lang } = segment;
  const asked = askedFor(list, segment.quotationCount);
  const columns = columnsOf(segment);
  for (const [i, counting] of words.entries()) addWord(bounding, counting, i, asked, columns);

  const { given, sureThings, marks, places, kept, bounds } = columns;
  const nearest = nearestBy(bounding);
  const pairs = placedPairs(scorer, words);
  // Coordination grows evenly with what is there.
  const factors = isOfQuery.map((one) => scorer.factor(things, one) * ROUNDING);
  const more = isOfQuery.map((one) => scorer.factor(1, one) * ROUNDING);
  let count = 0;
  let highest = 0;
  for (let row = 0; row < list.length; row += 1) {
    const language = lang[list[row]!]!;
    const factor = factors[language]! + more[language]! * sureThings[row]!;
    const mark = marks[row]!;
    let near = nearest.known[mark]!;
    if (near < 0) near = nearest.reckon(mark);
    if (near > 0) {
      for (let i = 0; i < pairs.length; i += 1) {
        const { first, second, gap, most } = pairs[i]!;
        const [a, b] = [places[first]![row]!, places[second]![row]!];
        if (a > 0 && b > 0 && a < SOMEWHERE && b < SOMEWHERE) near -= most * (1 - closeness(b - a, gap));
      }
    }
    const bound = (given[row]! + near + unwanted) * factor;
    if (bound < least) continue;
    kept[count] = list[row]!;
    bounds[count] = bound;
    count += 1;
    if (bound > highest) highest = bound;
  }
  for (const column of [given, sureThings, marks, ...places.slice(0, words.length)]) column.fill(0, 0, list.length);
  const { size, width, stepOf } = stepsUpTo(highest, count);
  const steps = new Uint16Array(count);
  const counts = new Uint32Array(size);
  for (let at = 0; at < count; at += 1) {
    const step = stepOf(bounds[at]!);
    steps[at] = step;
    counts[step]! += 1;
  }
  return { list: kept.slice(0, count), steps, counts, width };
}

const FEWEST_STEPS = 2 ** 6;
const MOST_STEPS = 2 ** 14;

/**
 * What no quotation exceeds that holds nothing of what is wanted but these words, and of those that may be missing only so
 * many.
 */
export function boundOf(bounding: Bounding, plain: number): number {
  const { scorer, words, things, unwanted } = bounding;
  const gives = (ofPlain: boolean) =>
    words.filter(({ isPlain }) => isPlain === ofPlain).map((counting) => mostOf(counting, bounding));
  const most = [
    ...gives(false),
    ...gives(true)
      .sort((a, b) => b - a)
      .slice(0, plain),
  ];
  const given = most.reduce((sum, one) => sum + one, unwanted);
  return (given + nearestIn(bounding)) * scorer.factor(things + plain, true) * ROUNDING;
}

/** What a word gives at most: where all that stands for it is, each as heavy as it is anywhere. */
function mostOf({ word, own, translated }: Counting, { segment: { postings }, scorer, stretch }: Bounding): number {
  const heaviest = (form: number) => UNPACKED[postings.heaviestOf(form)]!;
  const ofOwn = own.map(({ form, quality }) => quality * heaviest(form));
  const ofTranslated = translated.flatMap(({ quality, forms }) => forms.map((form) => quality * heaviest(form)));
  const weight = [...ofOwn, ...ofTranslated].reduce((sum, one) => sum + one, 0) * stretch;
  const { most, half } = scorer.curve(word);
  return (most * weight) / (weight + half);
}

/** Even steps up to a bound, as many as there are quotations. */
function stepsUpTo(highest: number, quotations: number) {
  const size = Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, quotations));
  const perUnit = highest > 0 ? size / highest : 0;
  return {
    size,
    // A little wider, for what is lost in rounding.
    width: (highest / size) * 1.000_001 || 1,
    stepOf: (bound: number): number => Math.min(size - 1, Math.trunc(bound * perUnit)),
  };
}

/** In postings to look at. */
function costOf({ own, translated }: Counting, { length }: List, { postings }: Segment): number {
  const ofOwn = own.map(({ form }) => Math.min(postings.countOf(form), LOOK_UP_RATIO * length));
  return [...ofOwn, ...translated.flatMap(({ forms }) => forms.map(postings.countOf))].reduce(
    (sum, count) => sum + count,
    0,
  );
}

/** The quotations of which bounds are wanted, also as bits and their `ranksOf`. Columns have a row for each, in this order. */
type Asked = { list: List; ranked(): RankedBits };

function askedFor(list: List, size: number): Asked {
  const ranked = once(() => {
    const bits = emptyBits(size);
    addList(bits, list);
    return { bits, ranks: ranksOf(bits) };
  });
  return { list, ranked };
}

/** What a word gives in each of those asked for, itself or in translation: of all its forms together, then saturated. */
function addWord(
  { segment: { postings }, scorer, stretch }: Bounding,
  { word, own, translated, isPlain }: Counting,
  i: number,
  asked: Asked,
  { frequency, sure, given, sureThings, marks, places }: Columns,
): void {
  const { most, half } = scorer.curve(word);
  const place = places[i] ?? null;
  const [isThere, isTranslated] = bitsOf(i);
  /** Where nothing stands for it, it is sure wherever it is. */
  const isMaybe = translated.length > 0;
  for (const { form, quality } of own) {
    addShared(postings, form, quality * stretch, asked, frequency, isMaybe ? sure : null, place);
  }
  for (const { quotations, weight, quality, forms } of translated) {
    const { bits, ranks } = asked.ranked();
    const counts = quality * stretch;
    for (const form of forms) {
      const { holding, weights } = postingsAmong(postings, form, asked.list);
      for (let at = 0; at < holding.length; at += 1) {
        const quotation = holding[at]!;
        if (!hasBit(bits, quotation) || !hasBit(quotations, quotation)) continue;
        const row = rankOf(bits, ranks, quotation);
        frequency[row]! += UNPACKED[weights[at]!]! * counts;
        if (weight > sure[row]!) sure[row] = weight;
        if (place) place[row] = SOMEWHERE;
      }
    }
  }
  for (let row = 0; row < asked.list.length; row += 1) {
    const tf = frequency[row]!;
    if (tf === 0) continue;
    frequency[row] = 0;
    let sureness = 1;
    if (isMaybe) {
      sureness = sure[row]!;
      sure[row] = 0;
    }
    given[row]! += (sureness * most * tf) / (tf + half);
    if (isPlain) sureThings[row]! += sureness;
    marks[row]! |= sureness === 1 ? isThere : isTranslated;
  }
}

// Loops of their own, so that they are as fast as they can be.

/** Adds to what quotations have what the form weighs in them: to all that hold it, or where it is quicker to those of `list`. */
function addWeights(postings: Postings, form: number, times: number, list: List, frequency: Float32Array): void {
  const { holding, weights } = postingsAmong(postings, form, list);
  if (holding.length <= LOOK_UP_RATIO * list.length) {
    for (let at = 0; at < holding.length; at += 1) frequency[holding[at]!]! += UNPACKED[weights[at]!]! * times;
    return;
  }
  let at = 0;
  for (let i = 0; i < list.length; i += 1) {
    at = firstFrom(holding, list[i]!, at);
    if (holding[at] === list[i]) frequency[list[i]!]! += UNPACKED[weights[at]!]! * times;
  }
}

/** Adds that to those that are asked for, which are sure then, and tells where it stands in them. */
function addShared(
  postings: Postings,
  form: number,
  times: number,
  { list, ranked }: Asked,
  frequency: Float32Array,
  sure: Float32Array | null,
  place: Uint8Array | null,
): void {
  const { holding, weights, places, before } = postingsAmong(postings, form, list);
  const add = (row: number, at: number): void => {
    frequency[row]! += UNPACKED[weights[at]!]! * times;
    if (sure) sure[row] = 1;
    if (place) place[row] = place[row] === 0 ? places[at]! : SOMEWHERE;
  };
  const many = holding.length > list.length ? postings.bitsOf(form) : null;
  if (many) {
    for (let row = 0; row < list.length; row += 1) {
      const quotation = list[row]!;
      if (hasBit(many.bits, quotation)) add(row, rankOf(many.bits, many.ranks, quotation) - before);
    }
  } else if (holding.length <= LOOK_UP_RATIO * list.length) {
    const { bits, ranks } = ranked();
    for (let at = 0; at < holding.length; at += 1) {
      const quotation = holding[at]!;
      if (hasBit(bits, quotation)) add(rankOf(bits, ranks, quotation), at);
    }
  } else {
    let at = 0;
    for (let row = 0; row < list.length; row += 1) {
      at = firstFrom(holding, list[row]!, at);
      if (holding[at] === list[row]) add(row, at);
    }
  }
}

/** What holds a form between the first and the last of a list, and how much does before. */
function postingsAmong(postings: Postings, form: number, list: List) {
  const all = postings.ofForm(form);
  const before = firstFrom(all, list[0]!, 0);
  const end = firstFrom(all, list.at(-1)! + 1, before);
  return {
    before,
    holding: all.subarray(before, end),
    weights: postings.weightsOf(form).subarray(before, end),
    places: postings.placesOf(form).subarray(before, end),
  };
}

// -------------------------------------------------------------------------------------------------------- which words

/** Words beyond these are taken for there. */
const MOST_MARKED = 6;

/** The marks of a quotation that holds the word, and of one that holds it in translation only. */
const bitsOf = (word: number): [number, number] =>
  word < MOST_MARKED ? [1 << (2 * word), 1 << (2 * word + 1)] : [0, 0];

/** What nearness adds at most where nothing is known of a quotation; `sureness` is what is known of words. */
function nearestIn({ scorer, words }: Bounding, sureness: ReadonlyMap<number, number> = new Map()): number {
  // What is not wanted may always be there.
  const mayBeThere = (word: number): boolean => !scorer.isWanted(word) || words.some((one) => one.word === word);
  return scorer.nearest((word) => sureness.get(word) ?? Number(mayBeThere(word)));
}

/** What nearness adds at most, by the marks of a quotation; below 0 where it is not known yet. Many have the same. */
function nearestBy(bounding: Bounding) {
  const { words } = bounding;
  const marked = words.slice(0, MOST_MARKED);
  const known = new Float64Array(4 ** marked.length).fill(-1);
  return {
    known,
    reckon(marks: number): number {
      const sureness = new Map(marked.map((word, i) => [word.word, surenessIn(marks, i, word)]));
      known[marks] = nearestIn(bounding, sureness);
      return known[marks]!;
    },
  };
}

/** Pairs of words of which places are known, by their numbers among `words`. */
function placedPairs({ pairs }: Scorer, words: readonly Counting[]) {
  const numberOf = (word: number) => words.findIndex((one) => one.word === word);
  return pairs
    .map(({ a, b, gap, most }) => ({ first: numberOf(a), second: numberOf(b), gap, most }))
    .filter(({ first, second, gap }) => [first, second].every((i) => i >= 0 && i < MOST_MARKED) && gap < FARTHEST_GAP);
}
/** Words of two fields may be so far apart; what places tell then is no bound. */
const FARTHEST_GAP = 500;

function surenessIn(marks: number, i: number, { translated }: Counting): number {
  const [isThere, isTranslated] = bitsOf(i);
  if (marks & isThere) return 1;
  return marks & isTranslated ? Math.max(0, ...translated.map(({ weight }) => weight)) : 0;
}

// ----------------------------------------------------------------------------------------------------------- columns

/** One number a quotation, 0 between two calls. */
type Columns = {
  frequency: Float32Array;
  sure: Float32Array;
  given: Float32Array;
  sureThings: Float32Array;
  marks: Uint16Array;
  /** Of each word that is marked; see `packPlace`. */
  places: Uint8Array[];
  /** Room to gather some in, and a number of each: whatever was left there. */
  kept: Uint32Array;
  bounds: Float32Array;
};
const columnsOf = oncePer(
  ({ quotationCount: size }: Segment): Columns => ({
    frequency: new Float32Array(size),
    sure: new Float32Array(size),
    given: new Float32Array(size),
    sureThings: new Float32Array(size),
    marks: new Uint16Array(size),
    places: Array.from({ length: MOST_MARKED }, () => new Uint8Array(size)),
    kept: new Uint32Array(size),
    bounds: new Float32Array(size),
  }),
);

/** `things`: how many of those wanted are there in any case. */
export function boundingOf(
  view: View,
  query: Query,
  number: number,
  scorer: Scorer,
  words: readonly Counting[],
  things: number,
): Bounding {
  const { segment } = view.parts[number]!;
  const { langs, averageLengths } = segment;
  const longer = view.averageLengths.map((average, field) => (average || 1) / (averageLengths[field] || 1));
  return {
    segment,
    scorer,
    words,
    stretch: Math.max(1, ...longer),
    things,
    unwanted: scorer.unwanted,
    isOfQuery: langs.map((one) => one === query.language),
  };
}
