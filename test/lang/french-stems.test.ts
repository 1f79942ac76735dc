/** The published table of what French stems unite and keep apart (`french-stems.md` beside it) against the code. */
import { readFileSync } from 'node:fs';
import porter from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import { describe, expect, it } from 'vitest';
import { frenchStem } from '../../src/lang/fr-stem.ts';

const PAGE = readFileSync(new URL('french-stems.md', import.meta.url), 'utf8');
const [united, apart, known] = PAGE.split(/^## .*$/m)
  .slice(1)
  .map((section) =>
    [...section.matchAll(/^\| (\S.*?\p{L}) \| (\d) \| (\d) \|$/gmu)].map(([, words, alone, overlaid]) => ({
      words: words!.split(' '),
      alone: Number(alone),
      overlaid: Number(overlaid),
    })),
  );
const count = (stem: (word: string) => string, words: readonly string[]) => new Set(words.map(stem)).size;

describe('French stems', () => {
  it('are as the page says, which has a row for each', () => {
    const rows = [united!, apart!, known!].flat();
    expect(rows.length).toBe(PAGE.match(/^\| .* \| \d \| \d \|$/gm)!.length);
    for (const { words, alone, overlaid } of rows) {
      expect([words, count((word) => porter.stem(word), words)]).toEqual([words, alone]);
      expect([words, count(frenchStem, words)]).toEqual([words, overlaid]);
    }
  });

  it.each(united!)('unite $words', ({ words }) => {
    expect(count(frenchStem, words)).toBe(1);
  });

  it.each(apart!)('keep $words apart', ({ words }) => {
    expect(count(frenchStem, words)).toBe(words.length);
  });

  it('are mended: the stemmer alone does worse in both', () => {
    const united1 = united!.filter(({ alone }) => alone === 1).length;
    const apart1 = apart!.filter(({ words, alone }) => alone === words.length).length;
    expect(united1).toBeLessThan(united!.length / 2);
    expect(apart1).toBeLessThan(apart!.length);
  });

  it('are the same of what is typed without accents, where a pair says so', () => {
    expect(frenchStem('fraiche')).toBe(frenchStem('frais'));
    expect(frenchStem('entraineuse')).toBe(frenchStem('entraineur'));
    expect(frenchStem('meres')).toBe(frenchStem('mère'));
  });
});
