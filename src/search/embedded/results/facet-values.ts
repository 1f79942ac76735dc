/** All values of one facet, for a reader who looks for one of many: those whose name begins so, with exact counts. */
import type { FacetRequest, FacetValue, Listing } from '../../port.ts';
import { parseQuery } from '../../query.ts';
import { NO_TRANSLATIONS } from '../../translation.ts';
import { retrieve } from '../execute/retrieve.ts';
import type { View } from '../snapshot/view.ts';
import {
  createNameTest,
  languageName,
  mostFirst,
  namesOfLanguage,
  namesOfPerson,
  namesOfPost,
  sortKey,
  titleOf,
} from '../terms/names.ts';
import { createCounts } from './facets.ts';
import { createFilter, sift } from './filters.ts';

/** The facet's own filter does not shrink the list. The most frequent first, months and years the latest first. */
export function facetValues(view: View, request: FacetRequest): Listing<FacetValue> {
  const { name, value, page, hitsPerPage } = request;
  const matches = createNameTest(value);
  const found = [...countsOf(view, request)]
    .map(([id, count]) => ({ id, count, ...namedAs(view, request, id) }))
    .filter(({ names }) => names.some(matches))
    .map(({ id, count, name }) => ({ id, name, count, key: sortKey(name) }))
    .sort(name === 'month' || name === 'year' ? latestFirst : mostFirst);
  const items = found.slice((page - 1) * hitsPerPage, page * hitsPerPage);
  return { total: found.length, items: items.map(({ id, name, count }) => ({ id, name, count })) };
}

const latestFirst = (a: FacetValue, b: FacetValue): number => (a.id < b.id ? 1 : -1);

function countsOf(view: View, { name, q, filters }: FacetRequest): Iterable<[string, number]> {
  const { full } = retrieve(view, parseQuery(q), () => NO_TRANSLATIONS);
  const counts = createCounts(view);
  const ownFilter = name === 'month' ? 'year' : name;
  for (const [i, part] of view.parts.entries()) {
    const { passed, failedOnly } = sift(full[i]!, createFilter(view, part, filters));
    counts.add(part, passed.list(), name);
    const failed = failedOnly.get(ownFilter);
    if (failed) counts.add(part, failed.list(), name);
  }
  return counts.counted(name);
}

/** The name to show, and all by which the value is found. */
function namedAs(view: View, { name, displayLang }: FacetRequest, id: string): { name: string; names: string[] } {
  if (name === 'speaker') {
    const { person } = view.named().people.get(id)!;
    return { name: person.name, names: namesOfPerson(person) };
  }
  if (name === 'post') {
    const { post } = view.named().posts.get(id)!;
    return { name: titleOf(post, displayLang) ?? id, names: namesOfPost(post) };
  }
  if (name === 'lang') return { name: languageName(id, displayLang), names: namesOfLanguage(id) };
  return { name: id, names: [id] };
}
