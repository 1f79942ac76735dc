/** The releases of the files that a command names, for the verbs that store nothing. */
import type { RawRelease } from '../domain.ts';
import { ReadError, readReleases } from '../read/index.ts';
import { sidecarFinder, warnOfDoubts } from './beside.ts';
import { complain } from './complain.ts';
import { inputFiles, readInput } from './files.ts';

/**
 * In the order of the command line, a folder's files in the order of their names. What cannot be read is told on stderr,
 * one line each, and counted in `failed`; the rest goes on.
 */
export function givenReleases(paths: readonly string[]): { releases: Iterable<RawRelease>; failed: () => number } {
  let failed = 0;
  const sidecarsOf = sidecarFinder();
  const fail = (message: string) => {
    failed += 1;
    complain(message);
  };
  function* releases(): Generator<RawRelease> {
    for (const given of paths) {
      for (const file of inputFiles([given], (place, message) => fail(`${place}: ${message}`))) {
        const { path, name } = file;
        let bytes: Uint8Array;
        try {
          bytes = readInput(file);
        } catch (error) {
          fail(`${path}: ${(error as Error).message}`);
          continue;
        }
        for (const raw of readReleases(path, bytes, name, { sidecars: sidecarsOf(file) })) {
          if (raw instanceof ReadError) fail(raw.message);
          else {
            warnOfDoubts(raw);
            yield raw;
          }
        }
      }
    }
  }
  return { releases: releases(), failed: () => failed };
}
