/**
 * A walk over all that a reader can reach, every route of the API, every feed and export, every link of every page, and over
 * every file below the index, for words that stand only in what is hidden, withdrawn, taken down or purged.
 */
import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');
/** Of its release nothing else says it: text, headline, speaker, office, publisher, address. */
const MARKERS = {
  withheld: 'Zwillbrock',
  embargoed: 'Quorvath',
  withdrawn: 'Xanthelm',
  removed: 'Vyrtholm',
  purged: 'Ghislebrand',
};
type Kind = keyof typeof MARKERS;
const KINDS = Object.keys(MARKERS) as Kind[];
/** A page more than these would be one that leads to ever more. */
const MOST_PAGES = 3000;

let folder: string;
let index: string;
let server: ReturnType<typeof spawn>;
let origin: string;

function dixit(...args: string[]): Promise<string> {
  const env = { ...process.env, DIXIT_CORPUS: join(folder, 'corpus') };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [MAIN, ...args, '--index', index], { env, maxBuffer: 1e8 }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    );
  });
}

const release = (marker: string, lang: 'en' | 'fr', fields: string): string => {
  const head = `---\npublisher: ${marker} Office\nurl: https://${marker.toLowerCase()}.example/${lang}\ndate: 2024-02-0${lang.length}\n${fields}---\n`;
  return lang === 'en'
    ? `${head}A new lock for ${marker}\n\nPORT HALE, February 2, 2024 - The lock of ${marker} opens with 417 gates.\n\n“The ${marker} lock has 417 gates and will carry 8,250 boats a year,” said Ada ${marker}, Minister of ${marker} Waterways.\n`
    : `${head}Une nouvelle écluse à ${marker}\n\nPORT HALE, le 2 février 2024 - L'écluse de ${marker} ouvre avec 417 portes.\n\n« L'écluse de ${marker} compte 417 portes et fera passer 8 250 bateaux par année », a déclaré Ada ${marker}, ministre des Voies navigables de ${marker}.\n`;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-walk-'));
  index = join(folder, 'ix');
  cpSync(join(ROOT, 'corpus'), join(folder, 'corpus'), { recursive: true });
  const hidden = join(folder, 'hidden');
  mkdirSync(hidden);
  const write = (kind: Kind, fields: string) => {
    for (const lang of ['en', 'fr'] as const) {
      writeFileSync(join(hidden, `${kind}-${lang}.txt`), release(MARKERS[kind], lang, fields));
    }
  };
  // Withdrawn, taken down and purged are first for readers, so that all that follows from them was there.
  for (const kind of KINDS) write(kind, '');
  await dixit('ingest', join(folder, 'corpus'), hidden);
  const before = await dixit('export');
  for (const kind of KINDS) expect(before).toContain(MARKERS[kind]);
  write('withheld', 'status: withheld\n');
  write('embargoed', 'embargoedUntil: 2999-01-01\n');
  write('withdrawn', 'status: withdrawn\n');
  await dixit('ingest', hidden);
  await dixit('remove', join(hidden, 'removed-en.txt'), join(hidden, 'removed-fr.txt'));
  await dixit('remove', '--purge', join(hidden, 'purged-en.txt'), join(hidden, 'purged-fr.txt'));

  server = spawn(process.execPath, [MAIN, 'serve', '--index', index], { env: { ...process.env, PORT: '0' } });
  origin = await new Promise((resolve) => {
    server.stdout!.on('data', (text) => {
      const address = /http:\/\/\S+/.exec(String(text));
      if (address) resolve(address[0]);
    });
  });
}, 300_000);
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Which of the hidden words a text holds, in whatever case. */
const found = (text: string): Kind[] =>
  KINDS.filter((kind) => text.toLowerCase().includes(MARKERS[kind].toLowerCase()));

it('no page that links lead to holds a hidden word', { timeout: 170_000 }, async () => {
  const seen = new Set<string>(['/', '/fr/', '/en/', '/api/v1/openapi.json']);
  const api = (await (await fetch(`${origin}/api/v1/openapi.json`)).json()) as { paths: Record<string, unknown> };
  for (const path of Object.keys(api.paths).filter((path) => !path.includes('{'))) seen.add(`/api/v1${path}`);
  let quotations = 0;
  for (const path of seen) {
    if (seen.size > MOST_PAGES) break;
    const response = await fetch(origin + path);
    const body = await response.text();
    expect({ path, status: response.status < 500 }).toEqual({ path, status: true });
    expect({ path, found: found(body) }).toEqual({ path, found: [] });
    if (/^\/..\/quotes\//.test(path)) quotations += 1;
    const type = response.headers.get('content-type') ?? '';
    if (/html|xml/.test(type)) {
      for (const [, link] of body.matchAll(/(?:href|src|action)="([^"#]+)/g)) {
        const url = new URL(link!.replaceAll('&amp;', '&'), origin + path);
        // Searches within searches have no end: the first of each kind, and whatever has its own address.
        const isNarrowed = [...url.searchParams.keys()].length > 1;
        if (url.origin === origin && !isNarrowed) seen.add(url.pathname + url.search);
      }
    } else {
      for (const [id] of body.matchAll(/\b[qr][0-9a-f]{12,14}\b/g)) {
        seen.add(`/api/v1/${id.startsWith('q') ? 'quotes' : 'releases'}/${id}`);
        if (id.startsWith('q')) seen.add(`/api/v1/quotes/${id}/citation`);
      }
      for (const [, kind, id] of body.matchAll(/\/(speakers|posts)\/([\w-]+)/g)) seen.add(`/api/v1/${kind}/${id}`);
    }
  }
  expect(quotations).toBeGreaterThan(100);
});

it('no search finds one, by whatever route', async () => {
  for (const kind of KINDS) {
    const word = MARKERS[kind];
    for (const q of [word, `"${word}"`, `speaker:${word}`, `post:${word}`, word.slice(0, 5), `${word}x`]) {
      const answer = await (await fetch(`${origin}/api/v1/quotes?q=${encodeURIComponent(q)}&explain=true`)).json();
      // What was asked is said back: as it was read, and beside the words that are offered instead.
      const {
        query: _,
        understood: __,
        related,
        ...rest
      } = answer as { related: { text: string }[]; [key: string]: unknown };
      const told = JSON.stringify([rest, related.map(({ text }) => text)]);
      expect({ q, found: found(told) }).toEqual({ q, found: [] });
    }
    for (const path of [
      'suggest?q=',
      'lexicon?q=',
      'speakers?q=',
      'posts?q=',
      'facets/speaker?value=',
      'facets/publisher?value=',
    ]) {
      const answer = (await (await fetch(`${origin}/api/v1/${path}${word.slice(0, 6)}`)).json()) as Record<
        string,
        unknown
      >;
      expect({ path, found: found(JSON.stringify(answer)) }).toEqual({ path, found: [] });
    }
    for (const format of ['csv', 'json', 'jsonl']) {
      const body = await (await fetch(`${origin}/api/v1/quotes.${format}?q=${word}`)).text();
      expect({ format, found: found(body) }).toEqual({ format, found: [] });
    }
    for (const feed of ['fr/feed.atom', 'en/feed.json']) {
      const body = await (await fetch(`${origin}/${feed}?q=417`)).text();
      expect({ feed, found: found(body) }).toEqual({ feed, found: [] });
    }
  }
});

it('no file below the index holds one in the clear', () => {
  const files = readdirSync(index, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(index, file)).isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  // The paths that were given are in the record, as is what was purged nowhere.
  for (const file of files)
    expect({ file, found: found(readFileSync(join(index, file), 'latin1')) }).toEqual({ file, found: [] });
});

it('commands say nothing of them', async () => {
  for (const args of [['export'], ['stats', '--json'], ['people', '--learned'], ['differences'], ['search', '417']]) {
    expect({ args, found: found(await dixit(...args)) }).toEqual({ args, found: [] });
  }
});
