/** Dates as releases print them, in the words of each language. */
import type { Span } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../text.ts';

export type PrintedDate = Span & { year: number | null; month: number; day: number };

/**
 * The first date in `text` (`22 oct. 2020`, `1er mai 2021`, `Oct. 22, 2020`, `2020-10-22`), or null. The year may be
 * missing. Months are known in every language, whatever that of the text.
 */
export function findDate(text: string): PrintedDate | null {
  // A word and a number that are no date may hide the date that begins with the number (`Published 17 February`).
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const start = match.index;
    const end = start + match[0].length;
    // A whole character on: in the middle of a surrogate pair the search would step back.
    CANDIDATE.lastIndex = start + (match[0].codePointAt(0)! > 0xffff ? 2 : 1);
    const [, iso1, iso2, iso3, frDay, frMonth, frYear, enMonth, enDay, enYear] = match;
    if (iso1) {
      const date = valid(Number(iso1), Number(iso2), Number(iso3));
      if (date) return { start, end, ...date };
      continue;
    }
    const month = MONTHS.get(fold((frMonth ?? enMonth)!));
    if (!month) continue;
    const year = frYear ?? enYear;
    const date = valid(year ? Number(year) : null, month, Number(frDay ?? enDay));
    if (date) return { start, end, ...date };
  }
  return null;
}

export const isoDate = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const MONTHS = new Map(LANGS.flatMap((lang) => [...languages[lang].months]));

const CANDIDATE =
  /\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})(?:er|re|e)?[ \u00a0\u202f](\p{L}{3,10})\.?,?(?:[ \u00a0\u202f](\d{4})\b)?|(?<!\p{L})(\p{L}{3,10})\.?[ \u00a0\u202f](\d{1,2})(?:st|nd|rd|th)?\b(?:,?[ \u00a0\u202f](\d{4})\b)?/gu;

function valid(year: number | null, month: number, day: number) {
  const days = new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days || (year !== null && (year < 1800 || year > 2200))) return null;
  return { year, month, day };
}
