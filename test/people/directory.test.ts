import { describe, expect, it } from 'vitest';
import type { Register } from '../../src/domain.ts';
import { directoryOf } from '../../src/people/index.ts';

const source = 'Invented';
const register: Register = {
  people: [
    { id: 'jane-roe', name: 'Jane Roe', otherNames: ['J. Roe'] },
    { id: 'ann-lee-mayor', name: 'Ann Lee', otherNames: [] },
    { id: 'ann-lee-minister', name: 'Ann Lee', otherNames: [] },
  ],
  posts: [
    {
      id: 'bridges',
      title: { en: 'Minister of Bridges', fr: 'ministre des Ponts' },
      portfolio: { en: 'Bridges', fr: 'Ponts' },
      jurisdiction: 'x',
    },
    { id: 'mayor', title: { en: 'Mayor of Port Hale', fr: 'mairesse de Port-Hale' }, portfolio: {}, jurisdiction: 'x' },
  ],
  memberships: [
    { personId: 'jane-roe', postId: 'bridges', startDate: '2018-01-01', endDate: '2020-01-01', source },
    { personId: 'ann-lee-minister', postId: 'bridges', startDate: '2020-01-01', endDate: null, source },
    { personId: 'ann-lee-mayor', postId: 'mayor', startDate: null, endDate: null, source },
  ],
};

describe('directory', () => {
  const directory = directoryOf(register);
  const resolve = (names: string[], title: string | null, day: string | null, lang: 'en' | 'fr' = 'en') => {
    const { speakers, posts } = directory.resolve({ names, title, certainty: 'stated' }, lang, day);
    return [speakers.map(({ id }) => id), posts.map(({ id }) => id)];
  };

  it('knows people by any of their names, and posts by either language', () => {
    expect(resolve(['J. Roe'], 'Minister of Bridges', '2019-05-05')).toEqual([['jane-roe'], ['bridges']]);
    expect(resolve(['JANE ROE'], 'ministre des ponts', '2019-05-05', 'fr')).toEqual([['jane-roe'], ['bridges']]);
  });

  it('tells homonyms apart by the post they held that day', () => {
    expect(resolve(['Ann Lee'], 'Minister of Bridges', '2021-01-01')[0]).toEqual(['ann-lee-minister']);
    expect(resolve(['Ann Lee'], 'Mayor of Port Hale', '2021-01-01')[0]).toEqual(['ann-lee-mayor']);
  });

  it('guesses neither homonym when nothing tells', () => {
    const [[id]] = resolve(['Ann Lee'], null, '2021-01-01') as [string[], string[]];
    expect(['ann-lee-minister', 'ann-lee-mayor']).not.toContain(id);
  });

  it('learns one post of both wordings where they fold alike', () => {
    const { posts } = directory.resolve({ names: [], title: 'président', certainty: 'stated' }, 'fr', null);
    expect(directory.resolve({ names: [], title: 'President', certainty: 'stated' }, 'en', null).posts).toEqual([
      { id: posts[0]!.id, title: { fr: 'président', en: 'President' }, portfolio: {}, jurisdiction: null },
    ]);
  });

  it('learns whom the register does not know, the same id each time', () => {
    expect(resolve(['Zoé Ångström'], 'présidente du Club des phares', null, 'fr')).toEqual([
      ['p-zoe-angstrom'],
      ['t-presidente-du-club-des-phares'],
    ]);
    expect(resolve(['Zoe Angstrom'], null, null)[0]).toEqual(['p-zoe-angstrom']);
  });
});
