/**
 * Room for the numbers that a search works with, given out piece by piece and taken back all at once when it is answered.
 * A search of several words needs some megabytes of it: taken anew each time, these would cost as much as the search, and
 * what they leave behind more.
 */
import { room } from './kernels.ts';

let used = 0;
let isOpen = false;

/** What `work` asks for by `scratch` is good until it ends: nothing of it may be kept. `work` must not wait for anything. */
export function withScratch<Result>(work: () => Result): Result {
  if (isOpen) return work();
  isOpen = true;
  try {
    return work();
  } finally {
    isOpen = false;
    used = 0;
  }
}

/** Room for so many numbers, whatever was left there; beyond what there is of it, room of its own. */
export function scratch(length: number): Uint32Array {
  if (!isOpen || used + length > room.length) return new Uint32Array(length);
  used += length;
  return room.subarray(used - length, used);
}

type OfNumbers<Numbers> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Numbers;
  BYTES_PER_ELEMENT: number;
};

/** The same for numbers of another kind, of four bytes at most. */
export function scratchOf<Numbers>(kind: OfNumbers<Numbers>, length: number): Numbers {
  const { buffer, byteOffset } = scratch(Math.ceil((length * kind.BYTES_PER_ELEMENT) / Uint32Array.BYTES_PER_ELEMENT));
  return new kind(buffer, byteOffset, length);
}
