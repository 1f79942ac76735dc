import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang, Register } from '../../src/domain.ts';
import { directoryOf } from '../../src/people/index.ts';
import { learn, type Sighting, teacherOf, wordedRegister } from '../../src/people/learn.ts';

const source = 'Invented';
const register: Register = {
  people: [{ id: 'jane-roe', name: 'Jane Roe', otherNames: [] }],
  posts: [{ id: 'x-quais', title: { fr: 'ministre des Quais' }, portfolio: { fr: 'Quais' }, jurisdiction: 'x' }],
  memberships: [{ personId: 'jane-roe', postId: 'x-quais', startDate: '2019-01-01', endDate: null, source }],
};
const directory = directoryOf(register);

/** id, language, name, title, day; a quotation and its version in the other language share the letter. */
type Row = [string, Lang, string | null, string | null, string | null];
const ROWS: Row[] = [
  ['a-fr', 'fr', 'Jane Roe', 'ministre des Quais', '2020-01-01'],
  ['a-en', 'en', 'Jane Roe', 'Minister of Wharves', '2020-01-01'],
  ['b-fr', 'fr', 'Zoé Ångström', 'présidente du Club des phares', '2021-03-04'],
  ['b-en', 'en', 'Zoe Angstrom', 'President, Lighthouse Club', '2021-03-04'],
  ['c-en', 'en', 'Zoé Ångström', 'President of the Lighthouse Club', '2022-05-06'],
  ['d-fr', 'fr', 'Pam Oak', 'directrice générale', null],
  ['d-en', 'en', 'Pam Oake', 'Executive Director', null],
  ['e-fr', 'fr', null, 'présidente du Club des phares', '2021-03-05'],
  ['e-en', 'en', 'Zoé Ångström', 'President, Lighthouse Club', '2021-03-05'],
  ['f-fr', 'fr', 'Luc Birk', 'ministre des Marées, ministre des Algues', '2021-03-05'],
  ['f-en', 'en', 'Luc Birk', 'Minister of Tides and Minister of Kelp', '2021-03-05'],
];
const counterparts = new Map(
  ROWS.flatMap(([id]) => {
    const other = id.endsWith('fr') ? id.replace('fr', 'en') : id.replace('en', 'fr');
    return ROWS.some(([known]) => known === other) ? [[id, other] as const] : [];
  }),
);

const sighting = ([quotationId, lang, name, title, day]: Row): Sighting => {
  const mention = name ?? title;
  const attribution = {
    names: mention ? [mention] : [],
    mention,
    title,
    certainty: name ? 'stated' : 'unknown',
  } as const;
  const [resolved] = directory.resolve({ day, url: null, publisher: null, place: null }, [{ attribution, lang }]);
  return { quotationId, lang, mention, day, resolved: resolved! };
};
const taughtIn = (sightings: Sighting[]) => {
  const lessons = learn(register, sightings, counterparts);
  const taught = teacherOf(wordedRegister(register, lessons), lessons, sightings, counterparts);
  return {
    lessons,
    of: (id: string) => taught(id, sightings.find((one) => one.quotationId === id)!.resolved),
  };
};

describe('learning', () => {
  const { lessons, of } = taughtIn(ROWS.map(sighting));

  it('gives a registered post the wording that it lacks, and marks it', () => {
    expect(of('a-en').posts).toMatchObject([
      { id: 'x-quais', title: { fr: 'ministre des Quais', en: 'Minister of Wharves' } },
    ]);
    expect(wordedRegister(register, lessons).posts).toEqual([
      {
        id: 'x-quais',
        title: { fr: 'ministre des Quais', en: 'Minister of Wharves' },
        portfolio: { fr: 'Quais', en: 'Wharves' },
        jurisdiction: 'x',
        learned: ['en'],
      },
    ]);
  });

  it('makes one post of the wordings of both languages, with counts and days', () => {
    const [post] = of('b-fr').posts;
    expect(post).toMatchObject({ title: { fr: 'présidente du Club des phares', en: 'President, Lighthouse Club' } });
    for (const id of ['b-en', 'c-en', 'e-fr', 'e-en']) expect(of(id).posts.map((one) => one.id)).toEqual([post!.id]);
    expect(lessons.posts.find(({ id }) => id === post!.id)).toMatchObject({
      count: 5,
      firstDate: '2021-03-04',
      lastDate: '2022-05-06',
      wordings: [
        { lang: 'en', title: 'President, Lighthouse Club', count: 2 },
        { lang: 'fr', title: 'présidente du Club des phares', count: 2 },
        { lang: 'en', title: 'President of the Lighthouse Club', count: 1 },
      ],
    });
    expect(lessons.tenures).toContainEqual({
      personId: 'p-zoe-angstrom',
      postId: post!.id,
      count: 4,
      firstDate: '2021-03-04',
      lastDate: '2022-05-06',
    });
  });

  it('aligns composite offices part by part', () => {
    expect(of('f-fr').posts).toHaveLength(2);
    expect(of('f-fr').posts.map(({ id }) => id)).toEqual(of('f-en').posts.map(({ id }) => id));
  });

  it('makes one person of a name and its misprint at the two versions', () => {
    expect(of('d-fr').speakers).toEqual(of('d-en').speakers);
    expect(lessons.people.map(({ id, name, otherNames, count }) => [id, name, otherNames, count])).toEqual([
      ['p-luc-birk', 'Luc Birk', [], 2],
      ['p-pam-oak', 'Pam Oak', ['Pam Oake'], 2],
      ['p-zoe-angstrom', 'Zoé Ångström', ['Zoe Angstrom'], 4],
    ]);
  });

  it('joins no posts of two people, though the quotations were taken for versions', () => {
    const rows: Row[] = [
      ['x-fr', 'fr', 'Jane Roe', 'ministre des Quais', '2020-01-01'],
      ['x-en', 'en', 'Tim Hode', 'President, Lantern Club', '2020-01-01'],
    ];
    const all = rows.map(sighting);
    const counterparts = new Map([
      ['x-fr', 'x-en'],
      ['x-en', 'x-fr'],
    ]);
    const taught = teacherOf(register, learn(register, all, counterparts), all, counterparts);
    expect(all.map(({ quotationId, resolved }) => taught(quotationId, resolved).posts.map(({ id }) => id))).toEqual([
      ['x-quais'],
      ['t-club-lantern-presid'],
    ]);
  });

  it('learns who speaks from the other version where only an office is printed', () => {
    expect(of('e-fr').speakers).toEqual([{ id: 'p-zoe-angstrom', name: 'Zoé Ångström' }]);
  });

  it('does not depend on the order', () => {
    const all = ROWS.map(sighting);
    const shown = (sightings: Sighting[]) => {
      const { lessons, of } = taughtIn(sightings);
      return [lessons.people, lessons.posts, lessons.tenures, lessons.worded, ROWS.map(([id]) => of(id))];
    };
    const wanted = shown(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (sightings) => {
        expect(shown(sightings)).toEqual(wanted);
      }),
      { numRuns: 50 },
    );
  });
});
