/**
 * Features as bytes: a fraction of what they take as objects, and read back in microseconds. Little-endian words of 32
 * bits: the length of the header in words, the header (JSON, padded with spaces), then all hashes in order. Only read by
 * the version of the rules that wrote them.
 */
import type { Features } from './features.ts';

/** Features without the hashes, of which it has the numbers. */
type Header = Omit<Features, 'keys' | 'numbers' | 'quotations'> & {
  keys: number;
  numbers: number;
  quotations: (Omit<Features['quotations'][number], 'keys' | 'words'> & { keys: number; words: number })[];
};

export function pack({ keys, numbers, quotations, ...release }: Features): Uint8Array {
  const header: Header = {
    ...release,
    keys: keys.length,
    numbers: numbers.length,
    quotations: quotations.map((one) => ({ ...one, keys: one.keys.length, words: one.words.length })),
  };
  const text = Buffer.from(JSON.stringify(header));
  const headerWords = Math.ceil(text.length / WORD);
  const arrays = [keys, numbers, ...quotations.flatMap((one) => [one.keys, one.words])];
  const words = new Uint32Array(1 + headerWords + arrays.reduce((sum, { length }) => sum + length, 0));
  const bytes = new Uint8Array(words.buffer);
  words[0] = headerWords;
  bytes.fill(SPACE, WORD, WORD * (1 + headerWords)).set(text, WORD);
  let at = 1 + headerWords;
  for (const array of arrays) {
    words.set(array, at);
    at += array.length;
  }
  return bytes;
}

/** What `pack` was given; throws for other bytes. */
export function unpack(bytes: Uint8Array): Features {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % WORD === 0 ? bytes : Uint8Array.from(bytes);
  const words = new Uint32Array(buffer, byteOffset, byteLength / WORD);
  let at = 1 + words[0]!;
  const { keys, numbers, quotations, ...release } = JSON.parse(
    Buffer.from(buffer, byteOffset + WORD, WORD * words[0]!).toString(),
  ) as Header;
  const next = (length: number): Uint32Array => {
    at += length;
    return words.subarray(at - length, at);
  };
  return {
    ...release,
    keys: next(keys),
    numbers: next(numbers),
    quotations: quotations.map((one) => ({ ...one, keys: next(one.keys), words: next(one.words) })),
  };
}

/** In bytes. */
const WORD = 4;
const SPACE = 0x20;
