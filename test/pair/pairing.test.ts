/** A pairing that grows must say what one made at once says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import {
  type Features,
  inMemory,
  keysOf,
  numberKeysOf,
  openPairing,
  type Pairing,
  type ReleasePairs,
  type SavedPairing,
  wordsOf,
} from '../../src/pair/index.ts';

type Row = { id: string; lang: Lang; day: string | null; speaker: string; said: string[] };

const EVENTS: Record<Lang, string>[] = [
  {
    en: 'The ferry Aurelia will cross the Grandpré strait 14 times a day, for $820,000, until next winter.',
    fr: 'Le traversier Aurelia franchira le détroit de Grandpré 14 fois par jour, pour 820 000 $, jusqu’à l’hiver.',
  },
  {
    en: 'The Montclerc bridge reopens on May 3 after repairs by Ferrolac and a visit of the mayor.',
    fr: 'Le pont de Montclerc rouvre le 3 mai après des réparations de Ferrolac et une visite du maire.',
  },
  {
    en: 'Schools of Bellecombe will serve 2,300 warm meals every day thanks to Cuisinor and its farmers.',
    fr: 'Les écoles de Bellecombe serviront 2 300 repas chauds chaque jour grâce à Cuisinor et à ses agriculteurs.',
  },
];

function featuresOf({ id, lang, day, speaker, said }: Row): Features {
  return {
    id,
    url: null,
    lang,
    day,
    alternates: [],
    references: [],
    keys: keysOf(said.join(' ')),
    numbers: numberKeysOf(said.join(' ')),
    quotations: said.map((text, i) => ({
      id: `${id}-q${i}`,
      lang,
      speakers: speaker ? [speaker.split(' ')] : [],
      length: text.length,
      keys: keysOf(text),
      words: wordsOf(text, lang),
    })),
  };
}

const answersOf = (pairing: Pairing, ids: Iterable<string>): [string, ReleasePairs][] =>
  [...new Set(ids)].sort().map((id) => [id, pairing.of(id)]);

const rows = fc.array(
  fc.record({
    id: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
    lang: fc.constantFrom<Lang>('en', 'fr'),
    day: fc.constantFrom('2024-05-01', '2024-05-03', null),
    speaker: fc.constantFrom('jane roe', 'paul leclerc', ''),
    event: fc.nat(EVENTS.length - 1),
    twice: fc.boolean(),
  }),
  { minLength: 1, maxLength: 9 },
);
const rowOf = ({ event, twice, ...row }: { event: number; twice: boolean } & Omit<Row, 'said'>): Row => {
  const text = EVENTS[event]![row.lang];
  return { ...row, said: twice ? [text, `${text} ${EVENTS[(event + 1) % EVENTS.length]![row.lang]}`] : [text] };
};

describe('a pairing that grows', () => {
  it('goes on from what it saved as if it had never stopped, and tells every release that changes', () => {
    fc.assert(
      fc.property(rows, fc.nat(8), (drafts, cut) => {
        const collection = drafts.map(rowOf);
        const file = inMemory();
        const before = openPairing(file, null);
        const first = collection.slice(0, cut);
        for (const row of first) before.add(featuresOf(row));
        before.settle();
        const known = new Map(
          answersOf(
            before,
            first.map(({ id }) => id),
          ),
        );
        const saved: SavedPairing = structuredClone(before.save());

        const resumed = openPairing(file, saved);
        expect(answersOf(resumed, known.keys())).toEqual([...known]);
        for (const row of collection.slice(cut)) resumed.add(featuresOf(row));
        const told = [...resumed.settle()];
        const changed = new Set(told);
        expect(told).toHaveLength(changed.size);
        for (const [id, answer] of answersOf(
          resumed,
          collection.map(({ id }) => id),
        )) {
          if (!changed.has(id)) expect([id, answer]).toEqual([id, known.get(id)]);
        }
        for (const row of collection.slice(cut)) expect([...changed]).toContain(row.id);
      }),
      { numRuns: 300 },
    );
  });

  it('pairs a version that comes later, and tells that its counterpart has changed too', () => {
    const file = inMemory();
    const said = (lang: Lang) => [EVENTS[0]![lang]];
    const pairing = openPairing(file, null);
    for (const [i, { fr, en }] of EVENTS.slice(1).entries()) {
      pairing.add(featuresOf({ id: `f${i}`, lang: 'fr', day: '2024-01-01', speaker: 'paul leclerc', said: [fr] }));
      pairing.add(featuresOf({ id: `e${i}`, lang: 'en', day: '2024-01-01', speaker: 'paul leclerc', said: [en] }));
    }
    pairing.add(featuresOf({ id: 'en', lang: 'en', day: '2024-05-01', speaker: 'jane roe', said: said('en') }));
    pairing.settle();
    expect(pairing.of('en').counterpartId).toBeNull();
    pairing.add(featuresOf({ id: 'fr', lang: 'fr', day: '2025-05-01', speaker: 'jane roe', said: said('fr') }));
    expect([...pairing.settle()].sort()).toEqual(['en', 'fr']);
    expect(pairing.of('en').counterpartId).toBe('fr');
    expect(pairing.of('fr').quotations.get('fr-q0')).toEqual({
      counterpartId: 'en-q0',
      versionIds: ['en-q0'],
      statementId: 'en-q0',
    });
    // A revision that tells something else has no version any more.
    pairing.add(featuresOf({ id: 'fr', lang: 'fr', day: '2025-05-01', speaker: '', said: ['Une courtepointe.'] }));
    expect([...pairing.settle()].sort()).toEqual(['en', 'fr']);
    expect(pairing.of('en').counterpartId).toBeNull();
    expect(pairing.size).toEqual({ alive: 6, replaced: 1 });
  });

  it('refuses an id that was never added', () => {
    expect(() => openPairing(inMemory(), null).of('nobody')).toThrow(/that was added, got "nobody"/);
  });
});
