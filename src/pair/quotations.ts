/** Which quotations of two releases, or of both languages on one page, are versions of each other. */
import type { QuotationFeatures } from './features.ts';
import type { Weights } from './weights.ts';

export type Aligned = { a: QuotationFeatures; b: QuotationFeatures; score: number };

/**
 * One-to-one, best first. What is left over once, on either side, is paired by elimination when nothing speaks against
 * it: who speaks, how long it is.
 */
export function align(
  left: readonly QuotationFeatures[],
  right: readonly QuotationFeatures[],
  weights: Weights,
): Aligned[] {
  const candidates: (Aligned & { i: number; j: number })[] = [];
  left.forEach((a, i) => {
    right.forEach((b, j) => {
      if (a.lang === b.lang) return;
      const away = Math.abs(i / Math.max(1, left.length - 1) - j / Math.max(1, right.length - 1));
      const score = likeness(a, b, weights) + ORDER * (1 - away);
      if (score >= ACCEPT) candidates.push({ a, b, i, j, score });
    });
  });
  candidates.sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const taken = new Set<QuotationFeatures>();
  const aligned: Aligned[] = [];
  for (const { a, b, score } of candidates) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    aligned.push({ a, b, score });
  }
  const [a, ...moreLeft] = left.filter((one) => !taken.has(one));
  const [b, ...moreRight] = right.filter((one) => !taken.has(one));
  if (a && b && !moreLeft.length && !moreRight.length && a.lang !== b.lang && likeness(a, b, weights) >= POSSIBLE)
    aligned.push({ a, b, score: ACCEPT });
  return aligned;
}

const ORDER = 0.1;
const ACCEPT = 0.55;
const POSSIBLE = 0.2;

/** Words in common, the speaker, the length; about 0 to 1.5. */
export function likeness(a: QuotationFeatures, b: QuotationFeatures, weights: Weights): number {
  const ratio = Math.min(a.length, b.length) / Math.max(a.length, b.length);
  if (ratio < SHORTEST_RATIO) return 0;
  return weights.likeness(a.keys, b.keys) + LENGTH * ratio + SPEAKER[sameSpeaker(a, b)];
}

/** A version may be half as long as the other; French is a fifth longer on the whole. */
const SHORTEST_RATIO = 0.35;
const LENGTH = 0.15;
const SPEAKER = { same: 0.4, unknown: 0.15, other: -0.1 };

function sameSpeaker(a: QuotationFeatures, b: QuotationFeatures): keyof typeof SPEAKER {
  if (!a.speakers.length || !b.speakers.length) return 'unknown';
  const same = a.speakers.some((name) => b.speakers.some((other) => shareName(name, other)));
  return same ? 'same' : 'other';
}

/** Two words in common, or one where one is all there is; a title may have stuck to one of the two. */
function shareName(a: readonly string[], b: readonly string[]): boolean {
  const shared = a.filter((word) => b.includes(word)).length;
  return shared >= 2 || (shared === 1 && Math.min(a.length, b.length) === 1);
}
