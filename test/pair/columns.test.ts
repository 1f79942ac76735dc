/** Pages, and columns, bearers and links in them, against Maps and arrays, across what is saved and read again. */
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bearersOf, type SavedBearers } from '../../src/pair/bearers.ts';
import { columnOf, textsOf } from '../../src/pair/columns.ts';
import { inMemory } from '../../src/pair/index.ts';
import { linksOf } from '../../src/pair/links.ts';
import { PAGE_BITS, type Pages, pagesOf, type SavedPages } from '../../src/pair/pages.ts';

/** So few pages in memory that every step puts others back. */
const FRAMES = 2;
const file = () => {
  const kept = { ...inMemory(), pagesAtHand: FRAMES };
  return (saved: SavedPages | null = null) => pagesOf(kept, saved);
};
const copy = <Value>(value: Value): Value => deserialize(serialize(value)) as Value;
/** What `open` makes of what `of` was when it was saved. */
function again<Saved, Kept extends { save(): Saved }>(
  open: ReturnType<typeof file>,
  pages: Pages,
  kept: Kept,
  make: (pages: Pages, saved: Saved) => Kept,
): [Pages, Kept] {
  const [saved, outline] = copy([pages.save(), kept.save()] as const);
  const opened = open(saved);
  return [opened, make(opened, outline)];
}
/** Where work is cut in two by saving. */
const cut = fc.nat(40);
const SIZE = 1 << PAGE_BITS;

it('pages hold what was written, zeros where nothing was, also in a page that was freed', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('allocate' as const) }),
    fc.record({ kind: fc.constantFrom('free' as const, 'read' as const, 'save' as const), page: fc.nat(9) }),
    fc.record({ kind: fc.constant('write' as const), page: fc.nat(9), at: fc.nat(SIZE - 1), value: fc.integer() }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const open = file();
      let pages = open();
      const expected = new Map<number, Map<number, number>>();
      for (const one of steps) {
        const known = 'page' in one ? [...expected.keys()][one.page % Math.max(1, expected.size)] : undefined;
        if (one.kind === 'allocate') {
          const page = pages.allocate();
          expect(expected.has(page)).toBe(false);
          expected.set(page, new Map());
        } else if (one.kind === 'save') {
          pages = open(copy(pages.save()));
        } else if (known === undefined) {
        } else if (one.kind === 'free') {
          pages.free(known);
          expected.delete(known);
        } else if (one.kind === 'write') {
          pages.words[pages.change(known) + one.at] = one.value;
          expected.get(known)!.set(one.at, one.value);
        }
        for (const [page, values] of expected) {
          const start = pages.find(page);
          const held = [...pages.words.subarray(start, start + SIZE).entries()].filter(([, value]) => value !== 0);
          expect(new Map(held)).toEqual(
            new Map([...values].filter(([, value]) => value !== 0).sort(([a], [b]) => a - b)),
          );
        }
      }
    }),
  );
});

it('a column holds what was pushed and set, and zeros where it was extended, over several pages', () => {
  const open = file();
  const pages = open();
  const before = columnOf(pages);
  const half = 2 * SIZE + 3;
  const wanted = Array.from({ length: 5 * SIZE }, (_, i) => (i % 3 === 0 ? 7 - i : i));
  for (let i = 0; i < half; i += 1) before.push(i);
  const [, column] = again(open, pages, before, columnOf);
  for (let i = half; i < wanted.length; i += 1) column.push(i);
  for (let i = 0; i < wanted.length; i += 3) column.set(i, 7 - i);
  column.extend(6 * SIZE);
  expect(Array.from({ length: column.length }, (_, i) => column.at(i))).toEqual([...wanted, ...Array(SIZE).fill(0)]);
});

it('texts are what was pushed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 60 }), cut, (pushed, at) => {
      const open = file();
      const pages = open();
      const before = textsOf(pages);
      for (const text of pushed.slice(0, at)) before.push(text);
      const [, after] = again(open, pages, before, textsOf);
      for (const text of pushed.slice(at)) after.push(text);
      expect(after.length).toBe(pushed.length);
      expect(pushed.map((_, i) => after.at(i))).toEqual(pushed);
    }),
  );
});

const listing = (most: number) => (pages: Pages, saved: SavedBearers | null) => bearersOf(most, pages, saved);

it('many keys, hashes of any sign among them, are found in a table that grows', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 2000, size: 'max' });
  fc.assert(
    fc.property(keys, fc.nat(2000), (all, at) => {
      const open = file();
      let pages = open();
      let bearers = bearersOf(2, pages);
      for (const [i, key] of all.entries()) {
        if (i === at) [pages, bearers] = again(open, pages, bearers, listing(2));
        bearers.add(key, i);
      }
      for (const [i, key] of all.entries()) {
        const found: number[] = [];
        bearers.each(key, (bearer) => found.push(bearer));
        if (found.length !== 1 || found[0] !== i || bearers.count(key) !== 1) expect([key, found]).toEqual([key, [i]]);
      }
    }),
    { numRuns: 30 },
  );
});

it('the first bearers of a key are listed, all are counted, and their bits are together', () => {
  const MOST = 3;
  const borne = fc.array(
    fc.record({ key: fc.integer({ min: 0xfffffffd, max: 0xffffffff }), bit: fc.constantFrom(0, 1, 2) }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(borne, cut, (all, at) => {
      const open = file();
      let pages = open();
      let bearers = bearersOf(MOST, pages);
      for (const [i, { key, bit }] of all.entries()) {
        if (i === at) [pages, bearers] = again(open, pages, bearers, listing(MOST));
        bearers.add(key, i, bit);
      }
      for (let key = 0xfffffffc; key <= 0xffffffff; key += 1) {
        const own = [...all.keys()].filter((i) => all[i]!.key === key);
        const listed: number[] = [];
        bearers.each(key, (bearer) => listed.push(bearer));
        expect(listed).toEqual(own.slice(0, MOST).reverse());
        expect(bearers.count(key)).toBe(own.length);
        const bits = own.reduce((sum, i) => sum | all[i]!.bit, 0);
        expect(bearers.weigh(key, (count, its) => 100 * count + its)).toBe(100 * own.length + bits);
      }
    }),
  );
});

it('links are found from both ends until they are deleted', () => {
  const link = fc.record({ a: fc.nat(4), b: fc.integer({ min: 5, max: 9 }), score: fc.nat(2_000_000) });
  fc.assert(
    fc.property(fc.array(link, { maxLength: 30 }), fc.array(fc.nat(9), { maxLength: 3 }), (all, ends) => {
      const open = file();
      const pages = open();
      const links = linksOf(pages);
      for (const { a, b, score } of all) links.add(a, b, score);
      for (const end of ends) for (const one of links.at(end)) links.delete(one);
      const left = all.filter(({ a, b }) => !ends.includes(a) && !ends.includes(b));
      const [, resumed] = again(open, pages, links, linksOf);
      for (let end = 0; end < 10; end += 1) {
        const own = left.filter(({ a, b }) => a === end || b === end).reverse();
        expect(resumed.at(end).map(({ a, b, score }) => ({ a, b, score }))).toEqual(own);
        expect(resumed.from(end)).toEqual(own.map(({ a, b }) => (a === end ? b : a)));
      }
    }),
  );
});
