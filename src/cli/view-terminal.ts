/** A view of a release for a terminal: in colours, or with brackets where there are none. */
import { type Mark, type Part, type Role, type Segment, shortened, type View } from './annotated-text.ts';

const ESC = '\u001b[';
const RESET = `${ESC}0m`;
// Colours that read on dark and on light. Marks add up, so that the attributes of an outer mark still show.
const STYLES: Record<Role, string> = {
  dateline: `${ESC}34m`,
  content: `${ESC}32m`,
  cue: `${ESC}33;4m`,
  source: `${ESC}36;1m`,
};
// Brackets that no release prints.
const BRACKETS: Record<Role, [string, string]> = {
  dateline: ['⟪', '⟫'],
  content: ['⟦', '⟧'],
  cue: ['⟨', '⟩'],
  source: ['⦃', '⦄'],
};
const ROLES: readonly Role[] = ['content', 'cue', 'source', 'dateline'];

/** What the colours or the brackets mean: one line. */
export function terminalLegend(colour: boolean): string {
  const names = ROLES.map((role) =>
    colour ? `${STYLES[role]}${role}${RESET}` : `${BRACKETS[role][0]}${role}${BRACKETS[role][1]}`,
  );
  return `${dim('legend:', colour)} ${names.join('  ')}\n`;
}

export function terminalView(view: View, colour: boolean): string {
  const facts = [view.lang, view.issuedOn ?? 'no date', view.headline ?? 'no headline'];
  const out = [`${bold(`═══ ${plain(view.id)}`, colour)} ${dim(plain(facts.join(' · ')), colour)}`];
  for (const part of view.parts) out.push(heading(part.section ?? 'no section', colour), body(part, colour), '');
  out.push(heading(`quotations: ${view.quotations.length}`, colour));
  for (const one of view.quotations) {
    const { number, kind, lang, certainty, rule, speakers, title, mention, text } = one;
    out.push(`${bold(String(number).padStart(3), colour)}  ${kind}, ${lang} · ${certainty} · ${rule}`);
    const rows = { words: shortened(text), speaker: speakers.join('; ') || 'nobody', title, mention };
    for (const [label, value] of Object.entries(rows)) {
      if (value !== null) out.push(`     ${dim(label.padEnd(8), colour)} ${plain(value).replaceAll('\n', ' ')}`);
    }
  }
  if (view.diagnostics.length) {
    out.push('', heading(`diagnostics: ${view.diagnostics.length}`, colour));
    for (const { rule, message, words } of view.diagnostics)
      out.push(`  ${rule}: ${plain(message)}${words === null ? '' : ` ${dim(words, colour)}`}`);
  }
  return `${out.join('\n')}\n\n`;
}

function body({ segments }: Part, colour: boolean): string {
  return colour ? segments.map(coloured).join('') : bracketed(segments);
}

/** The number of a quotation stands raised where each of its marks begins. */
function coloured({ text, marks, span }: Segment): string {
  const labels = marks.filter((mark) => mark.span.start === span.start).map(raised);
  const style = marks.map(({ role }) => STYLES[role]).join('');
  const label = labels.some(Boolean) ? dim(labels.join(''), true) : '';
  return style ? `${label}${style}${text}${RESET}` : text;
}

/** Crossing marks are closed and opened again, so that the brackets always nest. */
function bracketed(segments: readonly Segment[]): string {
  let open: Mark[] = [];
  let out = '';
  const close = (from: number) => {
    for (const { role } of open.slice(from).reverse()) out += BRACKETS[role][1];
  };
  for (const { text, marks } of segments) {
    let same = 0;
    while (same < open.length && open[same] === marks[same]) same += 1;
    close(same);
    for (const { role, quotation } of marks.slice(same))
      out += `${BRACKETS[role][0]}${quotation === null ? '' : `${quotation} `}`;
    out += text;
    open = marks;
  }
  close(0);
  return out;
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = ({ quotation }: Mark): string =>
  quotation === null ? '' : [...String(quotation)].map((digit) => RAISED[Number(digit)]).join('');

const heading = (text: string, colour: boolean): string => bold(`── ${text} ──`, colour);
const bold = (text: string, colour: boolean): string => (colour ? `${ESC}1m${text}${RESET}` : text);
const dim = (text: string, colour: boolean): string => (colour ? `${ESC}2m${text}${RESET}` : text);

/** The text of a release is already free of control characters; its id, headline and messages may hold some. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const plain = (text: string): string => text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '');
