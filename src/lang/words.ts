/** How the language tables are written down: words separated by white space. */

export const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** `f: a b` / `m: c` lines -> word to gender; `-` is a word that tells none. */
export function gendered(lists: { f?: string; m?: string; any?: string }): ReadonlyMap<string, 'f' | 'm' | null> {
  const map = new Map<string, 'f' | 'm' | null>();
  for (const word of words(lists.any ?? '')) if (word) map.set(word, null);
  for (const word of words(lists.m ?? '')) if (word) map.set(word, 'm');
  for (const word of words(lists.f ?? '')) if (word) map.set(word, 'f');
  return map;
}

/** The same with plurals in -s; `unlike` are words whose plural is another word (`heads` is a verb, too). */
export function withPlurals(
  nouns: ReadonlyMap<string, 'f' | 'm' | null>,
  unlike: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, 'f' | 'm' | null> {
  const all = new Map(nouns);
  for (const [noun, gender] of nouns) if (!/[sxz]$/.test(noun) && !unlike.has(noun)) all.set(`${noun}s`, gender);
  return all;
}

/** Phrases, one a line, to lists of words. */
export const phrases = (list: string): readonly (readonly string[])[] =>
  list
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));

/** `value: word word` lines to word -> value; a word on several lines has the last. */
export function valued<Value>(lines: string, read: (value: string) => Value): ReadonlyMap<string, Value> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [value = '', list = ''] = line.split(': ');
        return list.split(', ').map((word) => [word.trim(), read(value.trim())] as const);
      }),
  );
}

/** `50 0.5` -> the numbers. */
export const numbers = (list: string): readonly number[] => list.split(' ').map(Number);

/** `ceo = chief executive officer`, one a line. */
export const shortForms = (list: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    list
      .trim()
      .split('\n')
      .map((line) => {
        const [short = '', long = ''] = line.split(' = ');
        return [short.trim(), long.trim().split(/\s+/)] as const;
      }),
  );
