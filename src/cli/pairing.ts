/** Brings the pairing up to the record: from what was remembered where that is possible, else from the whole record. */
import { type Features, openPairing, PAIRING, type Pairing, type SavedPairing } from '../pair/index.ts';
import type { Store } from '../store/index.ts';
import type { Parts } from './parts.ts';

export type Paired = {
  pairing: Pairing;
  /**
   * The releases that say something new, or are paired otherwise, than when the record was of version `since`; null for
   * all of them.
   */
  changed: { ids: ReadonlySet<string>; since: number } | null;
  close(): void;
};

/**
 * What was found is remembered before anything is published by it: after a kill between the two, the snapshot is older
 * than `since`, and is to be published whole.
 */
export function pairUp(store: Store, dir: string, parts: Parts): Paired {
  const basis = `${store.id()}.${PAIRING}`;
  const version = store.version();
  const file = parts.openPairingFile<Features, SavedPairing>(dir);
  try {
    const known = file.state?.basis === basis && file.state.version <= version ? file.state : null;
    const resumed = known && resume(known);
    if (resumed) {
      const ids = new Set([...resumed.added, ...parts.settle(resumed.pairing)]);
      if (known.version < version) file.save({ basis, version, whole: known.whole, saved: resumed.pairing.save() });
      return { pairing: resumed.pairing, changed: { ids, since: known.version }, close: file.close };
    }
    file.clear();
    const pairing = openPairing(file, null);
    for (const recorded of store.releases()) pairing.add(parts.featuresOf(recorded));
    parts.settle(pairing);
    file.save({ basis, version, whole: pairing.size.alive, saved: pairing.save() });
    return { pairing, changed: null, close: file.close };
  } catch (error) {
    file.close();
    throw error;
  }

  /** Null where so much has changed that the weights of words have too. */
  function resume({ version: since, whole, saved }: NonNullable<typeof file.state>) {
    const pairing = openPairing(file, saved);
    const added: string[] = [];
    for (const recorded of store.changedSince(since)) {
      pairing.add(parts.featuresOf(recorded));
      added.push(recorded.release.id);
      const { alive, replaced } = pairing.size;
      if (alive - whole + replaced > whole * MOST_CHANGED) return null;
    }
    return { pairing, added };
  }
}

/** Of the releases that were last paired all at once. */
const MOST_CHANGED = 0.2;
