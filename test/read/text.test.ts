import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../src/read/error.ts';
import { readReleases } from '../../src/read/index.ts';
import { LONGEST_PARAGRAPH, readText, textBlocks } from '../../src/read/text.ts';
import { visibilityOf } from '../../src/read/visibility.ts';

/** Blocks in short: items with a bullet, line breaks as `⏎`. */
const blocks = (text: string) =>
  textBlocks(text).map(({ kind, text }) => (kind === 'item' ? '• ' : '') + text.replaceAll('\n', ' ⏎ '));
const lines = (...all: string[]) => all.join('\n');

describe('paragraphs', () => {
  it('stand between blank lines, and keep the line breaks within them', () => {
    const text = lines('Communiqué', '  ', '', 'Odile Brisebois', 'Mairesse de Clairpré', '555-0100', '');
    expect(blocks(text)).toEqual(['Communiqué', 'Odile Brisebois ⏎ Mairesse de Clairpré ⏎ 555-0100']);
  });

  it('keep name lines apart, however long, in a text with long lines', () => {
    const names = [
      'Odile Brisebois, ministre déléguée à la Navigation intérieure et aux Canaux',
      'Firmin Lacourse, ministre responsable des Ponts couverts et des Traversiers',
    ];
    const text = lines('Une phrase '.repeat(20).trim(), '', ...names);
    expect(blocks(text).at(-1)).toBe(names.join(' ⏎ '));
  });

  it('lose the hard wrapping of old wires, where an indent opens a paragraph', () => {
    const text = lines(
      '    CLAIRPRE, le 4 mai /Telbec/ - La ministre de la Navigation interieure, Mme',
      "Odile Brisebois, a inauguré hier l'écluse de la rivière aux Saules, qui aura",
      'coûté 14 M$.',
      '    "Nous avons promis une écluse, voici une écluse", a-t-elle dit devant les',
      'riverains réunis.',
      '    Elle ouvrira en juin.',
      '    Le pont ouvrira plus tard.',
      '',
      'Source: Cabinet de la ministre',
    );
    expect(blocks(text)).toEqual([
      "CLAIRPRE, le 4 mai /Telbec/ - La ministre de la Navigation interieure, Mme Odile Brisebois, a inauguré hier l'écluse de la rivière aux Saules, qui aura coûté 14 M$.",
      '"Nous avons promis une écluse, voici une écluse", a-t-elle dit devant les riverains réunis.',
      'Elle ouvrira en juin.',
      'Le pont ouvrira plus tard.',
      'Source: Cabinet de la ministre',
    ]);
  });

  it('keep short lines apart beside wrapped ones', () => {
    const text = lines(
      'The lock on the Willow River will open in June, the Minister of Inland Waters',
      'said on Tuesday, and boats of up to nine metres will be able to pass it all',
      'summer long.',
      '',
      'Odile Brisebois',
      'Minister of Inland Waters',
    );
    expect(blocks(text)).toEqual([
      expect.stringMatching(/Waters said .* all summer long\.$/),
      'Odile Brisebois ⏎ Minister of Inland Waters',
    ]);
  });

  it('stay lines where a wrapped paragraph is set in an indented passage', () => {
    const passage = [
      '    We opened the lock on a rainy day, and nobody who came stayed dry for long,',
      '    but nobody left before the first boat had passed it either, which says all',
      '    there is to say.',
    ];
    expect(blocks(lines(...passage))).toEqual([expect.stringMatching(/^We .* long, but .* all there is to say\.$/)]);
  });

  it('end at carriage returns, form feeds and Unicode separators too', () => {
    const { blocks } = readText('One\r\nline\r\rTwo\fThree\u2029Four\u2028lines', 'a.txt');
    expect(blocks.map(({ text }) => text)).toEqual(['One\nline', 'Two', 'Three', 'Four\nlines']);
  });
});

describe('lists', () => {
  it('are lines with bullets, or at least two with dashes', () => {
    expect(blocks(lines('Faits :', '• un seul', '', '- premier', '- deuxième', '', '– un', '', '– deux'))).toEqual([
      'Faits :',
      '• un seul',
      '• premier',
      '• deuxième',
      '• un',
      '• deux',
    ]);
  });

  it('are no lines that name a speaker after a dash', () => {
    expect(
      blocks(lines('« Enfin! »', '– Odile Brisebois, mairesse', '', '« Déjà? »', '', '— Firmin Lacourse')),
    ).toEqual(['« Enfin! » ⏎ – Odile Brisebois, mairesse', '« Déjà? »', '— Firmin Lacourse']);
  });

  it('hold lines that go on, indented or wrapped', () => {
    expect(blocks(lines('* first item', '  goes on', '* second', 'Not in the list'))).toEqual([
      '• first item goes on',
      '• second',
      'Not in the list',
    ]);
  });

  it('need a space after their mark', () => {
    expect(blocks(lines('-30-', '*note', '-3 degrees', '-5 degrees'))).toEqual([
      '-30- ⏎ *note ⏎ -3 degrees ⏎ -5 degrees',
    ]);
  });
});

describe('front matter', () => {
  const read = (...front: string[]) => readText(lines('---', ...front, '---', '', 'Corps du texte.'), 'a.txt');

  it('gives the known fields, and is not part of the text', () => {
    const { metadata, claims, ignored, blocks } = read(
      'id: 2026-14',
      'title: "Une écluse : enfin"',
      'lang: fr-CA',
      'date: 2026-03-14',
      'publisher: Ville de Clairpré',
      'url: https://clairpre.example/ecluse',
      'status: withheld',
      'embargoedUntil: 2026-03-15T09:00:00-05:00',
      'note: invented',
    );
    expect(metadata).toEqual({
      id: '2026-14',
      title: 'Une écluse : enfin',
      lang: 'fr',
      date: '2026-03-14',
      publisher: 'Ville de Clairpré',
      url: 'https://clairpre.example/ecluse',
    });
    expect(visibilityOf(claims)).toEqual({ status: 'withheld', embargoedUntil: '2026-03-15T14:00:00.000Z' });
    expect(ignored).toEqual(['note']);
    expect(blocks).toEqual([{ kind: 'paragraph', text: 'Corps du texte.', quote: null }]);
    expect(read('id: 007', 'title: 2026', 'lang:').metadata).toEqual({ id: '007', title: '2026' });
  });

  it.each([
    [
      ['date: 2026-01-01', 'id: 1e3'],
      /^a\.txt:3: expected `id` to be text, in quotation marks, or a whole number .* 1e3$/,
    ],
    [['date: 2026-02-30'], 'a.txt:2: expected `date` to be an ISO date, such as 2026-03-14, found "2026-02-30"'],
    [['url: javascript:alert(1)'], /^a\.txt:2: expected `url` to be a web address/],
    [['title: "open'], /^a\.txt:\d: expected YAML front matter, found /],
    [['- a list'], /^a\.txt:2: expected front matter of `key: value` lines/],
    [[`a: ${'['.repeat(9000)}`], /^a\.txt:\d: expected YAML front matter, found /],
  ])('refuses %j', (front, message) => {
    expect(() => read(...front)).toThrow(message);
    expect(() => read(...front)).toThrow(ReadError);
  });

  it('is never passed over because its end is missing', () => {
    expect(() => readText('---\nstatus: withheld\n\nText', 'a.txt')).toThrow(
      'a.txt:1: expected front matter closed by a line `---`',
    );
    expect(readText('---\n\nText under a rule', 'a.txt').blocks.map(({ text }) => text)).toEqual([
      '---',
      'Text under a rule',
    ]);
  });

  it('may stand alone only for a release that is not shown', () => {
    expect(readText('---\nstatus: withdrawn\n---\n', 'a.txt').blocks).toEqual([]);
    const [refused] = readReleases('a.txt', new TextEncoder().encode('---\ntitle: x\n---\n'), 'a');
    expect(String(refused)).toContain('a.txt: expected text after the front matter, found none');
  });
});

describe('long lines', () => {
  it('are read up to a limit, in linear time, and refused beyond it with their place', () => {
    expect(readText(`Title\n\n${'mot '.repeat(LONGEST_PARAGRAPH / 4 - 1)}`, 'a.txt').blocks).toHaveLength(2);
    expect(() => readText(`Title\n\n${'x'.repeat(500_000)}`, 'a.txt')).toThrow(
      'a.txt:3: expected paragraphs, found a line of 500000 characters',
    );
  });
});

describe('any text', () => {
  const odd = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', '\n\n', '    ', '- ', '• ', '---\n', '» ', 'word '.repeat(15)),
    ),
    { maxLength: 60 },
  );

  it('keeps all its letters, in order, and has no empty block', () => {
    fc.assert(
      fc.property(odd, (parts) => {
        const text = parts.join('');
        const found = textBlocks(text);
        const letters = (value: string) => value.replace(/[\s\-–—•*·▪◦●‣]/gu, '');
        expect(letters(found.map((block) => block.text).join(''))).toBe(letters(text));
        expect(found.every((block) => block.text.trim() === block.text && block.text !== '')).toBe(true);
      }),
    );
  });

  it('reads its own paragraphs again as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Un mot.', 'Deux lignes\nici', 'x'.repeat(120)), { minLength: 1 }),
        (paragraphs) => {
          expect(textBlocks(paragraphs.join('\n\n')).map(({ text }) => text)).toEqual(paragraphs);
        },
      ),
    );
  });
});
