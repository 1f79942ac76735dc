/** Before all tests: a collection from `corpus/`, served by the built program as its users run it, and the browser. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server answers: `http://127.0.0.1:41234`. */
    site: string;
    chromium: string;
  }
}

const PROGRAM = 'dist/src/cli/main.js';
const FOUND_AT = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromium', findChromium());
  const index = mkdtempSync(join(tmpdir(), 'dixit-browser-'));
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'ingest', 'corpus', '--index', index]);
  if (status !== 0) throw new Error(`corpus/ was not ingested: ${stderr}`);
  const server = spawn(process.execPath, [PROGRAM, 'serve', '--index', index], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  project.provide('site', await addressOf(server.stdout));
  return async () => {
    server.kill();
    await ended;
    rmSync(index, { recursive: true });
  };
}

/** Without a browser nothing is tested, and that must not look like success. */
function findChromium(): string {
  const candidates = process.env.DIXIT_CHROMIUM ? [process.env.DIXIT_CHROMIUM] : FOUND_AT;
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`no browser at ${candidates.join(', ')}: install chromium, or set DIXIT_CHROMIUM`);
  return found;
}

/** What the server prints once it listens. */
async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  let printed = '';
  for await (const chunk of output) {
    printed += chunk;
    const address = /http:\/\/\S+/.exec(printed)?.[0];
    if (address) return address;
  }
  throw new Error(`the server ended before it listened: ${printed}`);
}
