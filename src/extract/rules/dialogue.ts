/** Dialogue as French prints it: a dash opens the line, an incise says who speaks (`— Il brûle, répond Ernest Roy.`). */

import type { Line } from '../text/lines.ts';
import type { Passage } from '../text/quotation-marks.ts';
import { firstAt } from '../text/tokens.ts';
import type { Found } from './candidate.ts';
import { inciseInside } from './inquit.ts';

/** Only lines with such an incise: a list has dashes, too. Lines of `used`, or with quotation marks, are read already. */
export function dialogueTurns(lines: readonly Line[], passages: readonly Passage[], used: ReadonlySet<Line>): Found[] {
  const marked = new Set(passages.flatMap(({ firstLine, lastLine }) => [firstLine, lastLine]));
  const found: Found[] = [];
  for (const line of lines) {
    if (line.section !== 'body' || used.has(line) || marked.has(line.index)) continue;
    // Read as the items of a list, such lines have lost their dash.
    const dash = line.tokens[0];
    const first = line.kind === 'item' ? dash : line.tokens[1];
    if (!dash || !first?.capital || (line.kind !== 'item' && !DASHES.has(dash.text))) continue;
    const words = { start: first.start, end: line.end };
    const { index, tokens } = line;
    const passage: Passage = {
      ...{ outer: { start: dash.start, end: line.end }, pieces: [words], firstLine: index, lastLine: index },
      ...{ closed: true, family: 'guillemet' },
    };
    const close = firstAt(tokens, line.end);
    const spoken = tokens.filter(({ kind }) => kind === 'word');
    const setting = { passage, line, tokens, before: 0, open: 0, tail: tokens, tailLine: line, close, after: close };
    const turn = inciseInside({ ...setting, words: spoken });
    if (turn) found.push({ ...turn, rule: 'dialogue-dash' });
  }
  return found;
}

const DASHES = new Set(['—', '–', '―', '-']);
