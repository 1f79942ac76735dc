/**
 * The identifiers that other things hang on: links, corrections, the other language's version. A pure function of what
 * a release is and says, so they survive a rebuild, another order of reading and a new extraction.
 */
import { createHash } from 'node:crypto';
import { fold } from './util/fold.ts';

const NOT_WORDS = /[^\p{L}\p{N}]+/gu;

/** The id of the release that `publisher` (null when none is known) calls `sourceId`: `r` and 12 hex digits. */
export function releaseId(publisher: string | null, sourceId: string): string {
  return `r${hash([publisher, sourceId]).slice(0, 12)}`;
}

/**
 * The id of a quotation: `q` and 14 hex digits. Only the letters and digits of its text count, without case and
 * accents, so that a mended quotation mark or space changes no id: `words` is the text as `wordsOf` gives it.
 * `occurrence` tells repeats of the same words within one release apart: 0 for the first, in the order of the text.
 */
export function quotationId(releaseId: string, words: string, occurrence: number): string {
  return `q${hash([releaseId, words, occurrence]).slice(0, 14)}`;
}

/** The folded words of a text with one space between: `« L’Été, enfin ! »` -> `l ete enfin`. */
export function wordsOf(text: string): string {
  return fold(text).replace(NOT_WORDS, ' ').trim();
}

/** SHA-256 in hex; the parts go through JSON so that no two lists of parts look alike. */
function hash(parts: (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
