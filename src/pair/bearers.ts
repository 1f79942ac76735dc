/**
 * Which of many numbered things bear a key, a hash of 32 bits: the first few of each, in columns. Most keys have one
 * bearer, which stands where the list of the others would begin.
 */
import { columnOf, type SavedColumn } from './columns.ts';
import type { Pages } from './pages.ts';

export type Bearers = {
  /** `bit` is OR-ed into the bits of the key, of which there are `BITS`. */
  add(key: number, bearer: number, bit?: number): void;
  /** How many have borne it, beyond those that are listed too. */
  count(key: number): number;
  /** What `by` makes of that and of the bits of the key. */
  weigh(key: number, by: (count: number, bits: number) => number): number;
  /** Visits those that are listed, latest first. */
  each(key: number, visit: (bearer: number) => void): void;
  save(): SavedBearers;
};

/**
 * `table`: entries of three words, where a key hashes to: the key; how many bear it, and its bits (0 where there is no
 * entry); its sole bearer, or its latest link (`-1 - link`). `links`: a bearer, and what the former head of its key was.
 */
export type SavedBearers = { keys: number; table: SavedColumn; links: SavedColumn };

/** Lists at most `most` bearers of a key: what more bear tells nothing of any two of them. */
export function bearersOf(most: number, store: Pages, saved: SavedBearers | null = null): Bearers {
  let keys = saved?.keys ?? 0;
  let table = columnOf(store, saved?.table);
  const links = columnOf(store, saved?.links);
  if (table.length === 0) table.extend(ENTRY << FEWEST_BITS);
  let shift = 32 - Math.log2(table.length / ENTRY);
  return {
    add(key, bearer, bit = 0) {
      let at = placeOf(key | 0);
      const tally = table.at(at + TALLY) + ONE;
      if (tally !== ONE) {
        table.set(at + TALLY, tally | bit);
        if (tally >> BITS > most) return;
        links.push(bearer);
        links.push(table.at(at + HEAD));
        table.set(at + HEAD, -(links.length >> 1));
        return;
      }
      if (keys >= (table.length / ENTRY) * FULLEST) {
        grow();
        at = placeOf(key | 0);
      }
      keys += 1;
      setEntry(at, key | 0, ONE | bit, bearer);
    },
    count: (key) => table.at(placeOf(key | 0) + TALLY) >> BITS,
    weigh(key, by) {
      const tally = table.at(placeOf(key | 0) + TALLY);
      return by(tally >> BITS, tally & (ONE - 1));
    },
    each(key, visit) {
      const at = placeOf(key | 0);
      if (table.at(at + TALLY) === 0) return;
      let head = table.at(at + HEAD);
      while (head < 0) {
        const link = (-1 - head) << 1;
        head = links.at(link + 1);
        visit(links.at(link));
      }
      visit(head);
    },
    save: () => ({ keys, table: table.save(), links: links.save() }),
  };

  /**
   * Where the entry of a key stands, or would: open addressing with linear probing (Knuth, The Art of Computer Programming
   * 6.4, algorithm L). Places go by the upper bits, so that a table is copied into a larger one from front to back.
   */
  function placeOf(key: number): number {
    let at = ENTRY * (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> shift);
    while (table.at(at + TALLY) !== 0 && table.at(at) !== key) {
      at += ENTRY;
      if (at === table.length) at = 0;
    }
    return at;
  }

  function grow(): void {
    const former = table;
    table = columnOf(store);
    table.extend(former.length * 2);
    shift -= 1;
    for (let at = 0; at < former.length; at += ENTRY) {
      const tally = former.at(at + TALLY);
      if (tally === 0) continue;
      const key = former.at(at);
      setEntry(placeOf(key), key, tally, former.at(at + HEAD));
    }
    former.free();
  }

  function setEntry(at: number, key: number, tally: number, head: number): void {
    table.set(at, key);
    table.set(at + TALLY, tally);
    table.set(at + HEAD, head);
  }
}

const BITS = 4;
const ONE = 1 << BITS;
const ENTRY = 3;
const TALLY = 1;
const HEAD = 2;
const FEWEST_BITS = 4;
const FULLEST = 0.7;
