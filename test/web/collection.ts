/** A small invented collection in two languages, with things that must not be seen and text that must not be obeyed. */
import type { Difference, Lang, Register } from '../../src/domain.ts';
import type { QuotationDocument, ReleaseDocument } from '../../src/search/port.ts';

export const HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)> "quoted" \'marks\'';
/** A word that only hidden releases hold, and the name of one who speaks only there. */
export const SECRET = 'chrysoprase';
export const HIDDEN_SPEAKER = 'Zénaïde Ombrelle';

const lucie = { id: 'lucie-belhumeur', name: 'Lucie Belhumeur' };
const omar = { id: 'omar-quenneville', name: 'Omar Quenneville' };
const hidden = { id: 'zenaide-ombrelle', name: HIDDEN_SPEAKER };

const health = {
  id: 'health',
  title: { en: 'Minister of Health', fr: 'ministre de la Santé' },
  portfolio: { en: 'Health', fr: 'Santé' },
  jurisdiction: 'val-perdu',
};
/** Known in French only. */
const ferries = {
  id: 'ferries',
  title: { fr: 'ministre des Traversiers' },
  portfolio: { fr: 'Traversiers' },
  jurisdiction: null,
};

export const register: Register = {
  people: [
    { ...lucie, otherNames: ['L. Belhumeur'] },
    { ...omar, otherNames: [] },
  ],
  posts: [health, ferries],
  memberships: [
    { personId: lucie.id, postId: 'health', startDate: '2019-03-01', endDate: '2022-06-15', source: 'invented' },
    { personId: omar.id, postId: 'ferries', startDate: '2021-01-01', endDate: null, source: 'invented' },
  ],
};

type Said = Partial<QuotationDocument> & { id: string; text: string };

/** A release whose text holds its headline and its quotations, each in its own paragraph. */
function release(
  id: string,
  lang: Lang,
  fields: Partial<ReleaseDocument> & { headline: string; said: Said[] },
): ReleaseDocument {
  const { said, ...rest } = fields;
  const text = [fields.headline, ...said.map((one) => `(${one.text}) et cetera.`)].join('\n\n');
  return {
    id,
    sourceId: `source-${id}`,
    publisher: 'Gouvernement de Val-Perdu',
    url: `https://nouvelles.val-perdu.example/${id}`,
    lang,
    dateline: null,
    issuedOn: '2021-05-06',
    text,
    revision: 1,
    sections: [{ kind: 'headline', span: { start: 0, end: fields.headline.length } }],
    counterpartId: null,
    status: 'usable',
    embargoedUntil: null,
    ...rest,
    quotations: said.map((one) => ({
      lang,
      kind: 'direct',
      content: [{ start: text.indexOf(one.text), end: text.indexOf(one.text) + one.text.length }],
      speakers: [lucie],
      mention: lucie.name,
      title: null,
      posts: [],
      certainty: 'stated',
      rule: 'attribution-line',
      counterpartId: null,
      versionIds: [],
      statementId: one.id,
      differences: [],
      ...one,
    })),
  };
}

/** Not one that would be found; it stands for any. */
const SEASON: Difference = {
  kind: 'date',
  a: { text: 'hiver', span: { start: 50, end: 55 } },
  b: { text: 'summer', span: { start: 51, end: 57 } },
};

export const releases: ReleaseDocument[] = [
  release('r-fr', 'fr', {
    headline: 'Une clinique flottante pour les îles',
    counterpartId: 'r-en',
    said: [
      {
        id: 'q-fr',
        text: 'La clinique flottante ira d’île en île, été comme hiver.',
        title: 'ministre de la Santé',
        posts: [health],
        counterpartId: 'q-en',
        versionIds: ['q-en'],
        statementId: 'q-en',
        differences: [SEASON],
      },
    ],
  }),
  release('r-en', 'en', {
    headline: 'A floating clinic for the islands',
    counterpartId: 'r-fr',
    said: [
      {
        id: 'q-en',
        text: 'The floating clinic will go from island to island, summer and winter.',
        title: 'Minister of Health',
        posts: [health],
        counterpartId: 'q-fr',
        versionIds: ['q-fr'],
        statementId: 'q-en',
        differences: [{ ...SEASON, a: SEASON.b, b: SEASON.a }],
      },
    ],
  }),
  release('r-ferry', 'fr', {
    headline: 'Le traversier reprend la mer',
    issuedOn: '2022-11-30',
    publisher: 'Traversiers de Val-Perdu',
    said: [
      {
        id: 'q-ferry',
        text: 'Le traversier reprendra la mer au printemps.\nNous y travaillons chaque jour.',
        speakers: [omar],
        mention: 'le ministre',
        title: 'ministre des Traversiers',
        posts: [ferries],
        certainty: 'resolved',
      },
      {
        id: 'q-nobody',
        text: 'Le quai tiendra bon.',
        speakers: [],
        mention: null,
        certainty: 'unknown',
        kind: 'indirect',
      },
    ],
  }),
  release('r-hostile', 'en', {
    headline: `Harbour ${HOSTILE}`,
    issuedOn: null,
    publisher: HOSTILE,
    url: 'javascript:alert(1)',
    said: [{ id: 'q-hostile', text: `The harbour says ${HOSTILE} twice.`, title: HOSTILE, mention: HOSTILE }],
  }),
  ...Array.from({ length: 25 }, (_, i) =>
    release(`r-tide-${i}`, 'en', {
      headline: `Tide bulletin ${i}`,
      issuedOn: `2020-01-${String(i + 1).padStart(2, '0')}`,
      said: [{ id: `q-tide-${i}`, text: `The tide of day ${i} was high.`, speakers: [omar], mention: omar.name }],
    }),
  ),
  ...(
    [
      ['r-embargoed', { embargoedUntil: '2999-01-01T00:00:00Z' }],
      ['r-withheld', { status: 'withheld' }],
      ['r-withdrawn', { status: 'withdrawn' }],
    ] as const
  ).map(([id, visibility]) =>
    release(id, 'en', {
      headline: `Secret ${SECRET}`,
      publisher: `Office of ${SECRET}`,
      issuedOn: '2031-01-01',
      ...visibility,
      said: [
        { id: `q-${id}`, text: `A ${SECRET} for the floating clinic.`, speakers: [hidden], mention: HIDDEN_SPEAKER },
      ],
    }),
  ),
];
/** Quotations that readers may see. */
export const VISIBLE = 30;
