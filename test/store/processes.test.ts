/** The record and its lock among real processes: killed, concurrent, without rights, without room. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acquireWriter, openStore, StoreError, storePath } from '../../src/store/index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let compiled: string;
let dir: string;
let children: ChildProcess[];

// Node 20 runs no TypeScript: the children's program is compiled, below node_modules so that it finds its packages.
beforeAll(() => {
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  compiled = mkdtempSync(join(ROOT, 'node_modules/.cache/dixit-child-'));
  const options = { rootDir: ROOT, outDir: compiled, noEmit: false, noEmitOnError: false };
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: options,
    include: [],
    files: [join(import.meta.dirname, 'child.ts')],
  };
  writeFileSync(join(compiled, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(compiled, 'package.json'), '{"type":"module"}');
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', compiled]);
}, 300_000);
afterAll(() => rmSync(compiled, { recursive: true }));

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dixit-store-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

const program = () => join(compiled, 'test/store/child.js');

function start(command: string, args: string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    child,
    ended,
    nextLine: async (): Promise<string> => (await lines.next()).value,
    lines: { [Symbol.asyncIterator]: () => lines },
  };
}
const run = (...args: string[]) => start(process.execPath, [program(), ...args]);

async function allLines(process: ReturnType<typeof start>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of process.lines) all.push(line);
  return all;
}

/** The numbers of the releases that are kept, each with all that was extracted from it. */
function keptIn(folder: string): Set<string> {
  const store = openStore(folder);
  const kept = new Set<string>();
  for (const { release, quotations } of store.releases()) {
    const number = release.sourceId.slice(1);
    expect(release.text).toContain(`Communiqué ${number}`);
    expect(quotations.map(({ quotation }) => quotation.text)).toEqual([`Citation ${number}`, `suite ${number}`]);
    kept.add(number);
  }
  expect(store.version()).toBe(kept.size);
  store.close();
  const database = new Database(storePath(folder));
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  database.close();
  return kept;
}

describe('a process that records', () => {
  it('loses nothing that it acknowledged, killed at any moment', async () => {
    let next = 0;
    for (let round = 0; round < 12; round += 1) {
      const recorder = run('record', dir, String(next));
      const enough = next + 1 + ((round * 37) % 90);
      while (next < enough) next = Number(await recorder.nextLine()) + 1;
      recorder.child.kill('SIGKILL');
      for (const line of await allLines(recorder)) next = Number(line) + 1;
      await recorder.ended;
      const kept = keptIn(dir);
      for (let i = 0; i < next; i += 1) expect(kept.has(String(i)), `release ${i} of ${next}`).toBe(true);
      expect(kept.size - next).toBeLessThanOrEqual(1); // the one that was kept but not yet acknowledged
      next = kept.size;
    }
  }, 300_000);

  it('says so when there is no room left, and loses nothing', async () => {
    // The system's limit on the size of a file: a disk that is full, as far as the process can tell.
    const recorder = start('sh', [
      '-c',
      'ulimit -f 4000 && exec "$@"',
      'sh',
      process.execPath,
      program(),
      'record',
      dir,
      '0',
    ]);
    const lines = await allLines(recorder);
    const message = lines.pop();
    expect(message).toMatch(
      /^StoreError: cannot record a\.jsonl:\d+ in .*store\.sqlite: (database or disk is full|disk I\/O error)$/,
    );
    expect(await recorder.ended).toEqual([1, null]);
    expect([...keptIn(dir)].sort()).toEqual([...lines].sort());
    expect(lines.length).toBeGreaterThan(10);
  }, 300_000);

  it('may stand beside another that reads', async () => {
    const recorder = run('record', dir, '0');
    await recorder.nextLine();
    const reader = openStore(dir, { readonly: true });
    let seen = 0;
    while (seen < 300) {
      await recorder.nextLine();
      const releases = [...reader.releases()];
      expect(releases.length).toBeGreaterThanOrEqual(seen);
      for (const { release, quotations } of releases) {
        expect(quotations).toHaveLength(2);
        for (const { quotation } of quotations) {
          const [span] = quotation.content;
          expect(release.text.slice(span!.start, span!.end)).toBe(quotation.text);
        }
      }
      seen = releases.length;
    }
    reader.close();
  }, 300_000);
});

describe('the right to write', () => {
  it('is one process’s at a time, and the others are told whose', async () => {
    const holder = run('hold', dir);
    expect(await holder.nextLine()).toBe('held');
    const failure = await acquireWriter(dir).catch((error) => error);
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure.message).toMatch(
      new RegExp(
        `^index ${dir} is being written by process ${holder.child.pid} \\(dixit hold ${dir}\\) since 20\\d\\d-.*Z$`,
      ),
    );
    expect(openStore(dir).stats().releases).toBe(0); // readers need no lock
  });

  it('is free again once its holder is killed', async () => {
    const holder = run('hold', dir);
    await holder.nextLine();
    const waiting = acquireWriter(dir, { wait: 300_000, command: 'next' });
    holder.child.kill('SIGKILL');
    const writer = await waiting;
    expect(JSON.parse(readFileSync(join(dir, 'writer.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      command: 'next',
    });
    writer.release();
    expect(existsSync(join(dir, 'writer.json'))).toBe(false);
  });

  it('is exclusive within one process too, and can be released twice', async () => {
    const writer = await acquireWriter(dir);
    await expect(acquireWriter(dir)).rejects.toThrow(`process ${process.pid}`);
    const other = join(dir, 'other');
    (await acquireWriter(other)).release();
    writer.release();
    writer.release();
    (await acquireWriter(dir)).release();
  });

  it('has a holder without a name until its note is written', async () => {
    const writer = await acquireWriter(dir);
    writeFileSync(join(dir, 'writer.json'), '{"pid"');
    await expect(acquireWriter(dir)).rejects.toThrow(`index ${dir} is being written by another process`);
    writer.release();
  });

  it('goes round among many', async () => {
    const turns = 15;
    const all = Array.from({ length: 4 }, () => run('turns', dir, String(turns)));
    expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(all.map(() => [0, null]));
    expect(readFileSync(join(dir, 'turns'), 'utf8')).toBe('()'.repeat(4 * turns));
  }, 300_000);
});

describe('a folder that cannot be written', () => {
  it('is named, with what the system said', async () => {
    chmodSync(dir, 0o555);
    const lines = await allLines(run('unprivileged', dir));
    chmodSync(dir, 0o755);
    expect(lines).toEqual([
      expect.stringMatching(/^StoreError: cannot write in the folder .*dixit-store-\w+: EACCES: permission denied/),
      expect.stringMatching(/^StoreError: cannot write in the folder .*dixit-store-\w+: EACCES: permission denied/),
    ]);
  });
});
