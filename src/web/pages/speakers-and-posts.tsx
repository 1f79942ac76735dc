/** The lists of speakers and of portfolios: they have the same shape. */
import type { ComponentChildren } from 'preact';
import type { Listing, ListRequest, PersonAnswer, PostAnswer } from '../../search/port.ts';
import type { Forms } from '../i18n/strings.ts';
import { writeList } from '../requests.ts';
import { Layout } from './layout.tsx';
import type { Page } from './page.ts';
import { Activity, Paging, PostName } from './parts.tsx';

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
