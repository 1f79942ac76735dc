/** Sorting of much, step by step. Pure. */
import type { Gradual } from './memo.ts';

/** The same numbers in order; `compare` is negative where its first argument comes first, never 0 for two of them. */
export function* sortedGradually(
  numbers: Uint32Array,
  compare: (a: number, b: number) => number,
): Gradual<Uint32Array> {
  const { length } = numbers;
  let from = numbers.slice();
  let to = new Uint32Array(length);
  for (let start = 0; start < length; start += RUN) {
    from.subarray(start, start + RUN).sort(compare);
    yield null;
  }
  // Runs are merged two by two, into ever longer ones.
  for (let width = RUN; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(length, start + width);
      const end = Math.min(length, start + 2 * width);
      for (let at = start, left = start, right = middle; at < end; at += 1) {
        const isLeft = left < middle && (right >= end || compare(from[left]!, from[right]!) < 0);
        to[at] = isLeft ? from[left]! : from[right]!;
        if (isLeft) left += 1;
        else right += 1;
        if (at % RUN === 0) yield null;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** So many at a time. */
const RUN = 2048;
