/**
 * A server stays up and sane whatever it is asked: `DIXIT_FUZZ_REQUESTS` requests (a hundred thousand before a release, a
 * tenth of it by `npm run test:full`, else a thousand) of the seed `DIXIT_SEED` to a real `dixit serve` over the sample corpus.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rounds, SEED } from '../share.ts';
import { type Asked, type Known, requestOf } from './requests.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
const COUNT = rounds(500, 10_000, process.env.DIXIT_FUZZ_REQUESTS);

/** So many at the same time. */
const TOGETHER = 8;
/** An answer that takes longer counts as none, in milliseconds. */
const PATIENCE = 300_000;
/** Bytes in use that come and go with what is answered just then. */
const MOST_GROWTH = 8_000_000;

let folder: string;
let server: ChildProcess;
let base: URL;
let log = '';
const agent = new Agent({ keepAlive: true, maxSockets: TOGETHER });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-requests-'));
  const env = { ...process.env, DIXIT_CORPUS: join(ROOT, 'corpus'), DIXIT_INDEX: folder, PORT: '0' };
  execFileSync(process.execPath, [MAIN, 'ingest', env.DIXIT_CORPUS], { env, stdio: 'ignore' });
  const measured = ['--expose-gc', '--import', join(ROOT, 'dist/test/fuzz/live-bytes.js')];
  server = spawn(process.execPath, [...measured, MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  server.stderr!.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  base = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(`the server ended: ${log}`)));
    server.stdout!.setEncoding('utf8').on('data', (text) => {
      const address = /http:\/\/\S+/.exec(text);
      if (address) resolve(new URL(address[0]));
    });
  });
});

afterAll(() => {
  agent.destroy();
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it(`${COUNT} requests of seed ${SEED} are answered or refused, whatever they ask`, { timeout: 0 }, async () => {
  const known = await explored();
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const live: number[] = [];
  let next = 0;
  async function ask() {
    while (next < COUNT && faults.length < 5) {
      const n = next++;
      if (n % Math.ceil(COUNT / 10) === 0) live.push(await liveBytes());
      const asked = requestOf(known, SEED, n);
      const answer = await answerTo(asked);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const fault = faultOf(asked, answer);
      if (fault) faults.push(`request ${n} of DIXIT_SEED=${SEED}: ${fault}\n${JSON.stringify(asked).slice(0, 2000)}`);
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, ask));
  expect(faults).toEqual([]);
  expect(log.replace(NODE_WARNS, '')).toBe('');
  expect(server.exitCode).toBeNull();
  live.push(await liveBytes());
  const shown = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  const megabytes = live.map((bytes) => (bytes / 1e6).toFixed(1));
  console.log(`answers by status: ${shown.join(', ')}; MB in use, tenth by tenth: ${megabytes.join(' ')}`);
  // Requests that are all refused, or all busy, would try nothing.
  for (const [status, share] of [
    [200, 0.2],
    [400, 0.03],
    [404, 0.03],
  ] as const)
    expect(statuses.get(status) ?? 0, `answers with ${status}`).toBeGreaterThan(COUNT * share);
  // The first tenths fill what is kept; the others must not add to it.
  expect(live.at(-1)).toBeLessThan(live[2]! + MOST_GROWTH);
});

// ------------------------------------------------------------------------------------------------------------ answers

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; failure: string | null };

function answerTo(asked: Asked): Promise<Answer> {
  return asked.raw === null ? answerOf(asked) : answerToBytes(asked.raw);
}

function answerOf(asked: Extract<Asked, { raw: null }>, connection: Agent | false = agent): Promise<Answer> {
  const { method, path, headers, body } = asked;
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: 0, headers: {}, body: Buffer.alloc(0), failure: error.message });
    const { hostname, port } = base;
    const signal = AbortSignal.timeout(PATIENCE);
    const sent = request({ hostname, port, method, path, headers, agent: connection, signal }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', fail);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(pieces),
          failure: null,
        }),
      );
    });
    // A server may close a connection that was kept, just as it is used again: then one asks on a new one (RFC 9112, 9.3.1).
    sent.on('error', (error) => {
      if (sent.reusedSocket && !signal.aborted) resolve(answerOf(asked, false));
      else fail(error);
    });
    sent.end(body);
  });
}

/** What is hardly HTTP may be answered by a closed connection; only the status is read. */
function answerToBytes(raw: string): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(base.port), base.hostname);
    const done = (failure: string | null) => {
      socket.destroy();
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
      resolve({ status, headers: {}, body: Buffer.alloc(0), failure });
    };
    socket.setEncoding('latin1').on('data', (piece) => {
      text += piece;
    });
    socket.on('error', () => done(null));
    socket.on('close', () => done(null));
    // Half a request is waited for by the server; nobody needs to see for how long.
    socket.setTimeout(500, () => done(null));
    socket.write(raw, 'latin1');
  });
}

/** What is wrong with an answer; null when it is one that a server may give. */
function faultOf(asked: Asked, { status, headers, body, failure }: Answer): string | null {
  if (failure) return mayBeCut(asked) ? null : `no answer: ${failure}`;
  if (status === 503)
    return headers['retry-after'] === undefined ? 'it is unavailable, and does not say until when' : null;
  if (status >= 500) return `status ${status}: ${unpacked(body, headers)}`;
  const type = headers['content-type'] ?? '';
  if (body.length === 0 || !/json/.test(type)) return null;
  const text = unpacked(body, headers);
  try {
    const values = /ndjson|jsonl/.test(type) ? text.split('\n').filter(Boolean).map(parse) : [parse(text)];
    const [problem] = values;
    const told = /problem/.test(type) ? (problem as { status: number }).status : status;
    return told === status ? null : `a problem of status ${told} under ${status}`;
  } catch (error) {
    return `${type} that is none: ${(error as Error).message}: ${text.slice(0, 500)}`;
  }
}

const parse = (text: string): unknown => JSON.parse(text);

/** A server that does not want a body may close the connection while it is sent. */
const mayBeCut = (asked: Asked) => asked.raw !== null || asked.body.length > 0;

const UNPACK = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync };

function unpacked(body: Buffer, headers: IncomingHttpHeaders): string {
  const unpack = UNPACK[headers['content-encoding'] as keyof typeof UNPACK];
  return (unpack ? unpack(body) : body).toString();
}

/** Express has Node parse the address before our code sees it; of a whole URL with a bad port Node says so, once. */
const NODE_WARNS = /^\(node:\d+\) \[DEP0170\].*\n\(Use `node --trace-deprecation.*\n/m;

/** What the server has in use, all garbage aside. */
async function liveBytes(): Promise<number> {
  server.send('measure');
  const [bytes] = await once(server, 'message');
  return bytes;
}

// ------------------------------------------------------------------------------------------------------ what is known

type Described = { name: string; schema: { enum?: string[]; items?: { enum?: string[] } } };
type Description = {
  servers: { url: string }[];
  paths: Record<string, { servers?: { url: string }[]; get: { parameters: Described[] } }>;
};

/** Every route that the API describes, the pages that are linked from one another, and ids that are published. */
async function explored(): Promise<Known> {
  const { servers, paths } = (await json('/api/v1/openapi.json')) as Description;
  const routes = Object.entries(paths).map(([path, { servers: own, get }]) => ({
    path: `${(own ?? servers)[0]!.url.replace(/\/$/, '')}${path}`,
    parameters: Object.fromEntries(
      get.parameters.map(({ name, schema }) => [name, schema.enum ?? schema.items?.enum ?? []]),
    ),
  }));
  type Hit = { id: string; release: { id: string } };
  const { hits, nextCursor } = (await json('/api/v1/quotes?hitsPerPage=50')) as { hits: Hit[]; nextCursor: string };
  const [people, posts] = (await Promise.all(
    ['speakers', 'posts'].map((list) => json(`/api/v1/${list}?hitsPerPage=50`)),
  )) as { items: { id: string }[] }[];
  const { nextCursor: other } = (await json('/api/v1/quotes?q=pont&hitsPerPage=1')) as { nextCursor: string };
  const cursors = [nextCursor, other].filter((cursor) => typeof cursor === 'string');
  const ids = [
    ...hits.flatMap(({ id, release }) => [id, release.id]),
    ...people!.items.map(idOf),
    ...posts!.items.map(idOf),
  ];
  const addresses = await linked();
  expect(routes.length).toBeGreaterThan(15);
  expect(addresses.length).toBeGreaterThan(300);
  expect(cursors.length).toBe(2);
  expect(new Set(ids).size).toBeGreaterThan(50);
  return { routes: routes.map((route) => withIds(route, ids)), addresses, ids, cursors };
}

const idOf = ({ id }: { id: string }) => id;

/** A route's own place in its path is filled with ids where it has no values of its own. */
function withIds({ path, parameters }: Known['routes'][number], ids: readonly string[]): Known['routes'][number] {
  const filled = Object.entries(parameters).map(([name, values]) => [
    name,
    values.length === 0 && path.includes(`{${name}}`) ? ids : values,
  ]);
  return { path, parameters: Object.fromEntries(filled) };
}

async function json(path: string): Promise<unknown> {
  return JSON.parse((await answerTo({ raw: null, method: 'GET', path, headers: {}, body: '' })).body.toString());
}

/** Addresses that the pages link to, nearest to the front page first, a few of each kind of address. */
async function linked(): Promise<string[]> {
  const found = new Set(['/']);
  const kinds = new Map<string, number>();
  for (const path of found) {
    if (found.size > MOST_ADDRESSES) break;
    const { body, headers } = await answerTo({ raw: null, method: 'GET', path, headers: {}, body: '' });
    if (headers.location?.startsWith('/')) found.add(headers.location);
    if (!headers['content-type']?.startsWith('text/html')) continue;
    for (const [, address] of body.toString().matchAll(/(?:href|src|action)="(\/[^"#]*)/g)) {
      const target = address!.replaceAll('&amp;', '&');
      const kind = target.replace(/[^/?&=]{12,}|=[^&]*/g, '');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind)! <= OF_A_KIND) found.add(target);
    }
  }
  return [...found];
}

const MOST_ADDRESSES = 2000;
const OF_A_KIND = 30;
