/**
 * Words and signs with their places: what the rules of extraction read. One definition for both languages: elided
 * clitics (`l’`), inverted pronouns (`a-t-elle`) and the English genitive (`’s`) are tokens of their own.
 */
import type { Lang, Span } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { foldWord } from '../text.ts';

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
  WORD_OR_SIGN.lastIndex = start;
  for (let match = WORD_OR_SIGN.exec(text); match && match.index < end; match = WORD_OR_SIGN.exec(text)) {
    const at = match.index;
    const found = match[0];
    if (found === '\n')
      tokens.push({ start: at, end: at + 1, text: found, folded: found, kind: 'break', capital: false });
    else if (match[1]) splitWord(found, at, tokens);
    else tokens.push({ start: at, end: at + found.length, text: found, folded: found, kind: 'sign', capital: false });
  }
  return tokens;
}

// A word: letters, digits, marks; single joiners inside it. Separators and word characters are disjoint, so that the
// repeat is linear.
const WORD_OR_SIGN =
  /([\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑'’ʼ·][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*['’]?)|\n|``|''|<<|>>|\p{Extended_Pictographic}|[^\s]/gu;

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

const wordToken = (text: string, start: number): Token => ({
  start,
  end: start + text.length,
  text,
  folded: foldWord(text),
  kind: 'word',
  capital: CAPITAL.test(text),
});
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
