import { describe, expect, it } from 'vitest';
import { GLOSSARY, termsOf } from '../../src/lang/glossary/index.ts';

describe('glossary', () => {
  it('holds each pair once, with a term on either side', () => {
    expect(GLOSSARY.length).toBeGreaterThan(1500);
    expect(new Set(GLOSSARY.map(({ fr, en }) => `${fr} = ${en}`)).size).toBe(GLOSSARY.length);
    expect(GLOSSARY.filter(({ fr, en }) => !/^\S.*\S$|^\S$/.test(fr) || !/^\S.*\S$|^\S$/.test(en))).toEqual([]);
    expect(GLOSSARY.filter(({ fr, en }) => /[=/]/.test(fr + en))).toEqual([]);
  });

  it('is asked in either language, without accents or in capitals', () => {
    expect(termsOf('SANTE PUBLIQUE')).toEqual([{ fr: 'santé publique', en: 'public health' }]);
    expect(termsOf('public health')).toContainEqual({ fr: 'santé publique', en: 'public health' });
    expect(termsOf('no such term')).toEqual([]);
  });
});
