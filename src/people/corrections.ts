/**
 * What a person decided about single quotations: another speaker, other posts, not a quotation. One JSON object a line in
 * `corrections.jsonl`, by quotation id, applied with every publication; of two rows of one quotation the later one counts
 * for what it says.
 */
import { z } from 'zod';
import type { Post, Register } from '../domain.ts';
import type { Named } from './index.ts';
import { learned, namesakesIn } from './index.ts';
import type { LearnedPerson, LearnedPost } from './learn.ts';
import { type RowFile, type RowProblem, readRows } from './register.ts';

const text = z.string().min(1, 'expected some text');

const SCHEMA = z
  .strictObject({
    quotationId: z.string().regex(/^q[0-9a-f]{14}$/, 'expected the id of a quotation, q and 14 hex digits'),
    /** The id of a person, or a name in full; null for nobody. */
    speaker: text.nullable().optional(),
    /** Ids of posts; none for no post. */
    posts: z.array(text).optional(),
    notAQuotation: z.boolean().optional(),
    note: text.optional(),
  })
  .refine(
    ({ speaker, posts, notAQuotation }) => speaker !== undefined || posts !== undefined || notAQuotation !== undefined,
    'expected one of speaker, posts and notAQuotation',
  );

export type CorrectionRow = z.infer<typeof SCHEMA>;

export type Correction = {
  /** The place of its last row, for messages. */
  place: string;
  /** Undefined: as found. */
  speakers?: Named[];
  posts?: Post[];
  notAQuotation: boolean;
};

/** Whom and what a correction may name. */
export type Known = {
  person(idOrName: string): Named | null;
  post(id: string): Post | null;
};

/** People and posts of the register, and those that the collection taught. */
export function knownTo(register: Register, people: readonly LearnedPerson[], posts: readonly LearnedPost[]): Known {
  const personById = new Map([...register.people, ...people].map((person) => [person.id, person]));
  const postById = new Map<string, Post>([...register.posts, ...posts].map((post) => [post.id, post]));
  return {
    person(idOrName) {
      const known = personById.get(idOrName);
      if (known) return { id: known.id, name: known.name };
      if (!/\s/.test(idOrName.trim())) return null;
      const [person, ...others] = namesakesIn(register.people, idOrName);
      // Homonyms are told apart by their ids.
      if (others.length > 0) return null;
      const { id, name } = person ?? learned(idOrName.trim());
      return { id, name: personById.get(id)?.name ?? name };
    },
    post: (id) => postById.get(id) ?? null,
  };
}

/** `quotationId`: of a row that loads and names whom nobody knows. */
export type CorrectionProblem = RowProblem & { quotationId?: string };

/** By quotation id. Rows that do not load, or name whom nobody knows, are problems; the others count. */
export function readCorrections(
  file: RowFile | null,
  known: Known,
): { corrections: Map<string, Correction>; problems: CorrectionProblem[] } {
  const problems: CorrectionProblem[] = [];
  const corrections = new Map<string, Correction>();
  for (const { place, row } of file ? readRows<CorrectionRow>(file, SCHEMA, problems) : []) {
    const fault = faultIn(row, known);
    if (fault) {
      problems.push({ place, message: fault, quotationId: row.quotationId });
      continue;
    }
    const { quotationId, speaker, posts, notAQuotation } = row;
    const former = corrections.get(quotationId) ?? { notAQuotation: false };
    corrections.set(quotationId, {
      ...former,
      place,
      ...(speaker === undefined ? {} : { speakers: speaker === null ? [] : [known.person(speaker)!] }),
      ...(posts === undefined ? {} : { posts: posts.map((id) => known.post(id)!) }),
      ...(notAQuotation === undefined ? {} : { notAQuotation }),
    });
  }
  return { corrections, problems };
}

/** Null when the row may be written as it is. */
export function faultIn(row: CorrectionRow, known: Known): string | null {
  if (typeof row.speaker === 'string' && !known.person(row.speaker)) {
    return `field speaker: expected the id of one person, or a name in full that only one has, found "${row.speaker}"`;
  }
  const unknown = row.posts?.find((id) => !known.post(id));
  return unknown === undefined ? null : `field posts: expected ids of posts, found "${unknown}"`;
}

/** What is not a row as the file holds them; null when it is one. */
export function rowFault(value: unknown): string | null {
  const problems: RowProblem[] = [];
  readRows({ path: '', text: JSON.stringify(value) }, SCHEMA, problems);
  return problems[0]?.message ?? null;
}
