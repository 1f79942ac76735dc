/** BM25+ in memory. Filters by a function; it has no facets, so they are counted over all that it finds. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch, { type Options, type SearchOptions, type SearchResult } from 'minisearch';
import { linesOf, type Question, STEMS, type StemmedQuotation } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

const FACETS = ['speaker', 'post', 'lang', 'year'] as const;
export const OPTIONS: Options<StemmedQuotation> = {
  fields: ['stems'],
  storeFields: [...FACETS, 'day'],
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term,
};
const FILE = 'minisearch.json';

export const minisearch: Engine = {
  name: 'MiniSearch',
  ranks: true,
  most: Number.POSITIVE_INFINITY,
  async build(folder, dir) {
    const index = new MiniSearch(OPTIONS);
    for await (const quotation of linesOf<StemmedQuotation>(join(folder, STEMS))) index.add(quotation);
    let unsaved: string | null = null;
    try {
      await writeFile(join(dir, FILE), JSON.stringify(index));
    } catch (error) {
      unsaved = (error as Error).message;
    }
    return { ...searcher(index), unsaved };
  },
  open: async (dir) => searcher(MiniSearch.loadJSON(await readFile(join(dir, FILE), 'utf8'), OPTIONS)),
};

function searcher(index: MiniSearch<StemmedQuotation>): Searcher {
  return {
    ask({ kind, stems, filters }: Question) {
      if (kind === 'phrase of 3 words') return null;
      const options: SearchOptions = {
        combineWith: kind === 'any of 4 words' ? 'OR' : 'AND',
        prefix: kind === 'prefix',
        ...(filters
          ? { filter: ({ lang, day }) => lang === filters.lang && day >= filters.from && day <= filters.to }
          : {}),
      };
      const found = index.search(stems.join(' '), options);
      if (filters) for (const facet of FACETS) count(found, facet);
      return found.length;
    },
    close() {},
  };
}

function count(found: readonly SearchResult[], facet: string): Map<unknown, number> {
  const counts = new Map<unknown, number>();
  for (const { [facet]: value } of found) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
