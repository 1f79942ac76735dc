/** A collection as a whole: what it teaches of people and posts, and what a person decided about its quotations. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Post, RecordedRelease, Register, Visibility } from '../domain.ts';
import { type Features, pair } from '../pair/index.ts';
import { type Correction, type Known, knownTo, readCorrections } from '../people/corrections.ts';
import { type Lessons, learn, type Sighting, teacherOf, wordedRegister } from '../people/learn.ts';
import type { RowFile } from '../people/register.ts';
import { isOpen } from '../search/visibility.ts';
import type { Store } from '../store/index.ts';
import { warn } from './register.ts';
import { sightingsIn } from './resolve.ts';
import type { Parts } from './wiring.ts';

/** What is known of some quotations, or of all: each resolved by itself, and what the whole collection teaches. */
export type Collection = {
  sightings: readonly Sighting[];
  /** Quotation id -> id of its version in the other language. */
  counterparts: ReadonlyMap<string, string>;
  lessons: Lessons;
  /** With what was learned of the wordings of its posts. */
  register: Register;
};

/** All of a store that may be shown. */
export function collectionOf(store: Store, register: Register, { featuresOf, directoryOf, now }: Parts): Collection {
  const directory = directoryOf(register);
  const features: Features[] = [];
  const sightings: Sighting[] = [];
  for (const recorded of openReleases(store, now().getTime())) {
    features.push(featuresOf(recorded));
    sightings.push(...sightingsIn(recorded, directory));
  }
  const { quotations: counterparts } = pair(features);
  const lessons = learn(register, sightings, counterparts);
  return { sightings, counterparts, lessons, register: wordedRegister(register, lessons) };
}

/** Those that may be shown, in the order of their ids. `now` in ms. */
export function* openReleases(store: Store, now: number): Generator<RecordedRelease> {
  for (const recorded of store.releases()) if (isOpen(recorded.release, now)) yield recorded;
}

/** Whom and what a correction may name. */
export const knownIn = ({ register, lessons: { people, posts } }: Pick<Collection, 'register' | 'lessons'>): Known =>
  knownTo(register, people, posts);

/** Who speaks in a quotation of the collection, by what it teaches and by hand; null for what is no quotation. */
export type Speaking = (
  quotationId: string,
) => { speakers: { id: string; name: string }[]; posts: Post[]; corrected?: true } | null;

export function speakingIn(
  { sightings, counterparts, lessons, register }: Collection,
  corrections: ReadonlyMap<string, Correction>,
): Speaking {
  const resolved = new Map(sightings.map((sighting) => [sighting.quotationId, sighting.resolved]));
  const taught = teacherOf(register, lessons, sightings, counterparts);
  return (quotationId) => {
    const { speakers, posts, printed } = taught(quotationId, resolved.get(quotationId)!);
    const correction = corrections.get(quotationId);
    if (correction?.notAQuotation) return null;
    if (!correction?.speakers && !correction?.posts) return { speakers, posts };
    // Posts that nobody printed are those of whom was taken for the speaker.
    const kept = correction.speakers && printed.length === 0 ? [] : posts;
    return { speakers: correction.speakers ?? speakers, posts: correction.posts ?? kept, corrected: true };
  };
}

export const correctionsPath = (corpus: string): string => join(corpus, 'corrections.jsonl');

/** Null when there is none. */
export function correctionsFile(corpus: string): RowFile | null {
  const path = correctionsPath(corpus);
  return existsSync(path) ? { path, text: readFileSync(path, 'utf8') } : null;
}

/**
 * Bad rows are told and left out. Of those about what may not be shown now (ms) nothing is told: whom they name may be known
 * from there alone.
 */
export function correctionsIn(
  file: RowFile | null,
  collection: Collection,
  store: Store,
  now: number,
): Map<string, Correction> {
  const { corrections, problems } = readCorrections(file, knownIn(collection));
  const recorded = recordedAmong(
    problems.flatMap(({ quotationId }) => quotationId ?? []),
    store,
  );
  for (const { place, message, quotationId } of problems) {
    const release = recorded.get(quotationId ?? '');
    if (!release || isOpen(release, now)) warn(place, message);
  }
  return corrections;
}

/**
 * Tells of corrections about quotations that are not in the record; they stay in their file. One that may not be shown is
 * there.
 */
export function tellUnknown(corrections: ReadonlyMap<string, Correction>, store: Store): void {
  const recorded = recordedAmong(corrections.keys(), store);
  for (const [id, { place }] of corrections) {
    if (recorded.has(id)) continue;
    warn(place, `field quotationId: expected the id of a quotation of this collection, found "${id}"`);
  }
}

/** Those of the quotations that are in the record, and what may be shown of their releases. */
export function recordedAmong(quotationIds: Iterable<string>, store: Store): Map<string, Visibility> {
  const recorded = new Map<string, Visibility>();
  const asked = new Set(quotationIds);
  if (asked.size === 0) return recorded;
  for (const { release, quotations } of store.releases()) {
    for (const { quotation } of quotations) if (asked.has(quotation.id)) recorded.set(quotation.id, release);
  }
  return recorded;
}
