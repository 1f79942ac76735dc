/** How much a shared key says: the rarer, the more; nothing when only one language uses it. */
import { LANGS } from '../lang/index.ts';
import type { Features, Keys } from './features.ts';

export type Weights = {
  of(key: number): number;
  /** In use by both languages, and by few enough to look at all of them. */
  isRare(key: number): boolean;
  /** Cosine of two sets of keys: 0 (nothing shared) to 1 (the same). */
  likeness(a: Keys, b: Keys): number;
};

export function weightsOf(collection: readonly Features[]): Weights {
  // How many releases have the key, above one bit for each language that does.
  const counts = new Map<number, number>();
  for (const { lang, keys } of collection) {
    const bit = 1 << LANGS.indexOf(lang);
    for (const key of keys) counts.set(key, ((counts.get(key) ?? 0) + ONE) | bit);
  }
  const of = (key: number): number => {
    const count = counts.get(key) ?? 0;
    const langs = count % ONE;
    return (langs & (langs - 1)) === 0 ? 0 : Math.log(1 + collection.length / Math.floor(count / ONE)) ** 2;
  };
  return {
    of,
    isRare: (key) => of(key) > 0 && Math.floor((counts.get(key) ?? 0) / ONE) <= RARE,
    likeness(a, b) {
      let shared = 0;
      for (let i = 0, j = 0; i < a.length && j < b.length; ) {
        const left = a[i]!;
        const right = b[j]!;
        if (left === right) shared += of(left);
        if (left <= right) i += 1;
        if (right <= left) j += 1;
      }
      return shared === 0 ? 0 : shared / Math.sqrt(total(a, of) * total(b, of));
    },
  };
}

/** In releases. */
const RARE = 40;
const ONE = 2 ** LANGS.length;

function total(keys: Keys, of: (key: number) => number): number {
  let sum = 0;
  for (const key of keys) sum += of(key);
  return sum;
}
