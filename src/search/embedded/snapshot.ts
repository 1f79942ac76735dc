/**
 * The files of a snapshot. `manifest.json` names what belongs to it: immutable segments, with the releases in each that
 * later ones replaced or that were removed, and the register. New files get new names, and are on the disk before the
 * manifest is renamed into place: a kill at any moment leaves the former snapshot. Files that the manifest does not name
 * are deleted before and after each publication, so that killed ones never add up; readers that have them open keep them.
 *
 * One writer at a time: that is for the caller to see to (the store's lock).
 */
import { createHash, randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lexicon } from '../../domain.ts';
import { DamagedFile, type FileRecord } from './container.ts';
import type { SegmentFiles } from './segment.ts';
import type { Register } from './view.ts';

/** Of the files, their meaning, and the analysis behind them: a snapshot of another version is built anew. */
export const SNAPSHOT_VERSION = 11;

export type SegmentEntry = SegmentFiles & { releases: number; superseded: string[] };

export type Manifest = {
  version: number;
  /** No two publications have the same. */
  id: string;
  generation: number;
  basis: string;
  /** ISO instant. */
  publishedAt: string;
  register: FileRecord;
  /** Null before one was learned. */
  lexicon: FileRecord | null;
  segments: SegmentEntry[];
};

const MANIFEST = 'manifest.json';

/** Something that changes whenever the manifest does; null when there is none. Cheap. */
export function manifestStamp(dir: string): string | null {
  const stat = statSync(join(dir, MANIFEST), { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : null;
}

/** Null when there is none. Throws `DamagedFile` when it is not one of ours, or of another version. */
export async function readManifest(dir: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(dir, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
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

/** Makes `manifest` the current one, and then deletes what it does not name. When it throws, the former one stands. */
export async function commitManifest(dir: string, publication: Omit<Manifest, 'id'>): Promise<void> {
  const manifest: Manifest = { ...publication, id: newName('publication') };
  const body = JSON.stringify(manifest);
  const next = join(dir, `${newName('manifest')}.json`);
  try {
    await writeSynced(next, `{"manifest":${body},"sha256":"${checksum(body)}"}\n`);
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
  const sha256 = checksum(text);
  if (former?.sha256 === sha256) return former;
  const file = `${newName(kind)}.json`;
  await writeSynced(join(dir, file), text);
  return { file, bytes: Buffer.byteLength(text), sha256 };
}

async function readJson<Value>(dir: string, { file, sha256 }: FileRecord): Promise<Value> {
  const text = await readFile(join(dir, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new DamagedFile(`${file} is missing`);
    throw error;
  });
  if (checksum(text) !== sha256) throw new DamagedFile(`${file} is damaged: its checksum is wrong`);
  return JSON.parse(text) as Value;
}

/** A name that no file has had. */
export const newName = (kind: string): string => `${kind}-${randomBytes(8).toString('hex')}`;

export async function makeFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
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
  ]);
  for (const file of await readdir(dir).catch(() => [])) {
    if (!named.has(file) && OURS.test(file)) await rm(join(dir, file), { force: true }).catch(() => {});
  }
}
const OURS = /^(?:manifest|register|lexicon|segment)-[0-9a-f]{16}\.(?:json|index|documents)$/;

/** What cannot be written whole (a full disk) is taken away again. */
async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

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
