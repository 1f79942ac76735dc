/** Quotations by which of some sets they are in: so that what is in rare ones can be looked at before the many others. */
import { once } from '../once.ts';
import { type Bits, inExactly, MOST_COUNTED, numbersIn, only } from './bits.ts';
import type { List } from './lists.ts';

/** What is in these of the sets, by their numbers, and in no other. Many groups are never looked at. */
export type Group = { which: readonly number[]; list(): List };

/** More sets make too many groups. */
export const MOST_SPLIT = MOST_COUNTED;

export function byWhich(sets: readonly Bits[], among: () => Bits): Group[] {
  const inSoMany = Array.from({ length: sets.length + 1 }, (_, count) => once(() => inExactly(count, sets, among())));
  return Array.from({ length: 2 ** sets.length }, (_, group) => {
    const which = sets.flatMap((_, i) => ((group >>> i) & 1 ? [i] : []));
    // What is in these, and in no more than they are many.
    const list = () => numbersIn(only([inSoMany[which.length]!(), ...which.map((i) => sets[i]!)]));
    return { which, list: once(list) };
  });
}
