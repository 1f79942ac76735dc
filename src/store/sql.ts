/**
 * Every statement that the record runs, but for its tables.
 *
 * The driver ends the whole process over a text that is not UTF-8, as a changed bit can make it. So every column is cast
 * to what it is meant to be, texts to bytes, and `rows.ts` reads them.
 */
import type { Connection, Statement } from './database.ts';

export type Statements = ReturnType<typeof prepareStatements>;

/** The columns of a row as `rows.ts` wants them; the checksum comes last and is not among them. */
export const RELEASE = {
  id: 'text',
  source_key: 'text',
  origin: 'text',
  revision: 'integer',
  version: 'integer',
  hidden: 'integer',
  hidden_with: 'text',
} as const;
export const REVISION = {
  release_id: 'text',
  revision: 'integer',
  content_hash: 'text',
  reading_hash: 'text',
  words_hash: 'text',
  url_key: 'text',
  recorded_at: 'text',
  extractor: 'text',
  status: 'text',
  embargoed_until: 'text',
  quotations: 'integer',
} as const;
export const PACKED = { raw: 'bytes', document: 'bytes' } as const;
const CHECKSUM = { checksum: 'integer' } as const;

export type ColumnTypes = Readonly<Record<string, 'text' | 'integer' | 'bytes'>>;

const select = (columns: ColumnTypes): string =>
  Object.entries(columns)
    .map(([name, type]) => `CAST(${name} AS ${type === 'integer' ? 'INTEGER' : 'BLOB'}) AS ${name}`)
    .join(', ');
const insert = (table: string, columns: ColumnTypes): string =>
  `INSERT OR REPLACE INTO ${table} (${Object.keys(columns).join(', ')})
    VALUES (${Object.keys(columns).fill('?').join(', ')})`;

const RELEASE_COLUMNS = select({ ...RELEASE, ...CHECKSUM });
const REVISION_COLUMNS = select({ ...REVISION, ...PACKED, ...CHECKSUM });
const ID = select({ id: 'text' });
const RELEASE_ID = select({ release_id: 'text' });

/** Other releases of which a current or former revision has that in common with one of a release. */
const sameBy = (column: string): string =>
  `SELECT DISTINCT CAST(other.release_id AS BLOB) AS id FROM revisions AS own JOIN revisions AS other
    ON other.${column} = own.${column} AND other.release_id <> own.release_id WHERE own.release_id = ?`;

/** Prepared once a connection. Each call binds all its parameters: libsql keeps those that a call leaves out. */
export function prepareStatements(database: Connection) {
  const prepare = (source: string): Statement => database.prepare(source);
  return {
    identity: prepare(`SELECT ${ID} FROM state`),
    version: prepare(`SELECT ${select({ version: 'integer' })} FROM state`),
    nextVersion: prepare(`UPDATE state SET version = version + 1 RETURNING ${select({ version: 'integer' })}`),

    counted: prepare(`SELECT ${select({ version: 'integer', releases: 'integer' })} FROM state`),
    count: prepare('UPDATE state SET releases = releases + ?'),

    release: prepare(`SELECT ${RELEASE_COLUMNS} FROM releases WHERE id = ?`),
    releasesAfter: prepare(`SELECT ${RELEASE_COLUMNS} FROM releases WHERE id > ? ORDER BY id LIMIT ?`),
    releasesSince: prepare(`SELECT ${RELEASE_COLUMNS} FROM releases WHERE version > ? ORDER BY version LIMIT ?`),
    // An upsert: to replace the row would take with it what refers to it.
    putRelease: prepare(
      `INSERT INTO releases (${Object.keys({ ...RELEASE, ...CHECKSUM }).join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET source_key = excluded.source_key, origin = excluded.origin,
          revision = excluded.revision, version = excluded.version, hidden = excluded.hidden,
          hidden_with = excluded.hidden_with, checksum = excluded.checksum`,
    ),
    dropRelease: prepare('DELETE FROM releases WHERE id = ?'),

    revision: prepare(`SELECT ${REVISION_COLUMNS} FROM revisions WHERE release_id = ? AND revision = ?`),
    revisionsOf: prepare(`SELECT ${REVISION_COLUMNS} FROM revisions WHERE release_id = ? ORDER BY revision`),
    lastRevision: prepare('SELECT CAST(max(revision) AS INTEGER) AS revision FROM revisions WHERE release_id = ?'),
    putRevision: prepare(insert('revisions', { ...REVISION, ...PACKED, ...CHECKSUM })),
    outdated: prepare(
      `SELECT ${RELEASE_ID} FROM revisions JOIN releases ON id = release_id AND releases.revision = revisions.revision
        WHERE (extractor < ?1 OR extractor > ?1) AND release_id > ?2 ORDER BY release_id LIMIT 1`,
    ),
    anyOutdated: prepare('SELECT 1 FROM revisions WHERE extractor < ? OR extractor > ? LIMIT 1'),

    sighting: prepare(`SELECT ${select({ release_id: 'text', reading_hash: 'text' })} FROM sightings WHERE place = ?`),
    putSighting: prepare(
      'INSERT OR REPLACE INTO sightings (place, file, release_id, reading_hash) VALUES (?, ?, ?, ?)',
    ),
    placesIn: prepare(`SELECT ${select({ place: 'text' })} FROM sightings WHERE file = ?`),
    dropSighting: prepare('DELETE FROM sightings WHERE place = ?'),
    filesWith: prepare(`SELECT DISTINCT ${select({ file: 'text' })} FROM sightings WHERE release_id = ?`),
    filesBelow: prepare(`SELECT DISTINCT ${select({ file: 'text' })} FROM sightings WHERE file >= ? AND file < ?`),
    seenIn: prepare(`SELECT DISTINCT ${RELEASE_ID} FROM sightings WHERE file = ?`),
    isSeen: prepare('SELECT 1 FROM sightings WHERE release_id = ? LIMIT 1'),
    depart: prepare('INSERT OR IGNORE INTO departures (release_id, file) VALUES (?, ?)'),
    arrive: prepare('DELETE FROM departures WHERE release_id = ?'),
    departedBelow: prepare(`SELECT DISTINCT ${RELEASE_ID} FROM departures WHERE file >= ? AND file < ?`),
    rename: prepare('INSERT OR IGNORE INTO renamings (former_id, release_id) VALUES (?, ?)'),

    nameFile: prepare('INSERT INTO files (path, source_id) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    file: prepare('SELECT 1 FROM files WHERE path = ? AND bytes_hash = ? AND extractor = ?'),
    fileName: prepare(`SELECT ${select({ source_id: 'text' })} FROM files WHERE path = ?`),
    fileNamed: prepare(`SELECT ${select({ path: 'text' })} FROM files WHERE source_id = ?`),
    markFile: prepare(
      `INSERT INTO files (path, bytes_hash, extractor) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET bytes_hash = excluded.bytes_hash, extractor = excluded.extractor`,
    ),
    unmarkFile: prepare('UPDATE files SET bytes_hash = NULL WHERE path = ?'),
    dropFile: prepare('DELETE FROM files WHERE path = ?'),

    idsBySource: prepare(`SELECT ${ID} FROM releases WHERE source_key = ?`),
    idsByUrl: prepare(`SELECT DISTINCT ${RELEASE_ID} FROM revisions WHERE url_key = ?`),
    hiddenWith: prepare(`SELECT ${ID} FROM releases WHERE hidden_with IS NOT NULL`),
    // What its source or an operator took back, or put under embargo.
    takenBack: prepare(
      `SELECT ${RELEASE_ID} FROM revisions JOIN releases ON id = release_id AND releases.revision = revisions.revision
        WHERE status <> 'usable' OR embargoed_until IS NOT NULL UNION SELECT CAST(id AS BLOB) AS release_id FROM releases WHERE hidden <> 0`,
    ),
    sameAddress: prepare(sameBy('url_key')),
    sameWords: prepare(sameBy('words_hash')),
    formerNames: prepare('SELECT CAST(former_id AS BLOB) AS id FROM renamings WHERE release_id = ?'),

    purged: prepare(`SELECT ${select({ since: 'text' })} FROM purged WHERE key = ?`),
    addPurged: prepare('INSERT OR IGNORE INTO purged (key, since) VALUES (?, ?)'),

    stats: prepare(
      `SELECT (SELECT count(*) FROM releases) AS releases, (SELECT count(*) FROM revisions) AS revisions,
        (SELECT CAST(ifnull(sum(quotations), 0) AS INTEGER) FROM releases JOIN revisions ON release_id = id
          AND revisions.revision = releases.revision) AS quotations,
        (SELECT CAST(version AS INTEGER) FROM state) AS version`,
    ),
  };
}
