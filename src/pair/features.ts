/**
 * What pairing needs of a release, small enough to hold a whole collection of it: what translation leaves alone or
 * nearly so. Numbers, names and cognates become keys; a key that only one language uses joins nothing.
 */
import type { Lang, RecordedRelease } from '../domain.ts';
import { fold } from '../util/fold.ts';
import { contentWords } from './words.ts';

export type Features = {
  id: string;
  url: string | null;
  lang: Lang;
  /** ISO day of issue, null when unknown. */
  day: string | null;
  /** Addresses of its versions in other languages. */
  alternates: readonly string[];
  /** Numbers that releases are known by (`18-006`). */
  references: readonly string[];
  keys: Keys;
  /** Of the numbers among the keys. */
  numbers: Keys;
  quotations: readonly QuotationFeatures[];
};

export type QuotationFeatures = {
  id: string;
  lang: Lang;
  /** The words of each name, folded; empty where nobody is named. */
  speakers: readonly (readonly string[])[];
  /** In characters. */
  length: number;
  keys: Keys;
  /** Its content words, stemmed, in order, as hashes that differ between languages. */
  words: Uint32Array;
};

/** Ascending hashes of 32 bits, each once. */
export type Keys = Uint32Array;

export function featuresOf({ release, alternates, quotations }: RecordedRelease): Features {
  const direct = quotations.filter(({ quotation }) => quotation.kind !== 'indirect');
  const text = `${release.headline ?? ''} ${release.text}`;
  return {
    id: release.id,
    url: release.url,
    lang: release.lang,
    day: release.issuedOn,
    alternates: versionsIn(alternates),
    references: referencesIn(release.text),
    keys: keysOf(text),
    numbers: numberKeysOf(text),
    quotations: direct.map(({ quotation, attribution }) => ({
      id: quotation.id,
      lang: quotation.lang,
      speakers: attribution.names.map((name) => fold(name).match(WORDS) ?? []),
      length: quotation.text.length,
      keys: keysOf(quotation.text),
      words: wordsOf(quotation.text, quotation.lang),
    })),
  };
}

/** Addresses; none where there are many: that page lists others' versions, or every page of its site. */
function versionsIn(alternates: RecordedRelease['alternates']): string[] {
  const urls = new Set(alternates.map(({ url }) => url));
  return urls.size <= MOST_ALTERNATES ? [...urls] : [];
}
/** Versions in two languages, each for several countries, with and without a default. */
const MOST_ALTERNATES = 16;

/** Hashes of the numbers of a text and of the first letters of its longer words, which names and cognates share. */
export function keysOf(text: string): Keys {
  const keys = new Set<number>(numberKeysOf(text));
  for (const [word] of fold(text).matchAll(WORDS)) {
    if (word.length >= SHORTEST && !/\d/.test(word)) keys.add(hash(word.slice(0, STEM)));
  }
  return Uint32Array.from(keys).sort();
}

/** Hashes of the numbers of a text, but for single digits, which every text has. */
export const numberKeysOf = (text: string): Keys =>
  Uint32Array.from(
    [...numbersIn(text)].filter((number) => number.length > 1),
    hash,
  ).sort();

export const wordsOf = (text: string, lang: Lang): Uint32Array =>
  Uint32Array.from(contentWords(text, lang), ({ stem }) => hashOfWord(stem, lang));

/** What stands for a stemmed word in `QuotationFeatures.words`. */
export const hashOfWord = (stem: string, lang: Lang): number => hash(`${lang} ${stem}`);

/** How many both have. */
export function sharedBy(a: Keys, b: Keys): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared;
}

const WORDS = /[\p{L}\p{N}]+/gu;
/** In letters: shorter words are seldom names, and cognates agree in about their first five. */
const SHORTEST = 4;
const STEM = 5;

/** Digits only, so that `820 000 $`, `$820,000` and `14,2` / `14.2` meet. */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [number] of text.matchAll(/\d+(?:[ \u00a0\u202f,.]\d+)*/g)) found.add(number.replace(/\D/g, ''));
  return found;
}

/**
 * `18-006`, `2021-0412`: numbers with a hyphen between, but for days, telephones (`555-0123`: nine in ten of all, and
 * shared by what one office issues) and spans of years. None where there are many: that is a list of other things.
 */
function referencesIn(text: string): string[] {
  const found = new Set<string>();
  for (const [reference, one, other] of text.matchAll(/(?<!-)\b(\d{2,4})-(\d{2,5})\b(?!-\d)/g)) {
    if (!(one!.length === 3 && other!.length === 4) && !areYears(one!, other!)) found.add(reference);
  }
  return found.size <= MOST_REFERENCES ? [...found] : [];
}

const MOST_REFERENCES = 16;

/** `2019-2020`, `2019-20`. */
function areYears(one: string, other: string): boolean {
  if (!YEAR.test(one)) return false;
  return YEAR.test(other) || (other.length === 2 && Number(other) === (Number(one) + 1) % 100);
}
const YEAR = /^(?:19|20)\d\d$/;

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
