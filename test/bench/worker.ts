/** One measurement in a process of its own, so that memory and warm code of one do not count for another. */
import { readFileSync } from 'node:fs';
import type { Settings } from '../../src/pipeline/settings.ts';
import type { Parts } from '../../src/pipeline/wiring.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_FILTERS, type QuotationIndex } from '../../src/search/port.ts';
import { type Clock, createClock } from './clock.ts';
import { KINDS, type Query, type QueryKind } from './queries.ts';

/** Milliseconds by stage; `all` is from the call to the published snapshot. */
export type Ingestion = { stages: Record<string, number>; all: number; releases: number; peakBytes: number };
export type Latencies = { kinds: Record<QueryKind, number[]>; peakBytes: number };
/** Milliseconds from the call to the answer that holds the release, for each. */
export type Additions = number[];

// Each task loads what it needs, as the command does: a search does not wait for a database driver.
const TASKS: Record<string, (input: never) => Promise<unknown>> = {
  /** Everything into an empty index. */
  async ingest({ paths, settings }: { paths: string[]; settings: Settings }): Promise<Ingestion> {
    const { ingest } = await import('../../src/pipeline/ingest.ts');
    const { PARTS } = await import('../../src/pipeline/wiring.ts');
    const clock = createClock();
    const started = performance.now();
    const { added, unchanged, failed } = await ingest(paths, settings, { parts: clocked(PARTS, clock) });
    const all = performance.now() - started;
    if (failed > 0) throw new Error(`Expected releases that can be read, found ${failed} that cannot.`);
    return { stages: clock.spent(), all, releases: added + unchanged, peakBytes: peakBytes() };
  },

  /** What a start costs: the first answer of a fresh process. */
  async start({ settings, query }: { settings: Settings; query: Query }): Promise<number> {
    const index = await openEmbeddedIndex({ dir: settings.index });
    const { totalHits } = await index.search(request(query));
    await index.close();
    return totalHits;
  },

  async query({ settings, queries }: { settings: Settings; queries: string }): Promise<Latencies> {
    const asked = JSON.parse(readFileSync(queries, 'utf8')) as Record<QueryKind, Query[]>;
    const index = await openEmbeddedIndex({ dir: settings.index });
    const kinds = {} as Record<QueryKind, number[]>;
    for (const kind of KINDS) {
      const ask = kind === 'suggest' ? suggest : search;
      for (const query of asked[kind].slice(0, WARM_UP)) await ask(index, query);
      kinds[kind] = [];
      for (const query of asked[kind]) {
        const started = performance.now();
        await ask(index, query);
        kinds[kind].push(performance.now() - started);
      }
    }
    await index.close();
    return { kinds, peakBytes: peakBytes() };
  },

  /** Pages over HTTP, one after the other, from the request to the last byte. */
  async pages(input: { settings: Settings; addresses: Record<string, string[]> }): Promise<unknown> {
    const { timePages } = await import('./pages.ts');
    return timePages(input);
  },

  async pair(input: { seed: number; size: number; dir: string }): Promise<unknown> {
    const { pairGenerated } = await import('./pairing.ts');
    return pairGenerated(input);
  },

  /** One release after another into a collection that a server has open, each asked for until it is found. */
  async add({
    settings,
    added,
  }: {
    settings: Settings;
    added: { path: string; phrase: string }[];
  }): Promise<Additions> {
    const { ingest } = await import('../../src/pipeline/ingest.ts');
    const index = await openEmbeddedIndex({ dir: settings.index });
    const took: Additions = [];
    for (const { path, phrase } of added) {
      const known = async () => (await index.search(request({ q: phrase, filters: NO_FILTERS }))).totalHits;
      const before = await known();
      const started = performance.now();
      await ingest([path], settings);
      if ((await known()) <= before) throw new Error(`Expected ${path} to be found by ${phrase} once it is ingested.`);
      took.push(performance.now() - started);
    }
    await index.close();
    return took;
  },
};

const WARM_UP = 20;

/** The same parts, each with a clock around it. */
function clocked(parts: Parts, clock: Clock): Parts {
  return {
    readReleases: clock.around('read', parts.readReleases),
    readAsNow: clock.around('read', parts.readAsNow),
    extract: clock.around('extract', parts.extract),
    openStore: (...args) =>
      clock.aroundAll((method) => (READING_BACK.has(method) ? 'read back' : 'store'), parts.openStore(...args)),
    featuresOf: clock.around('pair', parts.featuresOf),
    settle: clock.around('pair', parts.settle),
    openPairingFile: parts.openPairingFile,
    tidyPairingFile: parts.tidyPairingFile,
    forgetPairingFile: parts.forgetPairingFile,
    now: parts.now,
    learn: clock.around('learn', parts.learn),
    directoryOf: (register) => clock.aroundAll(() => 'people', clock.around('people', parts.directoryOf)(register)),
    openIndex: async (options) => clock.aroundAll(() => 'publish', await parts.openIndex(options)),
  };
}

const READING_BACK = new Set(['releases', 'changedSince', 'release', 'outdated', 'quotation']);

const search = (index: QuotationIndex, query: Query) => index.search(request(query));
const suggest = (index: QuotationIndex, { q }: Query) => index.suggest(q, 10);
const request = ({ q, filters }: Query) => ({ q, filters, sort: null, page: 1, hitsPerPage: 10, displayLang: null });

/** Node tells it in KB on every system. */
const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

const [, , task = '', input = ''] = process.argv;
const work =
  TASKS[task] ??
  (await import('./load/clients.ts')).LOAD_TASKS[task] ??
  (await import('./speed/tasks.ts')).SPEED_TASKS[task];
if (!work || !process.send) throw new Error(`Expected to be started by the benchmark, found the task "${task}".`);
const parsed = JSON.parse(input) as never;
process.send(await work(parsed));
process.disconnect();
