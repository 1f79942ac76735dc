/** Quotations as rows of data with their provenance: one shape for the exports of the API and of the command line. */
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { QuotationAnswer } from '../../search/port.ts';
import { LANGS } from '../i18n/index.ts';
import { inAllLanguages } from './answers.ts';

const text = z.string();
const maybeText = text.nullable();
const named = z.object({ id: text, name: text });

export const rowSchema = z.object({
  id: text,
  lang: z.enum(LANGS),
  text,
  kind: z.enum(['direct', 'mixed', 'indirect']),
  speaker: named.nullable(),
  speakers: z.array(named),
  mention: maybeText,
  title: maybeText,
  posts: z.array(z.object({ id: text, title: z.record(z.enum(LANGS), maybeText) })),
  certainty: z.enum(['stated', 'resolved', 'inferred', 'unknown']),
  rule: text,
  date: maybeText,
  release: z.object({ id: text, sourceId: text, url: maybeText, headline: maybeText }),
  counterpartId: maybeText,
  corrected: z.literal(true).optional(),
});

export type Row = z.infer<typeof rowSchema>;

export function rowOf(quotation: QuotationAnswer): Row {
  const { id, lang, text, kind, speakers, mention, title, posts, certainty, rule, date, release } = quotation;
  const { counterpart, corrected } = quotation;
  return {
    id,
    lang,
    text,
    kind,
    speaker: speakers[0] ?? null,
    speakers,
    mention,
    title,
    posts: posts.map(({ id: postId, title: wordings }) => ({ id: postId, title: inAllLanguages(wordings) })),
    certainty,
    rule,
    date,
    release: { id: release.id, sourceId: release.sourceId, url: release.url, headline: release.headline },
    counterpartId: counterpart?.id ?? null,
    ...(corrected ? { corrected } : {}),
  };
}

export type ExportFormat = 'jsonl' | 'json' | 'csv';

export const EXPORT_TYPES: Record<ExportFormat, string> = {
  jsonl: 'application/x-ndjson',
  json: 'application/json',
  csv: 'text/csv',
};

export type CsvOptions = {
  /** A byte order mark first: by it, spreadsheets read the file as UTF-8. */
  bom?: boolean;
  /**
   * An apostrophe before each cell that a spreadsheet would run as a formula (it begins with `= + - @`, a tab or a
   * carriage return): safe to open, but these cells are no longer exact.
   */
  escapeFormulas?: boolean;
};

/** The text of an export, in pieces as the quotations come. */
export async function* exportText(
  quotations: AsyncIterable<QuotationAnswer>,
  format: ExportFormat,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const { head, between, tail } = FRAMES[format];
  yield format === 'csv' && options.bom ? `\ufeff${head}` : head;
  let first = true;
  for await (const quotation of quotations) {
    const line = LINES[format](rowOf(quotation), options);
    yield first ? line : between + line;
    first = false;
  }
  yield tail;
}

/** Columns only ever join at the end. */
const COLUMNS: Record<string, (row: Row) => string | null | undefined> = {
  id: (row) => row.id,
  lang: (row) => row.lang,
  text: (row) => row.text,
  kind: (row) => row.kind,
  speaker: (row) => row.speaker?.name,
  speakers: (row) => row.speakers.map(({ name }) => name).join('; '),
  mention: (row) => row.mention,
  title: (row) => row.title,
  posts: (row) => row.posts.map(({ id }) => id).join('; '),
  certainty: (row) => row.certainty,
  rule: (row) => row.rule,
  date: (row) => row.date,
  release: (row) => row.release.id,
  sourceId: (row) => row.release.sourceId,
  url: (row) => row.release.url,
  headline: (row) => row.release.headline,
  counterpartId: (row) => row.counterpartId,
  corrected: (row) => (row.corrected ? 'true' : ''),
};

const FRAMES: Record<ExportFormat, { head: string; between: string; tail: string }> = {
  jsonl: { head: '', between: '', tail: '' },
  json: { head: '[', between: ',', tail: '\n]\n' },
  csv: { head: `${Object.keys(COLUMNS).join(',')}\r\n`, between: '', tail: '' },
};

const LINES: Record<ExportFormat, (row: Row, options: CsvOptions) => string> = {
  jsonl: (row) => `${JSON.stringify(row)}\n`,
  json: (row) => `\n${JSON.stringify(row)}`,
  csv: (row, { escapeFormulas = false }) =>
    stringify([Object.values(COLUMNS).map((cell) => cell(row))], {
      record_delimiter: '\r\n',
      escape_formulas: escapeFormulas,
    }),
};
