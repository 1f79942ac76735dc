/** Work that makes much and keeps little, in little memory. */
import { setFlagsFromString } from 'node:v8';

/**
 * On a large machine V8 lets the heap grow to several times what lives in it before it looks for garbage. While `work`
 * runs it looks sooner: pairing ten thousand releases then peaks at half the memory, in about the same time
 * (once each: 154 instead of 288 MB, 10.4 instead of 9.5 s).
 */
export function onLeanHeap<Result>(work: () => Result): Result {
  setFlagsFromString('--optimize-for-size');
  try {
    return work();
  } finally {
    setFlagsFromString('--no-optimize-for-size');
  }
}
