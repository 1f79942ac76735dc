/**
 * One bit of the record changed, anywhere: no command ends otherwise than it says, what is published has every word, speaker
 * and office as they were or not at all, and what was taken down stays down.
 *
 * `DIXIT_FLIPS` says how many bits: 100 by `npm run test:full`, else 6. `DIXIT_SEED` repeats their choices.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storePath } from '../../src/store/index.ts';
import { rounds, SEED } from '../share.ts';
import { answersOf, chance, type House, openHouse, releaseFiles } from './house.ts';

const FLIPS = rounds(6, 100, process.env.DIXIT_FLIPS);
const LANES = 2;

type Quotation = { id: string };
let house: House;
let full: string;
/** What is published of the sound record, by id of quotation. */
let sound: Map<string, Quotation>;
let extra: string;

beforeAll(async () => {
  house = openHouse('flips');
  full = house.index();
  const run = async (...args: string[]) => {
    const { status, err } = await house.run(...args, '--index', full).ended;
    expect({ status, err }).toMatchObject({ status: 0 });
  };
  await run('ingest', house.corpus);
  await run('remove', releaseFiles(house)[1]!);
  sound = new Map(((await answersOf(full)).all as Quotation[]).map((quotation) => [quotation.id, quotation]));
  expect(sound.size).toBeGreaterThan(20);
  // One release more, so that there is something to publish.
  extra = join(house.folder, 'extra');
  mkdirSync(extra);
  writeFileSync(
    join(extra, 'more.txt'),
    'PORT HALE, June 3, 2021 /CNW/ - The bridge opens.\n\n“One thing more was said,” said Jane Roe.\n\nSOURCE Port Hale\n',
  );
}, 300_000);
afterAll(() => house.close());

describe(`one changed bit of the record (DIXIT_SEED=${SEED})`, () => {
  it.concurrent.for(Array.from({ length: LANES }, (_, lane) => lane))(
    `changes no word that is published: ${FLIPS} bits, lane %i`,
    { timeout: 300_000 + FLIPS * 10_000 },
    async (lane, { expect }) => {
      const by = chance(100 + lane);
      for (let flip = lane; flip < FLIPS; flip += LANES) {
        const dir = house.index(full);
        const bytes = readFileSync(storePath(dir));
        // A third in what tells SQLite where things are: the tables and the first bytes of a page.
        const at =
          flip % 3 === 0
            ? by.integer(3)
              ? pageHead(bytes, by.number(1))
              : by.integer(4096)
            : by.integer(bytes.length);
        const bit = by.integer(8);
        bytes[at]! ^= 1 << bit;
        writeFileSync(storePath(dir), bytes);
        rmSync(join(dir, 'snapshot'), { recursive: true });
        const told = `bit ${bit} of byte ${at}`;

        const { status, signal, err } = await house.run('ingest', extra, '--index', dir).ended;
        expect(signal, `${told}: ${err}`).toBeNull();
        expect([0, 1], `${told}: ${err}`).toContain(status);
        const published = (await answersOf(dir)).all as (Quotation & { text: string })[];
        const old = published.filter(({ text }) => !text.startsWith('One thing more'));
        for (const quotation of old) expect(printed(quotation), told).toEqual(printed(sound.get(quotation.id)));
        // What is missing was told of.
        if (old.length < sound.size)
          expect({ status, err, told }).toMatchObject({
            status: 1,
            err: expect.stringMatching(/damage|cannot|expected \d+ releases/),
          });

        const doctor = await house.run('doctor', '--store', '--index', dir).ended;
        expect(doctor.signal, told).toBeNull();
        if (status === 1) expect(doctor.status, `${told}: ${doctor.out}${doctor.err}`).toBe(1);
        rmSync(dir, { recursive: true, force: true });
      }
    },
  );

  it('is mended by the next ingest of its release, once it was told of', { timeout: 300_000 }, async () => {
    const dir = house.index(full);
    const bytes = readFileSync(storePath(dir));
    const by = chance(7);
    let damaged = false;
    for (let tries = 0; !damaged && tries < 40; tries += 1) {
      const changed = Buffer.from(bytes);
      changed[by.integer(bytes.length)]! ^= 1;
      writeFileSync(storePath(dir), changed);
      rmSync(join(dir, 'snapshot'), { recursive: true, force: true });
      const { status, err } = await house.run('ingest', extra, '--index', dir).ended;
      damaged = status === 1 && /it is kept out/.test(err);
    }
    expect(damaged).toBe(true);
    expect((await house.run('ingest', house.corpus, '--index', dir).ended).status).toBe(0);
    expect((await house.run('doctor', '--store', '--index', dir).ended).out).toMatch(/: sound \(/);
    const published = (await answersOf(dir)).all as Quotation[];
    for (const [id, quotation] of sound)
      expect(printed(published.find((one) => one.id === id))).toEqual(printed(quotation));
  });
});

function pageHead(bytes: Buffer, share: number): number {
  const size = bytes.readUInt16BE(16);
  return Math.trunc((share * bytes.length) / size) * size + 3;
}

/** As the release itself has it: what other releases teach of people and posts is missing where these are kept out. */
function printed(quotation: unknown): unknown {
  const { id, lang, kind, text, content, mention, title, rule, date, release } = (quotation ?? {}) as Record<
    string,
    unknown
  >;
  return { id, lang, kind, text, content, mention, title, rule, date, release };
}
