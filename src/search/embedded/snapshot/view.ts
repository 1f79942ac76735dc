/**
 * What readers see of a snapshot: which quotations are live (not superseded) and the figures that follow from it.
 * Everything that answers goes through a view. What is not for readers is in no part of a snapshot (`reader.ts`).
 */
import type { Lexicon, Membership, Person, Post } from '../../../domain.ts';
import { type Gradual, growingPer, once, oncePer } from '../../../util/memo.ts';
import { FIELDS } from '../../ranking.ts';
import { numberStatements, type Statements, statementsIn } from '../results/statements.ts';
import type { Segment } from '../segment/segment.ts';
import { mostFirst, sortKey, titleOf } from '../terms/names.ts';
import { type Live, type LiveTally, liveIn } from './live.ts';

export type Register = { people: Person[]; posts: Post[]; memberships: Membership[] };

/** What the manifest names, loaded, with what is no longer pending. */
export type Snapshot = {
  /** No two have the same that show other things. */
  id: string;
  parts: { segment: Segment; superseded: ReadonlySet<string> }[];
  register: Register;
  lexicon: Lexicon | null;
  /** Null when nothing is published. */
  basis: string | null;
  publishedAt: string | null;
};

export type LiveSegment = Live & {
  segment: Segment;
  /** From the segment's tables to those of the view. */
  people: Uint32Array;
  posts: Uint32Array;
  publishers: Uint32Array;
  statements: Uint32Array;
};

/** A quotation: a live segment and the number of the quotation in it. */
export type Place = { part: LiveSegment; quotation: number };

export type View = {
  snapshot: Snapshot;
  parts: readonly LiveSegment[];
  /** How many quotations are live. */
  count: number;
  /** Of each field, in words, over the live quotations. */
  averageLengths: readonly number[];
  /** What the numbers of facet values stand for. */
  people: readonly string[];
  posts: readonly string[];
  publishers: readonly string[];
  named(): Named;
  /** The same before it is put in order: by the numbers of people and posts. */
  tallies(): { people: Tally; posts: Tally };
  statements(): Statements;
};

/** People and posts that live quotations name, by id, most quoted first. */
export type Named = { people: ReadonlyMap<string, NamedPerson>; posts: ReadonlyMap<string, NamedPost> };
type Counted = { count: number; firstDay: number; lastDay: number };
export type NamedPerson = Counted & { person: Person; postIds: ReadonlySet<string> };
export type NamedPost = Counted & { post: Post; personIds: ReadonlySet<string> };

/** `pause` lets others have the processor. */
export async function viewOf(snapshot: Snapshot, pause: () => Promise<unknown>): Promise<View> {
  const segments = snapshot.parts.map(({ segment }) => segment);
  const [largest] = [...segments].sort((a, b) => b.people.length - a.people.length);
  const people = numbering(largest ? peopleIn(largest) : NOBODY);
  await pause();
  const posts = numbering();
  const publishers = numbering();
  const statements = await numberStatements(segments, pause);
  const parts: LiveSegment[] = [];
  for (const [i, { segment, superseded }] of snapshot.parts.entries()) {
    parts.push({
      segment,
      ...liveIn(segment, superseded),
      people:
        segment === largest ? peopleIn(segment).own : Uint32Array.from(segment.people, ({ id }) => people.number(id)),
      posts: Uint32Array.from(segment.posts, ({ id }) => posts.number(id)),
      publishers: Uint32Array.from(segment.publishers, publishers.number),
      statements: statements.numbers[i]!,
    });
    await pause();
  }
  const count = parts.reduce((sum, part) => sum + part.liveCount, 0);
  const tallies = once(() => ({
    people: tallyOf(parts, people.ids.length, (part) => ({ tally: part.speaking(), numbers: part.people })),
    posts: tallyOf(parts, posts.ids.length, (part) => ({ tally: part.holding(), numbers: part.posts })),
  }));
  const view: View = {
    snapshot,
    parts,
    count,
    averageLengths: averageLengths(parts, count),
    people: people.ids,
    posts: posts.ids,
    publishers: publishers.ids,
    named: () => namedIn(view).now(),
    tallies,
    statements: once(() => statementsIn(parts, statements.count)),
  };
  return view;
}

/** The live quotation of that id. */
export function findQuotation(view: View, id: string): Place | null {
  for (const part of view.parts) {
    const quotation = part.segment.find(id);
    if (quotation !== null && part.live[quotation]) return { part, quotation };
  }
  return null;
}

export function findRelease(view: View, id: string): { part: LiveSegment; release: number } | null {
  for (const part of view.parts) {
    const release = part.segment.findRelease(id);
    if (release !== null && part.liveReleases[release]) return { part, release };
  }
  return null;
}

/** The live quotations, newest first and then by id. */
export function* inNewestOrder(view: View): Generator<Place> {
  const next = view.parts.map(() => 0);
  for (;;) {
    let best: number | null = null;
    for (const [i, { segment, live }] of view.parts.entries()) {
      while (next[i]! < segment.quotationCount && !live[next[i]!]) next[i]! += 1;
      if (next[i]! >= segment.quotationCount) continue;
      if (best === null || isNewer(segment, next[i]!, view.parts[best]!.segment, next[best]!)) best = i;
    }
    if (best === null) return;
    yield { part: view.parts[best]!, quotation: next[best]! };
    next[best]! += 1;
  }
}

/** An ISO date; null for 0. */
export function dateOf(day: number): string | null {
  if (day === 0) return null;
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`.replaceAll('-00', '');
}

// ---------------------------------------------------------------------------------------------------------- figures

function averageLengths(parts: readonly LiveSegment[], count: number): number[] {
  return FIELDS.map((_, field) => {
    const sum = parts.reduce((all, { lengths }) => all + lengths[field]!, 0);
    return count === 0 ? 0 : sum / count;
  });
}

/** Whether the first comes before the second, newest first and then by id. */
export function isNewer(a: Segment, quotationA: number, b: Segment, quotationB: number): boolean {
  if (a === b) return quotationA < quotationB;
  const days = a.day[quotationA]! - b.day[quotationB]!;
  return days > 0 || (days === 0 && a.ids.at(quotationA) < b.ids.at(quotationB));
}

/** Of each person or post: in how many live quotations, from which day to which (0: none has a date). */
export type Tally = {
  counts: Uint32Array;
  firstDays: Int32Array;
  lastDays: Int32Array;
  /** Where the newest of them is: the number of its part, and that in the table of its segment. */
  parts: Uint16Array;
  entries: Uint32Array;
};

function tallyOf(
  parts: readonly LiveSegment[],
  count: number,
  own: (part: LiveSegment) => { tally: LiveTally; numbers: Uint32Array },
): Tally {
  const all: Tally = {
    counts: new Uint32Array(count),
    firstDays: new Int32Array(count),
    lastDays: new Int32Array(count),
    parts: new Uint16Array(count),
    entries: new Uint32Array(count),
  };
  const newest = new Uint32Array(count);
  for (const [i, part] of parts.entries()) {
    const { tally, numbers } = own(part);
    for (let entry = 0; entry < numbers.length; entry += 1) {
      if (tally.counts[entry] === 0) continue;
      const number = numbers[entry]!;
      const other = parts[all.parts[number]!]!.segment;
      if (all.counts[number] === 0 || isNewer(part.segment, tally.newest[entry]!, other, newest[number]!)) {
        newest[number] = tally.newest[entry]!;
        all.parts[number] = i;
        all.entries[number] = entry;
      }
      all.counts[number]! += tally.counts[entry]!;
      const first = tally.firstDays[entry]!;
      if (first > 0 && (all.firstDays[number] === 0 || first < all.firstDays[number]!)) all.firstDays[number] = first;
      all.lastDays[number] = Math.max(all.lastDays[number]!, tally.lastDays[entry]!);
    }
  }
  return all;
}

/** As the register has them, else as the newest live quotation prints them. */
export function personAt(view: View, number: number): Person {
  const { parts, entries } = view.tallies().people;
  const { id, name } = view.parts[parts[number]!]!.segment.people[entries[number]!]!;
  return inRegister(view.snapshot.register).people.get(id) ?? { id, name, otherNames: [] };
}

export function postAt(view: View, number: number): Post {
  const { parts, entries } = view.tallies().posts;
  const { id, title, portfolio } = view.parts[parts[number]!]!.segment.posts[entries[number]!]!;
  return inRegister(view.snapshot.register).posts.get(id) ?? { id, title, portfolio, jurisdiction: null };
}

type ById = { people: ReadonlyMap<string, Person>; posts: ReadonlyMap<string, Post> };

/** A register may have a hundred thousand rows: it is put in order once. */
export const inRegister = oncePer(
  ({ people, posts }: Register): ById => ({
    people: new Map(people.map((person) => [person.id, person])),
    posts: new Map(posts.map((post) => [post.id, post])),
  }),
);

/** Makes what a view knows of people and posts, in steps of some milliseconds. */
export function* readNames(view: View): Gradual<void> {
  yield* namedIn(view).prepare();
  yield* togetherIn(view).prepare();
}

const namedIn = growingPer(function* (view: View): Gradual<Named> {
  const { people, posts } = view.tallies();
  yield null;
  return {
    people: yield* mostQuotedFirst(
      people,
      view.people,
      ({ person }) => person.name,
      (number) => ({
        ...countedIn(people, number),
        person: personAt(view, number),
        get postIds() {
          return togetherIn(view).now().postsOf.get(this.person.id) ?? NONE;
        },
      }),
    ),
    posts: yield* mostQuotedFirst(
      posts,
      view.posts,
      ({ post }) => titleOf(post, null) ?? post.id,
      (number) => ({
        ...countedIn(posts, number),
        post: postAt(view, number),
        get personIds() {
          return togetherIn(view).now().peopleIn.get(this.post.id) ?? NONE;
        },
      }),
    ),
  };
});

const NONE: ReadonlySet<string> = new Set();
type Together = Record<'postsOf' | 'peopleIn', Map<string, Set<string>>>;

/** Who alone is named with which posts, the newest first. Joint speakers may hold different ones, nobody says whose is whose. */
const togetherIn = growingPer(function* (view: View): Gradual<Together> {
  const together: Together = { postsOf: new Map(), peopleIn: new Map() };
  let seen = 0;
  for (const { part, quotation } of inNewestOrder(view)) {
    seen += 1;
    if (seen % STEP === 0) yield null;
    const { speakers, offices, people, posts } = part.segment;
    if (speakers.starts[quotation + 1]! - speakers.starts[quotation]! !== 1) continue;
    const person = people[speakers.values[speakers.starts[quotation]!]!]!.id;
    for (let at = offices.starts[quotation]!; at < offices.starts[quotation + 1]!; at += 1) {
      const post = posts[offices.values[at]!]!.id;
      addTo(together.postsOf, person, post);
      addTo(together.peopleIn, post, person);
    }
  }
  return together;
});
const STEP = 8192;

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

const countedIn = ({ counts, firstDays, lastDays }: Tally, number: number): Counted => ({
  count: counts[number]!,
  firstDay: firstDays[number]!,
  lastDay: lastDays[number]!,
});

function* mostQuotedFirst<Entry extends Counted>(
  { counts }: Tally,
  ids: readonly string[],
  nameOf: (entry: Entry) => string,
  entryAt: (number: number) => Entry,
): Gradual<Map<string, Entry>> {
  const listed: { id: string; entry: Entry; key: string; count: number }[] = [];
  for (const [number, count] of counts.entries()) {
    if (number % FEW === FEW - 1) yield null;
    if (count === 0) continue;
    const entry = entryAt(number);
    listed.push({ id: ids[number]!, entry, key: sortKey(nameOf(entry)), count });
  }
  listed.sort(mostFirst);
  yield null;
  return new Map(listed.map(({ id, entry }) => [id, entry]));
}
const FEW = 1024;

type Numbered = { ids: readonly string[]; numbers: ReadonlyMap<string, number> };
const NOBODY: Numbered = { ids: [], numbers: new Map() };

/** A number for each id, after those of `first`. */
function numbering(first: Numbered = NOBODY) {
  const numbers = new Map<string, number>();
  const ids = first.ids.slice();
  return {
    ids,
    numbers,
    number(id: string): number {
      let number = first.numbers.get(id) ?? numbers.get(id);
      if (number === undefined) {
        number = ids.push(id) - 1;
        numbers.set(id, number);
      }
      return number;
    },
  };
}

/** The people of a segment, numbered once: with each release that is added there is another view. */
const peopleIn = oncePer(({ people }: Segment): Numbered & { own: Uint32Array } => {
  const { ids, numbers, number } = numbering();
  return { ids, numbers, own: Uint32Array.from(people, ({ id }) => number(id)) };
});
