import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../src/search/port.ts';
import { LANGS, STRINGS } from '../../src/web/i18n/index.ts';
import { HIDDEN_SPEAKER, HOSTILE, releases, SECRET, VISIBLE } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

const NBSP = '\u00a0';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(releases);
});
afterAll(() => served.close());

async function open(path: string, status = 200): Promise<CheerioAPI> {
  const response = await served.fetch(path);
  expect([path, response.status]).toEqual([path, status]);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return load(await response.text());
}

/** The addresses of the links that a selection holds. */
function hrefs($: CheerioAPI, selector: string): string[] {
  return $(selector)
    .map((_, link) => $(link).attr('href'))
    .get();
}

const EVERY_PAGE = [
  '/',
  '/?q=clinique&lang=fr',
  '/?q=nothing+like+it',
  '/?q=tide&group=speaker',
  '/help',
  '/quotes/q-fr',
  '/quotes/q-ferry',
  '/quotes/q-nobody',
  '/quotes/q-hostile',
  '/speakers',
  '/speakers/omar-quenneville',
  '/posts',
  '/posts/health',
  '/posts/ferries',
  '/releases/r-fr',
  '/releases/r-hostile',
];

describe('every page', () => {
  it.each(EVERY_PAGE.flatMap((path) => [`/en${path}`, `/fr${path}`]))('%s stands on its own', async (path) => {
    const $ = await open(path);
    const [, lang, rest] = path.match(/^\/(..)(.*)$/)! as [string, 'en' | 'fr', string];
    const other = LANGS.find((one) => one !== lang);
    expect($('html').attr('lang')).toBe(`${lang}-CA`);
    expect($('h1')).toHaveLength(1);
    expect($('title').text()).toContain('Dixit');
    for (const landmark of ['header', 'main#content', 'footer', 'nav[aria-label]', '.skip[href="#content"]']) {
      expect($(landmark).length, landmark).toBeGreaterThan(0);
    }
    expect(hrefs($, '.languages a')).toEqual([`/${other}${rest}`]);
    expect($('style, [style], [onclick], [onerror]')).toHaveLength(0);
    // One script, from here; what a page says of itself to search engines is no script.
    const scripts = $('script:not([type="application/ld+json"])');
    expect(scripts.map((_, one) => $(one).attr('src')).get()).toEqual([
      expect.stringMatching(/^\/assets\/main\.js\?v=/),
    ]);
    expect(scripts.text()).toBe('');
    const ids = $('[id]')
      .map((_, element) => $(element).attr('id'))
      .get();
    expect(new Set(ids).size, 'ids are unique').toBe(ids.length);
    for (const input of $('input:not([type=hidden])').toArray()) {
      const id = $(input).attr('id');
      const labels = $(input).closest('label, [aria-label]').length || $(`label[for="${id}"]`).length;
      expect(labels, 'each field has a label').toBe(1);
    }
  });

  it('leads only to pages that are there', async () => {
    const seen = new Set(['/en/', '/fr/']);
    for (const path of seen) {
      const $ = await open(path);
      for (const href of [...hrefs($, 'a[href^="/"]'), ...hrefs($, 'link')]) {
        const target = href.replace(/^http:\/\/127\.0\.0\.1:\d+/, '').split('#')[0]!;
        // One search page of each kind will do: each facet value makes another.
        const isSearch = /^\/(en|fr)\/\?/.test(target);
        if (!isSearch && target.match(/^\/(en|fr)\/(?!feed\.|opensearch)/)) seen.add(target);
        else if (!isSearch) expect([target, (await served.fetch(target)).status]).toEqual([target, 200]);
      }
      for (const href of hrefs($, 'a[href^="#"], a[href*="#"]').filter((one) => one.startsWith('#'))) {
        expect($(`[id="${decodeURIComponent(href.slice(1))}"]`), href).toHaveLength(1);
      }
    }
    for (const kind of [
      'quotes/q-fr',
      'speakers/omar-quenneville',
      'posts/health',
      'releases/r-en',
      'posts',
      'speakers',
    ]) {
      expect([...seen]).toContain(`/fr/${kind}`);
      expect([...seen]).toContain(`/en/${kind}`);
    }
  });

  it('has nothing of what is withheld, embargoed or withdrawn', async () => {
    const paths = [...EVERY_PAGE, `/?q=${SECRET}`, '/?q=ombrelle', '/?speaker=zenaide-ombrelle', '/speakers?q=omb'];
    for (const path of paths) {
      const $ = await open(`/en${path}`);
      $('title, h1, input, link, .languages').remove();
      expect($('main').text()).not.toMatch(new RegExp(`${SECRET}|${HIDDEN_SPEAKER}|2031`));
    }
    for (const id of ['r-embargoed', 'r-withheld', 'r-withdrawn']) {
      await open(`/fr/releases/${id}`, 404);
      await open(`/fr/quotes/q-${id}`, 404);
    }
    await open('/fr/speakers/zenaide-ombrelle', 404);
  });

  it('allows no script but from here, by its headers', async () => {
    const { headers } = await served.fetch('/fr/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it('escapes hostile text, and links no address that is not of the web', async () => {
    for (const path of [
      '/en/quotes/q-hostile',
      '/en/releases/r-hostile',
      '/en/?q=harbour',
      '/en/speakers/lucie-belhumeur',
    ]) {
      const $ = await open(path);
      expect($('main script, main img')).toHaveLength(0);
      expect($('main').text()).toContain(HOSTILE);
      expect(hrefs($, 'a').filter((href) => !/^(\/|#|https:)/.test(href))).toEqual([]);
    }
    const $ = await open(`/en/?q=${encodeURIComponent(`"><script>${HOSTILE}`)}&speaker=${encodeURIComponent(HOSTILE)}`);
    expect($('main script, main img')).toHaveLength(0);
    expect($('#q').attr('value')).toBe(`"><script>${HOSTILE}`);
  });
});

describe('the address of the site', () => {
  it('leads to the language of the reader, with the query', async () => {
    const location = async (path: string, language?: string) => {
      const response = await served.fetch(path, { headers: language ? { 'accept-language': language } : {} });
      expect(response.status).toBe(302);
      expect(response.headers.get('vary')).toContain('Accept-Language');
      return response.headers.get('location');
    };
    expect(await location('/', 'fr-CA,fr;q=0.9,en;q=0.5')).toBe('/fr/');
    expect(await location('/', 'en-GB')).toBe('/en/');
    expect(await location('/?q=%C3%AEle&lang=fr', 'fr')).toBe('/fr/?q=%C3%AEle&lang=fr');
    expect(await location('/', 'de')).toBe('/en/');
  });

  it('says in the language at hand that nothing is there', async () => {
    expect((await open('/fr/rien', 404))('h1').text()).toBe('Page introuvable');
    expect((await open('/en/quotes/none', 404))('h1').text()).toBe('Page not found');
    expect((await open('/fr/quotes/%E0%A4%A', 404))('html').attr('lang')).toBe('fr-CA');
    expect(hrefs(await open('/fr/rien?x=1', 404), '.languages a')).toEqual(['/en/rien?x=1']);
    const elsewhere = await served.fetch('/nothing', { headers: { 'accept-language': 'fr' } });
    expect([elsewhere.status, await elsewhere.text()]).toMatchObject([
      404,
      expect.stringContaining('Page introuvable'),
    ]);
    await open('/%', 404);
  });

  it('gives the script its words', async () => {
    const $ = await open('/fr/');
    const given = Object.fromEntries(Object.keys(STRINGS.fr.script).map((name) => [name, $('body').data(name)]));
    expect(given).toEqual(STRINGS.fr.script);
  });

  it('serves its script, style and icon from an address that changes with them', async () => {
    const $ = await open('/fr/');
    const script = $('script').attr('src')!;
    for (const href of [script, ...hrefs($, 'link[rel=stylesheet], link[rel=icon]')]) {
      const response = await served.fetch(href);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect((await response.text()).length).toBeGreaterThan(100);
      expect((await served.fetch(href.split('?')[0]!)).headers.get('cache-control')).toBe('no-cache');
    }
    for (const path of ['/assets/', '/assets/%ff', '/assets/..%2fserver.ts', '/assets/style.css/x'])
      await open(path, 404);
  });
});

describe('what is sent', () => {
  it('is compressed where the reader can take it', async () => {
    for (const path of ['/fr/', '/api/v1/openapi.json', hrefs(await open('/fr/'), 'link[rel=stylesheet]')[0]!]) {
      const packed = await served.fetch(path, { headers: { 'accept-encoding': 'br' } });
      expect([path, packed.headers.get('content-encoding')]).toEqual([path, 'br']);
      expect(packed.headers.get('vary')).toContain('Accept-Encoding');
      const plain = await served.fetch(path, { headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect((await packed.text()) === (await plain.text()), path).toBe(true);
    }
  });
});

describe('the search page', () => {
  it('shows a quotation with its words marked, in the marks and the language of its text', async () => {
    const $ = await open('/en/?q=flottante');
    const card = $('.hits article');
    expect(card).toHaveLength(1);
    expect(card.find('blockquote').first().attr('lang')).toBe('fr');
    expect(card.find('blockquote').first().text()).toBe(
      `«${NBSP}La clinique flottante ira d’île en île, été comme hiver.${NBSP}»`,
    );
    expect(card.find('mark').text()).toBe('flottante');
    expect(card.find('.speaker').text()).toBe('Lucie Belhumeur');
    expect(card.find('.attribution').text()).toContain('ministre de la Santé');
    expect(card.find('.origin').first().text()).toContain('May 6, 2021 · Gouvernement de Val-Perdu');
    expect(hrefs($, '.hits a')).toEqual([
      '/en/speakers/lucie-belhumeur',
      '/en/posts/health',
      '/en/releases/r-fr#q-fr',
      'https://nouvelles.val-perdu.example/r-fr',
      '/en/quotes/q-fr',
      '/en/quotes/q-en',
    ]);
    expect(card.find('details blockquote').text()).toBe(
      '“The floating clinic will go from island to island, summer and winter.”',
    );
    expect(card.find('details blockquote').attr('lang')).toBe('en');
  });

  it('shows a statement once: its versions on one card, where else it was made below', async () => {
    const [french] = releases;
    const [said] = french!.quotations;
    const again = { ...said!, id: 'q-again', counterpartId: null, versionIds: [], differences: [] };
    const release = { ...french!, id: 'r-again', issuedOn: '2021-09-01', counterpartId: null, quotations: [again] };
    const repeated = await serveCollection([...releases, release]);
    const read = async (path: string) => load(await (await repeated.fetch(path)).text());
    const $ = await read('/fr/?q=lucie+belhumeur&from=2021&to=2021');
    const many = await read('/en/?q=flottante');
    await repeated.close();
    expect($('.count').text()).toBe('3 citations');
    expect($('.hits > li')).toHaveLength(1);
    expect(
      $('.hits blockquote')
        .map((_, one) => $(one).attr('lang'))
        .get(),
    ).toEqual(['fr', 'en']);
    expect($('.elsewhere p').text()).toBe(`Aussi publié${NBSP}:`);
    expect(hrefs($, '.elsewhere a')).toEqual(['/fr/quotes/q-again', '/fr/releases/r-again#q-again']);
    expect(many('.hits > li')).toHaveLength(1);
    expect(many('.elsewhere li')).toHaveLength(1);
  });

  it('sets reported speech without marks, and names who is not known', async () => {
    const $ = await open('/fr/?q=quai');
    expect($('.hits blockquote').text()).toBe('Le quai tiendra bon.');
    expect($('.hits .speaker').text()).toBe(STRINGS.fr.unknownSpeaker);
  });

  it('offers facets with exact counts that toggle, and tags that remove', async () => {
    const $ = await open('/fr/?lang=fr');
    expect($('.count').text()).toBe('3 citations');
    const facet = (title: string) => $('.facet').filter((_, one) => $(one).find('h3').text() === title);
    const values = (title: string) =>
      facet(title)
        .find('a')
        .map((_, link) => [[$(link).children().first().text(), $(link).find('.number').text(), $(link).attr('href')]])
        .get();
    expect(values('Langue')).toEqual([
      ['Français', '3', '/fr/'],
      ['Anglais', '27', '/fr/?lang=fr&lang=en'],
    ]);
    expect(facet('Langue').find('[aria-current]').text()).toContain('Français');
    expect(values('Portefeuille').map(([, count, href]) => [count, href])).toContainEqual([
      '1',
      '/fr/?post=health&lang=fr',
    ]);
    expect(values('Personne citée')).toContainEqual(['Omar Quenneville', '1', '/fr/?speaker=omar-quenneville&lang=fr']);
    expect(values('Année')).toEqual([
      ['2022', '2', '/fr/?lang=fr&from=2022&to=2022'],
      ['2021', '1', '/fr/?lang=fr&from=2021&to=2021'],
    ]);
    expect(hrefs($, '.active a')).toEqual(['/fr/']);
    expect($('.active a').attr('aria-label')).toBe('Retirer le filtre Français');

    const year = await open('/fr/?q=mer&from=2022&to=2022&speaker=omar-quenneville&sort=oldest');
    expect(hrefs(year, '.active a')).toEqual([
      '/fr/?q=mer&from=2022&to=2022&sort=oldest',
      '/fr/?q=mer&speaker=omar-quenneville&sort=oldest',
      '/fr/?q=mer&sort=oldest',
    ]);
    expect(year('.active').text()).toContain('Omar Quenneville');
    expect(year('.facet a[aria-current]').text()).toContain('2022');
    const kept = year('form.search input[type=hidden]').map(
      (_, one) => `${year(one).attr('name')}=${year(one).attr('value')}`,
    );
    expect(kept.get()).toEqual(['speaker=omar-quenneville', 'sort=oldest']);
    expect(year('input[name=from]').attr('value')).toBe('2022');
  });

  it('draws years as bars, newest first, the longest for the most', async () => {
    const $ = await open('/en/');
    const bars = $('.bars li')
      .map((_, one) => [[$(one).find('span').first().text(), $(one).find('.bar').attr('width')]])
      .get();
    expect(bars).toEqual([
      ['2022', '8'],
      ['2021', '8'],
      ['2020', '100'],
    ]);
  });

  it('finds filter values by part of their name, also without accents', async () => {
    const many = await open('/en/?findPublisher=TRAVERSIERS&findSpeaker=nobody&findPost=sante');
    const shown = (part: string) =>
      many(`[data-part="values-${part}"] a`)
        .map((_, link) => many(link).children().first().text())
        .get();
    expect(shown('publisher')).toEqual(['Traversiers de Val-Perdu']);
    expect(shown('speaker')).toEqual([]);
    expect(many('[data-part="values-speaker"]').text()).toContain(STRINGS.en.noneWithName);
    expect(many('input[name=findPublisher]').attr('value')).toBe('TRAVERSIERS');
    const chosen = await open('/en/?findSpeaker=belh&speaker=omar-quenneville');
    expect(hrefs(chosen, '[data-key="speaker:lucie-belhumeur"]')).toEqual([
      '/en/?speaker=omar-quenneville&speaker=lucie-belhumeur',
    ]);
    expect(
      chosen('[data-part="values-speaker"] a')
        .map((_, link) => chosen(link).attr('data-key'))
        .get(),
    ).toEqual(['speaker:omar-quenneville', 'speaker:lucie-belhumeur']);
  });

  it('groups by speaker, with the way to all that each said', async () => {
    const $ = await open('/en/?group=speaker&from=2020&to=2022');
    const groups = $('.group')
      .map((_, one) => [[$(one).find('h2').text(), $(one).find('.hits > li').length]])
      .get();
    expect(groups).toEqual([
      ['Omar Quenneville 26 quotations', 3],
      // Both versions of one statement.
      ['Lucie Belhumeur 2 quotations', 1],
    ]);
    expect(hrefs($, '.group > p a')).toEqual(['/en/?speaker=omar-quenneville&from=2020&to=2022']);
    expect(hrefs($, '.grouping')).toEqual(['/en/?from=2020&to=2022']);
    const one = await open('/en/?group=speaker&speaker=lucie-belhumeur');
    expect(one('.group h2 a').text()).toBe('Lucie Belhumeur');
    expect(hrefs(one, '.languages a')).toEqual(['/fr/?group=speaker&speaker=lucie-belhumeur']);
  });

  it('says which word was found through which, and where, when no word of it is marked', async () => {
    const why = async (path: string) => {
      const $ = await open(path);
      return $('.why')
        .map((_, one) => $(one).text())
        .get();
    };
    expect(await why('/en/?q=ferry')).toEqual([
      'Found by what your words are in French: ferry → traversier',
      'Found by what your words are in French: ferry → traversier · Found in: the headline',
    ]);
    expect(await why('/fr/?q=wharf+tides')).toContain(
      `Trouvée par la traduction de vos mots en français${NBSP}: wharf → quai`,
    );
    // Of three quotations two are versions of one statement.
    expect(await why('/en/?q=belhumeur')).toEqual(Array(2).fill('Found in: the speaker'));
    expect(await why('/en/?q=flottante')).toEqual([]);
    const $ = await open('/en/?q=ferry');
    expect(
      $('.why span')
        .map((_, one) => $(one).attr('lang'))
        .get()
        .slice(0, 2),
    ).toEqual(['en', 'fr']);
  });

  it('says what looks like the query language and is none', async () => {
    const $ = await open('/en/?q=tide+speaker:');
    expect($('.results').text()).toContain('Searched as words: speaker:');
  });

  it('draws the months of the year that is looked at', async () => {
    const months = async (path: string) => {
      const $ = await open(path);
      return $('h4 + .bars a')
        .map((_, one) => [[$(one).find('span').first().text(), $(one).attr('href'), $(one).attr('aria-current') ?? '']])
        .get();
    };
    expect(await months('/fr/')).toEqual([]);
    expect(await months('/fr/?from=2021&to=2021')).toEqual([['mai', '/fr/?from=2021-05-01&to=2021-05-31', '']]);
    expect(await months('/en/?from=2020-01&to=2020-01')).toEqual([['January', '/en/', 'true']]);
  });

  it('leads an address with empty fields to the one without', async () => {
    const location = async (path: string) => {
      const response = await served.fetch(path);
      return [response.status, response.headers.get('location')];
    };
    expect(await location('/fr/?q=mer&from=&to=&findSpeaker=')).toEqual([302, '/fr/?q=mer']);
    expect(await location('/fr/?q=&lang=fr&from=&to=2021&group=speaker')).toEqual([
      302,
      '/fr/?lang=fr&to=2021&group=speaker',
    ]);
    // What could not be read is said, on the page itself.
    expect((await location('/fr/?q=mer&from=hier&to='))[0]).toBe(200);
  });

  it('names a filter that nothing passes', async () => {
    const $ = await open('/en/?q=nothing+like+it&speaker=lucie-belhumeur&post=health');
    expect($('.active').text()).toContain('Lucie Belhumeur');
    expect($('.active').text()).toMatch(/Health/);
  });

  it('pages and sorts', async () => {
    const $ = await open('/en/?lang=en&lang=fr');
    expect($('.count').text()).toBe(`${VISIBLE} quotations`);
    expect($('.paging').text()).toContain('Page 1 of 2');
    expect(hrefs($, '.paging a')).toEqual(['/en/?lang=en&lang=fr&page=2']);
    expect($('.sort [aria-current]').text()).toBe('Newest');
    const last = await open('/en/?lang=en&lang=fr&page=2');
    expect(last('.hits li')).toHaveLength(VISIBLE - 20);
    expect(hrefs(last, '.paging a')).toEqual(['/en/?lang=en&lang=fr']);
    const beyond = await open('/en/?page=9');
    expect(beyond('main').text()).toContain(STRINGS.en.beyondLastPage);
    expect(hrefs(beyond, '.paging a')).toEqual(['/en/?page=2']);
  });

  it('says when results miss words, and helps when there are none', async () => {
    const $ = await open('/fr/?q=clinique+tide');
    expect($('.count').text()).toBe('0 citation');
    expect($('.note').text()).toContain(STRINGS.fr.closest);
    expect($('.hits li').length).toBeGreaterThan(0);
    const nothing = await open('/fr/?q=xyzzy');
    expect(nothing('main').text()).toContain(STRINGS.fr.nothing);
    expect(nothing('main li').text()).toContain(STRINGS.fr.nothingAdvice[0]);
    const filtered = await open('/fr/?q=flottante&from=2022&speaker=lucie-belhumeur');
    expect(filtered('.note li').first().text()).toBe('Chercher sans le filtre Dates 1 citation');
    expect(hrefs(filtered, '.note li a')).toEqual([
      '/fr/?q=flottante&speaker=lucie-belhumeur',
      '/fr/speakers',
      '/fr/posts',
    ]);
  });

  it('offers words of the collection where a phrase is in nothing', async () => {
    const q = encodeURIComponent('"flottante traversier"');
    const { related } = (await (await served.fetch(`/api/v1/quotes?q=${q}`)).json()) as SearchResult;
    expect(related.length).toBeGreaterThan(0);
    const $ = await open(`/fr/?q=${q}`);
    const links = hrefs($, '.note li a').filter((href) => href.startsWith('/fr/?q='));
    expect(links).toEqual(related.map(({ text }) => `/fr/?q=${encodeURIComponent(text)}`));
    const [first] = related;
    const told = STRINGS.fr.related[first!.by](first!.of);
    expect($('.note p + ul li').first().text()).toContain(`${first!.text} ${told}`);
  });

  it('offers the words of a phrase without its marks, where they are there in other places', async () => {
    const $ = await open(`/fr/?q=${encodeURIComponent('« clinique flottante »')}`);
    expect($('.count').text()).toBe('1 citation');
    const apart = await open(`/fr/?q=${encodeURIComponent('"flottante clinique"')}`);
    expect(apart('.count').text()).toBe('0 citation');
    expect(apart('.note li').first().text()).toBe(`${STRINGS.fr.withoutMarks} 1 citation`);
    expect(hrefs(apart, '.note li a')[0]).toBe('/fr/?q=flottante+clinique');
  });

  it('corrects a misspelt word', async () => {
    const $ = await open('/fr/?q=traverssier&lang=fr');
    expect($('main').text()).toContain(`Vouliez-vous dire${NBSP}:`);
    expect(hrefs($, '.results > p a').some((href) => href.startsWith('/fr/?q=traversier'))).toBe(true);
  });

  it('ignores what it cannot read in an address, and says so', async () => {
    const $ = await open('/en/?q=clinic&page=abc&lang=de&from=soon&utm_source=x');
    expect($('.count').text()).toBe('1 quotation');
    expect($('.note').text()).toBe('Ignored in the address: lang=de, from=soon, page=abc');
    expect((await open('/en/?q=100%'))('#q').attr('value')).toBe('100%');
  });

  it('says when there is nothing at all', async () => {
    const empty = await serveCollection([]);
    const response = await empty.fetch('/fr/');
    expect([response.status, await response.text()]).toMatchObject([
      200,
      expect.stringContaining('aucun communiqué n’y a encore été publié'),
    ]);
    await empty.close();
  });
});

describe('the other pages', () => {
  it('sets both versions of a quotation side by side, each in its language', async () => {
    const $ = await open('/fr/quotes/q-en');
    const texts = $('.versions blockquote').map((_, one) => $(one).attr('lang'));
    expect(texts.get()).toEqual(['en', 'fr']);
    expect($('.versions').text()).toContain(`«${NBSP}La clinique flottante`);
    expect(
      $('.versions h2')
        .map((_, one) => $(one).text())
        .get(),
    ).toEqual(['Version anglaise', 'Version française']);
    expect($('main').text()).not.toContain(STRINGS.fr.noVersion.en);
  });

  it('marks in both versions where they do not agree, and says what each prints', async () => {
    const $ = await open('/en/quotes/q-en');
    const marks = $('.versions mark').map((_, one) => $(one).text());
    expect(marks.get()).toEqual(['summer', 'hiver']);
    const section = $('section').filter((_, one) => $(one).find('h2').text() === STRINGS.en.differences);
    expect(
      section
        .find('q')
        .map((_, one) => `${$(one).attr('lang')} ${$(one).text()}`)
        .get(),
    ).toEqual(['en summer', 'fr hiver']);
    expect((await open('/en/quotes/q-ferry'))('main').text()).not.toContain(STRINGS.en.differences);
  });

  it('says when a quotation has no other version, how it was attributed and what is printed', async () => {
    const $ = await open('/fr/quotes/q-ferry');
    expect($('.versions').text()).toContain(STRINGS.fr.noVersion.en);
    expect($('main').text()).toContain(STRINGS.fr.certainties.resolved);
    expect($('main').text()).toContain('le ministre');
    const paragraphs = $('blockquote p')
      .map((_, one) => $(one).text())
      .get();
    expect(paragraphs).toEqual([
      `«${NBSP}Le traversier reprendra la mer au printemps.`,
      `Nous y travaillons chaque jour.${NBSP}»`,
    ]);
  });

  it('shows a speaker with posts held and words said', async () => {
    const $ = await open('/fr/speakers/lucie-belhumeur');
    expect($('h1').text()).toBe('Lucie Belhumeur');
    expect($('.tenures').text()).toContain('du 1er mars 2019 au 15 juin 2022');
    expect(hrefs($, '.tenures a')).toContain('/fr/posts/health');
    expect(hrefs($, 'main p a')).toContain('/fr/?speaker=lucie-belhumeur');
    // One of the two versions of a statement, in the language of the page.
    expect(hrefs($, '.hits a').filter((href) => href.startsWith('/fr/quotes/q-fr'))).not.toEqual([]);
    expect($('.hits > li')).toHaveLength(2);
  });

  it('shows a portfolio with its titles and holders', async () => {
    const $ = await open('/en/posts/ferries');
    expect($('h1').text()).toBe('Traversiers');
    expect($('h1 [lang]').attr('lang')).toBe('fr');
    expect(hrefs($, '.tenures a')).toEqual(['/en/speakers/omar-quenneville']);
    expect($('.tenures').text()).toContain('since January 1, 2021');
    expect($('.hits li')).toHaveLength(1);
  });

  it('shows a release with its quotations marked in place', async () => {
    const $ = await open('/en/releases/r-ferry');
    expect($('h1').attr('lang')).toBe('fr');
    expect($('.text').attr('lang')).toBe('fr');
    expect($('.text').text()).not.toContain('Le traversier reprend la mer(');
    expect(
      $('.text mark')
        .map((_, one) => $(one).text())
        .get(),
    ).toEqual([
      'Le traversier reprendra la mer au printemps.',
      'Nous y travaillons chaque jour.',
      'Le quai tiendra bon.',
    ]);
    expect($('#q-ferry').text()).toBe('Le traversier reprendra la mer au printemps.');
    expect(hrefs($, '.reference')).toEqual(['/en/quotes/q-ferry', '/en/quotes/q-nobody']);
    expect(
      $('.text p')
        .map((_, one) => $(one).text())
        .get(),
    ).toEqual([
      '(Le traversier reprendra la mer au printemps.',
      'Nous y travaillons chaque jour.Quotation 1) et cetera.',
      '(Le quai tiendra bon.Quotation 2) et cetera.',
    ]);
    expect(hrefs(await open('/fr/releases/r-fr'), 'main a')).toContain('/fr/releases/r-en');
  });

  it('lists speakers and portfolios', async () => {
    expect(hrefs(await open('/fr/speakers'), '.list a')).toEqual([
      '/fr/speakers/omar-quenneville',
      '/fr/speakers/lucie-belhumeur',
    ]);
    expect(hrefs(await open('/fr/speakers?q=luc&page=x'), '.list a')).toEqual(['/fr/speakers/lucie-belhumeur']);
    expect(hrefs(await open('/en/posts?hitsPerPage=1'), '.paging a')).toEqual(['/en/posts?hitsPerPage=1&page=2']);
    expect((await open('/en/posts?q=zzz'))('main').text()).toContain(STRINGS.en.noneFound);
  });
});
