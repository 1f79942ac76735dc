/**
 * Which releases tell the same event in another language: explicit links and shared reference numbers first, then what
 * they have in common. Mutual, one-to-one, and only above a margin: a missing counterpart is a smaller fault than a
 * wrong one.
 */
import type { Features } from './features.ts';
import { align, type Comparison } from './quotations.ts';
import type { Weights } from './weights.ts';

type Candidate = { a: Features; b: Features; score: number };

/** Release id -> release id, both ways. */
export function pairReleases(collection: readonly Features[], comparison: Comparison): Map<string, string> {
  const candidates: Candidate[] = [];
  for (const [a, b] of likelyPairs(collection, comparison.weights)) {
    const score = likeness(a, b, comparison);
    if (score >= ACCEPT) candidates.push({ a, b, score });
  }
  candidates.sort((x, y) => y.score - x.score || compare(x.a.id, y.a.id) || compare(x.b.id, y.b.id));
  const byRelease = new Map<string, Candidate[]>();
  for (const candidate of candidates) for (const { id } of [candidate.a, candidate.b]) append(byRelease, id, candidate);

  const pairs = new Map<string, string>();
  for (const candidate of candidates) {
    const { a, b, score } = candidate;
    if (pairs.has(a.id) || pairs.has(b.id)) continue;
    const rivals = [...byRelease.get(a.id)!, ...byRelease.get(b.id)!].filter((other) => other !== candidate);
    const contested = rivals.some((other) => other.score > score - MARGIN && !taken(other, a, b));
    if (contested) continue;
    pairs.set(a.id, b.id);
    pairs.set(b.id, a.id);
  }
  return pairs;

  /** Whether the other side of a rival is paired already. */
  function taken(rival: Candidate, a: Features, b: Features): boolean {
    return pairs.has((rival.a === a || rival.a === b ? rival.b : rival.a).id);
  }
}

const ACCEPT = 0.8;
const MARGIN = 0.1;

/**
 * Pairs worth a closer look, each once: those that link to each other, that share a reference number, that share rare
 * keys (whatever their days: a version may come a year later), and of one day all of them where they are few.
 */
function* likelyPairs(collection: readonly Features[], weights: Weights): Generator<[Features, Features]> {
  const byUrl = new Map(collection.flatMap((one) => (one.url ? [[one.url, one] as const] : [])));
  const byDay = new Map<string, Features[]>();
  const byReference = new Map<string, Features[]>();
  const byKey = new Map<number, number[]>();
  collection.forEach((one, index) => {
    if (one.day) append(byDay, one.day, one);
    for (const reference of one.references) append(byReference, reference, one);
    for (const key of one.keys) if (weights.isRare(key)) append(byKey, key, index);
  });
  const shared = new Float64Array(collection.length);
  const yielded = new Map<Features, Set<Features>>();
  for (const one of collection) {
    const others = new Set<Features>(one.alternates.flatMap((url) => byUrl.get(url) ?? []));
    for (const reference of one.references) {
      const bearers = byReference.get(reference)!;
      if (bearers.length <= MOST_BEARERS) for (const other of bearers) others.add(other);
    }
    const sameDay = byDay.get(one.day ?? '') ?? [];
    if (sameDay.length <= FEW_A_DAY) for (const other of sameDay) others.add(other);
    const touched = new Set<number>();
    for (const key of one.keys) {
      for (const index of byKey.get(key) ?? []) {
        if (collection[index]!.lang === one.lang) continue;
        shared[index]! += weights.of(key);
        touched.add(index);
      }
    }
    const nearest = [...touched].sort((x, y) => shared[y]! - shared[x]! || x - y).slice(0, MOST_NEIGHBOURS);
    for (const index of nearest) others.add(collection[index]!);
    for (const index of touched) shared[index] = 0;
    for (const other of others) {
      if (other.lang === one.lang) continue;
      const [a, b] = one.id < other.id ? [one, other] : [other, one];
      // Either side may be the one that thinks of the other.
      const partners = yielded.get(a) ?? new Set();
      if (partners.has(b)) continue;
      yielded.set(a, partners.add(b));
      yield [a, b];
    }
  }
}

const MOST_BEARERS = 8;
const FEW_A_DAY = 40;
const MOST_NEIGHBOURS = 6;

const EXPLICIT = 10;
const REFERENCE = 0.5;

/** 0 to about 2: what the texts share, their quotations one by one, the day. */
function likeness(a: Features, b: Features, comparison: Comparison): number {
  const linked = links(a, b) || links(b, a) ? EXPLICIT : 0;
  const reference = a.references.some((one) => b.references.includes(one)) ? REFERENCE : 0;
  const most = Math.max(a.quotations.length, b.quotations.length);
  const aligned = align(a.quotations, b.quotations, comparison).reduce((sum, { score }) => sum + score, 0);
  const quotations = most === 0 ? 0 : aligned / most;
  return (
    linked + reference + comparison.weights.likeness(a.keys, b.keys) + QUOTATIONS * quotations + nearness(a.day, b.day)
  );
}

const QUOTATIONS = 0.6;
const links = (one: Features, other: Features): boolean => other.url !== null && one.alternates.includes(other.url);

/** Versions are issued together, a translation a few days later; the same words a year later may be another event. */
function nearness(a: string | null, b: string | null): number {
  if (!a || !b) return 0;
  const days = Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  if (days === 0) return 0.3;
  return days <= 4 ? 0.15 : days <= 40 ? 0 : -0.15;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function append<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
