import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOWNLOADS } from '../../src/web/api/downloads.ts';
import { ENDPOINTS } from '../../src/web/api/endpoints.ts';
import { HIDDEN_SPEAKER, HOSTILE, releases, SECRET, VISIBLE } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(releases);
});
afterAll(() => served.close());

/** The answer of a path under the API, which has to be as the API's own description says. */
// biome-ignore lint/suspicious/noExplicitAny: answers are checked by their schema and then by each test
async function ask(path: string): Promise<any> {
  const response = await served.fetch(`/api/v1${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const body = await response.json();
  const endpoint = ENDPOINTS.find((one) =>
    new RegExp(`^${one.path.replace(':id', '[^/]+')}$`).test(path.split('?')[0]!),
  )!;
  expect(endpoint.answer.parse(body)).toEqual(body);
  return body;
}

async function problem(path: string, init?: RequestInit) {
  const response = await served.fetch(path, init);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = (await response.json()) as Record<string, unknown>;
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`urn:dixit:problem:${body.code}`);
  expect(body.instance).toBe(path);
  expect(body.title).toEqual(expect.any(String));
  expect(body.detail).toEqual(expect.any(String));
  return { status: response.status, code: body.code, parameter: body.parameter, response };
}

describe('GET /quotes', () => {
  it('answers everything, newest first, when nothing is asked', async () => {
    const answer = await ask('/quotes');
    expect(answer).toMatchObject({ query: '', page: 1, hitsPerPage: 20, totalHits: VISIBLE, relaxed: false });
    expect(answer.hits).toHaveLength(20);
    const dates = answer.hits.map((hit: { date: string }) => hit.date);
    expect(dates.slice(0, 4)).toEqual(['2022-11-30', '2022-11-30', '2021-05-06', '2021-05-06']);
    expect(await ask('/quotes?q=&page=&speaker=&from=&lang=')).toMatchObject({ totalHits: VISIBLE });
  });

  it('answers a hit with exactly the keys of the contract', async () => {
    const answer = await ask('/quotes?q=flottante');
    expect(Object.keys(answer)).toEqual([
      'query',
      'page',
      'hitsPerPage',
      'totalHits',
      'relaxed',
      'processingTimeMs',
      'hits',
      'facets',
      'didYouMean',
      'understood',
      'related',
      'nextCursor',
    ]);
    expect(answer.totalHits).toBe(1);
    expect(answer.hits[0]).toEqual({
      id: 'q-fr',
      lang: 'fr',
      text: 'La clinique flottante ira d’île en île, été comme hiver.',
      kind: 'direct',
      highlights: [{ start: 12, end: 21 }],
      speaker: { id: 'lucie-belhumeur', name: 'Lucie Belhumeur' },
      speakers: [{ id: 'lucie-belhumeur', name: 'Lucie Belhumeur' }],
      mention: 'Lucie Belhumeur',
      title: 'ministre de la Santé',
      posts: [
        {
          id: 'health',
          title: { en: 'Minister of Health', fr: 'ministre de la Santé' },
          portfolio: { en: 'Health', fr: 'Santé' },
        },
      ],
      date: '2021-05-06',
      certainty: 'stated',
      rule: 'attribution-line',
      release: {
        id: 'r-fr',
        sourceId: 'source-r-fr',
        url: 'https://nouvelles.val-perdu.example/r-fr',
        headline: 'Une clinique flottante pour les îles',
        publisher: 'Gouvernement de Val-Perdu',
        lang: 'fr',
      },
      counterpart: {
        id: 'q-en',
        lang: 'en',
        text: 'The floating clinic will go from island to island, summer and winter.',
      },
      translated: null,
    });
  });

  it('highlights the words that were found, also without their accents and in the plural', async () => {
    const [hit] = (await ask('/quotes?q=iles+flottante')).hits;
    const words = hit.highlights.map(({ start, end }: { start: number; end: number }) => hit.text.slice(start, end));
    expect(words.map((word: string) => word.replace(/^d’/, ''))).toEqual(['flottante', 'île', 'île']);
  });

  it('filters by each parameter; repeated values are alternatives', async () => {
    const total = async (query: string) => (await ask(`/quotes?${query}`)).totalHits;
    expect(await total('lang=fr')).toBe(3);
    expect(await total('lang=fr&lang=en')).toBe(VISIBLE);
    expect(await total('speaker=lucie-belhumeur')).toBe(3);
    expect(await total('speaker=lucie-belhumeur&speaker=omar-quenneville')).toBe(VISIBLE - 1);
    expect(await total('speaker=nobody')).toBe(0);
    expect(await total('post=health&lang=en')).toBe(1);
    expect(await total('kind=indirect')).toBe(1);
    expect(await total(`publisher=${encodeURIComponent('Traversiers de Val-Perdu')}`)).toBe(2);
    expect(await total('from=2020&to=2020')).toBe(25);
    expect(await total('from=2020-01-24&to=2020-01')).toBe(2);
    expect(await total('to=2020-01-03')).toBe(3);
  });

  it('counts facets exactly; its own filter does not shrink a facet', async () => {
    const { facets } = await ask('/quotes?lang=fr');
    expect(facets.lang.map(({ id, count }: { id: string; count: number }) => [id, count]).sort()).toEqual([
      ['en', 27],
      ['fr', 3],
    ]);
    expect(facets.year.map(({ id, count }: { id: string; count: number }) => [id, count]).sort()).toEqual([
      ['2021', 1],
      ['2022', 2],
    ]);
    expect(facets.speaker).toContainEqual({ id: 'omar-quenneville', name: 'Omar Quenneville', count: 1 });
    expect(facets.post.map(({ id }: { id: string }) => id).sort()).toEqual(['ferries', 'health']);
  });

  it('sorts and pages', async () => {
    const ids = async (query: string) => (await ask(`/quotes?${query}`)).hits.map(({ id }: { id: string }) => id);
    expect((await ids('sort=oldest&from=2020'))[0]).toBe('q-tide-0');
    expect(await ids('lang=en&from=2020&to=2020&hitsPerPage=2&page=2')).toEqual(['q-tide-22', 'q-tide-21']);
    expect(await ids('page=99')).toEqual([]);
    expect(await ids('hitsPerPage=100')).toHaveLength(VISIBLE);
  });

  it('goes on by a cursor, and tells when it cannot', async () => {
    const ids: string[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const answer = await ask(`/quotes?lang=fr&hitsPerPage=2${cursor}`);
      ids.push(...answer.hits.map(({ id }: { id: string }) => id));
      next = answer.nextCursor;
    } while (next !== null);
    const all = await ask('/quotes?lang=fr&hitsPerPage=100');
    expect(ids).toEqual(all.hits.map(({ id }: { id: string }) => id));
    expect(ids.length).toBeGreaterThan(2);
    const { nextCursor } = await ask('/quotes?lang=fr&hitsPerPage=2');
    const refused = { status: 400, code: 'invalid-parameter', parameter: 'cursor' };
    expect(await problem('/api/v1/quotes?cursor=x')).toMatchObject(refused);
    expect(await problem(`/api/v1/quotes?lang=en&cursor=${nextCursor}`)).toMatchObject(refused);
    expect(await problem(`/api/v1/quotes?lang=fr&page=2&cursor=${nextCursor}`)).toMatchObject({ parameter: 'page' });
  });

  it('counts months when asked', async () => {
    const { facets } = await ask('/quotes?facet=month');
    expect(facets.month[0]).toEqual({ id: '2022-11', name: '2022-11', count: expect.any(Number) });
    expect((await ask('/quotes')).facets).not.toHaveProperty('month');
  });

  it('finds values of a facet by the beginnings of their words', async () => {
    const { facets } = await ask('/quotes?lang=fr');
    const all = await ask('/facets/speaker?lang=fr');
    expect(all).toMatchObject({ query: '', facet: 'speaker', value: '', values: facets.speaker });
    expect(all.totalValues).toBe(facets.speaker.length);
    const some = await ask('/facets/speaker?lang=fr&value=BEL');
    expect(some.values).toEqual(facets.speaker.filter(({ name }: { name: string }) => name.includes('Bel')));
    expect(some.values).toHaveLength(1);
    expect(await problem('/api/v1/facets/colour')).toMatchObject({ status: 404, code: 'unknown-id' });
    expect(await problem('/api/v1/facets/speaker?sort=newest')).toMatchObject({ code: 'unknown-parameter' });
  });

  it('goes on with quotations that miss words, and says so', async () => {
    const answer = await ask('/quotes?q=clinique+tide');
    expect(answer).toMatchObject({ totalHits: 0, relaxed: true });
    expect(answer.hits.map(({ id }: { id: string }) => id)).toContain('q-fr');
  });

  it.each([
    ['colour=red', 'unknown-parameter', 'colour'],
    ['Q=x', 'unknown-parameter', 'Q'],
    ['q=a&q=b', 'repeated-parameter', 'q'],
    ['page=0', 'invalid-parameter', 'page'],
    ['page=x', 'invalid-parameter', 'page'],
    ['hitsPerPage=101', 'invalid-parameter', 'hitsPerPage'],
    ['hitsPerPage=0', 'invalid-parameter', 'hitsPerPage'],
    ['lang=de', 'invalid-parameter', 'lang'],
    ['lang=fr&lang=de', 'invalid-parameter', 'lang'],
    ['kind=poem', 'invalid-parameter', 'kind'],
    ['sort=best', 'invalid-parameter', 'sort'],
    ['from=2021-02-30', 'invalid-parameter', 'from'],
    ['to=soon', 'invalid-parameter', 'to'],
  ])('refuses %s', async (query, code, parameter) => {
    expect(await problem(`/api/v1/quotes?${query}`)).toMatchObject({ status: 400, code, parameter });
  });

  it.each([
    '"',
    '-',
    'OR',
    '((((',
    'speaker:',
    'from:soon',
    '\u0000',
    '%',
    '\ud83d',
    'é'.repeat(300),
  ])('takes any text for a query: %j', async (q) => {
    await ask(`/quotes?${new URLSearchParams({ q })}`);
  });
});

describe('one of each', () => {
  it('answers a quotation with its places in the release', async () => {
    const quotation = await ask('/quotes/q-ferry');
    expect(quotation).toMatchObject({
      id: 'q-ferry',
      mention: 'le ministre',
      certainty: 'resolved',
      counterpart: null,
    });
    expect(quotation.posts[0].title).toEqual({ en: null, fr: 'ministre des Traversiers' });
    const { text } = await ask('/releases/r-ferry');
    const [piece] = quotation.content;
    expect(text.slice(piece.start, piece.end)).toBe(quotation.text);
  });

  it('answers a speaker and a post with the other', async () => {
    const speaker = await ask('/speakers/lucie-belhumeur');
    expect(speaker).toMatchObject({ name: 'Lucie Belhumeur', otherNames: ['L. Belhumeur'], quotationCount: 3 });
    expect(speaker.memberships).toContainEqual({
      post: expect.objectContaining({ id: 'health', jurisdiction: 'val-perdu' }),
      startDate: '2019-03-01',
      endDate: '2022-06-15',
      source: 'invented',
    });
    const post = await ask('/posts/ferries');
    expect(post).toMatchObject({ title: { en: null, fr: 'ministre des Traversiers' }, quotationCount: 1 });
    expect(post.memberships.map((one: { person: { id: string } }) => one.person.id)).toEqual(['omar-quenneville']);
  });

  it('answers a speaker with figures, latest quotations and who is quoted beside', async () => {
    const speaker = await ask('/speakers/omar-quenneville');
    expect(speaker.counts.year.map(({ id, count }: { id: string; count: number }) => [id, count])).toEqual([
      ['2020', 25],
      ['2022', 1],
    ]);
    expect(speaker.counts.post).toEqual([{ id: 'ferries', name: 'ministre des Traversiers', count: 1 }]);
    expect(speaker.counts.lang.map(({ id, count }: { id: string; count: number }) => [id, count])).toEqual([
      ['en', 25],
      ['fr', 1],
    ]);
    expect(speaker.quotations).toHaveLength(10);
    expect(speaker.quotations[0].id).toBe('q-ferry');
    expect(speaker.beside).toEqual([]);
    expect('learned' in speaker).toBe(false);
  });

  it('answers a post with what each holder said in it', async () => {
    const post = await ask('/posts/health');
    expect(post.counts.speaker).toEqual([{ id: 'lucie-belhumeur', name: 'Lucie Belhumeur', count: 2 }]);
    expect(post.holders).toMatchObject([{ person: { id: 'lucie-belhumeur' }, quotationCount: 2 }]);
    expect(post.holders[0].quotations.map(({ id }: { id: string }) => id)).toEqual(['q-en', 'q-fr']);
  });

  it('answers a release with its counterpart', async () => {
    const release = await ask('/releases/r-en');
    expect(release).toMatchObject({ date: '2021-05-06', counterpart: { id: 'r-fr', lang: 'fr' } });
    expect(release.quotations.map(({ id }: { id: string }) => id)).toEqual(['q-en']);
  });

  it.each(['quotes', 'speakers', 'posts', 'releases'])('knows nothing under an unknown id of %s', async (kind) => {
    const unknown = { status: 404, code: 'unknown-id', parameter: 'id' };
    expect(await problem(`/api/v1/${kind}/${encodeURIComponent('../étrange\u0000?')}`)).toMatchObject(unknown);
    expect(await problem(`/api/v1/${kind}/__proto__`)).toMatchObject(unknown);
    expect(await problem(`/api/v1/${kind}/x?lang=fr`)).toMatchObject({ status: 400, code: 'unknown-parameter' });
  });
});

describe('lists', () => {
  it('lists speakers and posts, most quoted first, and pages them', async () => {
    const speakers = await ask('/speakers');
    expect(speakers).toMatchObject({ query: '', page: 1, hitsPerPage: 20, totalHits: 2 });
    expect(speakers.items.map(({ name }: { name: string }) => name)).toEqual(['Omar Quenneville', 'Lucie Belhumeur']);
    expect((await ask('/speakers?hitsPerPage=1&page=2')).items).toHaveLength(1);
    expect((await ask('/speakers?q=belh')).items.map(({ id }: { id: string }) => id)).toEqual(['lucie-belhumeur']);
    expect((await ask('/posts?q=traver')).items.map(({ id }: { id: string }) => id)).toEqual(['ferries']);
    expect(await problem('/api/v1/posts?lang=fr')).toMatchObject({ status: 400, parameter: 'lang' });
  });

  it('finds posts by the name in either language', async () => {
    const ids = async (q: string) => (await ask(`/posts?q=${q}`)).items.map(({ id }: { id: string }) => id);
    expect([await ids('sant'), await ids('heal'), await ids('minister+hea')]).toEqual([
      ['health'],
      ['health'],
      ['health'],
    ]);
  });

  it('answers in the shape of Popolo', async () => {
    const popolo = await ask('/popolo?q=lucie');
    expect(popolo).toEqual({
      query: 'lucie',
      page: 1,
      hitsPerPage: 20,
      totalHits: 1,
      persons: [
        { id: 'lucie-belhumeur', name: 'Lucie Belhumeur', other_names: [{ name: 'L. Belhumeur' }], sources: [] },
      ],
      posts: [
        {
          id: 'health',
          label: 'Minister of Health',
          other_labels: [
            { name: 'Minister of Health', lang: 'en' },
            { name: 'ministre de la Santé', lang: 'fr' },
          ],
          role: 'Minister of Health',
          organization_id: 'val-perdu',
        },
      ],
      memberships: [
        {
          person_id: 'lucie-belhumeur',
          post_id: 'health',
          role: 'Minister of Health',
          organization_id: 'val-perdu',
          start_date: '2019-03-01',
          end_date: '2022-06-15',
          sources: [{ note: 'invented' }],
        },
      ],
      organizations: [{ id: 'val-perdu', name: 'val-perdu', classification: 'government' }],
    });
    expect(await ask('/popolo?hitsPerPage=1&page=2')).toMatchObject({
      totalHits: 2,
      persons: [{ id: 'lucie-belhumeur' }],
    });
  });

  it('suggests', async () => {
    const { suggestions } = await ask('/suggest?q=omar');
    expect(suggestions).toContainEqual({
      kind: 'speaker',
      id: 'omar-quenneville',
      text: 'Omar Quenneville',
      count: 26,
    });
    expect(await ask('/suggest')).toEqual({ query: '', suggestions: [] });
  });

  it('gives a statement with its versions, and where they do not agree', async () => {
    const statement = await ask('/statements/q-en');
    expect(statement.quotations.map(({ id }: { id: string }) => id)).toEqual(['q-en', 'q-fr']);
    const quotation = await ask('/quotes/q-en');
    expect(quotation).toMatchObject({
      versions: [{ id: 'q-fr', lang: 'fr' }],
      statement: { id: 'q-en', occurrences: 2 },
      differences: [{ kind: 'date', here: { text: 'summer' }, there: { text: 'hiver' } }],
    });
    const differing = await ask('/differences?lang=fr');
    expect(differing).toMatchObject({ page: 1, totalHits: 1, items: [{ id: 'q-fr' }] });
    expect(await problem('/api/v1/statements/none')).toMatchObject({ code: 'unknown-id' });
    expect(await problem('/api/v1/differences?lang=de')).toMatchObject({ code: 'invalid-parameter' });
  });

  it('tells what a term is in the other language', async () => {
    expect(await ask('/lexicon?q=sant%C3%A9%20publique')).toEqual({
      query: 'santé publique',
      renderings: [],
      terms: [{ fr: 'santé publique', en: 'public health' }],
    });
  });

  it('tells what the collection holds', async () => {
    expect(await ask('/stats')).toMatchObject({
      quotations: VISIBLE,
      releases: 29,
      byLang: { en: 27, fr: 3 },
      firstDate: '2020-01-01',
      lastDate: '2022-11-30',
      basis: '7',
    });
    expect(await ask('/health')).toEqual({ status: 'ok' });
  });
});

describe('what is not for readers', () => {
  it('is nowhere', async () => {
    const paths = [
      '/quotes?hitsPerPage=100',
      `/quotes?q=${SECRET}`,
      '/quotes?speaker=zenaide-ombrelle',
      '/speakers',
      '/speakers?q=ombrelle',
      '/posts',
      '/popolo',
      '/speakers/omar-quenneville',
      '/posts/health',
      '/suggest?q=ombrelle',
      '/differences',
      '/differences?lang=fr',
      '/stats',
    ];
    for (const path of paths) {
      // What was asked is said back.
      const { query: _, understood: { corrections, translations } = {}, ...answer } = await ask(path);
      expect(JSON.stringify({ ...answer, corrections, translations })).not.toMatch(
        new RegExp(`${SECRET}|${HIDDEN_SPEAKER}|2031`),
      );
    }
    expect((await ask(`/quotes?q=${SECRET}`)).totalHits).toBe(0);
    for (const id of ['r-embargoed', 'r-withheld', 'r-withdrawn']) {
      expect(await problem(`/api/v1/quotes/q-${id}`)).toMatchObject({ code: 'unknown-id' });
      expect(await problem(`/api/v1/releases/${id}`)).toMatchObject({ code: 'unknown-id' });
    }
    expect(await problem('/api/v1/speakers/zenaide-ombrelle')).toMatchObject({ code: 'unknown-id' });
  });
});

describe('the rest of the API', () => {
  it('describes exactly its routes and parameters', async () => {
    const description = (await (await served.fetch('/api/v1/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, { get: { parameters: { name: string; in: string; schema: unknown }[] } }>;
    };
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual([
      ...[...ENDPOINTS, ...DOWNLOADS].map(({ path }) => path.replace(':id', '{id}')),
      ...['/{page}/feed.atom', '/{page}/feed.json', '/{page}/opensearch.xml'],
    ]);
    const schemas = description.paths['/quotes']!.get.parameters.map(({ name, schema }) => [name, schema] as const);
    expect(Object.fromEntries(schemas)).toMatchObject({
      speaker: { type: 'array', items: { type: 'string' } },
      lang: { type: 'array', items: { type: 'string', enum: ['en', 'fr'] } },
      hitsPerPage: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      page: { type: 'integer', minimum: 1, default: 1 },
      from: { type: 'string', pattern: expect.any(String) },
    });
    for (const [path, { get }] of Object.entries(description.paths)) {
      for (const { name, in: place } of get.parameters) {
        if (place !== 'query') continue;
        const answer = await textOf(
          `${path.includes('feed') ? '' : '/api/v1'}${path.replace('{id}', 'x').replace('{page}', 'fr')}?${name}=1`,
        );
        expect([path, name, answer]).not.toEqual([path, name, expect.stringContaining('unknown-parameter')]);
      }
    }
  });

  it('answers unknown routes and malformed addresses with problems', async () => {
    expect(await problem('/api/v1/nothing')).toMatchObject({ status: 404, code: 'unknown-route' });
    expect(await problem('/api/v1/')).toMatchObject({ status: 404, code: 'unknown-route' });
    expect(await problem('/api/v1/quotes/a/b')).toMatchObject({ status: 404, code: 'unknown-route' });
    for (const path of ['/quotes?q=%E0%A4%A', '/quotes?q=%', '/quotes/%ff', '/quotes/%', '/%zz']) {
      expect(await problem(`/api/v1${path}`)).toMatchObject({ status: 400, code: 'malformed-url' });
    }
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('does not take %s', async (method) => {
    for (const path of ['/api/v1/quotes', '/api/v1/nothing', '/fr/']) {
      const { status, code, response } = await problem(path, { method });
      expect([status, code]).toEqual([405, 'method-not-allowed']);
      expect(response.headers.get('allow')).toBe('GET, HEAD');
    }
  });

  it('answers HEAD like GET, without a body', async () => {
    const response = await served.fetch('/api/v1/quotes', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  it('gives hostile text back as data, with headers that keep it so', async () => {
    const response = await served.fetch('/api/v1/quotes/q-hostile');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.has('x-powered-by')).toBe(false);
    expect(await response.json()).toMatchObject({ title: HOSTILE, release: { url: 'javascript:alert(1)' } });
  });

  it('tells trouble without its inside, which goes to the log', async () => {
    const broken = await serveCollection([]);
    await broken.index.close();
    const health = await broken.fetch('/api/v1/health');
    expect([health.status, await health.json()]).toMatchObject([503, { code: 'unavailable' }]);
    const quotes = await broken.fetch('/api/v1/quotes');
    const body = (await quotes.json()) as { detail: string };
    expect([quotes.status, body]).toMatchObject([500, { code: 'internal-error', detail: 'see the log of the server' }]);
    expect(broken.logged.join()).toMatch(/Error/);
    const page = await broken.fetch('/fr/');
    expect(page.status).toBe(500);
    expect(await page.text()).toContain('Une erreur est survenue');
    await broken.close();
  });
});

async function textOf(path: string): Promise<string> {
  return (await served.fetch(path)).text();
}
