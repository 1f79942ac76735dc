/** How many quotations there are of each speaker, post, language, year, kind and publisher. */
import type { Lang } from '../../domain.ts';
import type { Facets, FacetValue } from '../port.ts';
import type { FacetName } from './filters.ts';
import type { List } from './lists.ts';
import { languageName, mostFirst, sortKey, titleOf } from './names.ts';
import type { Lists } from './segment.ts';
import { createTop } from './top.ts';
import { type LiveSegment, personAt, postAt, type View } from './view.ts';

export const FACETS: readonly FacetName[] = ['speaker', 'post', 'lang', 'year', 'kind', 'publisher'];

/** Counts what is added. */
export function createCounts(view: View) {
  const speakers = new Uint32Array(view.people.length);
  const offices = new Uint32Array(view.posts.length);
  const publishers = new Uint32Array(view.publishers.length);
  const langs = new Map<string, number>();
  const kinds = new Map<string, number>();
  const years = new Uint32Array(LAST_YEAR + 1);

  /** Each walks a list by itself, over one column: so they are as fast as they can be. */
  const adders: Record<FacetName, (part: LiveSegment, list: List) => void> = {
    speaker: ({ segment, people }, list) => tallyLists(speakers, people, segment.speakers, list),
    post: ({ segment, posts }, list) => tallyLists(offices, posts, segment.offices, list),
    lang: ({ segment }, list) => addAll(langs, segment.langs, tally(segment.lang, segment.langs.length, list)),
    kind: ({ segment }, list) => addAll(kinds, segment.kinds, tally(segment.kind, segment.kinds.length, list)),
    year({ segment: { day } }, list) {
      for (let i = 0; i < list.length; i += 1) years[Math.trunc(day[list[i]!]! / 10_000)]! += 1;
    },
    publisher({ segment, publishers: numbers }, list) {
      const counts = tally(segment.publisher, segment.publishers.length + 1, list);
      for (let i = 1; i < counts.length; i += 1) publishers[numbers[i - 1]!]! += counts[i]!;
    },
  };

  return {
    add(part: LiveSegment, list: List, facets: readonly FacetName[] = FACETS): void {
      for (const facet of facets) adders[facet](part, list);
    },
    facets(displayLang: Lang | null): Facets {
      const itself = (id: string) => id;
      return {
        speaker: most(speakers, view.people, (number) => personAt(view, number).name),
        post: most(offices, view.posts, (number) => titleOf(postAt(view, number), displayLang) ?? view.posts[number]!),
        lang: all(langs, (id) => languageName(id, displayLang)),
        // Those without a date are of no year.
        year: all(
          counted(years).filter(([year]) => year !== '0'),
          itself,
        ),
        kind: all(kinds, itself),
        publisher: most(publishers, view.publishers, (number) => view.publishers[number]!),
      };
    },
  };
}

const LAST_YEAR = 9999;

function tally(column: Uint8Array | Uint32Array, values: number, list: List): Uint32Array {
  const counts = new Uint32Array(values);
  for (let i = 0; i < list.length; i += 1) counts[column[list[i]!]!]! += 1;
  return counts;
}

/** `numbers`: from the entries of the segment's table to those that are counted. */
function tallyLists(counts: Uint32Array, numbers: Uint32Array, { starts, values }: Lists, list: List): void {
  for (let i = 0; i < list.length; i += 1) {
    const quotation = list[i]!;
    const end = starts[quotation + 1]!;
    for (let at = starts[quotation]!; at < end; at += 1) counts[numbers[values[at]!]!]! += 1;
  }
}

function addAll(counts: Map<string, number>, ids: readonly string[], more: Uint32Array): void {
  for (const [i, count] of more.entries()) if (count > 0) counts.set(ids[i]!, (counts.get(ids[i]!) ?? 0) + count);
}

function counted(counts: Uint32Array): [string, number][] {
  const found: [string, number][] = [];
  for (let value = 0; value < counts.length; value += 1) {
    if (counts[value]! > 0) found.push([String(value), counts[value]!]);
  }
  return found;
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

/** The same of many values: names are asked for only where counts are equal. */
function most(counts: Uint32Array, ids: readonly string[], nameOf: (number: number) => string): FacetValue[] {
  const listed = (number: number) => ({ id: ids[number]!, key: sortKey(nameOf(number)), count: counts[number]! });
  const top = createTop<number>(MOST_VALUES, (a, b) => counts[b]! - counts[a]! || mostFirst(listed(a), listed(b)));
  for (let number = 0; number < counts.length; number += 1) if (counts[number]! > 0) top.offer(number);
  return top.sorted().map((number) => ({ id: ids[number]!, name: nameOf(number), count: counts[number]! }));
}
