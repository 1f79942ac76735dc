/** Quotations by which of some sets they are in: so that what is in rare ones can be looked at before the many others. */
import { once } from '../once.ts';
import { type Bits, countBits, hasBit, keepOnly, numbersIn, takeAway } from './bits.ts';
import type { List } from './lists.ts';

/** What is in these of the sets, by their numbers, and in no other. Many groups are never looked at. */
export type Group = { which: readonly number[]; list(): List };

/** More sets make too many groups. */
export const MOST_SPLIT = 4;

export function byWhich(sets: readonly Bits[], among: () => Bits): Group[] {
  const numbered = sets.map((bits, i) => ({ bits, i, count: countBits(bits) }));
  return split(
    numbered.sort((a, b) => a.count - b.count),
    among,
  );
}

type Numbered = { bits: Bits; i: number; count: number };

/** By the rarest first, so that most of the splitting is of few. */
function split(sets: readonly Numbered[], among: () => Bits): Group[] {
  const [rarest, ...others] = sets;
  if (!rarest) return [{ which: [], list: once(() => numbersIn(among())) }];
  const part = (by: (bits: Bits, others: Bits) => void) =>
    once(() => {
      const bits = among().slice();
      by(bits, rarest.bits);
      return bits;
    });
  const within = part(keepOnly);
  // A list of them takes less room than bits.
  const areFew = rarest.count < rarest.bits.length;
  const held = areFew ? splitFew(others, () => numbersIn(within())) : split(others, within);
  return [...held.map(({ which, list }) => ({ which: [...which, rarest.i], list })), ...split(others, part(takeAway))];
}

/** The same of a list, in one go. */
function splitFew(sets: readonly Numbered[], among: () => List): Group[] {
  const size = 2 ** sets.length;
  const lists = once(() => {
    const found = Array.from({ length: size }, (): number[] => []);
    for (const quotation of among()) {
      let number = 0;
      for (let at = 0; at < sets.length; at += 1) number |= Number(hasBit(sets[at]!.bits, quotation)) << at;
      found[number]!.push(quotation);
    }
    return found.map((own) => Uint32Array.from(own));
  });
  return Array.from({ length: size }, (_, number) => ({
    which: sets.flatMap(({ i }, at) => ((number >>> at) & 1 ? [i] : [])),
    list: () => lists()[number]!,
  }));
}
