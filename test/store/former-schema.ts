/** The tables of the record as version 1 made them. */
export const FORMER_SCHEMA = `
  CREATE TABLE state (id TEXT NOT NULL, version INTEGER NOT NULL);
  INSERT INTO state VALUES (lower(hex(randomblob(8))), 0);

  -- One row a release; revision is its current one, version that of the store when it last changed.
  CREATE TABLE releases (
    id TEXT PRIMARY KEY,
    publisher TEXT,
    source_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX releases_by_version ON releases (version);

  -- One row for each thing a release has said; raw is what was read (for a later extraction), extraction what it
  -- gave, quotations apart.
  CREATE TABLE revisions (
    release_id TEXT NOT NULL REFERENCES releases (id),
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    reading_hash TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    extractor TEXT NOT NULL,
    url TEXT,
    status TEXT NOT NULL,
    embargoed_until TEXT,
    raw TEXT NOT NULL,
    extraction TEXT NOT NULL,
    PRIMARY KEY (release_id, revision)
  );

  CREATE TABLE quotations (
    release_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    lang TEXT NOT NULL,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (release_id, revision, id),
    FOREIGN KEY (release_id, revision) REFERENCES revisions (release_id, revision)
  ) WITHOUT ROWID;

  CREATE TABLE attributions (
    release_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    quotation_id TEXT NOT NULL,
    mention TEXT,
    names TEXT NOT NULL,
    source TEXT,
    cue TEXT,
    title TEXT,
    rule TEXT NOT NULL,
    certainty TEXT NOT NULL,
    PRIMARY KEY (release_id, revision, quotation_id),
    FOREIGN KEY (release_id, revision, quotation_id) REFERENCES quotations (release_id, revision, id) ON DELETE CASCADE
  ) WITHOUT ROWID;

  -- What each place said last; and whole files, with the name that their release got when it was first recorded.
  CREATE TABLE sightings (
    place TEXT PRIMARY KEY,
    release_id TEXT NOT NULL REFERENCES releases (id),
    reading_hash TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE files (path TEXT PRIMARY KEY, source_id TEXT, bytes_hash TEXT, extractor TEXT) WITHOUT ROWID;
  CREATE INDEX files_by_name ON files (source_id);
  -- which current revisions another extractor understood
  CREATE INDEX revisions_by_extractor ON revisions (extractor, release_id, revision);

  PRAGMA user_version = 1;
`;
