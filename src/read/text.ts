/**
 * Plain text -> blocks: paragraphs and list items. Undoes hard wrapping (the 78 columns of old wires), keeps the line
 * breaks that are meant. Headings are left for `extract/` to find: plain text has none of its own.
 */
import type { RawBlock } from '../domain.ts';
import { ReadError } from './error.ts';
import { frontMatter, type PlaceOfLine } from './front-matter.ts';
import { type Document, readFields } from './metadata.ts';
import { NOTICE_LINES } from './notice.ts';
import { printedClaims, titleClaims } from './printed-visibility.ts';

/** Reads one text, with the front matter that may stand before it. Throws a `ReadError` for what is no release. */
export function readText(
  text: string,
  place: string,
  placeOfLine: PlaceOfLine = (line) => `${place}:${line}`,
): Document {
  const unified = text.replace(/\r\n?|\u2028/g, '\n').replace(/[\f\u2029]/g, '\n\n');
  const { fields, comments, start } = frontMatter(unified, placeOfLine);
  const { metadata, claims, ignored } = readFields(fields);
  refuseLongLine(unified, placeOfLine);
  const blocks = textBlocks(unified.slice(start));
  const whereOf = (line: string) => ` in line ${lineNumber(unified, line)}`;
  return {
    metadata,
    claims: [
      ...[...claims, ...titleClaims([metadata.title])],
      ...[...printedClaims(comments, whereOf), ...printedClaims(linesAbove(blocks), whereOf)],
    ],
    ignored,
    alternates: [],
    blocks,
    diagnostics: [],
    withoutText: () => new ReadError(place, 'text after the front matter', 'none'),
  };
}

/** The first lines of the first blocks. */
export function linesAbove(blocks: readonly RawBlock[]): string[] {
  return blocks.slice(0, NOTICE_LINES).flatMap(({ text }) => text.slice(0, LONGEST_HEAD).split('\n'));
}

const LONGEST_HEAD = 4000;

/** Which line of a text a line of one of its blocks begins in. */
function lineNumber(text: string, line: string): number {
  const at = text.indexOf(line.slice(0, NARROWEST_WRAP / 2));
  return text.slice(0, Math.max(0, at)).split('\n').length;
}

/** No release has such a paragraph: whatever it is, it is not text set in paragraphs. In UTF-16 units. */
export const LONGEST_PARAGRAPH = 200_000;

function refuseLongLine(text: string, placeOfLine: PlaceOfLine): void {
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.length <= LONGEST_PARAGRAPH) continue;
    throw new ReadError(placeOfLine(number), 'paragraphs', `a line of ${line.length} characters`);
  }
}

// ------------------------------------------------------------------------------------------------------- paragraphs

/** `width` is its last column: indent and text. */
type Line = { text: string; indent: number; width: number };

/** How a piece follows the one before: as a new paragraph, on a new line of it, or in the same line, unwrapped. */
type Glue = 'paragraph' | '\n' | ' ';

/** One printed line, after unwrapping. A dash opens a list item only beside another one: it also opens a name line. */
type Piece = { text: string; marker: 'dash' | 'bullet' | null; glue: Glue; indent: number };

/** The paragraphs and list items of a text whose line ends are `\n`. */
export function textBlocks(text: string): RawBlock[] {
  const runs = runsOf(text.split('\n').map(toLine));
  const narrow = runs.every((run) => run.every(({ text, width }) => width <= WIDEST_WRAP || !text.includes(' ')));
  const margin = narrow ? widest(runs.flatMap((run) => run.slice(0, -1))) : null;
  return toBlocks(runs.flatMap((run) => piecesOf(run, margin)));
}

function toLine(raw: string): Line {
  const text = raw.trim();
  const lead = raw.length - raw.trimStart().length;
  const indent = raw.slice(0, lead).replaceAll('\t', '    ').length;
  return { text, indent, width: indent + text.length };
}

/** Lines between blank lines. */
function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [[]];
  for (const line of lines) {
    if (line.text) runs.at(-1)!.push(line);
    else if (runs.at(-1)!.length) runs.push([]);
  }
  return runs.filter((run) => run.length);
}

// Wrapped lines are as wide as these; what is narrower ends where somebody wanted it to end.
const NARROWEST_WRAP = 60;
const WIDEST_WRAP = 90;
const widest = (lines: readonly Line[]): number => lines.reduce((most, { width }) => Math.max(most, width), 0);

const BULLET = /^(?:([-–—])|[•*·▪◦●‣])[ \t\u00a0\u202f]+(?=\S)/;
const SENTENCE_END = /[.!?…:»”"]$/;

/** `margin` is the width that a narrow text is wrapped to, null for a text with wider lines. */
function piecesOf(run: readonly Line[], margin: number | null): Piece[] {
  const width = isWrapped(run, margin) ? (margin ?? widest(run.slice(0, -1))) : null;
  const pieces: Piece[] = [];
  run.forEach((line, i) => {
    const { text, indent } = line;
    const bullet = BULLET.exec(text);
    const marker = bullet && (bullet[1] ? 'dash' : 'bullet');
    const [before, last] = [run[i - 1], pieces.at(-1)];
    if (!before || !last) {
      pieces.push({ text, indent, marker, glue: 'paragraph' });
      return;
    }
    const soft = width !== null && isSoftBreak(before, line, width);
    if (marker) pieces.push({ text, indent, marker, glue: soft && !SENTENCE_END.test(before.text) ? ' ' : '\n' });
    else if (width !== null && opensParagraph(before, line)) pieces.push({ text, indent, marker, glue: 'paragraph' });
    else if (soft || (last.marker && indent > last.indent)) last.text += ` ${text}`;
    else pieces.push({ text, indent, marker, glue: '\n' });
  });
  return pieces;
}

/**
 * Hard-wrapped lines: most of those that another follows are about as wide as a page. In a text with wider lines, two
 * such lines may well be two name lines: there it takes four.
 */
function isWrapped(run: readonly Line[], margin: number | null): boolean {
  const followed = run.filter((line, i) => i + 1 < run.length && !opensParagraph(line, run[i + 1]!));
  if (followed.length < (margin === null ? 3 : 1) || widest(run) > WIDEST_WRAP) return false;
  return followed.filter(({ width }) => width >= NARROWEST_WRAP).length * 2 > followed.length;
}

/** The first word of this line would not have fitted on the one before, or goes on with its sentence. */
function isSoftBreak(before: Line, line: Line, width: number): boolean {
  const [word] = line.text.split(' ', 1) as [string];
  return before.width + 1 + word.length > width || (before.width >= NARROWEST_WRAP && /^\p{Ll}/u.test(word));
}

/** An indent, unless this line goes on in an indented passage. */
function opensParagraph(before: Line, line: Line): boolean {
  return line.indent >= 2 && (line.indent > before.indent || before.width < NARROWEST_WRAP);
}

function toBlocks(pieces: readonly Piece[]): RawBlock[] {
  const blocks: RawBlock[] = [];
  pieces.forEach((piece, i) => {
    const { text, marker, glue } = piece;
    const dashes = marker === 'dash' && (pieces[i - 1]?.marker === 'dash' || pieces[i + 1]?.marker === 'dash');
    const last = blocks.at(-1);
    if (marker === 'bullet' || dashes) {
      blocks.push({ kind: 'item', text: text.replace(BULLET, ''), quote: null });
    } else if (glue === 'paragraph' || last?.kind !== 'paragraph') {
      blocks.push({ kind: 'paragraph', text, quote: null });
    } else {
      last.text += glue + text;
    }
  });
  return blocks;
}
