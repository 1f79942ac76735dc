/**
 * The best hits of a larger collection, where most are never scored because of what they could reach at most, against
 * the same search that scores them all (it asks for more hits than there are).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { packWeights } from '../../src/search/embedded/segment/postings.ts';
import {
  addBits,
  countBits,
  emptyBits,
  hasBit,
  keepOnly,
  numbersIn,
  takeAway,
} from '../../src/search/embedded/sets/bitset.ts';
import type { QuotationIndex, ReleaseDocument } from '../../src/search/port.ts';
import { randomFrom } from '../bench/random.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';
import { rounds } from '../share.ts';

const WORDS: Record<Lang, string[]> = {
  en: 'bridge water health ice road minister school children forest river money winter bridges waters the of we our'.split(
    ' ',
  ),
  fr: 'pont eau santé glace route ministre école enfants forêt rivière argent hiver ponts eaux le de nous notre'.split(
    ' ',
  ),
};
const ALL = [...WORDS.en, ...WORDS.fr];
const QUOTATIONS = 1500;

let dir: string;
let index: QuotationIndex;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dixit-best-'));
  index = await openEmbeddedIndex({ dir });
  const releases = collection();
  // The later ones are shorter: their averages are not those of the whole.
  const half = QUOTATIONS / 2;
  for (const part of [releases.slice(0, half), releases.slice(half)]) {
    await index.publish({
      scope: 'changes',
      releases: part,
      register: NO_REGISTER,
      basis: '1',
      lexicon: () => LEXICON,
    });
  }
}, 300_000);
afterAll(async () => {
  await index.close();
  await rm(dir, { recursive: true, force: true });
});

const LEXICON = {
  version: 'v1',
  pairs: 9,
  renderings: ['bridge pont', 'water eau', 'ice glac', 'road rout', 'winter hiver'].map((pair) => {
    const [en, fr] = pair.split(' ') as [string, string];
    return { stems: { en, fr }, words: { en, fr }, share: { en: 0.8, fr: 0.6 }, pairs: 9 };
  }),
} as never;

function collection(): ReleaseDocument[] {
  const random = randomFrom(5);
  return Array.from({ length: QUOTATIONS }, (_, i) => {
    const lang: Lang = random.chance(0.5) ? 'en' : 'fr';
    const length = (i < QUOTATIONS / 2 ? 12 : 3) + random.below(20);
    const words = Array.from({ length }, () => WORDS[lang][Math.min(17, random.rank(4))]!);
    return release({
      id: `r${i}`,
      lang,
      issuedOn: `20${10 + random.below(10)}-01-01`,
      headline: random.pick(WORDS[lang]),
      quotations: [
        {
          id: `q${(i * 7919) % 100_003}`,
          text: words.join(' '),
          mention: random.chance(0.2) ? random.pick(WORDS[lang]) : null,
        },
      ],
    });
  });
}

const words = fc.array(fc.constantFrom(...ALL), { minLength: 1, maxLength: 4 });
const query = fc.oneof(
  words.map((all) => all.join(' ')),
  words.map((all) => all.join(' OR ')),
  fc.tuple(words, words).map(([some, others]) => `${some.join(' OR ')} ${others.join(' ')}`),
  fc.tuple(words, words).map(([some, others]) => `"${some.slice(0, 2).join(' ')}" ${others.join(' ')}`),
  words.map(([first, ...rest]) => `${rest.join(' ')} absent -${first}`),
);

it('are the same as if all were scored', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.integer({ min: 1, max: 12 }), async (q, hitsPerPage) => {
      const all = await index.search(request(q, { hitsPerPage: 2 * QUOTATIONS }));
      const few = await index.search(request(q, { hitsPerPage }));
      expect(few.hits.map(({ id }) => id)).toEqual(all.hits.slice(0, hitsPerPage).map(({ id }) => id));
      expect(few.totalHits).toBe(all.totalHits);
    }),
    { numRuns: rounds(40, 250) },
  );
});

it('of long queries are the same, too: many words, some of which are not wanted', { timeout: 300_000 }, async () => {
  const many = fc.array(fc.constantFrom(...ALL), { minLength: 5, maxLength: 24 });
  const long = fc.oneof(
    many.map((all) => all.join(' ')),
    many.map((all) => all.join(' OR ')),
    fc.tuple(words, many).map(([some, others]) => `${some.join(' OR ')} ${others.join(' ')}`),
  );
  await fc.assert(
    fc.asyncProperty(long, fc.integer({ min: 1, max: 12 }), async (q, hitsPerPage) => {
      const all = await index.search(request(q, { hitsPerPage: 2 * QUOTATIONS }));
      const few = await index.search(request(q, { hitsPerPage }));
      expect(few.hits.map(({ id }) => id)).toEqual(all.hits.slice(0, hitsPerPage).map(({ id }) => id));
      expect(few.totalHits).toBe(all.totalHits);
    }),
    { numRuns: rounds(40, 250) },
  );
});

it('phrases of words that nearly all quotations hold are found wherever they stand', { timeout: 300_000 }, async () => {
  const texts = collection().map(({ quotations }) => ` ${quotations[0]!.text} `);
  const phrases = fc.constantFrom<Lang>('en', 'fr').chain((lang) =>
    // One word more, of the other language, is seldom followed by any of these.
    fc.array(fc.constantFrom(...WORDS[lang], ...ALL.slice(0, 1)), { minLength: 2, maxLength: 4 }),
  );
  let found = 0;
  await fc.assert(
    fc.asyncProperty(phrases, async (phrase) => {
      const { totalHits } = await index.search(request(`"${phrase.join(' ')}"`));
      expect(totalHits).toBe(texts.filter((text) => text.includes(` ${phrase.join(' ')} `)).length);
      found += Number(totalHits > 0);
    }),
    { numRuns: rounds(40, 300) },
  );
  expect(found).toBeGreaterThan(rounds(2, 30));
});

it('a packed weight is never less than the weight, and hardly more', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: Math.fround(1e-4), max: 1000, noNaN: true })), (weights) => {
      const { packed, unit } = packWeights(Float32Array.from(weights));
      for (const [i, weight] of weights.entries()) {
        expect(packed[i]! * unit).toBeGreaterThanOrEqual(weight);
        expect(packed[i]! * unit).toBeLessThan(weight + Math.max(...weights) / 50_000);
      }
    }),
  );
});

it('bits are sets', () => {
  const set = fc.uniqueArray(fc.nat(199), { maxLength: 120 });
  const bitsOf = (numbers: number[]) => {
    const bits = emptyBits(200);
    for (const number of numbers) bits[number >>> 5]! |= 1 << (number & 31);
    return bits;
  };
  const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);
  fc.assert(
    fc.property(set, set, (a, b) => {
      const changed = (change: (bits: Uint32Array, others: Uint32Array) => void) => {
        const bits = bitsOf(a);
        change(bits, bitsOf(b));
        return [...numbersIn(bits)];
      };
      expect(changed(keepOnly)).toEqual(ascending(a.filter((number) => b.includes(number))));
      expect(changed(takeAway)).toEqual(ascending(a.filter((number) => !b.includes(number))));
      expect(changed(addBits)).toEqual(ascending(new Set([...a, ...b])));
      expect(countBits(bitsOf(a))).toBe(a.length);
      for (const number of b) expect(hasBit(bitsOf(a), number)).toBe(a.includes(number));
    }),
  );
});
