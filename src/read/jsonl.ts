/**
 * JSON Lines -> releases, one a line. Only the fields named here are read. A line that cannot be read is an error of
 * its own; the lines after it go on.
 */
import type { RawRelease } from '../domain.ts';
import { decode, readableBytes } from './decode.ts';
import { ReadError, shown } from './error.ts';
import { readHtml } from './html.ts';
import { jsonFields } from './json-object.ts';
import { LARGEST_DOCUMENT } from './limits.ts';
import { type Around, type Document, readFields, toRelease } from './metadata.ts';
import { NOTICE_LINES } from './notice.ts';
import { printedClaims, titleClaims } from './printed-visibility.ts';
import { readText } from './text.ts';
import type { Claim } from './visibility.ts';

/** What a file of releases holds, in its order; `name` is the file in `place`. */
export function* readJsonLines(name: string, bytes: Uint8Array, around: Around): Generator<RawRelease | ReadError> {
  const source = orError(() => readableBytes(bytes, name));
  if (source instanceof ReadError) {
    yield source;
    return;
  }
  let blank = true;
  for (const { number, line } of linesOf(source)) {
    blank = false;
    yield orError(() => readRow(line, `${name}:${number}`, around));
  }
  if (blank) yield new ReadError(name, 'lines of JSON', 'only white space');
}

function orError<T>(read: () => T): T | ReadError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadError) return error;
    throw error;
  }
}

/** The lines that are not blank, as bytes: one line's encoding, or its damage, is no other line's business. */
function* linesOf(bytes: Uint8Array): Generator<{ number: number; line: Uint8Array }> {
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => !BLANKS.has(byte))) yield { number, line };
    start = end + 1;
  }
}

const LINE_FEED = 0x0a;
const BLANKS = new Set([0x20, 0x09, 0x0d]);

function readRow(line: Uint8Array, place: string, { charset, beside, onIgnored }: Around): RawRelease {
  if (line.length > LARGEST_DOCUMENT)
    throw new ReadError(place, `a line of at most ${LARGEST_DOCUMENT} bytes`, `one of ${line.length}`);
  const { text, diagnostics } = decode(line, place, { declared: [charset] });
  const row = parseRow(text, place);
  const { metadata, claims, ignored } = readFields(jsonFields(text, row, place), CONTENT);
  if (metadata.id === undefined) throw new ReadError(place, 'an `id`', shown(row.id));
  const content = readContent(row, place);
  for (const field of [...ignored, ...content.ignored]) onIgnored(field);
  return toRelease(
    place,
    metadata.id,
    {
      ...content,
      metadata: { ...content.metadata, ...metadata },
      claims: [...claims, ...titleClaims([metadata.title]), ...content.claims],
      diagnostics: [...diagnostics, ...content.diagnostics],
    },
    beside,
  );
}

const CONTENT = new Set(['html', 'text']);

/** The row's page or text; one that is not to be shown may have lost it. */
function readContent({ html, text }: Record<string, unknown>, place: string): Document {
  const content = html ?? text ?? '';
  if (typeof content !== 'string') throw new ReadError(place, '`text` or `html` to be a text', shown(content));
  if (/\S/.test(content)) {
    if (typeof html !== 'string') return readText(content, place, (line) => `${place}, line ${line} of its text`);
    const page = readHtml(content, place);
    return typeof text === 'string' ? { ...page, claims: [...page.claims, ...claimsAbove(text)] } : page;
  }
  const withoutText = () => new ReadError(place, 'a `text` or `html` that is not blank', shown(html ?? text));
  return { metadata: {}, claims: [], ignored: [], alternates: [], blocks: [], diagnostics: [], withoutText };
}

/** Of a text that a page stands for, the notices above it still count. */
function claimsAbove(text: string): Claim[] {
  const lines = text
    .slice(0, LONGEST_HEAD)
    .split(/[\n\r]/)
    .filter((line) => line.trim() !== '');
  return printedClaims(lines.slice(0, NOTICE_LINES), () => ' in its `text`');
}

const LONGEST_HEAD = 4000;

function parseRow(json: string, place: string): Record<string, unknown> {
  let row: unknown;
  try {
    row = JSON.parse(json);
  } catch (error) {
    throw notJson(json, String((error as Error).message), place);
  }
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  throw new ReadError(place, 'a JSON object', shown(row));
}

/** The engine tells the position, but not when the line just ends, nor for a token that it does not know. */
function notJson(json: string, message: string, place: string): ReadError {
  const expected = 'a complete JSON object';
  const ends = /end of JSON/.test(message);
  const position = ends ? json.length : /at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return new ReadError(place, expected, shown(json));
  const at = Number(position);
  const found = at >= json.trimEnd().length ? 'the end of the line' : shown(json.slice(at, at + 20));
  return new ReadError(`${place}:${at + 1}`, expected, found);
}
