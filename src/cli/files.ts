/** Paths on the command line -> the files to read, with the names their releases go by. */
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { READABLE_EXTENSIONS } from '../read/index.ts';

export type InputFile = {
  path: string;
  size: number;
  /** What a release is called that does not name itself: its path below the folder that was given, or its file name. */
  name: string;
};

/** Folders and files that stand beside releases and are none. */
const NOT_RELEASES = new Set(['register', 'corrections.jsonl', 'node_modules']);

/**
 * Every readable file below the given paths, sorted, each once; what cannot be found or has an unknown format is told
 * to `onError` (place, message) and left out.
 */
export function inputFiles(paths: readonly string[], onError: (place: string, message: string) => void): InputFile[] {
  const files = new Map<string, InputFile>();
  for (const given of paths) {
    const root = resolve(given);
    try {
      const stat = statSync(root);
      if (stat.isDirectory()) {
        for (const path of walk(root)) add(path, relative(root, path).split(sep).join('/'));
      } else if (!READABLE_EXTENSIONS.includes(extname(root).toLowerCase())) {
        onError(
          given,
          `expected a file that ends in ${READABLE_EXTENSIONS.join(', ')}, found ${extname(root) || 'no ending'}`,
        );
      } else add(root, basename(root));
    } catch (error) {
      onError(
        given,
        `expected a file or folder that can be read, found ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
      );
    }
  }
  return distinct([...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)));

  function add(path: string, name: string) {
    if (!files.has(path)) files.set(path, { path, name, size: statSync(path).size });
  }
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_RELEASES.has(entry.name) || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() && READABLE_EXTENSIONS.includes(extname(path).toLowerCase()) ? [path] : [];
  });
}

/** Two files of one name (`fr/x.txt`, `en/x.txt` given one by one) take their folders into it. */
function distinct(files: InputFile[]): InputFile[] {
  const count = new Map<string, number>();
  for (const { name } of files) count.set(name, (count.get(name) ?? 0) + 1);
  return files.map((file) =>
    count.get(file.name)! > 1 ? { ...file, name: file.path.split(sep).slice(-2).join('/') } : file,
  );
}
