/** The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register. */
import { createHash } from 'node:crypto';
import type { RecordedRelease, Register } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { type Features, featuresOf, type Pairs, pair } from '../pair/index.ts';
import { type Directory, directoryOf } from '../people/index.ts';
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import type { Settings } from './settings.ts';

/** Publishes the store unless the snapshot already says all of it. */
export async function publish(store: Store, settings: Settings): Promise<void> {
  const register = loadRegister(settings.corpus);
  const basis = basisOf(store, register);
  const index = await openEmbeddedIndex({ dir: settings.index });
  try {
    if ((await index.published())?.basis === basis) return;
    const { releases: total } = store.stats();
    const bar = progress('publish', total, 'releases');
    const features: Features[] = [];
    for (const recorded of store.releases()) features.push(featuresOf(recorded));
    const pairs = pair(features);
    const directory = directoryOf(register);
    await index.publish({
      scope: 'all',
      releases: documents(store, pairs, directory),
      register,
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
  return `${store.version()}.${EXTRACTOR}.${hash}`;
}

function* documents(store: Store, pairs: Pairs, directory: Directory): Iterable<ReleaseDocument> {
  for (const recorded of store.releases()) yield releaseDocument(recorded, pairs, directory);
}

function releaseDocument(recorded: RecordedRelease, pairs: Pairs, directory: Directory): ReleaseDocument {
  const { contentHash: _, ...release } = recorded.release;
  return {
    ...release,
    sections: recorded.sections,
    counterpartId: pairs.releases.get(release.id) ?? null,
    quotations: recorded.quotations.map(({ quotation, attribution }): QuotationDocument => {
      const { speakers, posts } = directory.resolve(attribution, quotation.lang, release.issuedOn);
      return {
        id: quotation.id,
        lang: quotation.lang,
        kind: quotation.kind,
        text: quotation.text,
        content: quotation.content,
        speakers,
        mention: attribution.mention,
        title: attribution.title,
        posts: posts.map(({ id, title, portfolio }) => ({ id, title, portfolio })),
        certainty: attribution.certainty,
        rule: attribution.rule,
        counterpartId: pairs.quotations.get(quotation.id) ?? null,
      };
    }),
  };
}
