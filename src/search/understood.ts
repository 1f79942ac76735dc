/** How a query was understood, in words that a reader can check. Pure. */
import type { Understood } from './port.ts';
import type { Matcher, Query } from './query.ts';
import type { Translation } from './translation.ts';

/**
 * `corrections` and `translations`: those by which the closest hits were looked for, none where full matches were
 * enough.
 */
export function understoodOf(
  query: Query,
  corrections: readonly { from: string; to: string }[],
  translations: readonly Translation[],
): Understood {
  const alone = query.clauses.flatMap((clause) => (clause.length === 1 ? clause : []));
  const named = (field: 'speaker' | 'office') =>
    alone.flatMap((matcher) => (matcher.kind === 'named' && matcher.field === field ? [wordsOf(matcher)] : []));
  return {
    words: alone.flatMap((matcher) => (matcher.kind === 'word' ? [matcher.surface] : [])),
    phrases: alone.flatMap((matcher) => (matcher.kind === 'phrase' ? [wordsOf(matcher)] : [])),
    alternatives: query.clauses.filter(({ length }) => length > 1).map((clause) => clause.map(asTyped)),
    excluded: query.excluded.map(asTyped),
    speakers: named('speaker'),
    posts: named('office'),
    langs: [...query.langs],
    kinds: [...query.kinds],
    from: query.from === null ? null : dateOf(query.from),
    to: query.to === null ? null : dateOf(query.to),
    passedOver: query.optional.map(({ surface }) => surface),
    unread: query.unread.map(({ start, end }) => query.text.slice(start, end)),
    language: query.language,
    corrections: corrections.map(({ from, to }) => ({ from, to })),
    translations: byWords(translations),
  };
}

const wordsOf = (matcher: Exclude<Matcher, { kind: 'word' }>): string =>
  matcher.words.map(({ surface }) => surface).join(' ');

function asTyped(matcher: Matcher): string {
  if (matcher.kind === 'word') return matcher.surface;
  const words = wordsOf(matcher);
  if (matcher.kind === 'phrase') return `"${words}"`;
  return `${matcher.field === 'speaker' ? 'speaker' : 'post'}:${words.includes(' ') ? `"${words}"` : words}`;
}

/** 20201000 and 20201099 are the first and last day of `2020-10`. */
function dateOf(day: number): string {
  const digits = String(day).padStart(8, '0');
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
    .filter((part) => part !== '00' && part !== '99')
    .join('-');
}

function byWords(translations: readonly Translation[]): Understood['translations'] {
  const found = new Map<string, Understood['translations'][number]>();
  for (const { words, to, text } of translations) {
    const from = words.map(({ surface }) => surface).join(' ');
    const key = `${to} ${from}`;
    const same = found.get(key) ?? { from, lang: to, to: [] };
    found.set(key, same);
    if (!same.to.includes(text)) same.to.push(text);
  }
  return [...found.values()];
}
