/**
 * The fields of a JSON object as they are written. `JSON.parse` keeps the last of two fields of one name and rounds
 * large numbers, and says neither.
 */
import type { Field } from './visibility-fields.ts';

/** All fields of an object that `JSON.parse` read as `object`, in their order, in time linear in the length of `json`. */
export function jsonFields(json: string, object: Record<string, unknown>, place: string, where = ''): Field[] {
  const pairs = writtenPairs(json);
  const once = pairs.length === Object.keys(object).length;
  return pairs.map(({ name, start, end }) => {
    const value = once ? object[name] : JSON.parse(json.slice(start, end));
    return { name, value, source: typeof value === 'number' ? json.slice(start, end).trim() : undefined, place, where };
  });
}

/** Where the object that opens at `at` ends; null where it does not before `limit`. */
export function objectEnd(json: string, at: number, limit: number): number | null {
  const end = bracketEnd(json, at, Math.min(limit, json.length));
  return end <= limit && json[end - 1] === '}' ? end : null;
}

/** The pairs of the outermost object; each value as a half-open range. */
function writtenPairs(json: string): { name: string; start: number; end: number }[] {
  const pairs: { name: string; start: number; end: number }[] = [];
  for (let at = json.indexOf('{') + 1; json[at - 1] === '{' || json[at - 1] === ','; ) {
    const open = json.indexOf('"', at);
    if (open === -1) break;
    const close = stringEnd(json, open);
    const start = json.indexOf(':', close) + 1;
    const end = valueEnd(json, start);
    const written = json.slice(open, close);
    pairs.push({ name: written.includes('\\') ? JSON.parse(written) : written.slice(1, -1), start, end });
    at = end + 1;
  }
  return pairs;
}

/** The comma or brace behind a value. */
function valueEnd(json: string, start: number): number {
  let at = start;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === COMMA || code === CLOSE_BRACE) return at;
    if (code === QUOTE) at = stringEnd(json, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) at = bracketEnd(json, at, json.length);
    else at += 1;
  }
  return at;
}

/** Behind the bracket that closes the one at `start`, or `limit`. */
function bracketEnd(json: string, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(json, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return limit;
}

/** Behind the closing quotation mark of the string that opens at `open`; the end of the text where there is none. */
function stringEnd(json: string, open: number): number {
  let close = json.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(json, close)) close = json.indexOf('"', close + 1);
  return close === -1 ? json.length : close + 1;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

const [QUOTE, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d];
