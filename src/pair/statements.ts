/**
 * Statements: one thing said, with its versions in both languages and its repeats in other releases, word for word or
 * nearly so. Near repeats are found by shared runs of words (w-shingling, Broder 1997), the smallest hashes of which
 * serve as a sketch, so that only likely pairs are compared.
 */
import type { Features, QuotationFeatures } from './features.ts';
import { sameSpeaker } from './quotations.ts';

/** Quotation id -> the id of the statement: that of its first quotation, by day and then by id. */
export function groupStatements(
  collection: readonly Features[],
  versions: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const groups = createGroups();
  const days = new Map<string, string>();
  for (const { day, quotations } of collection)
    for (const { id } of quotations) {
      days.set(id, `${day ?? UNKNOWN_DAY} ${id}`);
      groups.add(id);
    }
  for (const [id, others] of versions) for (const other of others) groups.join(id, other);
  for (const [a, b] of repeats(collection)) groups.join(a, b);
  return groups.named((a, b) => (days.get(a)! < days.get(b)! ? a : b));
}

const UNKNOWN_DAY = '9999-99-99';

/** Pairs of quotations in one language that say the same in nearly the same words, by whom the same is known of. */
function* repeats(collection: readonly Features[]): Generator<[string, string]> {
  const bySketch = new Map<number, QuotationFeatures[]>();
  for (const { quotations } of collection) {
    for (const one of quotations) {
      if (one.words.length < FEWEST_WORDS) continue;
      const own = shinglesOf(one.words);
      const compared = new Set<QuotationFeatures>([one]);
      for (const hash of own.slice(0, SKETCH)) {
        const bearers = bySketch.get(hash) ?? [];
        for (const other of bearers) {
          if (compared.has(other)) continue;
          compared.add(other);
          if (other.lang !== one.lang || sameSpeaker(one, other) === 'other') continue;
          if (isRepeat(own, shinglesOf(other.words))) yield [other.id, one.id];
        }
        // A formula that many share tells nothing of any two of them; its first bearers stand for the rest.
        if (bearers.length < MOST_BEARERS) bySketch.set(hash, [...bearers, one]);
      }
    }
  }
}

/** Content words: shorter ones (`Merci à tous!`) are said again without being one statement. */
const FEWEST_WORDS = 6;
/** Words a run. */
const RUN = 3;
/** Hashes a sketch. */
const SKETCH = 8;
const MOST_BEARERS = 24;

/** Hashes of the runs of words, ascending, each once. */
function shinglesOf(words: Uint32Array): Uint32Array {
  const hashes = new Set<number>();
  for (let i = 0; i + RUN <= words.length; i += 1) {
    let hash = 0;
    for (let k = 0; k < RUN; k += 1) hash = Math.imul(hash ^ words[i + k]!, 0x9e3779b1) ^ (hash >>> 15);
    hashes.add(hash >>> 0);
  }
  return Uint32Array.from(hashes).sort();
}

/** By the share of runs in common of all that either has (Jaccard), or nearly all of the shorter within the longer. */
function isRepeat(a: Uint32Array, b: Uint32Array): boolean {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) shared += 1;
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return shared >= ALIKE * (a.length + b.length - shared);
}
/** One word changed in twenty breaks three runs of eighteen. */
const ALIKE = 0.6;

/** Disjoint sets of ids (union-find). */
function createGroups() {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    let top = id;
    for (let next = parents.get(top)!; next !== top; next = parents.get(top)!) {
      parents.set(top, parents.get(next)!);
      top = next;
    }
    return top;
  };
  return {
    add: (id: string) => void parents.set(id, id),
    join(a: string, b: string) {
      parents.set(root(a), root(b));
    },
    /** Each id -> the name of its set, which `first` chooses of any two. */
    named(first: (a: string, b: string) => string): Map<string, string> {
      const names = new Map<string, string>();
      for (const id of parents.keys()) {
        const top = root(id);
        const name = names.get(top);
        names.set(top, name === undefined ? id : first(name, id));
      }
      return new Map([...parents.keys()].map((id) => [id, names.get(root(id))!]));
    },
  };
}
