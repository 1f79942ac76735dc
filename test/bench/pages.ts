/** `npm run bench -- pages`: how long a server takes over a page of results, compressed, on generated collections. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Settings } from '../../src/pipeline/settings.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { searchFor, writeSearch } from '../../src/web/requests.ts';
import { createApp } from '../../src/web/server.ts';
import { CORPUS, type Options, writeCollection } from './collection.ts';
import { learnProse } from './prose.ts';
import type { Query, QueryKind } from './queries.ts';
import { figure, percentile, table } from './table.ts';
import { inProcess, withFolder } from './temporary.ts';
import type { Ingestion } from './worker.ts';

/**
 * Milliseconds of one page: until its last byte is with who asked, from the request to the last byte sent, and of
 * processor time, which other work of the machine does not change. The first and the last hold what asking costs, as it
 * is done in the same process.
 */
export type PageTime = { elapsed: number; server: number; processor: number };
export type PageMeasures = { releases: number; quotations: number; kinds: Record<string, PageTime[]> };

const KINDS: readonly QueryKind[] = ['two words', 'frequent word', 'any of four', 'phrase', 'two words, filtered'];

export async function measurePages(options: Options): Promise<PageMeasures[]> {
  const prose = learnProse(CORPUS);
  const results: PageMeasures[] = [];
  for (const size of options.sizes) {
    process.stderr.write(`bench: ${size} releases\n`);
    const measured = await withFolder(async (folder): Promise<PageMeasures> => {
      const { corpus, releases, queries } = writeCollection(size, options, folder, prose);
      const settings: Settings = {
        host: '127.0.0.1',
        port: 0,
        origin: null,
        corpus,
        index: join(folder, 'index'),
        allowPrivate: false,
        rate: null,
      };
      await inProcess<Ingestion>('ingest', { paths: [releases], settings });
      const asked = JSON.parse(readFileSync(queries, 'utf8')) as Record<QueryKind, Query[]>;
      const { result } = await inProcess<Record<string, PageTime[]>>('pages', {
        settings,
        addresses: addressesOf(asked),
      });
      const index = await openEmbeddedIndex({ dir: settings.index });
      const { quotations } = await index.stats();
      await index.close();
      return { releases: size, quotations, kinds: result };
    });
    results.push(measured);
  }
  return results;
}

function addressesOf(asked: Record<QueryKind, Query[]>): Record<string, string[]> {
  const page = ({ q, filters }: Query, group?: 'speaker') =>
    `/fr/${writeSearch({ ...searchFor(filters, 'fr'), q, ...(group ? { group } : {}) })}`;
  return {
    'all, newest first': asked['two words'].map((_, i) => `/fr/?page=${i + 1}`),
    ...Object.fromEntries(KINDS.map((kind) => [kind, asked[kind].map((query) => page(query))])),
    'two words, by speaker': asked['two words'].map((query) => page(query, 'speaker')),
  };
}

export async function timePages({
  settings,
  addresses,
}: {
  settings: Settings;
  addresses: Record<string, string[]>;
}): Promise<Record<string, PageTime[]>> {
  const index = await openEmbeddedIndex({ dir: settings.index });
  const app = createApp({ index });
  let serving = 0;
  const server = createServer((request, response) => {
    const started = performance.now();
    response.once('finish', () => {
      serving = performance.now() - started;
    });
    app(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const time = async (path: string): Promise<PageTime> => {
    const started = performance.now();
    const before = process.cpuUsage();
    const [response] = await once(
      get({ port, path, agent, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }),
      'response',
    );
    if (response.statusCode !== 200) throw new Error(`Expected 200 for ${path}, found ${response.statusCode}.`);
    response.resume();
    await once(response, 'end');
    const { user, system } = process.cpuUsage(before);
    return { elapsed: performance.now() - started, server: serving, processor: (user + system) / 1000 };
  };
  const kinds: Record<string, PageTime[]> = {};
  // As of a server that has been answering for some seconds.
  for (const paths of Object.values(addresses)) for (const path of paths.slice(0, WARM_UP)) await time(path);
  for (const [kind, paths] of Object.entries(addresses)) {
    kinds[kind] = [];
    for (const path of paths) kinds[kind].push(await time(path));
  }
  agent.destroy();
  server.close();
  await index.close();
  return kinds;
}

const WARM_UP = 60;

export function reportPages(results: readonly PageMeasures[]): string {
  return results
    .map(({ releases, quotations, kinds }) =>
      [
        `== ${releases} releases, ${quotations} quotations`,
        table(
          ['ms a page', 'p50', 'p95', 'p99', 'server p50', 'p95', 'processor p50', 'p95'],
          Object.entries(kinds).map(([kind, times]) => [
            kind,
            ...[0.5, 0.95, 0.99].map((share) => figure(percentile(elapsed(times), share))),
            ...[0.5, 0.95].map((share) => figure(percentile(served(times), share))),
            ...[0.5, 0.95].map((share) => figure(percentile(processor(times), share))),
          ]),
        ),
      ].join('\n\n'),
    )
    .join('\n\n');
}

const elapsed = (times: readonly PageTime[]): number[] => times.map((time) => time.elapsed);
const served = (times: readonly PageTime[]): number[] => times.map((time) => time.server);
const processor = (times: readonly PageTime[]): number[] => times.map((time) => time.processor);
