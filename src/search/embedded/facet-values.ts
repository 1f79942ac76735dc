/** All values of one facet, for a reader who looks for one of many: those whose name begins so, with exact counts. */
import type { FacetName, FacetRequest, FacetValue, Listing } from '../port.ts';
import { parseQuery } from '../query.ts';
import { NO_TRANSLATIONS } from '../translation.ts';
import { createFilter } from './filters.ts';
import {
  createNameTest,
  languageName,
  mostFirst,
  namesOfLanguage,
  namesOfPerson,
  namesOfPost,
  sortKey,
  titleOf,
} from './names.ts';
import { retrieve } from './retrieval.ts';
import { listAt } from './segment.ts';
import { dateOf, type LiveSegment, type View } from './view.ts';

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

function countsOf(view: View, { name, q, filters }: FacetRequest): Map<string, number> {
  const { full } = retrieve(view, parseQuery(q), () => NO_TRANSLATIONS);
  const counts = new Map<string, number>();
  const ownFilter = name === 'month' ? 'year' : name;
  for (const [i, part] of view.parts.entries()) {
    const filter = createFilter(view, part, filters);
    const idsAt = VALUES[name](part);
    for (const quotation of full[i]!.list()) {
      const failed = filter(quotation);
      if (failed !== 'none' && failed !== ownFilter) continue;
      for (const id of idsAt(quotation)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** The values of a quotation. */
type IdsAt = (quotation: number) => Iterable<string>;

const VALUES: Record<FacetName, (part: LiveSegment) => IdsAt> = {
  speaker: ({ segment }) =>
    distinct((quotation) => [...listAt(segment.speakers, quotation)].map((i) => segment.people[i]!.id)),
  post: ({ segment }) =>
    distinct((quotation) => [...listAt(segment.offices, quotation)].map((i) => segment.posts[i]!.id)),
  lang:
    ({ segment }) =>
    (quotation) => [segment.langs[segment.lang[quotation]!]!],
  kind:
    ({ segment }) =>
    (quotation) => [segment.kinds[segment.kind[quotation]!]!],
  publisher:
    ({ segment }) =>
    (quotation) => {
      const publisher = segment.publisher[quotation]!;
      return publisher === 0 ? [] : [segment.publishers[publisher - 1]!];
    },
  year:
    ({ segment }) =>
    (quotation) =>
      dateStart(segment.day[quotation]!, 4),
  month:
    ({ segment }) =>
    (quotation) =>
      dateStart(segment.day[quotation]!, 7),
};

/** Two entries of a segment may be one person under two names. */
const distinct =
  (idsAt: (quotation: number) => string[]): IdsAt =>
  (quotation) =>
    new Set(idsAt(quotation));

/** `2020`, `2020-10`: nothing of what is not known. */
function dateStart(day: number, length: number): string[] {
  const date = dateOf(day);
  return date !== null && date.length >= length ? [date.slice(0, length)] : [];
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
