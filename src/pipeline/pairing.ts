/**
 * Brings the pairing up to the record: from what was remembered where that is possible, else from the whole record. What
 * may not be shown has no part in it. A pairing cannot forget (a key goes on weighing what it did), so where something was
 * taken back all are paired anew.
 */
import { isDeepStrictEqual } from 'node:util';
import type { RecordedRelease } from '../domain.ts';
import {
  type Features,
  inMemory,
  inMemoryOver,
  openPairing,
  PAIRING,
  type Pairing,
  type SavedPairing,
} from '../pair/index.ts';
import type { Lessons } from '../people/learn.ts';
import { isOpen, opensAt } from '../search/visibility.ts';
import type { Store } from '../store/index.ts';
import type { openPairingFile } from '../store/pairing-file.ts';
import { openReleases } from './collection.ts';
import { onLeanHeap } from './low-memory.ts';
import type { Parts } from './wiring.ts';

export type Paired = {
  /** Of what may be shown now. */
  pairing: Pairing;
  /**
   * The releases that say something new, or are paired otherwise, than `since`, and what the collection taught when it was
   * last published whole. Null where everything is to be published: also where a release was taken back, since what it
   * taught (words, wordings) may be shown no more.
   */
  changes: { ids: ReadonlySet<string>; since: Moment; lessons: Lessons } | null;
  /** See `Moment`. */
  opened: number;
  /** What will be otherwise as embargoes end, soonest first; each is to be read before the next is asked for. */
  lifts(): Iterable<Lift>;
  /** Remembers what the whole collection teaches, for the changes to come. */
  keep(lessons: Lessons): void;
  close(): void;
};

/** A state of what may be shown: the version of the record, and the latest end (ms) of an embargo that had come; 0: of none. */
export type Moment = { version: number; opened: number };

/** From an instant (ms) on: the releases that may be shown then or are paired otherwise, and the pairing that says how. */
export type Lift = { from: number; ids: ReadonlySet<string>; pairing: Pairing };

/**
 * `now` in ms. What was found is remembered before anything is published by it: after a kill between the two, the snapshot
 * is older than `since`, and is to be published whole.
 */
export function pairUp(store: Store, dir: string, parts: Parts, now: number): Paired {
  const resumed = store.stats().releases < SMALL ? null : onLeanHeap(() => resume(store, dir, parts, now));
  if (resumed) return resumed;
  // Also for the words that are in it of what was taken back.
  parts.forgetPairingFile(dir);
  return isSmall(store, now) ? pairSmall(store, parts, now) : onLeanHeap(() => pairLarge(store, dir, parts, now));
}

/** What may not be shown does not tell how the others are paired. */
function isSmall(store: Store, now: number): boolean {
  let open = 0;
  for (const _ of openReleases(store, now)) {
    open += 1;
    if (open === SMALL) return false;
  }
  return true;
}

// ---------------------------------------------------------------------------------------------------------- all at once

/** All at once, each time: nothing is remembered. */
function pairSmall(store: Store, parts: Parts, now: number): Paired {
  const known: { from: number; features: Features }[] = [];
  for (const recorded of store.releases()) {
    const from = opensAt(recorded.release);
    if (from < Number.POSITIVE_INFINITY) known.push({ from, features: parts.featuresOf(recorded) });
  }
  const openAt = (instant: number) => known.filter(({ from }) => from <= instant);
  const pairedAt = (instant: number): Pairing => {
    const pairing = openPairing(inMemory(), null);
    for (const { features } of openAt(instant)) pairing.add(features);
    parts.settle(pairing);
    return pairing;
  };
  const pairing = pairedAt(now);
  return {
    pairing,
    changes: null,
    opened: Math.max(0, ...openAt(now).map(({ from }) => from)),
    *lifts() {
      let before = pairing;
      for (const from of ascending(known.map(({ from }) => from).filter((from) => from > now))) {
        const then = pairedAt(from);
        const isOtherwise = (id: string) => !before.has(id) || !isDeepStrictEqual(before.of(id), then.of(id));
        const ids = openAt(from).map(({ features }) => features.id);
        yield { from, ids: new Set(ids.filter(isOtherwise)), pairing: then };
        before = then;
      }
    },
    keep: () => {},
    close: () => {},
  };
}

/** Each once. */
const ascending = (instants: Iterable<number>): number[] => [...new Set(instants)].sort((a, b) => a - b);

// ----------------------------------------------------------------------------------------------------------- bit by bit

type Growing = {
  pairing: Pairing;
  /** By the ids of releases under embargo: when it ends. */
  waiting: Map<string, number>;
  opened: number;
};
type Saved = Omit<Growing, 'pairing'> & { pairing: SavedPairing };
type Kept = ReturnType<typeof openPairingFile<Saved, Lessons>>;

/** From what was remembered. Null where it does not fit, or so much has changed that the weights of words have too. */
function resume(store: Store, dir: string, parts: Parts, now: number): Paired | null {
  return withFile(parts, dir, (file) => {
    const known = file.state;
    if (known?.basis !== basisOf(store) || known.version > store.version() || known.saved.opened > now) return null;
    const { version, whole, saved, lessons } = known;
    const growing: Growing = { ...saved, pairing: openPairing(file, saved.pairing) };
    const { pairing, waiting } = growing;
    const ids = new Set<string>();
    const take = (recorded: RecordedRelease): void => {
      if (takeIn(growing, recorded, parts, now)) ids.add(recorded.release.id);
    };
    const settle = (): void => {
      for (const id of parts.settle(pairing)) ids.add(id);
    };
    for (const recorded of store.changedSince(version)) {
      const isTakenBack = pairing.has(recorded.release.id) && !isOpen(recorded.release, now);
      if (isTakenBack) return null;
      take(recorded);
      const { alive, replaced } = pairing.size;
      if (alive - whole + replaced > whole * MOST_CHANGED) return null;
    }
    settle();
    // In the same steps as it was foreseen (see `lifts`).
    for (const from of ascending(waiting.values()).filter((from) => from <= now)) {
      for (const recorded of waitingUntil(from, waiting, store)) take(recorded);
      settle();
    }
    const isNew = version < store.version() || ids.size > 0;
    const since = { version, opened: saved.opened };
    return remembered(store, file, parts, growing, { whole, lessons }, isNew, lessons && { ids, since, lessons });
  });
}

function pairLarge(store: Store, dir: string, parts: Parts, now: number): Paired {
  return withFile(parts, dir, (file) => {
    const growing: Growing = { pairing: openPairing(file, null), waiting: new Map(), opened: 0 };
    for (const recorded of store.releases()) takeIn(growing, recorded, parts, now);
    parts.settle(growing.pairing);
    const whole = growing.pairing.size.alive;
    return remembered(store, file, parts, growing, { whole, lessons: null }, true, null);
  });
}

/** The file stays open for what is made of it. */
function withFile<Made extends Paired | null>(parts: Parts, dir: string, make: (file: Kept) => Made): Made {
  const file = parts.openPairingFile<Saved, Lessons>(dir);
  let made: Made | null = null;
  try {
    made = make(file);
    return made;
  } finally {
    if (!made) file.close();
  }
}

const basisOf = (store: Store): string => `${store.id()}.${PAIRING}`;

/** Adds a release that may be shown; of others it is noted when they may. Answers whether it was added. */
function takeIn(growing: Growing, recorded: RecordedRelease, parts: Parts, now: number): boolean {
  const { id } = recorded.release;
  const from = opensAt(recorded.release);
  growing.waiting.delete(id);
  if (from > now) {
    if (from < Number.POSITIVE_INFINITY) growing.waiting.set(id, from);
    return false;
  }
  growing.pairing.add(parts.featuresOf(recorded));
  growing.opened = Math.max(growing.opened, from);
  return true;
}

function waitingUntil(from: number, waiting: ReadonlyMap<string, number>, store: Store): RecordedRelease[] {
  return [...waiting].flatMap(([id, until]) => (until === from ? (store.release(id) ?? []) : []));
}

/** Remembers what is new. */
function remembered(
  store: Store,
  file: Kept,
  parts: Parts,
  { pairing, waiting, opened }: Growing,
  { whole, lessons }: { whole: number; lessons: Lessons | null },
  isNew: boolean,
  changes: Paired['changes'],
): Paired {
  const save = (taught: Lessons | null): void => {
    const saved = { pairing: pairing.save(), waiting, opened };
    file.save({ basis: basisOf(store), version: store.version(), whole, saved, lessons: taught });
  };
  if (isNew) save(lessons);
  return {
    pairing,
    changes,
    opened,
    *lifts() {
      if (waiting.size === 0) return;
      // What is not to be known yet is never written down.
      const ahead = openPairing(inMemoryOver(file), pairing.save());
      for (const from of ascending(waiting.values())) {
        for (const recorded of waitingUntil(from, waiting, store)) ahead.add(parts.featuresOf(recorded));
        yield { from, ids: new Set(parts.settle(ahead)), pairing: ahead };
      }
    },
    keep(taught) {
      if (!isDeepStrictEqual(taught, lessons)) save(taught);
    },
    close: file.close,
  };
}

/** In releases that may be shown: what fewer teach changes with each of them, and all are published again in a second. */
const SMALL = 300;
/** Of the releases that were last paired all at once. */
const MOST_CHANGED = 0.2;
