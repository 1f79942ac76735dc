/** The API's table of contents: each route with its parameters, its answer and what makes it. */
import type { z } from 'zod';
import { CursorError, type Listing, type ListRequest, type QuotationReader } from '../../search/port.ts';
import { Problem } from '../problem.ts';
import { personProfile, postProfile } from '../profiles.ts';
import {
  DIFFERENCE_PARAMETERS,
  FACET_PARAMETERS,
  LEXICON_PARAMETERS,
  LIST_PARAMETERS,
  type ParameterTable,
  QUOTES_PARAMETERS,
  SUGGEST_PARAMETERS,
  searchOf,
  type Values,
} from '../requests.ts';
import { HEALTH } from '../url.ts';
import {
  FACET_NAMES,
  facetValuesSchema,
  healthSchema,
  listingSchema,
  personAnswer,
  personProfileAnswer,
  personProfileSchema,
  personSchema,
  postAnswer,
  postProfileAnswer,
  postProfileSchema,
  postSchema,
  quotationAnswer,
  quotationSchema,
  releaseAnswer,
  releaseSchema,
  renderingsSchema,
  searchAnswer,
  searchSchema,
  statementSchema,
  statsSchema,
  suggestionsSchema,
} from './answers.ts';
import { checkedValues } from './checked.ts';
import { popoloOf, popoloSchema } from './popolo.ts';

export type Endpoint = {
  /** As Express writes it: `/quotes/:id`. */
  path: string;
  summary: string;
  parameters: ParameterTable;
  answer: z.ZodType;
  /** Null when nothing has the id; throws a `Problem` for what the caller did wrong. */
  run: (index: QuotationReader, query: URLSearchParams, id: string) => Promise<unknown>;
};

const SUGGESTIONS = 10;

function refuseCursor(error: unknown): never {
  if (!(error instanceof CursorError)) throw error;
  throw new Problem(error.reason === 'stale' ? 'stale-cursor' : 'invalid-parameter', error.message, 'cursor');
}

export const ENDPOINTS: Endpoint[] = [
  endpoint(
    '/quotes',
    'Search quotations; facets and totals are exact.',
    QUOTES_PARAMETERS,
    searchSchema,
    async (index, { explain, facet, cursor, ...values }) => {
      if (cursor !== null && values.page > 1) {
        throw new Problem('invalid-parameter', 'page: expected none beside a cursor', 'page');
      }
      const request = { ...searchOf(values, null), explain, months: facet.includes('month'), cursor };
      const start = performance.now();
      const result = await index.search(request).catch(refuseCursor);
      return searchAnswer(request, result, Math.round((performance.now() - start) * 100) / 100);
    },
  ),
  endpoint(
    '/facets/:id',
    'All values of one facet of a search (speaker, post, lang, kind, publisher, year or month), with exact counts.',
    FACET_PARAMETERS,
    facetValuesSchema,
    async (index, { value, page, hitsPerPage, ...values }, id) => {
      const name = FACET_NAMES.find((known) => known === id);
      if (!name) throw new Problem('unknown-id', `expected one of ${FACET_NAMES.join(', ')}; got "${id}"`, 'id');
      const { q, filters } = searchOf({ ...values, page, hitsPerPage, sort: null, translate: true }, null);
      const { total, items } = await index.facet({ name, value, q, filters, displayLang: null, page, hitsPerPage });
      return { query: q, facet: name, value, page, hitsPerPage, totalValues: total, values: items };
    },
  ),
  endpoint(
    '/quotes/:id',
    'One quotation, with its version in the other language.',
    {},
    quotationSchema,
    async (index, _, id) => {
      const quotation = await index.get(id);
      return quotation && quotationAnswer(quotation);
    },
  ),
  listing('/speakers', 'People who are quoted, most quoted first.', personSchema, async (index, request) => {
    const { total, items } = await index.people(request);
    return { total, items: items.map(personAnswer) };
  }),
  endpoint(
    '/speakers/:id',
    'One person: posts held, figures, latest quotations, people quoted beside.',
    {},
    personProfileSchema,
    async (index, _, id) => {
      const profile = await personProfile(index, id, null);
      return profile && personProfileAnswer(profile);
    },
  ),
  listing('/posts', 'Posts whose holders are quoted, most quoted first.', postSchema, async (index, request) => {
    const { total, items } = await index.posts(request);
    return { total, items: items.map(postAnswer) };
  }),
  endpoint(
    '/posts/:id',
    'One post: who held it through time, and what each said in it.',
    {},
    postProfileSchema,
    async (index, _, id) => {
      const profile = await postProfile(index, id, null);
      return profile && postProfileAnswer(profile);
    },
  ),
  endpoint(
    '/popolo',
    'People who are quoted, with their posts and memberships, in the shape of Popolo.',
    LIST_PARAMETERS,
    popoloSchema,
    async (index, { q, page, hitsPerPage }) => ({
      query: q,
      page,
      hitsPerPage,
      ...popoloOf(await index.people({ q, page, hitsPerPage })),
    }),
  ),
  endpoint(
    '/releases/:id',
    'One release: its text and the places of its quotations.',
    {},
    releaseSchema,
    async (index, _, id) => {
      const release = await index.release(id);
      return release && releaseAnswer(release);
    },
  ),
  endpoint(
    '/statements/:id',
    'One statement: its versions in both languages and its repeats, oldest first.',
    {},
    statementSchema,
    async (index, _, id) => {
      const statement = await index.statement(id);
      return statement && { id: statement.id, quotations: statement.quotations.map(quotationAnswer) };
    },
  ),
  endpoint(
    '/differences',
    'Quotations whose numbers, amounts, dates or names are not those of their counterpart, newest first.',
    DIFFERENCE_PARAMETERS,
    listingSchema(quotationSchema).omit({ query: true }),
    async (index, { lang, page, hitsPerPage }) => {
      const { total, items } = await index.differences({ lang, page, hitsPerPage });
      return { page, hitsPerPage, totalHits: total, items: items.map(quotationAnswer) };
    },
  ),
  endpoint(
    '/lexicon',
    'What a term is in the other language, and where that is known from.',
    LEXICON_PARAMETERS,
    renderingsSchema,
    async (index, { q }) => {
      const { renderings, terms } = await index.lexicon(q);
      return { query: q, renderings: renderings.map(({ stems: _, ...rendering }) => rendering), terms: [...terms] };
    },
  ),
  endpoint(
    '/suggest',
    'Speakers and posts that what was typed may go on to name, and frequent phrases that begin so.',
    SUGGEST_PARAMETERS,
    suggestionsSchema,
    async (index, { q }) => ({ query: q, suggestions: q ? await index.suggest(q, SUGGESTIONS) : [] }),
  ),
  endpoint('/stats', 'What the collection holds.', {}, statsSchema, (index) => index.stats()),
  endpoint(HEALTH, 'Whether searches are answered.', {}, healthSchema, async (index) => {
    const health = await index.health();
    if (!health.ok) throw new Problem('unavailable', health.reason);
    return { status: 'ok' as const };
  }),
];

/** Ties the types of a route's parameters, answer and work together. */
function endpoint<Table extends ParameterTable, Answer extends z.ZodType>(
  path: string,
  summary: string,
  parameters: Table,
  answer: Answer,
  work: (index: QuotationReader, values: Values<Table>, id: string) => Promise<z.output<Answer> | null>,
): Endpoint {
  return {
    path,
    summary,
    parameters,
    answer,
    run: async (index, query, id) => {
      return work(index, checkedValues(parameters, query), id);
    },
  };
}

function listing<Item extends z.ZodType>(
  path: string,
  summary: string,
  item: Item,
  list: (index: QuotationReader, request: ListRequest) => Promise<Listing<z.output<Item>>>,
): Endpoint {
  return endpoint(path, summary, LIST_PARAMETERS, listingSchema(item), async (index, { q, page, hitsPerPage }) => {
    const { total, items } = await list(index, { q, page, hitsPerPage });
    return { query: q, page, hitsPerPage, totalHits: total, items };
  });
}
