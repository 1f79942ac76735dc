/** Which quotations hold a phrase, in one field: by reading them, as few words of each as can be. */
import { oncePer } from '../once.ts';
import type { Phrase } from '../query.ts';
import { FIELDS } from '../ranking.ts';
import { type Bits, dropBit, hasBit, numbersIn } from './bits.ts';
import { findPhrase, lastOfPhrase, type PhraseForms, phraseForms } from './forms.ts';
import { SOMEWHERE } from './postings.ts';
import { OVERLAY, type Segment } from './segment.ts';

/** Takes away what does not hold the phrase, of quotations that hold each of its words. */
export function keepPhrase(candidates: Bits, segment: Segment, phrase: Phrase): void {
  const { postings } = segment;
  const forms = phraseForms(segment, phrase);
  const counts = forms.words.map((own) => [...own].reduce((sum, form) => sum + postings.ofForm(form).length, 0));
  const rarest = counts.indexOf(Math.min(...counts));
  const place = placesIn(segment);
  for (const form of forms.words[rarest] ?? []) {
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
          ? isAnywhere(segment, forms, quotation)
          : isAround(segment, forms, quotation, rarest, middles[i]!, entries[i]!);
      if (!holds) dropBit(candidates, quotation);
    }
  }
}

const BATCH = 256;

/** Where a word stands in each quotation; 0 between two calls. */
const placesIn = oncePer(({ quotationCount }: Segment) => new Uint8Array(quotationCount));

function isAnywhere({ forward, bounds }: Segment, forms: PhraseForms, quotation: number): boolean {
  let field = quotation * FIELDS.length;
  const end = bounds[field + FIELDS.length]!;
  for (
    let at = findPhrase(forward, forms, bounds[field]!, end);
    at >= 0;
    at = findPhrase(forward, forms, at + 1, end)
  ) {
    while (bounds[field + 1]! <= at) field += 1;
    if (lastOfPhrase(forward, at, forms.words.length) < bounds[field + 1]!) return true;
  }
  return false;
}

/** Whether the phrase stands around the only occurrence of its word number `part`: at `from`, where `entry` stands, or soon after. */
function isAround(
  { forward, bounds }: Segment,
  { words }: PhraseForms,
  quotation: number,
  part: number,
  from: number,
  entry: number,
): boolean {
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
  const step = (from: number, by: 1 | -1): number => {
    let at = from + by;
    while (at >= bounds[field]! && at < bounds[field + 1]! && forward[at]! >= OVERLAY) at += by;
    return at >= bounds[field]! && at < bounds[field + 1]! ? at : NOWHERE;
  };
  for (let i = part - 1, at = step(middle, -1); i >= 0; i -= 1, at = step(at, -1)) {
    if (at === NOWHERE || !words[i]!.has(forward[at]!)) return false;
  }
  for (let i = part + 1, at = step(middle, 1); i < words.length; i += 1, at = step(at, 1)) {
    if (at === NOWHERE || !words[i]!.has(forward[at]!)) return false;
  }
  return true;
}

const NOWHERE = -1;
