/** What people, posts and languages are called, and finding them by the beginnings of their words. */
import { Index } from 'flexsearch';
import type { Lang, Person, Post } from '../../../domain.ts';
import { LANGS } from '../../../lang/index.ts';
import { fold } from '../../../util/fold.ts';
import type { Gradual } from '../../../util/memo.ts';

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

/** FlexSearch keeps every beginning of every word of a name. Made in steps of some milliseconds. */
export function* createNameIndex<Entry>(
  entries: readonly Entry[],
  namesOf: (entry: Entry) => readonly string[],
): Gradual<NameIndex<Entry>> {
  const index = new Index({
    tokenize: 'forward',
    resolution: 1,
    context: false,
    fastupdate: false,
    cache: false,
    encode: (name) => [...folded(name).words],
  });
  /** Of each name the number of its entry. */
  const entryOf: number[] = [];
  for (const [at, entry] of entries.entries()) {
    for (const name of namesOf(entry)) index.add(entryOf.push(at) - 1, name);
    if (at % STEP === STEP - 1) yield null;
  }
  return {
    find(query: string): Entry[] {
      const names = index.search(query, entryOf.length || 1) as number[];
      const found = Uint32Array.from(new Set(names.map((name) => entryOf[name]!))).sort();
      return Array.from(found, (at) => entries[at]!);
    },
  };
}
const STEP = 256;

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
