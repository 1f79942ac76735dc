/** The SQLite file of the record: its tables, its version, how it is opened. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { attempt, StoreError } from './error.ts';

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[]>;

/** Kept in the file; a file with another number is not ours to read. */
export const SCHEMA_VERSION = 1;

const SCHEMA = `
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

  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Where the record of an index folder is. */
export function storePath(dir: string): string {
  return join(dir, 'store.sqlite');
}

/** How long, in milliseconds, a statement waits for another process that is writing. */
const PATIENCE = 10_000;

export function openDatabase(dir: string, readonly: boolean): Connection {
  const path = storePath(dir);
  if (!readonly) prepareFolder(dir);
  else if (!existsSync(path)) throw new StoreError(path, `cannot open ${path}: no such file`);
  return attempt(path, 'open', () => {
    const database = new Database(path, { timeout: PATIENCE });
    // Before anything is changed in it; what is empty may become ours.
    if (readonly || !isNew(database)) refuseStranger(database, path);
    if (readonly) database.pragma('query_only = ON');
    else prepareToWrite(database);
    return database;
  });
}

/** Creates a folder where there is none; SQLite would not say why it cannot write there. */
export function prepareFolder(dir: string): void {
  attempt(dir, 'create the folder', () => {
    // Node says "no such file or directory" where the folder above is on a read-only file system.
    if (!existsSync(dir)) accessSync(folderAbove(dir), constants.W_OK);
    mkdirSync(dir, { recursive: true });
  });
  attempt(dir, 'write in the folder', () => accessSync(dir, constants.W_OK));
}

/** The nearest that exists. */
function folderAbove(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : folderAbove(folder);
}

/** A killed process loses nothing that was committed; after a power cut the last commits may be missing, none half. */
function prepareToWrite(database: Connection): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  const create = () => {
    if (isNew(database)) database.exec(SCHEMA);
  };
  transaction(database, create, 'IMMEDIATE');
}

function refuseStranger(database: Connection, path: string): void {
  const found = versionOf(database);
  if (found === SCHEMA_VERSION) return;
  const what = found === 0 ? 'a database of another program' : `version ${found}`;
  throw new StoreError(path, `cannot use ${path}: expected a Dixit store of version ${SCHEMA_VERSION}, found ${what}`);
}

function versionOf(database: Connection): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function isNew(database: Connection): boolean {
  return versionOf(database) === 0 && database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
}

/** Brings the write-ahead log back into the file, so that the file alone says all; where that fails, the log stays. */
export function foldLog(database: Connection): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // nothing is lost: the next to open the file reads both
  }
}

/**
 * Runs `action` in one transaction: `DEFERRED` sees the record as it is at one moment, `IMMEDIATE` also keeps all other
 * writers out.
 */
export function transaction<T>(database: Connection, action: () => T, mode: 'DEFERRED' | 'IMMEDIATE'): T {
  database.exec(`BEGIN ${mode}`);
  try {
    const result = action();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
