/**
 * `npm run bench -- speed`: ours beside other engines, in one run, on the same generated quotations and the same stems.
 * Ours ranks, filters, counts facets and highlights ten hits of their documents in the time that is measured.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { figure, median, megabytes, percentile, table } from '../table.ts';
import { inProcess, withFolder } from '../temporary.ts';
import { KINDS, type Kind, type Written } from './collection.ts';
import type { Engine } from './engine.ts';
import { curvesOf, drawCurves } from './picture.ts';
import {
  type Asking,
  type Beside,
  type Building,
  ENGINES,
  engineOf,
  MOST_ADDED,
  type Place,
  type Times,
} from './tasks.ts';

export type SpeedOptions = { sizes: readonly number[]; seed: number; engines: readonly string[]; questions: number };

export const SPEED_SIZES = [100_000, 500_000];
export const QUICK_SPEED = { sizes: [2000], questions: 30 };
export const SPEED_QUESTIONS = 200;

/** Milliseconds and bytes. */
export type EngineSpeed = {
  engine: string;
  ranks: boolean;
  building: number;
  /** Why it cannot be opened again; null when it can. */
  unsaved: string | null;
  diskBytes: number;
  buildPeakBytes: number;
  searchPeakBytes: number;
  /** From the start of a process to its first answer; empty where it cannot be opened again. */
  starts: number[];
  times: Times;
  /** The same of processors, not of the clock. */
  processor: Times;
  /** One release more, published and found; ours alone. */
  additions: number[];
  /** Searches before and while another process publishes many releases more; ours alone. */
  beside: Beside | null;
};
export type SizeSpeed = { quotations: number; releases: number; engines: EngineSpeed[] };

const STARTS = 3;
const ADDITIONS = 15;
const HEAP = ['--max-old-space-size=12000'];

export async function measureSpeed(options: SpeedOptions): Promise<SizeSpeed[]> {
  const engines = await Promise.all(options.engines.map(async (id) => ({ id, engine: await engineOf(id) })));
  const results: SizeSpeed[] = [];
  for (const size of options.sizes) {
    results.push(
      await withFolder(async (folder) => {
        tell(`${size} quotations: writing`);
        const added = Math.max(STARTS * ADDITIONS, Math.min(MOST_ADDED, Math.trunc(size / 10)));
        const input = { folder, quotations: size, questions: options.questions, added, seed: options.seed };
        const { result } = await inProcess<Written>('speed-write', input, HEAP);
        const measured: EngineSpeed[] = [];
        for (const { id, engine } of engines) {
          if (size > engine.most) continue;
          tell(`${size} quotations: ${engine.name}`);
          measured.push(await measureEngine(id, engine, folder, added));
        }
        return { ...result, engines: measured };
      }),
    );
  }
  return results;
}

async function measureEngine(
  id: string,
  { name, ranks }: Engine,
  folder: string,
  releases: number,
): Promise<EngineSpeed> {
  const dir = join(folder, id);
  mkdirSync(dir);
  const place: Place = { engine: id, folder, dir };
  const { result: building } = await inProcess<Building>('speed-build', place, HEAP);
  const starts: number[] = [];
  const canOpen = building.asked === null;
  for (let i = 0; canOpen && i < STARTS; i += 1) {
    starts.push((await inProcess<number>('speed-start', place, HEAP)).elapsedMs);
  }
  const asking: Asking = canOpen
    ? (await inProcess<Asking>('speed-ask', place, HEAP)).result
    : { asked: building.asked!, peakBytes: building.peakBytes };
  const diskBytes = bytesIn(dir);
  const additions =
    id === 'dixit' ? (await inProcess<number[]>('speed-add', { ...place, count: ADDITIONS }, HEAP)).result : [];
  const beside = id === 'dixit' ? (await inProcess<Beside>('speed-beside', { ...place, releases }, HEAP)).result : null;
  return {
    engine: name,
    ranks,
    building: building.ms,
    unsaved: building.unsaved,
    diskBytes,
    buildPeakBytes: building.peakBytes,
    searchPeakBytes: asking.peakBytes,
    starts,
    ...asking.asked,
    additions,
    beside,
  };
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

const tell = (message: string): void => {
  process.stderr.write(`bench: ${message}\n`);
};

// -------------------------------------------------------------------------------------------------------------- report

export function reportSpeed(results: readonly SizeSpeed[]): string {
  return [...results.map(reportSize), ...(results.length > 1 ? [costCurve(results)] : [])].join('\n\n');
}

/** What grows with the collection, of ours. */
function costCurve(results: readonly SizeSpeed[]): string {
  const ours = results.flatMap(({ quotations, engines }) =>
    engines.filter(({ engine }) => engine === 'Dixit').map((measured) => ({ quotations, ...measured })),
  );
  const row = (name: string, of: (measured: EngineSpeed) => string) => [name, ...ours.map(of)];
  return table(
    ['Dixit, by quotations', ...ours.map(({ quotations }) => String(quotations))],
    [
      row('build s', ({ building }) => figure(building / 1000)),
      row('searching MB', ({ searchPeakBytes }) => megabytes(searchPeakBytes)),
      row('disk MB', ({ diskBytes }) => megabytes(diskBytes)),
      row('first answer s', ({ starts }) => figure(median(starts) / 1000)),
      row('one release more ms', ({ additions }) => figure(median(additions))),
      ...KINDS.map((kind) => row(`${kind}, ms`, ({ times }) => shares(times[kind]))),
    ],
  );
}

function reportSize({ quotations, releases, engines }: SizeSpeed): string {
  const costs = engines.map(({ engine, building, buildPeakBytes, searchPeakBytes, diskBytes, starts, additions }) => [
    engine,
    figure(building / 1000),
    megabytes(buildPeakBytes),
    megabytes(searchPeakBytes),
    starts.length > 0 ? megabytes(diskBytes) : 'cannot',
    starts.length > 0 ? figure(median(starts) / 1000) : 'cannot',
    additions.length > 0 ? `${figure(median(additions))} (p95 ${figure(percentile(additions, 0.95))})` : '-',
  ]);
  const names = engines.map(({ engine }) => engine);
  const times = KINDS.map((kind) => [kind, ...engines.map(({ times }) => shares(times[kind]))]);
  const processor = KINDS.map((kind) => [kind, ...engines.map(({ processor }) => shares(processor[kind]))]);
  return [
    `== ${quotations} quotations in ${releases} releases`,
    table(['', 'build s', 'peak MB', 'searching MB', 'disk MB', 'first answer s', 'one release more ms'], costs),
    table(['ms p50 / p95 / p99', ...names], times),
    table(['ms of processor time', ...names], processor),
    ...ratios(engines),
    ...engines.flatMap(({ beside }) => (beside ? [besideText(beside)] : [])),
  ].join('\n\n');
}

function besideText({ alone, beside }: Beside): string {
  const [before, during] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  return `searches of Dixit, p95: ${figure(before)} ms alone, ${figure(during)} ms while another process publishes (x${figure(during / before)}; longest ${figure(Math.max(...beside))} ms)`;
}

const shares = (times: readonly number[]): string =>
  times.length === 0 ? '-' : [0.5, 0.95, 0.99].map((share) => figure(percentile(times, share))).join(' / ');

/** How many times longer the best of the others that rank takes. */
function ratios(engines: readonly EngineSpeed[]): string[] {
  const [ours, ...others] = engines;
  const peers = others.filter(({ ranks }) => ranks);
  if (ours?.engine !== 'Dixit' || peers.length === 0) return [];
  const rows = KINDS.flatMap((kind) => {
    const row = [0.5, 0.95].map((share) => ratioOf(kind, share, ours, peers));
    return row.includes(null) ? [] : [[kind, ...(row as string[])]];
  });
  return [table(['times of the best other that ranks', 'p50', 'p95'], rows)];
}

function ratioOf(kind: Kind, share: number, ours: EngineSpeed, peers: readonly EngineSpeed[]): string | null {
  const best = peers
    .filter(({ times }) => times[kind].length > 0)
    .map(({ engine, times }) => ({ engine, ms: percentile(times[kind], share) }))
    .sort((a, b) => a.ms - b.ms)[0];
  return best ? `x${figure(best.ms / percentile(ours.times[kind], share))} (${best.engine})` : null;
}

/** The picture of the README. */
export const drawSpeed = (results: readonly SizeSpeed[]): string =>
  drawCurves('Any of four words: ms that 95 of 100 searches take at most', curvesOf(results, 'any of 4 words'));

export const DEFAULT_ENGINES: readonly string[] = ENGINES;
