/**
 * The metadata at the very start of a text: YAML between lines `---`, TOML between lines `+++`, or a JSON object, also
 * between lines `;;;`. White space, a byte order mark and comments may stand before it. What looks like metadata and
 * cannot be read is refused where it may say `withheld`; it is never taken for text.
 */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import { ReadError, shown } from './error.ts';
import { jsonFields, objectEnd } from './json-object.ts';
import { type Field, mayTellVisibility } from './visibility-fields.ts';

/** Names the place of a line, counted from 1, in the text that is read. */
export type PlaceOfLine = (line: number) => string;

export type FrontMatter = {
  fields: Field[];
  /** Lines of the comments above it. */
  comments: string[];
  /** Where the text behind it starts. */
  start: number;
};

const LONGEST = 20_000;

type Format = { open: RegExp; close: RegExp; parse: typeof parseYaml; sign: string };

/** Reads what stands above a text with line ends `\n`. Throws a `ReadError` for what cannot be read. */
export function frontMatter(text: string, placeOfLine: PlaceOfLine): FrontMatter {
  const { at, comments } = behindComments(text);
  const none = { fields: [], comments: [], start: 0 };
  const first = lineOf(text, at);
  const placeAt = (line: number) => placeOfLine(first + line - 1);
  const rest = text.slice(at, at + LONGEST + LONGEST_FENCE);

  for (const { open, close, parse, sign } of FORMATS) {
    const fence = open.exec(rest);
    if (!fence) continue;
    const inner = rest.slice(fence[0].length, fence[0].length + LONGEST);
    const end = close.exec(inner);
    if (!end) {
      // A rule above the text is no front matter.
      if (!opensLikeFields(inner) && !maySayWithheld(inner)) return none;
      throw new ReadError(placeAt(1), `front matter closed by a line \`${sign}\``, 'no such line');
    }
    const source = inner.slice(0, end.index);
    if (at > 0 && !opensLikeFields(source) && !maySayWithheld(source)) return none;
    const start = at + fence[0].length + end.index + end[0].length;
    return { fields: parse(source, (line) => placeAt(line + 1), first), comments, start };
  }
  return rest[0] === '{' ? (jsonAbove(text, at, placeAt, first, comments) ?? none) : none;
}

const LONGEST_FENCE = 100;
const FORMATS: readonly Format[] = [
  {
    open: /^-{3,}[ \t]*(?:ya?ml|#[^\n]{0,80})?[ \t]*\n/i,
    close: /^[ \t]*(?:-{3,}|\.{3})[ \t]*$/m,
    parse: parseYaml,
    sign: '---',
  },
  { open: /^\+{3,}[ \t]*(?:toml)?[ \t]*\n/i, close: /^[ \t]*\+{3,}[ \t]*$/m, parse: parseToml, sign: '+++' },
  { open: /^;{3,}[ \t]*(?:json)?[ \t]*\n/i, close: /^[ \t]*;{3,}[ \t]*$/m, parse: parseJson, sign: ';;;' },
];

/** A JSON object before the text; null for a text that only opens with a brace. */
function jsonAbove(
  text: string,
  at: number,
  placeOfLine: PlaceOfLine,
  first: number,
  comments: string[],
): FrontMatter | null {
  const end = objectEnd(text, at, at + LONGEST);
  const source = text.slice(at, end ?? at + LONGEST);
  const isObject = /^\{\s*(?:"[^"\n]{0,60}"|[\w-]{1,60})\s*:/.test(source);
  if (!isObject && !maySayWithheld(source)) return null;
  if (end === null) {
    if (!maySayWithheld(source)) return null;
    throw new ReadError(placeOfLine(1), 'a complete JSON object above the text', 'no end of it');
  }
  return { fields: parseJson(source, placeOfLine, first - 1), comments, start: end };
}

/** Where the first character stands that is neither white space nor in a comment, and the lines of the comments. */
function behindComments(text: string): { at: number; comments: string[] } {
  const comments: string[] = [];
  let at = 0;
  while (at < LONGEST) {
    BLANK.lastIndex = at;
    at += BLANK.exec(text)?.[0].length ?? 0;
    const block = COMMENT_BLOCKS.find(([open]) => text.startsWith(open, at));
    if (block) {
      const [open, close] = block;
      const end = text.indexOf(close, at + open.length);
      if (end === -1) break;
      comments.push(...text.slice(at + open.length, end).split('\n'));
      at = end + close.length;
      continue;
    }
    COMMENT_LINE.lastIndex = at;
    const line = COMMENT_LINE.exec(text)?.[0];
    if (line === undefined) break;
    comments.push(line);
    at += line.length;
  }
  return { at, comments };
}

const BLANK = /[\s\ufeff\u200b\u200e\u200f\u2060]*/y;
const COMMENT_BLOCKS = [
  ['<!--', '-->'],
  ['/*', '*/'],
] as const;
const COMMENT_LINE = /(?:#|%|\/\/)[^\n]*/y;

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** Whether the first line that says something is `name: value`. */
function opensLikeFields(source: string): boolean {
  const line = source.split('\n').find((one) => one.trim() !== '' && !/^\s*[#%]/.test(one)) ?? '';
  return /^\s*["']?[\p{L}_][\p{L}\p{N}_-]{0,60}["']?\s*[:=]/u.test(line);
}

/** Whether some line names a field that could hide the release. */
function maySayWithheld(source: string): boolean {
  return source.split('\n').some((line) => {
    const name = /^[\s{,]*["']?(\p{L}[\p{L}\p{M}\p{N} _'’.-]{0,60}?)["']?\s*[:=]/u.exec(line)?.[1];
    return name !== undefined && mayTellVisibility(name);
  });
}

// ---------------------------------------------------------------------------------------------------------- formats

/** JSON, and what a person writes for it: YAML in braces. */
export function parseJson(source: string, placeOfLine: PlaceOfLine, first = 0): Field[] {
  let object: unknown;
  try {
    object = JSON.parse(source);
  } catch {
    return parseYaml(source, placeOfLine, first);
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw new ReadError(placeOfLine(1), 'a JSON object', shown(object));
  }
  return jsonFields(source, object as Record<string, unknown>, placeOfLine(1));
}

/** YAML. Lines are counted from 1 within `source`, for `where` from `first` more. */
export function parseYaml(source: string, placeOfLine: PlaceOfLine, first = 0): Field[] {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const parsed = parsedYaml(source, lines, placeOfLine(1));
  const [error] = parsed.errors;
  if (error)
    throw new ReadError(placeOfLine(lineAt(error.pos[0])), 'YAML front matter', error.message.split('\n', 1)[0]!);
  if (parsed.contents === null) return [];
  if (!isMap(parsed.contents)) throw new ReadError(placeOfLine(1), 'front matter of `key: value` lines', shown(source));
  return parsed.contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return [];
    const line = lineAt(key.range?.[0] ?? 0);
    return [
      {
        name: String(key.value),
        ...scalar(String(key.value), value),
        place: placeOfLine(line),
        where: ` in line ${first + line}`,
      },
    ];
  });
}

/** `title: 2026` and `draft: yes` are text here; the number of an id is checked, and stands beside how it is written. */
function scalar(name: string, value: unknown): Pick<Field, 'value' | 'empty' | 'source'> {
  if (value === null) return { value: null, empty: true };
  if (!isScalar(value)) return { value: isSeq(value) ? [] : value };
  const { source, value: plain } = value as Scalar;
  if (plain === null) return { value: null, empty: !source };
  if (name === 'id' && typeof plain === 'number') return { value: plain, source };
  return { value: typeof plain === 'string' ? plain : (source ?? plain) };
}

function parsedYaml(yaml: string, lineCounter: LineCounter, place: string) {
  try {
    return parseDocument(yaml, { lineCounter, prettyErrors: false, uniqueKeys: false });
  } catch (error) {
    throw new ReadError(place, 'YAML front matter', String(error)); // nested deeper than its parser can go
  }
}

/** The pairs `key = value` above the first table; values of one line, which is all that is read of them here. */
function parseToml(source: string, placeOfLine: PlaceOfLine, first = 0): Field[] {
  const fields: Field[] = [];
  for (const [i, line] of source.split('\n').entries()) {
    if (/^\s*\[/.test(line)) break;
    if (/^\s*(?:#|$)/.test(line)) continue;
    const pair = /^\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*=(.*)$/.exec(line);
    if (!pair) {
      if (fields.length > 0) continue; // a value goes on
      throw new ReadError(placeOfLine(i + 1), 'front matter of `key = value` lines', shown(line));
    }
    const value = tomlValue(pair[4]!.trim());
    const where = ` in line ${first + i + 1}`;
    fields.push({ name: pair[1] ?? pair[2] ?? pair[3]!, value, empty: value === '', place: placeOfLine(i + 1), where });
  }
  return fields;
}

function tomlValue(written: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(written);
  return quoted ? quoted[2]! : written.replace(/\s*#.*$/, '');
}
