/** What a publication leaves as it is: files that would say the same are kept, also where the publication fails. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Lexicon, Register } from '../../src/domain.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { Publication, QuotationIndex } from '../../src/search/port.ts';
import { release, request } from './collection.ts';

const ID = 'ca.olive';
const registerOf = (name: string): Register => ({
  people: [{ id: ID, name, otherNames: [] }],
  posts: [],
  memberships: [],
});
const lexiconOf = (share: number): Lexicon => ({
  version: 'v1',
  pairs: 9,
  renderings: [
    {
      stems: { en: 'bridg', fr: 'pont' },
      words: { en: 'bridge', fr: 'pont' },
      share: { en: share, fr: 0.6 },
      inGlossary: false,
      together: 9,
      each: { en: 9, fr: 9 },
      example: null,
    },
  ],
});
const said = (id: string) =>
  release({ id, quotations: [{ id: `${id}-q`, text: 'The dam holds.', speakers: [{ id: ID, name: 'Olive' }] }] });

let folder: string;
let dir: string;
let index: QuotationIndex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-kept-'));
  dir = join(folder, 'index');
  index = await openEmbeddedIndex({ dir });
});
afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

const files = (kind: string) => readdirSync(join(dir, 'snapshot')).filter((file) => file.startsWith(`${kind}-`));
const publish = (id: string, register: Register, more: Partial<Publication> = {}) =>
  index.publish({ scope: 'changes', releases: [said(id)], register, basis: '1', ...more });
const shown = async () =>
  (await index.search(request('dam'))).facets.speaker.map(({ name, count }) => `${name} ${count}`);

it('the register and the lexicon, where they are the same', async () => {
  await publish('a', registerOf('Olive Roy'), { lexicon: () => lexiconOf(0.8) });
  const [register, lexicon] = [files('register'), files('lexicon')];
  await publish('b', registerOf('Olive Roy'), { lexicon: () => lexiconOf(0.8) });
  expect(files('register')).toEqual(register);
  expect(files('lexicon')).toEqual(lexicon);
  expect(await shown()).toEqual(['Olive Roy 2']);
  expect(register).toHaveLength(1);
});

it('not where they are others', async () => {
  await publish('a', registerOf('Olive Roy'), { lexicon: () => lexiconOf(0.8) });
  const [register, lexicon] = [files('register'), files('lexicon')];
  await publish('b', registerOf('Olive Roy-Day'), { lexicon: () => lexiconOf(0.7) });
  expect(files('register')).toHaveLength(1);
  expect(files('register')).not.toEqual(register);
  expect(files('lexicon')).toHaveLength(1);
  expect(files('lexicon')).not.toEqual(lexicon);
  expect(await shown()).toEqual(['Olive Roy-Day 2']);
});

it('a publication that fails takes away nothing that is published', async () => {
  await publish('a', registerOf('Olive Roy'), { lexicon: () => lexiconOf(0.8) });
  const before = readdirSync(join(dir, 'snapshot')).sort();
  const failing = (async function* () {
    yield said('b');
    throw new Error('no more');
  })();
  await expect(publish('b', registerOf('Olive Roy'), { releases: failing })).rejects.toThrow('no more');
  const lexicon = () => {
    throw new Error('nothing learned');
  };
  await expect(publish('b', registerOf('Olive Roy'), { lexicon })).rejects.toThrow('nothing learned');
  expect(readdirSync(join(dir, 'snapshot')).sort()).toEqual(before);
  const other = await openEmbeddedIndex({ dir });
  expect((await other.search(request('dam'))).totalHits).toBe(1);
  await other.close();
  expect(await shown()).toEqual(['Olive Roy 1']);
});

it('no two publications have the same cursors, though they differ in nothing but what they hold', async () => {
  const many = Array.from({ length: 5 }, (_, i) => said(`r${i}`));
  await publish('a', registerOf('Olive Roy'), { releases: many });
  const { nextCursor } = await index.search(request('dam', { hitsPerPage: 2 }));
  await publish('b', registerOf('Olive Roy'));
  await expect(index.search({ ...request('dam', { hitsPerPage: 2 }), cursor: nextCursor })).rejects.toThrow(
    'what is published has changed',
  );
});
