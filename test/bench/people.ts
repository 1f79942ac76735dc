/**
 * `npm run bench -- people`: whom attributions denote, by the rows of the register: opening it, and each quotation. The
 * people and posts that the collection names are the same; the rest of the register is there to be in the way.
 */

import type { Register } from '../../src/domain.ts';
import { extract } from '../../src/extract/index.ts';
import { directoryOf } from '../../src/people/index.ts';
import { resolvedIn } from '../../src/pipeline/resolve.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { first, generatedRegister, generatedReleases, type Options } from './collection.ts';
import { figure, table } from './table.ts';

export type PeopleMeasures = { rows: number; openMs: number; quotations: number; microseconds: number };

/** `sizes` are rows of the register. */
export function measurePeople({ seed, sizes }: Options): PeopleMeasures[] {
  const releases = [...first(RELEASES, generatedReleases(seed))].flatMap(({ name, content }) =>
    [...readReleases(name, Buffer.from(content), name)].flatMap((raw) =>
      raw instanceof ReadError ? [] : [{ raw, extraction: extract(raw) }],
    ),
  );
  const quotations = releases.reduce((sum, { extraction }) => sum + extraction.quotations.length, 0);
  return sizes.map((rows) => {
    const register = withRows(generatedRegister(), rows);
    const opened = performance.now();
    const directory = directoryOf(register);
    const openMs = performance.now() - opened;
    for (const { raw, extraction } of releases.slice(0, WARM_UP)) resolvedIn(raw, extraction, directory);
    const started = performance.now();
    for (const { raw, extraction } of releases) resolvedIn(raw, extraction, directory);
    return { rows, openMs, quotations, microseconds: ((performance.now() - started) * 1000) / quotations };
  });
}

/** Of registers. */
export const ROWS = [1_000, 10_000, 100_000];
const RELEASES = 2000;
const WARM_UP = 500;

/** Strangers, each in a post of their own, until there are so many rows. */
function withRows(register: Register, rows: number): Register {
  const own = register.people.length + register.posts.length + register.memberships.length;
  const strangers = Array.from({ length: Math.max(0, Math.floor((rows - own) / 3)) }, (_, i) => i);
  const source = 'Invented for the benchmark';
  return {
    ...register,
    people: [
      ...register.people,
      ...strangers.map((i) => ({ id: `x-${i}`, name: `${word(i)} ${word(i * 7 + 3)}`, otherNames: [] })),
    ],
    posts: [
      ...register.posts,
      ...strangers.map((i) => ({
        id: `x-post-${i}`,
        title: { en: `Minister of ${word(i)}`, fr: `ministre de ${word(i)}` },
        portfolio: { en: word(i), fr: word(i) },
        jurisdiction: null,
      })),
    ],
    memberships: [
      ...register.memberships,
      ...strangers.map((i) => ({
        personId: `x-${i}`,
        postId: `x-post-${i}`,
        startDate: '2010-01-01',
        endDate: null,
        source,
      })),
    ],
  };
}

const SYLLABLES = ['Bra', 'dor', 'mi', 'lan', 'te', 'quo', 'ver', 'sul', 'na', 'rik'];
const word = (i: number): string =>
  [...String(i % 100_000)]
    .map((digit, at) => (at ? SYLLABLES[Number(digit)]!.toLowerCase() : SYLLABLES[Number(digit)]))
    .join('');

export function reportPeople(results: readonly PeopleMeasures[]): string {
  return table(
    ['rows of the register', ...results.map(({ rows }) => String(rows))],
    [
      ['ms to open it', ...results.map(({ openMs }) => figure(openMs))],
      ['microseconds a quotation', ...results.map(({ microseconds }) => figure(microseconds))],
    ],
  );
}
