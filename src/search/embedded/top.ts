/** The best of many, in order, without sorting them all. */

export type Top<Item> = {
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
