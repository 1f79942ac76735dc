/**
 * Which quotations hold a form, in ascending order: views into the bytes of the segment, so that opening half a million
 * quotations parses and copies nothing of them.
 */
import { addBits, addList, type Bits, emptyBits, numbersIn, ranksOf } from '../sets/bitset.ts';
import { EMPTY, type List } from '../sets/sorted-lists.ts';

export type Postings = {
  /** What holds the term, in whatever form. Not to be changed. */
  find(term: string): List;
  /** What holds the form. Not to be changed. */
  ofForm(form: number): List;
  /** How many hold the form. */
  countOf(form: number): number;
  /** How much the form weighs in each of these, in units of `weightUnit`. */
  weightsOf(form: number): Uint16Array;
  /** The most of these. */
  heaviestOf(form: number): number;
  weightUnit: number;
  /** Where it stands in each of these, as `packPlace` packs it. */
  placesOf(form: number): Uint8Array;
  /** Adds what holds the form. */
  addTo(bits: Bits, form: number): void;
  /** What holds the form, as bits and their `ranksOf`, if it is many; else null. Not to be changed. */
  bitsOf(form: number): RankedBits | null;
};

export type RankedBits = { bits: Bits; ranks: Uint32Array };

/** What so large a share of all holds takes as much room as bits that it takes as a list. */
const MANY = 1 / 16;

/** The quotations of form `i`, what it weighs in them and where it stands, from `starts[i]` to `starts[i + 1]`. */
export type PackedPostings = {
  starts: Uint32Array;
  quotations: Uint32Array;
  weights: Uint16Array;
  places: Uint8Array;
  /** The most that a form weighs. */
  heaviest: Uint16Array;
  weightUnit: number;
};

/** `size`: more than the highest quotation number. */
export function openPostings(
  { starts, quotations, weights, places, heaviest, weightUnit }: PackedPostings,
  size: number,
  formsOf: (term: string) => ArrayLike<number>,
): Postings {
  const ofForm = (form: number): List => quotations.subarray(starts[form]!, starts[form + 1]!);
  const ofMany = new Map<number, RankedBits>();
  return {
    find(term) {
      const forms = formsOf(term);
      if (forms.length < 2) return forms.length === 0 ? EMPTY : ofForm(forms[0]!);
      const bits = emptyBits(size);
      for (let i = 0; i < forms.length; i += 1) addTo(bits, forms[i]!);
      return numbersIn(bits);
    },
    ofForm,
    addTo,
    countOf,
    weightsOf: (form) => weights.subarray(starts[form]!, starts[form + 1]!),
    heaviestOf: (form) => heaviest[form]!,
    weightUnit,
    placesOf: (form) => places.subarray(starts[form]!, starts[form + 1]!),
    bitsOf,
  };

  function countOf(form: number): number {
    return starts[form + 1]! - starts[form]!;
  }

  function addTo(bits: Bits, form: number): void {
    const many = bitsOf(form);
    if (many) addBits(bits, many.bits);
    else addList(bits, ofForm(form));
  }

  function bitsOf(form: number): RankedBits | null {
    if (countOf(form) < MANY * size) return null;
    let many = ofMany.get(form);
    if (!many) {
      const bits = emptyBits(size);
      addList(bits, ofForm(form));
      many = { bits, ranks: ranksOf(bits) };
      ofMany.set(form, many);
    }
    return many;
  }
}

// ------------------------------------------------------------------------------------------------------------ weights

const MOST = 2 ** 16 - 1;

/**
 * Weights (occurrences, see `weightIn`) in two bytes, rounded up: for bounds, never for scores. In one byte, all that a
 * frequent name stands in weighs the same, and would have to be read. None is more than what is packed, times the unit.
 */
export function packWeights(weights: Float32Array): { packed: Uint16Array; unit: number } {
  let most = 0;
  for (const weight of weights) if (weight > most) most = weight;
  const step = most / MOST || 1;
  const packed = Uint16Array.from(weights, (weight) => Math.min(MOST, Math.ceil(weight / step)));
  // A little more, for what is lost in rounding.
  return { packed, unit: step * 1.000_001 };
}

// ------------------------------------------------------------------------------------------------------------- places

/**
 * The place of the first occurrence of a form in a quotation in one byte: how many words stand before it in all fields, and
 * one; `SOMEWHERE` where it stands farther back; and `AGAIN` set where there are more of them. 0 is no place.
 */
export const packPlace = (wordsBefore: number): number => Math.min(SOMEWHERE, wordsBefore + 1);
export const SOMEWHERE = 2 ** 7 - 1;
export const AGAIN = 2 ** 7;

/** Of what may stand anywhere, more than once. */
export const ANYWHERE = 1 | AGAIN;

/** Whether nothing stands farther back than where it first stands, and that is known. */
export const isOnlyPlace = (place: number): boolean => place < SOMEWHERE;

/** So many words stand before it at least. */
export const wordsBefore = (place: number): number => Math.max(0, (place & SOMEWHERE) - 1);

/** The place of what stands at either. */
export const firstOf = (a: number, b: number): number =>
  a === 0 || b === 0 ? a | b : Math.min(a & SOMEWHERE, b & SOMEWHERE) | AGAIN;
