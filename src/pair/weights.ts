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
  const weights = weightOfEach(collection);
  const rare = weightOf(RARE, collection.length);
  const totals = new WeakMap<Keys, number>();
  const of = (key: number): number => weights.get(key) ?? 0;
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
    isRare: (key) => of(key) >= rare,
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

/** In releases. */
const RARE = 40;
const ONE = 2 ** LANGS.length;

const weightOf = (releases: number, all: number): number => Math.log(1 + all / releases) ** 2;

/** Of the keys that more than one language uses. */
function weightOfEach(collection: readonly Features[]): Map<number, number> {
  // How many releases have the key, above one bit for each language that does.
  const counts = new Map<number, number>();
  for (const { lang, keys } of collection) {
    const bit = 1 << LANGS.indexOf(lang);
    for (const key of keys) counts.set(key, ((counts.get(key) ?? 0) + ONE) | bit);
  }
  const weights = new Map<number, number>();
  for (const [key, count] of counts) {
    const langs = count % ONE;
    if ((langs & (langs - 1)) !== 0) weights.set(key, weightOf(Math.floor(count / ONE), collection.length));
  }
  return weights;
}
