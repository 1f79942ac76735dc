/** What is new in what a place says, and how it is written down. */
import { createHash } from 'node:crypto';
import type { Extraction, RawRelease } from '../domain.ts';
import { addressKey, hostOf } from './address.ts';
import { hide, isHiddenBy, show } from './hiding.ts';
import {
  type Found,
  packed,
  type ReleaseRow,
  type RevisionRow,
  rawOf,
  releaseRow,
  releaseValues,
  revisionRow,
  revisionValues,
  soundOr,
  textIn,
} from './rows.ts';
import type { Statements } from './sql.ts';

/**
 * `re-extracted`: it says what it said, but is now read or understood otherwise. `kept out`: it was purged, and is not
 * recorded again. `refused`: it would revise a release that it has no right to.
 */
export type Outcome = 'added' | 'revised' | 're-extracted' | 'unchanged' | 'kept out' | 'refused';

/** `remark`: what whoever gave the release should know of it; always there where it was kept out or refused. */
export type Recorded = { releaseId: string; revision: number; outcome: Outcome; remark?: string };

/** Where a release is from. */
export type Provenance = {
  /** The version of what made the extraction. */
  extractor: string;
  /** The absolute path of a file that holds only this release. */
  path?: string | undefined;
  /** The host that it was fetched from; absent for a file. */
  origin?: string | undefined;
  /** It was not read again but is of the record, understood anew. */
  anew?: boolean;
};

/** Writes what a place says of the release `id`. To be called within a transaction. */
export function recordRelease(
  sql: Statements,
  id: string,
  raw: RawRelease,
  extraction: Extraction,
  provenance: Provenance,
): Recorded {
  const said = hashesOf(raw);
  const purged = textIn(sql.purged.get(id) ?? (said.words && sql.purged.get(said.words)), 'since');
  if (purged) {
    const remark = `expected no release that was purged, found one (${id}) that was on ${purged.slice(0, 10)}`;
    return { releaseId: id, revision: 0, outcome: 'kept out', remark };
  }
  const current = currentOf(sql, id);
  const sighting = sql.sighting.get(raw.place) as Found | undefined;
  const saidHere = textIn(sighting, 'release_id') === id && textIn(sighting, 'reading_hash') === said.reading;

  const outcome = outcomeOf(said, current, saidHere, provenance.extractor);
  const stranger = outcome === 'revised' ? strangerTo(current!, raw, provenance) : null;
  if (stranger?.refused) return { releaseId: id, revision: current!.number, outcome: 'refused', remark: stranger.why };

  const revision = (current?.number ?? 0) + (outcome === 'added' || outcome === 'revised' ? 1 : 0);
  const hidden = hiddenNow(current, provenance);
  if (!current) sql.count.run(1);
  if (outcome !== 'unchanged' || hidden !== current?.release?.hidden) {
    const { version } = sql.nextVersion.get() as { version: number };
    const origin = current?.release ? current.release.origin : (provenance.origin ?? null);
    const hidden_with = current?.release?.hidden_with ?? null;
    const source_key = sourceKey(raw.sourceId);
    sql.putRelease.run(...releaseValues({ id, source_key, origin, revision, version, hidden, hidden_with }));
  }
  if (outcome !== 'unchanged') {
    const kept = outcome === 're-extracted' ? current?.said : null;
    const place = { release_id: id, revision, recorded_at: kept?.recorded_at ?? new Date().toISOString() };
    sql.putRevision.run(...revisionValues(revisionOf(place, raw, extraction, provenance.extractor)));
  }
  if (!saidHere) see(sql, id, raw, said.reading, provenance.path);
  const remark = stranger?.why ?? remarkOn(current, hidden, outcome);
  return { releaseId: id, revision, outcome, ...(remark ? { remark } : {}) };
}

/** What identifies a release beside its publisher, as it is looked up. */
export const sourceKey = (sourceId: string): string => hash(sourceId).slice(0, 16);

/** The hash by which a revision is told from another: see `hashesOf`. */
export const contentHashOf = (raw: RawRelease): string => hashesOf(raw).content;

/** A revision as it is stored. Throws for an extraction that holds one quotation twice. */
export function revisionOf(
  place: Pick<RevisionRow, 'release_id' | 'revision' | 'recorded_at'>,
  raw: RawRelease,
  extraction: Extraction,
  extractor: string,
): RevisionRow {
  const ids = new Set(extraction.quotations.map(({ quotation }) => quotation.id));
  if (ids.size < extraction.quotations.length) throw new Error('expected quotations of different ids, found one twice');
  const said = hashesOf(raw);
  return {
    ...place,
    content_hash: said.content,
    reading_hash: said.reading,
    words_hash: said.words,
    url_key: addressKey(raw.url),
    extractor,
    status: raw.status,
    embargoed_until: raw.embargoedUntil,
    quotations: extraction.quotations.length,
    ...packed(raw, extraction),
  };
}

// ------------------------------------------------------------------------------------------------- what is recorded

/** The current revision of a release; what is damaged of it is null. */
type Current = { number: number; release: ReleaseRow | null; said: RevisionRow | null };

function currentOf(sql: Statements, id: string): Current | null {
  const found = sql.release.get(id) as Found | undefined;
  if (!found) return null;
  const release = soundOr(() => releaseRow(found));
  const { revision: last } = sql.lastRevision.get(id) as { revision: number | null };
  const number = release?.revision ?? last ?? 0;
  return { number, release, said: soundOr(() => revisionRow(sql.revision.get(id, number) as Found | undefined)) };
}

/**
 * A place that says what it said last has nothing to say, even when another place has revised the release since: so
 * reading the same input twice changes nothing, also where one release stands in it twice. What is damaged is written anew.
 */
function outcomeOf(said: Hashes, current: Current | null, saidHere: boolean, extractor: string): Outcome {
  if (!current) return 'added';
  if (!current.said) return current.number === 0 ? 'added' : 're-extracted';
  if (current.said.content_hash !== said.content) return saidHere ? 'unchanged' : 'revised';
  if (current.said.extractor !== extractor) return 're-extracted';
  return current.said.reading_hash === said.reading || saidHere ? 'unchanged' : 're-extracted';
}

/** Whoever is seen again is not gone. Where the row is damaged nobody knows whether it was taken down: it stays down. */
function hiddenNow(current: Current | null, { anew = false }: Provenance): number {
  if (!current) return 0;
  if (!current.release) return hide(0, 'removed');
  return anew ? current.release.hidden : show(current.release.hidden, 'gone');
}

function remarkOn(current: Current | null, hidden: number, outcome: Outcome): string | null {
  if (!current || !isHiddenBy(hidden, 'removed') || outcome === 'unchanged') return null;
  return current.release
    ? 'expected a release that was not removed, found one that was: it stays so (dixit remove --undo shows it)'
    : 'expected a sound row, found a damaged one, now mended: the release stays hidden (dixit remove --undo shows it)';
}

/**
 * Whether what would revise a release comes from elsewhere: a host that did not give it before, or, where no publisher is
 * declared, an address at another host. The same publisher may move.
 */
function strangerTo(
  { release, said }: Current,
  raw: RawRelease,
  { origin }: Provenance,
): { refused: boolean; why: string } | null {
  if (origin !== undefined && release && release.origin !== origin) {
    const known = release.origin ? `from ${release.origin}` : 'from a file';
    const why = `expected release "${raw.sourceId}" ${known}, as it was recorded, found it at ${origin}`;
    return { refused: true, why: `${why} (dixit remove ${release.id} first, if it is to take its place)` };
  }
  const [before, now] = [hostOf(said ? rawOf(said).url : null), hostOf(raw.url)];
  if (!before || !now || before === now) return null;
  const why = `expected release "${raw.sourceId}" of ${before}, as it was recorded, found one of ${now}`;
  if (raw.publisher !== null)
    return { refused: false, why: `${why}: taken for a revision, as the publisher is the same` };
  return { refused: true, why: `${why} and no publisher that tells the two apart` };
}

function see(sql: Statements, id: string, { place }: RawRelease, readingHash: string, path: string | undefined): void {
  const file = fileOf(place);
  const before = textIn(sql.sighting.get(place), 'release_id');
  if (before && before !== id) {
    sql.depart.run(before, file);
    // Two names that a file had in turn are of one release, whichever came first.
    if (path !== undefined)
      for (const [one, other] of [
        [before, id],
        [id, before],
      ])
        sql.rename.run(one, other);
  }
  sql.putSighting.run(place, file, id, readingHash);
  sql.arrive.run(id);
}

/** The whole that a place (`file`, or `file:line`) is of. */
export const fileOf = (place: string): string => place.replace(/:\d+$/, '');

// ------------------------------------------------------------------------------------------------------------ hashes

type Hashes = {
  /**
   * Of what a release says: its words and what is declared of it, whatever the format, the white space, the invisible
   * characters. No extractor has a part in it, so that a better one makes no revisions.
   */
  content: string;
  /** Of all that was read, structure and links included: what a place says, to the letter. */
  reading: string;
  /** Of its words alone, by which copies under other names are known; null where they are too few to tell. */
  words: string | null;
};

function hashesOf(raw: RawRelease): Hashes {
  const { place: _, diagnostics: __, ...reading } = raw;
  const { blocks, title, date, url, status, embargoedUntil, lang, publisher } = raw;
  const words = plain(blocks.map(({ text }) => text).join(' '));
  return {
    content: hash([words, title, date, url, status, embargoedUntil, lang, publisher]),
    reading: hash(reading),
    words: words.split(' ', FEWEST_WORDS).length < FEWEST_WORDS ? null : hash(words),
  };
}

/** A notice that a release was taken back is said of many. */
const FEWEST_WORDS = 25;

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
