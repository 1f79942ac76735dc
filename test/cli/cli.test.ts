/** The `dixit` command as a newcomer runs it: real processes, real folders, a real server. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-cli-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Run = { status: number; out: string; err: string };

function dixit(args: string[], environment: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, DIXIT_CORPUS: join(folder, 'corpus'), ...environment };
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      { env, cwd: folder, maxBuffer: 64_000_000 },
      (error, out, err) => resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
    children.push(child);
  });
}

const rows = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const release = (words: string, who = 'Jane Roe, Minister of Bridges') =>
  `PORT HALE, June 3, 2021 /CNW/ - The bridge opens today, after two years of work on its piers.\n\nQuotes\n\n“${words}”\n\n${who}\n\nSOURCE Department of Bridges\n`;

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

it('is a command by itself after every build, not only when npm first links it', async () => {
  const child = spawn(MAIN, ['--version']);
  children.push(child);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

describe('dixit extract', () => {
  it('prints one line a release, in order, with spans into the text', async () => {
    const first = write('a.txt', release('This bridge will outlive the ferry.'));
    const second = write('b.txt', release('The ferry will be missed all the same.', 'Paul O’Neil, Mayor of Port Hale'));
    const { status, out, err } = await dixit(['extract', '--text', second, first]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const lines = rows(out);
    expect(lines.map(({ id }) => id)).toEqual(['b.txt', 'a.txt']);
    expect(lines[1]).toMatchObject({
      lang: 'en',
      date: '2021-06-03',
      dateline: { place: 'PORT HALE', date: '2021-06-03', wire: 'CNW' },
    });
    const [quotation] = lines[1].quotations;
    expect(quotation).toMatchObject({
      text: 'This bridge will outlive the ferry.',
      speaker: 'Jane Roe',
      mention: 'Jane Roe, Minister of Bridges',
      title: 'Minister of Bridges',
      kind: 'direct',
      lang: 'en',
      certainty: 'stated',
      rule: 'block-signed-below',
    });
    expect(lines[1].text.slice(quotation.start, quotation.end)).toBe(quotation.text);
  });

  it('tells each bad input in one line, does the rest, and ends with status 1', async () => {
    const good = write('good.txt', release('This bridge will outlive the ferry.'));
    const bad = [
      write('empty.txt', ''),
      write('binary.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])),
      write('half-megabyte.txt', 'x'.repeat(600_000)),
      write('unknown.docx', 'no'),
      join(folder, 'missing.txt'),
      write('rows.jsonl', '{"id":"1","text":"Too short to quote."}\n{"id":"2","text":\n{"id":"3"}\n'),
    ];
    const { status, out, err } = await dixit(['extract', ...bad, good]);
    expect(status).toBe(1);
    expect(rows(out).map(({ id }) => id)).toEqual(['1', 'good.txt']);
    const messages = err.trim().split('\n');
    expect(messages).toHaveLength(7);
    for (const message of messages) expect(message).toMatch(/^dixit: .*expected .*found /);
    expect(err).toMatch(/rows\.jsonl:2/);
    expect(err).toMatch(/rows\.jsonl:3/);
  });
});

it('a rank stands with the name in extract, and is no part of the person who is published', async () => {
  const file = join(folder, 'search.txt');
  writeFileSync(
    file,
    'Search ends\n\n"We will be back," said Inspector Pell Harrow.\n\n"The sled is small," Pell Harrow added.\n',
  );
  const index = join(folder, 'index');
  const [release] = rows((await dixit(['extract', file])).out);
  expect(release.quotations.map(({ speaker }: { speaker: string }) => speaker)).toEqual(
    Array(2).fill('Inspector Pell Harrow'),
  );
  await dixit(['ingest', file, '--index', index]);
  const published = rows((await dixit(['export', '--index', index])).out);
  expect(published.map(({ speaker }: { speaker: { name: string } }) => speaker.name)).toEqual(
    Array(2).fill('Pell Harrow'),
  );
});

describe('dixit ingest', () => {
  it('is idempotent, keeps ids in another order and after a rebuild, and revises what changed', async () => {
    const a = write('in/a.txt', release('This bridge will outlive the ferry.'));
    const b = write('in/b.txt', release('The ferry will be missed all the same.', 'Paul O’Neil, Mayor of Port Hale'));
    const ids = async (index: string) =>
      rows((await dixit(['export', '--index', join(folder, index)])).out).map(({ id }) => id);
    expect((await dixit(['ingest', join(folder, 'in'), '--index', join(folder, 'ix')])).err).toMatch(
      /2 added, 0 revised, 0 unchanged/,
    );
    const first = await ids('ix');
    expect(first).toHaveLength(2);
    expect((await dixit(['ingest', b, a, '--index', join(folder, 'ix')])).err).toMatch(
      /0 added, 0 revised, 2 unchanged/,
    );
    expect((await dixit(['ingest', b, a, '--index', join(folder, 'other')])).status).toBe(0);
    expect(await ids('other')).toEqual(first);

    writeFileSync(a, release('This bridge will outlive the ferry.').replace('two years', 'three years'));
    expect((await dixit(['ingest', join(folder, 'in'), '--index', join(folder, 'ix')])).err).toMatch(
      /0 added, 1 revised, 1 unchanged/,
    );
    expect(await ids('ix')).toEqual(first);
  });

  it('keeps two files of one name apart, in one command or in two, and one file under one name', async () => {
    const fr = write('in/fr/x.txt', release('This bridge will outlive the ferry.'));
    const en = write('in/en/x.txt', release('The ferry will be missed all the same.'));
    const names = async (index: string) =>
      rows((await dixit(['export', '--index', join(folder, index)])).out)
        .map((row) => row.release.sourceId)
        .sort();
    await dixit(['ingest', fr, en, '--index', join(folder, 'one')]);
    expect(await names('one')).toEqual(['en/x.txt', 'fr/x.txt']);
    await dixit(['ingest', fr, '--index', join(folder, 'two')]);
    await dixit(['ingest', en, '--index', join(folder, 'two')]);
    await dixit(['ingest', join(folder, 'in'), '--index', join(folder, 'two')]);
    expect(await names('two')).toEqual(['en/x.txt', 'x.txt']);
  });

  it('keeps what is stored when a later input is bad', async () => {
    write('in/a.txt', release('This bridge will outlive the ferry.'));
    await dixit(['ingest', join(folder, 'in'), '--index', join(folder, 'ix')]);
    const run = await dixit(['ingest', write('bad.txt', Buffer.from([0, 1, 2, 3])), '--index', join(folder, 'ix')]);
    expect(run.status).toBe(1);
    expect(rows((await dixit(['export', '--index', join(folder, 'ix')])).out)).toHaveLength(1);
  });

  it('never publishes what is withheld, withdrawn or under embargo', async () => {
    const row = (id: string, more: object) =>
      JSON.stringify({ id, text: release(`The words of release ${id} are these.`), ...more });
    const far = new Date(Date.now() + 86_400_000).toISOString();
    const file = write(
      'in/rows.jsonl',
      [
        row('open', {}),
        row('held', { status: 'withheld' }),
        row('gone', { status: 'withdrawn' }),
        row('later', { embargoedUntil: far }),
      ].join('\n'),
    );
    expect((await dixit(['ingest', file, '--index', join(folder, 'ix')])).status).toBe(0);
    const { out } = await dixit(['export', '--index', join(folder, 'ix')]);
    expect(rows(out).map(({ release: { sourceId } }) => sourceId)).toEqual(['open']);
  });

  it('reads a page from the web', async () => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<html lang="en"><body><main><h1>The bridge opens</h1><blockquote><p>This bridge will outlive the ferry.</p><footer>Jane Roe, Minister of Bridges</footer></blockquote></main></body></html>`,
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bridge`;
    const { status } = await dixit(
      ['ingest', address, `${address.replace(/\d+\/bridge/, '1/nobody')}`, '--index', join(folder, 'ix')],
      { DIXIT_ALLOW_PRIVATE: 'true' },
    );
    server.close();
    expect(status).toBe(1);
    const [quotation] = rows((await dixit(['export', '--index', join(folder, 'ix')])).out);
    expect(quotation).toMatchObject({ speaker: { name: 'Jane Roe' }, release: { url: address } });
  });
});

describe('dixit search, export, stats', () => {
  beforeEach(async () => {
    write('in/a.txt', release('This bridge will outlive the "old" ferry.'));
    write('in/b.txt', release('The ferry will be missed, all the same.', 'Paul O’Neil, Mayor of Port Hale'));
    await dixit(['ingest', join(folder, 'in'), '--index', join(folder, 'ix')]);
  });
  const on = () => ['--index', join(folder, 'ix')];

  it('search prints for people or as JSON', async () => {
    expect((await dixit(['search', 'bridge', ...on()])).out).toMatch(/Jane Roe, Minister of Bridges/);
    const answer = JSON.parse((await dixit(['search', 'ferry', '--json', ...on()])).out);
    expect(answer).toMatchObject({ query: 'ferry', totalHits: 2, relaxed: false });
  });

  it('export writes each format whole', async () => {
    const jsonl = rows((await dixit(['export', '--format', 'jsonl', ...on()])).out);
    const json = JSON.parse((await dixit(['export', '--format', 'json', ...on()])).out);
    expect(json).toEqual(jsonl);
    expect(Object.keys(jsonl[0])).toEqual([
      'id',
      'lang',
      'text',
      'kind',
      'speaker',
      'speakers',
      'mention',
      'title',
      'posts',
      'certainty',
      'rule',
      'date',
      'release',
      'counterpartId',
    ]);
    const csv = (await dixit(['export', '--format', 'csv', 'bridge', ...on()])).out.split('\r\n');
    expect(csv[0]).toMatch(/^id,lang,text,kind,speaker/);
    expect(csv[1]).toContain('"This bridge will outlive the ""old"" ferry."');
  });

  it('stats counts what is published', async () => {
    const { out } = await dixit(['stats', '--json', ...on()]);
    expect(JSON.parse(out)).toMatchObject({ quotations: 2, releases: 2, speakers: 2, firstDate: '2021-06-03' });
  });

  it('publishes what is added little by little as what is ingested at once', async () => {
    const corpus = join(import.meta.dirname, '../../corpus');
    const files = readdirSync(join(corpus, 'fr')).map((file) => join(corpus, 'fr', file));
    const little = join(folder, 'little-by-little');
    const atOnce = join(folder, 'at-once');
    await dixit(['ingest', join(corpus, 'en'), ...files.slice(2), '--index', little]);
    for (const file of files.slice(0, 2)) await dixit(['ingest', file, '--index', little]);
    await dixit(['ingest', join(corpus, 'en'), join(corpus, 'fr'), '--index', atOnce]);
    const exported = async (dir: string) =>
      rows((await dixit(['export', '--index', dir])).out).map(({ text, counterpartId }) => [
        text,
        Boolean(counterpartId),
      ]);
    expect((await exported(little)).sort()).toEqual((await exported(atOnce)).sort());
  });

  it('publishes of a large collection only what changes, and the whole once something is taken back', async () => {
    const WORDS = [
      'ferry',
      'bridge',
      'school',
      'hospital',
      'harbour',
      'library',
      'museum',
      'airport',
      'railway',
      'dam',
    ];
    const MOTS = [
      'traversier',
      'pont',
      'école',
      'hôpital',
      'port',
      'bibliothèque',
      'musée',
      'aéroport',
      'voie',
      'barrage',
    ];
    const line = (i: number, lang: string, more = {}) => {
      const [place, number] = [`Val-${String.fromCharCode(65 + (i % 26))}${i}`, 1000 + i * 7];
      const text =
        lang === 'en'
          ? `“The new ${WORDS[i % 10]} of ${place} will cost ${number} dollars and open in spring,” said Jane Roe, Minister of Tides.`
          : `« Le nouveau ${MOTS[i % 10]} de ${place} coûtera ${number} dollars et ouvrira au printemps », a dit Jane Roe, ministre des Marées.`;
      const day = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
      return `${JSON.stringify({ id: `${lang}-${i}`, text, date: day, publisher: 'Tides', ...more })}\n`;
    };
    const both = (i: number) => line(i, 'en') + line(i, 'fr');
    const dir = join(folder, 'large');
    const whole = join(folder, 'whole');
    const known = Array.from({ length: 160 }, (_, i) => both(i)).join('');
    await dixit(['ingest', write('known.jsonl', known), '--index', dir]);
    const segments = () => readdirSync(join(dir, 'snapshot')).filter((file) => file.endsWith('.index')).length;
    expect(segments()).toBe(1);
    // A version that comes later changes its counterpart too.
    await dixit(['ingest', write('late-en.jsonl', line(160, 'en')), '--index', dir]);
    await dixit(['ingest', write('late-fr.jsonl', line(160, 'fr')), '--index', dir]);
    expect(segments()).toBeGreaterThan(1);
    expect(readdirSync(dir).sort()).toEqual(['pairing.sqlite', 'snapshot', 'store.sqlite', 'writer.lock']);
    await dixit(['ingest', write('all.jsonl', known + both(160)), '--index', whole]);
    const exported = async (index: string) => rows((await dixit(['export', '--index', index])).out);
    const little = await exported(dir);
    expect(little).toHaveLength(322);
    expect(little.filter(({ counterpartId }) => counterpartId)).toHaveLength(322);
    expect(little).toEqual(await exported(whole));
    // What it taught is shown no more.
    await dixit(['ingest', write('late-en.jsonl', line(160, 'en', { status: 'withdrawn' })), '--index', dir]);
    expect(segments()).toBe(1);
    expect(await exported(dir)).toHaveLength(321);
    expect((await dixit(['lexicon', 'traversier', '--index', dir])).out).toMatch(/of 160 aligned quotations/);
  }, 300_000);

  it('lexicon says what a term is in the other language and why', async () => {
    const { out } = await dixit(['lexicon', 'bridge', ...on()]);
    expect(out).toContain('pont = bridge  (glossary)');
    expect(out).toMatch(/^pont = bridge {2}\(\d+ % \/ \d+ %; glossary\)$/m);
    expect(out).toMatch(/^lexicon [0-9a-f]{12}: \d+ renderings, of 0 aligned quotations and the glossary$/m);
    expect(JSON.parse((await dixit(['lexicon', 'bridge', '--json', ...on()])).out)).toMatchObject({
      term: 'bridge',
      lexicon: { pairs: 0 },
    });
  });

  it('differences says when there are none', async () => {
    expect((await dixit(['differences', ...on()])).out).toMatch(/^no version differs/);
    expect((await dixit(['differences', '--json', ...on()])).out).toBe('');
  });

  it('exits with 2 when it is called wrongly', async () => {
    for (const args of [
      ['nothing'],
      ['ingest'],
      ['extract'],
      ['export', '--format', 'xml'],
      ['search', 'x', '--limit', 'many'],
      ['differences', '--lang', 'de'],
    ]) {
      expect({ args, status: (await dixit(args)).status }).toEqual({ args, status: 2 });
    }
    expect((await dixit(['serve', ...on()], { PORT: 'abc' })).status).toBe(2);
  });
});

describe('dixit serve and start', () => {
  async function serving(verb: string[], environment: Record<string, string> = {}): Promise<string> {
    const child = spawn(process.execPath, [MAIN, ...verb], {
      env: { ...process.env, PORT: '0', DIXIT_CORPUS: join(folder, 'corpus'), ...environment },
      cwd: folder,
    });
    children.push(child);
    let out = '';
    for await (const chunk of child.stdout) {
      out += chunk;
      const address = /http:\/\/\S+/.exec(out);
      if (address) return address[0];
    }
    throw new Error(`no address printed: ${out}`);
  }

  it('serve answers over an index that is not there, with no quotations', async () => {
    const address = await serving(['serve', '--index', join(folder, 'none')]);
    expect((await fetch(`${address}/api/v1/health`)).status).toBe(200);
    expect(await (await fetch(`${address}/api/v1/quotes`)).json()).toMatchObject({ totalHits: 0, hits: [] });
  });

  it('start ingests the sample corpus and serves it, pages and API', async () => {
    cpSync(join(ROOT, 'corpus'), join(folder, 'corpus'), { recursive: true });
    const address = await serving(['start', '--index', join(folder, 'ix')]);
    const stats = (await (await fetch(`${address}/api/v1/stats`)).json()) as { quotations: number; releases: number };
    expect(stats.quotations).toBeGreaterThanOrEqual(60);
    expect(stats.releases).toBeGreaterThanOrEqual(40);
    for (const lang of ['fr', 'en']) {
      const page = await (await fetch(`${address}/${lang}/?q=`)).text();
      expect(page).toContain(`<html lang="${lang}`);
    }
    expect(readFileSync(join(folder, 'ix/store.sqlite')).length).toBeGreaterThan(0);
  });

  it('a port in use is told, with status 1', async () => {
    const address = await serving(['serve', '--index', join(folder, 'none')]);
    const run = await dixit(['serve', '--index', join(folder, 'none')], { PORT: new URL(address).port });
    expect(run.status).toBe(1);
    expect(run.err).toMatch(/in use/);
  });
});
