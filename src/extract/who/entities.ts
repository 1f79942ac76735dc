/**
 * The people a release names, and whom a mention denotes among them. Resolution stays within the document: `M.
 * Aubry` is the Aubry named in full, `la ministre` the woman who is introduced as a minister, `she` the
 * woman spoken of last. Where two could be meant, nobody is.
 */
import type { Certainty, Lang } from '../../domain.ts';
import { genderOfGivenName } from '../../lang/given-names.ts';
import { type Gender, languages } from '../../lang/index.ts';
import { fold } from '../../util/fold.ts';
import type { Source } from '../rules/candidate.ts';
import type { Line } from '../text/lines.ts';
import { quotable } from '../text/sections.ts';
import { endsSentence, type Token } from '../text/tokens.ts';
import { MAX_PHRASE, type Mention, mentionAt, officesIn } from './mentions.ts';
import { NAME_PARTICLES, type PersonName, personName, printed, type Range } from './names.ts';

type Member = {
  /** As it is given, with a rank of the forces or the police that was printed before it. */
  name: string;
  /** Folded, without rank. */
  key: string;
  words: string[];
  gender: Gender;
  /** Of the given name, where nothing printed tells. */
  givenGender: Gender;
  /** Something says so: a given name, a courtesy, a rank, an office, a signature. Places, bodies and events have names too. */
  isPerson: boolean;
  offices: Set<string>;
  /** Folded words of the titles printed with the name, to tell two ministers apart. */
  titleWords: Set<string>;
  title: string | null;
  /** The name, or a phrase that holds it, opened a sentence. */
  subject: boolean;
  /** Where the name is printed, ascending. */
  positions: number[];
};

type ShortName = { shown: string; gender: Gender; offices: readonly string[]; at: number; opens: boolean };

export type Resolution = { names: string[]; title: string | null; certainty: Certainty };

export type Cast = {
  /** Whom the phrase at `position` denotes. */
  resolve(source: Source, position: number, lang: Lang): Resolution;
  /** The speaker of the quotation that was resolved last. */
  spoke(resolution: Resolution, position: number): void;
  /** Who spoke last, not further back than `since`. */
  lastSpeaker(since: number): Resolution | null;
};

/** The people of a release, from its lines and from what its signatures tell (`sources`, with their languages). */
export function castOf(text: string, lines: readonly Line[], sources: readonly { source: Source; lang: Lang }[]): Cast {
  const members = new Map<string, Member>();
  /** By the name that resolutions give. */
  const shownAs = new Map<string, Member>();
  const bySurname = new Map<string, Member[]>();
  const byOffice = new Map<string, Set<Member>>();
  /** Every print of a name, in the order of the text once all lines are read. */
  const printedAt: { at: number; member: Member }[] = [];
  const acronyms = new Map<string, string>();
  let last: { resolution: Resolution; position: number } | null = null;

  /** Parts of names (`Mme Roy`), to be told whose they are once every name in full is known. */
  const shortNames: ShortName[] = [];

  for (const line of lines) if (quotable(line.section) || line.section === 'headline') readLine(line);
  for (const { source, lang } of sources) learn(source, lang, { signs: true });
  for (const { shown, gender, offices, at, opens } of shortNames) {
    const [member, ...others] = candidatesFor(shown, gender, offices);
    if (!member || others.length > 0) continue;
    member.subject ||= opens;
    insert(member.positions, at);
    printedAt.push({ at, member });
  }
  printedAt.sort((a, b) => a.at - b.at);
  return {
    resolve,
    spoke: (resolution, position) => {
      if (resolution.names.length) last = { resolution, position };
    },
    lastSpeaker,
  };

  function readLine({ tokens, lang }: Line) {
    learnAcronyms(tokens, lang);
    const names = namesIn(tokens, lang);
    // Only near a name in full, or behind a courtesy, may a phrase introduce somebody; most phrases name nobody.
    const full = names.filter(({ weight, honorific }) => weight >= 2 || honorific);
    const short = new Map(names.map((name) => [name.from, name]));
    let next = 0;
    for (let i = 0; i < tokens.length; ) {
      while (next < full.length && full[next]!.to <= i) next += 1;
      const near = next < full.length && full[next]!.from - i <= MAX_PHRASE;
      const token = tokens[i]!;
      const opens = near && (token.capital || (token.kind === 'word' && opensMention(token, lang)));
      const mention = opens ? mentionAt(tokens, i, tokens.length, lang) : bare(short.get(i));
      if (mention?.kind === 'name') {
        learn({ tokens, mention }, lang, { opens: i === 0 || endsSentence(tokens, i - 1, lang) });
        i = Math.max(i + 1, mention.people.at(-1)!.name.to);
      } else i += 1;
    }
  }

  /** `Port Hale News Agency (PHNA)`: the full name of the body that the letters in brackets stand for. */
  function learnAcronyms(tokens: readonly Token[], lang: Lang) {
    for (let i = 2; i < tokens.length - 1; i += 1) {
      const letters = tokens[i]!.text;
      if (tokens[i - 1]!.text !== '(' || tokens[i + 1]!.text !== ')' || !ACRONYM.test(letters)) continue;
      const from = spelledOut(tokens, i - 1, letters, lang);
      if (from !== null && !acronyms.has(letters)) acronyms.set(letters, printed(text, tokens, { from, to: i - 1 }));
    }
  }

  function learn({ tokens, mention }: Source, lang: Lang, { opens = false, signs = false }) {
    for (const { name, title } of mention.people) {
      const weighty = name.weight >= 2;
      const shown = printed(text, tokens, name.core);
      const key = fold(shown);
      const words = key.match(NAME_WORDS) ?? [];
      const at = tokens[name.core.from]!.start;
      const surname = name.honorific || NAME_PARTICLES.has(words[0] ?? '');
      let member = members.get(key) ?? (surname ? surnamed(words) : null);
      if (!member && !weighty) {
        shortNames.push({ shown, gender: name.gender ?? mention.gender, offices: mention.offices, at, opens });
        continue;
      }
      if (!member) {
        member = newMember(shown, key, words, genderOfGivenName(tokens[name.core.from]!.text));
        members.set(key, member);
        const last = words.at(-1)!;
        if (!bySurname.has(last)) bySurname.set(last, []);
        bySurname.get(last)!.push(member);
      }
      member.subject ||= opens;
      member.isPerson ||= tellsPerson(name, title, mention, signs);
      member.gender ??= mention.people.length === 1 ? (name.gender ?? mention.gender) : name.gender;
      for (const office of officesOf(tokens, mention, title, lang)) {
        member.offices.add(office);
        if (!byOffice.has(office)) byOffice.set(office, new Set());
        byOffice.get(office)!.add(member);
      }
      if (title) {
        for (let i = title.from; i < title.to; i += 1) {
          const token = tokens[i]!;
          if (token.kind === 'word' && !languages[lang].officeLinks.has(token.folded))
            member.titleWords.add(token.folded);
        }
        member.title ??= printed(text, tokens, title);
      }
      if (name.rank !== null && weighty) member.name = printed(text, tokens, { from: name.rank, to: name.core.to });
      shownAs.set(member.name, member);
      insert(member.positions, at);
      printedAt.push({ at, member });
    }
  }

  function resolve({ tokens, mention }: Source, position: number, lang: Lang): Resolution {
    if (mention.kind === 'name') return named(tokens, mention);
    if (mention.kind === 'body') return body(bodyName(tokens, mention, lang));
    if (mention.kind === 'pronoun') return mention.plural ? NOBODY : pronoun(mention, position);
    return described(tokens, mention, position, lang) ?? unnamed(tokens, mention);
  }

  function body(shown: string): Resolution {
    const full = acronyms.get(shown);
    return { names: [full ?? shown], title: null, certainty: full ? 'resolved' : 'stated' };
  }

  function named(tokens: readonly Token[], mention: Mention): Resolution {
    const letters = acronyms.get(printed(text, tokens, mention.people[0]!.name.core));
    if (letters && mention.people.length === 1) return { names: [letters], title: null, certainty: 'resolved' };
    const names: string[] = [];
    let title: string | null = null;
    let certainty: Certainty = 'stated';
    for (const person of mention.people) {
      const { name } = person;
      const shown = printed(text, tokens, name.core);
      const gender = name.gender ?? mention.gender;
      const member = lookUp(shown, gender, mention.offices, tokens[name.core.from]!.start);
      if (mention.tentative && !member) return NOBODY;
      if (member && member.key !== fold(shown)) certainty = 'resolved';
      names.push(member?.name ?? shown);
      title ??= person.title ? printed(text, tokens, person.title) : (member?.title ?? null);
    }
    return { names, title, certainty };
  }

  /** A name in full, or the part of it that is printed. */
  function lookUp(shown: string, gender: Gender, offices: readonly string[], position: number): Member | null {
    return members.get(fold(shown)) ?? nearest(candidatesFor(shown, gender, offices), position);
  }

  function candidatesFor(shown: string, gender: Gender, offices: readonly string[]): Member[] {
    const words = fold(shown).match(NAME_WORDS) ?? [];
    let candidates = (bySurname.get(words.at(-1) ?? '') ?? []).filter((member) =>
      words.every((word) => member.words.includes(word)),
    );
    if (!candidates.length && words.length === 1)
      candidates = [...members.values()].filter((member) => member.words[0] === words[0]);
    return narrowed(candidates, gender, offices);
  }

  /** `Mme Le Roy` is the Jeanne Le Roy named before. */
  function surnamed(words: readonly string[]): Member | null {
    const fitting = (bySurname.get(words.at(-1) ?? '') ?? []).filter(
      (member) => member.words.length > words.length && member.words.slice(-words.length).join(' ') === words.join(' '),
    );
    return fitting.length === 1 ? fitting[0]! : null;
  }

  /** Nobody is named: what is printed says all there is to say (`a spokesperson for the department`). */
  function unnamed(tokens: readonly Token[], mention: Mention): Resolution {
    return { names: [printed(text, tokens, mention)], title: null, certainty: 'unknown' };
  }

  /** `la ministre de la Culture`, `the Mayor`, `la lauréate`: somebody named elsewhere. */
  function described(tokens: readonly Token[], mention: Mention, position: number, lang: Lang): Resolution | null {
    const { officeLinks, determiners, indefinite } = languages[lang];
    if (mention.plural || indefinite.has(tokens[mention.from]!.folded)) return null;
    const words = new Set<string>();
    for (let i = mention.from; i < mention.to; i += 1) {
      const { folded, kind } = tokens[i]!;
      if (kind === 'word' && !officeLinks.has(folded) && !determiners.has(folded)) words.add(folded);
    }
    const overlap = (member: Member) => {
      let shared = 0;
      for (const word of words) if (member.titleWords.has(word)) shared += 1;
      return shared;
    };
    let candidates = holding(mention.offices).filter((member) => agrees(genderOf(member), mention.gender));
    // `la ministre de la Culture` is not the minister of something else.
    const most = candidates.reduce((best, member) => Math.max(best, overlap(member)), 0);
    if (most > 1) candidates = candidates.filter((member) => overlap(member) === most);
    const member =
      nearest(candidates, position) ?? (words.size <= MAX_DESCRIPTION ? likely(mention, overlap, position) : null);
    return member && { names: [member.name], title: member.title, certainty: 'resolved' };
  }

  function holding(offices: readonly string[]): Member[] {
    return [...new Set(offices.flatMap((office) => [...(byOffice.get(office) ?? [])]))];
  }

  /** A short description that fits no printed office: whoever shares a word with it, else whoever was last spoken of. */
  function likely(mention: Mention, overlap: (member: Member) => number, position: number): Member | null {
    const recent = peopleLately(position, mention.gender);
    const sharing = recent.filter((member) => overlap(member) > 0);
    if (sharing.length === 1) return sharing[0]!;
    // Nobody holds such an office in this release: it is the only person about, or nobody.
    if (mention.offices.length > 0) return recent.length === 1 ? recent[0]! : null;
    const sure = mention.gender ? recent.filter((member) => genderOf(member) === mention.gender) : [];
    const speaker = last && position - last.position < NEAR ? shownAs.get(last.resolution.names[0] ?? '') : undefined;
    if (speaker && (sure.includes(speaker) || (mention.gender === null && recent.includes(speaker)))) return speaker;
    return nearest(sure, position);
  }

  /** The people who were printed not long before `position`, and of whom `he` or `she` can be said. */
  function peopleLately(position: number, gender: Gender): Member[] {
    const found = new Set<Member>();
    for (let i = firstAfter(printedAt, position) - 1; i >= 0 && position - printedAt[i]!.at < NEAR; i -= 1)
      found.add(printedAt[i]!.member);
    return [...found].filter((member) => member.isPerson && agrees(genderOf(member), gender));
  }

  function pronoun(mention: Mention, position: number): Resolution {
    const speaker = last && position - last.position < NEAR ? last : null;
    // `it` is the body that spoke last, or nobody.
    if (mention.neuter) {
      const person = shownAs.has(speaker?.resolution.names[0] ?? '');
      return speaker && !person ? { ...speaker.resolution, certainty: 'resolved' } : NOBODY;
    }
    const fitting = peopleLately(position, mention.gender);
    // Who opens a sentence is spoken of; names further in may be places and prizes.
    const opening = fitting.filter((member) => member.subject);
    const subjects = opening.length ? opening : fitting.filter((member) => member.offices.size > 0);
    const recent = nearest(subjects.length ? subjects : fitting, position);
    const recentAt = recent ? lastBefore(recent.positions, position) : -1;
    const former = speaker && shownAs.get(speaker.resolution.names[0] ?? '');
    if (speaker && former && agrees(genderOf(former), mention.gender) && speaker.position >= recentAt) {
      return { ...speaker.resolution, certainty: 'resolved' };
    }
    return recent ? { names: [recent.name], title: recent.title, certainty: 'resolved' } : NOBODY;
  }

  function lastSpeaker(since: number): Resolution | null {
    return last && last.position >= since ? { ...last.resolution, certainty: 'inferred' } : null;
  }

  function bodyName(tokens: readonly Token[], mention: Mention, lang: Lang): string {
    const article = languages[lang].determiners.has(tokens[mention.from]!.folded) && mention.to > mention.from + 1;
    return printed(text, tokens, { from: mention.from + Number(article), to: mention.to });
  }
}

/** `given`: see `genderOfGivenName`. */
const newMember = (name: string, key: string, words: string[], given: Gender | undefined): Member => ({
  name,
  key,
  words,
  gender: null,
  givenGender: given ?? null,
  isPerson: given !== undefined,
  offices: new Set(),
  titleWords: new Set(),
  title: null,
  subject: false,
  positions: [],
});

/** Of several people each has the offices of his own title; one that they share may be the office of one of them. */
function officesOf(tokens: readonly Token[], { people, offices }: Mention, title: Range | null, lang: Lang): string[] {
  if (people.length === 1) return offices;
  return title && people.filter((person) => person.title === title).length === 1 ? officesIn(tokens, title, lang) : [];
}

const tellsPerson = (name: PersonName, title: Range | null, { offices }: Mention, signs: boolean): boolean =>
  signs || title !== null || name.honorific || name.rank !== null || offices.length > 0;

/** The names of people on a line, in order. */
function namesIn(tokens: readonly Token[], lang: Lang): PersonName[] {
  const names: PersonName[] = [];
  for (let i = 0; i < tokens.length; ) {
    const token = tokens[i]!;
    const name = token.capital || languages[lang].honorifics.has(token.folded) ? personName(tokens, i, lang) : null;
    if (name) names.push(name);
    i = name ? name.to : i + 1;
  }
  return names;
}

/** A name by itself as a mention. */
function bare(name: PersonName | undefined): Mention | null {
  if (!name) return null;
  const { from, to, gender } = name;
  return { from, to, kind: 'name', people: [{ name, title: null }], offices: [], gender, plural: false };
}

const NAME_WORDS = /[\p{L}\p{N}-]+/gu;
const ACRONYM = /^\p{Lu}{2,8}$/u;

/** Where the words before `end` begin whose first letters, small linking words left out, are `letters`; or null. */
function spelledOut(tokens: readonly Token[], end: number, letters: string, lang: Lang): number | null {
  const { officeLinks, determiners } = languages[lang];
  let left = letters.length;
  for (let i = end - 1; i >= Math.max(0, end - letters.length * 3); i -= 1) {
    const { kind, folded, text } = tokens[i]!;
    if (kind !== 'word') return null;
    if (folded[0] === letters[left - 1]!.toLowerCase()) left -= 1;
    else if (!officeLinks.has(folded) && !determiners.has(folded)) return null;
    if (left === 0) return /^\p{Lu}/u.test(text) ? i : null;
  }
  return null;
}

const NOBODY: Resolution = { names: [], title: null, certainty: 'unknown' };

/** How far back, in characters, a pronoun reaches. */
const NEAR = 1500;
/** Words of a description that says no more than `la lauréate`. */
const MAX_DESCRIPTION = 4;

const opensMention = (token: Token, lang: Lang): boolean => {
  const { honorifics, offices, determiners } = languages[lang];
  return honorifics.has(token.folded) || offices.has(token.folded) || determiners.has(token.folded);
};

const genderOf = ({ gender, givenGender }: Member): Gender => gender ?? givenGender;

const agrees = (a: Gender, b: Gender): boolean => a === null || b === null || a === b;

function narrowed(candidates: Member[], gender: Gender, offices: readonly string[]): Member[] {
  const byGender = candidates.filter((member) => agrees(genderOf(member), gender));
  const sure = byGender.filter((member) => gender !== null && genderOf(member) === gender);
  const rest = sure.length ? sure : byGender;
  const byOffice = rest.filter((member) => offices.some((office) => member.offices.has(office)));
  return byOffice.length ? byOffice : rest;
}

/** The one whose name was printed last before `position`, else the first printed after it. */
function nearest(candidates: readonly Member[], position: number): Member | null {
  let best: Member | null = null;
  let bestAt = -1;
  for (const member of candidates) {
    const at = lastBefore(member.positions, position);
    if (at > bestAt || !best) {
      best = member;
      bestAt = at;
    }
  }
  return best;
}

function firstAfter(printed: readonly { at: number }[], position: number): number {
  let low = 0;
  let high = printed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (printed[middle]!.at < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keeps the positions ascending, each once; signatures are learned after the lines are read. */
function insert(positions: number[], at: number): void {
  const next = firstFrom(positions, at);
  if (positions[next] !== at) positions.splice(next, 0, at);
}

/** The index of the first position at or behind `at`. */
function firstFrom(positions: readonly number[], at: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastBefore(positions: readonly number[], position: number): number {
  const next = firstFrom(positions, position);
  return next ? positions[next - 1]! : -1;
}
