/** Searches that a search page makes beside its own: by speaker, for names of filters, and with one filter less. */
import type { FacetValue, Group, Listing, QuotationReader } from '../search/port.ts';
import { type Findable, LIST_FILTERS, type View } from './requests.ts';

/** The values of a facet that were looked for by name, of each facet where something was. */
export type FoundValues = Partial<Record<Findable, Listing<FacetValue>>>;

export const GROUPS_ON_PAGE = 8;
const STATEMENTS_IN_GROUP = 3;

/** What can be taken away, a filter or the marks of exact phrases, and how much is found without it. */
export type Loosening = { field: (typeof LIST_FILTERS)[number] | 'dates' | 'marks'; without: View; found: number };

/** A page of speakers with some of what each said. */
export const groupsOf = (index: QuotationReader, view: View): Promise<Listing<Group>> =>
  index.groups({ ...view, hitsPerPage: GROUPS_ON_PAGE, statementsInGroup: STATEMENTS_IN_GROUP });

/** The values of the facets whose names are looked for. */
export async function valuesFound(index: QuotationReader, view: View): Promise<FoundValues> {
  const { q, filters, displayLang, find = {} } = view;
  const sought = (Object.entries(find) as [Findable, string][]).filter(([, value]) => value.trim() !== '');
  const found = await Promise.all(
    sought.map(async ([name, value]) => [
      name,
      await index.facet({ name, value, q, filters, displayLang, page: 1, hitsPerPage: MOST_VALUES }),
    ]),
  );
  return Object.fromEntries(found);
}

const MOST_VALUES = 40;

/** Of a search that finds nothing: each thing without which it finds something, the most first. */
export async function loosenings(index: QuotationReader, view: View): Promise<Loosening[]> {
  const { filters } = view;
  const without = (field: Loosening['field'], rest: Partial<View['filters']>) => ({
    field,
    without: { ...view, page: 1, filters: { ...filters, ...rest } },
  });
  const candidates = [
    ...LIST_FILTERS.filter((field) => filters[field].length > 0).map((field) => without(field, { [field]: [] })),
    ...(filters.from !== null || filters.to !== null ? [without('dates', { from: null, to: null })] : []),
    ...(MARKS.test(view.q) ? [{ field: 'marks' as const, without: unmarked(view) }] : []),
  ];
  const tried = await Promise.all(
    candidates.map(async (candidate) => {
      const { totalHits } = await index.search({ ...candidate.without, hitsPerPage: 1, translate: false });
      return { ...candidate, found: totalHits };
    }),
  );
  return tried.filter(({ found }) => found > 0).sort((a, b) => b.found - a.found);
}

const MARKS = /["“”«»]/;
const unmarked = (view: View): View => ({ ...view, page: 1, q: view.q.replace(/["“”«»]+/g, ' ').trim() });
