/**
 * What readers may see of a snapshot at one instant: which quotations are live (not superseded, not under embargo) and
 * the figures that follow from it. Everything that answers goes through a view, so visibility is decided here alone.
 */
import type { Lang, Lexicon, Localized, Membership, Person, Post } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import { FIELDS } from '../ranking.ts';
import { mostFirst, sortKey, titleOf } from './names.ts';
import { fieldLength, type Lists, listAt, type Segment } from './segment.ts';

export type Register = { people: Person[]; posts: Post[]; memberships: Membership[] };

/** What the manifest names, loaded. */
export type Snapshot = {
  /** No two publications have the same. */
  id: string;
  parts: { segment: Segment; superseded: ReadonlySet<string> }[];
  register: Register;
  lexicon: Lexicon | null;
  /** Null when nothing is published. */
  basis: string | null;
  publishedAt: string | null;
};

export type LiveSegment = {
  segment: Segment;
  /** The number of its first quotation among those of all segments. */
  base: number;
  /** 1 for each quotation (release) that may be shown. */
  live: Uint8Array;
  liveReleases: Uint8Array;
  liveCount: number;
  /** From the segment's tables to those of the view. */
  people: Uint32Array;
  posts: Uint32Array;
  publishers: Uint32Array;
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
  /** The place of each quotation in the order of all, newest first and then by id: `newest[part.base + quotation]`. */
  newest: Uint32Array;
  /** What the numbers of facet values stand for. */
  people: readonly string[];
  posts: readonly string[];
  publishers: readonly string[];
  /** It holds from and until these instants (ms). */
  from: number;
  until: number;
  named(): Named;
  /** The live quotations of each statement, oldest first and then by id. */
  statements(): ReadonlyMap<string, readonly Place[]>;
  /** Of each part and quotation: in which languages its statement is live, as bits by the number in `LANGS`. */
  saidIn(): readonly Uint8Array[];
};

/** People and posts that live quotations name, by id, most quoted first. */
export type Named = { people: ReadonlyMap<string, NamedPerson>; posts: ReadonlyMap<string, NamedPost> };
type Counted = { count: number; firstDay: number; lastDay: number };
export type NamedPerson = Counted & { person: Person; postIds: ReadonlySet<string> };
export type NamedPost = Counted & { post: Post; personIds: ReadonlySet<string> };

export function viewAt(snapshot: Snapshot, instant: number): View {
  const people = numbering();
  const posts = numbering();
  const publishers = numbering();
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  let base = 0;
  const parts = snapshot.parts.map(({ segment, superseded }): LiveSegment => {
    for (const at of segment.visibleFrom) {
      if (at <= instant) from = Math.max(from, at);
      else until = Math.min(until, at);
    }
    const liveReleases = Uint8Array.from(segment.visibleFrom, (at) => (at <= instant ? 1 : 0));
    for (const id of superseded) {
      const release = segment.findRelease(id);
      if (release !== null) liveReleases[release] = 0;
    }
    const live = Uint8Array.from(segment.release, (release) => liveReleases[release]!);
    const part = {
      segment,
      base,
      live,
      liveReleases,
      liveCount: live.reduce((sum, one) => sum + one, 0),
      people: Uint32Array.from(segment.people, ({ id }) => people.number(id)),
      posts: Uint32Array.from(segment.posts, ({ id }) => posts.number(id)),
      publishers: Uint32Array.from(segment.publishers, publishers.number),
    };
    base += segment.quotationCount;
    return part;
  });
  const count = parts.reduce((sum, part) => sum + part.liveCount, 0);
  let named: Named | null = null;
  let statements: Map<string, Place[]> | null = null;
  let saidIn: Uint8Array[] | null = null;
  const view: View = {
    snapshot,
    parts,
    count,
    averageLengths: averageLengths(parts, count),
    newest: newestOrder(parts),
    people: people.ids,
    posts: posts.ids,
    publishers: publishers.ids,
    from,
    until,
    named() {
      named ??= countNamed(view);
      return named;
    },
    statements() {
      statements ??= groupStatements(view);
      return statements;
    },
    saidIn() {
      saidIn ??= languagesOfStatements(view);
      return saidIn;
    },
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

function groupStatements(view: View): Map<string, Place[]> {
  const statements = new Map<string, Place[]>();
  for (const place of inNewestOrder(view)) {
    const id = place.part.segment.statementIds[place.quotation]!;
    const places = statements.get(id);
    if (places) places.push(place);
    else statements.set(id, [place]);
  }
  // Stable: those of one day stay in the order of their ids.
  for (const places of statements.values()) places.sort((a, b) => dayAt(a) - dayAt(b));
  return statements;
}

function languagesOfStatements(view: View): Uint8Array[] {
  const saidIn = view.parts.map(({ live }) => new Uint8Array(live.length));
  const numbers = new Map(view.parts.map((part, i) => [part, i]));
  for (const places of view.statements().values()) {
    let languages = 0;
    for (const place of places) languages |= languageBit(langAt(place));
    for (const { part, quotation } of places) saidIn[numbers.get(part)!]![quotation] = languages;
  }
  return saidIn;
}

export const languageBit = (lang: Lang): number => 1 << LANGS.indexOf(lang);
const langAt = ({ part: { segment }, quotation }: Place): Lang => segment.langs[segment.lang[quotation]!]!;
const dayAt = ({ part, quotation }: Place): number => part.segment.day[quotation]!;

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
    let sum = 0;
    for (const { segment, live } of parts) {
      for (let quotation = 0; quotation < live.length; quotation += 1) {
        if (live[quotation]) sum += fieldLength(segment, quotation, field);
      }
    }
    return count === 0 ? 0 : sum / count;
  });
}

/** Segments are in that order already: they are merged. */
function newestOrder(parts: readonly LiveSegment[]): Uint32Array {
  const total = parts.reduce((sum, { segment }) => sum + segment.quotationCount, 0);
  const newest = new Uint32Array(total);
  const next = parts.map(() => 0);
  for (let rank = 0; rank < total; rank += 1) {
    let best = -1;
    for (const [i, { segment }] of parts.entries()) {
      if (next[i]! >= segment.quotationCount) continue;
      if (best < 0 || isNewer(segment, next[i]!, parts[best]!.segment, next[best]!)) best = i;
    }
    newest[parts[best]!.base + next[best]!] = rank;
    next[best]! += 1;
  }
  return newest;
}

function isNewer(a: Segment, quotationA: number, b: Segment, quotationB: number): boolean {
  const days = a.day[quotationA]! - b.day[quotationB]!;
  return days > 0 || (days === 0 && a.ids[quotationA]! < b.ids[quotationB]!);
}

function countNamed(view: View): Named {
  const knownPeople = new Map(view.snapshot.register.people.map((person) => [person.id, person]));
  const knownPosts = new Map(view.snapshot.register.posts.map((post) => [post.id, post]));
  const people = new Map<string, Counted & { person: Person; postIds: Set<string> }>();
  const posts = new Map<string, Counted & { post: Post; personIds: Set<string> }>();
  for (const { part, quotation } of inNewestOrder(view)) {
    const { segment } = part;
    const day = segment.day[quotation]!;
    const speakers = entriesAt(segment.speakers, quotation, segment.people);
    const offices = entriesAt(segment.offices, quotation, segment.posts);
    // Joint speakers may hold different posts, and the quotation does not say whose is whose.
    const alone = speakers.length === 1;
    for (const { id, name } of speakers) {
      const entry = people.get(id) ?? {
        ...UNCOUNTED,
        person: knownPeople.get(id) ?? { id, name, otherNames: [] },
        postIds: new Set<string>(),
      };
      people.set(id, entry);
      count(entry, day);
      if (alone) for (const post of offices) entry.postIds.add(post.id);
    }
    for (const { id, title, portfolio } of offices) {
      const entry = posts.get(id) ?? {
        ...UNCOUNTED,
        post: knownPosts.get(id) ?? unregistered(id, title, portfolio),
        personIds: new Set<string>(),
      };
      posts.set(id, entry);
      count(entry, day);
      if (alone) entry.personIds.add(speakers[0]!.id);
    }
  }
  return {
    people: mostQuotedFirst(people, ({ person }) => person.name),
    posts: mostQuotedFirst(posts, ({ post }) => titleOf(post, null) ?? post.id),
  };
}

const UNCOUNTED: Counted = { count: 0, firstDay: 0, lastDay: 0 };

/** Quotations come newest first, those without a date last. */
function count(counted: Counted, day: number): void {
  counted.count += 1;
  if (day === 0) return;
  counted.firstDay = day;
  if (counted.lastDay === 0) counted.lastDay = day;
}

function mostQuotedFirst<Entry extends Counted>(entries: ReadonlyMap<string, Entry>, nameOf: (entry: Entry) => string) {
  const listed = [...entries].map(([id, entry]) => ({ id, entry, key: sortKey(nameOf(entry)), count: entry.count }));
  return new Map(listed.sort(mostFirst).map(({ id, entry }) => [id, entry]));
}

const entriesAt = <Entry>(lists: Lists, quotation: number, table: readonly Entry[]): Entry[] =>
  [...listAt(lists, quotation)].map((i) => table[i]!);

const unregistered = (id: string, title: Localized, portfolio: Localized): Post => ({
  id,
  title,
  portfolio,
  jurisdiction: null,
});

function numbering() {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  return {
    ids,
    number(id: string): number {
      let number = numbers.get(id);
      if (number === undefined) {
        number = ids.push(id) - 1;
        numbers.set(id, number);
      }
      return number;
    },
  };
}
