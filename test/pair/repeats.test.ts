/**
 * What a page says again and again is compared once, and of very much only what is likely: 2,000 equal quotations in a pair
 * took 27 s and 1 GB, 2,000 that differ in a number 38 s and 1.6 GB.
 */
import { describe, expect, it } from 'vitest';
import { keysOf, type QuotationFeatures, wordsOf } from '../../src/pair/index.ts';
import { align, type Comparison } from '../../src/pair/quotations.ts';

const TEXTS = {
  en: 'The new bridge will carry eight thousand people over the river every single morning.',
  fr: 'Le nouveau pont fera passer huit mille personnes au-dessus de la rivière chaque matin.',
};

function repeated(lang: 'en' | 'fr', count: number): QuotationFeatures[] {
  const [keys, words] = [keysOf(TEXTS[lang]), wordsOf(TEXTS[lang], lang)];
  return Array.from({ length: count }, (_, i) => ({
    id: `${lang}${i}`,
    lang,
    speakers: [['jane', 'roe']],
    length: TEXTS[lang].length,
    keys,
    words,
  }));
}

function numbered(lang: 'en' | 'fr', count: number): QuotationFeatures[] {
  return repeated(lang, count).map((quotation, i) => {
    const text = TEXTS[lang].replace(/eight thousand|huit mille/, String(1000 + i));
    return { ...quotation, keys: keysOf(text), words: wordsOf(text, lang) };
  });
}

/** Everything renders everything; counts how often that is asked. */
function counting(): { comparison: Comparison; asked: () => number } {
  let asked = 0;
  const likeness = () => {
    asked += 1;
    return 1;
  };
  const shared = (a: Uint32Array, b: Uint32Array) => Number(a.some((key) => b.includes(key)));
  const weights = { of: () => 1, isRare: () => true, likeness: shared };
  return { comparison: { weights, translation: { likeness, coverage: () => 1 } }, asked: () => asked };
}

it.each([3, 8, 2000])('%i equal quotations on each side are paired in their order, by one comparison', (count) => {
  const { comparison, asked } = counting();
  const aligned = align(repeated('fr', count), repeated('en', count), comparison);
  expect(aligned.map(({ a, b }) => [a.id, b.id])).toEqual(
    Array.from({ length: count }, (_, i) => [`fr${i}`, `en${i}`]),
  );
  expect(asked()).toBe(1);
});

it('of many on one side and fewer on the other, each of the fewer is paired once', () => {
  const { comparison } = counting();
  const aligned = align(repeated('fr', 300), repeated('en', 40), comparison);
  const pieces = aligned.map(({ b }) => b.id);
  expect(new Set(pieces).size).toBe(40);
  expect(aligned).toHaveLength(40);
});

describe.each(['in the same order', 'the other way round'])('very many that differ in a number, %s', (order) => {
  it.each([600, 2400])('%i on each side are paired by comparing a hundred each at most', (count) => {
    const { comparison, asked } = counting();
    const others = numbered('en', count);
    const aligned = align(numbered('fr', count), order === 'in the same order' ? others : others.reverse(), comparison);
    expect(aligned).toHaveLength(count);
    for (const { a, b } of aligned) expect(a.id.slice(2)).toBe(b.id.slice(2));
    expect(asked()).toBeLessThanOrEqual(100 * count);
  });
});
