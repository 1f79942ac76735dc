/** Every kind of page of the site. What is tested of each page is tested of all that stand here: add yours. */
import { ask } from './browser.ts';

export type PageKind = {
  name: string;
  /** The address after the language, as the collection has it. */
  path: () => string | Promise<string>;
  /** The status it answers with, when not 200. */
  status?: number;
};

/** A quotation that has a version in the other language. */
async function paired(): Promise<{ id: string; release: { id: string }; speaker: { id: string } }> {
  const { hits } = await ask('/quotes?hitsPerPage=100');
  return hits.find((hit: { counterpart: unknown; speaker: unknown }) => hit.counterpart && hit.speaker);
}

export const PAGES: PageKind[] = [
  { name: 'home', path: () => '/' },
  { name: 'search', path: () => '/?q=santé' },
  { name: 'search-filtered', path: () => '/?q=santé&lang=fr&from=2022&to=2023&sort=oldest' },
  { name: 'search-grouped', path: () => '/?q=santé&group=speaker' },
  { name: 'search-close', path: () => '/?q=garderie+hélicoptère' },
  { name: 'search-nothing', path: () => '/?q=xyzzy&from=2020' },
  { name: 'search-beyond', path: () => '/?page=99' },
  { name: 'help', path: () => '/help' },
  { name: 'quotation', path: async () => `/quotes/${(await paired()).id}` },
  {
    name: 'quotation-alone',
    path: async () => {
      const { hits } = await ask('/quotes?hitsPerPage=100');
      return `/quotes/${hits.find((hit: { counterpart: unknown }) => !hit.counterpart).id}`;
    },
  },
  { name: 'release', path: async () => `/releases/${(await paired()).release.id}` },
  { name: 'speakers', path: () => '/speakers' },
  { name: 'speaker', path: async () => `/speakers/${(await ask('/speakers')).items[0].id}` },
  { name: 'posts', path: () => '/posts' },
  { name: 'post', path: async () => `/posts/${(await ask('/posts')).items[0].id}` },
  {
    name: 'compare',
    path: async () => {
      const { items } = await ask('/speakers');
      return `/compare?a=${items[0].id}&b=${items[1].id}&q=santé`;
    },
  },
  { name: 'compare-names', path: () => '/compare?a=a&b=xyzzy' },
  {
    name: 'compare-holders',
    path: async () => `/compare?post=${(await ask('/posts')).items[0].id}`,
  },
  { name: 'not-found', path: () => '/nothing-here', status: 404 },
];
