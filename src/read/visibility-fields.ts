/** Fields that tell whether a release may be shown, by whatever name: known names, their synonyms and misspellings. */
import type { Status } from '../domain.ts';
import { LANGS, languages, type VisibilityField } from '../lang/index.ts';
import { fold } from '../util/fold.ts';
import { shown } from './error.ts';
import { isMisspelt } from './misspelling.ts';
import { isoDay } from './moment.ts';
import { momentOrNotice, noticeIn } from './notice.ts';
import type { Claim } from './visibility.ts';

/** A field beside a text, as its format gives it. */
export type Field = {
  name: string;
  /** A scalar as JSON has it, YAML's as text; null only where it says so. */
  value: unknown;
  /** Nothing stands behind its name, not even a null. */
  empty?: boolean;
  /** A number as it is written. */
  source?: string;
  /** Where it stands: for an error; in words, for a remark beside the place of the release. */
  place: string;
  where: string;
};

/** How far a field is taken at its word. */
export type Reading = {
  /** An answer that is neither yes nor no is no answer, where such names are used for other things, too. */
  loose?: boolean;
  /** Nor is a value of `status` that nobody knows. */
  looser?: boolean;
};

/** What a name means, and by which sign. */
type Meaning = {
  field: VisibilityField;
  /** The name that was meant. */
  right: string;
  by: 'documentation' | 'synonym' | 'part' | 'misspelling' | 'likeness';
};

/** The claims of these fields of one document, and those fields that have no say in this. */
export function claimsOf(fields: readonly Field[], reading: Reading = {}): { claims: Claim[]; others: Field[] } {
  const claims: Claim[] = [];
  const others: Field[] = [];
  const said: Said[] = [];
  for (const field of fields) {
    const meaning = meaningOf(field.name);
    const answer = meaning && answerOf(meaning, field, reading);
    if (!meaning || answer === null) others.push(field);
    else {
      said.push({ field, meaning, answer });
      const claim = claimOf(field, meaning, answer);
      if (claim) claims.push(claim);
    }
  }
  return { claims: [...claims, ...contradictions(said)], others };
}

/**
 * The claim of a printed line `name: value`, in which chance must not look like a field: null where it is none, `nothing`
 * where it says that nothing speaks against the release.
 */
export function claimOfLine(field: Field, reading: Reading): Claim | 'nothing' | null {
  const meaning = meaningOf(field.name);
  if (!meaning || meaning.by === 'part' || meaning.by === 'likeness' || !PRINTED_FIELDS.has(meaning.field)) return null;
  const answer = answerOf(meaning, field, { ...reading, looser: reading.looser || meaning.by === 'misspelling' });
  // `EMBARGOED: A tower opens` is a notice, not a field.
  if (answer === null || (answer === 'unreadable' && meaning.field === 'embargo')) return null;
  // Out of its place, a field is always worth a remark.
  return claimOf(field, { ...meaning, by: 'synonym' }, answer, ' in the metadata') ?? 'nothing';
}

const PRINTED_FIELDS = new Set<VisibilityField>(['status', 'embargo', 'withheld', 'withdrawn', 'shown', 'lifted']);

/** Whether a word by itself is the name of a printed field (`Status`), without a slip of the pen. */
export const isFieldName = (name: string): boolean => PRINTED_FIELDS.has(FIELDS.get(joined(name)) ?? 'notice');

/** Whether a name is one of these fields, whatever its value. */
export function mayTellVisibility(name: string): boolean {
  const meaning = name === '' ? null : meaningOf(name);
  return meaning !== null && meaning.by !== 'likeness' && PRINTED_FIELDS.has(meaning.field);
}

/** Names and values without what one may write or leave out: case, accents, hyphens, underscores, spaces. */
export const joined = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

const TABLES = LANGS.map((lang) => languages[lang].hiding);
const FIELDS = new Map(TABLES.flatMap(({ fields }) => [...fields]));
const STATUSES = new Map(TABLES.flatMap(({ statuses }) => [...statuses]));
const YES = new Set(TABLES.flatMap(({ yes }) => [...yes]));
const NO = new Set(TABLES.flatMap(({ no }) => [...no]));
const NO_EMBARGO = new Set(TABLES.flatMap(({ noEmbargo }) => [...noEmbargo]));
const OTHER_NAMES = new Set(TABLES.flatMap(({ otherNames }) => [...otherNames]));
const EMBARGO_ASIDES = TABLES.flatMap(({ embargoAsides }) => [...embargoAsides]);
const OFTEN_MISSPELT = new Set(TABLES.flatMap(({ oftenMisspelt }) => [...oftenMisspelt]));

// --------------------------------------------------------------------------------------------------------- names

/** Those of our own documentation and of ninjs. */
const DOCUMENTED = new Map([
  ['status', 'status'],
  ['pubstatus', 'status'],
  ['embargoeduntil', 'embargoedUntil'],
  ['embargoed', 'embargoedUntil'],
]);
/** Names that are near those of this table, and mean what they say. */
const DESCRIBING = new Set(['id', 'url', 'lang', 'title', 'date', 'publisher', 'text', 'html']);
const EMBARGO = 'embargo';
const SHORTEST_MISSPELT = 5;
const LONGEST_NAME = 60;
const MOST_REMEMBERED = 2000;

const remembered = new Map<string, Meaning | null>();

function meaningOf(name: string): Meaning | null {
  let meaning = remembered.get(name);
  if (meaning === undefined) {
    meaning = findMeaning(name);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    if (name.length <= LONGEST_NAME) remembered.set(name, meaning);
  }
  return meaning;
}

function findMeaning(name: string): Meaning | null {
  const whole = joined(name.slice(0, LONGEST_NAME));
  if (DESCRIBING.has(whole)) return null;
  // `dcterms.accessRights`, `dixit:status`.
  const last = joined(name.slice(0, LONGEST_NAME).split(/[.:/]/).at(-1)!);
  for (const key of [whole, last]) {
    const field = FIELDS.get(key);
    if (field) return { field, right: rightName(field, key), by: DOCUMENTED.has(key) ? 'documentation' : 'synonym' };
  }
  if (joined(name).includes(EMBARGO)) return { field: 'embargo', right: DOCUMENTED.get('embargoed')!, by: 'part' };
  if (OTHER_NAMES.has(whole)) {
    const like = MISSPELT.find((right) => isMisspelt(whole, right));
    return like ? { field: FIELDS.get(like)!, right: rightName(FIELDS.get(like)!, like), by: 'likeness' } : null;
  }
  for (const key of whole === last ? [whole] : [whole, last]) {
    if (key.length < SHORTEST_MISSPELT) continue;
    const right = MISSPELT.find((one) => isMisspelt(key, one));
    if (right) return { field: FIELDS.get(right)!, right: rightName(FIELDS.get(right)!, right), by: 'misspelling' };
  }
  return holdsMisspelt(whole) ? { field: 'embargo', right: DOCUMENTED.get('embargoed')!, by: 'misspelling' } : null;
}

const MISSPELT = [...FIELDS.keys()].filter((name) => name.includes(EMBARGO) || OFTEN_MISSPELT.has(name));

function rightName(field: VisibilityField, key: string): string {
  if (field === 'status') return 'status';
  return field === 'embargo' ? 'embargoedUntil' : key;
}

/** `embragoUntil`: the word is in it, but for a letter. */
function holdsMisspelt(name: string): boolean {
  for (let length = EMBARGO.length - 1; length <= EMBARGO.length + 1; length += 1) {
    for (let at = 0; at + length <= name.length; at += 1) {
      if (isMisspelt(name.slice(at, at + length), EMBARGO)) return true;
    }
  }
  return false;
}

// -------------------------------------------------------------------------------------------------------- values

/** `nothing` speaks against the release; there is an `undated` embargo; or nobody can tell what is meant. */
type Answer = 'nothing' | 'undated' | 'unreadable' | { status: Status } | { until: string };

/** Null where the field is another one after all. */
function answerOf({ field: kind, by }: Meaning, field: Field, { loose, looser }: Reading): Answer | null {
  const { value } = field;
  const guessed = by === 'misspelling' || by === 'likeness';
  if (guessed && !(typeof value === 'string' || typeof value === 'boolean' || value === null)) return null;
  const answer = by === 'part' && isAside(field.name) ? readAside(field) : readValue(kind, field);
  if (answer !== 'unreadable') return guessed && answer === 'nothing' ? null : answer;
  if (by === 'likeness' || looser) return null;
  return (guessed || loose) && kind !== 'status' && kind !== 'embargo' ? null : answer;
}

const isAside = (name: string): boolean => EMBARGO_ASIDES.some((end) => joined(name).endsWith(end));

/** Words about an embargo, whose moment is told elsewhere, if at all. */
const readAside = ({ value }: Field): Answer => (typeof value === 'string' && /\S/.test(value) ? 'undated' : 'nothing');

function readValue(kind: VisibilityField, { value, empty }: Field): Answer {
  if (value === null && !empty) return 'nothing';
  const optional = kind === 'notice' || kind === 'access' || kind === 'available';
  if (typeof value === 'object' && value !== null) return optional ? 'nothing' : 'unreadable';
  const text = empty ? '' : String(value).slice(0, LONGEST_VALUE);
  const word = joined(text);
  if (word === '') return optional ? 'nothing' : 'unreadable';
  // `stat:usable`, `https://…/access/embargoedAccess`
  const status = STATUSES.get(word) ?? STATUSES.get(joined(text.split(/[:/#]/).at(-1)!));
  const hidden: Answer | null = status === 'embargo' ? 'undated' : status && status !== 'usable' ? { status } : null;
  const readMoment = (): Answer | null => {
    const until = typeof value === 'string' ? momentOrNotice(text) : undefined;
    return until === undefined ? null : { until };
  };
  const readNotice = (): Answer | null => (noticeIn(text) ? (readMoment() ?? 'undated') : null);

  switch (kind) {
    case 'status':
      return status === 'usable' ? 'nothing' : (hidden ?? readNotice() ?? 'unreadable');
    case 'embargo':
      if (NO.has(word) || NO_EMBARGO.has(word)) return 'nothing';
      return YES.has(word) ? 'undated' : (readMoment() ?? hidden ?? readNotice() ?? 'unreadable');
    case 'withheld':
    case 'withdrawn':
      if (NO.has(word)) return 'nothing';
      return YES.has(word) || isDay(text) ? { status: kind } : (hidden ?? 'unreadable');
    case 'shown':
    case 'shown-from':
      if (NO.has(word)) return { status: 'withheld' };
      if (YES.has(word) || status === 'usable') return 'nothing';
      if (kind === 'shown-from') return readMoment() ?? hidden ?? 'unreadable';
      return hidden ?? (/^\d+$/.test(word) || isDay(text) ? 'nothing' : 'unreadable');
    case 'lifted':
      if (YES.has(word) || NO_EMBARGO.has(word)) return 'nothing';
      return NO.has(word) ? 'undated' : (readMoment() ?? 'unreadable');
    case 'notice':
      // What may never be broadcast may well be read.
      return (
        hidden ?? (noticeIn(text) ? readMoment() : null) ?? (word.includes(EMBARGO) ? readNotice() : null) ?? 'nothing'
      );
    case 'access':
      return hidden ?? 'nothing';
    case 'available':
      return NO.has(word) ? { status: 'withheld' } : (readMoment() ?? 'nothing');
  }
}

const LONGEST_VALUE = 400;

const isDay = (text: string): boolean => isoDay(text.slice(0, 10)) !== undefined || momentOrNotice(text) !== undefined;

// -------------------------------------------------------------------------------------------------------- claims

type Said = { field: Field; meaning: Meaning; answer: Answer };

/** Null where it says nothing against the release. */
function claimOf(field: Field, meaning: Meaning, answer: Answer, place = ''): Claim | null {
  if (answer === 'nothing') return null;
  const { right, by, field: kind } = meaning;
  const found = `\`${field.name.slice(0, LONGEST_NAME)}\` as ${field.empty ? 'nothing' : shown(field.value)}${field.where}`;
  if (answer === 'unreadable') {
    return { status: 'withheld', until: null, undated: false, doubt: { expected: expectedOf(right, kind), found } };
  }
  const documented = typeof answer === 'object' && 'status' in answer ? 'status' : 'embargoedUntil';
  const doubt = by === 'documentation' ? null : { expected: `\`${documented}\`${place}`, found };
  const none = { status: 'usable', until: null, undated: false, doubt } as const;
  return answer === 'undated' ? { ...none, undated: true } : { ...none, ...answer };
}

function expectedOf(right: string, kind: VisibilityField): string {
  if (kind === 'status') return `\`${right}\` to be one of usable, withheld, withdrawn`;
  if (kind === 'embargo') return `\`${right}\` to be an ISO date or time, such as 2026-03-14T09:00:00-05:00`;
  return `\`${right}\` to be yes or no`;
}

/** Two values of one field that say different things: the stricter counts, as it would anyway. */
function contradictions(said: readonly Said[]): Claim[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    // A null beside the value of a synonym is no other value.
    const known = one.meaning.field === 'status' && one.field.value !== null;
    const key = known ? 'status' : joined(one.field.name);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const answers = new Set(group.map(({ answer }) => JSON.stringify(answer)));
    if (answers.size < 2) return [];
    const values = group.map(
      ({ field: { name, value, empty } }) =>
        `\`${name.slice(0, LONGEST_NAME)}\` as ${empty ? 'nothing' : shown(value)}`,
    );
    const doubt = {
      expected: `one value of \`${group[0]!.meaning.right}\``,
      found: `${values.join(' and ')}${group[0]!.field.where}`,
    };
    return [{ status: 'usable', until: null, undated: false, doubt }];
  });
}
