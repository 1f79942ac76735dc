/** Days and instants, as ISO 8601 writes them and as notices print them (`9:00 a.m. ET, March 14, 2026`). */
import { LANGS, languages } from '../lang/index.ts';
import { foldWord } from '../util/fold.ts';

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The day of an ISO date or time, as written there; undefined when there is no such day. */
export function isoDay(value: string): string | undefined {
  return momentOf(value)?.day;
}

/**
 * The instant (ISO 8601, UTC) from which something may be shown. A date or time without zone is over only when it is
 * over everywhere, so it is read at UTC-12, the last zone to see it: rather late than leaked.
 */
export function instant(value: string): string | undefined {
  const moment = momentOf(value);
  return moment && new Date(moment.local - (moment.zone ?? LAST_ZONE) * MINUTE).toISOString();
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LAST_ZONE = -12 * 60;

/** `local` in milliseconds as if the clock stood at UTC, `zone` in minutes east of it. */
function momentOf(value: string): { day: string; local: number; zone: number | null } | undefined {
  const match = MOMENT.exec(value.trim());
  if (!match) return undefined;
  const numbers = match.slice(1, 7).map((part) => Number(part ?? 0));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const midnight = dayOf(year, month, day);
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[7] === undefined ? null : zoneMinutes(match[7]);
  if (zone === undefined) return undefined;
  return { day: value.trim().slice(0, 10), local: midnight + ((hour * 60 + minute) * 60 + second) * 1000, zone };
}

/** Its first millisecond as if at UTC; undefined for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const date = new Date(midnight);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? midnight : undefined;
}

function zoneMinutes(zone: string): number | undefined {
  if (/z/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone[0] === '+' ? 1 : -1) * (hours * 60 + minutes);
}

// --------------------------------------------------------------------------------------------------- printed moments

/** A word of a line, folded, and where it stands. */
export type Word = { text: string; start: number; end: number };

export function wordsOf(line: string): Word[] {
  return [...line.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: foldWord(word),
    start: index,
    end: index + word.length,
  }));
}

export type PrintedMoment = {
  /** The index of the first word behind it. */
  end: number;
  /** The instant (ISO 8601, UTC); null where no full date is printed. */
  instant: string | null;
  /** Whether it tells an hour. */
  timed: boolean;
};

/**
 * The moment that is printed from one word on: as far as words can belong to one. Of several, the latest; without a zone
 * that is understood, over everywhere; a day without hour begins it, or ends it where something is not understood.
 */
export function printedMoment(line: string, words: readonly Word[], from: number): PrintedMoment {
  const end = momentEnd(line, words, from);
  if (end === from) return { end, instant: null, timed: false };
  const run = line.slice(words[from]!.start, (words[end] ?? { start: line.length }).start);
  const proseFollows = end < words.length && !isBreak(line.slice(words[end - 1]!.end, words[end]!.start));
  const found = momentsIn(run, line.slice(words[from]!.start));
  const timed = found.times.length > 0;
  if (found.days.length === 0) return { end, instant: null, timed };
  const lastDay = Math.max(...found.days);
  const instants = found.times.flatMap(({ minutes, zones }) =>
    zones.map((zone) => instantAt(lastDay + minutes * MINUTE, zone)),
  );
  const untimed = instantAt(lastDay + (proseFollows || /\d/.test(found.rest) ? DAY : 0), LAST_ZONE);
  return { end, instant: new Date(timed ? Math.max(...instants) : untimed).toISOString(), timed };
}

/** Whether what stands between two words parts what they say: a dash, a colon, a bracket that closes. */
export function isBreak(gap: string): boolean {
  return /[:;|•·*_!?\])}>»”"=–—\t]|\.(?:\s|$)|\s[-/]|[-/]\s|\s{3}/.test(gap);
}

/** Whether a word names a day of the week. */
export const isWeekday = (word: Word | undefined): boolean => word !== undefined && WEEKDAYS.has(word.text);

const TABLES = LANGS.map((lang) => languages[lang]);
const MONTHS: ReadonlyMap<string, number> = new Map(TABLES.flatMap(({ months }) => [...months]));
const WEEKDAYS: ReadonlySet<string> = new Set(TABLES.flatMap(({ weekdays }) => [...weekdays]));
const HIDING = TABLES.map(({ hiding }) => hiding);
const ZONES = new Map(HIDING.flatMap(({ zones }) => [...zones]));
const ZONE_LETTERS = new Map(HIDING.flatMap(({ zoneLetters }) => [...zoneLetters]));
const NOON = new Set(HIDING.flatMap(({ noon }) => [...noon]));
const MIDNIGHT = new Set(HIDING.flatMap(({ midnight }) => [...midnight]));
const MORNING = HIDING.flatMap(({ morning }) => morning);
const AFTERNOON = HIDING.flatMap(({ afternoon }) => afternoon);
const HOURS = HIDING.flatMap(({ hours }) => hours);
const LINKS = new Set(HIDING.flatMap(({ momentWords }) => [...momentWords]));
const WORDS: ReadonlySet<string> = new Set([
  ...[...MONTHS.keys(), ...WEEKDAYS, ...LINKS, ...NOON, ...MIDNIGHT],
  ...[...MORNING, ...AFTERNOON, ...HOURS, ...ZONES.keys()].flatMap((phrase) => phrase.split(' ')),
]);
const LONGEST_ASIDE = 4;

function momentEnd(line: string, words: readonly Word[], from: number): number {
  let end = from;
  while (end < words.length) {
    const { text, start, end: wordEnd } = words[end]!;
    if (/^\d/.test(text) || WORDS.has(text) || ZONE_LETTERS.has(line.slice(start, wordEnd))) end += 1;
    else {
      const aside = end > from ? asideEnd(line, words, end) : end;
      if (aside === end) break;
      end = aside;
    }
  }
  return end;
}

/** The word behind an aside in brackets that opens before this word (`9 a.m. (Clairpré time)`). */
function asideEnd(line: string, words: readonly Word[], at: number): number {
  if (!/[([]/.test(line.slice(words[at - 1]!.end, words[at]!.start))) return at;
  for (let i = at; i < Math.min(words.length, at + LONGEST_ASIDE); i += 1) {
    if (/[)\]]/.test(line.slice(words[i]!.end, words[i + 1]?.start))) return i + 1;
  }
  return at;
}

type Zone = number | string;
type Found = { days: number[]; times: { minutes: number; zones: Zone[] }[]; rest: string };

const alternatives = (phrases: readonly string[]): string =>
  phrases.map((phrase) => phrase.replaceAll(' ', "[.’']? ?")).join('|');

const COMPACT = /(?<!\d)(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?!\d)|(?!\d))/g;
const YEAR_FIRST = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g;
const YEAR_LAST = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/g;
const DAY_FIRST =
  /(?<!\d)(\d{1,2})\p{L}{0,3}[\s-]+(?:(\p{L}{2})\s+)?(\p{L}{3,10})\.?,?[\s-]+(?:\p{L}{2}\s+)?(\d{4})(?!\d)/gu;
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,10})\.?\s+(\d{1,2})\p{L}{0,3},?\s+(\d{4})(?!\d)/gu;
const OFFSET =
  /(?<=:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?)(?:UTC|GMT)? ?([+\u2212-]\d{2}:?\d{2})(?!\d)|(?:UTC|GMT) ?([+\u2212-]\d{1,2}(?::?\d{2})?)(?!\d)/g;
const HALF_DAY = new RegExp(
  `(?<![\\d:])(\\d{1,2})(?:[:.h](\\d{2}))?(?::\\d{2})?\\s?(?:(${alternatives(MORNING)})|(?:${alternatives(AFTERNOON)}))(?![\\p{L}\\d])\\.?`,
  'giu',
);
const CLOCK = /(?<![\d:.,])(\d{1,2})[:.](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d:])/g;
const FOUR_DIGITS = new RegExp(
  `(?<!\\d)(\\d{2})(\\d{2})(?=\\s?(?:${alternatives([...HOURS, ...HOURS.map((mark) => mark.toUpperCase())])})(?!\\p{L})|\\s?\\(?(?:${[...ZONE_LETTERS.keys()].join('|')})(?!\\p{L}))`,
  'gu',
);
const HOUR = new RegExp(
  `(?<![\\d:])(\\d{1,2})\\s?(?:${alternatives(HOURS)})(?!\\p{L})\\.?(?:\\s?(\\d{2})(?!\\d))?`,
  'giu',
);
const NAMED_HOUR = new RegExp(
  `(?<!\\p{L})(?:(${[...NOON].join('|')})|(?:${[...MIDNIGHT].join('|')}))(?!\\p{L})`,
  'giu',
);

/** `line` goes on behind the run: what follows tells whether `AT` is a zone or a preposition. */
function momentsIn(run: string, line: string): Found {
  let rest = run.replace(COMPACT, (_, year, month, day, hour, minute, second) => {
    return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}:${second ?? '00'}`}`;
  });
  if (rest.length !== run.length) line = rest + line.slice(run.length);
  /** Reads each match and blanks it, so that nothing is read twice. */
  const take = (pattern: RegExp, read: (groups: (string | undefined)[], index: number, length: number) => boolean) => {
    rest = rest.replace(pattern, (match: string, ...others: (string | number | undefined)[]) => {
      const at = others.findIndex((other) => typeof other === 'number');
      const groups = others.slice(0, at) as (string | undefined)[];
      return read(groups, others[at] as number, match.length) ? ' '.repeat(match.length) : match;
    });
  };

  const days: number[] = [];
  const addDay = (year: string, month: number, day: string): boolean => {
    const found = Number(year) >= 1800 && Number(year) <= 2200 ? dayOf(Number(year), month, Number(day)) : undefined;
    if (found !== undefined) days.push(found);
    return found !== undefined;
  };
  const monthNamed = (word: string) => MONTHS.get(foldWord(word)) ?? 0;
  take(YEAR_FIRST, ([year, , month, day]) => addDay(year!, Number(month), day!));
  take(YEAR_LAST, ([first, sign, second, year]) => {
    const dayFirst = addDay(year!, Number(second), first!);
    // Nobody knows whether 03/04 is in March or in April: both are, and the later counts.
    const monthFirst = sign !== '.' && addDay(year!, Number(first), second!);
    return dayFirst || monthFirst;
  });
  take(DAY_FIRST, ([day, link, month, year]) => {
    const isTime = link !== undefined && !LINKS.has(foldWord(link));
    return !isTime && addDay(year!, monthNamed(month!), day!);
  });
  take(MONTH_FIRST, ([month, day, year]) => addDay(year!, monthNamed(month!), day!));

  const zones: { at: number; zone: Zone }[] = [];
  take(OFFSET, ([beside, named], at) => {
    const sign = (beside ?? named)!.replace('\u2212', '-');
    const zone = zoneMinutes(sign[0] + sign.slice(1).padStart(sign.includes(':') ? 5 : sign.length > 3 ? 4 : 2, '0'));
    if (zone !== undefined) zones.push({ at, zone });
    return zone !== undefined;
  });

  const times: { minutes: number; at: number; end: number }[] = [];
  const addTime = (hour: number, minute: number, at: number, length: number): boolean => {
    const valid = hour * 60 + minute <= 24 * 60 && minute < 60;
    if (valid) times.push({ minutes: hour * 60 + minute, at, end: at + length });
    return valid;
  };
  take(HALF_DAY, ([hour, minute, morning], at, length) => {
    if (Number(hour) < 1 || Number(hour) > 12) return false;
    return addTime((Number(hour) % 12) + (morning ? 0 : 12), Number(minute ?? 0), at, length);
  });
  take(FOUR_DIGITS, ([hour, minute], at, length) => addTime(Number(hour), Number(minute), at, length));
  take(CLOCK, ([hour, minute], at, length) => addTime(Number(hour), Number(minute), at, length));
  take(HOUR, ([hour, minute], at, length) => addTime(Number(hour), Number(minute ?? 0), at, length));
  // Midnight may be the end of the day as well as its beginning.
  take(NAMED_HOUR, ([noon], at, length) => addTime(noon ? 12 : 24, 0, at, length));
  times.sort((a, b) => a.at - b.at);

  zones.push(...zonesByName(rest), ...zonesByLetters(rest, line, times));
  zones.sort((a, b) => a.at - b.at);
  const all = zones.map(({ zone }) => zone);
  return {
    days,
    rest,
    times: times.map(({ minutes, end }, i) => {
      const next = times[i + 1]?.at ?? Number.POSITIVE_INFINITY;
      const own = zones.find(({ at }) => at >= end && at < next);
      return { minutes, zones: own ? [own.zone] : all.length > 0 ? all : [LAST_ZONE] };
    }),
  };
}

function zonesByName(run: string): { at: number; zone: Zone }[] {
  const words = wordsOf(run);
  return words.flatMap(({ start }, i) => {
    for (let length = Math.min(LONGEST_ZONE, words.length - i); length > 0; length -= 1) {
      const zone = ZONES.get(
        words
          .slice(i, i + length)
          .map(({ text }) => text)
          .join(' '),
      );
      if (zone !== undefined) return [{ at: start, zone: zoneOf(zone) }];
    }
    return [];
  });
}

const LONGEST_ZONE = Math.max(...[...ZONES.keys()].map((name) => name.split(' ').length));

/** `AT` and `ET` are words, too: right behind an hour, and before no word of a sentence, they are zones. */
function zonesByLetters(run: string, line: string, times: readonly { end: number }[]): { at: number; zone: Zone }[] {
  return [...run.matchAll(/(?<!\p{L})\p{Lu}{1,4}(?!\p{L})/gu)].flatMap(({ 0: letters, index: at }) => {
    const zone = ZONE_LETTERS.get(letters);
    if (zone === undefined) return [];
    if (LINKS.has(foldWord(letters)) || letters.length === 1) {
      const behindTime = times.some(({ end }) => end <= at && /^[\s(]*$/.test(line.slice(end, at)));
      const follows = line.slice(at + letters.length);
      const [next] = wordsOf(follows.slice(0, LONGEST_WORD));
      const ends = /^\s*(?:$|[^\p{L}\d\s])/u.test(follows) || isWeekday(next) || MONTHS.has(next?.text ?? '');
      if (!behindTime || !ends) return [];
    }
    return [{ at, zone: zoneOf(zone) }];
  });
}

const LONGEST_WORD = 20;

const zoneOf = (zone: string): Zone => (/^[+-]/.test(zone) ? zoneMinutes(zone)! : zone);

/** The instant of a local time (in milliseconds as if at UTC); where the clocks are set back, the later one. */
function instantAt(local: number, zone: Zone): number {
  if (typeof zone === 'number') return local - zone * MINUTE;
  const candidates = [local - DAY / 2, local + DAY / 2].map((near) => local - offsetAt(zone, near));
  const right = candidates.filter((candidate) => candidate + offsetAt(zone, candidate) === local);
  return Math.max(...(right.length > 0 ? right : candidates));
}

/** How far the clocks of a zone (IANA) are ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return (zoneMinutes(name.replace(/^GMT$/, '+00:00').replace('GMT', '')) ?? 0) * MINUTE;
}

/** The moment that a value is: ISO 8601, or as printed, from its first word to its last. */
export function momentValue(value: string, isLead: (words: readonly Word[]) => number): string | undefined {
  const iso = instant(value);
  if (iso !== undefined) return iso;
  const line = value.normalize('NFC').slice(0, LONGEST_VALUE);
  const words = wordsOf(line);
  const moment = printedMoment(line, words, isLead(words));
  return moment.end === words.length ? (moment.instant ?? undefined) : undefined;
}

const LONGEST_VALUE = 200;
