/** Chance that repeats itself: the same seeds give the same draws on any machine. */

export type Random = {
  /** From 0 up to but not 1. */
  next(): number;
  /** An integer from 0 up to but not `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** Any of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item;
  /**
   * A rank from 0 with no upper limit, low ones first (Zipf-Mandelbrot): about the first `common` are drawn about
   * equally often, after that a rank is drawn as rank^-1.8. Of n draws some n^0.56 are different (Heaps' law).
   */
  rank(common: number): number;
};

export function randomFrom(...seeds: number[]): Random {
  let state = seeds.reduce((mixed, seed) => scramble(mixed ^ seed), 0x9e3779b9);
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)]!,
    rank: (common) => Math.floor(common * ((1 - next()) ** -1.25 - 1)),
  };
}

/** The finaliser of MurmurHash3. */
function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}
