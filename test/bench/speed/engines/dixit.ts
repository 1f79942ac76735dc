/** Ours, through the Index port: ranks, filters, counts and highlights ten hits, documents and all. */
import { join } from 'node:path';
import { openEmbeddedIndex } from '../../../../src/search/embedded/index.ts';
import {
  NO_FILTERS,
  type QuotationIndex,
  type ReleaseDocument,
  type SearchRequest,
} from '../../../../src/search/port.ts';
import { DOCUMENTS, linesOf, type Question } from '../collection.ts';
import type { Engine, Searcher } from '../engine.ts';

export const dixit: Engine = {
  name: 'Dixit',
  ranks: true,
  most: Number.POSITIVE_INFINITY,
  async build(folder, dir) {
    const { publicationOf } = await import('../publication.ts');
    const index = await openEmbeddedIndex({ dir });
    await index.publish(publicationOf(linesOf<ReleaseDocument>(join(folder, DOCUMENTS)), 'all'));
    return { ...searcher(index), unsaved: null };
  },
  open: async (dir) => searcher(await openEmbeddedIndex({ dir })),
};

export const requestOf = ({ q, filters }: Pick<Question, 'q' | 'filters'>): SearchRequest => ({
  q,
  filters: filters ? { ...NO_FILTERS, lang: [filters.lang], from: iso(filters.from), to: iso(filters.to) } : NO_FILTERS,
  sort: null,
  page: 1,
  hitsPerPage: 10,
  displayLang: null,
});

function searcher(index: QuotationIndex): Searcher {
  return {
    async ask(question) {
      if (question.kind === 'prefix') return (await index.suggest(question.q, 10)).length;
      return (await index.search(requestOf(question))).totalHits;
    },
    close: () => index.close(),
  };
}

const iso = (day: number): string => String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
