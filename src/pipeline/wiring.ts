/** What ingest is wired from. The benchmark wires the same parts with a clock around each. */
import { extract } from '../extract/index.ts';
import { featuresOf, learn, type Pairing } from '../pair/index.ts';
import { directoryOf } from '../people/index.ts';
import { readAsNow, readReleases } from '../read/index.ts';
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import { openStore, storePath } from '../store/index.ts';
import { forgetPairingFile, openPairingFile, tidyPairingFile } from '../store/pairing-file.ts';
import { complain } from './complain.ts';

const settle = (pairing: Pairing): Iterable<string> => pairing.settle();

/** What is damaged is told, and counts as input that failed. */
const openTellingStore = (dir: string) =>
  openStore(dir, {
    onDamage: (id, why) => {
      const what =
        id === null ? why : `expected release ${id} as it was recorded, found damage: ${why}; it is kept out`;
      complain(`${storePath(dir)}: ${what}`);
      process.exitCode = 1;
    },
  });

export const PARTS = {
  readReleases,
  readAsNow,
  extract,
  openStore: openTellingStore,
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
