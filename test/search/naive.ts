/**
 * What a query finds, told by reading every quotation from its first word to its last: the meaning of the query
 * language without any index. Slow and plain, to hold the real ones against.
 */
import type { Lang, Span } from '../../src/domain.ts';
import { LANGS } from '../../src/lang/index.ts';
import { analyse, termsOf } from '../../src/search/analysis.ts';
import type { Filters, QuotationDocument, ReleaseDocument } from '../../src/search/port.ts';
import { dayNumber, type Matcher, parseQuery, type Query } from '../../src/search/query.ts';

type Text = { field: 'quotation' | 'speaker' | 'office' | 'headline'; text: string; lang: Lang | null };
export type Entry = { quotation: QuotationDocument; release: ReleaseDocument };

/** The ids of what holds everything wanted and passes the filters, newest first. */
export function naiveSearch(releases: readonly ReleaseDocument[], q: string, filters: Filters): string[] {
  return naiveMatches(releases, q, filters).map(({ quotation }) => quotation.id);
}

export function naiveMatches(releases: readonly ReleaseDocument[], q: string, filters: Filters): Entry[] {
  const query = parseQuery(q);
  return releases
    .flatMap((release) => release.quotations.map((quotation) => ({ quotation, release })))
    .filter((entry) => matches(entry, query) && passes(entry, filters))
    .sort((a, b) => dayOf(b) - dayOf(a) || (a.quotation.id < b.quotation.id ? -1 : 1));
}

export function passes({ quotation, release }: Entry, filters: Filters): boolean {
  const day = dayOf({ quotation, release });
  const oneOf = (wanted: readonly string[], values: readonly (string | null)[]) =>
    wanted.length === 0 || values.some((value) => value !== null && wanted.includes(value));
  return (
    oneOf(
      filters.speaker,
      quotation.speakers.map(({ id }) => id),
    ) &&
    oneOf(
      filters.post,
      quotation.posts.map(({ id }) => id),
    ) &&
    oneOf(filters.lang, [quotation.lang]) &&
    oneOf(filters.kind, [quotation.kind]) &&
    oneOf(filters.publisher, [release.publisher]) &&
    (filters.from === null || day >= dayNumber(filters.from, 'first')!) &&
    (filters.to === null || (day > 0 && day <= dayNumber(filters.to, 'last')!))
  );
}

function matches(entry: Entry, query: Query): boolean {
  const texts = textsOf(entry);
  const { quotation } = entry;
  const day = dayOf(entry);
  return (
    query.clauses.every((clause) => clause.some((matcher) => holds(texts, matcher))) &&
    !query.excluded.some((matcher) => holds(texts, matcher)) &&
    (query.langs.length === 0 || query.langs.includes(quotation.lang)) &&
    (query.kinds.length === 0 || query.kinds.includes(quotation.kind)) &&
    (query.from === null || day >= query.from) &&
    (query.to === null || (day > 0 && day <= query.to))
  );
}

/** Where in its text a quotation has what is wanted; sorted and disjoint. */
export function naiveHighlights({ text, lang }: Pick<QuotationDocument, 'text' | 'lang'>, q: string): Span[] {
  const words = analyse(text);
  const plain = words.filter(({ parts }) => parts === 0);
  const spans = parseQuery(q)
    .clauses.flat()
    .flatMap((matcher): Span[] => {
      if (matcher.kind === 'named') return [];
      if (matcher.kind === 'word') {
        return words.filter(({ surface }) => termsOf(surface, lang).some((term) => matcher.terms.includes(term)));
      }
      const { length } = matcher.words;
      return plain
        .map((_, i) => plain.slice(i, i + length))
        .filter((run) => run.length === length && run.every(({ folded }, i) => folded === matcher.words[i]!.folded))
        .map((run) => ({ start: run[0]!.start, end: run.at(-1)!.end }));
    });
  const merged: Span[] = [];
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

function holds(texts: readonly Text[], matcher: Matcher): boolean {
  if (matcher.kind === 'word') {
    return texts.some(({ text, lang }) =>
      analyse(text).some(({ surface }) => termsOf(surface, lang).some((term) => matcher.terms.includes(term))),
    );
  }
  const wanted = matcher.words.map(({ folded }) => folded);
  if (matcher.kind === 'named') {
    const named = texts.filter(({ field }) => field === matcher.field).flatMap(({ text }) => analyse(text));
    return wanted.every((word) => named.some(({ folded }) => folded === word));
  }
  return texts.some(({ text }) => {
    const words = analyse(text).filter(({ parts }) => parts === 0);
    return words.some((_, i) => wanted.every((word, j) => words[i + j]?.folded === word));
  });
}

function textsOf({ quotation, release }: Entry): Text[] {
  const { lang } = quotation;
  const texts: { field: Text['field']; text: string | null | undefined; lang: Lang | null }[] = [
    { field: 'quotation', text: quotation.text, lang },
    { field: 'speaker', text: quotation.mention, lang },
    ...quotation.speakers.map(({ name }) => ({ field: 'speaker' as const, text: name, lang: null })),
    { field: 'office', text: quotation.title, lang },
    ...quotation.posts.flatMap(({ title, portfolio }) =>
      LANGS.flatMap((lang) =>
        [title, portfolio].map((names) => ({ field: 'office' as const, text: names[lang], lang })),
      ),
    ),
    { field: 'headline', text: release.headline, lang: release.lang },
  ];
  return texts.filter((text): text is Text => Boolean(text.text));
}

const dayOf = ({ release }: Entry): number => (release.issuedOn && dayNumber(release.issuedOn, 'first')) || 0;
