/** What the postings tell of a word, whichever way they are looked up, against a plain reading of them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askedFor, createWordWeights } from '../../src/search/embedded/execute/term-weights.ts';
import { AGAIN, firstOf, isOnlyPlace, openPostings, wordsBefore } from '../../src/search/embedded/segment/postings.ts';
import { bitsOf } from '../../src/search/embedded/sets/bitset.ts';
import { randomFrom } from '../bench/random.ts';

const SIZE = 6000;
/** In so large a share of all: rare, less rare, and so frequent that bits are kept of it. */
const SHARES = [0.0005, 0.01, 0.04, 0.3, 0.9];

const UNIT = 0.001;

type Posting = { quotation: number; weight: number; place: number };

function postingsOf(seed: number): Posting[][] {
  const random = randomFrom(seed);
  return SHARES.map((share) =>
    Array.from({ length: SIZE }, (_, quotation) => quotation)
      .filter(() => random.chance(share))
      .map((quotation) => ({
        quotation,
        weight: 100 + random.below(5000),
        place: 1 + random.below(255),
      })),
  );
}

function packed(forms: readonly Posting[][]) {
  const starts = new Uint32Array(forms.length + 1);
  for (const [i, own] of forms.entries()) starts[i + 1] = starts[i]! + own.length;
  const all = forms.flat();
  return {
    starts,
    quotations: Uint32Array.from(all, ({ quotation }) => quotation),
    weights: Uint16Array.from(all, ({ weight }) => weight),
    places: Uint8Array.from(all, ({ place }) => place),
    heaviest: Uint16Array.from(forms, (own) => Math.max(0, ...own.map(({ weight }) => weight))),
    weightUnit: UNIT,
  };
}

const forms = postingsOf(3);
const byQuotation = forms.map((own) => new Map(own.map((posting) => [posting.quotation, posting])));
const postings = openPostings(packed(forms), SIZE, () => []);

it('all ways of looking up tell the same', () => {
  const lists = fc.tuple(fc.constantFrom(1, 7, 60, 600, SIZE), fc.nat()).map(([length, seed]) => {
    const random = randomFrom(seed);
    const share = length / SIZE;
    return Uint32Array.from(Array.from({ length: SIZE }, (_, i) => i).filter(() => random.chance(share)));
  });
  const which = fc.uniqueArray(fc.nat(SHARES.length - 1), { minLength: 1 });
  fc.assert(
    fc.property(lists, which, which, fc.nat(), (list, own, rendered, seed) => {
      const random = randomFrom(seed);
      const among = bitsOf(
        Uint32Array.from(Array.from({ length: SIZE }, (_, i) => i).filter(() => random.chance(0.1))),
        SIZE,
      );
      const isAmong = (quotation: number) => ((among[quotation >>> 5]! >>> (quotation & 31)) & 1) === 1;
      const word = createWordWeights(
        postings,
        {
          word: 0,
          own: own.map((form) => ({ form, quality: form % 2 ? 1 : 0.5 })),
          translated: [{ quotations: among, weight: 0.7, forms: rendered.map((form) => ({ form, quality: 0.5 })) }],
          isPlain: true,
        },
        1.25,
      );
      const rows = {
        weights: new Float32Array(list.length),
        sure: new Float32Array(list.length),
        places: new Uint8Array(list.length),
      };
      word.tell(askedFor(list, SIZE), rows);
      for (const [row, quotation] of list.entries()) {
        const there = (form: number) => byQuotation[form]!.get(quotation);
        const found = own.flatMap((form) => (there(form) ? [{ ...there(form)!, quality: form % 2 ? 1 : 0.5 }] : []));
        const renderings = isAmong(quotation) ? rendered.flatMap((form) => there(form) ?? []) : [];
        const weight =
          found.reduce((sum, one) => sum + one.weight * UNIT * one.quality * 1.25, 0) +
          renderings.reduce((sum, one) => sum + one.weight * UNIT * 0.5 * 1.25, 0);
        expect(rows.weights[row]!).toBeCloseTo(weight, 3);
        expect(word.heaviest).toBeGreaterThanOrEqual(weight - 1e-3);
        expect(rows.sure[row]!).toBeCloseTo(found.length > 0 ? 1 : renderings.length > 0 ? 0.7 : 0, 5);
        const places = [...found.map(({ place }) => place), ...renderings.map(() => 1 | AGAIN)];
        expect(rows.places[row]).toBe(places.reduce(firstOf, 0));
      }
    }),
    { numRuns: 60 },
  );
});

it('a place tells where a word first stands at the earliest, and whether it stands there alone', () => {
  expect(isOnlyPlace(1)).toBe(true);
  expect(wordsBefore(1)).toBe(0);
  expect(isOnlyPlace(firstOf(5, 9))).toBe(false);
  expect(wordsBefore(firstOf(9, 5))).toBe(4);
  expect(firstOf(0, 9)).toBe(9);
  // Farther back than is told.
  expect(isOnlyPlace(127)).toBe(false);
  expect(wordsBefore(127)).toBe(126);
});
