/** BM25 with filters and facets, in memory. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, insertMultiple, load, save, search } from '@orama/orama';
import { linesOf, type Question, STEMS, type StemmedQuotation } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

const FILE = 'orama.json';
const BATCH = 1000;

export const orama: Engine = {
  name: 'Orama',
  ranks: true,
  most: 100_000,
  async build(folder, dir) {
    const database = createDatabase();
    let batch: Record<string, unknown>[] = [];
    const flush = async () => {
      await insertMultiple(database, batch as never, BATCH);
      batch = [];
    };
    for await (const { id, ...quotation } of linesOf<StemmedQuotation>(join(folder, STEMS))) {
      batch.push({ id: String(id), ...quotation });
      if (batch.length === BATCH) await flush();
    }
    await flush();
    let unsaved: string | null = null;
    try {
      await writeFile(join(dir, FILE), JSON.stringify(save(database)));
    } catch (error) {
      unsaved = (error as Error).message;
    }
    return { ...searcher(database), unsaved };
  },
  async open(dir) {
    const database = createDatabase();
    load(database, JSON.parse(await readFile(join(dir, FILE), 'utf8')));
    return searcher(database);
  },
};

type OramaDatabase = ReturnType<typeof createDatabase>;

function createDatabase() {
  return create({
    schema: {
      stems: 'string',
      lang: 'enum',
      day: 'number',
      year: 'number',
      speaker: 'string',
      post: 'string',
    } as const,
    components: {
      tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: (text: string) => text.split(' ') },
    },
  });
}

function searcher(database: OramaDatabase): Searcher {
  return {
    async ask({ kind, stems, filters }: Question) {
      if (kind === 'phrase of 3 words') return null;
      const found = await search(database, {
        term: stems.join(' '),
        properties: ['stems'],
        limit: 10,
        threshold: kind === 'any of 4 words' ? 1 : 0,
        exact: false,
        ...(filters
          ? {
              where: { lang: { eq: filters.lang }, day: { between: [filters.from, filters.to] } },
              facets: { speaker: {}, post: {}, lang: {}, year: { ranges: YEARS } },
            }
          : {}),
      } as never);
      return found.count;
    },
    close() {},
  };
}

const YEARS = Array.from({ length: 30 }, (_, i) => ({ from: 2000 + i, to: 2000 + i }));
