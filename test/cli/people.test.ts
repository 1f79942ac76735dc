/** `dixit people` and `dixit correct`, and the register at work: real processes, a real store, a real server. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist/src/cli/main.js');

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-people-'));
  mkdirSync(join(folder, 'corpus'));
  cpSync(join(ROOT, 'corpus/register'), join(folder, 'corpus/register'), { recursive: true });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({ ...process.env, DIXIT_CORPUS: join(folder, 'corpus'), DIXIT_INDEX: join(folder, 'ix') });

function dixit(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], { env: environment(), cwd: folder }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
    children.push(child);
  });
}
// biome-ignore lint/suspicious/noExplicitAny: rows are checked by each test
const rows = (text: string): any[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const exported = async () => rows((await dixit('export')).out);
const corrections = () => join(folder, 'corpus/corrections.jsonl');

/** Invented words; the names and posts are those of the register. */
const RELEASES = [
  {
    id: 'a',
    date: '2020-10-22',
    publisher: 'Gouvernement du Québec',
    text: `QUÉBEC, le 22 oct. 2020 /CNW Telbec/ - Le registre des lanternes est ouvert.

Citations :

« Les lanternes seront comptées une à une, chaque année, au mois de mai. »

Sonia LeBel, ministre responsable de l'Administration gouvernementale et présidente du Conseil du trésor

« Le comptage des lanternes se fera en ligne, avec un formulaire de trois pages. »

Éric Caire, ministre délégué à la Transformation numérique gouvernementale

« Un phare sans gardien est un phare sans lumière, disait mon grand-père. »

Zoé Ångström, présidente du Club des phares
`,
  },
  {
    id: 'b',
    date: '2024-03-05',
    publisher: 'Gouvernement du Québec',
    text: `QUÉBEC, le 5 mars 2024 /CNW Telbec/ - Le formulaire des lanternes change.

Citations :

« Le formulaire aura deux pages, ce qui fait une page de moins qu'avant. »

Éric Caire, ministre de la Cybersécurité et du Numérique
`,
  },
];
async function ingest() {
  const file = join(folder, 'in.jsonl');
  writeFileSync(file, RELEASES.map((release) => `${JSON.stringify(release)}\n`).join(''));
  const run = await dixit('ingest', file);
  expect(run.status).toBe(0);
  return run;
}

describe('the register', () => {
  it('tells who holds which post on the day of the release, and both languages of it are searched', async () => {
    await ingest();
    const all = await exported();
    expect(all.map(({ speaker, posts }) => [speaker.id, posts.map(({ id }: { id: string }) => id)]).sort()).toEqual([
      ['eric-caire', ['qc-ministre-cybersecurite-numerique']],
      ['eric-caire', ['qc-ministre-delegue-transformation-numerique-gouvernementale']],
      ['p-zoe-angstrom', ['t-club-phar-president']],
      ['sonia-lebel', ['qc-ministre-responsable-administration-gouvernementale', 'qc-president-conseil-tresor']],
    ]);
    const found = async (q: string) => rows((await dixit('export', q)).out).map(({ id }) => id);
    const [digital] = all.filter(({ title }) => title.includes('Transformation')).map(({ id }) => id);
    expect(await found('post:"transformation numérique"')).toEqual([digital]);
    expect(await found('post:"digital transformation"')).toEqual([digital]);
  });
});

describe('dixit people', () => {
  it('lists what was learned, and writes it as rows that load', async () => {
    await ingest();
    const learned = rows((await dixit('people', '--learned')).out);
    expect(learned).toEqual([
      expect.objectContaining({
        learned: 'person',
        id: 'p-zoe-angstrom',
        name: 'Zoé Ångström',
        count: 1,
        firstDate: '2020-10-22',
      }),
      expect.objectContaining({
        learned: 'post',
        id: 't-club-phar-president',
        wordings: [{ lang: 'fr', title: 'présidente du Club des phares', count: 1 }],
      }),
      expect.objectContaining({ learned: 'membership', personId: 'p-zoe-angstrom', postId: 't-club-phar-president' }),
    ]);
    const to = join(folder, 'corpus/register');
    expect((await dixit('people', '--learned', '--as-register', to)).status).toBe(0);
    const [row] = rows(readFileSync(join(to, 'memberships-learned.jsonl'), 'utf8'));
    expect(row).toMatchObject({
      startDate: null,
      endDate: null,
      attested: { first: '2020-10-22', last: '2020-10-22' },
    });
    const again = await dixit('people', '--learned');
    expect(again).toEqual({ status: 0, out: '', err: '' });
    const refused = await dixit('people', '--as-register', to);
    expect([refused.status, refused.err]).toEqual([
      2,
      expect.stringMatching(/people-learned\.jsonl: expected no such file yet, found one/),
    ]);
  });
});

describe('dixit correct', () => {
  it('writes a row that every publish applies, also after a rebuild, and marks what was decided', async () => {
    await ingest();
    const [zoe] = (await exported()).filter(({ speaker }) => speaker.id === 'p-zoe-angstrom');
    const post = 'qc-ministre-famille';
    const run = await dixit(
      'correct',
      zoe.id,
      '--speaker',
      'Sonia LeBel',
      '--post',
      post,
      '--note',
      'the layout misleads',
    );
    expect({ status: run.status, rows: rows(run.out) }).toEqual({
      status: 0,
      rows: [{ quotationId: zoe.id, speaker: 'Sonia LeBel', posts: [post], note: 'the layout misleads' }],
    });
    const one = async () => (await exported()).find(({ id }) => id === zoe.id);
    const corrected = {
      speaker: { id: 'sonia-lebel' },
      posts: [{ id: post }],
      mention: zoe.mention,
      title: zoe.title,
      corrected: true,
    };
    expect(await one()).toMatchObject(corrected);
    rmSync(join(folder, 'ix'), { recursive: true });
    await ingest();
    expect(await one()).toMatchObject(corrected);
    expect((await exported()).filter((row) => 'corrected' in row)).toHaveLength(1);

    await dixit('correct', zoe.id, '--not-a-quotation');
    expect(await one()).toBeUndefined();
    await dixit('correct', zoe.id, '--a-quotation');
    expect(await one()).toMatchObject(corrected);
    expect(rows(readFileSync(corrections(), 'utf8'))).toHaveLength(3);
  });

  it('publishes anew when the file alone has changed', async () => {
    await ingest();
    const [first] = await exported();
    writeFileSync(corrections(), JSON.stringify({ quotationId: first.id, speaker: null }));
    await ingest();
    expect((await exported()).find(({ id }) => id === first.id)).toMatchObject({ speaker: null, corrected: true });
    // The line that a hand left open is not glued to the next.
    await dixit('correct', first.id, '--speaker', 'eric-caire');
    expect((await exported()).find(({ id }) => id === first.id)).toMatchObject({ speaker: { id: 'eric-caire' } });
  });

  it('tells bad rows with their place; the others apply', async () => {
    await ingest();
    const [first] = await exported();
    const bad = [
      'no json',
      { quotationId: 'x1', speaker: 'eric-caire' },
      { quotationId: first.id },
      { quotationId: first.id, speaker: 'nobody-known' },
      { quotationId: first.id, speaker: 'Éric Girard' },
      { quotationId: first.id, posts: ['no-such-post'] },
      { quotationId: 'q00000000000000', notAQuotation: true },
    ];
    const lines = bad.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
    writeFileSync(corrections(), `${lines.join('\n')}\n`);
    appendFileSync(corrections(), `${JSON.stringify({ quotationId: first.id, speaker: 'Pam Oak' })}\n`);
    const { err } = await ingest();
    expect(
      err
        .split('\n')
        .filter((line) => line.includes('warning'))
        .map((line) => line.replace(/^.*corrections/, '')),
    ).toEqual([
      '.jsonl:1: field (row): expected one JSON object, found "no json"',
      '.jsonl:2: field quotationId: expected the id of a quotation, q and 14 hex digits, found "x1"',
      `.jsonl:3: field (row): expected one of speaker, posts and notAQuotation, found {"quotationId":"${first.id}"}`,
      '.jsonl:4: field speaker: expected the id of one person, or a name in full that only one has, found "nobody-known"',
      '.jsonl:5: field speaker: expected the id of one person, or a name in full that only one has, found "Éric Girard"',
      '.jsonl:6: field posts: expected ids of posts, found "no-such-post"',
      '.jsonl:7: field quotationId: expected the id of a quotation of this collection, found "q00000000000000"',
    ]);
    expect((await exported()).find(({ id }) => id === first.id).speaker).toEqual({ id: 'p-pam-oak', name: 'Pam Oak' });
  });

  it('refuses what would not load, and writes nothing', async () => {
    await ingest();
    const [first] = await exported();
    for (const args of [
      [first.id],
      [first.id, '--speaker', 'nobody-known'],
      [first.id, '--post', 'no-such-post'],
      ['q00000000000000', '--not-a-quotation'],
      ['x', '--not-a-quotation'],
      [first.id, '--speaker', 'eric-caire', '--nobody'],
    ]) {
      const { status, err } = await dixit('correct', ...args);
      expect([args, status]).toEqual([args, 2]);
      expect(err).not.toBe('');
    }
    expect(() => readFileSync(corrections())).toThrow();
  });
});

it('a server answers by either language of a post, and says what was corrected by hand', async () => {
  await ingest();
  const [first] = (await exported()).filter(({ title }) => title.includes('Transformation'));
  await dixit('correct', first.id, '--speaker', 'eric-caire');
  const server = spawn(process.execPath, [MAIN, 'serve'], { env: { ...environment(), PORT: '0' } });
  children.push(server);
  const base = await new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      const [address] = /http:\/\/[\d.:]+/.exec(String(chunk)) ?? [];
      if (address) resolve(address);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
  const ask = async (q: string) =>
    (await (await fetch(`${base}/api/v1/quotes?${new URLSearchParams({ q })}`)).json()) as {
      hits: { id: string; corrected?: true }[];
    };
  for (const q of [
    'post:"transformation numérique"',
    'post:"digital transformation"',
    'fonction:"digital transformation"',
  ]) {
    expect((await ask(q)).hits.map(({ id, corrected }) => [id, corrected])).toEqual([[first.id, true]]);
  }
  expect(await (await fetch(`${base}/fr/quotes/${first.id}`)).text()).toContain('Corrigé à la main');
  expect(await (await fetch(`${base}/en/quotes/${first.id}`)).text()).toContain('Corrected by hand');
});
