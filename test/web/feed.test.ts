import { type CheerioAPI, load } from 'cheerio';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HIDDEN_SPEAKER, HOSTILE, releases, SECRET } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

const NBSP = '\u00a0';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(releases);
});
afterAll(() => served.close());

async function get(path: string, type: string): Promise<string> {
  const response = await served.fetch(path);
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, `${type}; charset=utf-8`]);
  return response.text();
}

const atom = async (path: string) => parseAtomFeed(await get(path, 'application/atom+xml'));
const json = async (path: string) => parseJsonFeed(await get(path, 'application/feed+json'));
/** Without the part of an address that is of this run. */
const local = (address: string | undefined) => address?.replace(/^http:\/\/127\.0\.0\.1:\d+/, '');

describe('Atom', () => {
  it('has all that a feed must have, in the language of its address', async () => {
    const feed = await atom('/fr/feed.atom?q=flottante');
    expect(feed).toMatchObject({
      id: expect.stringMatching(/^urn:dixit:feed:fr:[0-9a-f]{16}$/),
      title: { value: 'Dixit – flottante' },
      updated: '2021-05-06T00:00:00.000Z',
      authors: [{ name: 'Dixit' }],
      xml: { lang: 'fr-CA' },
    });
    expect(feed.links?.map(({ rel, type, href }) => [rel, type, local(href)])).toEqual([
      ['self', 'application/atom+xml', '/fr/feed.atom?q=flottante'],
      ['alternate', 'text/html', '/fr/?q=flottante'],
    ]);
    expect(feed.entries).toHaveLength(1);
    const [entry] = feed.entries!;
    expect(entry).toMatchObject({
      id: 'urn:dixit:quotation:q-fr',
      title: {
        value: `Lucie Belhumeur${NBSP}: «${NBSP}La clinique flottante ira d’île en île, été comme hiver.${NBSP}»`,
      },
      published: '2021-05-06T00:00:00.000Z',
      updated: '2021-05-06T00:00:00.000Z',
      authors: [{ name: 'Lucie Belhumeur' }],
      categories: [{ term: 'health', label: 'Santé' }],
      xml: { lang: 'fr' },
      content: { type: 'html' },
    });
    expect(entry!.links?.map(({ rel, href }) => [rel, local(href)])).toEqual([
      ['alternate', '/fr/quotes/q-fr'],
      ['related', '/fr/quotes/q-en'],
      ['via', 'https://nouvelles.val-perdu.example/r-fr'],
    ]);
    expect(load(entry!.content!.value!)('blockquote').text().trim()).toContain('La clinique flottante');
  });

  it('keeps the id of a feed whatever the order of its filters, and of an entry in whatever feed', async () => {
    const one = await atom('/en/feed.atom?lang=fr&q=printemps');
    expect((await atom('/en/feed.atom?q=printemps&lang=fr&utm_source=x')).id).toBe(one.id);
    expect((await atom('/en/feed.atom?q=printemps')).id).not.toBe(one.id);
    expect(one.entries?.map(({ id }) => id)).toEqual(['urn:dixit:quotation:q-ferry']);
    expect((await atom('/fr/feed.atom?post=ferries')).entries?.map(({ id }) => id)).toEqual([
      'urn:dixit:quotation:q-ferry',
    ]);
  });

  it('is of a speaker or a portfolio by name, newest first, the undated left out', async () => {
    const feed = await atom('/en/feed.atom?speaker=lucie-belhumeur');
    expect(feed.title?.value).toBe('Dixit – Lucie Belhumeur');
    expect(feed.entries?.map(({ id }) => id)).toEqual(['urn:dixit:quotation:q-en', 'urn:dixit:quotation:q-fr']);
    expect((await atom('/fr/feed.atom?post=health&lang=en&from=2021')).title?.value).toBe(
      'Dixit – Santé, Anglais, depuis le 1er janvier 2021',
    );
    const all = await atom('/en/feed.atom');
    expect(all.title?.value).toBe('Dixit – Latest quotations');
    const dates = all.entries!.map(({ updated }) => updated!);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(dates[0]).toBe(all.updated);
  });

  it('is valid with nothing in it, and with hostile text', async () => {
    expect(await atom('/fr/feed.atom?q=xyzzy')).toMatchObject({ updated: '1970-01-01T00:00:00.000Z' });
    const dated = await serveCollection(
      releases.map((release) => ({
        ...release,
        issuedOn: '2020-01-01',
        quotations: release.quotations.map((one) => ({ ...one, text: `${one.text} ]]> \u0007` })),
      })),
    );
    const text = await (await dated.fetch('/en/feed.atom?q=harbour')).text();
    await dated.close();
    expect(text).not.toContain('\u0007');
    const [entry] = parseAtomFeed(text).entries!;
    const $ = load(entry!.content!.value!);
    expect($('blockquote').text()).toContain('<script>alert(‘x’)</script>');
    expect($('script, img')).toHaveLength(0);
    expect(entry!.links?.map(({ rel }) => rel)).toEqual(['alternate']);
    expect(HOSTILE).toContain('<script>');
  });
});

describe('JSON Feed', () => {
  it('says the same', async () => {
    const feed = await json('/en/feed.json?speaker=lucie-belhumeur&lang=fr');
    expect(feed).toMatchObject({ title: 'Dixit – Lucie Belhumeur, French', language: 'en-CA' });
    expect(local(feed.feed_url)).toBe('/en/feed.json?speaker=lucie-belhumeur&lang=fr');
    expect(local(feed.home_page_url)).toBe('/en/?speaker=lucie-belhumeur&lang=fr');
    expect(feed.items).toHaveLength(1);
    expect(feed.items![0]).toMatchObject({
      id: 'urn:dixit:quotation:q-fr',
      external_url: 'https://nouvelles.val-perdu.example/r-fr',
      content_text: expect.stringContaining(`«${NBSP}La clinique flottante`),
      content_html: expect.stringContaining('<blockquote'),
      date_published: '2021-05-06T00:00:00.000Z',
      authors: [{ name: 'Lucie Belhumeur' }],
      tags: ['Health'],
      language: 'fr',
    });
    expect(local(feed.items![0]!.url)).toBe('/en/quotes/q-fr');
  });
});

describe('feeds', () => {
  it('hold nothing that is hidden', async () => {
    for (const path of [
      '/en/feed.atom',
      '/fr/feed.json',
      '/en/feed.atom?q=chrysoprase',
      '/en/feed.json?speaker=zenaide-ombrelle',
    ]) {
      const text = await (await served.fetch(path)).text();
      expect(text.replace(/(?:q|speaker)=\S*|Dixit – \S*/g, '')).not.toMatch(
        new RegExp(`${SECRET}|${HIDDEN_SPEAKER}|2031`),
      );
    }
  });

  it('refuse what would be another search', async () => {
    const response = await served.fetch('/fr/feed.atom?from=bientot');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await response.json()).toMatchObject({ code: 'invalid-parameter', parameter: 'from' });
  });

  it('are in the head of every page, those of what it shows', async () => {
    const feeds = async (path: string) => {
      const $ = load(await (await served.fetch(path)).text());
      return $('link[rel=alternate][title]')
        .toArray()
        .map((link) => $(link).attr('href'));
    };
    expect(await feeds('/fr/?q=mer&sort=oldest&page=1')).toEqual(['/fr/feed.atom?q=mer', '/fr/feed.json?q=mer']);
    expect(await feeds('/en/releases/r-fr')).toEqual(['/en/feed.atom', '/en/feed.json']);
  });
});

describe('the OpenSearch description', () => {
  const open = async (path: string): Promise<CheerioAPI> =>
    load(await get(path, 'application/opensearchdescription+xml'), { xml: true });

  it('tells a browser how to search in each language, and every page tells where it is', async () => {
    for (const [lang, name] of [
      ['fr', 'Dixit (Français)'],
      ['en', 'Dixit (English)'],
    ] as const) {
      const page = load(await (await served.fetch(`/${lang}/speakers`)).text());
      const address = page('link[rel=search]').attr('href')!;
      expect(address).toBe(`/${lang}/opensearch.xml`);
      const $ = await open(address);
      expect($('ShortName').text()).toBe(name);
      expect(name.length).toBeLessThanOrEqual(16);
      const templates = Object.fromEntries(
        $('Url')
          .toArray()
          .map((url) => [$(url).attr('type'), $(url).attr('template')]),
      );
      const filled = (type: string) => local(templates[type])!.replace('{searchTerms}', 'luc');
      expect((await served.fetch(filled('text/html'))).status).toBe(200);
      const suggested = await (await served.fetch(filled('application/x-suggestions+json'))).json();
      expect(suggested).toEqual([
        'luc',
        ['Lucie Belhumeur'],
        [expect.any(String)],
        [expect.stringContaining(`/${lang}/`)],
      ]);
      expect((await served.fetch(filled('application/atom+xml'))).status).toBe(200);
      expect((await served.fetch(local($('Image').text())!)).status).toBe(200);
    }
  });
});

it('whole addresses are those that the site was told to have, else those of the request', async () => {
  const told = await serveCollection(releases, { origin: 'https://dixit.example' });
  expect(parseAtomFeed(await (await told.fetch('/fr/feed.atom?q=mer')).text()).links?.[0]?.href).toBe(
    'https://dixit.example/fr/feed.atom?q=mer',
  );
  await told.close();
  const $ = load(await (await served.fetch('/en/quotes/q-fr')).text());
  expect($('link[rel=canonical]').attr('href')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/en\/quotes\/q-fr$/);
});
