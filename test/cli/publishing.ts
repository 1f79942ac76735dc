/** An index folder that releases are recorded in and published from in this process, by a clock of the test's own. */
import { join } from 'node:path';
import type { Visibility } from '../../src/domain.ts';
import { EXTRACTOR, extract } from '../../src/extract/index.ts';
import { publish } from '../../src/pipeline/publish.ts';
import type { Settings } from '../../src/pipeline/settings.ts';
import { PARTS } from '../../src/pipeline/wiring.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { type EmbeddedIndex, openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_FILTERS } from '../../src/search/port.ts';
import { openStore } from '../../src/store/index.ts';
import { request } from '../search/collection.ts';

/** A release as a file holds it. */
export type Told = { name: string; content: string };
export const OPEN: Visibility = { status: 'usable', embargoedUntil: null };

export type Publishing = ReturnType<typeof openPublishing>;

/** `dir` need not exist yet. */
export function openPublishing(dir: string, corpus = join(dir, 'no-corpus')) {
  const settings: Settings = {
    host: '127.0.0.1',
    port: 0,
    allowPrivate: false,
    rate: null,
    origin: null,
    corpus,
    index: dir,
  };
  const within = async <Result>(work: (store: ReturnType<typeof openStore>) => Promise<Result>): Promise<Result> => {
    const store = openStore(dir);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  };
  return {
    dir,
    settings,
    /** In this order; the last visibility of a release is its own. */
    record: (releases: Iterable<[Told, Visibility]>) =>
      within(async (store) => {
        for (const [{ name, content }, visibility] of releases) {
          for (const raw of readReleases(name, Buffer.from(content), name)) {
            if (raw instanceof ReadError) throw raw;
            const told = { ...raw, ...visibility };
            store.record(told, extract(told), { extractor: EXTRACTOR });
          }
        }
      }),
    publish: (at: number) => within((store) => publish(store, settings, { ...PARTS, now: () => new Date(at) })),
    /** What readers find at an instant. */
    async at<Found>(at: number, look: (index: EmbeddedIndex) => Promise<Found>): Promise<Found> {
      const index = await openEmbeddedIndex({ dir, now: () => new Date(at) });
      try {
        return await look(index);
      } finally {
        await index.close();
      }
    },
  };
}

/** All quotations with all that is shown of them. */
export async function quotationsOf(index: EmbeddedIndex) {
  const found = [];
  for await (const quotation of index.scan({ q: '', filters: NO_FILTERS })) found.push(quotation);
  return found;
}

/** What readers can see, but for when it was published and of which state of which record. */
export async function answersOf(index: EmbeddedIndex, words: readonly string[]) {
  const quotations = await quotationsOf(index);
  const all = { q: '', page: 1, hitsPerPage: 10_000 };
  const people = await index.people(all);
  const posts = await index.posts(all);
  const { basis: _, publishedAt: __, ...stats } = await index.stats();
  const releases = [];
  for (const id of new Set(quotations.map(({ release }) => release.id))) {
    const { recordedAt: _, revision: __, ...release } = (await index.release(id))!;
    releases.push(release);
  }
  const asked = [];
  for (const word of words) {
    const { nextCursor: _, ...found } = await index.search(request(word, { hitsPerPage: 5 }));
    asked.push([word, found, await index.suggest(word.slice(0, 4), 10), await index.lexicon(word)]);
  }
  const differences = await index.differences({ lang: 'fr', page: 1, hitsPerPage: 1000 });
  return { quotations, people, posts, stats, releases, asked, differences };
}
