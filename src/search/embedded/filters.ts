/** The filters of a search on the quotations of one segment. */
import type { Facets, Filters } from '../port.ts';
import { dayNumber } from '../query.ts';
import { type Matched, matchedList } from './matched.ts';
import { scratch } from './scratch.ts';
import type { Lists } from './segment.ts';
import type { LiveSegment, View } from './view.ts';

export type FacetName = keyof Facets;
/** Which filter a quotation fails: that of one facet, several, or none. */
export type Failed = FacetName | 'several' | 'none';
export type Filter = (quotation: number) => Failed;

/** The filter that nothing fails. */
const PASS: Filter = () => 'none';

/** What passes, and for each facet what fails only its filter. */
export function sift(
  matched: Matched,
  filter: Filter,
): { passed: Matched; failedOnly: ReadonlyMap<FacetName, Matched> } {
  if (filter === PASS) return { passed: matched, failedOnly: new Map() };
  const list = matched.list();
  const ofList = (own: Uint32Array) => matchedList(own, matched.size);
  const passed = scratch(list.length);
  const failed = new Map<FacetName, number[]>();
  let count = 0;
  for (let i = 0; i < list.length; i += 1) {
    const quotation = list[i]!;
    const why = filter(quotation);
    if (why === 'none') {
      passed[count] = quotation;
      count += 1;
    } else if (why !== 'several') {
      const own = failed.get(why);
      if (own) own.push(quotation);
      else failed.set(why, [quotation]);
    }
  }
  const failedOnly = new Map([...failed].map(([facet, quotations]) => [facet, ofList(Uint32Array.from(quotations))]));
  return { passed: ofList(passed.subarray(0, count)), failedOnly };
}

export function createFilter(view: View, { segment, people, posts }: LiveSegment, filters: Filters): Filter {
  const tests: { facet: FacetName; passes: (quotation: number) => boolean }[] = [];
  const anyOf = ({ starts, values }: Lists, numbers: Uint32Array, ids: readonly string[], given: readonly string[]) => {
    const wanted = new Set(given);
    const isWanted = Uint8Array.from(numbers, (number) => Number(wanted.has(ids[number]!)));
    return (quotation: number) => {
      for (let at = starts[quotation]!; at < starts[quotation + 1]!; at += 1) if (isWanted[values[at]!]) return true;
      return false;
    };
  };
  if (filters.speaker.length > 0) {
    tests.push({ facet: 'speaker', passes: anyOf(segment.speakers, people, view.people, filters.speaker) });
  }
  if (filters.post.length > 0) {
    tests.push({ facet: 'post', passes: anyOf(segment.offices, posts, view.posts, filters.post) });
  }
  if (filters.lang.length > 0) {
    const { lang, langs } = segment;
    const wanted = langs.map((one) => filters.lang.includes(one));
    tests.push({ facet: 'lang', passes: (quotation) => wanted[lang[quotation]!]! });
  }
  if (filters.kind.length > 0) {
    const { kind, kinds } = segment;
    const wanted = kinds.map((one) => filters.kind.includes(one));
    tests.push({ facet: 'kind', passes: (quotation) => wanted[kind[quotation]!]! });
  }
  if (filters.publisher.length > 0) {
    const { publisher, publishers } = segment;
    const names = new Set(filters.publisher);
    // 0 is none.
    const isWanted = [false, ...publishers.map((name) => names.has(name))];
    tests.push({ facet: 'publisher', passes: (quotation) => isWanted[publisher[quotation]!]! });
  }
  const from = filters.from === null ? null : dayNumber(filters.from, 'first');
  const to = filters.to === null ? null : dayNumber(filters.to, 'last');
  if (from !== null || to !== null) {
    const { day } = segment;
    const first = Math.max(from ?? 1, 1);
    const last = to ?? Number.POSITIVE_INFINITY;
    tests.push({ facet: 'year', passes: (quotation) => day[quotation]! >= first && day[quotation]! <= last });
  }
  if (tests.length === 0) return PASS;
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
