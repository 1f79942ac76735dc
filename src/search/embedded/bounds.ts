/**
 * How much quotations can score at most, told by the postings alone: by what weighs how much in which of them, and not by
 * where it stands. So that few need be read to find the best.
 */
import { oncePer } from '../once.ts';
import type { Query } from '../query.ts';
import type { Scorer } from '../ranking.ts';
import { addList, type Bits, emptyBits, hasBit } from './bits.ts';
import type { List } from './lists.ts';
import { UNPACKED } from './postings.ts';
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
const POSTINGS_A_READING = 50;
/** Bounds and scores are rounded differently. */
export const ROUNDING = 1.00001;

/** For each of `list`; null where it costs less to score them all. */
export function boundsOf(list: List, bounding: Bounding): Float32Array | null {
  const { segment, scorer, words, things, unwanted, isOfQuery } = bounding;
  const { postings, lang } = segment;
  const total = words.flatMap(formsIn).reduce((sum, form) => sum + postings.weightsOf(form).length, 0);
  if (list.length * POSTINGS_A_READING < total) return null;

  const asked = emptyBits(segment.quotationCount);
  addList(asked, list);
  const columns = columnsOf(segment);
  for (const [i, counting] of words.entries()) {
    const add = counting.translated.length > 0 ? addTranslated : addOwn;
    add(bounding, counting, i, asked, columns);
  }

  const { given, sureThings, marks } = columns;
  const nearest = nearestBy(scorer, words);
  // Coordination grows evenly with what is there.
  const factors = isOfQuery.map((one) => scorer.factor(things, one) * ROUNDING);
  const more = isOfQuery.map((one) => scorer.factor(1, one) * ROUNDING);
  const bounds = new Float32Array(list.length);
  for (let at = 0; at < list.length; at += 1) {
    const quotation = list[at]!;
    const language = lang[quotation]!;
    const factor = factors[language]! + more[language]! * sureThings[quotation]!;
    const mark = marks[quotation]!;
    let near = nearest.known[mark]!;
    if (near < 0) near = nearest.reckon(mark);
    bounds[at] = (given[quotation]! + near + unwanted) * factor;
    given[quotation] = 0;
    sureThings[quotation] = 0;
    marks[quotation] = 0;
  }
  return bounds;
}

const formsIn = ({ own, translated }: Counting): number[] => [
  ...own.map(({ form }) => form),
  ...translated.flatMap(({ forms }) => forms),
];

/**
 * What a word gives that is itself there, if it is. Of several forms of it in one quotation each gives what it would
 * alone, which together is no less: what occurrences give grows ever more slowly.
 */
function addOwn(
  { segment: { postings }, scorer, stretch }: Bounding,
  { word, own, isPlain }: Counting,
  i: number,
  asked: Bits,
  { given, sureThings, marks }: Columns,
): void {
  const { most, half } = scorer.curve(word);
  const [isThere] = bitsOf(i);
  for (const { form, quality } of own) {
    const list = postings.ofForm(form);
    const weights = postings.weightsOf(form);
    const gives = UNPACKED.map((weight) => {
      const tf = weight * quality * stretch;
      return (most * tf) / (tf + half);
    });
    for (let at = 0; at < list.length; at += 1) {
      const quotation = list[at]!;
      if (!hasBit(asked, quotation)) continue;
      given[quotation]! += gives[weights[at]!]!;
      if (isPlain && (marks[quotation]! & isThere) === 0) sureThings[quotation]! += 1;
      marks[quotation]! |= isThere;
    }
  }
}

/** What a word gives that may be there in translation. */
function addTranslated(
  { segment: { postings }, scorer, stretch }: Bounding,
  counting: Counting,
  i: number,
  asked: Bits,
  { frequency, sure, given, sureThings, marks }: Columns,
): void {
  const { word, own, translated } = counting;
  const { most, half } = scorer.curve(word);
  const [isThere, isTranslated] = bitsOf(i);
  const add = (form: number, quality: number, quotations: Bits, weight: number): void => {
    const list = postings.ofForm(form);
    const weights = postings.weightsOf(form);
    for (let at = 0; at < list.length; at += 1) {
      const quotation = list[at]!;
      if (!hasBit(quotations, quotation)) continue;
      frequency[quotation]! += UNPACKED[weights[at]!]! * quality * stretch;
      if (weight > sure[quotation]!) sure[quotation] = weight;
    }
  };
  for (const { form, quality } of own) add(form, quality, asked, 1);
  for (const { quotations, weight, quality, forms } of translated) {
    for (const form of forms) add(form, quality, quotations, weight);
  }
  for (const form of formsIn(counting)) {
    const list = postings.ofForm(form);
    for (let at = 0; at < list.length; at += 1) {
      const quotation = list[at]!;
      const tf = frequency[quotation]!;
      if (tf === 0) continue;
      const sureness = sure[quotation]!;
      frequency[quotation] = 0;
      sure[quotation] = 0;
      given[quotation]! += (sureness * most * tf) / (tf + half);
      sureThings[quotation]! += sureness;
      marks[quotation]! |= sureness === 1 ? isThere : isTranslated;
    }
  }
}

// -------------------------------------------------------------------------------------------------------- which words

/** Words beyond these are taken for there. */
const MOST_MARKED = 6;

/** The marks of a quotation that holds the word, and of one that holds it in translation only. */
const bitsOf = (word: number): [number, number] =>
  word < MOST_MARKED ? [1 << (2 * word), 1 << (2 * word + 1)] : [0, 0];

/** What nearness adds at most, by the marks of a quotation; below 0 where it is not known yet. Many have the same. */
function nearestBy(scorer: Scorer, words: readonly Counting[]) {
  const marked = words.slice(0, MOST_MARKED);
  const known = new Float64Array(4 ** marked.length).fill(-1);
  return {
    known,
    reckon(marks: number): number {
      const sureness = new Map(marked.map((word, i) => [word.word, surenessIn(marks, i, word)]));
      // What is not wanted may always be there.
      known[marks] = scorer.nearest((word) => sureness.get(word) ?? 1);
      return known[marks]!;
    },
  };
}

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
  marks: Int32Array;
};
const columnsOf = oncePer(
  ({ quotationCount: size }: Segment): Columns => ({
    frequency: new Float32Array(size),
    sure: new Float32Array(size),
    given: new Float32Array(size),
    sureThings: new Float32Array(size),
    marks: new Int32Array(size),
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
