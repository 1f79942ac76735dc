/** Quotations of a segment that match something: as bits and as a list, each made when it is first asked for. */
import { once } from '../../../util/memo.ts';
import { type Bits, bitsOf, countBits, numbersIn } from './bitset.ts';
import type { List } from './sorted-lists.ts';

export type Matched = {
  count: number;
  /** More than the highest number. */
  size: number;
  /** Not to be changed, nor is the list. */
  bits(): Bits;
  /** In ascending order. */
  list(): List;
};

export const matchedBits = (bits: Bits): Matched => ({
  count: countBits(bits),
  size: 32 * bits.length,
  bits: () => bits,
  list: once(() => numbersIn(bits)),
});

export const matchedList = (list: List, size: number): Matched => ({
  count: list.length,
  size,
  bits: once(() => bitsOf(list, size)),
  list: () => list,
});
