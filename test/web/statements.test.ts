import { expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import type { Hit } from '../../src/search/port.ts';
import { statementsIn } from '../../src/web/statements.ts';

const found = (id: string, lang: Lang, statement: string, counterpart: Hit['counterpart'] = null) =>
  ({ id, lang, statement: { id: statement }, counterpart, highlights: [] as Hit['highlights'] }) as Hit;
const shown = (hits: Hit[], lang: Lang) =>
  statementsIn(hits, lang).map(({ hit, others }) => [hit.id, others.map(({ id }) => id)]);

it('gives each statement where it first stands, in the language of the reader if it was found in it', () => {
  const hits = [
    found('a-en', 'en', 'a'),
    found('b-en', 'en', 'b'),
    found('a-fr', 'fr', 'a'),
    found('a-again', 'fr', 'a'),
  ];
  expect(shown(hits, 'en')).toEqual([
    ['a-en', ['a-fr', 'a-again']],
    ['b-en', []],
  ]);
  expect(shown(hits, 'fr')).toEqual([
    ['a-fr', ['a-en', 'a-again']],
    ['b-en', []],
  ]);
  expect(shown([], 'fr')).toEqual([]);
  const version = { id: 'a-en', lang: 'en', text: 'a' } as const;
  const paired = [found('a-again', 'fr', 'a'), found('a-en', 'en', 'a'), found('a-fr', 'fr', 'a', version)];
  expect(shown(paired, 'fr')).toEqual([['a-fr', ['a-again', 'a-en']]]);
});

it('prefers what holds the words of the query to what was found by an office alone, whatever the language', () => {
  const marked = { ...found('a-fr', 'fr', 'a'), highlights: [{ start: 0, end: 5 }] };
  expect(shown([found('a-en', 'en', 'a'), marked], 'en')).toEqual([['a-fr', ['a-en']]]);
  expect(shown([marked, { ...found('a-en', 'en', 'a'), highlights: [{ start: 4, end: 10 }] }], 'en')).toEqual([
    ['a-en', ['a-fr']],
  ]);
});
