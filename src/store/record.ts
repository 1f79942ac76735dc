/** What is new in what a place says, and how it is written down. */
import { createHash } from 'node:crypto';
import type { Extraction, RawRelease } from '../domain.ts';
import type { CurrentRow } from './rows.ts';
import type { Statements } from './sql.ts';

/** `re-extracted`: it says what it said, but is now read or understood otherwise. */
export type Outcome = 'added' | 'revised' | 're-extracted' | 'unchanged';

export type Recorded = { releaseId: string; revision: number; outcome: Outcome };

/** Writes what a place says of the release `id`. To be called within a transaction. */
export function recordRelease(
  sql: Statements,
  id: string,
  raw: RawRelease,
  extraction: Extraction,
  extractor: string,
): Recorded {
  const contentHash = contentHashOf(raw);
  const readingHash = readingHashOf(raw);
  const current = sql.current.get(id) as CurrentRow | undefined;
  const sighting = sql.sighting.get(raw.place) as { release_id: string; reading_hash: string } | undefined;
  const saidHere = sighting?.release_id === id && sighting.reading_hash === readingHash;

  const outcome = outcomeOf({ contentHash, readingHash, extractor, current, saidHere });
  const revision = (current?.revision ?? 0) + (outcome === 'added' || outcome === 'revised' ? 1 : 0);
  if (outcome !== 'unchanged') {
    const { version } = sql.nextVersion.get() as { version: number };
    if (outcome === 'added') sql.addRelease.run(id, raw.publisher, raw.sourceId, revision, version);
    else sql.updateRelease.run(revision, version, id);
    if (outcome === 're-extracted') sql.dropQuotations.run(id, revision);
    const recordedAt = outcome === 're-extracted' ? current!.recorded_at : new Date().toISOString();
    const { quotations, ...rest } = extraction;
    sql.putRevision.run(
      ...[id, revision, contentHash, readingHash, recordedAt, extractor],
      ...[raw.url, raw.status, raw.embargoedUntil, JSON.stringify(raw), JSON.stringify(rest)],
    );
    quotations.forEach((entry, ordinal) => {
      addQuotation(sql, id, revision, ordinal, entry);
    });
  }
  if (!saidHere) sql.addSighting.run(raw.place, id, readingHash);
  return { releaseId: id, revision, outcome };
}

function addQuotation(
  sql: Statements,
  releaseId: string,
  revision: number,
  ordinal: number,
  { quotation, attribution }: Extraction['quotations'][number],
): void {
  const { id, lang, kind, content, text } = quotation;
  sql.addQuotation.run(releaseId, revision, id, ordinal, lang, kind, JSON.stringify(content), text);
  const { mention, names, source, cue, title, rule, certainty } = attribution;
  sql.addAttribution.run(
    ...[releaseId, revision, id, mention, JSON.stringify(names)],
    ...[source && JSON.stringify(source), cue && JSON.stringify(cue), title, rule, certainty],
  );
}

/**
 * A place that says what it said last has nothing to say, even when another place has revised the release since: so
 * reading the same input twice changes nothing, also where one release stands in it twice.
 */
function outcomeOf(said: {
  contentHash: string;
  readingHash: string;
  extractor: string;
  current: CurrentRow | undefined;
  saidHere: boolean;
}): Outcome {
  const { current, saidHere } = said;
  if (!current) return 'added';
  if (current.content_hash !== said.contentHash) return saidHere ? 'unchanged' : 'revised';
  if (current.extractor !== said.extractor) return 're-extracted';
  return current.reading_hash === said.readingHash || saidHere ? 'unchanged' : 're-extracted';
}

/**
 * What a release says: its words and what is declared of it, whatever the format, the white space, the invisible
 * characters. No extractor has a part in it, so that a better one makes no revisions.
 */
function contentHashOf({ blocks, title, date, url, status, embargoedUntil, lang, publisher }: RawRelease): string {
  const words = plain(blocks.map(({ text }) => text).join(' '));
  return hash([words, title, date, url, status, embargoedUntil, lang, publisher]);
}

/** All that was read, structure and links included: what a place says, to the letter. */
function readingHashOf({ place: _, diagnostics: __, ...said }: RawRelease): string {
  return hash(said);
}

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
