/**
 * The authority register: people, posts and dated memberships, one JSON object a line, editable by hand. A bad row is
 * reported with its place and left out; the others load.
 */
import { z } from 'zod';
import type { Membership, Person, Post, Register } from '../domain.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');
const localized = z.object({ en: z.string().min(1).optional(), fr: z.string().min(1).optional() });

const SCHEMAS = {
  people: z.object({ id: z.string().min(1), name: z.string().min(1), otherNames: z.array(z.string()).default([]) }),
  posts: z.object({
    id: z.string().min(1),
    title: localized.refine((title) => title.en || title.fr, 'a title in one language at least'),
    portfolio: localized.default({}),
    jurisdiction: z.string().nullable().default(null),
  }),
  memberships: z.object({
    personId: z.string().min(1),
    postId: z.string().min(1),
    startDate: day.nullable().default(null),
    endDate: day.nullable().default(null),
    source: z.string().min(1),
  }),
};

export type RegisterFile = keyof typeof SCHEMAS;
export const REGISTER_FILES = Object.keys(SCHEMAS) as RegisterFile[];

/** One row that does not load: `place` is `file:line`. */
export type RegisterProblem = { place: string; message: string };

/**
 * Reads the texts of `people.jsonl`, `posts.jsonl` and `memberships.jsonl` (each may be missing). A membership of an
 * unknown person or post, and a second row of the same id, are problems too.
 */
export function readRegister(files: Partial<Record<RegisterFile, { path: string; text: string }>>): {
  register: Register;
  problems: RegisterProblem[];
} {
  const problems: RegisterProblem[] = [];
  const people = rows('people') as (Person & Placed)[];
  const posts = rows('posts') as (Post & Placed)[];
  const personIds = unique(people);
  const postIds = unique(posts);
  const memberships = (rows('memberships') as (Membership & Placed)[]).filter((row) => {
    if (!personIds.has(row.personId))
      return problem(row.place, `expected the id of a person in people.jsonl, found "${row.personId}"`);
    if (!postIds.has(row.postId))
      return problem(row.place, `expected the id of a post in posts.jsonl, found "${row.postId}"`);
    if (row.startDate && row.endDate && row.startDate > row.endDate) {
      return problem(row.place, `expected endDate on or after startDate ${row.startDate}, found ${row.endDate}`);
    }
    return true;
  });
  return {
    register: {
      people: [...personIds.values()].map(plain),
      posts: [...postIds.values()].map(plain),
      memberships: memberships.map(plain),
    },
    problems,
  };

  function rows(kind: RegisterFile): Placed[] {
    const file = files[kind];
    if (!file) return [];
    return file.text.split('\n').flatMap((line, index) => {
      if (!line.trim()) return [];
      const place = `${file.path}:${index + 1}`;
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch (error) {
        problem(place, `expected one JSON object, found ${(error as Error).message}`);
        return [];
      }
      const parsed = SCHEMAS[kind].safeParse(value);
      if (parsed.success) return [{ ...parsed.data, place }];
      const issue = parsed.error.issues[0]!;
      problem(place, `field ${issue.path.join('.') || '(row)'}: ${issue.message}`);
      return [];
    });
  }

  function unique<Row extends Placed & { id: string }>(list: Row[]): Map<string, Row> {
    const byId = new Map<string, Row>();
    for (const row of list) {
      const former = byId.get(row.id);
      if (former) problem(row.place, `expected an id of its own, found "${row.id}" as at ${former.place}`);
      else byId.set(row.id, row);
    }
    return byId;
  }

  function problem(place: string, message: string): false {
    problems.push({ place, message });
    return false;
  }
}

type Placed = { place: string };
const plain = <Row extends Placed>({ place: _, ...row }: Row): Omit<Row, 'place'> => row;
