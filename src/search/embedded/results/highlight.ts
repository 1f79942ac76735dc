/** Which words of a quotation's text a query means, as places in that text: by the forms that found it. */
import type { Lang, Span } from '../../../domain.ts';
import { once, oncePer } from '../../../util/memo.ts';
import type { Query } from '../../query.ts';
import type { Translation, Translations } from '../../translation.ts';
import { OVERLAY, type Segment, textForms, unpackPlaces } from '../segment/segment.ts';
import type { Place } from '../snapshot/view.ts';
import { findPhrase, formsOfWord, lastOfPhrase, type PhraseForms, phraseForms } from '../terms/forms.ts';

/** `places`: as stored with the quotation. `translated`: also the words that stand for the query's in its language. */
export type Highlighter = (place: Place, places: string, translated: boolean) => Span[];

/** The spans it answers are sorted and disjoint. Words by any inflection, phrases as a whole; stop words not. */
export function createHighlighter(query: Query, translations: Translations): Highlighter {
  const matchers = query.clauses.flat();
  const words = matchers.filter((matcher) => matcher.kind === 'word');
  const phrases = matchers.filter((matcher) => matcher.kind === 'phrase');
  const meantIn = oncePer((segment: Segment) => ({
    words: new Set(words.flatMap((word) => [...formsOfWord(segment, word)])),
    phrases: phrases.map((phrase) => phraseForms(segment, phrase)),
    renderings: once(() => translations.wanted.map((translation) => renderingIn(segment, translation))),
  }));
  return ({ part: { segment }, quotation }, places, translated) => {
    const meant = meantIn(segment);
    const forms = textForms(segment, quotation);
    const lang = segment.langs[segment.lang[quotation]!]!;
    const found = [
      ...runsOfWords(forms, meant.words),
      ...meant.phrases.flatMap((phrase) => runsOfPhrase(forms, phrase)),
      ...(translated ? meant.renderings().flatMap((rendering) => runsOfRendering(forms, rendering, lang)) : []),
    ];
    if (found.length === 0) return [];
    const edges = unpackPlaces(places);
    return disjoint(found.map(({ first, last }) => ({ start: edges[2 * first]!, end: edges[2 * last + 1]! })));
  };
}

/** From one word of a text to another, both within; counted from 0. */
type Run = { first: number; last: number };

function runsOfWords(forms: Uint32Array, wanted: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  if (wanted.size === 0) return runs;
  for (let at = 0; at < forms.length; at += 1) {
    if (wanted.has(forms[at]! & ~OVERLAY)) runs.push({ first: at, last: at });
  }
  return runs;
}

function runsOfPhrase(forms: Uint32Array, phrase: PhraseForms): Run[] {
  const runs: Run[] = [];
  const { length } = forms;
  for (let at = findPhrase(forms, phrase, 0, length); at >= 0; at = findPhrase(forms, phrase, at + 1, length)) {
    runs.push({ first: at, last: lastOfPhrase(forms, at, phrase.words.length) });
  }
  return runs;
}

/** A translation by the forms of each of its words. */
type Rendering = { to: Lang; words: readonly ReadonlySet<number>[]; any: ReadonlySet<number>; within: number };

function renderingIn(segment: Segment, { to, terms, within }: Translation): Rendering {
  const words = terms.map((term) => new Set(segment.formsOf(term)));
  return { to, words, any: new Set(words.flatMap((forms) => [...forms])), within };
}

/** The words of a translation where they stand together, without what stands between them. */
function runsOfRendering(forms: Uint32Array, { to, words, any, within }: Rendering, lang: Lang): Run[] {
  const runs: Run[] = [];
  if (to !== lang) return runs;
  const last: { at: number; position: number }[] = words.map(() => NOWHERE);
  let position = 0;
  for (let at = 0; at < forms.length; at += 1) {
    if (forms[at]! < OVERLAY) position += 1;
    const form = forms[at]! & ~OVERLAY;
    if (!any.has(form)) continue;
    for (const [word, own] of words.entries()) if (own.has(form)) last[word] = { at, position };
    if (position - Math.min(...last.map((one) => one.position)) < within) {
      runs.push(...last.map((one) => ({ first: one.at, last: one.at })));
    }
  }
  return runs;
}
const NOWHERE = { at: -1, position: Number.NEGATIVE_INFINITY };

function disjoint(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
