import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTop, leastOfHighest, offerBest } from '../../src/search/embedded/execute/top-k.ts';
import { intersection, union } from '../../src/search/embedded/sets/sorted-lists.ts';

const list = fc.uniqueArray(fc.nat(200), { maxLength: 120 }).map((numbers) => numbers.sort((a, b) => a - b));

it('lists are sets', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 4 }), (numbers) => {
      const lists = numbers.map((one) => Uint32Array.from(one));
      const all = [...new Set(numbers.flat())].sort((a, b) => a - b);
      expect([...union(lists)]).toEqual(all);
      const common = lists.length === 0 ? [] : all.filter((number) => lists.every((one) => one.includes(number)));
      expect([...intersection(lists)]).toEqual(common);
    }),
  );
});

it('the last of the highest counts is what a sort puts there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (counts, wanted) => {
      const sorted = [...counts].sort((a, b) => b - a);
      expect(leastOfHighest(Uint32Array.from(counts), wanted)).toBe(sorted[wanted - 1] ?? 0);
    }),
  );
});

it('the best of many are those a sort puts first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.nat(12), (numbers, wanted) => {
      const top = createTop<number>(wanted, (a, b) => a - b);
      for (const number of numbers) top.offer(number);
      expect(top.sorted()).toEqual([...numbers].sort((a, b) => a - b).slice(0, wanted));
    }),
  );
});

it('the best of tiers are those a sort puts first, whatever their bounds promise', () => {
  const size = 20_000;
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), fc.constantFrom(3, 50, 4000), (seed, wanted, levels) => {
      // Scores that many share, and bounds that are a little above them.
      const scoreOf = (number: number) => 1 + ((Math.imul(number + 1, seed | 1) >>> 8) % levels);
      const stepOf = (number: number) => scoreOf(number) + ((number ^ seed) & 1);
      const all = Uint32Array.from({ length: size }, (_, number) => number);
      const top = createTop<{ number: number; score: number }>(
        wanted,
        (a, b) => b.score - a.score || a.number - b.number,
      );
      let looked = 0;
      for (const [low, high] of [
        [9000, size],
        [0, 9000],
      ] as const) {
        const list = all.subarray(low, high);
        const bounds = (some: Uint32Array, least: number) => {
          const kept = some.filter((number) => stepOf(number) + 1 >= least);
          const steps = Uint16Array.from(kept, stepOf);
          const counts = new Uint32Array(levels + 2);
          for (const step of steps) counts[step]! += 1;
          return { list: kept, steps, counts, width: 1 };
        };
        offerBest(top, { bound: levels + 2, list: () => list, bounds, fetch: () => {} }, (number) => {
          looked += 1;
          return number % 7 === 0 ? null : { number, score: scoreOf(number) };
        });
      }
      const sorted = [...all]
        .filter((number) => number % 7 !== 0)
        .sort((a, b) => scoreOf(b) - scoreOf(a) || a - b)
        .slice(0, wanted);
      expect(top.sorted().map(({ number }) => number)).toEqual(sorted);
      expect(looked).toBeLessThanOrEqual(size);
    }),
    { numRuns: 40 },
  );
});
