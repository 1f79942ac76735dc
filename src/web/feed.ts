/**
 * What is new in any search as a feed: the newest quotations that it finds, by their days. What has no day cannot be told
 * new and is in none. Ids are those of quotations and survive a rebuild and another address of the site.
 */
import { createHash } from 'node:crypto';
import { type AtomFeed, generateAtomFeed, generateJsonFeed, type JsonFeed } from 'feedsmith';
import type { QuotationAnswer, QuotationReader, SearchRequest } from '../search/port.ts';
import { quotedBeginning } from './cite/citation.ts';
import { copyText } from './cite/copy.ts';
import { type Page, postName } from './pages/page.ts';
import { writeSelection } from './requests.ts';
import { webAddress } from './url.ts';

export type FeedFormat = 'atom' | 'json';

type FeedWriter = { mediaType: string; write: (feed: Feed) => string };

export const FEED_FORMATS: Record<FeedFormat, FeedWriter> = {
  atom: { mediaType: 'application/atom+xml', write: (feed) => withoutControls(generateAtomFeed(atomOf(feed))) },
  json: { mediaType: 'application/feed+json', write: (feed) => JSON.stringify(generateJsonFeed(jsonOf(feed))) },
};

export type Feed = {
  page: Page;
  request: SearchRequest;
  title: string;
  /** Newest first; all have a date. */
  quotations: QuotationAnswer[];
};

const ENTRIES = 50;

export async function feedOf(index: QuotationReader, page: Page, request: SearchRequest): Promise<Feed> {
  const { q, filters } = request;
  const quotations: QuotationAnswer[] = [];
  for await (const quotation of index.scan({ q, filters })) {
    // The undated come last.
    if (quotation.date === null || quotations.length === ENTRIES) break;
    quotations.push(quotation);
  }
  return { page, request, title: await titleOf(index, page, request), quotations };
}

/** What was searched for, in words. */
async function titleOf(index: QuotationReader, page: Page, { q, filters }: SearchRequest): Promise<string> {
  const { strings } = page;
  const speakers = await Promise.all(filters.speaker.map(async (id) => (await index.person(id))?.name ?? id));
  const posts = await Promise.all(
    filters.post.map(async (id) => {
      const post = await index.post(id);
      return post ? postName(page, post) : id;
    }),
  );
  const parts = [
    q.trim(),
    ...[...speakers, ...posts],
    ...filters.lang.map((lang) => strings.languages[lang]),
    ...filters.kind.map((kind) => strings.kinds[kind]),
    ...filters.publisher,
    page.period(filters.from, filters.to) ?? '',
  ].filter((part) => part !== '');
  return `Dixit – ${parts.length > 0 ? parts.join(', ') : strings.latest}`;
}

// -------------------------------------------------------------------------------------------------------------- formats

function atomOf({ page, request, title, quotations }: Feed): AtomFeed.Feed<Date> {
  const selection = writeSelection(request);
  const { lang, absolute, to } = page;
  return {
    id: `urn:dixit:feed:${lang}:${createHash('sha256').update(selection).digest('hex').slice(0, 16)}`,
    title: { value: title },
    subtitle: { value: page.strings.tagline },
    // With nothing in it there is no day on which it changed.
    updated: dayOf(quotations[0]?.date ?? '1970-01-01'),
    authors: [{ name: 'Dixit', uri: absolute(to.home) }],
    xml: { lang: page.strings.locale },
    links: [
      { rel: 'self', type: FEED_FORMATS.atom.mediaType, href: absolute(to.feed('atom', request)) },
      { rel: 'alternate', type: 'text/html', hreflang: lang, href: absolute(to.search(request)) },
    ],
    entries: quotations.map((quotation) => {
      const { counterpart, release, speakers, posts } = quotation;
      const source = webAddress(release.url);
      const authors = speakers.map(({ id, name }) => ({ name, uri: absolute(to.speaker(id)) }));
      return {
        id: idOf(quotation),
        title: { value: entryTitle(quotation, page) },
        published: dayOf(quotation.date!),
        updated: dayOf(quotation.date!),
        // Of what nobody is known to have said the feed itself is the author.
        ...(authors.length > 0 ? { authors } : {}),
        categories: posts.map((post) => ({ term: post.id, label: postName(page, post) })),
        xml: { lang: quotation.lang },
        content: { type: 'html', value: contentOf(quotation, page) },
        links: [
          { rel: 'alternate', type: 'text/html', hreflang: lang, href: absolute(to.quotation(quotation.id)) },
          ...(counterpart
            ? [{ rel: 'related', type: 'text/html', hreflang: lang, href: absolute(to.quotation(counterpart.id)) }]
            : []),
          ...(source ? [{ rel: 'via', href: source, hreflang: release.lang }] : []),
        ],
      };
    }),
  };
}

function jsonOf({ page, request, title, quotations }: Feed): JsonFeed.Feed<Date> {
  const { absolute, to } = page;
  return {
    title,
    description: page.strings.tagline,
    home_page_url: absolute(to.search(request)),
    feed_url: absolute(to.feed('json', request)),
    language: page.strings.locale,
    items: quotations.map((quotation) => {
      const source = webAddress(quotation.release.url);
      return {
        id: idOf(quotation),
        url: absolute(to.quotation(quotation.id)),
        ...(source ? { external_url: source } : {}),
        title: entryTitle(quotation, page),
        content_html: contentOf(quotation, page),
        content_text: copyText(page.cite(quotation), 'plain'),
        date_published: dayOf(quotation.date!),
        authors: quotation.speakers.map(({ id, name }) => ({ name, url: absolute(to.speaker(id)) })),
        tags: quotation.posts.map((post) => postName(page, post)),
        language: quotation.lang,
      };
    }),
  };
}

const idOf = ({ id }: QuotationAnswer): string => `urn:dixit:quotation:${encodeURIComponent(id)}`;
const dayOf = (date: string): Date => new Date(`${date}T00:00:00Z`);
const contentOf = (quotation: QuotationAnswer, page: Page): string => copyText(page.cite(quotation), 'html');

/** Who speaks and how it begins. */
function entryTitle(quotation: QuotationAnswer, page: Page): string {
  const citation = page.cite(quotation);
  return `${page.strings.labelled(citation.speaker)} ${quotedBeginning(citation, MOST_IN_TITLE)}`;
}

/** In characters. */
const MOST_IN_TITLE = 90;

/** XML 1.0 has no way to write these. */
function withoutControls(xml: string): string {
  return xml.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}
