/**
 * The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register;
 * the lexicon is learned from what was paired, and published with it.
 */
import { createHash } from 'node:crypto';
import type { Lang, RecordedRelease, Register, Visibility } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { differencesOf, type Features, MOST_PAIRS, PAIRING, type Pairs, type Versions } from '../pair/index.ts';
import type { Directory } from '../people/index.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import type { Settings } from './settings.ts';

/** Publishes the store unless the snapshot already says all of it. */
export async function publish(store: Store, settings: Settings, parts: Parts): Promise<void> {
  const register = loadRegister(settings.corpus);
  const basis = basisOf(store, register);
  const index = await parts.openIndex({ dir: settings.index });
  try {
    if ((await index.published())?.basis === basis) return;
    const { releases: total } = store.stats();
    const bar = progress('publish', total, 'releases');
    const features: Features[] = [];
    for (const recorded of store.releases()) features.push(parts.featuresOf(recorded));
    const pairs = parts.pair(features);
    const directory = parts.directoryOf(register);
    const aligned: Versions[] = [];
    await index.publish({
      scope: 'all',
      releases: documents(store, pairs, directory, aligned),
      register,
      lexicon: () => parts.learn(aligned),
      basis,
      onProgress: (done) => bar.update(done, done),
    });
    bar.stop();
  } finally {
    await index.close();
  }
}

/** Names all that a snapshot is made from. */
function basisOf(store: Store, register: Register): string {
  const hash = createHash('sha256').update(JSON.stringify(register)).digest('hex').slice(0, 12);
  return `${store.id()}.${store.version()}.${EXTRACTOR}.${PAIRING}.${hash}`;
}

/** Adds to `aligned`, as it goes by, what the lexicon is learned from. */
function* documents(store: Store, pairs: Pairs, directory: Directory, aligned: Versions[]): Iterable<ReleaseDocument> {
  for (const recorded of store.releases()) yield releaseDocument(recorded, store, pairs, directory, aligned);
}

function releaseDocument(
  recorded: RecordedRelease,
  store: Store,
  pairs: Pairs,
  directory: Directory,
  aligned: Versions[],
): ReleaseDocument {
  const { contentHash: _, ...release } = recorded.release;
  const counterpartId = pairs.releases.get(release.id) ?? null;
  return {
    ...release,
    sections: recorded.sections,
    counterpartId,
    quotations: recorded.quotations.map(({ quotation, attribution }): QuotationDocument => {
      const { speakers, posts } = directory.resolve(attribution, quotation.lang, release.issuedOn);
      const { id, lang, kind, text, content } = quotation;
      const otherId = pairs.quotations.get(id) ?? null;
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
        counterpartId: otherId,
        versionIds: pairs.versions.get(id) ?? [],
        statementId: pairs.statements.get(id) ?? id,
        differences: other ? differencesOf(quotation, other) : [],
      };
    }),
  };
}

/** The lexicon shows words to everybody and at any time, so it learns nothing from what may not be shown. */
const isOpen = ({ status, embargoedUntil }: Visibility): boolean => status === 'usable' && embargoedUntil === null;
