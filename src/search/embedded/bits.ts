/**
 * Sets of quotation numbers, one bit for each quotation of a segment: union, intersection and difference cost the same
 * few microseconds whatever is in them.
 */
import type { List } from './lists.ts';
import { scratch } from './scratch.ts';

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

/** Adds what of the list is in `among`, or all of it. */
export function addList(bits: Bits, list: List, among: Bits | null = null): void {
  for (let i = 0; i < list.length; i += 1) {
    const number = list[i]!;
    if (!among || hasBit(among, number)) bits[number >>> 5]! |= 1 << (number & 31);
  }
}

/** Each changes `bits`. */
export function keepOnly(bits: Bits, others: Bits): void {
  for (let i = 0; i < bits.length; i += 1) bits[i]! &= others[i]!;
}
export function takeAway(bits: Bits, others: Bits): void {
  for (let i = 0; i < bits.length; i += 1) bits[i]! &= ~others[i]!;
}
/** Adds what of the others is in `among`, or all of them. */
export function addBits(bits: Bits, others: Bits, among: Bits | null = null): void {
  if (among) for (let i = 0; i < bits.length; i += 1) bits[i]! |= others[i]! & among[i]!;
  else for (let i = 0; i < bits.length; i += 1) bits[i]! |= others[i]!;
}

/** What is in all of these, and in none of those. */
export function only(all: readonly Bits[], none: readonly Bits[] = []): Bits {
  const [first, ...others] = all;
  const bits = copyBits(first!);
  // One after the other: so short a loop is quicker several times than one that looks at all.
  for (const one of others) keepOnly(bits, one);
  for (const one of none) takeAway(bits, one);
  return bits;
}

/** The same in ascending order; `atMost`: not more than so many. */
export function numbersInAll(all: readonly Bits[], none: readonly Bits[], atMost: number): Uint32Array {
  const [first] = all;
  const numbers = scratch(atMost);
  let count = 0;
  for (let i = 0; i < first!.length; i += 1) {
    if (first![i] !== 0) count = addNumbers(wordOf(all, none, i), i, numbers, count);
  }
  return numbers.subarray(0, count);
}

/** Of 32 numbers. */
function wordOf(all: readonly Bits[], none: readonly Bits[], i: number): number {
  let word = all[0]![i]!;
  for (let at = 1; at < all.length && word !== 0; at += 1) word &= all[at]![i]!;
  for (let at = 0; at < none.length && word !== 0; at += 1) word &= ~none[at]![i]!;
  return word;
}

/** Takes away what fails. */
export function keepWhere(bits: Bits, passes: (number: number) => boolean): void {
  for (const number of numbersIn(bits)) {
    if (!passes(number)) dropBit(bits, number);
  }
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) count += ones(bits[i]!);
  return count;
}

/** In ascending order. */
export function numbersIn(bits: Bits): Uint32Array {
  const numbers = scratch(countBits(bits));
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) count = addNumbers(bits[i]!, i, numbers, count);
  return numbers;
}

/** Adds those of word `i`; answers how many there are then. */
function addNumbers(word: number, i: number, numbers: Uint32Array, count: number): number {
  let at = count;
  for (let left = word; left !== 0; left &= left - 1) {
    numbers[at] = (i << 5) + 31 - Math.clz32(left & -left);
    at += 1;
  }
  return at;
}

/** Of each 32 numbers, how many of the set are below them: by which `rankOf` counts (Jacobson 1989). In room of its own by default. */
export function ranksOf(bits: Bits, ranks: Uint32Array = new Uint32Array(bits.length)): Uint32Array {
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) {
    ranks[i] = count;
    count += ones(bits[i]!);
  }
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
