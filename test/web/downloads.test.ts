import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowSchema } from '../../src/web/api/rows.ts';
import { HIDDEN_SPEAKER, HOSTILE, releases, SECRET, VISIBLE } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(releases);
});
afterAll(() => served.close());

async function download(path: string) {
  const response = await served.fetch(`/api/v1${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { headers: response.headers, text: bytes.toString('utf8') };
}

async function problem(path: string) {
  const response = await served.fetch(`/api/v1${path}`);
  const body = (await response.json()) as { code: string; parameter?: string };
  return [response.status, body.code, body.parameter];
}

describe('the export of a search', () => {
  it('is all that the search finds, newest first, as JSON and as JSON lines alike', async () => {
    const json = await download('/quotes.json');
    const rows = JSON.parse(json.text);
    expect(rows).toHaveLength(VISIBLE);
    expect(rowSchema.array().parse(rows)).toEqual(rows);
    const dates = rows.map(({ date }: { date: string | null }) => date ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json.headers.get('content-disposition')).toBe('attachment; filename="dixit.json"');
    const lines = await download('/quotes.jsonl');
    expect(
      lines.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
    expect(lines.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  });

  it('takes the filters and the query of a search', async () => {
    const ids = async (query: string) =>
      JSON.parse((await download(`/quotes.json?${query}`)).text).map(({ id }: { id: string }) => id);
    expect(await ids('q=flottante')).toEqual(['q-fr']);
    expect(await ids('lang=fr&post=ferries')).toEqual(['q-ferry']);
    expect(await ids('speaker=lucie-belhumeur&from=2021&to=2021-05')).toEqual(['q-en', 'q-fr']);
    expect(await ids('q=xyzzy')).toEqual([]);
    expect((await download('/quotes.jsonl?q=xyzzy')).text).toBe('');
  });

  it('has in CSV the characters of each text, quoted where they must be', async () => {
    const { text, headers } = await download('/quotes.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [first] = text.split('\r\n');
    expect(first).toBe(
      'id,lang,text,kind,speaker,speakers,mention,title,posts,certainty,rule,date,release,sourceId,url,headline,counterpartId,corrected',
    );
    const rows: Record<string, string>[] = parse(text, { columns: true });
    expect(rows).toHaveLength(VISIBLE);
    const row = (id: string) => rows.find((one) => one.id === id)!;
    expect(row('q-hostile')).toMatchObject({ text: `The harbour says ${HOSTILE} twice.`, title: HOSTILE });
    expect(row('q-ferry')).toMatchObject({
      text: 'Le traversier reprendra la mer au printemps.\nNous y travaillons chaque jour.',
      speaker: 'Omar Quenneville',
      posts: 'ferries',
      counterpartId: '',
      corrected: '',
    });
    expect(row('q-fr').counterpartId).toBe('q-en');
  });

  it('begins CSV with a byte order mark, and takes formulas from it, when that is asked for', async () => {
    expect((await download('/quotes.csv')).text).toMatch(/^id,/);
    expect((await download('/quotes.csv?bom=true')).text).toMatch(/^\ufeffid,/);
    const formula = await serveCollection([
      {
        ...releases[0]!,
        quotations: [
          { ...releases[0]!.quotations[0]!, text: '=HYPERLINK("x")', mention: '+1', title: '-a', corrected: true },
        ],
      },
    ]);
    const read = async (query: string) =>
      parse(await (await formula.fetch(`/api/v1/quotes.csv${query}`)).text(), { columns: true })[0];
    expect(await read('')).toMatchObject({ text: '=HYPERLINK("x")', mention: '+1', title: '-a', corrected: 'true' });
    expect(await read('?escapeFormulas=true')).toMatchObject({
      text: `'=HYPERLINK("x")`,
      mention: `'+1`,
      title: `'-a`,
    });
    await formula.close();
  });

  it('holds nothing that is hidden, and says what it cannot read', async () => {
    for (const format of ['csv', 'json', 'jsonl']) {
      expect((await download(`/quotes.${format}`)).text).not.toMatch(new RegExp(`${SECRET}|${HIDDEN_SPEAKER}`));
      expect(await problem(`/quotes.${format}?from=soon`)).toEqual([400, 'invalid-parameter', 'from']);
      expect(await problem(`/quotes.${format}?page=2`)).toEqual([400, 'unknown-parameter', 'page']);
    }
    expect(await problem('/quotes.json?bom=true')).toEqual([400, 'unknown-parameter', 'bom']);
    expect((await served.fetch('/api/v1/quotes.csv', { method: 'HEAD' })).status).toBe(200);
  });

  it('comes as it is made: a reader who goes away ends it, and the next is answered', async () => {
    const many = Array.from({ length: 400 }, (_, i) => ({
      ...releases[0]!,
      id: `r${i}`,
      quotations: releases[0]!.quotations.map((one) => ({
        ...one,
        id: `q${i}`,
        statementId: `q${i}`,
        text: 'clinique '.repeat(400),
      })),
    }));
    const large = await serveCollection(many);
    const gone = new AbortController();
    const response = await large.fetch('/api/v1/quotes.jsonl', { signal: gone.signal });
    await response.body!.getReader().read();
    gone.abort();
    const whole = await (await large.fetch('/api/v1/quotes.jsonl')).text();
    expect(whole.trimEnd().split('\n')).toHaveLength(400);
    expect(large.logged).toEqual([]);
    await large.close();
  });
});

describe('the citation of a quotation', () => {
  it.each([
    ['ris', 'application/x-research-info-systems', 'dixit-q-fr.ris', /^TY {2}- RPRT\r\n/],
    ['bibtex', 'application/x-bibtex', 'dixit-q-fr.bib', /^@misc\{q-fr,/],
    ['csl-json', 'application/vnd.citationstyles.csl+json', 'dixit-q-fr.json', /^\[/],
  ])('comes as %s', async (format, type, name, start) => {
    const { text, headers } = await download(`/quotes/q-fr/citation?format=${format}`);
    expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(text).toMatch(start);
    expect(text).toContain('Une clinique flottante pour les îles');
  });

  it('is refused for what is not there, not shown or not known', async () => {
    expect(await problem('/quotes/none/citation')).toEqual([404, 'unknown-id', 'id']);
    expect(await problem('/quotes/q-r-withheld/citation')).toEqual([404, 'unknown-id', 'id']);
    expect(await problem('/quotes/q-fr/citation?format=word')).toEqual([400, 'invalid-parameter', 'format']);
  });
});

describe('suggestions for browsers', () => {
  it('are four lists: what was typed, names, how much there is, pages', async () => {
    const { text, headers } = await download('/suggest/opensearch?q=luc&lang=fr');
    expect(headers.get('content-type')).toBe('application/x-suggestions+json; charset=utf-8');
    expect(JSON.parse(text)).toEqual([
      'luc',
      ['Lucie Belhumeur'],
      ['3 citations'],
      [expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/fr\/speakers\/lucie-belhumeur$/)],
    ]);
    expect(JSON.parse((await download('/suggest/opensearch?q=')).text)).toEqual(['', [], [], []]);
    expect(JSON.parse((await download('/suggest/opensearch?q=ombrelle')).text)[1]).toEqual([]);
  });
});
