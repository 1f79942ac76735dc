/** What stands beside a file of releases: its sidecars, and the fields in it that nobody reads. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RawRelease } from '../domain.ts';
import { DOUBTFUL, READER, type SidecarFile, sidecarNames } from '../read/index.ts';
import { complain, onOneLine } from './complain.ts';
import { type InputFile, readInput } from './files.ts';

/** Finds the sidecars that are there, whatever the case of their names. One for each run: it remembers folders. */
export function sidecarFinder(): (file: InputFile) => SidecarFile[] {
  const folders = new Map<string, ReadonlyMap<string, string> | null>();

  function namesIn(folder: string): ReadonlyMap<string, string> | null {
    let names = folders.get(folder);
    if (names === undefined) {
      if (folders.size >= MOST_FOLDERS) folders.clear();
      names = listed(folder);
      folders.set(folder, names);
    }
    return names;
  }

  return (file) => {
    // What is said beside a link and beside what it leads to both counts.
    const candidates = new Set([file.path, file.target].flatMap(sidecarNames));
    const found = new Set<string>();
    for (const candidate of candidates) {
      const folder = dirname(candidate);
      const names = namesIn(folder);
      const name = names ? names.get(plain(basename(candidate))) : existsSync(candidate) && basename(candidate);
      if (name) found.add(join(folder, name));
    }
    return [...found].map((path) => ({ name: path, bytes: bytesOf(file, path) }));
  };
}

const MOST_FOLDERS = 100;

const plain = (name: string): string => name.normalize('NFC').toLowerCase();

/** The names in a folder that may be those of sidecars; null where it cannot be listed. */
function listed(folder: string): ReadonlyMap<string, string> | null {
  try {
    return new Map(
      readdirSync(folder)
        .filter((name) => /\.meta\.(?:ya?ml|json)$/i.test(name))
        .map((name) => [plain(name), name]),
    );
  } catch {
    return null;
  }
}

/** Null for one that cannot be read, which withholds what it stands beside. */
function bytesOf(file: InputFile, path: string): Uint8Array | null {
  try {
    return readInput({ ...file, path, target: path });
  } catch {
    return null;
  }
}

/** By which a file is known that was read before: all that its reading depends on, the reader too. */
export function hashOf(bytes: Uint8Array, sidecars: readonly SidecarFile[]): string {
  const hash = createHash('sha256').update(`${READER}\0`).update(bytes);
  for (const { name, bytes } of sidecars) {
    hash.update(`\0${basename(name)}\0`).update(bytes ? createHash('sha256').update(bytes).digest() : 'unreadable');
  }
  return hash.digest('hex');
}

/** Says on stderr why a release is not shown where its publisher may not have meant that. Changes nothing. */
export function warnOfDoubts({ place, status, embargoedUntil, diagnostics }: RawRelease): void {
  const isShown = status === 'usable' && (embargoedUntil === null || Date.parse(embargoedUntil) <= Date.now());
  if (isShown) return;
  for (const { rule, message } of diagnostics) if (rule === DOUBTFUL) complain(`warning: ${place}: ${message}`);
}

/** `note (12), invented (48)`: the fields that were not read, the most frequent first; null where there are none. */
export function ignoredText(ignored: ReadonlyMap<string, number>): string | null {
  if (ignored.size === 0) return null;
  const all = [...ignored].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const named = all.slice(0, MOST_NAMED).map(([name, count]) => `${shortened(name)} (${count})`);
  return [...named, ...(all.length > MOST_NAMED ? [`${all.length - MOST_NAMED} others`] : [])].join(', ');
}

const MOST_NAMED = 12;
const LONGEST_NAME = 40;

const shortened = (name: string): string =>
  onOneLine(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);
