/**
 * What `dixit view` shows: the text of a release cut into segments, each with every mark that covers it, and the facts
 * of each quotation. Knows nothing of colours or HTML.
 */
import type {
  Certainty,
  Diagnostic,
  Extraction,
  Lang,
  QuotationKind,
  RawRelease,
  SectionKind,
  Span,
} from '../domain.ts';
import type { Directory } from '../people/index.ts';
import { namesShown, resolvedIn } from '../pipeline/resolve.ts';

export type Role = 'dateline' | 'content' | 'cue' | 'source';

/** `quotation` counts from 1, in the order of the text; null for the dateline. */
export type Mark = { role: Role; quotation: number | null; span: Span };

/** A stretch of text within which no mark begins or ends; `marks` from the outermost to the innermost. */
export type Segment = { span: Span; text: string; marks: Mark[] };

/** `section` is null for text that no section holds. */
export type Part = { section: SectionKind | null; segments: Segment[] };

export type QuotationFacts = {
  number: number;
  text: string;
  kind: QuotationKind;
  lang: Lang;
  certainty: Certainty;
  rule: string;
  speakers: string[];
  title: string | null;
  mention: string | null;
};

export type View = {
  id: string;
  headline: string | null;
  lang: Lang;
  issuedOn: string | null;
  parts: Part[];
  quotations: QuotationFacts[];
  /** With the words that each is about, shortened. */
  diagnostics: (Diagnostic & { words: string | null })[];
};

/** Speakers are named as `dixit extract` names them: by the document and by the register. */
export function viewOf(raw: RawRelease, extraction: Extraction, directory: Directory): View {
  const { text, headline, lang, issuedOn, sections, dateline, quotations, diagnostics } = extraction;
  const marks: Mark[] = dateline ? [{ role: 'dateline', quotation: null, span: dateline.span }] : [];
  const resolved = resolvedIn(raw, extraction, directory);
  const facts = quotations.map(({ quotation, attribution }, i): QuotationFacts => {
    const number = i + 1;
    for (const span of quotation.content) marks.push({ role: 'content', quotation: number, span });
    if (attribution.cue) marks.push({ role: 'cue', quotation: number, span: attribution.cue });
    if (attribution.source) marks.push({ role: 'source', quotation: number, span: attribution.source });
    return {
      number,
      text: quotation.text,
      kind: quotation.kind,
      lang: quotation.lang,
      certainty: attribution.certainty,
      rule: attribution.rule,
      speakers: namesShown(attribution, resolved[i]!, directory),
      title: attribution.title,
      mention: attribution.mention,
    };
  });
  return {
    id: raw.sourceId,
    headline,
    lang,
    issuedOn,
    parts: partsOf(text, sections, marks),
    quotations: facts,
    diagnostics: [...diagnostics, ...resolved.flatMap((one) => one.diagnostics)].map((one) => ({
      ...one,
      words: one.span && shortened(text.slice(one.span.start, one.span.end)),
    })),
  };
}

/** Both ends of a long text, on one line. */
export function shortened(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > 90
    ? `${line
        .slice(0, 55)
        .replace(/\S{1,20}$/, '')
        .trimEnd()} … ${line.slice(-30).replace(/^\S{1,20} /, '')}`
    : line;
}

/**
 * Cuts a text at every edge of every mark, so that marks may nest, cross or coincide. Segments cover `within` without
 * gap or overlap.
 */
export function segmentsOf(text: string, marks: readonly Mark[], within: Span): Segment[] {
  const inside = marks
    .filter(({ span }) => span.start < within.end && span.end > within.start && span.start < span.end)
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const edges = new Set([within.start, within.end]);
  for (const { span } of inside) {
    edges.add(Math.max(span.start, within.start));
    edges.add(Math.min(span.end, within.end));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    open = open.filter(({ span }) => span.end > start);
    for (; next < inside.length && inside[next]!.span.start <= start; next += 1) open.push(inside[next]!);
    segments.push({ span: { start, end }, text: text.slice(start, end), marks: [...open] });
  }
  return segments;
}

/** The dateline stands within another section, and is a mark; the other sections follow each other. */
function partsOf(text: string, sections: Extraction['sections'], marks: readonly Mark[]): Part[] {
  const parts: Part[] = [];
  const add = (section: SectionKind | null, span: Span) => {
    if (text.slice(span.start, span.end).trim()) parts.push({ section, segments: segmentsOf(text, marks, span) });
  };
  let end = 0;
  for (const { kind, span } of sections) {
    if (kind === 'dateline') continue;
    add(null, { start: end, end: span.start });
    add(kind, span);
    end = span.end;
  }
  add(null, { start: end, end: text.length });
  return parts;
}
