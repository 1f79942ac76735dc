/** Whether a line without marks can be somebody's words. */
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';

/** A paragraph of one sentence or more: enough words, and a stop at its end. */
export function readsAsSpeech(line: Line): boolean {
  if (line.kind === 'cell' || line.kind === 'heading' || line.section === 'headline') return false;
  const words = line.tokens.filter((token) => token.kind === 'word').length;
  return words >= 5 && /[.!?…]["”»’')\]]?$/.test(line.text);
}

/** Words of the first person, in the language of the line. */
export function speaksInPerson(line: Line): boolean {
  const { firstPerson } = languages[line.lang];
  return line.tokens.some((token) => token.kind === 'word' && firstPerson.has(token.folded));
}

/** Words of one person alone: a press office writes `we`, hardly ever `I`. */
export function speaksAlone(line: Line): boolean {
  const { firstPersonSingular } = languages[line.lang];
  return line.tokens.some((token) => token.kind === 'word' && firstPersonSingular.has(token.folded));
}
