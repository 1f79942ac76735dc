/** How much a shared key says: the rarer, the more; nothing when only one language uses it. */
import { LANGS } from '../lang/index.ts';
import type { Bearers } from './bearers.ts';
import type { Keys } from './features.ts';

export type Weights = {
  of(key: number): number;
  /** In use by few enough to look at all of them. */
  isRare(key: number): boolean;
  /** Cosine of two sets of keys: 0 (nothing shared) to 1 (the same). */
  likeness(a: Keys, b: Keys): number;
};

/** In releases: a key of more is no longer looked up. */
export const RARE = 40;

/** What stands for a language among the bits of a key. */
export const bitOf = (lang: (typeof LANGS)[number]): number => 1 << LANGS.indexOf(lang);

/** By the releases that bear each key, of `releases` in all. */
export function weightsBy(bearers: Bearers, releases: number): Weights {
  const totals = new WeakMap<Keys, number>();
  const weight = (count: number, langs: number): number =>
    (langs & (langs - 1)) === 0 ? 0 : Math.log(1 + releases / count) ** 2;
  const of = (key: number): number => bearers.weigh(key, weight);
  const total = (keys: Keys): number => {
    let sum = totals.get(keys);
    if (sum === undefined) {
      sum = 0;
      for (const key of keys) sum += of(key);
      totals.set(keys, sum);
    }
    return sum;
  };
  return {
    of,
    isRare: (key) => bearers.count(key) <= RARE,
    likeness(a, b) {
      let shared = 0;
      for (let i = 0, j = 0; i < a.length && j < b.length; ) {
        const left = a[i]!;
        const right = b[j]!;
        if (left === right) shared += of(left);
        if (left <= right) i += 1;
        if (right <= left) j += 1;
      }
      return shared === 0 ? 0 : shared / Math.sqrt(total(a) * total(b));
    },
  };
}
