import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { kindOfFile, readRegister } from '../../src/people/register.ts';
import { loadRegister } from '../../src/pipeline/register.ts';

const CORPUS = join(import.meta.dirname, '../../corpus');

describe('readRegister', () => {
  const file = (text: string) => [{ path: 'register/people.jsonl', text }];

  it('loads the good rows and tells place, field, expected and found of each bad one', () => {
    const { register, problems } = readRegister({
      people: file(
        '{"id":"a","name":"A B"}\n{"id":"","name":"C"}\nnot json\n{"id":"a","name":"Again"}\n{"id":"d","name":7}\n{"id":"e","name":"E","gender":"x"}\n',
      ),
      posts: [{ path: 'register/posts.jsonl', text: '{"id":"p","title":{}}\n{"id":"q","title":{"en":"Mayor"}}\n' }],
      memberships: [
        {
          path: 'register/memberships.jsonl',
          text: [
            '{"personId":"a","postId":"none","source":"x"}',
            '{"personId":"a","postId":"q","source":"x","startDate":"2020-02-31"}',
            '{"personId":"a","postId":"q","source":"x","startDate":"2020-02-03","endDate":"2019-01-01"}',
            '{"personId":"a","postId":"q","startDate":"2020-02-03"}',
          ].join('\n'),
        },
      ],
    });
    expect(register.people.map(({ id }) => id)).toEqual(['a']);
    expect(register.memberships).toEqual([]);
    expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
      'register/people.jsonl:2: field id: expected some text, found ""',
      'register/people.jsonl:3: field (row): expected one JSON object, found "not json"',
      'register/people.jsonl:5: field name: expected string, found 7',
      'register/people.jsonl:6: field gender: expected "f" or "m", found "x"',
      'register/people.jsonl:4: field id: expected an id of its own, not that of register/people.jsonl:1, found "a"',
      'register/posts.jsonl:1: field title: expected a title in one language at least, found {}',
      'register/memberships.jsonl:2: field startDate: expected a day as YYYY-MM-DD, found "2020-02-31"',
      'register/memberships.jsonl:4: field source: expected string, found nothing',
      'register/memberships.jsonl:1: field postId: expected the id of a post, found "none"',
      'register/memberships.jsonl:3: field endDate: expected a day on or after startDate 2020-02-03, found "2019-01-01"',
    ]);
  });

  it('absent files are no problem', () => {
    expect(readRegister({})).toEqual({ register: { people: [], posts: [], memberships: [] }, problems: [] });
  });

  it('tells what a file holds by its name', () => {
    const names = ['people.jsonl', 'posts-quebec.jsonl', 'peoples.jsonl', 'corrections.jsonl', 'memberships-.jsonl'];
    expect(names.map(kindOfFile)).toEqual(['people', 'posts', null, null, null]);
  });
});

describe('the register that is shipped', () => {
  it('loads whole', () => {
    const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const register = loadRegister(CORPUS);
    expect(told.mock.calls).toEqual([]);
    told.mockRestore();
    expect(register.people.length).toBeGreaterThan(200);
    expect(register.posts.length).toBeGreaterThan(400);
    expect(register.memberships.length).toBeGreaterThan(600);
  });

  it('names each post once, in masculine French, and every row has its source', () => {
    const { people, posts, memberships } = loadRegister(CORPUS);
    for (const row of [...people, ...posts, ...memberships]) expect(row.source, JSON.stringify(row)).toBeTruthy();
    const titles = posts.map(({ jurisdiction, title }) => `${jurisdiction} ${title.fr ?? title.en}`);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
    expect(titles.filter((title) => / (?:présidente|première|cheffe|ministre déléguée) /.test(title))).toEqual([]);
  });

  it('keeps the day of a change for the successor', () => {
    const { memberships } = loadRegister(CORPUS);
    const held = (personId: string, postId: string) =>
      memberships
        .filter((row) => row.personId === personId && row.postId === postId)
        .map(({ startDate, endDate }) => [startDate, endDate]);
    // The Library of Parliament has 2020-08-17 as the last day.
    expect(held('bill-morneau', 'ca-ministre-finances')).toEqual([['2015-11-04', '2020-08-18']]);
    expect(held('sonia-lebel', 'qc-president-conseil-tresor')).toEqual([
      ['2020-06-22', '2022-10-20'],
      ['2022-10-20', '2025-09-10'],
    ]);
  });

  it('a file of another name and a bad row are told on stderr, and change nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dixit-register-'));
    cpSync(join(CORPUS, 'register'), join(folder, 'register'), { recursive: true });
    writeFileSync(join(folder, 'register/persons.jsonl'), '{}\n');
    writeFileSync(join(folder, 'register/people-mine.jsonl'), '{"id":"mine"}\n');
    const release = join(folder, 'a.txt');
    writeFileSync(release, 'A bridge opens\n\n“It will outlive the ferry,” said Jane Roe.\n');
    const main = join(CORPUS, '../dist/src/cli/main.js');
    const { out, err } = await new Promise<{ out: string; err: string }>((resolve) => {
      const env = { ...process.env, DIXIT_CORPUS: folder };
      execFile(process.execPath, [main, 'extract', release], { env }, (_, out, err) => resolve({ out, err }));
    });
    expect(JSON.parse(out).quotations[0].speaker).toBe('Jane Roe');
    const messages = err.trim().split('\n');
    expect(messages[0]).toMatch(/persons\.jsonl: expected a name that begins with people, .*, found "persons\.jsonl"$/);
    expect(messages[1]).toMatch(/people-mine\.jsonl:1: field name: expected string, found nothing$/);
    expect(messages).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});
