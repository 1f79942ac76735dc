/** A real server on a free port over a real index in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { ReleaseDocument } from '../../src/search/port.ts';
import { createWebServer } from '../../src/web/server.ts';
import { register } from './collection.ts';

export async function serveCollection(releases: ReleaseDocument[], options: { origin?: string; rate?: number } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'dixit-web-'));
  const index = await openEmbeddedIndex({ dir });
  await index.publish({ scope: 'all', releases, register, basis: '7' });
  const logged: string[] = [];
  const stop = new AbortController();
  const log = (message: string) => logged.push(message);
  const server = createWebServer({ index, ...options, log, stopping: stop.signal }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    index,
    port,
    /** Has running exports break off. */
    stop: () => stop.abort(),
    /** What the server told its log. */
    logged,
    fetch: (path: string, init?: RequestInit) => fetch(base + path, { redirect: 'manual', ...init }),
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await index.close();
      await rm(dir, { recursive: true });
    },
  };
}

export type Served = Awaited<ReturnType<typeof serveCollection>>;
