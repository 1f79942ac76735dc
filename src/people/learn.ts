/**
 * What a collection teaches that the register does not say: people and posts that only its attributions name, since when
 * and until when they are seen, in which wordings, and which French and English wordings are one post, because they
 * stand at the two versions of one quotation. A function of the set of sightings: their order does not matter.
 */
import type { Lang, Person, Post, Register } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import type { Named, Resolved } from './index.ts';
import { looksMisprinted, looksMisprintedThere, mayBeForm, nameKey, nameWords } from './names.ts';
import { portfolioOf } from './titles.ts';

/** One quotation that may be shown, resolved by itself: from others nothing is learned, or readers would see it. */
export type Sighting = {
  quotationId: string;
  lang: Lang;
  /** As printed. */
  mention: string | null;
  /** ISO date. */
  day: string | null;
  resolved: Resolved;
};

/** `firstDate` and `lastDate` are days on which it is seen; they say nothing of when it began and ended. */
export type Seen = { count: number; firstDate: string | null; lastDate: string | null };
export type Wording = { lang: Lang; title: string; count: number };

export type LearnedPerson = Person & Seen & { titles: Wording[] };
export type LearnedPost = Post & Seen & { wordings: Wording[] };
export type LearnedTenure = Seen & { personId: string; postId: string };

/** Data alone: it can be written down, and taught from later. */
export type Lessons = {
  /** Those that the register does not name, by id. */
  people: LearnedPerson[];
  posts: LearnedPost[];
  /** Who was seen with which post, where one of them is learned. */
  tenures: LearnedTenure[];
  /** Posts of the register that have wordings which it does not give. */
  worded: Post[];
  /** Learned ids that were joined with another: id -> what it is called now. */
  personIds: ReadonlyMap<string, string>;
  postIds: ReadonlyMap<string, string>;
};

/** `counterparts`: quotation id -> id of its version in the other language, both ways. */
export function learn(
  register: Register,
  sightings: readonly Sighting[],
  counterparts: ReadonlyMap<string, string>,
): Lessons {
  const registeredPeople = new Map(register.people.map((person) => [person.id, person]));
  const registeredPosts = new Map(register.posts.map((post) => [post.id, post]));
  const byId = new Map(sightings.map((sighting) => [sighting.quotationId, sighting]));
  const pairs = sightings.flatMap((one): [Sighting, Sighting][] => {
    const other = byId.get(counterparts.get(one.quotationId) ?? '');
    return other && one.quotationId < other.quotationId && one.lang !== other.lang ? [[one, other]] : [];
  });
  const seen = new Map<string, number>();
  for (const { resolved } of sightings) {
    for (const { id } of [...resolved.speakers, ...resolved.posts]) add(seen, id);
  }
  const countOf = (id: string) => seen.get(id) ?? 0;
  const personIds = mergedPeople(pairs, (id) => registeredPeople.has(id), countOf);
  const personOf = (id: string): string => personIds.get(id) ?? id;
  // Versions of two people are no versions: what they print is not one post.
  const speakersOf = ({ resolved }: Sighting) => resolved.speakers.map(({ id }) => personOf(id)).join();
  const agreeing = pairs.filter(([one, other]) => speakersOf(one) === speakersOf(other));
  const postIds = mergedPosts(agreeing, (id) => registeredPosts.has(id), countOf);
  const postOf = (id: string): string => postIds.get(id) ?? id;

  const people = new Map<string, Tally>();
  const posts = new Map<string, Tally>();
  const tenures = new Map<string, Tally & { personId: string; postId: string }>();
  for (const { lang, day, resolved } of sightings) {
    const speakers = resolved.speakers.map((speaker) => ({ ...speaker, id: personOf(speaker.id) }));
    for (const { id, name } of speakers) {
      const tally = tallyOf(people, id);
      see(tally, day);
      add(tally.names, name);
      for (const { title } of resolved.printed) add(tally.wordings, `${lang} ${title}`);
    }
    for (const { title, postId } of resolved.printed) {
      if (postId === null) continue;
      const id = postOf(postId);
      const tally = tallyOf(posts, id);
      see(tally, day);
      add(tally.wordings, `${lang} ${title}`);
      // Joint speakers may hold different posts, and the title does not say whose is whose.
      if (speakers.length !== 1) continue;
      const personId = speakers[0]!.id;
      if (registeredPeople.has(personId) && registeredPosts.has(id)) continue;
      const key = `${personId} ${id}`;
      const tenure = tenures.get(key) ?? { ...emptyTally(), personId, postId: id };
      tenures.set(key, tenure);
      see(tenure, day);
    }
  }

  const jurisdictionOf = new Map(
    sightings.flatMap(({ resolved }) =>
      resolved.posts.map(({ id, jurisdiction }) => [postOf(id), jurisdiction] as const),
    ),
  );
  const learnedPeople = [...people].flatMap(([id, tally]): LearnedPerson[] => {
    if (registeredPeople.has(id)) return [];
    const [name = id, ...otherNames] = mostFirst(tally.names);
    return [{ id, name, otherNames, ...seenOf(tally), titles: wordingsOf(tally) }];
  });
  const learnedPosts = [...posts].flatMap(([id, tally]): LearnedPost[] => {
    if (registeredPosts.has(id)) return [];
    const wordings = wordingsOf(tally);
    return [{ id, ...named(wordings), jurisdiction: jurisdictionOf.get(id) ?? null, ...seenOf(tally), wordings }];
  });
  const taughtPosts = register.posts.map((post) => withWordings(post, posts.get(post.id)));

  return {
    people: learnedPeople.sort(byIdOrder),
    posts: learnedPosts.sort(byIdOrder),
    tenures: [...tenures.values()]
      .map((tally) => ({ personId: tally.personId, postId: tally.postId, ...seenOf(tally) }))
      .sort((a, b) => compare(a.personId, b.personId) || compare(a.postId, b.postId)),
    worded: taughtPosts.filter((post, i) => post !== register.posts[i]),
    personIds,
    postIds,
  };
}

/** A quotation as resolved by itself, with what the collection teaches. */
export type Taught = (quotationId: string, resolved: Resolved) => Resolved;

/** The register, its posts with the wordings that were learned where it has none. */
export function wordedRegister(register: Register, { worded }: Lessons): Register {
  const byId = new Map(worded.map((post) => [post.id, post]));
  return { ...register, posts: register.posts.map((post) => byId.get(post.id) ?? post) };
}

/**
 * `register` is the worded one; `sightings` are those of the quotations that are asked for, and of their counterparts.
 */
export function teacherOf(
  register: Register,
  { people, posts, personIds, postIds }: Lessons,
  sightings: readonly Sighting[],
  counterparts: ReadonlyMap<string, string>,
): Taught {
  const byId = new Map(sightings.map((sighting) => [sighting.quotationId, sighting]));
  const personById = new Map<string, Person>([...register.people, ...people].map((person) => [person.id, person]));
  const postById = new Map<string, Post>([...register.posts, ...posts].map((post) => [post.id, post]));
  const personOf = (id: string): string => personIds.get(id) ?? id;
  const postOf = (id: string): string => postIds.get(id) ?? id;
  return (quotationId, resolved) => {
    const other = counterpartOf(quotationId);
    const persons = resolved.people.map((person) => person && identified(person));
    let speakers = persons.filter((person) => person !== null);
    if (other && speakers.length < 2) speakers = speakersToldBy(other, resolved, quotationId) ?? speakers;
    const sameSpeaker = other?.speakers.map(({ id }) => personOf(id)).join() === speakers.map(({ id }) => id).join();
    const told = other && sameSpeaker && !isTitled(resolved) && isTitled(other) ? other : resolved;
    const held = told.posts.map(wordedPost);
    return {
      ...resolved,
      people: persons,
      speakers: [...new Map(speakers.map((speaker) => [speaker.id, speaker])).values()],
      posts: [...new Map(held.map((post) => [post.id, post])).values()],
    };
  };

  function identified({ id, name }: Named): Named {
    const final = personOf(id);
    return { id: final, name: personById.get(final)?.name ?? name };
  }

  function wordedPost(post: Post): Post {
    const known = postById.get(postOf(post.id));
    if (!known) return { ...post, id: postOf(post.id) };
    const { id, title, portfolio, jurisdiction, otherTitles } = known;
    return { id, title, portfolio, jurisdiction, ...(otherTitles ? { otherTitles } : {}) };
  }

  function counterpartOf(quotationId: string): Resolved | null {
    return byId.get(counterparts.get(quotationId) ?? '')?.resolved ?? null;
  }

  /** Nobody here, or homonyms, or somebody who is not the one printed: the other version of the quotation tells whom. */
  function speakersToldBy(other: Resolved, resolved: Resolved, quotationId: string): Named[] | null {
    const [speaker, ...others] = other.speakers;
    if (!speaker || others.length > 0) return null;
    const [own] = resolved.speakers;
    const mention = new Set(nameWords(byId.get(quotationId)?.mention ?? ''));
    const isPrinted = ({ name }: Named) => nameWords(name).every((word) => mention.has(word));
    const fits = own
      ? isPrinted(speaker) && !nameWords(own.name).some((word) => mention.has(word))
      : resolved.candidates.length > 0
        ? resolved.candidates.includes(speaker.id)
        : resolved.isDescribed;
    return fits ? [identified(speaker)] : null;
  }
}

/** Whether a printed title names a body or a subject; `the minister` says less than the other version may. */
const isTitled = ({ printed }: Resolved): boolean => printed.some(({ isBare, postId }) => !isBare && postId !== null);

// ------------------------------------------------------------------------------------------------------------- merging

type Pair = readonly [Sighting, Sighting];
type IsRegistered = (id: string) => boolean;
/** In how many quotations an id is seen. */
type CountOf = (id: string) => number;

/** Two names at the two versions of a quotation are one person where they share two words, or one is a form of the other. */
function mergedPeople(pairs: readonly Pair[], isRegistered: IsRegistered, countOf: CountOf): Map<string, string> {
  const links = new Links();
  for (const [one, other] of pairs) {
    const [a, ...moreA] = one.resolved.speakers;
    const [b, ...moreB] = other.resolved.speakers;
    if (!a || !b || moreA.length + moreB.length > 0 || a.id === b.id) continue;
    const [wordsA, wordsB] = [nameWords(a.name), nameWords(b.name)];
    const shared = wordsA.filter((word) => word.length > 1 && wordsB.includes(word));
    if (
      shared.length >= 2 ||
      mayBeForm(wordsA, wordsB) ||
      mayBeForm(wordsB, wordsA) ||
      looksMisprinted(nameKey(wordsA), nameKey(wordsB)) ||
      looksMisprintedThere(wordsA, wordsB)
    ) {
      links.add(a.id, b.id);
    }
  }
  return links.merged(isRegistered, () => true, countOf);
}

/**
 * Two wordings at the two versions of a quotation are one post, part by part where both print as many. A wording goes
 * with the partner it is seen with most; one that names no body (`directrice générale`) only if that is mutual.
 */
function mergedPosts(pairs: readonly Pair[], isRegistered: IsRegistered, countOf: CountOf): Map<string, string> {
  const links = new Links();
  const bare = new Set<string>();
  for (const sides of pairs) {
    const [left, right] = sides.map(({ resolved }) => resolved.printed.filter(({ postId }) => postId !== null));
    const common = new Set(
      left!.filter(({ postId }) => right!.some((one) => one.postId === postId)).map((one) => one.postId),
    );
    const [as, bs] = [left!, right!].map((side) => side.filter(({ postId }) => !common.has(postId)));
    if (as!.length !== bs!.length) continue;
    for (const [i, a] of as!.entries()) {
      const b = bs![i]!;
      links.add(a.postId!, b.postId!);
      for (const { postId, isBare } of [a, b]) if (isBare) bare.add(postId!);
    }
  }
  // `Mayor` at the other version of `maire de Port-Hale` is not every mayor.
  const may = (id: string, partner: string) =>
    bare.has(id) === bare.has(partner) && (!bare.has(id) || links.best(partner) === id);
  return links.merged(isRegistered, may, countOf);
}

/** Counted links between ids, and what they join. */
class Links {
  private readonly counts = new Map<string, Map<string, number>>();

  add(a: string, b: string): void {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const links = this.counts.get(from) ?? new Map<string, number>();
      this.counts.set(from, links);
      links.set(to, (links.get(to) ?? 0) + 1);
    }
  }

  /** The one it is linked with most, by half of its links at least; of equals the first in the alphabet. */
  best(id: string): string | null {
    const links = [...(this.counts.get(id) ?? [])].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
    const total = links.reduce((sum, [, count]) => sum + count, 0);
    const [first] = links;
    return first && first[1] * 2 >= total ? first[0] : null;
  }

  /**
   * What each joined id is called once every learned id has joined its best partner: by the id of the register among them, else
   * by the one that is seen most, or first in the alphabet. Two ids of the register are never one.
   */
  merged(
    isRegistered: IsRegistered,
    may: (id: string, partner: string) => boolean,
    countOf: CountOf,
  ): Map<string, string> {
    const isBetter = (a: string, b: string) =>
      isRegistered(a) || (!isRegistered(b) && (countOf(a) - countOf(b) || compare(b, a)) > 0);
    const joins = [...this.counts.keys()].flatMap((id) => {
      const partner = isRegistered(id) ? null : this.best(id);
      return partner !== null && may(id, partner) ? [{ id, partner, count: this.counts.get(id)!.get(partner)! }] : [];
    });
    joins.sort((a, b) => b.count - a.count || compare(a.id, b.id));
    const parents = new Map<string, string>();
    const root = (id: string): string => {
      let at = id;
      for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
      return at;
    };
    for (const { id, partner } of joins) {
      const [a, b] = [root(id), root(partner)];
      if (a === b || (isRegistered(a) && isRegistered(b))) continue;
      const [kept, joined] = isBetter(a, b) ? [a, b] : [b, a];
      parents.set(joined, kept);
    }
    return new Map([...parents.keys()].map((id) => [id, root(id)]));
  }
}

// ------------------------------------------------------------------------------------------------------------ tallies

type Tally = Seen & { names: Map<string, number>; wordings: Map<string, number> };

const emptyTally = (): Tally => ({ count: 0, firstDate: null, lastDate: null, names: new Map(), wordings: new Map() });

function tallyOf(tallies: Map<string, Tally>, id: string): Tally {
  const tally = tallies.get(id) ?? emptyTally();
  tallies.set(id, tally);
  return tally;
}

function see(tally: Seen, day: string | null): void {
  tally.count += 1;
  if (day === null) return;
  if (tally.firstDate === null || day < tally.firstDate) tally.firstDate = day;
  if (tally.lastDate === null || day > tally.lastDate) tally.lastDate = day;
}

const seenOf = ({ count, firstDate, lastDate }: Seen): Seen => ({ count, firstDate, lastDate });

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const mostFirst = (counts: ReadonlyMap<string, number>): string[] =>
  [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).map(([key]) => key);

function wordingsOf({ wordings }: Tally): Wording[] {
  return mostFirst(wordings).map((key) => {
    const at = key.indexOf(' ');
    return { lang: key.slice(0, at) as Lang, title: key.slice(at + 1), count: wordings.get(key)! };
  });
}

/** The most frequent wording of each language, and its portfolio. */
function named(wordings: readonly Wording[]): Pick<Post, 'title' | 'portfolio'> {
  const title: Post['title'] = {};
  const portfolio: Post['portfolio'] = {};
  for (const lang of LANGS) {
    const wording = wordings.find((one) => one.lang === lang);
    if (!wording) continue;
    title[lang] = wording.title;
    const covered = portfolioOf(wording.title, lang);
    if (covered !== null) portfolio[lang] = covered;
  }
  return { title, portfolio };
}

/** Only languages that the register has no wording in are taught, and marked as such. */
function withWordings(post: Post, tally: Tally | undefined): Post {
  if (!tally) return post;
  const learned = named(wordingsOf(tally));
  const missing = LANGS.filter((lang) => !post.title[lang] && learned.title[lang]);
  if (missing.length === 0) return post;
  return {
    ...post,
    title: { ...learned.title, ...post.title },
    portfolio: { ...learned.portfolio, ...post.portfolio },
    learned: missing,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byIdOrder = (a: { id: string }, b: { id: string }): number => compare(a.id, b.id);
