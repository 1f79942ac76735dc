/**
 * A file of named sections (typed arrays, and JSON for what is not numbers), written once, checksummed as a whole, and
 * read section by section so that nothing of the file stays in memory beside what is asked for.
 */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

export type FileRecord = { file: string; bytes: number; sha256: string };

export type Sections = Map<string, Uint8Array>;

/** A file that is not what its record says: cut, changed, not there, or not to be read. Names no place above its folder. */
export class DamagedFile extends Error {}

/** The length of the table of sections. */
const HEADER_BYTES = 4;

/** Writes `sections` to a new file and sees to it that they are on the disk. */
export async function writeSections(path: string, sections: Sections): Promise<Omit<FileRecord, 'file'>> {
  return writeSynced(path, bytesIn(sections));
}

/** Writes these bytes, one after the other, to a new file that is on the disk when it resolves, or not there. */
export async function writeSynced(path: string, parts: Iterable<Uint8Array>): Promise<Omit<FileRecord, 'file'>> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx');
  let bytes = 0;
  try {
    for (const part of parts) {
      hash.update(part);
      bytes += part.byteLength;
      await writeAll(file, part);
    }
    await file.sync();
  } catch (error) {
    // What cannot be written whole (a full disk) is taken away again.
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** As they stand in a file. */
export function bytesIn(sections: Sections): Uint8Array[] {
  const table = Buffer.from(JSON.stringify([...sections].map(([name, { byteLength }]) => [name, byteLength])));
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt32LE(table.byteLength);
  return [head, table, ...sections.values()];
}

/** Each section in memory of its own, aligned for any typed array. Throws `DamagedFile`. */
export async function readSections(path: string, expected: FileRecord): Promise<Sections> {
  const file = await openExpected(path, expected);
  try {
    const hash = createHash('sha256');
    const sections = await sectionsFrom(expected, expected.bytes, async (bytes) => {
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, done, Math.min(bytes.length - done, READ_BYTES));
        if (bytesRead === 0) throw damaged(expected, 'it ends early');
        hash.update(bytes.subarray(done, done + bytesRead));
        done += bytesRead;
      }
    });
    if (hash.digest('hex') !== expected.sha256) throw damaged(expected, 'its checksum is wrong');
    return sections;
  } finally {
    await file.close();
  }
}

/** The same of what `bytesIn` gave. */
export function sectionsIn(content: Uint8Array, expected: FileRecord): Promise<Sections> {
  let at = 0;
  return sectionsFrom(expected, content.length, async (bytes) => {
    bytes.set(content.subarray(at, at + bytes.length));
    at += bytes.length;
  });
}

/** `fill` fills an array with the bytes that come next, of `total`. */
async function sectionsFrom(
  expected: FileRecord,
  total: number,
  fill: (bytes: Uint8Array) => Promise<void>,
): Promise<Sections> {
  let left = total;
  const read = async (length: number): Promise<Uint8Array> => {
    if (!(Number.isInteger(length) && length >= 0 && length <= left))
      throw damaged(expected, 'its table of sections is wrong');
    left -= length;
    const bytes = new Uint8Array(length);
    await fill(bytes);
    return bytes;
  };
  const head = Buffer.from(await read(HEADER_BYTES));
  const table = Buffer.from(await read(head.readUInt32LE()));
  const sections: Sections = new Map();
  for (const [name, length] of parseTable(table, expected)) sections.set(name, await read(length));
  if (left !== 0) throw damaged(expected, 'its table of sections is wrong');
  return sections;
}

/** Opens a file whose size is as expected. */
export async function openExpected(path: string, expected: FileRecord) {
  const file = await open(path, 'r').catch((error) => {
    throw unreadable(expected.file, error);
  });
  const { size } = await file.stat();
  if (size === expected.bytes) return file;
  await file.close();
  throw damaged(expected, `it has ${size} bytes instead of ${expected.bytes}`);
}

export const damaged = ({ file }: Pick<FileRecord, 'file'>, why: string) =>
  new DamagedFile(`${file} is damaged: ${why}`);

/** `file` as the system does not let it be read. */
export function unreadable(file: string, error: unknown): DamagedFile {
  const { code, message } = error as NodeJS.ErrnoException;
  return new DamagedFile(code === 'ENOENT' ? `${file} is missing` : `${file} cannot be read: ${code ?? message}`);
}

export const jsonSection = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

export function parseSection<Value>(sections: Sections, name: string): Value {
  return JSON.parse(Buffer.from(bytesOf(sections, name).buffer).toString('utf8')) as Value;
}

/** A long list of what is not numbers: in lines of JSON, for `parseSlices`. */
export function slicedSection(values: readonly unknown[]): Uint8Array {
  const lines: string[] = [];
  for (let at = 0; at < values.length; at += SLICE) lines.push(JSON.stringify(values.slice(at, at + SLICE)));
  return linesSection(lines);
}
/** Texts without line feeds, for `linesIn`. */
export const linesSection = (lines: readonly string[]): Uint8Array =>
  Buffer.from(lines.map((line) => `${line}\n`).join(''));
/** So many are parsed in a millisecond or two. */
const SLICE = 4096;

/** Gives a list of `slicedSection` slice by slice, as `linesIn`. */
export async function* parseSlices<Value>(sections: Sections, name: string): AsyncGenerator<Value[]> {
  for await (const line of linesIn(sections, name)) yield JSON.parse(line) as Value[];
}

/** Line by line; whoever else waits for the processor has it in between. */
export async function* linesIn(sections: Sections, name: string): AsyncGenerator<string> {
  const bytes = Buffer.from(bytesOf(sections, name).buffer);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    yield bytes.toString('utf8', start, end);
    start = end + 1;
    await setImmediate();
  }
}
const LINE_FEED = 10;

export const bytesOf = (sections: Sections, name: string): Uint8Array => {
  const bytes = sections.get(name);
  if (!bytes) throw new DamagedFile(`there is no section ${name}`);
  return bytes;
};

export const rawBytes = (array: NodeJS.TypedArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** One write takes at most 2 GB. */
const CHUNK_BYTES = 2 ** 26;
/** Hashed in a few milliseconds; whoever else waits for the processor has it between two of them. */
const READ_BYTES = 2 ** 22;

async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.byteLength - done, CHUNK_BYTES));
    done += bytesWritten;
  }
}

function parseTable(bytes: Buffer, expected: FileRecord): [string, number][] {
  try {
    return JSON.parse(bytes.toString('utf8')) as [string, number][];
  } catch {
    throw damaged(expected, 'its table of sections cannot be read');
  }
}
