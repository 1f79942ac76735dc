/**
 * How sure it is that two releases are versions of each other, whatever else there is to choose from: where the true
 * version is missing, that nothing fits better says nothing. It depends on these two alone, not on the collection.
 *
 * In log-odds: a logistic regression on the keys and the numbers they share and on what their quotations render of each
 * other, fitted on half of 917 pairs of federal and Yukon releases and of the 6,779 likeliest that are none.
 */
import { type Features, sharedBy } from './features.ts';

/** `rendered`: the share of their quotations that each renders of the other, 0 to 1; null where one of them quotes nobody. */
export function evidence(a: Features, b: Features, rendered: number | null): number {
  const keys = agreement(a.keys.length + b.keys.length, sharedBy(a.keys, b.keys));
  // As if a few numbers of each were known beforehand: one that agrees, or does not, proves little.
  const numbers = agreement(
    a.numbers.length + b.numbers.length + 2 * KNOWN,
    sharedBy(a.numbers, b.numbers) + KNOWN * AGREEING,
  );
  return KEYS * keys + NUMBERS * numbers + RENDERED * (rendered ?? UNKNOWN) + NEITHER;
}

/** Of all that two texts have, what both have (Dice 1945): 0 to 1. */
const agreement = (all: number, shared: number): number => (all === 0 ? 0 : (2 * shared) / all);

const KEYS = 14.8;
const NUMBERS = 22.7;
const RENDERED = 10.4;
const NEITHER = -27;
/** Two numbers of each, four in five of which agree: about where versions and others are equally likely. */
const KNOWN = 2;
const AGREEING = 0.8;
const UNKNOWN = 0.35;

/** The evidence that two releases need, by the days they were issued on. */
export function needed(a: Features, b: Features): number {
  if (a.day === null || b.day === null) return OF_UNKNOWN_DAYS;
  return a.day === b.day ? OF_ONE_DAY : OF_OTHER_DAYS;
}

const OF_ONE_DAY = -4.5;
const OF_OTHER_DAYS = 2;
const OF_UNKNOWN_DAYS = 0;
