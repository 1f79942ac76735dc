/** Which forms of a segment are a word, and where forms stand one after the other. */

import { lately, oncePer } from '../../../util/memo.ts';
import { foldWord } from '../../analysis.ts';
import type { Phrase, Word } from '../../query.ts';
import { OVERLAY, type Segment } from '../segment/segment.ts';

/** Those indexed under any of its terms: the word in all its inflections. */
export function formsOfWord(segment: Segment, { terms }: Word): ReadonlySet<number> {
  return knownForms(segment)(keyOf(terms), () => {
    const forms = new Set<number>();
    for (const term of terms) for (const form of segment.formsOf(term)) forms.add(form);
    return forms;
  });
}
/** They are asked for several times in a search, and often by the next one. */
const knownForms = oncePer((_: Segment) => lately<ReadonlySet<number>>(MOST_KNOWN));
export const MOST_KNOWN = 5000;

/** What tells terms from others. */
export const keyOf = (terms: readonly string[]): string => terms.join('\n');

/** Those that are its letters, whatever the accents. */
export function formsThatFoldTo(segment: Segment, word: Word): ReadonlySet<number> {
  return knownFolded(segment)(`${word.folded}\n${keyOf(word.terms)}`, () => {
    const forms = [...formsOfWord(segment, word)];
    return new Set(forms.filter((form) => foldWord(segment.surfaces[form]!) === word.folded));
  });
}
const knownFolded = oncePer((_: Segment) => lately<ReadonlySet<number>>(MOST_KNOWN));

/** By the last bits of a form: 0 where it is none of these, as nearly all are. */
export function createMaybe(forms: Iterable<number>): Uint8Array {
  const maybe = new Uint8Array(MAYBE + 1);
  for (const form of forms) maybe[form & MAYBE] = 1;
  return maybe;
}
export const MAYBE = 1023;

/** The forms of each word of a phrase. */
export type PhraseForms = { words: readonly ReadonlySet<number>[]; maybeFirst: Uint8Array };

export function phraseForms(segment: Segment, { words }: Phrase): PhraseForms {
  const forms = words.map((word) => formsThatFoldTo(segment, word));
  return { words: forms, maybeFirst: createMaybe(forms[0]!) };
}

/**
 * Where the phrase next stands in `forward`, from `from` on and before `end`; -1 where it does not. Compounds as a whole
 * are passed over.
 */
export function findPhrase(
  forward: Uint32Array,
  { words, maybeFirst }: PhraseForms,
  from: number,
  end: number,
): number {
  for (let start = from; start < end; start += 1) {
    const first = forward[start]!;
    if (maybeFirst[first & MAYBE] === 0 || !words[0]!.has(first)) continue;
    let matched = 1;
    for (let at = start + 1; at < end && matched < words.length; at += 1) {
      const entry = forward[at]!;
      if (entry >= OVERLAY) continue;
      if (!words[matched]!.has(entry)) break;
      matched += 1;
    }
    if (matched === words.length) return start;
  }
  return -1;
}

/** The last word of a phrase of so many that stands at `first`. */
export function lastOfPhrase(forward: Uint32Array, first: number, words: number): number {
  let last = first;
  for (let left = words - 1; left > 0; left -= 1) {
    do last += 1;
    while (forward[last]! >= OVERLAY);
  }
  return last;
}
