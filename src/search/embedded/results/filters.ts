/** The filters of a search on the quotations of one segment. */
import type { Facets, Filters } from '../../port.ts';
import { dayNumber } from '../../query.ts';
import type { Lists } from '../segment/segment.ts';
import { scratch } from '../sets/arena.ts';
import { type Matched, matchedList } from '../sets/doc-set.ts';
import type { LiveSegment, View } from '../snapshot/view.ts';

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

/** What is filtered by is asked of groups of quotations that agree in it, of which there are far fewer, and noted for each. */
export function createFilter(view: View, { segment, people, posts }: LiveSegment, filters: Filters): Filter {
  const { attributions, circumstances, day } = segment;
  const byAttribution = failuresBy(attributions.size, [
    ['speaker', holding(attributions.columns.speakers, people, view.people, filters.speaker)],
    ['post', holding(attributions.columns.offices, posts, view.posts, filters.post)],
  ]);
  const { lang, kind, publisher } = circumstances.columns;
  const byCircumstance = failuresBy(circumstances.size, [
    ['lang', being(lang, segment.langs, filters.lang)],
    ['kind', being(kind, segment.kinds, filters.kind)],
    // 0 is none.
    ['publisher', being(publisher, [null, ...segment.publishers], filters.publisher)],
  ]);
  const from = filters.from === null ? null : dayNumber(filters.from, 'first');
  const to = filters.to === null ? null : dayNumber(filters.to, 'last');
  const hasDates = from !== null || to !== null;
  if (!byAttribution && !byCircumstance && !hasDates) return PASS;
  const first = Math.max(from ?? 1, 1);
  const last = to ?? Number.POSITIVE_INFINITY;
  return (quotation) => {
    let failed = byAttribution ? byAttribution[attributions.of[quotation]!]! : NONE;
    if (byCircumstance) failed = both(failed, byCircumstance[circumstances.of[quotation]!]!);
    if (hasDates && !(day[quotation]! >= first && day[quotation]! <= last)) failed = both(failed, YEAR);
    return FAILURES[failed]!;
  };
}

const FAILURES: readonly Failed[] = ['none', 'speaker', 'post', 'lang', 'kind', 'publisher', 'year', 'several'];
const NONE = FAILURES.indexOf('none');
const YEAR = FAILURES.indexOf('year');
const SEVERAL = FAILURES.indexOf('several');
const both = (a: number, b: number): number => (a === NONE ? b : b === NONE ? a : SEVERAL);

type Test = ((group: number) => boolean) | null;

/** Of each group the number of what it fails; null where nothing is filtered by. */
function failuresBy(groups: number, tests: readonly [FacetName, Test][]): Uint8Array | null {
  const asked = tests.flatMap(([facet, passes]) => (passes ? [{ failure: FAILURES.indexOf(facet), passes }] : []));
  if (asked.length === 0) return null;
  const failures = new Uint8Array(groups);
  for (let group = 0; group < groups; group += 1) {
    for (const { failure, passes } of asked) if (!passes(group)) failures[group] = both(failures[group]!, failure);
  }
  return failures;
}

/** Whether one of a group's entries is wanted. */
function holding(
  { starts, values }: Lists,
  numbers: Uint32Array,
  ids: readonly string[],
  given: readonly string[],
): Test {
  if (given.length === 0) return null;
  const wanted = new Set(given);
  const isWanted = Uint8Array.from(numbers, (number) => Number(wanted.has(ids[number]!)));
  return (group) => {
    for (let at = starts[group]!; at < starts[group + 1]!; at += 1) if (isWanted[values[at]!]) return true;
    return false;
  };
}

/** Whether the value of a group is wanted. */
function being<Value>(
  column: Uint8Array | Uint32Array,
  values: readonly (Value | null)[],
  given: readonly Value[],
): Test {
  if (given.length === 0) return null;
  const wanted = new Set(given);
  const isWanted = values.map((value) => value !== null && wanted.has(value));
  return (group) => isWanted[column[group]!]!;
}
