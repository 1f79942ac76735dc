import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Certainty, Lang, Register } from '../../src/domain.ts';
import { directoryOf, shownPost } from '../../src/people/index.ts';
import { mayBePerson } from '../../src/people/names.ts';

const source = 'Invented';
const register: Register = {
  people: [
    {
      id: 'jane-roe',
      name: 'Jane Roe-Ostiguy',
      otherNames: ['Jane Roe', 'Janie Roe'],
      misprints: ['Jane Rowe'],
      gender: 'f',
    },
    { id: 'luc-ostiguy', name: 'Luc D’Amboise', otherNames: [], gender: 'm' },
    { id: 'harry-s-doe', name: 'Harry S. Doe', otherNames: [], gender: 'm' },
    { id: 'ann-lee-mayor', name: 'Ann Lee', otherNames: [] },
    { id: 'ann-lee-minister', name: 'Ann Lee', otherNames: [] },
    { id: 'nora-tremont', name: 'Nora Tremont', otherNames: [], gender: 'f' },
  ],
  posts: [
    {
      id: 'x-bridges',
      title: { en: 'Minister of Bridges', fr: 'ministre des Ponts' },
      portfolio: { en: 'Bridges', fr: 'Ponts' },
      jurisdiction: 'x',
    },
    {
      id: 'x-culture',
      title: { fr: 'ministre de la Culture et des Quais' },
      portfolio: { fr: 'Culture et Quais' },
      jurisdiction: 'x',
      otherTitles: { en: ['Minister of Culture and Wharves'] },
    },
    {
      id: 'x-treasury',
      title: { fr: 'président du Conseil des comptes', en: 'Chair of the Accounts Board' },
      portfolio: {},
      jurisdiction: 'x',
    },
    { id: 'x-premier', title: { en: 'Premier', fr: 'premier ministre' }, portfolio: {}, jurisdiction: 'x' },
    {
      id: 'y-bridges',
      title: { en: 'Minister of Bridges', fr: 'ministre des Ponts' },
      portfolio: { en: 'Bridges', fr: 'Ponts' },
      jurisdiction: 'y',
    },
    {
      id: 'hale-mayor',
      title: { en: 'Mayor of Port Hale', fr: 'maire de Port-Hale' },
      portfolio: {},
      jurisdiction: 'hale',
    },
  ],
  memberships: [
    { personId: 'jane-roe', postId: 'x-bridges', startDate: '2018-01-01', endDate: '2020-01-01', source },
    { personId: 'jane-roe', postId: 'x-treasury', startDate: '2018-01-01', endDate: '2020-01-01', source },
    { personId: 'ann-lee-minister', postId: 'x-bridges', startDate: '2020-01-01', endDate: null, source },
    { personId: 'luc-ostiguy', postId: 'x-culture', startDate: '2018-01-01', endDate: null, source },
    {
      personId: 'harry-s-doe',
      postId: 'y-bridges',
      startDate: '2018-01-01',
      endDate: '2021-06-01',
      openAsOf: '2021-06-01',
      source,
    },
    { personId: 'nora-tremont', postId: 'x-premier', startDate: '2018-01-01', endDate: null, source },
    { personId: 'ann-lee-mayor', postId: 'hale-mayor', startDate: null, endDate: null, source },
  ],
  jurisdictions: [
    {
      id: 'x',
      name: { en: 'Xanthia', fr: 'Xanthie' },
      hosts: ['xanthia.example'],
      publishers: ['Gouvernement de la Xanthie'],
      places: ['Xanville'],
    },
    { id: 'y', name: { en: 'Ymir', fr: 'Ymir' }, hosts: ['ymir.example'], publishers: [], places: [] },
  ],
};
const directory = directoryOf(register);

type Ask = {
  names?: string[];
  title?: string | null;
  mention?: string | null;
  day?: string | null;
  lang?: Lang;
  certainty?: Certainty;
  url?: string | null;
  publisher?: string | null;
  place?: string | null;
};

function ask({
  names = [],
  title = null,
  mention = null,
  day = '2019-05-05',
  lang = 'en',
  certainty = 'stated',
  ...rest
}: Ask) {
  const setting = { day, url: null, publisher: null, place: null, ...rest };
  return directory.resolve(setting, [
    { attribution: { names, title, mention: mention ?? names[0] ?? null, certainty }, lang },
  ])[0]!;
}
const ids = (asked: Ask) => {
  const { speakers, posts } = ask(asked);
  return [speakers.map(({ id }) => id), posts.map(({ id }) => id)];
};

describe('a person by the name', () => {
  it.each([
    'Jane Roe',
    'JANE ROE',
    'the Hon. Jane Roe',
    'L’honorable Jane Roe',
    'Jane\u00a0Roe',
    'Jane Roe Ostiguy',
    'Janie Roe',
    'Jane Rowe',
  ])('knows %s', (name) =>
    expect(ids({ names: [name], title: 'Minister of Bridges' })).toEqual([['jane-roe'], ['x-bridges']]));

  it('overlooks apostrophes, accents, hyphens and initials', () => {
    for (const name of ["Luc d'Amboise", 'Luc Damboise', 'Lùc D´Amboise'])
      expect(ids({ names: [name] })[0]).toEqual(['luc-ostiguy']);
    for (const name of ['Harry Doe', 'Harry S Doe', 'Harry S. Doe'])
      expect(ids({ names: [name] })[0]).toEqual(['harry-s-doe']);
  });

  it('takes initials, part of a name or a misprint only together with the post of that day', () => {
    const title = 'Minister of Bridges';
    for (const name of ['J. Roe', 'Jan Roe', 'Jane Roe-Ostiguy-Fox', 'Jane Roe-Ostigyu']) {
      expect(ids({ names: [name], title })[0]).toEqual(['jane-roe']);
      expect(ids({ names: [name] })[0]).not.toEqual(['jane-roe']);
      expect(ids({ names: [name], title, day: '2024-01-01' })[0]).not.toEqual(['jane-roe']);
      expect(ids({ names: [name], title: 'Mayor of Elsewhere' })[0]).not.toEqual(['jane-roe']);
    }
    expect(ids({ names: ['John Roe'], title })[0]).toEqual(['p-john-roe']);
  });

  it('tells homonyms apart by the post they held that day', () => {
    const day = '2021-01-01';
    expect(ids({ names: ['Ann Lee'], title: 'Minister of Bridges', day })[0]).toEqual(['ann-lee-minister']);
    expect(ids({ names: ['Ann Lee'], title: 'Mayor of Port Hale', day })[0]).toEqual(['ann-lee-mayor']);
  });

  it('leaves homonyms unresolved where nothing tells, and names the candidates', () => {
    for (const title of [null, 'Minister of Tides']) {
      const found = ask({ names: ['Ann Lee'], title, day: '2021-01-01' });
      expect(found).toMatchObject({ people: [null], speakers: [], candidates: ['ann-lee-mayor', 'ann-lee-minister'] });
      expect(found.diagnostics).toEqual([
        {
          rule: 'speaker-ambiguous',
          message: '"Ann Lee" may be Ann Lee (ann-lee-mayor), Ann Lee (ann-lee-minister)',
          span: null,
        },
      ]);
    }
  });

  it('takes somebody of another body for another person of that name', () => {
    expect(ids({ names: ['Luc D’Amboise'], title: 'President, Hale Bank' })[0]).toEqual(['p-luc-d-amboise']);
    expect(ids({ names: ['Luc D’Amboise'], title: 'Mayor of Elsewhere' })[0]).toEqual(['p-luc-d-amboise']);
    expect(ids({ names: ['Luc D’Amboise'], title: 'Member for Port Hale' })[0]).toEqual(['luc-ostiguy']);
  });
});

describe('the posts', () => {
  it('are those of either language, any gender, both of a composite', () => {
    expect(
      ids({ names: ['Jane Roe'], title: 'ministre des ponts et présidente du Conseil des comptes', lang: 'fr' })[1],
    ).toEqual(['x-bridges', 'x-treasury']);
    expect(ids({ names: ['Jane Roe'], title: 'Bridges Minister' })[1]).toEqual(['x-bridges']);
    expect(ids({ names: ['Luc D’Amboise'], title: 'ministre de la Culture', lang: 'fr' })[1]).toEqual(['x-culture']);
    expect(ids({ names: ['Luc D’Amboise'], title: 'Minister of Culture and Wharves' })[1]).toEqual(['x-culture']);
  });

  it('are those the register has them hold that day where no title is printed', () => {
    expect(ids({ names: ['Jane Roe'] })[1]).toEqual(['x-bridges', 'x-treasury']);
    expect(ids({ names: ['Jane Roe'], day: '2020-01-01' })[1]).toEqual([]);
    expect(ids({ names: ['Jane Roe'], day: null })[1]).toEqual([]);
  });

  it('are not those held before, nor those of whom somebody stands in for', () => {
    expect(ids({ names: ['Jane Roe'], title: 'former Minister of Bridges', day: '2021-01-01' })).toEqual([
      ['jane-roe'],
      [],
    ]);
    expect(ids({ names: ['Pam Oak'], title: 'on behalf of the Minister of Bridges, Jane Roe' })).toEqual([
      ['p-pam-oak'],
      [],
    ]);
    expect(ids({ names: ['Luc D’Amboise'], title: 'au nom de la ministre des Ponts, Jane Roe', lang: 'fr' })).toEqual([
      ['luc-ostiguy'],
      ['x-culture'],
    ]);
  });

  it('of a government go by the release, unless somebody else is known to hold them', () => {
    const url = 'https://news.xanthia.example/1';
    expect(ids({ names: ['Pam Oak'], title: 'Minister of Bridges', url, day: '2017-01-01' })[1]).toEqual(['x-bridges']);
    expect(ids({ names: ['Pam Oak'], title: 'Minister of Bridges', url })[1]).toEqual(['t-bridg-minist']);
    expect(ids({ names: ['Pam Oak'], title: 'Minister of Tides', url })[1]).toEqual(['t-x-minist-tide']);
    expect(ids({ names: ['Pam Oak'], title: 'Minister of Bridges of Ymir', url, day: '2022-01-01' })[1]).toEqual([
      'y-bridges',
    ]);
  });

  it('that no register knows have an id made of the wording, whatever its gender or order', () => {
    expect(ids({ names: ['Zoé Ångström'], title: 'présidente du Club des phares', lang: 'fr' })).toEqual([
      ['p-zoe-angstrom'],
      ['t-club-phar-president'],
    ]);
    expect(ids({ names: ['Zoe Angstrom'], title: 'Président, Club des phares', lang: 'fr' })).toEqual([
      ['p-zoe-angstrom'],
      ['t-club-phar-president'],
    ]);
  });
});

describe('a title alone', () => {
  const alone = (mention: string, more: Ask = {}) =>
    ids({
      mention,
      names: [mention],
      certainty: 'unknown',
      lang: 'fr',
      url: 'https://www.xanthia.example/a',
      ...more,
    })[0];

  it('is the holder of that day', () => {
    expect(alone('la ministre des Ponts')).toEqual(['jane-roe']);
    expect(alone('la ministre des Ponts', { day: '2020-01-01' })).toEqual(['ann-lee-minister']);
    expect(alone('le ministre de la Culture')).toEqual(['luc-ostiguy']);
    expect(alone('la présidente du Conseil des comptes')).toEqual(['jane-roe']);
    expect(alone('the Premier', { lang: 'en' })).toEqual(['nora-tremont']);
  });

  it('is nobody where the day, the gender, the office or the government tell another tale', () => {
    expect(alone('la ministre des Ponts', { day: '2017-01-01' })).toEqual([]);
    expect(alone('le ministre des Ponts')).toEqual([]);
    expect(alone('l’ancienne ministre des Ponts')).toEqual([]);
    expect(alone('la ministre des Ponts', { url: null })).toEqual([]);
    expect(alone('une ministre')).toEqual([]);
    expect(alone('les ministres des Ponts')).toEqual([]);
    expect(alone('Premiers', { lang: 'en' })).toEqual([]);
    expect(alone('un porte-parole du ministère')).toEqual([]);
  });

  it('goes by the publisher, the title itself, other speakers, the place of the dateline', () => {
    expect(alone('la ministre des Ponts', { url: null, publisher: 'Gouvernement de la Xanthie' })).toEqual([
      'jane-roe',
    ]);
    expect(alone('le ministre des Ponts de l’Ymir')).toEqual(['harry-s-doe']);
    expect(alone('la ministre des Ponts', { url: null, place: 'XANVILLE' })).toEqual(['jane-roe']);
    const [, second] = directory.resolve({ day: '2019-05-05', url: null, publisher: null, place: null }, [
      {
        attribution: { names: ['Nora Tremont'], mention: 'Nora Tremont', title: 'Premier', certainty: 'stated' },
        lang: 'en',
      },
      {
        attribution: { names: ['the Minister'], mention: 'the Minister of Bridges', title: null, certainty: 'unknown' },
        lang: 'en',
      },
    ]);
    expect(second!.speakers.map(({ id }) => id)).toEqual(['jane-roe']);
  });

  it('names the candidates of several governments', () => {
    expect(ask({ mention: 'the Minister of Bridges', certainty: 'unknown' })).toMatchObject({
      speakers: [],
      diagnostics: [
        { message: '"the Minister of Bridges" may be Jane Roe-Ostiguy (jane-roe), Harry S. Doe (harry-s-doe)' },
      ],
    });
  });

  it('does not overrule a release that introduces the holder itself', () => {
    const found = {
      mention: 'the minister of bridges',
      names: ['Pam Oak'],
      title: 'Minister of Bridges',
      url: 'https://xanthia.example',
    };
    expect(ids({ ...found, certainty: 'resolved' })[0]).toEqual(['p-pam-oak']);
  });
});

it('finds a post without an English wording by the terms within its French one', () => {
  const post = {
    id: 'a',
    title: { fr: 'ministre délégué à la Transformation numérique' },
    portfolio: { fr: 'Transformation numérique' },
    jurisdiction: null,
  };
  expect(shownPost(post).foundBy).toEqual({ en: ['digital transformation'] });
  expect(shownPost({ ...post, title: { ...post.title, en: 'Minister' } }).foundBy).toBeUndefined();
});

it.each([
  ['Jane Unknown', true],
  ['de Witte', true],
  ['L’honorable Paul Inconnu', true],
  ['the honourable Jane Unknown', true],
  ['Mary Bank', true],
  ['Jean-Paul Court', true],
  ['d’Inconnu', true],
  ['Van Le', true],
  ['O’Unknown', true],
  ['王小明', true],
  ['Government of Outremarais', false],
  ['gouvernement d’Outremarais', false],
  ['Comité consultatif des quais', false],
  ['Aurelia River First Nation', false],
  ['évaluation du pont', false],
  ['l’évaluation du pont', false],
  ['la direction du port', false],
  ['the Government of Outremarais', false],
  ['news release', false],
  ['CMOH', false],
  ['', false],
])('knows from %j alone that it may name a person: %s', (name, expected) => {
  expect(mayBePerson(name)).toBe(expected);
});

it('makes no person of a government that says something', () => {
  const said = { names: ['Government of Outremarais'], mention: 'the Government of Outremarais', title: null };
  const [resolved] = directory.resolve({ day: '2019-05-05', url: null, publisher: null, place: null }, [
    { attribution: { ...said, certainty: 'stated' }, lang: 'en' },
  ]);
  expect(resolved).toMatchObject({ speakers: [], diagnostics: [] });
});

it('answers whatever is asked, with one person a name', () => {
  const text = fc.oneof(
    fc.constantFrom('Jane Roe', 'Ann Lee', 'Minister of Bridges', 'la ministre', 'au nom de', ''),
    fc.string({ maxLength: 20 }),
  );
  const said = fc.record({
    attribution: fc.record({
      names: fc.array(text, { maxLength: 3 }),
      mention: fc.option(text),
      title: fc.option(text),
      certainty: fc.constantFrom<Certainty>('stated', 'resolved', 'inferred', 'unknown'),
    }),
    lang: fc.constantFrom<Lang>('en', 'fr'),
  });
  const setting = fc.record({
    day: fc.option(fc.constantFrom('2019-05-05', '2021-01-01')),
    url: fc.option(text),
    publisher: fc.option(text),
    place: fc.option(text),
  });
  fc.assert(
    fc.property(setting, fc.array(said, { maxLength: 4 }), (where, all) => {
      const resolved = directory.resolve(where, all);
      expect(resolved).toHaveLength(all.length);
      // By itself or among others, forwards or backwards: the same.
      expect(directoryOf(register).resolve(where, all)).toEqual(resolved);
    }),
  );
});
