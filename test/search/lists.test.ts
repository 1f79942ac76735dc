import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addList, countBits, emptyBits, hasBit, numbersIn, rankOf, ranksOf } from '../../src/search/embedded/bits.ts';
import { holds, intersection, union } from '../../src/search/embedded/lists.ts';
import { createTop } from '../../src/search/embedded/top.ts';

const list = fc.uniqueArray(fc.nat(200), { maxLength: 120 }).map((numbers) => numbers.sort((a, b) => a - b));

it('lists are sets', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 4 }), (numbers) => {
      const lists = numbers.map((one) => Uint32Array.from(one));
      const all = [...new Set(numbers.flat())].sort((a, b) => a - b);
      expect([...union(lists)]).toEqual(all);
      const common = lists.length === 0 ? [] : all.filter((number) => lists.every((one) => one.includes(number)));
      expect([...intersection(lists)]).toEqual(common);
      for (const one of lists) for (let n = 0; n < 200; n += 7) expect(holds(one, n)).toBe(one.includes(n));
    }),
  );
});

it('a set as bits tells what is in it, how much and how many are below', () => {
  fc.assert(
    fc.property(list, (numbers) => {
      const bits = emptyBits(201);
      addList(bits, Uint32Array.from(numbers));
      expect([...numbersIn(bits)]).toEqual(numbers);
      expect(countBits(bits)).toBe(numbers.length);
      const ranks = ranksOf(bits);
      for (let n = 0; n <= 200; n += 1) {
        expect(hasBit(bits, n)).toBe(numbers.includes(n));
        expect(rankOf(bits, ranks, n)).toBe(numbers.filter((number) => number < n).length);
      }
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
