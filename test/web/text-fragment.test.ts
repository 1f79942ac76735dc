import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfWords } from '../../src/web/text-fragment.ts';

const URL_OF_PAGE = 'https://val.example/1';
/** The directive for the words of a text that the spans cover. */
const directive = (text: string, ...spans: [number, number][]) => {
  const ranges = spans.length > 0 ? spans : [[0, text.length] as const];
  return addressOfWords(
    URL_OF_PAGE,
    text,
    ranges.map(([start, end]) => ({ start, end })),
  ).slice(URL_OF_PAGE.length);
};

describe('the address of words', () => {
  it('has short words whole, encoded with the signs that are the directive’s own', () => {
    expect(directive('Well-being, care & 20 %')).toBe('#:~:text=Well%2Dbeing%2C%20care%20%26%2020%20%25');
    expect(directive('L’île d’à côté')).toBe('#:~:text=L%E2%80%99%C3%AEle%20d%E2%80%99%C3%A0%20c%C3%B4t%C3%A9');
  });

  it('finds no-break spaces of the page by plain ones', () => {
    expect(directive('Voici\u00a0: 20\u202f%')).toBe('#:~:text=Voici%20%3A%2020%20%25');
  });

  it('tells long words, and those of several blocks, by their start and end', () => {
    const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ');
    expect(directive(long)).toBe(
      '#:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39',
    );
    expect(directive('First line.\n\nLast-line, here.')).toBe('#:~:text=First%20line.,Last%2Dline%2C%20here.');
  });

  it('spans what interrupts a quotation', () => {
    const text = 'He said: I am proud, the minister said, of this. The end.';
    expect(directive(text, [9, 19], [40, 47])).toBe(
      '#:~:text=I%20am%20proud%2C%20the%20minister%20said%2C%20of%20this',
    );
  });

  it('keeps a fragment that the address has', () => {
    const at = (url: string) => addressOfWords(url, 'words', [{ start: 0, end: 5 }]);
    expect(at('https://val.example/1?a=b#part')).toBe('https://val.example/1?a=b#part:~:text=words');
    expect(at('https://val.example/1#:~:text=other')).toBe('https://val.example/1#:~:text=other&text=words');
  });

  it('is that of the page where there are no words, or half a character', () => {
    expect(directive('')).toBe('');
    expect(directive(' \n ')).toBe('');
    expect(directive('half \ud83d')).toBe('');
    expect(addressOfWords(URL_OF_PAGE, 'words', [])).toBe(URL_OF_PAGE);
  });

  it('holds words of the text and nothing else, whatever the text', () => {
    const word = fc.constantFrom('mot', 'dit-on', 'a,b', '20 %', '&', '-', 'l’île', '\n', '\n\n', '»', '#', '=');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (words) => {
        const text = words.join(' ');
        const address = directive(text);
        const [, value] = address.match(/^#:~:text=([^-&]+)$/) ?? (text.trim() === '' ? [address, ''] : []);
        expect(value).toBeDefined();
        const plain = text.replace(/\s+/g, ' ').trim();
        const ends = value!.split(',').map(decodeURIComponent);
        expect(ends.length).toBeLessThanOrEqual(2);
        expect(plain.startsWith(ends[0]!)).toBe(true);
        expect(plain.endsWith(ends.at(-1)!)).toBe(true);
      }),
    );
  });
});
