/** Offices as printed -> single posts: `ministre de X et présidente du Conseil Y` is two. */
import type { Lang } from '../domain.ts';
import { languages } from '../lang/index.ts';
import { fold } from '../text.ts';

/** The posts that a printed title holds, each as printed. */
export function splitTitle(title: string, lang: Lang): string[] {
  const { conjunctions, offices } = languages[lang];
  const words = title.split(/\s+/);
  const parts: string[][] = [[]];
  words.forEach((word, i) => {
    const next = fold(words[i + 1] ?? '').replace(/[^\p{L}-]/gu, '');
    if (conjunctions.has(fold(word)) && offices.has(next) && parts.at(-1)!.length > 0) parts.push([]);
    else parts.at(-1)!.push(word);
  });
  return parts.map((part) => part.join(' ').replace(/[,;]$/, '').trim()).filter(Boolean);
}

/**
 * What the post covers, without the rank: `ministre déléguée à la Transformation numérique` -> `Transformation
 * numérique`; null where the title names no more than a rank.
 */
export function portfolioOf(post: string, lang: Lang): string | null {
  const { offices, officeLinks, determiners, ranks } = languages[lang];
  const words = post.split(/\s+/);
  let at = 0;
  let ranked = false;
  for (; at < words.length; at += 1) {
    const word = fold(words[at]!).replace(/[^\p{L}'-]/gu, '');
    const elided = /^(?:l|d)'(.+)$/.exec(word);
    if (offices.has(word) || ranks.has(word)) ranked = true;
    else if (ranked && elided) {
      words[at] = words[at]!.slice(words[at]!.search(/['’]/) + 1);
      break;
    } else if (!(officeLinks.has(word) || determiners.has(word)) || !ranked) break;
  }
  const rest = words.slice(at).join(' ').trim();
  return ranked && rest ? rest : null;
}

/** The words by which two wordings of a post are compared: folded, without links, articles and gender endings. */
export function titleKey(title: string, lang: Lang): string {
  const { officeLinks, determiners, stem } = languages[lang];
  return (fold(title).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 1 && !officeLinks.has(word) && !determiners.has(word))
    .map((word) => fold(stem(word)))
    .join(' ');
}
