/** What the readers of values share: the tokens they read, what a value is, phrases of several words. */
import type { DifferenceKind, Span } from '../../domain.ts';
import type { Quantities } from '../../lang/language.ts';
import { BLANK, type Token } from './tokens.ts';

/**
 * How far a value that the other version lacks is worth a word: not at all (an idiom, a guess), only beside another value
 * that stands in its place, or by itself.
 */
export type Voice = 'silent' | 'beside' | 'alone';

export type Value = Span & {
  kind: DifferenceKind;
  /** Only values of one slot stand for each other: `amount`, `cardinal time/y`, `code covid`. */
  slot: string;
  /** What it is. */
  keys: readonly string[];
  /** What it is in part, or may be: enough to be there when the other version says so. */
  hints: readonly string[];
  voice: Voice;
  /** `dimension/unit` of what is measured. */
  unit: string | null;
  /** As a number; of an amount, in whole units of its currency. */
  size: number;
};

export type Reader = {
  tokens: readonly Token[];
  q: Quantities;
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlyMap<string, number>;
};
export type Read = { values: Value[]; next: number };

export const UNCOUNTED = 'uncounted';
export const PERCENT = 'percent';
/** Words that may stand for a number. */
export const NOUN = 'noun';
/** Counts of thousands and more: money, when the word for it is left out. */
export const LARGE = 'large';
/** Counts of what has no unit. */
export const PLAIN = 'cardinal ';

export const key = (value: number): string => `n${Number(value.toPrecision(9))}`;
export const dayKey = (month: number, day: number): string => `d${month}-${day}`;
export const monthKey = (month: number): string => `m${month}`;

export function value({ tokens }: Reader, from: number, next: number, more: Partial<Value> & { slot: string }): Read {
  const start = tokens[from]!.start;
  const end = tokens[next - 1]!.end;
  const one: Value = { kind: 'number', keys: [], hints: [], voice: 'silent', unit: null, size: 0, start, end, ...more };
  return { values: [one], next };
}

/** One and nought are articles, pronouns and manners of speaking. */
export const voiceOf = (size: number, voice: Voice): Voice => (size <= 1 ? 'silent' : voice);
export const isCurrency = (token: Token | undefined): boolean => token?.sort === 'sign' && /[$€£¥¢]/.test(token.text);
export const isYear = (text: string): boolean => /^(?:1[6-9]|2[01])\d\d$/.test(text);

export const HYPHEN = /^[-\u2010\u2011]$/;
export const tight = (token: Token): boolean => token.gap === '';
const NEAR = new RegExp(`^${BLANK}?$`);
export const near = (token: Token): boolean => NEAR.test(token.gap);
/** Words of one phrase: nothing, a blank, a hyphen, the point of an abbreviation or an elision between. */
const JOINED = new RegExp(`^(?:${BLANK}|[\u2010\u2011'’-]|\\.? ?|\n)$`);
export const joined = (token: Token): boolean => JOINED.test(token.gap);

/** The longest phrase of `phrases` that begins at a token. */
export function phraseAt({ tokens }: Reader, at: number, phrases: Phrases): { phrase: string; next: number } | null {
  // Most words begin none.
  if (at >= tokens.length || !firstWordsOf(phrases).has(tokens[at]!.folded)) return null;
  let found: { phrase: string; next: number } | null = null;
  let phrase = '';
  for (let next = at; next < Math.min(at + LONGEST_PHRASE, tokens.length); ) {
    if (next > at && !joined(tokens[next]!)) break;
    phrase += (phrase && ' ') + tokens[next]!.folded;
    next += 1;
    if (phrases.has(phrase)) found = { phrase, next };
  }
  return found;
}

type Phrases = ReadonlyMap<string, unknown> | ReadonlySet<string>;

function firstWordsOf(phrases: Phrases): ReadonlySet<string> {
  let words = firstWords.get(phrases);
  if (!words) {
    words = new Set(Array.from(phrases.keys(), (phrase) => phrase.split(' ')[0]!));
    firstWords.set(phrases, words);
  }
  return words;
}
const firstWords = new WeakMap<Phrases, ReadonlySet<string>>();

/** In words: `soixante et onze`, `quatre vingt dix sept`. */
const LONGEST_PHRASE = 4;
