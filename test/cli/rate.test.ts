/** DIXIT_RATE, as an operator sets it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
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

it('DIXIT_RATE answers so many requests of an address, and says when to come again', async () => {
  process.env.DIXIT_RATE = '2';
  try {
    const address = await serve();
    // All at once: how quick the machine is must not decide.
    const ask = (path: string) => Promise.all(Array.from({ length: 40 }, () => fetch(new URL(path, address))));
    const answers = await ask('/api/v1/stats');
    expect(answers.map(({ status }) => status)).toContain(200);
    const refusal = answers.find(({ status }) => status === 429)!;
    expect(refusal.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await refusal.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect((await fetch(new URL('/api/v1/health', address))).status).toBe(200);
    const page = (await ask('/fr/')).find(({ status }) => status === 429)!;
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  } finally {
    delete process.env.DIXIT_RATE;
  }
});

it('a rate that is no number is misuse', async () => {
  server = spawn(process.execPath, [MAIN, 'serve', '--index', folder], { env: { ...process.env, DIXIT_RATE: 'many' } });
  expect(await once(server, 'exit')).toEqual([2, null]);
});
