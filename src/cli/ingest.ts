/** `dixit ingest`: reads, extracts and stores releases, then publishes them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { extname, sep } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { ReadError } from '../read/index.ts';
import { acquireWriter, type Store, StoreError } from '../store/index.ts';
import { complain } from './complain.ts';
import { fetchRelease, isWebAddress, shownAddress } from './fetch.ts';
import { inputFiles, readInput } from './files.ts';
import { PARTS, type Parts } from './parts.ts';
import { type Progress, progress } from './progress.ts';
import { isPublicAddress } from './public-address.ts';
import { publish } from './publish.ts';
import type { Settings } from './settings.ts';

export type Ingested = { added: number; revised: number; unchanged: number; failed: number };

/**
 * Idempotent: what a place said before is not read again. Each input that cannot be read is told on stderr and counted
 * as failed; the rest goes on.
 */
export async function ingest(
  paths: readonly string[],
  settings: Settings,
  waitMs = 0,
  parts: Parts = PARTS,
): Promise<Ingested> {
  const lock = await acquireWriter(settings.index, { wait: waitMs });
  try {
    const store = parts.openStore(settings.index);
    try {
      const outcome = await readInto(store, paths, settings, parts);
      readAgain(store, parts);
      await publish(store, settings, parts);
      return outcome;
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

async function readInto(
  store: Store,
  paths: readonly string[],
  { allowPrivate }: Settings,
  { readReleases, extract }: Parts,
): Promise<Ingested> {
  const outcome: Ingested = { added: 0, revised: 0, unchanged: 0, failed: 0 };
  const fail = (message: string) => {
    outcome.failed += 1;
    complain(message);
  };
  const files = inputFiles(
    paths.filter((path) => !isWebAddress(path)),
    (place, message) => fail(`${place}: ${message}`),
  );
  const addresses = paths.filter(isWebAddress);
  const mayDial = allowPrivate ? () => true : isPublicAddress;
  const total = files.reduce((sum, file) => sum + Math.max(1, file.size), addresses.length);
  const bar = progress('ingest', total, 'releases');
  let done = 0;
  let count = 0;

  for (const file of files) {
    const { path, name, size } = file;
    try {
      const bytes = readInput(file);
      const seen = { path, bytesHash: createHash('sha256').update(bytes).digest('hex'), extractor: EXTRACTOR };
      const many = extname(path) === '.jsonl';
      const expected = many ? countRows(bytes) : 1;
      if (store.seen(seen)) {
        outcome.unchanged += expected;
        count += expected;
      } else {
        const sourceId = store.sourceIdAt(path) ?? freeName(store, path, name);
        const failedBefore = outcome.failed;
        const places = new Set<string>();
        let read = 0;
        for (const raw of readReleases(path, bytes, sourceId)) {
          read += 1;
          places.add(raw.place);
          take(raw, many ? undefined : path);
          bar.update(done + (size * Math.min(read, expected)) / Math.max(1, expected), count);
        }
        // A file with a bad line is read again, and complained of again, next time.
        if (outcome.failed === failedBefore) store.markSeen(seen, places);
      }
    } catch (error) {
      failOn(path, error);
    }
    done += Math.max(1, size);
    bar.update(done, count);
  }
  for (const given of addresses) {
    try {
      const { bytes, name, charset, address } = await fetchRelease(given, mayDial);
      for (const raw of readReleases(name, bytes, address, charset))
        take(raw instanceof ReadError ? raw : { ...raw, url: raw.url ?? address });
    } catch (error) {
      failOn(shownAddress(given), error);
    }
    done += 1;
    bar.update(done, count);
  }
  bar.stop();
  return outcome;

  /** One input less; but a store that cannot be written (a full disk) will take none of the others either. */
  function failOn(place: string, error: unknown) {
    if (error instanceof StoreError) throw error;
    fail(`${place}: ${(error as Error).message}`);
  }

  function take(raw: RawRelease | ReadError, path?: string) {
    if (raw instanceof ReadError) return fail(raw.message);
    const { outcome: what } = store.record(raw, extract(raw), { extractor: EXTRACTOR, path });
    count += 1;
    if (what === 'added') outcome.added += 1;
    else if (what === 'unchanged') outcome.unchanged += 1;
    else outcome.revised += 1;
  }
}

/** Releases that were not given again, but which an older extractor understood. */
function readAgain(store: Store, { extract }: Parts): void {
  let bar: Progress | null = null;
  let count = 0;
  for (const raw of store.outdated(EXTRACTOR)) {
    bar ??= progress('extract anew', store.stats().releases, 'releases');
    store.record(raw, extract(raw), { extractor: EXTRACTOR });
    count += 1;
    bar.update(count, count);
  }
  bar?.stop();
}

/** Another file that is still there may have the name already (`fr/x.txt` and `en/x.txt`, ingested one by one). */
function freeName(store: Store, path: string, name: string): string {
  const owner = store.fileNamed(name);
  return owner && owner !== path && existsSync(owner) ? path.split(sep).slice(-2).join('/') : name;
}

/** Lines that hold more than white space. */
function countRows(bytes: Uint8Array): number {
  let rows = 0;
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    if (end - start > 1) rows += 1;
    start = end + 1;
  }
  return rows;
}

const LINE_FEED = 10;

export const ingestedText = ({ added, revised, unchanged, failed }: Ingested): string =>
  `${added} added, ${revised} revised, ${unchanged} unchanged${failed ? `, ${failed} could not be read` : ''}`;
