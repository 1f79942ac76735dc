/** `dixit serve`: answers searches over what is published. Never ingests. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { LANGS, languages } from '../lang/index.ts';
import { type EmbeddedIndex, openEmbeddedIndex } from '../search/embedded/index.ts';
import { NO_FILTERS } from '../search/port.ts';
import { createWebServer } from '../web/server.ts';
import { problemText } from './published.ts';
import type { Settings } from './settings.ts';

/**
 * Serves until it is told to end: then it takes no more connections, exports break off, and other answers that have begun
 * are finished. Told again, it ends at once.
 */
export async function serve({ host, port, origin, rate, index: dir }: Settings): Promise<void> {
  const stopping = onSignal();
  const index = await openEmbeddedIndex({ dir, prefetch: true });
  const server = createWebServer({ index, origin, rate, stopping });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await index.close();
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is in use (set PORT to another)' : (code ?? String(error));
    throw new Error(`cannot serve on http://${host}:${port}: ${reason}`);
  }
  // Over what cannot be read there is nothing to count; a publication mends it.
  const { quotations, releases } = await index.stats().catch(() => ({ quotations: 0, releases: 0 }));
  tellProblems(index, dir);
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`dixit: ${quotations} quotations of ${releases} releases at http://${shown}:${address.port}\n`);
  await warmUp(index);

  if (!stopping.aborted) await once(stopping, 'abort');
  server.close();
  server.closeIdleConnections();
  await Promise.race([once(server, 'close'), new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  server.closeAllConnections();
  await index.close();
}

/** The first search that looks across languages reads the glossary: better before the first reader asks. */
async function warmUp(index: EmbeddedIndex): Promise<void> {
  const q = LANGS.map((lang) => languages[lang].months.keys().next().value).join(' ');
  const nothing = { filters: NO_FILTERS, sort: null, page: 1, hitsPerPage: 1, displayLang: null };
  await index.search({ q, ...nothing }).catch(() => {});
}

/** Aborted by the first signal to end. The next one finds nobody who listens, and ends the process as ever. */
function onSignal(): AbortSignal {
  const stop = new AbortController();
  const end = () => {
    for (const signal of SIGNALS) process.off(signal, end);
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return stop.signal;
}

/** Of a terminal that closes, of a supervisor, and of a reader of the terminal. */
const SIGNALS = ['SIGHUP', 'SIGTERM', 'SIGINT'] as const;

/** How long, in milliseconds, answers that have begun may take. */
const GRACE_MS = 5000;

/** Says on stderr, once each, why a snapshot cannot be answered from: now, or when it turns out later. */
function tellProblems(index: EmbeddedIndex, dir: string): void {
  let told: string | null = null;
  const tell = () => {
    const problem = problemText(index, dir);
    if (problem && problem !== told) process.stderr.write(`dixit: warning: ${problem}\n`);
    told = problem;
  };
  tell();
  setInterval(tell, LOOK_EVERY_MS).unref();
}

const LOOK_EVERY_MS = 1000;
