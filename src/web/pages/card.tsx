/** A quotation in a list: the words, who said them, where they stand; and the parts that its own page shares with it. */
import type { ComponentChildren } from 'preact';
import type { Hit, QuotationAnswer } from '../../search/port.ts';
import { fold } from '../../util/fold.ts';
import { typeset, typesetOffice } from '../typography.ts';
import { webAddress } from '../url.ts';
import type { Page } from './page.ts';
import { PostName, QuotedText } from './parts.tsx';

type QuotationProps = { page: Page; quotation: QuotationAnswer };

type CardProps = {
  page: Page;
  quotation: QuotationAnswer | Hit;
  /** Why it was found, where its words do not show that. */
  why?: ComponentChildren;
  /** What else was found of the same statement. */
  others?: readonly QuotationAnswer[];
};

/** One quotation with all that tells where it comes from; the other language's version folded under it. */
export function QuotationCard({ page, quotation, why, others = [] }: CardProps) {
  const { strings, to } = page;
  const { release, counterpart } = quotation;
  // The version in the other language is here already.
  const elsewhere = others.filter(({ id }) => id !== counterpart?.id);
  return (
    <article class="quotation">
      <QuotedText quotation={quotation} highlights={'highlights' in quotation ? quotation.highlights : []} />
      <Attribution page={page} quotation={quotation} />
      {why}
      <p class="origin">
        {page.date(quotation.date)}
        {release.publisher && ` · ${release.publisher}`}
        {' · '}
        <ReleaseLink page={page} quotation={quotation} />
        <SourceLink page={page} url={release.url} />
        {' · '}
        <a href={to.quotation(quotation.id)} data-permalink>
          {strings.quotationPage}
        </a>
      </p>
      {counterpart && (
        <details>
          <summary>{strings.version[counterpart.lang]}</summary>
          <QuotedText quotation={{ ...counterpart, kind: quotation.kind }} />
          <p class="origin">
            <a href={to.quotation(counterpart.id)}>{strings.quotationPage}</a>
          </p>
        </details>
      )}
      {elsewhere.length > 0 && (
        <div class="elsewhere muted">
          <p>{strings.labelled(strings.occurrences)}</p>
          <Occurrences page={page} quotations={elsewhere} />
        </div>
      )}
    </article>
  );
}

/** Where else a statement was made: the day, the language, the release. */
export function Occurrences({ page, quotations }: { page: Page; quotations: readonly QuotationAnswer[] }) {
  return (
    <ul class="plain">
      {quotations.map((quotation) => (
        <li key={quotation.id}>
          <a href={page.to.quotation(quotation.id)}>{page.date(quotation.date)}</a>
          {' · '}
          {page.strings.languages[quotation.lang]}
          {' · '}
          <ReleaseLink page={page} quotation={quotation} />
        </li>
      ))}
    </ul>
  );
}

/** Who speaks, with the office as printed and the portfolios it stands for. */
export function Attribution({ page, quotation }: QuotationProps) {
  const { strings, to } = page;
  const { speakers, mention, lang, corrected } = quotation;
  const { title, titlePost, tags } = officeOf(page, quotation);
  return (
    <p class="attribution">
      {speakers.map(({ id, name }, i) => (
        <>
          {i > 0 && ', '}
          <a class="speaker" href={to.speaker(id)}>
            {name}
          </a>
        </>
      ))}
      {speakers.length === 0 && <span class="speaker">{mention ?? strings.unknownSpeaker}</span>}
      {mention && speakers.length > 0 && !speakers.some(({ name }) => mention.includes(name)) && (
        <span class="muted">
          {' '}
          (<span lang={lang}>{mention}</span>)
        </span>
      )}
      {title && ', '}
      {title && (titlePost ? <a href={to.post(titlePost.id)}>{title}</a> : <span lang={lang}>{title}</span>)}
      {tags.map((post) => (
        <>
          {' '}
          <a key={post.id} class="tag" href={to.post(post.id)}>
            <PostName page={page} post={post} />
          </a>
        </>
      ))}
      {corrected && <span class="muted"> {strings.correctedByHand}</span>}
    </p>
  );
}

/**
 * The title as printed; where it is the very name of a post in the page's language it leads there, and the other posts
 * stand beside it by the names of their portfolios.
 */
function officeOf(page: Page, { title: printed, posts, lang }: QuotationAnswer) {
  const title = printed && typesetOffice(printed, lang);
  const isTitle = (post: QuotationAnswer['posts'][number]) => {
    const official = post.title[page.lang];
    return lang === page.lang && title !== null && official !== undefined && fold(official) === fold(title);
  };
  const titlePost = posts.find(isTitle) ?? null;
  return { title, titlePost, tags: posts.filter((post) => post !== titlePost) };
}

/** To the quotation's place in its release. */
export function ReleaseLink({ page, quotation: { id, release } }: QuotationProps) {
  return (
    <a href={page.to.release(release.id, id)} lang={release.headline ? release.lang : undefined}>
      {release.headline ? typeset(release.headline, { lang: release.lang }) : page.strings.untitledRelease}
    </a>
  );
}

export function SourceLink({ page, url }: { page: Page; url: string | null }) {
  const address = webAddress(url);
  if (address === null) return null;
  return (
    <>
      {' · '}
      <a href={address} rel="external noopener nofollow">
        {page.strings.source}
      </a>
    </>
  );
}
