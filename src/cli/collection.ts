/** A collection as a whole: what it teaches of people and posts, and what a person decided about its quotations. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Post, Register } from '../domain.ts';
import type { Features, Pairs } from '../pair/index.ts';
import { type Correction, type Known, knownTo, readCorrections } from '../people/corrections.ts';
import { type Lessons, learn, type Sighting } from '../people/learn.ts';
import type { RowFile } from '../people/register.ts';
import type { Store } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { warn } from './register.ts';
import { sightingsIn } from './resolve.ts';

export type Collection = { sightings: readonly Sighting[]; lessons: Lessons; known: Known };

/** `counterparts`: quotation id -> id of its version in the other language. */
export function taughtBy(
  register: Register,
  sightings: readonly Sighting[],
  counterparts: Pairs['quotations'],
): Collection {
  const lessons = learn(register, sightings, counterparts);
  return { sightings, lessons, known: knownTo(lessons.register, lessons.people, lessons.posts) };
}

/** All of a store. */
export function collectionOf(
  store: Store,
  register: Register,
  { featuresOf, pair, directoryOf }: Pick<Parts, 'featuresOf' | 'pair' | 'directoryOf'>,
): Collection {
  const directory = directoryOf(register);
  const features: Features[] = [];
  const sightings: Sighting[] = [];
  for (const recorded of store.releases()) {
    features.push(featuresOf(recorded));
    sightings.push(...sightingsIn(recorded, directory));
  }
  return taughtBy(register, sightings, pair(features).quotations);
}

/** Who speaks in a quotation of the collection, by what it teaches and by hand; null for what is no quotation. */
export type Speaking = (
  quotationId: string,
) => { speakers: { id: string; name: string }[]; posts: Post[]; corrected?: true } | null;

export function speakingIn({ sightings, lessons }: Collection, corrections: ReadonlyMap<string, Correction>): Speaking {
  const resolved = new Map(sightings.map((sighting) => [sighting.quotationId, sighting.resolved]));
  return (quotationId) => {
    const { speakers, posts, printed } = lessons.taught(quotationId, resolved.get(quotationId)!);
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

/** What cannot be applied is told and left out: bad rows, and rows about quotations that are not in the collection. */
export function applicable(file: RowFile | null, { known, sightings }: Collection): Map<string, Correction> {
  const { corrections, problems } = readCorrections(file, known);
  for (const { place, message } of problems) warn(place, message);
  if (corrections.size === 0) return corrections;
  const there = new Set(sightings.map(({ quotationId }) => quotationId));
  for (const [id, { place }] of corrections) {
    if (there.has(id)) continue;
    warn(place, `field quotationId: expected the id of a quotation of this collection, found "${id}"`);
    corrections.delete(id);
  }
  return corrections;
}
