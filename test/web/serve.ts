/** A real server on a free port over a real index in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { ReleaseDocument } from '../../src/search/port.ts';
import { createApp } from '../../src/web/server.ts';
import { register } from './collection.ts';

export async function serveCollection(releases: ReleaseDocument[], options: { origin?: string } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'dixit-web-'));
  const index = await openEmbeddedIndex({ dir });
  await index.publish({ scope: 'all', releases, register, basis: '7' });
  const logged: string[] = [];
  const server = createApp({ index, ...options, log: (message) => logged.push(message) }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    index,
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
