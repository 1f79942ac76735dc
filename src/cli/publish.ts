/**
 * The second stroke: store -> pair -> people -> search. Published whole, what readers search is a pure function of store,
 * register and corrections; where only changes are published, the lexicon and what the collection teaches of people stay
 * as the last whole publication had them.
 */
import { createHash } from 'node:crypto';
import type { Difference, Lang, RecordedRelease, Register, Visibility } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { differencesOf, MOST_PAIRS, PAIRING, type Pairing, type QuotationPairs, type Versions } from '../pair/index.ts';
import { type Directory, PEOPLE, searchable, shownPost } from '../people/index.ts';
import { learn, wordedRegister } from '../people/learn.ts';
import type { RowFile } from '../people/register.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import {
  type Collection,
  correctionsFile,
  correctionsIn,
  type Speaking,
  speakingIn,
  tellUnknown,
} from './collection.ts';
import { type Paired, pairUp } from './pairing.ts';
import type { Parts } from './parts.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import { sightingsIn } from './resolve.ts';
import type { Settings } from './settings.ts';

/** Publishes the store unless the snapshot already says all of it; where little has changed, only that. */
export async function publish(store: Store, settings: Settings, parts: Parts): Promise<void> {
  const register = loadRegister(settings.corpus);
  const corrections = correctionsFile(settings.corpus);
  const basis = basisOf(store, register, corrections);
  const index = await parts.openIndex({ dir: settings.index });
  try {
    const published = (await index.published())?.basis ?? null;
    if (published === String(basis)) return parts.tidyPairingFile(settings.index);
    const bar = progress('publish', store.stats().releases, 'releases');
    const paired = pairUp(store, settings.index, parts);
    try {
      const { pairing } = paired;
      const changes = published !== null && basis.follows(published, paired.changes?.since) ? paired.changes : null;
      const directory = parts.directoryOf(register);
      const collection = changes
        ? partOf(store, pairing, directory, register, changes)
        : wholeOf(store, pairing, directory, register, paired);
      const decided = correctionsIn(corrections, collection);
      if (!changes) tellUnknown(decided, collection.sightings);
      const writer = releaseWriter(store, pairing, speakingIn(collection, decided));
      await index.publish({
        scope: changes ? 'changes' : 'all',
        releases: changes
          ? map(changes.ids, (id) => writer.write(store.release(id)!))
          : map(store.releases(), writer.write),
        register: searchable(collection.register),
        // What few releases teach waits until the whole is published again.
        ...(changes ? {} : { lexicon: () => parts.learn(writer.aligned) }),
        basis: String(basis),
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

/** Names all that a snapshot is made from. */
function basisOf(store: Store, register: Register, corrections: RowFile | null) {
  const decided = JSON.stringify([register, corrections?.text ?? '']);
  const hash = createHash('sha256').update(decided).digest('hex').slice(0, 12);
  const rules = `${EXTRACTOR}.${PAIRING}.${PEOPLE}.${hash}`;
  const version = store.version();
  return {
    toString: () => `${store.id()}.${version}.${rules}`,
    /** Whether `other` is made by the same rules of an earlier state of the same record, of version `since` or later. */
    follows(other: string, since = Number.POSITIVE_INFINITY): boolean {
      const [id, earlier, ...more] = other.split('.');
      return id === store.id() && Number(earlier) >= since && Number(earlier) <= version && more.join('.') === rules;
    },
  };
}

function wholeOf(store: Store, pairing: Pairing, directory: Directory, register: Register, paired: Paired): Collection {
  const sightings = Array.from(store.releases(), (recorded) => sightingsIn(recorded, directory)).flat();
  const counterparts = pairing.counterparts();
  const lessons = learn(register, sightings, counterparts);
  paired.keep(lessons);
  return { sightings, counterparts, lessons, register: wordedRegister(register, lessons) };
}

/** The releases that changed and their versions, under what the whole collection taught before. */
function partOf(
  store: Store,
  pairing: Pairing,
  directory: Directory,
  register: Register,
  { ids, lessons }: NonNullable<Paired['changes']>,
): Collection {
  const pairs = new Map(Array.from(ids, (id) => [id, pairing.of(id)]));
  const others = [...pairs.values()].flatMap(({ counterpartId }) => counterpartId ?? []);
  const sightings = [...new Set([...ids, ...others])].flatMap((id) => sightingsIn(store.release(id)!, directory));
  const counterparts = new Map<string, string>();
  for (const { quotations } of pairs.values()) {
    for (const [id, { counterpartId }] of quotations) if (counterpartId) counterparts.set(id, counterpartId);
  }
  return { sightings, counterparts, lessons, register: wordedRegister(register, lessons) };
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
        if (other && lang < other.lang && isOpen(release) && isOpen(other) && aligned.length < MOST_PAIRS) {
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
            other && isWhole(id, quotations) ? differences({ id, lang, text }, { ...other, id: otherId! }) : [],
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
function isWhole(id: string, quotations: ReadonlyMap<string, QuotationPairs>): boolean {
  const versions = quotations.get(id)!.versionIds;
  const sharing = [...quotations.values()].filter(({ versionIds }) => versionIds.some((one) => versions.includes(one)));
  return versions.length === 1 && sharing.length === 1;
}

/** Reported speech is paired with nothing. */
const ALONE: Omit<QuotationPairs, 'statementId'> = { counterpartId: null, versionIds: [] };

/** The lexicon shows words to everybody and at any time, so it learns nothing from what may not be shown. */
const isOpen = ({ status, embargoedUntil }: Visibility): boolean => status === 'usable' && embargoedUntil === null;

function* map<Item, Result>(items: Iterable<Item>, make: (item: Item) => Result): Iterable<Result> {
  for (const item of items) yield make(item);
}
