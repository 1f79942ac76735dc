/**
 * What nothing misses when it is taken out is not used: with a FlexSearch that finds nothing in its place, no word is found
 * and nobody is suggested, while what needs neither is answered as ever.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_REGISTER, release, request } from './collection.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-flexsearch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.doUnmock('flexsearch');
  vi.resetModules();
});

async function answers() {
  const { openEmbeddedIndex } = await import('../../src/search/embedded/index.ts');
  const index = await openEmbeddedIndex({ dir: folder });
  const speakers = [{ id: 'olive-hale', name: 'Olive Hale' }];
  await index.publish({
    scope: 'all',
    basis: 'b',
    register: NO_REGISTER,
    releases: [
      release({
        id: 'r1',
        lang: 'fr',
        quotations: [{ id: 'q1', lang: 'fr', text: 'Les ponts de l’île tiendront, à Québec.', speakers }],
      }),
    ],
  });
  const totals: Record<string, number> = {};
  for (const q of ['', 'pont', 'PONTS', 'ile', '"les ponts"', 'speaker:olive', 'quebec -hiver']) {
    totals[q] = (await index.search(request(q))).totalHits;
  }
  const { items } = await index.people({ q: 'oli', page: 1, hitsPerPage: 5 });
  const suggested = await index.suggest('oli', 5);
  await index.close();
  return { totals, people: items.map(({ id }) => id), suggested: suggested.map(({ id }) => id) };
}

describe('FlexSearch', () => {
  it('finds the written forms of a word, and names by their beginnings', async () => {
    expect(await answers()).toEqual({
      totals: { '': 1, pont: 1, PONTS: 1, ile: 1, '"les ponts"': 1, 'speaker:olive': 1, 'quebec -hiver': 1 },
      people: ['olive-hale'],
      suggested: ['olive-hale'],
    });
  });

  it('is missed when it is taken out', async () => {
    vi.resetModules();
    vi.doMock('flexsearch', () => ({
      Index: class {
        add(): void {}
        import(): void {}
        export(): void {}
        search(): number[] {
          return [];
        }
      },
    }));
    const { totals, suggested } = await answers();
    expect(totals).toEqual({
      '': 1,
      pont: 0,
      PONTS: 0,
      ile: 0,
      '"les ponts"': 0,
      'speaker:olive': 0,
      'quebec -hiver': 0,
    });
    expect(suggested).toEqual([]);
  });
});
