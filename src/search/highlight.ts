/** Which words of a text a query means, as places in that text. Pure; the same analysis as the index. */
import type { Lang, Span } from '../domain.ts';
import { analyse, type Token, termsOf } from './analysis.ts';
import type { Phrase, Query } from './query.ts';
import { NO_TRANSLATIONS, type Translation, type Translations } from './translation.ts';

/** `translated`: also the words that stand for the query's in this language. */
export type Highlighter = (text: string, lang: Lang, translated?: boolean) => Span[];

/** The spans it answers are sorted and disjoint. Words by any inflection, phrases as a whole; stop words not. */
export function createHighlighter(query: Query, translations: Translations = NO_TRANSLATIONS): Highlighter {
  const matchers = query.clauses.flat();
  const terms = new Set(matchers.flatMap((matcher) => (matcher.kind === 'word' ? matcher.terms : [])));
  const phrases = matchers.filter((matcher) => matcher.kind === 'phrase');
  if (terms.size === 0 && phrases.length === 0) return () => [];
  return (text, lang, translated = false) => {
    const tokens = analyse(text);
    const words = tokens.filter(({ surface }) => termsOf(surface, lang).some((term) => terms.has(term)));
    const plain = tokens.filter(({ parts }) => parts === 0);
    const found = translated ? translations.wanted.filter(({ to }) => to === lang) : [];
    return disjoint([
      ...words,
      ...phrases.flatMap((phrase) => spansOf(phrase, plain)),
      ...found.flatMap((translation) => spansOfTranslation(translation, plain, lang)),
    ]);
  };
}

function spansOf({ words }: Phrase, tokens: readonly Token[]): Span[] {
  const spans: Span[] = [];
  for (const [i, { start }] of tokens.entries()) {
    if (words.every(({ folded }, j) => tokens[i + j]?.folded === folded)) {
      spans.push({ start, end: tokens[i + words.length - 1]!.end });
    }
  }
  return spans;
}

/** The words of a translation where they stand together, without what stands between them. */
function spansOfTranslation({ terms, within }: Translation, tokens: readonly Token[], lang: Lang): Span[] {
  const parts = tokens.map(({ surface }) => termsOf(surface, lang).map((term) => terms.indexOf(term)));
  const last = terms.map(() => Number.NEGATIVE_INFINITY);
  const spans: Span[] = [];
  for (const [at, found] of parts.entries()) {
    const part = Math.max(...found);
    if (part < 0) continue;
    last[part] = at;
    if (at - Math.min(...last) < within) spans.push(...last.map((place) => tokens[place]!));
  }
  return spans;
}

function disjoint(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
