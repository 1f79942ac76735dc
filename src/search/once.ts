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

/**
 * The same, of a value that takes its time: `steps` makes it bit by bit, for who lets others have the processor in between,
 * and does nothing where it is made.
 */
export function oncePerInSteps<Thing extends object, Value>(make: (thing: Thing) => Generator<void, Value>) {
  const made = new WeakMap<Thing, { value: Value }>();
  function* steps(thing: Thing): Generator<void, Value> {
    if (!made.has(thing)) {
      const value = yield* make(thing);
      // Somebody may have asked for it meanwhile, and have it.
      if (!made.has(thing)) made.set(thing, { value });
    }
    return made.get(thing)!.value;
  }
  const of = (thing: Thing): Value => {
    const making = steps(thing);
    for (;;) {
      const { done, value } = making.next();
      if (done) return value;
    }
  };
  return Object.assign(of, { steps });
}

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
