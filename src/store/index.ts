/**
 * The record of what releases say: SQLite, append-only history. A release that changes gets a new revision; a better
 * extraction replaces what was extracted of the current one. For one writer at a time, which `lock.ts` sees to.
 *
 * What is damaged is never given out: it is told to `onDamage`, once, and its file is read anew by the next ingest.
 */
import type { Extraction, Lang, RawRelease, RecordedRelease, Visibility } from '../domain.ts';
import { releaseId } from '../identity.ts';
import { foldLog, openDatabase, type Statement, scour, storePath, transaction } from './database.ts';
import { attempt } from './error.ts';
import { type Provenance, type Recorded, recordRelease } from './record.ts';
import { Damage, type Found, rawOf, releaseRow, revisionRow, textIn, toRecorded } from './rows.ts';
import { prepareStatements } from './sql.ts';
import {
  type Copies,
  forgetPlaces,
  type Gone,
  goneBelow,
  hideAll,
  hideCopies,
  hideGone,
  named,
  purge,
  showAll,
} from './take-down.ts';
import { type Fault, faultsIn, missing } from './verify.ts';

export { hostOf } from './address.ts';
export { storePath } from './database.ts';
export { StoreError } from './error.ts';
export { acquireWriter, type Writer } from './lock.ts';
export type { Outcome, Provenance, Recorded } from './record.ts';
export type { Copies, Copy, Gone } from './take-down.ts';
export type { Fault } from './verify.ts';

/** A release as it was at one time; the highest revision is the current one. */
export type Revision = RecordedRelease & { extractor: string };

/** A whole file as it was last read: absolute path, hash of its bytes, version of the extractor. */
export type FileSeen = { path: string; bytesHash: string; extractor: string };

export type StoreStats = { releases: number; revisions: number; quotations: number; version: number };

export type StoreOptions = {
  readonly?: boolean;
  /** Told of each release that cannot be given out as it is damaged, and why; null where some are missing. */
  onDamage?: (releaseId: string | null, why: string) => void;
};

export type Store = ReturnType<typeof openStore>;

/** Opens, or creates, the record in an index folder. Throws a `StoreError` for what cannot be opened or is not ours. */
export function openStore(dir: string, { readonly = false, onDamage = () => {} }: StoreOptions = {}) {
  const path = storePath(dir);
  const database = openDatabase(dir, readonly);
  const sql = attempt(path, 'read', () => prepareStatements(database));
  const damaged = new Set<string>();
  /** One statement sees the record as it is at one moment by itself; several need a transaction. */
  const looking = <T>(action: () => T): T => attempt(path, 'read', action);
  const reading = <T>(action: () => T): T => looking(() => transaction(database, action, 'DEFERRED'));
  const writing = <T>(what: string, action: () => T): T =>
    attempt(path, what, () => transaction(database, action, 'IMMEDIATE'));

  /** Null for what is damaged, and told. A page of the file that cannot be read is damage of what stood on it. */
  function soundOr<Value>(id: string, read: () => Value): Value | null {
    try {
      return read();
    } catch (error) {
      const isDamage = error instanceof Damage || /malformed|not a database|corrupt/.test(String(error));
      if (!isDamage) throw error;
      if (!damaged.has(id)) onDamage(id, (error as Error).message);
      damaged.add(id);
      return null;
    }
  }

  function current(id: string, found = sql.release.get(id) as Found | undefined): RecordedRelease | null {
    if (!found) return null;
    return soundOr(id, () => {
      const release = releaseRow(found);
      return toRecorded(release, revisionRow(sql.revision.get(id, release.revision) as Found | undefined));
    });
  }

  /** Current revisions, a page at a time, each as it is at one moment: between two, the record may be written. */
  function* pages<Key extends string | number>(
    statement: Statement,
    start: Key,
    keyOf: (row: Found) => Key,
    onPage: (rows: number) => void = () => {},
  ): Generator<RecordedRelease> {
    for (let after = start; ; ) {
      const page = reading(() =>
        (statement.all(after, PAGE) as Found[]).map((row) => ({
          key: keyOf(row),
          release: current(textIn(row, 'id')!, row),
        })),
      );
      onPage(page.length);
      for (const { release } of page) if (release) yield release;
      if (page.length < PAGE) return;
      after = page.at(-1)!.key;
    }
  }

  const counted = () => looking(() => sql.counted.get() as { version: number; releases: number });

  /** The last release that was asked for: what it quotes is asked for one by one. */
  let atHand: { id: string; version: number; release: RecordedRelease | null } | null = null;
  const version = (): number => looking(() => (sql.version.get() as { version: number }).version);
  function release(id: string): RecordedRelease | null {
    const now = version();
    if (atHand?.id !== id || atHand.version !== now) atHand = { id, version: now, release: reading(() => current(id)) };
    return atHand.release;
  }

  return {
    /**
     * Records what a place says, in one transaction: once it returns, it is kept. Its release is known by publisher and
     * `sourceId`.
     */
    record(raw: RawRelease, extraction: Extraction, provenance: Provenance): Recorded {
      const id = releaseId(raw.publisher, raw.sourceId);
      return writing(`record ${raw.place} in`, () => {
        if (provenance.path !== undefined) sql.nameFile.run(provenance.path, raw.sourceId);
        return recordRelease(sql, id, raw, extraction, provenance);
      });
    },

    /** Whether this file was read to its end with these bytes and this extractor. */
    seen({ path: file, bytesHash, extractor }: FileSeen): boolean {
      return looking(() => sql.file.get(file, bytesHash, extractor) !== undefined);
    },

    /** To be called once all of a file is recorded; `places` are all that it holds. */
    markSeen({ path: file, bytesHash, extractor }: FileSeen, places: ReadonlySet<string>): void {
      writing(`mark ${file} as read in`, () => {
        forgetPlaces(sql, file, places);
        sql.markFile.run(file, bytesHash, extractor);
      });
    },

    /** What the release in the file at this absolute path was called when it was first recorded; null when never. */
    sourceIdAt: (file: string): string | null => looking(() => textIn(sql.fileName.get(file), 'source_id')),

    /** The absolute path of the file that a release of this name was first recorded from; null when of none. */
    fileNamed: (sourceId: string): string | null => looking(() => textIn(sql.fileNamed.get(sourceId), 'path')),

    /** Tells this record from any other: a folder that is deleted and filled again is another. */
    id: (): string => looking(() => textIn(sql.identity.get(), 'id')!),

    /** Grows by one with each release added, revised, re-extracted, hidden, shown or purged; 0 for an empty record. */
    version,

    /** The current revision of each release, in the order of their ids. The record may be written meanwhile. */
    *releases(): Generator<RecordedRelease> {
      const before = counted();
      let found = 0;
      yield* pages(
        sql.releasesAfter,
        '',
        (row) => textIn(row, 'id')!,
        (rows) => {
          found += rows;
        },
      );
      const { version, releases } = counted();
      if (version === before.version && releases !== found) onDamage(null, missing(releases, found));
    },

    /** The current revision of each release that changed since the record had that `version`, oldest change first. */
    changedSince(version: number): Iterable<RecordedRelease> {
      return pages(sql.releasesSince, version, (row) => Number(row.version));
    },

    /** What was read of each release whose current revision another extractor understood, in the order of their ids. */
    *outdated(extractor: string): Generator<RawRelease> {
      // Most often there is none, which an index tells at once.
      if (!looking(() => sql.anyOutdated.get(extractor, extractor))) return;
      for (let after = ''; ; ) {
        const id = looking(() => textIn(sql.outdated.get(extractor, after), 'release_id'));
        if (id === null) return;
        const raw = reading(() =>
          soundOr(id, () => {
            const { revision } = releaseRow(sql.release.get(id) as Found | undefined);
            return rawOf(revisionRow(sql.revision.get(id, revision) as Found | undefined));
          }),
        );
        if (raw) yield raw;
        after = id;
      }
    },

    /** The current revision of one release; null when there is none of this id, or it is damaged. */
    release,

    /** A quotation of the current revision of a release; null when it has none of this id. */
    quotation(releaseId: string, id: string): ({ text: string; lang: Lang } & Visibility) | null {
      const recorded = release(releaseId);
      const quotation = recorded?.quotations.find((one) => one.quotation.id === id)?.quotation;
      if (!recorded || !quotation) return null;
      const { status, embargoedUntil } = recorded.release;
      return { text: quotation.text, lang: quotation.lang, status, embargoedUntil };
    },

    /** All that a release has said, oldest first; without what is damaged. */
    revisions(id: string): Revision[] {
      return reading(() =>
        (sql.revisionsOf.all(id) as Found[]).flatMap((found) => {
          const revision = soundOr(id, () => revisionRow(found));
          return revision ? [{ ...toRecorded({ hidden: 0 }, revision), extractor: revision.extractor }] : [];
        }),
      );
    },

    /** Counts; quotations are those of current revisions. */
    stats(): StoreStats {
      return reading(() => {
        const { releases, revisions, quotations, version } = sql.stats.get() as StoreStats;
        return { releases, revisions, quotations, version };
      });
    },

    // ------------------------------------------------------------------------------------------------ taking down

    /** Ids of the releases that are called so, also former ones: see `named`. `path` is `what` as an absolute path. */
    named: (what: string, path: string): string[] => reading(() => named(sql, what, path)),

    /** On what day (ISO instant) a release was purged; null when it was not. */
    purgedOn: (id: string): string | null => looking(() => textIn(sql.purged.get(id), 'since')),

    /** Takes releases down, whatever they say; answers those for which that is new. */
    remove: (ids: readonly string[]): string[] => writing('remove releases from', () => hideAll(sql, ids, 'removed')),

    /** Takes that back, also for what is gone from its place: what the releases say themselves counts again. */
    restore: (ids: readonly string[]): string[] =>
      writing('restore releases in', () => [
        ...new Set([...showAll(sql, ids, 'removed'), ...showAll(sql, ids, 'gone')]),
      ]),

    /** Erases releases, and what has the same words, from the file and its free pages; answers all that were erased. */
    purge(ids: readonly string[]): string[] {
      const erased = writing('purge releases from', () => purge(sql, ids, new Date().toISOString()));
      atHand = null;
      attempt(path, 'write anew', () => scour(database));
      return erased;
    },

    /** Hides the copies of what was taken back, and shows again those of what no longer is: see `hideCopies`. */
    hideCopies: (version: number): Copies => writing('hide copies in', () => hideCopies(sql, version)),

    /** Which releases are gone from a mirrored folder: see `goneBelow`. */
    goneBelow: (folder: string, isThere: (file: string) => boolean): Gone =>
      reading(() => goneBelow(sql, folder, isThere)),
    hideGone: (gone: Gone): void => writing('hide what is gone in', () => hideGone(sql, gone)),

    /** All that is damaged, one by one: see `faultsIn`. */
    faults: (): Iterable<Fault> => faultsIn(database, sql),

    close(): void {
      if (!readonly && damaged.size > 0) {
        writing('mark what is damaged in', () => {
          for (const id of damaged) {
            for (const row of sql.filesWith.all(id)) sql.unmarkFile.run(textIn(row, 'file'));
          }
        });
      }
      if (!readonly) foldLog(database);
      database.close();
    },
  };
}

const PAGE = 200;
