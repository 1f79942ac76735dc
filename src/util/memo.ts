/** A value made when it is first asked for, and then kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The same for each of many things, as long as they live. */
export function oncePer<Thing extends object, Value>(make: (thing: Thing) => Value): (thing: Thing) => Value {
  const made = new WeakMap<Thing, { value: Value }>();
  return (thing) => {
    let own = made.get(thing);
    if (!own) {
      own = { value: make(thing) };
      made.set(thing, own);
    }
    return own.value;
  };
}

/** Work that pauses now and then, so that other work can be done between its steps. */
export type Gradual<Value> = Generator<null, Value>;

/** A value that takes long to make: step by step by whoever has time, or at once, what is left of it, for who has none. */
export type Growing<Value> = { now(): Value; prepare(): Gradual<Value> };

export function growing<Value>(make: () => Gradual<Value>): Growing<Value> {
  let work: Gradual<Value> | null = null;
  let made: { value: Value } | null = null;
  return {
    now() {
      for (;;) {
        const ready = made ?? step();
        if (ready) return ready.value;
      }
    },
    // Several may be at it in turn.
    *prepare() {
      for (;;) {
        const ready = made ?? step();
        if (ready) return ready.value;
        yield null;
      }
    },
  };

  function step(): typeof made {
    work ??= make();
    try {
      const { done, value } = work.next();
      if (done) made = { value };
    } catch (error) {
      // Whoever comes next begins anew.
      work = null;
      throw error;
    }
    return made;
  }
}

/** The same for each of many things, as long as they live. */
export const growingPer = <Thing extends object, Value>(make: (thing: Thing) => Gradual<Value>) =>
  oncePer((thing: Thing) => growing(() => make(thing)));

/** A value for each of many keys, made when it is asked for; only the `most` that were asked for last are kept. */
export function lately<Value>(most: number): (key: string, make: () => Value) => Value {
  const kept = new Map<string, Value>();
  return (key, make) => {
    const known = kept.get(key);
    const value = known === undefined ? make() : known;
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return value;
  };
}
