/**
 * What pairing remembers from one publication to the next, in a SQLite file of its own beside the record. It can be
 * deleted at any time: the next publication makes it anew from the record.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import Database from 'libsql';
import { foldLog } from './database.ts';
import { attempt } from './error.ts';

/**
 * `basis` says what it was made from, `version` up to which version of the record, `whole` how many releases there were
 * when all were last paired at once; `lessons` is what they taught of people and posts then.
 */
export type PairingState<Saved, Lessons> = {
  basis: string;
  version: number;
  whole: number;
  saved: Saved;
  lessons: Lessons | null;
};

export type PairingFile<Saved, Lessons> = {
  /** Null when there is none, or it cannot be read. */
  readonly state: PairingState<Saved, Lessons> | null;
  /** The features of a release, as bytes. */
  readFeatures(number: number): Uint8Array;
  writeFeatures(number: number, bytes: Uint8Array): void;
  readonly pagesAtHand: number;
  /** Of what is known beside the features: a page of 4 kB. */
  readPage(page: number): Uint8Array;
  writePage(page: number, bytes: Uint8Array): void;
  /** Makes all that was written since, and this, what the next to open the file finds; without it, nothing has changed. */
  save(state: PairingState<Saved, Lessons>): void;
  close(): void;
};

const NAME = 'pairing.sqlite';
const FORMAT = 5;

/** Folds in what a killed process left beside the file. */
export function tidyPairingFile(dir: string): void {
  if (existsSync(`${join(dir, NAME)}-wal`)) openPairingFile(dir).close();
}

/** Deletes it, with every word that is in it: rows that are deleted would leave theirs in the file. */
export function forgetPairingFile(dir: string): void {
  const path = join(dir, NAME);
  attempt(path, 'delete', () => remove(path));
}

export function openPairingFile<Saved extends object, Lessons>(dir: string): PairingFile<Saved, Lessons> {
  const path = join(dir, NAME);
  return attempt(path, 'open', () => {
    const database = openOrReplace(path);
    const features = blobs(database, 'features', 'the features of release');
    const pages = blobs(database, 'pages', 'page');
    const state = {
      read: database.prepare(`SELECT ${BYTES} FROM state`),
      forget: database.prepare('DELETE FROM state'),
      save: database.prepare('INSERT INTO state (bytes, checksum) VALUES (?, ?)'),
    };
    let damaged = false;
    const trying = <Result>(attempted: string, action: () => Result): Result => {
      try {
        return attempt(path, attempted, action);
      } catch (error) {
        damaged ||= attempted === 'read' || /malformed|not a database/.test(String(error));
        throw error;
      }
    };
    database.exec('BEGIN IMMEDIATE');
    return {
      state: readState(state.read),
      readFeatures: (number) => trying('read', () => features.read(number)),
      writeFeatures: (number, bytes) => trying('write', () => features.write(number, bytes)),
      pagesAtHand: 2048,
      readPage: (page) => trying('read', () => pages.read(page)),
      writePage: (page, bytes) => trying('write', () => pages.write(page, bytes)),
      save(saved) {
        trying('write', () => {
          state.forget.run();
          const bytes = serialize(saved);
          state.save.run(bytes, crc32(bytes));
          database.exec('COMMIT');
          database.exec('BEGIN IMMEDIATE');
        });
      },
      close() {
        if (database.inTransaction) database.exec('ROLLBACK');
        foldLog(database);
        database.close();
        // The next publication makes it anew.
        if (damaged) remove(path);
      },
    };
  });
}

/** A table of bytes by number, each with its checksum: a changed bit must pair nothing. */
function blobs(database: Database.Database, table: 'features' | 'pages', what: string) {
  const read = database.prepare(`SELECT ${BYTES} FROM ${table} WHERE number = ?`);
  const write = database.prepare(`INSERT OR REPLACE INTO ${table} (number, bytes, checksum) VALUES (?, ?, ?)`);
  return {
    read(number: number): Uint8Array {
      const found = read.get(number) as Stored | undefined;
      if (!found) throw new Error(`expected ${what} ${number}, found none`);
      if (!isSound(found)) throw new Error(`expected ${what} ${number} as written, found damage`);
      return found.bytes;
    },
    write(number: number, bytes: Uint8Array): void {
      write.run(number, bytes, crc32(bytes));
    },
  };
}

type Stored = { bytes: Buffer; checksum: number };
/** Cast, as a changed bit can make a text of bytes, over which the driver ends the process. */
const BYTES = 'CAST(bytes AS BLOB) AS bytes, CAST(checksum AS INTEGER) AS checksum';
const isSound = ({ bytes, checksum }: Stored): boolean => crc32(bytes) === checksum;

/** Null for what is damaged, what another version of the runtime wrote, or nobody did. */
function readState<Saved, Lessons>(sql: Database.Statement): PairingState<Saved, Lessons> | null {
  try {
    const found = sql.get() as Stored | undefined;
    return found && isSound(found) ? deserialize(found.bytes) : null;
  } catch {
    return null;
  }
}

/** What is damaged or of another format is thrown away: nothing in it cannot be made again. */
function openOrReplace(path: string): Database.Database {
  try {
    return open(path);
  } catch {
    remove(path);
    return open(path);
  }
}

function remove(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
}

function open(path: string): Database.Database {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    const { user_version: format } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (format === 0) {
      database.exec(`
        CREATE TABLE features (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL, checksum INTEGER NOT NULL);
        CREATE TABLE pages (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL, checksum INTEGER NOT NULL);
        CREATE TABLE state (bytes BLOB NOT NULL, checksum INTEGER NOT NULL);
        PRAGMA user_version = ${FORMAT};`);
    } else if (format !== FORMAT) {
      throw new Error(`format ${format}`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
