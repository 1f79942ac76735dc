/**
 * What is published is damaged, gone or replaced: a server that has it goes on answering, rightly, and says in its health
 * what is wrong; one that starts over it answers 503, never with nothing. The next publication mends both.
 */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedIndex, openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { createApp } from '../../src/web/server.ts';
import { NO_REGISTER, release } from './collection.ts';

let dir: string;
let snapshot: string;
let clock: Date;
const opened: EmbeddedIndex[] = [];
const servers: Server[] = [];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dixit-damage-'));
  snapshot = join(dir, 'snapshot');
  clock = new Date('2026-01-01T00:00:00Z');
  await publish('first');
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  for (const index of opened.splice(0)) await index.close();
  rmSync(dir, { recursive: true, force: true });
});

const open = async () => {
  const index = await openEmbeddedIndex({ dir, now: () => clock });
  opened.push(index);
  return index;
};

/** Some quotations of this text, one under embargo; by an index of its own, as another process would. */
async function publish(text: string): Promise<void> {
  const said = (i: number) =>
    release({
      id: `r${i}`,
      quotations: [{ id: `q${i}`, text: `The ${text} ferry, number ${i}, ${'sails '.repeat(2000)}` }],
    });
  const later = { ...said(9), embargoedUntil: '2026-02-01T00:00:00Z' };
  const index = await open();
  await index.publish({
    scope: 'all',
    releases: [0, 1, 2].map(said).concat(later),
    register: NO_REGISTER,
    basis: text,
  });
}

type Answer = { status: number; body: string };
type Asking = (path: string) => Promise<Answer>;

async function start(): Promise<Asking> {
  const log: string[] = [];
  const app = createApp({ index: await open(), log: (message) => log.push(message) });
  const server = createServer(app).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return async (path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    // What is damaged is no fault of the program.
    expect(log).toEqual([]);
    return { status: response.status, body: await response.text() };
  };
}

const PATHS = [
  '/api/v1/quotes/q0',
  '/api/v1/quotes/q2',
  '/api/v1/releases/r1',
  '/api/v1/stats',
  '/api/v1/suggest?q=fer',
];
const asked = (ask: Asking) => Promise.all(PATHS.map(ask));
const textOf = async (ask: Asking, id = 'q0') => {
  const { status, body } = await ask(`/api/v1/quotes/${id}`);
  return status === 200 ? JSON.parse(body).text.split(',')[0] : status;
};
const healthOf = async (ask: Asking) => {
  const { status, body } = await ask('/api/v1/health');
  const { detail, ...rest } = JSON.parse(body);
  expect(body).not.toContain(dir);
  return { status, detail, ...rest };
};
const OK = { status: 'ok' };
const wrong = (why: RegExp) =>
  expect.objectContaining({ status: 503, code: 'unavailable', detail: expect.stringMatching(why) });

const fileNamed = (end: string): string => join(snapshot, readdirSync(snapshot).find((name) => name.endsWith(end))!);
const change = (path: string, by: (bytes: Buffer) => void): void => {
  const bytes = readFileSync(path);
  by(bytes);
  writeFileSync(path, bytes);
};
const flip = (at: (bytes: Buffer) => number) => (path: string) =>
  change(path, (bytes) => {
    bytes[at(bytes)]! ^= 1;
  });
const cut = (path: string) => truncateSync(path, readFileSync(path).length - 20);

/** Ways in which it comes to harm; `seen`: what a server that has it loaded is told, null where it cannot know. */
const HARMS: { harm: string; do(): void; why: RegExp; seen?: null }[] = [
  {
    harm: 'the manifest is deleted',
    do: () => rmSync(join(snapshot, 'manifest.json')),
    why: /^manifest\.json is missing$/,
  },
  {
    harm: 'the manifest is cut short',
    do: () => cut(join(snapshot, 'manifest.json')),
    why: /manifest\.json is damaged/,
  },
  { harm: 'the manifest is of another version', do: ofAnotherVersion, why: /of version 999 instead of/ },
  { harm: 'the manifest cannot be read', do: loop, why: /^manifest\.json cannot be read: ELOOP$/ },
  { harm: 'an index is deleted', do: () => rmSync(fileNamed('.index')), why: /\.index is missing/ },
  {
    harm: 'an index is cut short',
    do: () => cut(fileNamed('.index')),
    why: /\.index is damaged: it has \d+ bytes instead of/,
  },
  {
    harm: 'a bit of an index is flipped',
    do: () => flip((bytes) => bytes.length >> 1)(fileNamed('.index')),
    why: /\.index is damaged/,
    seen: null,
  },
  { harm: 'documents are deleted', do: () => rmSync(fileNamed('.documents')), why: /\.documents is missing/ },
  {
    harm: 'the register is deleted',
    do: () => rmSync(join(snapshot, readdirSync(snapshot).find((name) => name.startsWith('register'))!)),
    why: /^register-\w+\.json is missing/,
  },
  { harm: 'what is pending is deleted', do: () => rmSync(fileNamed('.sealed')), why: /\.sealed is missing/ },
  {
    harm: 'the snapshot is replaced by a file',
    do: () => replacedByFile(snapshot),
    why: /^manifest\.json cannot be read: ENOTDIR$/,
  },
  {
    harm: 'the folder is replaced by a file',
    do: () => replacedByFile(dir),
    why: /^manifest\.json cannot be read: ENOTDIR$/,
  },
];

function ofAnotherVersion(): void {
  const path = join(snapshot, 'manifest.json');
  const manifest = { ...JSON.parse(readFileSync(path, 'utf8')).manifest, version: 999 };
  const sha256 = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
  writeFileSync(path, JSON.stringify({ manifest, sha256 }));
}

function loop(): void {
  const path = join(snapshot, 'manifest.json');
  rmSync(path);
  symlinkSync('manifest.json', path);
}

function replacedByFile(path: string): void {
  rmSync(path, { recursive: true });
  writeFileSync(path, 'a file');
}

describe.each(HARMS)('$harm', ({ do: harm, why, seen }) => {
  const mend = async () => {
    // What stands in the place of a folder is for a person to take away.
    for (const path of [dir, snapshot]) if (!readdirable(path)) rmSync(path, { force: true });
    await publish('second');
  };

  it('a server that has it goes on answering, says so, and follows what mends it', async () => {
    const ask = await start();
    const before = await asked(ask);
    expect(before.map(({ status }) => status)).toEqual(PATHS.map(() => 200));
    expect(await ask('/api/v1/health')).toEqual({ status: 200, body: JSON.stringify(OK) });
    harm();
    expect(await asked(ask)).toEqual(before);
    expect(await healthOf(ask)).toEqual(seen === null ? expect.objectContaining(OK) : wrong(why));
    expect(await asked(ask)).toEqual(before);
    await mend();
    expect(await textOf(ask)).toBe('The second ferry');
    expect(await healthOf(ask)).toMatchObject(OK);
  });

  it('a server that starts over it answers nothing but 503 until it is mended', async () => {
    harm();
    const ask = await start();
    for (const path of [...PATHS, '/api/v1/quotes?q=ferry', '/api/v1/quotes?q=', '/en/?q=ferry', '/fr/quotes/q0']) {
      expect([path, (await ask(path)).status]).toEqual([path, 503]);
    }
    expect(JSON.parse((await ask('/api/v1/quotes?q=ferry')).body)).toMatchObject({ code: 'unavailable', status: 503 });
    expect(await healthOf(ask)).toEqual(wrong(why));
    await mend();
    expect(await textOf(ask)).toBe('The second ferry');
    expect(await healthOf(ask)).toMatchObject(OK);
  });
});

const readdirable = (path: string): boolean => {
  try {
    readdirSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
};

describe.each([
  { harm: 'a bit of a document is flipped', do: flip((bytes) => bytes.lastIndexOf('number 1')) },
  {
    harm: 'documents are cut short in place',
    do: (path: string) => truncateSync(path, readFileSync(path).lastIndexOf('number 1')),
  },
])('$harm', ({ do: harm }) => {
  it.each([true, false])('answers what is sound, and 503 for what is not; running already: %s', async (isRunning) => {
    const early = isRunning ? await start() : null;
    const path = fileNamed('.documents');
    // Written in the order in which they were published.
    expect(readFileSync(path).lastIndexOf('number 0')).toBeLessThan(readFileSync(path).indexOf('number 1'));
    harm(path);
    const isWhole = readFileSync(path).includes('number 2');
    if (!isRunning && !isWhole) return expect(await textOf(await start())).toBe(503);
    const ask = early ?? (await start());
    expect(await textOf(ask, 'q0')).toBe('The first ferry');
    expect(await textOf(ask, 'q1')).toBe(503);
    expect((await ask('/api/v1/quotes?q=')).status).toBe(503);
    expect(await textOf(ask, 'q2')).toBe(isWhole ? 'The first ferry' : 503);
    expect(await textOf(ask, 'q0')).toBe('The first ferry');
    expect(await healthOf(ask)).toEqual(wrong(/\.documents is damaged/));
    // An embargo ends all the same.
    clock = new Date('2026-02-01T00:00:00Z');
    expect(await textOf(ask, 'q9')).toBe('The first ferry');
    expect(await healthOf(ask)).toEqual(wrong(/\.documents is damaged/));
    await publish('second');
    expect(await textOf(ask, 'q1')).toBe('The second ferry');
    expect(await healthOf(ask)).toMatchObject(OK);
  });
});

it('an index that is deleted and made anew is followed', async () => {
  const ask = await start();
  expect(await textOf(ask)).toBe('The first ferry');
  rmSync(dir, { recursive: true });
  expect(await textOf(ask)).toBe('The first ferry');
  expect(await healthOf(ask)).toEqual(wrong(/^manifest\.json is missing$/));
  await publish('second');
  expect(await textOf(ask)).toBe('The second ferry');
  renameSync(dir, `${dir}-moved`);
  expect(await textOf(ask)).toBe('The second ferry');
  renameSync(`${dir}-moved`, dir);
  expect(await textOf(ask)).toBe('The second ferry');
  expect(await healthOf(ask)).toMatchObject(OK);
});

it('where nothing was ever published nothing is found, and all is well', async () => {
  rmSync(dir, { recursive: true });
  const ask = await start();
  expect(JSON.parse((await ask('/api/v1/quotes?q=ferry')).body)).toMatchObject({ totalHits: 0, hits: [] });
  expect(await healthOf(ask)).toMatchObject(OK);
  // A first publication that was killed leaves files and no manifest.
  const index = await open();
  const killed = (async function* () {
    yield release({ id: 'r', quotations: [{ id: 'q', text: 'Half.' }] });
    for (const name of readdirSync(snapshot)) writeFileSync(join(dir, name), readFileSync(join(snapshot, name)));
    throw new Error('killed');
  })();
  await expect(index.publish({ scope: 'all', releases: killed, register: NO_REGISTER, basis: '' })).rejects.toThrow(
    'killed',
  );
  for (const name of readdirSync(dir).filter((name) => name !== 'snapshot'))
    renameSync(join(dir, name), join(snapshot, name));
  expect(readdirSync(snapshot).filter((name) => name.startsWith('segment'))).not.toEqual([]);
  const again = await start();
  expect(JSON.parse((await again('/api/v1/quotes?q=ferry')).body)).toMatchObject({ totalHits: 0, hits: [] });
  expect(await healthOf(again)).toMatchObject(OK);
});

it.skipIf(process.getuid?.() === 0)(
  'permission that is lost is told, and what is there again is read again',
  async () => {
    const ask = await start();
    chmodSync(snapshot, 0);
    expect(await textOf(ask)).toBe('The first ferry');
    expect(await healthOf(ask)).toEqual(wrong(/EACCES/));
    const late = await start();
    expect(await textOf(late)).toBe(503);
    chmodSync(snapshot, 0o755);
    for (const one of [ask, late]) {
      await expect.poll(() => healthOf(one), { timeout: 10_000 }).toMatchObject(OK);
      expect(await textOf(one)).toBe('The first ferry');
    }
  },
);

it('a file that comes back is read again', async () => {
  const path = fileNamed('.index');
  renameSync(path, `${path}-away`);
  const ask = await start();
  expect(await textOf(ask)).toBe(503);
  renameSync(`${path}-away`, path);
  await expect.poll(() => healthOf(ask), { timeout: 10_000 }).toMatchObject(OK);
  expect(await textOf(ask)).toBe('The first ferry');
});
