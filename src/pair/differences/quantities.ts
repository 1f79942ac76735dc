/** What a number counts: money, a share, a unit, a year, things. */
import { countAt } from './counts.ts';
import {
  HYPHEN,
  isCurrency,
  isYear,
  joined,
  key,
  LARGE,
  near,
  PERCENT,
  PLAIN,
  phraseAt,
  type Read,
  type Reader,
  tight,
  UNCOUNTED,
  value,
  voiceOf,
} from './reading.ts';

/** `14,2 millions de dollars`, `$14.2M`, `50 p. 100`, `ten years`, `1990s`, `21st`; a number of any kind with its unit. */
export function quantityAt(reader: Reader, at: number): Read | null {
  const { tokens, q } = reader;
  const signed = isCurrency(tokens[at]) && tokens[at + 1]?.sort === 'digits' && tight(tokens[at + 1]!);
  const count = countAt(reader, signed ? at + 1 : at);
  if (!count) return null;
  const { digits, scaled, sizes } = count;
  const size = sizes[0]!;
  let { next } = count;
  const hints = count.hints.map(key);

  const suffix = digits && !scaled ? tokens[next] : undefined;
  if (
    suffix &&
    (tight(suffix) || HYPHEN.test(suffix.gap)) &&
    q.ordinalSuffixes.has(suffix.folded) &&
    suffix.sort === 'word'
  )
    return value(reader, at, next + 1, { slot: PLAIN, keys: sizes.map(key), voice: voiceOf(size, 'beside'), size });

  const money = moneyAt(reader, next, signed);
  if (money) {
    const keys = sizes.map((one) => key((one * money.factor) / money.parts));
    return value(reader, at, money.next, {
      kind: 'amount',
      slot: 'amount',
      keys,
      hints: [...hints, ...sizes.map(key)],
      voice: count.bare ? 'silent' : voiceOf(size, digits || scaled ? 'alone' : 'beside'),
      size: (size * money.factor) / money.parts,
    });
  }
  if (count.bare) return value(reader, at, next, { slot: UNCOUNTED, keys: [], hints: sizes.map(key) });

  const percent = percentAt(reader, next);
  if (percent) {
    const voice = digits && !WAYS_OF_SPEAKING.has(size) ? 'alone' : 'beside';
    return value(reader, at, percent, { slot: PERCENT, keys: sizes.map(key), hints, voice, size });
  }
  const year = digits && !scaled && next === at + 1 && isYear(tokens[at]!.text);
  if (year) {
    if (tokens[next]?.folded === 's' && tight(tokens[next]!)) next += 1;
    return value(reader, at, next, {
      kind: 'date',
      slot: 'year',
      keys: sizes.map(key),
      hints: [key(size % 100)],
      voice: 'beside',
      size,
    });
  }
  const unit = unitAt(reader, next);
  const named = at > 0 && near(tokens[at]!) && /^\p{Lu}/u.test(tokens[at - 1]!.text);
  const alone = digits && size >= SMALLEST_ALONE && !WAYS_OF_SPEAKING.has(size) && !named;
  const voice = count.homograph ? 'silent' : voiceOf(size, alone ? 'alone' : 'beside');
  return value(reader, at, next, {
    slot: size < 1000 ? `${PLAIN}${unit ?? ''}` : unit ? `large ${unit}` : LARGE,
    keys: sizes.map(key),
    hints,
    voice,
    unit,
    size,
  });
}

/** What behind a number makes it money: how it scales the number, and how many such parts make a unit of currency. */
function moneyAt(reader: Reader, at: number, signed: boolean): { factor: number; parts: number; next: number } | null {
  const { tokens, q } = reader;
  let next = at;
  const letter = tokens[next];
  let factor = letter && near(letter) ? (q.scaleSigns.get(letter.text) ?? 1) : 1;
  if (signed) {
    // `$5 m` is money in millions, `$5 M…` with a blank is a word of its own.
    if (factor > 1 && !tight(letter!)) factor = 1;
    return { factor, parts: 1, next: factor > 1 ? next + 1 : next };
  }
  if (factor > 1) next += 1;
  if (
    isCurrency(tokens[next]) &&
    near(tokens[next]!) &&
    !(tokens[next + 1]?.sort === 'digits' && tight(tokens[next + 1]!))
  )
    return { factor, parts: tokens[next]!.text === '¢' ? 100 : 1, next: next + 1 };
  if (factor > 1) return null;
  for (let skipped = 0; skipped < 3; skipped += 1, next += 1) {
    const token = tokens[next];
    if (!token || !joined(token)) return null;
    const hundredths = q.money.get(token.folded);
    if (hundredths) return { factor, parts: 100 / hundredths, next: next + 1 };
    if (!q.moneyLinks.has(token.folded)) return null;
  }
  return null;
}

function percentAt(reader: Reader, at: number): number | null {
  const token = reader.tokens[at];
  if (token?.text === '%' && near(token)) return at + 1;
  return phraseAt(reader, at, reader.q.percents)?.next ?? null;
}

/** In words: `ten years`, `15-year-old`, `trois dernières années`. */
const UNIT_REACH = 2;

function unitAt({ tokens, q }: Reader, at: number): string | null {
  for (const token of tokens.slice(at, at + UNIT_REACH)) {
    if (token.sort !== 'word' || !joined(token)) return null;
    const unit = q.units.get(token.folded);
    if (unit) return unit;
  }
  return null;
}

/** Below, a number that the other version lacks is more often an idiom or a way of speaking than an omission. */
const SMALLEST_ALONE = 13;
/** Round the clock, fully, all year round. */
const WAYS_OF_SPEAKING: ReadonlySet<number> = new Set([24, 100, 365, 1000]);
