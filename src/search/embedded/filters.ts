/** The filters of a search on the quotations of one segment. */
import type { Facets, Filters } from '../port.ts';
import { dayNumber } from '../query.ts';
import { type Lists, listAt } from './segment.ts';
import type { LiveSegment, View } from './view.ts';

export type FacetName = keyof Facets;
/** Which filter a quotation fails: that of one facet, several, or none. */
export type Failed = FacetName | 'several' | 'none';
export type Filter = (quotation: number) => Failed;

export function createFilter(view: View, { segment, people, posts }: LiveSegment, filters: Filters): Filter {
  const tests: { facet: FacetName; passes: (quotation: number) => boolean }[] = [];
  const anyOf = (lists: Lists, numbers: Uint32Array, ids: readonly string[], wanted: readonly string[]) => {
    const entries = new Set<number>();
    for (const [entry, number] of numbers.entries()) if (wanted.includes(ids[number]!)) entries.add(entry);
    return (quotation: number) => listAt(lists, quotation).some((entry) => entries.has(entry));
  };
  if (filters.speaker.length > 0) {
    tests.push({ facet: 'speaker', passes: anyOf(segment.speakers, people, view.people, filters.speaker) });
  }
  if (filters.post.length > 0) {
    tests.push({ facet: 'post', passes: anyOf(segment.offices, posts, view.posts, filters.post) });
  }
  if (filters.lang.length > 0) {
    const { lang, langs } = segment;
    tests.push({ facet: 'lang', passes: (quotation) => filters.lang.includes(langs[lang[quotation]!]!) });
  }
  if (filters.kind.length > 0) {
    const { kind, kinds } = segment;
    tests.push({ facet: 'kind', passes: (quotation) => filters.kind.includes(kinds[kind[quotation]!]!) });
  }
  if (filters.publisher.length > 0) {
    const { publisher, publishers } = segment;
    const wanted = new Set(
      filters.publisher.map((name) => publishers.indexOf(name) + 1).filter((number) => number > 0),
    );
    tests.push({ facet: 'publisher', passes: (quotation) => wanted.has(publisher[quotation]!) });
  }
  const from = filters.from === null ? null : dayNumber(filters.from, 'first');
  const to = filters.to === null ? null : dayNumber(filters.to, 'last');
  if (from !== null || to !== null) {
    const { day } = segment;
    const first = Math.max(from ?? 1, 1);
    const last = to ?? Number.POSITIVE_INFINITY;
    tests.push({ facet: 'year', passes: (quotation) => day[quotation]! >= first && day[quotation]! <= last });
  }
  return (quotation) => {
    let failed: Failed = 'none';
    for (const { facet, passes } of tests) {
      if (passes(quotation)) continue;
      if (failed !== 'none') return 'several';
      failed = facet;
    }
    return failed;
  };
}
