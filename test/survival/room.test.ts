/**
 * No room and no right to write: an ingest says so in one line and loses nothing, and what is published is answered.
 *
 * The full disk is a small file system in memory where this user may mount one; where not, only the system's limit on
 * the size of a file stands for it. A folder that cannot be written is a read-only mount, since root heeds no rights.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answers,
  answersOf,
  type Ended,
  filesOf,
  type House,
  openHouse,
  recorded,
  storeOf,
  TIDY,
} from './house.ts';

const mounts: string[] = [];
const MAY_MOUNT = mayMount();
const IS_ROOT = process.getuid?.() === 0;
const WINDOWS = process.platform === 'win32';

let house: House;
let clean: { dir: string; answers: Answers; store: unknown };
beforeAll(async () => {
  house = openHouse('room');
  const dir = house.index();
  expect((await house.run('ingest', house.corpus, '--index', dir).ended).status).toBe(0);
  clean = { dir, answers: await answersOf(dir), store: storeOf(dir) };
}, 300_000);
afterAll(async () => {
  for (const mount of mounts.splice(0)) execFileSync('umount', [mount]);
  await house.close();
});

/** Says that a first publication has begun, and is no snapshot that was lost. */
const NOTHING_YET = 'unpublished';

/** One line, with what was attempted, on which path, and the system's reason. */
const NO_ROOM =
  /^dixit: cannot (record|mark|publish|write|create|open|lock|read) .*\/\S+.*: .*(ENOSPC|EFBIG|is full|disk I\/O error)/;

function expectNoRoom({ status, signal, out, err }: Ended, told: string): void {
  expect({ status, signal, out }, `${told}: ${err}`).toEqual({ status: 1, signal: null, out: '' });
  const lines = err.split('\n').filter((line) => line.startsWith('dixit:'));
  expect(lines, `${told}: ${err}`).toEqual([expect.stringMatching(NO_ROOM)]);
  expect(err, told).not.toMatch(/^\s+at /m);
}

async function expectWhole(dir: string): Promise<void> {
  expect(await house.run('ingest', house.corpus, '--index', dir).ended).toMatchObject({ status: 0 });
  expect(filesOf(dir)).toEqual(TIDY);
  expect(await answersOf(dir)).toEqual(clean.answers);
  expect(storeOf(dir)).toEqual(clean.store);
}

describe('a full disk', () => {
  it.skipIf(!MAY_MOUNT)(
    `at any point of an ingest, and with whatever room is made (needs the right to mount)`,
    { timeout: 240_000 },
    async () => {
      const dir = mounted('tmpfs', '-o', 'size=4m', 'tmpfs');
      const ballast = join(dir, 'ballast');
      let kept: string[] = [];
      const stages = new Set<string>();
      let done = false;
      for (let room = 0; !done; room += 64) {
        fillBut(dir, ballast, room);
        const told = `${room} KiB of room`;
        const run = await house.run('ingest', house.corpus, '--index', dir).ended;
        done = run.status === 0;
        if (!done) {
          expectNoRoom(run, told);
          stages.add(/cannot (\w+)/.exec(run.err)![1]!);
          expect(
            filesOf(join(dir, 'snapshot')).filter((file) => file !== NOTHING_YET),
            told,
          ).toEqual([]);
        }
        rmSync(ballast);
        const now = recorded(dir);
        expect(now, `${told}: lost`).toEqual(expect.arrayContaining(kept));
        kept = now;
      }
      // Whether a step of the walk falls on publishing depends on sizes; the next test fills the disk for it.
      expect([...stages]).toContain('record');
      await expectWhole(dir);
    },
  );

  it.skipIf(!MAY_MOUNT)(
    'leaves the snapshot that is published, and no files that pile up (needs the right to mount)',
    { timeout: 300_000 },
    async () => {
      const dir = mounted('tmpfs', '-o', 'size=4m', 'tmpfs');
      const register = join(house.corpus, 'register/people.jsonl');
      const before = readFileSync(register, 'utf8');
      cpSync(clean.dir, dir, { recursive: true });
      const files = filesOf(join(dir, 'snapshot'));
      const ballast = join(dir, 'ballast');
      try {
        writeFileSync(register, `${before}{"id":"p-nobody","name":"Nobody At-All","otherNames":[]}\n`);
        for (const room of [4, 20, 60, 100, 4]) {
          fillBut(dir, ballast, room);
          expectNoRoom(await house.run('ingest', house.corpus, '--index', dir).ended, `${room} KiB of room`);
          expect(await answersOf(dir)).toEqual(clean.answers);
          rmSync(ballast);
          expect(filesOf(join(dir, 'snapshot'))).toEqual(files);
        }
      } finally {
        writeFileSync(register, before);
      }
      await expectWhole(dir);
    },
  );

  it.skipIf(WINDOWS)(
    'as a limit on the size of a file, at ingest and at publishing',
    { timeout: 300_000 },
    async () => {
      const dir = house.index();
      const BLOCK = 512;
      const limited = (blocks: number) =>
        house.runIn(`ulimit -f ${blocks} && exec "$@"`, 'ingest', house.corpus, '--index', dir).ended;
      let kept = 0;
      for (const blocks of [0, 60, 200]) {
        expectNoRoom(await limited(blocks), `${blocks} blocks`);
        const now = recorded(dir).length;
        expect(now).toBeGreaterThanOrEqual(kept);
        kept = now;
      }
      await expectWhole(dir);

      const sizes = ['.documents', '.index'].map((end) => {
        const file = readdirSync(join(dir, 'snapshot')).find((name) => name.endsWith(end))!;
        return statSync(join(dir, 'snapshot', file)).size;
      });
      rmSync(join(dir, 'snapshot'), { recursive: true });
      for (const blocks of sizes.map((size) => Math.floor((size - 1) / BLOCK))) {
        const run = await limited(blocks);
        expectNoRoom(run, `${blocks} blocks at publishing`);
        expect(run.err).toContain(`cannot publish in ${join(dir, 'snapshot')}: `);
        expect(filesOf(join(dir, 'snapshot'))).toEqual([NOTHING_YET]);
      }
      await expectWhole(dir);
    },
  );
});

describe('a folder that cannot be written', () => {
  it.skipIf(WINDOWS || (IS_ROOT && !MAY_MOUNT))(
    'is named by ingest; search, export, stats and serve answer (as root: needs the right to mount)',
    { timeout: 300_000 },
    async () => {
      const from = house.index(clean.dir);
      const dir = IS_ROOT ? mounted('--bind', from) : from;
      if (IS_ROOT) execFileSync('mount', ['-o', 'remount,ro,bind', dir]);
      else for (const folder of [join(dir, 'snapshot'), dir]) chmodSync(folder, 0o555);
      const before = filesOf(from);
      try {
        const { status, out, err } = await house.run('ingest', house.corpus, '--index', dir).ended;
        expect({ status, out }).toEqual({ status: 1, out: '' });
        expect(err).toMatch(new RegExp(`^dixit: cannot write in the folder ${dir}: (EROFS|EACCES): .*\n$`));
        const below = await house.run('ingest', house.corpus, '--index', join(dir, 'new')).ended;
        expect(below.status).toBe(1);
        expect(below.err).toMatch(new RegExp(`^dixit: cannot create the folder ${dir}/new: (EROFS|EACCES): .*\n$`));

        expect(await answersOf(dir)).toEqual(clean.answers);
        for (const verb of [['search', 'nous'], ['export'], ['stats', '--json']]) {
          const here = await house.run(...verb, '--index', dir).ended;
          const there = await house.run(...verb, '--index', clean.dir).ended;
          expect(here).toEqual(there);
          expect(here).toMatchObject({ status: 0, err: '' });
        }
        const server = await house.serve(dir);
        const { status: served, body } = await server.get('/api/v1/stats');
        expect({ served, releases: JSON.parse(body).releases }).toEqual({ served: 200, releases: 12 });
        expect((await server.get('/api/v1/health')).status).toBe(200);
        server.child.kill('SIGTERM');
        expect(await server.ended).toMatchObject({ status: 0, err: '' });
        expect(filesOf(from)).toEqual(before);
      } finally {
        if (!IS_ROOT) for (const folder of [dir, join(dir, 'snapshot')]) chmodSync(folder, 0o755);
      }
    },
  );
});

// ------------------------------------------------------------------------------------------------------------- mounts

function mayMount(): boolean {
  if (process.platform !== 'linux') return false;
  const probe = mkdtempSync(join(tmpdir(), 'dixit-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true });
  }
}

/** Mounts onto a new folder of the house: `tmpfs` with its options, or `--bind` with a folder. */
function mounted(kind: 'tmpfs' | '--bind', ...rest: string[]): string {
  const dir = house.index();
  mkdirSync(dir);
  execFileSync('mount', kind === 'tmpfs' ? ['-t', kind, ...rest, dir] : [kind, ...rest, dir]);
  mounts.push(dir);
  return dir;
}

/** Fills the file system of `dir` with `ballast` but for some KiB. */
function fillBut(dir: string, ballast: string, room: number): void {
  const { bsize, bavail } = statfsSync(dir);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bsize * bavail - room * 1024)));
}
