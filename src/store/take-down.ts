/**
 * Taking releases down: by hand, with their place in a mirrored folder, or along with another that their source took back.
 * What is hidden so stays recorded, and counts as withdrawn; what is purged is recorded no longer. All of these are to be
 * called within a transaction.
 */
import { addressKey, hostOf } from './address.ts';
import { hide, isHidden, isHiddenBy, type Reason, show } from './hiding.ts';
import { sourceKey } from './record.ts';
import {
  type Found,
  type ReleaseRow,
  type RevisionRow,
  rawOf,
  releaseRow,
  releaseValues,
  revisionRow,
  soundOr,
  textIn,
} from './rows.ts';
import type { Statements } from './sql.ts';

/** Ids of the releases that are called so: by id, source id, web address, path, or place (`file:line`); a folder is all in it. */
export function named(sql: Statements, what: string, path: string): string[] {
  const ids = new Set<string>();
  const add = (found: unknown[], column = 'release_id') => {
    for (const row of found) ids.add(textIn(row, column)!);
  };
  if (sql.release.get(what)) ids.add(what);
  add(sql.idsBySource.all(sourceKey(what)), 'id');
  const key = addressKey(what);
  if (key !== null) add(sql.idsByUrl.all(key));
  for (const one of [what, path]) {
    add(sql.seenIn.all(one));
    add([sql.sighting.get(one)].filter((row) => row !== undefined));
  }
  for (const file of filesBelow(sql, path)) add(sql.seenIn.all(file));
  return [...ids].sort();
}

/** Answers the ids of those for which that is new. What is damaged cannot be told from what it was, and stays as it is. */
export function hideAll(sql: Statements, ids: readonly string[], reason: Reason): string[] {
  return ids.filter((id) => change(sql, id, (row) => ({ ...row, hidden: hide(row.hidden, reason) })));
}

/** The same, back; a damaged row that was mended is one of those. */
export function showAll(sql: Statements, ids: readonly string[], reason: Reason): string[] {
  return ids.filter((id) => change(sql, id, (row) => ({ ...row, hidden: show(row.hidden, reason) })));
}

// ------------------------------------------------------------------------------------------------------------ copies

/** `hidden` and `shown` are new; `left` are copies that are not hidden, as their sources need not be the same. */
export type Copies = { hidden: Copy[]; shown: string[]; left: Copy[] };
export type Copy = { id: string; of: string };

/**
 * Hides what is the same as a release that was taken back, by its source or by hand: what has its address or its words, or
 * had its place as the only release of a file; this last also for a release that was put under embargo. A fetched page takes
 * along only what is of its own host. What has no more than its source id in common is told of where either has changed
 * since the record had that `version`.
 */
export function hideCopies(sql: Statements, version: number): Copies {
  const wanted = new Map<string, string>();
  const left: Copy[] = [];
  for (const taken of sql.takenBack.all()) {
    const own = currentRow(sql, textIn(taken, 'release_id')!);
    if (!own) continue;
    const { id } = own.release;
    const isBack = isTakenBack(own);
    const isHeldBack = isBack || own.said.embargoed_until !== null;
    const atAddress = isBack ? sql.sameAddress.all(id) : [];
    const isShared = atAddress.length > MOST_COPIES;
    const same = [...(isBack ? sql.sameWords.all(id) : []), ...(isHeldBack ? sql.formerNames.all(id) : [])].map(
      (row) => textIn(row, 'id')!,
    );
    const all = new Set([...same, ...atAddress.map((row) => textIn(row, 'id')!)]);
    for (const copyId of all) {
      const copy = currentRow(sql, copyId);
      if (!copy || isTakenBack(copy)) continue;
      const isCopy = same.includes(copyId) || (!isShared && !areVersions(own, copy));
      if (isCopy && mayTake(own.release, copy)) wanted.set(copyId, wanted.get(copyId) ?? id);
      else if (isNew(own, copy)) left.push({ id: copyId, of: id });
    }
    for (const row of isBack ? sql.idsBySource.all(own.release.source_key) : []) {
      const namesake = currentRow(sql, textIn(row, 'id')!);
      if (!namesake || isTakenBack(namesake) || wanted.has(namesake.release.id)) continue;
      if (isNew(own, namesake)) left.push({ id: namesake.release.id, of: id });
    }
  }
  const shown = sql.hiddenWith
    .all()
    .map((row) => textIn(row, 'id')!)
    // Where what it was hidden with is damaged or purged, nobody can say that it may be shown.
    .filter((id) => !wanted.has(id) && currentRow(sql, currentRow(sql, id)?.release.hidden_with ?? ''))
    .filter((id) => change(sql, id, (row) => ({ ...row, hidden: show(row.hidden, 'copy'), hidden_with: null })));
  const hidden = [...wanted]
    .filter(([id, of]) => change(sql, id, (row) => ({ ...row, hidden: hide(row.hidden, 'copy'), hidden_with: of })))
    .map(([id, of]) => ({ id, of }));
  const open = left.filter(({ id }) => !wanted.has(id));
  return { hidden, shown, left: [...new Map(open.map((copy) => [`${copy.id} ${copy.of}`, copy])).values()] };

  function isNew(...rows: readonly Current[]): boolean {
    return rows.some(({ release }) => release.version > version);
  }
}

/** An address that more releases give is that of a site, not of a release. */
const MOST_COPIES = 6;

/** The French and the English release at one address. */
function areVersions(one: Current, other: Current): boolean {
  const [a, b] = [rawOf(one.said).lang, rawOf(other.said).lang];
  return a !== null && b !== null && a !== b;
}

type Current = { release: ReleaseRow; said: RevisionRow };

/** A copy is none by itself: what it was hidden with decides. */
const isTakenBack = ({ release, said }: Current): boolean =>
  said.status !== 'usable' || isHiddenBy(release.hidden, 'removed');

function mayTake({ origin }: ReleaseRow, { release, said }: Current): boolean {
  return origin === null || origin === release.origin || origin === hostOf(rawOf(said).url);
}

// ----------------------------------------------------------------------------------------------------------- mirroring

/** Of the releases that were read below a folder: how many may be shown, and which are in none of their files any more. */
export type Gone = { shown: number; gone: string[]; files: string[] };

/** `isThere` tells whether a file that was read once is still in the folder, or may be. Changes nothing. */
export function goneBelow(sql: Statements, folder: string, isThere: (file: string) => boolean): Gone {
  const files = filesBelow(sql, folder);
  const missing = files.filter((file) => !isThere(file));
  const lost = new Set(missing);
  const below = new Set<string>();
  const candidates = new Set<string>();
  for (const file of files) {
    for (const row of sql.seenIn.all(file)) {
      below.add(textIn(row, 'release_id')!);
      if (lost.has(file)) candidates.add(textIn(row, 'release_id')!);
    }
  }
  for (const row of sql.departedBelow.all(...rangeBelow(folder))) {
    below.add(textIn(row, 'release_id')!);
    candidates.add(textIn(row, 'release_id')!);
  }
  const isShown = (id: string): boolean => {
    const current = currentRow(sql, id);
    return current !== null && !isHidden(current.release.hidden) && current.said.status === 'usable';
  };
  const isElsewhere = (id: string): boolean => sql.filesWith.all(id).some((row) => !lost.has(textIn(row, 'file')!));
  return {
    shown: [...below].filter(isShown).length,
    gone: [...candidates].filter((id) => isShown(id) && !isElsewhere(id)).sort(),
    files: missing,
  };
}

/** Hides what is gone; a file that comes back is read anew. */
export function hideGone(sql: Statements, { gone, files }: Gone): void {
  for (const file of files) {
    for (const row of sql.seenIn.all(file)) sql.depart.run(textIn(row, 'release_id'), file);
    forgetPlaces(sql, file, new Set());
    sql.unmarkFile.run(file);
  }
  hideAll(sql, gone, 'gone');
}

/** To be called once all of a file was read: what was at other places in it is there no more. */
export function forgetPlaces(sql: Statements, file: string, places: ReadonlySet<string>): void {
  for (const row of sql.placesIn.all(file)) {
    const place = textIn(row, 'place')!;
    if (places.has(place)) continue;
    const id = textIn(sql.sighting.get(place), 'release_id');
    sql.dropSighting.run(place);
    if (id && !sql.seenIn.all(file).some((other) => textIn(other, 'release_id') === id)) sql.depart.run(id, file);
  }
}

/** A path and all below it, as texts that lie between two. */
const rangeBelow = (folder: string): [string, string] => [
  `${folder.replace(/\/$/, '')}/`,
  `${folder.replace(/\/$/, '')}0`,
];
const filesBelow = (sql: Statements, folder: string): string[] =>
  sql.filesBelow.all(...rangeBelow(folder)).map((row) => textIn(row, 'file')!);

// ------------------------------------------------------------------------------------------------------------- purging

/**
 * Erases releases, and all that have the same words: every revision, place and name. What stays is a hash of each id and
 * wording, by which they are kept out when they are read again. Answers the ids of all that were erased.
 */
export function purge(sql: Statements, ids: readonly string[], since: string): string[] {
  const erased = new Set<string>();
  for (const id of ids) {
    for (const one of [id, ...sql.sameWords.all(id).map((row) => textIn(row, 'id')!)]) {
      if (!sql.release.get(one)) continue;
      for (const found of sql.revisionsOf.all(one)) {
        const words = textIn(found, 'words_hash');
        if (words) sql.addPurged.run(words, since);
      }
      sql.addPurged.run(one, since);
      const files = sql.filesWith.all(one).map((row) => textIn(row, 'file')!);
      sql.nextVersion.get();
      sql.dropRelease.run(one);
      sql.count.run(-1);
      for (const file of files) if (!sql.seenIn.get(file)) sql.dropFile.run(file);
      erased.add(one);
    }
  }
  return [...erased];
}

// ------------------------------------------------------------------------------------------------------------- helpers

/** Null where it is damaged. */
function currentRow(sql: Statements, id: string): Current | null {
  const release = soundRelease(sql, id);
  return (
    release &&
    soundOr(() => ({ release, said: revisionRow(sql.revision.get(id, release.revision) as Found | undefined) }))
  );
}

const soundRelease = (sql: Statements, id: string): ReleaseRow | null =>
  soundOr(() => releaseRow(sql.release.get(id) as Found | undefined));

/** Whether anything changed by it; each change makes the release one of those that changed. */
function change(sql: Statements, id: string, to: (row: ReleaseRow) => ReleaseRow): boolean {
  const current = soundRelease(sql, id);
  if (!current) return false;
  const next = to(current);
  if (next.hidden === current.hidden && next.hidden_with === current.hidden_with) return false;
  const { version } = sql.nextVersion.get() as { version: number };
  sql.putRelease.run(...releaseValues({ ...next, version }));
  return true;
}
