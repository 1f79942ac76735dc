/** Which quotations hold a phrase, in one field: by reading them, as few words of each as can be. */
import { oncePer } from '../once.ts';
import type { Phrase } from '../query.ts';
import { FIELDS } from '../ranking.ts';
import { type Bits, dropBit, hasBit, numbersIn } from './bits.ts';
import { formsThatFoldTo, MAYBE } from './forms.ts';
import { AGAIN, firstOf, wordsBefore } from './postings.ts';
import { OVERLAY, type Segment } from './segment.ts';

/** Takes away what does not hold the phrase, of quotations that hold each of its words. */
export function keepPhrase(candidates: Bits, segment: Segment, phrase: Phrase): void {
  const { postings } = segment;
  const words = phrase.words.map((word) => formsThatFoldTo(segment, word));
  const counts = words.map((own) => [...own].reduce((sum, form) => sum + postings.ofForm(form).length, 0));
  const rarest = counts.indexOf(Math.min(...counts));
  const forms = { words, maybe: maybeWords(words) };
  const place = placesIn(segment);
  for (const form of words[rarest]!) {
    const holding = postings.ofForm(form);
    const places = postings.placesOf(form);
    for (let at = 0; at < holding.length; at += 1) {
      const quotation = holding[at]!;
      if (hasBit(candidates, quotation)) place[quotation] = firstOf(place[quotation]!, places[at]!);
    }
  }
  const { forward, bounds } = segment;
  const numbers = numbersIn(candidates);
  const starts = new Uint32Array(BATCH);
  const fetched = new Uint32Array(BATCH);
  for (let start = 0; start < numbers.length; start += BATCH) {
    const batch = numbers.subarray(start, start + BATCH);
    // Quotations lie far apart in memory: fetched one right after another, many are on their way at a time.
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      starts[i] = bounds[quotation * FIELDS.length]! + wordsBefore(place[quotation]!);
    }
    for (let i = 0; i < batch.length; i += 1) fetched[i] = forward[starts[i]!]!;
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      const isOnly = place[quotation]! < AGAIN;
      place[quotation] = 0;
      if (!isThere(segment, forms, quotation, rarest, starts[i]!, isOnly)) dropBit(candidates, quotation);
    }
  }
}

/** Of each word of the phrase; and by the last bits of a form, as bits, which of the words it may be: hardly ever one. */
type Forms = { words: readonly ReadonlySet<number>[]; maybe: Uint32Array };

function maybeWords(words: Forms['words']): Uint32Array {
  const maybe = new Uint32Array(MAYBE + 1);
  for (const [i, forms] of words.entries()) for (const form of forms) maybe[form & MAYBE]! |= 1 << i;
  return maybe;
}

const isWord = ({ words, maybe }: Forms, i: number, entry: number): boolean =>
  (maybe[entry & MAYBE]! & (1 << i)) !== 0 && words[i]!.has(entry);

const BATCH = 256;

/** Where a word first stands in each quotation; 0 between two calls. */
const placesIn = oncePer(({ quotationCount }: Segment) => new Uint8Array(quotationCount));

/** Whether the phrase stands around an occurrence of its word number `part`, the first of which is at `first` or behind it. */
function isThere(
  segment: Segment,
  forms: Forms,
  quotation: number,
  part: number,
  first: number,
  isOnly: boolean,
): boolean {
  const { forward, bounds } = segment;
  const { maybe } = forms;
  const bit = 1 << part;
  let field = quotation * FIELDS.length;
  const end = bounds[field + FIELDS.length]!;
  for (let at = first; at < end; at += 1) {
    const entry = forward[at]!;
    if ((maybe[entry & MAYBE]! & bit) === 0 || !forms.words[part]!.has(entry)) continue;
    while (bounds[field + 1]! <= at) field += 1;
    if (isAround(segment, forms, part, at, field)) return true;
    if (isOnly) return false;
  }
  return false;
}

/** Whether the phrase stands around its word number `part` at `middle`, in the field that begins at bound `field`. */
function isAround({ forward, bounds }: Segment, forms: Forms, part: number, middle: number, field: number): boolean {
  const start = bounds[field]!;
  const end = bounds[field + 1]!;
  let at = middle;
  for (let i = part - 1; i >= 0; i -= 1) {
    do at -= 1;
    while (at >= start && forward[at]! >= OVERLAY);
    if (at < start || !isWord(forms, i, forward[at]!)) return false;
  }
  at = middle;
  for (let i = part + 1; i < forms.words.length; i += 1) {
    do at += 1;
    while (at < end && forward[at]! >= OVERLAY);
    if (at >= end || !isWord(forms, i, forward[at]!)) return false;
  }
  return true;
}
