/**
 * The authority register: people, posts, dated memberships and jurisdictions, one JSON object a line, editable by hand.
 * A bad row is reported with its place and left out; the others load.
 */
import { z } from 'zod';
import type { Jurisdiction, Membership, Person, Post, Register } from '../domain.ts';

const text = z.string().min(1, 'expected some text');
const day = z.iso.date('expected a day as YYYY-MM-DD');
const localized = z.object({ en: text.optional(), fr: text.optional() });
const source = text.optional();

const SCHEMAS = {
  people: z.object({
    id: text,
    name: text,
    otherNames: z.array(text).default([]),
    misprints: z.array(text).optional(),
    gender: z.enum(['f', 'm'], 'expected "f" or "m"').optional(),
    source,
  }),
  posts: z.object({
    id: text,
    title: localized.refine((title) => title.en || title.fr, 'expected a title in one language at least'),
    portfolio: localized.default({}),
    jurisdiction: text.nullable().default(null),
    otherTitles: z.object({ en: z.array(text).optional(), fr: z.array(text).optional() }).optional(),
    source,
  }),
  memberships: z.object({
    personId: text,
    postId: text,
    startDate: day.nullable().default(null),
    endDate: day.nullable().default(null),
    source: text,
    attested: z.object({ first: day, last: day }).optional(),
    openAsOf: day.optional(),
    note: text.optional(),
  }),
  jurisdictions: z.object({
    id: text,
    name: localized.refine((name) => name.en || name.fr, 'expected a name in one language at least'),
    hosts: z.array(text).default([]),
    publishers: z.array(text).default([]),
    places: z.array(text).default([]),
  }),
};

export type RegisterKind = keyof typeof SCHEMAS;
export const REGISTER_KINDS = Object.keys(SCHEMAS) as RegisterKind[];

/** The kind of rows that a file of this name holds (`people.jsonl`, `people-quebec.jsonl`); null when it tells none. */
export function kindOfFile(name: string): RegisterKind | null {
  return REGISTER_KINDS.find((kind) => new RegExp(`^${kind}(?:-[^/]+)?\\.jsonl$`).test(name)) ?? null;
}

export type RowFile = { path: string; text: string };

/** One row that does not load: `place` is `file:line`. */
export type RowProblem = { place: string; message: string };

/**
 * Reads the texts of the files of each kind; ids are of the whole register, whatever the file. A membership of an
 * unknown person or post, and a second row of the same id, are problems too.
 */
export function readRegister(files: Partial<Record<RegisterKind, readonly RowFile[]>>): {
  register: Register;
  problems: RowProblem[];
} {
  const problems: RowProblem[] = [];
  const people = unique(rows('people') as Placed<Person>[]);
  const posts = unique(rows('posts') as Placed<Post>[]);
  const jurisdictions = unique(rows('jurisdictions') as Placed<Jurisdiction>[]);
  const memberships = (rows('memberships') as Placed<Membership>[]).filter(({ place, row }) => {
    const { personId, postId, startDate, endDate } = row;
    if (!people.has(personId)) return problem(place, 'personId', 'the id of a person', personId);
    if (!posts.has(postId)) return problem(place, 'postId', 'the id of a post', postId);
    if (startDate && endDate && startDate > endDate) {
      return problem(place, 'endDate', `a day on or after startDate ${startDate}`, endDate);
    }
    return true;
  });
  return {
    register: {
      people: plain(people),
      posts: plain(posts),
      memberships: memberships.map(({ row }) => row),
      ...(jurisdictions.size > 0 ? { jurisdictions: plain(jurisdictions) } : {}),
    },
    problems,
  };

  function rows(kind: RegisterKind): Placed<unknown>[] {
    const schema: z.ZodType<unknown> = SCHEMAS[kind];
    return (files[kind] ?? []).flatMap((file) => readRows(file, schema, problems));
  }

  function unique<Row extends { id: string }>(list: Placed<Row>[]): Map<string, Placed<Row>> {
    const byId = new Map<string, Placed<Row>>();
    for (const placed of list) {
      const former = byId.get(placed.row.id);
      if (former) problem(placed.place, 'id', `an id of its own, not that of ${former.place}`, placed.row.id);
      else byId.set(placed.row.id, placed);
    }
    return byId;
  }

  function problem(place: string, field: string, expected: string, found: unknown): false {
    problems.push({ place, message: faultText(field, expected, found) });
    return false;
  }
}

export type Placed<Row> = { place: string; row: Row };

/** The rows of a file that are as the schema says; the others go to `problems`. Blank lines are none. */
export function readRows<Row>(file: RowFile, schema: z.ZodType<Row>, problems: RowProblem[]): Placed<Row>[] {
  return file.text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return [];
    const place = `${file.path}:${i + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      problems.push({ place, message: faultText('(row)', 'one JSON object', line) });
      return [];
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return [{ place, row: parsed.data }];
    const { path, message } = parsed.error.issues[0]!;
    let found = value;
    for (const key of path) found = (found as Record<PropertyKey, unknown> | null)?.[key];
    problems.push({ place, message: faultText(path.join('.') || '(row)', expectedIn(message), found) });
    return [];
  });
}

/** What the validator says it expects; its own words for what it found are left to us. */
const expectedIn = (message: string): string =>
  message
    .replace(/^Invalid input: /, '')
    .replace(/, received .*$/, '')
    .replace(/^expected /, '');

function faultText(field: string, expected: string, found: unknown): string {
  const shown = found === undefined ? 'nothing' : (JSON.stringify(found) ?? String(found));
  return `field ${field}: expected ${expected}, found ${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}`;
}

const plain = <Row>(rows: ReadonlyMap<string, Placed<Row>>): Row[] => [...rows.values()].map(({ row }) => row);
