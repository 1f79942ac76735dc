/** What was recorded before notices were read is read by them once its record is gone through again, its file long gone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ingest } from '../../src/pipeline/ingest.ts';
import { settings } from '../../src/pipeline/settings.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { openStore } from '../../src/store/index.ts';
import { extractionOf, rawRelease } from '../store/samples.ts';

it('hides a release of an older record above which an embargo is printed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-again-'));
  const dir = join(folder, 'ix');
  try {
    const store = openStore(dir);
    const shown = rawRelease('« Enfin », dit-elle.', { sourceId: 'shown', place: '/gone/shown.txt' });
    const hidden = rawRelease("SOUS EMBARGO JUSQU'AU 1er mars 2999\n\n« Jamais », dit-elle.", {
      sourceId: 'hidden',
      place: '/gone/hidden.txt',
      url: null,
    });
    for (const raw of [shown, hidden]) store.record(raw, extractionOf(raw), { extractor: 'older' });
    store.close();
    const corpus = join(folder, 'corpus');
    mkdirSync(corpus);
    writeFileSync(join(corpus, 'more.txt'), 'PORT HALE, June 3, 2021 - More.\n\n“More of it,” said Jane Roe.\n');
    await ingest([corpus], settings(dir, { DIXIT_CORPUS: corpus }));
    const index = await openEmbeddedIndex({ dir });
    const releases = await Promise.all(
      [...openStoreIds(dir)].map(async ([sourceId, id]) => [sourceId, (await index.release(id)) !== null] as const),
    );
    await index.close();
    expect(Object.fromEntries(releases)).toEqual({ shown: true, hidden: false, 'more.txt': true });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function openStoreIds(dir: string): Map<string, string> {
  const store = openStore(dir);
  const ids = new Map(Array.from(store.releases(), ({ release }) => [release.sourceId, release.id]));
  store.close();
  return ids;
}
