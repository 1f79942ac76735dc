/**
 * How well a quotation answers a query: a number, higher is better. Pure; it knows nothing of how occurrences are found.
 *
 *     score = (Σ words  idf · tf (k1 + 1) / (tf + k1)  +  P · Σ pairs  weight / distance) · matched/wanted · language
 *
 * - The first sum is BM25F (Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009): the
 *   occurrences of a word in all fields are added up before saturation, `tf = Σ fields weight · n / (1 − b + b · length
 *   / average length)`, and `idf = ln(1 + (N − df + ½) / (df + ½))`. An occurrence counts for 1 when it is the form that
 *   was typed, accents included, and for less when only the accents differ or only the stem is shared.
 * - The second is proximity after Rasolofo & Savoy (*Term Proximity Scoring for Keyword-Based Retrieval Systems*, 2003):
 *   words that follow each other in the query weigh as the rarer of the two; `distance` is 1 where they stand in the
 *   text as they do in the query, and 1 more for each word more or fewer between them. An exact phrase has distance 1
 *   throughout. Stop words take part here only.
 * - Coordination is the share of what was wanted that is there; a word that is there only as a translation counts as
 *   far as that is sure, here and in both sums. A query whose words tell its language gives the quotations in it a mild advantage.
 *
 * Equal scores: the newer quotation first, then by id; that is the caller's to do.
 */

export type Field = 'quotation' | 'speaker' | 'office' | 'headline';

/**
 * `weight`: what an occurrence counts there; `b`: how much a long field dilutes it. These and the figures below were
 * set on one half of known-item queries (words drawn from a quotation) and checked on the other: saturation comes early,
 * since a quotation is short; an office or headline is shared by many quotations, and tells them apart less.
 */
export const FIELDS: readonly { name: Field; weight: number; b: number }[] = [
  { name: 'quotation', weight: 1, b: 0.65 },
  { name: 'speaker', weight: 0.8, b: 0.3 },
  { name: 'office', weight: 0.4, b: 0.3 },
  { name: 'headline', weight: 0.3, b: 0.3 },
];

/** What an occurrence counts by how near it is to what was typed. */
export const QUALITY = { exact: 1, folded: 0.9, stem: 0.42 } as const;

const K1 = 0.7;
const PROXIMITY = 1.5;
/** As far as a quotation of some length reaches: words drawn from one are there together, near or not. */
const FARTHEST = 50;
const STOP_WEIGHT = 1;
const LANGUAGE = 1.1;

export type RankedWord = {
  /** 0 for a word that is not wanted (a stop word). */
  idf: number;
  /** Its place among the words of the query. */
  position: number;
  /** Which of the things wanted it serves; words of one phrase or OR share a number. Null when not wanted. */
  wanted: number | null;
};

/** Scores one quotation after another: `start`, `see` every occurrence in the order of the text, `score`. */
export type Scorer = {
  start(): void;
  /**
   * `position` counts the words of the quotation; those of different fields are far apart. `sureness`: how sure it is,
   * over 0 to 1, that the word is meant; all that a word gives counts as far as the surest of its occurrences.
   */
  see(word: number, field: number, position: number, quality: number, sureness?: number): void;
  /** `length(field)` in words. */
  score(length: (field: number) => number, inQueryLanguage: boolean): number;
  /** No quotation that matches wanted words whose idf add up to `idf`, for `matched` things wanted, scores higher. */
  bound(idf: number, matched: number): number;
};

export function idfOf(documents: number, documentFrequency: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** `wanted`: how many things are; `averageLengths`: of each field, in words. */
export function createScorer(words: readonly RankedWord[], wanted: number, averageLengths: readonly number[]): Scorer {
  const pairs = pairsOf(words);
  const pairsWith = words.map((_, word) => pairs.flatMap((pair, i) => (pair.a === word || pair.b === word ? [i] : [])));
  const stopPairs = pairs.filter(({ a, b }) => words[a]!.wanted === null || words[b]!.wanted === null).length;
  const fields = FIELDS.length;
  const counts = new Float64Array(words.length * fields);
  const last = new Float64Array(words.length);
  const closest = new Float64Array(pairs.length);
  const sure = new Float64Array(words.length);
  const matched = new Float64Array(wanted);

  return {
    start() {
      counts.fill(0);
      sure.fill(0);
      last.fill(Number.NEGATIVE_INFINITY);
      closest.fill(0);
    },
    see(word, field, position, quality, sureness = 1) {
      counts[word * fields + field]! += quality;
      if (sureness > sure[word]!) sure[word] = sureness;
      last[word] = position;
      for (const i of pairsWith[word]!) {
        const { a, b, gap } = pairs[i]!;
        const distance = 1 + Math.abs(last[b]! - last[a]! - gap);
        if (distance <= FARTHEST && 1 / distance > closest[i]!) closest[i] = 1 / distance;
      }
    },
    score(length, inQueryLanguage) {
      let sum = 0;
      matched.fill(0);
      for (const [word, { idf, wanted: serves }] of words.entries()) {
        if (serves === null) continue;
        let tf = 0;
        for (let field = 0; field < fields; field += 1) {
          const count = counts[word * fields + field]!;
          if (count === 0) continue;
          const { weight, b } = FIELDS[field]!;
          tf += (weight * count) / (1 - b + (b * length(field)) / (averageLengths[field] || 1));
        }
        if (tf === 0) continue;
        matched[serves] = Math.max(matched[serves]!, sure[word]!);
        sum += (sure[word]! * idf * tf * (K1 + 1)) / (tf + K1);
      }
      for (const [i, { a, b, weight }] of pairs.entries()) {
        sum += PROXIMITY * weight * closest[i]! * sure[a]! * sure[b]!;
      }
      return sum * coordination(matched.reduce((count, there) => count + there, 0)) * (inQueryLanguage ? LANGUAGE : 1);
    },
    bound(idf, things) {
      const proximity = PROXIMITY * (2 * idf + STOP_WEIGHT * stopPairs);
      return ((K1 + 1) * idf + proximity) * coordination(things) * LANGUAGE;
    },
  };

  function coordination(things: number): number {
    return wanted === 0 ? 1 : things / wanted;
  }
}

type Pair = { a: number; b: number; gap: number; weight: number };

/** Each word with the next of the query, and each wanted word with the next wanted one. */
function pairsOf(words: readonly RankedWord[]): Pair[] {
  const order = words.map((_, i) => i).sort((i, j) => words[i]!.position - words[j]!.position);
  const wanted = order.filter((i) => words[i]!.wanted !== null);
  const pairs = new Map<string, Pair>();
  for (const sequence of [order, wanted]) {
    for (const [i, b] of sequence.entries()) {
      const a = sequence[i - 1];
      if (a === undefined) continue;
      const gap = words[b]!.position - words[a]!.position;
      const isStop = words[a]!.wanted === null || words[b]!.wanted === null;
      const weight = isStop ? STOP_WEIGHT : Math.min(words[a]!.idf, words[b]!.idf);
      if (gap > 0) pairs.set(`${a} ${b}`, { a, b, gap, weight });
    }
  }
  return [...pairs.values()];
}
