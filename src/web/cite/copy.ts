/** A quotation with its attribution, ready to paste, by the conventions of its language. */
import { LOCALES, STRINGS } from '../i18n/index.ts';
import { type Citation, quotedParagraphs } from './citation.ts';

export const COPY_FORMATS = ['plain', 'html', 'markdown'] as const;
export type CopyFormat = (typeof COPY_FORMATS)[number];

export function copyText(citation: Citation, format: CopyFormat): string {
  return WRITERS[format](citation);
}

const WRITERS: Record<CopyFormat, (citation: Citation) => string> = {
  plain(citation) {
    const attribution = attributionLine(
      citation,
      (text) => text,
      (title) => title,
    );
    return `${quotedParagraphs(citation).join('\n\n')}\n— ${attribution}\n${citation.address}`;
  },
  html(citation) {
    const { lang, address } = citation;
    const paragraphs = quotedParagraphs(citation).map((paragraph) => `    <p>${escapeHtml(paragraph)}</p>`);
    const linked = (title: string) => `<cite><a href="${escapeHtml(address)}">${title}</a></cite>`;
    return [
      `<figure lang="${lang}">`,
      `  <blockquote cite="${escapeHtml(address)}">`,
      ...paragraphs,
      '  </blockquote>',
      `  <figcaption>— ${attributionLine(citation, escapeHtml, linked)}</figcaption>`,
      '</figure>',
    ].join('\n');
  },
  markdown(citation) {
    const linked = (title: string) => `[${title}](${escapeDestination(citation.address)})`;
    const attribution = `— ${attributionLine(citation, escapeMarkdown, linked)}`;
    return [...quotedParagraphs(citation).map(escapeMarkdown), attribution].map((line) => `> ${line}`).join('\n>\n');
  },
};

/**
 * `Jane Roe, Minister of Health, in “Headline” (Publisher, May 6, 2021)`; without a headline, `Jane Roe (Press release,
 * Publisher)`. `linked` makes of the words for the release what leads to it.
 */
function attributionLine(
  { lang, speaker, office, headline, publisher, date }: Citation,
  escaped: (text: string) => string,
  linked: (text: string) => string,
): string {
  const strings = STRINGS[lang];
  const { marks, pressRelease } = strings;
  const who = [speaker, office].flatMap((part) => (part ? [escaped(part)] : [])).join(', ');
  const inRelease =
    headline === null ? who : strings.cited(who, `${marks.open}${linked(escaped(headline))}${marks.close}`);
  const where = [
    headline === null && linked(escaped(pressRelease)),
    publisher && escaped(publisher),
    date && LOCALES[lang].date(date),
  ].filter((part) => part);
  return `${inRelease}${where.length > 0 ? ` (${where.join(', ')})` : ''}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => HTML_ESCAPES[sign]!);
}
const HTML_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Signs that Markdown (CommonMark) might read as its own; what opens a line opens a list or a heading there. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&#|~]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2');
}

/** Brackets end the address of a link. */
function escapeDestination(address: string): string {
  return address.replace(/[()<>\\\s]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
}
