/** Small parts that several pages share. */
import type { ComponentChildren } from 'preact';
import type { Lang, Localized, Membership, QuotationKind, Span } from '../../domain.ts';
import { STRINGS } from '../i18n/index.ts';
import { type Piece, typesetPieces } from '../typography.ts';
import type { Page } from './page.ts';

/** A wording in the page's language, else in another with its language said; the fallback when there is none. */
export function Wording({ page, value, fallback }: { page: Page; value: Localized; fallback: string }) {
  const chosen = page.choose(value);
  if (chosen === null) return <>{fallback}</>;
  return <span lang={chosen.lang === page.lang ? undefined : chosen.lang}>{chosen.text}</span>;
}

/** The name of a portfolio, else the title of its post, else its id. */
export function PostName({ page, post }: { page: Page; post: { id: string; title: Localized; portfolio: Localized } }) {
  return <Wording page={page} value={page.choose(post.portfolio) ? post.portfolio : post.title} fallback={post.id} />;
}

export function Period({
  page,
  of: { startDate, endDate, attested },
}: {
  page: Page;
  of: Pick<Membership, 'startDate' | 'endDate' | 'attested'>;
}) {
  const { strings } = page;
  const seen = attested && page.period(attested.first, attested.last);
  return (
    <span class="muted">
      {page.period(startDate, endDate) ?? (seen ? strings.attested(seen) : strings.datesUnknown)}
    </span>
  );
}

type ActivityProps = { page: Page; of: { quotationCount: number; firstDate: string | null; lastDate: string | null } };

/** How much is quoted, and from when to when. */
export function Activity({ page, of: { quotationCount, firstDate, lastDate } }: ActivityProps) {
  const dates = firstDate === lastDate ? firstDate && page.date(firstDate) : page.period(firstDate, lastDate);
  return (
    <p class="muted">
      {page.count(quotationCount, page.strings.quotations)}
      {dates && `, ${dates}`}
    </p>
  );
}

/** One line of a description list; nothing when there is nothing to say. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === false) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A quotation's text in the marks of its language, its highlights marked. Reported speech stands without marks. */
export function QuotedText({
  quotation,
  highlights = [],
}: {
  quotation: { lang: Lang; kind: QuotationKind; text: string };
  highlights?: Span[];
}) {
  const { open, close } = STRINGS[quotation.lang].marks;
  const isExact = quotation.kind !== 'indirect';
  const pieces = typesetPieces(quotation.text, highlights, { lang: quotation.lang, isQuoted: isExact });
  return (
    <blockquote lang={quotation.lang}>
      {paragraphsOf(pieces).map((paragraph, i, { length }) => (
        <p key={i}>
          {isExact && i === 0 && open}
          {paragraph.map(({ text, span }) => (span ? <mark>{text}</mark> : text))}
          {isExact && i === length - 1 && close}
        </p>
      ))}
    </blockquote>
  );
}

/** Cut at the line feeds, which stand between paragraphs; a marked passage may run over them. */
function paragraphsOf(pieces: readonly Piece<Span>[]): Piece<Span>[][] {
  const paragraphs: Piece<Span>[][] = [[]];
  for (const { text, span } of pieces) {
    for (const [i, line] of text.split('\n').entries()) {
      if (i > 0) paragraphs.push([]);
      if (line !== '') paragraphs.at(-1)!.push({ text: line, span });
    }
  }
  return paragraphs;
}

type PagingProps = {
  page: Page;
  current: number;
  total: number;
  hitsPerPage: number;
  /** The last page that is shown though there may be more. */
  end?: number;
  href: (page: number) => string;
};

/** Links to the pages before and after; nothing when all fits on one. */
export function Paging({ page, current, total, hitsPerPage, end = Number.POSITIVE_INFINITY, href }: PagingProps) {
  const pages = Math.max(1, Math.ceil(total / hitsPerPage));
  const last = Math.min(pages, end);
  if (last === 1 && current === 1) return null;
  const { strings, number } = page;
  return (
    <nav class="paging" aria-label={strings.pages}>
      {current > 1 && (
        <a rel="prev" href={href(Math.min(current - 1, last))}>
          {strings.previous}
        </a>
      )}
      <span>{strings.pageOf(number(current), number(pages))}</span>
      {current < last && (
        <a rel="next" href={href(current + 1)}>
          {strings.next}
        </a>
      )}
      {current >= last && last < pages && <span class="muted">{strings.pagesEnd}</span>}
    </nav>
  );
}
