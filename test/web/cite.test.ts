import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { QuotationAnswer } from '../../src/search/port.ts';
import { citationOf } from '../../src/web/cite/citation.ts';
import { copyText } from '../../src/web/cite/copy.ts';
import { CITATION_FORMATS } from '../../src/web/cite/formats.ts';
import { quotationJsonLd } from '../../src/web/cite/json-ld.ts';
import { HOSTILE } from './collection.ts';

const NBSP = '\u00a0';
const PERMALINK = 'https://dixit.example/en/quotes/q1';

const ENGLISH: QuotationAnswer = {
  id: 'q1',
  lang: 'en',
  kind: 'direct',
  text: `It's a "floating" clinic.\nIt sails 50% of the year.`,
  content: [{ start: 0, end: 10 }],
  speakers: [{ id: 'lucie', name: 'Lucie Belhumeur' }],
  mention: 'Lucie Belhumeur',
  title: 'Minister of Health',
  posts: [],
  certainty: 'stated',
  rule: 'block-signed-below',
  differences: [],
  date: '2021-05-06',
  release: {
    id: 'r1',
    sourceId: 's1',
    url: 'https://val.example/news?id=1&x=(2)',
    headline: 'A "new" clinic & more',
    publisher: 'Government of Val-Perdu',
    lang: 'en',
  },
  counterpart: { id: 'q2', lang: 'fr', text: '</script><script>' },
  versions: [],
  statement: { id: 'q1', occurrences: 1 },
};
const FRENCH: QuotationAnswer = {
  ...ENGLISH,
  id: 'q2',
  lang: 'fr',
  text: "C'est « notre » clinique : 50% du temps !",
  speakers: [
    { id: 'lucie', name: 'Lucie Belhumeur' },
    { id: 'omar', name: 'Omar Quenneville' },
  ],
  title: null,
  date: '2021-08-01',
  release: { ...ENGLISH.release, lang: 'fr', headline: 'Une clinique : enfin !', url: null },
  counterpart: null,
};
const NOBODY: QuotationAnswer = {
  ...ENGLISH,
  kind: 'indirect',
  text: 'the pier would hold',
  speakers: [],
  mention: null,
  title: null,
  date: null,
  release: { ...ENGLISH.release, headline: null, publisher: null, url: 'javascript:alert(1)' },
};
const hostile: QuotationAnswer = {
  ...ENGLISH,
  text: HOSTILE,
  title: HOSTILE,
  release: { ...ENGLISH.release, headline: HOSTILE, publisher: HOSTILE },
};

describe('copying with attribution', () => {
  it('is in the conventions of English', () => {
    expect(copyText(citationOf(ENGLISH, PERMALINK), 'plain')).toBe(
      [
        '“It’s a ‘floating’ clinic.',
        '',
        'It sails 50% of the year.”',
        '— Lucie Belhumeur, Minister of Health, in “A ‘new’ clinic & more” (Government of Val-Perdu, May 6, 2021)',
        'https://val.example/news?id=1&x=(2)',
      ].join('\n'),
    );
  });

  it('is in the conventions of French, and has the page of the quotation where the release has no address', () => {
    expect(copyText(citationOf(FRENCH, PERMALINK), 'plain').replaceAll(NBSP, '~')).toBe(
      [
        '«~C’est “notre” clinique~: 50~% du temps!~»',
        '— Lucie Belhumeur et Omar Quenneville, dans «~Une clinique~: enfin!~» (Government of Val-Perdu, 1er août 2021)',
        PERMALINK,
      ].join('\n'),
    );
  });

  it('sets reported speech without marks, and says only what is known', () => {
    expect(copyText(citationOf(NOBODY, PERMALINK), 'plain')).toBe(
      `the pier would hold\n— Speaker not named (Press release)\n${PERMALINK}`,
    );
  });

  it('is a figure in HTML, with all text escaped', () => {
    const $ = load(copyText(citationOf(ENGLISH, PERMALINK), 'html'));
    expect($('figure').attr('lang')).toBe('en');
    expect($('blockquote').attr('cite')).toBe(ENGLISH.release.url);
    expect(
      $('blockquote p')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['“It’s a ‘floating’ clinic.', 'It sails 50% of the year.”']);
    expect($('figcaption').text()).toBe(
      '— Lucie Belhumeur, Minister of Health, in “A ‘new’ clinic & more” (Government of Val-Perdu, May 6, 2021)',
    );
    const odd = load(copyText(citationOf(hostile, PERMALINK), 'html'));
    expect(odd('script, img')).toHaveLength(0);
    expect(odd('blockquote').text()).toContain('<script>');
  });

  it('is a block quotation in Markdown, with its signs escaped', () => {
    expect(copyText(citationOf(ENGLISH, PERMALINK), 'markdown')).toBe(
      [
        '> “It’s a ‘floating’ clinic.',
        '>',
        '> It sails 50% of the year.”',
        '>',
        '> — Lucie Belhumeur, Minister of Health, in “[A ‘new’ clinic \\& more](https://val.example/news?id=1&x=%282%29)” (Government of Val-Perdu, May 6, 2021)',
      ].join('\n'),
    );
    const odd = { ...NOBODY, text: '- *a* _b_ `c` [d](e) <f>\n1. # g' };
    expect(copyText(citationOf(odd, PERMALINK), 'markdown').split('\n').slice(0, 3)).toEqual([
      '> \\- \\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\>',
      '>',
      '> 1\\. \\# g',
    ]);
  });
});

describe('citations', () => {
  const write = (format: keyof typeof CITATION_FORMATS, quotation: QuotationAnswer) =>
    CITATION_FORMATS[format].write(citationOf(quotation, PERMALINK), '2026-11-23');
  // biome-ignore lint/suspicious/noExplicitAny: CSL-JSON as a reader of all three formats understands it
  const read = (text: string): any => new Cite(text).data[0];

  it.each(['ris', 'bibtex', 'csl-json'] as const)('are read back from %s as they were written', (format) => {
    const item = read(write(format, ENGLISH));
    expect(item).toMatchObject({
      title: 'A ‘new’ clinic & more',
      issued: { 'date-parts': [[2021, 5, 6]] },
      abstract: expect.stringMatching(/^“It’s a ‘floating’ clinic\.\sIt sails 50% of the year\.”$/),
      note: 'Quotation: Lucie Belhumeur, Minister of Health',
      URL: ENGLISH.release.url,
    });
    const [author] = item.author;
    expect(author.literal ?? author.family ?? author.name).toBe('Government of Val-Perdu');
  });

  it('have the document as a press release, and the day it was read', () => {
    expect(JSON.parse(write('csl-json', FRENCH))).toEqual([
      {
        id: 'q2',
        type: 'report',
        genre: 'Communiqué',
        title: `Une clinique${NBSP}: enfin!`,
        author: [{ literal: 'Government of Val-Perdu' }],
        publisher: 'Government of Val-Perdu',
        issued: { 'date-parts': [[2021, 8, 1]] },
        accessed: { 'date-parts': [[2026, 11, 23]] },
        URL: PERMALINK,
        language: 'fr',
        abstract: `«${NBSP}C’est “notre” clinique${NBSP}: 50${NBSP}% du temps!${NBSP}»`,
        note: `Citation${NBSP}: Lucie Belhumeur et Omar Quenneville`,
      },
    ]);
    expect(write('ris', FRENCH).split('\r\n')).toEqual(
      expect.arrayContaining(['TY  - RPRT', 'M3  - Communiqué', 'DA  - 2021/08/01/', 'LA  - fr', 'ER  - ']),
    );
    expect(write('bibtex', FRENCH)).toContain('month = aug,');
  });

  it('leave out what is not known', () => {
    expect(JSON.parse(CITATION_FORMATS['csl-json'].write(citationOf(NOBODY, PERMALINK), null))[0]).toEqual({
      id: 'q1',
      type: 'report',
      genre: 'Press release',
      title: 'Untitled release',
      URL: PERMALINK,
      language: 'en',
      abstract: 'the pier would hold',
      note: 'Quotation: Speaker not named',
    });
    expect(write('ris', NOBODY)).not.toMatch(/^(AU|PB|PY|DA)/m);
  });

  it('hold hostile text as text', () => {
    const signs = String.raw`100% {of} \it_ #1 $5 ~x^2 & more`;
    const odd = { ...ENGLISH, title: signs, release: { ...ENGLISH.release, headline: signs, publisher: signs } };
    expect(read(write('bibtex', odd))).toMatchObject({ title: signs, author: [{ family: signs }] });
    expect(read(write('csl-json', odd)).title).toBe(signs);
    const lines = { ...ENGLISH, text: 'One\nTY  - BOOK\nER  - ' };
    expect(write('ris', lines).match(/^TY {2}-/gm)).toHaveLength(1);
    expect(write('ris', lines).match(/^ER {2}-/gm)).toHaveLength(1);
  });
});

describe('JSON-LD', () => {
  const addresses = {
    quotation: (id: string) => `https://dixit.example/en/quotes/${id}`,
    speaker: (id: string) => `https://dixit.example/en/speakers/${id}`,
  };

  it('is a schema.org Quotation with its exact words, its speaker and where it stands', () => {
    expect(JSON.parse(quotationJsonLd(ENGLISH, addresses))).toEqual({
      '@context': 'https://schema.org',
      '@type': 'Quotation',
      '@id': PERMALINK,
      url: PERMALINK,
      text: ENGLISH.text,
      inLanguage: 'en',
      creator: [
        {
          '@type': 'Person',
          '@id': 'https://dixit.example/en/speakers/lucie',
          name: 'Lucie Belhumeur',
          jobTitle: 'Minister of Health',
        },
      ],
      datePublished: '2021-05-06',
      isPartOf: {
        '@type': 'NewsArticle',
        headline: 'A "new" clinic & more',
        inLanguage: 'en',
        datePublished: '2021-05-06',
        publisher: { '@type': 'Organization', name: 'Government of Val-Perdu' },
        url: 'https://val.example/news?id=1&x=(2)',
      },
      workTranslation: {
        '@type': 'Quotation',
        '@id': 'https://dixit.example/en/quotes/q2',
        url: 'https://dixit.example/en/quotes/q2',
        text: '</script><script>',
        inLanguage: 'fr',
      },
    });
  });

  it('cannot end its element, and names nobody who is not known', () => {
    expect(quotationJsonLd(hostile, addresses)).not.toMatch(/</);
    expect(JSON.parse(quotationJsonLd(hostile, addresses)).text).toBe(HOSTILE);
    const unknown = JSON.parse(quotationJsonLd(NOBODY, addresses));
    expect(unknown).not.toHaveProperty('creator');
    expect(unknown.isPartOf).toEqual({ '@type': 'NewsArticle', inLanguage: 'en' });
  });
});
