/** A release: its text as it stands, with its quotations marked in place. */
import type { ComponentChildren } from 'preact';
import type { QuotationAnswer, ReleaseAnswer } from '../../search/port.ts';
import { typesetPieces } from '../typography.ts';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';
import { SourceLink } from './quotation.tsx';

export function ReleasePage({ page, release }: { page: Page; release: ReleaseAnswer }) {
  const { strings, to } = page;
  const { headline, lang, counterpart, quotations } = release;
  const title = headline ?? strings.untitledRelease;
  return (
    <Layout page={page} title={title}>
      <h1 lang={headline ? lang : undefined}>{title}</h1>
      <p class="muted">
        {page.date(release.issuedOn)}
        {release.publisher && ` · ${release.publisher}`}
        {release.revision > 1 && ` · ${strings.revision} ${page.number(release.revision)}`}
        <SourceLink page={page} url={release.url} />
      </p>
      {counterpart && (
        <p>
          {strings.labelled(strings.version[counterpart.lang])}{' '}
          <a href={to.release(counterpart.id)} lang={counterpart.headline ? counterpart.lang : undefined}>
            {counterpart.headline ?? strings.untitledRelease}
          </a>
        </p>
      )}
      <section class="note">
        <h2>{strings.quotationsOfRelease}</h2>
        {quotations.length === 0 && <p>{strings.noQuotationInRelease}</p>}
        <ol>
          {quotations.map((quotation) => (
            <li key={quotation.id}>
              <a href={`#${encodeURIComponent(quotation.id)}`}>{speakerNames(page, quotation)}</a>
            </li>
          ))}
        </ol>
      </section>
      <article class="text" lang={lang}>
        {markedParagraphs(page, release).map((paragraph, i) => (
          <p key={i}>{paragraph}</p>
        ))}
      </article>
    </Layout>
  );
}

function speakerNames(page: Page, { speakers, mention }: QuotationAnswer): string {
  return speakers.map(({ name }) => name).join(', ') || (mention ?? page.strings.unknownSpeaker);
}

/** The lines of the text, each with its quotations marked; a link to the quotation stands after its last piece. */
function markedParagraphs(
  page: Page,
  { text, lang, sections, quotations, headline }: ReleaseAnswer,
): ComponentChildren[][] {
  const marks = quotations.flatMap((quotation, i) =>
    quotation.content.map((span, piece) => ({
      ...span,
      quotation,
      number: i + 1,
      isFirst: piece === 0,
      isLast: piece === quotation.content.length - 1,
    })),
  );
  const shown = { start: headlineEnd({ text, sections, headline }), end: text.length };
  const paragraphs: ComponentChildren[][] = [[]];
  for (const { text: piece, span } of typesetPieces(text, marks, { lang }, shown)) {
    piece.split('\n').forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      const paragraph = paragraphs.at(-1)!;
      if (line === '') return;
      if (span === null) paragraph.push(line);
      else paragraph.push(<mark id={span.isFirst && i === 0 ? span.quotation.id : undefined}>{line}</mark>);
    });
    if (span?.isLast) {
      const { quotation, number } = span;
      paragraphs.at(-1)!.push(
        <a class="reference" href={page.to.quotation(quotation.id)} lang={page.lang}>
          <span class="hidden">{page.strings.quotation} </span>
          {page.number(number)}
        </a>,
      );
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some((part) => typeof part !== 'string' || part.trim() !== ''));
}

/** Where the text goes on after a headline that opens it, as the page shows that one already. */
function headlineEnd({ text, sections, headline }: Pick<ReleaseAnswer, 'text' | 'sections' | 'headline'>): number {
  const span = sections.find(({ kind }) => kind === 'headline')?.span;
  const opens = span && headline && text.slice(0, span.start).trim() === '';
  return opens ? span.end : 0;
}
