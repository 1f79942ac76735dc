/** What the ends of a range share. */
import { fold } from '../../util/fold.ts';
import { date } from './dates.ts';
import { key, PLAIN, type Value } from './reading.ts';

/**
 * The ends of a range share what only one of them says: the scale of `2 à 3 millions`, the month of `4 and 5 May` and of
 * `May 4–6`, the hour of `7 to 9 p.m.`.
 */
export function shareInRanges(values: Value[], text: string, links: ReadonlySet<string>): void {
  const linked = (i: number): boolean => {
    const [one, other] = [values[i], values[i + 1]];
    if (!one || !other || other.start - one.end > RANGE_REACH) return false;
    const gap = fold(text.slice(one.end, other.start));
    return RANGE.test(gap) && (gap.match(/\p{L}+/gu) ?? []).every((word) => links.has(word));
  };
  for (let i = 1; i < values.length; i += 1)
    if (values[i - 1]!.slot === 'day' && linked(i - 1)) values[i] = shared(values[i]!, values[i - 1]!, text);
  for (let i = values.length - 2; i >= 0; i -= 1) if (linked(i)) values[i] = shared(values[i]!, values[i + 1]!, text);
}

function shared(one: Value, other: Value, text: string): Value {
  // `le 5 mai à deux écoles`: what is written in words is no day.
  if (one.kind === 'number' && /\D/.test(text[one.start]!)) return one;
  if (other.slot === 'time' && one.slot === PLAIN) return { ...one, voice: 'silent' };
  if (other.slot === 'day' && one.slot === PLAIN && one.size <= 31) {
    const [month] = other.keys[0]!.slice(1).split('-');
    return { ...one, ...date(Number(month), one.size), hints: one.keys, voice: 'beside' };
  }
  if (!SCALED.test(other.slot) || one.kind === 'date' || other.size < 1000 || one.size >= 1000) return one;
  const scale = 1000 ** Math.floor(Math.log10(other.size) / 3);
  return { ...one, hints: [...one.hints, key(one.size * scale)] };
}

const SCALED = /^(?:amount|large)/;
/** In characters: ` jusqu'au `. */
const RANGE_REACH = 12;
const RANGE = /^[\p{L}\s'’,$\u2010-\u2014-]*[\p{L},\u2010-\u2014-][\p{L}\s'’,$\u2010-\u2014-]*$/u;
