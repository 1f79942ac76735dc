import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRelease } from '../../src/domain.ts';
import { READABLE_EXTENSIONS, ReadError, readReleases } from '../../src/read/index.ts';
import { instant, isoDay } from '../../src/read/moment.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: string | Uint8Array, sourceId = 'given') => [
  ...readReleases(name, typeof content === 'string' ? utf8(content) : content, sourceId),
];
const release = (name: string, content: string | Uint8Array): RawRelease => {
  const [first] = read(name, content);
  if (!first || first instanceof ReadError) throw new Error(`not a release: ${first}`);
  return first;
};
/** Each outcome of a file of lines: the release's id, or the error's message. */
const outcomes = (...rows: unknown[]) =>
  read('a.jsonl', rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')).map((one) =>
    one instanceof ReadError ? one.message : one.sourceId,
  );

describe('a file', () => {
  it('is read by its extension', () => {
    expect(READABLE_EXTENSIONS).toEqual(['.txt', '.html', '.htm', '.jsonl']);
    expect(release('A.TXT', '<p>x').blocks).toEqual([{ kind: 'paragraph', text: '<p>x', quote: null }]);
    expect(release('a.Htm', '<p>x').blocks).toEqual([{ kind: 'paragraph', text: 'x', quote: null }]);
    expect(String(read('a.docx', 'x')[0])).toContain(
      'a.docx: expected a file named .txt, .html, .htm, .jsonl, found .docx',
    );
    expect(String(read('README', 'x')[0])).toContain('found no extension');
  });

  it('is called as given, unless it says otherwise', () => {
    expect(release('a.txt', 'Texte')).toEqual({
      place: 'a.txt',
      sourceId: 'given',
      publisher: null,
      url: null,
      title: null,
      date: null,
      lang: null,
      status: 'usable',
      embargoedUntil: null,
      alternates: [],
      blocks: [{ kind: 'paragraph', text: 'Texte', quote: null }],
      diagnostics: [],
    });
    expect(release('a.txt', '---\nid: own\n---\nTexte').sourceId).toBe('own');
  });

  it('of HTML is decoded as it declares', () => {
    const page = Buffer.from('<meta charset="windows-1252"><p>\x93D\xe9j\xe0\x94</p>', 'latin1');
    expect(release('a.html', page)).toMatchObject({ blocks: [{ text: '“Déjà”' }], diagnostics: [] });
  });

  it('that cannot be read is one error', () => {
    for (const name of ['a.txt', 'a.html', 'a.jsonl']) {
      expect(read(name, '').map(String)).toEqual([`ReadError: ${name}: expected text, found an empty file`]);
      expect(read(name, '\x89PNG').map(String)).toHaveLength(1);
      expect(read(name, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0)).map(String)).toEqual([
        `ReadError: ${name}: expected text, found a PNG image`,
      ]);
    }
    expect(read('a.jsonl', ' \n\n').map(String)).toEqual([
      'ReadError: a.jsonl: expected lines of JSON, found only white space',
    ]);
  });

  it('cut in the middle of a character keeps what stands before', () => {
    const cut = release('a.txt', utf8('La mairesse a réuni la cité').subarray(0, -1));
    expect(cut).toMatchObject({
      blocks: [{ text: 'La mairesse a réuni la cit' }],
      diagnostics: [{ rule: 'truncated' }],
    });
  });

  it('of any bytes gives releases and errors, never an exception', () => {
    fc.assert(
      fc.property(fc.constantFrom(...READABLE_EXTENSIONS), fc.uint8Array({ maxLength: 400 }), (extension, bytes) => {
        for (const one of read(`a${extension}`, bytes)) {
          if (one instanceof ReadError) expect(one.message.startsWith(one.place.split(':')[0]!)).toBe(true);
          else expect(one.blocks.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('a line', () => {
  it('gives a release, and overrules what its text says itself', () => {
    const row = {
      id: 14,
      html: '<html lang="en"><title>Page</title><h1>Une écluse</h1><p>Texte</p>',
      lang: 'fr',
      title: 'Titre donné',
      date: '2026-03-14T10:00:00-05:00',
      publisher: 'Ville de Clairpré',
      url: 'https://clairpre.example/14?a=é',
      quotes: ['never read'],
    };
    expect(release('a.jsonl', JSON.stringify(row))).toEqual({
      place: 'a.jsonl:1',
      sourceId: '14',
      publisher: 'Ville de Clairpré',
      url: 'https://clairpre.example/14?a=é',
      title: 'Titre donné',
      date: '2026-03-14',
      lang: 'fr',
      status: 'usable',
      embargoedUntil: null,
      alternates: [],
      blocks: [
        { kind: 'heading', text: 'Une écluse', quote: null },
        { kind: 'paragraph', text: 'Texte', quote: null },
      ],
      diagnostics: [],
    });
    const front = {
      id: 'a',
      text: '---\nid: own\nstatus: withheld\ntitle: Own\n---\nTexte',
      title: 'Given',
      lang: 'de',
    };
    expect(release('a.jsonl', JSON.stringify(front))).toMatchObject({
      sourceId: 'a',
      status: 'withheld',
      title: 'Given',
      lang: null,
    });
  });

  it('that is bad is an error of its own', () => {
    expect(
      outcomes(
        { id: 'first', text: 'x' },
        '',
        '{"id":"cut","text":"abc',
        '{"id":"cut"',
        '{"id":"cut","tex": nul',
        'nope',
        '["x"]',
        { text: 'x' },
        { id: '', text: 'x' },
        { id: 'a', text: ' ' },
        { id: 'a' },
        { id: 'a', text: 7 },
        `{"id":"a","lang":{"toString":1},"text":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
        { id: 'a', text: 'x', date: '14 mars 2026' },
        { id: 'a', text: 'x', title: 3 },
        { id: 'a', text: 'x', url: 'javascript:alert(1)' },
        { id: 'last', text: 'x', date: null, title: '', lang: 3, url: ' ' },
      ),
    ).toEqual([
      'first',
      'a.jsonl:3:24: expected a complete JSON object, found the end of the line',
      'a.jsonl:4:12: expected a complete JSON object, found the end of the line',
      'a.jsonl:5:23: expected a complete JSON object, found the end of the line',
      'a.jsonl:6: expected a complete JSON object, found "nope"',
      'a.jsonl:7: expected a JSON object, found a list',
      'a.jsonl:8: expected an `id`, found nothing',
      'a.jsonl:9: expected `id` to be an id: not empty, without control characters, found ""',
      'a.jsonl:10: expected a `text` or `html` that is not blank, found " "',
      'a.jsonl:11: expected a `text` or `html` that is not blank, found nothing',
      'a.jsonl:12: expected `text` or `html` to be a text, found 7',
      'a.jsonl:13: expected `text` or `html` to be a text, found a list',
      'a.jsonl:14: expected `date` to be an ISO date, such as 2026-03-14, found "14 mars 2026"',
      'a.jsonl:15: expected `title` to be text, found 3',
      'a.jsonl:16: expected `url` to be a web address (http or https), found "javascript:alert(1)"',
      'last',
    ]);
  });

  it('has an id that no parser rounds: text, or a whole number that is safe', () => {
    const expected = '`id` to be text, in quotation marks, or a whole number of at most 9007199254740991';
    expect(
      outcomes(
        '{"id":9007199254740993,"text":"x"}',
        '{"id":9007199254740992,"text":"x"}',
        '{"id":9007199254740991,"text":"x"}',
        '{"id":"9007199254740993","text":"x"}',
        '{"id":1.5,"text":"x"}',
        '{"id":1e3,"text":"x"}',
        '{"id":1.0,"text":"x"}',
        '{"text":"\\"id\\": 1e3","id":true}',
        '{"id":"a","text":"x","id":"b"}',
        '{"id":"a","text":"x","\\u0069d":"a"}',
        '{"text":"x","meta":{"id":2.5,"deep":["]}",{"id":1e9}]}, "id" : 12 }',
      ),
    ).toEqual([
      `a.jsonl:1: expected ${expected}, found 9007199254740993`,
      `a.jsonl:2: expected ${expected}, found 9007199254740992`,
      '9007199254740991',
      '9007199254740993',
      `a.jsonl:5: expected ${expected}, found 1.5`,
      `a.jsonl:6: expected ${expected}, found 1e3`,
      `a.jsonl:7: expected ${expected}, found 1.0`,
      'a.jsonl:8: expected `id` to be an id: text or a whole number, found true',
      'a.jsonl:9: expected one `id`, found "a" and "b"',
      'a',
      '12',
    ]);
  });

  it('may have lost its text when it is not to be shown', () => {
    expect(release('a.jsonl', '{"id":"a","status":"withdrawn"}')).toMatchObject({ status: 'withdrawn', blocks: [] });
    expect(release('a.jsonl', '{"id":"a","status":"withheld","text":null}').blocks).toEqual([]);
  });

  it('may be as long as it likes, in paragraphs', () => {
    const text = 'Un paragraphe de taille ordinaire, répété.\n\n'.repeat(15_000);
    expect(release('a.jsonl', JSON.stringify({ id: 'a', text })).blocks).toHaveLength(15_000);
    expect(
      outcomes({ id: 'a', text: 'x'.repeat(500_000) }, `{"id": ${'x'.repeat(500_000)}`, { id: 'b', text: 'x' }),
    ).toEqual([
      'a.jsonl:1, line 1 of its text: expected paragraphs, found a line of 500000 characters',
      expect.stringMatching(/^a\.jsonl:2: expected a complete JSON object, found "\{.{50,70}…$/),
      'b',
    ]);
  });

  it('has its own encoding, and the file may be UTF-16', () => {
    const mixed = Buffer.concat([
      utf8('{"id":"a","text":"été"}\n'),
      Buffer.from('{"id":"b","text":"\xe9t\xe9"}', 'latin1'),
    ]);
    expect(read('a.jsonl', mixed).map((one) => !(one instanceof ReadError) && one.blocks[0]!.text)).toEqual([
      'été',
      'été',
    ]);
    const wide = Buffer.from('\ufeff{"id":"a","text":"été"}\r\n{"id":"b","text":"x"}', 'utf16le');
    expect(read('a.jsonl', wide).map((one) => !(one instanceof ReadError) && one.sourceId)).toEqual(['a', 'b']);
  });
});

describe('dates', () => {
  it('are days that exist, with or without a time', () => {
    expect(['2026-03-14', '2026-03-14T23:59', ' 2024-02-29 08:00:00.5+02 '].map(isoDay)).toEqual([
      '2026-03-14',
      '2026-03-14',
      '2024-02-29',
    ]);
    for (const bad of [
      '2026',
      '2026-3-14',
      '2026-02-29',
      '2026-03-14T25:00',
      '2026-03-14T10:61',
      '2026-03-14Tnoon',
      '2026-03-14T10:00+15:00',
      '',
    ]) {
      expect(isoDay(bad), bad).toBeUndefined();
    }
  });

  it('lift an embargo only once they have come everywhere', () => {
    expect(instant('2026-03-14T09:00:00-05:00')).toBe('2026-03-14T14:00:00.000Z');
    expect(instant('2026-03-14T09:00:00Z')).toBe('2026-03-14T09:00:00.000Z');
    expect(instant('2026-03-14T09:00')).toBe('2026-03-14T21:00:00.000Z');
    expect(instant('2026-03-14')).toBe('2026-03-14T12:00:00.000Z');
    expect(instant('2026-03-14T09:00 EST')).toBeUndefined();
  });

  it('with a zone agree with the platform', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (date) => {
          const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();
          expect(instant(seconds)).toBe(seconds);
        },
      ),
    );
  });
});
