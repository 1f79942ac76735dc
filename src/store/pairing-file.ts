/**
 * What pairing remembers from one publication to the next, in a SQLite file of its own beside the record. It can be
 * deleted at any time: the next publication makes it anew from the record.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
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
  get(number: number): Uint8Array;
  put(number: number, features: Uint8Array): void;
  /** Forgets everything. */
  clear(): void;
  /** Makes all that was put since, and this, what the next to open the file finds; without it, nothing has changed. */
  save(state: PairingState<Saved, Lessons>): void;
  close(): void;
};

const NAME = 'pairing.sqlite';
const FORMAT = 3;

/** Folds in what a killed process left beside the file. */
export function tidyPairingFile(dir: string): void {
  if (existsSync(`${join(dir, NAME)}-wal`)) openPairingFile(dir).close();
}

export function openPairingFile<Saved extends object, Lessons>(dir: string): PairingFile<Saved, Lessons> {
  const path = join(dir, NAME);
  return attempt(path, 'open', () => {
    const database = openOrReplace(path);
    const sql = {
      get: database.prepare('SELECT features FROM features WHERE number = ?'),
      put: database.prepare('INSERT OR REPLACE INTO features (number, features) VALUES (?, ?)'),
      clear: database.prepare('DELETE FROM features'),
      read: database.prepare('SELECT field, value FROM state'),
      forget: database.prepare('DELETE FROM state'),
      save: database.prepare('INSERT INTO state (field, value) VALUES (?, ?)'),
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
      state: readState(sql.read.iterate() as Iterable<Row>),
      get: (number) =>
        trying('read', () => {
          const found = sql.get.get(number) as { features: Buffer } | undefined;
          if (!found) throw new Error(`expected the features of release ${number}, found none`);
          return found.features;
        }),
      put(number, features) {
        trying('write', () => sql.put.run(number, features));
      },
      clear() {
        trying('write', () => {
          sql.clear.run();
          sql.forget.run();
        });
      },
      save({ saved, ...state }) {
        trying('write', () => {
          sql.forget.run();
          // One by one, so that the whole is never in memory twice.
          for (const [field, value] of [...Object.entries(saved), [STATE, state]]) {
            sql.save.run(field, serialize(value));
          }
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

/** Many rows at once come with their bytes as they are, a single one with a buffer around them. */
type Row = { field: string; value: ArrayBuffer };
/** The field of what is not saved by the pairing. */
const STATE = '';

/** Null for what another version of the runtime wrote, or nobody did. */
function readState<Saved, Lessons>(rows: Iterable<Row>): PairingState<Saved, Lessons> | null {
  try {
    const saved = Object.fromEntries(
      Array.from(rows, ({ field, value }) => [field, deserialize(new Uint8Array(value))]),
    );
    const { [STATE]: state, ...fields } = saved;
    return state ? { ...state, saved: fields } : null;
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
        CREATE TABLE features (number INTEGER PRIMARY KEY, features BLOB NOT NULL);
        CREATE TABLE state (field TEXT PRIMARY KEY, value BLOB NOT NULL);
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
