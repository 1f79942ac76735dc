/**
 * What a word of a query weighs in the quotations of a segment and where it stands in them, told by the postings of its
 * forms alone.
 */
import { once } from '../../../util/memo.ts';
import { ANYWHERE, firstOf, type Postings, type RankedBits } from '../segment/postings.ts';
import { scratch, scratchOf } from '../sets/arena.ts';
import { type Bits, bitsOf, hasBit, rankOf, ranksOf } from '../sets/bitset.ts';
import { firstFrom, type List, LOOK_UP_RATIO } from '../sets/sorted-lists.ts';

/** A form, and what an occurrence of it counts. */
export type Weighed = { form: number; quality: number };

/** What counts for a word of the query. */
export type Counting = {
  /** The number that the scorer knows it by. */
  word: number;
  /** Forms that are the word itself, and how nearly (`QUALITY`). */
  own: readonly Weighed[];
  /** Forms that stand for it in `quotations` as far as `weight` says. */
  translated: readonly { quotations: Bits; weight: number; forms: readonly Weighed[] }[];
  /** Whether it is one of those that may be missing. */
  isPlain: boolean;
};

/** A row for each quotation asked for. */
export type Rows = {
  /** What the forms weigh in all (see `weightIn`): never less than it is; 0 where none is there. */
  weights: Float32Array;
  /** How sure it is that the word is meant (see `Scorer`). */
  sure: Float32Array;
  /** Where it stands; see `packPlace`. */
  places: Uint8Array;
};

/** Quotations that are asked for. */
export type Asked = {
  list: List;
  /** The row of each; null where they are in order. */
  rows: Uint32Array | null;
  /** They as bits and their `ranksOf`: by which the place of one in the list is told. */
  ranked(): RankedBits;
  /** Those that are in a set, too. */
  among(bits: Bits): Asked;
};

export type WordWeights = Counting & {
  /** What it weighs at most. */
  heaviest: number;
  /** How many postings are looked at, at most, to tell of so many quotations. */
  cost(quotations: number): number;
  /** Adds to rows that are 0. */
  tell(asked: Asked, rows: Rows): void;
  /** Adds to a column, with a row for each quotation from the first to the last of a list, what it weighs in these. */
  addTo(column: Float32Array, list: List): void;
  /** Makes it 0 again. */
  clear(column: Float32Array, list: List): void;
};

/** `stretch`: how many times more a word weighs than its postings say. */
export function createWordWeights(postings: Postings, counting: Counting, stretch: number): WordWeights {
  const { own, translated } = counting;
  const all = [...own, ...translated.flatMap(({ forms }) => forms)];
  const heaviestOf = ({ form, quality }: Weighed) =>
    postings.heaviestOf(form) * quality * stretch * postings.weightUnit;
  const heaviest = all.reduce((sum, one) => sum + heaviestOf(one), 0);
  return {
    ...counting,
    heaviest,
    cost: (quotations) =>
      all.reduce((sum, { form }) => sum + Math.min(postings.countOf(form), LOOK_UP_RATIO * quotations), 0),
    tell(asked, rows) {
      for (const one of own) addForm(postings, one, stretch, asked, rows, 1, null);
      for (const { quotations, weight, forms } of translated) {
        const some = asked.among(quotations);
        // What is there in translation may be several words, and stands nowhere in particular.
        for (const one of forms) addForm(postings, one, stretch, some, rows, weight, ANYWHERE);
      }
    },
    addTo(column, list) {
      for (const { form, quality } of all)
        addWeights(postings, form, quality * stretch * postings.weightUnit, list, column);
    },
    clear(column, list) {
      const quotations = list.at(-1)! - list[0]! + 1;
      // Where it holds much of it, all of it is as quick.
      if (quotations < DENSE * list.length) column.fill(0, 0, quotations);
      else for (const { form } of all) clearWeights(postings, form, list, column);
    },
  };
}

export function askedFor(list: List, size: number, rows: Uint32Array | null = null): Asked {
  const parts = new Map<Bits, Asked>();
  const ranked = once(() => {
    const bits = bitsOf(list, size);
    return { bits, ranks: ranksOf(bits, scratch(bits.length)) };
  });
  return {
    list,
    rows,
    ranked,
    among(bits) {
      let part = parts.get(bits);
      if (!part) {
        const rowsThere = rowsIn(bits, list);
        const own = scratch(rowsThere.length);
        for (let i = 0; i < own.length; i += 1) own[i] = list[rowsThere[i]!]!;
        part = askedFor(own, size, rowsThere);
        parts.set(bits, part);
      }
      return part;
    },
  };
}

/** Where the first of these forms stands in each of a list, as `packPlace` packs it. `size`: more than its last. */
export function firstPlaces(postings: Postings, forms: Iterable<number>, list: List, size: number): Uint8Array {
  const asked = askedFor(list, size);
  const rows: Rows = {
    weights: scratchOf(Float32Array, list.length).fill(0),
    sure: scratchOf(Float32Array, list.length).fill(0),
    places: scratchOf(Uint8Array, list.length).fill(0),
  };
  for (const form of forms) addForm(postings, { form, quality: 1 }, 1, asked, rows, 1, null);
  return rows.places;
}

// Loops of their own, so that they are as fast as they can be.

function rowsIn(bits: Bits, list: List): Uint32Array {
  const rows = scratch(list.length);
  let count = 0;
  for (let row = 0; row < list.length; row += 1) {
    if (!hasBit(bits, list[row]!)) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/** In a column with a row for so many times what a list holds, or fewer. */
const DENSE = 8;

/** Fewer are looked up one by one: to tell rows by bits, all bits must be counted. */
const FEW = 500;

/** What a form weighs in those asked for and where it stands in them: at `place`, or where its postings say. */
function addForm(
  postings: Postings,
  { form, quality }: Weighed,
  stretch: number,
  { list, rows, ranked }: Asked,
  told: Rows,
  sureness: number,
  place: number | null,
): void {
  if (list.length === 0) return;
  const { holding, weights, places, before } = postingsAmong(postings, form, list);
  if (holding.length === 0) return;
  const times = quality * stretch * postings.weightUnit;
  const { weights: ownWeights, sure, places: ownPlaces } = told;
  const add = (i: number, at: number): void => {
    const row = rows ? rows[i]! : i;
    ownWeights[row]! += weights[at]! * times;
    if (sureness > sure[row]!) sure[row] = sureness;
    ownPlaces[row] = firstOf(ownPlaces[row]!, place ?? places[at]!);
  };
  const many = holding.length > list.length ? postings.bitsOf(form) : null;
  if (LOOK_UP_RATIO * holding.length < list.length || (holding.length < list.length && list.length <= FEW)) {
    let row = 0;
    for (let at = 0; at < holding.length; at += 1) {
      row = firstFrom(list, holding[at]!, row);
      if (list[row] === holding[at]) add(row, at);
    }
  } else if (many) {
    for (let row = 0; row < list.length; row += 1) {
      const quotation = list[row]!;
      if (hasBit(many.bits, quotation)) add(row, rankOf(many.bits, many.ranks, quotation) - before);
    }
  } else if (holding.length <= LOOK_UP_RATIO * list.length && list.length > FEW) {
    const { bits, ranks } = ranked();
    for (let at = 0; at < holding.length; at += 1) {
      const quotation = holding[at]!;
      if (hasBit(bits, quotation)) add(rankOf(bits, ranks, quotation), at);
    }
  } else {
    let at = 0;
    for (let row = 0; row < list.length; row += 1) {
      at = firstFrom(holding, list[row]!, at);
      if (holding[at] === list[row]) add(row, at);
    }
  }
}

function addWeights(postings: Postings, form: number, times: number, list: List, column: Float32Array): void {
  const { holding, weights } = postingsAmong(postings, form, list);
  const first = list[0]!;
  for (let at = 0; at < holding.length; at += 1) column[holding[at]! - first]! += weights[at]! * times;
}

function clearWeights(postings: Postings, form: number, list: List, column: Float32Array): void {
  const { holding } = postingsAmong(postings, form, list);
  const first = list[0]!;
  for (let at = 0; at < holding.length; at += 1) column[holding[at]! - first] = 0;
}

/** What holds a form between the first and the last of a list, and how much does before. */
function postingsAmong(postings: Postings, form: number, list: List) {
  const all = postings.ofForm(form);
  const before = firstFrom(all, list[0]!, 0);
  const end = firstFrom(all, list.at(-1)! + 1, before);
  return {
    before,
    holding: all.subarray(before, end),
    weights: postings.weightsOf(form).subarray(before, end),
    places: postings.placesOf(form).subarray(before, end),
  };
}
