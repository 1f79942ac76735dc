/** One search over a view: what matches, what the filters leave of it, how much there is of what, and in which order. */
import type { Lang } from '../../domain.ts';
import type { Facets, FacetValue, Filters, SearchRequest } from '../port.ts';
import { dayNumber, type Query } from '../query.ts';
import { languageName, mostFirst, sortKey, titleOf } from './names.ts';
import { type Found, retrieve } from './retrieval.ts';
import { type Lists, listAt } from './segment.ts';
import { createTop } from './top.ts';
import { inNewestOrder, type LiveSegment, type Place, type View } from './view.ts';

export type Matches = { totalHits: number; places: Place[]; relaxed: boolean; facets: Facets };

export function searchView(view: View, query: Query, request: Omit<SearchRequest, 'q'>): Matches {
  const found = retrieve(view, query);
  const filters = view.parts.map((part) => createFilter(view, part, request.filters));
  const counts = createCounts(view);
  const kept = found.full.map((list, i) => {
    const passed: number[] = [];
    for (const quotation of list) {
      const failed = filters[i]!(quotation);
      counts.add(view.parts[i]!, quotation, failed);
      if (failed === 'none') passed.push(quotation);
    }
    return passed;
  });
  const totalHits = kept.reduce((sum, { length }) => sum + length, 0);
  const first = (request.page - 1) * request.hitsPerPage;
  const places =
    first < totalHits ? best(view, found, kept, request.sort, first + request.hitsPerPage).slice(first) : [];
  const room = request.hitsPerPage - places.length;
  // On the page where the full matches run out; a later page has none of either.
  const runsOut = room > 0 && (places.length > 0 || (totalHits === 0 && request.page === 1));
  const others = runsOut ? bestPartial(view, found, filters, room) : [];
  return {
    totalHits,
    places: [...places, ...others].map(({ part, quotation }) => ({ part: view.parts[part]!, quotation })),
    relaxed: others.length > 0,
    facets: counts.facets(request.displayLang),
  };
}

/** Everything that `searchView` counts, newest first and then by id. */
export function* scanView(view: View, query: Query, filters: Filters): Generator<Place> {
  const { full } = retrieve(view, query);
  const wanted = new Map<LiveSegment, Uint8Array>();
  for (const [i, part] of view.parts.entries()) {
    const filter = createFilter(view, part, filters);
    const marks = new Uint8Array(part.live.length);
    for (const quotation of full[i]!) if (filter(quotation) === 'none') marks[quotation] = 1;
    wanted.set(part, marks);
  }
  for (const place of inNewestOrder(view)) if (wanted.get(place.part)![place.quotation]) yield place;
}

// ------------------------------------------------------------------------------------------------------------ order

/** A quotation by the number of its part. */
type Candidate = { part: number; quotation: number; score: number; newest: number };

function best(view: View, found: Found, kept: number[][], sort: SearchRequest['sort'], wanted: number): Candidate[] {
  const ranking = sort === null || sort === 'relevance' ? found.ranking : null;
  const compare = ranking ? byScore : sort === 'oldest' ? oldestFirst(view) : newestFirst;
  const total = kept.reduce((sum, { length }) => sum + length, 0);
  const top = createTop(Math.min(wanted, total), compare);
  for (const [part, list] of kept.entries()) {
    const { base } = view.parts[part]!;
    for (const quotation of list) {
      const score = ranking ? ranking.score(part, quotation) : 0;
      top.offer({ part, quotation, score, newest: view.newest[base + quotation]! });
    }
  }
  return top.sorted();
}

const newestFirst = (a: Candidate, b: Candidate): number => a.newest - b.newest;
const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || newestFirst(a, b);

/** Those without a date come last here too. */
function oldestFirst(view: View): (a: Candidate, b: Candidate) => number {
  const dayOf = ({ part, quotation }: Candidate) =>
    view.parts[part]!.segment.day[quotation]! || Number.POSITIVE_INFINITY;
  return (a, b) => {
    const [dayA, dayB] = [dayOf(a), dayOf(b)];
    return dayA === dayB ? newestFirst(a, b) : dayA - dayB;
  };
}

/** Scores only what can still be among the best: in the order of what they could reach at most. */
function bestPartial(view: View, found: Found, filters: readonly Filter[], wanted: number): Candidate[] {
  const { ranking } = found;
  if (!ranking) return [];
  const byBound = new Map<number, Candidate[]>();
  for (const [part, { list, bound }] of found.partial().entries()) {
    const { base } = view.parts[part]!;
    for (const quotation of list) {
      if (filters[part]!(quotation) !== 'none') continue;
      const candidate = { part, quotation, score: 0, newest: view.newest[base + quotation]! };
      const atMost = bound(quotation);
      const same = byBound.get(atMost);
      if (same) same.push(candidate);
      else byBound.set(atMost, [candidate]);
    }
  }
  const top = createTop(wanted, byScore);
  for (const atMost of [...byBound.keys()].sort((a, b) => b - a)) {
    const worst = top.threshold();
    if (worst && worst.score > atMost) break;
    for (const candidate of byBound.get(atMost)!) {
      top.offer({ ...candidate, score: ranking.score(candidate.part, candidate.quotation) });
    }
  }
  return top.sorted();
}

// ---------------------------------------------------------------------------------------------------------- filters

type FacetName = keyof Facets;
/** Which filter a quotation fails: that of one facet, several, or none. */
type Failed = FacetName | 'several' | 'none';
type Filter = (quotation: number) => Failed;

function createFilter(view: View, { segment, people, posts }: LiveSegment, filters: Filters): Filter {
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

// ----------------------------------------------------------------------------------------------------------- facets

const MOST_VALUES = 100;

/** A facet's own filter does not shrink its list: what fails only that filter is counted there all the same. */
function createCounts(view: View) {
  const speakers = new Uint32Array(view.people.length);
  const offices = new Uint32Array(view.posts.length);
  const publishers = new Uint32Array(view.publishers.length);
  const langs = new Map<string, number>();
  const kinds = new Map<string, number>();
  const years = new Map<string, number>();

  return {
    add({ segment, people, posts, publishers: publisherNumbers }: LiveSegment, quotation: number, failed: Failed) {
      if (failed === 'several') return;
      const counts = (facet: FacetName) => failed === 'none' || failed === facet;
      if (counts('speaker')) for (const entry of listAt(segment.speakers, quotation)) speakers[people[entry]!]! += 1;
      if (counts('post')) for (const entry of listAt(segment.offices, quotation)) offices[posts[entry]!]! += 1;
      if (counts('lang')) increment(langs, segment.langs[segment.lang[quotation]!]!);
      if (counts('kind')) increment(kinds, segment.kinds[segment.kind[quotation]!]!);
      const publisher = segment.publisher[quotation]!;
      if (publisher > 0 && counts('publisher')) publishers[publisherNumbers[publisher - 1]!]! += 1;
      const day = segment.day[quotation]!;
      if (day > 0 && counts('year')) increment(years, String(Math.trunc(day / 10000)));
    },
    facets(displayLang: Lang | null): Facets {
      const { people, posts } = view.named();
      const itself = (id: string) => id;
      return {
        speaker: values(numbered(speakers, view.people), (id) => people.get(id)?.person.name ?? id),
        post: values(numbered(offices, view.posts), (id) => titleOf(posts.get(id)!.post, displayLang) ?? id),
        lang: values(langs, (id) => languageName(id, displayLang)),
        year: values(years, itself),
        kind: values(kinds, itself),
        publisher: values(numbered(publishers, view.publishers), itself),
      };
    },
  };
}

function increment(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

function* numbered(counts: Uint32Array, ids: readonly string[]): Generator<[string, number]> {
  for (const [number, count] of counts.entries()) if (count > 0) yield [ids[number]!, count];
}

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
