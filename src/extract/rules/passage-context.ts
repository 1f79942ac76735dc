/** A passage in marks with its surroundings: what the rules of prose look at. */
import { languages } from '../../lang/index.ts';
import { type LineVotes, lineVotes } from '../text/language.ts';
import type { Line } from '../text/lines.ts';
import type { Passage } from '../text/quotation-marks.ts';
import { endsSentence, firstAt, type Token } from '../text/tokens.ts';

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

/** The settings of these passages, by their place in the list. */
export function settingsOf(lines: readonly Line[], passages: readonly Passage[]): (index: number) => Setting {
  const votes = new Map<Line, LineVotes>();
  const votesOf = (line: Line): LineVotes => {
    const known = votes.get(line) ?? unmarkedVotes(line);
    votes.set(line, known);
    return known;
  };
  return (index) => settingOf(lines, passages, index, votesOf);
}

function settingOf(
  lines: readonly Line[],
  passages: readonly Passage[],
  index: number,
  votesOf: (line: Line) => LineVotes,
): Setting {
  const passage = passages[index]!;
  const { firstLine, lastLine } = passage;
  const line = spoken(lines[firstLine]!, passage, votesOf);
  const tailLine = lastLine === firstLine ? line : spoken(lines[lastLine]!, passage, votesOf);
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
  return { passage, line, tokens, before, open, tail, tailLine, close, after, words: wordsOf(lines, passage) };
}

/** Pieces and lines are both in order: each line is looked at for the pieces that it holds. */
function wordsOf(lines: readonly Line[], { pieces, firstLine }: Passage): Token[] {
  const words: Token[] = [];
  let index = firstLine;
  for (const { start, end } of pieces) {
    while (lines[index]!.end <= start) index += 1;
    const { tokens } = lines[index]!;
    for (let t = firstAt(tokens, start); t < tokens.length && tokens[t]!.end <= end; t += 1)
      if (tokens[t]!.kind === 'word') words.push(tokens[t]!);
  }
  return words;
}

/** The line in the language of what stands around the marks: the words in them may be in the other one. */
function spoken(line: Line, { outer }: Passage, votesOf: (line: Line) => LineVotes): Line {
  const { tokens } = line;
  const nearby = [
    { from: firstAt(tokens, outer.start - NEARBY), to: firstAt(tokens, outer.start) },
    { from: firstAt(tokens, outer.end), to: firstAt(tokens, outer.end + NEARBY) },
  ];
  const lang = votesOf(line).sureLanguage(nearby);
  return lang && lang !== line.lang ? { ...line, lang } : line;
}

/** In characters. */
const NEARBY = 200;
const MARKED = /[«“"][^«“"»”]*[»”"]/g;

/** The votes of a line without what stands in marks. */
function unmarkedVotes({ tokens, text, start }: Line): LineVotes {
  const marked = Array.from(text.matchAll(MARKED), ({ index, 0: words }) => ({
    from: start + index,
    to: start + index + words.length,
  }));
  let next = 0;
  return lineVotes(tokens, (token) => {
    while (next < marked.length && marked[next]!.to <= token.start) next += 1;
    return next === marked.length || token.start < marked[next]!.from;
  });
}

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
