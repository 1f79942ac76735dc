/** `dixit serve`: answers searches over what is published. Never ingests. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LANGS, languages } from '../lang/index.ts';
import type { Settings } from '../pipeline/settings.ts';
import { type EmbeddedIndex, openEmbeddedIndex } from '../search/embedded/index.ts';
import { NO_FILTERS } from '../search/port.ts';
import { createWebServer } from '../web/server.ts';
import { problemText } from './published.ts';
import { stopSignal } from './stop.ts';

/** Serves until it is told to end, then lets running requests finish, but for exports. Told again, it ends at once. */
export async function serve(
  { host, port, origin, rate, index: dir }: Settings,
  stop: AbortSignal = stopSignal(),
): Promise<void> {
  // Until something is answered there is nothing to finish.
  const endNow = () => process.exit(0);
  stop.addEventListener('abort', endNow);
  const index = await openEmbeddedIndex({ dir, prefetch: true });
  const server = createWebServer({ index, origin, rate, stopping: stop });
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    await index.close();
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is in use (set PORT to another)' : (code ?? String(error));
    throw new Error(`cannot serve on http://${host}:${port}: ${reason}`);
  }
  stop.removeEventListener('abort', endNow);
  // Over what cannot be read there is nothing to count; a publication mends it.
  const { quotations, releases } = await index.stats().catch(() => ({ quotations: 0, releases: 0 }));
  tellProblems(index, dir);
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(`dixit: ${quotations} quotations of ${releases} releases at http://${shown}:${address.port}\n`);
  void warmUp(index, stop);

  if (!stop.aborted) await once(stop, 'abort');
  await finish(server);
  await index.close();
}

/**
 * Searches that ask much, one by one, between what readers ask: code that runs for the first time takes several times as
 * long, and long searches would be the first to show it.
 */
async function warmUp(index: EmbeddedIndex, stop: AbortSignal): Promise<void> {
  const words = LANGS.flatMap((lang) => [...languages[lang].stopWords].slice(0, WARM_WORDS));
  const phrases = words.slice(1).map((word, i) => `"${words[i]} ${word}"`);
  const queries = [words.join(' '), words.join(' OR '), phrases.slice(0, WARM_PHRASES).join(' OR ')];
  const request = { filters: NO_FILTERS, sort: null, page: 1, hitsPerPage: 20, displayLang: null, explain: true };
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    for (const q of queries) if (!stop.aborted) await index.search({ ...request, q }).catch(() => {});
  }
}
const WARM_WORDS = 40;
const WARM_PHRASES = 16;
const WARM_ROUNDS = 3;

/** No new connections; those that are answered end with their answers, or when these take too long. */
async function finish(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
  clearInterval(looking);
  server.closeAllConnections();
}

const LOOK_FOR_IDLE_MS = 50;
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
