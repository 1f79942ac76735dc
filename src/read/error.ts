/**
 * What could not be read. Thrown by the readers of one format, handed on as a value by `readReleases`, so that the rest
 * of the input goes on. Its message is one line: place, expected, found.
 */
export class ReadError extends Error {
  override readonly name = 'ReadError';
  /** `file`, `file:line`, `file:line:column`, or words after one of these. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;

  constructor(place: string, expected: string, found: string) {
    super(`${place}: expected ${expected}, found ${found}`);
    this.place = place;
    this.expected = expected;
    this.found = found;
  }
}

/** A value as an error shows it, cut when long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const json = JSON.stringify(typeof value === 'string' ? value.slice(0, SHOWN + 1) : value);
  return json.length > SHOWN ? `${json.slice(0, SHOWN)}…` : json;
}

const SHOWN = 60;
