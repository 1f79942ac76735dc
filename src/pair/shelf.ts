/** The features that are being compared, in memory; all others wait, as bytes, in a file. */
import type { Features } from './features.ts';
import { pack, unpack } from './packing.ts';

/** Keeps bytes by number, which grows from 0. */
export type FeatureFile = { get(number: number): Uint8Array; put(number: number, bytes: Uint8Array): void };

/** For a collection small enough to hold. */
export function inMemory(): FeatureFile {
  const kept: Uint8Array[] = [];
  return {
    get: (number) => kept[number]!,
    put(number, bytes) {
      kept[number] = bytes;
    },
  };
}

export type Shelf = { get(number: number): Features; put(number: number, features: Features): void };

export function shelfOf(file: FeatureFile): Shelf {
  /** The last used comes last. */
  const atHand = new Map<number, Features>();
  return {
    get(number) {
      const known = atHand.get(number);
      if (known) atHand.delete(number);
      const features = known ?? unpack(file.get(number));
      keep(number, features);
      return features;
    },
    put(number, features) {
      file.put(number, pack(features));
      keep(number, features);
    },
  };

  function keep(number: number, features: Features): void {
    atHand.set(number, features);
    if (atHand.size > MOST_AT_HAND) atHand.delete(atHand.keys().next().value!);
  }
}

/** Of releases, at some ten kilobytes each: those of a day, and what is like them. More would grow old before they go. */
const MOST_AT_HAND = 200;
