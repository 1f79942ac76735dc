/**
 * What a word is, for indexing, queries and highlighting alike: text -> tokens with their places, token -> index terms.
 * Pure. It finds words in the same way in every language (a query does not say its language, and each language's texts
 * hold words of the others); only the terms of a token depend on the language it is read in.
 */
import type { Lang, Span } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { fold, lower } from '../util/fold.ts';

export type Token = Span & {
  /** Lower case, accents kept, apostrophes and hyphens straight; numbers without group separators, with a point. */
  surface: string;
  /** Only the letters and digits of it, without accents: `mieux-être` -> `mieuxetre`. Numbers keep their point. */
  folded: string;
  /**
   * 0 for a word. For a hyphenated compound as a whole: of how many parts, which are the tokens right before this one;
   * it stands at the position of the last of them and is not counted as a word of the text.
   */
  parts: number;
};

/**
 * The words of a text, in order, in linear time.
 *
 * - elided clitics and the English genitive are tokens of their own: `l’office` -> `l`, `office`;
 * - compounds are found by part and whole: `mieux-être` -> `mieux`, `être`, `mieux-être`;
 * - inclusive writing is reduced to its base word: `citoyen·ne·s`, `étudiant(e)s`, `élu.e.s` -> `citoyen`, `étudiant`,
 *   `élu`;
 * - groups of digits are one number: `820 000`, `820,000`, `820 000,00` -> `820000`; `14,2` -> `14.2`;
 * - acronyms lose their points: `O.N.U.` -> `onu`.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (let word = runFrom(text, at); word; word = runFrom(text, at)) {
    at = readNumber(text, word.start, tokens) ?? readAcronym(text, word.start, tokens) ?? readWord(text, word, tokens);
  }
  return tokens;
}

/**
 * The terms a word is indexed and looked up under. In a language: its stem, then folded, and the same of the folded
 * word where that differs, so that a query without accents meets it. With `lang` null (names): the folded word. Terms
 * of different languages never meet: they carry their language.
 */
export function termsOf(surface: string, lang: Lang | null): readonly string[] {
  const known = knownTerms.get(lang)!;
  let terms = known.get(surface);
  if (!terms) {
    if (known.size >= KNOWN_WORDS) known.clear();
    terms = makeTerms(surface, lang);
    known.set(surface, terms);
  }
  return terms;
}

/**
 * The terms that find a word whatever language it was written in. Every word that folds to the same letters is indexed
 * under one of them, so they also serve to look up a folded word.
 */
export function allTermsOf(surface: string): readonly string[] {
  return [...termsOf(surface, null), ...LANGS.flatMap((lang) => termsOf(surface, lang))];
}

/** `Mieux-Être` -> `mieuxetre`; what `Token.folded` holds. */
export function foldWord(surface: string): string {
  const folded = fold(surface);
  return PLAIN_WORD.test(folded) ? folded : folded.replace(NOT_OF_A_WORD, '') || surface;
}

/** Whether a word is nothing but what stands before or after an apostrophe: `l`, `qu`, the `s` of the genitive. */
export const isClitic = (token: Token): boolean => PROCLITICS.has(token.folded) || ENCLITICS.has(token.folded);

// ---------------------------------------------------------------------------------------------------------- reading

/** Longer words are cut, so that no term can be of any length. */
const LONGEST_WORD = 64;
/** Compounds of more parts are found by part only. */
const MOST_PARTS = 6;

const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu;
const RUN_HERE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/uy;
const NUMBER =
  /(?:([1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+)(?!\d)(?:[.,](\d+))?|([1-9]\d{0,2}(?:,\d{3})+)(?!\d)(?:\.(\d+))?|(\d+)[.,](\d+))(?![\p{L}\p{N}])/uy;
const ACRONYM = /\p{L}(?:\.\p{L}(?![\p{L}\p{N}\p{M}]))+/uy;
const INCLUSIVE_ENDINGS = LANGS.flatMap((lang) => [...languages[lang].inclusiveEndings]).join('|');
const INCLUSIVE = new RegExp(
  String.raw`(?:[·•‧⋅]\p{L}+)+|\(-?\p{L}{1,6}\)\p{L}{0,3}(?!\p{L})|(?:\.(?:${INCLUSIVE_ENDINGS})(?![\p{L}\p{N}]))+`,
  'uy',
);

const APOSTROPHES = "'’ʼ‘´";
const HYPHENS = '-‐‑';
const PROCLITICS: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].elisions]));
/** The genitive and what contractions leave after the apostrophe. */
const ENCLITICS: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].enclitics]));
const UNSPLIT: ReadonlySet<string> = new Set(LANGS.flatMap((lang) => [...languages[lang].unsplit].map(fold)));

/** `820 000`, `820,000.50`, `14,2`; plain digits are left to `readWord`. Answers where it ends. */
function readNumber(text: string, start: number, out: Token[]): number | null {
  NUMBER.lastIndex = start;
  const match = NUMBER.exec(text);
  if (!match) return null;
  const digits = (match[1] ?? match[3] ?? match[5]!).replace(NOT_DIGIT, '');
  const given = match[2] ?? match[4] ?? match[6];
  const decimals = given === NO_CENTS ? undefined : given;
  const number = (decimals === undefined ? digits : `${digits}.${decimals}`).slice(0, LONGEST_WORD);
  const end = start + match[0].length;
  out.push({ start, end, surface: number, folded: number, parts: 0 });
  return end;
}
const NOT_DIGIT = /\D+/g;
/** `820 000,00 $` is `820 000 $`. */
const NO_CENTS = '00';

function readAcronym(text: string, start: number, out: Token[]): number | null {
  const printed = matchAt(ACRONYM, text, start);
  if (printed === null) return null;
  const end = start + printed.length;
  out.push(token(start, end, printed.replace(POINTS, '')));
  return end;
}
const POINTS = /\./g;

/** A word, a compound, or a clitic that leans on the next word. Answers where to read on. */
function readWord(text: string, first: Span, out: Token[]): number {
  const parts = [first];
  let end = first.end;
  for (let next = joined(text, end); next; next = joined(text, end)) {
    if (APOSTROPHES.includes(text[end]!)) {
      const head = text.slice(first.start, end);
      if (parts.length === 1 && UNSPLIT.has(fold(lower(text.slice(first.start, next.end))))) {
        out.push(token(first.start, next.end, text.slice(first.start, next.end)));
        return next.end;
      }
      if (parts.length === 1 && PROCLITICS.has(fold(head))) {
        out.push(token(first.start, end, head));
        return next.start;
      }
    }
    parts.push(next);
    end = next.end;
  }
  const last = parts.at(-1)!;
  const enclitic =
    parts.length > 1 &&
    APOSTROPHES.includes(text[last.start - 1]!) &&
    ENCLITICS.has(fold(text.slice(last.start, last.end)));
  if (enclitic) parts.pop();
  const base = parts.at(-1)!;
  const inclusive = enclitic ? null : matchAt(INCLUSIVE, text, end);
  if (inclusive !== null) end += inclusive.length;
  for (const part of parts) {
    const partEnd = part === base && inclusive !== null ? end : part.end;
    out.push(token(part.start, partEnd, text.slice(part.start, part.end)));
  }
  if (parts.length > 1 && parts.length <= MOST_PARTS) {
    const whole = token(first.start, enclitic ? base.end : end, text.slice(first.start, base.end));
    out.push({ ...whole, parts: parts.length });
  }
  if (enclitic) out.push(token(last.start, last.end, text.slice(last.start, last.end)));
  return end;
}

/** The run of word characters after a joiner at `at`, if there is one. */
function joined(text: string, at: number): Span | null {
  const joiner = text[at];
  if (joiner === undefined || !(APOSTROPHES.includes(joiner) || HYPHENS.includes(joiner))) return null;
  const run = matchAt(RUN_HERE, text, at + 1);
  return run === null ? null : { start: at + 1, end: at + 1 + run.length };
}

function runFrom(text: string, at: number): Span | null {
  RUN.lastIndex = at;
  const match = RUN.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

function matchAt(sticky: RegExp, text: string, at: number): string | null {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0] ?? null;
}

function token(start: number, end: number, printed: string): Token {
  const cut = printed.length > LONGEST_WORD ? printed.slice(0, LONGEST_WORD) : printed;
  const low = lower(cut);
  const surface = ASCII.test(low) ? low : low.replace(INVISIBLE, '').replace(OTHER_HYPHENS, '-');
  return { start, end, surface, folded: foldWord(surface), parts: 0 };
}
const ASCII = /^[\x21-\x7e]*$/;
const INVISIBLE = /\p{Cf}+/gu;
const OTHER_HYPHENS = /[‐‑]/g;

// ------------------------------------------------------------------------------------------------------------ terms

/** Stemming is slow, and words come again and again: so many are remembered of each language. */
const KNOWN_WORDS = 200_000;
const knownTerms = new Map<Lang | null, Map<string, readonly string[]>>(
  [null, ...LANGS].map((lang) => [lang, new Map()]),
);

const PLAIN_WORD = /^[a-z0-9.]*$/;
const NOT_OF_A_WORD = /[^\p{L}\p{N}.]+/gu;
const INNER_SIGNS = /['-]+/g;
const DIGIT = /\p{N}/u;

function makeTerms(surface: string, lang: Lang | null): readonly string[] {
  const folded = foldWord(surface);
  if (lang === null) return [`:${folded}`];
  if (DIGIT.test(folded)) return [`${lang}:${folded}`];
  const { stem } = languages[lang];
  const ofSurface = foldWord(stem(surface.replace(INNER_SIGNS, ''))) || folded;
  const ofFolded = foldWord(stem(folded)) || folded;
  return ofSurface === ofFolded ? [`${lang}:${ofSurface}`] : [`${lang}:${ofSurface}`, `${lang}:${ofFolded}`];
}
