/**
 * The documents of a segment as lines of JSON: written one after another, read one by one when an answer shows them. They
 * are in a file, but for those of a sealed segment (`sealed.ts`), which are in memory while they may be read.
 */
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { bytesOf, damaged, type FileRecord, openExpected, rawBytes, type Sections } from './section-file.ts';

// -------------------------------------------------------------------------------------------------------------- writing

export type Lines = {
  /** Answers the number of the line; `text` ends with a line feed. */
  add(text: string): Promise<number>;
  /** Where these lines stand, for `openLines`. */
  sections(lines: readonly number[]): [string, Uint8Array][];
  /** To be called once, behind the last line. */
  finish(): Promise<Omit<FileRecord, 'file'>>;
};

/** `write` is given what is written piece by piece, one at a time. */
function linesTo(write: (piece: Buffer) => Promise<void>): Lines {
  const hash = createHash('sha256');
  const starts: number[] = [];
  const lengths: number[] = [];
  const checks: number[] = [];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;

  return {
    async add(text) {
      const line = Buffer.from(text);
      starts.push(bytes);
      lengths.push(line.length);
      checks.push(crc32(line));
      bytes += line.length;
      waiting.push(line);
      waitingBytes += line.length;
      if (waitingBytes > BATCH_BYTES) await flush();
      return starts.length - 1;
    },
    sections: (lines) => [
      ['lines.starts', rawBytes(Float64Array.from(lines, (line) => starts[line]!))],
      ['lines.lengths', rawBytes(Uint32Array.from(lines, (line) => lengths[line]!))],
      ['lines.checks', rawBytes(Uint32Array.from(lines, (line) => checks[line]!))],
    ],
    async finish() {
      await flush();
      return { bytes, sha256: hash.digest('hex') };
    },
  };

  async function flush(): Promise<void> {
    const batch = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    hash.update(batch);
    await write(batch);
  }
}

const BATCH_BYTES = 2 ** 20;

/** Lines of a new file. `sync`: they are on the disk when it resolves. `close` can be called again, also after a failure. */
export async function linesInFile(path: string): Promise<Lines & { sync(): Promise<void>; close(): Promise<void> }> {
  const file = await open(path, 'wx');
  let closed = false;
  const lines = linesTo(async (piece) => {
    for (let done = 0; done < piece.length; ) {
      const { bytesWritten } = await file.write(piece, done, piece.length - done);
      done += bytesWritten;
    }
  });
  return {
    ...lines,
    sync: () => file.sync(),
    async close() {
      if (closed) return;
      closed = true;
      await file.close();
    },
  };
}

/** Lines that leave no trace on the disk; `bytes` are all that were finished. */
export function linesInMemory(): Lines & { bytes(): Buffer } {
  const pieces: Buffer[] = [];
  const lines = linesTo(async (piece) => {
    pieces.push(piece);
  });
  return { ...lines, bytes: () => Buffer.concat(pieces) };
}

// -------------------------------------------------------------------------------------------------------------- reading

/** Bytes that lie somewhere; `read` answers fewer where they end early, good until the next call. */
export type Documents = {
  record: FileRecord;
  read(start: number, length: number): Buffer;
  /** Reads all once in its life; throws `DamagedFile` unless they are what was written. */
  verify(): Promise<void>;
  /** Reads all, so that the system holds them in memory as far as it has room. */
  prefetch(): Promise<void>;
  close(): Promise<void>;
};

/** Throws `DamagedFile` for what is not there or has another size. */
export async function documentsInFile(path: string, record: FileRecord): Promise<Documents> {
  const file = await openExpected(path, record);
  let verified: Promise<void> | null = null;

  const readThrough = async (see: (bytes: Buffer) => void): Promise<void> => {
    const chunk = Buffer.allocUnsafe(2 ** 20);
    for (let at = 0; at < record.bytes; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) throw damaged(record, 'it ends early');
      see(chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  };
  const verifyAll = async (): Promise<void> => {
    const hash = createHash('sha256');
    await readThrough((bytes) => hash.update(bytes));
    if (hash.digest('hex') !== record.sha256) throw damaged(record, 'its checksum is wrong');
  };

  return {
    record,
    read: blockReader(file.fd, record),
    verify() {
      verified ??= verifyAll();
      return verified;
    },
    prefetch: () => readThrough(() => {}),
    close: () => file.close(),
  };
}

/** Of a file that is known to be sound. */
export function documentsInMemory(bytes: Buffer, record: FileRecord): Documents {
  const nothing = async () => {};
  return {
    record,
    read: (start, length) => bytes.subarray(start, start + length),
    verify: nothing,
    prefetch: nothing,
    close: nothing,
  };
}

/** The bytes of one line, good until the next call; each has a checksum, so that no damage is ever shown. */
export function openLines(sections: Sections, { read, record }: Documents): (line: number) => Buffer {
  const starts = new Float64Array(bytesOf(sections, 'lines.starts').buffer);
  const lengths = new Uint32Array(bytesOf(sections, 'lines.lengths').buffer);
  const checks = new Uint32Array(bytesOf(sections, 'lines.checks').buffer);
  return (i) => {
    const bytes = read(starts[i]!, lengths[i]!);
    if (bytes.length !== lengths[i] || crc32(bytes) !== checks[i]) throw damaged(record, `a document at ${starts[i]}`);
    return bytes;
  };
}

const BLOCK_BYTES = 2 ** 13;
const MOST_BLOCKS = 256;
/** Blocks that nothing is read from any more, to be read into again: an answer would leave a megabyte behind. */
const spare: Buffer[] = [];

/**
 * What an answer shows of a release stands close together: so whole blocks are read, and kept while the answer is made.
 */
function blockReader(descriptor: number, record: FileRecord) {
  const readAt = (room: Buffer, length: number, at: number): number => {
    try {
      return readSync(descriptor, room, 0, length, at);
    } catch (error) {
      throw damaged(record, `a block at ${at} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  };
  const blocks = new Map<number, { room: Buffer; length: number }>();

  return (start: number, length: number): Buffer => {
    const number = Math.trunc(start / BLOCK_BYTES);
    const from = start - number * BLOCK_BYTES;
    if (from + length > BLOCK_BYTES) {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readAt(bytes, length, start));
    }
    const { room, length: read } = block(number);
    return room.subarray(from, Math.max(from, Math.min(from + length, read)));
  };

  function block(number: number): { room: Buffer; length: number } {
    let known = blocks.get(number);
    if (!known) {
      // An answer waits for nothing while it is made: this runs after it.
      if (blocks.size === 0) queueMicrotask(clear);
      if (blocks.size >= MOST_BLOCKS) clear();
      const room = spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
      const wanted = Math.max(0, Math.min(BLOCK_BYTES, record.bytes - number * BLOCK_BYTES));
      known = { room, length: readAt(room, wanted, number * BLOCK_BYTES) };
      blocks.set(number, known);
    }
    return known;
  }

  function clear(): void {
    for (const { room } of blocks.values()) if (spare.length < MOST_BLOCKS) spare.push(room);
    blocks.clear();
  }
}
