/**
 * Misprints: words that no visible quotation holds, and what of the collection may be meant by them: a word spelt nearly
 * so, two words written as one (`gardefou`, `loffice`), one written as two (`auto route`).
 */
import type { Lang, Span } from '../../../domain.ts';
import { LANGS, languages } from '../../../lang/index.ts';
import { allTermsOf, foldWord, termsOf } from '../../analysis.ts';
import type { Query, Word } from '../../query.ts';
import { FIELDS } from '../../ranking.ts';
import { isWordOf } from '../../translation.ts';
import { EMPTY, intersection, type List, union } from '../sets/sorted-lists.ts';
import type { LiveSegment, View } from '../snapshot/view.ts';
import { type Near, nearWords } from '../terms/vocabulary.ts';

export type Correction = {
  /** What it replaces in the text of the query. */
  span: Span;
  from: string;
  to: string;
  /** It is of a plain word: the closest hits are looked for by it. Phrases and names are never changed unasked. */
  isPlain: boolean;
};

/**
 * Of words that nothing holds, in the order of the query. What is known to be a word of the query's language is no
 * misprint, but may be one half of a word.
 */
export function correctionsOf(view: View, query: Query): Correction[] {
  const { plain, others } = wordsOf(query);
  const unknown = [...plain, ...others].filter((word) => allowance(word.folded) > 0 && !isKnown(view, word));
  const langs = query.language ? [query.language] : LANGS;
  const found: Correction[] = [];
  for (const word of unknown.slice(0, MOST_CORRECTIONS)) {
    const isPlain = plain.includes(word);
    if (found.some(({ span }) => overlap(span, word.span))) continue;
    const isRight = isWordOf(langs, view.snapshot.lexicon, isThere(view), word);
    const candidates = [
      ...(isRight ? [] : [...respelt(view, word, langs), ...split(view, word)]),
      ...(isPlain ? joined(view, query, word) : []),
    ];
    const best = candidates.sort(likeliestFirst)[0];
    if (!best) continue;
    const { span, to } = best;
    found.push({ span, from: query.text.slice(span.start, span.end), to, isPlain });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/**
 * A likelier query, for one whose words are all known and are nowhere together: a word that is hardly ever there, and
 * nearly spelt like one that is there often and with the others. Only to be offered.
 */
export function likelierOf(view: View, query: Query): Correction[] {
  const { plain } = wordsOf(query);
  if (plain.length < 2) return [];
  const rare = plain.filter(
    (word) => allowance(word.folded) > 0 && liveCount(view, (part) => holding(part, word.terms)) <= RARE,
  );
  for (const word of rare.slice(0, MOST_CORRECTIONS)) {
    const others = plain.filter((other) => other !== word);
    const candidates = respelt(view, word, LANGS)
      .filter(({ changed, count }) => changed === 1 && count >= OFTEN)
      .filter(
        ({ to }) =>
          liveCount(view, (part) =>
            intersection([holding(part, allTermsOf(to)), ...others.map(({ terms }) => holding(part, terms))]),
          ) > 0,
      )
      .sort(likeliestFirst);
    const [best] = candidates;
    if (best) return [{ span: best.span, from: word.surface, to: best.to, isPlain: true }];
  }
  return [];
}

/** The text of the query with these replaced; null for none. */
export function correctedText({ text }: Query, corrections: readonly Correction[]): string | null {
  if (corrections.length === 0) return null;
  let corrected = '';
  let at = 0;
  for (const { span, to } of corrections) {
    corrected += text.slice(at, span.start) + to;
    at = span.end;
  }
  return corrected + text.slice(at);
}

/** Whether a live quotation holds a term. */
export const isThere =
  ({ parts }: View) =>
  (term: string): boolean =>
    parts.some(({ segment, live }) =>
      segment.formsOf(term).some((form) => segment.postings.ofForm(form).some((quotation) => live[quotation])),
    );

/** Each costs a walk through the vocabulary. */
const MOST_CORRECTIONS = 3;
/** In so few quotations a word may be a misprint of one that is in so many. */
const RARE = 2;
const OFTEN = 10;

/** How many letters may be wrong: short words have too many neighbours, and a number is another number. */
function allowance(folded: string): number {
  if (DIGIT.test(folded) || folded.length < 4) return 0;
  return folded.length < 8 ? 1 : 2;
}
const DIGIT = /\p{N}/u;

/** `plain`: wanted words and alternatives; `others`: of phrases and names. */
function wordsOf({ clauses }: Query): { plain: Word[]; others: Word[] } {
  const matchers = clauses.flat();
  return {
    plain: matchers.flatMap((matcher) => (matcher.kind === 'word' ? [matcher] : [])),
    others: matchers.flatMap((matcher) => (matcher.kind === 'word' ? [] : matcher.words)),
  };
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

// -------------------------------------------------------------------------------------------------------- candidates

type Candidate = { span: Span; to: string; changed: number; count: number };

/** The fewest letters changed, then the most frequent, then the alphabet. */
const likeliestFirst = (a: Candidate, b: Candidate): number =>
  a.changed - b.changed || b.count - a.count || (a.to < b.to ? -1 : 1);

/** A word of another language than the query's is hardly meant, unless it is a name. */
function respelt(view: View, { folded, span }: Word, langs: readonly Lang[]): Candidate[] {
  return nearest(view, folded, allowance(folded)).map(({ surface, changed }) => {
    const terms = [null, ...langs].flatMap((lang) => termsOf(surface, lang));
    return { span, to: surface, changed, count: liveCount(view, (part) => holding(part, terms)) };
  });
}

/** The nearest words that are shown: those with the fewest changes, all else is left out. */
function nearest(view: View, folded: string, allowed: number): Near[] {
  const near = new Map<string, Near>();
  for (const { segment } of view.parts) {
    for (const word of nearWords(segment, folded, allowed)) if (word.folded !== folded) near.set(word.surface, word);
  }
  for (let changed = 1; changed <= allowed; changed += 1) {
    const shown = [...near.values()].filter((word) => word.changed === changed && isShown(view, word.surface));
    if (shown.length > 0) return shown;
  }
  return [];
}

/** Two known words that stand side by side somewhere, or an elided one and a known one. */
function split(view: View, { folded, span }: Word): Candidate[] {
  const candidates: Candidate[] = [];
  for (let at = 1; at < folded.length - 1; at += 1) {
    const [left, right] = [folded.slice(0, at), folded.slice(at)];
    const isElided = LANGS.some((lang) => languages[lang].elisions.has(left));
    if (!isElided && (left.length < SHORTEST || right.length < SHORTEST)) continue;
    const count = countTogether(view, left, right);
    if (count > 0) candidates.push({ span, to: isElided ? `${left}'${right}` : `${left} ${right}`, changed: 1, count });
  }
  return candidates;
}
const SHORTEST = 3;

/** The word and the one before or behind it as one that is there. */
function joined(view: View, query: Query, word: Word): Candidate[] {
  const { plain } = wordsOf(query);
  const all = [...plain, ...query.optional].sort((a, b) => a.span.start - b.span.start);
  const at = all.indexOf(word);
  return [
    [all[at - 1], word],
    [word, all[at + 1]],
  ].flatMap(([first, second]) => {
    if (!first || !second || query.text.slice(first.span.end, second.span.start).trim() !== '') return [];
    const span = { start: first.span.start, end: second.span.end };
    const folded = first.folded + second.folded;
    const surfaces = new Set(
      view.parts.flatMap(({ segment }) => nearWords(segment, folded, 0).map(({ surface }) => surface)),
    );
    return [...surfaces]
      .filter((surface) => isShown(view, surface))
      .map((surface) => ({ span, to: surface, changed: 1, count: countOf(view, surface) }));
  });
}

// ------------------------------------------------------------------------------------------------------- the collection

/** What holds one of the terms, live or not. */
const holding = ({ segment }: LiveSegment, terms: readonly string[]): List =>
  union([...new Set(terms)].map((term) => segment.postings.find(term)));

const isKnown = (view: View, { terms }: Word): boolean => terms.some(isThere(view));

function liveCount(view: View, listOf: (part: LiveSegment) => List): number {
  return view.parts.reduce(
    (sum, part) => listOf(part).reduce((shown, quotation) => shown + part.live[quotation]!, sum),
    0,
  );
}

/** How many live quotations hold the word in any inflection. */
const countOf = (view: View, surface: string): number => liveCount(view, (part) => holding(part, allTermsOf(surface)));

/** Whether a live quotation holds this very word: a correction must not tell what only hidden ones say. */
function isShown(view: View, surface: string): boolean {
  const terms = allTermsOf(surface);
  return view.parts.some((part) =>
    [...formsOf(part, terms, (form) => form === surface)].some((form) =>
      part.segment.postings.ofForm(form).some((quotation) => part.live[quotation]),
    ),
  );
}

/** In how many live quotations two folded words stand side by side. */
function countTogether(view: View, left: string, right: string): number {
  const [termsLeft, termsRight] = [allTermsOf(left), allTermsOf(right)];
  return liveCount(view, (part) => {
    const forms = [
      formsOf(part, termsLeft, (form) => foldWord(form) === left),
      formsOf(part, termsRight, (form) => foldWord(form) === right),
    ];
    if (forms.some(({ size }) => size === 0)) return EMPTY;
    const both = intersection([holding(part, termsLeft), holding(part, termsRight)]);
    return both.filter((quotation) => holdsForms(part, quotation, forms));
  });
}

function formsOf({ segment }: LiveSegment, terms: readonly string[], wanted: (surface: string) => boolean) {
  return new Set(terms.flatMap((term) => [...segment.formsOf(term)]).filter((form) => wanted(segment.surfaces[form]!)));
}

/** Whether a quotation holds one form of each set, side by side. */
function holdsForms({ segment }: LiveSegment, quotation: number, forms: readonly ReadonlySet<number>[]): boolean {
  const start = segment.bounds[quotation * FIELDS.length]!;
  const end = segment.bounds[(quotation + 1) * FIELDS.length]!;
  const own = segment.forward.subarray(start, end);
  return own.some((_, at) => forms.every((form, i) => form.has(own[at + i] ?? -1)));
}
