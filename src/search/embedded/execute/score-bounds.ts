/**
 * How much quotations can score at most, told by the postings alone: by what weighs how much in which of them, and where
 * it first stands. So that few need be read to find the best.
 */
import { oncePer } from '../../../util/memo.ts';
import type { Query } from '../../query.ts';
import { closeness, type Scorer } from '../../ranking.ts';
import { isOnlyPlace, wordsBefore } from '../segment/postings.ts';
import { fetchForms, type Segment } from '../segment/segment.ts';
import { scratch, scratchOf } from '../sets/arena.ts';
import type { List } from '../sets/sorted-lists.ts';
import type { View } from '../snapshot/view.ts';
import { type Asked, askedFor, type Counting, createWordWeights, type Rows, type WordWeights } from './term-weights.ts';

export type Bounding = {
  segment: Segment;
  scorer: Scorer;
  /** Those that some of the quotations hold; what else is wanted none does. */
  words: readonly WordWeights[];
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
  /** Has what is read of these few at hand: they lie far apart in memory, and are all on their way at once. */
  fetch(list: List): void;
  /** Of those of a part of that list that can reach that score; null where it costs less to score them all. */
  bounds(list: List, least: number): Bounds | null;
};

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
  // Fields may be longer on average than those of the segment.
  const longer = view.averageLengths.map((average, field) => (average || 1) / (averageLengths[field] || 1));
  const stretch = Math.max(1, ...longer);
  return {
    segment,
    scorer,
    words: words.map((counting) => createWordWeights(segment.postings, counting, stretch)),
    things,
    unwanted: scorer.unwanted,
    isOfQuery: langs.map((one) => one === query.language),
  };
}

/** Where the quotations hold none but these words, and of those that may be missing at most `plain`. */
export function tierOf(bounding: Bounding, words: readonly WordWeights[], plain: number, list: () => List): Tier {
  const own = { ...bounding, words };
  return {
    bound: boundOf(own, plain),
    list,
    fetch: (some) => fetchForms(bounding.segment, some),
    bounds: (some, least) => boundsOf(some, own, least),
  };
}

/** Of those of `list` that can reach the score `least`; null where it costs less to score them all. */
function boundsOf(list: List, bounding: Bounding, least: number): Bounds | null {
  const { words } = bounding;
  const cost = words.reduce((sum, word) => sum + word.cost(list.length), 0);
  if (list.length * POSTINGS_A_READING < cost) return null;
  const [word, ...others] = words;
  const isAlone = word && others.length === 0 && word.translated.length === 0;
  const columns = columnsOf(bounding.segment);
  const count = isAlone ? keepOfOne(list, bounding, word, least, columns) : keepOfAll(list, bounding, least, columns);
  return inSteps(columns, count);
}

// Each keeps those that can reach the score `least`, with their bounds, and answers how many these are.

/** So few that what is reckoned of them stays in the processor's cache. */
const TOGETHER = 2 ** 13;

/** Of a word alone: the bound grows with how much it weighs. */
function keepOfOne(list: List, bounding: Bounding, word: WordWeights, least: number, columns: Columns): number {
  const { segment, scorer, things, unwanted, isOfQuery } = bounding;
  const { lang } = segment;
  const { weights, kept, bounds } = columns;
  const { most, half } = scorer.curve(word.word);
  const added = unwanted + nearestIn(bounding);
  const factors = isOfQuery.map((one) => scorer.factor(things + Number(word.isPlain), one) * ROUNDING);
  // What weighs less cannot reach it.
  const given = least / Math.max(...factors) - added;
  const lightest = given <= 0 ? 0 : given < most ? (half * given) / (most - given) : Number.POSITIVE_INFINITY;
  let count = 0;
  for (let start = 0; start < list.length; start += TOGETHER) {
    const some = list.subarray(start, start + TOGETHER);
    const first = some[0]!;
    word.addTo(weights, some);
    for (let i = 0; i < some.length; i += 1) {
      const quotation = some[i]!;
      const weight = weights[quotation - first]!;
      if (weight < lightest) continue;
      kept[count] = quotation;
      bounds[count] = ((most * weight) / (weight + half) + added) * factors[lang[quotation]!]!;
      count += 1;
    }
    word.clear(weights, some);
  }
  return count;
}

function keepOfAll(list: List, bounding: Bounding, least: number, columns: Columns): number {
  const { segment, scorer, words, things, unwanted, isOfQuery } = bounding;
  const { lang } = segment;
  const asked = askedFor(list, segment.quotationCount);
  for (const [i, word] of words.entries()) addWord(scorer, word, i, asked, columns);

  const { given, sureThings, marks, places, kept, bounds } = columns;
  const { marked, placed, half, others } = kindsOfPairs(bounding);
  const nearest = nearestBy(bounding, [...marked, ...others]);
  const pairs = numbered(marked, bounding).filter(({ gap }) => gap < FARTHEST_GAP);
  const pairsPlaced = numbered(placed, bounding);
  const halves = numbered(half, bounding);
  // Coordination grows evenly with what is there.
  const factors = isOfQuery.map((one) => scorer.factor(things, one) * ROUNDING);
  const more = isOfQuery.map((one) => scorer.factor(1, one) * ROUNDING);
  let count = 0;
  for (let row = 0; row < list.length; row += 1) {
    const language = lang[list[row]!]!;
    const factor = factors[language]! + more[language]! * sureThings[row]!;
    const mark = marks[row]!;
    let near = nearest.known[mark]!;
    if (near < 0) near = nearest.reckon(mark);
    if (near > 0) {
      for (let i = 0; i < pairs.length; i += 1) {
        const { first, second, gap, most } = pairs[i]!;
        near -= most * (1 - nearestOf(places[first]![row]!, places[second]![row]!, gap));
      }
    }
    for (let i = 0; i < pairsPlaced.length; i += 1) {
      const { first, second, gap, most } = pairsPlaced[i]!;
      const [one, other] = [places[first]![row]!, places[second]![row]!];
      if (one !== 0 && other !== 0) near += gap < FARTHEST_GAP ? most * nearestOf(one, other, gap) : most;
    }
    for (let i = 0; i < halves.length; i += 1) {
      const { first, most } = halves[i]!;
      if (places[first]![row] !== 0) near += most;
    }
    const bound = (given[row]! + near + unwanted) * factor;
    if (bound < least) continue;
    kept[count] = list[row]!;
    bounds[count] = bound;
    count += 1;
  }
  for (const column of [given, sureThings, marks, ...places]) column.fill(0, 0, list.length);
  return count;
}

function inSteps({ kept, bounds }: Columns, count: number): Bounds {
  let highest = 0;
  for (let at = 0; at < count; at += 1) if (bounds[at]! > highest) highest = bounds[at]!;
  const size = Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, count));
  const perUnit = highest > 0 ? size / highest : 0;
  const list = scratch(count);
  const steps = scratchOf(Uint16Array, count);
  const counts = scratch(size).fill(0);
  for (let at = 0; at < count; at += 1) {
    const step = Math.min(size - 1, Math.trunc(bounds[at]! * perUnit));
    list[at] = kept[at]!;
    steps[at] = step;
    counts[step]! += 1;
  }
  // A little wider, for what is lost in rounding.
  return { list, steps, counts, width: (highest / size) * 1.000_001 || 1 };
}

/** Even steps up to the highest bound, as many as there are quotations. */
const FEWEST_STEPS = 2 ** 6;
const MOST_STEPS = 2 ** 14;

/** Adds what a word gives in each, itself or in translation: of all its forms together, then saturated. */
function addWord(scorer: Scorer, word: WordWeights, i: number, asked: Asked, columns: Columns): void {
  const { given, sureThings, marks, weights, sure } = columns;
  word.tell(asked, { weights, sure, places: columns.places[Math.min(i, MOST_PLACED)]! });
  const { most, half } = scorer.curve(word.word);
  const [isThere, isTranslated] = bitsOf(i);
  const { isPlain } = word;
  for (let row = 0; row < asked.list.length; row += 1) {
    const tf = weights[row]!;
    if (tf === 0) continue;
    const sureness = sure[row]!;
    weights[row] = 0;
    sure[row] = 0;
    given[row]! += (sureness * most * tf) / (tf + half);
    if (isPlain) sureThings[row]! += sureness;
    marks[row]! |= sureness === 1 ? isThere : isTranslated;
  }
}

function boundOf(bounding: Bounding, plain: number): number {
  const { scorer, words, things, unwanted } = bounding;
  const gives = (ofPlain: boolean) =>
    words.filter(({ isPlain }) => isPlain === ofPlain).map((word) => mostOf(word, bounding));
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
function mostOf({ word, heaviest }: WordWeights, { scorer }: Bounding): number {
  const { most, half } = scorer.curve(word);
  return (most * heaviest) / (heaviest + half);
}

// -------------------------------------------------------------------------------------------------------- which words

/** Of these words it is noted in every quotation whether it holds them, and how surely: what they do together is reckoned once. */
const MOST_MARKED = 6;
/** Of these, where they stand; words beyond are taken for there, and near. */
const MOST_PLACED = 16;

/** The marks of a quotation that holds the word, and of one that holds it in translation only. */
const bitsOf = (word: number): [number, number] =>
  word < MOST_MARKED ? [1 << (2 * word), 1 << (2 * word + 1)] : [0, 0];

type Pairs = Scorer['pairs'];

/** What nearness adds at most where nothing is known of a quotation; `sureness` is what is known of words. */
function nearestIn(
  { scorer, words }: Bounding,
  pairs: Pairs = scorer.pairs,
  sureness: ReadonlyMap<number, number> = new Map(),
): number {
  const there = new Set(words.map(({ word }) => word));
  // What is not wanted may always be there.
  const surenessOf = (word: number): number => sureness.get(word) ?? Number(!scorer.isWanted(word) || there.has(word));
  return pairs.reduce((sum, { a, b, most }) => sum + most * surenessOf(a) * surenessOf(b), 0);
}

/** What nearness adds at most, by the marks of a quotation; below 0 where it is not known yet. Many have the same. */
function nearestBy(bounding: Bounding, pairs: Pairs) {
  const { words } = bounding;
  const marked = words.slice(0, MOST_MARKED);
  const known = new Float64Array(4 ** marked.length).fill(-1);
  return {
    known,
    reckon(marks: number): number {
      const sureness = new Map(marked.map((word, i) => [word.word, surenessIn(marks, i, word)]));
      known[marks] = nearestIn(bounding, pairs, sureness);
      return known[marks]!;
    },
  };
}

/**
 * Pairs by what is known of their words: `marked` of both the marks, `placed` of both where they stand, `half` of one, beside
 * one that is not wanted and may be anywhere.
 */
function kindsOfPairs({ scorer, words }: Bounding) {
  const numbers = new Map(words.map(({ word }, i) => [word, i]));
  const within = (word: number, most: number) => (numbers.get(word) ?? most) < most;
  const isUnwanted = (word: number) => !scorer.isWanted(word);
  const kinds = { marked: [] as Pairs[number][], placed: [] as Pairs[number][], half: [] as Pairs[number][] };
  const others: Pairs[number][] = [];
  for (const pair of scorer.pairs) {
    const { a, b } = pair;
    if (within(a, MOST_MARKED) && within(b, MOST_MARKED)) kinds.marked.push(pair);
    else if (within(a, MOST_PLACED) && within(b, MOST_PLACED)) kinds.placed.push(pair);
    else if (within(a, MOST_PLACED) && !within(a, MOST_MARKED) && isUnwanted(b)) kinds.half.push(pair);
    else if (within(b, MOST_PLACED) && !within(b, MOST_MARKED) && isUnwanted(a))
      kinds.half.push({ ...pair, a: b, b: a });
    else others.push(pair);
  }
  return { ...kinds, others };
}

/** Pairs by the numbers of their words among those of the bounding. */
function numbered(pairs: Pairs, { words }: Bounding) {
  const numberOf = (word: number) => words.findIndex((one) => one.word === word);
  return pairs.map(({ a, b, gap, most }) => ({ first: numberOf(a), second: numberOf(b), gap, most }));
}

/** How near each other two words are at most that stand there (see `packPlace`). */
function nearestOf(a: number, b: number, gap: number): number {
  if (a === 0 || b === 0) return 1;
  const apart = wordsBefore(b) - wordsBefore(a);
  // Where one stands again it stands farther back.
  if (isOnlyPlace(a) ? isOnlyPlace(b) || apart >= gap : isOnlyPlace(b) && apart <= gap) return closeness(apart, gap);
  return 1;
}

/** Words of two fields may be so far apart; what places tell then is no bound. */
const FARTHEST_GAP = 500;

function surenessIn(marks: number, i: number, { translated }: WordWeights): number {
  const [isThere, isTranslated] = bitsOf(i);
  if (marks & isThere) return 1;
  return marks & isTranslated ? Math.max(0, ...translated.map(({ weight }) => weight)) : 0;
}

// ----------------------------------------------------------------------------------------------------------- columns

/** A row for each of those asked for, 0 between two calls. */
type Columns = {
  given: Float32Array;
  sureThings: Float32Array;
  marks: Uint16Array;
  /** See `Rows`; places of each word of which they are noted, and of one more. */
  weights: Rows['weights'];
  sure: Rows['sure'];
  places: Rows['places'][];
  /** Room to gather some in, and a number of each: not 0, but whatever was left there. */
  kept: Uint32Array;
  bounds: Float32Array;
};
const columnsOf = oncePer(
  ({ quotationCount: size }: Segment): Columns => ({
    given: new Float32Array(size),
    sureThings: new Float32Array(size),
    marks: new Uint16Array(size),
    weights: new Float32Array(size),
    sure: new Float32Array(size),
    places: Array.from({ length: MOST_PLACED + 1 }, () => new Uint8Array(size)),
    kept: new Uint32Array(size),
    bounds: new Float32Array(size),
  }),
);
