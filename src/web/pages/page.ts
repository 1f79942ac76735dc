/** What every component of a page is given: the language with its words, and the addresses of all other pages. */
import type { Lang, Localized } from '../../domain.ts';
import type { QuotationAnswer, SearchRequest } from '../../search/port.ts';
import { type Citation, citationOf } from '../cite/citation.ts';
import type { FeedFormat } from '../feed.ts';
import { LANGS, LOCALES, type Locale } from '../i18n/index.ts';
import { type View, writeComparison, writeSearch, writeSelection } from '../requests.ts';

export type Page = Locale & {
  /** Addresses of this site in the page's language. */
  to: {
    home: string;
    search: (view: View) => string;
    quotation: (id: string) => string;
    release: (id: string, quotationId?: string) => string;
    speaker: (id: string) => string;
    post: (id: string) => string;
    speakers: (query?: string) => string;
    posts: (query?: string) => string;
    /** Of what a search finds; without one, of everything. */
    feed: (format: FeedFormat, request?: SearchRequest) => string;
    openSearch: string;
    /** Two speakers, or the holders of a post, side by side. */
    compare: (what?: { a?: string; b?: string; post?: string; q?: string }) => string;
    help: (part?: 'keys') => string;
  };
  /** A whole address of what stands at `path` of this site. */
  absolute: (path: string) => string;
  /** What a citation tells of a quotation, with its page here. */
  cite: (quotation: QuotationAnswer) => Citation;
  /** The address of this very page: path and query. */
  here: string;
  /** This very page in the other languages, query and filters kept. */
  versions: { lang: Lang; href: string }[];
};

/** `rest` is the address of the page after its language: path and query; `origin` is that of the site. */
export function pageIn(lang: Lang, rest: string, origin: string): Page {
  const path = (...parts: string[]) => `/${lang}/${parts.map(encodeURIComponent).join('/')}`;
  return {
    ...LOCALES[lang],
    to: {
      home: path(),
      search: (view) => path() + writeSearch(view),
      quotation: (id) => path('quotes', id),
      release: (id, quotationId) =>
        path('releases', id) + (quotationId === undefined ? '' : `#${encodeURIComponent(quotationId)}`),
      speaker: (id) => path('speakers', id),
      post: (id) => path('posts', id),
      speakers: (query = '') => path('speakers') + query,
      posts: (query = '') => path('posts') + query,
      feed: (format, request) => path(`feed.${format}`) + (request ? writeSelection(request) : ''),
      openSearch: path('opensearch.xml'),
      compare: (what = {}) => path('compare') + writeComparison(what),
      help: (part) => path('help') + (part ? `#${part}` : ''),
    },
    absolute: (path) => origin + path,
    cite: (quotation) => citationOf(quotation, origin + path('quotes', quotation.id)),
    here: `/${lang}${rest}`,
    versions: LANGS.filter((other) => other !== lang).map((other) => ({ lang: other, href: `/${other}${rest}` })),
  };
}

/** The name of a portfolio, else the title of its post, else its id. */
export function postName(locale: Locale, post: { id: string; title: Localized; portfolio: Localized }): string {
  return (locale.choose(post.portfolio) ?? locale.choose(post.title))?.text ?? post.id;
}
