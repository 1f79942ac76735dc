/**
 * Words and signs with their places: what the rules of extraction read. One definition for both languages: elided
 * clitics (`l’`), inverted pronouns (`a-t-elle`) and the English genitive (`’s`) are tokens of their own.
 */
import type { Lang, Span } from '../../domain.ts';
import { LANGS, languages } from '../../lang/index.ts';
import { foldWord } from '../../util/fold.ts';

export type Token = Span & {
  text: string;
  /** Folded: lower case, no accents, straight apostrophe. */
  folded: string;
  kind: 'word' | 'sign' | 'break';
  /** Begins with a capital. */
  capital: boolean;
};

/** Tokens of `text` from `start` to `end`, in linear time; line feeds are `break` tokens. */
export function tokenise(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  for (let at = start; at < end; ) {
    const kind = classAt(text, at);
    let stop = at + 1;
    if (kind === PLAIN || kind === LETTER) {
      while (stop < end && classAt(text, stop) === PLAIN) stop += 1;
      const plain = kind === PLAIN ? stop : at;
      while (stop < end && classAt(text, stop) >= PLAIN) stop += 1;
      // `4,260` and `14.2` are numbers: their commas part no clauses.
      while (stop + 1 < end && NUMBER_MARKS.includes(text[stop]!) && betweenDigits(text, stop)) {
        stop += 2;
        while (stop < end && classAt(text, stop) >= PLAIN) stop += 1;
      }
      const run = stop;
      // Single joiners between letters; an apostrophe also at the end (`l’`, `workers’`).
      while (stop < end && JOINERS.includes(text[stop]!) && beginsWord(classAt(text, stop + 1))) {
        stop += 2;
        while (stop < end && classAt(text, stop) >= PLAIN) stop += 1;
      }
      if (stop < end && APOSTROPHES.includes(text[stop]!)) stop += 1;
      const word = text.slice(at, stop);
      if (stop === at + 1 && strayApostrophe(text, stop)) {
        stop = Math.min(end, stop + 2);
        tokens.push({ ...wordToken(text.slice(at, stop), at), folded: `${foldWord(word)}'` });
      } else if (stop !== run) splitWord(word, at, tokens);
      else if (stop === plain)
        tokens.push({ start: at, end: stop, text: word, folded: word, kind: 'word', capital: false });
      else tokens.push(wordToken(word, at));
    } else if (kind !== SPACE || text[at] === '\n') {
      if (DOUBLE.has(text.slice(at, at + 2)) || isPair(text, at)) stop = Math.min(end, at + 2);
      const sign = text.slice(at, stop);
      tokens.push({
        start: at,
        end: stop,
        text: sign,
        folded: sign,
        kind: sign === '\n' ? 'break' : 'sign',
        capital: false,
      });
    }
    at = stop;
  }
  return tokens;
}

/** Content systems set `L ’ honorable`: an apostrophe that lost its place between an elided article and its word. */
const strayApostrophe = (text: string, at: number): boolean =>
  text[at + 1] === '’' &&
  classAt(text, at) === SPACE &&
  classAt(text, at + 2) === SPACE &&
  ELISIONS.has(foldWord(text[at - 1]!)) &&
  beginsWord(classAt(text, at + 3));

const NUMBER_MARKS = ',.';
const betweenDigits = (text: string, at: number): boolean => isDigit(text[at - 1]!) && isDigit(text[at + 1]!);
const isDigit = (character: string): boolean => character >= '0' && character <= '9';

const JOINERS = "-‐‑'’·";
const APOSTROPHES = "'’";
const DOUBLE = new Set(['``', "''", '<<', '>>']);

// Classes of characters, by their code up to the signs of typography; what can stand within a word comes last.
const SPACE = 0;
const SIGN = 1;
/** What folds to itself: small letters of ASCII, digits. */
const PLAIN = 2;
const LETTER = 3;
const COMBINING = 4;
const beginsWord = (kind: number): boolean => kind === PLAIN || kind === LETTER;

const TABLE = 0x2100;
const CLASSES = Uint8Array.from({ length: TABLE }, (_, code) => classOf(String.fromCharCode(code)));

/** The class of the character that the UTF-16 unit at `at` is of, or is half of. */
function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < TABLE) return CLASSES[code]!;
  if (isPair(text, at)) return classOf(text.slice(at, at + 2));
  if (isPair(text, at - 1)) return classOf(text.slice(at - 1, at + 1));
  return at < text.length ? classOf(text[at]!) : SPACE;
}

const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;

function classOf(character: string): number {
  if (/^[a-z0-9]/.test(character)) return PLAIN;
  if (/^[\p{L}\p{N}]/u.test(character)) return LETTER;
  if (/^\p{M}/u.test(character)) return COMBINING;
  return /^\s/.test(character) ? SPACE : SIGN;
}

const ELISIONS = new Set(LANGS.flatMap((lang) => [...languages[lang].elisions]));
const UNSPLIT = new Set(LANGS.flatMap((lang) => [...languages[lang].unsplit].map(foldWord)));
const PRONOUNS = new Set(LANGS.flatMap((lang) => [...languages[lang].invertedPronouns]));
const APOSTROPHE = /['’ʼ]/;
const LONGEST_UNSPLIT = 20;

function splitWord(whole: string, start: number, out: Token[]): void {
  let word = whole;
  let at = start;
  // Clitics in front, however many: `l'`, `jusqu'`.
  for (;;) {
    const apostrophe = word.search(APOSTROPHE);
    if (apostrophe <= 0 || (word.length <= LONGEST_UNSPLIT && UNSPLIT.has(foldWord(word)))) break;
    const head = word.slice(0, apostrophe);
    const tail = word.slice(apostrophe + 1);
    if (ELISIONS.has(foldWord(head)) && (tail || head.length <= 2)) {
      out.push(wordToken(word.slice(0, apostrophe + 1), at));
      if (!tail) return;
      word = tail;
      at += apostrophe + 1;
      continue;
    }
    if (tail === 's' || tail === 'S' || tail === '') {
      out.push(wordToken(head, at));
      out.push({ ...wordToken(word.slice(apostrophe), at + apostrophe), kind: 'sign', capital: false });
      return;
    }
    break;
  }
  const hyphen = word.lastIndexOf('-');
  if (hyphen > 0 && PRONOUNS.has(word.slice(hyphen + 1))) {
    const verb = word.slice(0, hyphen).replace(/-t$/, '');
    out.push(wordToken(verb, at), wordToken(word.slice(hyphen + 1), at + hyphen + 1));
    return;
  }
  out.push(wordToken(word, at));
}

function wordToken(text: string, start: number): Token {
  const folded = foldWord(text);
  // What folds to itself has no capital, and most words do.
  return {
    start,
    end: start + text.length,
    text,
    folded,
    kind: 'word',
    capital: folded !== text && CAPITAL.test(text),
  };
}
const CAPITAL = /^\p{Lu}/u;

/** Whether the full stop, question or exclamation mark at `index` ends a sentence. */
export function endsSentence(tokens: readonly Token[], index: number, lang: Lang): boolean {
  const token = tokens[index]!;
  if (token.kind === 'break') return true;
  if (!'.!?…'.includes(token.text)) return false;
  const next = tokens[index + 1];
  if (!next || next.kind === 'break') return true;
  if (next.start === token.end && !CLOSING.has(next.text)) return false;
  if (token.text !== '.') return next.kind === 'sign' || next.capital;
  const before = tokens[index - 1];
  if (before && before.end === token.start && before.kind === 'word') {
    const { honorifics, months } = languages[lang];
    if (before.capital && before.text.length === 1) return false;
    if (honorifics.has(before.folded) && before.text.length <= 4) return false;
    if (ABBREVIATIONS.has(before.folded)) return false;
    if (months.has(before.folded) && before.text.length <= 5 && !next.capital) return false;
  }
  return next.kind === 'sign' || next.capital || /^\p{N}/u.test(next.text);
}

const CLOSING = new Set(['"', '”', '»', '’', "'", "''", '>>', ')', ']', '.', '…']);
const ABBREVIATIONS = new Set(LANGS.flatMap((lang) => [...languages[lang].abbreviations]));

/** The index of the first token at or behind a place in the text. */
export function firstAt(tokens: readonly Token[], position: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
