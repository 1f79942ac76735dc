/**
 * Which of many numbered things bear a key: the first few of each, in arrays that stay small however many there are, and
 * that can be written down and read again as they are.
 */

export type Bearers = {
  /** `bit` is OR-ed into the bits of the key. */
  add(key: number, bearer: number, bit?: number): void;
  /** How many have borne it, beyond those that are listed too. */
  count(key: number): number;
  bits(key: number): number;
  /** Visits those that are listed, latest first. */
  each(key: number, visit: (bearer: number) => void): void;
  save(): SavedBearers;
};

/** Parallel arrays by slot: the key, how many bear it, its bits, its latest link; and by link: a bearer, the next link. */
export type SavedBearers = Record<'keys' | 'counts' | 'bits' | 'heads' | 'bearers' | 'nexts', Int32Array>;

/** Lists at most `most` bearers of a key: what more bear tells nothing of any two of them. */
export function bearersOf(most: number, saved: SavedBearers | null): Bearers {
  const keys = growing(saved?.keys);
  const counts = growing(saved?.counts);
  const bits = growing(saved?.bits);
  const heads = growing(saved?.heads);
  const bearers = growing(saved?.bearers);
  const nexts = growing(saved?.nexts);
  const slots = slotsOf(keys);
  const valueAt = (column: Growing, key: number): number => {
    const slot = slots.find(key);
    return slot === NONE ? 0 : column.at(slot);
  };
  return {
    add(key, bearer, bit = 0) {
      let slot = slots.find(key);
      if (slot === NONE) {
        slot = slots.add(key);
        counts.push(0);
        bits.push(0);
        heads.push(NONE);
      }
      counts.set(slot, counts.at(slot) + 1);
      bits.set(slot, bits.at(slot) | bit);
      if (counts.at(slot) > most) return;
      nexts.push(heads.at(slot));
      heads.set(slot, bearers.length);
      bearers.push(bearer);
    },
    count: (key) => valueAt(counts, key),
    bits: (key) => valueAt(bits, key),
    each(key, visit) {
      const slot = slots.find(key);
      if (slot === NONE) return;
      for (let link = heads.at(slot); link !== NONE; link = nexts.at(link)) visit(bearers.at(link));
    },
    save: () => ({
      keys: keys.values(),
      counts: counts.values(),
      bits: bits.values(),
      heads: heads.values(),
      bearers: bearers.values(),
      nexts: nexts.values(),
    }),
  };
}

const NONE = -1;

/** Finds keys, which are hashes, in their column: open addressing with linear probing, a third of what a Map takes. */
function slotsOf(keys: Growing) {
  let table = new Int32Array(0);
  resize();
  return {
    find(key: number): number {
      return table[placeOf(key)]! - 1;
    },
    add(key: number): number {
      if (keys.length >= table.length * FULLEST) resize();
      const slot = keys.length;
      keys.push(key | 0);
      table[placeOf(key)] = slot + 1;
      return slot;
    },
  };

  /** Where the key stands, or would. */
  function placeOf(key: number): number {
    const mask = table.length - 1;
    const mixed = Math.imul(key, 0x9e3779b1);
    let place = (mixed ^ (mixed >>> 15)) & mask;
    for (let held = table[place]!; held !== 0 && keys.at(held - 1) !== (key | 0); held = table[place]!) {
      place = (place + 1) & mask;
    }
    return place;
  }

  function resize(): void {
    let size = 16;
    while (keys.length >= size * FULLEST * 0.6) size *= 2;
    table = new Int32Array(size);
    for (let slot = 0; slot < keys.length; slot += 1) table[placeOf(keys.at(slot))] = slot + 1;
  }
}
const FULLEST = 0.7;

type Growing = {
  readonly length: number;
  at(index: number): number;
  set(index: number, value: number): void;
  push(value: number): void;
  /** Not a copy: what is set afterwards may show in it. */
  values(): Int32Array;
};

/** Copying is quick; room that waits to be filled is memory that is taken. */
const GROWTH = 1.25;

/** An array of 32-bit numbers that grows. */
export function growing(from: Int32Array = new Int32Array(0)): Growing {
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
        const larger = new Int32Array(Math.max(16, Math.ceil(length * GROWTH)));
        larger.set(array);
        array = larger;
      }
      array[length] = value;
      length += 1;
    },
    values: () => array.subarray(0, length),
  };
}
