/** Where a key, which is a hash of 32 bits, stands in a column of such: a fraction of what a Map of numbers takes. */
import { type Column, columnOf } from './columns.ts';

export type Slots = {
  find(key: number): number | null;
  /** Appends a key that is not in the column yet. */
  add(key: number): number;
};

/** Open addressing with linear probing (Knuth, The Art of Computer Programming 6.4, algorithm L). */
export function slotsOf(keys: Column = columnOf()): Slots {
  /** The slot and one; 0 where there is none. */
  let table = new Int32Array(0);
  resize();
  return {
    find(key) {
      const held = table[placeOf(key | 0)]!;
      return held === 0 ? null : held - 1;
    },
    add(key) {
      if (keys.length >= table.length * FULLEST) resize();
      const slot = keys.length;
      keys.push(key);
      table[placeOf(key | 0)] = slot + 1;
      return slot;
    },
  };

  /** Where the key stands, or would. */
  function placeOf(key: number): number {
    const mask = table.length - 1;
    const mixed = Math.imul(key, 0x9e3779b1);
    let place = (mixed ^ (mixed >>> 15)) & mask;
    for (let held = table[place]!; held !== 0 && keys.at(held - 1) !== key; held = table[place]!) {
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
