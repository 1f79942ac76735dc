/**
 * `npm run bench [-- COMMAND] [--quick] [--sizes 1000,10000] [--seed N] [--runs N] [--engines a,b]
 * [--export FILE] [--picture FILE] [--one-sided FILE --pairs FILE] [--json]`: numbers only; no timing passes or fails. To add a command, write its file and name it in `COMMANDS`.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { FULL, measure, type Options, QUICK, report } from './collection.ts';
import { LENGTHS, measureExtraction, QUICK_LENGTHS, reportExtraction } from './extraction.ts';
import { LOAD, LOAD_QUOTATIONS, measureLoad, QUICK_LOAD, QUICK_LOAD_QUOTATIONS, reportLoad } from './load.ts';
import { measureOneSided, readListed, reportOneSided } from './one-sided.ts';
import { measurePages, reportPages } from './pages.ts';
import { measurePairing, reportPairing } from './pairing.ts';
import { measurePeople, ROWS, reportPeople } from './people.ts';
import { measureQuality, QUALITY_SIZES, QUICK_QUALITY, reportQuality } from './quality.ts';
import {
  DEFAULT_ENGINES,
  drawSpeed,
  measureSpeed,
  QUICK_SPEED,
  reportSpeed,
  SPEED_QUESTIONS,
  SPEED_SIZES,
} from './speed/index.ts';

type Report = { data: unknown; text: string };

type Asked = Options & {
  engines: readonly string[];
  exported: string | null;
  picture: string | null;
  oneSided: { releases: string; pairs: string } | null;
};

const COMMANDS: Readonly<Record<string, (options: Asked) => Promise<Report>>> = {
  /** Ingest and search, by size. */
  async collection(options) {
    const data = await measure(options);
    return { data, text: report(data) };
  },
  /** Pages of results as readers are served them, by size. */
  async pages(options) {
    const data = await measurePages(options);
    return { data, text: reportPages(data) };
  },
  /** Pairing alone, and what it keeps, by size; or how right it is where versions are missing. */
  async pairing(options) {
    if (options.oneSided !== null) {
      const data = measureOneSided(readListed(options.oneSided.releases, options.oneSided.pairs), options.seed);
      return { data, text: reportOneSided(data) };
    }
    const data = await measurePairing(options);
    return { data, text: reportPairing(data) };
  },
  /** Whom attributions denote, by the rows of the register. */
  async people(options) {
    const data = measurePeople({ ...options, sizes: ROWS });
    return { data, text: reportPeople(data) };
  },
  /** Searches beside those of other engines, by the number of quotations. */
  async speed({ sizes, seed, engines, picture }) {
    const own =
      sizes === QUICK.sizes
        ? QUICK_SPEED
        : { sizes: sizes === FULL.sizes ? SPEED_SIZES : sizes, questions: SPEED_QUESTIONS };
    const data = await measureSpeed({ ...own, seed, engines });
    if (picture !== null) writeFileSync(picture, drawSpeed(data));
    return { data, text: reportSpeed(data) };
  },
  /** A server under load: latencies, stalls of its event loop, memory. */
  async load({ sizes, seed }) {
    const isQuick = sizes === QUICK.sizes;
    const quotations = isQuick ? QUICK_LOAD_QUOTATIONS : sizes === FULL.sizes ? LOAD_QUOTATIONS : sizes[0]!;
    const data = await measureLoad({ ...(isQuick ? QUICK_LOAD : LOAD), quotations, seed });
    return { data, text: reportLoad(data) };
  },
  /** Whether quotations are found again, beside other engines, by the number of others. */
  async quality({ sizes, seed, exported }) {
    const own =
      sizes === QUICK.sizes
        ? QUICK_QUALITY
        : { ...QUALITY_SIZES, ...(sizes === FULL.sizes ? {} : { distractors: sizes }) };
    const data = await measureQuality({ ...own, seed, exported });
    return { data, text: reportQuality(data) };
  },
  /** Extraction alone, and its cost by the length of the text. */
  async extraction({ seed, sizes }) {
    const lengths = sizes === QUICK.sizes ? QUICK_LENGTHS : LENGTHS;
    const data = measureExtraction(seed, lengths);
    return { data, text: reportExtraction(data, lengths) };
  },
};

const NUMBERS = /^[1-9]\d*(?:,[1-9]\d*)*$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
    engines: { type: 'string' },
    export: { type: 'string' },
    picture: { type: 'string' },
    'one-sided': { type: 'string' },
    pairs: { type: 'string' },
  },
});
const [name = 'collection'] = positionals;
const command = COMMANDS[name];
if (!command) throw new Error(`Expected one of ${Object.keys(COMMANDS).join(', ')}, found ${name}.`);
const base = values.quick ? QUICK : FULL;
const options: Asked = {
  ...base,
  picture: values.picture ?? null,
  exported: values.export ?? null,
  oneSided: oneSidedOf(values['one-sided'], values.pairs),
  engines: values.engines?.split(',') ?? DEFAULT_ENGINES,
  sizes: values.sizes === undefined ? base.sizes : numbers('--sizes', values.sizes).sort((a, b) => a - b),
  seed: values.seed === undefined ? base.seed : numbers('--seed', values.seed)[0]!,
  runs: values.runs === undefined ? base.runs : numbers('--runs', values.runs)[0]!,
};

const processors = cpus();
const machine = {
  processor: processors[0]?.model ?? 'unknown',
  cores: processors.length,
  memoryBytes: totalmem(),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
};
const { data, text } = await command(options);
const { processor, cores, memoryBytes, node, system } = machine;
process.stdout.write(
  values.json
    ? `${JSON.stringify({ command: name, options, machine, data })}\n`
    : `${processor}, ${cores} cores, ${Math.round(memoryBytes / 1e9)} GB; Node ${node}, ${system}; seed ${options.seed}\n\n${text}\n`,
);

function oneSidedOf(releases: string | undefined, pairs: string | undefined): Asked['oneSided'] {
  if (releases === undefined && pairs === undefined) return null;
  if (releases === undefined || pairs === undefined)
    throw new Error('Expected --one-sided FILE and --pairs FILE, found one.');
  return { releases, pairs };
}

function numbers(option: string, value: string): number[] {
  if (!NUMBERS.test(value)) throw new Error(`${option}: expected whole numbers such as 1000,10000, found "${value}".`);
  return value.split(',').map(Number);
}
