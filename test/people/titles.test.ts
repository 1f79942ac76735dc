import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { LANGS } from '../../src/lang/index.ts';
import { portfolioOf, postsOf, splitTitle, titleKey } from '../../src/people/titles.ts';

describe('splitTitle', () => {
  const cases: [Lang, string, string[]][] = [
    [
      'fr',
      'ministre des Ponts et présidente du Conseil des quais',
      ['ministre des Ponts', 'présidente du Conseil des quais'],
    ],
    ['fr', 'ministre des Ponts et des Quais', ['ministre des Ponts et des Quais']],
    [
      'fr',
      'c.r., député de Port-Hale, ministre des Ponts et leader du gouvernement',
      ['député de Port-Hale', 'ministre des Ponts', 'leader du gouvernement'],
    ],
    ['fr', 'vice-première ministre et ministre des Ponts', ['vice-première ministre', 'ministre des Ponts']],
    [
      'fr',
      'ministre des Ponts et responsable de la région de la Basse-Rive',
      ['ministre des Ponts', 'responsable de la région de la Basse-Rive'],
    ],
    [
      'fr',
      'ministre responsable de la région de la Basse-Rive, de la région du Ponant et de la région de Montclerc',
      [
        'ministre responsable de la région de la Basse-Rive',
        'ministre responsable de la région du Ponant',
        'ministre responsable de la région de Montclerc',
      ],
    ],
    [
      'fr',
      'secrétaire parlementaire du ministre des Ponts et procureur général et député de Port-Hale',
      ['secrétaire parlementaire du ministre des Ponts et procureur général', 'député de Port-Hale'],
    ],
    [
      'fr',
      'présidente et cheffe de la direction, Banque du Ponant',
      ['présidente et cheffe de la direction, Banque du Ponant'],
    ],
    ['fr', '15 ans, Montclerc, coprésident du Comité jeunesse', ['coprésident du Comité jeunesse']],
    ['fr', 'porte-parole, au nom de la ministre des Ponts, Jane Roe', ['porte-parole']],
    ['fr', 'Déclaration de la ministre des Ponts', ['ministre des Ponts']],
    [
      'en',
      'Minister of Bridges and Minister Responsible for Tides',
      ['Minister of Bridges', 'Minister Responsible for Tides'],
    ],
    [
      'en',
      'Minister of Bridges, Deputy Premier, and Member for Port Hale',
      ['Minister of Bridges', 'Deputy Premier', 'Member for Port Hale'],
    ],
    [
      'en',
      'Member for Port Hale and Parliamentary Assistant to the Minister of Bridges',
      ['Member for Port Hale', 'Parliamentary Assistant to the Minister of Bridges'],
    ],
    [
      'en',
      'Parliamentary Secretary to the Minister of Bridges and Attorney General and Member for Port Hale',
      ['Parliamentary Secretary to the Minister of Bridges and Attorney General', 'Member for Port Hale'],
    ],
    [
      'en',
      'Minister Responsible for the Ponant Region and the Montclerc Region',
      ['Minister Responsible for the Ponant Region', 'Minister Responsible for the Montclerc Region'],
    ],
    ['en', 'Minister of Bridges and Tides,', ['Minister of Bridges and Tides']],
    ['en', 'Port Hale Public Works and Housing director', ['Port Hale Public Works and Housing director']],
    ['en', 'Minister of Tourism, Official Languages and Tides', ['Minister of Tourism, Official Languages and Tides']],
    ['en', 'President and CEO, Port Hale Bank', ['President and CEO, Port Hale Bank']],
    ['en', 'Mayor of Port Hale and Chair of the Harbour Board', ['Mayor of Port Hale', 'Chair of the Harbour Board']],
    ['en', 'Official Opposition Critic for Bridges', ['Official Opposition Critic for Bridges']],
    ['en', 'spokesperson on behalf of the Minister of Bridges', ['spokesperson']],
  ];
  for (const [lang, title, posts] of cases) it(title, () => expect(splitTitle(title, lang)).toEqual(posts));

  it('takes any text, keeps its words in their order, and splits no further what it has split', () => {
    const word = fc.constantFrom(
      'ministre',
      'Minister',
      'of',
      'de',
      'la',
      'et',
      'and',
      'Ponts,',
      'au',
      'nom',
      'président',
      '&',
      '',
      '(',
      'région',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...LANGS),
        fc.array(fc.oneof(word, fc.string({ maxLength: 6 })), { maxLength: 12 }),
        (lang, words) => {
          for (const { title, key } of postsOf(words.join(' '), lang)) {
            expect(title).toBe(title.trim());
            expect(key).toBe(titleKey(title, lang));
          }
        },
      ),
    );
  });
});

describe('portfolioOf', () => {
  const cases: [Lang, string, string | null][] = [
    ['fr', 'ministre déléguée à la Transformation des quais', 'Transformation des quais'],
    ['fr', 'ministre responsable de l’Administration des ponts', 'Administration des ponts'],
    ['fr', 'ministre d’État à la Jeunesse', 'Jeunesse'],
    ['fr', 'ministre d’État (Jeunesse)', 'Jeunesse'],
    ['fr', 'secrétaire d’État (Sports)', 'Sports'],
    ['fr', 'secrétaire parlementaire de la ministre des Ponts', 'Ponts'],
    ['fr', 'ministre de la Santé et des Services sociaux', 'Santé et Services sociaux'],
    ['fr', 'ministre fédérale des Ponts, des Quais et de l’Eau', 'Ponts, Quais et Eau'],
    ['en', 'Minister of Bridges and Tides', 'Bridges and Tides'],
    ['en', 'Minister Responsible for the Harbour Board', 'Harbour Board'],
    ['en', 'Minister responsible for Ponant Economic Development (PonantDev)', 'Ponant Economic Development'],
    ['en', 'Secretary of State for Rural Development', 'Rural Development'],
    ['en', 'Transport Minister', 'Transport'],
    ['fr', 'première ministre', null],
    ['fr', 'premier ministre du Ponant', null],
    ['fr', 'mairesse de Port-Clair', null],
    ['en', 'Premier', null],
    ['en', 'Prime Minister of Septania', null],
  ];
  for (const [lang, post, portfolio] of cases) it(post, () => expect(portfolioOf(post, lang)).toBe(portfolio));
});

describe('postsOf', () => {
  it.each<[Lang, string, object]>([
    ['fr', 'ancienne ministre des Ponts', { title: 'ministre des Ponts', former: true, acting: false }],
    ['en', 'former Premier', { title: 'Premier', former: true }],
    ['fr', 'ex-ministre des Ponts', { title: 'ministre des Ponts', former: true }],
    ['fr', 'ministre des Ponts par intérim', { title: 'ministre des Ponts', acting: true, former: false }],
    ['en', 'Acting Chief Medical Officer', { title: 'Chief Medical Officer', acting: true }],
    ['en', 'Mayor of Port Hale', { isPublic: false }],
    ['en', 'Member for Port Hale', { isPublic: true, isGovernment: false }],
    ['en', 'Chief Executive Officer, Hale Bank', { isPublic: false }],
  ])('%s: %s', (lang, title, post) => expect(postsOf(title, lang)).toMatchObject([post]));
});

describe('titleKey', () => {
  it.each<[Lang, string, string]>([
    ['fr', 'Ministre de la Santé et des Services sociaux', 'ministre de la santé et du service social'],
    ['fr', 'présidente du Conseil du trésor', 'Président du Conseil du Trésor'],
    ['fr', 'ministre déléguée aux Transports', 'ministre délégué aux Transports'],
    ['fr', 'PDG, Banque du Ponant', 'présidente-directrice générale de la Banque du Ponant'],
    ['fr', 'mairesse de Port-Clair', 'maire de Port-Clair'],
    ['fr', 'député fédéral de Port-Clair', 'députée de Port-Clair'],
    ['en', 'Health Minister', 'Minister of Health'],
    ['en', 'MP for Hale', 'Member of Parliament for Hale'],
    ['en', 'C.E.O. of Hale Bank', 'chief executive officer, Hale Bank'],
  ])('%s: %s = %s', (lang, one, other) => expect(titleKey(one, lang)).toBe(titleKey(other, lang)));

  it('tells posts apart', () => {
    expect(titleKey('ministre de la Santé', 'fr')).not.toBe(titleKey('ministre de la Culture', 'fr'));
    expect(titleKey('ministre de la Santé', 'fr')).not.toBe(titleKey('ministre déléguée à la Santé', 'fr'));
  });
});
