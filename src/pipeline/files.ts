/**
 * Paths on the command line -> the files to read, with the names their releases go by. What lies in a folder is not
 * trusted: pipes and devices are not opened, links do not lead out of it, and a file is looked at once it is open.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { largestFile, READABLE_EXTENSIONS } from '../read/index.ts';

export type InputFile = {
  path: string;
  /** What is opened: the path with all links followed. */
  target: string;
  size: number;
  /** What a release is called that does not name itself: its path below the folder that was given, or its file name. */
  name: string;
};

/** Told what cannot be read: its place, what was expected and what was found. */
type OnError = (place: string, message: string) => void;

/** Folders and files that stand beside releases and are none. */
const NOT_RELEASES = new Set(['register', 'corrections.jsonl', 'node_modules']);

/**
 * Every readable file below the given paths, sorted, each once; what cannot be found or read, or has an unknown format, is
 * told to `onError` and left out. Links are followed where they lead into the folder that was given, each target once.
 */
export function inputFiles(paths: readonly string[], onError: OnError): InputFile[] {
  const files = new Map<string, InputFile>();
  for (const given of paths) {
    const root = resolve(given);
    try {
      const stat = statSync(root);
      const kind = kindOf(stat);
      const target = realpathSync(root);
      if (kind === FOLDER) {
        for (const file of filesBelow(root, target, onError))
          add({ ...file, name: relative(root, file.path).split(sep).join('/') });
      } else if (kind !== FILE) {
        onError(given, `expected a file or folder, found ${kind}`);
      } else if (!isReadable(root)) {
        const found = extname(root) || 'no ending';
        onError(given, `expected a file that ends in ${READABLE_EXTENSIONS.join(', ')}, found ${found}`);
      } else {
        add({ path: root, target, size: stat.size, name: basename(root) });
      }
    } catch (error) {
      onError(given, `expected a file or folder that can be read, found ${reasonOf(error)}`);
    }
  }
  return distinct([...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));

  function add(file: InputFile) {
    if (!files.has(file.path)) files.set(file.path, file);
  }
}

/**
 * The bytes of a file, as it is once it is open: it may have been replaced since it was found. Opening waits for nobody.
 * Throws an error that says what was expected and found, for what is gone, no file, or too large to be read whole.
 */
export function readInput({ path, target }: InputFile): Uint8Array {
  const { O_RDONLY, O_NONBLOCK, O_NOCTTY, O_NOFOLLOW } = constants;
  let file: number | null = null;
  try {
    file = openSync(target, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    const stat = fstatSync(file);
    const kind = kindOf(stat);
    if (kind !== FILE) throw new Unreadable(`expected a file, found ${kind}`);
    const most = largestFile(extname(path).toLowerCase());
    if (stat.size > most) throw new Unreadable(`expected at most ${megabytes(most)}, found ${megabytes(stat.size)}`);
    return readAll(file, stat.size);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const swapped = (error as NodeJS.ErrnoException).code === 'ELOOP';
    throw new Unreadable(
      `expected a file that can be read, found ${swapped ? 'a link in its place' : reasonOf(error)}`,
    );
  } finally {
    if (file !== null) closeSync(file);
  }
}

class Unreadable extends Error {}

/** As much as there was when it was opened: what is written meanwhile belongs to the next reading. */
function readAll(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  let done = 0;
  while (done < size) {
    const read = readSync(file, bytes, done, size - done, null);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;

// ------------------------------------------------------------------------------------------------------------ folders

type Found = { path: string; target: string };

/**
 * The readable files of a folder and all below it, in no order. What can be reached by its own path goes by that; links
 * are followed after it, one after the other, and lead nowhere a second time.
 */
function filesBelow(root: string, realRoot: string, onError: OnError): (Found & { size: number })[] {
  const files: (Found & { size: number })[] = [];
  const seen = new Set<string>();
  const folders: Found[] = [{ path: root, target: realRoot }];
  const links: string[] = [];
  // No recursion: folders may be nested as deeply as anybody likes.
  for (let next = 0; folders.length > 0 || next < links.length; ) {
    const folder = folders.pop();
    if (folder) guarded(folder.path, 'folder', () => list(folder));
    else {
      const link = links[next++]!;
      guarded(link, 'link', () => follow(link));
    }
  }
  return files;

  /** What cannot be read is one thing less; the rest of the folder goes on. */
  function guarded(path: string, what: string, look: () => void) {
    try {
      look();
    } catch (error) {
      // Node cannot hand a name back to the system that is not UTF-8.
      const found = path.includes('\ufffd') ? 'a name that is not UTF-8' : reasonOf(error);
      onError(path, `expected a ${what} that can be read, found ${found}`);
    }
  }

  function list(folder: Found) {
    if (seen.has(folder.target)) return;
    seen.add(folder.target);
    const entries = readdirSync(folder.path, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (NOT_RELEASES.has(entry.name) || entry.name.startsWith('.')) continue;
      const found = { path: join(folder.path, entry.name), target: join(folder.target, entry.name) };
      if (entry.isSymbolicLink()) links.push(found.path);
      else if (entry.isDirectory()) folders.push(found);
      else if (!entry.isFile()) tellKind(found.path, kindOf(entry));
      else if (isReadable(found.path)) guarded(found.path, 'file', () => take(found, lstatSync(found.target)));
    }
  }

  function follow(path: string) {
    const target = realpathSync(path);
    const stat = statSync(target);
    const kind = kindOf(stat);
    if (kind === FILE && !isReadable(path)) return;
    if (!isBelow(realRoot, target)) onError(path, `expected a link within ${root}, found one that leads to ${target}`);
    else if (kind === FOLDER) folders.push({ path, target });
    else if (kind === FILE) take({ path, target }, stat);
    else tellKind(path, kind);
  }

  function take(file: Found, { size }: Stats) {
    if (seen.has(file.target)) return;
    seen.add(file.target);
    files.push({ ...file, size });
  }

  function tellKind(path: string, kind: string) {
    onError(path, `expected a file or folder, found ${kind}`);
  }
}

const isReadable = (path: string) => READABLE_EXTENSIONS.includes(extname(path).toLowerCase());

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const FILE = 'a file';
const FOLDER = 'a folder';

function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket' | 'isCharacterDevice'>): string {
  if (entry.isFile()) return FILE;
  if (entry.isDirectory()) return FOLDER;
  if (entry.isFIFO()) return 'a named pipe';
  return entry.isSocket() ? 'a socket' : 'a device';
}

/** In words, by the code of the system. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'nothing there',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'links that lead back to themselves',
  ENAMETOOLONG: 'a path longer than the system can follow',
  ENOTDIR: 'a file where its path has a folder',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? code ?? message;
}

/** Two files of one name (`fr/x.txt`, `en/x.txt` given one by one) take their folders into it. */
function distinct(files: InputFile[]): InputFile[] {
  const count = new Map<string, number>();
  for (const { name } of files) count.set(name, (count.get(name) ?? 0) + 1);
  return files.map((file) =>
    count.get(file.name)! > 1 ? { ...file, name: file.path.split(sep).slice(-2).join('/') } : file,
  );
}
