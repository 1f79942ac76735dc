/** What is hidden is in nothing that `dixit` publishes, in whatever form it is said; sidecars; warnings. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Form, HIDDEN, PUBLIC, SECRET } from '../read/hidden-forms.ts';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-hidden-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Run = { status: number; out: string; err: string };

function dixit(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const env = { ...process.env, DIXIT_CORPUS: join(folder, 'corpus'), DIXIT_INDEX: join(folder, 'index') };
    execFile(process.execPath, [MAIN, ...args], { env, cwd: folder, maxBuffer: 64_000_000 }, (error, out, err) =>
      resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Each in a folder of its own, its embargo in a century, with words and ids of its own: none is a copy of another. */
function writeForms(forms: readonly Form[], into: string): string {
  const later = (text: string, id: string) =>
    text
      .replaceAll('2027', '2127')
      .replaceAll('The tower opens today.', `${id} has a tower that opens to those of ${id}, ${id} and ${id} today.`)
      .replaceAll('the first snow', `the snows of ${id} and ${id} and ${id}`)
      .replace(/"id":"(\w+)"/g, (_, own) => `"id":"${id}-${own}"`);
  forms.forEach(({ file, content, sidecar }, i) => {
    const place = `${into}/${i}`;
    write(`${place}/${file}`, typeof content === 'string' ? later(content, place) : content);
    if (sidecar) write(`${place}/${sidecar.file}`, later(sidecar.content, place));
  });
  return join(folder, into);
}

const release = (words: string) =>
  `PORT HALE, June 3, 2021 /CNW/ - The bridge opens today, after two years of work.\n\n“${words}”\n\nJane Roe, Minister of Bridges\n\nSOURCE Department of Bridges\n`;
const SAID = 'This bridge will outlive the ferry.';
const said = async () => ((await dixit('export')).out.match(/"text":"[^"]*/g) ?? []).map((text) => text.slice(8));

describe('a collection', () => {
  it('of which everything is hidden, in over two hundred forms, publishes nothing', async () => {
    expect(HIDDEN.length).toBeGreaterThan(200);
    const { status, err } = await dixit('ingest', writeForms(HIDDEN, 'hidden'));
    // What looks like metadata and cannot be read is refused.
    expect(status).toBe(1);
    expect(err).toMatch(/\d+ added, \d+ revised, 0 unchanged, \d could not be read\n/);
    expect((await dixit('export')).out).toBe('');
    expect(JSON.parse((await dixit('search', '--json', SECRET)).out)).toMatchObject({ totalHits: 0, hits: [] });
    expect(JSON.parse((await dixit('stats', '--json')).out)).toMatchObject({ quotations: 0, releases: 0 });
    const complaints = err.split('\n').filter((line) => /expected .+, found /.test(line));
    expect(complaints.length).toBeGreaterThan(100);
    for (const line of complaints) expect(line).toMatch(/^dixit: (?:warning: )?\S+\/\d+\/a\.\w+(?::\d+)*: expected /);
    expect(err).not.toMatch(/meta\.(?:ya?ml|json): expected a file/);
  });

  it('of which nothing is hidden publishes all of it', async () => {
    const { status, err } = await dixit('ingest', writeForms(PUBLIC, 'public'));
    expect(status).toBe(0);
    expect(err).not.toMatch(/warning/);
    const places = (await dixit('export')).out.match(/"sourceId":"[^"]*/g) ?? [];
    const rows = PUBLIC.reduce(
      (sum, { file, content }) => sum + (/jsonl$/.test(file) ? String(content).trim().split('\n').length : 1),
      0,
    );
    expect(new Set(places).size).toBe(rows);
  });
});

describe('a sidecar', () => {
  it('alone takes its release down when it comes or changes, and back up when it goes', async () => {
    write(
      'in/a.html',
      `<h1>A bridge opens</h1><p>PORT HALE, June 3, 2021 - Opens today.</p><p>“${SAID}” said Jane Roe.</p>`,
    );
    write('in/b.txt', release('The ferry will be missed all the same.'));
    const ingest = () => dixit('ingest', join(folder, 'in'));
    await ingest();
    expect(await said()).toHaveLength(2);
    const sidecar = write('in/a.meta.yaml', 'status: withheld\n');
    expect((await ingest()).err).toMatch(/0 added, 1 revised, 1 unchanged/);
    expect(await said()).toEqual(['The ferry will be missed all the same.']);
    expect((await ingest()).err).toMatch(/0 added, 0 revised, 2 unchanged/);
    writeFileSync(sidecar, 'status: usable\ntitle: Beside\n');
    expect((await ingest()).err).toMatch(/0 added, 1 revised, 1 unchanged/);
    expect(await said()).toHaveLength(2);
    write('in/B.TXT.meta.json', '{"embargo":');
    const { status, err } = await ingest();
    expect(status).toBe(0);
    expect(err).toMatch(/warning: \S+b\.txt: expected .+, found .+ in \S+B\.TXT\.meta\.json:\d+: withheld/);
    expect(await said()).toEqual([SAID]);
    rmSync(join(folder, 'in/B.TXT.meta.json'));
    await ingest();
    expect(await said()).toHaveLength(2);
  });

  it('that is a folder or leads elsewhere withholds, too', async () => {
    write('in/a.txt', release(SAID));
    mkdirSync(join(folder, 'in/a.meta.yaml'));
    const { status, err } = await dixit('ingest', join(folder, 'in'));
    expect(status).toBe(0);
    expect(err).toMatch(
      /warning: \S+a\.txt: expected a file that can be read, found none in \S+a\.meta\.yaml: withheld/,
    );
    expect(await said()).toEqual([]);
  });
});

describe('a release that was published', () => {
  it('is taken down by the word of its next version, whatever else is wrong with that', async () => {
    const path = write('a.jsonl', `${JSON.stringify({ id: 'a', text: release(SAID) })}\n`);
    await dixit('ingest', path);
    expect(await said()).toEqual([SAID]);
    writeFileSync(path, `${JSON.stringify({ id: 'a', text: release(SAID), staus: 'withheld', date: '3 June' })}\n`);
    const { status, err } = await dixit('ingest', path);
    expect(status).toBe(0);
    expect(err).toContain(`dixit: warning: ${path}:1: expected \`status\`, found \`staus\` as "withheld": withheld\n`);
    expect(await said()).toEqual([]);
  });
});

describe('the verbs that store nothing', () => {
  it.each(['extract', 'view'])('%s prints each warning once, and ends with status 0', async (verb) => {
    const path = write('a.txt', `---\nembargoed_untill: soon\n---\n${release(SAID)}`);
    const { status, out, err } = await dixit(verb, path);
    expect(status).toBe(0);
    expect(out).toContain(SAID);
    expect(err).toBe(
      `dixit: warning: ${path}: expected \`embargoedUntil\` to be an ISO date or time, such as 2026-03-14T09:00:00-05:00, ` +
        'found `embargoed_untill` as "soon" in line 2: withheld\n',
    );
  });
});

it('ingest says which fields it did not read, and how often', async () => {
  const rows = [1, 2, 3].map((id) => ({
    id,
    text: release(`${SAID} ${id}`),
    note: 'x',
    ...(id > 1 && { 'in\nvented': id }),
  }));
  const path = write('a.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const { err } = await dixit('ingest', path);
  expect(err).toContain('3 added, 0 revised, 0 unchanged; ignored fields: note (3), in\\nvented (2)\n');
});

it('two rows whose ids a parser rounds to one are refused, each with its line', async () => {
  const text = JSON.stringify(release(SAID));
  const path = write('a.jsonl', `{"id":9007199254740993,"text":${text}}\n{"id":9007199254740992,"text":${text}}\n`);
  const { status, err } = await dixit('ingest', path);
  expect(status).toBe(1);
  expect(err).toMatch(/a\.jsonl:1: expected `id` .+ found 9007199254740993\n/);
  expect(err).toMatch(/a\.jsonl:2: expected `id` .+ found 9007199254740992\n/);
});
