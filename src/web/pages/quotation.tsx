/** The page of one quotation: both versions, how its speaker is known, its context, where else it stands, how to cite it. */
import type { Difference, Lang, Span } from '../../domain.ts';
import type { QuotationAnswer, ReleaseAnswer } from '../../search/port.ts';
import { quotedParagraphs } from '../cite/citation.ts';
import { quotationJsonLd } from '../cite/json-ld.ts';
import { dayOf, LANGS, STRINGS } from '../i18n/index.ts';
import { ruleText } from '../i18n/rules.ts';
import type { QuotationProfile } from '../profiles.ts';
import { addressOfWords } from '../text-fragment.ts';
import { typeset } from '../typography.ts';
import { API_BASE, webAddress } from '../url.ts';
import { Attribution, Occurrences, QuotationCard, ReleaseLink } from './card.tsx';
import { CitationLinks, CopyFields } from './cite.tsx';
import { Layout } from './layout.tsx';
import { blocksAround, MarkedText } from './marked-text.tsx';
import type { Page } from './page.ts';
import { Fact, QuotedText } from './parts.tsx';

export function QuotationPage({ page, ...profile }: QuotationProfile & { page: Page }) {
  const { strings } = page;
  const { quotation, versions, occurrences, releases, nearby } = profile;
  const release = releases.get(quotation.release.id)!;
  const missing = versions.length ? [] : LANGS.filter((lang) => lang !== quotation.lang);
  const { differences, counterpart } = quotation;
  const marked = (shown: QuotationAnswer): Span[] => {
    if (shown === quotation) return differences.flatMap(({ a }) => a?.span ?? []);
    return shown.id === counterpart?.id ? differences.flatMap(({ b }) => b?.span ?? []) : [];
  };
  const names = page.list(quotation.speakers.map(({ name }) => name));
  const title = [names || quotation.mention || strings.unknownSpeaker, quotation.date && page.date(quotation.date)];
  const heading = title.filter((part) => part).join(', ');
  return (
    <Layout
      page={page}
      title={heading}
      canonical={page.to.quotation(quotation.id)}
      head={<Head page={page} quotation={quotation} title={heading} />}
    >
      <h1 class="small">{heading}</h1>
      <div class="versions">
        {[quotation, ...versions].map((version) => (
          <article key={version.id} class="quotation">
            <h2>{strings.version[version.lang]}</h2>
            <QuotedText quotation={version} highlights={marked(version)} />
            <Attribution page={page} quotation={version} />
            <Origin page={page} quotation={version} release={releases.get(version.release.id)} />
            <CopyFields page={page} quotation={version} />
          </article>
        ))}
        {missing.map((lang) => (
          <p key={lang} class="note">
            {strings.noVersion[lang]}
          </p>
        ))}
      </div>
      {counterpart && differences.length > 0 && (
        <section class="note differences">
          <h2>{strings.differences}</h2>
          <ul>
            {differences.map(({ kind, a, b }, i) => (
              <li key={i}>
                {strings.labelled(strings.differenceKinds[kind])}{' '}
                <Printed page={page} lang={quotation.lang} found={a} />
                {' / '}
                <Printed page={page} lang={counterpart.lang} found={b} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{strings.context}</h2>
        <MarkedText
          page={page}
          isExcerpt
          release={release}
          quotations={[quotation]}
          within={blocksAround(release.text, {
            start: quotation.content[0]!.start,
            end: quotation.content.at(-1)!.end,
          })}
        />
        <p class="muted">
          {release.issuedOn && `${strings.releasedOn(page.date(release.issuedOn))} · `}
          {release.recordedAt && `${strings.recordedOn(page.date(dayOf(release.recordedAt)))} · `}
          {release.revision > 1 && `${strings.revision} ${page.number(release.revision)} · `}
          <a href={page.to.release(release.id, quotation.id)}>{strings.inRelease}</a>
        </p>
      </section>
      <WhySpeaker page={page} quotation={quotation} />
      {occurrences.length > 0 && (
        <section>
          <h2>{strings.occurrences}</h2>
          <Occurrences page={page} quotations={occurrences} />
        </section>
      )}
      {nearby.length > 0 && (
        <section>
          <h2>{strings.nearby(quotation.speakers[0]!.name)}</h2>
          <ol class="hits">
            {nearby.map((hit) => (
              <li key={hit.id}>
                <QuotationCard page={page} quotation={hit} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2>{strings.cite}</h2>
        <CitationLinks page={page} quotation={quotation} />
        <p>
          <a href={`${API_BASE}/quotes/${encodeURIComponent(quotation.id)}`}>{strings.asData}</a>
        </p>
      </section>
    </Layout>
  );
}

type QuotationProps = { page: Page; quotation: QuotationAnswer };

/** What other programs read of the page: its one address, what it shows when it is shared, the quotation as data. */
function Head({ page, quotation, title }: QuotationProps & { title: string }) {
  const { absolute, to } = page;
  const address = absolute(to.quotation(quotation.id));
  const words = quotedParagraphs(page.cite(quotation)).join(' ');
  const data = quotationJsonLd(quotation, {
    quotation: (id) => absolute(to.quotation(id)),
    speaker: (id) => absolute(to.speaker(id)),
  });
  return (
    <>
      <meta name="description" content={words} />
      <meta property="og:type" content="article" />
      <meta property="og:site_name" content="Dixit" />
      <meta property="og:url" content={address} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={words} />
      <meta property="og:locale" content={ogLocale(page.lang)} />
      {page.versions.map(({ lang }) => (
        <meta key={lang} property="og:locale:alternate" content={ogLocale(lang)} />
      ))}
      {/* JSON without any `<`; a browser does not run it. */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: data }} />
    </>
  );
}

/** As Open Graph writes it: `fr_CA`. */
const ogLocale = (lang: Lang): string => STRINGS[lang].locale.replace('-', '_');

/** By which rule the speaker was found, how sure that is, and what is printed. */
function WhySpeaker({ page, quotation }: QuotationProps) {
  const { strings, lang } = page;
  const { rule, certainty, mention, kind, corrected } = quotation;
  return (
    <section>
      <h2>{strings.whySpeaker}</h2>
      <p>
        {ruleText(rule, lang) ?? strings.formerRule} {strings.certainties[certainty]}{' '}
        {corrected && `${strings.correctedByHand}.`}
      </p>
      <dl class="facts">
        <Fact label={strings.mention}>{mention && <span lang={quotation.lang}>{mention}</span>}</Fact>
        <Fact label={strings.kind}>{strings.kinds[kind]}</Fact>
        <Fact label={strings.rule}>
          <code>{rule}</code>
        </Fact>
      </dl>
    </section>
  );
}

/** What one version prints where the two do not agree. */
function Printed({ page, lang, found }: { page: Page; lang: Lang; found: Difference['a'] }) {
  if (!found) return <span class="muted">{page.strings.nothingOfTheKind[lang]}</span>;
  return <q lang={lang}>{typeset(found.text, { lang, isQuoted: true })}</q>;
}

/** `release`: with its text, by which the link to the publisher's page leads to these very words. */
function Origin({ page, quotation, release }: QuotationProps & { release: ReleaseAnswer | undefined }) {
  const { strings } = page;
  const address = webAddress(quotation.release.url);
  return (
    <dl class="facts">
      <Fact label={strings.date}>{page.date(quotation.date)}</Fact>
      <Fact label={strings.publisher}>{quotation.release.publisher}</Fact>
      <Fact label={strings.release}>
        <ReleaseLink page={page} quotation={quotation} />
      </Fact>
      <Fact label={strings.source}>
        {address && (
          <a
            href={release ? addressOfWords(address, release.text, quotation.content) : address}
            rel="external noopener nofollow"
            title={strings.atSourceHint}
          >
            {strings.atSource}
          </a>
        )}
      </Fact>
    </dl>
  );
}
