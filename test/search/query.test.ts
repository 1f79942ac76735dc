import { describe, expect, it } from 'vitest';
import { type Matcher, parseQuery } from '../../src/search/query.ts';

const show = (matcher: Matcher): string => {
  if (matcher.kind === 'word') return matcher.surface;
  const words = matcher.words.map(show).join(' ');
  return matcher.kind === 'phrase' ? `"${words}"` : `${matcher.field}(${words})`;
};
const clauses = (q: string) => parseQuery(q).clauses.map((clause) => clause.map(show).join('|'));
const excluded = (q: string) => parseQuery(q).excluded.map(show);
const optional = (q: string) => parseQuery(q).optional.map(show);

describe('words', () => {
  it('are all wanted, stop words only when there is nothing else', () => {
    expect(clauses('le budget de la santé')).toEqual(['budget', 'santé']);
    expect(optional('le budget de la santé')).toEqual(['le', 'de', 'la']);
    expect(clauses('de la')).toEqual(['de', 'la']);
    expect(clauses("what the minister's staff said")).toEqual(['minister', 'staff', 'said']);
    expect(clauses("l'office")).toEqual(['office']);
  });

  it('take their stop words from the language they tell, from all when they tell none', () => {
    expect(parseQuery('le prix de l’or').language).toBe('fr');
    expect(clauses('le prix de l’or')).toEqual(['prix', 'or']);
    expect(parseQuery('budget').language).toBeNull();
  });

  it('keep amounts together', () => {
    expect(clauses('820 000 $ climat')).toEqual(['820000', 'climat']);
  });

  it('want a compound part by part, and take the whole for each', () => {
    const { clauses } = parseQuery('mieux-être');
    expect(clauses.map(([word]) => show(word!))).toEqual(['mieux', 'être']);
    for (const [word] of clauses) expect(word!.kind === 'word' && word!.terms).toContain('fr:mieuxetr');
    expect(optional('peut-on construire')).toEqual(['peut', 'on']);
  });

  it('know their order and their place in the query', () => {
    const { clauses, optional } = parseQuery('pont de glace');
    const words = [...clauses.flat(), ...optional].filter((matcher) => matcher.kind === 'word');
    expect(words.map(({ surface, position }) => [surface, position])).toEqual([
      ['pont', 1],
      ['glace', 3],
      ['de', 2],
    ]);
    expect(words.map(({ span }) => 'pont de glace'.slice(span.start, span.end))).toEqual(['pont', 'glace', 'de']);
  });
});

describe('phrases', () => {
  it.each([
    '"pont de glace"',
    '« pont de glace »',
    '“pont de glace”',
    '„pont de glace“',
    '"pont de glace'.concat('»'),
  ])('%s', (q) => expect(clauses(q)).toEqual(['"pont de glace"']));

  it('stand beside words and need not be closed', () => {
    expect(clauses('climat "pont de glace" budget')).toEqual(['climat', '"pont de glace"', 'budget']);
    expect(clauses('"pont de glace')).toEqual(['pont', 'glace']);
    expect(clauses('"" climat')).toEqual(['climat']);
  });
});

describe('exclusion', () => {
  it('takes words, phrases and names away', () => {
    expect(excluded('climat -école -"pont de glace" -speaker:Odon −taxe')).toEqual([
      'école',
      '"pont de glace"',
      'speaker(odon)',
      'taxe',
    ]);
    expect(excluded("-l'école")).toEqual(['école']);
    expect(excluded('-mieux-être')).toEqual(['"mieux être"']);
  });

  it('is not a hyphen', () => {
    expect(excluded('sous-ministre - budget')).toEqual([]);
  });
});

describe('OR', () => {
  it('joins its neighbours, in both languages', () => {
    expect(clauses('climat OR environnement transport')).toEqual(['climat|environnement', 'transport']);
    expect(clauses('a1 OU b1 OR c1')).toEqual(['a1|b1|c1']);
    expect(clauses('"pont de glace" OR traversier')).toEqual(['"pont de glace"|traversier']);
    expect(clauses('speaker:Odon OR post:maire')).toEqual(['speaker(odon)|office(maire)']);
    expect(clauses("bureau OR l'office OR mieux-être")).toEqual(['bureau|office|mieux-être']);
    expect(clauses('sous-ministre OR maire')).toEqual(['sous-ministre|maire']);
  });

  it('is a word in lower case, and where there is nothing to join', () => {
    expect(clauses('climat or transport')).toEqual(['climat', 'transport']);
    expect(clauses('OR')).toEqual(['or']);
    expect(clauses('climat OR')).toEqual(['climat']);
    expect(optional('climat OR')).toEqual(['or']);
  });
});

describe('operators', () => {
  it.each([
    ['speaker:Odon', ['speaker(odon)']],
    ['locuteur:"Odile d\'Aigle"', ['speaker(odile aigle)']],
    ['post:"transformation numérique"', ['office(transformation numérique)']],
    ['fonction:« Santé publique »', ['office(santé publique)']],
  ])('%s', (q, expected) => expect(clauses(q)).toEqual(expected));

  it.each([
    ['lang:fr', { langs: ['fr'] }],
    ['langue:EN', { langs: ['en'] }],
    ['kind:mixed', { kinds: ['mixed'] }],
    ['kind:directe', { kinds: ['direct'] }],
    ['from:2019', { from: 20190000, to: null }],
    ['depuis:2019-05', { from: 20190500, to: null }],
    ['to:2020-06-30', { from: null, to: 20200630 }],
    ['jusqu:2020', { from: null, to: 20209999 }],
    ['date:2020-10', { from: 20201000, to: 20201099 }],
    ['from:2019 to:2021 date:2020', { from: 20200000, to: 20209999 }],
  ])('%s', (q, expected) => expect(parseQuery(q)).toMatchObject({ clauses: [], ...expected }));

  it('that mean nothing are words', () => {
    expect(clauses('lang:xx')).toEqual(['lang', 'xx']);
    expect(clauses('date:2020-13')).toEqual(['date', '2020', '13']);
    expect(clauses('speaker:')).toEqual(['speaker']);
    expect(clauses('site:example')).toEqual(['site', 'example']);
    expect(clauses('speaker: Odon')).toEqual(['speaker', 'odon']);
  });
});

it('holds so many phrases; what would be more is words, or excludes nothing, and is said back', () => {
  const many = (count: number, minus = '') => Array.from({ length: count }, (_, i) => `${minus}"pont n${i}"`).join(' ');
  const phrases = (q: string) =>
    parseQuery(q)
      .clauses.flat()
      .filter(({ kind }) => kind === 'phrase').length;
  expect([phrases(many(32)), parseQuery(many(32)).unread]).toEqual([32, []]);
  const more = parseQuery(`${many(32)} "pont rouge" -"pont bleu" -gris`);
  expect(phrases(more.text)).toBe(32);
  expect(more.unread.map(({ start, end }) => more.text.slice(start, end))).toEqual(['pont rouge', 'pont bleu']);
  expect(clauses(more.text).slice(-2)).toEqual(['pont', 'rouge']);
  expect(more.excluded.map((matcher) => matcher.kind)).toEqual(['word']);
  expect(parseQuery(many(40, '-')).excluded).toHaveLength(32);
});

it('never fails, and reads hostile queries in linear time', () => {
  for (const unit of ['"', '-', '"a', 'a"', 'OR ', 'lang:', '(', 'a:b', '« ', 'é', '-"', ' ']) {
    const { clauses, excluded } = parseQuery(unit.repeat(20_000));
    expect(clauses.length).toBeLessThanOrEqual(128);
    expect(excluded.length).toBeLessThanOrEqual(20_000);
  }
});
