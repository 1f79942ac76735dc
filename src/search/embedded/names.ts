/** What people, posts and languages are called, and finding them by the beginnings of their words. */
import type { Lang, Post } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import { fold } from '../../text.ts';

/** The title in that language, or in any that has one; null when none has. */
export function titleOf({ title }: Pick<Post, 'title'>, displayLang: Lang | null): string | null {
  const inOrder = displayLang ? [displayLang, ...LANGS] : LANGS;
  for (const lang of inOrder) if (title[lang]) return title[lang];
  return null;
}

/** `fr` -> `français`, or its name in the language of the reader. */
export function languageName(lang: string, displayLang: Lang | null): string {
  const display = displayLang ?? lang;
  let names = languageNames.get(display);
  if (!names) {
    names = new Intl.DisplayNames([display], { type: 'language' });
    languageNames.set(display, names);
  }
  return names.of(lang) ?? lang;
}
const languageNames = new Map<string, Intl.DisplayNames>();

/** The highest count first, then by name (its `sortKey`, so that accents do not matter), then by id. */
export function mostFirst(a: Listed, b: Listed): number {
  return b.count - a.count || compare(a.key, b.key) || compare(a.id, b.id);
}
export type Listed = { id: string; key: string; count: number };
export const sortKey = (name: string): string => folded(name).key;

/** Whether every word of `query` begins a word of the name; case, accents and punctuation do not count. */
export function createNameTest(query: string): (name: string) => boolean {
  const { words: wanted } = foldName(query);
  return (name) => wanted.every((prefix) => folded(name).words.some((word) => word.startsWith(prefix)));
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
