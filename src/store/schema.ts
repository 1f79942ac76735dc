/** The tables of the record. */

/** Kept in the file; a file with another number is not ours to read. */
export const SCHEMA_VERSION = 2;

/**
 * What a release says stands in two compressed columns (`packing.ts`), so that the words of what is withheld are in no
 * file in the clear (which is no encryption); beside them stand only hashes and what is asked for by SQL. SQLite does not
 * notice a changed bit in a value, so each row has a checksum of all that it says.
 */
export const SCHEMA = `
  -- releases is how many there are: a changed bit can make rows vanish without a trace.
  CREATE TABLE state (id TEXT NOT NULL, version INTEGER NOT NULL, releases INTEGER NOT NULL);
  INSERT INTO state VALUES (lower(hex(randomblob(8))), 0, 0);

  -- One row a release. revision is its current one, version that of the store when it last changed; origin the host that
  -- it was fetched from, null for a file; source_key and url_key are hashes. hidden has a bit for each reason why it is
  -- not for readers whatever it says itself (removals.ts); hidden_with names the withdrawn release it is a copy of.
  CREATE TABLE releases (
    id TEXT PRIMARY KEY,
    source_key TEXT NOT NULL,
    origin TEXT,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    hidden INTEGER NOT NULL,
    hidden_with TEXT,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX releases_by_version ON releases (version);
  CREATE INDEX releases_by_source ON releases (source_key);

  -- One row for each thing a release has said; raw is what was read (for a later extraction), document what it gave.
  CREATE TABLE revisions (
    release_id TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    reading_hash TEXT NOT NULL,
    words_hash TEXT,
    url_key TEXT,
    recorded_at TEXT NOT NULL,
    extractor TEXT NOT NULL,
    status TEXT NOT NULL,
    embargoed_until TEXT,
    quotations INTEGER NOT NULL,
    raw BLOB NOT NULL,
    document BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (release_id, revision)
  );
  -- which current revisions another extractor understood
  CREATE INDEX revisions_by_extractor ON revisions (extractor, release_id, revision);
  CREATE INDEX revisions_by_url ON revisions (url_key);
  CREATE INDEX revisions_by_words ON revisions (words_hash);
  CREATE INDEX revisions_by_visibility ON revisions (release_id, revision)
    WHERE status <> 'usable' OR embargoed_until IS NOT NULL;

  -- What each place said last; file is the whole that it is a place of, a path or an address.
  CREATE TABLE sightings (
    place TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    release_id TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    reading_hash TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sightings_by_file ON sightings (file);
  CREATE INDEX sightings_by_release ON sightings (release_id);
  -- Whole files, with the name that their release got when it was first recorded.
  CREATE TABLE files (path TEXT PRIMARY KEY, source_id TEXT, bytes_hash TEXT, extractor TEXT) WITHOUT ROWID;
  CREATE INDEX files_by_name ON files (source_id);
  -- Releases whose place in a file says something else now, or is gone from it.
  CREATE TABLE departures (
    release_id TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    PRIMARY KEY (release_id, file)
  ) WITHOUT ROWID;
  CREATE INDEX departures_by_file ON departures (file);
  -- What a file of one release called it before it called it otherwise.
  CREATE TABLE renamings (
    former_id TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    release_id TEXT NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    PRIMARY KEY (former_id, release_id)
  ) WITHOUT ROWID;
  -- All that is kept of what was purged: a row for the release, and one for each wording it had.
  CREATE TABLE purged (key TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID;

  PRAGMA user_version = ${SCHEMA_VERSION};
`;
