/**
 * Names of people and the phrases that say who speaks: `Mme Jeanne Aubry, présidente de la Régie`, `Minister of
 * Education Jane Roe`, `la ministre`, `she`. Read from tokens, with the words of `lang/`.
 */
import type { Lang } from '../../domain.ts';
import { type Gender, LANGS, languages } from '../../lang/index.ts';
import type { Token } from '../text/tokens.ts';

/** A stretch of tokens, half-open. */
export type Range = { from: number; to: number };

export type PersonName = Range & {
  /** The name itself, without honorifics: `Jeanne Aubry`. */
  core: Range;
  /** Words in the core that are neither particle nor initial. */
  weight: number;
  honorific: boolean;
  /** The token where a rank of the forces or the police begins, which stands with the name (`General Jane Roe`). */
  rank: number | null;
  gender: Gender;
};

const MAX_NAME_WORDS = 7;
/** In tokens: `The Right Honourable Dr.` and more. */
const MAX_HONORIFICS = 9;

/**
 * The name of a person that begins at `at`, with its honorifics, or null. One capitalised word alone is a name only
 * behind an honorific (`M. Aubry`); callers decide what else they accept.
 */
export function personName(tokens: readonly Token[], at: number, lang: Lang): PersonName | null {
  const table = languages[lang];
  let index = at;
  let honorific = false;
  let rank: number | null = null;
  let gender: Gender = null;
  while (index < at + MAX_HONORIFICS) {
    const token = tokens[index];
    if (token?.kind !== 'word') break;
    // `L'honorable`, `Le Dr`: the article counts only before an honorific.
    const article = table.determiners.has(token.folded);
    // Copies of a page set a raised ending apart: `M me`, `D re`.
    if (token.text.length === 1 && table.honorifics.has(token.folded + raisedEnding(tokens[index + 1]))) {
      gender ??= table.honorifics.get(token.folded + raisedEnding(tokens[index + 1])) ?? null;
      honorific = true;
      index += 2;
      continue;
    }
    const ranked = token.capital && isRank(token);
    if (!ranked && !table.honorifics.has(article ? (tokens[index + 1]?.folded ?? '') : token.folded)) break;
    // `Grand Chief`, `Chief X` are honorifics; `chief of` is an office.
    if (!token.capital && !article && !LOWERCASE_HONORIFIC.test(token.text)) break;
    if (table.offices.has(token.folded) && table.officeLinks.has(tokens[index + 1]?.folded ?? '')) break;
    if (!article) honorific = true;
    if (ranked) rank ??= index;
    else if (!article) rank = null;
    gender ??= table.honorifics.get(token.folded) ?? null;
    index += 1;
    if (tokens[index]?.text === '.') index += 1;
    index = afterAside(tokens, index);
  }
  const core = nameCore(tokens, index, lang, honorific);
  if (!core) return null;
  // `Chief Operating Officer` is no person of the name of Operating.
  if (honorific && core.weight === 1 && isOffice(tokens[core.to], lang) && isOffice(tokens[index - 1], lang))
    return null;
  let to = core.to;
  // Post-nominals: `, P.C., K.C.`
  for (let look = to; ; ) {
    if (tokens[look]?.text === ',') look += 1;
    const next = behindLetters(tokens, look);
    const behind = tokens[next];
    if (next === look || table.officeLinks.has(behind?.folded ?? '')) break;
    // `PhD CPsych Chair of …`: letters that no table lists make a title of them all.
    if (behind?.kind === 'word' && behind.capital && !isOffice(behind, lang)) break;
    to = next;
    look = next;
  }
  // `Baroness Holloway` is a name by itself, `Sir Alan Holloway` is Alan Holloway.
  const title = tokens[core.from - 1];
  const noble = core.weight === 1 && core.from > at && table.peerage.has(title?.folded ?? '');
  const from = core.from - Number(noble);
  return { from: at, to, core: { from, to: core.to }, weight: core.weight + Number(noble), honorific, rank, gender };
}

/** Behind `P.Eng.`, `K.C.`, `MBA` at `at`; `at` where there are none. */
function behindLetters(tokens: readonly Token[], at: number): number {
  let letters = '';
  let end = at;
  for (let next = at; next < at + 2 * MOST_LETTERS; ) {
    const token = tokens[next];
    if (token?.kind !== 'word' || !token.capital || token.text.length > LONGEST_LETTERS) break;
    letters += token.folded;
    next += 1;
    const dotted = tokens[next]?.text === '.';
    next += Number(dotted);
    if (POST_NOMINALS.has(letters)) end = next;
    if (!dotted) break;
  }
  return end;
}
const MOST_LETTERS = 4;
const LONGEST_LETTERS = 5;

// A name keeps its letters in the other language's page.
const POST_NOMINALS = new Set(LANGS.flatMap((lang) => [...languages[lang].postNominals]));
const LOWERCASE_HONORIFIC = /^(?:honou?rable|hon|très|chef|cheffe|monsieur|madame|me|mme|mlle|dr|dre|m)$/;

function nameCore(
  tokens: readonly Token[],
  at: number,
  lang: Lang,
  honorific: boolean,
): (Range & { weight: number }) | null {
  const table = languages[lang];
  let index = at;
  let weight = 0;
  let initials = 0;
  let last = at;
  let size = 0;
  while (index < tokens.length && size < MAX_NAME_WORDS) {
    const token = tokens[index]!;
    // `M. de Mesnil`
    const mayJoin = weight + Number(honorific) > 0;
    if (token.kind === 'word' && token.capital && !/^\p{N}/u.test(token.text)) {
      if (weight > 0 && (table.bodies.has(token.folded) || table.weekdays.has(token.folded) || addresses(token, lang)))
        break;
      // `Jane Roe Minister of …` ends here; `Noah Fisher said` does not.
      if (weight > 0 && isOffice(token, lang) && (weight > 1 || opensTitle(tokens, index, lang))) break;
      // `Jane Roe Parliamentary Secretary to …`
      if (weight > 1 && table.titleAdjectives.has(token.folded) && isOffice(tokens[index + 1], lang)) break;
      // A sentence begins with a capital too: `Selon X`, `On Wednesday`.
      const given = table.givenNames.has(token.folded) && tokens[index + 1]?.capital;
      const common =
        !honorific &&
        !given &&
        (table.determiners.has(token.folded) ||
          table.stopWords.has(token.folded) ||
          table.phraseEnds.has(token.folded) ||
          isMonth(tokens, index, lang));
      if (weight === 0 && (common || table.bodies.has(token.folded) || opensOffice(tokens, index, lang))) return null;
      const elided = token.text.length <= 2 && /['’]$/.test(token.text);
      if (elided) {
        if (!tokens[index + 1]?.capital) break;
        index += 1;
        size += 1;
        continue;
      }
      index += 1;
      size += 1;
      if (token.text.length === 1 && tokens[index]?.text === '.') {
        index += 1;
        initials += 1;
      } else if (/^(?:St|Ste|Jr|Sr)$/.test(token.text)) {
        weight += 1;
        if (tokens[index]?.text === '.') index += 1;
      } else weight += 1;
      last = index;
    } else if (token.kind === 'word' && weight > 0 && ARTICLE_JOINED.test(token.text)) {
      // `Sami al-Amin`
      index += 1;
      size += 1;
      weight += 1;
      last = index;
    } else if (mayJoin && token.kind === 'word' && NAME_PARTICLES.has(token.folded)) {
      // A particle belongs to the name only before another part of it (`van der Berg`, `de la Sablonnière`).
      let ahead = index + 1;
      while (ahead < index + 3 && NAME_PARTICLES.has(tokens[ahead]?.folded ?? '')) ahead += 1;
      const next = tokens[ahead];
      if (!next?.capital || table.bodies.has(next.folded) || addresses(next, lang)) break;
      index = ahead;
      size += ahead - index + 1;
    } else if (token.kind === 'sign' && OPEN_NICK.has(token.text) && weight > 0) {
      // A nickname in marks within the name: `Jean « Ti-Jean » Roy`.
      let close = index + 2;
      while (close <= index + 4 && !CLOSE_NICK.has(tokens[close]?.text ?? '')) close += 1;
      if (close > index + 4 || !tokens[close + 1]?.capital) break;
      index = close + 1;
    } else if (token.kind === 'sign' && token.text === '?' && weight > 0 && tokens[index - 1]!.end === token.start) {
      // Mirrors turn the hyphen of `Aubry‑Roy` into a question mark.
      const next = tokens[index + 1];
      if (!next?.capital || next.start !== token.end) break;
      index += 1;
    } else break;
  }
  if (weight === 0) return null;
  return { from: at, to: last, weight: weight + Number(initials > 0 && weight === 1) };
}

/** Names keep their particles in the other language's page. */
export const NAME_PARTICLES = new Set(LANGS.flatMap((lang) => [...languages[lang].nameParticles]));
const ARTICLE_JOINED = /^(?:al|el|as|an|ar|ad|bin|ben)-\p{Lu}/u;
const OPEN_NICK = new Set(['«', '“', '"', '(']);
const CLOSE_NICK = new Set(['»', '”', '"', ')']);

const raisedEnding = (token: Token | undefined): string =>
  token?.kind === 'word' && !token.capital && token.text.length <= LONGEST_ENDING ? token.folded : '-';
const LONGEST_ENDING = 3;

/** `Mme`, `Dr`: begins another name; `King` may be a surname. */
function addresses({ folded, text }: Token, lang: Lang): boolean {
  const { honorifics, peerage } = languages[lang];
  return text.length <= LONGEST_ADDRESS && !folded.endsWith("'") && honorifics.has(folded) && !peerage.has(folded);
}
const LONGEST_ADDRESS = 4;

/** `Major`, `Lieutenant-General`: in the words of any language, as a name keeps them. */
export const isRank = ({ folded }: Token): boolean =>
  UNIFORMED.has(folded) || (folded.includes('-') && folded.split('-').every((part) => RANKS.has(part)));
const UNIFORMED = new Set(LANGS.flatMap((lang) => [...languages[lang].uniformedRanks]));
const RANKS = new Set([...UNIFORMED, 'vice']);

const isMonth = (tokens: readonly Token[], at: number, lang: Lang): boolean =>
  languages[lang].months.has(tokens[at]!.folded) && !tokens[at + 1]?.capital;

/** An office that goes on (`Minister of`, `Chief Executive Officer`), or an acronym of one (`CEO, Portex`). */
function opensTitle(tokens: readonly Token[], at: number, lang: Lang): boolean {
  const { officeLinks } = languages[lang];
  const next = tokens[at + 1];
  if (!next) return false;
  if (next.text === '/' || next.text === '&') return true;
  const acronym = /^\p{Lu}{2,5}$/u.test(tokens[at]!.text);
  return (
    (acronym && next.text === ',') ||
    officeLinks.has(next.folded) ||
    isOffice(next, lang) ||
    (next.kind === 'word' && isOffice(tokens[at + 2], lang))
  );
}

/** A noun of office, whole or as part of a compound (`présidente-directrice`). */
export function isOffice(token: Token | undefined, lang: Lang): boolean {
  if (token?.kind !== 'word') return false;
  const { offices } = languages[lang];
  if (offices.has(token.folded)) return true;
  const hyphen = token.folded.indexOf('-');
  return (
    hyphen > 0 &&
    offices.has(token.folded.slice(0, hyphen)) &&
    offices.has(token.folded.slice(token.folded.lastIndexOf('-') + 1))
  );
}

/** `Cpl. (ret'd) John Doe`: a short aside in brackets between rank and name. */
function afterAside(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '(') return at;
  for (let i = at + 1; i <= at + 4; i += 1) if (tokens[i]?.text === ')') return i + 1;
  return at;
}

/** `Premier Jane Roe`, `Fire Chief John Doe`: the office is no part of the name. */
const opensOffice = (tokens: readonly Token[], at: number, lang: Lang): boolean => {
  const { offices } = languages[lang];
  return (
    offices.has(tokens[at]!.folded) ||
    (offices.has(tokens[at + 1]?.folded ?? '') && tokens[at + 1]!.capital && tokens[at + 2]?.capital === true)
  );
};

/** The words of the range as printed, white space as in the text. */
export const printed = (text: string, tokens: readonly Token[], { from, to }: Range): string =>
  from < to ? text.slice(tokens[from]!.start, tokens[to - 1]!.end) : '';
