/** Columns, bearers and links against Maps and arrays, across what is saved and read again. */
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bearersOf } from '../../src/pair/bearers.ts';
import { textsOf } from '../../src/pair/columns.ts';
import { linksOf } from '../../src/pair/links.ts';
import { slotsOf } from '../../src/pair/slots.ts';

const copy = <Value>(value: Value): Value => deserialize(serialize(value)) as Value;
/** Where work is cut in two by saving. */
const cut = fc.nat(40);

it('texts are what was pushed', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 9 }), { maxLength: 60 }), cut, (pushed, at) => {
      const before = textsOf(null);
      for (const text of pushed.slice(0, at)) before.push(text);
      const after = textsOf(copy(before.save()));
      for (const text of pushed.slice(at)) after.push(text);
      expect(after.length).toBe(pushed.length);
      expect(pushed.map((_, i) => after.at(i))).toEqual(pushed);
    }),
  );
});

it('keys, hashes of any sign among them, have the slots they were given', () => {
  const keys = fc.uniqueArray(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 200 });
  fc.assert(
    fc.property(keys, fc.integer({ min: 0, max: 0xffffffff }), (all, other) => {
      const slots = slotsOf();
      expect(all.map(slots.add)).toEqual([...all.keys()]);
      expect(all.map(slots.find)).toEqual([...all.keys()]);
      expect(slots.find(other)).toBe(all.includes(other) ? all.indexOf(other) : null);
    }),
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
      let bearers = bearersOf(MOST, null);
      for (const [i, { key, bit }] of all.entries()) {
        if (i === at) bearers = bearersOf(MOST, copy(bearers.save()));
        bearers.add(key, i, bit);
      }
      for (let key = 0xfffffffc; key <= 0xffffffff; key += 1) {
        const own = [...all.keys()].filter((i) => all[i]!.key === key);
        const listed: number[] = [];
        bearers.each(key, (bearer) => listed.push(bearer));
        expect(listed).toEqual(own.slice(0, MOST).reverse());
        expect(bearers.count(key)).toBe(own.length);
        expect(bearers.bits(key)).toBe(own.reduce((bits, i) => bits | all[i]!.bit, 0));
      }
    }),
  );
});

it('links are found from both ends until they are deleted', () => {
  const link = fc.record({ a: fc.nat(4), b: fc.integer({ min: 5, max: 9 }), score: fc.nat(2_000_000) });
  fc.assert(
    fc.property(fc.array(link, { maxLength: 30 }), fc.array(fc.nat(9), { maxLength: 3 }), (all, ends) => {
      const links = linksOf(null);
      for (const { a, b, score } of all) links.add(a, b, score);
      for (const end of ends) for (const one of links.at(end)) links.delete(one);
      const left = all.filter(({ a, b }) => !ends.includes(a) && !ends.includes(b));
      const again = linksOf(copy(links.save()));
      for (let end = 0; end < 10; end += 1) {
        const own = left.filter(({ a, b }) => a === end || b === end).reverse();
        expect(again.at(end).map(({ a, b, score }) => ({ a, b, score }))).toEqual(own);
        expect(again.from(end)).toEqual(own.map(({ a, b }) => (a === end ? b : a)));
      }
    }),
  );
});
