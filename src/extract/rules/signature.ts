/** Lines that sign a quotation, with the tokens that their ranges count in. */
import type { Lang } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import type { Token } from '../text/tokens.ts';
import { type AttributionLine, attributionLine } from '../who/mentions.ts';
import type { Source } from './candidate.ts';

export type Signature = { source: Source; line: AttributionLine; lines: Line[] };

export const isNamed = (line: AttributionLine): boolean => line.mention.people.length > 0;

/** One line, or the part of it that the tokens are. */
export function signLine(tokens: readonly Token[], { lang }: Line): Signature | null {
  const own = attributionLine(tokens, lang);
  // A signature may be in the other language than its page (an English name line in a French release).
  const line = own?.strong ? own : (elsewhere(tokens, lang) ?? own);
  return line && { source: { tokens, mention: line.mention }, line, lines: [] };
}

/** Several lines as one signature; `trusted` where the format says that they are one. */
export function sign(signers: readonly Line[], trusted: boolean): Signature | null {
  const tokens = signers.flatMap((line, i) =>
    i === 0
      ? line.tokens
      : [
          { start: line.start - 1, end: line.start, text: '\n', folded: '\n', kind: 'break' as const, capital: false },
          ...line.tokens,
        ],
  );
  const signature = signLine(tokens, signers[0]!);
  if (!signature || (trusted && !signature.line.mention.people.length && !signature.line.mention.offices.length))
    return null;
  return { ...signature, lines: [...signers] };
}

/** Read in another language; only what is surely a signature there. */
function elsewhere(tokens: readonly Token[], lang: Lang): AttributionLine | null {
  for (const other of LANGS) {
    const line = other === lang ? null : attributionLine(tokens, other);
    if (line?.strong) return line;
  }
  return null;
}
