/**
 * The best of thousands of matches are found by scoring few of them. Asked for more than there are, the index scores all:
 * what it then puts first must be what it finds when asked for few.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { QuotationIndex } from '../../src/search/port.ts';
import { type Random, randomFrom } from '../bench/random.ts';
import { NO_REGISTER, release, request } from './collection.ts';

const QUOTATIONS = 3000;
const ALL = 10_000;
const PAIRS = [
  ['bridge', 'pont'], ['bridges', 'ponts'], ['ferry', 'traversier'], ['hospital', 'hôpital'], ['school', 'école'],
  ['schools', 'écoles'], ['winter', 'hiver'], ['forest', 'forêt'], ['road', 'route'], ['roads', 'routes'],
  ['harbour', 'port'], ['crew', 'équipage'], ['housing', 'logement'], ['water', 'eau'], ['tide', 'marée'],
  ['lighthouse', 'phare'], ['river', 'rivière'], ['island', 'île'], ['storm', 'tempête'], ['farm', 'ferme'],
] as const; // biome-ignore format: one list

/** The first words come often, the last ones seldom. */
const wordFrom = (random: Random, lang: 0 | 1) => PAIRS[Math.trunc(PAIRS.length * random.next() ** 2)]![lang];

describe('the best of many', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-best-'));
  let index: QuotationIndex;
  beforeAll(async () => {
    const random = randomFrom(7);
    index = await openEmbeddedIndex({ dir: folder });
    const quotations = Array.from({ length: QUOTATIONS }, (_, i) => {
      const lang = random.chance(0.5) ? 0 : 1;
      const length = 2 + random.below(30);
      const words = Array.from({ length }, () =>
        random.chance(0.5) ? `x${'yz'[random.below(2)]}` : wordFrom(random, lang),
      );
      const mention = random.chance(0.2) ? wordFrom(random, lang) : null;
      return { id: `q${i}`, lang: (['en', 'fr'] as const)[lang], text: words.join(' '), mention };
    });
    const releases = [release({ id: 'r', quotations })];
    await index.publish({ scope: 'all', releases, register: NO_REGISTER, basis: 'test' });
  });
  afterAll(async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['a word', 1, ' '],
    ['two words', 2, ' '],
    ['four words', 4, ' '],
    ['seven words', 7, ' '],
    ['any of four words', 4, ' OR '],
  ])('%s', async (_, count, between) => {
    const random = randomFrom(count, between.length);
    for (let i = 0; i < 25; i += 1) {
      const lang = random.chance(0.5) ? 0 : 1;
      const q = Array.from({ length: count }, () => wordFrom(random, lang)).join(between);
      const all = await index.search(request(q, { hitsPerPage: ALL }));
      const few = await index.search(request(q, { hitsPerPage: 5 }));
      // What misses words fills the page only where the full matches run out.
      const shown = few.relaxed ? all.hits : all.hits.slice(0, all.totalHits);
      expect([q, few.hits.map(({ id }) => id)]).toEqual([q, shown.slice(0, 5).map(({ id }) => id)]);
    }
  });
});
