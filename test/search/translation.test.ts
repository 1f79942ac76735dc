import { describe, expect, it } from 'vitest';
import type { Lexicon, Rendering } from '../../src/domain.ts';
import { parseQuery } from '../../src/search/query.ts';
import { translate } from '../../src/search/translation.ts';

const rendering = (en: string, fr: string, share: { en: number; fr: number }): Rendering => ({
  words: { en, fr },
  stems: { en, fr },
  share,
  inGlossary: false,
  together: 2,
  each: { en: 2, fr: 2 },
  example: null,
});
/** The words are no words, so that the glossary says nothing of them. */
const LEXICON: Lexicon = {
  version: 'v1',
  pairs: 3,
  renderings: [
    rendering('zork', 'bliv', { en: 0.9, fr: 0.3 }),
    rendering('zork', 'blax', { en: 0.2, fr: 0.9 }),
    rendering('zork', 'blum', { en: 0.05, fr: 0.9 }),
    rendering('grond', 'bliv', { en: 0.8, fr: 0.6 }),
    ...'abcdefgh'.split('').map((letter) => rendering('zilk', `sorts${letter}`, { en: 0.125, fr: 1 })),
  ],
};
const known = (q: string) =>
  translate(parseQuery(q), LEXICON, () => false).wanted.map(
    ({ words, terms }) => `${words.map(({ folded }) => folded).join(' ')} = ${terms.join(' ')}`,
  );

describe('translations of a query', () => {
  it('are the renderings of each word, the likeliest first, without those that are hardly ever meant', () => {
    expect(known('zork')).toEqual(['zork = fr:bliv', 'zork = fr:blax']);
    expect(known('bliv')).toEqual(['bliv = en:grond', 'bliv = en:zork']);
    const weights = translate(parseQuery('zork'), LEXICON, () => false).wanted.map(({ weight }) => weight);
    expect(weights[0]).toBeGreaterThan(weights[1]!);
    expect(Math.max(...weights)).toBeLessThanOrEqual(1);
  });

  it('are few, however many are known', () => {
    expect(known('zilk')).toHaveLength(5);
  });

  it('take a term of the glossary as one, small words and inflection aside', () => {
    expect(known('premiers ministres')).toEqual([
      'premiers ministres = en:premier',
      'premiers ministres = en:prime en:minist',
    ]);
    expect(known('the long-term care of all')).toEqual(['long term care = fr:soin fr:long fr:dur']);
    expect(known('soins de longue durée')).toEqual(['soins longue duree = en:long en:term en:care']);
    expect(known('durée longue')).not.toContain('duree longue = en:long en:term');
  });

  it('leave phrases, alternatives, names and small words alone', () => {
    expect(known('"zork"')).toEqual([]);
    expect(known('zork OR grond')).toEqual([]);
    expect(known('speaker:zork post:grond')).toEqual([]);
    expect(known('the zork of it')).toEqual(['zork = fr:bliv', 'zork = fr:blax']);
    expect(known('Quimby 42')).toEqual([]);
  });

  it('read words in the language that the query is in', () => {
    // « chat » is a word of both: a talk, a cat.
    expect(known('le chat').every((line) => line.includes(' = en:'))).toBe(true);
    expect(known('the pain').every((line) => line.includes(' = fr:'))).toBe(true);
    expect(known('pain grond').every((line) => line.includes(' = fr:'))).toBe(true);
  });

  it('of words nobody knows are those of the same origin that the collection holds', () => {
    const collection = new Set(['fr:vaporiseur', 'fr:zorkit', 'en:zorkiti']);
    const found = (q: string) => translate(parseQuery(q), LEXICON, (term) => collection.has(term)).wanted;
    expect(found('the zorkities').map(({ to, text, terms }) => [to, text, terms])).toEqual([
      ['fr', 'zorkité', ['fr:zorkit']],
    ]);
    expect(found('the blorkity')).toEqual([]);
    const [known] = found('zork');
    expect(found('zorkity')[0]!.weight).toBeLessThan(known!.weight);
    expect(translate(parseQuery('pont -zorkity'), LEXICON, () => true).excluded).toEqual([]);
  });

  it('of what is excluded are the surer ones', () => {
    const excluded = translate(parseQuery('housing -zork'), LEXICON, () => false).excluded;
    expect(excluded.map(({ terms }) => terms)).toEqual([['fr:bliv']]);
  });
});
