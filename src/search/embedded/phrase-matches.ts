/** Which quotations hold a phrase, in one field: by reading them, as few words of each as can be. */
import { oncePer } from '../once.ts';
import type { Phrase } from '../query.ts';
import { FIELDS } from '../ranking.ts';
import { type Bits, dropBit, hasBit, numbersIn } from './bits.ts';
import { createMaybe, formsThatFoldTo, MAYBE } from './forms.ts';
import { SOMEWHERE } from './postings.ts';
import { OVERLAY, type Segment } from './segment.ts';

/** Takes away what does not hold the phrase, of quotations that hold each of its words. */
export function keepPhrase(candidates: Bits, segment: Segment, phrase: Phrase): void {
  const { postings } = segment;
  const words = phrase.words.map((word) => formsThatFoldTo(segment, word));
  const counts = words.map((own) => [...own].reduce((sum, form) => sum + postings.ofForm(form).length, 0));
  const rarest = counts.indexOf(Math.min(...counts));
  const maybeRarest = createMaybe(words[rarest]!);
  const place = placesIn(segment);
  for (const form of words[rarest]!) {
    const holding = postings.ofForm(form);
    const places = postings.placesOf(form);
    for (let at = 0; at < holding.length; at += 1) {
      const quotation = holding[at]!;
      if (hasBit(candidates, quotation)) place[quotation] = place[quotation] === 0 ? places[at]! : SOMEWHERE;
    }
  }
  const { forward, bounds } = segment;
  const numbers = numbersIn(candidates);
  const middles = new Uint32Array(BATCH);
  const entries = new Uint32Array(BATCH);
  for (let start = 0; start < numbers.length; start += BATCH) {
    const batch = numbers.subarray(start, start + BATCH);
    // Quotations lie far apart in memory: fetched one right after another, many are on their way at a time.
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      middles[i] = bounds[quotation * FIELDS.length]! + Math.max(0, place[quotation]! - 2);
    }
    for (let i = 0; i < batch.length; i += 1) entries[i] = forward[middles[i]!]!;
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      const known = place[quotation]!;
      place[quotation] = 0;
      const holds =
        known === 0 || known === SOMEWHERE
          ? isAnywhere(segment, words, quotation, rarest, maybeRarest)
          : isAroundOnly(segment, words, quotation, rarest, middles[i]!, entries[i]!);
      if (!holds) dropBit(candidates, quotation);
    }
  }
}

/** Of each word of the phrase. */
type Forms = readonly ReadonlySet<number>[];

const BATCH = 256;

/** Where a word stands in each quotation; 0 between two calls. */
const placesIn = oncePer(({ quotationCount }: Segment) => new Uint8Array(quotationCount));

/** Reads the whole quotation for the rarest word of the phrase: the phrase stands around one of its occurrences. */
function isAnywhere(segment: Segment, words: Forms, quotation: number, part: number, maybePart: Uint8Array): boolean {
  const { forward, bounds } = segment;
  const own = words[part]!;
  let field = quotation * FIELDS.length;
  const end = bounds[field + FIELDS.length]!;
  for (let at = bounds[field]!; at < end; at += 1) {
    const entry = forward[at]!;
    if (maybePart[entry & MAYBE] === 0 || !own.has(entry)) continue;
    while (bounds[field + 1]! <= at) field += 1;
    if (isAround(segment, words, part, at, field)) return true;
  }
  return false;
}

/** The same where the word occurs once: at `from`, where `entry` stands, or soon after. */
function isAroundOnly(
  segment: Segment,
  words: Forms,
  quotation: number,
  part: number,
  from: number,
  entry: number,
): boolean {
  const { forward, bounds } = segment;
  let field = quotation * FIELDS.length;
  let middle = from;
  if (!words[part]!.has(entry)) {
    const end = bounds[field + FIELDS.length]!;
    // Compounds as a whole, which stand between the words, are no words.
    do middle += 1;
    while (middle < end && !words[part]!.has(forward[middle]!));
    if (middle >= end) return false;
  }
  while (bounds[field + 1]! <= middle) field += 1;
  return isAround(segment, words, part, middle, field);
}

/** Whether the phrase stands around its word number `part` at `middle`, in the field that begins at bound `field`. */
function isAround({ forward, bounds }: Segment, words: Forms, part: number, middle: number, field: number): boolean {
  const start = bounds[field]!;
  const end = bounds[field + 1]!;
  let at = middle;
  for (let i = part - 1; i >= 0; i -= 1) {
    do at -= 1;
    while (at >= start && forward[at]! >= OVERLAY);
    if (at < start || !words[i]!.has(forward[at]!)) return false;
  }
  at = middle;
  for (let i = part + 1; i < words.length; i += 1) {
    do at += 1;
    while (at < end && forward[at]! >= OVERLAY);
    if (at >= end || !words[i]!.has(forward[at]!)) return false;
  }
  return true;
}
