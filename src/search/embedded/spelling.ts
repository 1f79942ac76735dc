/** "Did you mean": words that no visible quotation holds, replaced by the nearest ones that some do. */
import { distance } from 'fastest-levenshtein';
import { allTermsOf, foldWord } from '../analysis.ts';
import type { Query, Word } from '../query.ts';
import { FIELDS } from '../ranking.ts';
import { union } from './lists.ts';
import { OVERLAY } from './segment.ts';
import type { LiveSegment, View } from './view.ts';

/** The whole query with its unknown words replaced; null when all are known or nothing is near. */
export function didYouMean(view: View, query: Query): string | null {
  let corrected = '';
  let at = 0;
  for (const { word, correction } of corrections(view, query)) {
    corrected += query.text.slice(at, word.span.start) + correction;
    at = word.span.end;
  }
  return at === 0 ? null : corrected + query.text.slice(at);
}

function corrections(view: View, query: Query): { word: Word; correction: string }[] {
  return query.clauses
    .flat()
    .flatMap((matcher) => (matcher.kind === 'word' ? [matcher] : matcher.kind === 'phrase' ? matcher.words : []))
    .filter((word) => allowance(word.folded) > 0 && !isKnown(view, word))
    .slice(0, MOST_CORRECTIONS)
    .flatMap((word) => {
      const correction = nearest(view, word.folded);
      return correction === null ? [] : [{ word, correction }];
    })
    .sort((a, b) => a.word.span.start - b.word.span.start);
}

/** Each costs a walk through the vocabulary. */
const MOST_CORRECTIONS = 3;

/** How many letters may be wrong: short words have too many neighbours, and a number is another number. */
function allowance(folded: string): number {
  if (DIGIT.test(folded) || folded.length < 4) return 0;
  return folded.length < 8 ? 1 : 2;
}
const DIGIT = /\p{N}/u;

/** The nearest word of the live quotations: the fewest letters changed, then the most frequent, then the alphabet. */
function nearest(view: View, wanted: string): string | null {
  const allowed = allowance(wanted);
  const near = new Map<string, number>();
  for (const { segment } of view.parts) {
    for (const surface of segment.surfaces) {
      if (Math.abs(surface.length - wanted.length) > allowed + 2 || near.has(surface)) continue;
      const folded = foldWord(surface);
      if (Math.abs(folded.length - wanted.length) > allowed || DIGIT.test(folded)) continue;
      const changed = distance(folded, wanted);
      if (changed <= allowed) near.set(surface, changed);
    }
  }
  const ranked = [...near]
    .map(([surface, changed]) => ({ surface, changed, count: count(view, surface) }))
    .sort((a, b) => a.changed - b.changed || b.count - a.count || (a.surface < b.surface ? -1 : 1));
  return ranked.find(({ surface }) => view.parts.some((part) => isShown(part, surface)))?.surface ?? null;
}

function isKnown(view: View, { terms }: Word): boolean {
  return view.parts.some(({ segment, live }) =>
    terms.some((term) =>
      segment.formsOf(term).some((form) => segment.postings.ofForm(form).some((quotation) => live[quotation])),
    ),
  );
}

/** How many live quotations hold the word in any inflection. */
function count(view: View, surface: string): number {
  const terms = allTermsOf(surface);
  return view.parts.reduce(
    (sum, { segment, live }) =>
      union(terms.map((term) => segment.postings.find(term))).reduce(
        (shown, quotation) => shown + live[quotation]!,
        sum,
      ),
    0,
  );
}

/** Whether a live quotation holds this very word: a suggestion must not tell what only hidden ones say. */
function isShown({ segment, live }: LiveSegment, surface: string): boolean {
  const terms = allTermsOf(surface);
  const forms = new Set(
    terms.flatMap((term) => [...segment.formsOf(term)]).filter((form) => segment.surfaces[form] === surface),
  );
  if (forms.size === 0) return false;
  return union(terms.map((term) => segment.postings.find(term))).some((quotation) => {
    if (!live[quotation]) return false;
    const start = segment.bounds[quotation * FIELDS.length]!;
    const end = segment.bounds[(quotation + 1) * FIELDS.length]!;
    return segment.forward.subarray(start, end).some((entry) => forms.has(entry & ~OVERLAY));
  });
}
