/**
 * The language of a block: a vote of function words, and `franc` (restricted to our languages) where the vote of a long
 * block is close (docs/decisions/2026-12-01-franc.md).
 */
import { francAll } from 'franc';
import type { Block, Lang } from '../../domain.ts';
import { LANGS, languages } from '../../lang/index.ts';
import { type Token, tokenise } from './tokens.ts';

/**
 * The language of each block, and the one most of the text is in; `declared` decides where nothing else does. `tokens`
 * are those of each block.
 */
export function blockLanguages(
  text: string,
  blocks: readonly Omit<Block, 'lang'>[],
  tokens: readonly (readonly Token[])[],
  declared: Lang | null,
): { blocks: Block[]; lang: Lang } {
  const opinions = tokens.map((words) => languageOf(text, words));
  const weight = new Map<Lang, number>();
  opinions.forEach((lang, i) => {
    const { start, end } = blocks[i]!.span;
    if (lang) weight.set(lang, (weight.get(lang) ?? 0) + end - start);
  });
  const ranked = [...weight].sort((a, b) => b[1] - a[1]);
  const lang = ranked[0]?.[0] ?? declared ?? LANGS[0]!;
  // A block that tells nothing (a name, a number) is in the language of the block before it: pages in two languages
  // come in stretches of one.
  let current = opinions.find((opinion) => opinion !== null) ?? lang;
  return {
    lang,
    blocks: blocks.map((block, i) => {
      current = opinions[i] ?? current;
      return { ...block, lang: current };
    }),
  };
}

/** Null where the words do not tell. Only the first 500 characters are read. */
export function guessLanguage(words: string): Lang | null {
  return languageOf(words, tokenise(words, 0, Math.min(words.length, SAMPLE)));
}

/** The language of a stretch of tokens of `text`, or null. Only the first 500 characters are read. */
export function languageOf(text: string, tokens: readonly Token[]): Lang | null {
  const { first, lead, count } = vote(tokens);
  if (first && lead >= Math.max(1, count / 20)) return first;
  // Names and titles mislead franc, whether no function word is there or one by chance; the blocks around them tell more.
  if (!first || count < LONG) return null;
  const { start } = tokens[0]!;
  const sample = text.slice(start, Math.min(tokens.at(-1)!.end, start + SAMPLE));
  const [best] = francAll(sample, { only: LANGS.map((lang) => languages[lang].iso639_3) });
  return LANGS.find((lang) => languages[lang].iso639_3 === best?.[0]) ?? null;
}

/** The votes of the function words of a line: counted once, asked about any of its stretches. */
export type LineVotes = {
  /** The language that the tokens of these stretches give without doubt: two words more of it than of any other. */
  sureLanguage(stretches: readonly { from: number; to: number }[]): Lang | null;
};

/** Only the tokens that `counts` accepts have a vote. */
export function lineVotes(tokens: readonly Token[], counts: (token: Token) => boolean): LineVotes {
  const width = LANGS.length;
  /** Of all tokens before each, language by language. */
  const before = new Uint32Array((tokens.length + 1) * width);
  tokens.forEach((token, i) => {
    for (let index = 0; index < width; index += 1) before[(i + 1) * width + index] = before[i * width + index]!;
    const voters = token.kind === 'word' && VOTERS.get(token.folded);
    if (voters && counts(token)) for (const index of voters) before[(i + 1) * width + index]! += 1;
  });
  return {
    sureLanguage(stretches) {
      const votes = LANGS.map((_, index) =>
        stretches.reduce((sum, { from, to }) => sum + before[to * width + index]! - before[from * width + index]!, 0),
      );
      const { first, lead } = leading(votes);
      return lead >= 2 ? first : null; // names hold one by chance
    },
  };
}

/** The language with most function words (null when there are none), its lead over the next, and the words in all. */
function vote(tokens: readonly Token[]): { first: Lang | null; lead: number; count: number } {
  const votes = LANGS.map(() => 0);
  let count = 0;
  const limit = (tokens[0]?.start ?? 0) + SAMPLE;
  for (const { kind, folded, start } of tokens) {
    if (start > limit) break;
    if (kind !== 'word') continue;
    count += 1;
    const voters = VOTERS.get(folded);
    if (voters) for (const index of voters) votes[index]! += 1;
  }
  return { ...leading(votes), count };
}

function leading(votes: readonly number[]): { first: Lang | null; lead: number } {
  let first = 0;
  let second = -1;
  for (let index = 1; index < votes.length; index += 1) {
    if (votes[index]! > votes[first]!) [first, second] = [index, first];
    else if (second === -1 || votes[index]! > votes[second]!) second = index;
  }
  const most = votes[first]!;
  return { first: most > 0 ? LANGS[first]! : null, lead: most - (votes[second] ?? 0) };
}

/** Function words, elided ones with the apostrophe that their tokens keep, to the places of their languages in `LANGS`. */
const VOTERS = new Map<string, number[]>();
LANGS.forEach((lang, index) => {
  const { functionWords, elisions } = languages[lang];
  for (const word of functionWords) {
    for (const form of elisions.has(word) ? [word, `${word}'`] : [word])
      VOTERS.set(form, [...(VOTERS.get(form) ?? []), index]);
  }
});

const SAMPLE = 500;
/** Words that `franc` needs where the vote is close. */
const LONG = 25;
