/**
 * Columns of a table with a row for each release, quotation or link: numbers and short texts, in pages. What is kept of a
 * collection as objects would take several times the room, all of it in memory.
 */
import { PAGE_BITS, type Pages } from './pages.ts';

export type Column = {
  readonly length: number;
  at(index: number): number;
  set(index: number, value: number): void;
  push(value: number): void;
  /** Zeros at its end, up to that length. */
  extend(length: number): void;
  /** Gives its pages back; it is not to be used any more. */
  free(): void;
  save(): SavedColumn;
};

/** The numbers of its pages, in order. */
export type SavedColumn = { length: number; pages: Int32Array };

/** A column of 32-bit numbers. */
export function columnOf(store: Pages, saved: SavedColumn | null = null): Column {
  const { words } = store;
  let length = saved?.length ?? 0;
  const pages = [...(saved?.pages ?? [])];
  const column: Column = {
    get length() {
      return length;
    },
    at: (index) => words[store.find(pages[index >> PAGE_BITS]!) + (index & WITHIN)]!,
    set(index, value) {
      words[store.change(pages[index >> PAGE_BITS]!) + (index & WITHIN)] = value;
    },
    push(value) {
      column.extend(length + 1);
      column.set(length - 1, value);
    },
    extend(wanted) {
      while (pages.length << PAGE_BITS < wanted) pages.push(store.allocate());
      length = wanted;
    },
    free() {
      for (const page of pages) store.free(page);
    },
    save: () => ({ length, pages: Int32Array.from(pages) }),
  };
  return column;
}

const WITHIN = (1 << PAGE_BITS) - 1;

export type SavedTexts = { starts: SavedColumn; words: SavedColumn };

export type Texts = {
  readonly length: number;
  at(index: number): string;
  push(text: string): void;
  save(): SavedTexts;
};

/** A column of short texts: how many bytes each takes in UTF-8, then those, four a word. */
export function textsOf(store: Pages, saved: SavedTexts | null = null): Texts {
  const starts = columnOf(store, saved?.starts);
  const words = columnOf(store, saved?.words);
  let scratch = new Int32Array(64);
  let bytes = Buffer.from(scratch.buffer);
  return {
    get length() {
      return starts.length;
    },
    at(index) {
      const start = starts.at(index);
      const length = words.at(start);
      makeRoom(length);
      for (let i = 0; i * 4 < length; i += 1) scratch[i] = words.at(start + 1 + i);
      return bytes.toString('utf8', 0, length);
    },
    push(text) {
      const length = Buffer.byteLength(text);
      makeRoom(length);
      bytes.write(text);
      starts.push(words.length);
      words.push(length);
      for (let i = 0; i * 4 < length; i += 1) words.push(scratch[i]!);
    },
    save: () => ({ starts: starts.save(), words: words.save() }),
  };

  function makeRoom(length: number): void {
    if (length <= bytes.length) return;
    scratch = new Int32Array(length);
    bytes = Buffer.from(scratch.buffer);
  }
}
