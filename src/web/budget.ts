/**
 * What one request may ask for: far more than a person does, and little enough that no request keeps the others waiting.
 * What is over it is refused, not cut: an answer to another question than the one asked would be wrong.
 */
export const BUDGET = {
  /** Characters of an address with all its parameters; Node itself takes 16 kB of head. */
  address: 8_000,
  /** Characters of a query: some 300 words, more than twice what is looked for. */
  query: 2_000,
  /** Characters of any other value. */
  value: 300,
  /** Different values of one parameter: each is a filter that every link on a page of results says again. */
  values: 20,
  /** Of the last result of a page: what is before it has to be put in order first. Exports and cursors go on from there. */
  depth: 10_000,
  /** Versions and repeats of one statement that are answered together, the oldest first. */
  occurrences: 200,
  /** Exports at once; each holds what it reads open for as long as its reader takes. */
  exports: 8,
  /** Milliseconds in which a reader of an export takes something of it. */
  patience: 30_000,
} as const;
