/**
 * Which words of one language stand for which of the other: learned from quotations that are versions of each other,
 * over the bundled glossary. Pure.
 *
 * IBM model 1 (Brown et al. 1993) in both directions at once, trained to agree (Liang, Taskar and Klein 2006, "Alignment
 * by agreement"): a word counts as rendered by another as far as both directions say so, which is the symmetrisation.
 * Only pairs of words that meet more often than chance has it are looked at (Moore 2004).
 */
import { createHash } from 'node:crypto';
import type { Lang, Lexicon, Rendering } from '../domain.ts';
import { GLOSSARY } from '../lang/glossary/index.ts';
import { LANGS } from '../lang/index.ts';
import { type ContentWord, contentWords } from './words.ts';

/** One text in both languages, and what to call it as an example. */
export type Versions = { texts: Record<Lang, string>; ids: Record<Lang, string> };

/** Beyond so many aligned texts (the first ones) more teach little and cost memory. */
export const MOST_PAIRS = 12_000;

/** Deterministic: the same texts in the same order give the same lexicon. At most `MOST_PAIRS` are read. */
export function learn(aligned: Iterable<Versions>): Lexicon {
  const vocabulary: Record<Lang, Vocabulary> = { en: createVocabulary(), fr: createVocabulary() };
  const texts: Text[] = [];
  let pairs = 0;
  for (const versions of aligned) {
    if (pairs === MOST_PAIRS) break;
    texts.push(read(versions.texts, vocabulary, versions.ids));
    pairs += 1;
  }
  for (const { fr, en } of GLOSSARY) texts.push(read({ fr, en }, vocabulary, null));
  const cells = cellsOf(texts, vocabulary);
  const links = align(texts, cells);
  const renderings = renderingsOf(cells, links, vocabulary);
  return {
    version: createHash('sha256').update(JSON.stringify(renderings)).digest('hex').slice(0, 12),
    pairs,
    renderings,
  };
}

// ------------------------------------------------------------------------------------------------------------ texts

/** The distinct words of one text in both languages, as numbers; `ids` null for a term of the glossary. */
type Text = { words: Record<Lang, Int32Array>; ids: Record<Lang, string> | null };

/** `texts` of the collection and `terms` of the glossary hold it. */
type Word = { stem: string; printed: Map<string, number>; texts: number; terms: number };
type Vocabulary = { words: Word[]; number(word: ContentWord, inCollection: boolean): number };

const [ONE, OTHER] = LANGS as readonly [Lang, Lang];

function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const words: Word[] = [];
  return {
    words,
    number({ stem, printed }, inCollection) {
      let number = numbers.get(stem);
      if (number === undefined) {
        number = words.length;
        numbers.set(stem, number);
        words.push({ stem, printed: new Map(), texts: 0, terms: 0 });
      }
      const word = words[number]!;
      if (inCollection) word.texts += 1;
      else word.terms += 1;
      word.printed.set(printed, (word.printed.get(printed) ?? 0) + 1);
      return number;
    },
  };
}

function read(texts: Record<Lang, string>, vocabulary: Record<Lang, Vocabulary>, ids: Text['ids']): Text {
  const words = (lang: Lang): Int32Array => {
    const distinct = new Map(contentWords(texts[lang], lang).map((word) => [word.stem, word]));
    const numbers = [...distinct.values()]
      .slice(0, MOST_WORDS)
      .map((word) => vocabulary[lang].number(word, ids !== null));
    return Int32Array.from(numbers).sort();
  };
  return { words: { en: words('en'), fr: words('fr') }, ids };
}

/** Of one text: a speech printed as one quotation says little about which word stands for which. */
const MOST_WORDS = 80;

// ------------------------------------------------------------------------------------------------------------ cells

/** Pairs of words that may stand for each other, as parallel arrays in ascending order of `one`, then `other`. */
type Cells = {
  one: Int32Array;
  other: Int32Array;
  together: Int32Array;
  glossary: Uint8Array;
  example: Int32Array;
  texts: readonly Text[];
  /** Where the cells of a word of the one language begin; one more entry than words. */
  starts: Int32Array;
};

function cellsOf(texts: readonly Text[], vocabulary: Record<Lang, Vocabulary>): Cells {
  const width = vocabulary[OTHER].words.length;
  const met = meetings(texts, width);
  const collected = texts.reduce((sum, { ids }) => sum + Number(ids !== null), 0);
  const kept: { one: number; other: number; together: number; glossary: boolean; example: number }[] = [];
  for (let at = 0; at < met.length; ) {
    const key = Math.floor(met[at]! / 2);
    let together = 0;
    let glossary = false;
    for (; at < met.length && Math.floor(met[at]! / 2) === key; at += 1) {
      if (met[at]! % 2 === 0) together += 1;
      else glossary = true;
    }
    const one = Math.floor(key / width);
    const other = key % width;
    const expected =
      (vocabulary[ONE].words[one]!.texts * vocabulary[OTHER].words[other]!.texts) / Math.max(1, collected);
    if (glossary || (together >= FEWEST && together > expected))
      kept.push({ one, other, together, glossary, example: -1 });
  }
  const starts = new Int32Array(vocabulary[ONE].words.length + 1);
  for (const { one } of kept) starts[one + 1]! += 1;
  for (let i = 1; i < starts.length; i += 1) starts[i]! += starts[i - 1]!;
  return {
    one: Int32Array.from(kept, ({ one }) => one),
    other: Int32Array.from(kept, ({ other }) => other),
    together: Int32Array.from(kept, ({ together }) => together),
    glossary: Uint8Array.from(kept, ({ glossary }) => Number(glossary)),
    example: new Int32Array(kept.length).fill(-1),
    texts,
    starts,
  };
}

/** Words that met in one text only may have met by chance. */
const FEWEST = 2;

/** Each meeting of two words as one number, ascending; odd where it is the glossary that joins them. */
function meetings(texts: readonly Text[], width: number): Float64Array {
  const met = new Float64Array(texts.reduce((sum, { words }) => sum + words[ONE].length * words[OTHER].length, 0));
  let at = 0;
  for (const { words, ids } of texts) {
    for (const one of words[ONE]) {
      for (const other of words[OTHER]) {
        met[at] = (one * width + other) * 2 + Number(ids === null);
        at += 1;
      }
    }
  }
  return met.sort();
}

// --------------------------------------------------------------------------------------------------------- training

/** How often each pair of words is expected to be linked, over all texts of the collection. */
function align(texts: readonly Text[], cells: Cells): Float64Array {
  const own = texts.map((text) => cellsWithin(text, cells));
  const size = cells.one.length;
  const widest = cells.other.reduce((most, other) => Math.max(most, other), 0) + 1;
  let links = Float64Array.from(cells.together, (together, i) => together + PRIOR * cells.glossary[i]!);
  for (let round = 0; round <= ROUNDS; round += 1) {
    const last = round === ROUNDS;
    const ofOne = new Float64Array(cells.starts.length);
    const ofOther = new Float64Array(widest);
    for (let i = 0; i < size; i += 1) {
      ofOne[cells.one[i]!]! += links[i]!;
      ofOther[cells.other[i]!]! += links[i]!;
    }
    const forth = links.map((count, i) => count / ofOne[cells.one[i]!]!);
    const back = links.map((count, i) => count / ofOther[cells.other[i]!]!);
    const next = new Float64Array(size);
    const sumOne = new Float64Array(cells.starts.length);
    const sumOther = new Float64Array(widest);
    for (const [text, within] of own.entries()) {
      const fromGlossary = texts[text]!.ids === null;
      for (const i of within) {
        sumOther[cells.other[i]!]! += forth[i]!;
        sumOne[cells.one[i]!]! += back[i]!;
      }
      for (const i of within) {
        const link =
          (forth[i]! / (NOTHING + sumOther[cells.other[i]!]!)) * (back[i]! / (NOTHING + sumOne[cells.one[i]!]!));
        next[i]! += fromGlossary ? link * PRIOR : link;
        if (last && !fromGlossary && cells.example[i]! < 0 && link > CLEAR) cells.example[i] = text;
      }
      for (const i of within) {
        sumOther[cells.other[i]!] = 0;
        sumOne[cells.one[i]!] = 0;
      }
    }
    links = next;
  }
  return links;
}

const ROUNDS = 5;
/** A term of the glossary is worth so many aligned quotations. */
const PRIOR = 2;
/** The share of the null word, which any word may be linked to. */
const NOTHING = 0.01;
const CLEAR = 0.25;

function cellsWithin({ words }: Text, { other, starts }: Cells): Int32Array {
  const found: number[] = [];
  for (const one of words[ONE]) {
    const wanted = words[OTHER];
    // Both ascend: one walk.
    for (let cell = starts[one]!, i = 0; cell < starts[one + 1]! && i < wanted.length; ) {
      if (other[cell] === wanted[i]) found.push(cell);
      const behind = other[cell]! - wanted[i]!;
      if (behind <= 0) cell += 1;
      if (behind >= 0) i += 1;
    }
  }
  return Int32Array.from(found);
}

function renderingsOf(cells: Cells, links: Float64Array, vocabulary: Record<Lang, Vocabulary>): Rendering[] {
  const renderings: Rendering[] = [];
  for (const [i, count] of links.entries()) {
    const one = vocabulary[ONE].words[cells.one[i]!]!;
    const other = vocabulary[OTHER].words[cells.other[i]!]!;
    const inGlossary = cells.glossary[i] === 1;
    // Two texts may agree by chance; the glossary does not.
    const sure = inGlossary ? count : count - BY_CHANCE;
    const share = both(
      rounded(sure / (one.texts + PRIOR * one.terms)),
      rounded(sure / (other.texts + PRIOR * other.terms)),
    );
    if (inGlossary ? Math.max(share.en, share.fr) < WEAKEST_OF_GLOSSARY : strengthOf(share) < WEAKEST) continue;
    const example = cells.texts[cells.example[i]!]?.ids ?? null;
    renderings.push({
      words: both(mostPrinted(one), mostPrinted(other)),
      stems: both(one.stem, other.stem),
      share,
      inGlossary,
      together: cells.together[i]!,
      each: both(one.texts, other.texts),
      example,
    });
  }
  return renderings.sort(
    (a, b) =>
      strengthOf(b.share) - strengthOf(a.share) || b.together - a.together || (a.stems[ONE] < b.stems[ONE] ? -1 : 1),
  );
}

const BY_CHANCE = 0.5;
const WEAKEST = 0.12;
const WEAKEST_OF_GLOSSARY = 0.05;

/** Of both directions together: their geometric mean. */
const strengthOf = (share: Record<Lang, number>): number => Math.sqrt(share.en * share.fr);

const rounded = (share: number): number => Number(Math.max(0, Math.min(1, share)).toFixed(3));

const both = <Value>(one: Value, other: Value): Record<Lang, Value> =>
  ({ [ONE]: one, [OTHER]: other }) as Record<Lang, Value>;

function mostPrinted({ printed }: Word): string {
  return [...printed].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
