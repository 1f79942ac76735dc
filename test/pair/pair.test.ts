import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { type Features, numbersIn, pair } from '../../src/pair/index.ts';

let serial = 0;
function release(lang: Lang, more: Partial<Features> & { speakers?: string[] } = {}): Features {
  serial += 1;
  const id = more.id ?? `r${String(serial).padStart(3, '0')}`;
  const quotations = (more.speakers ?? []).map((speaker, i) => ({
    id: `${id}-q${i}`,
    lang,
    speaker,
    length: 100,
    numbers: new Set<string>(),
  }));
  return {
    id,
    url: `https://x.example/${id}`,
    lang,
    publisher: null,
    day: '2024-05-01',
    alternates: [],
    numbers: new Set(),
    quotations,
    ...more,
  };
}
const both = (pairs: ReadonlyMap<string, string>, a: Features, b: Features) => [pairs.get(a.id), pairs.get(b.id)];

describe('pair', () => {
  it('believes an explicit link, whichever side gives it, also across days', () => {
    const en = release('en');
    const fr = release('fr', { day: '2024-05-03', alternates: [en.url!] });
    expect(both(pair([fr, en]).releases, en, fr)).toEqual([fr.id, en.id]);
    expect(both(pair([en, fr]).releases, en, fr)).toEqual([fr.id, en.id]);
  });

  it('links that both sides give count once', () => {
    const en = release('en', {
      id: 'a',
      url: 'https://x.example/a',
      alternates: ['https://x.example/b'],
      speakers: ['jane roe'],
    });
    const fr = release('fr', {
      id: 'b',
      url: 'https://x.example/b',
      alternates: ['https://x.example/a'],
      speakers: ['jane roe'],
    });
    const pairs = pair([fr, en]);
    expect(both(pairs.releases, en, fr)).toEqual(['b', 'a']);
    expect(pairs.quotations.get('a-q0')).toBe('b-q0');
  });

  it('pairs by speakers and numbers of the same day, and aligns speaker by speaker', () => {
    const numbers = new Set(['14', '820000']);
    const en = release('en', { numbers, speakers: ['jane roe', 'paul lee', 'jane roe'] });
    const fr = release('fr', { numbers, speakers: ['paul lee', 'jane roe', 'jane roe'] });
    const other = release('fr', { numbers: new Set(['3']), speakers: ['ann low'] });
    const pairs = pair([en, fr, other]);
    expect(both(pairs.releases, en, fr)).toEqual([fr.id, en.id]);
    expect(pairs.releases.has(other.id)).toBe(false);
    expect([0, 1, 2].map((i) => pairs.quotations.get(`${en.id}-q${i}`))).toEqual([
      `${fr.id}-q1`,
      `${fr.id}-q0`,
      `${fr.id}-q2`,
    ]);
  });

  it('pairs nobody when two fit alike', () => {
    const numbers = new Set(['14', '820000']);
    const en = release('en', { numbers, speakers: ['jane roe'] });
    const twins = [
      release('fr', { numbers, speakers: ['jane roe'] }),
      release('fr', { numbers, speakers: ['jane roe'] }),
    ];
    expect(pair([en, ...twins]).releases.size).toBe(0);
  });

  it('pairs both languages within one page', () => {
    const page = release('fr');
    page.quotations = [
      { id: 'f', lang: 'fr', speaker: 'jane roe', length: 100, numbers: new Set() },
      { id: 'e', lang: 'en', speaker: 'jane roe', length: 90, numbers: new Set() },
    ];
    expect(pair([page]).quotations.get('f')).toBe('e');
  });

  it('is one-to-one, mutual and does not depend on the order', () => {
    const arbitrary = fc.array(
      fc.record({
        lang: fc.constantFrom<Lang>('en', 'fr'),
        speaker: fc.constantFrom('a b', 'c d'),
        numbers: fc.subarray(['1', '2', '3', '4']),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(arbitrary, (rows) => {
        const collection = rows.map(({ lang, speaker, numbers }, i) =>
          release(lang, { id: `r${i}`, url: null, speakers: [speaker], numbers: new Set(numbers) }),
        );
        const { releases } = pair(collection);
        expect(new Set(releases.values()).size).toBe(releases.size);
        for (const [a, b] of releases) expect(releases.get(b)).toBe(a);
        expect([...pair([...collection].reverse()).releases].sort()).toEqual([...releases].sort());
      }),
      { numRuns: 200 },
    );
  });
});

it('numbersIn reads amounts alike in both languages', () => {
  expect([...numbersIn('820 000 $ et 14,2 %')]).toEqual([...numbersIn('$820,000 and 14.2%')]);
});
