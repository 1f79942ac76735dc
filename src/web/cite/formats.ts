/**
 * The citation of a quotation's release in the formats of reference managers, with the quotation as its abstract. What
 * is cited is the release, by its publisher: that is the document; who speaks in it stands in the note.
 *
 * RIS as Zotero and EndNote read it (a press release is a report of that type), BibTeX as `@misc` with what biblatex
 * adds, CSL-JSON by the schema of CSL 1.0.2.
 */
import type { Lang } from '../../domain.ts';
import { STRINGS } from '../i18n/index.ts';
import { type Citation, quotedParagraphs } from './citation.ts';

export type CitationFormat = 'ris' | 'bibtex' | 'csl-json';

type Writer = {
  mediaType: string;
  extension: string;
  /** `retrieved`: the ISO date at which the release was read; null when that is not known. */
  write: (citation: Citation, retrieved: string | null) => string;
};

export const CITATION_FORMATS: Record<CitationFormat, Writer> = {
  ris: { mediaType: 'application/x-research-info-systems', extension: 'ris', write: ris },
  bibtex: { mediaType: 'application/x-bibtex', extension: 'bib', write: bibtex },
  'csl-json': { mediaType: 'application/vnd.citationstyles.csl+json', extension: 'json', write: cslJson },
};

function ris(citation: Citation, retrieved: string | null): string {
  const { id, lang, headline, publisher, date, address } = citation;
  const fields: [string, string | null][] = [
    ['TY', 'RPRT'],
    ['ID', id],
    ['TI', headline ?? STRINGS[lang].untitledRelease],
    ['AU', publisher],
    ['PB', publisher],
    ['PY', date?.slice(0, 4) ?? null],
    ['DA', date && `${date.replaceAll('-', '/')}/`],
    ['M3', STRINGS[lang].pressRelease],
    ['AB', quoted(citation)],
    ['N1', note(citation)],
    ['LA', lang],
    ['UR', address],
    ['Y2', retrieved && `${retrieved.replaceAll('-', '/')}/`],
    ['ER', ''],
  ];
  // A field is a line: line breaks within one are spaces.
  const lines = fields.flatMap(([tag, value]) => (value === null ? [] : [`${tag}  - ${oneLine(value)}\r\n`]));
  return lines.join('');
}

function bibtex(citation: Citation, retrieved: string | null): string {
  const { id, lang, headline, publisher, date, address } = citation;
  const month = date && MONTHS[Number(date.slice(5, 7)) - 1];
  const fields: [string, string | null | undefined][] = [
    // Braces within braces: a body is no person with a family name, a headline keeps its capitals.
    ['author', publisher && `{{${latex(publisher)}}}`],
    ['title', `{{${latex(headline ?? STRINGS[lang].untitledRelease)}}}`],
    ['howpublished', `{${latex(STRINGS[lang].pressRelease)}}`],
    ['year', date && `{${date.slice(0, 4)}}`],
    ['month', month],
    ['date', date && `{${date}}`],
    ['url', `{${address.replace(/[{}\\]/g, encodeURIComponent)}}`],
    ['urldate', retrieved && `{${retrieved}}`],
    ['langid', `{${LANGIDS[lang]}}`],
    ['note', `{${latex(note(citation))}}`],
    ['abstract', `{${latex(quoted(citation))}}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = ${value},\n`] : []));
  return `@misc{${id.replace(/[^A-Za-z0-9:._-]/g, '-')},\n${lines.join('')}}\n`;
}

function cslJson(citation: Citation, retrieved: string | null): string {
  const { id, lang, headline, publisher, date, address } = citation;
  const item = {
    id,
    type: 'report',
    genre: STRINGS[lang].pressRelease,
    title: headline ?? STRINGS[lang].untitledRelease,
    ...(publisher ? { author: [{ literal: publisher }], publisher } : {}),
    ...(date ? { issued: dateParts(date) } : {}),
    ...(retrieved ? { accessed: dateParts(retrieved) } : {}),
    URL: address,
    language: lang,
    abstract: quoted(citation),
    note: note(citation),
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

const quoted = (citation: Citation): string => quotedParagraphs(citation).join('\n');
const note = ({ speaker, office, lang }: Citation): string =>
  `${STRINGS[lang].labelled(STRINGS[lang].quotation)} ${office ? `${speaker}, ${office}` : speaker}`;
const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');
const dateParts = (date: string) => ({ 'date-parts': [date.split('-').map(Number)] });

/** The names that every BibTeX style defines. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Of the babel package. */
const LANGIDS: Record<Lang, string> = { en: 'english', fr: 'french' };

/** Signs that TeX reads as its own; all others stand as they are, in UTF-8. */
function latex(text: string): string {
  return oneLine(text).replace(/[\\{}#$%&_^~]/g, (sign) => LATEX[sign] ?? `\\${sign}`);
}
const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};
