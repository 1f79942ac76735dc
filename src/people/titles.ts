/** Offices as printed -> single posts: `ministre de X et présidente du Conseil Y` is two. */
import type { Lang } from '../domain.ts';
import { languages } from '../lang/index.ts';
import { fold } from '../text.ts';

/** The posts that a printed title holds, each as printed. */
export function splitTitle(title: string, lang: Lang): string[] {
  const { conjunctions } = languages[lang];
  const words = title.split(/\s+/);
  const parts: string[][] = [[]];
  words.forEach((word, i) => {
    const joins = conjunctions.has(fold(word)) && parts.at(-1)!.length > 0 && opensPost(words, i + 1, lang);
    if (joins) parts.push([]);
    else parts.at(-1)!.push(word);
  });
  return parts
    .map((part) =>
      part
        .join(' ')
        .replace(/[,;:.]$/, '')
        .trim(),
    )
    .filter(Boolean);
}

/** Whether an office stands at `at`, behind adjectives at most (`Parliamentary Assistant to …`). */
function opensPost(words: readonly string[], at: number, lang: Lang): boolean {
  const { offices, officeLinks } = languages[lang];
  for (const word of words.slice(at, at + 3)) {
    const plain = letters(word);
    if (offices.has(plain)) return true;
    if (officeLinks.has(plain)) return false;
  }
  return false;
}

/**
 * What the post covers, without the rank: `ministre déléguée à la Transformation numérique` -> `Transformation
 * numérique`; null for posts that are no ministry, and where the title names no more than the rank.
 */
export function portfolioOf(post: string, lang: Lang): string | null {
  const { offices, officeLinks, determiners, ranks, portfolioRanks } = languages[lang];
  const words = post.split(/\s+/);
  let at = words.findIndex((word) => offices.has(letters(word)));
  if (at === -1 || !portfolioRanks.has(letters(words[at]!))) return null;
  // `Transport Minister`: what it covers stands before the rank.
  if (at > 0 && at === words.length - 1) {
    const covered = words.slice(0, at).filter((word) => !ranks.has(letters(word)));
    return covered.join(' ') || null;
  }
  for (at += 1; at < words.length; at += 1) {
    const word = letters(words[at]!);
    const elided = /^[ld]'(?=.)/.test(word);
    if (elided && !ranks.has(word)) {
      words[at] = words[at]!.slice(words[at]!.search(/['’]/) + 1);
      break;
    }
    if (!ranks.has(word) && !officeLinks.has(word) && !determiners.has(word)) break;
  }
  return words.slice(at).join(' ').trim() || null;
}

/** The words by which two wordings of a post are compared: folded stems, without links and articles. */
export function titleKey(title: string, lang: Lang): string {
  const { officeLinks, determiners, stem } = languages[lang];
  return (fold(title).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 1 && !officeLinks.has(word) && !determiners.has(word))
    .map((word) => fold(stem(word)))
    .join(' ');
}

const letters = (word: string): string => fold(word).replace(/[^\p{L}'-]/gu, '');
