/** All that is shown of one person or post, asked of the Index: figures, latest quotations, who is quoted beside. */
import type { Lang } from '../domain.ts';
import type { FacetValue, Hit, PersonAnswer, PostAnswer, QuotationIndex, SearchResult } from '../search/port.ts';
import { searchFor } from './requests.ts';

export type PersonProfile = { person: PersonAnswer; latest: SearchResult; beside: FacetValue[] };
export type Holder = { person: { id: string; name: string }; quotationCount: number; quotations: Hit[] };
export type PostProfile = { post: PostAnswer; latest: SearchResult; holders: Holder[] };

const LATEST = 10;
const MOST_BESIDE = 12;
/** Of each holder of a post. */
const MOST_HOLDERS = 20;
const LATEST_OF_HOLDER = 3;

/** `displayLang` is the language of the names of posts; null for either. */
export async function personProfile(
  index: QuotationIndex,
  id: string,
  displayLang: Lang | null,
): Promise<PersonProfile | null> {
  const person = await index.person(id);
  if (!person) return null;
  const [latest, beside] = await Promise.all([
    index.search({ ...searchFor({ speaker: [id] }, displayLang), hitsPerPage: LATEST }),
    index.beside(id, MOST_BESIDE),
  ]);
  return { person, latest, beside };
}

/** What each holder said in this post, most quoted first. */
export async function postProfile(
  index: QuotationIndex,
  id: string,
  displayLang: Lang | null,
): Promise<PostProfile | null> {
  const post = await index.post(id);
  if (!post) return null;
  const latest = await index.search({ ...searchFor({ post: [id] }, displayLang), hitsPerPage: LATEST });
  const holders = await Promise.all(
    latest.facets.speaker.slice(0, MOST_HOLDERS).map(async ({ id: speaker, name, count }): Promise<Holder> => {
      const request = searchFor({ post: [id], speaker: [speaker] }, displayLang);
      const { hits } = await index.search({ ...request, hitsPerPage: LATEST_OF_HOLDER });
      return { person: { id: speaker, name }, quotationCount: count, quotations: hits };
    }),
  );
  return { post, latest, holders };
}
