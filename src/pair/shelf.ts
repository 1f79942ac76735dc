/** The features that are being compared, in memory; all others wait, as bytes, in a file. */
import type { Features } from './features.ts';
import { pack, unpack } from './packing.ts';

/** Keeps bytes by number, which grows from 0. */
export type FeatureFile = {
  readFeatures(number: number): Uint8Array;
  writeFeatures(number: number, bytes: Uint8Array): void;
};

export type Shelf = { get(number: number): Features; put(number: number, features: Features): void };

export function shelfOf(file: FeatureFile): Shelf {
  /** The last used comes last. */
  const atHand = new Map<number, Features>();
  return {
    get(number) {
      const known = atHand.get(number);
      if (known) atHand.delete(number);
      const features = known ?? unpack(file.readFeatures(number));
      keep(number, features);
      return features;
    },
    put(number, features) {
      file.writeFeatures(number, pack(features));
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
