/** The page of a quotation, and those that show speakers through time and side by side. */
import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STRINGS } from '../../src/web/i18n/index.ts';
import { ruleText } from '../../src/web/i18n/rules.ts';
import { HOSTILE, releases } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

const NBSP = '\u00a0';

let served: Served;
beforeAll(async () => {
  served = await serveCollection(
    releases.map((release) => ({
      ...release,
      recordedAt: '2026-11-23T14:00:00.000Z',
      quotations: release.quotations.map((one) => (one.id === 'q-ferry' ? { ...one, rule: 'prose-cue-after' } : one)),
    })),
  );
});
afterAll(() => served.close());

async function open(path: string, status = 200): Promise<CheerioAPI> {
  const response = await served.fetch(path);
  expect([path, response.status]).toEqual([path, status]);
  return load(await response.text());
}

const texts = ($: CheerioAPI, selector: string) =>
  $(selector)
    .toArray()
    .map((one) => $(one).text());
const hrefs = ($: CheerioAPI, selector: string) =>
  $(selector)
    .toArray()
    .map((one) => $(one).attr('href'));
const section = ($: CheerioAPI, title: string) => $('section').filter((_, one) => $(one).find('h2').text() === title);

describe('the page of a quotation', () => {
  it('says in plain words how the speaker is known', async () => {
    for (const lang of ['en', 'fr'] as const) {
      const $ = await open(`/${lang}/quotes/q-ferry`);
      const why = section($, STRINGS[lang].whySpeaker).text();
      expect(why).toContain(ruleText('prose-cue-after', lang));
      expect(why).toContain(STRINGS[lang].certainties.resolved);
      expect(why).toContain('le ministre');
    }
    // A rule that is no more.
    expect(section(await open('/en/quotes/q-fr'), STRINGS.en.whySpeaker).text()).toContain(STRINGS.en.formerRule);
  });

  it('shows the passage in its context, and when the release came out and was read', async () => {
    const $ = await open('/fr/quotes/q-ferry');
    const context = section($, STRINGS.fr.context);
    expect(
      context
        .find('mark')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['Le traversier reprendra la mer au printemps.', 'Nous y travaillons chaque jour.']);
    expect(context.text()).toContain('Le quai tiendra bon.');
    expect(context.text()).toContain('Diffusé le 30 novembre 2022 · lu le 23 novembre 2026');
    expect(hrefs($, 'section a')).toContain('/fr/releases/r-ferry#q-ferry');
    expect($('[id="q-ferry"]')).toHaveLength(0);
  });

  it('leads to the exact words at the source of each version', async () => {
    const $ = await open('/en/quotes/q-en');
    expect(hrefs($, '.versions a[rel~=external]')).toEqual([
      'https://nouvelles.val-perdu.example/r-en#:~:text=The%20floating%20clinic%20will%20go%20from%20island%20to%20island%2C%20summer%20and%20winter.',
      `https://nouvelles.val-perdu.example/r-fr#:~:text=${encodeURIComponent('La clinique flottante ira d’île en île, été comme hiver.')}`,
    ]);
    expect(hrefs(await open('/en/quotes/q-hostile'), '.versions a[rel~=external]')).toEqual([]);
  });

  it('has what to copy as text that can be selected, each version in its conventions; the button waits for a script', async () => {
    const $ = await open('/en/quotes/q-en');
    const fields = $('.versions textarea[readonly]').toArray();
    expect(fields.map((field) => $(field).attr('lang'))).toEqual(['en', 'en', 'en', 'fr', 'fr', 'fr']);
    expect($(fields[0]!).text()).toBe(
      [
        '“The floating clinic will go from island to island, summer and winter.”',
        '— Lucie Belhumeur, Minister of Health, in “A floating clinic for the islands” (Gouvernement de Val-Perdu, May 6, 2021)',
        'https://nouvelles.val-perdu.example/r-en',
      ].join('\n'),
    );
    expect($(fields[3]!).text()).toContain(
      `«${NBSP}La clinique flottante ira d’île en île, été comme hiver.${NBSP}»\n— `,
    );
    for (const field of fields) {
      const id = $(field).attr('id');
      expect($(`label[for="${id}"]`)).toHaveLength(1);
      expect($(`button[data-copy="${id}"][hidden]`)).toHaveLength(1);
    }
    const hostile = await open('/fr/quotes/q-hostile');
    expect(hostile('textarea').first().text()).toContain('<script>');
    expect(hostile('main script, main img')).toHaveLength(0);
  });

  it('offers citations that are there', async () => {
    const $ = await open('/fr/quotes/q-fr');
    const links = hrefs($, 'a[href*="/citation?"]');
    expect(links).toHaveLength(3);
    for (const link of links) expect((await served.fetch(link!)).status).toBe(200);
  });

  it('tells other programs what it is: JSON-LD, Open Graph, its one address', async () => {
    const $ = await open('/fr/quotes/q-fr?utm_source=x');
    const data = JSON.parse($('script[type="application/ld+json"]').text());
    expect(data).toMatchObject({ '@type': 'Quotation', inLanguage: 'fr', creator: [{ name: 'Lucie Belhumeur' }] });
    const canonical = $('link[rel=canonical]').attr('href');
    expect(canonical).toMatch(/\/fr\/quotes\/q-fr$/);
    expect(data.url).toBe(canonical);
    const meta = Object.fromEntries(
      $('meta[property]')
        .toArray()
        .map((one) => [$(one).attr('property'), $(one).attr('content')]),
    );
    expect(meta).toMatchObject({
      'og:url': canonical,
      'og:title': 'Lucie Belhumeur, 6 mai 2021',
      'og:description': `«${NBSP}La clinique flottante ira d’île en île, été comme hiver.${NBSP}»`,
      'og:locale': 'fr_CA',
    });
    const hostile = await open('/en/quotes/q-hostile');
    expect(JSON.parse(hostile('script[type="application/ld+json"]').text()).text).toContain(HOSTILE);
  });

  it('has the speaker’s other words about that time, not of other years', async () => {
    const $ = await open('/en/quotes/q-tide-3');
    const nearby = section($, STRINGS.en.nearby('Omar Quenneville'));
    expect(nearby.find('.hits > li')).toHaveLength(6);
    const dates = nearby
      .find('.origin')
      .toArray()
      .map((one) => $(one).text().trim().slice(0, 16));
    expect(dates.map((date) => Number(/ (\d+),/.exec(date)![1]))).toEqual([1, 2, 3, 5, 6, 7]);
    expect(section(await open('/en/quotes/q-ferry'), STRINGS.en.nearby('Omar Quenneville'))).toHaveLength(0);
    expect(section(await open('/en/quotes/q-fr'), STRINGS.en.nearby('Lucie Belhumeur'))).toHaveLength(0);
  });
});

describe('speakers and portfolios through time', () => {
  it('draw posts held beside their dates, for the eye alone', async () => {
    const $ = await open('/en/speakers/lucie-belhumeur');
    expect(texts($, '.tenures tbody th')).toEqual(['Minister of Health']);
    expect(texts($, '.tenures tbody td').join(' ')).toContain('from March 1, 2019 to June 15, 2022');
    expect($('.tenures svg:not([aria-hidden=true])')).toHaveLength(0);
    const bar = $('.tenures rect.bar');
    // Of the four years from 2019 to 2022: from the second month, for three years and a quarter.
    expect(Number.parseFloat(bar.attr('x')!)).toBeCloseTo((59 / 1461) * 100, 1);
    expect(Number.parseFloat(bar.attr('width')!)).toBeCloseTo((1202 / 1461) * 100, 1);
    expect(bar.hasClass('open')).toBe(false);
    expect((await open('/fr/posts/ferries'))('.tenures rect.bar').hasClass('open')).toBe(true);
  });

  it('draw months, with the same in a table behind them', async () => {
    const $ = await open('/fr/speakers/omar-quenneville');
    const figure = $('figure.months');
    expect(figure.find('figcaption').text()).toBe(`Citations par mois. Le plus en janvier 2020${NBSP}: 25 citations.`);
    expect(texts($, 'figure.months tbody tr')).toEqual(['janvier 202025', 'novembre 20221']);
    expect(hrefs($, 'figure.months tbody a')).toEqual([
      '/fr/?speaker=omar-quenneville&from=2020&to=2020-01-31',
      '/fr/?speaker=omar-quenneville&from=2022-11-01&to=2022-11-30',
    ]);
    const bars = figure.find('rect.bar').toArray();
    expect(bars).toHaveLength(2);
    // Of three whole years.
    const lefts = bars.map((bar) => Number.parseFloat($(bar).attr('x')!));
    expect(lefts[0]).toBe(0);
    expect(lefts[1]).toBeCloseTo((34 / 36) * 100, 1);
    expect(Number($(bars[0]!).attr('height'))).toBeGreaterThan(10 * Number($(bars[1]!).attr('height')));
    expect(figure.find('svg').attr('aria-hidden')).toBe('true');
    expect(figure.find('svg a:not([tabindex="-1"])')).toHaveLength(0);
  });

  it('lead to what can be taken along', async () => {
    const $ = await open('/en/posts/ferries');
    expect(hrefs($, '.take-along a')).toEqual([
      '/api/v1/quotes.csv?post=ferries&bom=true&escapeFormulas=true',
      '/api/v1/quotes.json?post=ferries',
      '/api/v1/quotes.jsonl?post=ferries',
      '/en/feed.atom?post=ferries',
      '/en/feed.json?post=ferries',
    ]);
    for (const href of hrefs($, '.take-along a')) expect((await served.fetch(href!)).status).toBe(200);
    expect(hrefs($, 'link[rel=alternate][title]')).toEqual([
      '/en/feed.atom?post=ferries',
      '/en/feed.json?post=ferries',
    ]);
    expect(hrefs(await open('/en/?q=mer&lang=fr&sort=oldest'), '.take-along a')[1]).toBe(
      '/api/v1/quotes.json?q=mer&lang=fr',
    );
    expect((await open('/en/?q=xyzzy'))('.take-along')).toHaveLength(0);
  });
});

describe('speakers side by side', () => {
  it('say each what they said on a subject, on one scale', async () => {
    const $ = await open('/en/compare?a=lucie-belhumeur&b=omar-quenneville&q=printemps+clinique');
    expect($('h1').text()).toBe('Compare: Lucie Belhumeur and Omar Quenneville');
    expect(texts($, '.compare h2')).toEqual(['Lucie Belhumeur', 'Omar Quenneville']);
    expect(texts($, '.compare > section').every((text) => text.includes(STRINGS.en.nothingOnSubject))).toBe(true);
    const all = await open('/fr/compare?a=lucie-belhumeur&b=omar-quenneville');
    expect(texts(all, '.compare .count')).toEqual(['3 citations', '26 citations']);
    expect(all('.compare > section').first().find('blockquote').first().text()).toContain('La clinique flottante');
    const clinic = await open('/fr/compare?a=lucie-belhumeur&b=omar-quenneville&q=clinique');
    expect(texts(clinic, '.compare .count')[0]).toBe('1 citation');
    expect(hrefs(clinic, '.compare .count a')).toEqual([
      '/fr/?q=clinique&speaker=lucie-belhumeur',
      '/fr/?q=clinique&speaker=omar-quenneville',
    ]);
    expect(clinic('mark').text()).toContain('clinique');
  });

  it('are found by name from a form, and get an address with ids', async () => {
    const response = await served.fetch('/fr/compare?a=Lucie+Belhumeur&b=omar&q=');
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      '/fr/compare?a=lucie-belhumeur&b=omar-quenneville',
    ]);
    const $ = await open(response.headers.get('location')!);
    expect($('input[name=a]').attr('value')).toBe('Lucie Belhumeur');
    expect(hrefs($, '.languages a')).toEqual(['/en/compare?a=lucie-belhumeur&b=omar-quenneville']);
  });

  it('say whom a name may mean, and when nobody has it', async () => {
    const several = await serveCollection([
      ...releases,
      {
        ...releases[0]!,
        id: 'r-x',
        counterpartId: null,
        quotations: [
          {
            ...releases[0]!.quotations[0]!,
            id: 'q-x',
            statementId: 'q-x',
            speakers: [{ id: 'lucie-x', name: 'Lucie Xanthe' }],
          },
        ],
      },
    ]);
    const $ = load(await (await several.fetch('/en/compare?a=lucie&b=xyzzy&q=clinique')).text());
    await several.close();
    expect(hrefs($, '.note a')).toEqual([
      '/en/compare?a=lucie-belhumeur&b=xyzzy&q=clinique',
      '/en/compare?a=lucie-x&b=xyzzy&q=clinique',
    ]);
    expect($('main').text()).toContain('Nobody who is quoted here is called “xyzzy”.');
    expect((await open('/en/compare?a=ombrelle'))('main').text()).toContain('Nobody who is quoted here');
  });

  it('are the holders of a post', async () => {
    const $ = await open('/fr/compare?post=health&q=clinique');
    expect($('h1').text()).toBe(`Comparer${NBSP}: Santé`);
    expect(texts($, '.compare h2')).toEqual(['Lucie Belhumeur']);
    expect(hrefs($, '.compare .count a')).toEqual(['/fr/?q=clinique&speaker=lucie-belhumeur&post=health']);
    expect($('form input[type=hidden][name=post]').attr('value')).toBe('health');
    await open('/fr/compare?post=none', 404);
    expect((await open('/fr/compare'))('form input[name=b]')).toHaveLength(1);
  });
});

describe('a release', () => {
  it('has its quotations marked, the number of each behind its closing mark', async () => {
    const quoted = await serveCollection([
      {
        ...releases[0]!,
        text: 'Titre\n\nElle dit : « Oui. » Puis « non ».',
        sections: [],
        quotations: [
          { ...releases[0]!.quotations[0]!, id: 'q-1', text: 'Oui.', content: [{ start: 20, end: 24 }] },
          { ...releases[0]!.quotations[0]!, id: 'q-2', text: 'non', content: [{ start: 34, end: 37 }] },
        ],
      },
    ]);
    const $ = load(await (await quoted.fetch('/fr/releases/r-fr')).text());
    await quoted.close();
    expect($('.text p').last().text().replaceAll(NBSP, '~')).toBe(
      'Elle dit~: «~Oui.~»Citation 1 Puis «~non~»Citation 2.',
    );
    expect(texts($, '.text mark')).toEqual(['Oui.', 'non']);
    expect(texts($, '.note li').map((text) => text.trim())).toEqual([
      `Lucie Belhumeur «${NBSP}Oui.${NBSP}»`,
      `Lucie Belhumeur «${NBSP}non${NBSP}»`,
    ]);
  });
});
