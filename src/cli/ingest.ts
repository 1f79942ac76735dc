/** `dixit ingest`: reads, extracts and stores releases, then publishes them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { EXTRACTOR, extract } from '../extract/index.ts';
import { ReadError, readReleases } from '../read/index.ts';
import { acquireWriter, openStore, type Store } from '../store/index.ts';
import { fetchRelease, isWebAddress } from './fetch.ts';
import { inputFiles } from './files.ts';
import { progress } from './progress.ts';
import { publish } from './publish.ts';
import type { Settings } from './settings.ts';

export type Ingested = { added: number; revised: number; unchanged: number; failed: number };

/**
 * Idempotent: what a place said before is not read again. Each input that cannot be read is told on stderr and counted
 * as failed; the rest goes on.
 */
export async function ingest(paths: readonly string[], settings: Settings, waitMs = 0): Promise<Ingested> {
  const lock = await acquireWriter(settings.index, { wait: waitMs });
  try {
    const store = openStore(settings.index);
    try {
      const outcome = await readInto(store, paths);
      await publish(store, settings);
      return outcome;
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

async function readInto(store: Store, paths: readonly string[]): Promise<Ingested> {
  const outcome: Ingested = { added: 0, revised: 0, unchanged: 0, failed: 0 };
  const fail = (message: string) => {
    outcome.failed += 1;
    process.stderr.write(`dixit: ${message}\n`);
  };
  const files = inputFiles(
    paths.filter((path) => !isWebAddress(path)),
    (place, message) => fail(`${place}: ${message}`),
  );
  const addresses = paths.filter(isWebAddress);
  const total = files.reduce((sum, file) => sum + Math.max(1, file.size), addresses.length);
  const bar = progress('ingest', total, 'releases');
  let done = 0;
  let count = 0;

  for (const { path, name, size } of files) {
    try {
      const bytes = readFileSync(path);
      const file = { path, bytesHash: createHash('sha256').update(bytes).digest('hex'), extractor: EXTRACTOR };
      const many = extname(path) === '.jsonl';
      const expected = many ? countRows(bytes) : 1;
      if (store.seen(file)) {
        outcome.unchanged += expected;
        count += expected;
      } else {
        const sourceId = store.sourceIdAt(path) ?? name;
        const failedBefore = outcome.failed;
        let read = 0;
        for (const raw of readReleases(path, bytes, sourceId)) {
          read += 1;
          take(raw, many ? undefined : path);
          bar.update(done + (size * Math.min(read, expected)) / Math.max(1, expected), count);
        }
        // A file with a bad line is read again, and complained of again, next time.
        if (outcome.failed === failedBefore) store.markSeen(file);
      }
    } catch (error) {
      fail(`${path}: ${(error as Error).message}`);
    }
    done += Math.max(1, size);
    bar.update(done, count);
  }
  for (const address of addresses) {
    try {
      const { bytes, name } = await fetchRelease(address);
      for (const raw of readReleases(name, bytes, address))
        take(raw instanceof ReadError ? raw : { ...raw, url: raw.url ?? address });
    } catch (error) {
      fail(`${address}: ${(error as Error).message}`);
    }
    done += 1;
    bar.update(done, count);
  }
  bar.stop();
  return outcome;

  function take(raw: RawRelease | ReadError, path?: string) {
    if (raw instanceof ReadError) return fail(raw.message);
    const { outcome: what } = store.record(raw, extract(raw), { extractor: EXTRACTOR, path });
    count += 1;
    if (what === 'added') outcome.added += 1;
    else if (what === 'unchanged') outcome.unchanged += 1;
    else outcome.revised += 1;
  }
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
