/**
 * Mentions -> people and posts: the names and titles that releases print, against the register and the day. Whom the
 * register does not know is learned from the attributions themselves, under an id made of the name.
 */
import type { Attribution, Lang, Membership, Person, Post, Register } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../text.ts';
import { portfolioOf, splitTitle, titleKey } from './titles.ts';

export type Resolved = { speakers: { id: string; name: string }[]; posts: Post[] };

export type Directory = {
  /** Who speaks, and in which posts on that day (ISO, null when unknown). Learns whom it does not know. */
  resolve(attribution: Pick<Attribution, 'names' | 'title' | 'certainty'>, lang: Lang, day: string | null): Resolved;
  /** Whether the register names this person; others are learned, under their name without rank. */
  knows(personId: string): boolean;
};

export function directoryOf(register: Register): Directory {
  const people = new Map<string, Person>(register.people.map((person) => [person.id, person]));
  const posts = new Map<string, Post>(register.posts.map((post) => [post.id, post]));
  const byName = new Map<string, Set<Person>>();
  const byTitle = new Map<string, Post>();
  const memberships = new Map<string, Membership[]>();
  // The same titles are printed over and over.
  const keys = new Map<string, string>();
  const keyOf = (title: string, lang: Lang): string => {
    const known = keys.get(`${lang} ${title}`);
    if (known !== undefined) return known;
    const key = titleKey(title, lang);
    keys.set(`${lang} ${title}`, key);
    return key;
  };
  for (const person of register.people) for (const name of [person.name, ...person.otherNames]) addName(name, person);
  for (const post of register.posts)
    for (const lang of LANGS) if (post.title[lang]) addTitle(post.title[lang], lang, post);
  for (const membership of register.memberships) {
    const list = memberships.get(membership.personId) ?? [];
    list.push(membership);
    memberships.set(membership.personId, list);
  }

  const registered = new Set(people.keys());
  return {
    knows: (personId) => registered.has(personId),
    resolve({ names, title, certainty }, lang, day) {
      // `unknown` names nobody: it describes (`a spokesperson`).
      const persons = certainty === 'unknown' ? [] : names.map((name) => personNamed(name, title, lang, day));
      const held = persons.flatMap((person) => postsHeld(person, day));
      const printed = title ? splitTitle(title, lang).map((part) => postTitled(part, lang, held)) : [];
      return {
        speakers: persons.map(({ id, name }) => ({ id, name })),
        posts: [...new Map(printed.flatMap((post) => (post ? [[post.id, post] as const] : []))).values()],
      };
    },
  };

  function personNamed(name: string, title: string | null, lang: Lang, day: string | null): Person {
    const known = [...(byName.get(nameKey(name)) ?? [])];
    if (known.length === 1) return known[0]!;
    if (known.length > 1) {
      // Homonyms: the one who holds a printed post that day; otherwise nobody is guessed.
      const keys = title ? splitTitle(title, lang).map((part) => keyOf(part, lang)) : [];
      const fitting = known.filter((person) =>
        postsHeld(person, day).some((post) =>
          LANGS.some((l) => post.title[l] && keys.includes(keyOf(post.title[l], l))),
        ),
      );
      if (fitting.length === 1) return fitting[0]!;
    }
    const bare = withoutRank(name);
    const person: Person = { id: `p-${slug(bare)}`, name: bare, otherNames: [] };
    const learned = people.get(person.id);
    if (learned) return learned;
    people.set(person.id, person);
    if (!known.length) addName(bare, person);
    return person;
  }

  function postsHeld(person: Person, day: string | null): Post[] {
    const held = memberships.get(person.id) ?? [];
    return held
      .filter(
        ({ startDate, endDate }) =>
          day !== null && (startDate === null || startDate <= day) && (endDate === null || day < endDate),
      )
      .map(({ postId }) => posts.get(postId)!);
  }

  /** The post of this wording: one that the speaker held that day, else one of the register, else learned. */
  function postTitled(title: string, lang: Lang, held: readonly Post[]): Post | null {
    const key = keyOf(title, lang);
    if (!key) return null;
    const own = held.find((post) => post.title[lang] && keyOf(post.title[lang], lang) === key);
    if (own) return own;
    const known = byTitle.get(`${lang} ${key}`);
    if (known) return known;
    const portfolio = portfolioOf(title, lang);
    const id = `t-${slug(title)}`;
    // `président` and `President` fold alike: one post with a wording in each language.
    const post: Post = posts.get(id) ?? { id, title: {}, portfolio: {}, jurisdiction: null };
    post.title = { ...post.title, [lang]: post.title[lang] ?? title };
    if (portfolio) post.portfolio = { ...post.portfolio, [lang]: post.portfolio[lang] ?? portfolio };
    posts.set(id, post);
    addTitle(title, lang, post);
    return post;
  }

  function addName(name: string, person: Person) {
    const key = nameKey(name);
    if (!byName.has(key)) byName.set(key, new Set());
    byName.get(key)!.add(person);
  }

  function addTitle(title: string, lang: Lang, post: Post) {
    const key = `${lang} ${keyOf(title, lang)}`;
    if (!byTitle.has(key)) byTitle.set(key, post);
  }
}

const nameKey = (name: string): string => (fold(withoutRank(name)).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** `General Jane Roe` and `Jane Roe` are one person: a rank changes, and is printed or not. */
function withoutRank(name: string): string {
  const words = name.split(' ');
  const first = words.findIndex(
    (word) =>
      !fold(word)
        .split('-')
        .every((part) => RANKS.has(part)),
  );
  return words.length - first >= 2 ? words.slice(first).join(' ') : name;
}
const RANKS = new Set(LANGS.flatMap((lang) => [...languages[lang].uniformedRanks, 'vice']));

const slug = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-').slice(0, 80);
