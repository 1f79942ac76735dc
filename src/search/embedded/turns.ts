/**
 * Turns of the event loop. Whatever is done without a pause keeps all else waiting: connections, other answers, signals. So
 * each answer is made in a turn of its own, in the order in which they were asked for, and what takes long takes several.
 */
import type { Gradual } from '../../util/memo.ts';

const waiting: (() => void)[] = [];
let isComing = false;

/** Resolves in a turn that nobody else is given. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (!isComing) setImmediate(next);
    isComing = true;
  });
}

/** One each time around the loop: in between, it looks at connections, timers and signals. */
function next(): void {
  const take = waiting.shift();
  isComing = waiting.length > 0;
  if (isComing) setImmediate(next);
  take?.();
}

/** So long (ms) work goes on before others have a turn. */
const SLICE_MS = 8;

/** Does the work in as many turns as it takes. */
export async function inTurns<Value>(work: Gradual<Value>): Promise<Value> {
  await turn();
  for (let since = performance.now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
  }
}

/** The same items, made in as many turns as it takes; null is a pause. */
export async function* eachInTurns<Item>(items: Iterable<Item | null>): AsyncGenerator<Item> {
  await turn();
  let since = performance.now();
  for (const item of items) {
    if (item !== null) yield item;
    // What is done with an item counts, too.
    if (performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
  }
}
