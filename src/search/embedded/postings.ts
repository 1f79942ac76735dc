/**
 * Which documents hold a term, in ascending order: FlexSearch, used for the one thing it does best. No relevance, no
 * context, no update in place, one look-up a term; everything else is ours.
 */
import { Index } from 'flexsearch';

export type Postings = {
  /** In ascending order of `document`; terms without spaces. */
  add(document: number, terms: readonly string[]): void;
  /** Not to be changed: it is the list itself. */
  find(term: string): readonly number[];
  /** As parts that `loadPostings` reads. */
  save(): string[];
};

/** `capacity`: more than the highest document number. */
export function createPostings(capacity: number, saved: Iterable<string> = []): Postings {
  const index = new Index({
    tokenize: 'strict',
    resolution: 1,
    encode: (terms: string) => terms.split(SEPARATOR),
    context: false,
    fastupdate: false,
    cache: false,
  });
  for (const part of saved) index.import(MAP, part);
  return {
    add(document, terms) {
      if (terms.length > 0) index.add(document, terms.join(SEPARATOR));
    },
    find: (term) => index.search(term, capacity || 1) as number[],
    save() {
      const parts: string[] = [];
      index.export((key: string, data: unknown) => {
        if (key.endsWith(`.${MAP}`)) parts.push(data as string);
      });
      return parts;
    },
  };
}

const SEPARATOR = ' ';
const MAP = 'map';
