/** The incise that French prints inside the marks, taken out of the words and kept as cue and source. */
import type { Span } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import { endsSentence, firstAt, type Token } from '../text/tokens.ts';
import { type Mention, mentionAt } from '../who/mentions.ts';
import type { Found, Source } from './candidate.ts';
import { leadsTo, skipTo } from './cues.ts';
import type { Setting } from './passage-context.ts';

/** French prints the incise inside the marks: `« Je suis fier, a déclaré le ministre, de ce projet. »`. */
export function inciseInside(setting: Setting): Found | null {
  const { passage, line, tail, tailLine } = setting;
  if (passage.firstLine !== passage.lastLine || passage.pieces.length !== 1) return null;
  const { lang } = line;
  const table = languages[lang];
  if (!table.inciseInsideMarks) return null;
  const piece = passage.pieces[0]!;
  const from = firstAt(tail, piece.start);
  const to = firstAt(tail, piece.end);
  const pieces: Span[] = [];
  let source: Source | null = null;
  let cueSpan: Span | null = null;
  let start = piece.start;
  for (let i = from + 1; i < to; i += 1) {
    if (!INCISE_OPENERS.has(tail[i]!.text)) continue;
    const cue = inciseCue(tail, i + 1, to, lang);
    if (!cue) continue;
    const comma = tail[i]!.text === ',';
    pieces.push({ start, end: comma ? tail[i]!.start : tail[i]!.end });
    source ??= { tokens: tail, mention: cue.mention };
    cueSpan ??= { start: tail[i + 1]!.start, end: tail[cue.verb]!.end };
    let end = cue.mention.to;
    // Circumstances of the speaking, up to the next comma or stop, belong to the incise.
    while (end < to && !INCISE_CLOSERS.has(tail[end]!.text)) end += 1;
    if (end < to && !endsSentence(tail, end, tailLine.lang) && tail[end]!.text !== ',')
      end = Math.max(end, cue.mention.to);
    start = end < to ? tail[end]!.end : piece.end;
    i = end;
  }
  if (!source || !cueSpan) return null;
  // A stop alone ends the incise.
  if (/[^\s.]/.test(line.text.slice(start - line.start, piece.end - line.start)))
    pieces.push({ start, end: piece.end });
  const text = line.text;
  const trimmed = pieces
    .map(({ start: a, end: b }) => {
      const raw = text.slice(a - line.start, b - line.start);
      return { start: a + raw.length - raw.trimStart().length, end: a + raw.trimEnd().length };
    })
    .filter(({ start: a, end: b }) => b > a);
  return { rule: 'prose-incise-inside', kind: 'direct', content: trimmed, line, source, cue: cueSpan };
}

const INCISE_OPENERS = new Set([',', '?', '!', '…']);
const INCISE_CLOSERS = new Set([',', '.', '?', '!', '…', ':', ';']);

/** Verb, perhaps with auxiliaries, and a subject right behind it: an inversion, which plain speech hardly has. */
function inciseCue(
  tokens: readonly Token[],
  at: number,
  to: number,
  lang: Line['lang'],
): { verb: number; mention: Mention } | null {
  const table = languages[lang];
  let i = at;
  let pronounAt = -1;
  while (i < Math.min(to, at + 6)) {
    const token = tokens[i]!;
    if (token.kind !== 'word' || token.capital) return null;
    const infinitive = table.cueInfinitives.has(token.folded) && leadsTo(tokens, i, lang);
    if (infinitive || (table.cueVerbs.has(token.folded) && !table.cueInfinitives.has(tokens[i + 1]?.folded ?? ''))) {
      const next = tokens[i + 1];
      // `tient à préciser X`, `dit-elle`.
      if (pronounAt >= 0) return { verb: i, mention: mentionAt(tokens, pronounAt, to, lang)! };
      const subject = next ? skipTo(tokens, i + 1, Math.min(to, i + 60), lang, 3) : null;
      // `explique l'association`: right behind the verb, and named by its article.
      const body = subject?.kind === 'body' && subject.from === i + 1 && table.determiners.has(next!.folded);
      if (
        subject &&
        (subject.kind !== 'body' || body) &&
        (subject.kind !== 'noun' || table.determiners.has(tokens[subject.from]!.folded))
      ) {
        const definite = subject.kind === 'name' || subject.kind === 'pronoun' || subject.kind === 'office' || body;
        return definite ? { verb: i, mention: subject } : null;
      }
      return null;
    }
    if (table.pronouns.has(token.folded) && i > at) pronounAt = i;
    else if (!table.cueFillers.has(token.folded)) return null;
    i += 1;
  }
  return null;
}
