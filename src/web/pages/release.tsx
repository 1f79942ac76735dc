/** A release: its text as it stands, with its quotations marked in place. */
import type { QuotationAnswer, ReleaseAnswer } from '../../search/port.ts';
import { quotedBeginning } from '../cite/citation.ts';
import { dayOf } from '../i18n/index.ts';
import { typeset } from '../typography.ts';
import { SourceLink } from './card.tsx';
import { Layout } from './layout.tsx';
import { MarkedText } from './marked-text.tsx';
import type { Page } from './page.ts';

export function ReleasePage({ page, release }: { page: Page; release: ReleaseAnswer }) {
  const { strings, to } = page;
  const { headline, lang, counterpart, quotations } = release;
  const title = headline ?? strings.untitledRelease;
  return (
    <Layout page={page} title={title} canonical={to.release(release.id)}>
      <h1 lang={headline ? lang : undefined}>{headline ? typeset(headline, { lang }) : title}</h1>
      <p class="muted">
        {page.date(release.issuedOn)}
        {release.publisher && ` · ${release.publisher}`}
        {release.revision > 1 && ` · ${strings.revision} ${page.number(release.revision)}`}
        {release.recordedAt && ` · ${strings.recordedOn(page.date(dayOf(release.recordedAt)))}`}
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
              <a href={`#${encodeURIComponent(quotation.id)}`}>{speakerNames(page, quotation)}</a>{' '}
              <span class="muted" lang={quotation.lang}>
                {quotedBeginning(page.cite(quotation), MOST_IN_LIST)}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <article>
        <MarkedText
          page={page}
          release={release}
          quotations={quotations}
          within={{ start: headlineEnd(release), end: release.text.length }}
          isNumbered
        />
      </article>
    </Layout>
  );
}

/** In characters. */
const MOST_IN_LIST = 70;

function speakerNames(page: Page, { speakers, mention }: QuotationAnswer): string {
  return page.list(speakers.map(({ name }) => name)) || (mention ?? page.strings.unknownSpeaker);
}

/** Where the text goes on after a headline that opens it, as the page shows that one already. */
function headlineEnd({ text, sections, headline }: Pick<ReleaseAnswer, 'text' | 'sections' | 'headline'>): number {
  const span = sections.find(({ kind }) => kind === 'headline')?.span;
  const opens = span && headline && text.slice(0, span.start).trim() === '';
  return opens ? span.end : 0;
}
