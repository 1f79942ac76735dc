/** Statements across the segments of a view: what is said in which languages, and where. */

import type { Lang } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import { type Bits, keepWhere } from './bits.ts';
import type { Segment } from './segment.ts';
import type { LiveSegment, Place, View } from './view.ts';

/** By the numbers that `numberStatements` gave. */
export type Statements = {
  /** How many live quotations each has. */
  counts: Uint32Array;
  /** In which languages it is live, as bits by the number in `LANGS`. */
  languages: Uint8Array;
};

export const languageBit = (lang: Lang): number => 1 << LANGS.indexOf(lang);

/** One number for a statement wherever it is: of each segment, from the numbers of its own table to these. */
export function numberStatements(segments: readonly Segment[]): { numbers: Uint32Array[]; count: number } {
  // The largest keeps its own, and few are looked up.
  const largestFirst = segments.map((_, i) => i).sort((a, b) => sizeOf(segments[b]!) - sizeOf(segments[a]!));
  const numbers: Uint32Array[] = segments.map(({ statementIds }) => new Uint32Array(statementIds.length));
  const before: number[] = [];
  let count = 0;
  for (const i of largestFirst) {
    const own = numbers[i]!;
    const { statementIds } = segments[i]!;
    for (let statement = 0; statement < statementIds.length; statement += 1) {
      const id = statementIds[statement]!;
      let known: number | null = null;
      for (const other of before) {
        const there = segments[other]!.findStatement(id);
        if (there === null) continue;
        known = numbers[other]![there]!;
        break;
      }
      if (known === null) {
        known = count;
        count += 1;
      }
      own[statement] = known;
    }
    before.push(i);
  }
  return { numbers, count };
}

const sizeOf = ({ statementIds }: Segment): number => statementIds.length;

export function statementsIn(parts: readonly LiveSegment[], count: number): Statements {
  const counts = new Uint32Array(count);
  const languages = new Uint8Array(count);
  for (const { segment, live, statements } of parts) {
    const bits = segment.langs.map(languageBit);
    for (let quotation = 0; quotation < live.length; quotation += 1) {
      if (live[quotation] === 0) continue;
      const number = statements[segment.statement[quotation]!]!;
      counts[number]! += 1;
      languages[number]! |= bits[segment.lang[quotation]!]!;
    }
  }
  return { counts, languages };
}

/**
 * The quotations of a part that are found by translation from `from` to `to`: those in `to` of statements that are not
 * there in `from`. Who asks in `from` finds the others by their own words, and the version in `to` beside them.
 */
export function translatable(view: View, part: LiveSegment, from: Lang, to: Lang): Bits {
  let known = translatables.get(part);
  if (!known) {
    known = new Map();
    translatables.set(part, known);
  }
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
const translatables = new WeakMap<LiveSegment, Map<string, Bits>>();

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
  const idOf = ({ part, quotation }: Place) => part.segment.ids[quotation]!;
  return places.sort((a, b) => dayOf(a) - dayOf(b) || (idOf(a) < idOf(b) ? -1 : 1));
}
