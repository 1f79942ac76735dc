/** The second stroke: store -> pair -> people -> search. What readers search is a pure function of store and register. */
import { createHash } from 'node:crypto';
import type { RecordedRelease, Register } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { type Features, PAIRING, type Pairs } from '../pair/index.ts';
import { PEOPLE, type Resolved, shownPost } from '../people/index.ts';
import { learn, type Sighting } from '../people/learn.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import type { Parts } from './parts.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import { sightingsIn } from './resolve.ts';
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
    const directory = parts.directoryOf(register);
    const sightings: Sighting[] = [];
    for (const recorded of store.releases()) {
      features.push(parts.featuresOf(recorded));
      sightings.push(...sightingsIn(recorded, directory));
    }
    const pairs = parts.pair(features);
    const lessons = learn(register, sightings, pairs.quotations);
    const resolved = new Map(
      sightings.map(({ quotationId, resolved }) => [quotationId, lessons.taught(quotationId, resolved)]),
    );
    await index.publish({
      scope: 'all',
      releases: documents(store, pairs, resolved),
      register: lessons.register,
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
  return `${store.id()}.${store.version()}.${EXTRACTOR}.${PAIRING}.${PEOPLE}.${hash}`;
}

type ResolvedById = ReadonlyMap<string, Resolved>;

function* documents(store: Store, pairs: Pairs, resolved: ResolvedById): Iterable<ReleaseDocument> {
  for (const recorded of store.releases()) yield releaseDocument(recorded, pairs, resolved);
}

function releaseDocument(recorded: RecordedRelease, pairs: Pairs, resolved: ResolvedById): ReleaseDocument {
  const { contentHash: _, ...release } = recorded.release;
  return {
    ...release,
    sections: recorded.sections,
    counterpartId: pairs.releases.get(release.id) ?? null,
    quotations: recorded.quotations.map(({ quotation, attribution }): QuotationDocument => {
      const { speakers, posts } = resolved.get(quotation.id)!;
      return {
        id: quotation.id,
        lang: quotation.lang,
        kind: quotation.kind,
        text: quotation.text,
        content: quotation.content,
        speakers,
        mention: attribution.mention,
        title: attribution.title,
        posts: posts.map(shownPost),
        // An office alone, which the register or the other version resolves, is no longer unknown.
        certainty: attribution.certainty === 'unknown' && speakers.length > 0 ? 'resolved' : attribution.certainty,
        rule: attribution.rule,
        counterpartId: pairs.quotations.get(quotation.id) ?? null,
      };
    }),
  };
}
