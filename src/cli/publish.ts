/**
 * The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register;
 * the lexicon is learned from what was paired, and published with it.
 */
import { createHash } from 'node:crypto';
import type { Lang, RecordedRelease, Register, Visibility } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { differencesOf, MOST_PAIRS, PAIRING, type Pairing, type QuotationPairs, type Versions } from '../pair/index.ts';
import type { Directory } from '../people/index.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import { pairUp } from './pairing.ts';
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
    if (published === String(basis)) return parts.tidyPairingFile(settings.index);
    const bar = progress('publish', store.stats().releases, 'releases');
    const paired = pairUp(store, settings.index, parts);
    try {
      const { pairing, changed } = paired;
      const aligned: Versions[] = [];
      const directory = parts.directoryOf(register);
      const write = (recorded: RecordedRelease) => releaseDocument(recorded, store, pairing, directory, aligned);
      const whole = changed === null || published === null || !basis.follows(published, changed.since);
      await index.publish({
        scope: whole ? 'all' : 'changes',
        releases: whole ? map(store.releases(), write) : map(changed.ids, (id) => write(store.release(id)!)),
        register,
        // What few releases teach waits until the whole is published again.
        ...(whole ? { lexicon: () => parts.learn(aligned) } : {}),
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
function basisOf(store: Store, register: Register) {
  const hash = createHash('sha256').update(JSON.stringify(register)).digest('hex').slice(0, 12);
  const rules = `${EXTRACTOR}.${PAIRING}.${hash}`;
  const version = store.version();
  return {
    toString: () => `${store.id()}.${version}.${rules}`,
    /** Whether `other` is made by the same rules of an earlier state of the same record, of version `since` or later. */
    follows(other: string, since: number): boolean {
      const [id, earlier, ...more] = other.split('.');
      return id === store.id() && Number(earlier) >= since && Number(earlier) <= version && more.join('.') === rules;
    },
  };
}

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
        differences: other && isWhole(id, quotations) ? differencesOf(quotation, other) : [],
      };
    }),
  };
}

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
