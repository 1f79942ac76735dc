/** Sets as bits against sets of numbers: within the memory of the loops and outside, larger than a part of it too. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withScratch } from '../../src/search/embedded/sets/arena.ts';
import {
  addBits,
  type Bits,
  bitsOf,
  copyBits,
  countBits,
  hasBit,
  inExactly,
  keepOnly,
  keptBits,
  numbersIn,
  only,
  rankOf,
  ranksOf,
  takeAway,
} from '../../src/search/embedded/sets/bitset.ts';
import { PART } from '../../src/search/embedded/sets/kernels.ts';
import { byWhich } from '../../src/search/embedded/sets/partition.ts';
import { randomFrom } from '../bench/random.ts';

const outside = <Result>(work: () => Result): Result => work();

describe.each([
  ['within a search', withScratch],
  ['outside one', outside],
])('%s', (_, within) => {
  // Whole words and not, fewer than are gone through at a time and more than are brought together.
  for (const size of [0, 1, 32, 100, 128, 200, 1000, 32 * PART, 32 * PART + 77]) {
    const numbers = (maxLength = 60) =>
      fc
        .uniqueArray(size === 0 ? fc.constant(0) : fc.nat(size - 1), { maxLength: size === 0 ? 0 : maxLength })
        .map((all) => all.sort((a, b) => a - b));
    const runs = { numRuns: size > 1000 ? 8 : 60 };
    /** Some in that memory, some not: as what is remembered of frequent words is. */
    const asBits = (own: readonly number[], i: number): Bits => {
      const bits = bitsOf(Uint32Array.from(own), size);
      return i % 2 ? keptBits(bits) : bits;
    };

    it(`of ${size}: what is in one, in both and in either`, () => {
      fc.assert(
        fc.property(numbers(), numbers(), numbers(), fc.nat(7), (first, second, third, where) => {
          within(() => {
            const a = asBits(first, where);
            const b = asBits(second, where >> 1);
            const c = asBits(third, where >> 2);
            const changed = (change: (bits: Bits) => void) => {
              const bits = where % 2 ? keptBits(a) : copyBits(a);
              change(bits);
              return [...numbersIn(bits)];
            };
            expect([...numbersIn(a)]).toEqual(first);
            expect(countBits(a)).toBe(first.length);
            expect(changed((bits) => keepOnly(bits, b))).toEqual(first.filter((n) => second.includes(n)));
            expect(changed((bits) => takeAway(bits, b))).toEqual(first.filter((n) => !second.includes(n)));
            const either = (others: number[]) => [...new Set([...first, ...others])].sort((m, n) => m - n);
            expect(changed((bits) => addBits(bits, b))).toEqual(either(second));
            expect(changed((bits) => addBits(bits, b, c))).toEqual(either(second.filter((n) => third.includes(n))));
            const all = first.filter((n) => second.includes(n) && third.includes(n));
            expect([...numbersIn(only([a, b, c]))]).toEqual(all);
            expect([...numbersIn(b)], 'the others are as they were').toEqual(second);
          });
        }),
        runs,
      );
    });

    it(`of ${size}: how many are below`, () => {
      fc.assert(
        fc.property(numbers(), numbers(5), fc.nat(1), (own, others, where) => {
          within(() => {
            const bits = asBits(own, where);
            const ranks = ranksOf(bits);
            for (const n of [...own, ...others]) {
              expect(hasBit(bits, n)).toBe(own.includes(n));
              expect(rankOf(bits, ranks, n)).toBe(own.filter((one) => one < n).length);
            }
          });
        }),
        runs,
      );
    });

    it(`of ${size}: which of some sets each is in`, () => {
      fc.assert(
        fc.property(fc.array(numbers(), { maxLength: 4 }), numbers(), fc.nat(), (sets, others, where) => {
          within(() => {
            const wanted = [...new Set([...sets.flat().filter((n) => n % 3 > 0), ...others])].sort((m, n) => m - n);
            const bits = sets.map((set, i) => asBits(set, where >> i));
            const among = asBits(wanted, where >> 4);
            const holding = (n: number) => sets.flatMap((set, i) => (set.includes(n) ? [i] : []));
            for (let count = 0; count <= sets.length; count += 1) {
              const exactly = wanted.filter((n) => holding(n).length === count);
              expect([...numbersIn(inExactly(count, bits, among))]).toEqual(exactly);
            }
            const groups = byWhich(bits, () => among);
            expect(groups.length).toBe(2 ** sets.length);
            for (const { which, list } of groups) {
              expect([...list()]).toEqual(wanted.filter((n) => holding(n).join() === which.join()));
            }
          });
        }),
        runs,
      );
    });
  }
});

it('what is in some of several large sets is told apart as that of small ones is', () => {
  const size = 50_000;
  const random = randomFrom(7);
  const sets = [0.5, 0.3, 0.2, 0.6].map(
    (share) => new Set(Array.from({ length: size }, (_, n) => n).filter(() => random.chance(share))),
  );
  withScratch(() => {
    const bits = sets.map((set) => bitsOf(Uint32Array.from(set), size));
    const among = bitsOf(
      Uint32Array.from({ length: size }, (_, n) => n),
      size,
    );
    const groups = byWhich(bits, () => among);
    for (const { which, list } of groups) {
      const expected = [...Array(size).keys()].filter((n) => sets.every((set, i) => set.has(n) === which.includes(i)));
      expect([...list()]).toEqual(expected);
    }
  });
});
