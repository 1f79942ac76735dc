/** What a citation tells of a quotation, in the language and by the typography of the quotation itself. */
import type { Lang } from '../../domain.ts';
import type { QuotationAnswer } from '../../search/port.ts';
import { LOCALES } from '../i18n/index.ts';
import { typeset, typesetOffice } from '../typography.ts';
import { webAddress } from '../url.ts';

export type Citation = {
  id: string;
  lang: Lang;
  /** The paragraphs as displayed, without the marks around them. */
  paragraphs: string[];
  /** The marks around exact words, with their spaces; empty around reported speech. */
  marks: { open: string; close: string };
  /** Who speaks, and in which office, as far as that is known. */
  speaker: string;
  office: string | null;
  headline: string | null;
  publisher: string | null;
  /** ISO date. */
  date: string | null;
  /** The release where its publisher has it, else the quotation's own page. */
  address: string;
};

/** `permalink`: the address of the quotation's own page. */
export function citationOf(quotation: QuotationAnswer, permalink: string): Citation {
  const { id, lang, kind, text, speakers, mention, title, date, release } = quotation;
  const { strings, list } = LOCALES[lang];
  const isExact = kind !== 'indirect';
  const names = speakers.map(({ name }) => name);
  return {
    id,
    lang,
    paragraphs: typeset(text, { lang, isQuoted: isExact }).split('\n'),
    marks: isExact ? strings.marks : { open: '', close: '' },
    speaker: names.length > 0 ? list(names) : (mention ?? strings.unknownSpeaker),
    office: title && typesetOffice(title, lang),
    headline: release.headline && typeset(release.headline, { lang: release.lang, isQuoted: true }),
    publisher: release.publisher,
    date,
    address: webAddress(release.url) ?? permalink,
  };
}

/** How a quotation begins, with its marks, in at most about `most` characters. */
export function quotedBeginning(citation: Citation, most: number): string {
  const words = quotedParagraphs(citation).join(' ');
  if (words.length <= most) return words;
  const end = words.lastIndexOf(' ', most);
  return `${words.slice(0, end > 0 ? end : most).trimEnd()}…${citation.marks.close}`;
}

/** The quotation with its marks; paragraphs stay apart. */
export function quotedParagraphs({ paragraphs, marks }: Citation): string[] {
  return paragraphs.map((paragraph, i) => {
    const open = i === 0 ? marks.open : '';
    const close = i === paragraphs.length - 1 ? marks.close : '';
    return `${open}${paragraph}${close}`;
  });
}
