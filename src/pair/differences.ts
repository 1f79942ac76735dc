/**
 * Where two versions of one statement disagree in numbers, amounts, dates or names. Silent where in doubt: translators
 * convert, round, count in other words and leave out, and none of that is a mistake.
 */
import type { Difference, Lang, Span } from '../domain.ts';
import { nearNamesIn } from './names.ts';
import { LARGE, type Value, type Values, valuesOf } from './values.ts';

type Version = { text: string; lang: Lang };

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
  /** Values that the other version does not have at all. */
  missing: Value[];
};

function compare(one: Values, other: Values): Rest {
  const keys = new Set(other.values.flatMap((value) => value.keys));
  const hints = new Set(other.values.flatMap((value) => value.hints));
  const there = (value: Value): boolean =>
    value.keys.some((key) => keys.has(key) || hints.has(key)) || value.hints.some((key) => keys.has(key));
  return { ...one, missing: one.values.filter((value) => value.voice !== 'silent' && !there(value)) };
}

type Found = { kind: Difference['kind']; a: Span | null; b: Span | null };

function pairUp(a: Rest, b: Rest): Found[] {
  const found: Found[] = [];
  const done = new Set<Value>();
  const left = ({ missing }: Rest, slot: string) => missing.filter((value) => value.slot === slot && !done.has(value));
  const match = (slot: string, other = slot): void => {
    const [ones, others] = [left(a, slot), left(b, other)];
    if (ones.length !== others.length) return;
    ones.forEach((one, i) => {
      const opposite = others[i]!;
      done.add(one).add(opposite);
      if (!isSameAge(one, opposite))
        found.push({ kind: one.kind === 'amount' ? one.kind : opposite.kind, a: one, b: opposite });
    });
  };
  for (const slot of new Set(a.missing.map((value) => value.slot))) match(slot);
  match('amount', LARGE);
  match(LARGE, 'amount');
  for (const one of a.missing) if (!done.has(one) && speaks(one, a, b)) found.push({ kind: one.kind, a: one, b: null });
  for (const one of b.missing) if (!done.has(one) && speaks(one, b, a)) found.push({ kind: one.kind, a: null, b: one });
  return found;
}

/** `under 18` is `17 ans et moins`, `up to their 27th birthday` is `jusqu'à 26 ans inclusivement`. */
const isNext = (one: Value, other: Value): boolean => Math.abs(one.size - other.size) === 1;
const isSameAge = (one: Value, other: Value): boolean => one.unit === YEARS && isNext(one, other);
const YEARS = 'time/y';

/** Whether a value is worth a word that nothing in the other version stands for. */
function speaks(value: Value, own: Rest, other: Rest): boolean {
  if (value.voice !== 'alone') return false;
  if (value.kind === 'amount') return !other.uncounted;
  if (value.kind === 'date') return !other.vagueDay;
  if (value.slot === 'percent') return !other.values.some(({ slot }) => slot === 'noun');
  if (other.vague || other.uncounted || own.length > LONGER * other.length) return false;
  if (other.missing.some((one) => one.kind === 'number' && isNext(one, value))) return false;
  if (!value.unit) return true;
  const dimension = value.unit.slice(0, value.unit.indexOf('/') + 1);
  return ![...other.units].some((unit) => unit !== value.unit && unit.startsWith(dimension));
}

/** A version this many times as long tells more, and its numbers go with what it tells. */
const LONGER = 1.6;
