/** The page of one speaker and of one portfolio: posts or holders through time, what was said when, the latest of it. */
import type { Lang } from '../../domain.ts';
import type { Facets, FacetValue, Filters, SearchRequest, SearchResult } from '../../search/port.ts';
import type { PersonProfile, PostProfile } from '../profiles.ts';
import { searchFor, toggled, toggledPeriod } from '../requests.ts';
import { QuotationCard } from './card.tsx';
import { Layout } from './layout.tsx';
import { MonthChart } from './month-chart.tsx';
import { type Page, postName } from './page.ts';
import { Activity, Fact, PostName, Wording } from './parts.tsx';
import { TakeAlong } from './take-along.tsx';
import { Tenures } from './tenures.tsx';

export function SpeakerPage({ page, person, latest, beside }: PersonProfile & { page: Page }) {
  const { strings, to } = page;
  const { memberships, firstDate, lastDate } = person;
  const request = searchFor({ speaker: [person.id] }, page.lang);
  return (
    <Layout page={page} title={person.name} canonical={to.speaker(person.id)} feedOf={request}>
      <h1>{person.name}</h1>
      <Activity page={page} of={person} />
      {person.learned && <p class="note">{strings.learned}</p>}
      {person.otherNames.length > 0 && (
        <p class="muted">
          {strings.labelled(strings.otherNames)} {person.otherNames.join(', ')}
        </p>
      )}
      <p>
        <a href={to.compare({ a: person.id })}>{strings.compareWith}</a>
      </p>
      {memberships.length > 0 && (
        <section>
          <h2>{strings.postsHeld}</h2>
          <Tenures
            page={page}
            heading={strings.post}
            covers={[firstDate, lastDate]}
            tenures={memberships.map(({ post, ...dates }) => ({
              key: post.id + dates.startDate,
              dates,
              name: (
                <a href={to.post(post.id)}>
                  <Wording page={page} value={post.title} fallback={post.id} />
                </a>
              ),
            }))}
          />
        </section>
      )}
      <ByMonth page={page} request={request} months={latest.months} />
      <LatestQuotations page={page} latest={latest} />
      <All page={page} request={request} />
      <Figures page={page} filters={{ speaker: [person.id] }} facets={latest.facets} names={['year', 'post', 'lang']} />
      {beside.length > 0 && (
        <section>
          <h2>{strings.quotedBeside}</h2>
          <ul class="memberships">
            {beside.map(({ id, name, count }) => (
              <li key={id}>
                <a href={to.speaker(id)}>{name}</a> <span class="muted">{page.count(count, strings.releases)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

export function PostPage({ page, post, latest, holders: quoted }: PostProfile & { page: Page }) {
  const { strings, to } = page;
  const { memberships, firstDate, lastDate } = post;
  const request = searchFor({ post: [post.id] }, page.lang);
  return (
    <Layout page={page} title={postName(page, post)} canonical={to.post(post.id)} feedOf={request}>
      <h1>
        <PostName page={page} post={post} />
      </h1>
      <Activity page={page} of={post} />
      {post.learned && <p class="note">{strings.learned}</p>}
      <dl class="facts">
        {Object.entries(post.title).map(([lang, title]) => (
          <Fact key={lang} label={strings.languages[lang as keyof typeof post.title]}>
            <span lang={lang}>{title}</span>
          </Fact>
        ))}
      </dl>
      <section>
        <h2>{strings.holders}</h2>
        {memberships.length === 0 ? (
          <p>{strings.noHolders}</p>
        ) : (
          <Tenures
            page={page}
            heading={strings.holder}
            covers={[firstDate, lastDate]}
            tenures={memberships.map(({ person, ...dates }) => ({
              key: person.id + dates.startDate,
              dates,
              name: <a href={to.speaker(person.id)}>{person.name}</a>,
            }))}
          />
        )}
        {quoted.length > 1 && (
          <p>
            <a href={to.compare({ post: post.id })}>{strings.compareHolders}</a>
          </p>
        )}
      </section>
      <ByMonth page={page} request={request} months={latest.months} />
      <Figures page={page} filters={{ post: [post.id] }} facets={latest.facets} names={['year', 'lang']} />
      {quoted.length > 1 &&
        quoted.map(({ person, quotationCount, quotations }) => (
          <section key={person.id}>
            <h2>{strings.saidInPost(person.name)}</h2>
            <p>
              <a href={to.search(searchFor({ post: [post.id], speaker: [person.id] }, page.lang))}>
                {page.count(quotationCount, strings.quotations)}
              </a>
            </p>
            <ol class="hits">
              {quotations.map((hit) => (
                <li key={hit.id}>
                  <QuotationCard page={page} quotation={hit} />
                </li>
              ))}
            </ol>
          </section>
        ))}
      {quoted.length <= 1 && <LatestQuotations page={page} latest={latest} />}
      <All page={page} request={request} />
    </Layout>
  );
}

function ByMonth({
  page,
  request,
  months = [],
}: {
  page: Page;
  request: SearchRequest;
  months: FacetValue[] | undefined;
}) {
  if (months.length === 0) return null;
  return (
    <section>
      <h2>{page.strings.byMonth}</h2>
      <MonthChart page={page} months={months} request={request} />
    </section>
  );
}

type FiguresProps = {
  page: Page;
  filters: Pick<Filters, 'speaker'> | Pick<Filters, 'post'>;
  facets: Facets;
  names: ('year' | 'post' | 'lang')[];
};

/** How many quotations there are by year, post and language; each leads to them. */
function Figures({ page, filters, facets, names }: FiguresProps) {
  const { strings, to } = page;
  const all = searchFor(filters, page.lang);
  const shown = names.filter((name) => facets[name].length > 0);
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{strings.figures}</h2>
      <dl class="facts">
        {shown.map((name) => (
          <Fact key={name} label={strings.facets[name]}>
            {inOrder(name, facets[name]).map(({ id, name: value, count }, i) => (
              <>
                {i > 0 && ', '}
                <a href={to.search(name === 'year' ? toggledPeriod(all, id) : toggled(all, name, id))}>
                  {name === 'lang' ? strings.languages[id as Lang] : value}
                </a>{' '}
                <span class="number">{page.number(count)}</span>
              </>
            ))}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

/** Years in their order, all else by how much there is. */
function inOrder(name: keyof Facets, values: FacetValue[]): FacetValue[] {
  return name === 'year' ? [...values].sort((a, b) => a.id.localeCompare(b.id)) : values;
}

function LatestQuotations({ page, latest }: { page: Page; latest: SearchResult }) {
  if (latest.hits.length === 0) return null;
  return (
    <section>
      <h2>{page.strings.latestQuotations}</h2>
      <ol class="hits">
        {latest.hits.map((hit) => (
          <li key={hit.id}>
            <QuotationCard page={page} quotation={hit} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** To the search of which the page shows a part, as a page, as files and as feeds. */
function All({ page, request }: { page: Page; request: SearchRequest }) {
  return (
    <>
      <p>
        <a href={page.to.search(request)}>{page.strings.allQuotations}</a>
      </p>
      <TakeAlong page={page} request={request} />
    </>
  );
}
