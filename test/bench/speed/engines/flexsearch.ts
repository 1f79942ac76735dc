/** FlexSearch's own Document, as it is shipped: it finds and intersects; no relevance, no phrases, no facets. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Document } from 'flexsearch';
import { linesOf, type Question, STEMS, type StemmedQuotation } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

export const flexsearch: Engine = {
  name: 'FlexSearch Document',
  ranks: false,
  most: Number.POSITIVE_INFINITY,
  async build(folder, dir) {
    const index = createDocument();
    for await (const { id, stems } of linesOf<StemmedQuotation>(join(folder, STEMS))) index.add({ id, stems });
    const parts: [string, string][] = [];
    await index.export((key: string, data: string) => {
      parts.push([key, data]);
    });
    for (const [i, [key, data]] of parts.entries()) await writeFile(join(dir, `${i}~${key}`), data ?? '');
    return { ...searcher(index), unsaved: null };
  },
  async open(dir) {
    const index = createDocument();
    const names = (await readdir(dir)).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    for (const name of names) {
      const data = await readFile(join(dir, name), 'utf8');
      if (data) index.import(name.slice(name.indexOf('~') + 1), data);
    }
    return searcher(index);
  },
};

type Stemmed = { id: number; stems: string };

function createDocument(): Document<Stemmed> {
  return new Document<Stemmed>({
    document: { id: 'id', index: [{ field: 'stems', tokenize: 'strict', encode: (text: string) => text.split(' ') }] },
  });
}

function searcher(index: Document<Stemmed>): Searcher {
  return {
    ask({ kind, stems }: Question) {
      if (kind === 'phrase of 3 words' || kind === 'prefix' || kind === '2 words, 2 filters, 4 facets') return null;
      const found = index.search(stems.join(' '), { limit: 10, suggest: kind === 'any of 4 words' });
      return found[0]?.result.length ?? 0;
    },
    close() {},
  };
}
