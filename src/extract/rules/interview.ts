/** Interviews: a question behind one label, the answer behind the name of who gives it (`Jane Roe: At six o'clock.`). */

import type { Line } from '../text/lines.ts';
import type { Mention } from '../who/mentions.ts';
import { type PersonName, personName } from '../who/names.ts';
import type { Found } from './candidate.ts';

/** Answers only: the paper that asks is no speaker. Lines of `used` are read already. */
export function interviewTurns(lines: readonly Line[], used: ReadonlySet<Line>): Found[] {
  const found: Found[] = [];
  for (const line of lines) {
    const question = lines[line.index - 1];
    if (line.section !== 'body' || used.has(line) || !question?.text.endsWith('?') || labelEnd(question) === null)
      continue;
    const colon = labelEnd(line);
    const first = colon === null ? undefined : line.tokens[colon + 1];
    const name = colon === null ? null : labelName(line, colon);
    if (!first || !name || first.kind !== 'word') continue;
    const people = [{ name, title: null }];
    const mention: Mention = {
      from: name.from,
      to: name.to,
      kind: 'name',
      people,
      offices: [],
      gender: name.gender,
      plural: false,
    };
    const content = [{ start: first.start, end: line.end }];
    found.push({
      rule: 'interview-turn',
      kind: 'direct',
      content,
      line,
      source: { tokens: line.tokens, mention },
      cue: null,
    });
  }
  return found;
}

const MAX_LABEL = 9;

/** The colon that ends the label at the head of a line, or null. */
function labelEnd({ tokens }: Line): number | null {
  for (let i = 1; i < Math.min(tokens.length, MAX_LABEL); i += 1) {
    if (tokens[i]!.text === ':') return i;
    if (tokens[i]!.kind === 'sign' && !'()-.'.includes(tokens[i]!.text)) return null;
  }
  return null;
}

/** `Jane Roe:` or `A (Jane Roe):`. */
function labelName({ tokens, lang }: Line, colon: number): PersonName | null {
  const bracket = tokens.findIndex(({ text }, i) => i < colon && text === '(');
  const from = bracket === -1 ? 0 : bracket + 1;
  const name = personName(tokens, from, lang);
  const end = bracket === -1 ? colon : colon - 1;
  return name && name.to === end && name.weight >= 2 ? name : null;
}
