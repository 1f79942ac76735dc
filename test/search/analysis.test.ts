import { describe, expect, it } from 'vitest';
import { allTermsOf, analyse, termsOf } from '../../src/search/analysis.ts';

const surfaces = (text: string) => analyse(text).map(({ surface }) => surface);
const printed = (text: string) => analyse(text).map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  it.each([
    ['Nous, les Élus !', ['nous', 'les', 'élus']],
    ['L’Office d’aujourd’hui', ['l', 'office', 'd', "aujourd'hui"]],
    ['jusqu’à lorsqu’elle', ['jusqu', 'à', 'lorsqu', 'elle']],
    ['the minister’s plan we’ll', ['the', 'minister', 's', 'plan', 'we', 'll']],
    ["O'Brien", ['o', 'brien', "o'brien"]],
    ['le mieux‑être', ['le', 'mieux', 'être', 'mieux-être']],
    ['well-being’s', ['well', 'being', 'well-being', 's']],
    ["Saint-Jean-d'Orme", ['saint', 'jean', 'd', 'orme', "saint-jean-d'orme"]],
    ['citoyen·ne·s étudiant(e)s agriculteur•rice•s', ['citoyen', 'étudiant', 'agriculteur']],
    ['citoyen.ne.s étudiant.e directeur.trice.s élu.e.s. Fin', ['citoyen', 'étudiant', 'directeur', 'élu', 'fin']],
    ['directeur(-trice) étudiant-e-s', ['directeur', 'étudiant', 'e', 's', 'étudiant-e-s']],
    ['finis.Les site.quebec A.e', ['finis', 'les', 'site', 'quebec', 'ae']],
    ['G.R.C. et GRC, É.-U.', ['grc', 'et', 'grc', 'é', 'u']],
    [
      "va-t-il, garde-fou, arc-en-ciel d'été",
      [
        ...['va', 't', 'il', 'va-t-il', 'garde', 'fou', 'garde-fou'],
        ...['arc', 'en', 'ciel', 'arc-en-ciel', 'd', 'été'],
      ],
    ],
    ['l’O.N.U. et les U.S.', ['l', 'onu', 'et', 'les', 'us']],
    ['COVID-19', ['covid', '19', 'covid-19']],
    ['e\u0301te\u0301 so\u00adcial', ['été', 'social']],
  ])('%s', (text, expected) => expect(surfaces(text)).toEqual(expected));

  it('keeps the place of each in the text', () => {
    expect(printed('« L’Œuvre » des citoyen·ne·s, 820 000 $.')).toEqual([
      'L',
      'Œuvre',
      'des',
      'citoyen·ne·s',
      '820 000',
    ]);
  });

  it('folds accents and ligatures, and keeps letters and digits only', () => {
    expect(analyse('Œuvre Cœur mieux-être aujourd’hui ﬁn').map(({ folded }) => folded)).toEqual([
      'oeuvre',
      'coeur',
      'mieux',
      'etre',
      'mieuxetre',
      'aujourdhui',
      'fin',
    ]);
  });

  it('marks a compound as a whole with the number of its parts', () => {
    expect(analyse('sous-ministre').map(({ surface, parts }) => [surface, parts])).toEqual([
      ['sous', 0],
      ['ministre', 0],
      ['sous-ministre', 2],
    ]);
  });

  it('cuts words and compounds of any length', () => {
    expect(surfaces('x'.repeat(1000))[0]).toHaveLength(64);
    expect(analyse(Array.from({ length: 50 }, () => 'a').join('-')).every(({ parts }) => parts === 0)).toBe(true);
  });
});

describe('numbers', () => {
  it.each([
    ['820 000 $', ['820000']],
    ['820\u00a0000 $ 820\u202f000', ['820000', '820000']],
    ['$820,000', ['820000']],
    ['820 000,00 $ 820,000.00', ['820000', '820000']],
    ['1 234 567,50', ['1234567.50']],
    ['1,234,567.50', ['1234567.50']],
    ['14,2 % 14.2%', ['14.2', '14.2']],
    ['0,250', ['0.250']],
    ['en 2020 100 personnes', ['en', '2020', '100', 'personnes']],
    ['2020-10-15', ['2020', '10', '15', '2020-10-15']],
    ['24h 5G 1er', ['24h', '5g', '1er']],
    ['1,2345 12345,6', ['1.2345', '12345.6']],
  ])('%s', (text, expected) => expect(surfaces(text)).toEqual(expected));
});

describe('terms', () => {
  it('stems first and folds then, and has the stem of the folded word too', () => {
    expect(termsOf('annoncée', 'fr')).toEqual(['fr:annonc', 'fr:annonce']);
    expect(termsOf('annoncé', 'fr')).toEqual(['fr:annonc']);
  });

  it('lets a query without accents meet the accented word', () => {
    const meets = (query: string, word: string) => allTermsOf(query).some((term) => termsOf(word, 'fr').includes(term));
    expect(meets('annoncee', 'annoncée')).toBe(true);
    expect(meets('ecole', 'École'.toLowerCase())).toBe(true);
    expect(meets('oeuvres', 'œuvre')).toBe(true);
    expect(meets('ministre', 'ministère')).toBe(false);
  });

  it('keeps the languages apart, and takes names as they are', () => {
    expect(termsOf('bridges', 'en')).toEqual(['en:bridg']);
    expect(termsOf('bridges', null)).toEqual([':bridges']);
    expect(termsOf('820000', 'fr')).toEqual(['fr:820000']);
  });
});

it('reads hostile text in linear time', () => {
  const size = 200_000;
  for (const unit of ['a', "a'", 'a-', '1', '1,', '1 234 ', 'a.', '(a)', '·', 'é', "l'", 'a·b']) {
    expect(analyse(unit.repeat(size / unit.length)).length).toBeLessThanOrEqual(size * 1.5);
  }
});
