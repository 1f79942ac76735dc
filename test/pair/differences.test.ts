import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference, Lang } from '../../src/domain.ts';
import { differencesOf } from '../../src/pair/differences/index.ts';

type Row = [kind: string, a: string | null, b: string | null];

const rows = (found: Difference[]): Row[] => found.map(({ kind, a, b }) => [kind, a?.text ?? null, b?.text ?? null]);
const between = (en: string, fr: string): Row[] =>
  rows(differencesOf({ text: en, lang: 'en' }, { text: fr, lang: 'fr' }));
const mirrored = (en: string, fr: string): Row[] =>
  rows(differencesOf({ text: fr, lang: 'fr' }, { text: en, lang: 'en' })).map(([kind, a, b]) => [kind, b, a]);
const sorted = (list: Row[]): string[] => list.map((row) => JSON.stringify(row)).sort();

const DIFFERENT: [name: string, en: string, fr: string, rows: Row[]][] = [
  [
    'amounts',
    'We will spend $14.2 million on the Aurelia ferry.',
    'Nous consacrerons 12,4 millions de dollars au traversier Aurelia.',
    [['amount', '$14.2 million', '12,4 millions de dollars']],
  ],
  [
    'an amount without its currency',
    'We will spend $14.2 million.',
    'Nous dépenserons 12,4 millions.',
    [['amount', '$14.2 million', '12,4 millions']],
  ],
  [
    'a scale',
    'It costs $3 billion.',
    'Cela coûte 3 millions de dollars.',
    [['amount', '$3 billion', '3 millions de dollars']],
  ],
  [
    'billion is a million millions in French',
    'It costs $2 billion.',
    'Cela coûte 2 billions de dollars.',
    [['amount', '$2 billion', '2 billions de dollars']],
  ],
  ['days', 'The bridge opens on May 4.', 'Le pont ouvre le 5 mai.', [['date', 'May 4', '5 mai']]],
  ['months', 'The bridge opens on June 4.', 'Le pont ouvre le 4 juillet.', [['date', 'June 4', '4 juillet']]],
  ['years', 'The deadline is February 28, 2019.', 'La date limite est le 28 février 2018.', [['date', '2019', '2018']]],
  ['weekdays', 'See you on Tuesday.', 'Rendez-vous mercredi.', [['date', 'Tuesday', 'mercredi']]],
  ['times', 'We meet at 2:30 p.m.', 'Nous nous réunissons à 14 h 45.', [['date', '2:30 p.m', '14 h 45']]],
  ['number words', 'Three schools will close.', 'Deux écoles fermeront.', [['number', 'Three', 'Deux']]],
  ['percentages', '33 per cent of waste is sorted.', 'On trie 30 % des déchets.', [['number', '33 per cent', '30 %']]],
  [
    'lengths of time, with a word before the unit',
    'Over the past eight years, we grew.',
    'Au cours des cinq dernières années, nous avons grandi.',
    [['number', 'eight', 'cinq']],
  ],
  ['ordinals', 'A plan for the 20th century.', 'Un plan pour le XXIe siècle.', [['number', '20th', 'XXIe']]],
  ['bills', 'We tabled Bill 21.', 'Nous avons déposé le projet de loi no 14.', [['number', '21', '14']]],
  [
    'bills with a letter',
    'We tabled Bill C-12.',
    'Nous avons déposé le projet de loi C-13.',
    [['number', 'C-12', 'C-13']],
  ],
  [
    'a slip in what is said over again',
    'Because of COVID-19 we waited; COVID-19 is over.',
    'La COVID-19 nous a fait attendre; la COVID-91 est finie.',
    [['number', 'COVID-19', 'COVID-91']],
  ],
  [
    'each of two',
    'We built 40 homes and 25 docks.',
    'Nous avons construit 41 maisons et 26 quais.',
    [
      ['number', '40', '41'],
      ['number', '25', '26'],
    ],
  ],
  [
    'surnames',
    'I thank Osic Blarkwell.',
    'Je remercie Osic Blarkvell.',
    [['name', 'Osic Blarkwell', 'Osic Blarkvell']],
  ],
  ['a silent e', 'I thank Orla Brandt.', 'Je remercie Orla Brandte.', [['name', 'Orla Brandt', 'Orla Brandte']]],
  [
    'letters changed about',
    'I thank Orla Brandt.',
    'Je remercie Orla Brnadt.',
    [['name', 'Orla Brandt', 'Orla Brnadt']],
  ],
  ['given names', 'I thank Tracey Orwin.', 'Je remercie Tracy Orwin.', [['name', 'Tracey Orwin', 'Tracy Orwin']]],
  [
    'an amount that one version lacks',
    'We give $700,000 to Montclerc.',
    'Nous aidons Montclerc.',
    [['amount', '$700,000', null]],
  ],
  ['a day that one version lacks', 'The hall opens.', 'La salle ouvre le 14 janvier.', [['date', null, '14 janvier']]],
  [
    'a large number that one version lacks',
    'We planted 45,000 trees.',
    'Nous avons planté des arbres.',
    [['number', '45,000', null]],
  ],
];

/** Sentences of one meaning, however their numbers look. */
const ALIKE: [name: string, en: string, fr: string][] = [
  [
    'an hour in words',
    'Children in bed by seven read among shelves.',
    'Couchés à 19 heures, ils lisent entre deux rayons.',
  ],
  ['separators', 'It costs $1,200,500.75.', 'Cela coûte 1 200 500,75 $.'],
  ['narrow, thin and no-break spaces', '14,200 and 15,300 and 16,400', '14\u202f200 et 15\u00a0300 et 16\u2009400'],
  ['separators of the other language', 'It costs $14,200.', 'Cela coûte 14,200 $.'],
  ['scales and their letters', '$14.2 million, $3B and $5-billion', '14,2 M$, 3 milliards de dollars et 5 G$'],
  ['a number in digits or with its scale', 'It costs $14.2 million.', 'Cela coûte 14 200 000 $.'],
  ['currency by name', '500 dollars and 50 cents', '500 $ et 50 ¢'],
  [
    'per cent',
    '5%, 6 per cent, 7 percent and 8 percentage points',
    '5 %, 6 p. 100, 7 pour cent et 8 points de pourcentage',
  ],
  [
    'compound numerals',
    'ninety-seven, seventy-one and twenty-five',
    'quatre-vingt-dix-sept, soixante et onze et vingt-cinq',
  ],
  [
    'numerals or digits',
    '97, 71, 80 and 125,000',
    'quatre-vingt-dix-sept, soixante et onze, quatre-vingts et cent vingt-cinq mille',
  ],
  ['numerals of Switzerland and Belgium', '72 and 95 lakes', 'septante-deux et nonante-cinq lacs'],
  ['a hundred and', 'one hundred and twenty homes, two thousand and five docks', '120 maisons, 2005 quais'],
  ['and a half', 'two and a half years', 'deux ans et demi'],
  ['halves, thirds, quarters', '50 per cent, a third and 25%', 'la moitié, 33 % et le quart'],
  ['dozens and doubles', 'We will double the 12 grants.', 'Nous multiplierons par 2 la douzaine de subventions.'],
  ['both', 'Both schools, two parks', 'Les deux écoles, 2 parcs'],
  ['a pair in one version', 'The two towns agree.', 'Les villes sont d’accord.'],
  ['articles', 'We open a school in one town.', 'Nous ouvrons une école dans une ville.'],
  ['first', 'First, we listen.', 'Nous écoutons d’abord.'],
  ['new or nine', 'We want new housing.', 'Nous voulons du logement neuf.'],
  ['second', 'In seconds, help came.', 'L’aide est venue à la seconde.'],
  ['ordinals', 'the 21st century, the second year, the 100th day', 'le XXIe siècle, la 2e année, le centième jour'],
  ['grades', 'Students from Grade 4 to Grade 12', 'Les élèves de la 4e à la 12e année'],
  ['fiscal years', 'in 2023-24 and 2024–2025', 'en 2023-2024 et en 2024-2025'],
  ['decades', 'the 1990s', 'les années 90'],
  ['years that one version leaves out', 'Last year was hard.', 'L’année 2021 a été difficile.'],
  ['orders of the day and month', 'On May 4, 2021 and the 1st of June', 'Le 4 mai 2021 et le 1er juin'],
  ['dates in digits', 'By 2024-05-04', 'D’ici le 4 mai 2024'],
  ['ranges of days', 'from May 4 to 6 and on June 13, 14 and 15', 'du 4 au 6 mai et les 13, 14 et 15 juin'],
  ['a month said once', 'from January 22–25', 'du 22 janvier au 25 janvier'],
  ['days without a month', 'The show of May 4 is long.', 'Le spectacle du 4 est long.'],
  ['tomorrow', 'Tomorrow brings a new challenge.', 'Le 1er juillet marque un nouveau défi.'],
  ['that date', 'New rules apply as of May 25.', 'À partir de cette date, de nouvelles règles s’appliquent.'],
  ['times', 'at 2:30 p.m., at 7 p.m. and at noon', 'à 14 h 30, à 19 h et à midi'],
  ['ranges of hours', 'from 7 to 9 p.m.', 'de 19 à 21 h'],
  [
    'telephone numbers of each language',
    'Call 1-800-555-0100 or 867-555-0111.',
    'Composez le 1-800-555-0199 ou le 867 555-0122.',
  ],
  [
    'one telephone number, as it may be written',
    '867.555.0100, (867) 555-0111',
    '867-555-0100, 867 555-0111 ou 555-0111',
  ],
  ['addresses', 'See example.org/covid-19 and a55@example.org.', 'Voir exemple.org/avis-77 et b66@example.org.'],
  ['converted lengths', 'It is 6 miles away and 40 feet long.', 'C’est à 10 km; il mesure 12 mètres.'],
  ['converted stretches of time', 'It lasts 72 hours.', 'Cela dure trois jours.'],
  ['decades and years', 'For almost three decades', 'Depuis près de 30 ans'],
  ['around the clock', 'We give care 24/7.', 'Nous donnons des soins 24 heures sur 24, sept jours sur sept.'],
  ['around the clock in words', 'We give care 24 hours a day.', 'Nous donnons des soins en tout temps.'],
  ['all of it', 'The cost is 100 per cent recoverable.', 'Le coût est récupérable en totalité.'],
  [
    'programs',
    'COVID-19, the G7, Route 5, Bill C-12, P-8A and 5G',
    'le G7, la route 5, le projet de loi C-12, P-8A, la 5G et la COVID-19',
  ],
  [
    'names with a number that are translated',
    'Everyone should take Welcome 101.',
    'Que chacun suive le cours d’accueil.',
  ],
  ['letters with a number', 'LGBTQ2S+ people', 'les personnes 2ELGBTQI+'],
  ['scales shared by a range', '$2 million to $3 million', 'de 2 à 3 millions de dollars'],
  ['dollars that are not counted', 'It costs $2,400,000.', 'Cela coûte des millions.'],
  ['several', 'We visited 40 towns.', 'Nous avons visité plusieurs villes.'],
  ['bounds told from either side', 'youth under 18', 'les jeunes de 17 ans et moins'],
  ['bounds told by a birthday', 'until their 27th birthday', 'jusqu’à l’âge de 26 ans inclusivement'],
  ['four corners', 'from across the province', 'des quatre coins de la province'],
  ['small numbers of one version', 'We met three times with them.', 'Nous les avons rencontrés.'],
  ['kings', 'King Oswald III', 'le roi Oswald III'],
  ['accents', 'Québec, Montréal and José Trépan', 'Quebec, Montreal et Jose Trepan'],
  [
    'adjectives and peoples',
    'Canadian Ontarians thank Acadian Friends',
    'Les Ontariens canadiens remercient les Acadiens',
  ],
  [
    'offices and bodies',
    'Jane Ferrol Minister, Lotteries Yukon, Yukon Parks',
    'Jane Ferrol Ministre, Loteries Yukon, Parcs Yukon',
  ],
  ['plurals', 'the Montclerc Baker', 'les Montclerc Bakers'],
  ['names that are left out', 'I thank Orla Brandt and Osic Blarke.', 'Je remercie Osic Blarke.'],
  ['other names', 'I thank Orla Brandt.', 'Je remercie Orla Ferrol.'],
  ['a name printed both ways', 'Osic Blark and Osic Blarke', 'Osic Blarke'],
];

describe('differencesOf', () => {
  it.each(DIFFERENT)('finds %s, from either side', (_, en, fr, wanted) => {
    expect(between(en, fr)).toEqual(wanted);
    expect(sorted(mirrored(en, fr))).toEqual(sorted(wanted));
  });

  it.each(ALIKE)('is silent about %s', (_, en, fr) => {
    expect(between(en, fr)).toEqual([]);
    expect(mirrored(en, fr)).toEqual([]);
  });

  it('has several kinds in one statement, in their order, with their places', () => {
    const en = 'Osic Blarkwell gave $5,000 on May 4 to three schools.';
    const fr = 'Osic Blarkvell a donné 6 000 $ le 5 mai à deux écoles.';
    const found = differencesOf({ text: en, lang: 'en' }, { text: fr, lang: 'fr' });
    expect(rows(found).map(([kind]) => kind)).toEqual(['name', 'amount', 'date', 'number']);
    expect(found[1]).toEqual({
      kind: 'amount',
      a: { text: '$5,000', span: { start: 20, end: 26 } },
      b: { text: '6 000 $', span: { start: 23, end: 30 } },
    });
  });

  it('leaves the numbers of a version that tells much more alone', () => {
    const fr =
      'Nous aidons 45 fermes. Elles vendent du miel, du pain et du fromage aux gens de Montclerc et des environs.';
    expect(between('We help the farms of Montclerc.', fr)).toEqual([]);
  });

  const PIECES = [
    '14,2',
    '1 200',
    '$',
    ' millions',
    'mai',
    'May 4',
    ' to ',
    'deux',
    'vingt-et-un',
    '2023-24',
    'C-12',
    'h',
    '%',
  ];
  const TEXT = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.oneof(fc.constantFrom(...PIECES, 'Osic Blark', 'é', ' ', '-'), fc.nat(3000).map(String)), {
        maxLength: 25,
      })
      .map((list) => list.join(' ')),
  );
  const LANG = fc.constantFrom<Lang>('en', 'fr');

  it('never throws, keeps its spans in bounds and their text as printed, and finds the same from either side', () => {
    fc.assert(
      fc.property(TEXT, LANG, TEXT, LANG, (a, aLang, b, bLang) => {
        const found = differencesOf({ text: a, lang: aLang }, { text: b, lang: bLang });
        for (const one of found) {
          expect(one.a ?? one.b).not.toBeNull();
          for (const [side, text] of [
            [one.a, a],
            [one.b, b],
          ] as const) {
            if (!side) continue;
            expect(side.span.start).toBeGreaterThanOrEqual(0);
            expect(side.span.end).toBeGreaterThan(side.span.start);
            expect(side.span.end).toBeLessThanOrEqual(text.length);
            expect(side.text).toBe(text.slice(side.span.start, side.span.end));
          }
        }
        const back = differencesOf({ text: b, lang: bLang }, { text: a, lang: aLang });
        expect(back.length).toBe(found.length);
      }),
      { numRuns: 400 },
    );
  });

  it('finds nothing between a text and itself', () => {
    fc.assert(
      fc.property(TEXT, LANG, (text, lang) => {
        expect(differencesOf({ text, lang }, { text, lang })).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('finds every whole number under a hundred thousand again, in the digits of either language', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 99_999 }), (value) => {
        const en = `We planted ${value.toLocaleString('en-CA')} trees.`;
        const fr = `Nous avons planté ${value.toLocaleString('fr-CA')} arbres.`;
        expect(between(en, fr)).toEqual([]);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const long = 'Nils Ferrol gave $5 to 7 C-12 on May 4, two hundred and one. '.repeat(2000);
    const start = performance.now();
    differencesOf({ text: long, lang: 'en' }, { text: long.replaceAll('5', '6'), lang: 'fr' });
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
