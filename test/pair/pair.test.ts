import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { type Features, keysOf, numberKeysOf, numbersIn, pair, wordsOf } from '../../src/pair/index.ts';

let serial = 0;
type Given = Partial<Omit<Features, 'keys' | 'numbers' | 'quotations'>> & { text?: string; said?: [string, string][] };

/** A release of this text, in which each of `said` (a speaker, the words) is quoted. */
function release(lang: Lang, { text = '', said = [], ...more }: Given = {}): Features {
  serial += 1;
  const id = more.id ?? `r${String(serial).padStart(3, '0')}`;
  return {
    id,
    url: `https://x.example/${id}`,
    lang,
    day: '2024-05-01',
    alternates: [],
    references: [],
    keys: keysOf(`${text} ${said.flat().join(' ')}`),
    numbers: numberKeysOf(`${text} ${said.flat().join(' ')}`),
    quotations: said.map(([speaker, words], i) => quotation(`${id}-q${i}`, lang, speaker, words)),
    ...more,
  };
}
const quotation = (id: string, lang: Lang, speaker: string, words: string) => ({
  id,
  lang,
  speakers: speaker ? [speaker.split(' ')] : [],
  length: words.length,
  keys: keysOf(words),
  words: wordsOf(words, lang),
});

/** Three events, told in both languages. */
const FERRY_EN = 'The ferry Aurelia will cross the Grandpré strait 14 times a day, for $820,000.';
const FERRY_FR = 'Le traversier Aurelia franchira le détroit de Grandpré 14 fois par jour, pour 820 000 $.';
const BRIDGE_EN = 'The Montclerc bridge reopens on May 3 after repairs by Ferrolac.';
const BRIDGE_FR = 'Le pont de Montclerc rouvre le 3 mai après des réparations de Ferrolac.';
const both = (pairs: ReadonlyMap<string, string>, a: Features, b: Features) => [pairs.get(a.id), pairs.get(b.id)];

describe('pair', () => {
  it('believes an explicit link, whichever side gives it, also across days', () => {
    const en = release('en');
    const fr = release('fr', { day: '2024-05-30', alternates: [en.url!] });
    expect(both(pair([fr, en]).releases, en, fr)).toEqual([fr.id, en.id]);
    expect(both(pair([en, fr]).releases, en, fr)).toEqual([fr.id, en.id]);
  });

  it('links that both sides give count once', () => {
    const said: [string, string][] = [['jane roe', 'Aurelia, Aurelia']];
    const en = release('en', { id: 'a', alternates: ['https://x.example/b'], said });
    const fr = release('fr', { id: 'b', alternates: ['https://x.example/a'], said });
    const pairs = pair([fr, en]);
    expect(both(pairs.releases, en, fr)).toEqual(['b', 'a']);
    expect(pairs.quotations.get('a-q0')).toBe('b-q0');
  });

  it('pairs by what translation leaves alone, and leaves another release of the day alone', () => {
    const en = release('en', { text: FERRY_EN });
    const fr = release('fr', { text: FERRY_FR });
    const others = [release('en', { text: BRIDGE_EN }), release('fr', { text: 'Une exposition de courtepointes.' })];
    const { releases } = pair([en, fr, ...others]);
    expect(both(releases, en, fr)).toEqual([fr.id, en.id]);
    expect(others.map(({ id }) => releases.has(id))).toEqual([false, false]);
  });

  it('aligns quotations by their words, also of one speaker, in another order, under a misprinted name', () => {
    const en = release('en', {
      text: FERRY_EN,
      said: [
        ['jane roe', 'Aurelia carries 14 cars.'],
        ['paul leclerc', 'Grandpré waited since 1998.'],
        ['jane roe', 'We paid 820,000 for Montclerc.'],
      ],
    });
    const fr = release('fr', {
      text: FERRY_FR,
      said: [
        ['paul leclerk', 'Grandpré attendait depuis 1998.'],
        ['jane roe', 'Montclerc nous a coûté 820 000.'],
        ['jane roe', 'Aurelia transporte 14 voitures.'],
      ],
    });
    const { quotations } = pair([en, fr]);
    expect([0, 1, 2].map((i) => quotations.get(`${en.id}-q${i}`))).toEqual([2, 0, 1].map((i) => `${fr.id}-q${i}`));
  });

  it('finds the version that came a year later', () => {
    const en = release('en', { text: FERRY_EN, said: [['jane roe', 'Aurelia carries 14 cars to Grandpré.']] });
    const fr = release('fr', {
      text: FERRY_FR,
      day: '2025-06-02',
      said: [['jane roe', 'Aurelia transporte 14 voitures à Grandpré.']],
    });
    const others = [release('en', { text: BRIDGE_EN }), release('fr', { text: BRIDGE_FR })];
    expect(both(pair([en, fr, ...others]).releases, en, fr)).toEqual([fr.id, en.id]);
  });

  it('pairs nobody when two fit alike', () => {
    const en = release('en', { text: FERRY_EN });
    const twins = [release('fr', { text: FERRY_FR }), release('fr', { text: FERRY_FR })];
    expect(pair([en, ...twins]).releases.size).toBe(0);
  });

  it('joins what one side splits, as versions of the whole, and leaves the counterpart one-to-one', () => {
    const en = release('en', {
      text: FERRY_EN,
      said: [
        ['jane roe', 'The ferry will bring doctors and nurses to every village of the coast this winter.'],
        ['jane roe', 'Our schools will receive new books and warm meals before the end of the year.'],
      ],
    });
    const fr = release('fr', {
      text: FERRY_FR,
      said: [
        [
          'jane roe',
          'Le traversier amènera des médecins et des infirmières dans chaque village de la côte cet hiver. Nos écoles ' +
            'recevront de nouveaux livres et des repas chauds avant la fin de l’année.',
        ],
      ],
    });
    const { quotations, versions, statements } = pair([en, fr]);
    const [whole, first, second] = [`${fr.id}-q0`, `${en.id}-q0`, `${en.id}-q1`];
    expect(versions.get(whole)).toEqual([first, second]);
    expect([first, second].map((id) => versions.get(id))).toEqual([[whole], [whole]]);
    expect([...quotations.values()].filter((id) => id === whole)).toHaveLength(1);
    expect(new Set([whole, first, second].map((id) => statements.get(id))).size).toBe(1);
  });

  it('leaves alone a leftover of another speaker, or that the other side does not say', () => {
    const long = 'The ferry will bring doctors and nurses to every village of the coast this winter and next summer.';
    const en = release('en', {
      text: FERRY_EN,
      said: [
        ['jane roe', long],
        ['jane roe', 'The museum opens its gallery of paintings to the children of the city.'],
        ['paul leclerc', 'The ferry will bring doctors and nurses to the coast.'],
      ],
    });
    const fr = release('fr', {
      text: FERRY_FR,
      said: [
        [
          'jane roe',
          'Le traversier amènera des médecins et des infirmières dans chaque village de la côte cet hiver et l’été prochain.',
        ],
      ],
    });
    expect(pair([en, fr]).versions.get(`${fr.id}-q0`)).toEqual([`${en.id}-q0`]);
  });

  it('aligns by the glossary where neither names nor numbers nor cognates tell', () => {
    const said = (...words: string[]): [string, string][] => words.map((one) => ['jane roe', one]);
    const en = release('en', {
      text: FERRY_EN,
      said: said('Snow will not stop our trucks and ploughs.', 'Every child deserves a warm bed and a good teacher.'),
    });
    const fr = release('fr', {
      text: FERRY_FR,
      said: said('Chaque enfant mérite un lit chaud et un bon enseignant.', 'La neige n’arrêtera pas nos camions.'),
    });
    const { quotations } = pair([en, fr]);
    expect([0, 1].map((i) => quotations.get(`${en.id}-q${i}`))).toEqual([`${fr.id}-q1`, `${fr.id}-q0`]);
  });

  it('groups word-for-word and near repeats by one speaker as one statement, named after the first', () => {
    const words = 'We will build twelve bridges across the northern valley before the ferry season ends in autumn';
    const twice = release('en', { day: '2024-06-01', said: [['jane roe', words]] });
    const once = release('en', { day: '2024-05-01', said: [['jane roe', `${words} this year`]] });
    const stranger = release('en', { day: '2024-04-01', said: [['paul leclerc', words]] });
    const short = ['2024-01-01', '2024-02-01'].map((day) =>
      release('en', { day, said: [['jane roe', 'Thank you all very much.']] }),
    );
    const { statements } = pair([twice, once, stranger, ...short]);
    const of = (one: Features) => statements.get(`${one.id}-q0`);
    expect(of(twice)).toBe(`${once.id}-q0`);
    expect(of(once)).toBe(`${once.id}-q0`);
    expect(of(stranger)).toBe(`${stranger.id}-q0`);
    expect(of(short[0]!)).not.toBe(of(short[1]!));
  });

  it('pairs both languages within one page', () => {
    const page = {
      ...release('fr', { text: `${FERRY_FR} ${FERRY_EN}` }),
      quotations: [
        quotation('f', 'fr', 'jane roe', 'Aurelia transporte 14 voitures.'),
        quotation('e', 'en', 'jane roe', 'Aurelia carries 14 cars.'),
      ],
    };
    expect(pair([page]).quotations.get('f')).toBe('e');
  });

  it('is one-to-one, mutual, joins only two languages and does not depend on the order', () => {
    const arbitrary = fc.array(
      fc.record({
        lang: fc.constantFrom<Lang>('en', 'fr'),
        speaker: fc.constantFrom('jane roe', 'paul leclerc', ''),
        text: fc.constantFrom(FERRY_EN, FERRY_FR, BRIDGE_EN, BRIDGE_FR),
        day: fc.constantFrom('2024-05-01', '2024-05-03', null),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(arbitrary, (rows) => {
        const collection = rows.map(({ lang, speaker, text, day }, i) =>
          release(lang, { id: `r${i}`, url: null, day, text, said: [[speaker, text]] }),
        );
        const langs = new Map(collection.map(({ id, lang }) => [id, lang]));
        const { releases, quotations } = pair(collection);
        for (const [a, b] of releases) {
          expect(releases.get(b)).toBe(a);
          expect(langs.get(a)).not.toBe(langs.get(b));
        }
        for (const [a, b] of quotations) expect(quotations.get(b)).toBe(a);
        expect([...pair([...collection].reverse()).releases].sort()).toEqual([...releases].sort());
      }),
      { numRuns: 200 },
    );
  });
});

it('numbersIn reads amounts alike in both languages', () => {
  expect([...numbersIn('820 000 $ et 14,2 %')]).toEqual([...numbersIn('$820,000 and 14.2%')]);
});
