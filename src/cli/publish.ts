/**
 * The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register;
 * the lexicon is learned from what was paired, and published with it.
 */
import { createHash } from 'node:crypto';
import type { Lang, RecordedRelease, Register, Visibility } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import {
  differencesOf,
  type Features,
  MOST_PAIRS,
  openPairing,
  PAIRING,
  type Pairing,
  type QuotationPairs,
  type SavedPairing,
  type Versions,
} from '../pair/index.ts';
import type { Directory } from '../people/index.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import type { Settings } from './settings.ts';

/** Publishes the store unless the snapshot already says all of it; where little has changed, only that. */
export async function publish(store: Store, settings: Settings, parts: Parts): Promise<void> {
  const register = loadRegister(settings.corpus);
  const basis = basisOf(store, register);
  const index = await parts.openIndex({ dir: settings.index });
  try {
    const published = (await index.published())?.basis ?? null;
    if (published === String(basis)) return;
    const bar = progress('publish', store.stats().releases, 'releases');
    const { pairing, changed, close } = pairUp(store, settings, parts, basis);
    try {
      const aligned: Versions[] = [];
      const directory = parts.directoryOf(register);
      const write = (recorded: RecordedRelease) => releaseDocument(recorded, store, pairing, directory, aligned);
      const whole = changed === null || published === null || !basis.follows(published);
      await index.publish({
        scope: whole ? 'all' : 'changes',
        releases: whole ? map(store.releases(), write) : map(changed, (id) => write(store.release(id)!)),
        register,
        // What few releases teach waits until the whole is published again.
        ...(whole ? { lexicon: () => parts.learn(aligned) } : {}),
        basis: String(basis),
        onProgress: (done) => bar.update(done, done),
      });
      close(true);
    } finally {
      close(false);
    }
    bar.stop();
  } finally {
    await index.close();
  }
}

/** Names all that a snapshot is made from. */
function basisOf(store: Store, register: Register) {
  const hash = createHash('sha256').update(JSON.stringify(register)).digest('hex').slice(0, 12);
  const rules = `${EXTRACTOR}.${PAIRING}.${hash}`;
  const version = store.version();
  return {
    store: store.id(),
    version,
    toString: () => `${store.id()}.${version}.${rules}`,
    /** Whether `other` says the same of an earlier state of the same record. */
    follows(other: string): boolean {
      const [id, earlier, ...more] = other.split('.');
      return id === store.id() && Number(earlier) <= version && more.join('.') === rules;
    },
  };
}

/**
 * Brings the pairing up to the record. `changed` are the releases that a snapshot of any later state than the former
 * pairing must show anew; null for all of them. `close` may be called twice; the first call counts.
 */
function pairUp(
  store: Store,
  { index: dir }: Settings,
  parts: Parts,
  { store: id, version }: ReturnType<typeof basisOf>,
) {
  const basis = `${id}.${PAIRING}`;
  const file = parts.openPairingFile<Features, SavedPairing>(dir);
  const known = file.state?.basis === basis && file.state.version <= version ? file.state : null;
  let pairing = openPairing(file, known?.saved ?? null);
  let changed: Set<string> | null = null;
  if (known) {
    const added: string[] = [];
    for (const recorded of store.changedSince(known.version)) {
      pairing.add(parts.featuresOf(recorded));
      added.push(recorded.release.id);
    }
    changed = new Set(added);
  }
  if (!known || pairing.size.replaced + changed!.size > pairing.size.alive * MOST_CHANGED) {
    file.clear();
    pairing = openPairing(file, null);
    changed = null;
    for (const recorded of store.releases()) pairing.add(parts.featuresOf(recorded));
  }
  const settled = parts.settle(pairing);
  let open = true;
  return {
    pairing,
    changed: changed && new Set([...changed, ...settled]),
    close(done: boolean): void {
      if (!open) return;
      open = false;
      if (done) file.save({ basis, version, saved: pairing.save() });
      file.close();
    },
  };
}

/** Of all releases: beyond that the weights of words have changed too, and everything is paired anew. */
const MOST_CHANGED = 0.2;

function* map<Item, Result>(items: Iterable<Item>, make: (item: Item) => Result): Iterable<Result> {
  for (const item of items) yield make(item);
}

/** Adds to `aligned`, as it goes by, what the lexicon is learned from. */
function releaseDocument(
  recorded: RecordedRelease,
  store: Store,
  pairing: Pairing,
  directory: Directory,
  aligned: Versions[],
): ReleaseDocument {
  const { contentHash: _, ...release } = recorded.release;
  const { counterpartId, quotations } = pairing.of(release.id);
  return {
    ...release,
    sections: recorded.sections,
    counterpartId,
    quotations: recorded.quotations.map(({ quotation, attribution }): QuotationDocument => {
      const { speakers, posts } = directory.resolve(attribution, quotation.lang, release.issuedOn);
      const { id, lang, kind, text, content } = quotation;
      const pairs = quotations.get(id) ?? { ...ALONE, statementId: id };
      const otherId = pairs.counterpartId;
      const other = otherId === null ? null : store.quotation(counterpartId ?? release.id, otherId);
      if (other && lang < other.lang && isOpen(release) && isOpen(other) && aligned.length < MOST_PAIRS) {
        const both = { [lang]: text, [other.lang]: other.text } as Record<Lang, string>;
        aligned.push({ texts: both, ids: { [lang]: id, [other.lang]: otherId } as Record<Lang, string> });
      }
      return {
        id,
        lang,
        kind,
        text,
        content,
        speakers,
        mention: attribution.mention,
        title: attribution.title,
        posts: posts.map(({ id, title, portfolio }) => ({ id, title, portfolio })),
        certainty: attribution.certainty,
        rule: attribution.rule,
        ...pairs,
        differences: other ? differencesOf(quotation, other) : [],
      };
    }),
  };
}

/** Reported speech is paired with nothing. */
const ALONE: Omit<QuotationPairs, 'statementId'> = { counterpartId: null, versionIds: [] };

/** The lexicon shows words to everybody and at any time, so it learns nothing from what may not be shown. */
const isOpen = ({ status, embargoedUntil }: Visibility): boolean => status === 'usable' && embargoedUntil === null;
