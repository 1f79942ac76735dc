/**
 * What is not for readers before its moment: a segment as one compressed file, which nobody opens until then, so that no
 * search of the folder meets its words and no figure of the collection knows of it. It is read into memory, and leaves
 * nothing on the disk. Whoever has the file can inflate it: this is no encryption.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { ReleaseDocument } from '../../port.ts';
import { documentsInMemory, linesInMemory } from '../segment/documents.ts';
import {
  bytesIn,
  bytesOf,
  damaged,
  type FileRecord,
  openExpected,
  sectionsIn,
  writeSynced,
} from '../segment/section-file.ts';
import { type Segment, segmentOf } from '../segment/segment.ts';
import { createSegmentWriter } from '../segment/writer.ts';

/** Writes a new file of at least one release; answers the ids of all in it. */
export async function writeSealed(
  dir: string,
  file: string,
  releases: Iterable<ReleaseDocument>,
): Promise<{ file: FileRecord; releaseIds: string[] }> {
  const lines = linesInMemory();
  const writer = createSegmentWriter(lines);
  for (const release of releases) await writer.add(release);
  await lines.finish();
  const { sections, releaseIds } = writer.finish()!;
  sections.set(DOCUMENTS, lines.bytes());
  const content = await compress(Buffer.concat(bytesIn(sections)), FAST);
  return { file: { file, ...(await writeSynced(join(dir, file), [content])) }, releaseIds };
}

const DOCUMENTS = 'documents';
const compress = promisify(brotliCompress);
/** The best takes ten times as long for a fifth less. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Throws `DamagedFile`. */
export async function openSealed(dir: string, record: FileRecord): Promise<Segment> {
  const sections = await sectionsIn(await inflate(await readSealed(dir, record)), record);
  const documents = Buffer.from(bytesOf(sections, DOCUMENTS).buffer);
  return segmentOf(sections, documentsInMemory(documents, record));
}

const inflate = promisify(brotliDecompress);

/** The file as it is. Throws `DamagedFile` unless it is what was written. */
export async function readSealed(dir: string, record: FileRecord): Promise<Buffer> {
  const path = join(dir, record.file);
  await (await openExpected(path, record)).close();
  const content = await readFile(path);
  if (createHash('sha256').update(content).digest('hex') !== record.sha256) {
    throw damaged(record, 'its checksum is wrong');
  }
  return content;
}
