/** Whether the record is what was written: for `dixit doctor --store`. */
import type { Connection } from './database.ts';
import { contentHashOf } from './record.ts';
import { type Found, rawOf, releaseRow, revisionRow, textIn, toRecorded } from './rows.ts';
import type { Statements } from './sql.ts';

/** `releaseId` is null for what is of no single release. */
export type Fault = { releaseId: string | null; message: string };

/**
 * Everything is read: the file by SQLite itself, then each row with its checksum, each revision with the hash of its content
 * and its quotations as pieces of its text.
 */
export function* faultsIn(database: Connection, sql: Statements): Generator<Fault> {
  for (const message of integrity(database)) yield { releaseId: null, message };
  let after = '';
  let count = 0;
  for (;;) {
    let page: Found[];
    try {
      page = sql.releasesAfter.all(after, PAGE) as Found[];
    } catch (error) {
      yield { releaseId: null, message: `the list of releases cannot be read: ${(error as Error).message}` };
      return;
    }
    for (const found of page) {
      const id = textIn(found, 'id')!;
      yield* faultsOf(sql, id, found);
      after = id;
    }
    count += page.length;
    if (page.length === PAGE) continue;
    const { releases } = sql.counted.get() as { releases: number };
    if (releases !== count) yield { releaseId: null, message: missing(releases, count) };
    return;
  }
}

/** Rows that a changed bit has made vanish. */
export const missing = (expected: number, found: number): string =>
  `expected ${expected} releases, as were recorded, found ${found}`;

const PAGE = 200;

function* faultsOf(sql: Statements, id: string, found: Found): Generator<Fault> {
  const fault = (error: unknown): Fault => ({ releaseId: id, message: (error as Error).message });
  let last = 0;
  try {
    last = releaseRow(found).revision;
  } catch (error) {
    yield fault(error);
  }
  let revisions: Found[];
  try {
    revisions = sql.revisionsOf.all(id) as Found[];
  } catch (error) {
    yield fault(error);
    return;
  }
  if (last > 0 && !revisions.some(({ revision }) => revision === last)) {
    yield { releaseId: id, message: `its revision ${last} is missing` };
  }
  for (const revision of revisions) {
    try {
      const row = revisionRow(revision);
      if (contentHashOf(rawOf(row)) !== row.content_hash)
        throw new Error(`revision ${row.revision}: its content is not that of its hash`);
      const { release, quotations } = toRecorded({ hidden: 0 }, row);
      for (const { quotation } of quotations) {
        const pieces = quotation.content.map(({ start, end }) => release.text.slice(start, end)).join(' ');
        if (spaced(pieces) !== spaced(quotation.text))
          throw new Error(`revision ${row.revision}: quotation ${quotation.id} is not in its text`);
      }
    } catch (error) {
      yield fault(error);
    }
  }
}

const spaced = (text: string): string => text.replace(/\s+/g, ' ');

/** What SQLite says of the file, a line each; nothing when all is well. */
function integrity(database: Connection): string[] {
  try {
    const rows = database.prepare('PRAGMA integrity_check(20)').raw().all() as [string][];
    return rows.map(([line]) => line).filter((line) => line !== 'ok');
  } catch (error) {
    return [(error as Error).message];
  }
}
