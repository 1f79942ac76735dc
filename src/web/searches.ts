/** Searches that a search page makes beside its own: by speaker, and with one filter less where nothing is found. */
import type { FacetValue, Hit, Listing, QuotationIndex } from '../search/port.ts';
import { type Findable, LIST_FILTERS, type View } from './requests.ts';

/** The values of a facet that were looked for by name, of each facet where something was. */
export type FoundValues = Partial<Record<Findable, Listing<FacetValue>>>;

/** What one speaker said that was searched for: how much, and the first of it. */
export type Group = { speaker: FacetValue; hits: Hit[] };
export const GROUPS_ON_PAGE = 8;
const HITS_IN_GROUP = 3;

/** What can be taken away, a filter or the marks of exact phrases, and how much is found without it. */
export type Loosening = { field: (typeof LIST_FILTERS)[number] | 'dates' | 'marks'; without: View; found: number };

/**
 * The speakers of a page of groups, most quoted first. `speakers` is the facet of the search: where speakers are
 * filtered by, only those count.
 */
export async function groupsOf(
  index: QuotationIndex,
  view: View,
  speakers: readonly FacetValue[],
): Promise<{ total: number; groups: Group[] }> {
  const { speaker: wanted } = view.filters;
  const all = speakers.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const start = (view.page - 1) * GROUPS_ON_PAGE;
  const groups = await Promise.all(
    all.slice(start, start + GROUPS_ON_PAGE).map(async (speaker): Promise<Group> => {
      const filters = { ...view.filters, speaker: [speaker.id] };
      const { hits } = await index.search({ ...view, filters, page: 1, hitsPerPage: HITS_IN_GROUP });
      // What misses words is not what was counted.
      return { speaker, hits: hits.slice(0, speaker.count) };
    }),
  );
  return { total: all.length, groups };
}

/** The values of the facets whose names are looked for. */
export async function valuesFound(index: QuotationIndex, view: View): Promise<FoundValues> {
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
export async function loosenings(index: QuotationIndex, view: View): Promise<Loosening[]> {
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
