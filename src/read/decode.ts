/**
 * Bytes -> text. Decides the encoding, refuses what is no text; never changes what the text says.
 *
 * In order: byte order mark; UTF-16 by the pattern of its zero bytes; UTF-8; the charset that the carrier (the header of
 * an answer) declares, then the one that the document does; Windows-1252, in which every byte means something. Browsers
 * believe a carrier that declares another charset over bytes that are UTF-8; no French text of another encoding happens
 * to be UTF-8, but many servers declare one charset for whatever they send.
 */
import type { Diagnostic } from '../domain.ts';
import { ReadError } from './error.ts';
import { LARGEST_UTF16 } from './limits.ts';

export type Decoded = {
  text: string;
  /** WHATWG name of the encoding. */
  encoding: string;
  diagnostics: Diagnostic[];
};

/**
 * `declared` are the charsets that the carrier of the document and the document itself name, what binds first in front;
 * the first that could be meant counts. Throws a `ReadError` for what is no text.
 */
export function decode(
  bytes: Uint8Array,
  place: string,
  { declared = [] }: { declared?: readonly (string | null)[] } = {},
): Decoded {
  if (bytes.length === 0) throw new ReadError(place, 'text', 'an empty file');
  refuseBinary(bytes, place);
  const decoded = decodeBytes(bytes, declared);
  refuseNonText(decoded.text, place);
  return decoded;
}

/**
 * The bytes of a text that is read piece by piece: UTF-16 put into UTF-8, all else as it is. Throws a `ReadError` for
 * what its first bytes show to be no text.
 */
export function readableBytes(bytes: Uint8Array, place: string): Uint8Array {
  if (bytes.length === 0) throw new ReadError(place, 'text', 'an empty file');
  refuseBinary(bytes, place);
  const utf16 = utf16Of(bytes);
  if (utf16 && bytes.length > LARGEST_UTF16)
    throw new ReadError(place, `at most ${LARGEST_UTF16} bytes of UTF-16 (UTF-8 may be longer)`, `${bytes.length}`);
  if (utf16) return new TextEncoder().encode(decodeUtf16(bytes, utf16).text);
  if (bytes.subarray(0, SNIFFED).includes(0)) throw new ReadError(place, 'text', 'binary data (zero bytes)');
  return bytes;
}

function decodeBytes(bytes: Uint8Array, declared: readonly (string | null)[]): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16) return decodeUtf16(bytes, utf16);
  return decodeUtf8(bytes) ?? decodeDamagedUtf8(bytes) ?? decodeLegacy(bytes, declared);
}

function decodeUtf16(bytes: Uint8Array, encoding: string): Decoded {
  const cut = bytes.length % 2 === 1;
  const text = new TextDecoder(encoding).decode(cut ? bytes.subarray(0, -1) : bytes);
  return { text, encoding, diagnostics: cut ? [TRUNCATED] : [] };
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', diagnostics: [] };
  } catch {
    return null;
  }
}

/**
 * UTF-8 that was cut off in the middle of a character, or in which a few bytes are wrong: what can be read is kept.
 * Null when the bytes are something else: in a text of another encoding, bytes above 127 hardly ever form UTF-8.
 */
function decodeDamagedUtf8(bytes: Uint8Array): Decoded | null {
  const text = new TextDecoder().decode(bytes);
  let bad = 0;
  let good = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === REPLACEMENT) bad += 1;
    else if (code > 0x7f) good += 1;
  }
  const cut = bad === 1 && text.charCodeAt(text.length - 1) === REPLACEMENT;
  if (good <= bad && !(cut && endsInLeadByte(bytes))) return null;
  if (cut) return { text: text.slice(0, -1), encoding: 'utf-8', diagnostics: [TRUNCATED] };
  const message = `${bad} ${bad === 1 ? 'place' : 'places'} in this UTF-8 text could not be read`;
  return { text, encoding: 'utf-8', diagnostics: [{ rule: 'encoding-damaged', message, span: null }] };
}

/** With no other sign than the last bytes: these leads open accents and quotation marks, and end no word as letters. */
function endsInLeadByte(bytes: Uint8Array): boolean {
  const lead = bytes.findLast((byte) => byte >= 0xc0);
  return lead === 0xc2 || lead === 0xc3 || lead === 0xe2;
}

function decodeLegacy(bytes: Uint8Array, declared: readonly (string | null)[]): Decoded {
  const [claimed] = declared.flatMap((label) => encodingNamed(label ?? '') ?? []).filter((name) => !/^utf/.test(name));
  const encoding = claimed ?? 'windows-1252';
  const text = encoding === 'windows-1252' ? decodeWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
  if (claimed) return { text, encoding, diagnostics: [] };
  const message = `neither UTF-8 nor declared otherwise: read as ${encoding}`;
  return { text, encoding, diagnostics: [{ rule: 'encoding-assumed', message, span: null }] };
}

/** Node 20's own decoder leaves 80 to 9F as control characters. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
}

const WINDOWS_1252 = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'];

function encodingNamed(label: string): string | null {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}

const REPLACEMENT = 0xfffd;
const TRUNCATED: Diagnostic = {
  rule: 'truncated',
  message: 'the file ends in the middle of a character; the text before it is kept',
  span: null,
};

/** UTF-16 by its byte order mark, or because nearly all its zero bytes stand on one side: Latin text in two bytes. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, SNIFFED) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < length; i += 1) if (bytes[i] === 0) zeros[i & 1]! += 1;
  const [even, odd] = zeros as [number, number];
  const enough = length / 2 / 3;
  if (odd > enough && even * 20 < odd) return 'utf-16le';
  if (even > enough && odd * 20 < even) return 'utf-16be';
  return null;
}

const SNIFFED = 4096;

/** First bytes (as Latin-1) of formats that are often taken for text. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG image'],
  ['GIF8', 'a GIF image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['%PDF-', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive (perhaps .docx or .odt)'],
  ['\x1f\x8b', 'a gzip archive'],
  ['\xd0\xcf\x11\xe0', 'an old Office document (perhaps .doc)'],
  ['{\\rtf', 'an RTF document'],
  ['SQLite format 3', 'an SQLite database'],
  ['\x7fELF', 'a program'],
];

function refuseBinary(bytes: Uint8Array, place: string): void {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (known) throw new ReadError(place, 'text', known[1]);
}

// Tabs, line ends and form feeds are text; so is the C1 range, which old files use for Windows-1252.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x01-\x08\x0e-\x1f\x7f]/g;

function refuseNonText(text: string, place: string): void {
  if (!/\S/.test(text)) throw new ReadError(place, 'text', 'only white space');
  const zero = text.indexOf('\0');
  if (zero !== -1) throw new ReadError(place, 'text', `binary data (a zero byte at character ${zero + 1})`);
  const controls = text.match(CONTROL)?.length ?? 0;
  if (controls * 50 > text.length) {
    throw new ReadError(place, 'text', `binary data (${controls} control characters among ${text.length})`);
  }
}
