/**
 * Sets of quotation numbers, one bit for each quotation of a segment: union, intersection and difference cost the same
 * few microseconds whatever is in them.
 */

import { scratch } from './arena.ts';
import { isInMemory, loops, operands, PART, results } from './kernels.ts';
import type { List } from './sorted-lists.ts';

export type Bits = Uint32Array;

const lengthFor = (size: number): number => (size + 31) >>> 5;

/** Room for the numbers below `size`, to be kept. What all others here make is for the work at hand: see `scratch`. */
export const emptyBits = (size: number): Bits => new Uint32Array(lengthFor(size));

export const keptBits = (bits: Bits): Bits => Uint32Array.from(bits);

export const workingBits = (size: number): Bits => scratch(lengthFor(size)).fill(0);

export function copyBits(bits: Bits): Bits {
  const copy = scratch(bits.length);
  copy.set(bits);
  return copy;
}

/** Those of a list, of numbers below `size`. */
export function bitsOf(list: List, size: number): Bits {
  const bits = workingBits(size);
  addList(bits, list);
  return bits;
}

export const hasBit = (bits: Bits, number: number): boolean => ((bits[number >>> 5]! >>> (number & 31)) & 1) !== 0;

export function dropBit(bits: Bits, number: number): void {
  bits[number >>> 5]! &= ~(1 << (number & 31));
}

export function addList(bits: Bits, list: List): void {
  for (let i = 0; i < list.length; i += 1) bits[list[i]! >>> 5]! |= 1 << (list[i]! & 31);
}

/** Each changes `bits`. */
export function keepOnly(bits: Bits, others: Bits): void {
  change(bits, others, loops.keepOnly);
}
export function takeAway(bits: Bits, others: Bits): void {
  change(bits, others, loops.takeAway);
}
/** Adds what of the others is in `among`, or all of them. */
export function addBits(bits: Bits, others: Bits, among: Bits | null = null): void {
  change(bits, among ? only([others, among]) : others, loops.addAll);
}

/** What is in all of these. */
export function only(all: readonly Bits[]): Bits {
  const [first, ...others] = all;
  const bits = copyBits(first!);
  // One after the other: so short a loop is quicker several times than one that looks at all.
  for (const one of others) keepOnly(bits, one);
  return bits;
}

/** `inExactly` counts no more sets. */
export const MOST_COUNTED = 4;

/** What of `among` is in just `count` of the sets. */
export function inExactly(count: number, sets: readonly Bits[], among: Bits): Bits {
  const found = copyBits(among);
  const none = sets.length < MOST_COUNTED ? workingBits(32 * among.length) : among;
  const [a = none, b = none, c = none, d = none] = sets;
  changeInParts(found, (from, words) => {
    const at = [found, a, b, c, d].map((bits, i) => bring(bits, from, words, i));
    loops.keepExactly(at[0]!, at[1]!, at[2]!, at[3]!, at[4]!, count, words);
  });
  return found;
}

/** Takes away what fails. */
export function keepWhere(bits: Bits, passes: (number: number) => boolean): void {
  for (const number of numbersIn(bits)) {
    if (!passes(number)) dropBit(bits, number);
  }
}

export function countBits(bits: Bits): number {
  let count = 0;
  inParts(bits, (from, words) => {
    count += loops.count(bring(bits, from, words, 0), words);
  });
  return count;
}

/** In ascending order. */
export function numbersIn(bits: Bits): Uint32Array {
  const numbers = scratch(countBits(bits));
  let count = 0;
  inParts(bits, (from, words) => {
    const to = isInMemory(numbers) ? numbers.byteOffset + BYTES * count : results.byteOffset;
    const found = loops.numbers(bring(bits, from, words, 0), words, 32 * from, to);
    if (!isInMemory(numbers)) numbers.set(results.subarray(0, found), count);
    count += found;
  });
  return numbers;
}

/** Of each 32 numbers, how many of the set are below them: by which `rankOf` counts (Jacobson 1989). In room of its own by default. */
export function ranksOf(bits: Bits, ranks: Uint32Array = new Uint32Array(bits.length)): Uint32Array {
  let count = 0;
  inParts(bits, (from, words) => {
    count = loops.ranks(bring(bits, from, words, 0), words, count, results.byteOffset);
    ranks.set(results.subarray(0, words), from);
  });
  return ranks;
}

/** How many of the set are below `number`. */
export const rankOf = (bits: Bits, ranks: Uint32Array, number: number): number =>
  ranks[number >>> 5]! + ones(bits[number >>> 5]! & ~(-1 << (number & 31)));

/** How many bits are set, added up side by side (Warren, *Hacker's Delight*, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// ------------------------------------------------------------------------------------------------ in the loops' memory

const BYTES = Uint32Array.BYTES_PER_ELEMENT;

function change(bits: Bits, others: Bits, loop: (bits: number, others: number, words: number) => void): void {
  changeInParts(bits, (from, words) => loop(bring(bits, from, words, 0), bring(others, from, words, 1), words));
}

/** `work` changes each part of bits where `bring` has it as operand 0. */
function changeInParts(bits: Bits, work: (from: number, words: number) => void): void {
  inParts(bits, (from, words) => {
    work(from, words);
    if (!isInMemory(bits)) bits.set(operands[0]!.subarray(0, words), from);
  });
}

function inParts({ length }: Bits, work: (from: number, words: number) => void): void {
  for (let from = 0; from < length; from += PART) work(from, Math.min(PART, length - from));
}

/** Where a part of bits is in that memory: there it is already, or is copied to as an operand. */
function bring(bits: Bits, from: number, words: number, operand: number): number {
  if (isInMemory(bits)) return bits.byteOffset + BYTES * from;
  operands[operand]!.set(bits.subarray(from, from + words));
  return operands[operand]!.byteOffset;
}
