import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawRelease } from '../../src/domain.ts';
import { releaseId } from '../../src/identity.ts';
import { openStore, type Store, StoreError, storePath } from '../../src/store/index.ts';
import { EXTRACTOR, extractionOf, rawRelease } from './samples.ts';

let dir: string;
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dixit-store-'));
  store = openStore(dir);
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const record = (raw: RawRelease, extractor = EXTRACTOR) => store.record(raw, extractionOf(raw), { extractor });
const ids = () => [...store.releases()].map(({ release }) => release.sourceId).sort();

describe('recording', () => {
  const raw = rawRelease('« Enfin », dit-elle.\n\n« Enfin ! » Puis : « Enfin » et « Merci ».');

  it('keeps what was read and extracted', () => {
    const { releaseId: id, ...rest } = record(raw);
    expect(rest).toEqual({ revision: 1, outcome: 'added' });
    const { quotations, headline, lang, dateline, issuedOn, text, sections, diagnostics } = extractionOf(raw);
    expect(store.release(id)).toEqual({
      release: {
        id: releaseId('Ville de Clairpré', '2026-14'),
        sourceId: '2026-14',
        publisher: 'Ville de Clairpré',
        url: 'https://clairpre.example/14',
        lang,
        headline,
        dateline,
        issuedOn,
        text,
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        revision: 1,
        status: 'usable',
        embargoedUntil: null,
        recordedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      alternates: raw.alternates,
      sections,
      quotations,
      diagnostics,
    });
    expect(quotations).toHaveLength(4);
    expect([...store.releases()]).toEqual([store.release(id)]);
    expect(store.stats()).toEqual({ releases: 1, revisions: 1, quotations: 4, version: 1 });
    expect(store.release('r000000000000')).toBeNull();
  });

  it('keeps it beyond its process', () => {
    const { releaseId: id } = record(raw);
    const before = store.release(id);
    store.close();
    store = openStore(dir);
    expect(store.release(id)).toEqual(before);
    expect(store.version()).toBe(1);
  });

  it('is one file once it is closed', () => {
    record(raw);
    store.close();
    const copy = join(dir, 'copy');
    mkdirSync(copy);
    copyFileSync(storePath(dir), storePath(copy));
    const copied = openStore(copy);
    expect(copied.stats()).toEqual({ releases: 1, revisions: 1, quotations: 4, version: 1 });
    copied.close();
    store = openStore(dir);
  });

  it('tells the same source id of two publishers apart', () => {
    const [a, b] = [record(raw), record({ ...raw, publisher: null }), record({ ...raw, publisher: 'null' })];
    expect(a.releaseId).not.toBe(b!.releaseId);
    expect(store.stats().releases).toBe(3);
  });

  it('of the same again changes nothing', () => {
    record(raw);
    expect(record(raw)).toMatchObject({ revision: 1, outcome: 'unchanged' });
    expect(record({ ...raw, place: 'copy.jsonl:9' }).outcome).toBe('unchanged');
    expect(store.version()).toBe(1);
  });

  it.each<[string, Partial<RawRelease>]>([
    ['words', rawRelease('« Jamais », dit-elle.')],
    ['title', { title: 'Deux écluses' }],
    ['date', { date: '2026-03-15' }],
    ['url', { url: null }],
    ['status', { status: 'withheld' }],
    ['embargo', { embargoedUntil: '2026-04-01T12:00:00.000Z' }],
    ['language', { lang: null }],
  ])('of another %s makes a revision, and keeps the one before', (_, change) => {
    const { releaseId: id } = record(raw);
    const first = store.release(id)!;
    const revised = { ...raw, ...change };
    expect(record(revised)).toEqual({ releaseId: id, revision: 2, outcome: 'revised' });
    const [before, after] = store.revisions(id);
    expect(before).toMatchObject(first);
    expect(after).toMatchObject(store.release(id)!);
    expect(after!.release).toMatchObject({ revision: 2, text: extractionOf(revised).text, status: revised.status });
    expect(after!.release.contentHash).not.toBe(first.release.contentHash);
    expect(Date.parse(before!.release.recordedAt)).toBeLessThanOrEqual(Date.parse(after!.release.recordedAt));
    expect(store.stats()).toMatchObject({
      releases: 1,
      revisions: 2,
      quotations: extractionOf(revised).quotations.length,
    });
  });

  it('does not take other spaces, breaks or invisible characters for a revision', () => {
    record(raw);
    const respaced = rawRelease(
      '«\u00a0Enfin\u00a0», dit-\u00adelle. «\u202fEnfin ! »\nPuis :  « Enfin » et « Merci ».',
    );
    expect(record({ ...respaced, place: 'b.html' }).outcome).toBe('re-extracted');
    expect(store.stats().revisions).toBe(1);
  });

  it('by a newer extractor replaces what the older one found', () => {
    const { releaseId: id } = record(raw);
    const { recordedAt } = store.revisions(id)[0]!.release;
    const better = { ...extractionOf(raw), headline: 'Mieux lu', quotations: extractionOf(raw).quotations.slice(1) };
    expect(store.record(raw, better, { extractor: 'test-2' })).toEqual({
      releaseId: id,
      revision: 1,
      outcome: 're-extracted',
    });
    expect(store.release(id)).toMatchObject({ release: { headline: 'Mieux lu' }, quotations: better.quotations });
    expect(store.revisions(id)).toMatchObject([{ release: { recordedAt }, extractor: 'test-2' }]);
    expect(store.record(raw, better, { extractor: 'test-2' }).outcome).toBe('unchanged');
  });

  it('learns of new links and structure without a revision', () => {
    const { releaseId: id } = record(raw);
    expect(record({ ...raw, alternates: [] }).outcome).toBe('re-extracted');
    expect(store.release(id)!.alternates).toEqual([]);
  });

  it('of nothing but a withdrawal hides nothing of the history', () => {
    const { releaseId: id } = record(raw);
    record({ ...raw, status: 'withdrawn', blocks: [] });
    expect(store.release(id)).toMatchObject({ release: { status: 'withdrawn', text: '' }, quotations: [] });
    expect(store.revisions(id)[0]!.quotations).toHaveLength(4);
  });

  it('is undone as a whole when it fails', () => {
    const { quotations, ...rest } = extractionOf(raw);
    const twice = { ...rest, quotations: [quotations[0]!, quotations[0]!] };
    expect(() => store.record(raw, twice, { extractor: EXTRACTOR })).toThrow(
      /^cannot record releases\.jsonl:1 in .*store\.sqlite: expected quotations of different ids, found one twice$/,
    );
    expect(store.stats()).toEqual({ releases: 0, revisions: 0, quotations: 0, version: 0 });
    expect(record(raw).outcome).toBe('added');
  });
});

describe('places', () => {
  const first = rawRelease('Un', { place: 'a.jsonl:1' });
  const second = rawRelease('Deux', { place: 'a.jsonl:2' });

  it('that say what they said before say nothing new, though one release stands twice in a file', () => {
    expect([first, second].map((raw) => record(raw).outcome)).toEqual(['added', 'revised']);
    expect([first, second].map((raw) => record(raw).outcome)).toEqual(['unchanged', 'unchanged']);
    expect([first, second].map((raw) => record(raw, 'test-2').outcome)).toEqual(['unchanged', 're-extracted']);
  });

  it('that say something else, or go back to what they said, are heard', () => {
    record(first);
    expect(record({ ...second, place: first.place }).outcome).toBe('revised');
    expect(record(first)).toMatchObject({ revision: 3, outcome: 'revised' });
    expect(record(rawRelease('Un', { place: first.place, sourceId: 'other' })).outcome).toBe('added');
  });

  it('read twice in the same order change nothing the second time, whatever they say', () => {
    const said = fc.record({
      sourceId: fc.constantFrom('a', 'b', 'c'),
      text: fc.constantFrom('Un', 'Deux', '« Trois »'),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), fc.uuid(), (rows, file) => {
        const raws = rows.map(({ sourceId, text }, i) => rawRelease(text, { sourceId, place: `${file}:${i + 1}` }));
        for (const raw of raws) record(raw);
        const [version, before] = [store.version(), [...store.releases()]];
        expect(raws.map((raw) => record(raw).outcome)).toEqual(raws.map(() => 'unchanged'));
        expect(store.version()).toBe(version);
        expect([...store.releases()]).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});

describe('files', () => {
  const file = { path: '/corpus/a.txt', bytesHash: 'b1', extractor: EXTRACTOR };

  it('are seen once read to their end, with these bytes and this extractor', () => {
    expect(store.seen(file)).toBe(false);
    store.markSeen(file, new Set([file.path]));
    expect(store.seen(file)).toBe(true);
    expect(store.seen({ ...file, bytesHash: 'b2' })).toBe(false);
    expect(store.seen({ ...file, extractor: 'test-2' })).toBe(false);
    store.markSeen({ ...file, bytesHash: 'b2' }, new Set([file.path]));
    expect([store.seen(file), store.seen({ ...file, bytesHash: 'b2' })]).toEqual([false, true]);
  });

  it('keep the name that their release got first', () => {
    expect(store.sourceIdAt(file.path)).toBeNull();
    const raw = rawRelease('Un', { sourceId: 'a.txt' });
    store.record(raw, extractionOf(raw), { extractor: EXTRACTOR, path: file.path });
    store.markSeen(file, new Set([file.path]));
    store.record({ ...raw, sourceId: 'corpus/a.txt' }, extractionOf(raw), { extractor: EXTRACTOR, path: file.path });
    expect(store.sourceIdAt(file.path)).toBe('a.txt');
  });
});

describe('reading', () => {
  it('streams all releases in the order of their ids, over many pages, while they are written', () => {
    const total = 450;
    for (let i = 0; i < total; i += 1)
      record(rawRelease(`Release ${i} « Oui »`, { sourceId: `s${i}`, place: `a:${i}` }));
    const seen: string[] = [];
    for (const { release, quotations } of store.releases()) {
      seen.push(release.id);
      expect(quotations).toHaveLength(1);
      record(
        rawRelease(`Changed ${release.sourceId} « Oui »`, { sourceId: release.sourceId, place: `b:${seen.length}` }),
      );
    }
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toHaveLength(total);
    expect(store.stats()).toMatchObject({ releases: total, revisions: 2 * total, quotations: total });
  });

  it('tells what changed since a version, each release once, in the order of change', () => {
    for (const sourceId of ['a', 'b', 'c']) record(rawRelease('Un', { sourceId, place: sourceId }));
    const version = store.version();
    expect([...store.changedSince(version)]).toEqual([]);
    record(rawRelease('Deux', { sourceId: 'c', place: 'c' }));
    record(rawRelease('Deux', { sourceId: 'a', place: 'a' }));
    record(rawRelease('Trois', { sourceId: 'c', place: 'c' }));
    expect([...store.changedSince(version)].map(({ release }) => [release.sourceId, release.revision])).toEqual([
      ['a', 2],
      ['c', 3],
    ]);
    expect(ids()).toEqual(['a', 'b', 'c']);
  });

  it('gives back what was read to whoever extracts better', () => {
    const raws = ['a', 'b', 'c'].map((sourceId) => rawRelease(`Texte ${sourceId}`, { sourceId, place: sourceId }));
    for (const raw of raws) record(raw);
    record(raws[1]!, 'test-2');
    expect([...store.outdated('test-2')].map(({ sourceId }) => sourceId).sort()).toEqual(['a', 'c']);
    expect([...store.outdated(EXTRACTOR)]).toEqual([raws[1]]);
    for (const raw of store.outdated('test-3')) expect(record(raw, 'test-3').outcome).toBe('re-extracted');
    expect([...store.outdated('test-3')]).toEqual([]);
  });

  it('does not depend on the order of recording', () => {
    const raws = ['a', 'b', 'c', 'd'].map((sourceId) => rawRelease(`« ${sourceId} »`, { sourceId, place: sourceId }));
    fc.assert(
      fc.property(fc.shuffledSubarray(raws, { minLength: 4 }), (order) => {
        const other = mkdtempSync(join(tmpdir(), 'dixit-store-'));
        const second = openStore(other);
        for (const raw of raws) record(raw);
        for (const raw of order) second.record(raw, extractionOf(raw), { extractor: EXTRACTOR });
        const said = ({ releases }: typeof store) =>
          Array.from(releases(), ({ release: { recordedAt: _, ...release }, ...rest }) => ({ release, ...rest }));
        expect(said(second)).toEqual(said(store));
        second.close();
        rmSync(other, { recursive: true });
      }),
      { numRuns: 5 },
    );
  });

  it('sees what another connection has written, and writes nothing itself when read-only', () => {
    const reader = openStore(dir, { readonly: true });
    record(rawRelease('Un'));
    expect(reader.stats().releases).toBe(1);
    const raw = rawRelease('Deux');
    expect(() => reader.record(raw, extractionOf(raw), { extractor: EXTRACTOR })).toThrow(/readonly database/);
    expect(record(raw).outcome).toBe('revised');
    reader.close();
  });

  it('keeps odd characters', () => {
    const { releaseId: id } = record(rawRelease('« 𝒳 \u0000 é \ud83d »\u2028fin', { sourceId: 'o\'odd "id" 😀' }));
    expect(store.release(id)!.release).toMatchObject({
      text: '« 𝒳 \u0000 é \ud83d »\u2028fin',
      sourceId: 'o\'odd "id" 😀',
    });
  });
});

describe('what cannot be opened', () => {
  const failure = (path: string, options?: { readonly: boolean }) => {
    try {
      openStore(path, options).close();
    } catch (error) {
      expect(error).toBeInstanceOf(StoreError);
      return (error as Error).message;
    }
    return 'opened';
  };

  it('is a record that is not there, for a reader', () => {
    expect(failure(join(dir, 'none'), { readonly: true })).toMatch(/^cannot open .*none.store\.sqlite: no such file$/);
  });

  it('is a folder that is a file', () => {
    const path = join(dir, 'file');
    writeFileSync(path, '');
    expect(failure(path)).toMatch(/^cannot create the folder .*file: EEXIST/);
  });

  it('is a record of another version, or of another program', () => {
    const other = join(dir, 'other');
    openStore(other).close();
    const database = new Database(storePath(other));
    database.exec('PRAGMA user_version = 99');
    database.close();
    for (const readonly of [false, true]) {
      expect(failure(other, { readonly })).toMatch(
        /^cannot use .*other.store\.sqlite: expected a Dixit store of version 2, found version 99$/,
      );
    }

    const strange = join(dir, 'strange');
    mkdirSync(strange);
    const stranger = new Database(storePath(strange));
    stranger.exec('CREATE TABLE notes (text TEXT)');
    stranger.close();
    expect(failure(strange)).toMatch(/found a database of another program$/);
  });

  it('is a damaged file', () => {
    const damaged = join(dir, 'damaged');
    mkdirSync(damaged);
    writeFileSync(storePath(damaged), 'not a database at all, '.repeat(500));
    expect(failure(damaged)).toMatch(/^cannot open .*damaged.store\.sqlite: file is not a database$/);
    expect(readFileSync(storePath(damaged), 'utf8')).toMatch(/^not a database/);
  });
});
