/** Which releases, and which quotations in them, say the same in the other language, or say it again. Pure. */
import type { Features } from './features.ts';
import { inMemory, type PairingFile } from './file.ts';
import { learn } from './lexicon.ts';
import { createPairing, type Pairing, type SavedPairing } from './pairing.ts';
import { type Translation, translationBy } from './translation.ts';

export { differencesOf } from './differences/index.ts';
export {
  type Features,
  featuresOf,
  keysOf,
  numberKeysOf,
  numbersIn,
  type QuotationFeatures,
  wordsOf,
} from './features.ts';
export { inMemory, inMemoryOver, type PairingFile } from './file.ts';
export { learn, MOST_PAIRS, type Versions } from './lexicon.ts';
export type { Pairing, QuotationPairs, ReleasePairs, SavedPairing } from './pairing.ts';

/** Changes with every change of the rules, so that a published snapshot is known to be paired by others. */
export const PAIRING = '7';

/**
 * A pairing that goes on from what was saved, or from nothing. Quotations are aligned by the bundled glossary, never by
 * what was learned from aligned quotations: a wrong pair cannot teach itself.
 */
export function openPairing(file: PairingFile, saved: SavedPairing | null): Pairing {
  return createPairing(file, glossary(), saved);
}

export type Pairs = {
  /** Release id -> release id, both ways. */
  releases: ReadonlyMap<string, string>;
  /** Quotation id -> quotation id, both ways, one-to-one. */
  quotations: ReadonlyMap<string, string>;
  /** Quotation id -> all that says it in the other language. */
  versions: ReadonlyMap<string, readonly string[]>;
  /** Quotation id -> the id of its statement, which is that of the first quotation that makes it. */
  statements: ReadonlyMap<string, string>;
};

/** Pairs a whole collection at once. */
export function pair(collection: readonly Features[]): Pairs {
  const pairing = openPairing(inMemory(), null);
  for (const one of collection) pairing.add(one);
  pairing.settle();
  const pairs = { releases: new Map(), quotations: new Map(), versions: new Map(), statements: new Map() };
  for (const { id } of collection) {
    const { counterpartId, quotations } = pairing.of(id);
    if (counterpartId) pairs.releases.set(id, counterpartId);
    for (const [quotation, { counterpartId: other, versionIds, statementId }] of quotations) {
      if (other) pairs.quotations.set(quotation, other);
      if (versionIds.length) pairs.versions.set(quotation, versionIds);
      pairs.statements.set(quotation, statementId);
    }
  }
  return pairs;
}

let known: Translation | null = null;
function glossary(): Translation {
  known ??= translationBy(learn([]));
  return known;
}
