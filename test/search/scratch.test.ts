/** What a search works with while it is answered: room that is used again, and what is remembered. */
import { expect, it } from 'vitest';
import { scratch, withScratch } from '../../src/search/embedded/sets/arena.ts';
import { bitsOf, numbersIn, workingBits } from '../../src/search/embedded/sets/bitset.ts';
import { lately } from '../../src/util/memo.ts';

const LARGE = 2 ** 22;

it('pieces of room never overlap while one search is answered, however much it asks for', () => {
  withScratch(() => {
    const pieces = [1, 100_000, 0, 2 ** 20, 2 ** 20, LARGE, 7].map((length, i) => scratch(length).fill(i));
    for (const [i, piece] of pieces.entries()) expect(piece.every((number) => number === i)).toBe(true);
  });
});

it('the same room serves the next search, also after one that failed', () => {
  const first = withScratch(() => scratch(10));
  expect(() =>
    withScratch(() => {
      scratch(10);
      throw new Error('failed');
    }),
  ).toThrow('failed');
  const next = withScratch(() => scratch(10));
  expect(next.buffer).toBe(first.buffer);
  expect(next.byteOffset).toBe(first.byteOffset);
});

it('a search within a search takes nothing back from the other', () => {
  withScratch(() => {
    const outer = scratch(3).fill(1);
    withScratch(() => scratch(3).fill(2));
    scratch(3).fill(3);
    expect([...outer]).toEqual([1, 1, 1]);
  });
});

it('outside of a search all room is one’s own', () => {
  const [one, other] = [scratch(4), scratch(4)];
  expect(one.buffer).not.toBe(other.buffer);
});

it('bits are empty to begin with, whatever was left in their room', () => {
  withScratch(() => scratch(100).fill(0xffffffff));
  expect(withScratch(() => [...numbersIn(workingBits(3200))])).toEqual([]);
  expect(withScratch(() => [...numbersIn(bitsOf(Uint32Array.of(5, 64), 100))])).toEqual([5, 64]);
});

it('what was asked for last is remembered, and no more than that', () => {
  const made: string[] = [];
  const remembered = lately<string>(2);
  const ask = (key: string) =>
    remembered(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(key)).toBe(key.toUpperCase());
  // `c` put out `b`, since `a` had been asked for again.
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
