/** Servers that are told to end: what is asked is answered, nothing new is taken on, and the exit status is 0. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acquireWriter } from '../../src/store/index.ts';
import { type House, openHouse, type Run, type Server } from './house.ts';

const SIGNALS = ['SIGHUP', 'SIGTERM', 'SIGINT'] as const;
const HAS_PROC = existsSync('/proc/self/status');

let house: House;
let dir: string;
const sockets: Socket[] = [];
beforeAll(async () => {
  house = openHouse('signals');
  dir = house.index();
  expect((await house.run('ingest', house.corpus, '--index', dir).ended).status).toBe(0);
}, 300_000);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => house.close());

/** A connection on which so much is sent; `received` resolves with all that comes, when it ends. */
async function connected({ address }: Server, sent: string) {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  let text = '';
  const received = new Promise<string>((resolve) => {
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
  socket.write(sent);
  return { socket, received };
}

/** Resolves when the server has taken in what was sent before. */
const heard = async (server: Server) => expect((await server.get('/api/v1/health')).status).toBe(200);

async function refusesConnections({ address }: Server): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    const outcome = await Promise.race([once(socket, 'connect').then(() => 'connected'), once(socket, 'error')]).catch(
      () => 'refused',
    );
    socket.destroy();
    if (outcome !== 'connected') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('expected that no connections are taken on');
}

describe.each(SIGNALS)('%s', (signal) => {
  it('lets running requests finish, and takes on no others', { timeout: 300_000 }, async () => {
    const server = await house.serve(dir);
    const idle = await connected(server, 'GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n');
    const running = await connected(server, 'GET /fr/?q=hiver HTTP/1.1\r\nHost: x\r\n');
    await heard(server);
    server.child.kill(signal);
    await refusesConnections(server);
    expect(await idle.received).toContain('200 OK');
    running.socket.write('\r\n');
    const answer = await running.received;
    expect(answer).toContain('200 OK');
    expect(answer).toMatch(/^connection: close\r$/im);
    expect(answer).toContain('</html>');
    expect(await server.ended).toMatchObject({ status: 0, signal: null, err: '' });
  });

  it('ends a server that is just starting', { timeout: 300_000, skip: !HAS_PROC }, async () => {
    const run = house.run('serve', '--index', dir);
    await listens(run);
    run.child.kill(signal);
    expect(await run.ended).toMatchObject({ status: 0, signal: null, err: '' });
  });
});

it('a second signal ends a server that waits for a request at once', { timeout: 300_000 }, async () => {
  const server = await house.serve(dir);
  const endless = await connected(server, 'GET /fr/ HTTP/1.1\r\nHost: x\r\n');
  await heard(server);
  server.child.kill('SIGTERM');
  await refusesConnections(server);
  server.child.kill('SIGINT');
  expect(await server.ended).toMatchObject({ status: null, signal: 'SIGINT' });
  expect(await endless.received).toBe('');
});

it('a request that never ends keeps a server for some seconds only', { timeout: 300_000 }, async () => {
  const server = await house.serve(dir);
  await connected(server, 'GET /fr/ HTTP/1.1\r\nHost: x\r\n');
  await heard(server);
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ status: 0, signal: null });
});

it.skipIf(!HAS_PROC).each(SIGNALS)('start ends on %s while it ingests', { timeout: 300_000 }, async (signal) => {
  const fresh = house.index();
  // As long as another writes, it waits.
  const lock = await acquireWriter(fresh);
  try {
    const run = house.run('start', '--index', fresh);
    await listens(run);
    run.child.kill(signal);
    expect(await run.ended).toMatchObject({ status: 0, signal: null, out: '' });
  } finally {
    lock.release();
  }
});

/** Resolves when a process has begun to listen to signals: to SIGHUP, which Node itself does not. */
async function listens({ child }: Run): Promise<void> {
  for (let i = 0; i < 10_000; i += 1) {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    if (BigInt(`0x${/^SigCgt:\s*([0-9a-f]+)$/m.exec(status)![1]}`) & 1n) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('expected the process to listen to signals');
}
