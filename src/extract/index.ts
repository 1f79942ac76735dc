/**
 * One release, read: normalised text, sections, quotations and who speaks. Pure: no I/O, no clock. Odd text gives a
 * value and diagnostics, never an exception.
 */
import type { Attribution, Certainty, Diagnostic, Extraction, Quotation, RawRelease, Span } from '../domain.ts';
import { quotationId, releaseId, wordsOf } from '../identity.ts';
import { blockQuotations } from './rules/block.ts';
import type { Found } from './rules/candidate.ts';
import { dialogueTurns } from './rules/dialogue.ts';
import { indirectQuotations } from './rules/indirect.ts';
import { interviewTurns } from './rules/interview.ts';
import { secondHand } from './rules/nested-quotations.ts';
import { proseQuotations } from './rules/prose.ts';
import { statement } from './rules/statement.ts';
import { blockLanguages, guessLanguage } from './text/language.ts';
import { type Line, linesOf } from './text/lines.ts';
import { normalise } from './text/normalise.ts';
import { passagesOf } from './text/quotation-marks.ts';
import { outline, quotable } from './text/sections.ts';
import { tokenise } from './text/tokens.ts';
import { castOf, type Resolution } from './who/entities.ts';
import { printed } from './who/names.ts';

/** Changes with every change of the rules, so that a collection knows which of its releases to read again. */
export const EXTRACTOR = '34';

export function extract(raw: RawRelease): Extraction {
  const { text, blocks: unnamed } = normalise(raw.blocks);
  const tokens = unnamed.map(({ span }) => tokenise(text, span.start, span.end));
  const { blocks, lang } = blockLanguages(text, unnamed, tokens, raw.lang);
  const lines = linesOf(text, blocks, tokens);
  const { headline, dateline, issuedOn, sections } = outline(lines, raw);
  const passages = passagesOf(text, lines, (line) => quotable(line.section));
  const inBlocks = blockQuotations(lines, passages);
  const turns = [...interviewTurns(lines, inBlocks.lines), ...dialogueTurns(lines, passages, inBlocks.lines)];
  const exact = [...inBlocks.found, ...proseQuotations(lines, passages, inBlocks.passages)];
  const whole = statement(lines, exact);
  const found = whole
    ? [...exact.filter(({ line }) => line.section !== 'body'), whole]
    : [
        ...exact,
        ...turns,
        ...indirectQuotations(lines, passages, new Set([...inBlocks.lines, ...turns.map(({ line }) => line)])),
      ];
  const quotations = attribute(text, lines, found, releaseId(raw.publisher, raw.sourceId));
  const diagnostics: Diagnostic[] = [...raw.diagnostics, ...secondHand(text, lines, found)];
  for (const passage of passages) {
    if (passage.closed) continue;
    diagnostics.push({
      rule: 'unclosed-mark',
      message: 'A quotation mark opens and is never closed.',
      span: passage.outer,
    });
  }
  return { headline, lang, dateline, issuedOn, text, blocks, sections, quotations, diagnostics };
}

function attribute(
  text: string,
  lines: readonly Line[],
  found: readonly Found[],
  release: string,
): Extraction['quotations'] {
  if (!found.length) return [];
  const sources = found.flatMap(({ source, line }) => (source ? [{ source, lang: line.lang }] : []));
  const cast = castOf(text, lines, sources);
  const occurrences = new Map<string, number>();
  const quotations: Extraction['quotations'] = [];
  let isSigned = false;
  for (const one of [...found].sort((a, b) => a.content[0]!.start - b.content[0]!.start)) {
    const start = one.content[0]!.start;
    const resolution = one.source
      ? cast.resolve(one.source, start, one.line.lang)
      : one.continues && !isSigned
        ? cast.lastSpeaker(start - FLOATING_REACH)
        : null;
    if (one.needsSpeaker && !resolution) continue;
    // Reported speech of nobody in particular is no quotation.
    if (one.kind === 'indirect' && !resolution?.names.length) continue;
    const who = resolution ?? { names: [], title: null, certainty: 'unknown' as const };
    cast.spoke(who, start);
    // A signature ends what somebody said: the paragraph behind it may be anybody's.
    isSigned = one.source !== null && one.rule.startsWith('block-signed');
    const words = contentText(text, one.content);
    const key = wordsOf(words);
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    const id = quotationId(release, key, occurrence);
    const quotation: Quotation = {
      id,
      releaseId: release,
      lang: guessLanguage(words) ?? one.line.lang,
      kind: one.kind,
      content: one.content,
      text: words,
    };
    quotations.push({ quotation, attribution: attributionOf(text, id, one, who) });
  }
  return quotations;
}

/** A quotation that nothing attributes goes on with the last speaker when that one spoke this near, in characters. */
const FLOATING_REACH = 1200;

function attributionOf(
  text: string,
  quotationId: string,
  { source, cue, rule, hedged }: Found,
  who: Resolution,
): Attribution {
  const range = source && { from: source.mention.from, to: source.mention.to };
  const span: Span | null =
    source && range ? { start: source.tokens[range.from]!.start, end: source.tokens[range.to - 1]!.end } : null;
  const certainty: Certainty = hedged && who.certainty !== 'unknown' ? 'inferred' : who.certainty;
  return {
    quotationId,
    mention: source && range ? printed(text, source.tokens, range) : null,
    names: who.names,
    source: span,
    cue,
    title: who.title,
    rule,
    certainty,
  };
}

/** The exact words: pieces of one paragraph joined by a space, paragraphs by a line feed. */
export function contentText(text: string, content: readonly Span[]): string {
  let out = '';
  content.forEach(({ start, end }, i) => {
    if (i > 0) out += text.slice(content[i - 1]!.end, start).includes('\n') ? '\n' : ' ';
    out += text.slice(start, end);
  });
  return out;
}
