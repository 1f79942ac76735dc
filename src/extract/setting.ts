/** A passage in marks with its surroundings: what the rules of prose look at. */
import { languages } from '../lang/index.ts';
import { sureLanguage } from './language.ts';
import type { Line } from './lines.ts';
import type { Passage } from './marks.ts';
import { endsSentence, firstAt, type Token } from './tokens.ts';

/** A passage with the tokens of its sentence before and after it. */
export type Setting = {
  passage: Passage;
  line: Line;
  /** Tokens of the first line; `before` … `open` is the sentence up to the opening mark. */
  tokens: readonly Token[];
  before: number;
  open: number;
  /** Tokens of the last line; `close` … `after` is what follows the closing mark in its sentence. */
  tail: readonly Token[];
  tailLine: Line;
  close: number;
  after: number;
  /** Words of the passage. */
  words: readonly Token[];
};

export function settingOf(lines: readonly Line[], passages: readonly Passage[], index: number): Setting {
  const passage = passages[index]!;
  const line = spoken(lines[passage.firstLine]!, passage);
  const tailLine = passage.lastLine === passage.firstLine ? line : spoken(lines[passage.lastLine]!, passage);
  const tokens = line.tokens;
  const tail = tailLine.tokens;
  const open = firstAt(tokens, passage.outer.start);
  const close = firstAt(tail, passage.outer.end);
  const former = passages[index - 1];
  const behind = former?.lastLine === line.index ? former.outer.end : 0;
  const floor = firstAt(tokens, Math.max(behind, line.lead));
  let before = open;
  while (before > floor && !endsSentence(tokens, before - 1, line.lang)) before -= 1;
  const next = passages[index + 1];
  const ceiling = next && next.firstLine === tailLine.index ? firstAt(tail, next.outer.start) : tail.length;
  let after = close;
  while (after < ceiling && !(after > close && endsSentence(tail, after, tailLine.lang))) after += 1;
  const words: Token[] = [];
  for (const piece of passage.pieces) {
    for (let i = passage.firstLine; i <= passage.lastLine; i += 1) {
      const own = lines[i]!.tokens;
      for (let t = firstAt(own, piece.start); t < own.length && own[t]!.end <= piece.end; t += 1)
        if (own[t]!.kind === 'word') words.push(own[t]!);
    }
  }
  return { passage, line, tokens, before, open, tail, tailLine, close, after, words };
}

/** The line in the language of what stands around the marks: the words in them may be in the other one. */
function spoken(line: Line, { outer }: Passage): Line {
  const before = line.text.slice(Math.max(0, outer.start - line.start - NEARBY), Math.max(0, outer.start - line.start));
  const after = line.text.slice(Math.max(0, outer.end - line.start), Math.max(0, outer.end - line.start) + NEARBY);
  const lang = sureLanguage(`${before} ${after}`.replace(MARKED, ' '));
  return lang && lang !== line.lang ? { ...line, lang } : line;
}

const NEARBY = 200;
const MARKED = /[«“"][^«“"»”]*[»”"]/g;

/** Nothing of its sentence stands before the passage but a dash. */
export const standsAlone = ({ tokens, before, open }: Setting): boolean => {
  for (let i = before; i < open; i += 1) if (!IGNORED.has(tokens[i]!.text)) return false;
  return true;
};
const IGNORED = new Set(['-', '–', '—', '―', '•', '*', '(']);

/** Reads as an utterance of its own: begins like a sentence and is long enough, or ends like one. */
export function utters({ words, passage, tailLine, line }: Setting): boolean {
  const start = line.text.slice(passage.pieces[0]!.start - line.start);
  return (
    words.length >= 3 &&
    /^[\p{Lu}\p{N}[(…“‘«]/u.test(start) &&
    (/[.!?…,]/.test(lastCharacter(passage, tailLine)) || words.length >= 8)
  );
}

/** Its last character ends a sentence. */
export const endsWithStop = ({ passage, tailLine }: Setting): boolean =>
  /[.!?…]/.test(lastCharacter(passage, tailLine));

const lastCharacter = ({ pieces }: Passage, { text, start }: Line): string =>
  text[pieces.at(-1)!.end - 1 - start] ?? '';

/** `L'affaire Roy : le récit`: a colon with words on both sides, which titles have. */
export const holdsColon = ({ passage, line }: Setting): boolean =>
  passage.pieces.some(({ start, end }) => line.text.slice(start - line.start, end - line.start).includes(':'));

/** A title, a term, a slogan: a noun that names stands right before the mark, or most words are capitalised. */
export function isName({ tokens, before, open, words, line }: Setting): boolean {
  const { namingWords, determiners, officeLinks, cueVerbs, cueFillers, passiveAuxiliaries, termWords } =
    languages[line.lang];
  let i = open - 1;
  while (i >= before && (determiners.has(tokens[i]!.folded) || officeLinks.has(tokens[i]!.folded))) i -= 1;
  const previous = tokens[i];
  // `la zone dite « X »`, but `le ministre s'est dit « inquiet »`.
  const said = previous && cueVerbs.has(previous.folded) && cueFillers.has(tokens[i - 1]?.folded ?? '');
  const term = previous && (termWords.has(previous.folded) || words[0]?.capital);
  if (previous?.kind === 'word' && namingWords.has(previous.folded) && term && i === open - 1 && !said) return true;
  const long = words.filter((word) => word.text.length > 3);
  const capitals = long.filter((word) => word.capital || /^\d/.test(word.text)).length;
  // `they say it is “100% Aubry”`: what somebody is said to be is no name of a thing.
  if (previous && i === open - 1 && passiveAuxiliaries.has(previous.folded)) return false;
  return open > before && words.length <= 8 && long.length > 0 && capitals === long.length;
}
