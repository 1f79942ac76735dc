/** The pages as an Express router: asks the Index for what each page shows, and renders it. */
import { setImmediate } from 'node:timers/promises';
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Lang } from '../../domain.ts';
import { type Facets, type Filters, type QuotationReader, UnavailableError } from '../../search/port.ts';
import { type Admission, Gone } from '../admission.ts';
import { comparisonOf } from '../comparison.ts';
import { FEED_FORMATS, type FeedFormat, feedOf } from '../feed.ts';
import { LANGS } from '../i18n/index.ts';
import { OPENSEARCH_TYPE, openSearchDescription } from '../opensearch.ts';
import { checkAddress, describeError, Problem, problemOf, sendProblem } from '../problem.ts';
import { personProfile, postProfile, quotationProfile } from '../profiles.ts';
import {
  COMPARE_PARAMETERS,
  EXPORT_PARAMETERS,
  filtersOf,
  LIST_PARAMETERS,
  type ParameterTable,
  readParameters,
  searchFor,
  VIEW_PARAMETERS,
  type View,
  viewOf,
  yearOf,
} from '../requests.ts';
import { groupsOf, loosenings, valuesFound } from '../searches.ts';
import { isWellEncoded, queryOf, queryString } from '../url.ts';
import { ComparePage } from './compare.tsx';
import type { Names } from './facets.tsx';
import { HelpPage } from './help.tsx';
import { MessagePage } from './message.tsx';
import { type Page, pageIn } from './page.ts';
import { PostPage, SpeakerPage } from './person-and-post.tsx';
import { QuotationPage } from './quotation.tsx';
import { preferredLang, sendRefusal } from './refusal.tsx';
import { ReleasePage } from './release.tsx';
import { SearchPage } from './search.tsx';
import { PostsPage, SpeakersPage } from './speakers-and-posts.tsx';

/** What a page shows, or the better address of it; null when nothing is at its address. */
type Handler = (page: Page, request: Request) => Promise<VNode | string | null>;

type PageOptions = {
  index: QuotationReader;
  /** Told of errors that are ours. */
  log: (message: string) => void;
  /** The scheme and host of this site, as this reader has them. */
  originOf: (request: Request) => string;
  admission: Admission;
};

export function pageRoutes({ index, log, originOf, admission }: PageOptions): Router {
  const router = Router();
  router.get('/', (request, response) => {
    response.vary('Accept-Language').redirect(302, `/${preferredLang(request)}/${queryString(request)}`);
  });
  for (const lang of LANGS) router.use(`/${lang}`, pagesIn(lang, { index, log, originOf, admission }));
  router.use((request, response) => {
    response.vary('Accept-Language');
    sendNotFound(response, pageIn(preferredLang(request), '/', originOf(request)));
  });
  return router;
}

function pagesIn(lang: Lang, { index, log, originOf, admission }: PageOptions): Router {
  const router = Router();
  const pageOf = (request: Request) => pageIn(lang, request.path + queryString(request), originOf(request));
  router.use((request, response, next) => {
    checkAddress(request.originalUrl);
    // A path that no browser can have been sent to by us; the router below would stumble over it.
    if (isWellEncoded(request.path)) next();
    else sendNotFound(response, pageIn(lang, '/', originOf(request)));
  });
  for (const format of Object.keys(FEED_FORMATS) as FeedFormat[]) {
    router.get(`/feed.${format}`, async (request, response) => {
      const page = pageOf(request);
      const { values, faults } = readParameters(EXPORT_PARAMETERS, queryOf(request));
      // Where a page says what it ignored, a feed has no place for it, and would be one of something else.
      const fault = faults.find(({ code }) => code !== 'unknown-parameter');
      if (fault) return sendProblem(response, problemOf(fault));
      const asked = { ...searchFor(filtersOf(values), lang), q: values.q };
      const { mediaType, write } = FEED_FORMATS[format];
      const text = await admission.answer(response, async () => write(await feedOf(index, page, asked)));
      response.set('Content-Type', `${mediaType}; charset=utf-8`).send(text);
    });
  }
  router.get('/opensearch.xml', (request, response) => {
    response.set('Content-Type', `${OPENSEARCH_TYPE}; charset=utf-8`).send(openSearchDescription(pageOf(request)));
  });
  for (const [path, handler] of Object.entries(handlers(index))) {
    router.get(path, async (request, response) => {
      const page = pageOf(request);
      await admission.answer(response, async () => {
        const content = await handler(page, request);
        // What was found and how it is shown take a turn of the event loop each.
        await setImmediate();
        if (content === null) sendNotFound(response, page);
        else if (typeof content === 'string') response.redirect(302, content);
        else send(response, content);
      });
    });
  }
  router.use((request, response) => sendNotFound(response, pageOf(request)));
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof Gone) return;
    if (error instanceof Problem) return sendRefusal(request, response, error, originOf(request));
    const isUnavailable = error instanceof UnavailableError;
    if (!isUnavailable) log(describeError(error));
    const page = pageOf(request);
    const { failed, failedText } = page.strings;
    send(response.status(isUnavailable ? 503 : 500), <MessagePage page={page} title={failed} text={failedText} />);
  });
  return router;
}

function handlers(index: QuotationReader): Record<string, Handler> {
  return {
    '/': async (page, request) => {
      const query = queryOf(request);
      const { values, faults } = readWithin(VIEW_PARAMETERS, request);
      const view = viewOf(values, page.lang);
      // A form sends its empty fields too: the address that readers keep and share has none.
      if (faults.length === 0 && [...query.values()].includes('')) return page.to.search(view);
      const asked = { ...view, months: yearOf(view.filters) !== null, explain: true };
      const grouped = view.group ? await groupsOf(index, asked) : null;
      // Of what stands under its speakers only the counts are shown, for which nothing needs to be ranked.
      const counted: View = { ...asked, page: 1, hitsPerPage: 1, sort: 'newest' };
      const shown = grouped && grouped.items.length > 0 ? counted : asked;
      const [result, stats] = await Promise.all([index.search(shown), index.stats()]);
      const [names, found, others] = await Promise.all([
        filterNames(index, page, view.filters, result.facets),
        valuesFound(index, view),
        result.totalHits === 0 ? loosenings(index, view) : [],
      ]);
      // What we do not know is not for us: links gather parameters of others on their way.
      const ours = faults.filter(({ code }) => code !== 'unknown-parameter');
      return (
        <SearchPage
          page={page}
          view={view}
          result={result}
          found={found}
          grouped={grouped}
          faults={ours}
          names={names}
          stats={stats}
          loosenings={others}
        />
      );
    },
    '/help': async (page) => <HelpPage page={page} />,
    '/quotes/:id': async (page, request) => {
      const profile = await quotationProfile(index, idOf(request), page.lang);
      return profile && <QuotationPage page={page} {...profile} />;
    },
    '/releases/:id': async (page, request) => {
      const release = await index.release(idOf(request));
      return release && <ReleasePage page={page} release={release} />;
    },
    '/compare': async (page, request) => {
      const { values } = readWithin(COMPARE_PARAMETERS, request);
      const comparison = await comparisonOf(index, values, page.lang);
      if (comparison === null) return null;
      const { a, b } = comparison.found;
      // The address that is kept and shared has ids, which stay when names are written otherwise.
      const exact = page.to.compare({ ...values, a: a.id ?? values.a, b: b.id ?? values.b });
      const isExact = values.a === (a.id ?? values.a) && values.b === (b.id ?? values.b);
      return isExact ? <ComparePage page={page} {...comparison} /> : exact;
    },
    '/speakers': async (page, request) => {
      const { values } = readWithin(LIST_PARAMETERS, request);
      return <SpeakersPage page={page} request={values} listing={await index.people(values)} />;
    },
    '/speakers/:id': async (page, request) => {
      const profile = await personProfile(index, idOf(request), page.lang);
      return profile && <SpeakerPage page={page} {...profile} />;
    },
    '/posts': async (page, request) => {
      const { values } = readWithin(LIST_PARAMETERS, request);
      return <PostsPage page={page} request={values} listing={await index.posts(values)} />;
    },
    '/posts/:id': async (page, request) => {
      const profile = await postProfile(index, idOf(request), page.lang);
      return profile && <PostPage page={page} {...profile} />;
    },
  };
}

/** Names for the filters in force: most stand in the facets; those that nothing passes are asked for. */
async function filterNames(index: QuotationReader, page: Page, filters: Filters, facets: Facets): Promise<Names> {
  const names = new Map<string, string>();
  for (const field of ['speaker', 'post'] as const) {
    for (const { id, name } of facets[field]) names.set(`${field}:${id}`, name);
  }
  for (const id of filters.speaker) {
    const name = names.has(`speaker:${id}`) ? null : (await index.person(id))?.name;
    if (name) names.set(`speaker:${id}`, name);
  }
  for (const id of filters.post) {
    const post = names.has(`post:${id}`) ? null : await index.post(id);
    const name = post && (page.choose(post.portfolio) ?? page.choose(post.title))?.text;
    if (name) names.set(`post:${id}`, name);
  }
  return names;
}

/** What a page cannot read it ignores, and says so; what is too much is refused: throws a `Problem`. */
function readWithin<Table extends ParameterTable>(table: Table, request: Request) {
  const read = readParameters(table, queryOf(request));
  const excess = read.faults.find((fault) => fault.excess);
  if (excess) throw problemOf(excess);
  return read;
}

function idOf(request: Request): string {
  const id = String(request.params.id);
  checkAddress(request.originalUrl, id);
  return id;
}

function sendNotFound(response: Response, page: Page): void {
  const { notFound, notFoundText } = page.strings;
  send(response.status(404), <MessagePage page={page} title={notFound} text={notFoundText} />);
}

function send(response: Response, content: VNode): void {
  response.type('html').send(`<!doctype html>${render(content)}`);
}
