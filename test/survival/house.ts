/**
 * What the survival tests share: a small collection in a folder of its own, the real `dixit` run on it, what an index
 * folder holds and answers, and chance that can be repeated.
 *
 * `DIXIT_SEED` repeats a run's choices (not its timing); each test names its seed, so a failure shows it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import Database from 'libsql';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_FILTERS, type QuotationIndex, type SearchResult } from '../../src/search/port.ts';
import { storePath } from '../../src/store/index.ts';
import { SEED } from '../share.ts';

export const ROOT = join(import.meta.dirname, '../..');

// ------------------------------------------------------------------------------------------------------------- chance

export type Chance = {
  /** From 0 up to, but not including, `limit`. */
  number(limit: number): number;
  integer(limit: number): number;
  one<Value>(values: readonly Value[]): Value;
};

/** Mulberry32: the same for the same seed, and good enough to spread kills. `lane` tells apart what runs side by side. */
export function chance(lane: number): Chance {
  let state = (SEED + lane * 0x9e3779b9) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number: (limit) => next() * limit,
    integer: (limit) => Math.floor(next() * limit),
    one: (values) => values[Math.floor(next() * values.length)]!,
  };
}

// -------------------------------------------------------------------------------------------------------------- a house

/** A folder with a corpus of twelve releases (`corpus/`, with its register) and room for indexes. */
export type House = {
  folder: string;
  corpus: string;
  /** A new place for an index; `like` is copied to it. */
  index(like?: string): string;
  run(...args: string[]): Run;
  /** `sh -c SCRIPT` in which `"$@"` is the dixit command. */
  runIn(script: string, ...args: string[]): Run;
  serve(index: string): Promise<Server>;
  /** Ends what still runs and deletes the folder. */
  close(): Promise<void>;
};

export type Ended = { status: number | null; signal: NodeJS.Signals | null; out: string; err: string };
export type Run = { child: ChildProcess; ended: Promise<Ended>; err(): string };
export type Server = Run & { address: string; get(path: string): Promise<{ status: number; body: string }> };

const RELEASES = 12;

export function openHouse(name: string): House {
  const folder = mkdtempSync(join(tmpdir(), `dixit-${name}-`));
  const corpus = join(folder, 'corpus');
  copyCorpus(corpus);
  const main = copyProgram(folder);
  const running = new Set<Run>();
  let indexes = 0;

  const start = (command: string, args: string[], environment: Record<string, string> = {}): Run => {
    // Pages that tests fetch are served by this machine.
    const env = { ...process.env, DIXIT_CORPUS: corpus, PORT: '0', DIXIT_ALLOW_PRIVATE: 'true', ...environment };
    const child = spawn(command, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    const run: Run = {
      child,
      err: () => err,
      ended: new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (status, signal) => {
          running.delete(run);
          resolve({ status, signal, out, err });
        });
      }),
    };
    running.add(run);
    return run;
  };
  const run = (...args: string[]) => start(process.execPath, [main, ...args]);

  return {
    folder,
    corpus,
    index(like) {
      indexes += 1;
      const dir = join(folder, `index-${indexes}`);
      if (like) cpSync(like, dir, { recursive: true, preserveTimestamps: true });
      return dir;
    },
    run,
    runIn: (script, ...args) => start('sh', ['-c', script, 'sh', process.execPath, main, ...args]),
    async serve(index) {
      const server = run('serve', '--index', index);
      const address = await addressOf(server);
      return {
        ...server,
        address,
        async get(path) {
          const response = await fetch(`${address}${path}`);
          return { status: response.status, body: await response.text() };
        },
      };
    },
    async close() {
      const ended = [...running].map((one) => one.ended.catch(() => {}));
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all(ended);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves with what `dixit serve` says it serves at; rejects when it ends before it says so. */
function addressOf({ child, ended }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout!.on('data', (text) => {
      out += text;
      const address = /http:\/\/\S+/.exec(out);
      if (address) resolve(address[0]);
    });
    ended.then(({ err }) => reject(new Error(`no address printed: ${out}${err}`)), reject);
  });
}

/** So that a build beside the tests changes no program between two runs that are compared. */
function copyProgram(folder: string): string {
  const program = join(folder, 'program');
  for (const built of ['dist/src', 'dist/client', 'dist/loops'])
    cpSync(join(ROOT, built), join(program, built), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(program, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(program, 'node_modules'));
  return join(program, 'dist/src/cli/main.js');
}

/** Every fourth release of the sample corpus in the order of their names, so that layouts and languages mix. */
function copyCorpus(corpus: string): void {
  const from = join(ROOT, 'corpus');
  mkdirSync(corpus);
  cpSync(join(from, 'register'), join(corpus, 'register'), { recursive: true });
  const files = ['en', 'fr'].flatMap((lang) => readdirSync(join(from, lang)).map((file) => join(from, lang, file)));
  const step = files.length / RELEASES;
  for (let i = 0; i < RELEASES; i += 1) {
    const file = files[Math.floor(i * step)]!;
    cpSync(file, join(corpus, basename(file)));
  }
}

export const releaseFiles = ({ corpus }: House): string[] =>
  readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(corpus, name))
    .sort();

/** Another text of the same release, as before it was corrected. */
export function formerText(path: string): void {
  const text = readFileSync(path, 'utf8');
  const at = text.lastIndexOf('.');
  writeFileSync(path, `${text.slice(0, at)}, as was first said${text.slice(at)}`);
  // A whole second: nothing reads the time, so nothing can be helped by it.
  utimesSync(path, 0, 0);
}

// --------------------------------------------------------------------------------------------- what an index folder holds

/** All that the store says but when it was written and which store it is. */
export function storeOf(dir: string): Record<string, unknown[]> {
  return lookAt(dir, (database) => {
    const rows = (query: string) => database.prepare(query).raw().all() as unknown[];
    return {
      sound: rows('PRAGMA integrity_check'),
      version: rows('SELECT version FROM state'),
      releases: rows('SELECT * FROM releases ORDER BY id'),
      revisions: rows(
        `SELECT release_id, revision, content_hash, reading_hash, words_hash, url_key, extractor, status, embargoed_until,
          hex(raw), hex(document) FROM revisions ORDER BY release_id, revision`,
      ),
      sightings: rows('SELECT * FROM sightings ORDER BY place'),
      files: rows('SELECT * FROM files ORDER BY path'),
    };
  });
}

/** Release and revision of all that is recorded; for a folder that nobody writes. */
export function recorded(dir: string): string[] {
  return existsSync(storePath(dir)) ? lookAt(dir, allRecorded) : [];
}

/** The same, seen by a reader beside whoever writes: that much is acknowledged. */
export function recordedNow(dir: string): string[] {
  if (!existsSync(storePath(dir))) return [];
  const database = new Database(storePath(dir), { timeout: 10_000 });
  try {
    return allRecorded(database);
  } finally {
    database.close();
  }
}

function allRecorded(database: Database.Database): string[] {
  const rows = (query: string) => database.prepare(query).raw().all() as [string][];
  const created = rows(`SELECT name FROM sqlite_master WHERE name = 'revisions'`).length > 0;
  return created ? rows(`SELECT release_id || ' ' || revision FROM revisions ORDER BY 1`).map(([one]) => one) : [];
}

/** Looks at a copy of the store: who opens it and closes it again folds its log, and so hides what a kill has left. */
function lookAt<Found>(dir: string, look: (database: Database.Database) => Found): Found {
  const copy = mkdtempSync(join(tmpdir(), 'dixit-copy-'));
  for (const file of readdirSync(dir)) if (file.startsWith('store.sqlite')) cpSync(join(dir, file), join(copy, file));
  const database = new Database(storePath(copy), { timeout: 10_000 });
  try {
    return look(database);
  } finally {
    database.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What readers are answered: everything, and some searches with their facets. */
export async function answersOf(dir: string): Promise<Answers> {
  const index = await openEmbeddedIndex({ dir });
  try {
    const answers = await askAll(index);
    return { ...answers, problem: index.problem() };
  } finally {
    await index.close();
  }
}

export type Answers = { problem: string | null; all: unknown[]; searches: unknown[]; stats: unknown };

export const QUERIES = [
  '',
  'hiver',
  'workers',
  '"nous avons"',
  'lang:fr bibliothèque',
  'from:2022 communauté OR community',
];

async function askAll(index: QuotationIndex): Promise<Omit<Answers, 'problem'>> {
  const all: unknown[] = [];
  for await (const answer of index.scan({ q: '', filters: NO_FILTERS })) all.push(answer);
  const searches: unknown[] = [];
  for (const q of QUERIES) {
    const asked = { q, filters: NO_FILTERS, sort: null, page: 1, hitsPerPage: 5, displayLang: null };
    searches.push(withoutCursor(await index.search(asked)));
  }
  const { basis: _, publishedAt: __, ...stats } = await index.stats();
  return { all, searches, stats };
}

/** A cursor names the snapshot: it is all in which two of the same collection differ. */
export const withoutCursor = ({ nextCursor, ...answer }: SearchResult) => ({ ...answer, goesOn: nextCursor !== null });

export const NOTHING_PUBLISHED = async (house: House): Promise<Answers> => answersOf(join(house.folder, 'nowhere'));

/** Every file of a folder, relative, sorted; names that chance gave are replaced by what they are. */
export const filesOf = (dir: string): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replace(/-[0-9a-f]{16}\./, '-*.'))
        .sort()
    : [];

/** What an index folder holds when nobody is at work on it. */
export const TIDY = [
  'snapshot/lexicon-*.json',
  'snapshot/manifest.json',
  'snapshot/register-*.json',
  'snapshot/segment-*.documents',
  'snapshot/segment-*.index',
  'store.sqlite',
  'writer.lock',
];
