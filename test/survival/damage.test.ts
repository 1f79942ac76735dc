/**
 * Files that are damaged, gone or of another version: what is answered is right or is not answered, and the next ingest
 * makes the snapshot whole again from the store. A store that is not ours is left alone.
 */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_FILTERS, UnavailableError } from '../../src/search/port.ts';
import { storePath } from '../../src/store/index.ts';
import { rounds, SEED } from '../share.ts';
import {
  type Answers,
  answersOf,
  type Chance,
  chance,
  filesOf,
  type House,
  openHouse,
  storeOf,
  TIDY,
  withoutCursor,
} from './house.ts';

const ROUNDS = rounds(30, 400);

let house: House;
let clean: { dir: string; answers: Answers; store: unknown };
/** A sound snapshot of something else, whose files look right in the wrong place. */
let other: string;
beforeAll(async () => {
  house = openHouse('damage');
  const dir = house.index();
  await ingest(dir);
  clean = { dir, answers: await answersOf(dir), store: storeOf(dir) };
  other = house.index();
  await house.run('ingest', join(house.corpus, readdirSync(house.corpus)[0]!), '--index', other).ended;
}, 300_000);
afterAll(() => house.close());

async function ingest(dir: string): Promise<string> {
  const { status, err } = await house.run('ingest', house.corpus, '--index', dir).ended;
  expect({ status, err }).toMatchObject({ status: 0 });
  return err;
}

const snapshotFiles = (dir: string): string[] =>
  readdirSync(join(dir, 'snapshot'))
    .sort()
    .map((file) => join(dir, 'snapshot', file));
const snapshotFile = (dir: string, what: string): string =>
  snapshotFiles(dir).find((path) => path.slice(join(dir, 'snapshot/').length).match(what))!;

/** Ways in which a file comes to harm. */
const HARM: Record<string, (path: string, by: Chance) => void> = {
  'a bit flipped': (path, by) => change(path, (bytes) => (bytes[by.integer(bytes.length)]! ^= 1 << by.integer(8))),
  'a byte replaced': (path, by) => change(path, (bytes) => (bytes[by.integer(bytes.length)] = by.integer(256))),
  'a byte of its head replaced': (path, by) =>
    change(path, (bytes) => (bytes[by.integer(Math.min(bytes.length, 700))] = by.integer(256))),
  'a block of zeros': (path, by) =>
    change(path, (bytes) => {
      const at = by.integer(bytes.length);
      bytes.fill(0, at, Math.min(bytes.length, at + 512));
    }),
  'cut short': (path, by) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, by.integer(bytes.length)));
  },
  'grown longer': (path, by) =>
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(1 + by.integer(99))])),
  empty: (path) => writeFileSync(path, ''),
  deleted: (path) => rmSync(path),
  'of another snapshot': (path) => {
    const kind = /manifest|register|lexicon|documents|index$/.exec(path.slice(path.lastIndexOf('/')))![0];
    cpSync(snapshotFile(other, kind), path);
  },
};

function change(path: string, harm: (bytes: Buffer) => unknown): void {
  const bytes = readFileSync(path);
  harm(bytes);
  writeFileSync(path, bytes);
}

describe(`a damaged snapshot (DIXIT_SEED=${SEED})`, () => {
  it(`answers what is right or nothing, and says why: ${ROUNDS} random harms`, { timeout: 300_000 }, async () => {
    const by = chance(100);
    for (let round = 0; round < ROUNDS; round += 1) {
      const dir = house.index(clean.dir);
      const path = by.one(snapshotFiles(dir));
      const harm = by.one(Object.keys(HARM));
      const told = `round ${round}: ${path.slice(dir.length)} ${harm}`;
      HARM[harm]!(path, by);
      await expectRightOrNothing(dir, told);
      rmSync(dir, { recursive: true });
    }
  });

  const cases = ['manifest', 'register', 'documents', 'index$'].flatMap((file) =>
    ['a bit flipped', 'cut short', 'deleted'].map((harm) => ({ file, harm })),
  );
  it.each(cases)('search and serve go on, and ingest makes it whole: $file, $harm', { timeout: 300_000 }, async ({
    file,
    harm,
  }) => {
    const by = chance(200 + cases.findIndex((one) => one.file === file && one.harm === harm));
    const dir = house.index(clean.dir);
    const before = await house.serve(dir);
    const sound = await hits(await before.get('/api/v1/quotes?q=nous'));
    expect(sound.status).toBe(200);
    HARM[harm]!(snapshotFile(dir, file), by);

    const search = (at: string) => house.run('search', 'nous', '--json', '--index', at).ended;
    const found = await search(dir);
    if (found.status === 0) {
      expect(found).toEqual(await search(clean.dir));
    } else {
      expect(found).toMatchObject({ status: 1, out: '' });
      expect(found.err).toMatch(/^dixit: cannot answer from \S+snapshot: .*\(the next ingest builds it anew\)\n$/);
    }
    const after = await house.serve(dir);
    const [loaded, fresh] = await Promise.all(
      [before, after].map(async (server) => hits(await server.get('/api/v1/quotes?q=nous'))),
    );
    // Documents that were harmed where they are may be met, or not.
    const mayBeMet = file === 'documents' && harm !== 'deleted';
    if (!mayBeMet || loaded!.status === 200) expect(loaded).toEqual(sound);
    else expect(loaded!.status).toBe(503);
    if (mayBeMet && fresh!.status === 200) expect(fresh).toEqual(sound);
    else expect(fresh!.status).toBe(503);

    const err = await ingest(dir);
    expect(err).toMatch(/^publish: 12 releases in/m);
    expect(err).toMatch(/0 added, 0 revised, 12 unchanged/);
    expect(filesOf(dir)).toEqual(TIDY);
    expect(storeOf(dir)).toEqual(clean.store);
    expect(await answersOf(dir)).toEqual(clean.answers);
    expect(await statsOf(dir)).toEqual(await statsOf(clean.dir));
    for (const server of [before, after]) {
      expect(await hits(await server.get('/api/v1/quotes?q=nous'))).toEqual(sound);
      expect(server.err()).toMatch(/^(dixit: warning: cannot answer from \S+snapshot: .*\n)*$/);
      server.child.kill('SIGTERM');
      expect((await server.ended).status).toBe(0);
    }
  });

  it('a server says on stderr why it answers nothing', async () => {
    const dir = house.index(clean.dir);
    rmSync(snapshotFile(dir, 'register'));
    const server = await house.serve(dir);
    server.child.kill('SIGTERM');
    expect((await server.ended).err).toMatch(
      /^dixit: warning: cannot answer from \S+snapshot: register-\w+\.json is missing \(the next ingest builds it anew\)\n$/,
    );
  });

  it('of another version is made anew', { timeout: 300_000 }, async () => {
    const dir = house.index(clean.dir);
    const path = snapshotFile(dir, 'manifest');
    const { manifest } = JSON.parse(readFileSync(path, 'utf8'));
    manifest.version += 1;
    const sha256 = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
    writeFileSync(path, `${JSON.stringify({ manifest, sha256 })}\n`);
    for (const verb of [['search', 'nous'], ['export'], ['stats', '--json']]) {
      expect(await house.run(...verb, '--index', dir).ended).toMatchObject({
        status: 1,
        out: '',
        err: expect.stringMatching(
          /^dixit: cannot answer .*of version \d+ instead of \d+ \(the next ingest builds it anew\)\n$/,
        ),
      });
    }
    expect(await ingest(dir)).toMatch(/^publish: 12 releases in/m);
    expect(await answersOf(dir)).toEqual(clean.answers);
    expect(filesOf(dir)).toEqual(TIDY);
  });

  it('that is gone altogether is made anew', { timeout: 300_000 }, async () => {
    const dir = house.index(clean.dir);
    rmSync(join(dir, 'snapshot'), { recursive: true });
    expect(await ingest(dir)).toMatch(/^publish: 12 releases in/m);
    expect(await answersOf(dir)).toEqual(clean.answers);
    expect(storeOf(dir)).toEqual(clean.store);
  });
});

describe('a store', () => {
  async function expectLeftAlone(dir: string, message: RegExp) {
    const bytes = readFileSync(storePath(dir));
    const { status, out, err } = await house.run('ingest', house.corpus, '--index', dir).ended;
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(message);
    expect(readFileSync(storePath(dir)).equals(bytes)).toBe(true);
    expect(filesOf(dir).filter((file) => !file.startsWith('store.sqlite-'))).toEqual(TIDY);
    expect(await answersOf(dir)).toEqual(clean.answers);
  }

  it('of another version is refused and left alone, and what is published is answered', async () => {
    const dir = house.index(clean.dir);
    const database = new Database(storePath(dir));
    database.pragma('journal_mode = DELETE');
    database.pragma('user_version = 41');
    database.close();
    await expectLeftAlone(
      dir,
      /^dixit: cannot use \S+store\.sqlite: expected a Dixit store of version \d+, found version 41\n$/,
    );
  });

  it('of another program is refused and left alone', async () => {
    const dir = house.index(clean.dir);
    rmSync(storePath(dir));
    const database = new Database(storePath(dir));
    database.exec('CREATE TABLE recipes (name TEXT)');
    database.close();
    await expectLeftAlone(
      dir,
      /^dixit: cannot use \S+store\.sqlite: expected a Dixit store of version \d+, found a database of another program\n$/,
    );
  });

  it('that is no database is refused and left alone', async () => {
    const dir = house.index(clean.dir);
    writeFileSync(storePath(dir), 'Minutes of the recipe club, to be kept.\n'.repeat(200));
    await expectLeftAlone(dir, /^dixit: cannot open \S+store\.sqlite: file is not a database\n$/);
  });

  it('that was deleted is built anew, also with its log left, and published', { timeout: 300_000 }, async () => {
    const dir = house.index(clean.dir);
    const database = new Database(storePath(dir));
    database.exec('UPDATE state SET version = version');
    for (const end of ['-wal', '-shm']) cpSync(`${storePath(dir)}${end}`, join(house.folder, `left${end}`));
    database.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${storePath(dir)}${end}`, { force: true });
    for (const end of ['-wal', '-shm']) cpSync(join(house.folder, `left${end}`), `${storePath(dir)}${end}`);
    const err = await ingest(dir);
    expect(err).toMatch(/12 added, 0 revised, 0 unchanged/);
    expect(err).toMatch(/^publish: 12 releases in/m);
    expect(storeOf(dir)).toEqual(clean.store);
    expect(await answersOf(dir)).toEqual(clean.answers);
    expect(filesOf(dir)).toEqual(TIDY);
  });

  it('that was deleted, with less to read now: what is published follows', { timeout: 300_000 }, async () => {
    const dir = house.index(clean.dir);
    rmSync(storePath(dir));
    const file = readdirSync(house.corpus)[0]!;
    expect((await house.run('ingest', join(house.corpus, file), '--index', dir).ended).status).toBe(0);
    expect(await answersOf(dir)).toEqual(await answersOf(other));
  });
});

/** The full text of each search is what it was, or there is a reason why it is not answered. */
async function expectRightOrNothing(dir: string, told: string): Promise<void> {
  const index = await openEmbeddedIndex({ dir });
  const expectReason = (error: unknown) => {
    expect(error, told).toBeInstanceOf(UnavailableError);
    expect((error as Error).message, told).toMatch(/ is damaged: | is missing$|of version/);
    expect(index.problem(), told).toBe((error as Error).message);
  };
  try {
    const asked = { filters: NO_FILTERS, sort: null, page: 1, hitsPerPage: 5, displayLang: null };
    await index
      .search({ ...asked, q: '' })
      .then((found) => expect(withoutCursor(found), told).toEqual(clean.answers.searches[0]))
      .catch(expectReason);
    const scanned: unknown[] = [];
    try {
      for await (const one of index.scan({ q: '', filters: NO_FILTERS })) scanned.push(one);
      expect(scanned, told).toEqual(clean.answers.all);
    } catch (error) {
      expectReason(error);
      expect(clean.answers.all.slice(0, scanned.length), told).toEqual(scanned);
    }
    // What would let an ingest skip the publication must be sound to the last byte that is ever shown.
    if (await index.published()) expect(await answersOf(dir), told).toEqual(clean.answers);
  } finally {
    await index.close();
  }
}

async function hits({ status, body }: { status: number; body: string }) {
  const { hits = [], totalHits } = JSON.parse(body) as { hits?: unknown[]; totalHits?: number };
  return { status, hits, totalHits };
}

async function statsOf(dir: string): Promise<unknown> {
  const { status, out } = await house.run('stats', '--json', '--index', dir).ended;
  expect(status).toBe(0);
  const { publishedAt: _, ...stats } = JSON.parse(out);
  return stats;
}
