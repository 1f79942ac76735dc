/** Rows of the record -> the domain, and back. What a row's checksum does not confirm is damage, never data. */
import type { Extraction, Lang, RawRelease, RecordedRelease, Status } from '../domain.ts';
import { isHidden } from './hiding.ts';
import { checksumOf, pack, unpack } from './packing.ts';
import { type ColumnTypes, PACKED, RELEASE, REVISION } from './sql.ts';

type Row<Columns extends ColumnTypes> = {
  -readonly [Name in keyof Columns]: Columns[Name] extends 'integer'
    ? number
    : Columns[Name] extends 'text'
      ? string
      : Buffer;
};
type Nullable<Columns, Names extends keyof Columns> = Omit<Columns, Names> & { [Name in Names]: Columns[Name] | null };

export type ReleaseRow = Nullable<Row<typeof RELEASE>, 'origin' | 'hidden_with'>;
export type RevisionRow = Nullable<Row<typeof REVISION & typeof PACKED>, 'words_hash' | 'url_key' | 'embargoed_until'>;

/** What `revisions.document` holds. */
type Document = Extraction & Pick<RawRelease, 'publisher' | 'sourceId' | 'url' | 'alternates'>;

/** Why a row is not what was written. */
export class Damage extends Error {
  override readonly name = 'Damage';
}

/** Null for what is damaged. */
export function soundOr<Row>(read: () => Row): Row | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Damage) return null;
    throw error;
  }
}

/** As a statement gives it: texts are bytes. */
export type Found = Record<string, Buffer | ArrayBuffer | number | null>;

/** Throws `Damage`. */
export function releaseRow(found: Found | undefined): ReleaseRow {
  const row = read(found, RELEASE, 'release') as ReleaseRow;
  if (releaseChecksum(row) !== found!.checksum) throw new Damage('the checksum of its row is wrong');
  return row;
}

/** Throws `Damage`. */
export function revisionRow(found: Found | undefined): RevisionRow {
  const row = read(found, { ...REVISION, ...PACKED }, 'revision') as RevisionRow;
  if (revisionChecksum(row) !== found!.checksum) throw new Damage(`the checksum of revision ${row.revision} is wrong`);
  return row;
}

const releaseChecksum = (row: ReleaseRow): number => checksumOf(valuesOf(row, RELEASE));
const revisionChecksum = (row: RevisionRow): number => checksumOf(valuesOf(row, REVISION), row.raw, row.document);

/** What `sql.putRelease` and `sql.putRevision` take. */
export const releaseValues = (row: ReleaseRow): unknown[] => [...valuesOf(row, RELEASE), releaseChecksum(row)];
export const revisionValues = (row: RevisionRow): unknown[] => [
  ...valuesOf(row, REVISION),
  row.raw,
  row.document,
  revisionChecksum(row),
];

/** `raw` and `document` as they are stored. */
export function packed(raw: RawRelease, extraction: Extraction): Pick<RevisionRow, 'raw' | 'document'> {
  const { publisher, sourceId, url, alternates } = raw;
  return { raw: pack(raw), document: pack({ ...extraction, publisher, sourceId, url, alternates } satisfies Document) };
}

export const rawOf = (row: RevisionRow): RawRelease => unpack<RawRelease>(row.raw);

/** One revision with its quotations; what is hidden for whatever reason counts as withdrawn. */
export function toRecorded({ hidden }: Pick<ReleaseRow, 'hidden'>, row: RevisionRow): RecordedRelease {
  const { alternates, sections, quotations, diagnostics, ...document } = unpack<Document>(row.document);
  const { headline, lang, dateline, issuedOn, text, publisher, sourceId, url } = document;
  return {
    release: {
      id: row.release_id,
      sourceId,
      publisher,
      url,
      lang: lang as Lang,
      headline,
      dateline,
      issuedOn,
      text,
      contentHash: row.content_hash,
      revision: row.revision,
      status: isHidden(hidden) ? 'withdrawn' : (row.status as Status),
      embargoedUntil: row.embargoed_until,
      recordedAt: row.recorded_at,
    },
    alternates,
    sections,
    quotations,
    diagnostics,
  };
}

function read(found: Found | undefined, columns: ColumnTypes, what: string): Record<string, unknown> {
  if (!found) throw new Damage(`its ${what} is missing`);
  const values: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(columns)) {
    const bytes = bytesIn(found[name]);
    values[name] = bytes === null ? found[name] : type === 'text' ? bytes.toString('utf8') : bytes;
  }
  return values;
}

const valuesOf = (row: Record<string, unknown>, columns: ColumnTypes): (string | number | null)[] =>
  Object.keys(columns).map((name) => row[name] as string | number | null);

/** A text that a statement gives as bytes. */
export const textIn = (found: unknown, column: string): string | null =>
  bytesIn((found as Found | undefined)?.[column])?.toString('utf8') ?? null;

/** The driver gives bytes as a `Buffer` of one row and as an `ArrayBuffer` of several. */
export function bytesIn(value: unknown): Buffer | null {
  if (Buffer.isBuffer(value)) return value;
  return value instanceof ArrayBuffer ? Buffer.from(value) : null;
}
