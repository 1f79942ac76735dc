/** Releases and quotations for tests of the Index: what a test does not say is filled in plainly. All is invented. */
import type { QuotationDocument, ReleaseDocument, SearchRequest } from '../../src/search/port.ts';

export type QuotationDraft = Partial<QuotationDocument> & { id: string; text: string };
export type ReleaseDraft = Partial<Omit<ReleaseDocument, 'quotations'>> & { id: string; quotations?: QuotationDraft[] };

export function release({ quotations = [], ...draft }: ReleaseDraft): ReleaseDocument {
  const lang = draft.lang ?? 'en';
  return {
    sourceId: `source-${draft.id}`,
    publisher: null,
    url: null,
    lang,
    headline: null,
    dateline: null,
    issuedOn: '2020-01-01',
    text: quotations.map(({ text }) => text).join('\n'),
    revision: 1,
    sections: [],
    counterpartId: null,
    status: 'usable',
    embargoedUntil: null,
    ...draft,
    quotations: quotations.map((quotation) => ({
      lang,
      kind: 'direct',
      content: [],
      speakers: [],
      mention: null,
      title: null,
      posts: [],
      certainty: 'unknown',
      rule: 'test',
      counterpartId: null,
      versionIds: [],
      statementId: quotation.id,
      differences: [],
      ...quotation,
    })),
  };
}

/** A search for everything that matches `q`, twenty at a time. */
export function request(
  q: string,
  more: Partial<Omit<SearchRequest, 'filters'>> & Partial<SearchRequest['filters']> = {},
) {
  const { sort = null, page = 1, hitsPerPage = 20, displayLang = null, translate = true, ...filters } = more;
  return {
    q,
    sort,
    page,
    hitsPerPage,
    displayLang,
    translate,
    filters: { speaker: [], post: [], lang: [], kind: [], publisher: [], from: null, to: null, ...filters },
  } satisfies SearchRequest;
}

export const NO_REGISTER = { people: [], posts: [], memberships: [] };
