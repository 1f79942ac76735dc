/**
 * What a text counts, pays, measures and dates: every value with its place and with all that may stand for it in another
 * version. Reading is generous (a word that may be a number is one), so that little is left over by mistake; how loudly a
 * value may speak when it is left over is decided here, too.
 */
import type { DifferenceKind, Lang, Span } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Quantities } from '../../lang/language.ts';
import { fold } from '../../text.ts';
import { BLANK, type Token, tokensOf } from './tokens.ts';

/**
 * How far a value that the other version lacks is worth a word: not at all (an idiom, a guess), only beside another value
 * that stands in its place, or by itself.
 */
export type Voice = 'silent' | 'beside' | 'alone';

export type Value = Span & {
  kind: DifferenceKind;
  /** Only values of one slot stand for each other: `amount`, `cardinal time/y`, `code covid`. */
  slot: string;
  /** What it is. */
  keys: readonly string[];
  /** What it is in part, or may be: enough to be there when the other version says so. */
  hints: readonly string[];
  voice: Voice;
  /** `dimension/unit` of what is measured. */
  unit: string | null;
  /** As a number; of an amount, in whole units of its currency. */
  size: number;
};

export type Values = {
  /** Of the text, in UTF-16 code units. */
  length: number;
  values: Value[];
  /** The units that the text names, also without a number. */
  units: ReadonlySet<string>;
  /** It has words that may stand for any count (`dozens`, `several`). */
  vague: boolean;
  /** It has words that may stand for a day (`tomorrow`, a weekday). */
  vagueDay: boolean;
  /** It has a power of ten that nothing counts (`millions of dollars`). */
  uncounted: boolean;
};

export function valuesOf(text: string, lang: Lang): Values {
  const { months, weekdays, quantities } = languages[lang];
  const reader: Reader = {
    tokens: tokensOf(text),
    q: quantities,
    months,
    weekdays: new Map([...weekdays].map((name, i) => [name, i])),
  };
  const values: Value[] = [];
  const { tokens } = reader;
  for (let i = 0; i < tokens.length; ) {
    const read = readers.reduce<Read | null>((found, one) => found ?? one(reader, i), null);
    if (read) values.push(...read.values);
    i = read?.next ?? i + 1;
  }
  shareInRanges(values, text, quantities.rangeLinks);
  return {
    length: text.length,
    values,
    units: new Set(tokens.flatMap(({ folded }) => quantities.units.get(folded) ?? [])),
    vague: tokens.some(({ folded }) => quantities.vague.has(folded)),
    vagueDay:
      tokens.some(({ folded }) => quantities.vagueDays.has(folded)) || values.some(({ slot }) => slot === 'weekday'),
    uncounted: values.some(({ slot }) => slot === UNCOUNTED),
  };
}

type Reader = {
  tokens: readonly Token[];
  q: Quantities;
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlyMap<string, number>;
};
type Read = { values: Value[]; next: number };

/** In order: the first that reads a token has it. */
const readers: readonly ((reader: Reader, at: number) => Read | null)[] = [
  telephoneAt,
  isoDateAt,
  codeAt,
  dayBeforeMonthAt,
  monthAt,
  weekdayAt,
  timeAt,
  fiscalYearAt,
  quantityAt,
  ordinalAt,
  romanAt,
  numberNounAt,
];

/** Below, a number that the other version lacks is more often an idiom or a way of speaking than an omission. */
const SMALLEST_ALONE = 13;
/** Round the clock, fully, all year round. */
const WAYS_OF_SPEAKING: ReadonlySet<number> = new Set([24, 100, 365, 1000]);
const UNCOUNTED = 'uncounted';
export const PERCENT = 'percent';
/** Words that may stand for a number. */
export const NOUN = 'noun';
/** Counts of thousands and more: money, when the word for it is left out. */
export const LARGE = 'large';
/** Counts of what has no unit. */
export const PLAIN = 'cardinal ';

const key = (value: number): string => `n${Number(value.toPrecision(9))}`;
const dayKey = (month: number, day: number): string => `d${month}-${day}`;
const monthKey = (month: number): string => `m${month}`;

function value({ tokens }: Reader, from: number, next: number, more: Partial<Value> & { slot: string }): Read {
  const start = tokens[from]!.start;
  const end = tokens[next - 1]!.end;
  const one: Value = { kind: 'number', keys: [], hints: [], voice: 'silent', unit: null, size: 0, start, end, ...more };
  return { values: [one], next };
}

// --------------------------------------------------------------------------------------------- numbers in digits, words

type Count = {
  /** What is counted; more than one where the separators can be read in two ways. */
  sizes: readonly number[];
  /** Without the scale, and with `a half` left out. */
  hints: readonly number[];
  next: number;
  digits: boolean;
  scaled: boolean;
  /** A power of ten alone. */
  bare: boolean;
  homograph: boolean;
};

/** `14.2 million`, `14 200 000`, `quatre-vingt-dix-sept`, `one hundred and twenty`, `deux ans et demi` without its unit. */
function countAt(reader: Reader, at: number): Count | null {
  return digitsAt(reader, at) ?? numeralsAt(reader, at);
}

function digitsAt(reader: Reader, at: number): Count | null {
  const { tokens, q } = reader;
  const first = tokens[at];
  if (first?.sort !== 'digits') return null;
  let next = at + 1;
  let whole = first.text;
  let separator = '';
  while (whole.length <= MOST_DIGITS && first.text.length <= 3) {
    const token = tokens[next];
    if (token?.sort !== 'digits' || token.text.length !== 3) break;
    if (!GROUPING.test(token.gap) && !(token.gap === ', ' && isCurrency(tokens[at - 1]))) break;
    const mark = /[,.]/.exec(token.gap)?.[0] ?? ' ';
    if (separator && mark !== separator) break;
    separator = mark;
    whole += token.text;
    next += 1;
  }
  const groups = next - at - 1;
  let sizes = [Number(whole)];
  if (groups === 1 && separator === q.decimalMark)
    sizes = [Number(`${first.text}.${tokens[next - 1]!.text}`), Number(whole)];
  const decimals = tokens[next];
  if (
    decimals?.sort === 'digits' &&
    /^[,.]$/.test(decimals.gap) &&
    decimals.gap !== separator &&
    (decimals.gap === q.decimalMark ? decimals.text.length < 4 : decimals.text.length < 3)
  ) {
    sizes = [Number(`${whole}.${decimals.text}`)];
    next += 1;
  }
  let factor = 1;
  for (let scale = scaleAt(reader, next); scale && joined(tokens[next]!); scale = scaleAt(reader, next)) {
    factor *= scale;
    next += 1;
  }
  const half = phraseAt(reader, next, q.andAHalf);
  if (half) next = half.next;
  return {
    sizes: sizes.map((size) => (size + (half ? 0.5 : 0)) * factor),
    hints: factor === 1 && !half ? [] : sizes,
    next,
    digits: true,
    scaled: factor > 1,
    bare: false,
    homograph: false,
  };
}

const GROUPING = new RegExp(`^(?:${BLANK}|[,.])$`);
/** Longer runs of groups are no number. */
const MOST_DIGITS = 15;

function numeralsAt(reader: Reader, at: number): Count | null {
  const { tokens, q } = reader;
  let next = at;
  let total = 0;
  let group: number | null = null;
  let last = Number.POSITIVE_INFINITY;
  let numerals = 0;
  for (;;) {
    if (next > at && tokens[next] && !joined(tokens[next]!)) break;
    const link: boolean =
      last < Number.POSITIVE_INFINITY || (group ?? 0) >= 100 ? q.numeralLinks.has(tokens[next]?.folded ?? '') : false;
    const part: ReturnType<typeof phraseAt> =
      group === null || (group >= 100 && group % 100 === 0)
        ? phraseAt(reader, link ? next + 1 : next, q.numerals)
        : null;
    if (part) {
      group = (group ?? 0) + q.numerals.get(part.phrase)!;
      next = part.next;
      numerals += 1;
      continue;
    }
    const scale = scaleAt(reader, next);
    if (scale === 100 && (group ?? 0) < 100) group = (group ?? 1) * 100;
    else if (scale && scale > 100 && scale < last) {
      total += (group ?? 1) * scale;
      group = null;
      last = scale;
    } else break;
    next += 1;
  }
  if (next === at) return null;
  const scaled = last < Number.POSITIVE_INFINITY || (group ?? 0) >= 100;
  const half = phraseAt(reader, next, q.andAHalf);
  const size = total + (group ?? 0) + (half ? (last < Number.POSITIVE_INFINITY ? last : 1) / 2 : 0);
  return {
    sizes: [size],
    hints: half ? [total + (group ?? 0)] : [],
    next: half?.next ?? next,
    digits: false,
    scaled,
    bare: numerals === 0,
    homograph: next === at + 1 && q.numberHomographs.has(tokens[at]!.folded),
  };
}

const scaleAt = ({ tokens, q }: Reader, at: number): number | null => q.scales.get(tokens[at]?.folded ?? '') ?? null;

/** `14,2 millions de dollars`, `$14.2M`, `50 p. 100`, `ten years`, `1990s`, `21st`; a number of any kind with its unit. */
function quantityAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const signed = isCurrency(tokens[at]) && tokens[at + 1]?.sort === 'digits' && tight(tokens[at + 1]!);
  const count = countAt(reader, signed ? at + 1 : at);
  if (!count) return null;
  const { digits, scaled, sizes } = count;
  const size = sizes[0]!;
  let { next } = count;
  const hints = count.hints.map(key);

  const suffix = digits && !scaled ? tokens[next] : undefined;
  if (
    suffix &&
    (tight(suffix) || HYPHEN.test(suffix.gap)) &&
    q.ordinalSuffixes.has(suffix.folded) &&
    suffix.sort === 'word'
  )
    return value(reader, at, next + 1, { slot: PLAIN, keys: sizes.map(key), voice: voiceOf(size, 'beside'), size });

  const money = moneyAt(reader, next, signed);
  if (money) {
    const keys = sizes.map((one) => key((one * money.factor) / money.parts));
    return value(reader, at, money.next, {
      kind: 'amount',
      slot: 'amount',
      keys,
      hints: [...hints, ...sizes.map(key)],
      voice: count.bare ? 'silent' : voiceOf(size, digits || scaled ? 'alone' : 'beside'),
      size: (size * money.factor) / money.parts,
    });
  }
  if (count.bare) return value(reader, at, next, { slot: UNCOUNTED, keys: [], hints: sizes.map(key) });

  const percent = percentAt(reader, next);
  if (percent) {
    const voice = digits && !WAYS_OF_SPEAKING.has(size) ? 'alone' : 'beside';
    return value(reader, at, percent, { slot: PERCENT, keys: sizes.map(key), hints, voice, size });
  }
  const year = digits && !scaled && next === at + 1 && isYear(tokens[at]!.text);
  if (year) {
    if (tokens[next]?.folded === 's' && tight(tokens[next]!)) next += 1;
    return value(reader, at, next, {
      kind: 'date',
      slot: 'year',
      keys: sizes.map(key),
      hints: [key(size % 100)],
      voice: 'beside',
      size,
    });
  }
  const unit = unitAt(reader, next);
  const named = at > 0 && near(tokens[at]!) && /^\p{Lu}/u.test(tokens[at - 1]!.text);
  const alone = digits && size >= SMALLEST_ALONE && !WAYS_OF_SPEAKING.has(size) && !named;
  const voice = count.homograph ? 'silent' : voiceOf(size, alone ? 'alone' : 'beside');
  return value(reader, at, next, {
    slot: size < 1000 ? `${PLAIN}${unit ?? ''}` : unit ? `large ${unit}` : LARGE,
    keys: sizes.map(key),
    hints,
    voice,
    unit,
    size,
  });
}

/** One and nought are articles, pronouns and manners of speaking. */
const voiceOf = (size: number, voice: Voice): Voice => (size <= 1 ? 'silent' : voice);

const isCurrency = (token: Token | undefined): boolean => token?.sort === 'sign' && /[$€£¥¢]/.test(token.text);
const isYear = (text: string): boolean => /^(?:1[6-9]|2[01])\d\d$/.test(text);

/** What behind a number makes it money: how it scales the number, and how many such parts make a unit of currency. */
function moneyAt(reader: Reader, at: number, signed: boolean): { factor: number; parts: number; next: number } | null {
  const { tokens, q } = reader;
  let next = at;
  const letter = tokens[next];
  let factor = letter && near(letter) ? (q.scaleSigns.get(letter.text) ?? 1) : 1;
  if (signed) {
    // `$5 m` is money in millions, `$5 M…` with a blank is a word of its own.
    if (factor > 1 && !tight(letter!)) factor = 1;
    return { factor, parts: 1, next: factor > 1 ? next + 1 : next };
  }
  if (factor > 1) next += 1;
  if (
    isCurrency(tokens[next]) &&
    near(tokens[next]!) &&
    !(tokens[next + 1]?.sort === 'digits' && tight(tokens[next + 1]!))
  )
    return { factor, parts: tokens[next]!.text === '¢' ? 100 : 1, next: next + 1 };
  if (factor > 1) return null;
  for (let skipped = 0; skipped < 3; skipped += 1, next += 1) {
    const token = tokens[next];
    if (!token || !joined(token)) return null;
    const hundredths = q.money.get(token.folded);
    if (hundredths) return { factor, parts: 100 / hundredths, next: next + 1 };
    if (!q.moneyLinks.has(token.folded)) return null;
  }
  return null;
}

function percentAt(reader: Reader, at: number): number | null {
  const token = reader.tokens[at];
  if (token?.text === '%' && near(token)) return at + 1;
  return phraseAt(reader, at, reader.q.percents)?.next ?? null;
}

/** In words: `ten years`, `15-year-old`, `trois dernières années`. */
const UNIT_REACH = 2;

function unitAt({ tokens, q }: Reader, at: number): string | null {
  for (const token of tokens.slice(at, at + UNIT_REACH)) {
    if (token.sort !== 'word' || !joined(token)) return null;
    const unit = q.units.get(token.folded);
    if (unit) return unit;
  }
  return null;
}

/**
 * The ends of a range share what only one of them says: the scale of `2 à 3 millions`, the month of `4 and 5 May` and of
 * `May 4–6`, the hour of `7 to 9 p.m.`.
 */
function shareInRanges(values: Value[], text: string, links: ReadonlySet<string>): void {
  const linked = (i: number): boolean => {
    const [one, other] = [values[i], values[i + 1]];
    if (!one || !other || other.start - one.end > RANGE_REACH) return false;
    const gap = fold(text.slice(one.end, other.start));
    return RANGE.test(gap) && (gap.match(/\p{L}+/gu) ?? []).every((word) => links.has(word));
  };
  for (let i = 1; i < values.length; i += 1)
    if (values[i - 1]!.slot === 'day' && linked(i - 1)) values[i] = shared(values[i]!, values[i - 1]!, text);
  for (let i = values.length - 2; i >= 0; i -= 1) if (linked(i)) values[i] = shared(values[i]!, values[i + 1]!, text);
}

function shared(one: Value, other: Value, text: string): Value {
  // `le 5 mai à deux écoles`: what is written in words is no day.
  if (one.kind === 'number' && /\D/.test(text[one.start]!)) return one;
  if (other.slot === 'time' && one.slot === PLAIN) return { ...one, voice: 'silent' };
  if (other.slot === 'day' && one.slot === PLAIN && one.size <= 31) {
    const [month] = other.keys[0]!.slice(1).split('-');
    return { ...one, ...date(Number(month), one.size), hints: one.keys, voice: 'beside' };
  }
  if (!SCALED.test(other.slot) || one.kind === 'date' || other.size < 1000 || one.size >= 1000) return one;
  const scale = 1000 ** Math.floor(Math.log10(other.size) / 3);
  return { ...one, hints: [...one.hints, key(one.size * scale)] };
}

const SCALED = /^(?:amount|large)/;
/** In characters: ` jusqu'au `. */
const RANGE_REACH = 12;
const RANGE = /^[\p{L}\s'’,$\u2010-\u2014-]*[\p{L},\u2010-\u2014-][\p{L}\s'’,$\u2010-\u2014-]*$/u;

// ------------------------------------------------------------------------------------------------ words that count

function ordinalAt(reader: Reader, at: number): Read | null {
  const found = phraseAt(reader, at, reader.q.ordinals);
  if (!found) return null;
  const size = reader.q.ordinals.get(found.phrase)!;
  const nouns = reader.q.numberNouns.get(found.phrase) ?? [];
  const homograph = reader.q.numberHomographs.has(found.phrase);
  return value(reader, at, found.next, {
    slot: 'ordinal',
    size,
    keys: [key(size)],
    hints: nouns.map(key),
    voice: homograph || nouns.length ? 'silent' : voiceOf(size, 'beside'),
  });
}

function numberNounAt(reader: Reader, at: number): Read | null {
  const found = phraseAt(reader, at, reader.q.numberNouns);
  return (
    found && value(reader, at, found.next, { slot: NOUN, hints: reader.q.numberNouns.get(found.phrase)!.map(key) })
  );
}

/** `XXI`, `XXIe`: an ordinal where it says so, else perhaps the number of a king or an initial. */
function romanAt(reader: Reader, at: number): Read | null {
  const token = reader.tokens[at]!;
  const match = token.sort === 'word' ? ROMAN.exec(token.text) : null;
  if (!match?.[1]) return null;
  const size = romanOf(match[1]);
  const ordinal = Boolean(match[2]) && size > 1;
  return value(reader, at, at + 1, {
    slot: PLAIN,
    size,
    keys: ordinal ? [key(size)] : [],
    hints: [key(size)],
    voice: ordinal ? 'beside' : 'silent',
  });
}

const ROMAN = /^(X{0,3}(?:IX|IV|V?I{0,3}))(ère|er|re|es?|ème)?$/;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

function romanOf(text: string): number {
  const digits = [...text].map((letter) => ROMAN_DIGITS[letter]!);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}

// --------------------------------------------------------------------------------------- digits that count nothing

/**
 * Each language may have a number of its own to call, which differs anywhere but in the code before it: only what agrees
 * but for that speaks.
 */
function telephoneAt(reader: Reader, at: number): Read | null {
  const { tokens } = reader;
  const groups = [tokens[at]!.text];
  for (
    let next = at + 1;
    next < at + 4 && tokens[next]?.sort === 'digits' && DIALLED.test(tokens[next]!.gap);
    next += 1
  )
    groups.push(tokens[next]!.text);
  const telephone = TELEPHONES.find((one) => one.every((length, i) => groups[i]?.length === length));
  if (!telephone || (telephone.length === 2 && !HYPHEN.test(tokens[at + 1]!.gap))) return null;
  const digits = groups.slice(0, telephone.length).join('').slice(-10);
  const line = digits.slice(-7);
  return value(reader, at, at + telephone.length, {
    slot: `telephone ${line}`,
    keys: [`p${digits}`],
    hints: [`p${line}`],
    voice: 'beside',
  });
}

const DIALLED = new RegExp(`^(?:[-.\\u2010-\\u2013]|\\)?${BLANK}|\\)|${BLANK}\\()$`);
/** In digits a group. */
const TELEPHONES: readonly (readonly number[])[] = [
  [1, 3, 3, 4],
  [3, 3, 4],
  [3, 4],
];

/** `COVID-19`, `C-12`, `G7`, `P-8A`, `5G`: names, of which the number is a part. */
function codeAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const [first, second, third] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
  const prefixed =
    first.sort === 'word' &&
    second?.sort === 'digits' &&
    (tight(second) || (HYPHEN.test(second.gap) && !isYear(second.text)));
  const digits = prefixed ? second : first;
  const rest = prefixed ? third : second;
  if (digits.sort !== 'digits') return null;
  const suffix = rest?.sort === 'word' && tight(rest) ? rest : null;
  const meant =
    suffix &&
    (q.ordinalSuffixes.has(suffix.folded) ||
      q.units.has(suffix.folded) ||
      q.hourMarks.has(suffix.folded) ||
      q.scaleSigns.has(suffix.text) ||
      suffix.folded === 's');
  const tail = suffix && (prefixed || !meant) ? suffix : null;
  if (!prefixed && !tail) return null;
  const name = `${prefixed ? first.folded : ''} ${tail?.folded ?? ''}`;
  return value(reader, at, at + (prefixed ? 2 : 1) + (tail ? 1 : 0), {
    slot: `code ${name}`,
    keys: [`c${name} ${digits.text}`],
    hints: [key(Number(digits.text))],
    voice: prefixed ? 'beside' : 'silent',
  });
}

// ------------------------------------------------------------------------------------------------- dates and times

function isoDateAt(reader: Reader, at: number): Read | null {
  const [year, month, day] = reader.tokens.slice(at, at + 3);
  if (!day || !isYear(year!.text) || !HYPHEN.test(month!.gap) || !HYPHEN.test(day.gap)) return null;
  const [m, d] = [Number(month!.text), Number(day.text)];
  if (!isDay(m, d)) return null;
  const read = value(reader, at + 1, at + 3, date(m, d));
  return { values: [...value(reader, at, at + 1, yearValue(year!.text)).values, ...read.values], next: at + 3 };
}

/** `le 4 mai`, `1er mai`, `the 4th of May`. The year behind it is a value of its own. */
function dayBeforeMonthAt(reader: Reader, at: number): Read | null {
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
function monthAt(reader: Reader, at: number): Read | null {
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

function weekdayAt(reader: Reader, at: number): Read | null {
  const day = reader.weekdays.get(reader.tokens[at]!.folded);
  if (day === undefined) return null;
  return value(reader, at, at + 1, { kind: 'date', slot: 'weekday', keys: [`w${day}`], voice: 'beside' });
}

/** `14 h 30`, `2:30 p.m.`, `2 pm`, `noon`; half a day apart counts as the same, which is often left unsaid. */
function timeAt(reader: Reader, at: number): Read | null {
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
function fiscalYearAt(reader: Reader, at: number): Read | null {
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

const date = (month: number, day: number): Partial<Value> & { slot: string } => ({
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

// ------------------------------------------------------------------------------------------------------------ tokens

const HYPHEN = /^[-\u2010\u2011]$/;
const tight = (token: Token): boolean => token.gap === '';
const NEAR = new RegExp(`^${BLANK}?$`);
const near = (token: Token): boolean => NEAR.test(token.gap);
/** Words of one phrase: nothing, a blank, a hyphen, the point of an abbreviation or an elision between. */
const JOINED = new RegExp(`^(?:${BLANK}|[\u2010\u2011'’-]|\\.? ?|\n)$`);
const joined = (token: Token): boolean => JOINED.test(token.gap);

/** The longest phrase of `phrases` that begins at a token. */
function phraseAt({ tokens }: Reader, at: number, phrases: Phrases): { phrase: string; next: number } | null {
  // Most words begin none.
  if (at >= tokens.length || !firstWordsOf(phrases).has(tokens[at]!.folded)) return null;
  let found: { phrase: string; next: number } | null = null;
  let phrase = '';
  for (let next = at; next < Math.min(at + LONGEST_PHRASE, tokens.length); ) {
    if (next > at && !joined(tokens[next]!)) break;
    phrase += (phrase && ' ') + tokens[next]!.folded;
    next += 1;
    if (phrases.has(phrase)) found = { phrase, next };
  }
  return found;
}

type Phrases = ReadonlyMap<string, unknown> | ReadonlySet<string>;

function firstWordsOf(phrases: Phrases): ReadonlySet<string> {
  let words = firstWords.get(phrases);
  if (!words) {
    words = new Set(Array.from(phrases.keys(), (phrase) => phrase.split(' ')[0]!));
    firstWords.set(phrases, words);
  }
  return words;
}
const firstWords = new WeakMap<Phrases, ReadonlySet<string>>();

/** In words: `soixante et onze`, `quatre vingt dix sept`. */
const LONGEST_PHRASE = 4;
