/** Sets of quotation numbers as ascending lists. None of these changes its arguments. */

export type List = Uint32Array;

export const EMPTY: List = new Uint32Array(0);

export function union(lists: readonly List[]): List {
  return lists.filter(({ length }) => length > 0).reduce((a, b) => (a.length === 0 ? b : unionOfTwo(a, b)), EMPTY);
}

/** Begins with the shortest, so that the longest cost least. */
export function intersection(lists: readonly List[]): List {
  const [shortest, ...others] = [...lists].sort((a, b) => a.length - b.length);
  return others.reduce(intersectionOfTwo, shortest ?? EMPTY);
}

function unionOfTwo(a: List, b: List): List {
  const merged = new Uint32Array(a.length + b.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i]!;
    const right = b[j]!;
    merged[count] = Math.min(left, right);
    count += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  for (; i < a.length; i += 1, count += 1) merged[count] = a[i]!;
  for (; j < b.length; j += 1, count += 1) merged[count] = b[j]!;
  return merged.subarray(0, count);
}

/** Past this ratio of lengths, looking each one up in the longer list is cheaper than walking it. */
export const LOOK_UP_RATIO = 16;

function intersectionOfTwo(short: List, long: List): List {
  const both = new Uint32Array(short.length);
  let count = 0;
  const lookUp = long.length > LOOK_UP_RATIO * short.length;
  let j = 0;
  for (let i = 0; i < short.length && j < long.length; i += 1) {
    const wanted = short[i]!;
    if (lookUp) j = firstFrom(long, wanted, j);
    else while (j < long.length && long[j]! < wanted) j += 1;
    if (long[j] !== wanted) continue;
    both[count] = wanted;
    count += 1;
  }
  return both.subarray(0, count);
}

/**
 * The index of the first element from index `from` on that is not below `wanted`: in ever larger steps, then between two of
 * them, so that what is near is found nearby (Bentley and Yao 1976).
 */
export function firstFrom(list: List, wanted: number, from: number): number {
  let low = from;
  let high = from;
  for (let step = 1; high < list.length && list[high]! < wanted; step *= 2) {
    low = high + 1;
    high += step;
  }
  if (high > list.length) high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
