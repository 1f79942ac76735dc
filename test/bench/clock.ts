/** Where the time goes: a clock around the parts of a pipeline, each charged for itself and not for what it calls. */

export type Clock = {
  /** The same function, its time charged to `stage`: to the end of a promise, and with each step of an iterator. */
  around<Args extends unknown[], Result>(stage: string, work: (...args: Args) => Result): (...args: Args) => Result;
  /** The same object, each of its methods charged to the stage that `stageOf` names. */
  aroundAll<Target extends object>(stageOf: (method: string) => string, target: Target): Target;
  /** Milliseconds so far, by stage. */
  spent(): Record<string, number>;
};

export function createClock(): Clock {
  const spent = new Map<string, number>();
  /** The stages that are under way, each called by the one before it. */
  const running: string[] = [];
  let since = performance.now();

  const charge = () => {
    const now = performance.now();
    const stage = running.at(-1);
    if (stage !== undefined) spent.set(stage, (spent.get(stage) ?? 0) + now - since);
    since = now;
  };
  const enter = (stage: string) => {
    charge();
    running.push(stage);
  };
  const leave = () => {
    charge();
    running.pop();
  };
  const timed = <Result>(stage: string, work: () => Result): Result => {
    enter(stage);
    let result: Result;
    try {
      result = work();
    } catch (error) {
      leave();
      throw error;
    }
    if (result instanceof Promise) return result.finally(leave) as Result;
    leave();
    return isIterator(result) ? (steps(stage, result) as Result) : result;
  };
  function* steps<Item>(stage: string, iterator: Iterator<Item>): Generator<Item> {
    for (;;) {
      const { done, value } = timed(stage, () => iterator.next());
      if (done) return;
      yield value;
    }
  }

  const around: Clock['around'] =
    (stage, work) =>
    (...args) =>
      timed(stage, () => work(...args));
  return {
    around,
    aroundAll: (stageOf, target) =>
      new Proxy(target, {
        get: (_, method) => {
          const value: unknown = Reflect.get(target, method);
          if (typeof value !== 'function') return value;
          return around(stageOf(String(method)), value.bind(target) as () => unknown);
        },
      }),
    spent: () => Object.fromEntries(spent),
  };
}

const isIterator = (value: unknown): value is Iterator<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
