/** How many quotations there are of each speaker, post, language, year, kind and publisher. */
import type { Lang } from '../../domain.ts';
import { oncePer } from '../once.ts';
import type { Facets, FacetValue, Listing } from '../port.ts';
import type { FacetName } from './filters.ts';
import type { List } from './lists.ts';
import { byName, languageName, mostFirst, sortKey, titleOf } from './names.ts';
import type { Lists } from './segment.ts';
import { createTop } from './top.ts';
import { type LiveSegment, personAt, postAt, type View } from './view.ts';

/** The facets that `Segment.circumstances` agree in, and those of `Segment.attributions`. */
const OF_CIRCUMSTANCES: readonly FacetName[] = ['lang', 'kind', 'year', 'publisher'];
const OF_ATTRIBUTIONS: readonly FacetName[] = ['speaker', 'post'];
const FACETS: readonly FacetName[] = [...OF_ATTRIBUTIONS, ...OF_CIRCUMSTANCES];

/** Counts what is added. */
export function createCounts(view: View) {
  const speakers = new Uint32Array(view.people.length);
  const offices = new Uint32Array(view.posts.length);
  const publishers = new Uint32Array(view.publishers.length);
  const langs = new Map<string, number>();
  const kinds = new Map<string, number>();
  const years = new Map<string, number>();

  /** Each walks a list by itself, over one column: so they are as fast as they can be. */
  const adders: Record<FacetName, (part: LiveSegment, list: List, counts: Counts) => void> = {
    speaker: ({ segment, people }, list, counts) => tallyLists(speakers, people, segment.speakers, list, counts),
    post: ({ segment, posts }, list, counts) => tallyLists(offices, posts, segment.offices, list, counts),
    lang: ({ segment }, list, counts) =>
      addAll(langs, segment.langs, tally(segment.lang, segment.langs.length, list, counts)),
    kind: ({ segment }, list, counts) =>
      addAll(kinds, segment.kinds, tally(segment.kind, segment.kinds.length, list, counts)),
    year: ({ segment }, list, counts) =>
      addAll(years, segment.years.map(String), tally(segment.year, segment.years.length, list, counts)),
    publisher({ segment, publishers: numbers }, list, counts) {
      const found = tally(segment.publisher, segment.publishers.length + 1, list, counts);
      for (let i = 1; i < found.length; i += 1) publishers[numbers[i - 1]!]! += found[i]!;
    },
  };

  return {
    add(part: LiveSegment, list: List, facets: readonly FacetName[] = FACETS): void {
      const { circumstances, attributions } = part.segment;
      for (const [groups, agreeing] of [
        [circumstances, OF_CIRCUMSTANCES],
        [attributions, OF_ATTRIBUTIONS],
      ] as const) {
        const asked = facets.filter((facet) => agreeing.includes(facet));
        const byGroup = asked.length > 0 && list.length > groups.examples.length;
        const counts = byGroup ? tally(groups.of, groups.examples.length, list, null) : null;
        for (const facet of asked) adders[facet](part, byGroup ? groups.examples : list, counts);
      }
    },
    /** Of the speakers that are wanted, all if none is, the most frequent first: those from number `first` to `end`. */
    speakers(wanted: readonly string[], first: number, end: number): Listing<FacetValue> {
      const counted = speakers.map((count, number) =>
        wanted.length === 0 || wanted.includes(view.people[number]!) ? count : 0,
      );
      const items = most(counted, view.people, namesIn(view).people, end).slice(first);
      return { total: counted.reduce((sum, count) => sum + Number(count > 0), 0), items };
    },
    facets(displayLang: Lang | null): Facets {
      const itself = (id: string) => id;
      return {
        speaker: most(speakers, view.people, namesIn(view).people),
        post: most(offices, view.posts, postNames(view, displayLang)),
        lang: all(langs, (id) => languageName(id, displayLang)),
        // Those without a date are of no year.
        year: all(
          [...years].filter(([year]) => year !== '0'),
          itself,
        ),
        kind: all(kinds, itself),
        publisher: most(publishers, view.publishers, namesIn(view).publishers),
      };
    },
  };
}

/** How often each of a list counts; null where each counts once. */
type Counts = Uint32Array | null;

function tally(column: Uint8Array | Uint32Array, values: number, list: List, times: Counts): Uint32Array {
  const counts = new Uint32Array(values);
  if (times) for (let i = 0; i < list.length; i += 1) counts[column[list[i]!]!]! += times[i]!;
  else for (let i = 0; i < list.length; i += 1) counts[column[list[i]!]!]! += 1;
  return counts;
}

/** `numbers`: from the entries of the segment's table to those that are counted. */
function tallyLists(
  counts: Uint32Array,
  numbers: Uint32Array,
  { starts, values }: Lists,
  list: List,
  times: Counts,
): void {
  for (let i = 0; i < list.length; i += 1) {
    const quotation = list[i]!;
    const end = starts[quotation + 1]!;
    const more = times ? times[i]! : 1;
    for (let at = starts[quotation]!; at < end; at += 1) counts[numbers[values[at]!]!]! += more;
  }
}

function addAll(counts: Map<string, number>, ids: readonly string[], more: Uint32Array): void {
  for (const [i, count] of more.entries()) if (count > 0) counts.set(ids[i]!, (counts.get(ids[i]!) ?? 0) + count);
}

// ------------------------------------------------------------------------------------------------------------- values

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

/** The same of many values: names are compared only where counts are equal. */
function most(counts: Uint32Array, ids: readonly string[], names: Names, wanted = MOST_VALUES): FacetValue[] {
  const top = createTop<number>(
    wanted,
    (a, b) => counts[b]! - counts[a]! || byName(names.key(a), ids[a]!, names.key(b), ids[b]!),
  );
  for (let number = 0; number < counts.length; number += 1) if (counts[number]! > 0) top.offer(number);
  return top.sorted().map((number) => ({ id: ids[number]!, name: names.name(number), count: counts[number]! }));
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
