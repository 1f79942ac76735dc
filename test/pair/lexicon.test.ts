import { describe, expect, it } from 'vitest';
import { learn, type Versions } from '../../src/pair/index.ts';

/** Invented words of two invented dialects, beside words that each text has by chance. */
const TEXTS: [string, string][] = [
  ['The zorvel crosses the marsh', 'Le plimard traverse le marais'],
  ['A zorvel needs fresh paint', 'Un plimard demande de la peinture'],
  ['Her zorvel sings at dawn', 'Son plimard chante à l’aube'],
  ['The quibbly lamp is lit', 'La lampe est grivelue'],
  ['A quibbly evening again', 'Encore une soirée grivelue'],
  ['Nobody sells a quibbly zorvel', 'Personne ne vend de plimard grivelu'],
];
const aligned = (texts: [string, string][]): Versions[] =>
  texts.map(([en, fr], i) => ({ texts: { en, fr }, ids: { en: `en-${i}`, fr: `fr-${i}` } }));
const find = (lexicon: ReturnType<typeof learn>, en: string, fr: string) =>
  lexicon.renderings.find(({ words }) => words.en === en && words.fr === fr);

describe('learn', () => {
  it('learns words that no glossary has, both ways, with how often they met and where', () => {
    const lexicon = learn(aligned(TEXTS));
    expect(lexicon.pairs).toBe(6);
    const rendering = find(lexicon, 'zorvel', 'plimard');
    expect(rendering).toMatchObject({
      inGlossary: false,
      together: 4,
      each: { en: 4, fr: 4 },
      example: { en: 'en-0', fr: 'fr-0' },
    });
    expect(rendering!.share.en).toBeGreaterThan(0.6);
    expect(find(lexicon, 'quibbly', 'grivelue')?.together).toBe(3);
    expect(find(lexicon, 'zorvel', 'grivelue')).toBeUndefined();
  });

  it('believes nothing that met once, and knows the glossary without any text', () => {
    const once = learn(aligned(TEXTS.slice(0, 1)));
    expect(find(once, 'zorvel', 'plimard')).toBeUndefined();
    const bare = learn([]);
    expect(find(bare, 'bridge', 'pont')).toMatchObject({ inGlossary: true, together: 0, example: null });
    expect(bare.renderings.every(({ inGlossary }) => inGlossary)).toBe(true);
  });

  it('is the same for the same texts, and of another version for others', () => {
    expect(learn(aligned(TEXTS))).toEqual(learn(aligned(TEXTS)));
    expect(learn(aligned(TEXTS)).version).not.toBe(learn([]).version);
  });

  it('has shares from 0 to 1, strongest first', () => {
    const strengths = learn(aligned(TEXTS)).renderings.map(({ share }) => Math.sqrt(share.en * share.fr));
    expect(strengths.every((one) => one >= 0 && one <= 1)).toBe(true);
    expect(strengths.every((one, i) => i === 0 || one <= strengths[i - 1]! + 1e-9)).toBe(true);
  });
});
