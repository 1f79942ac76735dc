/**
 * Releases as nobody wrote them are read without an exception, with every span in its place, and the same the second
 * time: `DIXIT_FUZZ` inputs (a million before a release, a tenth of it by `npm run test:full`, else a few thousand) of the seed
 * `DIXIT_SEED`, on all cores. A failure names the seed and the smallest input found; that becomes a regression below.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { rounds, SEED } from '../share.ts';
import type { Share, Told } from './extraction-worker.ts';

const ROOT = join(import.meta.dirname, '../..');
const WORKER = join(ROOT, 'dist/test/fuzz/extraction-worker.js');
const COUNT = rounds(3_000, 100_000, process.env.DIXIT_FUZZ);

it(`${COUNT} inputs of seed ${SEED} are read as releases or refused, whatever they are`, { timeout: 0 }, async () => {
  const workers = Math.max(1, Math.min(availableParallelism(), Math.ceil(COUNT / 1000)));
  const shares = Array.from({ length: workers }, (_, first) => run(first, workers));
  for (const told of await Promise.all(shares)) expect(told, told ?? '').toBeNull();
});

/** What is wrong with one of a worker's inputs, as a message. */
async function run(first: number, step: number): Promise<string | null> {
  const at = new SharedArrayBuffer(4);
  const share: Share = { root: ROOT, seed: SEED, first, step, end: COUNT, at };
  const worker = new Worker(WORKER, { workerData: share });
  const watch = watched(at);
  try {
    const told = await Promise.race([
      new Promise<Told>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      }),
      watch.stuck,
    ]);
    return told && `input ${told.n} of DIXIT_SEED=${SEED}: ${told.fault}\n${shown(told.name, told.bytes)}`;
  } catch (error) {
    return `input ${new Int32Array(at)[0]} of DIXIT_SEED=${SEED} ended its process or never ended: ${error}`;
  } finally {
    watch.stop();
    await worker.terminate();
  }
}

/** Rejects once a worker is at the same input as a minute ago. */
function watched(at: SharedArrayBuffer): { stuck: Promise<never>; stop: () => void } {
  let timer: NodeJS.Timeout;
  const stuck = new Promise<never>((_, reject) => {
    let before = -1;
    timer = setInterval(() => {
      const now = Atomics.load(new Int32Array(at), 0);
      if (now === before) reject(new Error('a minute on one input'));
      before = now;
    }, 300_000);
  });
  return { stuck, stop: () => clearInterval(timer) };
}

function shown(name: string, bytes: Uint8Array): string {
  return `${name}: ${JSON.stringify(Buffer.from(bytes).toString())}\nas base 64: ${Buffer.from(bytes).toString('base64')}`;
}
