/** The search page: the box, the results, and all that narrows, sorts, groups and pages them. Its URL is its state. */
import type { Group, IndexStats, Listing, SearchResult, Sort, Understood } from '../../search/port.ts';
import { LIMITS } from '../limits.ts';
import { type Fault, searchFields, toggled, type View, writeSearch } from '../requests.ts';
import { type FoundValues, GROUPS_ON_PAGE, type Loosening } from '../searches.ts';
import { statementsIn } from '../statements.ts';
import { API_BASE } from '../url.ts';
import { Facets, FilterTags, type Names, SEARCH_FORM } from './facets.tsx';
import { Layout } from './layout.tsx';
import { NoHits, Relaxed } from './nothing.tsx';
import type { Page } from './page.ts';
import { Paging } from './parts.tsx';
import { TakeAlong } from './take-along.tsx';
import { HitCard } from './why.tsx';

export type SearchPageProps = {
  page: Page;
  view: View;
  result: SearchResult;
  /** Where results are grouped: those of this page, and how many there are in all. */
  grouped: Listing<Group> | null;
  /** What of the address could not be read. */
  faults: Fault[];
  found: FoundValues;
  /** Names of the speakers and posts that are filtered by. */
  names: Names;
  stats: IndexStats;
  /** Where nothing is found: the filters without which something is. */
  loosenings: Loosening[];
};

export function SearchPage(props: SearchPageProps) {
  const { page, view, result, faults, found, names, stats } = props;
  const { strings } = page;
  const asked = view.q.trim();
  const isHome = writeSearch(view) === '';
  const heading = asked ? `${strings.labelled(strings.results)} ${asked}` : strings.results;
  return (
    <Layout page={page} title={isHome ? null : heading} feedOf={view}>
      <div data-part="tagline">{isHome && <h1 class="tagline">{strings.tagline}</h1>}</div>
      <SearchForm page={page} view={view} />
      <div data-part="view">
        {isHome && <Coverage page={page} stats={stats} />}
        {faults.length > 0 && (
          <p class="note">
            {strings.labelled(strings.ignored)} <code>{faults.map((f) => `${f.parameter}=${f.value}`).join(', ')}</code>
          </p>
        )}
        <div class="columns">
          <div class="results">
            {isHome ? (
              <h2 class="first">{strings.latest}</h2>
            ) : (
              <h1 class="small" tabIndex={-1}>
                {heading}
              </h1>
            )}
            <FilterTags page={page} view={view} names={names} />
            {!isHome && (
              <p class="count" id="count">
                {page.count(result.totalHits, strings.quotations)}
              </p>
            )}
            {result.understood.unread.length > 0 && (
              <p class="muted">
                {strings.labelled(strings.searchedAsWords)} <code>{result.understood.unread.join(' ')}</code>
              </p>
            )}
            {result.didYouMean && <DidYouMean page={page} view={view} meant={result.didYouMean} />}
            {result.totalHits > 1 && <Order page={page} view={view} />}
            <p class="to-filters">
              <a class="button quiet" href="#filters">
                {strings.filters}
              </a>
            </p>
            <Results {...props} />
            {result.totalHits > 0 && <TakeAlong page={page} request={view} />}
          </div>
          <Facets page={page} view={view} result={result} found={found} />
        </div>
      </div>
    </Layout>
  );
}

/** The box; filters and order go along. The fields among the filters belong to this form too (see `facets.tsx`). */
function SearchForm({ page, view }: { page: Page; view: View }) {
  const { strings, to } = page;
  const kept = searchFields({ ...view, q: '', filters: { ...view.filters, from: null, to: null }, find: {} });
  return (
    <search>
      <form id={SEARCH_FORM} class="search" action={to.home} method="get">
        <label for="q">{strings.searchLabel}</label>
        <div class="box">
          <input
            id="q"
            name="q"
            type="search"
            value={view.q}
            aria-describedby="hint"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            data-suggest={`${API_BASE}/suggest`}
          />
          <button type="submit">{strings.searchButton}</button>
        </div>
        <p id="hint" class="muted">
          {strings.searchHint} <a href={to.help()}>{strings.helpLink}</a>
        </p>
        <div data-part="fields">
          {kept.map(([name, value]) => (
            <input key={name + value} type="hidden" name={name} value={value} />
          ))}
        </div>
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
  return (
    <p class="muted" id="count">
      {strings.coverage(quotations, releases, period ? `, ${period}` : '')}
    </p>
  );
}

function DidYouMean({ page, view, meant }: { page: Page; view: View; meant: string }) {
  const { strings, to } = page;
  return (
    <p>
      {strings.labelled(strings.didYouMean)} <a href={to.search({ ...view, q: meant, page: 1 })}>{meant}</a>
    </p>
  );
}

/** In which order, and whether under their speakers. */
function Order({ page, view }: { page: Page; view: View }) {
  const { strings, to } = page;
  const hasWords = view.q.trim() !== '';
  const current: Sort = view.sort ?? (hasWords ? 'relevance' : 'newest');
  const sorts = (Object.keys(strings.sorts) as Sort[]).filter((sort) => hasWords || sort !== 'relevance');
  const { group: grouped, ...list } = view;
  const other: View = grouped ? list : { ...view, group: 'speaker' };
  return (
    <p class="sort">
      {strings.labelled(strings.sortBy)}{' '}
      {sorts.map((sort) => (
        <a key={sort} href={to.search({ ...view, sort, page: 1 })} aria-current={sort === current ? 'true' : undefined}>
          {strings.sorts[sort]}
        </a>
      ))}{' '}
      <a class="grouping" href={to.search({ ...other, page: 1 })}>
        {grouped ? strings.asOneList : strings.groupBySpeaker}
      </a>
    </p>
  );
}

function Results({ page, view, result, grouped, stats, loosenings }: SearchPageProps) {
  const paging = (total: number, hitsPerPage: number) => (
    <Paging
      page={page}
      current={view.page}
      total={total}
      hitsPerPage={hitsPerPage}
      end={Math.floor(LIMITS.depth / view.hitsPerPage)}
      href={(number) => page.to.search({ ...view, page: number })}
    />
  );
  if (grouped && grouped.items.length > 0) {
    return (
      <>
        {grouped.items.map((group) => (
          <SpeakerGroup key={group.speaker.id} page={page} view={view} group={group} understood={result.understood} />
        ))}
        {paging(grouped.total, GROUPS_ON_PAGE)}
      </>
    );
  }
  return (
    <>
      {result.hits.length > 0 ? (
        <Hits page={page} view={view} result={result} loosenings={loosenings} />
      ) : (
        <NoHits page={page} view={view} result={result} stats={stats} loosenings={loosenings} />
      )}
      {paging(result.totalHits, view.hitsPerPage)}
    </>
  );
}

type SpeakerGroupProps = { page: Page; view: View; group: Group; understood: Understood };

/** The first of what one speaker said, and the way to all of it. */
function SpeakerGroup({ page, view, group: { speaker, hits }, understood }: SpeakerGroupProps) {
  const { strings, to } = page;
  const { group: _, ...list } = view;
  const shown = statementsIn(hits, page.lang);
  const alone = toggled({ ...list, filters: { ...view.filters, speaker: [] } }, 'speaker', speaker.id);
  return (
    <section class="group">
      <h2>
        <a href={to.speaker(speaker.id)}>{speaker.name}</a>{' '}
        <span class="muted">{page.count(speaker.count, strings.quotations)}</span>
      </h2>
      <ol class="hits">
        {shown.map((found) => (
          <li key={found.hit.id}>
            <HitCard page={page} {...found} understood={understood} />
          </li>
        ))}
      </ol>
      {speaker.count > shown.reduce((sum, { others }) => sum + 1 + others.length, 0) && (
        <p>
          <a href={to.search(alone)}>{strings.allBySpeaker(speaker.name)}</a>
        </p>
      )}
    </section>
  );
}

type HitsProps = Pick<SearchPageProps, 'page' | 'view' | 'result' | 'loosenings'>;

/** The full matches, then, under a remark, those that miss words. */
function Hits({ page, view, result, loosenings }: HitsProps) {
  const matches = result.relaxed
    ? Math.max(0, result.totalHits - (view.page - 1) * view.hitsPerPage)
    : result.hits.length;
  const list = (hits: SearchResult['hits']) =>
    hits.length > 0 && (
      <ol class="hits">
        {statementsIn(hits, page.lang).map((found) => (
          <li key={found.hit.id}>
            <HitCard page={page} {...found} understood={result.understood} />
          </li>
        ))}
      </ol>
    );
  return (
    <>
      {list(result.hits.slice(0, matches))}
      {result.relaxed && <Relaxed page={page} view={view} result={result} loosenings={loosenings} />}
      {list(result.hits.slice(matches))}
      {view.translate === false && (
        <p>
          <a href={page.to.search({ ...view, translate: true, page: 1 })}>{page.strings.withTranslation}</a>
        </p>
      )}
    </>
  );
}
