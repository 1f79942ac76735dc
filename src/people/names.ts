/** Names of people as keys: what of a name tells one person from another, and which printed forms may be one name. */
import { distance } from 'fastest-levenshtein';
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../util/fold.ts';

/** The words of a name, folded, without courtesies and ranks: `L’hon. Joël St-Roe` -> `joel`, `st`, `roe`. */
export function nameWords(name: string): string[] {
  const folded = fold(name).trim();
  // `L’honorable`, but not the initial of `L. Roe`.
  const elided = ELIDED_COURTESIES.find((courtesy) => folded.startsWith(courtesy)) ?? '';
  const words = folded.slice(elided.length).match(/[\p{L}\p{N}]+/gu) ?? [];
  const first = words.findIndex((word) => !COURTESIES.has(word) && !RANKS.has(word));
  return first === -1 ? words : words.slice(first);
}

/**
 * Whether a printed name can be that of a person nobody knows. Governments, boards and studies say things too (`the
 * Government of Outremarais`, `l’évaluation du pont`), but are no people: behind articles, particles and courtesies they
 * begin in lower case or with the noun of a body, or they end with it after two words more (`Aurelia River First Nation`),
 * or are an acronym.
 */
export function mayBePerson(name: string): boolean {
  const words = name.trim().match(WORDS) ?? [];
  if (words.length === 0 || ACRONYM.test(name.trim())) return false;
  const last = fold(words.at(-1)!);
  if (name.trim().split(/\s+/).length > 2 && BODIES.has(last)) return false;
  const own = words.find((word) => !PARTICLES.has(fold(word)) && !COURTESIES.has(fold(word))) ?? words[0]!;
  return !BODIES.has(fold(own)) && !IN_LOWER_CASE.test(own);
}

/** By this two prints of one name are equal: case, accents, hyphens, apostrophes and courtesies do not count. */
export const nameKey = (words: readonly string[]): string => words.join('');

/** Without the initials between the first word and the last (`Harry S. Roe` -> `harryroe`). */
export const keyWithoutInitials = (words: readonly string[]): string =>
  words.filter((word, i) => word.length > 1 || i === 0 || i === words.length - 1).join('');

/** `General Jane Roe` and `Jane Roe` are one person: a rank changes, and is printed or not. */
export function withoutRank(name: string): string {
  const words = name.split(/\s+/);
  const first = words.findIndex(
    (word) =>
      !fold(word)
        .split('-')
        .every((part) => RANKS.has(part)),
  );
  return (words.length - first >= 2 ? words.slice(first) : words).join(' ');
}

/**
 * Whether `printed` may be a form of the name `known`: a given name shortened (`J. Roe`, `Jan Roe`), the surname alone, one
 * surname of two or one more. Never proof by itself: the post has to agree.
 */
export function mayBeForm(printed: readonly string[], known: readonly string[]): boolean {
  if (printed.length === 0 || known.length < 2) return false;
  const surname = known.at(-1)!;
  if (printed.length === 1) return printed[0] === surname;
  const [short, long] = printed.length < known.length ? [printed, known] : [known, printed];
  const [given, other] = short[0]!.length < long[0]!.length ? [short[0]!, long[0]!] : [long[0]!, short[0]!];
  // `J.` and `Jan` for `Janet`; of `Ja` nothing is known.
  const isShortened = other.startsWith(given) && given.length !== 2;
  if (given !== other && !isShortened) return false;
  // Whatever else the shorter has, the longer has too, in its order.
  let at = 1;
  return short.slice(1).every((word) => {
    while (at < long.length && !sameWord(word, long[at]!)) at += 1;
    at += 1;
    return at <= long.length;
  });
}

const sameWord = (a: string, b: string): boolean => a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);

/** Whether one is most likely a misprint of the other: long names, of which a letter or two differ. */
export function looksMisprinted(printed: string, known: string): boolean {
  const length = Math.min(printed.length, known.length);
  if (length < 8 || Math.abs(printed.length - known.length) > 2) return false;
  return distance(printed, known) <= 2;
}

/** The same of two prints at one quotation, where a word in common is enough. */
export function looksMisprintedThere(printed: readonly string[], other: readonly string[]): boolean {
  return printed.some((word) => other.includes(word)) && distance(nameKey(printed), nameKey(other)) <= 2;
}

export const slug = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-').slice(0, 80);

/** A particle or article keeps its apostrophe (`d’`). */
const WORDS = /[\p{L}\p{N}]+['’]?/gu;
const ACRONYM = /^\p{Lu}{2,}$/u;
/** Not in writings without case. */
const IN_LOWER_CASE = /^\p{Ll}/u;
const BODIES: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].bodies]));
const PARTICLES: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].nameParticles]));
const COURTESIES: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].honorifics.keys()]));
const ELIDED_COURTESIES: readonly string[] = [...COURTESIES].filter((courtesy) => courtesy.endsWith("'"));
const RANKS: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].uniformedRanks, 'vice']));
