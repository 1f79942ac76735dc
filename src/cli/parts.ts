/** What ingest is wired from. The benchmark wires the same parts with a clock around each. */
import { extract } from '../extract/index.ts';
import { featuresOf, learn, type Pairing } from '../pair/index.ts';
import { directoryOf } from '../people/index.ts';
import { readReleases } from '../read/index.ts';
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import { openStore } from '../store/index.ts';
import { forgetPairingFile, openPairingFile, tidyPairingFile } from '../store/pairing-file.ts';

const settle = (pairing: Pairing): Iterable<string> => pairing.settle();

export const PARTS = {
  readReleases,
  extract,
  openStore,
  openPairingFile,
  tidyPairingFile,
  forgetPairingFile,
  featuresOf,
  settle,
  learn,
  directoryOf,
  openIndex: openEmbeddedIndex,
  /** What is under embargo is told by this clock. */
  now: () => new Date(),
};

export type Parts = typeof PARTS;
