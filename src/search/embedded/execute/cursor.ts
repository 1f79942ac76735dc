/**
 * Going on through all full matches of a search, in its order, over one snapshot: a cursor names the snapshot, the
 * search and the place in it. The order is made once and kept for a while, so that a long way costs one search; when it
 * is forgotten (other cursors, a restart) it is made again, and is the same.
 */
import { hash } from 'node:crypto';
import { type Gradual, type Growing, growing, lately, oncePer } from '../../../util/memo.ts';
import { CursorError, type Facets, type SearchRequest } from '../../port.ts';
import type { View } from '../snapshot/view.ts';

export type Cursor = {
  view: string;
  search: string;
  /** How many matches come before it, and how many there are. */
  at: number;
  total: number;
};

/** All that a search finds in full: of each the number of its part, and its number in that. */
export type Order = { parts: Uint16Array; quotations: Uint32Array; facets: Facets };

/** Null when nothing is left behind `at`. */
export function cursorAt(view: View, request: SearchRequest, at: number, total: number): string | null {
  if (at >= total) return null;
  const cursor: Cursor = { view: view.snapshot.id, search: searchOf(request), at, total };
  return Buffer.from(JSON.stringify(Object.values(cursor))).toString('base64url');
}

/** Throws `CursorError`. */
export function readCursor(view: View, request: SearchRequest, text: string): Cursor {
  const cursor = parse(text);
  if (!cursor) throw new CursorError('unreadable', 'expected a cursor as an answer gave it');
  if (cursor.search !== searchOf(request)) {
    throw new CursorError('other-search', 'expected the cursor with the query, filters and sort that it was given for');
  }
  if (cursor.view !== view.snapshot.id) {
    throw new CursorError('stale', 'what is published has changed since; begin again without a cursor');
  }
  return cursor;
}

/** The order as it is remembered, or being made for another; else `make` makes it. */
export function rememberedOrder(view: View, request: SearchRequest, make: () => Gradual<Order>): Gradual<Order> {
  return ordersOf(view)(`${searchOf(request)} ${request.displayLang}`, () => growing(make)).prepare();
}
const ordersOf = oncePer((_: View) => lately<Growing<Order>>(4));

function searchOf({ q, filters, sort }: SearchRequest): string {
  const sorted = Object.entries(filters).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...value].sort() : value,
  ]);
  const asked = JSON.stringify([q, sorted.sort(([a], [b]) => (a! < b! ? -1 : 1)), sort]);
  return hash('sha256', asked, 'base64url').slice(0, 16);
}

function parse(text: string): Cursor | null {
  try {
    const [view, search, at, total] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const isPlace = Number.isInteger(at) && Number.isInteger(total) && 0 <= Number(at) && Number(at) <= Number(total);
    if (typeof view !== 'string' || typeof search !== 'string' || !isPlace) return null;
    return { view, search, at: Number(at), total: Number(total) };
  } catch {
    return null;
  }
}
