import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { portfolioOf, splitTitle, titleKey } from '../../src/people/titles.ts';

describe('splitTitle', () => {
  const cases: [Lang, string, string[]][] = [
    [
      'fr',
      'ministre des Ponts et présidente du Conseil des quais',
      ['ministre des Ponts', 'présidente du Conseil des quais'],
    ],
    ['fr', 'ministre des Ponts et des Quais', ['ministre des Ponts et des Quais']],
    [
      'en',
      'Minister of Bridges and Minister Responsible for Tides',
      ['Minister of Bridges', 'Minister Responsible for Tides'],
    ],
    [
      'en',
      'Member for Port Hale and Parliamentary Assistant to the Minister of Bridges',
      ['Member for Port Hale', 'Parliamentary Assistant to the Minister of Bridges'],
    ],
    ['en', 'Minister of Bridges and Tides,', ['Minister of Bridges and Tides']],
  ];
  for (const [lang, title, posts] of cases) it(title, () => expect(splitTitle(title, lang)).toEqual(posts));
});

describe('portfolioOf', () => {
  const cases: [Lang, string, string | null][] = [
    ['fr', 'ministre déléguée à la Transformation des quais', 'Transformation des quais'],
    ['fr', 'ministre responsable de l’Administration des ponts', 'Administration des ponts'],
    ['fr', 'ministre d’État à la Jeunesse', 'Jeunesse'],
    ['en', 'Minister of Bridges and Tides', 'Bridges and Tides'],
    ['en', 'Minister Responsible for the Harbour Board', 'Harbour Board'],
    ['en', 'Transport Minister', 'Transport'],
    ['fr', 'première ministre', null],
    ['fr', 'mairesse de Port-Clair', null],
    ['en', 'Premier', null],
  ];
  for (const [lang, post, portfolio] of cases) it(post, () => expect(portfolioOf(post, lang)).toBe(portfolio));
});

it('titleKey overlooks case, accents, articles and number', () => {
  expect(titleKey('Ministre de la Santé et des Services sociaux', 'fr')).toBe(
    titleKey('ministre de la santé et du service social', 'fr'),
  );
  expect(titleKey('ministre de la Santé', 'fr')).not.toBe(titleKey('ministre de la Culture', 'fr'));
});
