/**
 * How a text is set for reading: the spaces and the quotation marks of its language. In display only: the stored text
 * is the release's, character for character, and what counts places in it (highlights, differences) counts them there.
 *
 * French by the Office québécois de la langue française (Banque de dépannage linguistique, « Espacements » and
 * « Guillemets »): a no-break space inside guillemets and before `:`, `%` and `$`, none before `;`, `!` and `?`; marks
 * within marks are “ ”, and ‘ ’ within those. English as in Canada: “ ”, ‘ ’ within them, and no space at either.
 * Letters and digits are never touched, nor is a mark whose pair is not found.
 */
import type { Lang, Span } from '../domain.ts';

export type Setting = {
  lang: Lang;
  /** The text stands inside quotation marks already, so its own marks are those of the second level. */
  isQuoted?: boolean;
};

/** A piece of the text as displayed, and the span of the stored text that it is marked by. */
export type Piece<Mark extends Span> = { text: string; span: Mark | null };

/** The text as displayed. */
export function typeset(text: string, setting: Setting): string {
  return typesetPieces(text, [], setting)
    .map((piece) => piece.text)
    .join('');
}

/** An office as displayed behind a name: without the comma that a release prints where the name comes after it. */
export function typesetOffice(title: string, lang: Lang): string {
  return typeset(title.trimEnd().replace(/,$/, ''), { lang });
}

/**
 * The text as displayed, cut at the borders of spans into the stored text, in order; a span that overlaps an earlier one
 * keeps only its own rest. `within` is the part of the text that is shown (all of it when absent).
 */
export function typesetPieces<Mark extends Span>(
  text: string,
  spans: readonly Mark[],
  setting: Setting,
  within: Span = { start: 0, end: text.length },
): Piece<Mark>[] {
  const display = displayer(text, editsOf(text, setting), within.start);
  const pieces: Piece<Mark>[] = [];
  let at = within.start;
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = Math.max(span.start, at);
    const end = Math.min(span.end, within.end);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: display(start), span: null });
    pieces.push({ text: display(end), span });
    at = end;
  }
  if (at < within.end) pieces.push({ text: display(within.end), span: null });
  return pieces;
}

// ------------------------------------------------------------------------------------------------------------ languages

const NBSP = '\u00a0';
/** Any space within a line: a line feed stays where it is. */
const SPACES = '[ \\u00a0\\u2009\\u202f]';

type Convention = {
  /** The pairs of marks by level, outermost first; the last stands for all deeper ones. */
  marks: readonly { open: string; close: string }[];
  /**
   * Places between characters, or the spaces there, and what stands there instead; `near` is what must be in a text that
   * has any, and is quickly looked for.
   */
  spacing: readonly { near: RegExp; found: RegExp; instead: string }[];
};

const CONVENTIONS: Record<Lang, Convention> = {
  fr: {
    marks: [
      { open: `«${NBSP}`, close: `${NBSP}»` },
      { open: '“', close: '”' },
      { open: '‘', close: '’' },
    ],
    spacing: [
      { near: /«/, found: new RegExp(`(?<=«)${SPACES}*(?=[^\\s»])`, 'g'), instead: NBSP },
      { near: /»/, found: new RegExp(`(?<=[^\\s«])${SPACES}*(?=»)`, 'g'), instead: NBSP },
      { near: /:/, found: new RegExp(`(?<=\\S)${SPACES}*(?=:(?:[\\s«“]|$))`, 'g'), instead: NBSP },
      { near: /[%$]/, found: new RegExp(`(?<=\\d)${SPACES}*(?=%|\\$(?!\\d))`, 'g'), instead: NBSP },
      // Millions and billions of dollars (12 M$), and the groups of a number (1 250 000).
      {
        near: /\d[ \u00a0\u2009\u202f]/,
        found: new RegExp(`(?<=\\d)${SPACES}+(?=[kMG]\\$|\\d{3}(?!\\d))`, 'g'),
        instead: NBSP,
      },
      { near: /[;!?]/, found: new RegExp(`(?<=[^\\s([«])${SPACES}+(?=[;!?])`, 'g'), instead: '' },
    ],
  },
  en: {
    marks: [
      { open: '“', close: '”' },
      { open: '‘', close: '’' },
    ],
    spacing: [{ near: /[:;!?]/, found: new RegExp(`(?<=[^\\s([])${SPACES}+(?=[:;!?](?:\\s|$))`, 'g'), instead: '' }],
  },
};

// ---------------------------------------------------------------------------------------------------------------- edits

/** What is displayed instead of the stored characters of a span; an empty span is a place between two characters. */
type Edit = Span & { instead: string };

/** In order, and disjoint. */
function editsOf(text: string, { lang, isQuoted = false }: Setting): Edit[] {
  const { marks, spacing } = CONVENTIONS[lang];
  const spaces = spacing.flatMap(({ near, found, instead }) =>
    near.test(text)
      ? Array.from(text.matchAll(found), ({ 0: space, index }) => ({
          start: index,
          end: index + space.length,
          instead,
        }))
      : [],
  );
  const edits = spaces.concat(markEdits(text, marks, isQuoted));
  const kept: Edit[] = [];
  for (const edit of edits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    const isFree = !last || edit.start > last.end || (edit.start === last.end && edit.end > edit.start);
    if (isFree && text.slice(edit.start, edit.end) !== edit.instead) kept.push(edit);
  }
  return kept;
}

/** Sets the text on from `from`, up to each place asked for, the places in order. */
function displayer(text: string, edits: readonly Edit[], from: number): (to: number) => string {
  let at = from;
  let next = edits.findIndex(({ start }) => start >= from);
  if (next < 0) next = edits.length;
  return (to) => {
    let shown = '';
    // An edit belongs to the piece that it starts in; a later piece goes on behind it.
    for (; next < edits.length && edits[next]!.start < to; next += 1) {
      const { start, end, instead } = edits[next]!;
      shown += text.slice(at, start) + instead;
      at = end;
    }
    shown += text.slice(at, Math.max(at, to));
    at = Math.max(at, to);
    return shown;
  };
}

// ---------------------------------------------------------------------------------------------------------------- marks

type Family = 'guillemets' | 'double' | 'single';
type Mark = { at: number; family: Family };
type Pair = { open: number; close: number; level: number };
type Role = 'opens' | 'closes' | 'either';

const MARKS: Record<string, { family: Family; role: Role }> = {
  '«': { family: 'guillemets', role: 'opens' },
  '»': { family: 'guillemets', role: 'closes' },
  '“': { family: 'double', role: 'opens' },
  '”': { family: 'double', role: 'closes' },
  '‘': { family: 'single', role: 'opens' },
  '’': { family: 'single', role: 'closes' },
  // A typewriter's marks say neither which language they are of nor which side they stand on.
  '"': { family: 'double', role: 'either' },
  "'": { family: 'single', role: 'either' },
};
const MARK_OR_LINE = /[«»“”‘’"'\n]/g;
const APOSTROPHE = '’';

/** The marks of each level as the language has them; a typewriter's apostrophe becomes a curly one. */
function markEdits(text: string, levels: Convention['marks'], isQuoted: boolean): Edit[] {
  const outermost = isQuoted ? 1 : 0;
  const { pairs, apostrophes } = marksOf(text, isQuoted);
  const edits: Edit[] = apostrophes.map((at) => ({ start: at, end: at + 1, instead: APOSTROPHE }));
  for (const { open, close, level } of pairs) {
    const marks = levels[Math.min(level + outermost, levels.length - 1)]!;
    let first = open + 1;
    while (first < close && isSpace(text[first])) first += 1;
    let last = close;
    while (last > first && isSpace(text[last - 1])) last -= 1;
    edits.push({ start: open, end: first, instead: marks.open }, { start: last, end: close + 1, instead: marks.close });
  }
  return edits;
}

/**
 * Pairs of marks. Where one is missing or two cross there are none: better as printed than wrong. Marks restart with each
 * line, but in a quotation, whose lines are marked alike or not at all.
 */
function marksOf(text: string, isOnePassage: boolean): { pairs: Pair[]; apostrophes: number[] } {
  const passages: Pair[][] = [];
  const apostrophes: number[] = [];
  let found: Pair[] = [];
  let opened: Mark[] = [];
  let isSound = true;
  const endPassage = () => {
    if (isSound && opened.length === 0) passages.push(found);
    [found, opened, isSound] = [[], [], true];
  };
  for (const { 0: sign, index } of text.matchAll(MARK_OR_LINE)) {
    if (sign === '\n') {
      if (!isOnePassage) endPassage();
      continue;
    }
    const { family, role } = MARKS[sign]!;
    const [before = '', after = ''] = [text[index - 1], text[index + 1]];
    const opens = role === 'opens' || (role === 'either' && opensBetween(before, after));
    const closes = !opens && opened.at(-1)?.family === family;
    if (family === 'single' && role !== 'opens' && (isWithinWord(before, after) || !(opens || closes))) {
      if (isLetter(before) || (isDigit(after) && !isDigit(before))) apostrophes.push(index);
    } else if (opens) opened.push({ at: index, family });
    else if (closes) found.push({ open: opened.pop()!.at, close: index, level: opened.length });
    else isSound = false;
  }
  endPassage();
  return { pairs: passages.flat(), apostrophes };
}

/** `l’île`, `the ’90s`. */
function isWithinWord(before: string, after: string): boolean {
  if (isLetter(before)) return isLetter(after) || isDigit(after);
  return /^$|\s/.test(before) && isDigit(after);
}

function opensBetween(before: string, after: string): boolean {
  return /^$|[\s([{«“‘"'–—-]/.test(before) && after !== '' && !/\s/.test(after);
}

const isSpace = (character: string | undefined) => character !== undefined && /[ \u00a0\u2009\u202f]/.test(character);
const isLetter = (character: string) => /\p{L}/u.test(character);
const isDigit = (character: string) => /\d/.test(character);
