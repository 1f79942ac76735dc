/** Which quotations of two releases, or of both languages on one page, are versions of each other. */
import type { QuotationFeatures } from './features.ts';
import type { Translation } from './translation.ts';
import type { Weights } from './weights.ts';

export type Aligned = {
  a: QuotationFeatures;
  b: QuotationFeatures;
  score: number;
  /** How much they render of each other, 0 to 1. */
  rendered: number;
  /** Where one side prints as several quotations what the other prints as one: the other pieces. Of one side only. */
  more: QuotationFeatures[];
};

/** What two texts have in common: the words they share, and those that the one renders of the other. */
export type Comparison = { weights: Weights; translation: Translation };

/**
 * One-to-one, best first, each by what the two say: never because nothing else is left. What is left over beside a pair is
 * a piece of it when the other side says that too.
 */
export function align(
  left: readonly QuotationFeatures[],
  right: readonly QuotationFeatures[],
  comparison: Comparison,
): Aligned[] {
  const candidates: (Aligned & { i: number; j: number })[] = [];
  const others = repeatsIn(right);
  const likely = likelyAmong(left, right, others);
  for (const one of repeatsIn(left)) {
    for (const other of likely(one)) {
      const [first, second] = [left[one[0]!]!, right[other[0]!]!];
      if (first.lang === second.lang) continue;
      const rendered = comparison.translation.likeness(first.words, second.words);
      const alike = likeness(first, second, rendered, comparison);
      if (alike + ORDER < ACCEPT) continue;
      for (const [i, j] of couples(one, other)) {
        const away = Math.abs(i / Math.max(1, left.length - 1) - j / Math.max(1, right.length - 1));
        const score = alike + ORDER * (1 - away);
        if (score < ACCEPT) continue;
        candidates.push({ a: left[i]!, b: right[j]!, i, j, score, rendered: rendered ?? UNKNOWN, more: [] });
      }
    }
  }
  candidates.sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j);
  const taken = new Set<QuotationFeatures>();
  const aligned: Aligned[] = [];
  for (const { a, b, score, rendered, more } of candidates) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    aligned.push({ a, b, score, rendered, more });
  }
  addPieces(aligned, left, right, taken, comparison);
  return aligned;
}

const ORDER = 0.1;
const ACCEPT = 0.55;

/** What they say, the speaker, the length; about -0.4 to 1.8. Minus infinity where they do not say enough of each other. */
function likeness(
  a: QuotationFeatures,
  b: QuotationFeatures,
  rendered: number | null,
  { weights }: Comparison,
): number {
  const ratio = Math.min(a.length, b.length) / Math.max(a.length, b.length);
  if (ratio < SHORTEST_RATIO) return Number.NEGATIVE_INFINITY;
  const speaker = sameSpeaker(a, b);
  if (rendered !== null && rendered < RENDERED_BY[speaker]) return Number.NEGATIVE_INFINITY;
  const said = RENDERED * ((rendered ?? UNKNOWN) - UNKNOWN);
  return weights.likeness(a.keys, b.keys) + said + LENGTH * ratio + SPEAKER[speaker];
}

/** A version may be half as long as the other; French is a fifth longer on the whole. */
const SHORTEST_RATIO = 0.35;
const LENGTH = 0.15;
const SPEAKER = { same: 0.4, unknown: 0.15, other: -0.1 };
/**
 * Of aligned quotations 99 in 100 render more than this share of each other's words by the glossary, of others 99 in 100
 * less (measured on 754 federal and Yukon pairs).
 */
const UNKNOWN = 0.35;
const RENDERED = 1.2;
/**
 * What they must render at least. Of 1,490 pairs of federal and Yukon quotations, 1,448 by one speaker render 0.27 and
 * more, and 42 by others or nobody, as far as the releases tell, 0.48 and more; of 2,725 that are no pairs but stand in
 * the two versions of a release, by others or nobody, 77 do.
 */
const RENDERED_BY = { same: 0.25, unknown: 0.47, other: 0.47 };

/** The places of quotations that cannot be told apart by what is compared, together; in the order of the text. */
function repeatsIn(list: readonly QuotationFeatures[]): number[][] {
  const repeats = new Map<string, number[]>();
  for (const [at, { lang, length, words, keys, speakers }] of list.entries()) {
    const key = JSON.stringify([lang, length, words.join(), keys.join(), speakers]);
    const places = repeats.get(key);
    if (places) places.push(at);
    else repeats.set(key, [at]);
  }
  return [...repeats.values()];
}

/**
 * Which of `right`, given by `repeats`, are compared with a quotation of `left`: all; of very many those that stand about
 * as far on, and those it shares a key with that few others have. So the cost grows with their number, not its square.
 */
function likelyAmong(
  left: readonly QuotationFeatures[],
  right: readonly QuotationFeatures[],
  repeats: readonly number[][],
): (places: readonly number[]) => Iterable<number[]> {
  if (left.length * repeats.length <= MOST_COMPARED) return () => repeats;
  const bearers = new Map<number, number[][]>();
  for (const repeat of repeats) {
    for (const key of right[repeat[0]!]!.keys) {
      const known = bearers.get(key);
      if (known) known.push(repeat);
      else bearers.set(key, [repeat]);
    }
  }
  return ([place]) => {
    const found = new Set<number[]>();
    for (const key of left[place!]!.keys) {
      const known = bearers.get(key) ?? [];
      if (known.length <= FEW) for (const repeat of known) found.add(repeat);
    }
    const first = Math.round((place! / left.length) * repeats.length) - NEAR;
    for (const repeat of repeats.slice(Math.max(0, first), first + 2 * NEAR)) found.add(repeat);
    return found;
  };
}

/** 300 of each side: far more than the longest release says. */
const MOST_COMPARED = 90_000;
const FEW = 8;
const NEAR = 40;

/** What is said eight times on each side is still compared each with each. */
const MOST_COUPLES = 64;

/** Each with each; of very many, which only their order tells apart, one with one. */
function* couples(one: readonly number[], other: readonly number[]): Generator<[number, number]> {
  if (one.length * other.length > MOST_COUPLES) {
    for (let at = 0; at < Math.min(one.length, other.length); at += 1) yield [one[at]!, other[at]!];
  } else for (const i of one) for (const j of other) yield [i, j];
}

/** Adds to each pair what stands beside one of its sides, is left over, and is said by the other side too. */
function addPieces(
  aligned: readonly Aligned[],
  left: readonly QuotationFeatures[],
  right: readonly QuotationFeatures[],
  taken: Set<QuotationFeatures>,
  { translation }: Comparison,
): void {
  const places = new Map<QuotationFeatures, number>();
  for (const list of [left, right]) for (const [at, quotation] of list.entries()) places.set(quotation, at);
  for (const pair of aligned) {
    for (const [own, whole, list] of [
      [pair.a, pair.b, left],
      [pair.b, pair.a, right],
    ] as const) {
      if (pair.more.length && pair.more[0]!.lang !== own.lang) continue;
      let length = own.length;
      const at = places.get(own)!;
      for (const step of [1, -1]) {
        for (let i = at + step; list[i] && !taken.has(list[i]!); i += step) {
          const piece = list[i]!;
          const fits = length + piece.length <= whole.length * MOST_OF_PIECES;
          if (!fits || piece.lang !== own.lang || sameSpeaker(own, piece) !== 'same') break;
          if ((translation.coverage(piece.words, whole.words) ?? 0) < RENDERED_PIECE) break;
          length += piece.length;
          taken.add(piece);
          pair.more.push(piece);
        }
      }
    }
  }
}

/** In lengths of the whole. */
const MOST_OF_PIECES = 1.4;
const RENDERED_PIECE = 0.5;

export function sameSpeaker(a: QuotationFeatures, b: QuotationFeatures): keyof typeof SPEAKER {
  if (!a.speakers.length || !b.speakers.length) return 'unknown';
  const same = a.speakers.some((name) => b.speakers.some((other) => shareName(name, other)));
  return same ? 'same' : 'other';
}

/** Two words in common, or one where one is all there is; a title may have stuck to one of the two. */
function shareName(a: readonly string[], b: readonly string[]): boolean {
  const shared = a.filter((word) => b.includes(word)).length;
  return shared >= 2 || (shared === 1 && Math.min(a.length, b.length) === 1);
}
