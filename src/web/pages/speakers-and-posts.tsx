/** The lists of speakers and of portfolios, and the page of one of each: they have the same shape. */
import type { ComponentChildren } from 'preact';
import type { Lang } from '../../domain.ts';
import type {
  Facets,
  Filters,
  Listing,
  ListRequest,
  PersonAnswer,
  PostAnswer,
  SearchResult,
} from '../../search/port.ts';
import type { Forms } from '../i18n/strings.ts';
import type { PersonProfile, PostProfile } from '../profiles.ts';
import { searchFor, toggled, toggledYear, writeList } from '../requests.ts';
import { QuotationCard } from './card.tsx';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';
import { Fact, Paging, Period, PostName, Wording } from './parts.tsx';

type ListingProps<Item> = { page: Page; request: ListRequest; listing: Listing<Item> };

export function SpeakersPage({ page, request, listing }: ListingProps<PersonAnswer>) {
  const { strings, to } = page;
  return (
    <ListPage
      page={page}
      request={request}
      total={listing.total}
      title={strings.speakers}
      label={strings.findSpeaker}
      forms={strings.speakerCount}
      path={to.speakers}
    >
      {listing.items.map((person) => (
        <li key={person.id}>
          <a href={to.speaker(person.id)}>{person.name}</a>
          <Activity page={page} of={person} />
        </li>
      ))}
    </ListPage>
  );
}

export function PostsPage({ page, request, listing }: ListingProps<PostAnswer>) {
  const { strings, to } = page;
  return (
    <ListPage
      page={page}
      request={request}
      total={listing.total}
      title={strings.posts}
      label={strings.findPost}
      forms={strings.postCount}
      path={to.posts}
    >
      {listing.items.map((post) => (
        <li key={post.id}>
          <a href={to.post(post.id)}>
            <PostName page={page} post={post} />
          </a>
          <Activity page={page} of={post} />
        </li>
      ))}
    </ListPage>
  );
}

export function SpeakerPage({ page, person, latest, beside }: PersonProfile & { page: Page }) {
  const { strings, to } = page;
  const posts = person.memberships;
  return (
    <Layout page={page} title={person.name}>
      <h1>{person.name}</h1>
      <Activity page={page} of={person} />
      {person.learned && <p class="note">{strings.learned}</p>}
      {person.otherNames.length > 0 && (
        <p class="muted">
          {strings.labelled(strings.otherNames)} {person.otherNames.join(', ')}
        </p>
      )}
      {posts.length > 0 && (
        <section>
          <h2>{strings.postsHeld}</h2>
          <ul class="memberships">
            {posts.map(({ post, ...membership }) => (
              <li key={post.id + membership.startDate}>
                <a href={to.post(post.id)}>
                  <Wording page={page} value={post.title} fallback={post.id} />
                </a>{' '}
                <Period page={page} of={membership} />
              </li>
            ))}
          </ul>
        </section>
      )}
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
      <LatestQuotations page={page} filters={{ speaker: [person.id] }} latest={latest} />
    </Layout>
  );
}

export function PostPage({ page, post, latest, holders: quoted }: PostProfile & { page: Page }) {
  const { strings, to } = page;
  const holders = post.memberships;
  const name = (page.choose(post.portfolio) ?? page.choose(post.title))?.text ?? post.id;
  return (
    <Layout page={page} title={name}>
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
        {holders.length === 0 && <p>{strings.noHolders}</p>}
        <ul class="memberships">
          {holders.map(({ person, ...membership }) => (
            <li key={person.id + membership.startDate}>
              <a href={to.speaker(person.id)}>{person.name}</a> <Period page={page} of={membership} />
            </li>
          ))}
        </ul>
      </section>
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
      <LatestQuotations page={page} filters={{ post: [post.id] }} latest={latest} />
    </Layout>
  );
}

type ListPageProps = {
  page: Page;
  request: ListRequest;
  total: number;
  title: string;
  label: string;
  forms: Forms;
  path: (query?: string) => string;
  children: ComponentChildren[];
};

function ListPage({ page, request, total, title, label, forms, path, children }: ListPageProps) {
  const { strings } = page;
  const { q, hitsPerPage } = request;
  const href = (number: number) => path(writeList({ ...request, page: number }));
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <search>
        <form class="search" action={path()} method="get">
          <label for="q">{label}</label>
          <div class="box">
            <input id="q" name="q" type="search" value={q} autocomplete="off" />
            <button type="submit">{strings.searchButton}</button>
          </div>
        </form>
      </search>
      <p class="count" role="status">
        {page.count(total, forms)}
      </p>
      {total === 0 && q !== '' && <p>{strings.noneFound}</p>}
      <ul class="list">{children}</ul>
      <Paging page={page} current={request.page} total={total} hitsPerPage={hitsPerPage} href={href} />
    </Layout>
  );
}

type ActivityProps = { page: Page; of: { quotationCount: number; firstDate: string | null; lastDate: string | null } };

/** How much is quoted, and from when to when. */
function Activity({ page, of: { quotationCount, firstDate, lastDate } }: ActivityProps) {
  const dates = firstDate === lastDate ? firstDate && page.date(firstDate) : page.period(firstDate, lastDate);
  return (
    <p class="muted">
      {page.count(quotationCount, page.strings.quotations)}
      {dates && `, ${dates}`}
    </p>
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
            {facets[name].map(({ id, name: value, count }, i) => (
              <>
                {i > 0 && ', '}
                <a href={to.search(name === 'year' ? toggledYear(all, id) : toggled(all, name, id))}>
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

type LatestProps = { page: Page; filters: { speaker: string[] } | { post: string[] }; latest: SearchResult };

function LatestQuotations({ page, filters, latest }: LatestProps) {
  const { strings, to } = page;
  if (latest.hits.length === 0) return null;
  return (
    <section>
      <h2>{strings.latestQuotations}</h2>
      <p>
        <a href={to.search(searchFor(filters, page.lang))}>{strings.allQuotations}</a>
      </p>
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
