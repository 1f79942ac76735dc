/** The record as version 1 kept it -> the present tables. Nothing is lost; what is damaged is carried over as damaged. */
import type { Extraction, RawRelease } from '../domain.ts';
import type { Connection } from './database.ts';
import { pack } from './packing.ts';
import { fileOf, revisionOf, sourceKey } from './record.ts';
import { bytesIn, type Found, releaseValues, revisionValues, textIn } from './rows.ts';
import { SCHEMA } from './schema.ts';
import { prepareStatements } from './sql.ts';

export const FORMER_VERSION = 1;

const TABLES = ['state', 'releases', 'revisions', 'quotations', 'attributions', 'sightings', 'files'];
const INDEXES = ['releases_by_version', 'files_by_name', 'revisions_by_extractor'];
const QUOTATIONS = `
  (SELECT json_group_array(json_object('ordinal', ordinal, 'id', id, 'lang', lang, 'kind', kind, 'text', text,
      'content', json(content), 'mention', mention, 'names', json(names), 'source', json(source), 'cue', json(cue),
      'title', title, 'rule', rule, 'certainty', certainty))
    FROM former_quotations AS said JOIN former_attributions AS by ON by.release_id = said.release_id
      AND by.revision = said.revision AND by.quotation_id = said.id
    WHERE said.release_id = former_revisions.release_id AND said.revision = former_revisions.revision)`;

/** To be called within a transaction that keeps all others out, with foreign keys not enforced. */
export function upgrade(database: Connection): void {
  for (const index of INDEXES) database.exec(`DROP INDEX ${index}`);
  for (const table of TABLES) database.exec(`ALTER TABLE ${table} RENAME TO former_${table}`);
  database.exec(SCHEMA);
  database.exec('UPDATE state SET (id, version) = (SELECT id, version FROM former_state)');
  database.exec('UPDATE state SET releases = (SELECT count(*) FROM former_releases)');
  const sql = prepareStatements(database);
  const all = (query: string): Found[] => database.prepare(query).all() as Found[];
  const release = database.prepare(
    `SELECT CAST(source_id AS BLOB) AS source_id, CAST(revision AS INTEGER) AS revision,
      CAST(version AS INTEGER) AS version FROM former_releases WHERE id = ?`,
  );
  const revisions = database.prepare(
    `SELECT CAST(revision AS INTEGER) AS revision, CAST(content_hash AS BLOB) AS content_hash,
      CAST(recorded_at AS BLOB) AS recorded_at, CAST(extractor AS BLOB) AS extractor, CAST(status AS BLOB) AS status,
      CAST(raw AS BLOB) AS raw, CAST(extraction AS BLOB) AS extraction, CAST(${QUOTATIONS} AS BLOB) AS quotations
      FROM former_revisions WHERE release_id = ?`,
  );
  for (const found of all('SELECT CAST(id AS BLOB) AS id FROM former_releases')) {
    const id = textIn(found, 'id')!;
    const { revision, version, ...rest } = release.get(id) as { revision: number; version: number };
    const source_key = sourceKey(textIn(rest, 'source_id')!);
    const row = { id, source_key, origin: null, revision, version, hidden: 0, hidden_with: null };
    sql.putRelease.run(...releaseValues(row));
    for (const former of revisions.all(id) as Found[]) sql.putRevision.run(...upgraded(id, former));
  }
  database.exec(`INSERT INTO files SELECT path, source_id, bytes_hash, extractor FROM former_files`);
  for (const found of all(`SELECT CAST(place AS BLOB) AS place, CAST(release_id AS BLOB) AS release_id,
      CAST(reading_hash AS BLOB) AS reading_hash FROM former_sightings`)) {
    const place = textIn(found, 'place')!;
    sql.putSighting.run(place, fileOf(place), textIn(found, 'release_id'), textIn(found, 'reading_hash'));
  }
  for (const table of TABLES) database.exec(`DROP TABLE former_${table}`);
}

/** The values of `sql.putRevision`: sound ones only where all that stood there was. */
function upgraded(id: string, former: Found): unknown[] {
  const place = { release_id: id, revision: Number(former.revision), recorded_at: textIn(former, 'recorded_at') ?? '' };
  const extractor = textIn(former, 'extractor') ?? '';
  try {
    const raw = parsed<RawRelease>(former.raw);
    const rows = parsed<FormerQuotation[]>(former.quotations).sort((a, b) => a.ordinal - b.ordinal);
    const extraction = parsed<Extraction>(former.extraction);
    const quotations = rows.map((row) => entryOf(id, row, extraction.text));
    const revision = revisionOf(place, raw, { ...extraction, quotations }, extractor);
    if (revision.content_hash !== textIn(former, 'content_hash')) throw new Error('another content');
    if (revision.status !== textIn(former, 'status')) throw new Error('another status');
    return revisionValues(revision);
  } catch {
    const nothing = { content_hash: '', reading_hash: '', words_hash: null, url_key: null, embargoed_until: null };
    const damaged = { ...place, ...nothing, extractor, status: 'withheld', quotations: 0 };
    const raw = bytesIn(former.raw)?.toString('latin1') ?? '';
    return [...revisionValues({ ...damaged, raw: pack(raw), document: pack(null) }).slice(0, -1), WRONG];
  }
}

/** No checksum is negative. */
const WRONG = -1;

type Entry = Extraction['quotations'][number];
type FormerQuotation = { ordinal: number } & Omit<Entry['quotation'], 'releaseId'> &
  Omit<Entry['attribution'], 'quotationId'>;

/** Throws where the words are not those of the text. */
function entryOf(releaseId: string, row: FormerQuotation, release: string): Entry {
  const { id, lang, kind, content, text, mention, names, source, cue, title, rule, certainty } = row;
  const pieces = content.map(({ start, end }) => release.slice(start, end)).join(' ');
  const spaced = (words: string) => words.replace(/\s+/g, ' ');
  if (spaced(pieces) !== spaced(text)) throw new Error('other words');
  return {
    quotation: { id, releaseId, lang, kind, content, text },
    attribution: { quotationId: id, mention, names, source, cue, title, rule, certainty },
  };
}

/** Throws for what is no JSON in UTF-8. */
function parsed<Value>(bytes: unknown): Value {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesIn(bytes)!)) as Value;
}
