/** Which quotations hold one frequent form after another, against a plain reading of all of them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Adjacent, openAdjacent, packAdjacent } from '../../src/search/embedded/segment/next-words.ts';
import { emptyBits, numbersIn } from '../../src/search/embedded/sets/bitset.ts';
import { FIELDS } from '../../src/search/ranking.ts';

const OVERLAY = 0x80000000;
const FORMS = 5;

/** A quotation: the entries of each field. Form 0 separates texts. */
const quotation = fc.array(
  fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: FORMS - 1 }), fc.nat(5))
      .map(([form, n]) => (n === 0 ? form | OVERLAY : form) >>> 0),
    { maxLength: 6 },
  ),
  { minLength: FIELDS.length, maxLength: FIELDS.length },
);

function packed(quotations: number[][][]) {
  const bounds = [0];
  for (const field of quotations.flat()) bounds.push(bounds.at(-1)! + field.length);
  const frequencies = Uint32Array.from(
    { length: FORMS },
    (_, form) => quotations.filter((fields) => fields.flat().some((entry) => (entry & ~OVERLAY) === form)).length,
  );
  const pack = packAdjacent(Uint32Array.from(quotations.flat(2)), Uint32Array.from(bounds), frequencies, OVERLAY);
  return { frequencies, adjacent: openAdjacent(pack, FORMS) };
}

function holding(adjacent: Adjacent, first: number, second: number, size: number): number[] {
  const bits = emptyBits(size);
  adjacent.addTo(bits, first, second);
  return [...numbersIn(bits)];
}

const follows = (fields: number[][], first: number, second: number): boolean =>
  fields.some((field) => {
    const words = field.filter((entry) => entry < OVERLAY);
    return words.some((word, i) => word === first && words[i + 1] === second);
  });

it('is what a plain reading finds, for the forms that are frequent', () => {
  fc.assert(
    fc.property(fc.array(quotation, { minLength: 20, maxLength: 60 }), (quotations) => {
      const { frequencies, adjacent } = packed(quotations);
      for (let first = 1; first < FORMS; first += 1) {
        expect(adjacent.isFrequent(first)).toBe(frequencies[first]! >= 16);
        for (let second = 1; second < FORMS; second += 1) {
          const expected = [...quotations.keys()].filter((i) => follows(quotations[i]!, first, second));
          const known = adjacent.isFrequent(first) && adjacent.isFrequent(second);
          expect(holding(adjacent, first, second, quotations.length)).toEqual(known ? expected : []);
        }
      }
    }),
  );
});

it('knows nothing of a small collection, where all can be read', () => {
  const { adjacent } = packed([[[1, 2, 3, 1, 2], ...FIELDS.slice(1).map(() => [])]]);
  expect(adjacent.isFrequent(1)).toBe(false);
  expect(holding(adjacent, 1, 2, 1)).toHaveLength(0);
});

it('tells of quotations that lie farther apart than a step reaches', () => {
  const size = 200_000;
  // Enough of them that the forms are frequent, and far from each other.
  const where = new Set([0, 65_534, 65_535, 131_069, 131_070, ...Array.from({ length: 1700 }, (_, i) => 198_000 + i)]);
  const forward: number[] = [];
  const bounds = [0];
  for (let i = 0; i < size; i += 1) {
    if (where.has(i)) forward.push(1, 2);
    for (const _ of FIELDS) bounds.push(forward.length);
  }
  const frequencies = Uint32Array.of(0, where.size, where.size);
  const pack = packAdjacent(Uint32Array.from(forward), Uint32Array.from(bounds), frequencies, OVERLAY);
  expect(holding(openAdjacent(pack, 3), 1, 2, size)).toEqual([...where].sort((a, b) => a - b));
});
