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
export function sortKey(name: string): string {
  let key = sortKeys.get(name);
  if (key === undefined) {
    if (sortKeys.size >= MOST_KEYS) sortKeys.clear();
    key = fold(name);
    sortKeys.set(name, key);
  }
  return key;
}
/** The same names are sorted with every search. */
const sortKeys = new Map<string, string>();
const MOST_KEYS = 100_000;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether every word of `query` begins a word of the name; case, accents and punctuation do not count. */
export function createNameTest(query: string): (name: string) => boolean {
  const wanted = wordsOf(query);
  return (name) => {
    const words = wordsOf(name);
    return wanted.every((prefix) => words.some((word) => word.startsWith(prefix)));
  };
}

const WORD = /[\p{L}\p{N}]+/gu;
const wordsOf = (text: string): string[] => fold(text).match(WORD) ?? [];
