/**
 * Phrases, found by which words follow which and read only where that does not tell, against a plain look at all texts:
 * words that are there once and again, frequent ones with rare accents, compounds, two fields, quotations that are gone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { QuotationIndex } from '../../src/search/port.ts';
import { fold } from '../../src/util/fold.ts';
import { type Random, randomFrom } from '../bench/random.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';

const FREQUENT = ['la', 'glace', 'tient', 'pont', 'a', 'neige'];
const RARE = ['là', 'à', 'glacé', 'tiént', 'pont-glace'];
const QUOTATIONS = 600;

type Said = { text: string; headline: string };

const random = randomFrom(11);
const said: Said[] = Array.from({ length: QUOTATIONS }, () => ({
  text: wordsFrom(random, 2 + random.below(8)),
  headline: wordsFrom(random, 1 + random.below(4)),
}));

function wordsFrom({ below, chance, pick }: Random, count: number): string {
  const words = Array.from({ length: count }, () => (chance(0.03) ? pick(RARE) : FREQUENT[below(FREQUENT.length)]!));
  return words.join(' ');
}

let dir: string;
let index: QuotationIndex;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dixit-phrases-'));
  index = await openEmbeddedIndex({ dir });
  const publish = (releases: ReturnType<typeof release>[]) =>
    index.publish({ scope: 'changes', releases, register: NO_REGISTER, basis: '1' });
  const releaseOf = ({ text, headline }: Said, i: number) =>
    release({ id: `r${i}`, lang: 'fr', headline, quotations: [{ id: `q${i}`, text }] });
  await publish(said.map(releaseOf));
  // Every tenth is replaced: what is known of the first segment is more than what may be shown of it.
  for (const [i, one] of said.entries()) if (i % 10 === 0) one.text = wordsFrom(random, 5);
  await publish(said.flatMap((one, i) => (i % 10 === 0 ? [releaseOf(one, i)] : [])));
});
afterAll(async () => {
  await index.close();
  await rm(dir, { recursive: true, force: true });
});

const holds = (field: string, phrase: readonly string[]): boolean =>
  ` ${fold(field).replaceAll('-', ' ')} `.includes(` ${fold(phrase.join(' '))} `);

const phrase = fc.array(fc.constantFrom(...FREQUENT, ...RARE.slice(0, 4)), { minLength: 1, maxLength: 4 });

it('are found wherever they stand in a field, and nowhere else', { timeout: 300_000 }, async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(phrase, async (words) => {
      const { hits, totalHits } = await index.search(request(`"${words.join(' ')}"`, { hitsPerPage: QUOTATIONS }));
      const ids = said.flatMap(({ text, headline }, i) =>
        holds(text, words) || holds(headline, words) ? [`q${i}`] : [],
      );
      expect(hits.map(({ id }) => id).sort()).toEqual(ids.sort());
      expect(totalHits).toBe(ids.length);
      found += Number(ids.length > 0);
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(100);
});
