/** Reads its share of the inputs of a seed; tells of the first in which something is wrong, made small. */
import { parentPort, workerData } from 'node:worker_threads';
import { faultOf, minimised } from './faults.ts';
import { inputOf, sourcesIn } from './releases.ts';

/** Every `step`-th input from `first` up to, but not including, `end`. `at` is the one that is being read. */
export type Share = { root: string; seed: number; first: number; step: number; end: number; at: SharedArrayBuffer };
export type Told = { n: number; fault: string; name: string; bytes: Uint8Array } | null;

const { root, seed, first, step, end, at } = workerData as Share;
const now = new Int32Array(at);
const sources = sourcesIn(root);

function firstFault(): Told {
  for (let n = first; n < end; n += step) {
    Atomics.store(now, 0, n);
    const input = inputOf(sources, seed, n);
    if (!faultOf(input)) continue;
    const { name, bytes } = minimised(input);
    return { n, fault: faultOf({ name, bytes })!, name, bytes };
  }
  return null;
}

parentPort!.postMessage(firstFault());
