/** The memory that loops built to WebAssembly work in, and what searches may use of it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What `loops/bits.ts` exports; places are in bytes. */
export type BitLoops = {
  keepOnly(bits: number, others: number, words: number): void;
  takeAway(bits: number, others: number, words: number): void;
  addAll(bits: number, others: number, words: number): void;
  count(bits: number, words: number): number;
  numbers(bits: number, words: number, first: number, to: number): number;
  ranks(bits: number, words: number, before: number, to: number): number;
  keepExactly(among: number, a: number, b: number, c: number, d: number, wanted: number, words: number): void;
};

/** More than a search needs of half a million quotations. */
const ROOM = 2 ** 21;

/** So many words are brought together at a time of what is not in that memory: more than a set of half a million quotations has. */
export const PART = 2 ** 14;
const MOST_OPERANDS = 5;

const WORD_BYTES = 4;
const PAGE_BYTES = 2 ** 16;
/** What loops write of one part at most: a number for each bit. */
const MOST_NUMBERS = 32 * PART;

const memory = new WebAssembly.Memory({
  initial: Math.ceil((WORD_BYTES * (ROOM + MOST_OPERANDS * PART + MOST_NUMBERS)) / PAGE_BYTES),
});

/** Room for the numbers that a search works with. */
export const room = new Uint32Array(memory.buffer, 0, ROOM);
/** Where what lies elsewhere is brought, one for each operand of a loop, and where its results are fetched from. */
export const operands = Array.from(
  { length: MOST_OPERANDS },
  (_, i) => new Uint32Array(memory.buffer, WORD_BYTES * (ROOM + i * PART), PART),
);
export const results = new Uint32Array(memory.buffer, WORD_BYTES * (ROOM + MOST_OPERANDS * PART), MOST_NUMBERS);

export const isInMemory = ({ buffer }: Uint32Array): boolean => buffer === memory.buffer;

// The same folder for the sources and for what is built of them: see `imports` in package.json.
const { resolve } = createRequire(import.meta.url);
const built = new WebAssembly.Module(readFileSync(resolve('#loops/bits.wasm')));
export const loops = new WebAssembly.Instance(built, { env: { memory } }).exports as BitLoops;
