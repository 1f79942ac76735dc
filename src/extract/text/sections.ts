/**
 * Headline, dateline and the sections that headings open. What stands after the body of a release (links, about,
 * source, contacts) is full of names and offices that said nothing: nothing is quoted from there.
 */
import type { Dateline, RawRelease, Section, SectionKind, Span } from '../../domain.ts';
import { LANGS, languages } from '../../lang/index.ts';
import { fold } from '../../util/fold.ts';
import { findDate, isoDate } from './dates.ts';
import type { Line } from './lines.ts';
import { tokenise } from './tokens.ts';

export type Outline = {
  headline: string | null;
  dateline: Dateline | null;
  issuedOn: string | null;
  sections: Section[];
};

/** Reads the outline and writes each line's section into it. */
export function outline(lines: Line[], raw: Pick<RawRelease, 'title' | 'date'>): Outline {
  const found = datelineOf(lines, raw.date);
  const headlineLine = headlineOf(lines, raw.title, found?.line ?? null);
  let current: SectionKind = 'body';
  for (const line of lines) {
    const opened = sectionOpened(line, current);
    if (line === headlineLine) line.section = 'headline';
    else if (found && line.index === found.line) {
      current = 'body';
      line.section = 'body';
      line.lead = found.dateline.span.end;
    } else if (opened) {
      line.section = opened;
      current = opened === 'source' && !HEADING_ONLY.has(headingKey(line.text)) ? 'contacts' : opened;
    } else {
      // A second dateline (a page with both languages) starts another release.
      if (current === 'contacts' && parseDateline(line, null)?.wire) current = 'body';
      line.section = current;
    }
  }
  return {
    headline: raw.title ? tidyHeadline(raw.title) : headlineLine ? tidyHeadline(headlineLine.text) : null,
    dateline: found?.dateline ?? null,
    issuedOn: raw.date ?? found?.dateline.date ?? printedDate(lines),
    sections: merged(lines, found?.dateline.span ?? null),
  };
}

/** The words of a heading, for the tables: folded, without what stands around it. */
const headingKey = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .replace(/^[^\p{L}\p{N}#]+/u, '')
    .trim();

const HEADING_ONLY = new Set(['source', 'sources']);
const MAX_HEADING = 90;
const END_MARKS = /^[-–—\s#*]*(?:30|fin|end|###?)[-–—\s#*]*$/i;

function sectionOpened(line: Line, current: SectionKind): SectionKind | null {
  if (!opensHeading(line)) return goesBackToBody(line, current);
  if (line.text.length > MAX_HEADING && line.kind !== 'heading') return longStart(line);
  if (END_MARKS.test(line.text) && /[-–—#*]/.test(line.text)) return 'contacts';
  const key = headingKey(line.text);
  for (const lang of LANGS) {
    const kind = languages[lang].headings.get(key);
    if (kind) return kind;
  }
  const start = longStart(line);
  if (start) return start;
  return goesBackToBody(line, current);
}

/** A heading that no table knows ends a list of facts or quotations; text copies cannot tell headings. */
const goesBackToBody = ({ kind }: Line, current: SectionKind): SectionKind | null =>
  kind === 'heading' && current !== 'contacts' && current !== 'body' ? 'body' : null;

/** Whether a line may be a heading of the tables, told by its first word: most lines are none. */
function opensHeading({ tokens, text }: Line): boolean {
  const first = tokens.find(({ kind }) => kind === 'word');
  return (first !== undefined && HEADING_OPENERS.has(first.folded)) || END_MARKS.test(text);
}

const HEADING_OPENERS: ReadonlySet<string> = new Set(
  LANGS.flatMap((lang) => [
    ...languages[lang].headings.keys(),
    ...languages[lang].headingStarts.map(([start]) => start),
  ])
    .map((heading) => tokenise(heading, 0, heading.length).find(({ kind }) => kind === 'word')?.folded)
    .filter((word) => word !== undefined),
);

/** Headings that share their line with what follows: `SOURCE Cabinet …`, `About the …`, `Renseignements: …`. */
function longStart(line: Line): SectionKind | null {
  const head = fold(line.text.slice(0, 60));
  for (const lang of LANGS) {
    for (const [start, kind] of languages[lang].headingStarts) {
      if (!head.startsWith(start)) continue;
      if (kind === 'about' && (line.text.length > MAX_HEADING || /[.!?]$/.test(line.text))) continue;
      // `SOURCE X` in capitals is a label, `Source de fierté` is not.
      if (kind === 'source' && !start.endsWith(':') && !/^(?:SOURCES?\b|Sources?\s?:)/.test(line.text)) continue;
      return kind;
    }
  }
  return null;
}

// ------------------------------------------------------------------------------------------------- headline, dateline

const HEAD_LINES = 14;
const LABEL =
  /^(?:news release|press release|communique(?: de presse)?|for immediate release|pour diffusion immediate|media advisory|avis aux medias|statement|declaration|annonce gouvernementale|retour aux communiques|all news|all releases|toutes les nouvelles|tous les communiques|(?:news|nouvelles) (?:provided|fournies) (?:by|par).*|share this article|partager cet article|published .*|publie le .*)$/;
const STRAY_TOGGLE = /\s+(?:English|Français)$/;

const tidyHeadline = (text: string): string => text.replace(STRAY_TOGGLE, '').trim();

function headlineOf(lines: Line[], title: string | null, dateline: number | null): Line | null {
  // A dateline that is a line by itself may stand above the headline.
  const bare = dateline !== null && lines[dateline]!.text.length <= MAX_BARE_DATELINE;
  const below = bare && !sectionOpened(lines[dateline + 1] ?? lines[dateline]!, 'body') ? 1 : 0;
  const head = [
    ...lines.slice(0, dateline ?? HEAD_LINES),
    ...lines.slice((dateline ?? 0) + 1, (dateline ?? 0) + 1 + below),
  ];
  if (title) {
    const key = headingKey(tidyHeadline(title));
    return head.find((line) => headingKey(tidyHeadline(line.text)) === key) ?? null;
  }
  const heading = head.find((line) => line.kind === 'heading' && !sectionOpened(line, 'body'));
  if (heading) return heading;
  // Without a dateline, only a first line that is no sentence can be the headline.
  return (
    head.find(
      (line) =>
        line.kind === 'paragraph' &&
        line.text.length <= 250 &&
        !/[.:]$/.test(line.text) &&
        !/^[«“"„<`—–-]/.test(line.text) &&
        !LABEL.test(fold(line.text)) &&
        !isBareDate(line.text) &&
        /\p{L}{2}.*\s.*\p{L}{2}/u.test(line.text.slice(0, 100)) &&
        (dateline !== null || (line.index === 0 && lines.length > 1)),
    ) ?? null
  );
}

function isBareDate(text: string): boolean {
  const date = text.length < 60 ? findDate(text) : null;
  return date !== null && date.end - date.start > text.length / 2;
}

function datelineOf(lines: Line[], declared: string | null): { line: number; dateline: Dateline } | null {
  for (const line of lines.slice(0, HEAD_LINES)) {
    const dateline = parseDateline(line, declared);
    if (dateline) return { line: line.index, dateline };
  }
  return null;
}

const STORED_PREFIX = /^date \d{4}-\d{2}(?:-\d{2})? /;
/** `/CNW Telbec/ -`, `(GLOBE NEWSWIRE) --`, `--(BUSINESS WIRE)--`. */
const WIRE = /^[\s,.]*(?:-{1,2} ?(?=\())?(?:\/([^/\n]{2,40})\/|\((\p{Lu}[\p{L} ]{2,30})\))?[\s.]*([-–—]{1,2})?/u;
const PLACE = /^\p{Lu}[\p{L}\p{M}'’.\-‑–() ]{1,58}(?:, ?[\p{L}.\-‑() ]{2,40})?$/u;
const PLACE_ONLY =
  /^(\p{Lu}[\p{Lu}\p{M}'’.\-‑ ]{2,50}(?:, [\p{L}.]{2,20})?) ?(?:\/([^/\n]{2,40})\/ ?|\(([\p{Lu} ]{2,20})\) ?)?[–—-] /u;
/** `, le mercredi`, `, on`. */
const WEEKDAYS = LANGS.flatMap((lang) => [...languages[lang].weekdays]).join('|');
const DATE_LEAD = new RegExp(String.raw`[\s,(–—-]*(?:\b(?:le|on|this)\b\s*)?(?:\b(?:${WEEKDAYS})\b,?)?\s*$`, 'i');

/** In characters: `Paris, le 12 octobre 2023` on a line of its own. */
const MAX_BARE_DATELINE = 60;

/** `QUÉBEC, le 22 oct. 2020 /CNW Telbec/ -`, `OTTAWA, June 2, 2016 /CNW/ -`, `VICTORIA PASS –`. */
function parseDateline(line: Line, declared: string | null): Dateline | null {
  const prefix = STORED_PREFIX.exec(line.text)?.[0].length ?? 0;
  const head = line.text.slice(prefix, prefix + 170);
  const start = line.start + prefix;
  const date = findDate(head);
  if (date) {
    const place = head.slice(0, date.start).replace(DATE_LEAD, '');
    const [after, slashed, bracketed, dash] = WIRE.exec(head.slice(date.end))!;
    const wire = slashed ?? bracketed;
    const ends = date.year !== null && head.slice(date.end).trim() === '' && head.length <= MAX_BARE_DATELINE;
    const alone = ends && head[place.length] === ',';
    if (PLACE.test(place) && (wire || dash || alone)) {
      const year = date.year ?? (declared ? Number(declared.slice(0, 4)) : null);
      return {
        place,
        date: year === null ? null : isoDate({ ...date, year }),
        wire: wire ?? null,
        span: { start, end: start + date.end + after.trimEnd().length },
      };
    }
  }
  const only = PLACE_ONLY.exec(head);
  if (!only || /^\P{L}*$/u.test(only[1]!)) return null;
  return {
    place: only[1]!.trim(),
    date: declared,
    wire: only[2] ?? only[3] ?? null,
    span: { start, end: start + only[0].trimEnd().length },
  };
}

/** A full date printed on a line of its own above the text (`Published April 3, 2020`). */
function printedDate(lines: Line[]): string | null {
  for (const line of lines.slice(0, HEAD_LINES)) {
    if (line.section !== 'body' && line.section !== 'headline') return null;
    if (line.text.length > 70) continue;
    const date = findDate(line.text);
    if (date?.year) return isoDate({ ...date, year: date.year });
  }
  return null;
}

// ---------------------------------------------------------------------------------------------------------- sections

function merged(lines: readonly Line[], dateline: Span | null): Section[] {
  const sections: Section[] = [];
  for (const { section, start, end } of lines) {
    const last = sections.at(-1);
    if (last?.kind === section) last.span.end = end;
    else sections.push({ kind: section, span: { start, end } });
  }
  if (dateline) sections.push({ kind: 'dateline', span: dateline });
  return sections.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** Whether what stands in this section can be somebody's words. */
export const quotable = (section: SectionKind): boolean => QUOTABLE.has(section);
const QUOTABLE: ReadonlySet<SectionKind> = new Set(['body', 'quotes', 'quick-facts']);
