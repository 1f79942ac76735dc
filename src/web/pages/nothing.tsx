/** What a search page says where nothing, or not enough, holds the words: what is close, and what else to try. */
import type { IndexStats, SearchResult } from '../../search/port.ts';
import type { View } from '../requests.ts';
import type { Loosening } from '../searches.ts';
import type { Page } from './page.ts';

type NoHitsProps = { page: Page; view: View; result: SearchResult; stats: IndexStats; loosenings: Loosening[] };

export function NoHits({ page, view, result, stats, loosenings }: NoHitsProps) {
  const { strings, count } = page;
  if (stats.quotations === 0) return <p>{strings.nothingPublished}</p>;
  if (result.totalHits > 0) return <p>{strings.beyondLastPage}</p>;
  const period = page.period(stats.firstDate, stats.lastDate);
  return (
    <section class="note">
      <h2>{strings.nothing}</h2>
      <Loosenings page={page} loosenings={loosenings} />
      {result.related.length > 0 && (
        <>
          <p>{strings.labelled(strings.relatedWords)}</p>
          <ul>
            {result.related.map(({ text, count: found, of, by }) => (
              <li key={`${by} ${text}`}>
                <a href={page.to.search({ ...view, q: text, page: 1 })}>{text}</a>{' '}
                <span class="muted">
                  {strings.related[by](of)} · {count(found, strings.quotations)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {strings.nothingAdvice.map((advice) => (
          <li key={advice}>{advice}</li>
        ))}
        <li>
          <a href={page.to.speakers()}>{strings.browseSpeakers}</a>
        </li>
        <li>
          <a href={page.to.posts()}>{strings.browsePosts}</a>
        </li>
      </ul>
      <p class="muted">
        {strings.coverage(
          count(stats.quotations, strings.quotations),
          count(stats.releases, strings.releases),
          period ? `, ${period}` : '',
        )}
      </p>
    </section>
  );
}

type RelaxedProps = { page: Page; view: View; result: SearchResult; loosenings: Loosening[] };

/** The remark above what misses words, or holds them in translation. */
export function Relaxed({ page, view, result, loosenings }: RelaxedProps) {
  const { strings } = page;
  return (
    <div class="note">
      <p>
        {result.totalHits === 0 && `${strings.noExact} `}
        {strings.closest}
        {result.hits.some(({ translated }) => translated) && (
          <>
            {' '}
            <a href={page.to.search({ ...view, translate: false, page: 1 })}>{strings.withoutTranslation}</a>
          </>
        )}
      </p>
      {result.understood.corrections.length > 0 && (
        <p>
          {strings.labelled(strings.alsoLookedFor)}{' '}
          {result.understood.corrections.map(({ from, to }) => `${from} → ${to}`).join(', ')}
        </p>
      )}
      <Loosenings page={page} loosenings={loosenings} />
    </div>
  );
}

function Loosenings({ page, loosenings }: { page: Page; loosenings: Loosening[] }) {
  const { strings } = page;
  if (loosenings.length === 0) return null;
  return (
    <ul>
      {loosenings.map(({ field, without, found }) => (
        <li key={field}>
          <a href={page.to.search(without)}>
            {strings.withoutFilter(field === 'dates' ? strings.dates : strings.facets[field])}
          </a>{' '}
          <span class="muted">{page.count(found, strings.quotations)}</span>
        </li>
      ))}
    </ul>
  );
}
