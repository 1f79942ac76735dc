/**
 * A table of ids, kept as the bytes of the file: half a million of them as strings would be most of what the garbage
 * collector has to look at.
 */
import { isAscii } from 'node:buffer';
import { bytesOf, rawBytes, type Sections } from './section-file.ts';

export type Ids = {
  length: number;
  at(i: number): string;
  /** Whether it comes before another, as strings do. */
  isBefore(i: number, other: string): boolean;
};

export function idSections(name: string, ids: readonly string[]): [string, Uint8Array][] {
  const encoded = ids.map((id) => Buffer.from(id));
  const starts = new Uint32Array(ids.length + 1);
  for (const [i, { length }] of encoded.entries()) starts[i + 1] = starts[i]! + length;
  return [
    [`${name}.starts`, rawBytes(starts)],
    [`${name}.bytes`, Buffer.concat(encoded)],
  ];
}

export function idsIn(sections: Sections, name: string): Ids {
  const starts = new Uint32Array(bytesOf(sections, `${name}.starts`).buffer);
  const bytes = Buffer.from(bytesOf(sections, `${name}.bytes`).buffer);
  const at = (i: number) => bytes.toString('utf8', starts[i]!, starts[i + 1]!);
  return {
    length: starts.length - 1,
    at,
    // Of ASCII, as ours are, bytes come in the order of strings.
    isBefore: isAscii(bytes)
      ? (i, other) => comesBefore(bytes, starts[i]!, starts[i + 1]!, other)
      : (i, other) => at(i) < other,
  };
}

function comesBefore(bytes: Buffer, start: number, end: number, other: string): boolean {
  for (let i = 0; i < other.length; i += 1) {
    if (start + i === end) return true;
    const less = bytes[start + i]! - other.charCodeAt(i);
    if (less !== 0) return less < 0;
  }
  return false;
}

/** Where `wanted` is among `ids`; null where it is not. `order`: their numbers in ascending order; without it they are in it. */
export function findId(ids: Ids, wanted: string, order: Uint32Array | null = null): number | null {
  const numberAt = (i: number): number => (order ? order[i]! : i);
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids.isBefore(numberAt(middle), wanted)) low = middle + 1;
    else high = middle;
  }
  return low < ids.length && ids.at(numberAt(low)) === wanted ? numberAt(low) : null;
}
