/**
 * What a word would be in the other language if it is the same word there: learned words of Latin and Greek keep their
 * stem, and change their ending by rule (`biodiversity`, `biodiversité`). Whether it is a word at all is for the caller
 * to see.
 */
import type { Lang } from '../domain.ts';

/** Endings that stand for each other. */
const ENDINGS: readonly Record<Lang, string>[] = [
  { en: 'ity', fr: 'ité' },
  { en: 'ty', fr: 'té' },
  { en: 'ical', fr: 'ique' },
  { en: 'ics', fr: 'ique' },
  { en: 'ic', fr: 'ique' },
  { en: 'al', fr: 'el' },
  { en: 'ive', fr: 'if' },
  { en: 'ous', fr: 'eux' },
  { en: 'or', fr: 'eur' },
  { en: 'er', fr: 'eur' },
  { en: 'ism', fr: 'isme' },
  { en: 'ist', fr: 'iste' },
  { en: 'ary', fr: 'aire' },
  { en: 'ory', fr: 'oire' },
  { en: 'logy', fr: 'logie' },
  { en: 'nomy', fr: 'nomie' },
  { en: 'graphy', fr: 'graphie' },
  { en: 'pathy', fr: 'pathie' },
  { en: 'cracy', fr: 'cratie' },
  { en: 'phy', fr: 'phie' },
  { en: 'ency', fr: 'ence' },
  { en: 'ancy', fr: 'ance' },
  { en: 'ize', fr: 'iser' },
  { en: 'ise', fr: 'iser' },
  { en: 'ization', fr: 'isation' },
  { en: 'ify', fr: 'ifier' },
  { en: 'ate', fr: 'er' },
  { en: 'ian', fr: 'ien' },
  { en: 'ean', fr: 'éen' },
  { en: 'oid', fr: 'oïde' },
  { en: 'meter', fr: 'mètre' },
  { en: 'gram', fr: 'gramme' },
  { en: 'cule', fr: 'cule' },
];

/** Plural endings of nouns, and what the singular has instead. */
const PLURALS: Record<Lang, readonly (readonly [string, string])[]> = {
  en: [
    ['ies', 'y'],
    ['s', ''],
  ],
  fr: [['s', '']],
};

/** Fewer letters before the ending say too little. */
const SHORTEST_STEM = 4;

/** `biodiversities` in French: `biodiversité`. The word is in lower case; the most special ending first. */
export function cognatesOf(word: string, from: Lang, to: Lang): string[] {
  const singulars = PLURALS[from].flatMap(([end, instead]) =>
    word.endsWith(end) ? [word.slice(0, word.length - end.length) + instead] : [],
  );
  const found = [word, ...singulars].flatMap((form) =>
    ENDINGS.flatMap((ending) =>
      form.endsWith(ending[from]) && form.length >= ending[from].length + SHORTEST_STEM
        ? [form.slice(0, form.length - ending[from].length) + ending[to]]
        : [],
    ),
  );
  return [...new Set(found)];
}
