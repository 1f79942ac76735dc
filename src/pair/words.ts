/** The words of a text that translation renders one by one: all but articles, prepositions and their like, stemmed. */
import type { Lang } from '../domain.ts';
import { languages } from '../lang/index.ts';
import { fold, lower } from '../util/fold.ts';

/** `printed` is lower case with its accents; words of one stem are one word in different forms. */
export type ContentWord = { stem: string; printed: string };

/** In order, with repeats; numbers are left out. Linear in the text. */
export function contentWords(text: string, lang: Lang): ContentWord[] {
  const { stopWords } = languages[lang];
  const words: ContentWord[] = [];
  for (const [printed] of lower(text).matchAll(WORD)) {
    if (printed.length < SHORTEST || printed.length > LONGEST || stopWords.has(printed)) continue;
    words.push({ stem: stemOf(printed, lang), printed });
  }
  return words;
}

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const SHORTEST = 3;
const LONGEST = 40;

function stemOf(word: string, lang: Lang): string {
  const key = `${lang} ${word}`;
  let stem = known.get(key);
  if (stem === undefined) {
    stem = fold(languages[lang].stem(word)) || fold(word);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, stem);
  }
  return stem;
}
const known = new Map<string, string>();
const MOST_KNOWN = 200_000;
