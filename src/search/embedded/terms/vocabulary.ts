/** The words that a segment holds, as written, to be looked up by how they are spelt. */

import { type Gradual, growingPer } from '../../../util/memo.ts';
import { foldWord } from '../../analysis.ts';
import type { Segment } from '../segment/segment.ts';

/** Words of one length in letters; `surfaces` and `letters` belong to `folded` one by one. */
type SameLength = { folded: string[]; surfaces: string[]; letters: number[] };
type Vocabulary = ReadonlyMap<number, SameLength>;

export type Near = { surface: string; folded: string; changed: number };

/** The words that at most `allowed` changes of a letter make of `wanted`, a folded word; swapped neighbours are one. */
export function nearWords(segment: Segment, wanted: string, allowed: number): Near[] {
  const words = vocabulary(segment).now();
  const own = lettersOf(wanted);
  const found: Near[] = [];
  for (let length = wanted.length - allowed; length <= wanted.length + allowed; length += 1) {
    const same = words.get(length);
    if (!same) continue;
    const { folded, surfaces, letters } = same;
    for (let i = 0; i < folded.length; i += 1) {
      // Each change takes away one letter at most, and brings one.
      if (bits(own & ~letters[i]!) > allowed || bits(letters[i]! & ~own) > allowed) continue;
      const changed = changesBetween(folded[i]!, wanted, allowed);
      if (changed <= allowed) found.push({ surface: surfaces[i]!, folded: folded[i]!, changed });
    }
  }
  return found;
}

/**
 * How many letters are changed, added, left out or swapped with their neighbour (optimal string alignment); more than
 * `most` is `most + 1`.
 */
export function changesBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let changes = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && !same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        changes = Math.min(changes, before[j - 2]! + 1);
      }
      row.push(changes);
      if (changes < least) least = changes;
    }
    // A swap reaches back two rows.
    if (least > most && Math.min(...last) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}

/** The forms of a segment in the order of their folded words; `ranks`: where each stands in it. */
type Sorted = { folded: readonly string[]; forms: Uint32Array; ranks: Uint32Array; byForm: readonly string[] };

/** Forms that follow each other in the order of their folded words. */
export type FormRange = { forms: Uint32Array; has(form: number): boolean };

/** The forms whose folded word begins so, or is so. */
export const formsFrom = (segment: Segment, start: string): FormRange =>
  // No letter comes behind this one.
  between(segment, start, `${start}\uffff`);
export const formsSpelt = (segment: Segment, word: string): FormRange => between(segment, word, `${word}\0`);

function between(segment: Segment, first: string, end: string): FormRange {
  const { folded, forms, ranks } = sortedForms(segment).now();
  const [from, to] = [firstFrom(folded, first), firstFrom(folded, end)];
  return { forms: forms.subarray(from, to), has: (form) => ranks[form]! >= from && ranks[form]! < to };
}

/** The folded word of each form. */
export const foldedForms = (segment: Segment): readonly string[] => sortedForms(segment).now().byForm;

function firstFrom(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sortedForms = growingPer(function* ({ surfaces, formOrder: forms }: Segment): Gradual<Sorted> {
  const byForm: string[] = [];
  for (const surface of surfaces) {
    byForm.push(foldWord(surface));
    if (byForm.length % A_STEP === 0) yield null;
  }
  const ranks = new Uint32Array(forms.length);
  for (const [rank, form] of forms.entries()) ranks[form] = rank;
  yield null;
  return { folded: Array.from(forms, (form) => byForm[form]!), forms, ranks, byForm };
});

const vocabulary = growingPer(function* (segment: Segment): Gradual<Vocabulary> {
  const { byForm } = sortedForms(segment).now();
  const words = new Map<number, SameLength>();
  // The same word may be there in each language.
  const seen = new Set<string>();
  for (const [form, surface] of segment.surfaces.entries()) {
    if (form % A_STEP === 0) yield null;
    const folded = byForm[form]!;
    if (folded === '' || DIGIT.test(folded) || seen.has(surface)) continue;
    seen.add(surface);
    let same = words.get(folded.length);
    if (!same) {
      same = { folded: [], surfaces: [], letters: [] };
      words.set(folded.length, same);
    }
    same.folded.push(folded);
    same.surfaces.push(surface);
    same.letters.push(lettersOf(folded));
  }
  return words;
});
/** So many words at a time. */
const A_STEP = 4096;

/** Makes what words are looked up by; whoever asks before has it made at once. */
export function* prepareVocabulary(segment: Segment): Gradual<void> {
  yield* sortedForms(segment).prepare();
  yield* vocabulary(segment).prepare();
}

const DIGIT = /\p{N}/u;

const FIRST_LETTER = 'a'.charCodeAt(0);
const OTHER = 26;

/** Which letters a word holds, as bits; all beyond the alphabet is one. */
function lettersOf(folded: string): number {
  let letters = 0;
  for (let i = 0; i < folded.length; i += 1) {
    const letter = folded.charCodeAt(i) - FIRST_LETTER;
    letters |= 1 << (letter >= 0 && letter < OTHER ? letter : OTHER);
  }
  return letters;
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count += 1;
  return count;
}
