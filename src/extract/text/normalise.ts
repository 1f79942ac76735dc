/**
 * Raw blocks -> the normalised text of a release. This is the only place that rewrites text: white space, soft hyphens,
 * invisible and control characters, and mojibake that can be proved. Words and quotation marks are never touched, and
 * normalising twice changes nothing.
 */
import type { Block, RawBlock } from '../../domain.ts';

/** Blocks stand between blank lines; a line feed inside a block is a line break that the document asks for. */
export function normalise(raw: readonly RawBlock[]): { text: string; blocks: Omit<Block, 'lang'>[] } {
  const pieces: string[] = [];
  const blocks: Omit<Block, 'lang'>[] = [];
  let length = 0;
  for (const { kind, text, quote } of raw) {
    const clean = cleanText(text);
    if (!clean) continue;
    if (pieces.length) length += BLOCK_BREAK.length;
    pieces.push(clean);
    blocks.push({ kind, quote, span: { start: length, end: length + clean.length } });
    length += clean.length;
  }
  return { text: pieces.join(BLOCK_BREAK), blocks };
}

const BLOCK_BREAK = '\n\n';

/** One block of text, cleaned; empty when nothing visible is left. */
export function cleanText(text: string): string {
  if (!TO_CLEAN.test(text)) return text.trim();
  return repairMojibake(text)
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(CONTROL, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? '')
    .replace(INVISIBLE, '')
    .replace(SPACES, keepOneSpace)
    .replace(/ ?\n[\s]*/g, '\n')
    .trim();
}

// C0 controls but tab and line feed, DEL, and the C1 range: a C1 control is always a Windows-1252 character that was
// passed through unread (as the HTML standard also reads it).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x9f]/g;
const WINDOWS_1252 = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((c) =>
  c < '\u00a0' ? '' : c,
);

// Soft hyphen, zero-width space and marks of direction; the joiners U+200C/D shape letters and stay.
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

const SPACES = /[\t \u00a0\u2000-\u200a\u202f\u205f\u3000]{2,}|\t/g;
const NO_BREAK = /[\u00a0\u2007\u202f]/;
const keepOneSpace = (run: string): string => NO_BREAK.exec(run)?.[0] ?? ' ';

/**
 * UTF-8 that was read as Windows-1252. A sequence is repaired only when its characters, put back to bytes, are the
 * UTF-8 form of a character that French or English typography uses; no text holds such a sequence on purpose (the lead
 * characters Â Ã Å â followed by a sign or a C1 control end no word of either language).
 */
function repairMojibake(text: string): string {
  return MOJIBAKE_LEAD.test(text) ? text.replace(MOJIBAKE, (found) => REPAIRS.get(found) ?? found) : text;
}

const MOJIBAKE_LEAD = /[ÂÃÅâ]/;
const REPAIRS = mojibakeTable();
const MOJIBAKE = new RegExp(
  [...REPAIRS.keys()]
    .sort((a, b) => b.length - a.length)
    .map((key) => key.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|'),
  'g',
);

/** What any of the steps would change; most blocks hold none of it. */
const TO_CLEAN = new RegExp(
  [CONTROL, INVISIBLE, SPACES, MOJIBAKE_LEAD, /[\r\n\u2028\u2029\v\f]/].map(({ source }) => source).join('|'),
);

function mojibakeTable(): Map<string, string> {
  const table = new Map<string, string>();
  const good = `–—‘’‚“”„•…‹›€™\u202f\u2011\u2009‰ŒœŸ${latin1()}`;
  const encoder = new TextEncoder();
  for (const character of good) {
    const bytes = [...encoder.encode(character)];
    const asWindows = bytes.map((b) =>
      b >= 0x80 && b < 0xa0 ? WINDOWS_1252[b - 0x80] || String.fromCharCode(b) : String.fromCharCode(b),
    );
    const asLatin1 = bytes.map((b) => String.fromCharCode(b));
    table.set(asWindows.join(''), character);
    table.set(asLatin1.join(''), character);
  }
  table.set('Ã ', 'à '); // its second byte, A0, was then taken for a space
  return table;
}

function latin1(): string {
  let all = '';
  for (let code = 0xa0; code <= 0xff; code += 1) all += String.fromCharCode(code);
  return all;
}
