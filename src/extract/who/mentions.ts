/**
 * Who is said to speak: attribution lines (`Jeanne Aubry, présidente`, `Minister of Education Jane Roe`) and the noun
 * phrases around a cue (`la ministre`, `she`, `Paul Ferrand, maire de …`). What is printed is kept apart from whom it
 * denotes, which `cast.ts` works out.
 */
import type { Lang } from '../../domain.ts';
import { genderOfGivenName } from '../../lang/given-names.ts';
import { type Gender, LANGS, languages } from '../../lang/index.ts';
import { endsSentence, type Token } from '../text/tokens.ts';
import { isOffice, NAME_PARTICLES, type PersonName, personName, type Range } from './names.ts';

export type Mention = Range & {
  kind: 'name' | 'office' | 'pronoun' | 'body' | 'noun';
  /** The people named; several for joint speakers. */
  people: { name: PersonName; title: Range | null }[];
  /** Nouns of office in the phrase, folded. */
  offices: string[];
  gender: Gender;
  plural: boolean;
  /** A pronoun for a body, never for a person (`it`). */
  neuter?: boolean;
  /** Perhaps no name: it counts only where the release names somebody so. */
  tentative?: boolean;
};

// -------------------------------------------------------------------------------------------------- attribution lines

export type AttributionLine = {
  mention: Mention;
  /** A name with an office or an honorific; a bare name or a bare office needs marks or a heading beside it. */
  strong: boolean;
  dashed: boolean;
};

const MAX_LINE_TOKENS = 75;

/** Reads a whole line as the signature of a quotation, or null. */
export function attributionLine(tokens: readonly Token[], lang: Lang): AttributionLine | null {
  const table = languages[lang];
  let from = 0;
  let to = tokens.length;
  while (from < to && LEADING.has(tokens[from]!.text)) from += 1;
  const dashed = from > 0 && tokens[0]!.kind === 'sign';
  // `Selon la mairesse, …` begins a sentence; `Une citation de Jeanne Roy` names her.
  if (opensWith(tokens, from, table.sourcePrepositions)) return null;
  from += opensWith(tokens, from, table.attributionLeads);
  while (to > from && (TRAILING.has(tokens[to - 1]!.text) || tokens[to - 1]!.kind === 'break')) to -= 1;
  to = withoutTrailingDate(tokens, from, to);
  while (to > from && TRAILING.has(tokens[to - 1]!.text)) to -= 1;
  const ended = tokens[to]?.text === '.' && !abbreviates(tokens, to - 1);
  // `Jane Roe, Minister of Tides, has issued this statement:` is she, and what she did.
  const clause = tokens.findIndex(
    (token, i) => i > from && i < to && token.text === ',' && table.auxiliaries.has(tokens[i + 1]?.text ?? ''),
  );
  if (clause > 0) to = clause;
  if (to - from === 0 || to - from > MAX_LINE_TOKENS) return null;
  for (let i = from; i < to; i += 1) {
    const { text, kind } = tokens[i]!;
    const inside = tokens[i + 1]?.start === tokens[i]!.end && tokens[i + 1]!.kind === 'word';
    if (SENTENCE_END.has(text) && !inside && !abbreviates(tokens, i - 1) && !isOffice(tokens[i + 1], lang)) return null;
    if (
      kind === 'word' &&
      !tokens[i]!.capital &&
      table.cueVerbs.has(tokens[i]!.folded) &&
      !table.offices.has(tokens[i]!.folded)
    ) {
      if (i > from + 1) return null;
    }
  }
  // `Jane Roe, Member for Port Hale, on behalf of John Doe, Minister of Tides`: Jane Roe speaks.
  const speaking = tokens.slice(from, behalfOf(tokens, from, to, lang) ?? to);
  const read = nameFirst(speaking, lang) ?? officeFirst(speaking, lang);
  if (!read) return null;
  const part = tokens.slice(from, to);
  const mention = { ...read, to: part.length };
  const named = mention.people.length > 0;
  const person = mention.people[0];
  const strong =
    named &&
    (person!.name.honorific || mention.offices.length > 0 || mention.people.length > 1) &&
    person!.name.weight + Number(person!.name.honorific) >= 2;
  if (ended && !(strong && dashed) && part.length > 30) return null;
  return { mention: shift(mention, from), strong: strong && !ended, dashed };
}

/** The length of the first of these phrases that stands at `at`; 0 where none does. */
const opensWith = (tokens: readonly Token[], at: number, openers: readonly (readonly string[])[]): number =>
  openers.find((phrase) => phrase.every((word, i) => tokens[at + i]?.folded === word))?.length ?? 0;

/** Where the phrase begins that puts the words in another's name; null where there is none. */
function behalfOf(tokens: readonly Token[], from: number, to: number, lang: Lang): number | null {
  for (let i = from + 2; i < to; i += 1) {
    for (const phrase of languages[lang].behalf) {
      if (phrase.every((word, k) => tokens[i + k]?.folded === word)) return tokens[i - 1]!.text === ',' ? i - 1 : i;
    }
  }
  return null;
}

const LEADING = new Set(['-', '–', '—', '―', '~', '*', '•']);
const TRAILING = new Set(['.', ':', '-', '–', '—', ',', ';', '»', '”', '"', '…']);
const SENTENCE_END = new Set(['.', '!', '?', '…']);

/** The full stop behind this token is part of it (`J.`, `Dr.`, `Inc.`, `K.C.`). */
function abbreviates(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'word') return true;
  if (/^(?:\p{L}|\p{Lu}{2})$/u.test(token.text)) return true;
  return LANGS.some((lang) => {
    const { abbreviations, honorifics, postNominals } = languages[lang];
    return (
      abbreviations.has(token.folded) ||
      postNominals.has(token.folded) ||
      (honorifics.has(token.folded) && token.text.length <= 4)
    );
  });
}

function nameFirst(tokens: readonly Token[], lang: Lang): Mention | null {
  const table = languages[lang];
  const name = personName(tokens, 0, lang);
  if (!name || name.weight + Number(name.honorific) < 2) return null;
  if (table.portfolioNouns.has(tokens[name.core.to - 1]!.folded) && !name.honorific) return null;
  const people = [{ name, title: null as Range | null }];
  let at = name.to;
  while (
    table.conjunctions.has(tokens[at]?.folded ?? '') ||
    (tokens[at]?.text === ',' && people.length > 0 && joins(tokens, at, lang))
  ) {
    const next = personName(tokens, at + 1, lang);
    if (!next || next.weight + Number(next.honorific) < 2) break;
    people.push({ name: next, title: null });
    at = next.to;
  }
  at = behindRemark(tokens, at);
  const next = tokens[at];
  let title: Range | null = null;
  if (next) {
    const behind = tokens[at + 1];
    const office = isOffice(next, lang);
    // `Jane Roe CEO, Portex` and `Jane Roe Minister of Tides`, but `Port Hale Mayor Jane Roe`.
    let last = at;
    while (isOffice(tokens[last + 1], lang)) last += 1;
    // `Jane Roe Chief Executive Officer, Portex`
    const whole = last > at && tokens[last + 1]?.text === ',';
    const goesOn = !behind || behind.text === ',' || table.officeLinks.has(behind.folded) || whole;
    const adjective = table.titleAdjectives.has(next.folded) && isOffice(behind, lang);
    if (APPOSITION.has(next.text) || next.kind === 'break') title = { from: at + 1, to: tokens.length };
    else if (next.text === '.' && isOffice(behind, lang)) title = { from: at + 1, to: tokens.length };
    else if (adjective || (office && (name.honorific || goesOn || !trailingName(tokens, lang))))
      title = { from: at, to: tokens.length };
    else if (next.kind === 'word' && name.honorific && next.capital) title = { from: at, to: tokens.length };
    else return null;
    if (title.from >= title.to) title = null;
  }
  if (title && !readsAsTitle(tokens, title, lang)) return null;
  const others = title && people.length === 1 ? joinedBehind(tokens, title, lang) : [];
  if (others.length > 0) {
    people[0]!.title = { from: title!.from, to: others[0]!.comma };
    people.push(...others.map(({ person }) => person));
  } else for (const person of people) person.title = title;
  const offices = title ? officesIn(tokens, title, lang) : [];
  const gender = name.gender ?? genderOf(offices, lang);
  return { from: 0, to: tokens.length, kind: 'name', people, offices, gender, plural: people.length > 1 };
}

/** `Corporal Jane Roe (retired), spokesperson`: where what is in brackets right behind a name ends, if the title follows. */
function behindRemark(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '(') return at;
  const close = tokens.findIndex(({ text }, i) => i > at && text === ')');
  const behind = close < 0 ? undefined : tokens[close + 1];
  return behind && (behind.text === ',' || behind.kind === 'break') ? close + 1 : at;
}

/**
 * `Jeanne Roy, mairesse de X, Luc Roy, maire de Y, et Paul Matte, préfet de Z`: who stands behind the title of the first,
 * each with a title. The last is joined by `et`; who stands between has a given name.
 */
function joinedBehind(tokens: readonly Token[], { from, to }: Range, lang: Lang): { comma: number; person: Person }[] {
  const { conjunctions } = languages[lang];
  const found: { comma: number; name: PersonName; isLast: boolean }[] = [];
  for (let comma = from + 1; comma < to - 2; comma += 1) {
    if (tokens[comma]!.text !== ',') continue;
    const isLast = conjunctions.has(tokens[comma + 1]!.folded);
    const name = personName(tokens, comma + 1 + Number(isLast), lang);
    if (!name || name.weight < 2 || (name.to < to && tokens[name.to]!.text !== ',')) continue;
    if (!isLast && genderOfGivenName(tokens[name.core.from]!.text) === undefined) continue;
    found.push({ comma, name, isLast });
    if (isLast) break;
  }
  if (!found.at(-1)?.isLast) return [];
  return found.map(({ comma, name }, i) => {
    const end = found[i + 1]?.comma ?? to;
    const title = name.to + 1 < end ? { from: name.to + 1, to: end } : null;
    return { comma, person: { name, title } };
  });
}
type Person = Mention['people'][number];

/** `, et M. X` or `, Jane Roe and …`: a comma that goes on to another person. */
function joins(tokens: readonly Token[], comma: number, lang: Lang): boolean {
  const table = languages[lang];
  if (table.conjunctions.has(tokens[comma + 1]?.folded ?? '')) return false;
  const next = personName(tokens, comma + 1, lang);
  return (
    next !== null &&
    next.weight >= 2 &&
    table.conjunctions.has(tokens[next.to]?.folded ?? '') &&
    personName(tokens, next.to + 1, lang) !== null
  );
}

/** `Jane Roe, Chair - 06/05/2024`: the day of the words behind a dash is no part of the signature. */
function withoutTrailingDate(tokens: readonly Token[], from: number, to: number): number {
  let i = to;
  while (i > from && /^(?:\d+|\/|\.|-)$/.test(tokens[i - 1]!.text)) i -= 1;
  const digits = tokens.slice(i, to).filter((token) => /^\d+$/.test(token.text)).length;
  return digits === 3 ? i : to;
}

const APPOSITION = new Set([',', '(', '-', '–', '—', ':', '/', '|']);

/** A title holds no sentence: lower-case verbs of being and pronouns of the first person do not stand in it. */
function readsAsTitle(tokens: readonly Token[], { from, to }: Range, lang: Lang): boolean {
  const { firstPerson, pronouns } = languages[lang];
  for (let i = from; i < to; i += 1) {
    const token = tokens[i]!;
    if (
      token.kind === 'word' &&
      !token.capital &&
      (firstPerson.has(token.folded) || (pronouns.has(token.folded) && token.folded.length > 1))
    )
      return false;
  }
  return true;
}

function officeFirst(tokens: readonly Token[], lang: Lang): Mention | null {
  const table = languages[lang];
  const offices = officesIn(tokens, { from: 0, to: tokens.length }, lang);
  const bodies = tokens.some((token) => table.bodies.has(token.folded));
  if (!offices.length && !bodies) return null;
  const first = tokens[0]!;
  if (
    first.kind !== 'word' ||
    (!first.capital && !table.offices.has(first.folded) && !table.determiners.has(first.folded))
  )
    return null;
  if (isCommon(first, lang) && !table.determiners.has(first.folded)) return null;
  if (!readsAsTitle(tokens, { from: 0, to: tokens.length }, lang)) return null;
  const name = firstSegmentName(tokens, lang) ?? lastSegmentName(tokens, lang) ?? trailingName(tokens, lang);
  const whole = { from: 0, to: tokens.length };
  const gender = name?.gender ?? table.determiners.get(first.folded) ?? genderOf(offices, lang);
  if (!name) return offices.length ? { ...whole, kind: 'office', people: [], offices, gender, plural: false } : null;
  let titleEnd = name.from;
  while (tokens[titleEnd - 1]?.text === ',' || tokens[titleEnd - 1]?.kind === 'break') titleEnd -= 1;
  const article = Number(table.determiners.has(first.folded));
  const title = titleEnd > article ? { from: article, to: titleEnd } : { from: name.to, to: tokens.length };
  return { ...whole, kind: 'name', people: [{ name, title }], offices, gender, plural: false };
}

/** `Fire Chief John Doe, Port Hale Fire Rescue`: office and name before the comma, the body behind. */
function firstSegmentName(tokens: readonly Token[], lang: Lang): PersonName | null {
  const comma = tokens.findIndex((token) => token.text === ',' || token.kind === 'break');
  if (comma < 2) return null;
  const first = tokens.slice(0, comma);
  return officesIn(first, { from: 0, to: comma }, lang).length ? trailingName(first, lang) : null;
}

/** `CEO and Scientific Director of Portex, John Doe`: the name is all of the last segment. */
function lastSegmentName(tokens: readonly Token[], lang: Lang): PersonName | null {
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    const token = tokens[i]!;
    if (token.text !== ',' && token.kind !== 'break' && !LEADING.has(token.text)) continue;
    const name = personName(tokens, i + 1, lang);
    const portfolio = name && languages[lang].portfolioNouns.has(tokens[name.core.to - 1]!.folded);
    return name && name.to === tokens.length && name.weight + Number(name.honorific) >= 2 && !portfolio ? name : null;
  }
  return null;
}

/** Bodies keep the names of their language in the other one. */
const PORTFOLIO_NOUNS = new Set(LANGS.flatMap((lang) => [...languages[lang].portfolioNouns]));

/** `Minister of Community Services John Doe`: the capitalised words at the end that are no portfolio. */
function trailingName(tokens: readonly Token[], lang: Lang): PersonName | null {
  const table = languages[lang];
  let start = tokens.length;
  while (start > 0 && tokens.length - start < 9) {
    const token = tokens[start - 1]!;
    const dot = token.text === '.' && tokens[start - 2]?.kind === 'word' && tokens[start - 2]!.text.length <= 3;
    const bare =
      token.kind === 'word' && token.capital && !table.offices.has(token.folded) && !table.bodies.has(token.folded);
    const particle =
      token.kind === 'word' && !token.capital && NAME_PARTICLES.has(token.folded) && start < tokens.length;
    if (!bare && !dot && !particle) break;
    start -= 1;
  }
  while (start < tokens.length && !tokens[start]!.capital) start += 1;
  // An honorific says where the name begins.
  for (let i = tokens.length - 1; i >= start; i -= 1) {
    const name =
      table.honorifics.has(tokens[i]!.folded) && !table.determiners.has(tokens[i]!.folded)
        ? personName(tokens, i, lang)
        : null;
    if (name && name.to === tokens.length) return name;
  }
  const afterLink = table.officeLinks.has(tokens[start - 1]?.folded ?? '') || tokens[start - 1]?.text === ',';
  let dropped = 0;
  while (
    start < tokens.length &&
    (PORTFOLIO_NOUNS.has(tokens[start]!.folded) || (afterLink && dropped === 0 && tokens.length - start > 2))
  ) {
    start += 1;
    dropped += 1;
  }
  const length = tokens.length - start;
  if (length > 3 && !tokens.slice(start).some((token) => token.text === '.' || !token.capital))
    start = tokens.length - 2;
  // `Friends of Elm Marsh`
  const linked = table.officeLinks.has(tokens[start - 1]?.folded ?? '');
  if (afterLink && dropped === 0 && length <= (linked ? 2 : 1)) return null;
  const name = personName(tokens, start, lang);
  return name &&
    name.to === tokens.length &&
    name.weight >= (start > 0 && table.offices.has(tokens[start - 1]!.folded) ? 1 : 2)
    ? name
    : null;
}

// --------------------------------------------------------------------------------------------- noun phrases in the prose

/** In tokens. */
export const MAX_PHRASE = 45;
const MAX_TRADE = 6;

/** The mention that begins at `at`, with its apposition, or null. `until` is the end of the clause. */
export function mentionAt(tokens: readonly Token[], at: number, until: number, lang: Lang): Mention | null {
  const table = languages[lang];
  const token = tokens[at];
  if (!token || at >= until) return null;
  const pronoun = table.pronouns.get(token.folded);
  if (pronoun) return { from: at, to: at + 1, kind: 'pronoun', people: [], offices: [], ...pronoun };
  if (token.kind !== 'word') return null;

  const bound = Math.min(until, at + MAX_PHRASE);
  const name = personName(tokens, at, lang);
  const portfolio = name?.weight === 1 && !name.honorific && table.portfolioNouns.has(token.folded);
  const officeLed = name && !name.honorific && holdsOffice(tokens, name.from, name.to, bound, lang);
  const body = name && !name.honorific && table.bodies.has(tokens[name.to]?.folded ?? '');
  const owned = name && name.to < bound && !name.honorific ? possessed(tokens, name, bound, lang) : null;
  if (owned) return owned;
  if (name && name.to <= bound && !officeLed && !portfolio && !body) return withApposition(tokens, name, bound, lang);

  // `forester Jane Roe`
  const trade = !token.capital && isTrade(token, lang) ? personName(tokens, at + 1, lang) : null;
  if (trade && trade.to <= bound && trade.weight >= 2 && !trade.honorific) {
    const mention = withApposition(tokens, trade, bound, lang);
    const [person, ...others] = mention.people;
    return {
      ...mention,
      from: at,
      people: [{ ...person!, title: person!.title ?? { from: at, to: at + 1 } }, ...others],
    };
  }
  const determiner = table.determiners.has(token.folded);
  const phraseEnd = beforeSecond(tokens, at, nounPhraseEnd(tokens, at, bound, lang), lang);
  if (phraseEnd <= at + (determiner ? 1 : 0)) return null;
  const offices = officesIn(tokens, { from: at, to: phraseEnd }, lang);
  if (!determiner && isCommon(token, lang) && !isOffice(token, lang)) return null;
  if (!determiner && !offices.length && !token.capital) return null;
  const gender = table.determiners.get(token.folded) ?? genderOf(offices, lang);
  const plural = table.pluralDeterminers.has(token.folded);

  // `la présidente de l'Alliance, Jeanne Aubry`; `le ministre Jean Dupont`; `Energy Minister Jane Roe`.
  if (offices.length) {
    const inside = nameInside(tokens, at, phraseEnd, lang);
    if (inside) {
      const title = { from: titleStart(tokens, at, inside.from, lang), to: inside.from };
      const mention = withApposition(tokens, inside, bound, lang);
      return {
        ...mention,
        from: at,
        offices: [...offices, ...mention.offices],
        gender: inside.gender ?? gender,
        people: [{ name: inside, title }, ...mention.people.slice(1)],
      };
    }
    let next = phraseEnd;
    if (tokens[next]?.text === '(') {
      while (next < bound && tokens[next]!.text !== ')') next += 1;
      next += 1;
    }
    if (tokens[next]?.text === ',') next += 1;
    const after = next < bound ? personName(tokens, next, lang) : null;
    if (after && after.to <= bound && after.weight + Number(after.honorific) >= 2) {
      const people = [{ name: after, title: { from: titleStart(tokens, at, phraseEnd, lang), to: phraseEnd } }];
      return { from: at, to: after.to, kind: 'name', people, offices, gender: after.gender ?? gender, plural: false };
    }
    return { from: at, to: phraseEnd, kind: 'office', people: [], offices, gender, plural };
  }
  // `l'hydrologue Jean Dupont`: a trade that no table names, and a name right behind it.
  const inside = determiner ? nameAtEnd(tokens, at + 1, phraseEnd, lang) : null;
  if (inside) {
    // `l'hydrologue`, but not whose somebody is (`the union's`).
    const title = GENITIVE.has(tokens[inside.from - 1]!.folded) ? null : { from: at + 1, to: inside.from };
    const people = [{ name: inside, title }];
    return { ...withApposition(tokens, inside, bound, lang), from: at, people, gender: inside.gender ?? gender };
  }
  // `la boulangère, Zoé Roy`, `his wife, Alice,`: a definite trade or kin and a name in apposition to it.
  const definite =
    determiner &&
    !table.indefinite.has(token.folded) &&
    tokens[phraseEnd]?.text === ',' &&
    !isCircumstance(tokens, at, phraseEnd, lang);
  const apposed = definite && phraseEnd + 1 < bound ? personName(tokens, phraseEnd + 1, lang) : null;
  const fewest = table.possessives.has(token.folded) && tokens[apposed?.to ?? 0]?.text === ',' ? 1 : 2;
  if (apposed && apposed.to <= bound && apposed.weight >= fewest && phraseEnd - at <= MAX_TRADE) {
    const people = [{ name: apposed, title: { from: at + 1, to: phraseEnd } }];
    return { from: at, to: apposed.to, kind: 'name', people, offices, gender: apposed.gender ?? gender, plural: false };
  }
  const bodies = tokens
    .slice(at + Number(determiner), phraseEnd)
    .some((word) => table.bodies.has(word.folded) || (word.capital && word.end - word.start > 1));
  return { from: at, to: phraseEnd, kind: bodies ? 'body' : 'noun', people: [], offices, gender, plural };
}

/** `À cette occasion, NAME`, `Le 2 octobre, NAME`: when and where, which is no trade of whoever comes next. */
const isCircumstance = (tokens: readonly Token[], at: number, end: number, lang: Lang): boolean =>
  languages[lang].circumstances.has(tokens[at - 1]?.folded ?? '') ||
  tokens.slice(at, end).some(({ folded, text }) => languages[lang].months.has(folded) || /^\p{N}/u.test(text));

/** `Premier Jane Roe and Mayor John Doe`: where the first of two people ends who have an office each; else `end`. */
function beforeSecond(tokens: readonly Token[], at: number, end: number, lang: Lang): number {
  for (let i = at + 2; i < end - 1; i += 1) {
    if (!languages[lang].conjunctions.has(tokens[i]!.folded)) continue;
    if (!isOffice(tokens[i + 1], lang) && !isOffice(tokens[i + 2], lang)) continue;
    const second = ledByOffice(tokens, i + 1, end, lang);
    if (second && second.name.to === end && nameInside(tokens, at, i, lang)?.to === i) return i;
  }
  return end;
}

/** Behind articles and courtesies (`Son Honneur la lieutenante-gouverneure`). */
function titleStart(tokens: readonly Token[], from: number, to: number, lang: Lang): number {
  const { determiners, honorifics } = languages[lang];
  let start = from;
  while (start < to - 1) {
    const { folded } = tokens[start]!;
    if (!determiners.has(folded) && !(honorifics.has(folded) && !isOffice(tokens[start], lang))) break;
    start += 1;
  }
  return start;
}

/**
 * `Roe's statement`, `Port Hale's Evening News`: what somebody wrote speaks for its author, a body that is somebody's
 * speaks for itself. Null for anything else that is possessed.
 */
function possessed(tokens: readonly Token[], owner: PersonName, bound: number, lang: Lang): Mention | null {
  const table = languages[lang];
  if (!GENITIVE.has(tokens[owner.to]!.folded)) return null;
  const to = nounPhraseEnd(tokens, owner.from, bound, lang);
  const rest = tokens.slice(owner.to + 1, to);
  // `the union's Jane Roe`
  const person = rest[0]?.capital ? personName(tokens, owner.to + 1, lang) : null;
  if (
    person &&
    person.weight >= 2 &&
    person.to <= bound &&
    !isOffice(rest[0], lang) &&
    !isOffice(tokens[person.to], lang) &&
    !table.bodies.has(rest.at(-1)!.folded)
  )
    return { ...withApposition(tokens, person, bound, lang), from: owner.from };
  const mention = { from: owner.from, to, offices: [], gender: owner.gender, plural: false };
  if (rest.some(({ folded, capital }) => table.bodies.has(folded) && capital))
    return { ...mention, kind: 'body', people: [] };
  if (!rest.some(({ folded, capital }) => table.writings.has(folded) && !capital)) return null;
  return { ...mention, kind: 'name', people: [{ name: owner, title: null }] };
}
const GENITIVE = new Set(["'s", '’s', "'", '’']);

/** The mention whose last word stands right before `end`, searched from `from`; the longest that reads as one. */
export function mentionBefore(tokens: readonly Token[], from: number, end: number, lang: Lang): Mention | null {
  const start = Math.max(from, end - MAX_PHRASE);
  let best: Mention | null = null;
  for (let at = start; at < end; at += 1) {
    const mention = mentionAt(tokens, at, end, lang);
    if (!mention) continue;
    const reaches = mention.to === end || (mention.to === end - 1 && tokens[end - 1]!.text === ',');
    if (!reaches) continue;
    // One capitalised word may be the end of something else; two, or an honorific, are a name.
    const [person] = mention.people;
    // `la députée de Sainte-Rose`, `the Globe and Mail`: what a phrase leads up to is no person.
    const { officeLinks, conjunctions } = languages[lang];
    const link = tokens[at - 1]?.folded ?? '';
    const within = best !== null && officeLinks.has(link);
    const place = within && !conjunctions.has(link) && isPlaceOf(best!, person?.name ?? null, tokens);
    if (person && (person.name.weight >= 2 || person.name.honorific) && !place) return mention;
    if (!best || (mention.kind === 'name' && best.kind !== 'name' && !within)) best = mention;
  }
  return best;
}

/** Of what leads up to it: `Sainte-Rose` of its member, `Criminal Appeals` of their court; not who has a given name. */
function isPlaceOf({ kind }: Mention, name: PersonName | null, tokens: readonly Token[]): boolean {
  if (name?.honorific) return false;
  const isBody = kind === 'body' && name !== null && genderOfGivenName(tokens[name.core.from]!.text) === undefined;
  return kind === 'office' || isBody;
}

function withApposition(tokens: readonly Token[], name: PersonName, bound: number, lang: Lang): Mention {
  const table = languages[lang];
  const people: Mention['people'] = [{ name, title: null }];
  let at = name.to;
  while (at < bound && table.conjunctions.has(tokens[at]!.folded)) {
    const next = personName(tokens, at + 1, lang);
    if (!next || next.to > bound || next.weight < 2) {
      const led = next ? null : ledByOffice(tokens, at + 1, bound, lang);
      if (!led) break;
      people.push(led);
      at = led.name.to;
      continue;
    }
    people.push({ name: next, title: null });
    at = next.to;
  }
  let to = at;
  let offices: string[] = [];
  const bare = name.weight >= 2 ? bareTitle(tokens, at, bound, lang) : null;
  if (bare) return titled(name, people, bare, lang);
  at = behindAge(tokens, at);
  if (tokens[at]?.text === ',' && at + 1 < bound) {
    const end = appositionEnd(tokens, at + 1, bound, lang);
    const opener = tokens[at + 1]!;
    const title = { from: at + 1 + Number(table.determiners.has(opener.folded)), to: end };
    offices = officesIn(tokens, title, lang);
    // `Jane Roe, of the University of Hale, said`; but `a dit Jeanne Roy, de ce projet`.
    const belongs = table.affiliations.has(opener.folded) && (tokens[at + 2]?.capital || tokens[at + 3]?.capital);
    const capital = opener.capital && !table.firstPerson.has(opener.folded);
    const several = people.length === 1 && table.pluralDeterminers.has(opener.folded) && !offices.length;
    const opens = (table.determiners.has(opener.folded) && !several) || capital || belongs || isTrade(opener, lang);
    const loose = opens ? !offices.length && isLoose(tokens, at + 1, end, lang) : goesOnAsClause(tokens, title, lang);
    if (end > at + 1 && (offices.length || opens) && !loose) {
      to = end;
      if (tokens[end - 1]?.text === ',') title.to -= 1;
      addJoined(tokens, people, title, lang);
    }
  }
  const gender = name.gender ?? genderOf(offices, lang);
  return { from: name.from, to, kind: 'name', people, offices, gender, plural: people.length > 1 };
}

/** `Régine Lambert présidente de la FSI`: an office with nothing between; null where there is none. */
function bareTitle(tokens: readonly Token[], at: number, bound: number, lang: Lang): Titled | null {
  if (at >= bound || !isOffice(tokens[at], lang) || tokens[at]!.capital) return null;
  const title = { from: at, to: nounPhraseEnd(tokens, at, bound, lang) };
  return { title, offices: officesIn(tokens, title, lang) };
}
type Titled = { title: Range; offices: string[] };

function titled(name: PersonName, people: Mention['people'], { title, offices }: Titled, lang: Lang): Mention {
  for (const person of people) person.title ??= title;
  const gender = name.gender ?? genderOf(offices, lang);
  return { from: name.from, to: title.to, kind: 'name', people, offices, gender, plural: people.length > 1 };
}

/** `Roe, 54, a father of two`: where the second comma stands; `at` where no age does. */
const behindAge = (tokens: readonly Token[], at: number): number =>
  tokens[at]?.text === ',' && isAge(tokens[at + 1]) && tokens[at + 2]?.text === ',' ? at + 2 : at;

const CLOSERS = new Set([',', '.', ';', ')', '!', '?']);

/** `Selon le préfet, le comptoir « ferme »`: what only an article opens is closed by a comma, or goes on to a cue. */
function isLoose(tokens: readonly Token[], from: number, end: number, lang: Lang): boolean {
  if (!languages[lang].determiners.has(tokens[from]!.folded)) return false;
  const stop = tokens[end]?.text ?? '.';
  return !(CLOSERS.has(stop) || tokens[end - 1]?.text === ',' || leadsToCue(tokens, end, tokens.length, lang));
}

/** `NAME, exige du ministre qu'il parte.`: the office is not what the phrase begins with, and the sentence ends with it. */
function goesOnAsClause(tokens: readonly Token[], { from, to }: Range, lang: Lang): boolean {
  if ([tokens[to]?.text, tokens[to - 1]?.text].includes(',') || leadsToCue(tokens, to, tokens.length, lang))
    return false;
  return !isOffice(tokens[from], lang) && !isOffice(tokens[from + 1], lang);
}

/** Gives the title to who has none, and adds whoever stands behind it with a title of his own. */
function addJoined(tokens: readonly Token[], people: Person[], title: Range, lang: Lang): void {
  const others = people.length === 1 && people[0]!.title === null ? joinedBehind(tokens, title, lang) : [];
  const own = others.length > 0 ? { from: title.from, to: others[0]!.comma } : title;
  for (const person of people) person.title ??= own;
  people.push(...others.map(({ person }) => person));
}

/** `and fire chief Silas Ng`: a second person with an office of his own. */
function ledByOffice(
  tokens: readonly Token[],
  from: number,
  bound: number,
  lang: Lang,
): Mention['people'][number] | null {
  const end = Math.min(bound, from + MAX_TRADE);
  for (let i = from + 1; i < end; i += 1) {
    if (!isOffice(tokens[i - 1], lang)) continue;
    const name = personName(tokens, i, lang);
    return name && name.to <= bound && name.weight >= 2
      ? { name, title: { from: titleStart(tokens, from, i, lang), to: i } }
      : null;
  }
  return null;
}

const isAge = (token: Token | undefined): boolean => /^\d{1,2}$/.test(token?.text ?? '');

/** `épidémiologiste`: a noun for a person that `offices` does not list, told by its ending. */
function isTrade({ kind, folded, text }: Token, lang: Lang): boolean {
  const { trade, stopWords, cueFillers, phraseEnds, circumstances } = languages[lang];
  const common = [stopWords, cueFillers, phraseEnds, circumstances].some((set) => set.has(folded));
  return kind === 'word' && text.length >= MIN_TRADE && trade.test(folded) && !common;
}
const MIN_TRADE = 6;

/** Where the phrase behind a name and a comma ends; `from` where it is a clause (`, la facture sera salée`). */
function appositionEnd(tokens: readonly Token[], from: number, bound: number, lang: Lang): number {
  const table = languages[lang];
  for (let i = from; i < bound; i += 1) {
    const token = tokens[i]!;
    if (i > from && table.auxiliaries.has(token.text) && !leadsToCue(tokens, i, bound, lang)) {
      const comma = tokens.slice(from, i).findLastIndex(({ text }) => text === ',');
      return comma === -1 ? from : from + comma;
    }
    if (token.kind === 'break' || MARK.has(token.text) || token.text === ';' || endsSentence(tokens, i, lang)) return i;
    if (token.kind === 'word' && !token.capital && i > from) {
      if ((table.cueVerbs.has(token.folded) && !table.offices.has(token.folded)) || table.relatives.has(token.folded)) {
        let end = i;
        while (end > from && (table.cueFillers.has(tokens[end - 1]!.folded) || tokens[end - 1]!.text === ',')) end -= 1;
        return end;
      }
    }
    if (token.text === ',' && leavesTitle(tokens[i + 1], lang)) return i;
  }
  return bound;
}

/** `, at the opening`, `, visited the bridge`: behind a comma the sentence goes on to where, or to what was done. */
function leavesTitle(token: Token | undefined, lang: Lang): boolean {
  const { circumstances, past } = languages[lang];
  if (token?.kind !== 'word' || circumstances.has(token.folded)) return token?.kind === 'word';
  return !token.capital && past.test(token.folded) && !isOffice(token, lang);
}

function leadsToCue(tokens: readonly Token[], at: number, bound: number, lang: Lang): boolean {
  const { cueFillers, cueVerbs } = languages[lang];
  let i = at;
  while (i < bound && cueFillers.has(tokens[i]!.folded)) i += 1;
  return i < bound && cueVerbs.has(tokens[i]!.folded);
}

const MARK = new Set(['«', '»', '“', '”', '"', '„', '<<', '>>', '``', "''", '‘']);

/** The end of the noun phrase at `at`: before a comma, a mark, a cue, a relative or the end of the sentence. */
function nounPhraseEnd(tokens: readonly Token[], at: number, bound: number, lang: Lang): number {
  const table = languages[lang];
  let i = at;
  for (; i < bound; i += 1) {
    const token = tokens[i]!;
    if (token.kind === 'break') break;
    if (
      token.kind === 'sign' &&
      !(
        token.text === '&' ||
        token.text === '/' ||
        isTightDash(tokens, i) ||
        goesOnBehind(tokens, at, i, lang) ||
        token.text === "'s" ||
        token.text === '’s' ||
        abbreviationDot(tokens, i)
      )
    )
      break;
    if (token.kind !== 'word' || token.capital || i === at) continue;
    const previous = tokens[i - 1]!;
    // `la ministre Jeanne Roy juge le texte …`, `la juge Roy`
    const noun = table.offices.has(token.folded) && !(previous.capital && previous.kind === 'word' && i > at + 1);
    const cue = table.cueVerbs.has(token.folded) && !noun && !isAdjectival(tokens, i, lang);
    const links = table.accentedLinks.has(token.text) && !tokens[i + 1]?.capital;
    const ends = table.phraseEnds.has(token.folded) && !links;
    if (cue || table.relatives.has(token.folded) || table.hedges.has(token.folded) || ends) break;
    // `la ministre de conclure`
    if (table.narrativeOpeners.has(token.folded) && table.cueInfinitives.has(tokens[i + 1]?.folded ?? '')) break;
    // `la semaine l'entreprise`: an article behind a noun begins another phrase.
    const article = table.determiners.has(token.folded) && !table.affiliations.has(token.folded);
    if (article && previous.kind === 'word' && !joinsNouns(previous, lang)) break;
    // `la lauréate en recevant son prix`, `the chair in opening the fair`, `le jury pour justifier son choix`.
    const next = tokens[i + 1]?.folded ?? '';
    if (table.circumstances.has(token.folded) && (table.gerund.test(next) || table.infinitive.test(next))) break;
  }
  while (
    i > at + 1 &&
    (table.officeLinks.has(tokens[i - 1]!.folded) || table.cueFillers.has(tokens[i - 1]!.folded)) &&
    !tokens[i - 1]!.capital
  )
    i -= 1;
  return i;
}

/** `ministre du Travail, de l'Emploi et …`, `Minister of Jobs, Trade and …`: a comma within a portfolio. */
function goesOnBehind(tokens: readonly Token[], at: number, comma: number, lang: Lang): boolean {
  const { officeLinks, conjunctions } = languages[lang];
  const [last, next] = [tokens[comma - 1]!, tokens[comma + 1]];
  if (tokens[comma]!.text !== ',' || !last.capital || !next) return false;
  const office = tokens.slice(at, comma).findIndex((token) => isOffice(token, lang));
  if (office === -1 || !officeLinks.has(tokens[at + office + 1]?.folded ?? '')) return false;
  // The next part has its own link, or is a capital that `and` and another follow.
  if (next.capital) return endsInJoined(tokens, comma, lang);
  if (!officeLinks.has(next.folded) || conjunctions.has(next.folded)) return false;
  const word = tokens.slice(comma + 2, comma + 4).find(({ folded }) => !officeLinks.has(folded));
  return word?.kind === 'word' && word.capital;
}

/** `, Trade and Technology`, `, Energy, Northern Development and Tides`; not `, Jane Roe and Mayor John Doe`. */
function endsInJoined(tokens: readonly Token[], comma: number, lang: Lang): boolean {
  if (isPersonal(tokens[comma + 1]!, lang)) return false;
  for (let i = comma + 2; i < comma + MAX_PART && tokens[i]; i += 1) {
    const { kind, capital, folded, text } = tokens[i]!;
    if (languages[lang].conjunctions.has(folded))
      return tokens[i + 1]?.capital === true && !isPersonal(tokens[i + 1]!, lang);
    if (text !== ',' && !(kind === 'word' && capital)) return false;
  }
  return false;
}
/** In tokens: `Trade and`, `Energy, Northern Development and`. */
const MAX_PART = 7;

/** What begins a person rather than a portfolio. */
const isPersonal = (token: Token, lang: Lang): boolean =>
  isOffice(token, lang) || languages[lang].honorifics.has(token.folded) || genderOfGivenName(token.text) !== undefined;

const joinsNouns = ({ folded, capital }: Token, lang: Lang): boolean => {
  const { officeLinks, determiners, conjunctions, cueFillers } = languages[lang];
  return capital || [officeLinks, determiners, conjunctions, cueFillers].some((set) => set.has(folded));
};

/** `Baie-des-Sables–Cap-Noir`: a dash without spaces joins. */
const isTightDash = (tokens: readonly Token[], i: number): boolean =>
  /^[–—-]$/.test(tokens[i]!.text) && tokens[i - 1]?.end === tokens[i]!.start && tokens[i + 1]?.start === tokens[i]!.end;

const abbreviationDot = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]!.text === '.' &&
  tokens[i - 1]?.kind === 'word' &&
  tokens[i - 1]!.text.length <= 3 &&
  tokens[i - 1]!.capital;
const isAdjectival = (tokens: readonly Token[], i: number, lang: Lang): boolean =>
  languages[lang].officeLinks.has(tokens[i - 1]?.folded ?? '');

/** A capitalised run inside or at the end of an office phrase that is the holder's name. */
function nameInside(tokens: readonly Token[], from: number, to: number, lang: Lang): PersonName | null {
  const table = languages[lang];
  for (let i = from; i < to; i += 1) {
    const token = tokens[i]!;
    if (token.kind !== 'word') continue;
    const opens =
      table.honorifics.has(token.folded) && !table.determiners.has(token.folded) && !table.offices.has(token.folded);
    if (!token.capital && !opens) continue;
    if (table.offices.has(token.folded) || table.bodies.has(token.folded) || table.portfolioNouns.has(token.folded))
      continue;
    const name = personName(tokens, i, lang);
    const previous = tokens[i - 1];
    const adjacent =
      previous !== undefined &&
      (table.offices.has(previous.folded) ||
        (name !== null && name.weight >= 2 && PORTFOLIO_NOUNS.has(previous.folded)));
    if (!name) continue;
    // Behind its office a name ends the phrase, whatever verb follows (`Premier Jane Roe issued …`).
    const next = tokens[name.to];
    const joint =
      table.conjunctions.has(next?.folded ?? '') && (personName(tokens, name.to + 1, lang)?.weight ?? 0) >= 2;
    const ends =
      endsAt(name, to) ||
      (adjacent && joint) ||
      (adjacent && next?.kind === 'word' && !next.capital && !table.officeLinks.has(next.folded));
    if (!ends) continue;
    const linked =
      previous !== undefined && (table.officeLinks.has(previous.folded) || table.determiners.has(previous.folded));
    if (name.honorific || adjacent || (name.weight >= 2 && !linked && i > from && !isOfBody(tokens, i, lang)))
      return name;
  }
  return null;
}

/** With or without the letters behind it. */
const endsAt = ({ core, to }: PersonName, end: number): boolean => core.to <= end && to >= end;

/** `la Fondation CHU Saint-Damase`: what stands behind the noun of a body and begins with no given name is the body's. */
const isOfBody = (tokens: readonly Token[], at: number, lang: Lang): boolean =>
  languages[lang].bodies.has(tokens[at - 1]?.folded ?? '') && genderOfGivenName(tokens[at]!.text) === undefined;

/** A full name behind lower-case words that name no body: `l'hydrologue Jean Dupont`, `la militante Jeanne Aubry`. */
function nameAtEnd(tokens: readonly Token[], from: number, to: number, lang: Lang): PersonName | null {
  const { bodies, officeLinks } = languages[lang];
  for (let i = from; i < Math.min(to, from + 5); i += 1) {
    const token = tokens[i]!;
    const owner = GENITIVE.has(tokens[i + 1]?.folded ?? '');
    if (owner || GENITIVE.has(token.folded)) continue;
    if (token.kind !== 'word' || bodies.has(token.folded)) return null;
    if (!token.capital) continue;
    const name = i > from ? personName(tokens, i, lang) : null;
    return name && name.to === to && name.weight >= 2 && !officeLinks.has(tokens[i - 1]!.folded) ? name : null;
  }
  return null;
}

/** A word that any sentence may begin with. */
const isCommon = ({ folded }: Token, lang: Lang): boolean =>
  languages[lang].stopWords.has(folded) ||
  languages[lang].phraseEnds.has(folded) ||
  languages[lang].cueFillers.has(folded);

/** Whether the capitalised words at the head are an office before a name (`Transport Minister John Doe`). */
function holdsOffice(tokens: readonly Token[], from: number, to: number, bound: number, lang: Lang): boolean {
  const { offices } = languages[lang];
  if (offices.has(tokens[from]!.folded)) return true;
  // `Régine Lambert présidente de la FSI`; but `Port Hale mayor Jane Roe`.
  if (to - from >= 2 && genderOfGivenName(tokens[from]!.text) !== undefined && !tokens[to]?.capital) return false;
  return to < bound && offices.has(tokens[to]!.folded) && tokens[to]!.kind === 'word';
}

export function officesIn(tokens: readonly Token[], { from, to }: Range, lang: Lang): string[] {
  const found: string[] = [];
  for (let i = from; i < to; i += 1) if (isOffice(tokens[i], lang)) found.push(tokens[i]!.folded);
  return found;
}

const genderOf = (offices: readonly string[], lang: Lang): Gender => {
  for (const office of offices) {
    const gender = languages[lang].offices.get(office);
    if (gender) return gender;
  }
  return null;
};

const moved = <R extends Range>(range: R, by: number): R => ({ ...range, from: range.from + by, to: range.to + by });
const shift = (mention: Mention, by: number): Mention => ({
  ...moved(mention, by),
  people: mention.people.map(({ name, title }) => ({
    name: { ...moved(name, by), core: moved(name.core, by), rank: name.rank === null ? null : name.rank + by },
    title: title && moved(title, by),
  })),
});
