/** What one request may ask for: each limit, just met and just passed, and what is answered then. */
import { type CheerioAPI, load } from 'cheerio';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/web/limits.ts';
import { pageIn } from '../../src/web/pages/page.ts';
import { Paging } from '../../src/web/pages/parts.tsx';
import { releases } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

const NBSP = '\u00a0';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(releases);
});
afterAll(() => served.close());

async function problem(path: string) {
  const response = await served.fetch(path);
  const text = await response.text();
  if (response.status === 200) return { status: 200 };
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const { code, parameter, limit, found } = JSON.parse(text) as Record<string, unknown>;
  return { status: response.status, code, parameter, limit, found };
}

async function page(path: string): Promise<{ status: number; $: CheerioAPI; bytes: number }> {
  const response = await served.fetch(path);
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return { status: response.status, $: load(text), bytes: Buffer.byteLength(text) };
}

const posts = (count: number, of = (i: number) => `p${i}`) =>
  Array.from({ length: count }, (_, i) => `post=${of(i)}`).join('&');
const OK = { status: 200 };

describe('one GET with post= 1,990 times', () => {
  it.each([
    ['different ones', posts(1990, (i) => i.toString(36))],
    ['always the same', posts(1990, () => 'x')],
  ])('stops nobody: %s', async (_, query) => {
    expect(await problem(`/api/v1/quotes?${query}`)).toEqual({
      status: 422,
      code: 'too-many-parameters',
      parameter: undefined,
      limit: 200,
      found: 1990,
    });
    for (const path of ['/api/v1/quotes.csv', '/api/v1/facets/speaker', '/fr/feed.atom']) {
      expect([path, (await problem(`${path}?${query}`)).status]).toEqual([path, 422]);
    }
    const { status, $, bytes } = await page(`/fr/?${query}`);
    expect(status).toBe(422);
    expect($('h1').text()).toBe('C’est trop à la fois');
    expect($('main p').first().text()).toBe(`Cette adresse a 1${NBSP}990 paramètres; au plus 200 sont lus.`);
    expect(bytes).toBeLessThan(20_000);
  });
});

describe('values that repeat', () => {
  it('count once', async () => {
    const query = [posts(100, () => 'health'), 'post=ferries', posts(50, () => 'health')].join('&');
    const answer = (await (await served.fetch(`/api/v1/quotes?${query}`)).json()) as { totalHits: number };
    expect(answer.totalHits).toBe(3);
    const { status, $ } = await page(`/en/?${query}`);
    expect(status).toBe(200);
    // One for each, and one that removes both.
    expect($('.active a')).toHaveLength(3);
  });

  it('may be so many, and a page of these has not many times as many links', async () => {
    const { status, $, bytes } = await page(`/en/?${posts(50)}&${posts(50).replaceAll('post', 'speaker')}`);
    expect(status).toBe(200);
    expect($('.active a.tag')).toHaveLength(LIMITS.tags);
    expect($('.active .muted').text()).toBe('70 more');
    expect(bytes).toBeLessThan(150_000);
    expect(await page(`/en/?${posts(51)}`)).toMatchObject({ status: 422 });
  });

  it('and are long, take links from a page instead of making it ever longer', async () => {
    const id = (i: number) => `${'p'.repeat(350)}${i}`;
    const { status, $, bytes } = await page(`/en/?${posts(50, id)}`);
    expect(status).toBe(200);
    expect($('.active a.tag').length).toBeLessThan(15);
    expect(bytes).toBeLessThan(1_500_000);
  });

  it('leave the twenty speakers that somebody chose as they are', async () => {
    const chosen = Array.from({ length: 20 }, (_, i) => `speaker=s${i}`).join('&');
    const { status, $ } = await page(`/fr/?${chosen}`);
    expect(status).toBe(200);
    expect($('.active a.tag')).toHaveLength(20);
  });
});

describe('each limit, met and passed', () => {
  const long = (length: number, unit = 'x') => encodeURIComponent(unit.repeat(length));

  it.each([
    ['q', LIMITS.query],
    ['speaker', LIMITS.id],
    ['post', LIMITS.id],
    ['publisher', LIMITS.publisher],
  ] as const)('%s', async (parameter, limit) => {
    for (const path of ['/api/v1/quotes', '/api/v1/quotes.jsonl', '/api/v1/facets/month', '/fr/feed.json']) {
      expect(await problem(`${path}?${parameter}=${long(limit)}`)).toEqual(OK);
      expect(await problem(`${path}?${parameter}=${long(limit + 1)}`)).toEqual({
        status: 422,
        code: 'too-long',
        parameter,
        limit,
        found: limit + 1,
      });
    }
    const { status, $ } = await page(`/fr/?${parameter}=${long(limit + 1)}`);
    expect(status).toBe(422);
    expect($('main p').first().text()).toContain(`«${NBSP}${parameter}${NBSP}»`);
    expect((await page(`/fr/?${parameter}=${long(limit)}`)).status).toBe(200);
  });

  it.each([
    ['/api/v1/suggest?q=', 'q', LIMITS.query],
    ['/api/v1/suggest/opensearch?q=', 'q', LIMITS.query],
    ['/api/v1/speakers?q=', 'q', LIMITS.name],
    ['/api/v1/posts?q=', 'q', LIMITS.name],
    ['/api/v1/popolo?q=', 'q', LIMITS.name],
    ['/api/v1/lexicon?q=', 'q', LIMITS.name],
    ['/api/v1/facets/speaker?value=', 'value', LIMITS.name],
  ])('%s', async (path, parameter, limit) => {
    expect(await problem(path + long(limit))).toEqual(OK);
    expect(await problem(path + long(limit + 1))).toMatchObject({ status: 422, code: 'too-long', parameter, limit });
  });

  it.each(['findSpeaker', 'findPost', 'findPublisher'])('%s of a page', async (parameter) => {
    expect((await page(`/en/?${parameter}=${long(LIMITS.name)}`)).status).toBe(200);
    expect((await page(`/en/?${parameter}=${long(LIMITS.name + 1)}`)).status).toBe(422);
  });

  it('a cursor', async () => {
    expect(await problem(`/api/v1/quotes?cursor=${long(LIMITS.cursor)}`)).toMatchObject({ status: 400 });
    expect(await problem(`/api/v1/quotes?cursor=${long(LIMITS.cursor + 1)}`)).toMatchObject({
      status: 422,
      parameter: 'cursor',
    });
  });

  it('values of a parameter', async () => {
    expect(await problem(`/api/v1/quotes?${posts(50)}`)).toEqual(OK);
    expect(await problem(`/api/v1/quotes?${posts(51)}`)).toEqual({
      status: 422,
      code: 'too-many-values',
      parameter: 'post',
      limit: 50,
      found: 51,
    });
  });

  it('parameters of an address, whatever they are', async () => {
    const empty = (count: number) => Array.from({ length: count }, () => 'q=').join('&');
    expect(await problem(`/api/v1/quotes?${empty(200)}`)).toEqual(OK);
    expect(await problem(`/api/v1/quotes?${empty(201)}`)).toMatchObject({ status: 422, code: 'too-many-parameters' });
    const unknown = (count: number) => Array.from({ length: count }, (_, i) => `utm${i}=x`).join('&');
    expect((await page(`/en/?${unknown(200)}`)).status).toBe(200);
    expect((await page(`/en/?${unknown(201)}`)).status).toBe(422);
  });

  it('how deep a page is; lists and facets, which cost nothing, go on', async () => {
    expect(await problem('/api/v1/quotes?page=500')).toEqual(OK);
    expect(await problem('/api/v1/quotes?page=100&hitsPerPage=100')).toEqual(OK);
    for (const query of ['page=501', 'page=101&hitsPerPage=100', 'page=999999999999999']) {
      expect(await problem(`/api/v1/quotes?${query}`)).toMatchObject({
        status: 422,
        code: 'too-deep',
        parameter: 'page',
        limit: 10_000,
      });
    }
    const { status, $ } = await page('/en/?page=501');
    expect(status).toBe(422);
    expect($('main p').first().text()).toContain('pages end at result 10,000');
    for (const path of ['/api/v1/speakers', '/api/v1/facets/speaker', '/api/v1/differences', '/en/posts']) {
      expect([path, (await served.fetch(`${path}?page=999999999999999`)).status]).toEqual([path, 200]);
    }
  });

  it('ids and addresses', async () => {
    for (const path of ['quotes', 'speakers', 'posts', 'releases', 'statements']) {
      expect(await problem(`/api/v1/${path}/${long(LIMITS.id)}`)).toMatchObject({ status: 404, code: 'unknown-id' });
      expect(await problem(`/api/v1/${path}/${long(LIMITS.id + 1)}`)).toMatchObject({
        status: 422,
        code: 'too-long',
        parameter: 'id',
      });
    }
    for (const path of ['quotes', 'speakers', 'posts', 'releases']) {
      expect((await page(`/fr/${path}/${long(LIMITS.id)}`)).status).toBe(404);
      expect((await page(`/fr/${path}/${long(LIMITS.id + 1)}`)).status).toBe(422);
    }
    const address = (length: number) => `/fr/?utm=${'x'.repeat(length - '/fr/?utm='.length)}`;
    expect((await page(address(LIMITS.address))).status).toBe(200);
    const { status, $ } = await page(address(LIMITS.address + 1));
    expect(status).toBe(422);
    expect($('main p').first().text()).toContain(`«${NBSP}adresse${NBSP}»`);
  });

  it('headers', async () => {
    const answer = (bytes: number) => served.fetch('/api/v1/health', { headers: { 'x-much': 'x'.repeat(bytes) } });
    expect((await answer(20_000)).status).toBe(200);
    const response = await answer(LIMITS.headerBytes);
    expect([response.status, await response.json()]).toMatchObject([431, { code: 'headers-too-large', status: 431 }]);
  });
});

describe('what people ask', () => {
  it('is answered: a paragraph of 128 words, and as many as the limit has room for, in any letters', async () => {
    const words = (length: number) => 'la clinique flottante ira d’île en île '.repeat(100).slice(0, length);
    for (const q of [words(900), words(LIMITS.query), 'é'.repeat(LIMITS.query), '“'.repeat(LIMITS.query)]) {
      expect(await problem(`/api/v1/quotes?q=${encodeURIComponent(q)}`)).toEqual(OK);
      expect((await page(`/fr/?q=${encodeURIComponent(q)}`)).status).toBe(200);
    }
    const answer = (await (await served.fetch(`/api/v1/quotes?q=${encodeURIComponent(words(900))}`)).json()) as {
      hits: { id: string }[];
    };
    expect(answer.hits[0]).toMatchObject({ id: 'q-fr' });
  });

  it('is told in the description of the API', async () => {
    const description = await (await served.fetch('/api/v1/openapi.json')).text();
    const { paths, components } = JSON.parse(description);
    const parameter = (name: string) =>
      paths['/quotes'].get.parameters.find((one: { name: string }) => one.name === name).schema;
    expect(parameter('q')).toMatchObject({ type: 'string', maxLength: LIMITS.query });
    expect(parameter('speaker')).toMatchObject({
      type: 'array',
      maxItems: LIMITS.values,
      items: { maxLength: LIMITS.id },
    });
    expect(paths['/quotes/{id}'].get.parameters[0].schema).toMatchObject({ maxLength: LIMITS.id });
    for (const code of ['too-many-parameters', 'too-many-values', 'too-long', 'too-deep', 'overloaded']) {
      expect(components.schemas.Problem.properties.code.enum).toContain(code);
    }
  });

  it('is never a link to a page that is too deep', () => {
    const paging = (current: number) =>
      load(
        render(
          Paging({
            page: pageIn('en', '/', ''),
            current,
            total: 30_000,
            hitsPerPage: 20,
            end: LIMITS.depth / 20,
            href: (number) => `?page=${number}`,
          })!,
        ),
      );
    const hrefs = ($: CheerioAPI) =>
      $('a')
        .map((_, link) => $(link).attr('href'))
        .get();
    expect(hrefs(paging(499))).toEqual(['?page=498', '?page=500']);
    expect(hrefs(paging(500))).toEqual(['?page=499']);
    expect(paging(500)('nav').text()).toMatch(/of 1,500.*Pages end here/);
    expect(paging(499)('nav').text()).not.toContain('Pages end here');
  });
});
