/**
 * One writer an index folder. The operating system keeps the lock (SQLite's own, on a small file), so that it dies with
 * its process; a note beside it names the holder for others to read.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'libsql';
import { z } from 'zod';
import { type Connection, prepareFolder } from './database.ts';
import { attempt, StoreError } from './error.ts';

/** The right to write an index folder, until it is released or its process ends. */
export type Writer = { release(): void };

/**
 * Takes the right to write, waiting up to `wait` milliseconds for whoever has it. Throws a `StoreError` that names the
 * holder, or says why the folder cannot be written at all. `command` is what others will be told of this process.
 */
export async function acquireWriter(
  dir: string,
  { wait = 0, command = commandLine() }: { wait?: number; command?: string } = {},
): Promise<Writer> {
  prepareFolder(dir);
  const path = join(dir, 'writer.lock');
  const connection = attempt(path, 'open', () => new Database(path));
  const deadline = Date.now() + wait;
  while (!tryLock(connection, path)) {
    if (Date.now() >= deadline) {
      connection.close();
      throw new StoreError(path, `index ${dir} is being written by ${holderOf(dir)}`);
    }
    await sleep(RETRY);
  }
  return hold(dir, connection, { pid: process.pid, command, since: new Date().toISOString() });
}

const RETRY = 50;

function commandLine(): string {
  return ['dixit', ...process.argv.slice(2)].join(' ');
}

function tryLock(connection: Connection, path: string): boolean {
  return attempt(path, 'lock', () => {
    try {
      connection.exec('BEGIN EXCLUSIVE');
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return false;
      throw error;
    }
  });
}

/** Connections that hold a lock: one that is collected as garbage would let it go. */
const held = new Set<Connection>();

function hold(dir: string, connection: Connection, holder: z.infer<typeof HOLDER>): Writer {
  held.add(connection);
  const release = () => {
    if (!held.delete(connection)) return;
    for (const path of [notePath(dir), draftPath(dir)]) rmSync(path, { force: true });
    connection.exec('ROLLBACK');
    connection.close();
  };
  try {
    attempt(notePath(dir), 'write', () => writeNote(dir, holder));
  } catch (error) {
    release();
    throw error;
  }
  return { release };
}

// -------------------------------------------------------------------------------------------- the note on the holder

const HOLDER = z.object({ pid: z.number(), command: z.string(), since: z.string() });

const notePath = (dir: string) => join(dir, 'writer.json');
/** One name for all: only who has the lock writes it, and what a killed process left of it is written over. */
const draftPath = (dir: string) => `${notePath(dir)}.next`;

function writeNote(dir: string, holder: z.infer<typeof HOLDER>): void {
  writeFileSync(draftPath(dir), `${JSON.stringify(holder)}\n`);
  renameSync(draftPath(dir), notePath(dir));
}

/** The note comes a moment after the lock: until then, the holder has no name. */
function holderOf(dir: string): string {
  try {
    const { pid, command, since } = HOLDER.parse(JSON.parse(readFileSync(notePath(dir), 'utf8')));
    return `process ${pid} (${command}) since ${since}`;
  } catch {
    return 'another process';
  }
}
