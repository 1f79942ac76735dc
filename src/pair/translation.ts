/** How far one text says in other words what another says, by the lexicon. */
import type { Lang, Lexicon } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { hashOfWord } from './features.ts';

/** Words are hashes (`QuotationFeatures.words`); what is known of an array is remembered while the array lives. */
export type Translation = {
  /**
   * The share of the words of either text that the other renders, 0 to 1, the mean of both directions; null when the
   * lexicon knows too few of them to say anything.
   */
  likeness(a: Uint32Array, b: Uint32Array): number | null;
  /** The share of the words of `part` that `whole` renders; null as above. */
  coverage(part: Uint32Array, whole: Uint32Array): number | null;
};

export function translationBy({ renderings }: Lexicon): Translation {
  const numbers = new Map<number, number>();
  /** What may stand for a word, by number. */
  const others: number[][] = [];
  for (const { stems } of renderings) {
    const [one, other] = LANGS.map((lang: Lang) => numberOf(hashOfWord(stems[lang], lang))) as [number, number];
    others[one]!.push(other);
    others[other]!.push(one);
  }
  const texts = new WeakMap<Uint32Array, Int32Array>();
  /** By the number of a word, the running number of the text that last held it: no set is made for each comparison. */
  const seen = new Int32Array(others.length);
  let marks = 0;
  return {
    coverage,
    likeness(a, b) {
      const forth = coverage(a, b);
      const back = coverage(b, a);
      return forth === null || back === null ? null : (forth + back) / 2;
    },
  };

  function coverage(part: Uint32Array, whole: Uint32Array): number | null {
    const asked = knownIn(part);
    if (asked.length < FEWEST) return null;
    const there = knownIn(whole);
    marks += 1;
    for (const word of there) seen[word] = marks;
    let rendered = 0;
    for (const word of asked) if (others[word]!.some((other) => seen[other] === marks)) rendered += 1;
    return rendered / asked.length;
  }

  /** The distinct words of a text that the lexicon knows, by number. */
  function knownIn(words: Uint32Array): Int32Array {
    const remembered = texts.get(words);
    if (remembered) return remembered;
    const known = new Int32Array(words.length);
    let count = 0;
    marks += 1;
    for (let i = 0; i < words.length; i += 1) {
      const number = numbers.get(words[i]!);
      if (number === undefined || seen[number] === marks) continue;
      seen[number] = marks;
      known[count] = number;
      count += 1;
    }
    const distinct = known.slice(0, count);
    texts.set(words, distinct);
    return distinct;
  }

  function numberOf(word: number): number {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, others.length);
    return others.push([]) - 1;
  }
}

/** Of words that the lexicon knows. */
const FEWEST = 3;
