/**
 * `npm run bench -- extraction`: extraction alone, on one core: releases a second of a generated collection, and the
 * cost of a character as texts grow, plain ones and hostile ones. Flat means linear.
 */
import type { RawBlock, RawRelease } from '../../src/domain.ts';
import { extract } from '../../src/extract/index.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { first, generatedReleases } from './collection.ts';
import { figure, median, table } from './table.ts';

export type ExtractionMeasures = {
  releases: number;
  characters: number;
  /** Releases a second, round by round. */
  rates: number[];
  /** Nanoseconds a character, by kind of text, then by size. */
  curve: Record<string, number[]>;
};

/** Characters. */
export const LENGTHS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
export const QUICK_LENGTHS = [1_000, 10_000, 100_000];

/** What the text is made of, over and over. */
const KINDS: Record<string, string> = {
  'plain French': 'Le pont de Grandpré rouvrira en mai, après deux ans de travaux, pour 12,4 millions de dollars. ',
  'plain English': 'The Grandpré bridge will reopen in May, after two years of work, at a cost of $12.4 million. ',
  quotations: '« Nous sommes prêts », a déclaré la mairesse de Grandpré, Lucie Tanguay. ',
  'opening marks': '« ',
  'straight marks': '" ',
  'single marks': '‘a ',
  commas: ', ',
  'capitalised words': 'Jeanne Roy ',
  'capitals and commas': 'Jeanne Roy, ',
  'a-t-il': 'a-t-il ',
  articles: 'la ministre ',
  'said that': 'Jane Roe said that ',
  brackets: '(',
  dashes: '– ',
  'incises in marks': '« Oui, dit Jean Roy, non, dit Jean Roy » ',
};

/** Each size is read as one paragraph and as lines of this many characters; the slower of the two counts. */
const LINE = 80;
/** Shorter texts are read until so many characters are through. */
const ENOUGH = 200_000;

export function measureExtraction(seed: number, sizes: readonly number[]): ExtractionMeasures {
  const raws = [...first(RELEASES, generatedReleases(seed))].flatMap(({ name, content }) =>
    [...readReleases(name, Buffer.from(content), name)].filter(isRead),
  );
  const characters = raws.reduce((sum, raw) => sum + raw.blocks.reduce((all, { text }) => all + text.length, 0), 0);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (const raw of raws) extract(raw);
    rates.push((raws.length / (performance.now() - started)) * 1000);
  }
  const curve: ExtractionMeasures['curve'] = {};
  for (const [kind, unit] of Object.entries(KINDS))
    curve[kind] = sizes.map((size) => Math.max(cost(unit, size, size), cost(unit, size, LINE)));
  return { releases: raws.length, characters, rates, curve };
}

const ROUNDS = 10;
const RELEASES = 1000;

/** Nanoseconds a character of a text of `size` characters, in paragraphs of `length`. */
function cost(unit: string, size: number, length: number): number {
  const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const blocks: RawBlock[] = [];
  for (let start = 0; start < text.length; start += length)
    blocks.push({ kind: 'paragraph', text: text.slice(start, start + length), quote: null });
  const times = Math.ceil(ENOUGH / size);
  const started = performance.now();
  for (let i = 0; i < times; i++) extract({ ...EMPTY, blocks });
  return ((performance.now() - started) * 1e6) / (times * size);
}

const EMPTY: Omit<RawRelease, 'blocks'> = {
  ...{ place: 'generated', sourceId: 'generated', publisher: null, url: null, title: null, date: null, lang: null },
  ...{ status: 'usable', embargoedUntil: null, alternates: [], diagnostics: [] },
};

const isRead = (raw: RawRelease | ReadError): raw is RawRelease => !(raw instanceof ReadError);

export function reportExtraction({ releases, characters, rates, curve }: ExtractionMeasures, sizes: readonly number[]) {
  const rows = Object.entries(curve).map(([kind, costs]) => [
    kind,
    ...costs.map((ns) => figure(ns)),
    `x${figure(costs.at(-1)! / Math.min(...costs))}`,
  ]);
  const head = ['ns a character', ...sizes.map((size) => `${figure(size / 1000)} kB`), 'last to least'];
  return [
    `extraction alone: ${figure(median(rates))} releases a second (best of ${rates.length} rounds ${figure(Math.max(...rates))}), ${releases} releases of ${figure(characters / releases)} characters`,
    table(head, rows),
  ].join('\n\n');
}
