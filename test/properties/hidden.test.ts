/**
 * What may be shown does not depend on what may not: a collection with hidden releases in it, which come and go, is
 * published as one without them. In small collections, which are paired anew with each publication, and in large ones,
 * which are paired bit by bit.
 *
 * `DIXIT_SEED` repeats a run.
 */
import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post, Visibility } from '../../src/domain.ts';
import type { EmbeddedIndex } from '../../src/search/embedded/index.ts';
import { type FileRecord, readSections } from '../../src/search/embedded/segment/section-file.ts';
import { readManifest } from '../../src/search/embedded/snapshot/manifest.ts';
import { isOpen, opensAt } from '../../src/search/visibility.ts';
import { first } from '../bench/collection.ts';
import { generate, inventOffices } from '../bench/generate.ts';
import { learnProse } from '../bench/prose.ts';
import { randomFrom } from '../bench/random.ts';
import { answersOf, OPEN, openPublishing, type Publishing, quotationsOf, type Told } from '../cli/publishing.ts';
import { SEED } from '../share.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
/** In releases: of these more may be shown than a small collection has. */
const LARGE = 360;

const CORPUS = join(import.meta.dirname, '../../corpus');
const prose = learnProse(CORPUS);
const posts = readFileSync(join(CORPUS, 'register/posts.jsonl'), 'utf8').trim().split('\n');
const offices = inventOffices(
  posts.map((line) => JSON.parse(line) as Post),
  prose,
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dixit-hidden-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Releases as they come, change and go; `named` are those of one collection, by name. */
function collection(seed: number, size: number) {
  const random = randomFrom(seed, size);
  const coming = [...first(2 * size, generate(seed, prose, offices))];
  const named = new Map<string, [Told, Visibility]>();

  const hiddenFrom = (now: number): Visibility => {
    const embargoedUntil = new Date(now + random.next() * 3 * DAY).toISOString();
    const status = random.pick(['withheld', 'withdrawn', 'usable', 'usable'] as const);
    return { status, embargoedUntil: status === 'usable' ? embargoedUntil : null };
  };
  const isOpenAt = (now: number) => (one: readonly [Told, Visibility]) => isOpen(one[1], now);
  return {
    random,
    /**
     * So many new ones, nine of ten of them open, and some that are opened or hidden otherwise; with `takingBack`, also
     * some that were open.
     */
    change(fresh: number, now: number, { takingBack }: { takingBack: boolean }): [Told, Visibility][] {
      const turned = [...named.values()].filter((one) => random.chance(isOpenAt(now)(one) ? 0.01 : 0.1));
      const changes = [
        ...coming
          .splice(0, fresh)
          .map((told): [Told, Visibility] => [told, random.chance(0.9) ? OPEN : hiddenFrom(now)]),
        ...turned
          .filter((one) => takingBack || !isOpenAt(now)(one))
          .map((one): [Told, Visibility] => [
            one[0],
            isOpenAt(now)(one) || random.chance(0.5) ? hiddenFrom(now) : OPEN,
          ]),
      ].sort(() => random.next() - 0.5);
      for (const one of changes) named.set(one[0].name, one);
      return changes;
    },
    open: (now: number) => [...named.values()].filter(isOpenAt(now)),
    isOpen: (name: string, now: number) => named.has(name) && isOpenAt(now)(named.get(name)!),
    /** Those whose embargoes end after `from` and until `to`, in groups of one moment. */
    lifted(from: number, to: number): [Told, Visibility][][] {
      const groups = new Map<number, [Told, Visibility][]>();
      for (const one of named.values()) {
        const moment = opensAt(one[1]);
        if (moment > from && moment <= to) groups.set(moment, [...(groups.get(moment) ?? []), one]);
      }
      return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
    },
  };
}

/** Words that generated releases are full of, and misprints of some. */
const WORDS = [
  'ferry',
  'school',
  'water',
  'riviere',
  'ministre',
  'winterr',
  'comunity',
  'nous',
  'programme OR program',
];

describe(`what may not be shown (DIXIT_SEED=${SEED})`, () => {
  it.each([0, 1])('leaves no trace in a small collection, round %i', async (round) => {
    const { change, open, random } = collection(SEED + round, 60);
    const mixed = openPublishing(join(folder, 'mixed'));
    let now = START;
    for (let step = 0; step < 4; step += 1) {
      await mixed.record(change(step === 0 ? 60 : 8, now, { takingBack: true }));
      await mixed.publish(now);
      const without = openPublishing(join(folder, `without-${step}`));
      await without.record(open(now));
      await without.publish(now);
      await expectSame(mixed, without, now);
      expect(await filesOf(mixed)).toEqual(await filesOf(without));
      now += DAY * random.next();
    }
  });

  it('leaves no trace in a large collection, which is published bit by bit', async () => {
    const { change, open, isOpen: isOpenAt, lifted } = collection(SEED + 100, LARGE);
    const mixed = openPublishing(join(folder, 'mixed'));
    let without = openPublishing(join(folder, 'without'));
    let now = START;
    let before = START;
    for (let step = 0; step < 5; step += 1) {
      const due = lifted(before, now);
      const wereOpen = new Set(open(before).map(([{ name }]) => name));
      const changes = change(step === 0 ? LARGE : 10, now, { takingBack: step === 3 });
      const changed = new Set(changes.map(([{ name }]) => name));
      await mixed.record(changes);
      await mixed.publish(now);
      const isWhole = step === 0 || [...wereOpen].some((name) => !isOpenAt(name, now));
      if (isWhole) {
        without = openPublishing(join(folder, `without-${step}`));
        await without.record(open(now));
        await without.publish(now);
      } else {
        await without.record(changes.filter(([{ name }]) => isOpenAt(name, now)));
        await without.publish(now);
        for (const group of due) {
          await without.record(group.filter(([{ name }]) => !changed.has(name)));
          await without.publish(now);
        }
      }
      expect(open(now).length).toBeGreaterThan(300);
      await expectSame(mixed, without, now);
      expect(pairingIn(mixed)).toEqual(pairingIn(without));
      if (isWhole) expect(await filesOf(mixed)).toEqual(await filesOf(without));
      before = now;
      now += DAY;
    }
  });

  it.each([60, LARGE])('is shown once its embargo ends as if it were published then: %i releases', async (size) => {
    const { change } = collection(SEED + 200 + size, size);
    const ahead = openPublishing(join(folder, 'ahead'));
    const changes = change(size, START, { takingBack: false });
    await ahead.record(changes.filter(([, visibility]) => isOpen(visibility, START)));
    await ahead.publish(START);
    await ahead.record(changes);
    await ahead.publish(START);
    const shown = [];
    for (const now of [START, START + DAY, START + 3 * DAY]) {
      const after = openPublishing(join(folder, `after-${now}`));
      cpSync(ahead.dir, after.dir, { recursive: true });
      await after.publish(now);
      const found = await ahead.at(now, quotationsOf);
      shown.push(found.length);
      // Whom the collection teaches of is told by the next publication.
      const said = (all: typeof found) => all.map(({ speakers: _, posts: __, ...quotation }) => quotation);
      expect(said(found)).toEqual(said(await after.at(now, quotationsOf)));
    }
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown[2]).toBeGreaterThan(shown[0]!);
  });
});

async function expectSame(one: Publishing, other: Publishing, now: number): Promise<void> {
  const look = (index: EmbeddedIndex) => answersOf(index, WORDS);
  expect(await one.at(now, look)).toEqual(await other.at(now, look));
}

/** All that is in the files of a snapshot which is read now, but for when it was recorded and published. */
async function filesOf({ dir }: Publishing) {
  const snapshot = join(dir, 'snapshot');
  const { segments, register, lexicon } = (await readManifest(snapshot))!;
  const contents = segments.map(async ({ index, documents, releases, superseded }) => {
    const sections = await readSections(join(snapshot, index.file), index);
    const lines = (await readFile(join(snapshot, documents.file), 'utf8')).replaceAll(
      /"(?:revision|recordedAt)":[^,}]*/g,
      '',
    );
    const searched = [...sections].filter(([name]) => !name.startsWith('lines.'));
    return {
      releases,
      superseded,
      searched: new Map(searched.map(([name, bytes]) => [name, hash('sha256', bytes)])),
      lines,
    };
  });
  const textOf = (file: FileRecord | null) => file && readFile(join(snapshot, file.file), 'utf8');
  return [await Promise.all(contents), await textOf(register), await textOf(lexicon)];
}

/** What the pairing remembers of each release. */
function pairingIn({ dir }: Publishing): unknown[] {
  const database = new Database(join(dir, 'pairing.sqlite'));
  try {
    return database.prepare('SELECT number, hex(bytes) FROM features ORDER BY number').raw().all();
  } finally {
    database.close();
  }
}
