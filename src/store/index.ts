/**
 * The record of what releases say: SQLite, append-only history. A release that changes gets a new revision; a better
 * extraction replaces what was extracted of the current one. For one writer at a time, which `lock.ts` sees to.
 */
import type { Extraction, Lang, RawRelease, RecordedRelease, Visibility } from '../domain.ts';
import { releaseId } from '../identity.ts';
import { foldLog, openDatabase, type Statement, storePath, transaction } from './database.ts';
import { attempt } from './error.ts';
import { type Recorded, recordRelease } from './record.ts';
import { type RevisionRow, toRecorded } from './rows.ts';
import { prepareStatements } from './sql.ts';

export { storePath } from './database.ts';
export { StoreError } from './error.ts';
export { acquireWriter, type Writer } from './lock.ts';
export type { Outcome, Recorded } from './record.ts';

/** A release as it was at one time; the highest revision is the current one. */
export type Revision = RecordedRelease & { extractor: string };

/** A whole file as it was last read: absolute path, hash of its bytes, version of the extractor. */
export type FileSeen = { path: string; bytesHash: string; extractor: string };

export type StoreStats = { releases: number; revisions: number; quotations: number; version: number };

export type Store = ReturnType<typeof openStore>;

/** Opens, or creates, the record in an index folder. Throws a `StoreError` for what cannot be opened or is not ours. */
export function openStore(dir: string, { readonly = false }: { readonly?: boolean } = {}) {
  const path = storePath(dir);
  const database = openDatabase(dir, readonly);
  const sql = attempt(path, 'read', () => prepareStatements(database));
  /** One statement sees the record as it is at one moment by itself; several need a transaction. */
  const looking = <T>(action: () => T): T => attempt(path, 'read', action);
  const reading = <T>(action: () => T): T => looking(() => transaction(database, action, 'DEFERRED'));
  const writing = <T>(what: string, action: () => T): T =>
    attempt(path, what, () => transaction(database, action, 'IMMEDIATE'));

  /** Current revisions, a page at a time, each as it is at one moment: between two, the record may be written. */
  function* pages<Key extends string | number>(
    statement: Statement,
    start: Key,
    keyOf: (row: RevisionRow) => Key,
  ): Generator<RecordedRelease> {
    for (let after = start; ; ) {
      const page = reading(() =>
        (statement.all(after, PAGE) as RevisionRow[]).map((row) => ({
          key: keyOf(row),
          release: toRecorded(row),
        })),
      );
      for (const { release } of page) yield release;
      if (page.length < PAGE) return;
      after = page.at(-1)!.key;
    }
  }

  return {
    /**
     * Records what a place says, in one transaction: once it returns, it is kept. Its release is known by publisher and
     * `sourceId`. `extractor` is the version of what made `extraction`; `path` the absolute path of a file that holds
     * only this release, kept with its name for `sourceIdAt`.
     */
    record(
      raw: RawRelease,
      extraction: Extraction,
      { extractor, path: file }: { extractor: string; path?: string },
    ): Recorded {
      const id = releaseId(raw.publisher, raw.sourceId);
      return writing(`record ${raw.place} in`, () => {
        if (file !== undefined) sql.nameFile.run(file, raw.sourceId);
        return recordRelease(sql, id, raw, extraction, extractor);
      });
    },

    /** Whether this file was read to its end with these bytes and this extractor. */
    seen({ path: file, bytesHash, extractor }: FileSeen): boolean {
      return looking(() => sql.file.get(file, bytesHash, extractor) !== undefined);
    },

    /** To be called once all of a file is recorded. */
    markSeen({ path: file, bytesHash, extractor }: FileSeen): void {
      writing(`mark ${file} as read in`, () => sql.markFile.run(file, bytesHash, extractor));
    },

    /** What the release in the file at this absolute path was called when it was first recorded; null when never. */
    sourceIdAt(file: string): string | null {
      return looking(() => (sql.fileName.get(file) as { source_id: string | null } | undefined)?.source_id ?? null);
    },

    /** The absolute path of the file that a release of this name was first recorded from; null when of none. */
    fileNamed(sourceId: string): string | null {
      return looking(() => (sql.fileNamed.get(sourceId) as { path: string } | undefined)?.path ?? null);
    },

    /** Tells this record from any other: a folder that is deleted and filled again is another. */
    id(): string {
      return looking(() => (sql.identity.get() as { id: string }).id);
    },

    /** Grows by one with each release added, revised or re-extracted; 0 for an empty record. */
    version(): number {
      return looking(() => (sql.version.get() as { version: number }).version);
    },

    /** The current revision of each release, in the order of their ids. The record may be written meanwhile. */
    releases(): Iterable<RecordedRelease> {
      return pages(sql.releasesAfter, '', ({ id }) => id);
    },

    /** The current revision of each release that changed since the record had that `version`, oldest change first. */
    changedSince(version: number): Iterable<RecordedRelease> {
      return pages(sql.releasesSince, version, ({ version }) => version);
    },

    /** What was read of each release whose current revision another extractor understood, in the order of their ids. */
    *outdated(extractor: string): Generator<RawRelease> {
      // Most often there is none, which an index tells at once.
      if (!looking(() => sql.anyOutdated.get(extractor, extractor))) return;
      for (let after = ''; ; ) {
        const row = looking(() => sql.outdated.get(after, extractor)) as { id: string; raw: string } | undefined;
        if (!row) return;
        yield JSON.parse(row.raw);
        after = row.id;
      }
    },

    /** The current revision of one release; null when there is none of this id. */
    release(id: string): RecordedRelease | null {
      return reading(() => {
        const row = sql.release.get(id) as RevisionRow | undefined;
        return row ? toRecorded(row) : null;
      });
    },

    /** A quotation of the current revision of a release; null when it has none of this id. */
    quotation(releaseId: string, id: string): ({ text: string; lang: Lang } & Visibility) | null {
      return looking(() => {
        const row = sql.quotation.get(releaseId, id) as QuotedRow | undefined;
        return row ? { text: row.text, lang: row.lang, status: row.status, embargoedUntil: row.embargoed_until } : null;
      });
    },

    /** All that a release has said, oldest first. */
    revisions(id: string): Revision[] {
      return reading(() =>
        (sql.revisionsOf.all(id) as RevisionRow[]).map((row) => ({
          ...toRecorded(row),
          extractor: row.extractor,
        })),
      );
    },

    /** Counts; quotations are those of current revisions. */
    stats(): StoreStats {
      return reading(() => {
        const { releases, revisions, quotations, version } = sql.stats.get() as StoreStats;
        return { releases, revisions, quotations, version };
      });
    },

    close(): void {
      if (!readonly) foldLog(database);
      database.close();
    },
  };
}

const PAGE = 200;

type QuotedRow = { text: string; lang: Lang; status: Visibility['status']; embargoed_until: string | null };
