/**
 * Which quotations hold one frequent form right after another, so that a phrase of frequent words need not be looked for
 * in all that hold them (a nextword index for frequent words only: Williams, Zobel & Bahle, *Fast Phrase Querying with
 * Combined Indexes*, ACM TOIS 2004).
 */
import { FIELDS } from '../../ranking.ts';
import type { Bits } from '../sets/bitset.ts';

export type Adjacent = {
  isFrequent(form: number): boolean;
  /** Adds where the second follows the first in a field, compounds as a whole passed over; nothing where not both are frequent. */
  addTo(bits: Bits, first: number, second: number): void;
};

/**
 * `forms`: the frequent ones, ascending. The quotations in which form `j` of them follows form `i` are told by `steps` from
 * `starts[i * forms.length + j]` to the next start: how much farther each is than the one before, `FAR` at a time.
 */
export type PackedAdjacent = { forms: Uint32Array; starts: Uint32Array; steps: Uint16Array };
const FAR = 2 ** 16 - 1;

/** A form in fewer quotations, or in a smaller share of them, is quickly looked for in all of them. */
const FEWEST = 16;
const LEAST_SHARE = 1 / 128;
/** The starts take the square of it: here no more room than four columns. */
const mostOf = (quotations: number): number => Math.trunc(2 * Math.sqrt(quotations));

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
  eachPair((pair, farther) => {
    starts[pair + 1]! += 1 + Math.trunc(farther / FAR);
  });
  for (let pair = 0; pair < starts.length - 1; pair += 1) starts[pair + 1]! += starts[pair]!;
  const steps = new Uint16Array(starts.at(-1)!);
  const next = starts.slice();
  eachPair((pair, farther) => {
    let left = farther;
    for (; left >= FAR; left -= FAR, next[pair]! += 1) steps[next[pair]!] = FAR;
    steps[next[pair]!] = left;
    next[pair]! += 1;
  });
  return { forms, starts, steps };

  /** Each pair once for each quotation that holds it, in order: how much farther it is than the one before, or than 0. */
  function eachPair(visit: (pair: number, farther: number) => void): void {
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
          if (lastSeen[pair] !== quotation) visit(pair, quotation - Math.max(0, lastSeen[pair]!));
          lastSeen[pair] = quotation;
        }
        former = rank;
      }
    }
  }
}

/** `formCount`: more than the highest form. */
export function openAdjacent({ forms, starts, steps }: PackedAdjacent, formCount: number): Adjacent {
  const ranks = ranksOf(forms, formCount);
  return {
    isFrequent: (form) => ranks[form] !== NONE,
    addTo(bits, first, second) {
      const [a, b] = [ranks[first]!, ranks[second]!];
      if (a === NONE || b === NONE) return;
      const pair = a * forms.length + b;
      const end = starts[pair + 1]!;
      let quotation = 0;
      for (let at = starts[pair]!; at < end; at += 1) {
        quotation += steps[at]!;
        if (steps[at] !== FAR) bits[quotation >>> 5]! |= 1 << (quotation & 31);
      }
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
