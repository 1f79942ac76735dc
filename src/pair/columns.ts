/**
 * Columns of a table with a row for each release, quotation or link: typed arrays that grow, and can be written down and
 * read again as they are. What is kept of a collection as objects would take several times the memory.
 */

export type Column = {
  readonly length: number;
  at(index: number): number;
  set(index: number, value: number): void;
  push(value: number): void;
  /** Not a copy: what is set afterwards may show in it. */
  values(): Int32Array;
};

/** A column of 32-bit numbers. */
export function columnOf(from: Int32Array = new Int32Array(0)): Column {
  let array = from;
  let { length } = from;
  return {
    get length() {
      return length;
    },
    at: (index) => array[index]!,
    set(index, value) {
      array[index] = value;
    },
    push(value) {
      if (length === array.length) {
        const larger = new Int32Array(roomFor(length + 1));
        larger.set(array);
        array = larger;
      }
      array[length] = value;
      length += 1;
    },
    values: () => array.subarray(0, length),
  };
}

/** Texts one after the other, in UTF-8, and where each one ends. */
export type SavedTexts = { bytes: Uint8Array; ends: Int32Array };

export type Texts = {
  readonly length: number;
  at(index: number): string;
  push(text: string): void;
  /** Not a copy. */
  save(): SavedTexts;
};

/** A column of short texts: an id takes its letters and four bytes. */
export function textsOf(saved: SavedTexts | null): Texts {
  const ends = columnOf(saved?.ends);
  let bytes = Buffer.from(saved?.bytes ?? new Uint8Array(0));
  const startOf = (index: number): number => (index === 0 ? 0 : ends.at(index - 1));
  return {
    get length() {
      return ends.length;
    },
    at: (index) => bytes.toString('utf8', startOf(index), ends.at(index)),
    push(text) {
      const start = startOf(ends.length);
      const end = start + Buffer.byteLength(text);
      if (end > bytes.length) {
        const larger = Buffer.alloc(roomFor(end));
        larger.set(bytes);
        bytes = larger;
      }
      bytes.write(text, start);
      ends.push(end);
    },
    save: () => ({ bytes: bytes.subarray(0, startOf(ends.length)), ends: ends.values() }),
  };
}

/** Copying is quick; room that waits to be filled is memory that is taken. */
const roomFor = (length: number): number => Math.max(16, Math.ceil(length * 1.25));
