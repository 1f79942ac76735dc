/** How many quotations there are of each speaker, post, language, year, kind and publisher. */
import type { Lang } from '../../../domain.ts';
import { oncePer } from '../../../util/memo.ts';
import type { Facets, FacetValue, Listing } from '../../port.ts';
import { createTop, leastOfHighest } from '../execute/top-k.ts';
import type { Attributions, Circumstances, Groups, Lists, Segment } from '../segment/segment.ts';
import { scratch } from '../sets/arena.ts';
import type { List } from '../sets/sorted-lists.ts';
import { dateOf, type LiveSegment, personAt, postAt, type View } from '../snapshot/view.ts';
import { byName, languageName, mostFirst, sortKey, titleOf } from '../terms/names.ts';
import type { FacetName } from './filters.ts';

const counters = (length: number): Uint32Array => scratch(length).fill(0);

/** Counts what is added. */
export function createCounts(view: View) {
  const speakers = counters(view.people.length);
  const offices = counters(view.posts.length);
  const publishers = counters(view.publishers.length);
  const langs = new Map<string, number>();
  const kinds = new Map<string, number>();
  const years = new Map<string, number>();
  const months = new Map<number, number>();

  // Each walks its rows by itself, over one column: so they are as fast as they can be.
  const ofCircumstances: Adders<Circumstances> = {
    lang: ({ segment }, { lang }, rows) => addAll(langs, segment.langs, tally(lang, segment.langs.length, rows)),
    kind: ({ segment }, { kind }, rows) => addAll(kinds, segment.kinds, tally(kind, segment.kinds.length, rows)),
    year: ({ segment }, { year }, rows) =>
      addAll(years, segment.years.map(String), tally(year, segment.years.length, rows)),
    publisher({ segment, publishers: numbers }, { publisher }, rows) {
      const found = tally(publisher, segment.publishers.length + 1, rows);
      for (let i = 1; i < found.length; i += 1) publishers[numbers[i - 1]!]! += found[i]!;
    },
  };
  const ofAttributions: Adders<Attributions> = {
    speaker: ({ people }, columns, rows) => tallyLists(speakers, people, columns.speakers, rows),
    post: ({ posts }, columns, rows) => tallyLists(offices, posts, columns.offices, rows),
  };

  return {
    /** `only`: all facets where it is null, but for months. */
    add(part: LiveSegment, list: List, only: FacetName | 'month' | null = null): void {
      if (only === 'month') {
        addMonths(months, part.segment, list);
        return;
      }
      addBy(part.segment.circumstances, ofCircumstances, part, list, only);
      addBy(part.segment.attributions, ofAttributions, part, list, only);
    },
    /** Of the speakers that are wanted, all if none is, the most frequent first: those from number `first` to `end`. */
    speakers(wanted: readonly string[], first: number, end: number): Listing<FacetValue> {
      const all = new Set(wanted);
      const counted = speakers.map((count, number) => (all.size === 0 || all.has(view.people[number]!) ? count : 0));
      const items = most(counted, view.people, namesIn(view).people, end).slice(first);
      return { total: counted.reduce((sum, count) => sum + Number(count > 0), 0), items };
    },
    /** All values of a facet that some have, by id. */
    counted(facet: FacetName | 'month'): Iterable<[string, number]> {
      if (facet === 'month') return namesOfMonths(months);
      if (facet === 'speaker') return there(speakers, view.people);
      if (facet === 'post') return there(offices, view.posts);
      if (facet === 'publisher') return there(publishers, view.publishers);
      return facet === 'year' ? known(years) : facet === 'lang' ? langs : kinds;
    },
    /** The latest first. */
    months: (): FacetValue[] =>
      namesOfMonths(months)
        .map(([id, count]) => ({ id, name: id, count }))
        .sort((a, b) => (a.id < b.id ? 1 : -1)),
    facets(displayLang: Lang | null): Facets {
      const itself = (id: string) => id;
      return {
        speaker: most(speakers, view.people, namesIn(view).people),
        post: most(offices, view.posts, postNames(view, displayLang)),
        lang: all(langs, (id) => languageName(id, displayLang)),
        year: all(known(years), itself),
        kind: all(kinds, itself),
        publisher: most(publishers, view.publishers, namesIn(view).publishers),
      };
    },
  };
}

/** Adds what columns have in some rows. */
type Adders<Columns> = Partial<Record<FacetName, (part: LiveSegment, columns: Columns, rows: Rows) => void>>;
/** Rows that count once each; or all, with how often each counts. */
type Rows = { list: List; times: null } | { list: null; times: Uint32Array };

function addBy<Columns>(
  groups: Groups<Columns>,
  adders: Adders<Columns>,
  part: LiveSegment & { segment: Columns },
  list: List,
  only: FacetName | null,
): void {
  const asked = only ? [adders[only]] : Object.values(adders);
  if (!asked.some(Boolean)) return;
  const byGroup = list.length > groups.size * A_GROUP;
  const rows: Rows = byGroup ? { list: null, times: tallyGroups(groups, list) } : { list, times: null };
  for (const add of asked) add?.(part, byGroup ? groups.columns : part.segment, rows);
}

/** Going through the groups costs so much of what going through as many quotations does. */
const A_GROUP = 1 / 8;

/** A loop of its own, so that it knows what it reads. */
function tallyGroups({ of, size }: Groups<unknown>, list: List): Uint32Array {
  const counts = counters(size);
  for (let i = 0; i < list.length; i += 1) counts[of[list[i]!]!]! += 1;
  return counts;
}

function tally(column: Uint8Array | Uint32Array, values: number, { list, times }: Rows): Uint32Array {
  const counts = counters(values);
  if (times) for (let i = 0; i < times.length; i += 1) counts[column[i]!]! += times[i]!;
  else for (let i = 0; i < list.length; i += 1) counts[column[list[i]!]!]! += 1;
  return counts;
}

/** `numbers`: from the entries of the segment's table to those that are counted. */
function tallyLists(counts: Uint32Array, numbers: Uint32Array, { starts, values }: Lists, { list, times }: Rows): void {
  const addAt = (row: number, more: number): void => {
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at += 1) counts[numbers[values[at]!]!]! += more;
  };
  if (times) {
    for (let i = 0; i < times.length; i += 1) if (times[i]! > 0) addAt(i, times[i]!);
  } else for (let i = 0; i < list.length; i += 1) addAt(list[i]!, 1);
}

function addAll(counts: Map<string, number>, ids: readonly string[], more: Uint32Array): void {
  for (const [i, count] of more.entries()) if (count > 0) counts.set(ids[i]!, (counts.get(ids[i]!) ?? 0) + count);
}

// ------------------------------------------------------------------------------------------------------------- values

/** Quotations are numbered by their days, so those of a month follow each other. */
function addMonths(months: Map<number, number>, { day }: Segment, list: List): void {
  for (let at = 0; at < list.length; ) {
    const month = Math.trunc(day[list[at]!]! / 100);
    const first = at;
    while (at < list.length && Math.trunc(day[list[at]!]! / 100) === month) at += 1;
    months.set(month, (months.get(month) ?? 0) + at - first);
  }
}

/** `2020-10`, where the month is known. */
function namesOfMonths(months: ReadonlyMap<number, number>): [string, number][] {
  return [...months].flatMap(([month, count]) => {
    const name = dateOf(month * 100);
    return name !== null && name.length === MONTH_LENGTH ? [[name, count] as [string, number]] : [];
  });
}
const MONTH_LENGTH = 'YYYY-MM'.length;

/** Those without a date are of no year. */
const known = (years: ReadonlyMap<string, number>): [string, number][] => [...years].filter(([year]) => year !== '0');

function* there(counts: Uint32Array, ids: readonly string[]): Generator<[string, number]> {
  for (const [number, count] of counts.entries()) if (count > 0) yield [ids[number]!, count];
}

const MOST_VALUES = 100;

function all(counts: Iterable<[string, number]>, nameOf: (id: string) => string): FacetValue[] {
  return [...counts]
    .map(([id, count]) => {
      const name = nameOf(id);
      return { id, name, count, key: sortKey(name) };
    })
    .sort(mostFirst)
    .slice(0, MOST_VALUES)
    .map(({ id, name, count }) => ({ id, name, count }));
}

/** The same of many values: names are compared only where counts are equal, and decide who is listed. */
function most(counts: Uint32Array, ids: readonly string[], names: Names, wanted = MOST_VALUES): FacetValue[] {
  const least = leastOfHighest(counts, wanted);
  const listed: number[] = [];
  const equal: number[] = [];
  for (let number = 0; number < counts.length; number += 1) {
    const count = counts[number]!;
    if (count > least) listed.push(number);
    else if (count === least && count > 0) equal.push(number);
  }
  const byNames = (a: number, b: number) => byName(names.key(a), ids[a]!, names.key(b), ids[b]!);
  const last = createTop<number>(wanted - listed.length, byNames);
  for (const number of equal) last.offer(number);
  return [...listed.sort((a, b) => counts[b]! - counts[a]! || byNames(a, b)), ...last.sorted()].map((number) => ({
    id: ids[number]!,
    name: names.name(number),
    count: counts[number]!,
  }));
}

// -------------------------------------------------------------------------------------------------------------- names

/** By number. */
type Names = { name(number: number): string; key(number: number): string };
type NamesOfView = { people: Names; publishers: Names; posts: Map<Lang | null, Names> };

/** Every search names some: they are remembered as long as the view. */
const namesIn = oncePer(
  (view: View): NamesOfView => ({
    people: remembered((number) => personAt(view, number).name),
    publishers: remembered((number) => view.publishers[number]!),
    posts: new Map(),
  }),
);

function postNames(view: View, displayLang: Lang | null): Names {
  const { posts } = namesIn(view);
  let names = posts.get(displayLang);
  if (!names) {
    names = remembered((number) => titleOf(postAt(view, number), displayLang) ?? view.posts[number]!);
    posts.set(displayLang, names);
  }
  return names;
}

function remembered(nameOf: (number: number) => string): Names {
  const names: string[] = [];
  const keys: string[] = [];
  const name = (number: number) => {
    names[number] ??= nameOf(number);
    return names[number];
  };
  return {
    name,
    key(number) {
      keys[number] ??= sortKey(name(number));
      return keys[number];
    },
  };
}
