/**
 * Notices printed above a release or in its headline: `EMBARGOED UNTIL 9 A.M. ET, MARCH 14, 2026`, `Ne pas diffuser
 * avant …`. A headline may speak of embargoes too (`Embargo on steel lifted`): a notice opens its line, stands behind
 * a dash or bracket, or is said of the release itself, and is followed by nothing, by a moment, or by a break.
 */
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../util/fold.ts';
import { isMisspelt } from './misspelling.ts';
import { isBreak, isWeekday, momentValue, type PrintedMoment, printedMoment, type Word, wordsOf } from './moment.ts';

/** `until` is the instant (ISO 8601, UTC) of its end, null where none can be read. */
export type Notice = { until: string | null };

/** The lines above a text among which a notice is looked for. */
export const NOTICE_LINES = 10;

/** The notices among the first lines of a text, none of which is blank, each with its line. */
export function noticesAbove(lines: readonly string[]): (Notice & { line: string })[] {
  if (!lines.some(mayHoldNotice)) return [];
  return lines.slice(0, NOTICE_LINES).flatMap((line, i) => {
    const notice = noticeIn(line, lines.slice(i + 1, i + 1 + LINES_OF_MOMENT));
    return notice ? [{ ...notice, line }] : [];
  });
}

/** The notice in one line; `below` are the lines after it, on which its moment may go on. */
export function noticeIn(line: string, below: readonly string[] = []): Notice | null {
  if (!mayHoldNotice(line)) return null;
  const text = plainLine(line.slice(0, LONGEST_LINE));
  const words = wordsOf(text).map((word) => ({ ...word, text: spelt(word.text) }));
  const reading: Reading = { text, words, below };
  if (words.length > 0 && longestAt(LABELS, words, 0) === words.length) return { until: null };
  const lead = leadOf(line);
  let found: Notice | null = null;
  let before: Before = { words: 0, documents: 0, others: 0, parted: true };
  words.forEach((word, i) => {
    if (word.start > lead) return;
    before = { ...before, parted: i === 0 || isOpening(gapBefore(reading, i)) };
    const notice = before.parted || before.others === 0 ? noticeAt(reading, i, before) : null;
    if (notice && (found === null || (notice.until ?? '') > (found.until ?? ''))) found = notice;
    before.words += 1;
    if (DOCUMENTS.has(word.text)) before.documents += 1;
    else if (!FILLERS.has(word.text)) before.others += 1;
  });
  return found;
}

/** What stands before a word of a line: how many words, how many for the release, how many that no notice has. */
type Before = { words: number; documents: number; others: number; parted: boolean };

/** The instant that a value gives, perhaps behind a word such as `until`. */
export const momentOrNotice = (value: string): string | undefined =>
  momentValue(value, (words) => longestAt(UNTILS, words, 0)) ?? noticeIn(value)?.until ?? undefined;

/** A word in which a letter of one that matters is wrong, put right. */
function spelt(word: string): string {
  if (word.length < SHORTEST_MISSPELT || SPELT.includes(word)) return word;
  return SPELT.find((right) => isMisspelt(word, right)) ?? word;
}

type Reading = { text: string; words: readonly Word[]; below: readonly string[] };

const LONGEST_LINE = 400;
/** A longer line is a paragraph of the text: a notice would be its first words. */
const LONGEST_HEADING = 200;
const LEAD_OF_PARAGRAPH = 80;
const leadOf = ({ length }: string): number => (length > LONGEST_HEADING ? LEAD_OF_PARAGRAPH : length);
const LINES_OF_MOMENT = 2;

const SHORTEST_MISSPELT = 5;

const TABLES = LANGS.map((lang) => languages[lang].hiding);
const DOCUMENTS = new Set(TABLES.flatMap(({ documents }) => [...documents]));
const FILLERS = new Set(TABLES.flatMap(({ fillers }) => [...fillers]));
const OVER = new Set(TABLES.flatMap(({ over }) => [...over]));
const AUXILIARIES = new Set(TABLES.flatMap(({ auxiliaries }) => [...auxiliaries]));

/** The letters of Latin-1 that are a letter with an accent, by the letter. */
const ACCENTED = new Map<string, string>();
for (let code = 0xe0; code <= 0xff; code += 1) {
  const letter = fold(String.fromCharCode(code));
  ACCENTED.set(letter, (ACCENTED.get(letter) ?? '') + String.fromCharCode(code));
}

const accented = (word: string): string =>
  word.replace(/./g, (letter) => (ACCENTED.has(letter) ? `[${letter}${ACCENTED.get(letter)}]` : letter));

const oneOf = (words: Iterable<string>): string => `(?:${[...words].map(accented).join('|')})`;

/**
 * The beginnings of phrases where a notice may begin: at the start of a line, behind a break, behind words for the
 * release. A line without one needs no closer look. Every line above a release is tried, so the pattern is one that V8
 * runs fast: without the flag `u`, and with little to try at most characters.
 */
const TRACES = new RegExp(
  `(?:^|[^a-zà-ÿ0-9 ,'’]|\\s{3})[^a-zà-ÿ0-9]*(?:${oneOf([...DOCUMENTS, ...FILLERS])}[^a-zà-ÿ0-9]+)*(?:${[
    ...TABLES.flatMap(({ traces }) => [...traces]),
    ...new Set(
      TABLES.flatMap(({ holds, embargoes, holdsUntil, releases, labels, ends }) =>
        [...holds, ...embargoes, ...holdsUntil, ...releases, ...labels, ...ends.filter(({ length }) => length > 1)].map(
          (phrase) => phrase.slice(0, 2).map(accented).join('[^a-z0-9]{1,3}'),
        ),
      ),
    ),
  ].join('|')})`,
  'i',
);

const mayHoldNotice = (line: string): boolean => TRACES.test(plainLine(line.slice(0, leadOf(line))));

/** Composed, without characters that nobody sees, with words whose letters are set apart (`E M B A R G O`) as words. */
function plainLine(line: string): string {
  const seen = UNSEEN.test(line) ? line.normalize('NFC').replace(/\p{Cf}+/gu, '') : line;
  const joined = SET_APART.test(seen) ? seen.replace(SET_APART_WORDS, (word) => word.replaceAll(' ', '')) : seen;
  return POINTED.test(joined) ? joined.replace(POINTED_LETTERS, (letters) => letters.replaceAll('.', '')) : joined;
}

const UNSEEN = /[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/;
const SET_APART = /[A-Z] [A-Z] [A-Z] [A-Z]/;
const SET_APART_WORDS = /(?<!\p{L})\p{Lu}(?: \p{Lu}){3,}(?!\p{L})/gu;
/** `E.S.T.` */
const POINTED = /[A-Z]\.[A-Z]\.[A-Z]?/;
const POINTED_LETTERS = /(?<![\p{L}.])\p{Lu}\.(?:\p{Lu}\.){1,3}(?!\p{L})/gu;

/** Phrases by their first word. */
type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrasesBy(lists: readonly (readonly (readonly string[])[])[]): Phrases {
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const phrase of lists.flat()) byFirst.set(phrase[0]!, [...(byFirst.get(phrase[0]!) ?? []), phrase]);
  return byFirst;
}

const HOLDS = phrasesBy(TABLES.map(({ holds }) => holds));
const EMBARGOES = phrasesBy(TABLES.map(({ embargoes }) => embargoes));
const HOLDS_UNTIL = phrasesBy(TABLES.map(({ holdsUntil }) => holdsUntil));
const RELEASES = phrasesBy(TABLES.map(({ releases }) => releases));
const LABELS = phrasesBy(TABLES.map(({ labels }) => labels));
const UNTILS = phrasesBy(TABLES.map(({ untils }) => untils));
const NOT_BEFORES = phrasesBy(TABLES.map(({ notBefores }) => notBefores));
const ENDS = phrasesBy(TABLES.map(({ ends }) => ends));
const NO_MOMENT = phrasesBy(TABLES.map(({ noMoment }) => noMoment));

/** The words that open a notice or lead to its moment and are not other words but for a letter. */
const SPELT = TABLES.flatMap(({ noticeWords }) => [...noticeWords]);

/** How many words the longest phrase has that stands here; 0 for none. */
function longestAt(phrases: Phrases, words: readonly Word[], at: number): number {
  let longest = 0;
  for (const phrase of phrases.get(words[at]?.text ?? '') ?? []) {
    if (phrase.length > longest && phrase.every((word, i) => words[at + i]?.text === word)) longest = phrase.length;
  }
  return longest;
}

const gapBefore = ({ text, words }: Reading, at: number): string =>
  text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? text.length);

const isOpening = (gap: string): boolean => isBreak(gap) || /[([<«“/]/.test(gap);

/** What is announced from this word on; null where it announces nothing, or that the embargo is over. */
function noticeAt(reading: Reading, at: number, before: Before): Notice | null {
  const { words } = reading;
  const ofRelease = before.others === 0 && (before.parted || before.documents > 0);
  const hold = longestAt(HOLDS, words, at);
  const noun = ofRelease ? longestAt(EMBARGOES, words, at) : 0;
  const holdUntil = longestAt(HOLDS_UNTIL, words, at);
  const release = before.parted || before.documents === before.words ? longestAt(RELEASES, words, at) : 0;
  const end = ofRelease ? longestAt(ENDS, words, at) : 0;
  const most = Math.max(hold, noun, holdUntil, release, end);
  if (most === 0) return null;
  const next = at + most;
  if (most === end) return end > 1 ? datedAt(reading, next) : null;
  if (most === hold || most === noun) return afterHold(reading, next, most === hold);
  if (most === holdUntil) return untilAt(reading, next, true);
  return afterRelease(reading, next);
}

/** `firm`: the words before mean a notice, not the embargo that a headline speaks of. */
function afterHold(reading: Reading, at: number, firm: boolean): Notice | null {
  const { text, words } = reading;
  const gap = gapBefore(reading, at);
  // `EMBARGO/SOUS EMBARGO`, but `Embargo/sanctions regime`
  const parted = isBreak(gap) || (gap.includes('/') && (firm || isCapitals(text)));
  if (at === words.length) return endsWith(reading, parted && /:\s*$/.test(text) ? at : null);
  const ending = longestAt(ENDS, words, at);
  if (ending > 0) {
    const dated = datedAt(reading, at + ending);
    if (dated) return dated;
  }
  if (isOver(words, at)) return null;
  const until = untilAt(reading, at, firm);
  if (until) return until;
  const moment = printedMoment(text, words, at);
  const whole = moment.end === words.length || isBreak(gapBefore(reading, moment.end));
  if (moment.end > at && (whole || !parted)) {
    if (moment.instant !== null) return { until: moment.instant };
    const day = words.slice(at, moment.end).some(isWeekday);
    if (moment.timed || (day && (firm || whole))) return untimed(reading, at, moment);
  }
  if (parted || (firm && (DOCUMENTS.has(words[at]!.text) || (SPELT.includes(words[at - 1]!.text) && isCapitals(text)))))
    return { until: null };
  return null;
}

/** `until …`, with or without a moment that can be read. */
function untilAt(reading: Reading, at: number, firm: boolean): Notice | null {
  const { text, words } = reading;
  let lead = at;
  while (lead < words.length && (DOCUMENTS.has(words[lead]!.text) || FILLERS.has(words[lead]!.text))) {
    if (longestAt(UNTILS, words, lead) > 0) break;
    lead += 1;
  }
  const length = longestAt(UNTILS, words, lead);
  if (length === 0) return null;
  const from = lead + length;
  if (from === words.length) return endsWith(reading, from);
  const moment = printedMoment(text, words, from);
  if (moment.instant !== null) return { until: moment.instant };
  const end = moment.end + longestAt(NO_MOMENT, words, moment.end);
  const whole = end > from && (end === words.length || isBreak(gapBefore(reading, end)));
  return firm || moment.timed || whole || isCapitals(text) ? untimed(reading, from, moment) : null;
}

/** `for release …`: with a day only, or with words that say `not before`. */
function afterRelease(reading: Reading, at: number): Notice | null {
  const { text, words } = reading;
  const notBefore = longestAt(NOT_BEFORES, words, at);
  const moment = printedMoment(text, words, at + notBefore);
  if (moment.instant !== null) return { until: moment.instant };
  return notBefore > 0 || moment.timed ? untimed(reading, at + notBefore, moment) : null;
}

function datedAt({ text, words }: Reading, at: number): Notice | null {
  const { instant } = printedMoment(text, words, at);
  return instant === null ? null : { until: instant };
}

/** A notice whose moment lacks its day, which may stand on the lines below. */
function untimed(reading: Reading, from: number, moment: PrintedMoment): Notice {
  return moment.end === reading.words.length ? endsWith(reading, from) : { until: null };
}

/** A notice at the end of its line; its moment begins at word `from` and goes on below, or there is none. */
function endsWith({ text, words, below }: Reading, from: number | null): Notice {
  if (from === null) return { until: null };
  let moment = text.slice(words[from]?.start ?? text.length);
  for (const line of below) {
    const next = wordsOf(line.slice(0, LONGEST_LINE));
    if (next.length === 0 || printedMoment(line, next, 0).end < next.length) break;
    moment += ` ${line}`;
  }
  return { until: printedMoment(moment, wordsOf(moment), 0).instant };
}

function isOver(words: readonly Word[], at: number): boolean {
  let i = at;
  while (AUXILIARIES.has(words[i]?.text ?? '')) i += 1;
  return OVER.has(words[i]?.text ?? '');
}

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
