/** Digits that count nothing: telephone numbers, codes, names. */
import { HYPHEN, isYear, key, type Read, type Reader, tight, value } from './reading.ts';
import { BLANK } from './tokens.ts';

/**
 * Each language may have a number of its own to call, which differs anywhere but in the code before it: only what agrees
 * but for that speaks.
 */
export function telephoneAt(reader: Reader, at: number): Read | null {
  const { tokens } = reader;
  const groups = [tokens[at]!.text];
  for (
    let next = at + 1;
    next < at + 4 && tokens[next]?.sort === 'digits' && DIALLED.test(tokens[next]!.gap);
    next += 1
  )
    groups.push(tokens[next]!.text);
  const telephone = TELEPHONES.find((one) => one.every((length, i) => groups[i]?.length === length));
  if (!telephone || (telephone.length === 2 && !HYPHEN.test(tokens[at + 1]!.gap))) return null;
  const digits = groups.slice(0, telephone.length).join('').slice(-10);
  const line = digits.slice(-7);
  return value(reader, at, at + telephone.length, {
    slot: `telephone ${line}`,
    keys: [`p${digits}`],
    hints: [`p${line}`],
    voice: 'beside',
  });
}

const DIALLED = new RegExp(`^(?:[-.\\u2010-\\u2013]|\\)?${BLANK}|\\)|${BLANK}\\()$`);
/** In digits a group. */
const TELEPHONES: readonly (readonly number[])[] = [
  [1, 3, 3, 4],
  [3, 3, 4],
  [3, 4],
];

/** `COVID-19`, `C-12`, `G7`, `P-8A`, `5G`: names, of which the number is a part. */
export function codeAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const [first, second, third] = [tokens[at]!, tokens[at + 1], tokens[at + 2]];
  const prefixed =
    first.sort === 'word' &&
    second?.sort === 'digits' &&
    (tight(second) || (HYPHEN.test(second.gap) && !isYear(second.text)));
  const digits = prefixed ? second : first;
  const rest = prefixed ? third : second;
  if (digits.sort !== 'digits') return null;
  const suffix = rest?.sort === 'word' && tight(rest) ? rest : null;
  const meant =
    suffix &&
    (q.ordinalSuffixes.has(suffix.folded) ||
      q.units.has(suffix.folded) ||
      q.hourMarks.has(suffix.folded) ||
      q.scaleSigns.has(suffix.text) ||
      suffix.folded === 's');
  const tail = suffix && (prefixed || !meant) ? suffix : null;
  if (!prefixed && !tail) return null;
  const name = `${prefixed ? first.folded : ''} ${tail?.folded ?? ''}`;
  return value(reader, at, at + (prefixed ? 2 : 1) + (tail ? 1 : 0), {
    slot: `code ${name}`,
    keys: [`c${name} ${digits.text}`],
    hints: [key(Number(digits.text))],
    voice: prefixed ? 'beside' : 'silent',
  });
}
