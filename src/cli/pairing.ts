/** Brings the pairing up to the record: from what was remembered where that is possible, else from the whole record. */
import { isDeepStrictEqual } from 'node:util';
import { inMemory, openPairing, PAIRING, type Pairing, type SavedPairing } from '../pair/index.ts';
import type { Lessons } from '../people/learn.ts';
import type { Store } from '../store/index.ts';
import { onLeanHeap } from './lean-heap.ts';
import type { Parts } from './parts.ts';

export type Paired = {
  pairing: Pairing;
  /**
   * The releases that say something new, or are paired otherwise, than when the record was of version `since`, and what
   * the collection taught when it was last published whole. Null where everything is to be published: also where a
   * release was taken back, since what it taught (words, wordings) may be shown no more.
   */
  changes: { ids: ReadonlySet<string>; since: number; lessons: Lessons } | null;
  /** Remembers what the whole collection teaches, for the changes to come. */
  keep(lessons: Lessons): void;
  close(): void;
};

/**
 * What was found is remembered before anything is published by it: after a kill between the two, the snapshot is older
 * than `since`, and is to be published whole.
 */
export function pairUp(store: Store, dir: string, parts: Parts): Paired {
  if (store.stats().releases < SMALL) return pairSmall(store, parts);
  return onLeanHeap(() => pairLarge(store, dir, parts));
}

/** All at once, each time: nothing is remembered. */
function pairSmall(store: Store, parts: Parts): Paired {
  const pairing = openPairing(inMemory(), null);
  for (const recorded of store.releases()) pairing.add(parts.featuresOf(recorded));
  parts.settle(pairing);
  return { pairing, changes: null, keep: () => {}, close: () => {} };
}

function pairLarge(store: Store, dir: string, parts: Parts): Paired {
  const basis = `${store.id()}.${PAIRING}`;
  const version = store.version();
  const file = parts.openPairingFile<SavedPairing, Lessons>(dir);
  const save = (pairing: Pairing, whole: number, lessons: Lessons | null): void =>
    file.save({ basis, version, whole, saved: pairing.save(), lessons });
  try {
    const known = file.state?.basis === basis && file.state.version <= version ? file.state : null;
    const resumed = known && resume(known);
    const pairing = resumed?.pairing ?? startAnew();
    const settled = parts.settle(pairing);
    const whole = resumed ? known.whole : pairing.size.alive;
    const lessons = resumed ? known.lessons : null;
    if (!resumed || known.version < version) save(pairing, whole, lessons);
    const changes =
      resumed && lessons && !resumed.takenBack
        ? { ids: new Set([...resumed.added, ...settled]), since: known.version, lessons }
        : null;
    const keep = (taught: Lessons): void => {
      if (!isDeepStrictEqual(taught, lessons)) save(pairing, whole, taught);
    };
    return { pairing, changes, keep, close: file.close };
  } catch (error) {
    file.close();
    throw error;
  }

  /** Null where so much has changed that the weights of words have too. */
  function resume({ version: since, whole, saved }: NonNullable<typeof file.state>) {
    const pairing = openPairing(file, saved);
    const added: string[] = [];
    let takenBack = false;
    for (const recorded of store.changedSince(since)) {
      pairing.add(parts.featuresOf(recorded));
      added.push(recorded.release.id);
      const { revision, status, embargoedUntil } = recorded.release;
      takenBack ||= revision > 1 && (status !== 'usable' || embargoedUntil !== null);
      const { alive, replaced } = pairing.size;
      if (alive - whole + replaced > whole * MOST_CHANGED) return null;
    }
    return { pairing, added, takenBack };
  }

  function startAnew(): Pairing {
    file.clear();
    const pairing = openPairing(file, null);
    for (const recorded of store.releases()) pairing.add(parts.featuresOf(recorded));
    return pairing;
  }
}

/** In releases: what fewer teach changes with each of them, and all are published again in a second. */
const SMALL = 300;
/** Of the releases that were last paired all at once. */
const MOST_CHANGED = 0.2;
