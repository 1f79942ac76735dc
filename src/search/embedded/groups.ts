/** Quotations by which of some sets they are in: so that what is in rare ones can be looked at before the many others. */
import { once } from '../once.ts';
import { type Bits, hasBit, numbersIn, numbersInAll, only } from './bits.ts';
import type { List } from './lists.ts';
import { scratch } from './scratch.ts';

/** What is in these of the sets, by their numbers, and in no other. Many groups are never looked at. */
export type Group = { which: readonly number[]; list(): List };

/** More sets make too many groups. */
export const MOST_SPLIT = 4;

/** `atMost`: that it holds no more. */
export type Counted = { bits: Bits; atMost: number };

/** By the rarest first, so that most of the splitting is of few. */
export function byWhich(sets: readonly Counted[], among: () => Bits): Group[] {
  const rarestFirst = sets.map((set, i) => ({ ...set, i })).sort((a, b) => a.atMost - b.atMost);
  return split(rarestFirst, among);
}

type Numbered = Counted & { i: number };

function split(rarestFirst: readonly Numbered[], among: () => Bits): Group[] {
  const held = rarestFirst.flatMap(({ bits, i, atMost }, at) => {
    const others = rarestFirst.slice(at + 1);
    const without = rarestFirst.slice(0, at).map((rarer) => rarer.bits);
    // A list of them takes less room than bits.
    const areFew = atMost < bits.length;
    const own = once(() => only([bits, among()], without));
    const groups = areFew ? splitFew(others, () => numbersInAll([bits, among()], without, atMost)) : split(others, own);
    return groups.map(({ which, list }) => ({ which: [...which, i], list }));
  });
  const all = rarestFirst.map(({ bits }) => bits);
  const none = once(() => numbersIn(only([among()], all)));
  return [...held, { which: [], list: none }];
}

/** The same of a list, in one go. */
function splitFew(sets: readonly Numbered[], among: () => List): Group[] {
  const size = 2 ** sets.length;
  const lists = once(() => {
    const all = among();
    const groups = new Uint8Array(all.length);
    const ends = new Uint32Array(size);
    for (const [at, { bits }] of sets.entries()) {
      for (let i = 0; i < all.length; i += 1) groups[i]! |= Number(hasBit(bits, all[i]!)) << at;
    }
    for (let i = 0; i < groups.length; i += 1) ends[groups[i]!]! += 1;
    for (let group = 1; group < size; group += 1) ends[group]! += ends[group - 1]!;
    const sorted = scratch(all.length);
    const next = ends.slice();
    for (let i = all.length - 1; i >= 0; i -= 1) {
      next[groups[i]!]! -= 1;
      sorted[next[groups[i]!]!] = all[i]!;
    }
    return Array.from(next, (start, group) => sorted.subarray(start, ends[group]));
  });
  return Array.from({ length: size }, (_, group) => ({
    which: sets.flatMap(({ i }, at) => ((group >>> at) & 1 ? [i] : [])),
    list: () => lists()[group]!,
  }));
}
