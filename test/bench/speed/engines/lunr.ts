/** BM25 in memory, built once. Neither filters nor facets, no phrases. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import lunr from 'lunr';
import { linesOf, type Question, STEMS, type StemmedQuotation } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

const FILE = 'lunr.json';

export const lunrEngine: Engine = {
  name: 'lunr',
  ranks: true,
  most: 100_000,
  async build(folder, dir) {
    const builder = new lunr.Builder();
    builder.ref('id');
    builder.field('stems');
    builder.tokenizer = Object.assign(
      (text?: unknown) =>
        String(text ?? '')
          .split(' ')
          .map((stem) => new lunr.Token(stem, {})),
      {
        separator: / /,
      },
    );
    for await (const { id, stems } of linesOf<StemmedQuotation>(join(folder, STEMS))) builder.add({ id, stems });
    const index = builder.build();
    let unsaved: string | null = null;
    try {
      await writeFile(join(dir, FILE), JSON.stringify(index));
    } catch (error) {
      unsaved = (error as Error).message;
    }
    return { ...searcher(index), unsaved };
  },
  open: async (dir) => searcher(lunr.Index.load(JSON.parse(await readFile(join(dir, FILE), 'utf8')))),
};

function searcher(index: lunr.Index): Searcher {
  return {
    ask({ kind, stems, filters }: Question) {
      if (kind === 'phrase of 3 words' || filters) return null;
      return index.query((query) => {
        for (const stem of stems) {
          query.term(stem, {
            usePipeline: false,
            presence: kind === 'any of 4 words' ? lunr.Query.presence.OPTIONAL : lunr.Query.presence.REQUIRED,
            wildcard: kind === 'prefix' ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE,
          });
        }
      }).length;
    },
    close() {},
  };
}
