/** Days, months, years and hours. */
import {
  dayKey,
  HYPHEN,
  isYear,
  joined,
  key,
  monthKey,
  near,
  phraseAt,
  type Read,
  type Reader,
  tight,
  type Value,
  value,
} from './reading.ts';

export function isoDateAt(reader: Reader, at: number): Read | null {
  const [year, month, day] = reader.tokens.slice(at, at + 3);
  if (!day || !isYear(year!.text) || !HYPHEN.test(month!.gap) || !HYPHEN.test(day.gap)) return null;
  const [m, d] = [Number(month!.text), Number(day.text)];
  if (!isDay(m, d)) return null;
  const read = value(reader, at + 1, at + 3, date(m, d));
  return { values: [...value(reader, at, at + 1, yearValue(year!.text)).values, ...read.values], next: at + 3 };
}

/** `le 4 mai`, `1er mai`, `the 4th of May`. The year behind it is a value of its own. */
export function dayBeforeMonthAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const day = dayAt(reader, at);
  if (!day) return null;
  const linked = tokens[day.next] && q.moneyLinks.has(tokens[day.next]!.folded) ? day.next + 1 : day.next;
  const month = monthNameAt(reader, linked);
  return month && joined(tokens[linked]!) && isDay(month, day.size)
    ? value(reader, at, linked + 1, date(month, day.size))
    : null;
}

/** `May 4`, `May 4th`, `May 2021`, `May`. */
export function monthAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const month = monthNameAt(reader, at);
  if (!month) return null;
  const day = tokens[at + 1] && /^\.?\s$/.test(tokens[at + 1]!.gap) ? dayAt(reader, at + 1) : null;
  if (day && isDay(month, day.size) && tokens[at + 1]!.sort === 'digits')
    return value(reader, at, day.next, date(month, day.size));
  const dated = isYear(tokens[at + 1]?.text ?? '');
  if (q.monthHomographs.has(tokens[at]!.folded) && !dated) return null;
  return value(reader, at, at + 1, { kind: 'date', slot: 'month', keys: [monthKey(month)], voice: 'beside' });
}

export function weekdayAt(reader: Reader, at: number): Read | null {
  const day = reader.weekdays.get(reader.tokens[at]!.folded);
  if (day === undefined) return null;
  return value(reader, at, at + 1, { kind: 'date', slot: 'weekday', keys: [`w${day}`], voice: 'beside' });
}

/** `14 h 30`, `2:30 p.m.`, `2 pm`, `noon`; half a day apart counts as the same, which is often left unsaid. */
export function timeAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const named = q.hours.get(tokens[at]!.folded);
  if (named !== undefined)
    return value(reader, at, at + 1, { kind: 'date', slot: 'time', keys: [`t${named}`], hints: [key(12)] });
  const hour = tokens[at]!;
  if (hour.sort !== 'digits' || hour.text.length > 2 || Number(hour.text) > 24) return null;
  const colon = tokens[at + 1]?.gap === ':' ? tokens[at + 1] : undefined;
  let minutes = colon?.sort === 'digits' && colon.text.length === 2 ? Number(colon.text) : null;
  let next = at + (minutes === null ? 1 : 2);
  const mark = phraseAt(reader, next, q.hourMarks);
  if (mark) next = mark.next;
  const behind = tokens[next];
  if (mark && minutes === null && behind?.sort === 'digits' && behind.text.length === 2 && near(behind)) {
    minutes = Number(behind.text);
    next += 1;
  }
  if ((!mark && minutes === null) || (minutes ?? 0) > 59) return null;
  // An hour that only a word marks may be a stretch of time (`24 heures`).
  const sure = minutes !== null;
  return value(reader, at, next, {
    kind: 'date',
    slot: 'time',
    keys: [`t${((Number(hour.text) % 12) * 60 + (minutes ?? 0)) % 720}`],
    // `19 heures` may be said as `seven`.
    hints: [key(Number(hour.text)), key(Number(hour.text) % 12)],
    voice: sure ? 'beside' : 'silent',
  });
}

/** `2023-2024`, `2023-24`, `2023/24`. */
export function fiscalYearAt(reader: Reader, at: number): Read | null {
  const [from, to] = reader.tokens.slice(at, at + 2);
  if (!to || !isYear(from!.text) || to.sort !== 'digits' || !/^[-/\u2010-\u2014]$/.test(to.gap)) return null;
  const start = Number(from!.text);
  const end = to.text.length === 2 ? Math.floor(start / 100) * 100 + Number(to.text) : Number(to.text);
  if (end !== start + 1) return null;
  return value(reader, at, at + 2, {
    kind: 'date',
    slot: 'year',
    keys: [key(start), key(end)],
    voice: 'beside',
    size: start,
  });
}

const yearValue = (digits: string): Partial<Value> & { slot: string } => ({
  kind: 'date',
  slot: 'year',
  keys: [key(Number(digits))],
  voice: 'beside',
});

export const date = (month: number, day: number): Partial<Value> & { slot: string } => ({
  kind: 'date',
  slot: 'day',
  keys: [dayKey(month, day)],
  hints: [monthKey(month), key(day)],
  voice: 'alone',
});

function dayAt(reader: Reader, at: number): { size: number; next: number } | null {
  const { tokens, q } = reader;
  const token = tokens[at];
  if (token?.sort !== 'digits' || token.text.length > 2) return null;
  const suffix = tokens[at + 1];
  const next = suffix?.sort === 'word' && tight(suffix) && q.ordinalSuffixes.has(suffix.folded) ? at + 2 : at + 1;
  return { size: Number(token.text), next };
}

const monthNameAt = ({ tokens, months }: Reader, at: number): number | null =>
  (tokens[at]?.sort === 'word' && months.get(tokens[at]!.folded)) || null;

const isDay = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;
