/** Dates as releases print them, in the words of each language. */
import type { Span } from '../../domain.ts';
import { LANGS, languages } from '../../lang/index.ts';
import { foldWord } from '../../util/fold.ts';

export type PrintedDate = Span & { year: number | null; month: number; day: number };

/**
 * The first date in `text` (`22 oct. 2020`, `1er mai 2021`, `Oct. 22, 2020`, `2020-10-22`, `22.10.2020`), or null. The year may be
 * missing. Months are known in every language, whatever that of the text.
 */
export function findDate(text: string): PrintedDate | null {
  for (const { index: at } of text.matchAll(NUMBER)) {
    const date = isoAt(text, at) ?? dottedAt(text, at) ?? dayFirstAt(text, at) ?? monthFirstAt(text, at);
    if (date) return date;
  }
  return null;
}

const NUMBER = /(?<![\p{L}\p{N}])\d{1,4}/gu;
const ISO = /(\d{4})-(\d{2})-(\d{2})\b/y;
/** `12.03.2021`: with points, the day comes first wherever it is used. */
const DOTTED = /(\d{1,2})\.(\d{1,2})\.(\d{4})\b/y;
const DAY_FIRST =
  /(\d{1,2})(?:[ \u00a0\u202f]?er|re|e|ᵉʳ)?[ \u00a0\u202f](\p{L}{3,10})\.?,?(?:[ \u00a0\u202f](\d{4})\b)?/uy;
const MONTH_BEFORE = /(?<!\p{L})(\p{L}{3,10})\.?[ \u00a0\u202f]$/u;
const DAY_BEHIND_MONTH = /(\d{1,2})(?:st|nd|rd|th)?\b(?:,?[ \u00a0\u202f](\d{4})\b)?/uy;
/** In characters: the longest month with a point and a space, and the character before it. */
const MONTH_REACH = 13;

function isoAt(text: string, start: number): PrintedDate | null {
  const match = matchAt(ISO, text, start);
  return match && dateOf(start, match[0], Number(match[1]), Number(match[2]), Number(match[3]));
}

function dottedAt(text: string, start: number): PrintedDate | null {
  const match = matchAt(DOTTED, text, start);
  return match && dateOf(start, match[0], Number(match[3]), Number(match[2]), Number(match[1]));
}

function dayFirstAt(text: string, start: number): PrintedDate | null {
  const match = matchAt(DAY_FIRST, text, start);
  const month = match && MONTHS.get(foldWord(match[2]!));
  return month ? dateOf(start, match[0], yearOf(match[3]), month, Number(match[1])) : null;
}

function monthFirstAt(text: string, at: number): PrintedDate | null {
  const before = MONTH_BEFORE.exec(text.slice(Math.max(0, at - MONTH_REACH), at));
  const month = before && MONTHS.get(foldWord(before[1]!));
  const match = month && matchAt(DAY_BEHIND_MONTH, text, at);
  return match
    ? dateOf(at - before![0].length, before![0] + match[0], yearOf(match[2]), month, Number(match[1]))
    : null;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | null {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

const yearOf = (digits: string | undefined): number | null => (digits ? Number(digits) : null);

export const isoDate = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const MONTHS = new Map(LANGS.flatMap((lang) => [...languages[lang].months]));

/** Null for a day that no calendar has. */
function dateOf(start: number, printed: string, year: number | null, month: number, day: number): PrintedDate | null {
  const days = new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days || (year !== null && (year < 1800 || year > 2200))) return null;
  return { start, end: start + printed.length, year, month, day };
}
