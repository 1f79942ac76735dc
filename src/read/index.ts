/** Bytes -> releases, one reader a format. To add a format, write its reader and name its extensions here. */
import { extname } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { decode } from './decode.ts';
import { ReadError } from './error.ts';
import { declaredCharset, readHtml } from './html.ts';
import { readJsonLines } from './jsonl.ts';
import { type Document, toRelease } from './metadata.ts';
import { readText } from './text.ts';

export { ReadError } from './error.ts';
export { LARGEST_DOCUMENT, largestFile } from './limits.ts';

type Reader = (
  name: string,
  bytes: Uint8Array,
  sourceId: string,
  charset: string | null,
) => Iterable<RawRelease | ReadError>;

const READERS: Readonly<Record<string, Reader>> = {
  '.txt': documentReader(() => null, readText),
  '.html': documentReader(declaredCharset, readHtml),
  '.htm': documentReader(declaredCharset, readHtml),
  '.jsonl': (name, bytes, _, charset) => readJsonLines(name, bytes, charset),
};

/** Extensions of the files that can be read, in lower case, with their dot. */
export const READABLE_EXTENSIONS: readonly string[] = Object.keys(READERS);

/**
 * The releases of one file, in its order, with a `ReadError` in the place of each that cannot be read. `name` tells the
 * format by its extension and stands in every `place`; `sourceId` is what the file's only release is called when
 * nothing in the file says so. `charset` is what the carrier of the bytes declares, if it does.
 */
export function readReleases(
  name: string,
  bytes: Uint8Array,
  sourceId: string,
  charset: string | null = null,
): Iterable<RawRelease | ReadError> {
  const extension = extname(name).toLowerCase();
  const reader = READERS[extension];
  if (reader) return reader(name, bytes, sourceId, charset);
  return [new ReadError(name, `a file named ${READABLE_EXTENSIONS.join(', ')}`, extension || 'no extension')];
}

/** A format whose files hold one document each. */
function documentReader(
  declaredIn: (bytes: Uint8Array) => string | null,
  read: (text: string, place: string) => Document,
): Reader {
  return (name, bytes, sourceId, charset) => {
    try {
      const { text, diagnostics } = decode(bytes, name, { declared: [charset, declaredIn(bytes)] });
      const document = read(text, name);
      return [toRelease(name, sourceId, { ...document, diagnostics: [...diagnostics, ...document.diagnostics] })];
    } catch (error) {
      if (error instanceof ReadError) return [error];
      throw error;
    }
  };
}
