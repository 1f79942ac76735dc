/**
 * Loops over bits, 128 at a time: AssemblyScript, built to WebAssembly (see `setup.mjs`), since JavaScript goes through 32
 * at a time, ten times as slowly. Called by `../bits.ts` alone. Places in memory are in bytes, `words` are of 32 bits.
 */

const WORD: usize = 4;
const WIDE: usize = 16;

/** Where the last of so many words begins that are not gone through four at a time. */
function endOfWide(at: usize, words: i32): usize {
  return at + ((<usize>words & ~3) << 2);
}

export function keepOnly(bits: usize, others: usize, words: i32): void {
  const wide = endOfWide(bits, words);
  const end = bits + ((<usize>words) << 2);
  for (; bits < wide; bits += WIDE, others += WIDE) v128.store(bits, v128.and(v128.load(bits), v128.load(others)));
  for (; bits < end; bits += WORD, others += WORD) store<u32>(bits, load<u32>(bits) & load<u32>(others));
}

export function takeAway(bits: usize, others: usize, words: i32): void {
  const wide = endOfWide(bits, words);
  const end = bits + ((<usize>words) << 2);
  for (; bits < wide; bits += WIDE, others += WIDE) v128.store(bits, v128.andnot(v128.load(bits), v128.load(others)));
  for (; bits < end; bits += WORD, others += WORD) store<u32>(bits, load<u32>(bits) & ~load<u32>(others));
}

export function addAll(bits: usize, others: usize, words: i32): void {
  const wide = endOfWide(bits, words);
  const end = bits + ((<usize>words) << 2);
  for (; bits < wide; bits += WIDE, others += WIDE) v128.store(bits, v128.or(v128.load(bits), v128.load(others)));
  for (; bits < end; bits += WORD, others += WORD) store<u32>(bits, load<u32>(bits) | load<u32>(others));
}

export function count(bits: usize, words: i32): i32 {
  const wide = endOfWide(bits, words);
  const end = bits + ((<usize>words) << 2);
  let sums = i32x4.splat(0);
  for (; bits < wide; bits += WIDE) {
    const ofBytes = i8x16.popcnt(v128.load(bits));
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(ofBytes)));
  }
  let sum =
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3);
  for (; bits < end; bits += WORD) sum += popcnt(load<u32>(bits));
  return sum;
}

/** Writes the numbers of those that are set, counted from `first`, as words from `to` on; answers how many there are. */
export function numbers(bits: usize, words: i32, first: u32, to: usize): i32 {
  const start = to;
  const wide = endOfWide(bits, words);
  const end = bits + ((<usize>words) << 2);
  for (; bits < wide; bits += WIDE, first += 128) {
    if (!v128.any_true(v128.load(bits))) continue;
    to = numbersOf(load<u64>(bits), first, to);
    to = numbersOf(load<u64>(bits, 8), first + 64, to);
  }
  for (; bits < end; bits += WORD, first += 32) to = numbersOf(load<u32>(bits), first, to);
  return <i32>((to - start) >> 2);
}

function numbersOf(bits: u64, first: u32, to: usize): usize {
  for (let left = bits; left !== 0; left &= left - 1, to += WORD) store<u32>(to, first + <u32>ctz(left));
  return to;
}

/** Writes how many are set before each word, counted from `before`, as words from `to` on; answers how many are in all. */
export function ranks(bits: usize, words: i32, before: i32, to: usize): i32 {
  const end = bits + ((<usize>words) << 2);
  let sum = before;
  for (; bits < end; bits += WORD, to += WORD) {
    store<i32>(to, sum);
    sum += popcnt(load<u32>(bits));
  }
  return sum;
}

/** Leaves in `among` what is in just `wanted` of four: each column of bits is added up, side by side with the others. */
export function keepExactly(among: usize, a: usize, b: usize, c: usize, d: usize, wanted: i32, words: i32): void {
  const end = among + ((<usize>words) << 2);
  const wide = endOfWide(among, words);
  const notOnes = i32x4.splat(wanted & 1 ? 0 : -1);
  const notTwos = i32x4.splat(wanted & 2 ? 0 : -1);
  const notFours = i32x4.splat(wanted & 4 ? 0 : -1);
  for (; among < wide; among += WIDE, a += WIDE, b += WIDE, c += WIDE, d += WIDE) {
    const inA = v128.load(a);
    const inB = v128.load(b);
    const inC = v128.load(c);
    const inD = v128.load(d);
    const one = v128.xor(inA, inB);
    const other = v128.xor(inC, inD);
    const two = v128.and(inA, inB);
    const others = v128.and(inC, inD);
    const ones = v128.xor(v128.xor(one, other), notOnes);
    const twos = v128.xor(v128.xor(two, others), v128.xor(v128.and(one, other), notTwos));
    const fours = v128.xor(v128.and(two, others), notFours);
    v128.store(among, v128.and(v128.load(among), v128.and(ones, v128.and(twos, fours))));
  }
  for (; among < end; among += WORD, a += WORD, b += WORD, c += WORD, d += WORD) {
    const one = load<u32>(a) ^ load<u32>(b);
    const other = load<u32>(c) ^ load<u32>(d);
    const two = load<u32>(a) & load<u32>(b);
    const others = load<u32>(c) & load<u32>(d);
    const ones = one ^ other ^ (wanted & 1 ? 0 : -1);
    const twos = two ^ others ^ (one & other) ^ (wanted & 2 ? 0 : -1);
    const fours = (two & others) ^ (wanted & 4 ? 0 : -1);
    store<u32>(among, load<u32>(among) & ones & twos & fours);
  }
}
