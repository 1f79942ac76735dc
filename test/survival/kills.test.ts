/**
 * `ingest`, `serve`, `remove` and the publishing of a snapshot, killed (SIGKILL) at random moments: whatever the moment,
 * nothing that was acknowledged is lost, readers are answered from the snapshot before or the one after, and the next run
 * makes what one clean run makes.
 *
 * `DIXIT_KILLS` says how many kills in all: 300 by `npm run test:full`, else 6; a third of them fall on `remove`, half of these
 * with `--purge`. `DIXIT_SEED` repeats their choices.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuotationAnswer } from '../../src/search/port.ts';
import { rounds, SEED } from '../share.ts';
import {
  type Answers,
  answersOf,
  type Chance,
  chance,
  filesOf,
  formerText,
  type House,
  NOTHING_PUBLISHED,
  openHouse,
  type Run,
  recorded,
  recordedNow,
  releaseFiles,
  storeOf,
  TIDY,
} from './house.ts';

const ALL_KILLS = rounds(6, 300, process.env.DIXIT_KILLS);
const TAKE_DOWN_KILLS = Math.trunc(ALL_KILLS / 3);
const KILLS = ALL_KILLS - TAKE_DOWN_KILLS;
/** Side by side, one a core. */
const LANES = 2;
/** A kill with its next run takes a second or two; a busy machine gets ten times that. */
const PATIENCE = 300_000 + KILLS * 10_000;

/** Where an ingest starts from, and what it must come to. */
type Start = { name: string; like: string | undefined; before: Answers; after: Answers; store: unknown };

/** A release to take down: its file, words that stand only in it, and what is published without it. */
type Target = { file: string; marker: string; after: Answers };

let house: House;
let starts: Start[];
let cleanMs: number;
/** An index with all releases, and how long it takes to take one down. */
let full: string;
let targets: Target[];
let removalMs: number;

beforeAll(async () => {
  house = openHouse('kills');
  const texts = join(house.folder, 'texts');
  cpSync(house.corpus, texts, { recursive: true });

  // Half the releases, some of them in a former version.
  const files = releaseFiles(house);
  for (const [i, file] of files.entries()) {
    if (i % 2) rmSync(file);
    else if (i % 4 === 0) formerText(file);
  }
  const half = house.index();
  await ingest(half);
  const before = await answersOf(half);
  cpSync(texts, house.corpus, { recursive: true });

  const empty = house.index();
  const grown = house.index(half);
  const began = performance.now();
  await Promise.all([ingest(empty), ingest(grown)]);
  cleanMs = performance.now() - began;
  starts = [
    {
      name: 'an empty index',
      like: undefined,
      before: await NOTHING_PUBLISHED(house),
      after: await answersOf(empty),
      store: storeOf(empty),
    },
    { name: 'an index that grows', like: half, before, after: await answersOf(grown), store: storeOf(grown) },
  ];
  expect(starts[0]!.after).toMatchObject({ problem: null, stats: { releases: 12 } });
  expect(starts[1]!.after).toEqual(starts[0]!.after);
  expect(before).not.toEqual(starts[0]!.after);

  full = empty;
  targets = [];
  for (const file of [files[2]!, files[7]!]) {
    const without = house.index(full);
    const started = performance.now();
    const { status, err } = await house.run('remove', file, '--index', without).ended;
    removalMs = performance.now() - started;
    expect({ status, err }).toMatchObject({ status: 0 });
    const after = await answersOf(without);
    expect(after).not.toEqual(starts[0]!.after);
    targets.push({ file, marker: markerIn(file), after });
  }
}, 300_000);
afterAll(() => house.close());

/** The longest word of a quotation in a release that no other release has. */
function markerIn(file: string): string {
  const others = releaseFiles(house)
    .filter((one) => one !== file)
    .map((one) => readFileSync(one, 'latin1'))
    .join(' ');
  const words = readFileSync(file, 'latin1').match(/[a-z]{6,}/g)!;
  return words
    .filter((word) => !others.includes(word))
    .reduce((long, word) => (word.length > long.length ? word : long), '');
}

const filesHolding = (dir: string, words: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(words))
    .map(({ name }) => name);

/** Whether the quotations of a release are gone, whatever else was learned from it. */
function isHidden(published: Answers, marker: string, after: Answers): boolean {
  const ids = ({ all }: Answers) => all.map((answer) => (answer as QuotationAnswer).id);
  return isDeepStrictEqual(ids(published), ids(after)) && !JSON.stringify(published).includes(marker);
}

async function ingest(dir: string): Promise<void> {
  const { status, err } = await house.run('ingest', house.corpus, '--index', dir).ended;
  expect({ status, err }).toMatchObject({ status: 0 });
}

describe(`killed at any moment (DIXIT_SEED=${SEED})`, () => {
  it.concurrent.for(Array.from({ length: LANES }, (_, lane) => lane))(
    `nothing is lost and the next run makes it whole: ${KILLS} kills, lane %i`,
    { timeout: PATIENCE },
    async (lane, { expect }) => {
      const by = chance(lane);
      for (let kill = lane; kill < KILLS; kill += LANES) {
        const moment = MOMENTS[Math.floor(kill / LANES) % MOMENTS.length]!;
        const start = by.one(starts);
        const dir = house.index(start.like);
        const told = `kill ${kill}, ${start.name}, ${moment}`;

        const acknowledged = await killAt[moment](dir, by);
        const kept = new Set(recorded(dir));
        expect(
          [...acknowledged].filter((one) => !kept.has(one)),
          `${told}: lost`,
        ).toEqual([]);
        const published = await answersOf(dir);
        expect([start.before, start.after], `${told}: neither before nor after`).toContainEqual(published);

        const { status, err } = await house.run('ingest', house.corpus, '--index', dir).ended;
        expect(status, `${told}: the next run said ${err}`).toBe(0);
        expect(err, told).not.toMatch(/warning|could not/);
        expect(filesOf(dir), `${told}: files`).toEqual(TIDY);
        expect(storeOf(dir), `${told}: store`).toEqual(start.store);
        expect(await answersOf(dir), `${told}: answers`).toEqual(start.after);
        rmSync(dir, { recursive: true, force: true });
      }
    },
  );

  it.concurrent.for(Array.from({ length: LANES }, (_, lane) => lane))(
    `what is taken down stays down, and nothing else: ${TAKE_DOWN_KILLS} kills, lane %i`,
    { timeout: PATIENCE },
    async (lane, { expect }) => {
      const by = chance(LANES + 1 + lane);
      for (let kill = lane; kill < TAKE_DOWN_KILLS; kill += LANES) {
        const purging = Math.trunc(kill / LANES) % 2 === 1;
        const { file, marker, after } = by.one(targets);
        const dir = house.index(full);
        const told = `kill ${kill}, ${purging ? 'purge' : 'remove'} ${file}`;
        const command = ['remove', ...(purging ? ['--purge'] : []), file, '--index', dir];

        const run = house.run(...command);
        await killAfter(run, by.number(removalMs * 1.2));
        const { out } = await run.ended;
        const acknowledged = /^(?:removed|purged) /m.test(out);
        const published = await answersOf(dir);
        // What is taken down is hidden first; then all is paired and learned anew, without it.
        if (!isHidden(published, marker, after)) {
          expect([starts[0]!.after, after], `${told}: neither before nor after`).toContainEqual(published);
        }

        // The next run of whatever command makes what was acknowledged whole.
        const next = acknowledged ? ['ingest', house.corpus, '--index', dir] : command;
        const { status, err } = await house.run(...next).ended;
        // Purged, and killed before it could say so: nothing of that path is recorded any more.
        const isGone = purging && !acknowledged && /found none$/m.test(err);
        expect(status, `${told}: the next run said ${err}`).toBe(isGone ? 1 : 0);
        expect(await answersOf(dir), `${told}: answers`).toEqual(after);
        expect(recorded(dir).length, `${told}: recorded`).toBe(recorded(full).length - Number(purging));
        const holding = filesHolding(dir, marker);
        if (purging) expect(holding, `${told}: purged words`).toEqual([]);
        else expect(holding.filter((file) => file !== 'store.sqlite')).toEqual([]);
        rmSync(dir, { recursive: true, force: true });
      }
    },
  );

  it('publishing that is killed again and again leaves no heap of files', { timeout: 300_000 }, async () => {
    const by = chance(LANES);
    const dir = house.index();
    await ingest(dir);
    const [file] = releaseFiles(house);
    const text = join(house.folder, 'texts', file!.slice(house.corpus.length + 1));
    for (let i = 0; i < 6; i += 1) {
      formerText(file!);
      await killAt['while a snapshot is written'](dir, by, STAGES.slice(0, 2));
    }
    // What one killed publication leaves beside the snapshot that stands: two files of a segment, a register, a lexicon and
    // a manifest each; and a second segment, where a kill came too late. Six of them would leave twelve files or more.
    expect(readdirSync(join(dir, 'snapshot')).length).toBeLessThanOrEqual(5 + 5 + 2);
    cpSync(text, file!);
    await ingest(dir);
    expect(await answersOf(dir)).toEqual(starts[0]!.after);
    expect(filesOf(dir)).toEqual(TIDY);
  });

  it('a note of who writes, left half written, is no rubbish that stays', async () => {
    const dir = house.index();
    mkdirSync(dir);
    writeFileSync(
      join(dir, 'writer.json'),
      '{"pid":1,"command":"dixit ingest x","since":"2020-01-01T00:00:00.000Z"}\n',
    );
    writeFileSync(join(dir, 'writer.json.next'), '{"pid"');
    await ingest(dir);
    expect(filesOf(dir)).toEqual(TIDY);
  });
});

/** The files of a snapshot in the order in which they are written; the last is what makes it the current one. */
const STAGES = [/\.documents$/, /\.index$/, /^register-/, /^lexicon-/, /^manifest-/, /^manifest\.json$/];

/**
 * Each starts something on the index folder, kills it and resolves, once all has ended, with what a reader saw recorded
 * before.
 */
const killAt = {
  /** Any moment from the start of the process to a little after its end. */
  async 'somewhere in an ingest'(dir: string, by: Chance): Promise<string[]> {
    const run = house.run('ingest', house.corpus, '--index', dir);
    const killing = killAfter(run, by.number(cleanMs * 1.1));
    const seen = by.integer(2) ? await watching(dir, run) : [];
    await killing;
    return seen;
  },

  /** With one of the writes to the log of the store, or a little after: before, within or after a transaction. */
  async 'while releases are recorded'(dir: string, by: Chance): Promise<string[]> {
    mkdirSync(dir, { recursive: true });
    const run = house.run('ingest', house.corpus, '--index', dir);
    let left = 1 + by.integer(24);
    const delay = by.number(20);
    const watcher = watch(dir, (_, file) => {
      if (file !== 'store.sqlite-wal') return;
      left -= 1;
      if (left === 0) void killAfter(run, delay);
    });
    await run.ended;
    watcher.close();
    return [];
  },

  /** When a certain file of the snapshot is made, written, renamed or deleted. */
  async 'while a snapshot is written'(dir: string, by: Chance, stages = STAGES): Promise<string[]> {
    const snapshot = join(dir, 'snapshot');
    mkdirSync(snapshot, { recursive: true });
    const run = house.run('ingest', house.corpus, '--index', dir);
    const stage = by.one(stages);
    let left = 1 + by.integer(3);
    const watcher = watch(snapshot, (_, file) => {
      if (!file?.match(stage)) return;
      left -= 1;
      if (left <= 0) run.child.kill('SIGKILL');
    });
    await run.ended;
    watcher.close();
    return [];
  },

  /** In the tenth of a second after the last release was recorded, when publishing starts. */
  async 'once all is recorded'(dir: string, by: Chance): Promise<string[]> {
    const run = house.run('ingest', house.corpus, '--index', dir);
    const delay = by.number(100);
    let seen: string[] = [];
    run.child.stderr!.once('data', () => {
      seen = recordedNow(dir);
      void killAfter(run, delay);
    });
    const { err, status } = await run.ended;
    expect(status === null || status === 0, err).toBe(true);
    expect(seen).not.toEqual([]);
    return seen;
  },

  /** A server that is being asked, beside an ingest that must not mind. */
  async 'a server, beside an ingest'(dir: string, by: Chance): Promise<string[]> {
    const server = house.run('serve', '--index', dir);
    const asking = askUntilEnd(server);
    const writer = house.run('ingest', house.corpus, '--index', dir);
    await killAfter(server, by.number(cleanMs * 1.1));
    await asking;
    const { status, err } = await writer.ended;
    expect(status, err).toBe(0);
    return recorded(dir);
  },
};

/** Of ten kills, three fall anywhere in an ingest, two on its recording, three on its publishing, two on a server. */
const MOMENTS: readonly (keyof typeof killAt)[] = [
  'somewhere in an ingest',
  'while a snapshot is written',
  'while releases are recorded',
  'a server, beside an ingest',
  'once all is recorded',
  'somewhere in an ingest',
  'while a snapshot is written',
  'while releases are recorded',
  'a server, beside an ingest',
  'somewhere in an ingest',
];

async function killAfter(run: Run, ms: number): Promise<void> {
  const timer = setTimeout(() => run.child.kill('SIGKILL'), ms);
  await run.ended;
  clearTimeout(timer);
}

/** What another process sees recorded until the run ends: that much was acknowledged. */
async function watching(dir: string, run: Run): Promise<string[]> {
  let seen: string[] = [];
  let running = true;
  const ended = run.ended.then(() => {
    running = false;
  });
  while (running) {
    const now = recordedNow(dir);
    if (run.child.exitCode === null && run.child.signalCode === null) seen = now;
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10))]);
  }
  return seen;
}

async function askUntilEnd(server: Run): Promise<void> {
  let out = '';
  let running = true;
  void server.ended.then(() => {
    running = false;
  });
  server.child.stdout!.on('data', (text) => {
    out += text;
  });
  while (running) {
    const address = /http:\/\/\S+/.exec(out)?.[0];
    // It is killed before, within or after an answer.
    if (address)
      await fetch(`${address}/api/v1/quotes?q=nous`)
        .then((response) => response.text())
        .catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
