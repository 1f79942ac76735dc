/**
 * `npm run bench -- pairing`: pairing alone, by size: all at once, one release more, and the memory it takes. Releases are
 * made one at a time and forgotten, so that what grows is what pairing keeps.
 */

import { type Features, openPairing, type SavedPairing } from '../../src/pair/index.ts';
import { onLeanHeap } from '../../src/pipeline/low-memory.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { openPairingFile } from '../../src/store/pairing-file.ts';
import { first, generatedReleases, type Options } from './collection.ts';
import { extractedFrom, featuresIn } from './features.ts';
import type { Generated } from './generate.ts';
import { figure, median, megabytes, percentile, table } from './table.ts';
import { inProcess, withFolder } from './temporary.ts';

export type PairingMeasures = {
  releases: number;
  /** Milliseconds of pairing alone: to add all, to decide. */
  adding: number;
  settling: number;
  /** Milliseconds for each of some releases more, added and decided by itself. */
  more: number[];
  /** Of the process at its largest, and before the first release. */
  peakBytes: number;
  startBytes: number;
};

type Task = { seed: number; size: number; dir: string };

export async function measurePairing({ sizes, seed }: Options): Promise<PairingMeasures[]> {
  const results: PairingMeasures[] = [];
  for (const size of sizes) {
    process.stderr.write(`bench: ${size} releases\n`);
    const { result } = await withFolder((dir) => inProcess<PairingMeasures>('pair', { seed, size, dir }));
    results.push(result);
  }
  return results;
}

/** In this process, which is to be a fresh one. */
export function pairGenerated({ seed, size, dir }: Task): PairingMeasures {
  const releases = generatedReleases(seed);
  const file = openPairingFile<SavedPairing, null>(dir);
  const pairing = openPairing(file, null);
  const startBytes = process.memoryUsage.rss();
  let adding = 0;
  let settling = 0;
  onLeanHeap(() => {
    for (const release of first(size, releases)) {
      const features = featuresOfGenerated(release);
      const started = performance.now();
      pairing.add(features);
      adding += performance.now() - started;
    }
    const started = performance.now();
    pairing.settle();
    settling = performance.now() - started;
  });
  const more = Array.from(first(MORE, generatedReleases(seed + 1)), (release) => {
    const features = featuresOfGenerated({ ...release, name: `more/${release.name}` });
    const begun = performance.now();
    pairing.add(features);
    pairing.settle();
    return performance.now() - begun;
  });
  file.close();
  return { releases: size, adding, settling, more, peakBytes: process.resourceUsage().maxRSS * 1024, startBytes };
}

const MORE = 200;

function featuresOfGenerated({ name, content }: Generated): Features {
  const [raw] = readReleases(name, Buffer.from(content), name);
  if (!raw || raw instanceof ReadError) throw new Error(`Expected a release that can be read, found ${name}.`);
  return featuresIn(extractedFrom(raw, name));
}

export function reportPairing(results: readonly PairingMeasures[]): string {
  return table(
    ['pairing', ...results.map(({ releases }) => String(releases))],
    [
      ['s, all at once', ...results.map(({ adding, settling }) => figure((adding + settling) / 1000))],
      ['ms, one release more, median', ...results.map(({ more }) => figure(median(more)))],
      ['ms, one release more, p95', ...results.map(({ more }) => figure(percentile(more, 0.95)))],
      ['peak memory, MB', ...results.map(({ peakBytes }) => megabytes(peakBytes))],
      ['memory before, MB', ...results.map(({ startBytes }) => megabytes(startBytes))],
    ],
  );
}
