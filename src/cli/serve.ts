/** `dixit serve`: answers searches over what is published. Never ingests. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import { createApp } from '../web/server.ts';
import type { Settings } from './settings.ts';

/** Serves until SIGINT or SIGTERM, then lets running requests finish. */
export async function serve({ host, port, index: dir }: Settings): Promise<void> {
  const index = await openEmbeddedIndex({ dir });
  const server = createServer(createApp({ index }));
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await index.close();
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is in use (set PORT to another)' : (code ?? String(error));
    throw new Error(`cannot serve on http://${host}:${port}: ${reason}`);
  }
  const { quotations, releases } = await index.stats();
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`dixit: ${quotations} quotations of ${releases} releases at http://${shown}:${address.port}\n`);

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  if (!stop.signal.aborted) await once(stop.signal, 'abort');
  server.close();
  server.closeIdleConnections();
  await Promise.race([once(server, 'close'), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  server.closeAllConnections();
  await index.close();
}

const GRACE_MS = 5000;
