/** The SQLite file of the record: how it is opened, and brought up to date. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { attempt, StoreError } from './error.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { FORMER_VERSION, upgrade } from './upgrade.ts';

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[]>;

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
    if (readonly || !isNew(database)) refuseStranger(database, path, readonly);
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
  // What is deleted is overwritten: purged texts are nowhere, also after a kill before the file is written anew.
  database.pragma('secure_delete = ON');
  // Tables that refer to each other are replaced; it cannot be said within a transaction.
  database.pragma('foreign_keys = OFF');
  const create = () => {
    if (isNew(database)) database.exec(SCHEMA);
    else if (versionOf(database) === FORMER_VERSION) {
      upgrade(database);
      upgraded = true;
    }
  };
  let upgraded = false;
  transaction(database, create, 'IMMEDIATE');
  if (upgraded) scour(database);
  database.pragma('foreign_keys = ON');
}

/** What the former version wrote is brought up to date, but not by those who only read. */
function refuseStranger(database: Connection, path: string, readonly: boolean): void {
  const found = versionOf(database);
  if (found === SCHEMA_VERSION || (found === FORMER_VERSION && !readonly)) return;
  const what = found === 0 ? 'a database of another program' : `version ${found}`;
  const hint = found === FORMER_VERSION ? ' (dixit ingest brings it up to date)' : '';
  throw new StoreError(
    path,
    `cannot use ${path}: expected a Dixit store of version ${SCHEMA_VERSION}, found ${what}${hint}`,
  );
}

function versionOf(database: Connection): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}

function isNew(database: Connection): boolean {
  return versionOf(database) === 0 && database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
}

/**
 * Leaves nothing of deleted rows in the file: they were overwritten (`secure_delete`), and the file is written anew and its
 * log emptied. Where there is no room to write it anew, what was overwritten stays so.
 */
export function scour(database: Connection): void {
  try {
    database.exec('VACUUM');
  } catch {
    // no room for it: free pages stay in the file, with nothing on them
  }
  foldLog(database);
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
