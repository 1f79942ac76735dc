/**
 * The second stroke: store -> pair -> people -> search. Published whole, what readers search is a pure function of what of
 * the store may be shown, of register and corrections; where only changes are published, the lexicon and what the
 * collection teaches of people stay as the last whole publication had them. What will be otherwise as embargoes end is
 * published with it, sealed until then, and teaches with the first publication after.
 */
import { createHash } from 'node:crypto';
import type { Difference, Lang, RecordedRelease, Register } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { differencesOf, MOST_PAIRS, PAIRING, type Pairing, type QuotationPairs, type Versions } from '../pair/index.ts';
import { type Directory, PEOPLE, searchable, shownPost } from '../people/index.ts';
import { type Lessons, learn, wordedRegister } from '../people/learn.ts';
import type { RowFile } from '../people/register.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import { isOpen } from '../search/visibility.ts';
import type { Store } from '../store/index.ts';
import {
  type Collection,
  correctionsFile,
  correctionsIn,
  openReleases,
  type Speaking,
  speakingIn,
  tellUnknown,
} from './collection.ts';
import { type Moment, pairUp } from './pairing.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import { sightingsIn } from './resolve.ts';
import type { Settings } from './settings.ts';
import type { Parts } from './wiring.ts';

/** Publishes what of the store may be shown unless the snapshot already says all of it; where little has changed, only that. */
export async function publish(store: Store, settings: Settings, parts: Parts): Promise<void> {
  const now = parts.now().getTime();
  const register = loadRegister(settings.corpus);
  const corrections = correctionsFile(settings.corpus);
  const basis = basisOf(store, register, corrections);
  const index = await parts.openIndex({ dir: settings.index, now: parts.now });
  try {
    const published = await index.published();
    if (published && !published.lifted && basis.isOf(published.basis, now)) {
      await index.tidy();
      return parts.tidyPairingFile(settings.index);
    }
    // The rest may take minutes.
    if (published) await index.remove(hiddenSince(basis.versionIn(published.basis, now), store, now));
    const bar = progress('publish', store.stats().releases, 'releases');
    const paired = pairUp(store, settings.index, parts, now);
    try {
      const { pairing } = paired;
      const isMore = published && paired.changes && basis.follows(published.basis, paired.changes.since);
      const changes = isMore ? paired.changes : null;
      const directory = parts.directoryOf(register);
      const collection = changes
        ? partOf(store, pairing, directory, register, changes)
        : wholeOf(store, pairing, directory, register, now);
      if (!changes) paired.keep(collection.lessons);
      const decided = correctionsIn(corrections, collection, store, now);
      if (!changes) tellUnknown(decided, store);
      const writer = releaseWriter(store, pairing, speakingIn(collection, decided));
      await index.publish({
        scope: changes ? 'changes' : 'all',
        releases: map(changes ? recordedIn(store, changes.ids) : openReleases(store, now), writer.write),
        pending: map(paired.lifts(), ({ from, ids, pairing }) => {
          const then = partOf(store, pairing, directory, register, { ids, lessons: collection.lessons });
          const { write } = releaseWriter(store, pairing, speakingIn(then, decided));
          return { from, releases: map(recordedIn(store, ids), write) };
        }),
        register: searchable(collection.register),
        // What few releases teach waits until the whole is published again.
        ...(changes ? {} : { lexicon: () => parts.learn(writer.aligned) }),
        basis: basis.at(paired.opened),
        onProgress: (done) => bar.update(done, done),
      });
    } finally {
      paired.close();
    }
    bar.stop();
  } finally {
    await index.close();
  }
}

/** Names all that a snapshot is made from: the record, the rules, and which embargoes had ended. */
function basisOf(store: Store, register: Register, corrections: RowFile | null) {
  const decided = JSON.stringify([register, corrections?.text ?? '']);
  const hash = createHash('sha256').update(decided).digest('hex').slice(0, 12);
  const rules = `${EXTRACTOR}.${PAIRING}.${PEOPLE}.${hash}`;
  const version = store.version();
  /** Of the same record, at this or an earlier version; null for another. */
  const read = (other: string): (Moment & { rules: string }) | null => {
    const [id, earlier, ...more] = other.split('.');
    const opened = Number(more.pop());
    const isEarlier = id === store.id() && Number(earlier) <= version && Number.isFinite(opened);
    return isEarlier ? { version: Number(earlier), opened, rules: more.join('.') } : null;
  };
  return {
    at: (opened: number) => `${store.id()}.${version}.${rules}.${opened}`,
    /** Whether `other` is made of the same, no embargo having ended in between. */
    isOf(other: string, now: number): boolean {
      const from = read(other);
      return from?.version === version && from.rules === rules && from.opened <= now;
    },
    /** Whether `other` is made by the same rules, of a state of the same record that is not before `since`. */
    follows(other: string, since: Moment): boolean {
      const from = read(other);
      return from?.rules === rules && from.version >= since.version && from.opened >= since.opened;
    },
    /** The version of the record that `other` was made of; null where that does not tell what may have been hidden since. */
    versionIn(other: string, now: number): number | null {
      const from = read(other);
      return from && from.opened <= now ? from.version : null;
    },
  };
}

/** The ids of what may not be shown, of all that has changed since a version of the record; null: of everything. */
function hiddenSince(version: number | null, store: Store, now: number): string[] {
  const hidden: string[] = [];
  for (const { release } of version === null ? store.releases() : store.changedSince(version)) {
    if (!isOpen(release, now)) hidden.push(release.id);
  }
  return hidden;
}

function wholeOf(store: Store, pairing: Pairing, directory: Directory, register: Register, now: number): Collection {
  const sightings = Array.from(openReleases(store, now), (recorded) => sightingsIn(recorded, directory)).flat();
  const counterparts = pairing.counterparts();
  const lessons = learn(register, sightings, counterparts);
  return { sightings, counterparts, lessons, register: wordedRegister(register, lessons) };
}

/** Some releases and their versions, under what the whole collection taught before. */
function partOf(
  store: Store,
  pairing: Pairing,
  directory: Directory,
  register: Register,
  { ids, lessons }: { ids: ReadonlySet<string>; lessons: Lessons },
): Collection {
  const pairs = new Map(Array.from(ids, (id) => [id, pairing.of(id)]));
  const others = [...pairs.values()].flatMap(({ counterpartId }) => counterpartId ?? []);
  const involved = recordedIn(store, new Set([...ids, ...others]));
  const sightings = Array.from(involved, (recorded) => sightingsIn(recorded, directory)).flat();
  const counterparts = new Map<string, string>();
  for (const { quotations } of pairs.values()) {
    for (const [id, { counterpartId }] of quotations) if (counterpartId) counterparts.set(id, counterpartId);
  }
  return { sightings, counterparts, lessons, register: wordedRegister(register, lessons) };
}

/** Without what is damaged, of which the store has told. */
function* recordedIn(store: Store, ids: Iterable<string>): Generator<RecordedRelease> {
  for (const id of ids) {
    const recorded = store.release(id);
    if (recorded) yield recorded;
  }
}

/** Makes documents; what the lexicon is learned from gathers in `aligned` as they go by. */
function releaseWriter(store: Store, pairing: Pairing, speaking: Speaking) {
  const aligned: Versions[] = [];
  /** What the one version was found to say otherwise, until the other is written. */
  const found = new Map<string, Difference[]>();
  return { aligned, write };

  function write(recorded: RecordedRelease): ReleaseDocument {
    const { contentHash: _, ...release } = recorded.release;
    const { counterpartId, quotations } = pairing.of(release.id);
    const uses = usesIn(quotations);
    return {
      ...release,
      sections: recorded.sections,
      counterpartId,
      quotations: recorded.quotations.flatMap(({ quotation, attribution }): QuotationDocument[] => {
        const { id, lang, kind, text, content } = quotation;
        const spoken = speaking(id);
        if (!spoken) return [];
        const { speakers, posts, corrected } = spoken;
        const pairs = quotations.get(id) ?? { ...ALONE, statementId: id };
        const otherId = pairs.counterpartId;
        const other = otherId === null ? null : store.quotation(counterpartId ?? release.id, otherId);
        if (other && lang < other.lang && aligned.length < MOST_PAIRS) {
          const both = { [lang]: text, [other.lang]: other.text } as Record<Lang, string>;
          aligned.push({ texts: both, ids: { [lang]: id, [other.lang]: otherId } as Record<Lang, string> });
        }
        const document = {
          id,
          lang,
          kind,
          text,
          content,
          speakers,
          mention: attribution.mention,
          title: attribution.title,
          posts: posts.map(shownPost),
          // An office alone, which the register or the other version resolves, is no longer unknown.
          certainty: attribution.certainty === 'unknown' && speakers.length > 0 ? 'resolved' : attribution.certainty,
          rule: attribution.rule,
          ...pairs,
          differences:
            other && isWhole(id, quotations, uses) ? differences({ id, lang, text }, { ...other, id: otherId! }) : [],
          ...(corrected ? { corrected } : {}),
        };
        return [document];
      }),
    };
  }

  function differences(own: Version, other: Version): Difference[] {
    const known = found.get(own.id);
    if (known) {
      found.delete(own.id);
      return known.map(({ kind, a, b }) => ({ kind, a: b, b: a }));
    }
    const fresh = differencesOf(own, other);
    found.set(other.id, fresh);
    return fresh;
  }
}

type Version = { id: string; lang: Lang; text: string };

/** Whether a quotation and its counterpart say all of each other: neither is one of several pieces. */
function isWhole(
  id: string,
  quotations: ReadonlyMap<string, QuotationPairs>,
  uses: ReadonlyMap<string, number>,
): boolean {
  const [version, ...more] = quotations.get(id)!.versionIds;
  return version !== undefined && more.length === 0 && uses.get(version) === 1;
}

/** Of how many of these quotations each is a version. */
function usesIn(quotations: ReadonlyMap<string, QuotationPairs>): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { versionIds } of quotations.values()) {
    for (const id of versionIds) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return uses;
}

/** Reported speech is paired with nothing. */
const ALONE: Omit<QuotationPairs, 'statementId'> = { counterpartId: null, versionIds: [] };

function* map<Item, Result>(items: Iterable<Item>, make: (item: Item) => Result): Iterable<Result> {
  for (const item of items) yield make(item);
}
