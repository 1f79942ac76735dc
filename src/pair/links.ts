/** Links between numbered things, found from either end, in columns. */
import { bearersOf, type SavedBearers } from './bearers.ts';
import { columnOf } from './columns.ts';

/** `number` names it while it stands; `score` is a whole number. */
export type Link = { readonly number: number; readonly a: number; readonly b: number; readonly score: number };

export type Links = {
  add(a: number, b: number, score?: number): void;
  delete(link: Link): void;
  /** Those with that end, latest first. */
  at(end: number): Link[];
  /** What they join that end with. */
  from(end: number): number[];
  save(): SavedLinks;
};

/** By number; both ends of a deleted link are -1. */
export type SavedLinks = { a: Int32Array; b: Int32Array; scores: Int32Array; ends: SavedBearers };

export function linksOf(saved: SavedLinks | null): Links {
  const a = columnOf(saved?.a);
  const b = columnOf(saved?.b);
  const scores = columnOf(saved?.scores);
  const ends = bearersOf(Number.POSITIVE_INFINITY, saved?.ends ?? null);
  const at = (end: number): Link[] => {
    const found: Link[] = [];
    ends.each(end, (number) => {
      if (a.at(number) !== GONE) found.push({ number, a: a.at(number), b: b.at(number), score: scores.at(number) });
    });
    return found;
  };
  return {
    at,
    from: (end) => at(end).map((link) => (link.a === end ? link.b : link.a)),
    add(from, to, score = 0) {
      for (const end of [from, to]) ends.add(end, a.length);
      a.push(from);
      b.push(to);
      scores.push(score);
    },
    delete({ number }) {
      a.set(number, GONE);
      b.set(number, GONE);
    },
    save: () => ({ a: a.values(), b: b.values(), scores: scores.values(), ends: ends.save() }),
  };
}

const GONE = -1;
