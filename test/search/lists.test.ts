import fc from 'fast-check';
import { expect, it } from 'vitest';
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

it('the best of many are those a sort puts first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.nat(12), (numbers, wanted) => {
      const top = createTop<number>(wanted, (a, b) => a - b);
      for (const number of numbers) top.offer(number);
      expect(top.sorted()).toEqual([...numbers].sort((a, b) => a - b).slice(0, wanted));
    }),
  );
});
