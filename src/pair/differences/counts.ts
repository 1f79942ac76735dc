/** Numbers in digits and in words, with the powers of ten behind them. */
import { isCurrency, joined, phraseAt, type Reader } from './reading.ts';
import { BLANK } from './tokens.ts';

type Count = {
  /** What is counted; more than one where the separators can be read in two ways. */
  sizes: readonly number[];
  /** Without the scale, and with `a half` left out. */
  hints: readonly number[];
  next: number;
  digits: boolean;
  scaled: boolean;
  /** A power of ten alone. */
  bare: boolean;
  homograph: boolean;
};

/** `14.2 million`, `14 200 000`, `quatre-vingt-dix-sept`, `one hundred and twenty`, `deux ans et demi` without its unit. */
export function countAt(reader: Reader, at: number): Count | null {
  return digitsAt(reader, at) ?? numeralsAt(reader, at);
}

function digitsAt(reader: Reader, at: number): Count | null {
  const { tokens, q } = reader;
  const first = tokens[at];
  if (first?.sort !== 'digits') return null;
  let next = at + 1;
  let whole = first.text;
  let separator = '';
  while (whole.length <= MOST_DIGITS && first.text.length <= 3) {
    const token = tokens[next];
    if (token?.sort !== 'digits' || token.text.length !== 3) break;
    if (!GROUPING.test(token.gap) && !(token.gap === ', ' && isCurrency(tokens[at - 1]))) break;
    const mark = /[,.]/.exec(token.gap)?.[0] ?? ' ';
    if (separator && mark !== separator) break;
    separator = mark;
    whole += token.text;
    next += 1;
  }
  const groups = next - at - 1;
  let sizes = [Number(whole)];
  if (groups === 1 && separator === q.decimalMark)
    sizes = [Number(`${first.text}.${tokens[next - 1]!.text}`), Number(whole)];
  const decimals = tokens[next];
  if (
    decimals?.sort === 'digits' &&
    /^[,.]$/.test(decimals.gap) &&
    decimals.gap !== separator &&
    (decimals.gap === q.decimalMark ? decimals.text.length < 4 : decimals.text.length < 3)
  ) {
    sizes = [Number(`${whole}.${decimals.text}`)];
    next += 1;
  }
  let factor = 1;
  for (let scale = scaleAt(reader, next); scale && joined(tokens[next]!); scale = scaleAt(reader, next)) {
    factor *= scale;
    next += 1;
  }
  const half = phraseAt(reader, next, q.andAHalf);
  if (half) next = half.next;
  return {
    sizes: sizes.map((size) => (size + (half ? 0.5 : 0)) * factor),
    hints: factor === 1 && !half ? [] : sizes,
    next,
    digits: true,
    scaled: factor > 1,
    bare: false,
    homograph: false,
  };
}

const GROUPING = new RegExp(`^(?:${BLANK}|[,.])$`);
/** Longer runs of groups are no number. */
const MOST_DIGITS = 15;

function numeralsAt(reader: Reader, at: number): Count | null {
  const { tokens, q } = reader;
  let next = at;
  let total = 0;
  let group: number | null = null;
  let last = Number.POSITIVE_INFINITY;
  let numerals = 0;
  for (;;) {
    if (next > at && tokens[next] && !joined(tokens[next]!)) break;
    const link: boolean =
      last < Number.POSITIVE_INFINITY || (group ?? 0) >= 100 ? q.numeralLinks.has(tokens[next]?.folded ?? '') : false;
    const part: ReturnType<typeof phraseAt> =
      group === null || (group >= 100 && group % 100 === 0)
        ? phraseAt(reader, link ? next + 1 : next, q.numerals)
        : null;
    if (part) {
      group = (group ?? 0) + q.numerals.get(part.phrase)!;
      next = part.next;
      numerals += 1;
      continue;
    }
    const scale = scaleAt(reader, next);
    if (scale === 100 && (group ?? 0) < 100) group = (group ?? 1) * 100;
    else if (scale && scale > 100 && scale < last) {
      total += (group ?? 1) * scale;
      group = null;
      last = scale;
    } else break;
    next += 1;
  }
  if (next === at) return null;
  const scaled = last < Number.POSITIVE_INFINITY || (group ?? 0) >= 100;
  const half = phraseAt(reader, next, q.andAHalf);
  const size = total + (group ?? 0) + (half ? (last < Number.POSITIVE_INFINITY ? last : 1) / 2 : 0);
  return {
    sizes: [size],
    hints: half ? [total + (group ?? 0)] : [],
    next: half?.next ?? next,
    digits: false,
    scaled,
    bare: numerals === 0,
    homograph: next === at + 1 && q.numberHomographs.has(tokens[at]!.folded),
  };
}

const scaleAt = ({ tokens, q }: Reader, at: number): number | null => q.scales.get(tokens[at]?.folded ?? '') ?? null;
