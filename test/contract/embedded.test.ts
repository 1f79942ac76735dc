import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedIndex, openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { type Publication, type ReleaseDocument, UnavailableError } from '../../src/search/port.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';
import { describeAnswers } from './answers.ts';
import { describeIndex } from './index.ts';

describeIndex('embedded index', (dir, now) => openEmbeddedIndex({ dir, now }));
describeAnswers('embedded index', (dir, now) => openEmbeddedIndex({ dir, now }));

describe('files of the embedded index', () => {
  let dir: string;
  let snapshot: string;
  let index: EmbeddedIndex;
  const others: EmbeddedIndex[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'dixit-embedded-'));
    snapshot = join(dir, 'snapshot');
    index = await openEmbeddedIndex({ dir });
  });
  afterEach(async () => {
    for (const one of [index, ...others.splice(0)]) await one.close();
    await rm(dir, { recursive: true, force: true });
  });

  const one = (i: number, text = `statement number ${i}`) =>
    release({ id: `r${i}`, quotations: [{ id: `q${i}`, text, speakers: [{ id: `p${i}`, name: `Person ${i}` }] }] });
  const publish = (scope: Publication['scope'], ...releases: ReleaseDocument[]) =>
    index.publish({ scope, releases, register: NO_REGISTER, basis: '1' });
  const reopened = async () => {
    const again = await openEmbeddedIndex({ dir });
    others.push(again);
    return again;
  };
  const files = async (end: string) => (await readdir(snapshot)).filter((file) => file.endsWith(end));
  const largestFirst = async () => {
    const sized = (await files('.index')).map((file) => ({ file, size: statSync(join(snapshot, file)).size }));
    return sized.sort((a, b) => b.size - a.size).map(({ file }) => file);
  };
  const total = async (of: EmbeddedIndex) => (await of.search(request(''))).totalHits;

  it('adds a small segment with each change, and merges the small ones when there are more than eight', async () => {
    await publish('all', ...Array.from({ length: 20 }, (_, i) => one(i)));
    for (let i = 20; i < 27; i += 1) await publish('changes', one(i));
    expect(await files('.index')).toHaveLength(8);
    const [large] = await largestFirst();
    await publish('changes', one(27));
    expect(await files('.index')).toHaveLength(2);
    expect(await files('.documents')).toHaveLength(2);
    expect(await files('.json')).toHaveLength(2);
    expect(await largestFirst()).toContain(large);
    expect(await total(index)).toBe(28);
    expect(await total(await reopened())).toBe(28);
    // Once the small ones hold as much as the large one, all is written anew.
    for (let i = 28; i < 42; i += 1) await publish('changes', one(i));
    expect(await largestFirst()).not.toContain(large);
    expect(await total(index)).toBe(42);
  });

  it('writes everything anew when more than a third of the releases are superseded', async () => {
    await publish('all', one(0), one(1), one(2), one(3));
    await publish('changes', one(0, 'changed'), one(1, 'changed'));
    expect(await files('.index')).toHaveLength(2);
    await publish('changes', one(2, 'changed'));
    expect(await files('.index')).toHaveLength(1);
    expect((await index.search(request('changed'))).totalHits).toBe(3);
    expect(await total(index)).toBe(4);
  });

  it('writes no file for what changes nothing, and drops a segment with nothing left', async () => {
    await publish('all', one(0), one(1));
    await publish('changes', one(2));
    await publish('changes');
    expect(await files('.index')).toHaveLength(2);
    await index.remove(['r2']);
    expect(await files('.index')).toHaveLength(1);
    expect(await total(index)).toBe(2);
  });

  it('clears away what a killed publication left, and nothing else', async () => {
    await publish('all', one(0));
    await writeFile(join(snapshot, 'segment-0123456789abcdef.index'), 'half written');
    await writeFile(join(snapshot, 'manifest-0123456789abcdef.json'), '{"half');
    await writeFile(join(snapshot, 'notes.txt'), 'not ours');
    expect(await total(await reopened())).toBe(1);
    await publish('changes', one(1));
    expect((await readdir(snapshot)).sort()).toEqual(expect.arrayContaining(['manifest.json', 'notes.txt']));
    expect(await readdir(snapshot)).toHaveLength(7);
  });

  it('leaves no files when a publication fails', async () => {
    await publish('all', one(0));
    const before = (await readdir(snapshot)).sort();
    const failing = async function* () {
      yield one(1);
      throw new Error('no more');
    };
    await expect(
      index.publish({ scope: 'changes', releases: failing(), register: NO_REGISTER, basis: '2' }),
    ).rejects.toThrow('no more');
    expect((await readdir(snapshot)).sort()).toEqual(before);
  });

  it('answers the same while its documents are fetched, and can be closed meanwhile', async () => {
    await publish('all', one(0), one(1));
    for (const isClosedAtOnce of [true, false]) {
      const again = await openEmbeddedIndex({ dir, prefetch: true });
      if (!isClosedAtOnce) expect((await again.get('q1'))?.text).toBe((await index.get('q1'))!.text);
      await again.close();
    }
  });

  describe('a large collection that another process publishes', () => {
    /** Of so many words that what is new of it is read while others are answered. */
    const large = (id: string) => {
      const words = (from: number) => Array.from({ length: 2000 }, (_, i) => `word${(from * 7919 + i * 31) % 50_000}`);
      const quotations = Array.from({ length: 700 }, (_, i) => ({ id: `${id}-${i}`, text: words(i).join(' ') }));
      return release({ id, quotations });
    };
    let reader: EmbeddedIndex;
    beforeEach(async () => {
      await publish('all', large('large'), one(0));
      reader = await reopened();
      expect(statSync(join(snapshot, (await largestFirst())[0]!)).size).toBeGreaterThan(2 ** 24);
      expect(await total(reader)).toBe(701);
    });

    it('answers from what it has until it has read the rest, and then from that', async () => {
      await publish('changes', one(1));
      expect(await total(reader)).toBe(701);
      await expect.poll(() => total(reader), { timeout: 300_000 }).toBe(702);
      expect((await reader.suggest('person 1', 5)).map(({ text }) => text)).toEqual(['Person 1']);
    });

    it('shows nothing any more that was taken out, whatever comes with it or after it', async () => {
      await index.remove(['r0']);
      expect(await total(reader)).toBe(700);
      await publish('changes', one(1));
      await index.remove(['r1']);
      expect(await total(reader)).toBe(700);
      await index.remove(['large']);
      await publish('all', one(2));
      expect(await total(reader)).toBe(1);
    });

    it('is what its publisher asked for, at once', async () => {
      await publish('changes', one(1));
      expect(await total(index)).toBe(702);
      expect(await reader.published()).toEqual({ basis: '1' });
      expect(await total(reader)).toBe(702);
    });
  });

  describe('damage', () => {
    beforeEach(() => publish('all', one(0), one(1)));

    const expectNothing = async (again: EmbeddedIndex, why: RegExp) => {
      expect(await again.published()).toBeNull();
      await expect(total(again)).rejects.toThrow(why);
      await expect(again.get('q0')).rejects.toThrow(UnavailableError);
      expect(await again.health()).toEqual({ ok: false, reason: expect.stringMatching(why) });
      expect(again.problem()).toMatch(why);
      await expectMended(again);
    };
    const expectMended = async (again: EmbeddedIndex) => {
      await expect(
        again.publish({ scope: 'changes', releases: [one(5)], register: NO_REGISTER, basis: '2' }),
      ).rejects.toThrow(/Publish the whole collection/);
      await again.publish({ scope: 'all', releases: [one(7)], register: NO_REGISTER, basis: '2' });
      expect(again.problem()).toBeNull();
      expect(await again.health()).toEqual({ ok: true });
      expect(await total(again)).toBe(1);
    };
    const flip = async (path: string, at: number) => {
      const bytes = await readFile(path);
      bytes[at]! ^= 0x10;
      await writeFile(path, bytes);
    };

    it('is told wherever a byte of any file is flipped', async () => {
      for (const file of await readdir(snapshot)) {
        const path = join(snapshot, file);
        const sound = await readFile(path);
        const step = Math.max(1, Math.floor(sound.length / 12));
        for (let at = 0; at < sound.length - 1; at += step) {
          await flip(path, at);
          const again = await openEmbeddedIndex({ dir });
          expect(await again.published(), `${file} at ${at}`).toBeNull();
          // What nothing of the damaged is shown of can be answered.
          if (!file.endsWith('.documents')) await expect(total(again)).rejects.toThrow(UnavailableError);
          expect(again.problem()).toBeTruthy();
          await again.close();
          await writeFile(path, sound);
        }
      }
      expect(await total(await reopened())).toBe(2);
    });

    it.each(['.index', '.documents', 'manifest.json'])('is told when %s is cut short', async (end) => {
      const [file] = await files(end);
      const path = join(snapshot, file!);
      await truncate(path, (await stat(path)).size - 1 - 20);
      await expectNothing(await reopened(), /damaged/);
    });

    it.each(['.index', '.documents'])('is told when %s is missing', async (end) => {
      const [file] = await files(end);
      await rm(join(snapshot, file!));
      await expectNothing(await reopened(), /missing/);
    });

    it('is told when the register is missing', async () => {
      const [file] = (await files('.json')).filter((name) => name.startsWith('register'));
      await rm(join(snapshot, file!));
      await expectNothing(await reopened(), /missing/);
    });

    it('is found when a document is read, and nothing damaged is shown', async () => {
      const again = await reopened();
      expect(await total(again)).toBe(2);
      const [documents] = await files('.documents');
      const path = join(snapshot, documents!);
      await flip(path, (await readFile(path)).lastIndexOf('statement number 0'));
      await expect(again.get('q0')).rejects.toThrow(UnavailableError);
      expect((await again.get('q1'))?.text).toBe('statement number 1');
      expect(await again.published()).toBeNull();
      expect(await again.health()).toEqual({ ok: false, reason: expect.stringMatching(/damaged/) });
      await expectMended(again);
    });

    it('stops a scan rather than pass over what is damaged', async () => {
      const [documents] = await files('.documents');
      const path = join(snapshot, documents!);
      await flip(path, (await readFile(path)).lastIndexOf('statement number 1'));
      const again = await reopened();
      const found: string[] = [];
      const all = async () => {
        for await (const { id } of again.scan({ q: '', filters: request('').filters })) found.push(id);
      };
      await expect(all()).rejects.toThrow(/damaged/);
      expect(found).toEqual(['q0']);
    });

    it('a snapshot of another version is refused', async () => {
      const path = join(snapshot, 'manifest.json');
      const { manifest } = JSON.parse(await readFile(path, 'utf8')) as { manifest: { version: number } };
      manifest.version = 999;
      const sha256 = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
      await writeFile(path, JSON.stringify({ manifest, sha256 }));
      await expectNothing(await reopened(), /version 999/);
    });
  });
});
