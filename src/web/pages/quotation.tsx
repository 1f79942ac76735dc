/** The page of one quotation. */
import type { Difference, Lang, Span } from '../../domain.ts';
import type { QuotationAnswer } from '../../search/port.ts';
import { LANGS } from '../i18n/index.ts';
import { Attribution, ReleaseLink, SourceLink } from './card.tsx';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';
import { Fact, QuotedText } from './parts.tsx';

type QuotationProps = { page: Page; quotation: QuotationAnswer };

/**
 * The quotation beside what says it in the other language (`versions`, all of it), and where else it was said
 * (`occurrences`, in the order of their days, without those shown above).
 */
export function QuotationPage({
  page,
  quotation,
  versions,
  occurrences,
}: QuotationProps & { versions: QuotationAnswer[]; occurrences: QuotationAnswer[] }) {
  const { strings } = page;
  const missing = versions.length ? [] : LANGS.filter((lang) => lang !== quotation.lang);
  const { differences, counterpart } = quotation;
  const marked = (shown: QuotationAnswer): Span[] => {
    if (shown === quotation) return differences.flatMap(({ a }) => a?.span ?? []);
    return shown.id === counterpart?.id ? differences.flatMap(({ b }) => b?.span ?? []) : [];
  };
  const names = quotation.speakers.map(({ name }) => name).join(', ');
  return (
    <Layout page={page} title={`${names || quotation.mention || strings.unknownSpeaker} – ${strings.quotation}`}>
      <h1 class="small">{strings.quotation}</h1>
      <div class="versions">
        {[quotation, ...versions].map((version) => (
          <article key={version.id} class="quotation">
            <h2>{strings.version[version.lang]}</h2>
            <QuotedText quotation={version} highlights={marked(version)} />
            <Attribution page={page} quotation={version} />
            <Origin page={page} quotation={version} />
          </article>
        ))}
        {missing.map((lang) => (
          <p key={lang} class="note">
            {strings.noVersion[lang]}
          </p>
        ))}
      </div>
      {counterpart && differences.length > 0 && (
        <section>
          <h2>{strings.differences}</h2>
          <ul>
            {differences.map(({ kind, a, b }) => (
              <li>
                {strings.labelled(strings.differenceKinds[kind])}
                <Printed page={page} lang={quotation.lang} found={a} />
                {' / '}
                <Printed page={page} lang={counterpart.lang} found={b} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {occurrences.length > 0 && (
        <section>
          <h2>{strings.occurrences}</h2>
          <ul class="plain">
            {occurrences.map((occurrence) => (
              <li key={occurrence.id}>
                <a href={page.to.quotation(occurrence.id)}>{page.date(occurrence.date)}</a>
                {' · '}
                {strings.languages[occurrence.lang]}
                {' · '}
                <ReleaseLink page={page} quotation={occurrence} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{strings.aboutQuotation}</h2>
        <dl class="facts">
          <Fact label={strings.kind}>{strings.kinds[quotation.kind]}</Fact>
          <Fact label={strings.attribution}>{strings.certainties[quotation.certainty]}</Fact>
          <Fact label={strings.mention}>
            {quotation.mention && <span lang={quotation.lang}>{quotation.mention}</span>}
          </Fact>
          <Fact label={strings.rule}>
            <code>{quotation.rule}</code>
          </Fact>
        </dl>
      </section>
    </Layout>
  );
}

/** What one version prints where the two do not agree. */
function Printed({ page, lang, found }: { page: Page; lang: Lang; found: Difference['a'] }) {
  return found ? <q lang={lang}>{found.text}</q> : <span class="muted">{page.strings.nothingOfTheKind[lang]}</span>;
}

function Origin({ page, quotation }: QuotationProps) {
  const { strings } = page;
  const { release } = quotation;
  return (
    <dl class="facts">
      <Fact label={strings.date}>{page.date(quotation.date)}</Fact>
      <Fact label={strings.publisher}>{release.publisher}</Fact>
      <Fact label={strings.release}>
        <ReleaseLink page={page} quotation={quotation} />
        <SourceLink page={page} url={release.url} />
      </Fact>
    </dl>
  );
}
