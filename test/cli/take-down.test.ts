/** What is taken down is gone: by hand, by its source under whatever name, with its file; and what is purged is nowhere. */
import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

let folder: string;
let index: string;
let corpus: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-take-down-'));
  index = join(folder, 'ix');
  corpus = join(folder, 'releases');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Run = { status: number; out: string; err: string };

function dixit(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, DIXIT_CORPUS: join(folder, 'no-register'), DIXIT_ALLOW_PRIVATE: 'true' };
    const options = { env, cwd: folder, maxBuffer: 64_000_000 };
    execFile(process.execPath, [MAIN, ...args, '--index', index], options, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

const WORDS = {
  bridge: 'This bridge will outlive the ferry that our grandparents took every morning.',
  library: 'A library that opens on Sundays is worth two that do not, as every child here knows.',
  harbour: 'Nobody will have to choose between the harbour and the herons any longer.',
};
type Name = keyof typeof WORDS;

const text = (name: Name): string =>
  `PORT HALE, June 3, 2021 /CNW/ - The ${name} opens today, after two years of work and a long winter of waiting on its
walls, piers and doors, and the town is invited to see it from noon until the lamps are lit.

“${WORDS[name]}” said Jane Roe, Minister of Bridges.

SOURCE Department of Bridges
`;

function write(name: string, content: string): string {
  const path = join(corpus, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}
const front = (fields: Record<string, string>, name: Name | null): string =>
  `---\n${Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}---\n${name ? text(name) : ''}`;
const row = (fields: Record<string, unknown>): string => `${JSON.stringify(fields)}\n`;

async function published(): Promise<Name[]> {
  const { status, out } = await dixit('export');
  expect(status).toBe(0);
  return (Object.keys(WORDS) as Name[]).filter((name) => out.includes(WORDS[name]));
}

/** Ids of releases by what is quoted in them. */
async function idOf(name: Name): Promise<string> {
  const { out } = await dixit('export');
  const line = out.split('\n').find((one) => one.includes(WORDS[name]))!;
  return JSON.parse(line).release.id;
}

async function ingest(...args: string[]): Promise<Run> {
  const run = await dixit('ingest', ...args);
  expect(run.status, run.err).toBe(0);
  return run;
}

/** Files below the index folder that hold a text in the clear. */
const holding = (words: string): string[] =>
  readdirSync(index, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const path = join(index, file);
    return statSync(path).isFile() && readFileSync(path).includes(words);
  });

describe('dixit remove', () => {
  it.each([
    ['the id of the release', () => idOf('bridge')],
    ['its source id', async () => 'bridge.txt'],
    ['its path', async () => join(corpus, 'bridge.txt')],
    ['its path from here', async () => 'releases/bridge.txt'],
    ['its address, written otherwise', async () => 'http://www.port-hale.example/bridge/#top'],
  ])('takes down by %s, and it stays down', async (_, nameIt) => {
    write('bridge.txt', front({ url: 'https://port-hale.example/bridge' }, 'bridge'));
    write('library.txt', text('library'));
    await ingest(corpus);
    const what = await nameIt();
    const { status, out } = await dixit('remove', what);
    expect({ status, out }).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^removed r[0-9a-f]{12} "bridge.txt"/),
    });
    expect(await published()).toEqual(['library']);
    expect(holding('outlive')).toEqual([]);
    // Neither the same input nor a changed one brings it back.
    await ingest(corpus);
    write('bridge.txt', `${front({ url: 'https://port-hale.example/bridge' }, 'bridge')}\nA line more.\n`);
    const { err } = await ingest(corpus);
    expect(err).toMatch(/bridge\.txt: expected a release that was not removed, found one that was: it stays so/);
    expect(await published()).toEqual(['library']);
    expect((await dixit('remove', what)).out).toMatch(/^already removed /);
    expect((await dixit('remove', '--undo', what)).out).toMatch(/^shown /);
    expect(await published()).toEqual(['bridge', 'library']);
  });

  it('takes down all of a folder or of a file of lines, and one line of it', async () => {
    write('old/a.txt', text('bridge'));
    const lines = write('b.jsonl', row({ id: 'x', text: text('library') }) + row({ id: 'y', text: text('harbour') }));
    await ingest(corpus);
    expect((await dixit('remove', join(corpus, 'old'))).status).toBe(0);
    expect(await published()).toEqual(['library', 'harbour']);
    expect((await dixit('remove', `${lines}:2`)).status).toBe(0);
    expect(await published()).toEqual(['library']);
    expect((await dixit('remove', lines)).status).toBe(0);
    expect(await published()).toEqual([]);
  });

  it('says what it does not know, and does the rest', async () => {
    write('bridge.txt', text('bridge'));
    write('library.txt', text('library'));
    await ingest(corpus);
    const { status, err } = await dixit('remove', 'nothing.txt', 'bridge.txt', '');
    expect(status).toBe(1);
    expect(err).toContain('nothing.txt: expected the id, source id, path or address of a recorded release, found none');
    expect(await published()).toEqual(['library']);
    expect((await dixit('remove', '--purge', '--undo', 'bridge.txt')).status).toBe(2);
  });

  it('takes what has the same words along, and says so', async () => {
    write('bridge.txt', front({ publisher: 'Department of Bridges' }, 'bridge'));
    write('wire.txt', front({ publisher: 'Hale Wire' }, 'bridge'));
    await ingest(corpus);
    const { err } = await dixit('remove', 'bridge.txt');
    expect(err).toMatch(/"wire\.txt", Hale Wire\) is withdrawn too: the same as r[0-9a-f]{12} \("bridge\.txt"/);
    expect(await published()).toEqual([]);
    expect((await dixit('remove', '--undo', 'bridge.txt')).err).toMatch(/"wire\.txt", Hale Wire\) is shown again/);
    expect(await published()).toEqual(['bridge']);
  });
});

describe('dixit remove --purge', () => {
  // Below and above the size from which pairing is remembered in a file.
  it.each([3, 320])('leaves nothing of a release among %i, of any revision, in any file', {
    timeout: 300_000,
  }, async (size) => {
    const secret = 'Zweckverband';
    const rows = Array.from({ length: size }, (_, i) =>
      row({ id: `r${i}`, text: text('library').replace('Sundays', `Sunday ${i}`) }),
    );
    write('many.jsonl', rows.join(''));
    const url = `https://port-hale.example/${secret}-address`;
    const path = write(
      `${secret}-file.txt`,
      front({ url, publisher: `${secret} publisher` }, 'bridge').replace('Jane Roe', `Jane ${secret}`),
    );
    await ingest(corpus);
    write(
      `${secret}-file.txt`,
      front({ url, publisher: `${secret} publisher` }, 'harbour').replaceAll('walls', `${secret} walls`),
    );
    await ingest(corpus);
    expect(holding(secret)).not.toEqual([]);
    const { status, out } = await dixit('remove', '--purge', path);
    expect(out).toMatch(/^purged r[0-9a-f]{12}\n$/);
    expect(status).toBe(0);
    expect(holding(secret)).toEqual([]);
    for (const words of ['outlive', 'herons']) expect(holding(words)).toEqual([]);
    expect((await dixit('people', '--learned')).out).not.toContain(secret);
    expect((await dixit('doctor')).status).toBe(0);
    // It is kept out, under this name and another.
    renameSync(path, join(corpus, 'another.txt'));
    const { err } = await ingest(corpus);
    expect(err).toMatch(
      /another\.txt: expected no release that was purged, found one \(r[0-9a-f]{12}\) that was on \d{4}-\d\d-\d\d/,
    );
    expect(err).toContain('1 kept out');
    expect(await published()).toEqual([]);
    expect(holding('herons')).toEqual([]);
    expect((await dixit('remove', '--purge', out.trim().split(' ')[1]!)).status).toBe(0);
  });

  it('erases its copies too, and leaves the rest', async () => {
    write('bridge.txt', front({ publisher: 'Department of Bridges' }, 'bridge'));
    write('wire.txt', front({ publisher: 'Hale Wire' }, 'bridge'));
    write('library.txt', text('library'));
    await ingest(corpus);
    expect((await dixit('remove', '--purge', 'wire.txt')).out.match(/^purged /gm)).toHaveLength(2);
    expect(holding('outlive')).toEqual([]);
    expect(await published()).toEqual(['library']);
  });
});

describe('dixit ingest --mirror', () => {
  it('withdraws what is gone from a folder, and shows what comes back', async () => {
    for (const name of Object.keys(WORDS) as Name[]) write(`${name}.txt`, text(name));
    await ingest('--mirror', corpus);
    rmSync(join(corpus, 'bridge.txt'));
    await ingest(corpus);
    expect(await published()).toContain('bridge');
    const { err } = await ingest('--mirror', corpus);
    expect(err).toMatch(/1 of 3 releases of .*releases is gone: withdrawn/);
    expect(err).toContain('1 withdrawn');
    expect(await published()).toEqual(['library', 'harbour']);
    expect((await ingest('--mirror', corpus)).err).not.toContain('gone');
    write('bridge.txt', text('bridge'));
    await ingest(corpus);
    expect(await published()).toEqual(['bridge', 'library', 'harbour']);
  });

  it('sees what is gone from a file of lines, where the others move up', async () => {
    const lines = (Object.keys(WORDS) as Name[]).map((name) => row({ id: name, text: text(name) }));
    write('all.jsonl', lines.join(''));
    await ingest(corpus);
    write('all.jsonl', lines.slice(1).join(''));
    await ingest(corpus);
    expect(await published()).toContain('bridge');
    await ingest('--mirror', corpus);
    expect(await published()).toEqual(['library', 'harbour']);
  });

  it('withdraws what a file called otherwise before', async () => {
    write('a.txt', front({ id: 'one' }, 'bridge'));
    write('b.txt', text('library'));
    await ingest(corpus);
    write('a.txt', front({ id: 'two' }, 'harbour'));
    await ingest('--mirror', corpus);
    expect(await published()).toEqual(['library', 'harbour']);
  });

  it('never takes more than half without --yes', async () => {
    for (const name of Object.keys(WORDS) as Name[]) write(`${name}.txt`, text(name));
    await ingest(corpus);
    rmSync(join(corpus, 'bridge.txt'));
    rmSync(join(corpus, 'library.txt'));
    const { status, err } = await dixit('ingest', '--mirror', corpus);
    expect(status).toBe(1);
    expect(err).toMatch(
      /expected at most half of its releases to be gone, found 2 of 3 releases of .*; nothing is withdrawn \(--yes\)/,
    );
    expect(await published()).toHaveLength(3);
    await ingest('--mirror', '--yes', corpus);
    expect(await published()).toEqual(['harbour']);
    expect((await dixit('ingest', '--mirror', join(corpus, 'harbour.txt'))).status).toBe(2);
    expect((await dixit('ingest', '--mirror', join(folder, 'nowhere'))).status).toBe(2);
  });

  it('keeps what is in another folder too, and what stands outside', async () => {
    write('one/bridge.txt', front({ id: 'b' }, 'bridge'));
    write('two/bridge.txt', front({ id: 'b' }, 'bridge'));
    write('one/library.txt', text('library'));
    write('onemore/harbour.txt', text('harbour'));
    await ingest(corpus);
    rmSync(join(corpus, 'one/bridge.txt'));
    rmSync(join(corpus, 'onemore/harbour.txt'));
    await ingest('--mirror', join(corpus, 'one'));
    expect(await published()).toEqual(['bridge', 'library', 'harbour']);
  });
});

describe('a release that its source withdraws', () => {
  it.each<[string, () => void]>([
    [
      'under another publisher',
      () => write('bridge.txt', front({ publisher: 'Bridges and Roads', status: 'withdrawn' }, 'bridge')),
    ],
    [
      'under another publisher, its words gone',
      () => write('bridge.txt', front({ publisher: 'Bridges and Roads', status: 'withdrawn' }, null)),
    ],
    [
      'under another id',
      () =>
        write('bridge.txt', front({ publisher: 'Department of Bridges', id: 'b-2', status: 'withdrawn' }, 'bridge')),
    ],
    [
      'under another name',
      () => {
        rmSync(join(corpus, 'bridge.txt'));
        write('renamed.txt', front({ publisher: 'Department of Bridges', status: 'withdrawn' }, 'bridge'));
      },
    ],
    [
      'by its address',
      () => write('notice.txt', front({ status: 'withdrawn', url: 'http://port-hale.example/bridge/' }, null)),
    ],
    [
      'under embargo and another publisher',
      () => write('bridge.txt', front({ publisher: 'Bridges and Roads', embargoedUntil: '2999-01-01' }, 'bridge')),
    ],
    ['as withheld', () => write('bridge.txt', front({ publisher: 'Bridges and Roads', status: 'withheld' }, 'bridge'))],
  ])('%s is gone, whichever is read first', async (_, withdraw) => {
    write(
      'bridge.txt',
      front({ publisher: 'Department of Bridges', url: 'https://port-hale.example/bridge' }, 'bridge'),
    );
    write('library.txt', text('library'));
    await ingest(corpus);
    expect(await published()).toEqual(['bridge', 'library']);
    withdraw();
    const { err } = await ingest(corpus);
    expect(await published()).toEqual(['library']);
    expect(err).toMatch(/\("bridge\.txt", Department of Bridges, .*\) is withdrawn too: the same as /);
    await ingest(corpus);
    expect(await published()).toEqual(['library']);
  });

  it('is shown again once it is withdrawn no longer', async () => {
    write('a.txt', front({ publisher: 'A' }, 'bridge'));
    write('b.txt', front({ publisher: 'B', status: 'withdrawn' }, 'bridge'));
    await ingest(corpus);
    expect(await published()).toEqual([]);
    write('b.txt', front({ publisher: 'B' }, 'bridge'));
    expect((await ingest(corpus)).err).toContain('is shown again');
    expect(await published()).toEqual(['bridge']);
  });

  it('leaves what only has the same id, and says so', async () => {
    write(
      'a.jsonl',
      row({ id: '7', publisher: 'A', text: text('bridge') }) + row({ id: '7', publisher: 'B', text: text('library') }),
    );
    await ingest(corpus);
    write('b.jsonl', row({ id: '7', publisher: 'B', status: 'withdrawn' }));
    const { err } = await ingest(corpus);
    expect(err).toMatch(
      /warning: r[0-9a-f]{12}: r[0-9a-f]{12} \("7", A\) is not withdrawn with r[0-9a-f]{12} \("7", B\)/,
    );
    expect(await published()).toEqual(['bridge']);
  });

  it('leaves the other language at its address, and a site that many name', async () => {
    const url = 'https://port-hale.example/';
    write(
      'a.jsonl',
      row({ id: 'fr', lang: 'fr', url: `${url}x`, text: text('bridge') }) +
        row({ id: 'en', lang: 'en', url: `${url}x`, text: text('library') }),
    );
    await ingest(corpus);
    write(
      'a.jsonl',
      row({ id: 'fr', lang: 'fr', url: `${url}x`, status: 'withdrawn' }) +
        row({ id: 'en', lang: 'en', url: `${url}x`, text: text('library') }),
    );
    await ingest(corpus);
    expect(await published()).toEqual(['library']);
    const rows = Array.from({ length: 9 }, (_, i) =>
      row({ id: `${i}`, url, text: `${text('harbour')} ${i}`, ...(i === 0 ? { status: 'withdrawn' } : {}) }),
    );
    write('b.jsonl', rows.join(''));
    await ingest(corpus);
    expect(await published()).toEqual(['library', 'harbour']);
  });
});

describe('who may revise whom', () => {
  it('of two hosts without a publisher, neither revises the other', async () => {
    write('a.jsonl', row({ id: '7', url: 'https://a.example/7', text: text('bridge') }));
    write('b.jsonl', row({ id: '7', url: 'https://b.example/7', text: text('library') }));
    const { status, err } = await dixit('ingest', corpus);
    expect(status).toBe(1);
    expect(err).toMatch(
      /b\.jsonl:1: expected release "7" of a\.example, as it was recorded, found one of b\.example and no publisher/,
    );
    expect(await published()).toEqual(['bridge']);
  });

  it('a publisher that moves to another host is believed, and told of', async () => {
    write('a.jsonl', row({ id: '7', publisher: 'A', url: 'https://a.example/7', text: text('bridge') }));
    await ingest(corpus);
    write('a.jsonl', row({ id: '7', publisher: 'A', url: 'https://new.example/7', text: text('library') }));
    expect((await ingest(corpus)).err).toMatch(
      /warning: .*a\.jsonl:1: expected release "7" of a\.example, .* found one of new\.example: taken for a revision/,
    );
    expect(await published()).toEqual(['library']);
  });

  it('what is fetched neither revises nor withdraws what was recorded from elsewhere', async () => {
    write('a.jsonl', row({ id: '7', publisher: 'A', url: 'https://a.example/7', text: text('bridge') }));
    await ingest(corpus);
    const bodies: Record<string, [string, string]> = {
      '/rows': [
        'application/x-ndjson',
        row({ id: '7', publisher: 'A', url: 'https://a.example/7', text: text('library') }),
      ],
      '/gone': [
        'application/x-ndjson',
        row({ id: '8', publisher: 'A', url: 'https://a.example/7', status: 'withdrawn', text: text('bridge') }),
      ],
      '/page': [
        'text/html',
        `<link rel="canonical" href="https://a.example/7"><meta name="dcterms.creator" content="A"><p>${text('harbour').replaceAll('\n\n', '</p><p>')}</p>`,
      ],
    };
    const server = createServer((request, response) => {
      const [type, body] = bodies[request.url!]!;
      response.setHeader('content-type', type);
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const first = await dixit('ingest', `${origin}/rows`, `${origin}/page`);
      expect(first.status).toBe(1);
      expect(first.err).toMatch(/expected release "7" from a file, as it was recorded, found it at 127\.0\.0\.1:\d+/);
      // An address is what a page says of itself: it shares it, and takes nobody's place.
      expect(await published()).toEqual(['bridge', 'harbour']);
      const { err } = await ingest(`${origin}/gone`);
      expect(err).toMatch(/\("7", A, .*\) is not withdrawn with r[0-9a-f]{12} \("8", A/);
      // What the same host gave at that address it may take back.
      expect(await published()).toEqual(['bridge']);
    } finally {
      server.close();
    }
  });
});
