/** Quotations by which of some sets they are in: so that what is in rare ones can be looked at before the many others. */
import { once } from '../../../util/memo.ts';
import { type Bits, countBits, hasBit, inExactly, MOST_COUNTED, numbersIn, only } from './bitset.ts';
import type { List } from './sorted-lists.ts';

/** What is in these of the sets, by their numbers, and in no other. Many groups are never looked at. */
export type Group = { which: readonly number[]; list(): List };

/** More sets make too many groups. */
export const MOST_SPLIT = MOST_COUNTED;

/** What is in as many of the sets is found in one pass over the bits, and told apart: by number where it is little. */
export function byWhich(sets: readonly Bits[], among: () => Bits): Group[] {
  const levels = Array.from({ length: sets.length + 1 }, (_, count) => once(() => levelOf(count, sets, among())));
  return Array.from({ length: 2 ** sets.length }, (_, group) => {
    const which = sets.flatMap((_, i) => ((group >>> i) & 1 ? [i] : []));
    return { which, list: once(() => levels[which.length]!()(group)) };
  });
}

/** The lists of the groups, by their number, of what is in just `count` of the sets. */
function levelOf(count: number, sets: readonly Bits[], among: Bits): (group: number) => List {
  const level = inExactly(count, sets, among);
  if (countBits(level) > FEW) {
    return (group) => numbersIn(only([level, ...sets.filter((_, i) => (group >>> i) & 1)]));
  }
  const lists = new Map<number, number[]>();
  for (const number of numbersIn(level)) {
    let group = 0;
    for (let i = 0; i < sets.length; i += 1) if (hasBit(sets[i]!, number)) group |= 1 << i;
    const list = lists.get(group);
    if (list) list.push(number);
    else lists.set(group, [number]);
  }
  return (group) => Uint32Array.from(lists.get(group) ?? []);
}

/** Going through the bits once more costs as much as telling so many numbers apart. */
const FEW = 2000;
