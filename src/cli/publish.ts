/** The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register. */
import { createHash } from 'node:crypto';
import type { RecordedRelease, Register } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { type Features, PAIRING, type Pairs } from '../pair/index.ts';
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
  return `${store.id()}.${store.version()}.${EXTRACTOR}.${PAIRING}.${hash}`;
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
