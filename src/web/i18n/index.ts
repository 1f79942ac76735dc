/** The interface in a reader's language: its strings, and how it writes numbers, counts, dates and periods. */
import type { Lang, Localized } from '../../domain.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Forms, Strings } from './strings.ts';

export const STRINGS: Record<Lang, Strings> = { en, fr };
export const LANGS = Object.keys(STRINGS) as [Lang, ...Lang[]];

export type Locale = {
  lang: Lang;
  strings: Strings;
  number: (value: number) => string;
  /** `3 citations`: a number with what it counts. */
  count: (value: number, forms: Forms) => string;
  /** An ISO date in words; what is no date stays as it is, none is "undated". */
  date: (iso: string | null) => string;
  /** The name of a month, YYYY-MM, without its year. */
  monthName: (month: string) => string;
  /** From one ISO date to another, in words; null when neither is known. */
  period: (start: string | null, end: string | null) => string | null;
  /** A month of a year (YYYY-MM) in words. */
  month: (month: string) => string;
  /** `A, B and C`. */
  list: (items: readonly string[]) => string;
  /** The wording in this language, else in another one, with its language. */
  choose: (wordings: Localized) => { lang: Lang; text: string } | null;
};

export const LOCALES = Object.fromEntries(LANGS.map((lang) => [lang, localeOf(lang)])) as Record<Lang, Locale>;

function localeOf(lang: Lang): Locale {
  const strings = STRINGS[lang];
  const numbers = new Intl.NumberFormat(strings.locale);
  const plurals = new Intl.PluralRules(strings.locale);
  const dates = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'long', timeZone: 'UTC' });

  const months = new Intl.DateTimeFormat(strings.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthNames = new Intl.DateTimeFormat(strings.locale, { month: 'long', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(strings.locale, { type: 'conjunction' });

  const inWords = (iso: string): string => {
    const day = new Date(`${iso}T00:00:00Z`);
    if (Number.isNaN(day.getTime())) return iso;
    const parts = dates.formatToParts(day);
    return parts.map(({ type, value }) => (type === 'day' && value === '1' ? strings.firstOfMonth : value)).join('');
  };
  /** A page names many days, and the next page the same ones. */
  const known = new Map<string, string>();
  const date = (iso: string | null): string => {
    if (iso === null) return strings.undated;
    let words = known.get(iso);
    if (words === undefined) {
      if (known.size >= MOST_DATES) known.clear();
      words = inWords(iso);
      known.set(iso, words);
    }
    return words;
  };
  return {
    lang,
    strings,
    number: (value) => numbers.format(value),
    count: (value, forms) => {
      const category = plurals.select(value);
      const form = category === 'one' || category === 'many' ? forms[category] : forms.other;
      return (form ?? forms.other).replace('#', () => numbers.format(value));
    },
    date,
    monthName: (month) => monthNames.format(new Date(`${month}-01T00:00:00Z`)),
    period: (start, end) => {
      if (start !== null && end !== null) return strings.between(date(start), date(end));
      if (start !== null) return strings.since(date(start));
      return end === null ? null : strings.until(date(end));
    },
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    list: (items) => lists.format(items),
    choose: (wordings) => {
      const found = [lang, ...LANGS].find((candidate) => wordings[candidate]);
      return found ? { lang: found, text: wordings[found]! } : null;
    },
  };
}

const MOST_DATES = 10_000;

/** The day (UTC) of an ISO instant. */
export function dayOf(instant: string): string {
  return instant.slice(0, 'YYYY-MM-DD'.length);
}
