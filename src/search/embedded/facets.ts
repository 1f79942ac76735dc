/** How many quotations there are of each speaker, post, language, year, kind and publisher. */
import type { Lang } from '../../domain.ts';
import type { Facets, FacetValue } from '../port.ts';
import type { FacetName, Failed } from './filters.ts';
import { languageName, mostFirst, sortKey, titleOf } from './names.ts';
import type { Lists } from './segment.ts';
import type { LiveSegment, View } from './view.ts';

/** Counts what is added. What fails only the filter of one facet is counted in that facet all the same. */
export function createCounts(view: View) {
  const speakers = new Uint32Array(view.people.length);
  const offices = new Uint32Array(view.posts.length);
  const publishers = new Uint32Array(view.publishers.length);
  const langs = new Map<string, number>();
  const kinds = new Map<string, number>();
  const years = new Map<number, number>();

  return {
    add({ segment, people, posts, publishers: publisherNumbers }: LiveSegment, quotation: number, failed: Failed) {
      if (failed === 'several') return;
      const counts = (facet: FacetName) => failed === 'none' || failed === facet;
      if (counts('speaker')) tally(speakers, people, segment.speakers, quotation);
      if (counts('post')) tally(offices, posts, segment.offices, quotation);
      if (counts('lang')) increment(langs, segment.langs[segment.lang[quotation]!]!);
      if (counts('kind')) increment(kinds, segment.kinds[segment.kind[quotation]!]!);
      const publisher = segment.publisher[quotation]!;
      if (publisher > 0 && counts('publisher')) publishers[publisherNumbers[publisher - 1]!]! += 1;
      const day = segment.day[quotation]!;
      if (day > 0 && counts('year')) increment(years, Math.trunc(day / 10000));
    },
    facets(displayLang: Lang | null): Facets {
      const { people, posts } = view.named();
      const itself = (id: string) => id;
      return {
        speaker: values(numbered(speakers, view.people), (id) => people.get(id)!.person.name),
        post: values(numbered(offices, view.posts), (id) => titleOf(posts.get(id)!.post, displayLang) ?? id),
        lang: values(langs, (id) => languageName(id, displayLang)),
        year: values(named(years), itself),
        kind: values(kinds, itself),
        publisher: values(numbered(publishers, view.publishers), itself),
      };
    },
  };
}

/** `numbers`: from the entries of the segment's table to those that are counted. */
function tally(counts: Uint32Array, numbers: Uint32Array, { starts, values }: Lists, quotation: number): void {
  const end = starts[quotation + 1]!;
  for (let at = starts[quotation]!; at < end; at += 1) counts[numbers[values[at]!]!]! += 1;
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const named = (years: ReadonlyMap<number, number>): [string, number][] =>
  [...years].map(([year, count]) => [String(year), count]);

function* numbered(counts: Uint32Array, ids: readonly string[]): Generator<[string, number]> {
  for (const [number, count] of counts.entries()) if (count > 0) yield [ids[number]!, count];
}

const MOST_VALUES = 100;

function values(counts: Iterable<[string, number]>, nameOf: (id: string) => string): FacetValue[] {
  return [...counts]
    .map(([id, count]) => {
      const name = nameOf(id);
      return { id, name, count, key: sortKey(name) };
    })
    .sort(mostFirst)
    .slice(0, MOST_VALUES)
    .map(({ id, name, count }) => ({ id, name, count }));
}
