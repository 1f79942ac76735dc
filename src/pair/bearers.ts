/**
 * Which of many numbered things bear a key: the first few of each, in columns that stay small however many there are.
 * Most keys have one bearer, which stands where the list of the others would begin.
 */
import { type Column, columnOf } from './columns.ts';
import { slotsOf } from './slots.ts';

export type Bearers = {
  /** `bit` is OR-ed into the bits of the key, of which there are `BITS`. */
  add(key: number, bearer: number, bit?: number): void;
  /** How many have borne it, beyond those that are listed too. */
  count(key: number): number;
  bits(key: number): number;
  /** Visits those that are listed, latest first. */
  each(key: number, visit: (bearer: number) => void): void;
  save(): SavedBearers;
};

/**
 * Parallel columns by slot: the key; how many bear it, and its bits; its sole bearer, or its latest link (`-1 - link`).
 * And by link: a bearer, and what the former head of its key was.
 */
export type SavedBearers = Record<'keys' | 'tallies' | 'heads' | 'bearers' | 'nexts', Int32Array>;

/** Lists at most `most` bearers of a key: what more bear tells nothing of any two of them. */
export function bearersOf(most: number, saved: SavedBearers | null): Bearers {
  const keys = columnOf(saved?.keys);
  const tallies = columnOf(saved?.tallies);
  const heads = columnOf(saved?.heads);
  const bearers = columnOf(saved?.bearers);
  const nexts = columnOf(saved?.nexts);
  const slots = slotsOf(keys);
  return {
    add(key, bearer, bit = 0) {
      const slot = slots.find(key);
      if (slot === null) {
        slots.add(key);
        tallies.push(ONE | bit);
        heads.push(bearer);
        return;
      }
      const tally = tallies.at(slot) + ONE;
      tallies.set(slot, tally | bit);
      if (tally >> BITS > most) return;
      nexts.push(heads.at(slot));
      bearers.push(bearer);
      heads.set(slot, -bearers.length);
    },
    count: (key) => at(tallies, key) >> BITS,
    bits: (key) => at(tallies, key) & (ONE - 1),
    each(key, visit) {
      const slot = slots.find(key);
      if (slot === null) return;
      let head = heads.at(slot);
      for (; head < 0; head = nexts.at(-1 - head)) visit(bearers.at(-1 - head));
      visit(head);
    },
    save: () => ({
      keys: keys.values(),
      tallies: tallies.values(),
      heads: heads.values(),
      bearers: bearers.values(),
      nexts: nexts.values(),
    }),
  };

  function at(column: Column, key: number): number {
    const slot = slots.find(key);
    return slot === null ? 0 : column.at(slot);
  }
}

const BITS = 4;
const ONE = 1 << BITS;
