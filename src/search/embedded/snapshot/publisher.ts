/** Makes a new snapshot out of the former one and a publication. One at a time; a failure leaves the former one. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Publication, ReleaseDocument } from '../../port.ts';
import { opensAt } from '../../visibility.ts';
import { linesInFile } from '../segment/documents.ts';
import { writeSections } from '../segment/section-file.ts';
import { documentOf, openSegment, type Segment } from '../segment/segment.ts';
import { createSegmentWriter, type SegmentWriter } from '../segment/writer.ts';
import {
  commitManifest,
  deleteUnnamed,
  type Manifest,
  makeFolder,
  newName,
  type PendingEntry,
  type SegmentEntry,
  SNAPSHOT_VERSION,
  writeLexicon,
  writeRegister,
} from './manifest.ts';
import type { Loaded } from './reader.ts';
import { writeSealed } from './sealed.ts';

/** Beyond so many the smaller segments are merged into one: each costs every search a little. */
const MOST_SEGMENTS = 8;
/** More superseded releases than this share of all, and everything is written anew. */
const MOST_SUPERSEDED = 1 / 3;

/** `former` is what is published now; null for nothing. `now` tells what is under embargo. */
export async function publish(dir: string, former: Loaded | null, publication: Publication, now: Date): Promise<void> {
  const written: string[] = [];
  try {
    await makeFolder(dir);
    // First of all: what a killed publication left may be what fills the disk.
    await deleteUnnamed(dir, former?.manifest ?? null);
    const { releaseIds, added, later } = await write(dir, publication, now.getTime(), written);
    const before = former?.manifest;
    const stays = before && publication.scope === 'changes' ? supersede(before, former, releaseIds) : NOTHING;
    const segments = added ? [...stays.segments, added] : stays.segments;
    const pending = [...(publication.pending ? [] : stays.pending), ...(await seal(dir, later, written))];
    const register = await writeRegister(dir, publication.register, before?.register ?? null);
    if (register !== before?.register) written.push(register.file);
    const learned = publication.lexicon?.();
    const lexicon = learned ? await writeLexicon(dir, learned, before?.lexicon ?? null) : (before?.lexicon ?? null);
    if (lexicon && lexicon !== before?.lexicon) written.push(lexicon.file);
    await commitManifest(dir, {
      version: SNAPSHOT_VERSION,
      follows: before?.id ?? null,
      generation: (before?.generation ?? 0) + 1,
      basis: publication.basis,
      publishedAt: now.toISOString(),
      register,
      lexicon,
      segments: await merged(dir, former, segments, written),
      pending: pending.sort((a, b) => Date.parse(a.from) - Date.parse(b.from)),
    });
  } catch (error) {
    for (const file of written) await rm(join(dir, file), { force: true }).catch(() => {});
    throw withPlace(dir, error);
  }
}

type Entries = Pick<Manifest, 'segments' | 'pending'>;
const NOTHING: Entries = { segments: [], pending: [] };

/** What the system says of an open file (`no space left on device, write`) names no path. */
function withPlace(dir: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new Error(`cannot publish in ${dir}: ${error.message}`, { cause: error });
}

/** Writes nothing where none of them is published or pending. */
export async function remove(dir: string, former: Loaded, releaseIds: ReadonlySet<string>, now: Date): Promise<void> {
  const { manifest } = former;
  const { id: follows, generation, segments, pending } = manifest;
  const left = supersede(manifest, former, releaseIds);
  if (isDeepStrictEqual(left, { segments, pending })) return;
  const publishedAt = now.toISOString();
  await commitManifest(dir, { ...manifest, ...left, follows, generation: generation + 1, publishedAt });
}

// -------------------------------------------------------------------------------------------------------------- writing

/** By the instant from which they are shown, and by their ids. */
type Later = Map<number, Map<string, ReleaseDocument>>;

/** Writes a segment of what is open at `now`, null where nothing is; what waits for its moment is given back. */
async function write(dir: string, { releases, pending, onProgress }: Publication, now: number, written: string[]) {
  const releaseIds = new Set<string>();
  const later: Later = new Map();
  let done = 0;
  const added = await writeSegment(dir, written, async (writer) => {
    for await (const release of releases) {
      releaseIds.add(release.id);
      // Of a release that is given twice the last one counts.
      writer.remove(release.id);
      for (const waiting of later.values()) waiting.delete(release.id);
      const from = opensAt(release);
      if (from <= now) await writer.add(release);
      else wait(from, release);
      done += 1;
      onProgress?.(done);
    }
  });
  for (const { from, releases } of pending ?? []) {
    for (const release of releases) wait(Math.max(from, opensAt(release)), release);
  }
  return { releaseIds, added, later };

  function wait(from: number, release: ReleaseDocument): void {
    if (from === Number.POSITIVE_INFINITY) return;
    const waiting = later.get(from) ?? new Map<string, ReleaseDocument>();
    later.set(from, waiting.set(release.id, release));
  }
}

/** The names of the files go to `written` before they are made. */
async function writeSegment(
  dir: string,
  written: string[],
  add: (writer: SegmentWriter) => Promise<void>,
): Promise<SegmentEntry | null> {
  const name = newName('segment');
  const [indexFile, documentsFile] = [`${name}.index`, `${name}.documents`];
  written.push(indexFile, documentsFile);
  const lines = await linesInFile(join(dir, documentsFile));
  try {
    const writer = createSegmentWriter(lines);
    await add(writer);
    const documents = await lines.finish();
    const finished = writer.finish();
    if (!finished) {
      await lines.close();
      await rm(join(dir, documentsFile), { force: true });
      return null;
    }
    const { sections, releaseIds } = finished;
    // Both at once: a disk takes as long for one.
    const [index] = await allOf([writeSections(join(dir, indexFile), sections), lines.sync()]);
    return {
      index: { file: indexFile, ...index },
      documents: { file: documentsFile, ...documents },
      releases: releaseIds.length,
      superseded: [],
    };
  } finally {
    await lines.close();
  }
}

/** Throws only when none of them is at work any more. */
async function allOf<Results extends readonly unknown[]>(works: { [I in keyof Results]: Promise<Results[I]> }) {
  const settled = await Promise.allSettled(works);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return await Promise.all(works);
}

async function seal(dir: string, later: Later, written: string[]): Promise<PendingEntry[]> {
  const entries: PendingEntry[] = [];
  for (const [from, releases] of later) {
    if (releases.size === 0) continue;
    const file = `${newName('pending')}.sealed`;
    written.push(file);
    entries.push({
      from: new Date(from).toISOString(),
      ...(await writeSealed(dir, file, releases.values())),
      superseded: [],
    });
  }
  return entries;
}

// ------------------------------------------------------------------------------------------------------ what is replaced

/** What is there without those releases; an entry with nothing left is dropped. */
function supersede({ segments, pending }: Manifest, { snapshot }: Loaded, releaseIds: ReadonlySet<string>): Entries {
  const without = <Entry extends { superseded: string[] }>(entry: Entry, holds: (id: string) => boolean): Entry => ({
    ...entry,
    superseded: [...new Set([...entry.superseded, ...[...releaseIds].filter(holds)])],
  });
  return {
    segments: segments
      .map((entry, i) => without(entry, (id) => snapshot.parts[i]!.segment.findRelease(id) !== null))
      .filter(({ releases, superseded }) => superseded.length < releases),
    pending: pending
      .map((entry) => {
        const own = new Set(entry.releaseIds);
        return without(entry, (id) => own.has(id));
      })
      .filter(({ releaseIds, superseded }) => superseded.length < releaseIds.length),
  };
}

async function merged(dir: string, former: Loaded | null, segments: readonly SegmentEntry[], written: string[]) {
  const small = segmentsToMerge(segments);
  if (small.length === 0) return segments.slice();
  const kept = segments.filter((entry) => !small.includes(entry));
  return [...kept, ...(await merge(dir, former, small, written))];
}

/** So that a release is written anew as often as the collection doubles, not with every few publications. */
function segmentsToMerge(segments: readonly SegmentEntry[]): readonly SegmentEntry[] {
  const count = (of: (entry: SegmentEntry) => number) => segments.reduce((sum, entry) => sum + of(entry), 0);
  if (count(({ superseded }) => superseded.length) > count(({ releases }) => releases) * MOST_SUPERSEDED)
    return segments;
  if (segments.length <= MOST_SEGMENTS) return [];
  const ascending = [...segments].sort((a, b) => a.releases - b.releases);
  const last = ascending.findLastIndex(
    ({ releases }, i) => releases <= ascending.slice(0, i).reduce((sum, smaller) => sum + smaller.releases, 0),
  );
  // At least two, or nothing would become fewer.
  return ascending.slice(0, Math.max(last + 1, 2));
}

async function merge(dir: string, former: Loaded | null, segments: readonly SegmentEntry[], written: string[]) {
  const opened: Segment[] = [];
  try {
    const merged = await writeSegment(dir, written, async (writer) => {
      for (const entry of segments) {
        const loaded = former?.manifest.segments.findIndex(({ index }) => index.file === entry.index.file) ?? -1;
        const segment = former?.snapshot.parts[loaded]?.segment ?? (await openSegment(dir, entry));
        if (loaded < 0) opened.push(segment);
        const superseded = new Set(entry.superseded);
        for (let release = 0; release < segment.releaseIds.length; release += 1) {
          if (!superseded.has(segment.releaseIds.at(release))) await writer.add(releaseAt(segment, release));
        }
      }
    });
    return merged ? [merged] : [];
  } finally {
    for (const segment of opened) await segment.close();
  }
}

function releaseAt(segment: Segment, release: number): ReleaseDocument {
  const { quotationIds, ...body } = segment.bodyAt(release);
  const quotations = quotationIds.map((id) => documentOf(segment.quotationAt(segment.find(id)!)));
  return { ...segment.headAt(release), ...body, quotations };
}
