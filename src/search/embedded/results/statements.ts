/** Statements across the segments of a view: what is said in which languages, and where. */

import type { Lang } from '../../../domain.ts';
import { oncePer } from '../../../util/memo.ts';
import type { Segment } from '../segment/segment.ts';
import { type Bits, keepWhere } from '../sets/bitset.ts';
import { languageBit } from '../snapshot/live.ts';
import type { LiveSegment, Place, View } from '../snapshot/view.ts';

/** By the numbers that `numberStatements` gave. */
export type Statements = {
  /** How many live quotations each has. */
  counts: Uint32Array;
  /** In which languages it is live, as bits by the number in `LANGS`. */
  languages: Uint8Array;
};

/**
 * One number for a statement wherever it is: of each segment, from the numbers of its own table to these. `pause` lets
 * others have the processor.
 */
export async function numberStatements(
  segments: readonly Segment[],
  pause: () => Promise<unknown>,
): Promise<{ numbers: Uint32Array[]; count: number }> {
  // The largest keeps its own, and few are looked up.
  const [largest = -1, ...others] = largestFirst(segments);
  const numbers: Uint32Array[] = segments.map(() => NONE);
  if (largest < 0) return { numbers, count: 0 };
  numbers[largest] = ownNumbers(segments[largest]!);
  const before = [largest];
  let count = sizeOf(segments[largest]!);
  for (const i of others) {
    const { statementIds } = segments[i]!;
    const own = new Uint32Array(statementIds.length);
    for (let statement = 0; statement < own.length; statement += 1) {
      own[statement] = numberOf(statementIds.at(statement)) ?? count++;
      if (statement % SLICE === SLICE - 1) await pause();
    }
    numbers[i] = own;
    before.push(i);
  }
  return { numbers, count };

  function numberOf(id: string): number | null {
    for (const other of before) {
      const there = segments[other]!.findStatement(id);
      if (there !== null) return numbers[other]![there]!;
    }
    return null;
  }
}

/** So many are looked up in some milliseconds. */
const SLICE = 4096;
const NONE = new Uint32Array(0);
const sizeOf = ({ statementIds }: Segment): number => statementIds.length;
const largestFirst = (segments: readonly Segment[]): number[] =>
  segments.map((_, i) => i).sort((a, b) => sizeOf(segments[b]!) - sizeOf(segments[a]!));

/** 0, 1, 2, … */
const ownNumbers = oncePer((segment: Segment): Uint32Array => {
  const numbers = new Uint32Array(sizeOf(segment));
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = i;
  return numbers;
});

export function statementsIn(parts: readonly LiveSegment[], count: number): Statements {
  const counts = new Uint32Array(count);
  const languages = new Uint8Array(count);
  const [largest, ...others] = largestFirst(parts.map(({ segment }) => segment)).map((i) => parts[i]!);
  if (largest) {
    // Its numbers are its own.
    counts.set(largest.stated().counts);
    languages.set(largest.stated().languages);
  }
  for (const { stated, statements } of others) {
    const own = stated();
    for (let i = 0; i < statements.length; i += 1) {
      counts[statements[i]!]! += own.counts[i]!;
      languages[statements[i]!]! |= own.languages[i]!;
    }
  }
  return { counts, languages };
}

/**
 * The quotations of a part that are found by translation from `from` to `to`: those in `to` of statements that are not
 * there in `from`. Who asks in `from` finds the others by their own words, and the version in `to` beside them.
 */
export function translatable(view: View, part: LiveSegment, from: Lang, to: Lang): Bits {
  const known = translatables(part);
  const key = `${from} ${to}`;
  let bits = known.get(key);
  if (!bits) {
    const { segment, statements } = part;
    const { languages } = view.statements();
    const lang = segment.langs.indexOf(to);
    bits = part.liveBits.slice();
    keepWhere(
      bits,
      (quotation) =>
        segment.lang[quotation] === lang &&
        (languages[statements[segment.statement[quotation]!]!]! & languageBit(from)) === 0,
    );
    known.set(key, bits);
  }
  return bits;
}
const translatables = oncePer((_: LiveSegment) => new Map<string, Bits>());

/** The number of the statement that a quotation makes. */
export const statementAt = ({ part, quotation }: Place): number => part.statements[part.segment.statement[quotation]!]!;

/** The live quotations of a statement, oldest first and then by id. */
export function quotationsOf(view: View, statementId: string): Place[] {
  const places = view.parts.flatMap((part): Place[] => {
    const { segment, live } = part;
    const number = segment.findStatement(statementId);
    if (number === null) return [];
    const { starts, values } = segment.statementQuotations;
    return [...values.subarray(starts[number]!, starts[number + 1]!)]
      .filter((quotation) => live[quotation])
      .map((quotation) => ({ part, quotation }));
  });
  const dayOf = ({ part, quotation }: Place) => part.segment.day[quotation]!;
  const idOf = ({ part, quotation }: Place) => part.segment.ids.at(quotation);
  return places.sort((a, b) => dayOf(a) - dayOf(b) || (idOf(a) < idOf(b) ? -1 : 1));
}
