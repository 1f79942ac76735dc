import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../src/read/error.ts';
import { declaredCharset, readHtml } from '../../src/read/html.ts';
import { readReleases } from '../../src/read/index.ts';

/** Blocks in short: `kind: text`, the number of a quotation after its kind, line breaks as `⏎`. */
const blocks = (html: string) =>
  readHtml(html, 'a.html').blocks.map(
    ({ kind, quote, text }) => `${kind}${quote ?? ''}: ${text.replaceAll('\n', ' ⏎ ')}`,
  );

describe('blocks', () => {
  it('are headings, paragraphs, items and cells', () => {
    expect(
      blocks(`<h1>Une <em>écluse</em></h1>Texte nu<p>Un <a href="#">lien</a>,\n  deux&nbsp;mots</p>
        <ul><li>un<li><p>deux</p></ul><table><tr><th>A<td>B</table><div>Fin</div>`),
    ).toEqual([
      'heading: Une écluse',
      'paragraph: Texte nu',
      'paragraph: Un lien, deux\u00a0mots',
      'item: un',
      'item: deux',
      'cell: A',
      'cell: B',
      'paragraph: Fin',
    ]);
  });

  it('keep single line breaks, and end at double ones', () => {
    expect(blocks('<p>Nom<br>Poste<br/>&nbsp;<br>Ailleurs</p><li>« Un.<br><br>Deux. »</li>')).toEqual([
      'paragraph: Nom ⏎ Poste',
      'paragraph: Ailleurs',
      'item: « Un.',
      'item: Deux. »',
    ]);
  });

  it('are paragraphs in a table that only lays out the page', () => {
    const page =
      '<table><tr><td><h2>Title</h2><p>Text</p></td><td><table><tr><td>1</td></tr></table></td></tr></table>';
    expect(blocks(page)).toEqual(['heading: Title', 'paragraph: Text', 'cell: 1']);
  });

  it('are read as plain text where the page is preformatted', () => {
    const pre = `<pre>  First line of a paragraph that was wrapped at about seventy columns,
and its second line.

  - one
  - two</pre>`;
    expect(blocks(pre)).toEqual([
      'paragraph: First line of a paragraph that was wrapped at about seventy columns, and its second line.',
      'item: one',
      'item: two',
    ]);
  });

  it('drop note calls, not powers nor raised letters', () => {
    const page =
      '<p>M<sup>me</sup> Roy<sup>1</sup> gère 30 km<sup>2</sup>,<sup>[2]</sup> 10<sup>6</sup> t* et plus<sup>*</sup> ici<sup><a>3</a></sup>.</p>';
    expect(blocks(page)).toEqual(['paragraph: Mme Roy gère 30 km2, 106 t* et plus ici.']);
  });

  it('print the marks that a browser prints', () => {
    expect(blocks('<p>She said <q>we will open</q>.</p>')).toEqual(['paragraph: She said “we will open”.']);
  });
});

describe('block quotations', () => {
  it('are numbered, with the line that attributes them', () => {
    expect(
      blocks(`<blockquote><p>Un.</p><p>Deux.</p><footer>— <cite>Odile Brisebois</cite>, mairesse</footer></blockquote>
        <p>Entre</p>
        <blockquote><div><p>Trois.</p></div><footer><cite><div><p>Firmin Lacourse</p></div></cite></footer></blockquote>`),
    ).toEqual([
      'quote1: Un.',
      'quote1: Deux.',
      'attribution1: — Odile Brisebois, mairesse',
      'paragraph: Entre',
      'quote2: Trois.',
      'attribution2: Firmin Lacourse',
    ]);
  });

  it('take a cite at their end for an attribution, and one within a sentence for a title', () => {
    expect(blocks('<blockquote>Enfin une écluse. <cite>Odile <b>Brisebois</b></cite> </blockquote>')).toEqual([
      'quote1: Enfin une écluse.',
      'attribution1: Odile Brisebois',
    ]);
    expect(blocks('<blockquote><p>J’ai relu <cite>L’Écluse</cite> hier.</p></blockquote>')).toEqual([
      'quote1: J’ai relu L’Écluse hier.',
    ]);
    expect(blocks('<p>She wrote <cite>The Lock</cite></p>')).toEqual(['paragraph: She wrote The Lock']);
  });

  it('share their number with the caption of their figure, wherever it stands', () => {
    expect(
      blocks('<figure><blockquote>Un.</blockquote><figcaption>A</figcaption></figure><blockquote>Deux.</blockquote>'),
    ).toEqual(['quote1: Un.', 'attribution1: A', 'quote2: Deux.']);
    expect(blocks('<figure><figcaption>A</figcaption><blockquote>Un.</blockquote></figure>')).toEqual([
      'attribution1: A',
      'quote1: Un.',
    ]);
    expect(blocks('<figure><img><figcaption>A lock</figcaption></figure>')).toEqual(['caption: A lock']);
  });

  it('hold lists and headings as quoted', () => {
    expect(
      blocks('<blockquote><h3>Un</h3><ul><li>Deux</ul></blockquote><ul><li><blockquote>Trois</blockquote></ul>'),
    ).toEqual(['quote1: Un', 'quote1: Deux', 'quote2: Trois']);
  });
});

describe('what is no part of the release', () => {
  const release = '<h1>Une écluse</h1><p>La mairesse a ouvert l’écluse devant les riverains réunis sur le quai.</p>';
  const read = [
    'heading: Une écluse',
    'paragraph: La mairesse a ouvert l’écluse devant les riverains réunis sur le quai.',
  ];

  it.each([
    '<script>x()</script>',
    '<style>p{}</style>',
    '<noscript>x</noscript>',
    '<template><p>x</p></template>',
    '<svg><title>x</title><text>x</text></svg>',
    '<nav><p>x</p></nav>',
    '<aside>x</aside>',
    '<form>x</form>',
    '<header>x</header>',
    '<footer>x</footer>',
    '<button>x</button>',
    '<select><option>x</select>',
    '<div role="navigation">x</div>',
    '<p hidden>x</p>',
    '<p aria-hidden="true">x</p>',
    '<p style="color: red; display : none">x</p>',
    '<span class="visually-hidden">x</span>',
    '<div class="share-bar">x</div>',
    '<ul class="list partage"><li>x</ul>',
    '<div class="page-share">x</div>',
    '<div class="c-socialMedia">x</div>',
    '<ol class="breadcrumb"><li>x</ol>',
    '<div id="related_posts">x</div>',
    '<a class="skip-link">x</a>',
    '<div class="cookie-notice">x</div>',
    '<div id="wb-lng">x</div>',
    '<!-- x -->',
  ])('is left out: %s', (furniture) => {
    expect(blocks(release + furniture)).toEqual(read);
    expect(blocks(furniture + release)).toEqual(read);
  });

  it.each([
    '<p class="shared-services">x</p>',
    '<p class="single-related-post">x</p>',
    '<p class="has-sidebar">x</p>',
    '<p class="social-development">x</p>',
    '<p class="no-share footnote">x</p>',
    '<p id="menuiserie">x</p>',
  ])('does not include %s', (paragraph) => {
    expect(blocks(release + paragraph)).toEqual([...read, 'paragraph: x']);
  });

  it('is never what holds the headline or most of the page', () => {
    expect(blocks(`<form id="menu">${release}</form>`)).toEqual(read);
    expect(blocks(`<body class="sidebar">${release}</body>`)).toEqual(read);
    expect(blocks(`<header><h1>Une écluse</h1></header><p>${'mot '.repeat(30)}</p>`)[0]).toBe('heading: Une écluse');
  });

  it('is what stands outside the main part, but for the headline', () => {
    const text = '<p>La mairesse a ouvert l’écluse devant les riverains réunis sur le quai.</p>';
    expect(blocks(`<p>x</p><h1>Une écluse</h1><main>${text}</main><p>x</p>`)).toEqual(read);
    expect(
      blocks(`<p>x</p><article><header><h1>Une écluse</h1></header>${text}</article><article><h2>x</h2></article>`),
    ).toEqual(read);
    expect(blocks(`<div role="main">${release}</div><p>x</p>`)).toEqual(read);
    expect(blocks(`<main>${release}<article>x</article></main>`)).toEqual([...read, 'paragraph: x']);
  });

  it('may be a heading that names the site', () => {
    const page = readHtml(`<header role="banner"><h1>Ville de Clairpré</h1></header><main>${release}</main>`, 'a.html');
    expect(page.metadata.title).toBe('Une écluse');
    expect(page.blocks[0]).toMatchObject({ kind: 'heading', text: 'Une écluse' });
  });
});

describe('metadata', () => {
  const head = (html: string) =>
    readHtml(`<html lang="fr-CA"><head>${html}</head><body><p>Texte</p></body></html>`, 'a.html');

  it('comes from the head of the page', () => {
    const { metadata, alternates } =
      head(`<title>Une écluse | Ville</title><meta property="og:title" content="Une écluse">
      <link rel="canonical" href="https://clairpre.example/fr/1"><meta name="DCTERMS.issued" content="2026-03-14">
      <meta name="dcterms.creator" content="Ville de Clairpré"><meta property="og:site_name" content="Site">
      <link rel="alternate" hreflang="en-CA" href="/en/1"><link rel="alternate" hreflang="fr" href="https://clairpre.example/fr/1">
      <link rel="alternate" hreflang="es" href="/es/1"><link rel="alternate" type="application/rss+xml" href="/rss">`);
    expect(metadata).toEqual({
      url: 'https://clairpre.example/fr/1',
      title: 'Une écluse',
      lang: 'fr',
      date: '2026-03-14',
      publisher: 'Ville de Clairpré',
    });
    expect(alternates).toEqual([{ lang: 'en', url: 'https://clairpre.example/en/1' }]);
  });

  it('takes the first date that is one', () => {
    const json =
      '<script type="application/ld+json">{"@graph":[{"name":"x"},{"datePublished":"2026-03-13T23:00:00-05:00"}]}</script>';
    expect(head(`<meta name="dcterms.date" content="soon">${json}`).metadata.date).toBe('2026-03-13');
    for (const json of ['{"datePublished":', '{"datePublished":{"toString":1}}']) {
      expect(head(`<script type="application/ld+json">${json}</script>`).metadata.date).toBeUndefined();
    }
    expect(
      readHtml('<p>Le <time datetime="2026">x</time> <time datetime="2026-03-12T08:00">12</time></p>', 'a').metadata
        .date,
    ).toBe('2026-03-12');
  });

  it('does not repeat an address that no browser should follow', () => {
    expect(
      head('<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="/fr/1">').metadata.url,
    ).toBeUndefined();
  });

  it('knows the declared charset', () => {
    const charset = (html: string) => declaredCharset(new TextEncoder().encode(html));
    expect(charset('<!doctype html><meta charset="iso-8859-1">')).toBe('iso-8859-1');
    expect(charset('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">')).toBe('windows-1252');
    expect(charset('<meta name="x"><p>charset=no</p>')).toBeNull();
  });
});

describe('hostile pages', () => {
  const megabyte = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));

  it.each([
    ['nested elements', `<h1>Title</h1>${megabyte('<div>')}<p>the end`],
    [
      'formatting never closed',
      `${Array.from({ length: 400 }, (_, i) => `<font size=${i}>`).join('')}${megabyte('<p>x')}<p>the end`,
    ],
    ['nested tables', `${megabyte('<table><td>')}the end`],
    [
      'a tag with a hundred thousand attributes',
      `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(' ')}>x<p>the end`,
    ],
    ['cites one after the other', `<blockquote><p>${megabyte('<cite>x</cite><br><br>')}<p>the end</blockquote>`],
    ['headlines', `${'<div class="a-b c">'.repeat(400)}${megabyte('<h1>x</h1>')}<p>the end`],
    ['two hundred thousand lines in one paragraph', `<p>${'x<br><br>'.repeat(200_000)}the end`],
    ['comments never closed', `<p>the end</p>${megabyte('<!-- ')}`],
  ])('%s are read in time', (_, html) => {
    expect(blocks(html).at(-1)).toMatch(/: the end$/);
  });

  it('say so when their structure had to be given up', () => {
    const { diagnostics } = readHtml(`${'<div>'.repeat(2000)}text`, 'a.html');
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['html-nesting']);
  });

  it('without text, or with one endless paragraph, are refused', () => {
    const empty = new TextEncoder().encode('<script>x</script>');
    expect([...readReleases('a.html', empty, 'a')]).toEqual([new ReadError('a.html', 'a page with text', 'none')]);
    expect(() => readHtml(`<p>${'x'.repeat(300_000)}`, 'a.html')).toThrow(
      'a.html: expected paragraphs, found one of 300000 characters',
    );
  });

  it('cut between two tags are read as far as they go', () => {
    const page = '<main><h1>Title</h1><p>One <b>two</b></p><blockquote><p>Q</p><footer>N</footer></blockquote></main>';
    const whole = blocks(page).join('|');
    for (let end = page.indexOf('</h1>'); end !== -1; end = page.indexOf('<', end + 1)) {
      expect(whole.startsWith(blocks(page.slice(0, end)).join('|')), page.slice(0, end)).toBe(true);
    }
  });

  it('of any kind give blocks or a ReadError', () => {
    const tags =
      'div p blockquote cite footer figure figcaption li ul table td tr h1 h2 b a q sup br pre main article svg form select'.split(
        ' ',
      );
    const piece = fc.oneof(
      fc.constantFrom(...tags).map((tag) => `<${tag}>`),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<', '<!--', '-->', '<p class="share', '">', '&nbsp;', '&#0;', '<script>', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const found = outcome(pieces.join(''));
        if (!Array.isArray(found)) return;
        expect(found.every(({ text }) => text.trim() === text && text !== '')).toBe(true);
        expect(found.every(({ kind, quote }) => quote !== null || (kind !== 'quote' && kind !== 'attribution'))).toBe(
          true,
        );
      }),
    );
  });
});

function outcome(html: string) {
  try {
    return readHtml(html, 'a.html').blocks;
  } catch (error) {
    if (error instanceof ReadError) return error;
    throw error;
  }
}
