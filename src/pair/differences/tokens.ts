/** Words, runs of digits and signs of money and percent, with what stands between them. */
import type { Span } from '../../domain.ts';
import { foldWord } from '../../util/fold.ts';

export type Token = Span & {
  sort: 'word' | 'digits' | 'sign';
  text: string;
  folded: string;
  /** What stands between it and the token before. */
  gap: string;
};

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: chunk, index: from } of text.matchAll(/\S+/g)) {
    if (ADDRESS.test(chunk)) {
      // A telephone number may run into it.
      for (let edge = from; tokens.at(-1)?.sort === 'digits' && edge - tokens.at(-1)!.end <= 2; )
        edge = tokens.pop()!.start;
      end = tokens.at(-1)?.end ?? 0;
      continue;
    }
    for (const { 0: printed, 1: digits, 2: word, index } of chunk.matchAll(PARTS)) {
      const start = from + index;
      const sort = digits ? 'digits' : word ? 'word' : 'sign';
      tokens.push({
        sort,
        text: printed,
        folded: foldWord(printed),
        gap: text.slice(end, start),
        start,
        end: start + printed.length,
      });
      end = start + printed.length;
    }
  }
  return tokens;
}

/** Mail and web addresses are made of letters and digits that say nothing. */
const ADDRESS = /@|:\/\/|^www\.|\p{L}\.\p{L}+\//iu;
const PARTS = /(\d+)|(\p{L}[\p{L}\p{M}]*)|[$€£¥¢%]/gu;

/** One blank of any width, which may not break. */
export const BLANK = '[ \\u00a0\\u2007\\u2009\\u202f]';
