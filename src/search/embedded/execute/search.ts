/** One search over a view: what matches, what the filters leave of it, how much there is of what, and in which order. */
import type { Lang } from '../../../domain.ts';
import { sortedGradually } from '../../../util/gradual-sort.ts';
import type { Gradual } from '../../../util/memo.ts';
import type { Explanation, Facets, FacetValue, Filters, GroupRequest, Listing, SearchRequest } from '../../port.ts';
import type { Query } from '../../query.ts';
import { NO_TRANSLATIONS, type Translations } from '../../translation.ts';
import { createCounts } from '../results/facets.ts';
import { createFilter, type Filter, sift } from '../results/filters.ts';
import { statementAt } from '../results/statements.ts';
import type { Segment } from '../segment/segment.ts';
import { scratch } from '../sets/arena.ts';
import { hasBit } from '../sets/bitset.ts';
import { type Matched, matchedList } from '../sets/doc-set.ts';
import type { List } from '../sets/sorted-lists.ts';
import { isNewer, type LiveSegment, type Place, type View } from '../snapshot/view.ts';
import type { Order } from './cursor.ts';
import { type Found, type Ranking, retrieve } from './retrieve.ts';
import { createTop, offerBest } from './top-k.ts';

export type Matches = {
  totalHits: number;
  places: FoundPlace[];
  relaxed: boolean;
  facets: Facets;
  /** Where they are asked for. */
  months?: FacetValue[];
};
/** `translatedFrom`: the language whose words it holds in translation only; null where it holds none so. */
export type FoundPlace = Place & { translatedFrom: Lang | null; explain: (() => Explanation) | null };

/**
 * `closest`: what the reader may have meant, by which quotations are found where full matches run out: the query itself,
 * or one without misprints. `translations` are of its words. `order`: of all full matches, where it is known.
 */
export function searchView(
  view: View,
  query: Query,
  closest: () => Query,
  translations: () => Translations,
  request: Omit<SearchRequest, 'q'>,
  order: Order | null,
): Matches {
  const { found, filters, kept, counts } = counted(view, query, translations, request.filters, request.months);
  const totalHits = totalOf(kept);
  const first = (request.page - 1) * request.hitsPerPage;
  const end = first + request.hitsPerPage;
  const places = order
    ? placesIn(order, first, end, rankingFor(request.sort, found))
    : first < totalHits
      ? best(view, found, kept, request.sort, end).slice(first)
      : [];
  const room = request.hitsPerPage - places.length;
  // On the page where the full matches run out; a later page has none of either.
  const runsOut = room > 0 && (places.length > 0 || (totalHits === 0 && request.page === 1));
  const others = runsOut ? bestOthers(view, query, found, closest(), translations, filters, room) : [];
  return {
    totalHits,
    places: [...places, ...others].map((placed) => placeOf(view, placed)),
    relaxed: others.length > 0,
    facets: counts.facets(request.displayLang),
    ...(request.months ? { months: counts.months() } : {}),
  };
}

function placesIn({ parts, quotations }: Order, first: number, end: number, ranking: Ranking | null): Placed[] {
  const numbers = Array.from(quotations.subarray(first, end));
  return numbers.map((quotation, i) => ({ part: parts[first + i]!, quotation, score: 0, ranking }));
}

/** All that matches in full and passes, and how much there is of what. */
function counted(view: View, query: Query, translations: () => Translations, wanted: Filters, months = false) {
  const found = retrieve(view, query, translations);
  const filters = view.parts.map((part) => createFilter(view, part, wanted));
  const counts = createCounts(view);
  const kept = found.full.map((matched, i) => {
    const { passed, failedOnly } = sift(matched, filters[i]!);
    counts.add(view.parts[i]!, passed.list());
    for (const [facet, failed] of failedOnly) counts.add(view.parts[i]!, failed.list(), facet);
    if (months) {
      const ofOtherDates = failedOnly.get('year');
      counts.add(view.parts[i]!, passed.list(), 'month');
      if (ofOtherDates) counts.add(view.parts[i]!, ofOtherDates.list(), 'month');
    }
    return passed;
  });
  return { found, filters, kept, counts };
}

const totalOf = (kept: readonly Matched[]): number => kept.reduce((sum, { count }) => sum + count, 0);

/** What `searchView` counts, by speaker. */
export function searchGroups(
  view: View,
  query: Query,
  { filters, sort, page, hitsPerPage, statementsInGroup }: Omit<GroupRequest, 'q'>,
): Listing<{ speaker: FacetValue; places: FoundPlace[] }> {
  const found = retrieve(view, query, () => NO_TRANSLATIONS);
  const counts = createCounts(view);
  const kept = found.full.map((matched, i) => {
    const { passed } = sift(matched, createFilter(view, view.parts[i]!, filters));
    counts.add(view.parts[i]!, passed.list(), 'speaker');
    return passed;
  });
  const { total, items } = counts.speakers(filters.speaker, (page - 1) * hitsPerPage, page * hitsPerPage);
  const spoken = kept.map((matched, i) =>
    spokenBy(
      view,
      view.parts[i]!,
      matched.list(),
      items.map(({ id }) => id),
    ),
  );
  const groups = items.map((speaker, group) => {
    const own = spoken.map((lists) => lists[group]!);
    const places = best(view, found, own, sort, 2 * statementsInGroup).map((placed) => placeOf(view, placed));
    return { speaker, places: ofFirstStatements(places, statementsInGroup) };
  });
  return { total, items: groups };
}

/** What makes one of the first `wanted` statements: each may be there in both languages. */
function ofFirstStatements<Found extends Place>(places: readonly Found[], wanted: number): Found[] {
  const statements = new Set<number>();
  return places.filter((place) => {
    const statement = statementAt(place);
    if (statements.size < wanted) statements.add(statement);
    return statements.has(statement);
  });
}

/** What of a list each of these people said. */
function spokenBy(view: View, { segment, people }: LiveSegment, list: List, ids: readonly string[]): Matched[] {
  const groupOf = Int32Array.from(people, (number) => ids.indexOf(view.people[number]!));
  const { starts, values } = segment.speakers;
  const lists = ids.map((): number[] => []);
  for (const quotation of list) {
    for (let at = starts[quotation]!; at < starts[quotation + 1]!; at += 1) {
      const own = lists[groupOf[values[at]!]!];
      // Two entries of a segment may be one person under two names.
      if (own && own.at(-1) !== quotation) own.push(quotation);
    }
  }
  return lists.map((own) => matchedList(Uint32Array.from(own), segment.quotationCount));
}

/** Everything that `searchView` counts, newest first and then by id. */
export function* scanView(view: View, query: Query, filters: Filters): Generator<Place | null, void> {
  const { full } = retrieve(view, query, () => NO_TRANSLATIONS);
  yield null;
  const lists: List[] = [];
  for (const [i, part] of view.parts.entries()) {
    lists.push(sift(full[i]!, createFilter(view, part, filters)).passed.list());
    yield null;
  }
  for (const { part, quotation } of inOrder(view, lists, isNewer)) yield { part: view.parts[part]!, quotation };
}

/** The whole order of what `searchView` counts: of each the number of its part, and its number in that. */
export function* orderView(view: View, query: Query, request: Omit<SearchRequest, 'q'>): Gradual<Order> {
  const { found, kept, counts } = counted(view, query, () => NO_TRANSLATIONS, request.filters);
  const facets = counts.facets(request.displayLang);
  yield null;
  const parts = new Uint16Array(totalOf(kept));
  const quotations = new Uint32Array(parts.length);
  const ranking = rankingFor(request.sort, found);
  let count = 0;
  if (!ranking) {
    const isBefore = request.sort === 'oldest' ? isOlder : isNewer;
    for (const { part, quotation } of inOrder(view, listsInOrder(view, kept, request.sort, parts.length), isBefore)) {
      parts[count] = part;
      quotations[count] = quotation;
      count += 1;
      if (count % A_STEP === 0) yield null;
    }
    return { parts, quotations, facets };
  }
  const candidates: Candidate[] = [];
  for (const [part, matched] of kept.entries()) {
    for (const quotation of matched.list()) {
      candidates.push({ part, quotation, score: ranking.score(part, quotation) });
      if (candidates.length % A_STEP === 0) yield null;
    }
  }
  const best = byScore(view);
  const numbers = Uint32Array.from(candidates.keys());
  for (const number of yield* sortedGradually(numbers, (a, b) => best(candidates[a]!, candidates[b]!))) {
    parts[count] = candidates[number]!.part;
    quotations[count] = candidates[number]!.quotation;
    count += 1;
  }
  return { parts, quotations, facets };
}

/** So many are scored or listed at a time. */
const A_STEP = 512;

// ------------------------------------------------------------------------------------------------------------ order

/** A quotation by the number of its part. */
type Candidate = { part: number; quotation: number; score: number };
/** `ranking`: what scored it, null where the order is by date. */
type Placed = Candidate & { translatedFrom?: Lang | null; ranking: Ranking | null };

function best(
  view: View,
  found: Found,
  kept: readonly Matched[],
  sort: SearchRequest['sort'],
  wanted: number,
): Placed[] {
  const ranking = rankingFor(sort, found);
  const room = Math.min(wanted, totalOf(kept));
  if (ranking) {
    const top = createTop(room, byScore(view));
    for (const [part, matched] of kept.entries()) {
      for (const tier of ranking.tiers(part, matched)) {
        offerBest(top, tier, (quotation) => ({ part, quotation, score: ranking.score(part, quotation) }));
      }
    }
    return top.sorted().map((hit) => ({ ...hit, ranking }));
  }
  const ordered = inOrder(view, listsInOrder(view, kept, sort, room), sort === 'oldest' ? isOlder : isNewer);
  return [...first(room, ordered)].map((candidate) => ({ ...candidate, ranking: null }));
}

/** Null where the order is by date. */
const rankingFor = (sort: SearchRequest['sort'], { ranking }: Found): Ranking | null =>
  sort === null || sort === 'relevance' ? ranking : null;

/** What is kept, in the order of its days: the first `room` at least. */
function listsInOrder(view: View, kept: readonly Matched[], sort: SearchRequest['sort'], room: number): List[] {
  const lists = kept.map((matched) => matched.list());
  // The quotations of a part are numbered newest first.
  return sort === 'oldest' ? lists.map((list, part) => oldestOf(list, view.parts[part]!.segment, room)) : lists;
}

/** All lists together, each of which is in that order. */
function* inOrder(view: View, ordered: readonly List[], isBefore: typeof isNewer): Generator<Candidate> {
  const next = ordered.map(() => 0);
  for (;;) {
    let first = -1;
    for (const [part, list] of ordered.entries()) {
      if (next[part]! === list.length) continue;
      const [one, other] = [view.parts[part]!.segment, view.parts[first]?.segment];
      if (!other || isBefore(one, list[next[part]!]!, other, ordered[first]![next[first]!]!)) first = part;
    }
    if (first === -1) return;
    yield { part: first, quotation: ordered[first]![next[first]!]!, score: 0 };
    next[first]! += 1;
  }
}

function* first<Item>(count: number, items: Iterable<Item>): Generator<Item> {
  if (count <= 0) return;
  let left = count;
  for (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

/** The first `room` of a list, oldest first: day by day from its end, as the quotations of a part are numbered newest first. */
function oldestOf(list: List, { day }: Segment, room: number): List {
  const order = scratch(Math.min(room, list.length));
  let count = 0;
  const add = (from: number, to: number) => {
    for (let at = from; at < to && count < order.length; at += 1, count += 1) order[count] = list[at]!;
  };
  let end = list.length;
  while (end > 0 && day[list[end - 1]!] === 0) end -= 1;
  const undated = end;
  while (end > 0 && count < order.length) {
    let start = end - 1;
    while (start > 0 && day[list[start - 1]!] === day[list[end - 1]!]) start -= 1;
    add(start, end);
    end = start;
  }
  add(undated, list.length);
  return order;
}

/** Those without a date come last here too. */
function isOlder(a: Segment, quotationA: number, b: Segment, quotationB: number): boolean {
  const [dayA, dayB] = [a.day[quotationA]! || Number.POSITIVE_INFINITY, b.day[quotationB]! || Number.POSITIVE_INFINITY];
  return dayA < dayB || (dayA === dayB && isNewer(a, quotationA, b, quotationB));
}

function placeOf(view: View, { part, quotation, translatedFrom = null, ranking }: Placed): FoundPlace {
  const explain = ranking && (() => ranking.explain(part, quotation));
  return { part: view.parts[part]!, quotation, translatedFrom, explain };
}

type Compare = (a: Candidate, b: Candidate) => number;

function newestFirst(view: View): Compare {
  return (a, b) => {
    if (a.part === b.part) return a.quotation - b.quotation;
    const [left, right] = [view.parts[a.part]!.segment, view.parts[b.part]!.segment];
    return isNewer(left, a.quotation, right, b.quotation) ? -1 : 1;
  };
}

function byScore(view: View): Compare {
  const newest = newestFirst(view);
  return (a, b) => b.score - a.score || newest(a, b);
}

/** What the reader may have meant, whole; then what holds some of it. Neither is among the full matches. */
function bestOthers(
  view: View,
  query: Query,
  found: Found,
  closest: Query,
  translations: () => Translations,
  filters: readonly Filter[],
  wanted: number,
): Placed[] {
  if (closest === query) return bestPartial(view, found, filters, wanted);
  const near = retrieve(view, closest, translations);
  const others = filters.map(
    (filter, part): Filter =>
      (quotation) =>
        hasBit(found.full[part]!.bits(), quotation) ? 'several' : filter(quotation),
  );
  const kept = near.full.map((matched, part) => sift(matched, others[part]!).passed);
  const meant = near.ranking ? best(view, near, kept, 'relevance', wanted) : [];
  const room = wanted - meant.length;
  return room > 0 ? [...meant, ...bestPartial(view, near, others, room)] : meant;
}

/**
 * Translated hits and those that miss words are in one order, by score: what holds every word in translation stands
 * above what misses half of them, and below what misses one of many (the latter is what a reader half remembers).
 */
function bestPartial(view: View, found: Found, filters: readonly Filter[], wanted: number): Placed[] {
  const partial = found.partial();
  if (!partial) return [];
  const { ranking, matches, translatedFrom } = partial;
  const top = createTop(wanted, byScore(view));
  for (const [part, tiers] of matches.entries()) {
    for (const tier of tiers) {
      offerBest(top, tier, (quotation) => {
        if (filters[part]!(quotation) !== 'none') return null;
        const score = ranking.score(part, quotation);
        return score > 0 ? { part, quotation, score } : null;
      });
    }
  }
  return top.sorted().map((hit) => ({ ...hit, ranking, translatedFrom: translatedFrom(hit.part, hit.quotation) }));
}
