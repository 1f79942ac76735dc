/**
 * Which releases tell the same event in another language: explicit links and shared reference numbers first, then what
 * they have in common. Mutual, one-to-one, and only above a margin: a missing counterpart is a smaller fault than a
 * wrong one.
 */
import { evidence, needed } from './evidence.ts';
import { type Features, hash } from './features.ts';
import { align, type Comparison } from './quotations.ts';

/** Two releases that may be versions of each other; by number, the smaller first. */
export type Candidate = { a: number; b: number; score: number };

/** Best first; a pair that a rival comes close to waits until the rival is taken. Number -> number, both ways. */
export function choose(candidates: readonly Candidate[], idOf: (release: number) => string): Map<number, number> {
  const sorted = [...candidates].sort(
    (x, y) => y.score - x.score || compare(firstId(x), firstId(y)) || compare(lastId(x), lastId(y)),
  );
  const byRelease = new Map<number, Candidate[]>();
  for (const candidate of sorted) {
    for (const release of [candidate.a, candidate.b]) {
      const list = byRelease.get(release);
      if (list) list.push(candidate);
      else byRelease.set(release, [candidate]);
    }
  }
  const pairs = new Map<number, number>();
  for (const candidate of sorted) {
    const { a, b, score } = candidate;
    if (pairs.has(a) || pairs.has(b)) continue;
    const rivals = [...byRelease.get(a)!, ...byRelease.get(b)!].filter((other) => other !== candidate);
    const contested = rivals.some((other) => other.score > score - MARGIN && !taken(other, a, b));
    if (contested) continue;
    pairs.set(a, b);
    pairs.set(b, a);
  }
  return pairs;

  /** Whether the other side of a rival is paired already. */
  function taken(rival: Candidate, a: number, b: number): boolean {
    return pairs.has(rival.a === a || rival.a === b ? rival.b : rival.a);
  }

  function firstId({ a, b }: Candidate): string {
    return idOf(a) < idOf(b) ? idOf(a) : idOf(b);
  }

  function lastId({ a, b }: Candidate): string {
    return idOf(a) < idOf(b) ? idOf(b) : idOf(a);
  }
}

const MARGIN = 0.1;

/** What a release is looked up by beside its text: its day, its address, those it links to, its reference numbers. */
export function signsOf({ day, url, alternates, references }: Features): { own: number[]; wanted: number[] } {
  const address = (one: string): number => hash(`url ${one}`);
  const link = (one: string): number => hash(`link ${one}`);
  const both = [...(day ? [hash(`day ${day}`)] : []), ...references.map((one) => hash(`reference ${one}`))];
  return {
    own: [...both, ...(url ? [address(url)] : []), ...alternates.map(link)],
    wanted: [...both, ...alternates.map(address), ...(url ? [link(url)] : [])],
  };
}

/** Releases beyond so many of one day, or with one reference number, are not compared for that alone. */
export const FEW = 40;
/** So many of those that share most rare keys are compared, whatever their days: a version may come a year later. */
export const MOST_NEIGHBOURS = 6;

const EXPLICIT = 10;
const REFERENCE = 0.5;

/**
 * 0 to about 2: what the texts share, their quotations one by one, the day. Null for what would not be taken for versions
 * if there were nothing else: those that link to each other always are.
 */
export function likeness(a: Features, b: Features, comparison: Comparison): number | null {
  const linked = links(a, b) || links(b, a);
  const least = linked ? Number.NEGATIVE_INFINITY : needed(a, b);
  const fewest = Math.min(a.quotations.length, b.quotations.length);
  const most = Math.max(a.quotations.length, b.quotations.length);
  // Most of what meets is told apart before its quotations are aligned.
  if (evidence(a, b, fewest === 0 ? null : fewest / most) < least) return null;
  const aligned = align(a.quotations, b.quotations, comparison);
  const rendered = aligned.reduce((sum, one) => sum + one.rendered, 0);
  if (evidence(a, b, fewest === 0 ? null : rendered / most) < least) return null;
  const reference = a.references.some((one) => b.references.includes(one)) ? REFERENCE : 0;
  const quotations = most === 0 ? 0 : aligned.reduce((sum, { score }) => sum + score, 0) / most;
  const texts = comparison.weights.likeness(a.keys, b.keys);
  return (linked ? EXPLICIT : 0) + reference + texts + QUOTATIONS * quotations + nearness(a.day, b.day);
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
