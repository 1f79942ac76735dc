/** A quotation that was searched for, with the reason why it was found where its marked words do not tell that. */
import type { Hit, Understood } from '../../search/port.ts';
import { fold } from '../../util/fold.ts';
import type { FoundStatement } from '../statements.ts';
import { QuotationCard } from './card.tsx';
import type { Page } from './page.ts';

type HitProps = FoundStatement & { page: Page; understood: Understood };

export function HitCard({ others, ...found }: HitProps) {
  return <QuotationCard page={found.page} quotation={found.hit} others={others} why={<Why {...found} />} />;
}

function Why({ page, hit, understood }: Omit<HitProps, 'others'>) {
  const { strings } = page;
  const fields = hit.highlights.length > 0 ? [] : fieldsOf(hit).map((field) => strings.fields[field]);
  const place = fields.length > 0 && `${strings.labelled(strings.foundIn)} ${fields.join(', ')}`;
  if (!hit.translated) return place ? <p class="why muted">{place}</p> : null;
  const { from: lang } = hit.translated;
  return (
    <p class="why muted">
      {strings.labelled(strings.throughTranslation[hit.lang])}
      {renderingsIn(hit, understood).map(({ from, to }, i) => (
        <>
          {i > 0 ? ', ' : ' '}
          <span lang={lang}>{from}</span> → <span lang={hit.lang}>{to}</span>
        </>
      ))}
      {place && ` · ${place}`}
    </p>
  );
}

type Field = NonNullable<Hit['explanation']>['words'][number]['occurrences'][number]['field'];

/** Where the words of the query stand, when not in what was said. How a speaker is printed holds the office too. */
function fieldsOf({ explanation }: Hit): Field[] {
  const fields = new Set(explanation?.words.flatMap(({ occurrences }) => occurrences.map(({ field }) => field)));
  if (fields.has('office')) fields.delete('speaker');
  return [...fields];
}

/**
 * Which word of the query stands in the quotation as which. What is marked is told to be a rendering by how it begins:
 * the Index says by which words it looked, and marks them in any inflection. Where none is marked, all that it looked by.
 */
function renderingsIn(hit: Hit, { translations }: Understood): { from: string; to: string }[] {
  const marked = [...new Set(hit.highlights.map(({ start, end }) => hit.text.slice(start, end).toLowerCase()))];
  const looked = translations.filter(({ lang }) => lang === hit.lang);
  const met = looked.flatMap(({ from, to }) =>
    marked.filter((word) => to.some((rendering) => isLike(word, rendering))).map((word) => ({ from, to: word })),
  );
  return met.length > 0 ? met : looked.map(({ from, to }) => ({ from, to: to.join(', ') }));
}

function isLike(word: string, rendering: string): boolean {
  const [a, b] = [fold(word), fold(rendering)];
  const shorter = Math.min(a.length, b.length);
  const start = Math.min(shorter, Math.max(SHORTEST_START, shorter - LONGEST_ENDING));
  return a.slice(0, start) === b.slice(0, start) || b.split(/[^\p{L}]+/u).includes(a);
}

const SHORTEST_START = 3;
/** Of an inflection. */
const LONGEST_ENDING = 3;
