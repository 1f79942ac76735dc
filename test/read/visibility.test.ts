/** What is hidden stays hidden, in whatever words and format; what is public is not hidden by a word. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRelease } from '../../src/domain.ts';
import { DOUBTFUL, READABLE_EXTENSIONS, ReadError, readReleases, sidecarNames } from '../../src/read/index.ts';
import { type Form, HIDDEN, PUBLIC } from './hidden-forms.ts';

const DAY = '2026-06-01T12:00:00.000Z';

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

function read({ file, content, sidecar }: Omit<Form, 'name'>, onIgnored?: (field: string) => void) {
  const sidecars = sidecar ? [{ name: sidecar.file, bytes: bytesOf(sidecar.content) }] : [];
  return [...readReleases(file, bytesOf(content), 'a', { sidecars, onIgnored })];
}

const text = (content: string) => ({ file: 'a.txt', content: `${content}\n\nThe tower opens today.\n` });
const row = (fields: string) => ({ file: 'a.jsonl', content: `{"id":"a","text":"The tower opens.",${fields}}` });

function release(form: Omit<Form, 'name'>): RawRelease {
  const [first] = read(form);
  if (!first || first instanceof ReadError) throw new Error(`not a release: ${first}`);
  return first;
}

const isShown = (one: RawRelease | ReadError): boolean =>
  !(one instanceof ReadError) && one.status === 'usable' && (one.embargoedUntil === null || one.embargoedUntil <= DAY);

const warnings = (one: RawRelease) =>
  one.diagnostics.filter(({ rule }) => rule === DOUBTFUL).map((each) => each.message);

describe('is not shown:', () => {
  it.each(HIDDEN.map((form) => [form.name.slice(0, 120), form] as const))('%s', (_, form) => {
    const all = read(form);
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter(isShown)).toEqual([]);
    for (const one of all)
      if (one instanceof ReadError) expect(one.message).toMatch(/^a\.\w+(?::\d+)*: expected .+, found /);
  });

  it('each form says in a warning what was expected and found, but where it is said as documented', () => {
    const plain = HIDDEN.flatMap((form) => {
      const [first] = read(form);
      return first && !(first instanceof ReadError) && warnings(first).length === 0 ? [form.name] : [];
    });
    // Nothing but `status` and `embargoedUntil` and ninjs's names for them, in metadata, with values that are known.
    for (const name of plain) expect(name).toMatch(/status|embargoed|front matter/i);
    const said = HIDDEN.flatMap((form) => read(form)).flatMap((one) => (one instanceof ReadError ? [] : warnings(one)));
    expect(said.length).toBeGreaterThan(100);
    for (const one of said)
      expect(one).toMatch(/^expected .+, found .+: (?:public|withheld|withdrawn|under embargo until .+Z)$/s);
  });
});

describe('is shown:', () => {
  it.each(PUBLIC.map((form) => [form.name.slice(0, 120), form] as const))('%s', (_, form) => {
    const all = read(form);
    expect(all.length).toBeGreaterThan(0);
    expect(
      all.filter((one) => !isShown(one)).map((one) => (one instanceof ReadError ? one.message : warnings(one))),
    ).toEqual([]);
  });

  it('every release of the sample corpus', () => {
    const corpus = join(import.meta.dirname, '../../corpus');
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(
      (file) => READABLE_EXTENSIONS.some((extension) => file.endsWith(extension)) && !file.startsWith('register'),
    );
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const all = [...readReleases(file, readFileSync(join(corpus, file)), file)];
      expect(
        all.filter((one) => !isShown(one) || (!(one instanceof ReadError) && one.embargoedUntil)),
        file,
      ).toEqual([]);
    }
  });
});

describe('a name of a field', () => {
  const letters = fc.constantFrom('status', 'pubstatus', 'statut', 'embargoedUntil', 'embargoed until', 'sousEmbargo');
  const gaps = fc.array(fc.constantFrom('', '', '-', '_', ' ', '\u00a0'), { minLength: 30, maxLength: 30 });
  const cases = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });

  it('may be written in any case, with and without what parts its words', () => {
    fc.assert(
      fc.property(letters, gaps, cases, (name, gap, upper) => {
        const written = [...name]
          .map((letter, i) => (i > 0 ? gap[i] : '') + (upper[i] ? letter.toUpperCase() : letter))
          .join('');
        const value = /embargo/i.test(name) ? '2027-03-14' : 'withheld';
        expect(isShown(release(row(`${JSON.stringify(written)}:"${value}"`)))).toBe(false);
        expect(isShown(release(text(`---\n${JSON.stringify(written)}: ${value}\n---`)))).toBe(false);
      }),
    );
  });

  it('may lack a letter, have one too many, a wrong one, or two that changed places', () => {
    const slip = fc.record({ at: fc.nat(8), kind: fc.constantFrom('lack', 'twice', 'wrong', 'swap') });
    fc.assert(
      fc.property(fc.constantFrom('status', 'embargoedUntil', 'withheld', 'embargo'), slip, (name, { at, kind }) => {
        const i = at % (name.length - 1);
        const [before, letter, after] = [name.slice(0, i), name[i]!, name.slice(i + 1)];
        const written = {
          lack: before + after,
          twice: before + letter + letter + after,
          wrong: `${before}q${after}`,
          swap: before + after[0] + letter + after.slice(1),
        }[kind];
        const value = name === 'status' ? '"withheld"' : name === 'withheld' ? 'true' : '"2027-03-14"';
        expect(isShown(release(row(`${JSON.stringify(written)}:${value}`)))).toBe(false);
      }),
    );
  });

  it('that is unknown is not read, and counted', () => {
    const ignored: string[] = [];
    const fields = '"note":"withheld","quotes":[{"status":"withheld"}],"partial":false,"status":"usable","title":"x"';
    expect(read(row(fields), (field) => ignored.push(field)).map(isShown)).toEqual([true]);
    read(text('---\nnote: x\nlang: en\nlangue: en\nInvented: 3\n---'), (field) => ignored.push(field));
    expect(ignored).toEqual(['note', 'quotes', 'partial', 'note', 'Invented']);
  });

  it('that describes has other names, which count where the documented one is absent and their value is good', () => {
    const { title, url, date, lang, sourceId, publisher } = release(
      text(
        '---\nTitre: Une tour\nuri: https://hale.example/1\nDate: June 3\nversioncreated: 2026-06-03\nID: x\nPublisher: y\nlangue: fr\n---',
      ),
    );
    expect({ title, url, date, lang }).toEqual({
      ...{ title: 'Une tour', url: 'https://hale.example/1', date: '2026-06-03', lang: 'fr' },
    });
    // Ids of releases are made of these two.
    expect({ sourceId, publisher }).toEqual({ sourceId: 'a', publisher: null });
    expect(release(row('"headline":"Other","title":"Own","uri":"urn:x"'))).toMatchObject({ title: 'Own', url: null });
  });
});

describe('an embargo', () => {
  const until = (form: Omit<Form, 'name'>) => release(form).embargoedUntil;

  it.each([
    ['EMBARGOED UNTIL 9:00 a.m. ET, Tuesday, March 14, 2027', '2027-03-14T13:00:00.000Z'],
    ['EMBARGOED UNTIL 9:00 A.M. ET, JANUARY 14, 2027', '2027-01-14T14:00:00.000Z'],
    ['EMBARGOED UNTIL 9:00 a.m. EST, July 14, 2027', '2027-07-14T14:00:00.000Z'],
    ["SOUS EMBARGO JUSQU'AU 14 mars 2027, 9 h", '2027-03-14T21:00:00.000Z'],
    ['Embargo : 14 mars 2027 à 9 h (HE)', '2027-03-14T13:00:00.000Z'],
    ['Embargo : 14 mars 2027 à 9 h 30, heure avancée de l’Est', '2027-03-14T13:30:00.000Z'],
    ['Sous embargo jusqu’au 1er août 2027 à midi, heure de Paris', '2027-08-01T10:00:00.000Z'],
    ['EMBARGOED UNTIL 00:01 GMT, 14 March 2027', '2027-03-14T00:01:00.000Z'],
    ['Embargoed until 0900 hrs UTC-5 on 14 March 2027', '2027-03-14T14:00:00.000Z'],
    ['Embargoed until 9 a.m. AT, March 14, 2027', '2027-03-14T12:00:00.000Z'],
    ['EMBARGOED UNTIL 9 A.M. AT OTTAWA CITY HALL, MARCH 14, 2027', null],
    ['EMBARGOED UNTIL 9 A.M. (PORT HALE TIME), MARCH 14, 2027', '2027-03-14T21:00:00.000Z'],
    ['EMBARGOED UNTIL 9 a.m. ET / 6 a.m. PT, March 14, 2027', '2027-03-14T13:00:00.000Z'],
    ['EMBARGOED UNTIL 2027-03-14T09:00:00-05:00', '2027-03-14T14:00:00.000Z'],
    ['EMBARGOED UNTIL MARCH 14, 2027', '2027-03-14T12:00:00.000Z'],
    ['EMBARGOED UNTIL MARCH 14, 2027 OPENING CEREMONY', '2027-03-15T12:00:00.000Z'],
    ['EMBARGOED UNTIL MIDNIGHT, MARCH 14, 2027', '2027-03-15T12:00:00.000Z'],
    ['EMBARGOED UNTIL 03/04/2027', '2027-04-03T12:00:00.000Z'],
    ['EMBARGOED UNTIL 1:30 A.M. ET, NOVEMBER 7, 2027', '2027-11-07T06:30:00.000Z'],
    ['EMBARGOED UNTIL THE MINISTER SPEAKS ON MARCH 14, 2027', null],
    ['EMBARGOED: A bridge of March 14, 2026', null],
  ])('printed as %s ends at that moment, or nobody knows when', (line, moment) => {
    const { status, embargoedUntil } = release(text(line));
    expect({ status, embargoedUntil }).toEqual({ status: moment ? 'usable' : 'withheld', embargoedUntil: moment });
  });

  it('that is declared and printed ends with the later of both; a printed one that nobody can read, as declared', () => {
    const declared = (day: string, line: string) => until(text(`---\nembargoedUntil: ${day}T00:00:00Z\n---\n${line}`));
    expect(declared('2027-01-01', 'EMBARGOED UNTIL NOON GMT, MARCH 14, 2027')).toBe('2027-03-14T12:00:00.000Z');
    expect(declared('2027-05-01', 'EMBARGOED UNTIL NOON GMT, MARCH 14, 2027')).toBe('2027-05-01T00:00:00.000Z');
    expect(declared('2027-05-01', 'EMBARGOED UNTIL DELIVERY')).toBe('2027-05-01T00:00:00.000Z');
    expect(release(row('"status":"embargoed","embargoedUntil":"2027-01-01T00:00Z"'))).toMatchObject({
      ...{ status: 'usable', embargoedUntil: '2027-01-01T00:00:00.000Z' },
    });
  });

  it('of two values of one field is the stricter, and said to be doubtful', () => {
    const twice = release(row('"embargoedUntil":"2027-05-01T00:00Z","embargoedUntil":"2026-05-01T00:00Z"'));
    expect(twice.embargoedUntil).toBe('2027-05-01T00:00:00.000Z');
    expect(warnings(twice)).toEqual([
      'expected one value of `embargoedUntil`, found `embargoedUntil` as "2027-05-01T00:00Z" and `embargoedUntil` as ' +
        '"2026-05-01T00:00Z": under embargo until 2027-05-01T00:00:00.000Z',
    ]);
  });
});

describe('a warning', () => {
  it.each([
    [text('---\ntitle: x\nstaus: withheld\n---'), 'expected `status`, found `staus` as "withheld" in line 3: withheld'],
    [
      text('\n---\ntitle: x\nstatus: secret\n---'),
      'expected `status` to be one of usable, withheld, withdrawn, found `status` as "secret" in line 4: withheld',
    ],
    [
      text('---\nembargoedUntil:\n---'),
      'expected `embargoedUntil` to be an ISO date or time, such as 2026-03-14T09:00:00-05:00, found `embargoedUntil` as nothing in line 2: withheld',
    ],
    [row('"embargo":true'), 'expected `embargoedUntil`, found `embargo` as true: withheld'],
    [
      text('Ministry\n\nEMBARGOED UNTIL NOON'),
      'expected a moment at which the embargo ends, found "EMBARGOED UNTIL NOON" in line 3: withheld',
    ],
    [
      { file: 'a.html', content: '<meta name="draft" content="yes"><p>The tower opens.</p>' },
      'expected `status`, found `draft` as "yes" in a meta element: withheld',
    ],
    [
      { ...text(''), sidecar: { file: 'a.meta.yaml', content: 'title: x\nstatuss: retiré\n' } },
      'expected `status`, found `statuss` as "retiré" in a.meta.yaml:2: withdrawn',
    ],
    [
      { ...text(''), sidecar: { file: 'a.meta.yaml', content: 'title: x\nstatus: [\n' } },
      expect.stringMatching(/^expected .+, found .+ in a\.meta\.yaml:\d+: withheld$/),
    ],
  ])('%# names the place, what was expected and what was found', (form, message) => {
    expect(warnings(release(form))).toEqual([message]);
  });

  it('on a sidecar of many rows is made once', () => {
    const content = ['a', 'b', 'c'].map((id) => JSON.stringify({ id, text: 'The tower opens.' })).join('\n');
    const all = read({ file: 'a.jsonl', content, sidecar: { file: 'a.meta.yaml', content: 'draft: yes' } });
    expect(all.map((one) => !(one instanceof ReadError) && [one.status, one.diagnostics.length])).toEqual([
      ...[
        ['withheld', 1],
        ['withheld', 0],
        ['withheld', 0],
      ],
    ]);
  });
});

describe('a release that is not shown', () => {
  it.each([
    '"status":"withdrawn"',
    '"statut":"retiré"',
    '"embargo":true',
    '"staus":"withheld","text":""',
    '"draft":true,"html":" "',
    '"status":"withheld","date":"14 mars","url":"urn:x"',
  ])('may have lost its text and its order: %s', (fields) => {
    const [first] = read({ file: 'a.jsonl', content: `{"id":"a",${fields}}` });
    expect(first).toMatchObject({ sourceId: 'a', blocks: [] });
    expect(isShown(first!)).toBe(false);
  });

  it('may be a page or a row without text beside a sidecar that says so', () => {
    const sidecar = { file: 'a.meta.yaml', content: 'status: withdrawn' };
    for (const form of [
      { file: 'a.html', content: '<script>x</script>' },
      { file: 'a.jsonl', content: '{"id":"a"}' },
    ]) {
      expect(read(form)[0]).toBeInstanceOf(ReadError);
      expect(release({ ...form, sidecar })).toMatchObject({ status: 'withdrawn', blocks: [] });
    }
  });

  it('has ids that are checked all the same', () => {
    expect(String(read({ file: 'a.jsonl', content: '{"id":1e3,"status":"withheld"}' })[0])).toContain(
      'a.jsonl:1: expected `id`',
    );
  });
});

describe('a sidecar', () => {
  it('has names that end in .meta.yaml, .meta.yml or .meta.json', () => {
    expect(sidecarNames('x/a.html')).toEqual([
      ...['x/a.html.meta.yaml', 'x/a.html.meta.yml', 'x/a.html.meta.json'],
      ...['x/a.meta.yaml', 'x/a.meta.yml', 'x/a.meta.json'],
    ]);
  });

  it('overrules what the file says of itself, and calls no row of many', () => {
    const sidecar = { file: 'a.meta.yaml', content: 'id: own\ntitle: Beside\npublisher: Port Hale\nlang: fr\n' };
    expect(release({ ...text('---\nid: x\ntitle: Within\ndate: 2026-06-03\n---'), sidecar })).toMatchObject({
      ...{ sourceId: 'own', title: 'Beside', publisher: 'Port Hale', lang: 'fr', date: '2026-06-03' },
    });
    expect(release({ ...row('"title":"Within"'), sidecar })).toMatchObject({
      ...{ sourceId: 'a', title: 'Beside', publisher: 'Port Hale' },
    });
  });

  it('of several each counts', () => {
    const sidecars = [
      { name: 'a.txt.meta.yaml', bytes: bytesOf('title: First\nembargoedUntil: 2027-01-01T00:00Z') },
      { name: 'a.meta.yaml', bytes: bytesOf('title: Second\nlang: fr\nembargoedUntil: 2027-05-01T00:00Z') },
    ];
    const [first] = readReleases('a.txt', bytesOf('The tower opens.'), 'a', { sidecars });
    expect(first).toMatchObject({ title: 'First', lang: 'fr', embargoedUntil: '2027-05-01T00:00:00.000Z' });
    const [unreadable] = readReleases('a.txt', bytesOf('The tower opens.'), 'a', {
      sidecars: [{ name: 'a.meta.yaml', bytes: null }],
    });
    expect(unreadable).toMatchObject({ status: 'withheld' });
  });
});

describe('odd metadata', () => {
  it('never throws, and hides whatever it is put around', () => {
    const pieces = fc.constantFrom(
      ...[
        '---',
        '+++',
        ';;;',
        '{',
        '}',
        '"',
        ':',
        '=',
        'status',
        'embargo',
        'withheld',
        '\n',
        ' ',
        '# ',
        '<!--',
        '-->',
        '[',
        '\t',
        '&a',
        '*a',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (some) => {
        for (const content of [
          `${some.join('')}\nText`,
          `---\nstatus: withheld\nx: ${some.join('').replace(/\n/g, ' ')}\n---\nText`,
        ]) {
          const all = read({ file: 'a.txt', content });
          expect(all).toHaveLength(1);
          if (content.startsWith('---\nstatus: withheld')) expect(isShown(all[0]!)).toBe(false);
        }
      }),
    );
  });

  it('is read in time linear in its length', () => {
    const long = 200_000;
    for (const odd of [
      '-',
      '*',
      ' ',
      '(',
      '=',
      ':',
      'a:',
      '"',
      '\\"',
      '{',
      '[',
      '<!--',
      'embargo ',
      'for ',
      '# x\n',
      'until 1 ',
    ]) {
      const many = odd.repeat(long / odd.length);
      for (const form of [
        text(many),
        text(`---\n${many}`),
        text(`{"a":"${many}`),
        { file: 'a.html', content: `<p>${many}<!-- ${many}` },
        {
          file: 'a.jsonl',
          content: JSON.stringify({ id: 'a', text: `${many}\nThe tower.`, [many.slice(0, 1000)]: 'x' }),
        },
      ])
        read(form);
    }
  });
});
