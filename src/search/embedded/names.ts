/** What people, posts and languages are called, and finding them by the beginnings of their words. */
import type { Lang, Person, Post } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import { fold } from '../../text.ts';
import type { Gradual } from '../once.ts';

/** The title in that language, or in any that has one; null when none has. */
export function titleOf({ title }: Pick<Post, 'title'>, displayLang: Lang | null): string | null {
  const inOrder = displayLang ? [displayLang, ...LANGS] : LANGS;
  for (const lang of inOrder) if (title[lang]) return title[lang];
  return null;
}

/** `fr` -> `français`, or its name in the language of the reader. */
export function languageName(lang: string, displayLang: Lang | null): string {
  const display = displayLang ?? lang;
  const key = `${display} ${lang}`;
  let name = languageNames.get(key);
  if (name === undefined) {
    name = new Intl.DisplayNames([display], { type: 'language' }).of(lang) ?? lang;
    languageNames.set(key, name);
  }
  return name;
}
const languageNames = new Map<string, string>();

/** All by which one is found. */
export const namesOfPerson = ({ name, otherNames }: Person): string[] => [name, ...otherNames];
export const namesOfPost = ({ title, portfolio, otherTitles }: Post): string[] =>
  LANGS.flatMap((lang) => [title[lang], portfolio[lang], ...(otherTitles?.[lang] ?? [])]).filter(
    (name) => name !== undefined,
  );
export const namesOfLanguage = (lang: string): string[] => [
  lang,
  ...LANGS.map((display) => languageName(lang, display)),
];

/** The highest count first, then by name (its `sortKey`, so that accents do not matter), then by id. */
export function mostFirst(a: Listed, b: Listed): number {
  return b.count - a.count || byName(a.key, a.id, b.key, b.id);
}
export const byName = (keyA: string, idA: string, keyB: string, idB: string): number =>
  compare(keyA, keyB) || compare(idA, idB);
export type Listed = { id: string; key: string; count: number };
export const sortKey = (name: string): string => folded(name).key;

/** Whether every word of `query` begins a word of the name; case, accents and punctuation do not count. */
export function createNameTest(query: string): (name: string) => boolean {
  const { words: wanted } = foldName(query);
  return (name) => wanted.every((prefix) => folded(name).words.some((word) => word.startsWith(prefix)));
}

/** Finds things by the beginnings of the words of their names without looking at all of them. */
export type NameIndex<Entry> = {
  /** Those of which a name has, for every word of `query`, a word that begins with it; in the order they were given. */
  find(query: string): Entry[];
};

/** Made in steps of some milliseconds. */
export function* createNameIndex<Entry>(
  entries: readonly Entry[],
  namesOf: (entry: Entry) => readonly string[],
): Gradual<NameIndex<Entry>> {
  const words: { word: string; at: number }[] = [];
  for (const [at, entry] of entries.entries()) {
    for (const name of namesOf(entry)) for (const word of folded(name).words) words.push({ word, at });
    if (at % STEP === STEP - 1) yield null;
  }
  words.sort((a, b) => compare(a.word, b.word));
  yield null;
  return {
    find(query: string): Entry[] {
      // The longest word is begun by the fewest.
      const [wanted, ...more] = foldName(query).words.toSorted((a, b) => b.length - a.length);
      if (wanted === undefined) return [];
      const matches = createNameTest(query);
      const found = new Set<number>();
      for (let i = firstFrom(words, wanted); words[i]?.word.startsWith(wanted); i += 1) found.add(words[i]!.at);
      const all = Uint32Array.from(found).sort();
      const entriesFound = Array.from(all, (at) => entries[at]!);
      return more.length === 0 ? entriesFound : entriesFound.filter((entry) => namesOf(entry).some(matches));
    },
  };
}
const STEP = 1024;

/** The first word, in ascending order, that does not come before `wanted`. */
function firstFrom(words: readonly { word: string }[], wanted: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle]!.word < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type FoldedName = { key: string; words: readonly string[] };

/** The same names are sorted and tested with every search. */
function folded(name: string): FoldedName {
  let known = foldedNames.get(name);
  if (!known) {
    if (foldedNames.size >= MOST_NAMES) foldedNames.clear();
    known = foldName(name);
    foldedNames.set(name, known);
  }
  return known;
}
const foldedNames = new Map<string, FoldedName>();
const MOST_NAMES = 100_000;

function foldName(name: string): FoldedName {
  const key = fold(name);
  return { key, words: key.match(WORD) ?? [] };
}
const WORD = /[\p{L}\p{N}]+/gu;
