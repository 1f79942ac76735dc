/** The posts of the register by their wordings, and who held them when. */
import type { Lang, Membership, Person, Post, Register } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { type PrintedPost, postsOf } from './titles.ts';

export type Tenure = { person: Person; post: Post; membership: Membership };

export type Posts = {
  /** Those of this wording in any jurisdiction. */
  worded(printed: PrintedPost, lang: Lang): readonly Post[];
  /** Those of the jurisdiction that a shortened wording may mean (`ministre de la Culture` for `… et des …`). */
  shortened(printed: PrintedPost, lang: Lang, jurisdiction: string): readonly Post[];
  /** How the wording fits the post: `exact`; `near` where it is shorter or its rank is another; null when it does not. */
  fit(printed: PrintedPost, lang: Lang, post: Post): 'exact' | 'near' | null;
  /** Posts whose portfolios make up the printed one (`Minister of A and B` of who is minister of A, and of B). */
  together(printed: PrintedPost, lang: Lang, among: readonly Post[]): readonly Post[];
  heldBy(person: Person): readonly Tenure[];
  holdersOf(post: Post): readonly Tenure[];
};

export function postsOfRegister({ people, posts, memberships }: Register): Posts {
  const byWording = new Map<string, Post[]>();
  const byPortfolioWord = new Map<string, Post[]>();
  const wordings = new Map<Post, Wording[]>();
  for (const post of posts) {
    const own = wordingsOf(post);
    wordings.set(post, own);
    for (const { lang, key, portfolio } of own) {
      push(byWording, `${lang} ${key}`, post);
      for (const word of portfolio) push(byPortfolioWord, `${post.jurisdiction} ${lang} ${word}`, post);
    }
  }
  const personById = new Map(people.map((person) => [person.id, person]));
  const postById = new Map(posts.map((post) => [post.id, post]));
  const byPerson = new Map<Person, Tenure[]>();
  const byPost = new Map<Post, Tenure[]>();
  for (const membership of memberships) {
    const person = personById.get(membership.personId);
    const post = postById.get(membership.postId);
    if (!person || !post) continue;
    const tenure = { person, post, membership };
    push(byPerson, person, tenure);
    push(byPost, post, tenure);
  }

  return {
    worded: ({ key }, lang) => byWording.get(`${lang} ${key}`) ?? NONE,
    shortened(printed, lang, jurisdiction) {
      const [word] = wordsOf(printed.portfolioKey);
      const candidates = word ? (byPortfolioWord.get(`${jurisdiction} ${lang} ${word}`) ?? NONE) : NONE;
      const rank = rankOf(printed);
      return candidates.filter((post) =>
        wordings
          .get(post)!
          .some((one) => one.lang === lang && one.rank === rank && holdsAll(printed.portfolioKey, one)),
      );
    },
    fit(printed, lang, post) {
      const own = (wordings.get(post) ?? wordingsOf(post)).filter((one) => one.lang === lang);
      if (own.some(({ key }) => key === printed.key)) return 'exact';
      const near = own.some(
        ({ key, portfolioKey }) =>
          (printed.portfolioKey !== '' && printed.portfolioKey === portfolioKey) || isWithin(printed.key, key),
      );
      return near ? 'near' : null;
    },
    together(printed, lang, among) {
      const wanted = new Set(wordsOf(printed.portfolioKey));
      const parts = [...new Set(among)].flatMap((post) => {
        const one = wordings
          .get(post)
          ?.find(
            ({ lang: own, portfolio }) =>
              own === lang && portfolio.length > 0 && portfolio.every((word) => wanted.has(word)),
          );
        return one ? [{ post, portfolio: one.portfolio }] : [];
      });
      const covered = new Set(parts.flatMap(({ portfolio }) => portfolio));
      return parts.length > 1 && covered.size === wanted.size ? parts.map(({ post }) => post) : NONE;
    },
    heldBy: (person) => byPerson.get(person) ?? NO_TENURES,
    holdersOf: (post) => byPost.get(post) ?? NO_TENURES,
  };
}

/** May have been held on that day: what is unknown rules nothing out. */
export function mayHold({ membership: { startDate, endDate } }: Tenure, day: string | null): boolean {
  return day !== null && (startDate === null || startDate <= day) && (endDate === null || day < endDate);
}

/**
 * Is known to be held on that day. An open end lasts until another person's next tenure of the post begins, and not
 * beyond the day on which the source was read.
 */
export function isKnownToHold(tenure: Tenure, day: string | null, holders: readonly Tenure[]): boolean {
  const { startDate, endDate, attested, openAsOf } = tenure.membership;
  const from = startDate ?? attested?.first ?? null;
  if (day === null || from === null || day < from) return false;
  if (endDate !== null) return day < endDate;
  if (startDate === null) return day <= attested!.last;
  if (openAsOf !== undefined && day > openAsOf) return false;
  return !holders.some(({ person, membership }) => {
    const start = membership.startDate;
    return person !== tenure.person && start !== null && start > startDate && start <= day;
  });
}

/** One wording of a post: its parts as `titles.ts` takes them apart. */
type Wording = { lang: Lang; key: string; rank: string; portfolioKey: string; portfolio: readonly string[] };

function wordingsOf(post: Post): Wording[] {
  return LANGS.flatMap((lang) =>
    [post.title[lang] ?? [], post.otherTitles?.[lang] ?? []].flat().flatMap((title) => {
      // A wording of several posts is none of one post.
      const [printed, ...others] = postsOf(title, lang);
      if (!printed || others.length > 0) return [];
      const { key, portfolioKey } = printed;
      return [{ lang, key, rank: rankOf(printed), portfolioKey, portfolio: wordsOf(portfolioKey) }];
    }),
  );
}

/** The words of the key that are not of the portfolio. */
function rankOf({ key, portfolioKey }: Pick<PrintedPost, 'key' | 'portfolioKey'>): string {
  const covered = wordsOf(portfolioKey);
  return wordsOf(key)
    .filter((word) => !covered.includes(word))
    .join(' ');
}

const holdsAll = (portfolioKey: string, { portfolio }: Wording): boolean =>
  wordsOf(portfolioKey).every((word) => portfolio.includes(word));

/** Whether all words of one key stand in the other. */
function isWithin(key: string, whole: string): boolean {
  const words = wordsOf(whole);
  return key !== '' && wordsOf(key).every((word) => words.includes(word));
}

const wordsOf = (key: string): string[] => (key === '' ? [] : key.split(' '));

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  // What one row says twice comes in a row.
  else if (list.at(-1) !== value) list.push(value);
}

const NONE: readonly Post[] = [];
const NO_TENURES: readonly Tenure[] = [];
