/** Every statement that the record runs, but for its tables. */
import type { Connection, Statement } from './database.ts';

export type Statements = ReturnType<typeof prepareStatements>;

/** The quotations of a revision as one JSON array: libsql frees what `all` made only once the event loop turns. */
const QUOTATIONS = `
  (SELECT json_group_array(json_object('ordinal', ordinal, 'id', id, 'lang', lang, 'kind', kind, 'text', text,
      'content', json(content), 'mention', mention, 'names', json(names), 'source', json(source), 'cue', json(cue),
      'title', title, 'rule', rule, 'certainty', certainty))
    FROM quotations JOIN attributions ON attributions.release_id = quotations.release_id
      AND attributions.revision = quotations.revision AND quotation_id = quotations.id
    WHERE quotations.release_id = revisions.release_id AND quotations.revision = revisions.revision) AS quotations`;
const REVISION_COLUMNS = `
  releases.id, publisher, source_id, version, revisions.revision, content_hash, reading_hash, recorded_at, extractor,
  url, status, embargoed_until, raw ->> '$.alternates' AS alternates, extraction, ${QUOTATIONS}`;
const CURRENT = 'releases JOIN revisions ON release_id = id AND revisions.revision = releases.revision';

/** Prepared once a connection. Each call binds all its parameters: libsql keeps those that a call leaves out. */
export function prepareStatements(database: Connection) {
  const prepare = (source: string): Statement => database.prepare(source);
  return {
    identity: prepare('SELECT id FROM state'),
    version: prepare('SELECT version FROM state'),
    nextVersion: prepare('UPDATE state SET version = version + 1 RETURNING version'),
    current: prepare(
      `SELECT revisions.revision, content_hash, reading_hash, recorded_at, extractor FROM ${CURRENT} WHERE id = ?`,
    ),
    addRelease: prepare('INSERT INTO releases (id, publisher, source_id, revision, version) VALUES (?, ?, ?, ?, ?)'),
    updateRelease: prepare('UPDATE releases SET revision = ?, version = ? WHERE id = ?'),
    putRevision: prepare(
      `INSERT OR REPLACE INTO revisions (release_id, revision, content_hash, reading_hash, recorded_at, extractor, url, status,
        embargoed_until, raw, extraction) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    dropQuotations: prepare('DELETE FROM quotations WHERE release_id = ? AND revision = ?'),
    addQuotation: prepare(
      `INSERT INTO quotations (release_id, revision, id, ordinal, lang, kind, content, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    addAttribution: prepare(
      `INSERT INTO attributions (release_id, revision, quotation_id, mention, names, source, cue, title, rule, certainty)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    sighting: prepare('SELECT release_id, reading_hash FROM sightings WHERE place = ?'),
    addSighting: prepare('INSERT OR REPLACE INTO sightings (place, release_id, reading_hash) VALUES (?, ?, ?)'),
    nameFile: prepare('INSERT INTO files (path, source_id) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    file: prepare('SELECT 1 FROM files WHERE path = ? AND bytes_hash = ? AND extractor = ?'),
    fileName: prepare('SELECT source_id FROM files WHERE path = ?'),
    fileNamed: prepare('SELECT path FROM files WHERE source_id = ?'),
    markFile: prepare(
      `INSERT INTO files (path, bytes_hash, extractor) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET bytes_hash = excluded.bytes_hash, extractor = excluded.extractor`,
    ),
    releasesAfter: prepare(`SELECT ${REVISION_COLUMNS} FROM ${CURRENT} WHERE id > ? ORDER BY id LIMIT ?`),
    releasesSince: prepare(`SELECT ${REVISION_COLUMNS} FROM ${CURRENT} WHERE version > ? ORDER BY version LIMIT ?`),
    anyOutdated: prepare('SELECT 1 FROM revisions WHERE extractor < ? OR extractor > ? LIMIT 1'),
    outdated: prepare(`SELECT id, raw FROM ${CURRENT} WHERE id > ? AND extractor <> ? ORDER BY id LIMIT 1`),
    quotation: prepare(
      `SELECT text, lang, status, embargoed_until FROM releases
        JOIN revisions ON revisions.release_id = releases.id AND revisions.revision = releases.revision
        JOIN quotations ON quotations.release_id = releases.id AND quotations.revision = releases.revision
        WHERE releases.id = ? AND quotations.id = ?`,
    ),
    release: prepare(`SELECT ${REVISION_COLUMNS} FROM ${CURRENT} WHERE id = ?`),
    revisionsOf: prepare(
      `SELECT ${REVISION_COLUMNS} FROM releases JOIN revisions ON release_id = id WHERE id = ? ORDER BY revisions.revision`,
    ),
    stats: prepare(
      `SELECT (SELECT count(*) FROM releases) AS releases, (SELECT count(*) FROM revisions) AS revisions,
        (SELECT count(*) FROM releases JOIN quotations ON release_id = releases.id
          AND quotations.revision = releases.revision) AS quotations, (SELECT version FROM state) AS version`,
    ),
  };
}
