import { describe, expect, it } from 'vitest';
import { cognatesOf } from '../../src/lang/cognates.ts';

const PAIRS = `biodiversity biodiversité | hydrological hydrologique | robotics robotique | democratic démocratique
  residual résiduel | interactive interactif | venomous venimeux | regulator régulateur | journalism journalisme
  archivist archiviste | planetary planétaire | observatory observatoire | ornithology ornithologie | agronomy agronomie
  telegraphy télégraphie | homeopathy homéopathie | bureaucracy bureaucratie | philosophy philosophie
  residency résidence | digitize digitiser | electrify électrifier | participate participer | guardian guardien
  barometer baromètre | hologram hologramme`;
const plain = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '');

describe('cognates', () => {
  it.each(PAIRS.split(/[|\n]/).map((pair) => pair.trim().split(' ')))('%s and %s, but for spelling', (en, fr) => {
    const meets = (found: string[], wanted: string) => found.map(plain).some((word) => like(word, plain(wanted)));
    expect(meets(cognatesOf(en!, 'en', 'fr'), fr!)).toBe(true);
    expect(meets(cognatesOf(fr!, 'fr', 'en'), en!)).toBe(true);
  });

  it('of plurals, and of none that is too short or has no such ending', () => {
    expect(cognatesOf('biodiversities', 'en', 'fr')).toContain('biodiversité');
    expect(cognatesOf('journalistes', 'fr', 'en')).toContain('journalist');
    expect(cognatesOf('city', 'en', 'fr')).toEqual([]);
    expect(cognatesOf('bridge', 'en', 'fr')).toEqual([]);
  });
});

/** `venimeux` would be `venimous`: the stem may have changed by a letter; its ending has not. */
const like = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((letter, i) => letter !== b[i]).length <= 1 && a.slice(-3) === b.slice(-3);
