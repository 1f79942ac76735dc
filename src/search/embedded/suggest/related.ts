/**
 * Words of the collection for a reader who finds nothing: what stands beside the words asked for, words that begin like
 * those that are not there, and what they are in the other language. Each finds something under the same filters.
 */
import { LANGS, languages } from '../../../lang/index.ts';
import { termsOf } from '../../analysis.ts';
import type { Filters, Related } from '../../port.ts';
import { parseQuery, type Query, type Word } from '../../query.ts';
import { FIELDS, idfOf } from '../../ranking.ts';
import { NO_TRANSLATIONS, type Translation } from '../../translation.ts';
import { retrieve } from '../execute/retrieve.ts';
import { createFilter, sift } from '../results/filters.ts';
import { OVERLAY } from '../segment/segment.ts';
import type { List } from '../sets/sorted-lists.ts';
import type { View } from '../snapshot/view.ts';
import { formsFrom } from '../terms/vocabulary.ts';
import { newestOf } from './phrases.ts';

/** The best of each word of the query in turn; empty when nothing is near. */
export function relatedTo(view: View, query: Query, filters: Filters, translations: readonly Translation[]): Related[] {
  const words = contentWords(query).slice(0, MOST_ASKED);
  const own = new Set(words.flatMap(({ terms }) => terms));
  const found = new Map<string, Related>();
  for (const word of words) {
    const holding = matching(view, { ...query, clauses: [[word]], excluded: [], optional: [] }, filters);
    const isThere = holding.some(({ length }) => length > 0);
    const texts = [
      ...translations.filter(({ words }) => words.includes(word)).map(({ text }) => ['translation', text] as const),
      ...(isThere ? beside(view, holding) : beginningLike(view, word)).map(
        (text) => [isThere ? 'beside' : 'spelling', text] as const,
      ),
    ];
    let left = MOST_OF_EACH;
    for (const [by, text] of texts) {
      if (left === 0) break;
      if (found.has(text) || LANGS.some((lang) => termsOf(text, lang).some((term) => own.has(term)))) continue;
      const count = countOf(view, query, text, filters);
      if (count === 0) continue;
      found.set(text, { text, count, of: word.surface, by });
      left -= 1;
    }
  }
  return [...found.values()].slice(0, MOST);
}

const MOST_ASKED = 4;
const MOST_OF_EACH = 3;
const MOST = 8;

const contentWords = ({ clauses }: Query): Word[] =>
  clauses
    .flat()
    .flatMap((matcher) => (matcher.kind === 'word' ? [matcher] : matcher.kind === 'phrase' ? matcher.words : []))
    .filter(({ folded }) => isContent(folded));

const isContent = (folded: string): boolean =>
  folded.length >= SHORTEST && !DIGIT.test(folded) && !LANGS.some((lang) => languages[lang].stopWords.has(folded));
const SHORTEST = 4;
const DIGIT = /\p{N}/u;

/** What of each part matches in full and passes the filters. */
function matching(view: View, query: Query, filters: Filters): List[] {
  return retrieve(view, query, () => NO_TRANSLATIONS).full.map((matched, i) => {
    const filter = createFilter(view, view.parts[i]!, filters);
    return sift(matched, filter).passed.list();
  });
}

/** How many quotations a search for it finds under the same operators and filters. */
function countOf(view: View, query: Query, text: string, filters: Filters): number {
  const { clauses } = parseQuery(text);
  const lists = matching(view, { ...query, clauses, excluded: [], optional: [] }, filters);
  return lists.reduce((sum, { length }) => sum + length, 0);
}

/** Words of the newest of these quotations that are more frequent in them than elsewhere. */
function beside(view: View, holding: readonly List[]): string[] {
  const counts = new Map<string, number>();
  for (const { part, quotation } of newestOf(view, holding)) {
    const { segment } = view.parts[part]!;
    const start = segment.bounds[quotation * FIELDS.length]!;
    const forms = segment.forward.subarray(start, segment.bounds[quotation * FIELDS.length + 1]!);
    const words = new Set(Array.from(forms, (entry) => (entry < OVERLAY ? segment.surfaces[entry]! : '')));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([word]) => isContent(word))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_WEIGHED)
    .map(([word, count]) => ({ word, weight: count * idfOf(view.count, everywhere(view, word)) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}
const MOST_WEIGHED = 40;

/** In how many live quotations a word is, as written. */
function everywhere(view: View, surface: string): number {
  let sum = 0;
  for (const { segment, live } of view.parts) {
    const forms = new Set(
      LANGS.flatMap((lang) => termsOf(surface, lang).flatMap((term) => [...segment.formsOf(term)])),
    );
    for (const form of forms) {
      if (segment.surfaces[form] !== surface) continue;
      for (const quotation of segment.postings.ofForm(form)) sum += live[quotation]!;
    }
  }
  return sum;
}

/** Words that begin as this one does, the longest common beginning first. */
function beginningLike(view: View, { folded }: Word): string[] {
  for (let length = folded.length - 1; length >= SHORTEST; length -= 1) {
    const start = folded.slice(0, length);
    const words = new Set(
      view.parts.flatMap(({ segment, live }) =>
        [...formsFrom(segment, start).forms]
          .filter((form) => segment.postings.ofForm(form).some((quotation) => live[quotation]))
          .map((form) => segment.surfaces[form]!),
      ),
    );
    if (words.size > 0) return [...words].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  }
  return [];
}
