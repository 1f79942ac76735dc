/**
 * Statements: one thing said, with its versions in both languages and its repeats in other releases, word for word or
 * nearly so. Near repeats are found by shared runs of words (w-shingling, Broder 1997), the smallest hashes of which
 * serve as a sketch, so that only likely pairs are compared.
 */
import { sharedBy } from './features.ts';

/** Content words: shorter ones (`Merci à tous!`) are said again without being one statement. */
export const FEWEST_WORDS = 6;
/** A run of words that more quotations share is a formula, which tells nothing of any two of them. */
export const MOST_BEARERS = 24;

/** Words a run. */
const RUN = 3;
/** Hashes a sketch. */
const SKETCH = 8;

/** Hashes of the runs of words, ascending, each once; the first ones are the sketch. */
export function shinglesOf(words: Uint32Array): Uint32Array {
  const hashes = new Set<number>();
  for (let i = 0; i + RUN <= words.length; i += 1) {
    let hash = 0;
    for (let k = 0; k < RUN; k += 1) hash = Math.imul(hash ^ words[i + k]!, 0x9e3779b1) ^ (hash >>> 15);
    hashes.add(hash >>> 0);
  }
  return Uint32Array.from(hashes).sort();
}

/** Hashes: of 200,000 pairs drawn at the least likeness that makes a repeat, none had fewer in both sketches. */
export const FEWEST_SHARED = 2;

export const sketchOf = (shingles: Uint32Array): Uint32Array => shingles.subarray(0, SKETCH);

/** Whether two texts in one language are near repeats, by the share of runs in common of all that either has (Jaccard). */
export function isRepeat(a: Uint32Array, b: Uint32Array): boolean {
  const shared = sharedBy(a, b);
  return shared >= ALIKE * (a.length + b.length - shared);
}
/** One word changed in twenty breaks three runs of eighteen. */
const ALIKE = 0.6;
