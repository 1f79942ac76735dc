/** What several people said on one subject, asked of the Index: two who are named, or the holders of a post. */
import type { Lang } from '../domain.ts';
import type { FacetValue, Hit, PostAnswer, QuotationReader, SearchRequest } from '../search/port.ts';
import { fold } from '../util/fold.ts';
import { searchFor } from './requests.ts';
import { eachOnce } from './statements.ts';

/** As the address has them: ids or names of speakers, the id of a post, the subject; each may be empty. */
export type Compared = { a: string; b: string; post: string; q: string };

/** Whom a name or an id means: one person, or the people it may mean. */
export type Found = { given: string; id: string | null; name: string; candidates: Candidate[] };
export type Candidate = { id: string; name: string; quotationCount: number };

/** What one of them said on the subject. */
export type Side = {
  person: { id: string; name: string };
  /** The search of which this is the first part. */
  request: SearchRequest;
  /** How much holds the words of the subject. */
  total: number;
  /** The best of it, each statement once, with what says it in the other language. */
  hits: Hit[];
  months: FacetValue[];
};

export type Comparison = {
  compared: Compared;
  found: { a: Found; b: Found };
  post: PostAnswer | null;
  sides: Side[];
};

const HITS = 8;
const MOST_HOLDERS = 6;
const MOST_CANDIDATES = 10;

/** Null when the post is not there. */
export async function comparisonOf(index: QuotationReader, compared: Compared, lang: Lang): Promise<Comparison | null> {
  const { q } = compared;
  const [a, b] = await Promise.all([find(index, compared.a), find(index, compared.b)]);
  const found = { a, b };
  if (compared.post === '') {
    const people = [a, b].flatMap(({ id, name }) => (id === null ? [] : [{ id, name }]));
    const sides = await Promise.all(people.map((person) => sideOf(index, person, { q, post: [] }, lang)));
    return { compared, found, post: null, sides };
  }
  const post = await index.post(compared.post);
  if (!post) return null;
  const { facets } = await index.search({ ...searchFor({ post: [post.id] }, lang), hitsPerPage: 1 });
  const holders = facets.speaker.slice(0, MOST_HOLDERS);
  const sides = await Promise.all(holders.map((person) => sideOf(index, person, { q, post: [post.id] }, lang)));
  return { compared, found, post, sides };
}

async function sideOf(
  index: QuotationReader,
  { id, name }: { id: string; name: string },
  { q, post }: { q: string; post: string[] },
  lang: Lang,
): Promise<Side> {
  const request = { ...searchFor({ speaker: [id], post }, lang), q };
  // Both versions of each may be found.
  const { totalHits, hits, months = [] } = await index.search({ ...request, hitsPerPage: 2 * HITS, months: true });
  // What misses words is not on the subject; what says them in the other language is.
  const onSubject = hits.filter((hit, i) => i < totalHits || hit.translated);
  return { person: { id, name }, request, total: totalHits, hits: eachOnce(onSubject, lang).slice(0, HITS), months };
}

/** By id, by the whole name, or by the start of its words when that means one person. */
async function find(index: QuotationReader, given: string): Promise<Found> {
  const nobody = { given, id: null, name: given, candidates: [] };
  if (given.trim() === '') return nobody;
  const person = await index.person(given);
  if (person) return { ...nobody, id: person.id, name: person.name };
  const { items } = await index.people({ q: given, page: 1, hitsPerPage: MOST_CANDIDATES });
  const named = items.filter(({ name }) => fold(name) === fold(given.trim()));
  const candidates = (named.length > 0 ? named : items).map(({ id, name, quotationCount }) => ({
    id,
    name,
    quotationCount,
  }));
  const [only] = candidates;
  return candidates.length === 1 ? { ...nobody, id: only!.id, name: only!.name } : { ...nobody, candidates };
}
