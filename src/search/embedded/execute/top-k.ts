/** The best of many, in order, without sorting or scoring them all. */

import { scratch, scratchOf } from '../sets/arena.ts';
import type { List } from '../sets/sorted-lists.ts';
import type { Bounds, Tier } from './score-bounds.ts';

export type Top<Item> = {
  wanted: number;
  offer(item: Item): void;
  /** The worst of those kept, once there are as many as wanted. */
  threshold(): Item | null;
  /** Best first. */
  sorted(): Item[];
};

/** Keeps the best `wanted` items; `compare` is negative when its first argument is better, never 0. */
export function createTop<Item>(wanted: number, compare: (a: Item, b: Item) => number): Top<Item> {
  // A binary heap with the worst on top.
  const heap: Item[] = [];
  return {
    wanted,
    offer(item) {
      if (heap.length < wanted) {
        heap.push(item);
        rise(heap.length - 1);
      } else if (wanted > 0 && compare(item, heap[0]!) < 0) {
        heap[0] = item;
        sink(0);
      }
    },
    threshold: () => (heap.length > 0 && heap.length === wanted ? heap[0]! : null),
    sorted: () => [...heap].sort(compare),
  };

  function rise(at: number): void {
    for (let child = at; child > 0; ) {
      const parent = (child - 1) >>> 1;
      if (compare(heap[child]!, heap[parent]!) <= 0) return;
      swap(child, parent);
      child = parent;
    }
  }

  function sink(at: number): void {
    for (let parent = at; ; ) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < heap.length && compare(heap[child]!, heap[worst]!) > 0) worst = child;
      }
      if (worst === parent) return;
      swap(parent, worst);
      parent = worst;
    }
  }

  function swap(a: number, b: number): void {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  }
}

/** The last of the `wanted` highest counts; 0 where there are not as many. Of plain numbers it is four times as quick as `createTop`. */
export function leastOfHighest(counts: Uint32Array, wanted: number): number {
  if (counts.length < wanted) return 0;
  // A binary heap of the highest so far, the least of them on top.
  const heap = new Uint32Array(wanted);
  for (let number = 0; number < counts.length; number += 1) {
    if (counts[number]! > heap[0]!) replaceLeast(heap, counts[number]!);
  }
  return heap[0]!;
}

function replaceLeast(heap: Uint32Array, count: number): void {
  let parent = 0;
  for (let child = 1; child < heap.length; child = 2 * parent + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
    if (heap[child]! >= count) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  heap[parent] = count;
}

/** So many are scored at once: fewer are not worth a look at what they promise. */
const FEW = 64;

/** Of a longer list, the first of so many parts is looked at before the others: what is found there spares most of these. */
const LONG = 2 ** 13;
const PARTS = 16;

/**
 * Offers what of a tier can be among the best. Scored are first those that promise most, unless there are as many as wanted
 * already, and then, in the order of what they promise, what still can reach the worst of those kept. `scored` answers null
 * for what does not count.
 */
export function offerBest<Item extends { score: number }>(
  top: Top<Item>,
  tier: Tier,
  scored: (number: number) => Item | null,
): void {
  const reached = (): number => top.threshold()?.score ?? 0;
  if (reached() > tier.bound) return;
  const list = tier.list();
  const first = top.threshold() || list.length < LONG ? 0 : Math.trunc(list.length / PARTS);
  if (first > 0) offerBestOf(list.subarray(0, first));
  offerBestOf(list.subarray(first));

  function offerBestOf(own: List): void {
    const few = Math.max(FEW, 2 * top.wanted);
    const bounds = own.length > few ? tier.bounds(own, reached()) : null;
    if (!bounds) {
      offerAll(own);
      return;
    }
    const { counts, width } = bounds;
    let first = counts.length;
    if (!top.threshold()) {
      for (let count = 0; first > 0 && count < top.wanted; count += counts[first]!) first -= 1;
      offerAll(descending(bounds, counts.length, first).numbers);
    }
    const last = Math.min(first, Math.max(0, Math.ceil(reached() / width) - 1));
    const { numbers, steps } = descending(bounds, first, last);
    offerAll(numbers, (i) => (steps[i]! + 1) * width);
  }

  /** `mostAt`: what each scores at most, none more than the one before. */
  function offerAll(numbers: List, mostAt: (i: number) => number = () => Number.POSITIVE_INFINITY): void {
    for (let i = 0; i < numbers.length; i += 1) {
      if (reached() > mostAt(i)) return;
      if (i % TOGETHER === 0) tier.fetch(numbers.subarray(i, i + TOGETHER));
      const item = scored(numbers[i]!);
      if (item) top.offer(item);
    }
  }
}

/** So many are fetched at a time. */
const TOGETHER = 16;

/** What is below step `first` and not below `last`, highest steps first. */
function descending({ list, steps, counts }: Bounds, first: number, last: number) {
  const next = scratch(first);
  let count = 0;
  for (let step = first - 1; step >= last; step -= 1) {
    next[step] = count;
    count += counts[step]!;
  }
  const sorted = { numbers: scratch(count), steps: scratchOf(Uint16Array, count) };
  if (count === 0) return sorted;
  for (let i = 0; i < steps.length; i += 1) {
    const step = steps[i]!;
    if (step >= first || step < last) continue;
    sorted.numbers[next[step]!] = list[i]!;
    sorted.steps[next[step]!] = step;
    next[step]! += 1;
  }
  return sorted;
}
