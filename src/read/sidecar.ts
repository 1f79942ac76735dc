/** `NAME.meta.yaml` beside a file: metadata for what has no room for it, and for all lines of a `.jsonl`. */
import { extname } from 'node:path';
import type { Diagnostic } from '../domain.ts';
import { decode } from './decode.ts';
import { ReadError } from './error.ts';
import { parseJson, parseYaml } from './front-matter.ts';
import { type Beside, type Metadata, readFields } from './metadata.ts';
import { titleClaims } from './printed-visibility.ts';
import { type Claim, doubtsIn, stricter, visibilityOf } from './visibility.ts';

/** One that is there; `bytes` are null where they cannot be read. */
export type SidecarFile = { name: string; bytes: Uint8Array | null };

export type Sidecar = Beside & { ignored: string[]; diagnostics: Diagnostic[] };

const ENDINGS = ['.meta.yaml', '.meta.yml', '.meta.json'];

/** What the sidecars of a file may be called: `a.html.meta.yaml`, `a.meta.yaml`, the same with `.yml` and `.json`. */
export function sidecarNames(name: string): string[] {
  const stem = name.slice(0, name.length - extname(name).length);
  return [name, stem].flatMap((base) => ENDINGS.map((ending) => base + ending));
}

/**
 * What all sidecars of a file say together: of its description the first that says something, of its visibility the
 * strictest. One that cannot be read withholds the release.
 */
export function readSidecars(files: readonly SidecarFile[]): Sidecar | null {
  if (files.length === 0) return null;
  const all = files.map(readSidecar);
  return all.reduce((a, b) => ({
    metadata: { ...b.metadata, ...a.metadata },
    visibility: stricter(a.visibility, b.visibility),
    ignored: [...a.ignored, ...b.ignored],
    diagnostics: [...a.diagnostics, ...b.diagnostics],
  }));
}

function readSidecar({ name, bytes }: SidecarFile): Sidecar {
  const { metadata, claims, ignored } = fieldsIn(name, bytes);
  const visibility = visibilityOf(claims);
  return { metadata, visibility, ignored, diagnostics: doubtsIn(claims, visibility) };
}

function fieldsIn(name: string, bytes: Uint8Array | null): { metadata: Metadata; claims: Claim[]; ignored: string[] } {
  try {
    if (bytes === null) throw new ReadError(name, 'a file that can be read', 'none');
    const { text } = decode(bytes, name);
    const placeOf = (line: number) => `${name}:${line}`;
    const parse = /^\s*\{/.test(text) ? parseJson : parseYaml;
    const fields = parse(text.replace(/\r\n?/g, '\n'), placeOf);
    const read = readFields(fields.map((field) => ({ ...field, where: ` in ${field.place}` })));
    return { ...read, claims: [...read.claims, ...titleClaims([read.metadata.title])] };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    const doubt = {
      expected: error.expected.replace('front matter', 'metadata'),
      found: `${error.found} in ${error.place}`,
    };
    return { metadata: {}, claims: [{ status: 'withheld', until: null, undated: false, doubt }], ignored: [] };
  }
}
