/** What the API answers that is no JSON object of its own: exports, citations, suggestions in the shape of browsers. */
import { z } from 'zod';
import type { QuotationReader } from '../../search/port.ts';
import { citationOf } from '../cite/citation.ts';
import { CITATION_FORMATS } from '../cite/formats.ts';
import { dayOf, LOCALES } from '../i18n/index.ts';
import {
  CITATION_PARAMETERS,
  CSV_PARAMETERS,
  EXPORT_PARAMETERS,
  filtersOf,
  OPENSEARCH_PARAMETERS,
  type ParameterTable,
  type Values,
} from '../requests.ts';
import { checkedValues } from './checked.ts';
import { type CsvOptions, EXPORT_TYPES, type ExportFormat, exportText, rowSchema } from './rows.ts';

export type Download = {
  /** As Express writes it: `/quotes/:id`. */
  path: string;
  summary: string;
  parameters: ParameterTable;
  /** What each media type holds. */
  answers: Record<string, z.ZodType>;
  /** Null when nothing has the id; throws a `Problem` for what the caller did wrong. */
  run: (asked: Asked) => Promise<Content | null>;
};

export type Asked = {
  index: QuotationReader;
  query: URLSearchParams;
  id: string;
  /** A whole address of what stands at a path of this site. */
  absolute: (path: string) => string;
};

export type Content = {
  mediaType: string;
  /** By which a browser keeps it; null when it is to be shown or read at once. */
  fileName: string | null;
  body: string | AsyncIterable<string>;
};

const SUGGESTIONS = 10;
const PAGES = { speaker: 'speakers', post: 'posts' };

export const DOWNLOADS: Download[] = [
  exported('csv', CSV_PARAMETERS, z.string().describe('A line for each row, after one of column names (RFC 4180).')),
  exported('json', EXPORT_PARAMETERS, z.array(rowSchema)),
  exported('jsonl', EXPORT_PARAMETERS, z.string().describe('One row as JSON on each line.')),
  download(
    '/quotes/:id/citation',
    'The release of a quotation in the format of a reference manager, with the quotation as its abstract.',
    CITATION_PARAMETERS,
    Object.fromEntries(Object.values(CITATION_FORMATS).map(({ mediaType }) => [mediaType, z.string()])),
    async ({ format }, { index, id, absolute }) => {
      const quotation = await index.get(id);
      if (!quotation) return null;
      const release = await index.release(quotation.release.id);
      const { mediaType, extension, write } = CITATION_FORMATS[format];
      const permalink = absolute(`/${quotation.lang}/quotes/${encodeURIComponent(id)}`);
      const retrieved = release?.recordedAt ? dayOf(release.recordedAt) : null;
      return {
        mediaType,
        fileName: `dixit-${id.replace(/[^\w.-]/g, '-')}.${extension}`,
        body: write(citationOf(quotation, permalink), retrieved),
      };
    },
  ),
  download(
    '/suggest/opensearch',
    'Speakers, posts and phrases that what was typed may go on to be, in the shape that browsers read (OpenSearch suggestions).',
    OPENSEARCH_PARAMETERS,
    {
      'application/x-suggestions+json': z.tuple([
        z.string(),
        z.array(z.string()),
        z.array(z.string()),
        z.array(z.url()),
      ]),
    },
    async ({ q, lang }, { index, absolute }) => {
      const found = q ? await index.suggest(q, SUGGESTIONS) : [];
      const answer = [
        q,
        found.map(({ text }) => text),
        found.map(({ count }) => LOCALES[lang].count(count, LOCALES[lang].strings.quotations)),
        found.map(({ kind, id }) =>
          absolute(
            kind === 'phrase'
              ? `/${lang}/?q=${encodeURIComponent(id)}`
              : `/${lang}/${PAGES[kind]}/${encodeURIComponent(id)}`,
          ),
        ),
      ];
      return { mediaType: 'application/x-suggestions+json', fileName: null, body: JSON.stringify(answer) };
    },
  ),
];

/** Ties the types of a route's parameters and work together. */
function download<Table extends ParameterTable>(
  path: string,
  summary: string,
  parameters: Table,
  answers: Record<string, z.ZodType>,
  work: (values: Values<Table>, asked: Asked) => Promise<Content | null>,
): Download {
  const run = async (asked: Asked) => work(checkedValues(parameters, asked.query), asked);
  return { path, summary, parameters, answers, run };
}

function exported(
  format: ExportFormat,
  parameters: typeof EXPORT_PARAMETERS | typeof CSV_PARAMETERS,
  answer: z.ZodType,
): Download {
  return download(
    `/quotes.${format}`,
    `All quotations that a search finds as ${format.toUpperCase()}, newest first, each with its provenance.`,
    parameters,
    { [EXPORT_TYPES[format]]: answer },
    async (values: Values<typeof EXPORT_PARAMETERS> & CsvOptions, { index }) => {
      const quotations = index.scan({ q: values.q, filters: filtersOf(values) });
      return {
        mediaType: EXPORT_TYPES[format],
        fileName: `dixit.${format}`,
        body: exportText(quotations, format, values),
      };
    },
  );
}
