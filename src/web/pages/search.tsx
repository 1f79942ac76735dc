/** The search page: the box, the results, and all that narrows, sorts and pages them. Its URL is its whole state. */
import type { IndexStats, SearchRequest, SearchResult, Sort } from '../../search/port.ts';
import { type Fault, searchFields, writeSearch } from '../requests.ts';
import { QuotationCard } from './card.tsx';
import { Facets, FilterTags, type Names, SEARCH_FORM } from './facets.tsx';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';
import { Paging } from './parts.tsx';
import { TakeAlong } from './take-along.tsx';

type SearchPageProps = {
  page: Page;
  request: SearchRequest;
  result: SearchResult;
  /** What of the address could not be read. */
  faults: Fault[];
  /** Names of the speakers and posts that are filtered by. */
  names: Names;
  stats: IndexStats;
};

export function SearchPage({ page, request, result, faults, names, stats }: SearchPageProps) {
  const { strings } = page;
  const asked = request.q.trim();
  const isHome = writeSearch(request) === '';
  const plain = isHome ? strings.latest : strings.results;
  const heading = asked ? `${strings.labelled(strings.results)} ${asked}` : plain;
  return (
    <Layout page={page} title={isHome ? null : heading} feedOf={request}>
      <SearchForm page={page} request={request} />
      {isHome && <Coverage page={page} stats={stats} />}
      {faults.length > 0 && (
        <p class="note">
          {strings.labelled(strings.ignored)} <code>{faults.map((f) => `${f.parameter}=${f.value}`).join(', ')}</code>
        </p>
      )}
      <div class="columns">
        <div class="results">
          <h1 class="small">{heading}</h1>
          <FilterTags page={page} request={request} names={names} />
          <p class="count" role="status">
            {page.count(result.totalHits, strings.quotations)}
          </p>
          <p class="to-filters">
            <a href="#filters">{strings.filters}</a>
          </p>
          {request.translate === false && (
            <p>
              <a href={page.to.search({ ...request, translate: true, page: 1 })}>{strings.withTranslation}</a>
            </p>
          )}
          {result.didYouMean && <DidYouMean page={page} request={request} meant={result.didYouMean} />}
          {result.hits.length > 1 && <SortLinks page={page} request={request} />}
          {result.hits.length > 0 ? (
            <Hits page={page} request={request} result={result} />
          ) : (
            <NoHits page={page} isBeyond={result.totalHits > 0} isEmpty={stats.quotations === 0} />
          )}
          <Paging
            page={page}
            current={request.page}
            total={result.totalHits}
            hitsPerPage={request.hitsPerPage}
            href={(number) => page.to.search({ ...request, page: number })}
          />
          {result.totalHits > 0 && <TakeAlong page={page} request={request} />}
        </div>
        <Facets page={page} request={request} facets={result.facets} />
      </div>
    </Layout>
  );
}

/** The box; filters and sort go along. The dates are fields of their own (see `Facets`) that belong to this form. */
function SearchForm({ page, request }: { page: Page; request: SearchRequest }) {
  const { strings, to } = page;
  const kept = searchFields({ ...request, q: '', filters: { ...request.filters, from: null, to: null } });
  return (
    <search>
      <form id={SEARCH_FORM} class="search" action={to.home} method="get">
        <label for="q">{strings.searchLabel}</label>
        <div class="box">
          <input id="q" name="q" type="search" value={request.q} aria-describedby="hint" autocomplete="off" />
          <button type="submit">{strings.searchButton}</button>
        </div>
        <p id="hint" class="muted">
          {strings.searchHint}
        </p>
        {kept.map(([name, value]) => (
          <input key={name + value} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}

function Coverage({ page, stats }: { page: Page; stats: IndexStats }) {
  const { strings, count } = page;
  if (stats.quotations === 0) return null;
  const period = page.period(stats.firstDate, stats.lastDate);
  const quotations = count(stats.quotations, strings.quotations);
  const releases = count(stats.releases, strings.releases);
  return <p class="muted">{strings.coverage(quotations, releases, period ? `, ${period}` : '')}</p>;
}

function DidYouMean({ page, request, meant }: { page: Page; request: SearchRequest; meant: string }) {
  const { strings, to } = page;
  return (
    <p>
      {strings.labelled(strings.didYouMean)} <a href={to.search({ ...request, q: meant, page: 1 })}>{meant}</a>
    </p>
  );
}

function SortLinks({ page, request }: { page: Page; request: SearchRequest }) {
  const { strings, to } = page;
  const current: Sort = request.sort ?? (request.q.trim() ? 'relevance' : 'newest');
  return (
    <p class="sort">
      {strings.labelled(strings.sortBy)}{' '}
      {(Object.keys(strings.sorts) as Sort[]).map((sort) => (
        <a
          key={sort}
          href={to.search({ ...request, sort, page: 1 })}
          aria-current={sort === current ? 'true' : undefined}
        >
          {strings.sorts[sort]}
        </a>
      ))}
    </p>
  );
}

/** The full matches, then, under a remark, those that miss words. */
function Hits({ page, request, result }: { page: Page; request: SearchRequest; result: SearchResult }) {
  const { strings } = page;
  const matches = Math.max(0, result.totalHits - (request.page - 1) * request.hitsPerPage);
  const parts = result.relaxed ? [result.hits.slice(0, matches), result.hits.slice(matches)] : [result.hits];
  return (
    <>
      {parts.map((hits, i) => (
        <>
          {i === 1 && (
            <p class="note">
              {result.totalHits === 0 && `${strings.noExact} `}
              {strings.closest}
              {hits.some(({ translated }) => translated) && (
                <>
                  {' '}
                  <a href={page.to.search({ ...request, translate: false, page: 1 })}>{strings.withoutTranslation}</a>
                </>
              )}
            </p>
          )}
          {hits.length > 0 && (
            <ol class="hits">
              {hits.map((hit) => (
                <li key={hit.id}>
                  <QuotationCard page={page} quotation={hit} />
                </li>
              ))}
            </ol>
          )}
        </>
      ))}
    </>
  );
}

function NoHits({ page, isBeyond, isEmpty }: { page: Page; isBeyond: boolean; isEmpty: boolean }) {
  const { strings } = page;
  if (isEmpty) return <p>{strings.nothingPublished}</p>;
  if (isBeyond) return <p>{strings.beyondLastPage}</p>;
  return (
    <section>
      <h2>{strings.nothing}</h2>
      <ul>
        {strings.nothingAdvice.map((advice) => (
          <li key={advice}>{advice}</li>
        ))}
      </ul>
    </section>
  );
}
