/** Words that count: ordinals, nouns of number, Roman numbers. */
import { key, NOUN, PLAIN, phraseAt, type Read, type Reader, value, voiceOf } from './reading.ts';

export function ordinalAt(reader: Reader, at: number): Read | null {
  const found = phraseAt(reader, at, reader.q.ordinals);
  if (!found) return null;
  const size = reader.q.ordinals.get(found.phrase)!;
  const nouns = reader.q.numberNouns.get(found.phrase) ?? [];
  const homograph = reader.q.numberHomographs.has(found.phrase);
  return value(reader, at, found.next, {
    slot: 'ordinal',
    size,
    keys: [key(size)],
    hints: nouns.map(key),
    voice: homograph || nouns.length ? 'silent' : voiceOf(size, 'beside'),
  });
}

export function numberNounAt(reader: Reader, at: number): Read | null {
  const found = phraseAt(reader, at, reader.q.numberNouns);
  return (
    found && value(reader, at, found.next, { slot: NOUN, hints: reader.q.numberNouns.get(found.phrase)!.map(key) })
  );
}

/** `XXI`, `XXIe`: an ordinal where it says so, else perhaps the number of a king or an initial. */
export function romanAt(reader: Reader, at: number): Read | null {
  const token = reader.tokens[at]!;
  const match = token.sort === 'word' ? ROMAN.exec(token.text) : null;
  if (!match?.[1]) return null;
  const size = romanOf(match[1]);
  const ordinal = Boolean(match[2]) && size > 1;
  return value(reader, at, at + 1, {
    slot: PLAIN,
    size,
    keys: ordinal ? [key(size)] : [],
    hints: [key(size)],
    voice: ordinal ? 'beside' : 'silent',
  });
}

const ROMAN = /^(X{0,3}(?:IX|IV|V?I{0,3}))(ère|er|re|es?|ème)?$/;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function romanOf(text: string): number {
  const digits = [...text].map((letter) => ROMAN_DIGITS[letter]!);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}
