/**
 * What the API answers: the schema of each answer, for its description, and the function that makes it from what the
 * Index says. The two share a type, so an answer that its schema does not describe does not compile.
 */
import { z } from 'zod';
import type { Localized, Post } from '../../domain.ts';
import type {
  Hit,
  PersonAnswer,
  PostAnswer,
  QuotationAnswer,
  ReleaseAnswer,
  ReleaseSummary,
  SearchRequest,
  SearchResult,
} from '../../search/port.ts';
import { LANGS } from '../i18n/index.ts';
import type { PersonProfile, PostProfile } from '../profiles.ts';

const text = z.string();
const maybeText = text.nullable();
const count = z.int().min(0);
const lang = z.enum(LANGS);
/** Half-open, in UTF-16 code units. */
const span = z.object({ start: count, end: count });
const localized = z.record(lang, maybeText);
const named = z.object({ id: text, name: text });
const post = z.object({ id: text, title: localized, portfolio: localized, jurisdiction: maybeText });
const period = {
  startDate: maybeText,
  endDate: maybeText,
  source: text,
  attested: z.object({ first: text, last: text }).optional(),
  openAsOf: text.optional(),
  note: text.optional(),
};
const learned = z.literal(true).optional().describe('Not of the register: known from quotations alone.');
const activity = { quotationCount: count, firstDate: maybeText, lastDate: maybeText };
const paging = { page: z.int().min(1), hitsPerPage: z.int().min(1), totalHits: count };

const release = z.object({ id: text, sourceId: text, url: maybeText, headline: maybeText, publisher: maybeText, lang });

/** A quotation in the other language that says the same. */
const version = z.object({ id: text, lang, text });
const differing = z.object({ text, span }).nullable();

/** What each is, is told at `Explanation` of the port. */
const explanation = z.object({
  score: z.number(),
  words: z.array(
    z.object({
      word: text,
      inPhrase: z.boolean().describe('Part of an exact phrase: only its very letters count.'),
      score: z.number().describe('sureness · idf · tf (k1 + 1) / (tf + k1)'),
      idf: z.number(),
      tf: z.number(),
      sureness: z.number().describe('1, or how sure the translation is by which alone it is there.'),
      occurrences: z.array(
        z.object({
          field: z.enum(['quotation', 'speaker', 'office', 'headline']),
          match: z.enum(['exact', 'folded', 'stem', 'translation']),
          quality: z.number(),
          count,
          weight: z.number(),
          length: count,
          averageLength: z.number(),
        }),
      ),
    }),
  ),
  proximity: z
    .array(z.object({ words: z.array(text), weight: z.number(), distance: z.number(), score: z.number() }))
    .describe('distance 1: they stand as in the query, order included; 1 more for each word more or fewer between.'),
  coordination: z
    .object({ matched: z.number(), wanted: count, score: z.number() })
    .describe('What is missing takes away from the score.'),
  language: z
    .object({ lang: lang.nullable(), factor: z.number(), score: z.number() })
    .describe('What a quotation in the language that the query tells gains.'),
});

const hit = z.object({
  id: text,
  lang,
  text,
  kind: z.enum(['direct', 'mixed', 'indirect']),
  highlights: z.array(span),
  speaker: named.nullable(),
  speakers: z.array(named),
  mention: maybeText,
  title: maybeText,
  posts: z.array(post.omit({ jurisdiction: true })),
  date: maybeText,
  certainty: z.enum(['stated', 'resolved', 'inferred', 'unknown']),
  rule: text,
  release,
  counterpart: version.nullable(),
  corrected: z.literal(true).optional().describe('A person decided who speaks here, or in which post.'),
  translated: z
    .object({ from: lang })
    .nullable()
    .describe('It holds words of the query only as what they are in its language; the query is in `from`.'),
  explanation: explanation
    .nullable()
    .optional()
    .describe(
      'With explain=true: what the score is made of; null where the order is by date. The scores of words, ' +
        'proximity, coordination and language sum to it. Of equal scores the newer quotation comes first.',
    ),
});

/** One quotation by itself: without highlights, with the places of its pieces in the text of its release. */
export const quotationSchema = hit.omit({ highlights: true, translated: true, explanation: true }).extend({
  content: z.array(span),
  versions: z.array(version).describe('All that says it in the other language; more than one where that splits it.'),
  statement: z.object({ id: text, occurrences: z.int().min(1) }),
  differences: z
    .array(z.object({ kind: z.enum(['number', 'amount', 'date', 'name']), here: differing, there: differing }))
    .describe('Where it and its counterpart do not agree; spans are into the text of each.'),
});

export const statementSchema = z.object({ id: text, quotations: z.array(quotationSchema) });

export const renderingsSchema = z.object({
  query: text,
  renderings: z.array(
    z.object({
      words: z.record(lang, text),
      share: z.record(lang, z.number()).describe('Of each word: in what share of its uses the other stands for it.'),
      inGlossary: z.boolean(),
      together: count.describe('How many aligned quotations hold both.'),
      each: z.record(lang, count),
      example: z.record(lang, text).nullable().describe('Ids of aligned quotations that show it.'),
    }),
  ),
  terms: z.array(z.record(lang, text)).describe('What the glossary says of the whole term.'),
});

const facet = z.array(named.extend({ count }));

export const searchSchema = z.object({
  query: text,
  ...paging,
  relaxed: z.boolean(),
  processingTimeMs: z.number().min(0),
  hits: z.array(hit),
  facets: z.object({
    speaker: facet,
    post: facet,
    lang: facet,
    year: facet,
    kind: facet,
    publisher: facet,
    month: facet.optional().describe('With facet=month.'),
  }),
  didYouMean: maybeText.describe('The query with its misprints mended.'),
  understood: z
    .object({
      words: z.array(text).describe('All wanted, in any inflection.'),
      phrases: z.array(text),
      alternatives: z.array(z.array(text)).describe('Of each, one is wanted.'),
      excluded: z.array(text),
      speakers: z.array(text),
      posts: z.array(text),
      langs: z.array(lang),
      kinds: z.array(z.enum(['direct', 'mixed', 'indirect'])),
      from: maybeText.describe('Inclusive: a day, or the month or year that it begins with.'),
      to: maybeText,
      passedOver: z.array(text).describe('Too common to be wanted, or only asking.'),
      unread: z.array(text).describe('Looks like the query language and is none; searched as words.'),
      language: lang.nullable().describe('That the words tell.'),
      corrections: z.array(z.object({ from: text, to: text })).describe('By which the closest hits were looked for.'),
      translations: z.array(z.object({ from: text, lang, to: z.array(text) })).describe('The same.'),
    })
    .describe('How the query was understood.'),
  related: z
    .array(z.object({ text, count, of: text, by: z.enum(['beside', 'spelling', 'translation']) }))
    .describe('Where nothing is found: words of the collection that find something under the same filters.'),
  nextCursor: maybeText.describe('Where the full matches go on, for `cursor`; null where none is left.'),
});

export const FACET_NAMES = ['speaker', 'post', 'lang', 'kind', 'publisher', 'year', 'month'] as const;

export const facetValuesSchema = z.object({
  query: text,
  facet: z.enum(FACET_NAMES),
  value: text,
  page: paging.page,
  hitsPerPage: paging.hitsPerPage,
  totalValues: count,
  values: facet,
});

const personal = { otherNames: z.array(text), gender: z.enum(['f', 'm']).optional(), source: text.optional() };

export const personSchema = named.extend({
  ...personal,
  learned,
  ...activity,
  memberships: z.array(z.object({ post, ...period })),
});

export const postSchema = post.extend({
  source: text.optional(),
  learned: z.union([z.literal(true), z.array(lang)]).optional(),
  ...activity,
  memberships: z.array(z.object({ person: named.extend(personal), ...period })),
});

/** One person by itself: figures, what was said last, who else is quoted in the same releases. */
export const personProfileSchema = personSchema.extend({
  counts: z.object({ year: facet, post: facet, lang: facet }),
  quotations: z.array(hit),
  beside: facet,
});

/** One post by itself: figures, and what each holder said in it. */
export const postProfileSchema = postSchema.extend({
  counts: z.object({ year: facet, speaker: facet, lang: facet }),
  quotations: z.array(hit),
  holders: z.array(z.object({ person: named, quotationCount: count, quotations: z.array(hit) })),
});

export const releaseSchema = release.extend({
  date: maybeText,
  dateline: z.object({ place: maybeText, date: maybeText, wire: maybeText, span }).nullable(),
  revision: z.int(),
  recordedAt: text.optional().describe('ISO instant at which this revision was first read.'),
  text,
  sections: z.array(z.object({ kind: text, span })),
  counterpart: release.nullable(),
  quotations: z.array(quotationSchema),
});

export const suggestionsSchema = z.object({
  query: text,
  suggestions: z.array(z.object({ kind: z.enum(['speaker', 'post', 'phrase']), id: text, text, count })),
});

export const statsSchema = z.object({
  quotations: count,
  releases: count,
  speakers: count,
  posts: count,
  byLang: z.record(lang, count),
  firstDate: maybeText,
  lastDate: maybeText,
  basis: z.string().nullable(),
  publishedAt: maybeText,
  lexicon: z.object({ version: text, pairs: count, renderings: count }).nullable(),
});

export const healthSchema = z.object({ status: z.literal('ok') });

export function listingSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ query: text, ...paging, items: z.array(item) });
}

export function searchAnswer(
  request: SearchRequest,
  result: SearchResult,
  processingTimeMs: number,
): z.infer<typeof searchSchema> {
  return {
    query: request.q,
    page: request.page,
    hitsPerPage: request.hitsPerPage,
    totalHits: result.totalHits,
    relaxed: result.relaxed,
    processingTimeMs,
    hits: result.hits.map(hitAnswer),
    facets: { ...result.facets, ...(result.months ? { month: result.months } : {}) },
    didYouMean: result.didYouMean,
    understood: result.understood,
    related: result.related,
    nextCursor: result.nextCursor,
  };
}

export function quotationAnswer(quotation: QuotationAnswer): z.infer<typeof quotationSchema> {
  return {
    id: quotation.id,
    lang: quotation.lang,
    text: quotation.text,
    kind: quotation.kind,
    speaker: quotation.speakers[0] ?? null,
    speakers: quotation.speakers,
    mention: quotation.mention,
    title: quotation.title,
    posts: quotation.posts.map(({ id, title, portfolio }) => ({
      id,
      title: inAllLanguages(title),
      portfolio: inAllLanguages(portfolio),
    })),
    date: quotation.date,
    certainty: quotation.certainty,
    rule: quotation.rule,
    release: releaseSummary(quotation.release),
    counterpart: quotation.counterpart,
    ...(quotation.corrected ? { corrected: quotation.corrected } : {}),
    content: quotation.content,
    versions: quotation.versions,
    statement: quotation.statement,
    differences: quotation.differences.map(({ kind, a, b }) => ({ kind, here: a, there: b })),
  };
}

export function personAnswer(person: PersonAnswer): z.infer<typeof personSchema> {
  return {
    ...person,
    memberships: person.memberships.map(({ post, ...period }) => ({ post: wholePost(post), ...period })),
  };
}

export function postAnswer({ otherTitles: _, ...post }: PostAnswer): z.infer<typeof postSchema> {
  return { ...post, ...wholePost(post) };
}

export function personProfileAnswer({
  person,
  latest: { hits, facets },
  beside,
}: PersonProfile): z.infer<typeof personProfileSchema> {
  const { year, post, lang } = facets;
  return { ...personAnswer(person), counts: { year, post, lang }, quotations: hits.map(hitAnswer), beside };
}

export function postProfileAnswer({
  post,
  latest: { hits, facets },
  holders,
}: PostProfile): z.infer<typeof postProfileSchema> {
  const { year, speaker, lang } = facets;
  return {
    ...postAnswer(post),
    counts: { year, speaker, lang },
    quotations: hits.map(hitAnswer),
    holders: holders.map((holder) => ({ ...holder, quotations: holder.quotations.map(hitAnswer) })),
  };
}

export function releaseAnswer({ issuedOn, ...release }: ReleaseAnswer): z.infer<typeof releaseSchema> {
  return {
    ...release,
    date: issuedOn,
    counterpart: release.counterpart && releaseSummary(release.counterpart),
    quotations: release.quotations.map(quotationAnswer),
  };
}

function hitAnswer(found: Hit): z.infer<typeof hit> {
  const { content: _, versions: __, statement: ___, differences: ____, ...answer } = quotationAnswer(found);
  const { highlights, translated, explanation } = found;
  return { ...answer, highlights, translated, ...(explanation === undefined ? {} : { explanation }) };
}

function releaseSummary({ id, sourceId, url, headline, publisher, lang }: ReleaseSummary): z.infer<typeof release> {
  return { id, sourceId, url, headline, publisher, lang };
}

function wholePost({
  id,
  title,
  portfolio,
  jurisdiction,
}: Pick<Post, 'id' | 'title' | 'portfolio' | 'jurisdiction'>): z.infer<typeof post> {
  return { id, title: inAllLanguages(title), portfolio: inAllLanguages(portfolio), jurisdiction };
}

/** A wording that is not known is null, so that an answer always has the same keys. */
export function inAllLanguages(wordings: Localized): z.infer<typeof localized> {
  return Object.fromEntries(LANGS.map((lang) => [lang, wordings[lang] ?? null])) as z.infer<typeof localized>;
}
