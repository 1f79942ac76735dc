/** Makes a new snapshot out of the former one and a publication. One at a time; a failure leaves the former one. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Publication, ReleaseDocument } from '../port.ts';
import type { Loaded } from './reader.ts';
import { documentOf, openSegment, type Segment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';
import {
  commitManifest,
  deleteUnnamed,
  makeFolder,
  newName,
  type SegmentEntry,
  SNAPSHOT_VERSION,
  writeLexicon,
  writeRegister,
} from './snapshot.ts';

/** Beyond so many the smaller segments are merged into one: each costs every search a little. */
const MOST_SEGMENTS = 8;
/** More superseded releases than this share of all, and everything is written anew. */
const MOST_SUPERSEDED = 1 / 3;

/** `former` is what is published now; null for nothing. `publishedAt` is an ISO instant. */
export async function publish(dir: string, former: Loaded | null, publication: Publication, publishedAt: string) {
  const written: string[] = [];
  try {
    await makeFolder(dir);
    // First of all: what a killed publication left may be what fills the disk.
    await deleteUnnamed(dir, former?.manifest ?? null);
    const releaseIds = new Set<string>();
    const added = await writeSegment(dir, watched(publication, releaseIds), written);
    const kept = former && publication.scope === 'changes' ? supersede(former, releaseIds) : [];
    const segments = added ? [...kept, added] : kept;
    const before = former?.manifest;
    const register = await writeRegister(dir, publication.register, before?.register ?? null);
    if (register !== before?.register) written.push(register.file);
    const learned = publication.lexicon?.();
    const lexicon = learned ? await writeLexicon(dir, learned, before?.lexicon ?? null) : (before?.lexicon ?? null);
    if (lexicon && lexicon !== before?.lexicon) written.push(lexicon.file);
    await commitManifest(dir, {
      version: SNAPSHOT_VERSION,
      generation: (before?.generation ?? 0) + 1,
      basis: publication.basis,
      publishedAt,
      register,
      lexicon,
      segments: await merged(dir, former, segments, written),
    });
  } catch (error) {
    for (const file of written) await rm(join(dir, file), { force: true }).catch(() => {});
    throw withPlace(dir, error);
  }
}

/** What the system says of an open file (`no space left on device, write`) names no path. */
function withPlace(dir: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  return new Error(`cannot publish in ${dir}: ${error.message}`, { cause: error });
}

export async function remove(dir: string, former: Loaded, releaseIds: ReadonlySet<string>, publishedAt: string) {
  const { manifest } = former;
  const segments = supersede(former, releaseIds);
  await commitManifest(dir, { ...manifest, generation: manifest.generation + 1, publishedAt, segments });
}

/** Notes the ids and tells the progress as releases go by. */
async function* watched({ releases, onProgress }: Publication, releaseIds: Set<string>) {
  let done = 0;
  for await (const release of releases) {
    releaseIds.add(release.id);
    yield release;
    done += 1;
    onProgress?.(done);
  }
}

/** Null when there is nothing to show in `releases`. The names of the files go to `written` before they are made. */
async function writeSegment(dir: string, releases: AsyncIterable<ReleaseDocument>, written: string[]) {
  const name = newName('segment');
  written.push(`${name}.index`, `${name}.documents`);
  const writer = await createSegmentWriter(dir, name);
  try {
    for await (const release of releases) await writer.add(release);
    return await writer.finish();
  } finally {
    await writer.close();
  }
}

/** The segments of `former` without those releases; one with nothing left is dropped. */
function supersede({ manifest, snapshot }: Loaded, releaseIds: ReadonlySet<string>): SegmentEntry[] {
  return manifest.segments
    .map((entry, i) => {
      const { segment } = snapshot.parts[i]!;
      const replaced = [...releaseIds].filter((id) => segment.findRelease(id) !== null);
      return { ...entry, superseded: [...new Set([...entry.superseded, ...replaced])] };
    })
    .filter(({ releases, superseded }) => superseded.length < releases);
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
  async function* releases() {
    for (const entry of segments) {
      const loaded = former?.manifest.segments.findIndex(({ index }) => index.file === entry.index.file) ?? -1;
      const segment = former?.snapshot.parts[loaded]?.segment ?? (await openSegment(dir, entry));
      if (loaded < 0) opened.push(segment);
      const superseded = new Set(entry.superseded);
      for (let release = 0; release < segment.releaseIds.length; release += 1) {
        if (!superseded.has(segment.releaseIds.at(release))) yield releaseAt(segment, release);
      }
    }
  }
  try {
    const merged = await writeSegment(dir, releases(), written);
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
