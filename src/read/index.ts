/** Bytes -> releases, one reader a format. To add a format, write its reader and name its extensions here. */
import { extname } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { decode } from './decode.ts';
import { ReadError } from './error.ts';
import { declaredCharset, readHtml } from './html.ts';
import { readJsonLines } from './jsonl.ts';
import { type Around, type Document, toRelease } from './metadata.ts';
import { NOTICE_LINES } from './notice.ts';
import { printedClaims, titleClaims } from './printed-visibility.ts';
import { readSidecars, type SidecarFile } from './sidecar.ts';
import { readText } from './text.ts';
import { doubtsIn, visibilityOf } from './visibility.ts';

export { ReadError } from './error.ts';
export { LARGEST_DOCUMENT, largestFile } from './limits.ts';
export { type SidecarFile, sidecarNames } from './sidecar.ts';
export { DOUBTFUL } from './visibility.ts';

/** Grows when the same bytes may be read otherwise than before, so that files are read again. */
export const READER = '2';

type Reader = (name: string, bytes: Uint8Array, sourceId: string, around: Around) => Iterable<RawRelease | ReadError>;

const READERS: Readonly<Record<string, Reader>> = {
  '.txt': documentReader(() => null, readText),
  '.html': documentReader(declaredCharset, readHtml),
  '.htm': documentReader(declaredCharset, readHtml),
  '.jsonl': (name, bytes, _, around) => readJsonLines(name, bytes, withoutId(around)),
};

/** Extensions of the files that can be read, in lower case, with their dot. */
export const READABLE_EXTENSIONS: readonly string[] = Object.keys(READERS);

export type ReadOptions = {
  /** What the carrier of the bytes declares, if it does. */
  charset?: string | null;
  /** The sidecars of the file that are there: see `sidecarNames`. */
  sidecars?: readonly SidecarFile[];
  /** Told the name of each field that is not read, once for each release that has it. */
  onIgnored?: (field: string) => void;
};

/**
 * The releases of one file, in its order, with a `ReadError` in the place of each that cannot be read. `name` tells the
 * format by its extension and stands in every `place`; `sourceId` is what the file's only release is called when
 * nothing in the file says so.
 */
export function* readReleases(
  name: string,
  bytes: Uint8Array,
  sourceId: string,
  { charset = null, sidecars = [], onIgnored = () => {} }: ReadOptions = {},
): Generator<RawRelease | ReadError> {
  const extension = extname(name).toLowerCase();
  const reader = READERS[extension];
  if (!reader) {
    yield new ReadError(name, `a file named ${READABLE_EXTENSIONS.join(', ')}`, extension || 'no extension');
    return;
  }
  const beside = readSidecars(sidecars);
  for (const field of beside?.ignored ?? []) onIgnored(field);
  // Remarks on a sidecar are made once.
  let remarks = beside?.diagnostics ?? [];
  for (const release of reader(name, bytes, sourceId, { charset, beside, onIgnored })) {
    if (release instanceof ReadError || remarks.length === 0) yield release;
    else {
      yield { ...release, diagnostics: [...release.diagnostics, ...remarks] };
      remarks = [];
    }
  }
}

/**
 * A release that an earlier version of these readers read, of which there may be nothing left to read again: what it prints
 * of its own visibility counts as it would now. Never less strict than it was.
 */
export function readAsNow(raw: RawRelease): RawRelease {
  const lines = raw.blocks.slice(0, NOTICE_LINES).flatMap(({ text }) => text.split('\n'));
  // What was declared counts beside it: a moment that was tells when a printed embargo without one ends.
  const declared = { status: raw.status, until: raw.embargoedUntil, undated: false, doubt: null };
  const claims = [declared, ...printedClaims(lines, () => ' in its text'), ...titleClaims([raw.title ?? undefined])];
  const visibility = visibilityOf(claims);
  return { ...raw, ...visibility, diagnostics: [...raw.diagnostics, ...doubtsIn(claims, visibility)] };
}

/** A format whose files hold one document each. */
function documentReader(
  declaredIn: (bytes: Uint8Array) => string | null,
  read: (text: string, place: string) => Document,
): Reader {
  return (name, bytes, sourceId, { charset, beside, onIgnored }) => {
    try {
      const { text, diagnostics } = decode(bytes, name, { declared: [charset, declaredIn(bytes)] });
      const document = read(text, name);
      for (const field of document.ignored) onIgnored(field);
      const remarks = [...diagnostics, ...document.diagnostics];
      return [toRelease(name, sourceId, { ...document, diagnostics: remarks }, beside)];
    } catch (error) {
      if (error instanceof ReadError) return [error];
      throw error;
    }
  };
}

/** What holds for all lines of a file calls none of them. */
function withoutId(around: Around): Around {
  if (around.beside?.metadata.id === undefined) return around;
  const { id: _, ...metadata } = around.beside.metadata;
  around.onIgnored('id');
  return { ...around, beside: { ...around.beside, metadata } };
}
