/**
 * Which quotations hold one frequent form right after another, so that a phrase of frequent words need not be looked for
 * in all that hold them (a nextword index for frequent words only: Williams, Zobel & Bahle, *Fast Phrase Querying with
 * Combined Indexes*, ACM TOIS 2004).
 */
import { FIELDS } from '../ranking.ts';
import { EMPTY, type List } from './lists.ts';

export type Adjacent = {
  isFrequent(form: number): boolean;
  /** Where the second follows the first in a field, compounds as a whole passed over. None where not both are frequent. */
  holding(first: number, second: number): List;
};

/**
 * `forms`: the frequent ones, ascending. The quotations in which form `j` of them follows form `i` are `quotations` from
 * `starts[i * forms.length + j]` to the next start.
 */
export type PackedAdjacent = { forms: Uint32Array; starts: Uint32Array; quotations: Uint32Array };

/** A form in fewer quotations, or in a smaller share of them, is quickly looked for in all of them. */
const FEWEST = 16;
const LEAST_SHARE = 1 / 64;
/** The starts take the square of it: here no more room than a column. */
const mostOf = (quotations: number): number => Math.trunc(Math.sqrt(quotations));

/** `frequencies`: in how many quotations each form is; `overlay` is set in entries that are no words of the text. */
export function packAdjacent(
  forward: Uint32Array,
  bounds: Uint32Array,
  frequencies: Uint32Array,
  overlay: number,
): PackedAdjacent {
  const count = (bounds.length - 1) / FIELDS.length;
  const least = Math.max(FEWEST, count * LEAST_SHARE);
  const frequent = [...frequencies.keys()].filter((form) => form > 0 && frequencies[form]! >= least);
  const forms = Uint32Array.from(
    frequent.sort((a, b) => frequencies[b]! - frequencies[a]!).slice(0, mostOf(count)),
  ).sort();
  const ranks = ranksOf(forms, frequencies.length);
  const starts = new Uint32Array(forms.length ** 2 + 1);
  eachPair((pair) => {
    starts[pair + 1]! += 1;
  });
  for (let pair = 0; pair < starts.length - 1; pair += 1) starts[pair + 1]! += starts[pair]!;
  const quotations = new Uint32Array(starts.at(-1)!);
  const next = starts.slice();
  eachPair((pair, quotation) => {
    quotations[next[pair]!] = quotation;
    next[pair]! += 1;
  });
  return { forms, starts, quotations };

  /** Each pair once for each quotation that holds it, the quotations in order. */
  function eachPair(visit: (pair: number, quotation: number) => void): void {
    const lastSeen = new Int32Array(forms.length ** 2).fill(-1);
    for (let field = 0; field < bounds.length - 1; field += 1) {
      const quotation = Math.trunc(field / FIELDS.length);
      let former = NONE;
      for (let at = bounds[field]!; at < bounds[field + 1]!; at += 1) {
        const entry = forward[at]!;
        if (entry >= overlay) continue;
        const rank = ranks[entry]!;
        if (rank !== NONE && former !== NONE) {
          const pair = former * forms.length + rank;
          if (lastSeen[pair] !== quotation) visit(pair, quotation);
          lastSeen[pair] = quotation;
        }
        former = rank;
      }
    }
  }
}

/** `formCount`: more than the highest form. */
export function openAdjacent({ forms, starts, quotations }: PackedAdjacent, formCount: number): Adjacent {
  const ranks = ranksOf(forms, formCount);
  return {
    isFrequent: (form) => ranks[form] !== NONE,
    holding(first, second) {
      const [a, b] = [ranks[first]!, ranks[second]!];
      if (a === NONE || b === NONE) return EMPTY;
      const pair = a * forms.length + b;
      return quotations.subarray(starts[pair]!, starts[pair + 1]!);
    },
  };
}

const NONE = -1;

/** Of each form its place among the frequent ones. */
function ranksOf(forms: Uint32Array, formCount: number): Int16Array {
  const ranks = new Int16Array(formCount).fill(NONE);
  for (const [rank, form] of forms.entries()) ranks[form] = rank;
  return ranks;
}
