/** Queries as readers type them, made of the words of quotations that are in the collection. */
import type { Lang } from '../../src/domain.ts';
import { languages } from '../../src/lang/index.ts';
import { type Filters, NO_FILTERS } from '../../src/search/port.ts';
import { fold } from '../../src/util/fold.ts';
import type { Generated } from './generate.ts';
import type { Prose } from './prose.ts';
import type { Random } from './random.ts';

export type Query = { q: string; filters: Filters };
export type QueryKind = (typeof KINDS)[number];

export const KINDS = ['frequent word', 'two words', 'any of four', 'phrase', 'suggest', 'two words, filtered'] as const;

/** `count` of each kind; `releases` hold at least one quotation of some length. */
export function inventQueries(
  count: number,
  releases: readonly Generated[],
  prose: Prose,
  random: Random,
): Record<QueryKind, Query[]> {
  const makers: Record<QueryKind, () => Query | null> = {
    'frequent word': () => plain(random.pick(prose.frequent[random.pick(releases).lang].slice(0, 40))),
    'two words': () => wanted(2, ' '),
    'any of four': () => wanted(4, ' OR '),
    phrase: () => {
      const words = random.pick(random.pick(releases).quotations).text.split(' ');
      const start = random.below(Math.max(1, words.length - 3));
      const phrase = words.slice(start, start + 3);
      return phrase.every((word) => /^\p{L}+$/u.test(word)) && phrase.length === 3
        ? plain(`"${phrase.join(' ')}"`)
        : null;
    },
    suggest: () => plain(random.pick(random.pick(releases).quotations).speaker.split(' ').at(-1)!.slice(0, 3)),
    'two words, filtered': () => {
      const query = wanted(2, ' ');
      if (!query) return null;
      const year = 2006 + random.below(15);
      return {
        ...query,
        filters: { ...NO_FILTERS, lang: [query.lang], from: `${year}-01-01`, to: `${year + 5}-12-31` },
      };
    },
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, many(makers[kind])])) as Record<QueryKind, Query[]>;

  function many(make: () => Query | null): Query[] {
    const queries: Query[] = [];
    for (let tries = 0; queries.length < count && tries < count * 1000; tries++) {
      const query = make();
      if (query) queries.push(query);
    }
    if (queries.length < count) throw new Error(`Expected words for ${count} queries, found ${queries.length}.`);
    return queries;
  }

  /** Words of one quotation, any that carry meaning. */
  function wanted(words: number, joined: string): (Query & { lang: Lang }) | null {
    const { quotations, lang } = random.pick(releases);
    const pool = [...new Set(contentWords(random.pick(quotations).text, lang))];
    if (pool.length < words) return null;
    const chosen = Array.from({ length: words }, () => pool.splice(random.below(pool.length), 1)[0]!);
    return { ...plain(chosen.join(joined)), lang };
  }
}

const plain = (q: string): Query => ({ q, filters: NO_FILTERS });

function contentWords(text: string, lang: Lang): string[] {
  return (text.match(/\p{L}{4,}/gu) ?? []).filter((word) => !languages[lang].stopWords.has(fold(word)));
}
