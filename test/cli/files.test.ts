/** Folders that hold what nobody would read: real pipes, sockets, devices, links and names. */
import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onOneLine } from '../../src/pipeline/complain.ts';
import { inputFiles, readInput } from '../../src/pipeline/files.ts';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

let base: string;
let folder: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dixit-files-')));
  folder = join(base, 'in');
  mkdirSync(folder);
});
afterEach(() => {
  // Deeper than Node can remove.
  execFileSync('rm', ['-rf', base]);
});

function write(name: string, content: string | Uint8Array = RELEASE): string {
  const path = join(base, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const RELEASE =
  'PORT HALE, June 3, 2021 - The bridge opens today.\n\n“This bridge will outlive the ferry,” said Jane Roe, Minister of Bridges.\n';

/** Names of the files below the folder, and what was told of the others. */
function look(...paths: string[]): { names: string[]; told: string[] } {
  const told: string[] = [];
  const files = inputFiles(paths.length ? paths : [folder], (place, message) => told.push(`${place}: ${message}`));
  return { names: files.map(({ name }) => name), told };
}

type Run = { status: number; ids: string[]; err: string };

function extract(paths: string[], as: { uid?: number; gid?: number } = {}): Promise<Run> {
  const options = { cwd: base, env: { ...process.env, DIXIT_CORPUS: join(base, 'corpus') }, timeout: 300_000, ...as };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, 'extract', ...paths], options, (error, out, err) => {
      const ids = out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).id);
      resolve({ status: error ? Number(error.code) : 0, ids, err });
    });
  });
}

describe('a folder', () => {
  it('with a subfolder that cannot be read gives the rest, and names it', async () => {
    write('in/a.txt');
    write('in/shut/b.txt');
    write('in/z/c.txt');
    chmodSync(base, 0o755);
    chmodSync(join(folder, 'shut'), 0);
    // Nothing is shut for root.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { status, ids, err } = await extract([folder], nobody);
    chmodSync(join(folder, 'shut'), 0o755);
    expect({ status, ids }).toEqual({ status: 1, ids: ['a.txt', 'z/c.txt'] });
    expect(err).toBe(
      `dixit: ${join(folder, 'shut')}: expected a folder that can be read, found no permission to read it\n`,
    );
  });

  it('with pipes, sockets and devices gives the rest, names them, and waits for none', async () => {
    write('in/a.txt');
    execFileSync('mkfifo', [join(folder, 'pipe.txt'), join(folder, 'plain-pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zero.txt'));
    const server = createServer().listen(join(folder, 'socket.txt'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { status, ids, err } = await extract([folder]);
    server.close();
    expect({ status, ids }).toEqual({ status: 1, ids: ['a.txt'] });
    expect(err.trim().split('\n').sort()).toEqual([
      `dixit: ${join(folder, 'pipe.txt')}: expected a file or folder, found a named pipe`,
      `dixit: ${join(folder, 'plain-pipe')}: expected a file or folder, found a named pipe`,
      `dixit: ${join(folder, 'socket.txt')}: expected a file or folder, found a socket`,
      `dixit: ${join(folder, 'zero.txt')}: expected a link within ${folder}, found one that leads to /dev/zero`,
    ]);
  });

  it('does not lead out of itself by links', () => {
    write('in/a.txt');
    const secret = write('outside/secret.txt');
    write('in-too/b.txt');
    symlinkSync(secret, join(folder, 'secret.txt'));
    symlinkSync('../outside', join(folder, 'up'));
    symlinkSync('../in-too', join(folder, 'sibling'));
    symlinkSync('nowhere.txt', join(folder, 'nowhere.txt.txt'));
    symlinkSync('round.txt', join(folder, 'round.txt'));
    symlinkSync('/etc/hostname', join(folder, 'logo.png'));
    const out = (name: string, target: string) =>
      `${join(folder, name)}: expected a link within ${folder}, found one that leads to ${join(base, target)}`;
    expect(look()).toEqual({
      names: ['a.txt'],
      told: [
        `${join(folder, 'nowhere.txt.txt')}: expected a link that can be read, found nothing there`,
        `${join(folder, 'round.txt')}: expected a link that can be read, found links that lead back to themselves`,
        out('secret.txt', 'outside/secret.txt'),
        out('sibling', 'in-too'),
        out('up', 'outside'),
      ],
    });
  });

  it('follows links within itself once, in no circles', () => {
    write('in/a.txt');
    write('in/sub/b.txt');
    symlinkSync('..', join(folder, 'sub/circle'));
    symlinkSync('sub', join(folder, 'again'));
    symlinkSync('a.txt', join(folder, '0-same.txt'));
    expect(look()).toEqual({ names: ['a.txt', 'sub/b.txt'], told: [] });
    // How Kubernetes mounts a volume: the files lie in a folder with a dot, and only links show them.
    write('in/..2021_06_03/config.txt');
    symlinkSync('..2021_06_03', join(folder, '..data'));
    symlinkSync('..data/config.txt', join(folder, 'config.txt'));
    symlinkSync('..data/config.txt', join(folder, 'other.txt'));
    expect(look()).toEqual({ names: ['a.txt', 'config.txt', 'sub/b.txt'], told: [] });
    expect(look(join(folder, 'again'), folder).names).toEqual(['a.txt', 'b.txt', 'config.txt', 'sub/b.txt']);
  });

  it('passes over what stands beside releases', () => {
    for (const name of ['.git/a.txt', 'node_modules/b.txt', 'register/people.jsonl', 'corrections.jsonl', 'c.pdf'])
      write(`in/${name}`);
    expect(look()).toEqual({ names: [], told: [] });
  });

  it('may be nested ten thousand deep', async () => {
    write('in/a.txt');
    write('in/n/b.txt');
    const nest = `process.chdir(${JSON.stringify(folder)}); for (let i = 0; i < 10_000; i += 1) { fs.mkdirSync('n', { recursive: true }); process.chdir('n'); }`;
    execFileSync(process.execPath, ['-e', nest]);
    const { status, ids, err } = await extract([folder]);
    expect({ status, ids }).toEqual({ status: 1, ids: ['a.txt', 'n/b.txt'] });
    expect(err).toMatch(/^dixit: \S+: expected a folder that can be read, found a path longer than the system .*\n$/);
  });

  it('may hold names that would write lines of their own', async () => {
    write('in/a.txt');
    write('in/two\nlines\u001b[2J\u202e.txt', '');
    const { status, ids, err } = await extract([folder]);
    expect({ status, ids }).toEqual({ status: 1, ids: ['a.txt'] });
    expect(err).toBe(`dixit: ${folder}/two\\nlines\\x1b[2J\\u{202e}.txt: expected text, found an empty file\n`);
  });

  it('may hold names that are not UTF-8', () => {
    write('in/a.txt');
    writeFileSync(Buffer.from(`${folder}/\xe9t\xe9.txt`, 'latin1'), RELEASE);
    expect(look()).toEqual({
      names: ['a.txt'],
      told: [`${folder}/\ufffdt\ufffd.txt: expected a file that can be read, found a name that is not UTF-8`],
    });
  });
});

it('names are escaped where they would not print', () => {
  expect(onOneLine('a\r\n\t\u0000\u009b\u2028\ud800 – é 👩‍🌾')).toBe('a\\r\\n\\t\\x00\\x9b\\u{2028}\\u{d800} – é 👩‍🌾');
});

describe('a path', () => {
  it('that names a pipe or a device is told, and nobody waits', async () => {
    const pipe = join(base, 'pipe.txt');
    execFileSync('mkfifo', [pipe]);
    const zero = join(base, 'zero.jsonl');
    symlinkSync('/dev/zero', zero);
    const { status, err } = await extract(['/dev/zero', zero, pipe, '/dev/null']);
    expect(status).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      'dixit: /dev/zero: expected a file or folder, found a device',
      `dixit: ${zero}: expected a file or folder, found a device`,
      `dixit: ${pipe}: expected a file or folder, found a named pipe`,
      'dixit: /dev/null: expected a file or folder, found a device',
    ]);
  });

  it('may be a link: whoever names it wants what it leads to', () => {
    write('a.txt');
    symlinkSync('a.txt', join(base, 'link.txt'));
    symlinkSync('in', join(base, 'link'));
    write('in/b.txt');
    expect(look(join(base, 'link.txt'), join(base, 'link'))).toEqual({ names: ['link.txt', 'b.txt'], told: [] });
  });

  it('that cannot be read is told in words', () => {
    write('a.txt');
    const missing = join(base, 'missing.txt');
    const within = join(base, 'a.txt/b.txt');
    expect(look(missing, within).told).toEqual([
      `${missing}: expected a file or folder that can be read, found nothing there`,
      `${within}: expected a file or folder that can be read, found a file where its path has a folder`,
    ]);
  });
});

describe('a file', () => {
  const only = () => inputFiles([folder], () => {})[0]!;

  it('that is gone by the time it is read is named', () => {
    const path = write('in/a.txt');
    const file = only();
    unlinkSync(path);
    expect(() => readInput(file)).toThrow('expected a file that can be read, found nothing there');
  });

  it('is looked at once it is open: what took its place is not read', () => {
    const path = write('in/a.txt');
    const file = only();
    unlinkSync(path);
    execFileSync('mkfifo', [path]);
    expect(() => readInput(file)).toThrow('expected a file, found a named pipe');
    unlinkSync(path);
    symlinkSync(write('outside/secret.txt'), path);
    expect(() => readInput(file)).toThrow('expected a file that can be read, found a link in its place');
    unlinkSync(path);
    mkdirSync(path);
    expect(() => readInput(file)).toThrow('expected a file, found a folder');
    rmSync(path, { recursive: true });
    writeFileSync(path, 'a newer one');
    expect(Buffer.from(readInput(file)).toString()).toBe('a newer one');
  });

  it('that is larger than can be read whole is told before it is read', async () => {
    const sizes = { 'page.html': 20_000_001, 'rows.jsonl': 1_500_000_001, 'text.txt': 10 ** 12 };
    for (const [name, size] of Object.entries(sizes)) truncateSync(write(`in/${name}`, ''), size);
    write('in/a.txt');
    const { status, ids, err } = await extract([folder]);
    expect({ status, ids }).toEqual({ status: 1, ids: ['a.txt'] });
    expect(err.trim().split('\n')).toEqual([
      `dixit: ${join(folder, 'page.html')}: expected at most 20 MB, found 21 MB`,
      `dixit: ${join(folder, 'rows.jsonl')}: expected at most 1500 MB, found 1501 MB`,
      `dixit: ${join(folder, 'text.txt')}: expected at most 20 MB, found 1000000 MB`,
    ]);
  });

  it('that others write to is read as far as it went when it was opened', () => {
    const path = write('in/a.txt', 'one');
    const file = only();
    appendFileSync(path, ' two');
    expect(Buffer.from(readInput(file)).toString()).toBe('one two');
    truncateSync(path, 2);
    expect(Buffer.from(readInput(file)).toString()).toBe('on');
  });
});

it('one line of a collection that is longer than a document may be is told, and the others are read', async () => {
  const row = (id: string, text: string) => `${JSON.stringify({ id, text })}\n`;
  write('in/rows.jsonl', row('1', RELEASE) + row('2', 'x'.repeat(20_000_000)) + row('3', RELEASE));
  const { status, ids, err } = await extract([folder]);
  expect({ status, ids }).toEqual({ status: 1, ids: ['1', '3'] });
  expect(err).toMatch(/rows\.jsonl:2: expected a line of at most 20000000 bytes, found one of 200000\d\d\n$/);
});
