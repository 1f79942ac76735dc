/** Rows of the record -> the domain. */
import type { Extraction, RawRelease, RecordedRelease } from '../domain.ts';

/** What `sql.current` gives. */
export type CurrentRow = {
  revision: number;
  content_hash: string;
  reading_hash: string;
  recorded_at: string;
  extractor: string;
};

/** What the statements with `REVISION_COLUMNS` give. */
export type RevisionRow = CurrentRow & {
  id: string;
  publisher: string | null;
  source_id: string;
  version: number;
  url: string | null;
  status: RawRelease['status'];
  embargoed_until: string | null;
  alternates: string;
  extraction: string;
  /** A JSON array of `QuotationRow`, in no order. */
  quotations: string;
};

type Entry = Extraction['quotations'][number];
type QuotationRow = { ordinal: number } & Omit<Entry['quotation'], 'releaseId'> &
  Omit<Entry['attribution'], 'quotationId'>;

/** One revision with its quotations. */
export function toRecorded(row: RevisionRow): RecordedRelease {
  const extraction: Omit<Extraction, 'quotations'> = JSON.parse(row.extraction);
  const quotations: QuotationRow[] = JSON.parse(row.quotations);
  return {
    release: {
      id: row.id,
      sourceId: row.source_id,
      publisher: row.publisher,
      url: row.url,
      lang: extraction.lang,
      headline: extraction.headline,
      dateline: extraction.dateline,
      issuedOn: extraction.issuedOn,
      text: extraction.text,
      contentHash: row.content_hash,
      revision: row.revision,
      status: row.status,
      embargoedUntil: row.embargoed_until,
      recordedAt: row.recorded_at,
    },
    alternates: JSON.parse(row.alternates),
    sections: extraction.sections,
    quotations: quotations.sort((a, b) => a.ordinal - b.ordinal).map((quotation) => toEntry(row.id, quotation)),
    diagnostics: extraction.diagnostics,
  };
}

function toEntry(releaseId: string, row: QuotationRow): Entry {
  const { id, lang, kind, content, text, mention, names, source, cue, title, rule, certainty } = row;
  return {
    quotation: { id, releaseId, lang, kind, content, text },
    attribution: { quotationId: id, mention, names, source, cue, title, rule, certainty },
  };
}
