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
 *   throughout.
 * - Stop words are not wanted, but they give what they give: who asks for words of a quotation asks for a rare `toutes`
 *   too, and a frequent `the` gives next to nothing. Words that only ask give nothing.
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
  { name: 'office', weight: 0.25, b: 0.3 },
  { name: 'headline', weight: 0.3, b: 0.3 },
];

/** What an occurrence counts by how near it is to what was typed. */
export const QUALITY = { exact: 1, folded: 0.9, translation: 0.5, stem: 0.42 } as const;

/**
 * What the idf of a stop word counts. Measured: at 1 known items come first most often, but natural questions and what
 * is there in translation, which holds no stop word of the query, fall behind; at 0.6 both hold nearly all of it.
 */
export const STOP_SHARE = 0.6;

const K1 = 0.7;
const PROXIMITY = 1.5;
/** As far as a quotation of some length reaches: words drawn from one are there together, near or not. */
const FARTHEST = 50;
const STOP_WEIGHT = 1;
const LANGUAGE = 1.1;

export type RankedWord = {
  idf: number;
  /** Its place among the words of the query. */
  position: number;
  /** Which of the things wanted it serves; words of one phrase or OR share a number. Null when not wanted (a stop word). */
  wanted: number | null;
};

/** Scores one quotation after another: `start`, `see` every occurrence in the order of the text, `score`. */
export type Scorer = {
  /** How many things are. */
  wanted: number;
  isWanted(word: number): boolean;
  /** What the words that are not wanted give at most. */
  unwanted: number;
  start(): void;
  /**
   * `position` counts the words of the quotation; those of different fields are far apart. `sureness`: how sure it is,
   * over 0 to 1, that the word is meant; all that a word gives counts as far as the surest of its occurrences.
   */
  see(word: number, field: number, position: number, quality: number, sureness?: number): void;
  /** `length(field)` in words. */
  score(length: (field: number) => number, inQueryLanguage: boolean): number;
  /** What the score of the same quotation is made of. */
  parts(length: (field: number) => number, inQueryLanguage: boolean): ScoreParts;

  // No score is higher than (what its words give + `unwanted` + what nearness adds) · factor.
  /** What a word gives that is sure, and whose weights (see `weightIn`) add up to `tf`: `most · tf / (tf + half)`. */
  curve(word: number): { most: number; half: number };
  /** What nearness adds: each pair of words `most` as far as they are sure, times its closeness (`gap`: as far apart as in the query). */
  pairs: readonly { a: number; b: number; gap: number; most: number }[];
  factor(matched: number, inQueryLanguage: boolean): number;
};

/**
 * A score taken apart: the `score` of each word and each pair, and what coordination and language add or take, sum to
 * `score`. `word`, `a` and `b` are numbers of words; words and pairs that are not there are left out.
 */
export type ScoreParts = {
  score: number;
  words: { word: number; idf: number; tf: number; sureness: number; score: number }[];
  pairs: { a: number; b: number; weight: number; distance: number; score: number }[];
  /** `matched` of `wanted`; what is there in translation counts as far as it is sure. */
  coordination: { matched: number; wanted: number; score: number };
  language: { factor: number; score: number };
};

/** What `count` occurrences in a field of that length add to the `tf` of a word. */
export function weightIn(field: number, count: number, length: number, averageLength: number): number {
  const { weight, b } = FIELDS[field]!;
  return (weight * count) / (1 - b + (b * length) / (averageLength || 1));
}

export function idfOf(documents: number, documentFrequency: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** How near each other words stand that are `apart`, in words, and `gap` in the query: 1 where that is the same, at least 0. */
export function closeness(apart: number, gap: number): number {
  const distance = 1 + Math.abs(apart - gap);
  return distance <= FARTHEST ? 1 / distance : 0;
}

/** `wanted`: how many things are; `averageLengths`: of each field, in words. */
export function createScorer(words: readonly RankedWord[], wanted: number, averageLengths: readonly number[]): Scorer {
  const pairs = pairsOf(words);
  const pairsWith = words.map((_, word) => pairs.flatMap((pair, i) => (pair.a === word || pair.b === word ? [i] : [])));
  const unwanted = words.reduce((sum, { idf, wanted }) => (wanted === null ? sum + idf : sum), 0);
  const fields = FIELDS.length;
  const counts = new Float64Array(words.length * fields);
  const last = new Float64Array(words.length);
  const closest = new Float64Array(pairs.length);
  const sure = new Float64Array(words.length);
  const matched = new Float64Array(wanted);

  return {
    wanted,
    isWanted: (word) => words[word]!.wanted !== null,
    unwanted: (K1 + 1) * unwanted,
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
        const near = closeness(last[b]! - last[a]!, gap);
        if (near > closest[i]!) closest[i] = near;
      }
    },
    score(length, inQueryLanguage) {
      let sum = 0;
      matched.fill(0);
      for (let word = 0; word < words.length; word += 1) {
        const { idf, wanted: serves } = words[word]!;
        if (idf === 0) continue;
        const tf = frequency(word, length);
        if (tf === 0) continue;
        if (serves !== null) matched[serves] = Math.max(matched[serves]!, sure[word]!);
        sum += weigh(word, idf, tf);
      }
      for (let i = 0; i < pairs.length; i += 1) sum += nearness(i, pairs[i]!);
      let things = 0;
      for (let i = 0; i < matched.length; i += 1) things += matched[i]!;
      return sum * coordination(things) * (inQueryLanguage ? LANGUAGE : 1);
    },
    parts(length, inQueryLanguage) {
      const score = this.score(length, inQueryLanguage);
      const found = words.flatMap(({ idf }, word) => {
        const tf = idf === 0 ? 0 : frequency(word, length);
        return tf === 0 ? [] : [{ word, idf, tf, sureness: sure[word]!, score: weigh(word, idf, tf) }];
      });
      const near = pairs.flatMap((pair, i) =>
        closest[i] === 0
          ? []
          : [{ a: pair.a, b: pair.b, weight: pair.weight, distance: 1 / closest[i]!, score: nearness(i, pair) }],
      );
      const sum = [...found, ...near].reduce((all, part) => all + part.score, 0);
      const things = matched.reduce((count, there) => count + there, 0);
      const factor = inQueryLanguage ? LANGUAGE : 1;
      const coordinated = sum * coordination(things);
      return {
        score,
        words: found,
        pairs: near,
        coordination: { matched: things, wanted, score: coordinated - sum },
        language: { factor, score: coordinated * factor - coordinated },
      };
    },
    curve: (word) => ({ most: words[word]!.idf * (K1 + 1), half: K1 }),
    pairs: pairs.map(({ weight, ...pair }) => ({ ...pair, most: PROXIMITY * weight })),
    factor: (things, inQueryLanguage) => coordination(things) * (inQueryLanguage ? LANGUAGE : 1),
  };

  /** Occurrences in all fields, each field's weighed and set against its length. */
  function frequency(word: number, length: (field: number) => number): number {
    let tf = 0;
    for (let field = 0; field < fields; field += 1) {
      const count = counts[word * fields + field]!;
      if (count === 0) continue;
      tf += weightIn(field, count, length(field), averageLengths[field]!);
    }
    return tf;
  }

  function weigh(word: number, idf: number, tf: number): number {
    return (sure[word]! * idf * tf * (K1 + 1)) / (tf + K1);
  }

  function nearness(i: number, { a, b, weight }: Pair): number {
    return PROXIMITY * weight * closest[i]! * sure[a]! * sure[b]!;
  }

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
