/**
 * The second stroke: store -> pair -> people -> search. What readers search is a pure function of store, register and
 * corrections.
 */
import { createHash } from 'node:crypto';
import type { RecordedRelease, Register } from '../domain.ts';
import { EXTRACTOR } from '../extract/index.ts';
import { type Features, PAIRING, type Pairs } from '../pair/index.ts';
import { PEOPLE, searchable, shownPost } from '../people/index.ts';
import type { Sighting } from '../people/learn.ts';
import type { RowFile } from '../people/register.ts';
import type { QuotationDocument, ReleaseDocument } from '../search/port.ts';
import type { Store } from '../store/index.ts';
import { applicable, correctionsFile, type Speaking, speakingIn, taughtBy } from './collection.ts';
import type { Parts } from './parts.ts';
import { progress } from './progress.ts';
import { loadRegister } from './register.ts';
import { sightingsIn } from './resolve.ts';
import type { Settings } from './settings.ts';

/** Publishes the store unless the snapshot already says all of it. */
export async function publish(store: Store, settings: Settings, parts: Parts): Promise<void> {
  const register = loadRegister(settings.corpus);
  const corrections = correctionsFile(settings.corpus);
  const basis = basisOf(store, register, corrections);
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
    const collection = taughtBy(register, sightings, pairs.quotations);
    const speaking = speakingIn(collection, applicable(corrections, collection));
    await index.publish({
      scope: 'all',
      releases: documents(store, pairs, speaking),
      register: searchable(collection.lessons.register),
      basis,
      onProgress: (done) => bar.update(done, done),
    });
    bar.stop();
  } finally {
    await index.close();
  }
}

/** Names all that a snapshot is made from. */
function basisOf(store: Store, register: Register, corrections: RowFile | null): string {
  const decided = JSON.stringify([register, corrections?.text ?? '']);
  const hash = createHash('sha256').update(decided).digest('hex').slice(0, 12);
  return `${store.id()}.${store.version()}.${EXTRACTOR}.${PAIRING}.${PEOPLE}.${hash}`;
}

function* documents(store: Store, pairs: Pairs, speaking: Speaking): Iterable<ReleaseDocument> {
  for (const recorded of store.releases()) yield releaseDocument(recorded, pairs, speaking);
}

function releaseDocument(recorded: RecordedRelease, pairs: Pairs, speaking: Speaking): ReleaseDocument {
  const { contentHash: _, ...release } = recorded.release;
  return {
    ...release,
    sections: recorded.sections,
    counterpartId: pairs.releases.get(release.id) ?? null,
    quotations: recorded.quotations.flatMap(({ quotation, attribution }): QuotationDocument[] => {
      const spoken = speaking(quotation.id);
      if (!spoken) return [];
      const { speakers, posts, corrected } = spoken;
      const document = {
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
        ...(corrected ? { corrected } : {}),
      };
      return [document];
    }),
  };
}
