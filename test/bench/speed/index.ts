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
import { type Asking, type Building, ENGINES, engineOf, type Place, type Times } from './tasks.ts';

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
  /** One release more, published and found; ours alone. */
  additions: number[];
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
        const input = { folder, quotations: size, questions: options.questions, seed: options.seed };
        const { result } = await inProcess<Written>('speed-write', input, HEAP);
        const measured: EngineSpeed[] = [];
        for (const { id, engine } of engines) {
          if (size > engine.most) continue;
          tell(`${size} quotations: ${engine.name}`);
          measured.push(await measureEngine(id, engine, folder));
        }
        return { ...result, engines: measured };
      }),
    );
  }
  return results;
}

async function measureEngine(id: string, { name, ranks }: Engine, folder: string): Promise<EngineSpeed> {
  const dir = join(folder, id);
  mkdirSync(dir);
  const place: Place = { engine: id, folder, dir };
  const { result: building } = await inProcess<Building>('speed-build', place, HEAP);
  const starts: number[] = [];
  const canOpen = building.times === null;
  for (let i = 0; canOpen && i < STARTS; i += 1) {
    starts.push((await inProcess<number>('speed-start', place, HEAP)).elapsedMs);
  }
  const asking: Asking = canOpen
    ? (await inProcess<Asking>('speed-ask', place, HEAP)).result
    : { times: building.times!, peakBytes: building.peakBytes };
  const diskBytes = bytesIn(dir);
  const additions =
    id === 'dixit' ? (await inProcess<number[]>('speed-add', { ...place, count: ADDITIONS }, HEAP)).result : [];
  return {
    engine: name,
    ranks,
    building: building.ms,
    unsaved: building.unsaved,
    diskBytes,
    buildPeakBytes: building.peakBytes,
    searchPeakBytes: asking.peakBytes,
    starts,
    times: asking.times,
    additions,
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
  return results.map(reportSize).join('\n\n');
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
  const times = KINDS.map((kind) => [kind, ...engines.map(({ times }) => shares(times[kind]))]);
  return [
    `== ${quotations} quotations in ${releases} releases`,
    table(['', 'build s', 'peak MB', 'searching MB', 'disk MB', 'first answer s', 'one release more ms'], costs),
    table(['ms p50 / p95 / p99', ...engines.map(({ engine }) => engine)], times),
    ...ratios(engines),
  ].join('\n\n');
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
  return [table(['the fastest other that ranks takes', 'p50', 'p95'], rows)];
}

function ratioOf(kind: Kind, share: number, ours: EngineSpeed, peers: readonly EngineSpeed[]): string | null {
  const best = peers
    .filter(({ times }) => times[kind].length > 0)
    .map(({ engine, times }) => ({ engine, ms: percentile(times[kind], share) }))
    .sort((a, b) => a.ms - b.ms)[0];
  return best ? `x${figure(best.ms / percentile(ours.times[kind], share))} (${best.engine})` : null;
}

export const DEFAULT_ENGINES: readonly string[] = ENGINES;
