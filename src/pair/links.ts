/** Links between numbered things, found from either end, in columns. */
import { bearersOf, type SavedBearers } from './bearers.ts';
import { columnOf, type SavedColumn } from './columns.ts';
import type { Pages } from './pages.ts';

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
export type SavedLinks = Record<'a' | 'b' | 'scores', SavedColumn> & { ends: SavedBearers };

export function linksOf(store: Pages, saved: SavedLinks | null = null): Links {
  const a = columnOf(store, saved?.a);
  const b = columnOf(store, saved?.b);
  const scores = columnOf(store, saved?.scores);
  const ends = bearersOf(Number.POSITIVE_INFINITY, store, saved?.ends);
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
    save: () => ({ a: a.save(), b: b.save(), scores: scores.save(), ends: ends.save() }),
  };
}

const GONE = -1;
