/**
 * Offices as printed -> single posts, each taken apart: `ministre de X et présidente du Conseil Y` is two, and a post is
 * a rank (`ministre délégué`), what it covers (`X`, the portfolio), and whether it is held still, or for a time only.
 * What is known of a language is in its table; here is what holds in both.
 */
import type { Lang } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../util/fold.ts';

/** One post that a title prints. */
export type PrintedPost = {
  /** As printed, without what is not of the post: `former`, `par intérim`. */
  title: string;
  /** What it covers, as printed; null where the title names no more than the rank. */
  portfolio: string | null;
  /** By these two wordings of one post are told alike: without gender, number, articles and order. */
  key: string;
  /** The same of the portfolio alone; empty when there is none. */
  portfolioKey: string;
  former: boolean;
  acting: boolean;
  /** No body, place or subject is printed: `directrice générale` of what, the title does not say. */
  isBare: boolean;
  /** Whether a noun of office is printed at all: misread titles name none. */
  isOffice: boolean;
  /** An office of a government or a parliament, not of a town or any other body. */
  isPublic: boolean;
  /** Of a government: what it names behind the office is whose (`premier ministre du Yukon`). */
  isGovernment: boolean;
};

/** The posts of a printed title. Whom the speaker stands in for (`au nom de la ministre`) is no post of the speaker. */
export function postsOf(title: string, lang: Lang): PrintedPost[] {
  return splitTitle(title, lang).map((part) => postOf(part, lang));
}

/** The single posts that a printed title holds, each as printed. */
export function splitTitle(title: string, lang: Lang): string[] {
  const words = ownWords(title.split(/\s+/).filter(Boolean), lang);
  const parts: string[][] = [[]];
  words.forEach((word, i) => {
    const part = parts.at(-1)!;
    const joins = languages[lang].conjunctions.has(fold(word)) && LETTER.test(word);
    // A sign before the word ends the former post as a conjunction does (`député, ministre de la Justice`).
    const behindSign = SIGN.test(words[i - 1] ?? '');
    const at = joins ? i + 1 : i;
    // `Public Works and Housing director`: behind a conjunction only a second post follows.
    const follows = joins ? part.some((one) => isOffice(letters(one), lang)) : behindSign && part.length > 0;
    if (follows && opensPost(words, at, lang) && stands(part, words.slice(at), lang)) {
      parts.push(joins ? [] : [word]);
    } else part.push(word);
  });
  const posts = parts.map((part) => bare(withoutDeterminer(part, lang).join(' '))).filter(Boolean);
  // Ages and places stand before an office (`15 ans, Whitehorse, coprésident du Comité jeunesse`).
  const holdsOffice = (post: string) => officeAt(post.split(/\s+/).map(letters), lang) !== -1;
  const held = posts.some(holdsOffice) ? posts.filter((post) => holdsOffice(post) || isResponsible(post, lang)) : posts;
  // `député, ministre de la Justice`: of which constituency is not said, and the other post is.
  const telling = held.filter((post) => !isBareMember(post, lang));
  return (telling.length > 0 ? telling : held).flatMap((post) => regionsOf(post, lang));
}

function isBareMember(post: string, lang: Lang): boolean {
  const words = post.split(/\s+/);
  return languages[lang].memberOffices.has(letters(words[0]!)) && !namesItsBody(words, lang);
}

/** `ministre responsable de la région A et de la région B`: each region is a post of its own. */
function regionsOf(post: string, lang: Lang): string[] {
  const { regionWords, officeLinks, conjunctions } = languages[lang];
  const words = post.split(/\s+/);
  const isRegion = (word: string) => regionWords.has(letters(word).replace(/^[ld]'/, ''));
  if (words.filter(isRegion).length < 2) return [post];
  const start = words.findIndex((word, i) => i > 0 && officeLinks.has(letters(word)));
  const pieces: string[][] = [[]];
  for (const word of words.slice(start)) {
    const joins = conjunctions.has(letters(word));
    if (!joins) pieces.at(-1)!.push(word.replace(/,$/, ''));
    if ((joins || word.endsWith(',')) && pieces.at(-1)!.some(isRegion)) pieces.push([]);
  }
  if (start === -1 || !pieces.every((piece) => piece.filter(isRegion).length === 1)) return [post];
  const head = words.slice(0, start);
  const link = words[start]!;
  return pieces.map((piece) => [...head, ...(piece[0] === link ? [] : [link]), ...piece].join(' '));
}

const withoutDeterminer = (part: readonly string[], lang: Lang): readonly string[] =>
  part.length > 1 && languages[lang].determiners.has(letters(part[0]!)) ? part.slice(1) : part;

/** `&` stands within the names of bodies, not between posts. */
const LETTER = /\p{L}/u;

/** `responsible for the Capital Region`, whose rank stands at the post before. */
const isResponsible = (post: string, lang: Lang): boolean => {
  const [first, second] = post.split(/\s+/).map(letters);
  return languages[lang].ranks.has(first ?? '') && languages[lang].officeLinks.has(second ?? '');
};

function postOf(part: string, lang: Lang): PrintedPost {
  const { actingPhrases, formerWords, publicOffices, memberOffices, assemblyWords } = languages[lang];
  const printed = part.split(/\s+/);
  const words = printed.map((word) => word.replace(/^ex-(?=.)/i, ''));
  const plain = words.map(letters);
  const dropped = new Set<number>();
  let acting = false;
  for (const phrase of actingPhrases) {
    const at = plain.findIndex((_, i) => phrase.every((word, j) => plain[i + j] === word));
    if (at === -1) continue;
    acting = true;
    phrase.forEach((_, j) => {
      dropped.add(at + j);
    });
  }
  const office = officeAt(plain, lang);
  const former = plain.findIndex((word, i) => formerWords.has(word) || words[i] !== printed[i]);
  const isFormer = former !== -1 && former <= office;
  if (isFormer && formerWords.has(plain[former]!)) dropped.add(former);
  const title = bare(words.filter((_, i) => !dropped.has(i)).join(' '));
  const portfolio = portfolioOf(title, lang);
  const own = title.split(/\s+/).map((word) => letters(word).replace(/^[ld]'/, ''));
  const holds = (set: ReadonlySet<string>) => own.some((word) => set.has(word));
  return {
    title,
    portfolio,
    key: titleKey(title, lang),
    portfolioKey: portfolio === null ? '' : titleKey(portfolio, lang),
    former: isFormer,
    acting,
    isBare: !namesItsBody(title.split(/\s+/), lang),
    isOffice: office !== -1,
    isPublic: portfolio !== null || holds(publicOffices) || holds(assemblyWords),
    isGovernment: portfolio !== null || (holds(publicOffices) && !holds(memberOffices)),
  };
}

/**
 * What the post covers, without the rank: `ministre déléguée à la Transformation numérique` -> `Transformation
 * numérique`; null for posts that are no ministry, and where the title names no more than the rank.
 */
export function portfolioOf(post: string, lang: Lang): string | null {
  const { officeLinks, determiners, ranks, portfolioRanks, levelWords } = languages[lang];
  const words = post.split(/\s+/);
  const skipped = [ranks, officeLinks, determiners];
  let at = officeAt(words.map(letters), lang);
  if (at === -1) return null;
  const isPortfolioRank = (word: string | undefined) => word !== undefined && portfolioRanks.has(letters(word));
  if (!isPortfolioRank(words[at]) || isHeadOfGovernment(words, at, lang)) return null;
  // `Transport Minister`: what it covers stands before the rank.
  if (at > 0 && at === words.length - 1) {
    const covered = words.slice(0, at).filter((word) => !ranks.has(letters(word)));
    return covered.join(' ') || null;
  }
  for (at += 1; at < words.length; at += 1) {
    const word = letters(words[at]!);
    const elided = /^[ld]'(?=.)/.test(word);
    if (elided && !ranks.has(word)) {
      words[at] = words[at]!.slice(words[at]!.search(/['’]/) + 1);
      if (!isPortfolioRank(words[at])) break;
    }
    // `Parliamentary Secretary to the Minister of Health`: the portfolio is that of the minister.
    else if (levelWords.has(word) && words[at] === words[at]!.toLowerCase()) continue;
    else if (!isPortfolioRank(word) && !skipped.some((set) => set.has(word))) break;
  }
  return unbracketed(withoutJoints(words.slice(at), lang).join(' ').trim()) || null;
}

/** `première ministre`, `Prime Minister`: two words, one office, whose place is no portfolio. */
function isHeadOfGovernment(words: readonly string[], at: number, lang: Lang): boolean {
  const { masculines, publicOffices } = languages[lang];
  const before = letters(words[at - 1] ?? '');
  return publicOffices.has(`${masculines.get(before) ?? before}-${letters(words[at]!)}`);
}

/** `Santé et des Services sociaux` -> `Santé et Services sociaux`: these links hang on the rank, as the first did. */
function withoutJoints(words: readonly string[], lang: Lang): string[] {
  const { officeLinks, determiners, conjunctions } = languages[lang];
  const isLink = (word: string) => word === word.toLowerCase() && (officeLinks.has(word) || determiners.has(word));
  const kept: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    kept.push(words[i]!);
    if (!conjunctions.has(letters(words[i]!)) && !words[i]!.endsWith(',')) continue;
    let next = i + 1;
    while (next < words.length && !conjunctions.has(words[next]!) && isLink(words[next]!)) next += 1;
    const plain = (words[next] ?? '').replace(/^[ld]['’](?=\p{Lu})/u, '');
    // Within the name of one body the words behind `et` have no capital (`de la santé et de la sécurité`).
    if (!/^\p{Lu}/u.test(plain)) continue;
    kept.push(plain);
    i = next;
  }
  return kept;
}

/**
 * The words by which two wordings of a post are compared: folded stems of masculine forms, without links and articles,
 * in alphabetical order (`Health Minister` is the `Minister of Health`).
 */
export function titleKey(title: string, lang: Lang): string {
  const { officeLinks, determiners, masculines, officeShortForms, levelWords } = languages[lang];
  const folded = fold(withoutAcronym(title)).replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1');
  const words = (folded.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [])
    .flatMap((word) => officeShortForms.get(word) ?? [masculines.get(word) ?? word])
    .flatMap((word) => word.split('-'))
    .filter((word) => word.length > 1 && !officeLinks.has(word) && !determiners.has(word));
  const telling = words.filter((word) => !levelWords.has(word));
  return (telling.length > 0 ? telling : words).map(stemmed[lang]).sort().join(' ');
}

// ------------------------------------------------------------------------------------------------------------- parts

/** What of the title is the speaker's own: not whom it stands in for, nor `Statement of`, nor letters before it. */
function ownWords(words: readonly string[], lang: Lang): string[] {
  const { behalf, statementWords, statementLinks, determiners, postNominals, offices } = languages[lang];
  const plain = words.map(letters);
  let end = words.length;
  for (const phrase of behalf) {
    // An elided `d'` is the beginning of the word behind it.
    const at = plain.findIndex((_, i) =>
      phrase.every((word, j) => (word.endsWith("'") ? plain[i + j]?.startsWith(word) : plain[i + j] === word)),
    );
    if (at !== -1) end = Math.min(end, at);
  }
  let start = 0;
  if (statementWords.has(plain[0] ?? '')) {
    start = 1;
    while (start < end && (statementLinks.has(plain[start]!) || determiners.has(plain[start]!))) start += 1;
  }
  const isPostNominal = (at: number) => {
    const plainly = plain[at]!;
    // `M.P., Minister of Bridges`, but `MP for Port Hale`
    return postNominals.has(plainly) && (!offices.has(plainly) || (words[at]!.endsWith(',') && at + 1 < end));
  };
  while (start < end && isPostNominal(start)) start += 1;
  return words.slice(start, end);
}

/** Whether an office stands at `at`, behind adjectives at most (`Parliamentary Assistant to …`). */
function opensPost(words: readonly string[], at: number, lang: Lang): boolean {
  const { officeLinks, ranks, titleAdjectives, determiners } = languages[lang];
  // `… and Responsible for the Capital Region`
  if (ranks.has(letters(words[at] ?? '')) && officeLinks.has(letters(words[at + 1] ?? ''))) return true;
  for (const [i, word] of words.slice(at, at + 3).entries()) {
    const plain = letters(word);
    if (isOffice(plain, lang) && !isOfASubject(word, words[at + i + 1], lang)) return true;
    if (i === 0 && determiners.has(plain)) continue;
    if (officeLinks.has(plain) || SIGN.test(word)) return false;
    if (!ranks.has(plain) && !titleAdjectives.has(plain) && plain === word) return false;
  }
  return false;
}

/** `Official Languages`: a capital that is no office right behind one makes it an adjective. */
function isOfASubject(office: string, next: string | undefined, lang: Lang): boolean {
  if (next === undefined || SIGN.test(office) || !/^\p{Lu}/u.test(next)) return false;
  const plain = letters(next);
  return !isOffice(plain, lang) && !isAdjective(plain, lang);
}

const SIGN = /[,;:]$/;

/**
 * Whether what was read and what follows are posts of their own. `President and CEO, X` is one post of X; and behind
 * `Parliamentary Secretary to the Minister of X`, `and Attorney General` is the minister's, `and Member for Y` is not.
 */
function stands(part: readonly string[], rest: readonly string[], lang: Lang): boolean {
  const { memberOffices, publicOffices, townOffices } = languages[lang];
  const standsAlone = (word: string) => publicOffices.has(letters(word)) || townOffices.has(letters(word));
  const next = rest.find((word) => isOffice(letters(word), lang));
  const ofPeople = next !== undefined && (memberOffices.has(letters(next)) || townOffices.has(letters(next)));
  if (isHelper(part, lang) && !ofPeople) return isHelper(rest, lang);
  const first = namesItsBody(part, lang) || part.some(standsAlone);
  const second = namesItsBody(rest, lang) || (next !== undefined && standsAlone(next));
  return first && second;
}

/** Whether more is printed than ranks and links: a body, a place, a subject. */
function namesItsBody(words: readonly string[], lang: Lang): boolean {
  const { officeLinks, conjunctions } = languages[lang];
  return words.some((word) => {
    const plain = letters(word);
    const known =
      isOffice(plain, lang) || isAdjective(plain, lang) || officeLinks.has(plain) || conjunctions.has(plain);
    return plain !== '' && !known;
  });
}

/** `adjointe parlementaire de la ministre`, `Parliamentary Secretary to the President`: an office to another's office. */
function isHelper(words: readonly string[], lang: Lang): boolean {
  const { helperOffices, officeLinks } = languages[lang];
  const plain = words.map(letters);
  const own = officeAt(plain, lang);
  if (!helperOffices.has(plain[own] ?? '')) return false;
  const other = plain.findIndex((word, i) => i > own + 1 && isOffice(word, lang));
  if (other === -1) return false;
  const between = plain.slice(own + 1, other);
  return (
    between.some((word) => officeLinks.has(word)) &&
    between.every((word) => officeLinks.has(word) || isAdjective(word, lang))
  );
}

function isAdjective(word: string, lang: Lang): boolean {
  const { ranks, titleAdjectives, determiners, masculines } = languages[lang];
  return [ranks, titleAdjectives, determiners].some((set) => set.has(word) || set.has(masculines.get(word) ?? word));
}

const officeAt = (plain: readonly string[], lang: Lang): number => plain.findIndex((word) => isOffice(word, lang));

function isOffice(word: string, lang: Lang): boolean {
  const { offices, publicOffices } = languages[lang];
  // `présidente-directrice`
  return (
    offices.has(word) ||
    publicOffices.has(word) ||
    (HYPHEN.test(word) && word.split('-').every((part) => offices.has(part)))
  );
}
const HYPHEN = /.-./;

const bare = (text: string): string =>
  text
    .replace(/^[\s,;:.–—-]+/, '')
    .replace(/[\s,;:.–—-]+$/, '')
    .trim();

/** `(Seniors)` -> `Seniors`; brackets that only shorten what is said before them are dropped. */
function unbracketed(portfolio: string): string {
  const [, inside] = /^\(([^()]+)\)$/.exec(portfolio) ?? [];
  return inside ?? withoutAcronym(portfolio);
}

/** `Pacific Economic Development Canada (PacifiCan)` -> without the brackets. */
const withoutAcronym = (text: string): string =>
  text.replace(/(\p{L}) ?\([\p{L}\p{N}.-]+\)$/u, (whole, before) =>
    /\(\p{Lu}[\p{L}\p{N}.-]*\p{Lu}/u.test(whole) ? before : whole,
  );

/** Titles say the same words over and over. */
const remembered = <Value>(make: (word: string) => Value): ((word: string) => Value) => {
  const known = new Map<string, Value>();
  return (word) => {
    let value = known.get(word);
    if (value === undefined) {
      value = make(word);
      if (known.size >= MOST_WORDS) known.clear();
      known.set(word, value);
    }
    return value;
  };
};
const MOST_WORDS = 50_000;

const letters = remembered((word) => fold(word).replace(/[^\p{L}'-]/gu, ''));
const stemmed = Object.fromEntries(
  LANGS.map((lang) => {
    const { stem, masculines } = languages[lang];
    return [lang, remembered((word) => fold(stem(masculines.get(word) ?? word)))];
  }),
) as Record<Lang, (word: string) => string>;
