/** `dixit ingest`: reads, extracts and stores releases, then publishes them. */
import { existsSync, statSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { ReadError } from '../read/index.ts';
import { acquireWriter, type Copies, hostOf, type Store, StoreError } from '../store/index.ts';
import { hashOf, ignoredText, sidecarFinder, warnOfDoubts } from './beside.ts';
import { complain } from './complain.ts';
import { fetchRelease, isWebAddress, shownAddress } from './fetch.ts';
import { inputFiles, readInput } from './files.ts';
import { Misuse } from './misuse.ts';
import { type Progress, progress } from './progress.ts';
import { isPublicAddress } from './public-address.ts';
import { publish } from './publish.ts';
import { warn } from './register.ts';
import type { Settings } from './settings.ts';
import { PARTS, type Parts } from './wiring.ts';

/** `withdrawn`: hidden as gone from a mirrored folder, or with another that was taken back. */
export type Ingested = {
  added: number;
  revised: number;
  unchanged: number;
  failed: number;
  keptOut: number;
  withdrawn: number;
  /** The names of fields that nobody reads, with how many releases have them. */
  ignored: Map<string, number>;
};

export type IngestOptions = {
  /** How long, in milliseconds, to wait for another writer. */
  wait?: number;
  /** What was read from these folders before and is there no more is withdrawn; `most`: also where that is more than half. */
  mirror?: { most: boolean } | null;
  parts?: Parts;
};

/**
 * Idempotent: what a place said before is not read again. Each input that cannot be read is told on stderr and counted
 * as failed; the rest goes on.
 */
export async function ingest(
  paths: readonly string[],
  settings: Settings,
  { wait = 0, mirror = null, parts = PARTS }: IngestOptions = {},
): Promise<Ingested> {
  if (mirror) refuseToMirror(paths);
  const lock = await acquireWriter(settings.index, { wait });
  try {
    const store = parts.openStore(settings.index);
    try {
      const before = store.version();
      const { outcome, isThere } = await readInto(store, paths, settings, parts);
      readAgain(store, parts);
      if (mirror) for (const folder of paths) takeGone(store, folder, isThere, mirror.most, outcome);
      outcome.withdrawn += tellCopies(store, store.hideCopies(before));
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
): Promise<{ outcome: Ingested; isThere: (file: string) => boolean }> {
  const outcome: Ingested = {
    added: 0,
    revised: 0,
    unchanged: 0,
    failed: 0,
    keptOut: 0,
    withdrawn: 0,
    ignored: new Map(),
  };
  const fail = (message: string) => {
    outcome.failed += 1;
    complain(message);
  };
  const sidecarsOf = sidecarFinder();
  const onIgnored = (field: string) => outcome.ignored.set(field, (outcome.ignored.get(field) ?? 0) + 1);
  const unreadable: string[] = [];
  const files = inputFiles(
    paths.filter((path) => !isWebAddress(path)),
    (place, message) => {
      unreadable.push(resolve(place));
      fail(`${place}: ${message}`);
    },
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
      const sidecars = sidecarsOf(file);
      const seen = { path, bytesHash: hashOf(bytes, sidecars), extractor: EXTRACTOR };
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
        for (const raw of readReleases(path, bytes, sourceId, { sidecars, onIgnored })) {
          read += 1;
          places.add(raw.place);
          take(raw, many ? {} : { path });
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
      for (const raw of readReleases(name, bytes, address, { charset, onIgnored }))
        take(raw instanceof ReadError ? raw : { ...raw, url: raw.url ?? address }, { origin: hostOf(address)! });
    } catch (error) {
      failOn(shownAddress(given), error);
    }
    done += 1;
    bar.update(done, count);
  }
  bar.stop();
  const found = new Set(files.map(({ path }) => path));
  // What cannot be looked at may be there.
  const isThere = (file: string): boolean =>
    found.has(file) || unreadable.some((place) => file === place || file.startsWith(`${place}${sep}`));
  return { outcome, isThere };

  /** One input less; but a store that cannot be written (a full disk) will take none of the others either. */
  function failOn(place: string, error: unknown) {
    if (error instanceof StoreError) throw error;
    fail(`${place}: ${(error as Error).message}`);
  }

  function take(raw: RawRelease | ReadError, from: { path?: string; origin?: string }) {
    if (raw instanceof ReadError) return fail(raw.message);
    warnOfDoubts(raw);
    const { outcome: what, remark } = store.record(raw, extract(raw), { extractor: EXTRACTOR, ...from });
    if (what === 'refused') return fail(`${raw.place}: ${remark}`);
    if (remark) warn(raw.place, remark);
    count += 1;
    if (what === 'added') outcome.added += 1;
    else if (what === 'unchanged') outcome.unchanged += 1;
    else if (what === 'kept out') outcome.keptOut += 1;
    else outcome.revised += 1;
  }
}

// ---------------------------------------------------------------------------------------------------------- taking back

function refuseToMirror(paths: readonly string[]): void {
  const other = paths.find((path) => !statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (other !== undefined) throw new Misuse(`--mirror: expected folders, found "${other}"`);
}

/** Withdraws what is gone from a folder, after it has said how much; more than half of what it gave only where that is meant. */
function takeGone(
  store: Store,
  folder: string,
  isThere: (file: string) => boolean,
  most: boolean,
  outcome: Ingested,
): void {
  const found = store.goneBelow(resolve(folder), isThere);
  const { gone, shown } = found;
  const what = `${gone.length} of ${shown} ${shown === 1 ? 'release' : 'releases'} of ${folder}`;
  if (gone.length * 2 > shown && !most) {
    outcome.failed += 1;
    complain(
      `${folder}: expected at most half of its releases to be gone, found ${what}; nothing is withdrawn (--yes)`,
    );
    return;
  }
  if (gone.length > 0) process.stderr.write(`dixit: ${what} ${gone.length === 1 ? 'is' : 'are'} gone: withdrawn\n`);
  store.hideGone(found);
  outcome.withdrawn += gone.length;
}

/** Says which releases are hidden, or shown again, with others that were taken back, and which are not. */
export function tellCopies(store: Store, { hidden, shown, left }: Copies): number {
  const called = (id: string): string => {
    const { sourceId, publisher, url } = store.release(id)?.release ?? { sourceId: id, publisher: null, url: null };
    return [`${id} ("${sourceId}"`, publisher ?? 'no publisher', ...(url ? [url] : [])].join(', ').concat(')');
  };
  for (const { id, of } of hidden)
    process.stderr.write(`dixit: ${called(id)} is withdrawn too: the same as ${called(of)}\n`);
  for (const id of shown)
    process.stderr.write(`dixit: ${called(id)} is shown again: what it is the same as is no longer withdrawn\n`);
  for (const { id, of } of left) {
    warn(
      id,
      `${called(id)} is not withdrawn with ${called(of)}, as nobody can tell that it is the same (dixit remove ${id})`,
    );
  }
  return hidden.length;
}

/** Releases that were not given again, but which an older extractor understood. */
function readAgain(store: Store, { readAsNow, extract }: Parts): void {
  let bar: Progress | null = null;
  let count = 0;
  for (const stored of store.outdated(EXTRACTOR)) {
    const raw = readAsNow(stored);
    warnOfDoubts(raw);
    bar ??= progress('extract anew', store.stats().releases, 'releases');
    store.record(raw, extract(raw), { extractor: EXTRACTOR, anew: true });
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

export const ingestedText = ({ added, revised, unchanged, failed, keptOut, withdrawn, ignored }: Ingested): string => {
  const fields = ignoredText(ignored);
  const counts = [
    `${added} added, ${revised} revised, ${unchanged} unchanged`,
    ...(withdrawn ? [`${withdrawn} withdrawn`] : []),
    ...(keptOut ? [`${keptOut} kept out`] : []),
    ...(failed ? [`${failed} could not be read`] : []),
  ].join(', ');
  return fields === null ? counts : `${counts}; ignored fields: ${fields}`;
};
