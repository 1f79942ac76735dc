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
