/**
 * Where two versions of one statement disagree in numbers, amounts, dates or names. Silent where in doubt: translators
 * convert, round, count in other words and leave out, and none of that is a mistake.
 */
import type { Difference, DifferenceKind, Lang, Span } from '../../domain.ts';
import { nearNamesIn } from './names.ts';
import { LARGE, NOUN, PERCENT, type Value } from './reading.ts';
import { type Values, valuesOf } from './values.ts';

type Version = { text: string; lang: Lang };

/**
 * Each difference once, in the order of `a`. Where one version says something over again, its first place counts.
 * `differencesOf(b, a)` finds the same.
 */
export function differencesOf(a: Version, b: Version): Difference[] {
  const left = valuesOf(a.text, a.lang);
  const right = valuesOf(b.text, b.lang);
  const found: Found[] = [
    ...pairUp(compare(left, right), compare(right, left)),
    ...nearNamesIn(a, b).map((names): Found => ({ kind: 'name', ...names })),
  ];
  const print = ({ text }: Version, span: Span | null) =>
    span && { text: text.slice(span.start, span.end), span: { start: span.start, end: span.end } };
  return found
    .sort((one, other) => place(one) - place(other))
    .map(({ kind, a: one, b: other }) => ({ kind, a: print(a, one), b: print(b, other) }));
}

const place = ({ a, b }: Found): number => (a ?? b)!.start;

/** What one version has beyond the other. */
type Rest = Values & {
  bySlot: ReadonlyMap<string, Value[]>;
  /** Values that the other version does not have at all, each once, by slot. */
  missing: ReadonlyMap<string, Value[]>;
  /** Of the numbers among them. */
  sizes: ReadonlySet<number>;
};

function compare(one: Values, other: Values): Rest {
  const keys = new Set(other.values.flatMap((value) => value.keys));
  const hints = new Set(other.values.flatMap((value) => value.hints));
  const there = (value: Value): boolean =>
    value.keys.some((key) => keys.has(key) || hints.has(key)) || value.hints.some((key) => keys.has(key));
  const missing = new Map<string, Value>();
  for (const value of one.values) {
    const id = `${value.slot} ${value.keys}`;
    if (value.voice !== 'silent' && !missing.has(id) && !there(value)) missing.set(id, value);
  }
  const rest = [...missing.values()];
  return {
    ...one,
    bySlot: bySlot(one.values),
    missing: bySlot(rest),
    sizes: new Set(rest.flatMap(({ kind, size }) => (kind === 'number' ? [size] : []))),
  };
}

function bySlot(values: readonly Value[]): Map<string, Value[]> {
  const slots = new Map<string, Value[]>();
  for (const value of values) {
    const list = slots.get(value.slot);
    if (list) list.push(value);
    else slots.set(value.slot, [value]);
  }
  return slots;
}

type Found = { kind: DifferenceKind; a: Span | null; b: Span | null };

/** What is missing on both sides stands for each other in order, as many as there are; what is left speaks or not. */
function pairUp(a: Rest, b: Rest): Found[] {
  const found: Found[] = [];
  const done = new Set<Value>();
  const left = ({ missing }: Rest, slot: string) => (missing.get(slot) ?? []).filter((value) => !done.has(value));
  const opposed = (kind: DifferenceKind, one: Value, other: Value): void => {
    done.add(one).add(other);
    if (!isSameBound(one, other)) found.push({ kind, a: one, b: other });
  };
  const match = (kind: DifferenceKind | null, slot: string, other = slot): void => {
    const [ones, others] = [left(a, slot), left(b, other)];
    if (ones.length !== others.length) return;
    for (const [i, one] of ones.entries()) opposed(kind ?? one.kind, one, others[i]!);
  };
  const slots = new Set([...a.missing.keys(), ...b.missing.keys()]);
  for (const slot of slots) {
    match(null, slot);
    if (!OFTEN_REPEATED.test(slot)) continue;
    const [ones, others] = [left(a, slot), left(b, slot)];
    if (ones.length + others.length !== 1) continue;
    const [one, other] = [ones[0] ?? oftener(slot, a, b), others[0] ?? oftener(slot, b, a)];
    if (one && other) opposed(one.kind, one, other);
  }
  match('amount', 'amount', LARGE);
  match('amount', LARGE, 'amount');
  for (const slot of slots) {
    for (const one of left(a, slot)) if (speaks(one, a, b)) found.push({ kind: one.kind, a: one, b: null });
    for (const one of left(b, slot)) if (speaks(one, b, a)) found.push({ kind: one.kind, a: null, b: one });
  }
  return found;
}

/** What a statement says over and over, so that a slip in one place is right in another: `COVID-19`, the year. */
const OFTEN_REPEATED = /^(?:code|year)/;

/** The one value of a slot that a version says more often than the other: what stands against a slip there. */
function oftener(slot: string, version: Rest, other: Rest): Value | null {
  const more = new Map((version.bySlot.get(slot) ?? []).map((value) => [String(value.keys), { value, times: 0 }]));
  const count = ({ bySlot }: Rest, by: number): void => {
    for (const { keys } of bySlot.get(slot) ?? []) {
      const entry = more.get(String(keys));
      if (entry) entry.times += by;
    }
  };
  count(version, 1);
  count(other, -1);
  const [first, ...rest] = [...more.values()].filter(({ times }) => times > 0);
  return first && !rest.length ? first.value : null;
}

/**
 * `under 18` is `17 ans et moins`, `up to their 27th birthday` is `jusqu'à 26 ans inclusivement`, `more than 30 km/h` is
 * `à partir de 31 km/h`.
 */
const isSameBound = (one: Value, other: Value): boolean =>
  one.unit !== null && Math.min(one.size, other.size) >= SMALLEST_BOUND && Math.abs(one.size - other.size) === 1;
const SMALLEST_BOUND = 10;

/** Whether a value is worth a word that nothing in the other version stands for. */
function speaks(value: Value, own: Rest, other: Rest): boolean {
  if (value.voice !== 'alone') return false;
  if (value.kind === 'amount') return !other.uncounted;
  if (value.kind === 'date') return !other.vagueDay;
  if (value.slot === PERCENT) return !other.bySlot.has(NOUN);
  if (other.vague || other.uncounted || own.length > LONGER * other.length) return false;
  if (other.sizes.has(value.size - 1) || other.sizes.has(value.size + 1)) return false;
  return !value.unit || !converted(value.unit, other.units);
}

/** A version this many times as long tells more, and its numbers go with what it tells. */
const LONGER = 1.6;

/** Whether another unit of its dimension is named. */
function converted(unit: string, units: ReadonlySet<string>): boolean {
  const dimension = unit.slice(0, unit.indexOf('/') + 1);
  return [...units].some((other) => other !== unit && other.startsWith(dimension));
}
