/** All that is shown of one person or post, asked of the Index: figures, latest quotations, who is quoted beside. */
import type { Lang } from '../domain.ts';
import type {
  FacetValue,
  Hit,
  PersonAnswer,
  PostAnswer,
  QuotationAnswer,
  QuotationReader,
  ReleaseAnswer,
  SearchRequest,
  SearchResult,
} from '../search/port.ts';
import { searchFor } from './requests.ts';
import { eachOnce } from './statements.ts';

export type PersonProfile = {
  person: PersonAnswer;
  latest: SearchResult;
  beside: FacetValue[];
};
export type Holder = { person: { id: string; name: string }; quotationCount: number; quotations: Hit[] };
export type PostProfile = { post: PostAnswer; latest: SearchResult; holders: Holder[] };

export type QuotationProfile = {
  quotation: QuotationAnswer;
  /** All that says it in the other language. */
  versions: QuotationAnswer[];
  /** Where else it was said, in the order of their days; neither it nor its versions. */
  occurrences: QuotationAnswer[];
  /** The releases of it and its versions, by id. */
  releases: ReadonlyMap<string, ReleaseAnswer>;
  /** What the first of its speakers said about that time, in the order of their days; each statement once. */
  nearby: Hit[];
};

const NEARBY = 6;
const NEARBY_DAYS = 183;
/** How many before and after are looked at: most are said in two languages, some again. */
const NEARBY_SEEN = 20;
/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;
const LATEST = 10;
const MOST_BESIDE = 12;
/** Of each holder of a post. */
const MOST_HOLDERS = 20;
const LATEST_OF_HOLDER = 3;

/** Of what is nearby, the versions in `displayLang` where there are. */
export async function quotationProfile(
  index: QuotationReader,
  id: string,
  displayLang: Lang,
): Promise<QuotationProfile | null> {
  const quotation = await index.get(id);
  if (!quotation) return null;
  const [statement, nearby, ...found] = await Promise.all([
    index.statement(quotation.statement.id),
    saidNearby(index, quotation, displayLang),
    ...quotation.versions.map((version) => index.get(version.id)),
  ]);
  const versions = found.filter((version) => version !== null);
  const releaseIds = new Set([quotation, ...versions].map(({ release }) => release.id));
  const releases = new Map<string, ReleaseAnswer>();
  for (const releaseId of releaseIds) {
    const release = await index.release(releaseId);
    if (release) releases.set(releaseId, release);
  }
  // Published anew between two questions, it may be gone.
  if (!releases.has(quotation.release.id)) return null;
  const shown = new Set([quotation, ...versions].map((one) => one.id));
  const occurrences = (statement?.quotations ?? []).filter((one) => !shown.has(one.id));
  return { quotation, versions, occurrences, releases, nearby };
}

async function saidNearby(index: QuotationReader, { date, speakers, statement }: QuotationAnswer, lang: Lang) {
  const [speaker] = speakers;
  if (!speaker || date === null) return [];
  const request = { ...searchFor({ speaker: [speaker.id] }, lang), hitsPerPage: NEARBY_SEEN };
  const [before, after] = await Promise.all([
    index.search({ ...request, filters: { ...request.filters, to: date }, sort: 'newest' }),
    index.search({ ...request, filters: { ...request.filters, from: date }, sort: 'oldest' }),
  ]);
  const others = eachOnce([...before.hits, ...after.hits], lang).filter((hit) => hit.statement.id !== statement.id);
  const distance = (hit: Hit) => Math.abs(Date.parse(hit.date!) - Date.parse(date));
  const near = others.filter((hit) => distance(hit) <= NEARBY_DAYS * DAY);
  const nearest = near.sort((a, b) => distance(a) - distance(b)).slice(0, NEARBY);
  return nearest.sort((a, b) => a.date!.localeCompare(b.date!));
}

/** `displayLang` is the language of the names of posts; null for either. */
export async function personProfile(
  index: QuotationReader,
  id: string,
  displayLang: Lang | null,
): Promise<PersonProfile | null> {
  const person = await index.person(id);
  if (!person) return null;
  const request = searchFor({ speaker: [id] }, displayLang);
  const [latest, beside] = await Promise.all([latestOf(index, request, LATEST), index.beside(id, MOST_BESIDE)]);
  return { person, latest, beside };
}

/** What each holder said in this post, most quoted first. */
export async function postProfile(
  index: QuotationReader,
  id: string,
  displayLang: Lang | null,
): Promise<PostProfile | null> {
  const post = await index.post(id);
  if (!post) return null;
  const request = searchFor({ post: [id] }, displayLang);
  const latest = await latestOf(index, request, LATEST);
  const holders = await Promise.all(
    latest.facets.speaker.slice(0, MOST_HOLDERS).map(async ({ id: speaker, name, count }): Promise<Holder> => {
      const request = searchFor({ post: [id], speaker: [speaker] }, displayLang);
      const { hits } = await latestOf(index, request, LATEST_OF_HOLDER);
      return { person: { id: speaker, name }, quotationCount: count, quotations: hits };
    }),
  );
  return { post, latest, holders };
}

/** The newest quotations; for readers of one language each statement once, and how much there is by month. */
async function latestOf(index: QuotationReader, request: SearchRequest, most: number): Promise<SearchResult> {
  const lang = request.displayLang;
  if (lang === null) return index.search({ ...request, hitsPerPage: most });
  const result = await index.search({ ...request, hitsPerPage: 2 * most, months: true });
  return { ...result, hits: eachOnce(result.hits, lang).slice(0, most) };
}
