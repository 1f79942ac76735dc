/**
 * What a URL asks for: the one place that maps URL parameters to a `SearchRequest` and back, for the API and the pages.
 *
 * The tables here check what arrives and also make the API's description (`api/openapi.ts`), so the two cannot
 * disagree. Nothing here throws: a reader of a URL gets its values and the faults found, and decides what they mean
 * (the API refuses, a page says what it ignored).
 */
import { z } from 'zod';
import type { Lang } from '../domain.ts';
import type { Filters, ListRequest, SearchRequest } from '../search/port.ts';
import type { CitationFormat } from './cite/formats.ts';
import { LANGS } from './i18n/index.ts';
import { LIMITS } from './limits.ts';

// ---------------------------------------------------------------------------------------------------------- parameters

/**
 * One parameter: how each of its values must look, how many different ones there may be (1: it does not repeat), and what
 * its absence means. `deepest`: of a page, how many hits there may be up to its last.
 */
export type Parameter = {
  schema: z.ZodType;
  description: string;
  repeats: boolean;
  most: number;
  fallback: unknown;
  deepest?: number;
};
export type ParameterTable = Record<string, Parameter>;
export type Values<Table extends ParameterTable> = {
  [Name in keyof Table]: Table[Name]['repeats'] extends true
    ? z.output<Table[Name]['schema']>[]
    : z.output<Table[Name]['schema']> | Table[Name]['fallback'];
};

export type Fault = {
  code: 'unknown-parameter' | 'repeated-parameter' | 'invalid-parameter' | Excess['code'];
  parameter: string;
  value: string;
  /** In English, for the API. */
  detail: string;
  excess?: Excess;
};

/** More than a request may ask for (see `limits.ts`): of what, how much it may be, and how much it is. */
export type Excess = {
  code: 'too-many-parameters' | 'too-many-values' | 'too-long' | 'too-deep';
  /** Null: the address itself. */
  parameter: string | null;
  limit: number;
  found: number;
};

const DEFAULT_HITS = 20;
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

const query = z.string().max(LIMITS.query);
const name = z.string().max(LIMITS.name);
const id = z.string().max(LIMITS.id);
const date = z.string().regex(DATE, 'expected YYYY, YYYY-MM or YYYY-MM-DD').refine(isDate, 'no such date');
const whole = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a whole number')
  .transform(Number);

const truth = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .pipe(z.boolean());

const paging = {
  page: one(whole.pipe(z.int().min(1)), 'Page of results, from 1.', 1),
  hitsPerPage: one(whole.pipe(z.int().min(1).max(100)), 'Results on a page.', DEFAULT_HITS),
};

/** The parameters of the search page. */
export const SEARCH_PARAMETERS = {
  q: one(query, 'Words (all wanted), "an exact phrase", -word, OR, speaker:, post:, lang:, from:, to:, kind:.', ''),
  speaker: many(id, 'Id of a speaker; several are alternatives.'),
  post: many(id, 'Id of a post; several are alternatives.'),
  lang: many(z.enum(LANGS), 'Language of the quotation.'),
  kind: many(z.enum(['direct', 'mixed', 'indirect']), 'Exact words, fragments within reported speech, or reported.'),
  publisher: many(z.string().max(LIMITS.publisher), 'Publisher of the release.'),
  from: one(date, 'First day: YYYY-MM-DD, or a month or year that it starts.', null),
  to: one(date, 'Last day: YYYY-MM-DD, or a month or year that it ends.', null),
  translate: one(
    truth,
    'Whether words are also found as what they are in the other language, below what holds them.',
    true,
  ),
  sort: one(z.enum(['relevance', 'newest', 'oldest']), 'By default relevance when there are words, else newest.', null),
  ...paging,
  page: {
    ...paging.page,
    description: `Page of results, from 1; pages end at result ${LIMITS.depth}, behind which cursors and exports go.`,
    deepest: LIMITS.depth,
  },
};

/** The parameters that choose quotations, without those that order and page them. */
const { q, speaker, post, lang, kind, publisher, from, to } = SEARCH_PARAMETERS;
export const EXPORT_PARAMETERS = { q, speaker, post, lang, kind, publisher, from, to };

export const CSV_PARAMETERS = {
  ...EXPORT_PARAMETERS,
  bom: one(truth, 'Whether a byte order mark comes first, by which spreadsheets read the file as UTF-8.', false),
  escapeFormulas: one(
    truth,
    'Whether an apostrophe stands before each cell that a spreadsheet would run as a formula: safe, but not exact.',
    false,
  ),
};

const CITATION_FORMATS = ['ris', 'bibtex', 'csl-json'] as const satisfies CitationFormat[];
export const CITATION_PARAMETERS = {
  format: one(z.enum(CITATION_FORMATS), 'Of which reference manager.', CITATION_FORMATS[0]),
};

/** The parameters of `/quotes`: those of the search page, and what only programs ask for. */
export const QUOTES_PARAMETERS = {
  ...SEARCH_PARAMETERS,
  explain: one(truth, 'Whether each hit says what its score is made of.', false),
  facet: many(z.enum(['month']), 'A facet to count beside those that are always counted.'),
  cursor: one(
    z.string().max(LIMITS.cursor),
    'nextCursor of an answer to the same q, filters and sort: the full matches behind that answer, from the same snapshot ' +
      '(410 stale-cursor once another is published). Instead of page; hitsPerPage may differ.',
    null,
  ),
};

/** Those of the values of one facet. */
const { sort: _, translate: __, ...asked } = SEARCH_PARAMETERS;
export const FACET_PARAMETERS = { ...asked, ...paging, value: one(name, 'The start of any word of the name.', '') };

/** The facets whose values can be looked for by name, and the parameter that does. */
export const FINDABLE = { speaker: 'findSpeaker', post: 'findPost', publisher: 'findPublisher' } as const;
export type Findable = keyof typeof FINDABLE;

/** What the search page takes beside: how it shows what is found. */
export const VIEW_PARAMETERS = {
  ...SEARCH_PARAMETERS,
  group: one(z.enum(['speaker']), 'Results under their speakers.', null),
  findSpeaker: one(name, 'Part of the names of the speakers that are offered as filters.', ''),
  findPost: one(name, 'The same of portfolios.', ''),
  findPublisher: one(name, 'The same of publishers.', ''),
};

/** The parameters of lists of people and posts. */
export const LIST_PARAMETERS = { q: one(name, 'The start of any word of the name.', ''), ...paging };

export const DIFFERENCE_PARAMETERS = {
  lang: one(z.enum(LANGS), 'The language of the versions that are listed.', LANGS[0]),
  ...paging,
};

/** The parameters of the page that sets speakers side by side: two, or the holders of a post. */
export const COMPARE_PARAMETERS = {
  a: one(id, 'Id or name of a speaker.', ''),
  b: one(id, 'Id or name of another.', ''),
  post: one(id, 'Id of a post, to compare its holders.', ''),
  q: one(query, 'The subject.', ''),
};

/** The box has a whole query in it. */
export const SUGGEST_PARAMETERS = { q: one(query, 'What was typed so far.', '') };

export const LEXICON_PARAMETERS = { q: one(name, 'A word or term.', '') };

export const OPENSEARCH_PARAMETERS = {
  ...SUGGEST_PARAMETERS,
  lang: one(z.enum(LANGS), 'The language of the pages that suggestions lead to.', LANGS[0]),
};

/**
 * The values of a query string by their table. An empty parameter counts as absent; of a repeated single parameter the
 * first counts; a value that fits nothing is left out. Each of these but the first is a fault. What is too much is a fault
 * too, with its `excess`, and comes before all others: nobody reads the rest.
 */
export function readParameters<Table extends ParameterTable>(
  table: Table,
  query: URLSearchParams,
): { values: Values<Table>; faults: Fault[] } {
  const tooMany = excessOf('too-many-parameters', null, LIMITS.parameters, query.size);
  const read = Object.entries(table).map(([name, parameter]) => {
    const given = tooMany ? [] : query.getAll(name).filter((value) => value !== '');
    return { name, ...readValues(name, parameter, given) };
  });
  const values = Object.fromEntries(read.map(({ name, value }) => [name, value])) as Values<Table>;
  const deep = depthOf(table, values);
  const excesses = [tooMany, ...read.map(({ excess }) => excess), deep].filter((excess) => excess !== null);
  const unknown = [...new Set(query.keys())].filter((name) => !Object.hasOwn(table, name));
  return {
    values,
    faults: [
      ...excesses.map(faultOf),
      ...unknown.map((name): Fault => {
        const detail = `expected ${Object.keys(table).join(', ') || 'no parameter'}`;
        return { code: 'unknown-parameter', parameter: name, value: query.get(name)!, detail };
      }),
      ...read.flatMap(({ faults }) => faults),
    ],
  };
}

/** Null where it is not too much. */
export const excessOf = (
  code: Excess['code'],
  parameter: string | null,
  limit: number,
  found: number,
): Excess | null => (found > limit ? { code, parameter, limit, found } : null);

function readValues(
  name: string,
  { schema, repeats, most, fallback }: Parameter,
  given: readonly string[],
): { value: unknown; faults: Fault[]; excess: Excess | null } {
  const faults: Fault[] = [];
  if (!repeats && given.length > 1) {
    faults.push({ code: 'repeated-parameter', parameter: name, value: given[1]!, detail: 'expected it once' });
  }
  const different = [...new Set(given)];
  let excess = repeats ? excessOf('too-many-values', name, most, different.length) : null;
  const read = different.slice(0, most).flatMap((value) => {
    const result = schema.safeParse(value);
    if (result.success) return [result.data];
    const { issues } = result.error;
    const [tooLong] = issues.flatMap((issue) =>
      issue.code === 'too_big' && issue.origin === 'string' ? [Number(issue.maximum)] : [],
    );
    if (tooLong !== undefined) excess ??= excessOf('too-long', name, tooLong, value.length);
    else {
      const detail = issues.map((issue) => issue.message).join('; ');
      faults.push({ code: 'invalid-parameter', parameter: name, value, detail });
    }
    return [];
  });
  return { value: repeats ? read : (read[0] ?? fallback), faults, excess };
}

function depthOf(table: ParameterTable, { page, hitsPerPage }: Record<string, unknown>): Excess | null {
  const deepest = table.page?.deepest;
  return deepest === undefined ? null : excessOf('too-deep', 'page', deepest, Number(page) * Number(hitsPerPage));
}

export function faultOf(excess: Excess): Fault {
  const { code, parameter, limit, found } = excess;
  const of = parameter === null ? (code === 'too-long' ? 'address: ' : '') : `${parameter}: `;
  return {
    code,
    parameter: parameter ?? '',
    value: String(found),
    detail: `${of}${EXPECTED[code](limit)}; got ${found}`,
    excess,
  };
}

/** What was expected, for programs. */
const EXPECTED: Record<Excess['code'], (limit: number) => string> = {
  'too-many-parameters': (limit) => `expected at most ${limit} parameters`,
  'too-many-values': (limit) => `expected at most ${limit} values`,
  'too-long': (limit) => `expected at most ${limit} characters`,
  'too-deep': (limit) => `expected a page that ends at result ${limit} at most (cursor and exports go on)`,
};

// ------------------------------------------------------------------------------------------------------ search requests

/** The search that these values ask for; `displayLang` is the language of the page, null for the API. */
export function searchOf(values: Values<typeof SEARCH_PARAMETERS>, displayLang: Lang | null): SearchRequest {
  const { q, sort, page, hitsPerPage, translate } = values;
  const filters = filtersOf(values);
  return { q, filters, sort, page, hitsPerPage, displayLang, ...(translate ? {} : { translate }) };
}

/** The filters that these values ask for; a month or a year stands for its first or last day. */
export function filtersOf(values: Values<Omit<typeof EXPORT_PARAMETERS, 'q'>>): Filters {
  const { speaker, post, lang, kind, publisher, from, to } = values;
  return { speaker, post, lang, kind, publisher, from: from && firstDay(from), to: to && lastDay(to) };
}

/** A search and how its page shows it: all that the address of the page says. */
export type View = SearchRequest & { group?: 'speaker'; find?: Partial<Record<Findable, string>> };

/** The view that these values ask for. */
export function viewOf(values: Values<typeof VIEW_PARAMETERS>, displayLang: Lang): View {
  const { group, findSpeaker, findPost, findPublisher, ...search } = values;
  const find = { speaker: findSpeaker, post: findPost, publisher: findPublisher };
  return { ...searchOf(search, displayLang), find, ...(group === null ? {} : { group }) };
}

/** The shortest query string that asks for this search: empty, or `?` and parameters. */
export function writeSearch(request: View): string {
  return queryString([...searchFields(request), ...pageField(request)]);
}

/** The shortest query string that asks for all that this search finds, in no order and on no page. */
export function writeSelection({ q, filters }: SearchRequest): string {
  return queryString(searchFields({ ...searchFor(filters, null), q }));
}

/** The same for a comparison; what is empty is left out. */
export function writeComparison(what: Partial<Record<keyof typeof COMPARE_PARAMETERS, string>>): string {
  return queryString(Object.entries(what).filter(([, value]) => value !== ''));
}

/** The same for a list of people or posts. */
export function writeList({ q, page, hitsPerPage }: ListRequest): string {
  return queryString([...searchFields({ ...searchFor({}, null), q, hitsPerPage }), ...pageField({ page })]);
}

/** The parameters of a request, but for its page, as a form sends them. */
export function searchFields({ q, filters, sort, hitsPerPage, translate, group, find }: View): [string, string][] {
  const fields: [keyof typeof VIEW_PARAMETERS, string][] = [];
  const add = (name: keyof typeof VIEW_PARAMETERS, value: string | null | undefined) => {
    if (value) fields.push([name, value]);
  };
  add('q', q);
  for (const name of LIST_FILTERS) for (const value of filters[name]) add(name, value);
  add('from', filters.from?.replace(/-01-01$/, ''));
  add('to', filters.to?.replace(/-12-31$/, ''));
  if (translate === false) add('translate', 'false');
  add('sort', sort);
  add('group', group);
  if (hitsPerPage !== DEFAULT_HITS) add('hitsPerPage', String(hitsPerPage));
  for (const name of FINDABLES) add(FINDABLE[name], find?.[name]);
  return fields;
}

export const NO_FILTERS: Filters = { speaker: [], post: [], lang: [], kind: [], publisher: [], from: null, to: null };
const FINDABLES = Object.keys(FINDABLE) as Findable[];
export const LIST_FILTERS = ['speaker', 'post', 'lang', 'kind', 'publisher'] as const;

/** All quotations that pass these filters, newest first. */
export function searchFor(filters: Partial<Filters>, displayLang: Lang | null): SearchRequest {
  const all = { ...NO_FILTERS, ...filters };
  return { q: '', filters: all, sort: null, page: 1, hitsPerPage: DEFAULT_HITS, displayLang };
}

/** The request with one value of a filter added, or removed if it was there; on its first page. */
export function toggled(request: View, field: (typeof LIST_FILTERS)[number], value: string): View {
  const held: string[] = request.filters[field];
  const values = held.includes(value) ? held.filter((other) => other !== value) : [...held, value];
  return { ...request, page: 1, filters: { ...request.filters, [field]: values } };
}

/** The request limited to a year or month, or freed from its dates if it was limited to just this; on its first page. */
export function toggledPeriod(request: View, period: string): View {
  const dates = isPeriod(request.filters, period)
    ? { from: null, to: null }
    : { from: firstDay(period), to: lastDay(period) };
  return { ...request, page: 1, filters: { ...request.filters, ...dates } };
}

/** Whether the dates of the filters are exactly this year or month. */
export function isPeriod({ from, to }: Filters, period: string): boolean {
  return from === firstDay(period) && to === lastDay(period);
}

/** The year that the dates of the filters stay within; null when they do not. */
export function yearOf({ from, to }: Filters): string | null {
  const year = from?.slice(0, 4);
  return year !== undefined && year === to?.slice(0, 4) ? year : null;
}

// -------------------------------------------------------------------------------------------------------------- helpers

function one<Schema extends z.ZodType, Fallback extends z.output<Schema> | null>(
  schema: Schema,
  description: string,
  fallback: Fallback,
) {
  return { schema, description, repeats: false as const, most: 1, fallback };
}

function many<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { schema, description, repeats: true as const, most: LIMITS.values, fallback: [] };
}

function pageField({ page }: { page: number }): [string, string][] {
  return page > 1 ? [['page', String(page)]] : [];
}

function queryString(fields: [string, string][]): string {
  return fields.length > 0 ? `?${new URLSearchParams(fields)}` : '';
}

function isDate(value: string): boolean {
  if (!DATE.test(value)) return false;
  const [year, month = 1, day = 1] = value.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year!, month);
}

function firstDay(value: string): string {
  return value + '-01-01'.slice(value.length - 4);
}

function lastDay(value: string): string {
  const [year, month = 12, day] = value.split('-').map(Number);
  return `${value.slice(0, 4)}-${twoDigits(month)}-${twoDigits(day ?? daysIn(year!, month))}`;
}

/** The calendar repeats every 400 years; `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
