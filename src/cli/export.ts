/** `dixit export`: every quotation a query finds, newest first and then by id, as data with provenance. */
import { stringify } from 'csv-stringify/sync';
import type { Lang, Localized } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import type { QuotationAnswer } from '../search/port.ts';
import { NO_FILTERS } from '../search/port.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';
import type { Settings } from './settings.ts';

export const FORMATS = ['jsonl', 'json', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

export async function exportQuotations(q: string, format: Format, settings: Settings): Promise<void> {
  const { head, line, between, tail } = WRITERS[format];
  await fromPublished(settings.index, async (index) => {
    await writeOut(head);
    let first = true;
    for await (const answer of index.scan({ q, filters: NO_FILTERS })) {
      await writeOut(`${first ? '' : between}${line(rowOf(answer))}`);
      first = false;
    }
    await writeOut(tail);
  });
}

type Row = ReturnType<typeof rowOf>;

function rowOf({
  id,
  lang,
  text,
  kind,
  speakers,
  mention,
  title,
  posts,
  certainty,
  rule,
  date,
  release,
  counterpart,
  corrected,
}: QuotationAnswer) {
  return {
    id,
    lang,
    text,
    kind,
    speaker: speakers[0] ?? null,
    speakers,
    mention,
    title,
    posts: posts.map(({ id, title: wordings }) => ({ id, title: inEveryLanguage(wordings) })),
    certainty,
    rule,
    date,
    release: { id: release.id, sourceId: release.sourceId, url: release.url, headline: release.headline },
    counterpartId: counterpart?.id ?? null,
    ...(corrected ? { corrected } : {}),
  };
}

/** A language without a known wording says null. */
const inEveryLanguage = (wordings: Localized): Record<Lang, string | null> =>
  Object.fromEntries(LANGS.map((lang) => [lang, wordings[lang] ?? null])) as Record<Lang, string | null>;

const WRITERS: Record<Format, { head: string; line: (row: Row) => string; between: string; tail: string }> = {
  jsonl: { head: '', line: (row) => `${JSON.stringify(row)}\n`, between: '', tail: '' },
  json: { head: '[', line: (row) => `\n${JSON.stringify(row)}`, between: ',', tail: '\n]\n' },
  csv: {
    head: 'id,lang,text,kind,speaker,speakers,mention,title,posts,certainty,rule,date,release,sourceId,url,headline,counterpartId\r\n',
    line: (row) =>
      stringify(
        [
          [
            row.id,
            row.lang,
            row.text,
            row.kind,
            row.speaker?.name,
            row.speakers.map(({ name }) => name).join('; '),
            row.mention,
            row.title,
            row.posts.map(({ id }) => id).join('; '),
            row.certainty,
            row.rule,
            row.date,
            row.release.id,
            row.release.sourceId,
            row.release.url,
            row.release.headline,
            row.counterpartId,
          ],
        ],
        { record_delimiter: '\r\n' },
      ),
    between: '',
    tail: '',
  },
};
