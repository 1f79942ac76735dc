/** `npm run bench`: ingest by stage, memory, sizes, start and queries, on generated collections. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Post, Register } from '../../src/domain.ts';
import { extract } from '../../src/extract/index.ts';
import type { Settings } from '../../src/pipeline/settings.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { type Generated, generate, inventOffices, type Office, registerRows } from './generate.ts';
import { learnProse, type Prose } from './prose.ts';
import { inventQueries, KINDS, type Query, type QueryKind } from './queries.ts';
import { randomFrom } from './random.ts';
import { figure, median, megabytes, percentile, table } from './table.ts';
import { inProcess, withFolder } from './temporary.ts';
import type { Additions, Ingestion, Latencies } from './worker.ts';

export type Options = {
  /** Numbers of releases. */
  sizes: readonly number[];
  seed: number;
  /** How often each collection is ingested; the run with the median total counts. Large ones are once. */
  runs: number;
  starts: number;
  /** Queries of each kind. */
  queries: number;
};

export const FULL: Options = { sizes: [1000, 10_000], seed: 1, runs: 3, starts: 5, queries: 300 };
export const QUICK: Options = { sizes: [100, 400], seed: 1, runs: 1, starts: 3, queries: 30 };

/** Times in milliseconds, sizes in bytes. */
export type Measures = {
  releases: number;
  runs: number;
  planned: { quotations: number; bytes: number };
  quotations: number;
  speakers: number;
  stages: Record<Stage, number>;
  peakBytes: { ingest: number; search: number };
  storeBytes: number;
  snapshotBytes: number;
  start: number[];
  latencies: Record<QueryKind, number[]>;
  addOne: number[];
  again: number;
};

type Stage = (typeof STAGES)[number];
const STAGES = ['read', 'extract', 'store', 'read back', 'pair', 'people', 'publish', 'rest', 'all'] as const;
/** From here on, once is long enough for what grows with the collection. */
const ONCE_FROM = 20_000;
const ADDITIONS = 5;

export const CORPUS = fileURLToPath(new URL('../../../corpus', import.meta.url));

export async function measure(options: Options): Promise<Measures[]> {
  const prose = learnProse(CORPUS);
  const results: Measures[] = [];
  for (const size of options.sizes) {
    process.stderr.write(`bench: ${size} releases\n`);
    results.push(await withFolder((folder) => measureSize(size, options, folder, prose)));
  }
  return results;
}

async function measureSize(size: number, options: Options, folder: string, prose: Prose): Promise<Measures> {
  const collection = writeCollection(size, options, folder, prose);
  const runs = size < ONCE_FROM ? options.runs : 1;
  const ingestions: { ingestion: Ingestion; index: string }[] = [];
  for (let run = 0; run < runs; run++) {
    const index = join(folder, `index-${run}`);
    ingestions.push({
      ingestion: await inChild('ingest', { paths: [collection.releases], settings: at(index) }),
      index,
    });
  }
  ingestions.sort((a, b) => a.ingestion.all - b.ingestion.all);
  const { ingestion, index } = ingestions[Math.floor((runs - 1) / 2)]!;
  if (ingestion.releases !== size) throw new Error(`Expected ${size} releases ingested, found ${ingestion.releases}.`);
  const settings = at(index);
  const { quotations, speakers } = await published(settings);
  const storeBytes = bytesIn(index, (name) => !name.startsWith('snapshot'));
  const snapshotBytes = bytesIn(join(index, 'snapshot'));

  const start: number[] = [];
  for (let i = 0; i < options.starts; i++) {
    const query = collection.first[i % collection.first.length]!;
    start.push((await inProcess<number>('start', { settings, query })).elapsedMs);
  }
  const latencies = await inChild<Latencies>('query', { settings, queries: collection.queries });
  const again = await inChild<Ingestion>('ingest', { paths: [collection.releases], settings });
  const addOne = await inChild<Additions>('add', { settings, added: collection.added });
  return {
    releases: size,
    runs,
    planned: collection.planned,
    quotations,
    speakers,
    stages: withRest(ingestion),
    peakBytes: { ingest: ingestion.peakBytes, search: latencies.peakBytes },
    storeBytes,
    snapshotBytes,
    start,
    latencies: latencies.kinds,
    addOne,
    again: again.all,
  };

  function at(index: string): Settings {
    return {
      host: '127.0.0.1',
      port: 0,
      origin: null,
      corpus: collection.corpus,
      index,
      allowPrivate: false,
      rate: null,
    };
  }
}

const inChild = async <Result>(task: string, input: unknown): Promise<Result> =>
  (await inProcess<Result>(task, input)).result;

function withRest({ stages, all }: Ingestion): Record<Stage, number> {
  const known = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  const times: Record<string, number> = { ...stages, rest: all - known, all };
  return Object.fromEntries(STAGES.map((stage) => [stage, times[stage] ?? 0])) as Record<Stage, number>;
}

async function published(settings: Settings): Promise<{ quotations: number; speakers: number }> {
  const index = await openEmbeddedIndex({ dir: settings.index });
  try {
    return await index.stats();
  } finally {
    await index.close();
  }
}

function bytesIn(folder: string, counts: (name: string) => boolean = () => true): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && counts(entry.name))
    .reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0);
}

// ---------------------------------------------------------------------------------------------------------- collection

/** Releases that queries are made of. */
const SAMPLED = 500;

/** What collections are generated of. */
export function sampleProse(): { prose: Prose; offices: Office[] } {
  const prose = learnProse(CORPUS);
  return { prose, offices: inventOffices(samplePosts(), prose) };
}

/** The collection of this seed, one release at a time, without end. */
export function generatedReleases(seed: number): Generator<Generated> {
  const { prose, offices } = sampleProse();
  return generate(seed, prose, offices);
}

/** The register that goes with it. */
export function generatedRegister(): Register {
  return registerRows(sampleProse().offices);
}

export function* first<Item>(count: number, items: Iterable<Item>): Generator<Item> {
  let left = count;
  for (const item of items) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}

/** Writes releases, register and queries; `added` are releases beside the collection, each with words of it. */
export function writeCollection(size: number, { seed, queries }: Options, folder: string, prose: Prose) {
  const corpus = join(folder, 'corpus');
  const releases = join(corpus, 'releases');
  const beside = join(folder, 'added');
  const offices = inventOffices(samplePosts(), prose);
  for (const [kind, rows] of Object.entries(registerRows(offices))) {
    write(join(corpus, 'register', `${kind}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  const random = randomFrom(seed, 0, 1);
  const sample: Generated[] = [];
  const added: { path: string; phrase: string }[] = [];
  const planned = { quotations: 0, bytes: 0 };
  let count = 0;
  for (const release of generate(seed, prose, offices)) {
    if (count < size) {
      write(join(releases, release.name), release.content);
      count += 1;
      planned.quotations += release.quotations.length;
      planned.bytes += Buffer.byteLength(release.content);
      if (!release.quotations.length) continue;
      if (sample.length < SAMPLED) sample.push(release);
      else if (random.chance(SAMPLED / count)) sample[random.below(SAMPLED)] = release;
    } else {
      const opening = firstWords(release);
      if (!opening) continue;
      const path = join(beside, release.name);
      write(path, release.content);
      added.push({ path, phrase: `"${opening}"` });
      if (added.length === (size < ONCE_FROM ? ADDITIONS : 1)) break;
    }
  }
  const asked = inventQueries(queries, sample, prose, random);
  write(join(folder, 'queries.json'), JSON.stringify(asked));
  const first: Query[] = asked['two words'];
  return { corpus, releases, added, planned, first, queries: join(folder, 'queries.json') };
}

/** Of the first quotation that is found in it; undefined when there is none. */
function firstWords({ name, content }: Generated): string | undefined {
  for (const raw of readReleases(name, Buffer.from(content), name)) {
    if (raw instanceof ReadError) throw raw;
    return extract(raw).quotations[0]?.quotation.text.split(' ').slice(0, 4).join(' ');
  }
}

function samplePosts(): Post[] {
  const rows = readFileSync(join(CORPUS, 'register/posts.jsonl'), 'utf8').split('\n').filter(Boolean);
  return rows.map((row) => JSON.parse(row) as Post);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

// -------------------------------------------------------------------------------------------------------------- report

export function report(results: readonly Measures[]): string {
  return [...results.map(reportSize), costCurve(results)].join('\n\n');
}

function reportSize(measures: Measures): string {
  const { releases, runs, quotations, planned, stages, peakBytes, start, latencies, addOne } = measures;
  const title = `${releases} releases, ${quotations} quotations (${planned.quotations} written), ${megabytes(planned.bytes)} MB of text, ${measures.speakers} speakers`;
  const stageRows = STAGES.map((stage) => [
    stage === 'all' ? 'bytes to searchable' : stage,
    figure((releases / stages[stage]) * 1000),
    figure(stages[stage] / releases),
    `${((100 * stages[stage]) / stages.all).toFixed(1)} %`,
  ]);
  const queryRows = KINDS.map((kind) => [
    kind,
    ...[0.5, 0.95, 0.99].map((share) => figure(percentile(latencies[kind], share))),
  ]);
  const otherRows = [
    ['peak memory of the ingest', `${megabytes(peakBytes.ingest)} MB`],
    ['peak memory of the searches', `${megabytes(peakBytes.search)} MB`],
    ['store', `${megabytes(measures.storeBytes)} MB`],
    ['snapshot', `${megabytes(measures.snapshotBytes)} MB`],
    [`first answer after a start (median of ${start.length})`, `${figure(median(start))} ms`],
    [`one release more, searchable (median of ${addOne.length})`, `${figure(median(addOne))} ms`],
    ['the same input again', `${figure(measures.again)} ms`],
  ];
  return [
    `== ${title}`,
    table([`stage (median of ${runs})`, 'releases/s', 'ms each', 'share'], stageRows),
    table(['', ''], otherRows).split('\n').slice(2).join('\n'),
    table([`ms a query (${latencies[KINDS[0]].length} each)`, 'p50', 'p95', 'p99'], queryRows),
  ].join('\n\n');
}

function costCurve(results: readonly Measures[]): string {
  const [smallest] = results;
  const curves: [string, (measures: Measures) => number][] = [
    ...STAGES.map((stage): [string, (measures: Measures) => number] => [
      `${stage}, ms a release`,
      ({ stages, releases }) => stages[stage] / releases,
    ]),
    ['same input again, ms a release', ({ again, releases }) => again / releases],
    ['one release more, ms', ({ addOne }) => median(addOne)],
    ['first answer, ms', ({ start }) => median(start)],
    ['snapshot, KB a release', ({ snapshotBytes, releases }) => snapshotBytes / 1000 / releases],
    ...KINDS.map((kind): [string, (measures: Measures) => number] => [
      `${kind}, p50 ms`,
      ({ latencies }) => median(latencies[kind]),
    ]),
  ];
  const rows = curves.map(([name, cost]) => [
    name,
    ...results.flatMap((measures, i) => {
      const value = cost(measures);
      return i ? [figure(value), `x${figure(value / cost(smallest!))}`] : [figure(value)];
    }),
  ]);
  const head = results.flatMap(({ releases }, i) => (i ? [String(releases), ''] : [String(releases)]));
  return `== cost curve, and how often the cost at ${smallest!.releases} releases\n\n${table(['', ...head], rows)}`;
}
