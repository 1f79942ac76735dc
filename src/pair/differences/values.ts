/**
 * What a text counts, pays, measures and dates: every value with its place and with all that may stand for it in another
 * version. Reading is generous (a word that may be a number is one), so that little is left over by mistake; how loudly a
 * value may speak when it is left over is decided here, too.
 */
import type { Lang } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import { codeAt, telephoneAt } from './codes.ts';
import { dayBeforeMonthAt, fiscalYearAt, isoDateAt, monthAt, timeAt, weekdayAt } from './dates.ts';
import { numberNounAt, ordinalAt, romanAt } from './ordinals.ts';
import { quantityAt } from './quantities.ts';
import { shareInRanges } from './ranges.ts';
import { type Read, type Reader, UNCOUNTED, type Value } from './reading.ts';
import { tokensOf } from './tokens.ts';

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
