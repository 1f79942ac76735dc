/** A server that is told to end answers what it has begun, takes nothing more, and ends with status 0; told again, at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');
let folder: string;
let server: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-signals-'));
});
afterEach(() => {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function serve(): Promise<URL> {
  server = spawn(process.execPath, [MAIN, 'serve', '--index', folder], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(server.stdout!, 'data');
  return new URL(/http:\/\/\S+/.exec(String(text))![0]);
}

/** A connection that has begun to ask, and does not go on: what has begun is waited for, but not for ever. */
async function halfARequest({ hostname, port }: URL) {
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write('GET /api/v1/stats HTTP/1.1\r\n');
  return socket;
}

it.each(['SIGHUP', 'SIGTERM', 'SIGINT'] as const)('%s ends it with status 0', async (signal) => {
  const address = await serve();
  expect((await fetch(new URL('/api/v1/health', address))).status).toBe(200);
  server.kill(signal);
  expect(await once(server, 'exit')).toEqual([0, null]);
  await expect(fetch(address)).rejects.toThrow();
});

it('what has begun is answered', async () => {
  const address = await serve();
  const socket = await halfARequest(address);
  server.kill('SIGTERM');
  // It listens no longer, so the signal has come.
  while (
    await fetch(address).then(
      () => true,
      () => false,
    )
  );
  socket.write('host: localhost\r\nconnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(await once(server, 'exit')).toEqual([0, null]);
});

it('a second signal ends it at once', async () => {
  const address = await serve();
  const socket = await halfARequest(address);
  server.kill('SIGTERM');
  while (
    await fetch(address).then(
      () => true,
      () => false,
    )
  );
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([null, 'SIGTERM']);
  socket.destroy();
});

it('DIXIT_RATE answers so many requests of an address, and says when to come again', async () => {
  process.env.DIXIT_RATE = '2';
  try {
    const address = await serve();
    const statuses: number[] = [];
    let refusal: Response | null = null;
    for (let i = 0; i < 40 && !refusal; i += 1) {
      const response = await fetch(new URL('/api/v1/stats', address));
      statuses.push(response.status);
      if (response.status === 429) refusal = response;
    }
    expect(statuses[0]).toBe(200);
    expect(refusal?.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await refusal?.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect((await fetch(new URL('/api/v1/health', address))).status).toBe(200);
    const page = await fetch(new URL('/fr/', address));
    expect(page.status).toBe(429);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  } finally {
    delete process.env.DIXIT_RATE;
  }
});

it('a rate that is no number is misuse', async () => {
  server = spawn(process.execPath, [MAIN, 'serve', '--index', folder], { env: { ...process.env, DIXIT_RATE: 'many' } });
  expect(await once(server, 'exit')).toEqual([2, null]);
});
