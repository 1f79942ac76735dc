/**
 * The files of a snapshot. `manifest.json` names what belongs to it: immutable segments, with the releases in each that
 * later ones replaced or that were removed, what changes by itself when its moment comes, and the register. New files get
 * new names, and are on the disk before the manifest is renamed into place: a kill at any moment leaves the former
 * snapshot. Files that the manifest does not name are deleted before and after each publication, so that killed ones never
 * add up; readers that have them open keep them.
 *
 * One writer at a time: that is for the caller to see to (the store's lock).
 */
import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lexicon } from '../../../domain.ts';
import { DamagedFile, type FileRecord, unreadable, writeSynced } from '../segment/section-file.ts';
import type { SegmentFiles } from '../segment/segment.ts';
import type { Register } from './view.ts';

/** Of the files, their meaning, and the analysis behind them: a snapshot of another version is built anew. */
export const SNAPSHOT_VERSION = 14;

export type SegmentEntry = SegmentFiles & { releases: number; superseded: string[] };

/**
 * A sealed segment that is added to the others at its moment, and replaces the releases of the same ids in them: what was
 * under embargo, and what of the rest reads otherwise from then on.
 */
export type PendingEntry = {
  /** ISO instant. */
  from: string;
  file: FileRecord;
  /** All that are in it. */
  releaseIds: string[];
  /** Those that were replaced or removed since. */
  superseded: string[];
};

export type Manifest = {
  version: number;
  /** No two publications have the same. */
  id: string;
  /** The publication that was changed into this one, or that it took the place of; null for the first. */
  follows: string | null;
  generation: number;
  basis: string;
  /** ISO instant. */
  publishedAt: string;
  register: FileRecord;
  /** Null before one was learned. */
  lexicon: FileRecord | null;
  segments: SegmentEntry[];
  /** Soonest first; of the same moment, a later one replaces what an earlier one says. */
  pending: PendingEntry[];
};

const MANIFEST = 'manifest.json';

/**
 * Stands where nothing was published yet while that is being done for the first time: files without a manifest beside it
 * are what a killed publication left, others have lost theirs.
 */
const UNPUBLISHED = 'unpublished';

/** Something that changes whenever the manifest does; null when there is none. Cheap, and never an exception. */
export function manifestStamp(dir: string): string | null {
  try {
    const { ino, mtimeMs, size } = statSync(join(dir, MANIFEST));
    return `${ino}:${mtimeMs}:${size}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : String(code);
  }
}

/**
 * Null when nothing was published. Throws `DamagedFile` when it is gone, cannot be read, is not one of ours, or is of
 * another version.
 */
export async function readManifest(dir: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(dir, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(MANIFEST, error);
    if (await isUnpublished(dir)) return null;
    throw new DamagedFile(`${MANIFEST} is missing`);
  }
  const stored = parse(text);
  const manifest = stored?.manifest;
  if (!manifest || checksum(JSON.stringify(manifest)) !== stored.sha256) {
    throw new DamagedFile(`${MANIFEST} is damaged: its checksum is wrong`);
  }
  if (manifest.version !== SNAPSHOT_VERSION) {
    throw new DamagedFile(`the snapshot is of version ${manifest.version} instead of ${SNAPSHOT_VERSION}`);
  }
  return manifest;
}

async function isUnpublished(dir: string): Promise<boolean> {
  const files = await readdir(dir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw unreadable('the folder', error);
  });
  return files.includes(UNPUBLISHED) || !files.some((file) => OURS.test(file));
}

/** Makes `manifest` the current one, and then deletes what it does not name. When it throws, the former one stands. */
export async function commitManifest(dir: string, publication: Omit<Manifest, 'id'>): Promise<void> {
  const manifest: Manifest = { ...publication, id: newName('publication') };
  const body = JSON.stringify(manifest);
  const next = join(dir, `${newName('manifest')}.json`);
  try {
    await writeSynced(next, [Buffer.from(`{"manifest":${body},"sha256":"${checksum(body)}"}\n`)]);
    await rename(next, join(dir, MANIFEST));
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
  await syncFolder(dir);
  await deleteUnnamed(dir, manifest);
}

/** `former`: what is published now, which stays where it says the same; null for none. */
export const writeRegister = (dir: string, register: Register, former: FileRecord | null): Promise<FileRecord> =>
  writeJson(dir, 'register', register, former);
export const readRegister = (dir: string, file: FileRecord): Promise<Register> => readJson<Register>(dir, file);
export const writeLexicon = (dir: string, lexicon: Lexicon, former: FileRecord | null): Promise<FileRecord> =>
  writeJson(dir, 'lexicon', lexicon, former);
export const readLexicon = (dir: string, file: FileRecord): Promise<Lexicon> => readJson<Lexicon>(dir, file);

async function writeJson(dir: string, kind: string, value: unknown, former: FileRecord | null): Promise<FileRecord> {
  const text = JSON.stringify(value);
  if (former?.sha256 === checksum(text)) return former;
  const file = `${newName(kind)}.json`;
  return { file, ...(await writeSynced(join(dir, file), [Buffer.from(text)])) };
}

async function readJson<Value>(dir: string, { file, sha256 }: FileRecord): Promise<Value> {
  const text = await readFile(join(dir, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error);
  });
  if (checksum(text) !== sha256) throw new DamagedFile(`${file} is damaged: its checksum is wrong`);
  return JSON.parse(text) as Value;
}

/** A name that no file has had. */
export const newName = (kind: string): string => `${kind}-${randomBytes(8).toString('hex')}`;

export async function makeFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  if (manifestStamp(dir) === null) await writeFile(join(dir, UNPUBLISHED), '');
}

/**
 * Deletes what does not belong to the snapshot, null for none that can be read: superseded files, and what a killed
 * publication left.
 */
export async function deleteUnnamed(dir: string, manifest: Manifest | null): Promise<void> {
  const named = new Set([
    manifest?.register.file,
    manifest?.lexicon?.file,
    ...(manifest?.segments ?? []).flatMap(({ index, documents }) => [index.file, documents.file]),
    ...(manifest?.pending ?? []).map(({ file }) => file.file),
  ]);
  for (const file of await readdir(dir).catch(() => [])) {
    const isOurs = OURS.test(file) || (manifest !== null && file === UNPUBLISHED);
    if (!named.has(file) && isOurs) await rm(join(dir, file), { force: true }).catch(() => {});
  }
}
const OURS = /^(?:manifest|register|lexicon|segment|pending)-[0-9a-f]{16}\.(?:json|index|documents|sealed)$/;

/** So that the rename itself survives a power cut; some systems cannot open a folder, and need not. */
async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r').catch(() => null);
  if (!folder) return;
  await folder.sync().catch(() => {});
  await folder.close();
}

function parse(text: string): { manifest?: Manifest; sha256?: string } | null {
  try {
    return JSON.parse(text) as { manifest?: Manifest; sha256?: string } | null;
  } catch {
    return null;
  }
}

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');
