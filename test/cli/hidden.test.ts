/**
 * What may not be shown: no file that is searched names it, nothing learns from it, an embargo ends by itself and teaches
 * with the next publication, and what is taken back is gone before anything else is worked out.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Visibility } from '../../src/domain.ts';
import { collectionOf } from '../../src/pipeline/collection.ts';
import { publish } from '../../src/pipeline/publish.ts';
import { PARTS } from '../../src/pipeline/wiring.ts';
import type { EmbeddedIndex } from '../../src/search/embedded/index.ts';
import { openStore } from '../../src/store/index.ts';
import { NO_REGISTER } from '../search/collection.ts';
import { OPEN, openPublishing, type Publishing, quotationsOf, type Told } from './publishing.ts';

const NOW = Date.UTC(2026, 0, 1);
const LATER = NOW + 3_600_000;
const until = (instant: number): Visibility => ({
  status: 'usable',
  embargoedUntil: new Date(instant).toISOString(),
});
const HELD: Visibility = { status: 'withheld', embargoedUntil: null };
const WITHDRAWN: Visibility = { status: 'withdrawn', embargoedUntil: null };

let folder: string;
let index: Publishing;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-hidden-'));
  index = openPublishing(join(folder, 'index'), folder);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

type Row = { id: string; text: string; title?: string; url?: string; publisher?: string; date?: string; lang?: string };
const told = (row: Row): Told => ({ name: `${row.id}.jsonl`, content: JSON.stringify({ date: '2026-01-01', ...row }) });

/** A release of which each part has a word that is nowhere else. */
const marked = (mark: string): { release: Told; marks: string[] } => {
  const word = (what: string) => `${mark}${what}`;
  const marks = ['spoken', 'printed', 'headline', 'surname', 'office', 'publisher', 'host', 'name'].map(word);
  const release = told({
    id: word('name'),
    title: `The ${word('headline')} opens`,
    url: `https://${word('host')}.example/1`,
    publisher: `House of ${word('publisher')}`,
    text:
      `PORT HALE, January 1, 2026 – The ${word('printed')} opens today.\n\n` +
      `“The ${word('spoken')} will outlive the ferry and the bridge behind it,” ` +
      `said Jane ${word('surname')}, Minister of ${word('office')}.`,
  });
  return { release, marks };
};

/** Plain releases, each of its own words and day. */
function* plain(count: number): Generator<Told> {
  for (let i = 0; i < count; i += 1) {
    const date = new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
    const words = `The quay number ${i * 37} of Val-${i} will be built of stone and open in spring.`;
    yield told({ id: `plain-${i}`, date, text: `“${words}” said Tobias Oakes, Harbour Master of Val-${i}.` });
  }
}

/** The marks that stand in a file which readers' searches are answered from, or which pairing remembers. */
function found(marks: readonly string[]): string[] {
  const files = readdirSync(index.dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?:snapshot.|pairing\.sqlite)/.test(file),
  );
  const bytes = files.map((file) => readFileSync(join(index.dir, file)));
  const texts = bytes.flatMap((one) => ['latin1', 'utf16le'].map((as) => one.toString(as as 'latin1').toLowerCase()));
  return marks.filter((mark) => texts.some((text) => text.includes(mark)));
}

describe.each([
  { of: 'a small collection', size: 3 },
  { of: 'a large collection', size: 305 },
])('the files of $of', ({ size }) => {
  it('hold no word of what may not be shown, nor of what was taken back', async () => {
    const [shown, held, gone, later] = ['zumba', 'quarble', 'fendrix', 'morvanu'].map(marked);
    await index.record([...plain(size)].map((one): [Told, Visibility] => [one, OPEN]));
    await index.record([
      [shown!.release, OPEN],
      [held!.release, HELD],
      [gone!.release, WITHDRAWN],
      [later!.release, until(LATER)],
    ]);
    await index.publish(NOW);
    expect(found(shown!.marks)).toEqual(shown!.marks);
    expect(readdirSync(index.dir).includes('pairing.sqlite')).toBe(size > 300);
    const hidden = [held, gone, later].flatMap((one) => one!.marks);
    expect(found(hidden)).toEqual([]);
    expect(await index.at(LATER, stats)).toMatchObject({ quotations: size + 2 });
    expect(found(hidden)).toEqual([]);

    await index.record([[shown!.release, WITHDRAWN]]);
    await index.publish(NOW);
    expect(found([...hidden, ...shown!.marks])).toEqual([]);
    expect(await index.at(NOW, stats)).toMatchObject({ quotations: size, releases: size });

    // Back again, and the one under embargo with it.
    await index.record([[shown!.release, OPEN]]);
    await index.publish(LATER);
    expect(found([...shown!.marks, ...later!.marks])).toEqual([...shown!.marks, ...later!.marks]);
    await index.record([[later!.release, HELD]]);
    await index.publish(LATER);
    expect(found(later!.marks)).toEqual([]);
  });
});

it('a large collection that becomes a small one forgets what it remembered', async () => {
  const releases = [...plain(301)];
  await index.record(releases.map((one): [Told, Visibility] => [one, OPEN]));
  await index.publish(NOW);
  expect(readdirSync(index.dir)).toContain('pairing.sqlite');
  await index.record(releases.slice(0, 5).map((one): [Told, Visibility] => [one, WITHDRAWN]));
  await index.publish(NOW);
  expect(readdirSync(index.dir)).not.toContain('pairing.sqlite');
  expect(await index.at(NOW, stats)).toMatchObject({ releases: 296 });
});

describe('an embargo', () => {
  const SAID = {
    en: 'The new ferry of Val-Dormant will cost 4,817 dollars and open in spring for all of us.',
    fr: 'Le nouveau traversier de Val-Dormant coûtera 4817 dollars et ouvrira au printemps pour nous tous.',
  };
  const version = (lang: 'en' | 'fr', id: string = lang): Told =>
    told({
      id,
      lang,
      title: lang === 'en' ? 'Ferry of Val-Dormant opens' : 'Le traversier de Val-Dormant ouvre',
      text:
        lang === 'en'
          ? `“${SAID.en}” said Zelda Quill, Minister of Tides.`
          : `« ${SAID.fr} », a dit Zelda Quill, ministre des Marées.`,
    });
  const pairs = async (of: EmbeddedIndex) =>
    (await quotationsOf(of)).map(({ lang, counterpart, statement }) => [
      lang,
      counterpart?.lang ?? null,
      statement.occurrences,
    ]);

  it('that ends shows both versions, paired with each other, with no publication in between', async () => {
    await index.record([
      [version('en'), until(LATER)],
      [version('fr'), until(LATER)],
    ]);
    await index.publish(NOW);
    expect(await index.at(LATER - 1, pairs)).toEqual([]);
    expect((await index.at(LATER, pairs)).sort()).toEqual([
      ['en', 'fr', 2],
      ['fr', 'en', 2],
    ]);
  });

  it('that ends gives what is shown its version, and its statement the name of what said it first', async () => {
    await index.record([
      [version('fr'), OPEN],
      [
        told({ id: 'earlier', date: '2025-11-01', text: `“${SAID.en}” said Zelda Quill, Minister of Tides.` }),
        until(LATER + 1),
      ],
      [version('en'), until(LATER)],
    ]);
    await index.publish(NOW);
    const statements = async (of: EmbeddedIndex) =>
      Object.fromEntries(
        (await quotationsOf(of)).map(({ id, statement, release }) => [release.sourceId, [id, statement.id]]),
      );
    const before = await index.at(NOW, statements);
    expect(before).toEqual({ fr: [expect.any(String), before.fr![0]] });
    expect(await index.at(LATER, pairs)).toHaveLength(2);
    const between = await index.at(LATER, statements);
    expect(between.fr![1]).toBe(between.en![1]);
    const after = await index.at(LATER + 1, statements);
    expect(Object.values(after).map(([, statement]) => statement)).toEqual(Array(3).fill(after.earlier![0]));
  });

  it('that has ended teaches with the next publication, and is published again by nothing but its end', async () => {
    await index.record([
      [version('en'), until(LATER)],
      [version('fr'), until(LATER)],
    ]);
    const taught = async (now: number) => {
      const { lexicon, publishedAt } = await index.at(now, stats);
      const store = openStore(index.dir);
      const { lessons } = collectionOf(store, NO_REGISTER, { ...PARTS, now: () => new Date(now) });
      store.close();
      return [publishedAt, lexicon?.pairs, lessons.people.map(({ name }) => name)];
    };
    await index.publish(NOW);
    const first = new Date(NOW).toISOString();
    expect(await taught(NOW)).toEqual([first, 0, []]);
    await index.publish(LATER - 1);
    expect(await taught(LATER - 1)).toEqual([first, 0, []]);
    await index.publish(LATER);
    expect(await taught(LATER)).toEqual([new Date(LATER).toISOString(), 1, ['Zelda Quill']]);
    await index.publish(LATER + 1);
    expect(await taught(LATER + 1)).toEqual([new Date(LATER).toISOString(), 1, ['Zelda Quill']]);
    // A clock that was set back hides it again.
    await index.publish(NOW);
    expect(await taught(NOW)).toEqual([first, 0, []]);
  });

  it('that ends in a large collection, and a kill between what is remembered and what is published', async () => {
    await index.record([...plain(301)].map((one): [Told, Visibility] => [one, OPEN]));
    await index.record([
      [version('fr'), OPEN],
      [version('en'), until(LATER)],
    ]);
    await index.publish(NOW);
    const killed = {
      ...PARTS,
      now: () => new Date(LATER),
      openIndex: async (options: Parameters<typeof PARTS.openIndex>[0]) => ({
        ...(await PARTS.openIndex(options)),
        publish: () => Promise.reject(new Error('killed')),
      }),
    };
    const store = openStore(index.dir);
    await expect(publish(store, index.settings, killed)).rejects.toThrow('killed');
    store.close();
    await index.publish(LATER);
    const [ours] = (await index.at(LATER, quotationsOf)).filter(({ release }) => release.sourceId === 'fr');
    expect(ours!.counterpart?.text).toBe(SAID.en);
    expect(await index.at(LATER, stats)).toMatchObject({ releases: 303, lexicon: { pairs: 1 } });
  });
});

it('what is taken back is gone before the rest is worked out', async () => {
  const { release } = marked('zumba');
  await index.record([...plain(4)].map((one): [Told, Visibility] => [one, OPEN]));
  await index.record([[release, OPEN]]);
  await index.publish(NOW);
  await index.record([[release, WITHDRAWN]]);
  let meanwhile: string[] | null = null;
  const looking = {
    ...PARTS,
    now: () => new Date(NOW),
    openIndex: async (options: Parameters<typeof PARTS.openIndex>[0]) => {
      const opened = await PARTS.openIndex(options);
      return {
        ...opened,
        async publish(publication: Parameters<typeof opened.publish>[0]) {
          meanwhile = await index.at(NOW, async (reader) =>
            (await quotationsOf(reader)).map(({ release }) => release.sourceId),
          );
          await opened.publish(publication);
        },
      };
    },
  };
  const store = openStore(index.dir);
  await publish(store, index.settings, looking);
  store.close();
  expect(meanwhile!.sort()).toEqual(['plain-0', 'plain-1', 'plain-2', 'plain-3']);
});

it('a correction of what may not be shown is no mistake, and its words are told to nobody', async () => {
  const { release, marks } = marked('zumba');
  await index.record([[release, OPEN]]);
  await index.publish(NOW);
  const [quotation] = await index.at(NOW, quotationsOf);
  const [speaker] = quotation!.speakers;
  const rows = [
    { quotationId: quotation!.id, speaker: speaker!.id },
    { quotationId: quotation!.id, note: 'also', notAQuotation: false },
    { quotationId: 'q00000000000000', notAQuotation: true },
  ];
  writeFileSync(join(folder, 'corrections.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await index.record([[release, HELD]]);
  const err: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  await index.publish(NOW);
  const warnings = err.filter((line) => line.includes('warning'));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('corrections.jsonl:3');
  expect(marks.filter((mark) => err.join('').includes(mark))).toEqual([]);
});

const stats = (of: EmbeddedIndex) => of.stats();
