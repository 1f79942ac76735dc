/** Which quotations hold a phrase, in one field: by reading them, as few words of each as can be. */
import type { Phrase } from '../../query.ts';
import { FIELDS } from '../../ranking.ts';
import { AGAIN, wordsBefore } from '../segment/postings.ts';
import { OVERLAY, type Segment } from '../segment/segment.ts';
import { type Bits, copyBits, dropBit, numbersIn, only, takeAway } from '../sets/bitset.ts';
import { formsThatFoldTo, MAYBE } from '../terms/forms.ts';
import { firstPlaces } from './term-weights.ts';

/**
 * Takes away what does not hold the phrase, of quotations that hold each of its words. `chained`: where each word is known to
 * stand right before the next, somewhere; null where that is not known of all.
 */
export function keepPhrase(candidates: Bits, segment: Segment, phrase: Phrase, chained: Bits | null): void {
  const { postings } = segment;
  const words = phrase.words.map((word) => Uint32Array.from(formsThatFoldTo(segment, word)));
  const counts = words.map((own) => own.reduce((sum, form) => sum + postings.ofForm(form).length, 0));
  const rarest = counts.indexOf(Math.min(...counts));
  const forms = { words, maybe: maybeWords(words) };
  const unread = copyBits(candidates);
  if (chained) takeAway(unread, whereSingle(words.slice(1, -1), only([candidates, chained]), segment));
  const numbers = numbersIn(unread);
  const places = firstPlaces(postings, words[rarest]!, numbers, segment.quotationCount);
  const { forward, bounds } = segment;
  const starts = new Uint32Array(BATCH);
  const fetched = new Uint32Array(BATCH);
  for (let start = 0; start < numbers.length; start += BATCH) {
    const batch = numbers.subarray(start, start + BATCH);
    // Quotations lie far apart in memory: fetched one right after another, many are on their way at a time.
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      starts[i] = bounds[quotation * FIELDS.length]! + wordsBefore(places[start + i]!);
    }
    for (let i = 0; i < batch.length; i += 1) fetched[i] = forward[starts[i]!]!;
    for (let i = 0; i < batch.length; i += 1) {
      const quotation = batch[i]!;
      const isOnly = places[start + i]! < AGAIN;
      if (!isThere(segment, forms, quotation, rarest, starts[i]!, isOnly)) dropBit(candidates, quotation);
    }
  }
}

/**
 * What of `among` holds each of these words once: where they are all that stands between the first and the last of a phrase,
 * pairs of its words that follow each other are so in one place.
 */
function whereSingle(words: readonly Uint32Array[], among: Bits, { postings, quotationCount }: Segment): Bits {
  const single = copyBits(among);
  for (const forms of words) {
    const numbers = numbersIn(single);
    const places = firstPlaces(postings, forms, numbers, quotationCount);
    for (let i = 0; i < numbers.length; i += 1) if (places[i]! >= AGAIN) dropBit(single, numbers[i]!);
  }
  return single;
}

/** Of each word of the phrase; and by the last bits of a form, as bits, which of the words it may be: hardly ever one. */
type Forms = { words: readonly Uint32Array[]; maybe: Uint32Array };

function maybeWords(words: Forms['words']): Uint32Array {
  const maybe = new Uint32Array(MAYBE + 1);
  for (const [i, forms] of words.entries()) for (const form of forms) maybe[form & MAYBE]! |= 1 << i;
  return maybe;
}

function isWord({ words, maybe }: Forms, i: number, entry: number): boolean {
  if ((maybe[entry & MAYBE]! & (1 << i)) === 0) return false;
  // A word has a few forms.
  const forms = words[i]!;
  for (let at = 0; at < forms.length; at += 1) if (forms[at] === entry) return true;
  return false;
}

const BATCH = 256;

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
  let field = quotation * FIELDS.length;
  const end = bounds[field + FIELDS.length]!;
  for (let at = first; at < end; at += 1) {
    if (!isWord(forms, part, forward[at]!)) continue;
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
