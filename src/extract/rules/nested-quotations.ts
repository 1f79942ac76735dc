/**
 * Somebody quoted within a quotation (`« Le ministre m'a promis que … », raconte la mairesse`). The words stay those of
 * the outer speaker; the inner one is noted as a diagnostic, for a reader to weigh.
 */
import type { Diagnostic } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import { firstAt, type Token } from '../text/tokens.ts';
import { mentionBefore } from '../who/mentions.ts';
import type { Found } from './candidate.ts';
import { findCue } from './cues.ts';

/** One diagnostic for each inner speaker, where the words behind a cue are reported or in marks of their own. */
export function secondHand(text: string, lines: readonly Line[], found: readonly Found[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { kind, content, line } of found) {
    if (kind !== 'direct') continue;
    let index = line.index;
    for (const { start, end } of content) {
      while (index < lines.length - 1 && lines[index]!.end <= start) index += 1;
      const { tokens, lang } = lines[index]!;
      const from = firstAt(tokens, start);
      const to = firstAt(tokens, end);
      for (let cue = findCue(tokens, from, to, lang); cue; cue = findCue(tokens, cue.at + 1, to, lang)) {
        if (!reports(tokens[cue.at + 1], lang)) continue;
        const inner = mentionBefore(tokens, from, cue.from, lang);
        const marked = INNER.has(tokens[cue.at + 1]!.text);
        const somebody =
          inner && (inner.kind === 'name' || inner.kind === 'office' || (inner.kind === 'noun' && marked));
        if (!somebody) continue;
        const span = { start: tokens[inner.from]!.start, end: tokens[inner.to - 1]!.end };
        const shown = text.slice(span.start, span.end);
        diagnostics.push({ rule: 'second-hand', message: `Within a quotation, ${shown} is quoted.`, span });
      }
    }
  }
  return diagnostics;
}

const reports = (token: Token | undefined, lang: Line['lang']): boolean =>
  token !== undefined && (languages[lang].complementizers.has(token.folded) || INNER.has(token.text));
const INNER = new Set([':', '“', '‘', '«', '"', ',']);
