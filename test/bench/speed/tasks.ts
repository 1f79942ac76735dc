/** What is measured of one engine, each in a process of its own. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { giveWay } from '../../../src/pipeline/lower-priority.ts';
import { openEmbeddedIndex } from '../../../src/search/embedded/index.ts';
import type { ReleaseDocument } from '../../../src/search/port.ts';
import { inProcess } from '../temporary.ts';
import {
  ADDED,
  firstWithin,
  KINDS,
  type Kind,
  linesOf,
  QUESTIONS,
  type Question,
  type Questions,
  type Written,
  writeSpeedCollection,
} from './collection.ts';
import type { Engine, Searcher } from './engine.ts';
import { requestOf } from './engines/dixit.ts';

/** Milliseconds of each question of a kind; empty where the engine cannot be asked it. */
export type Times = Record<Kind, number[]>;
/** By the clock, and of processors, those of the collector and the compiler too, which some systems count in steps of some ms. */
export type Asked = { times: Times; processor: Times };
export type Building = { ms: number; unsaved: string | null; asked: Asked | null; peakBytes: number };
export type Asking = { asked: Asked; peakBytes: number };

/** Milliseconds of searches before and while another process publishes. */
export type Beside = { alone: number[]; beside: number[] };

export type Place = { engine: string; folder: string; dir: string };

export const SPEED_TASKS: Record<string, (input: never) => Promise<unknown>> = {
  async 'speed-write'(input: {
    folder: string;
    quotations: number;
    questions: number;
    added: number;
    seed: number;
  }): Promise<Written> {
    const { sampleProse } = await import('../collection.ts');
    const { generateDocuments } = await import('../documents.ts');
    const { prose, offices } = sampleProse();
    return writeSpeedCollection(input.folder, generateDocuments(input.seed, prose, offices), input);
  },

  /** What cannot be opened again is asked here and now. */
  async 'speed-build'({ engine, folder, dir }: Place): Promise<Building> {
    const started = performance.now();
    const built = await (await engineOf(engine)).build(folder, dir);
    const ms = performance.now() - started;
    const asked = built.unsaved === null ? null : await askAll(built, folder);
    await built.close();
    return { ms, unsaved: built.unsaved, asked, peakBytes: peakBytes() };
  },

  async 'speed-start'({ engine, folder, dir }: Place): Promise<number | null> {
    const searcher = await (await engineOf(engine)).open(dir);
    const found = await searcher.ask(questionsIn(folder).asked.find(({ kind }) => kind === '2 words')!);
    await searcher.close();
    return found;
  },

  async 'speed-ask'({ engine, folder, dir }: Place): Promise<Asking> {
    fetchFiles(dir);
    const searcher = await (await engineOf(engine)).open(dir);
    const asked = await askAll(searcher, folder);
    await searcher.close();
    return { asked, peakBytes: peakBytes() };
  },

  'speed-beside': askBeside,

  async 'speed-publish'({ folder, dir, releases }: Place & { releases: number }): Promise<number> {
    const { publicationOf } = await import('./publication.ts');
    // As `dixit ingest` does.
    giveWay();
    const index = await openEmbeddedIndex({ dir });
    const added = firstWithin(releases, linesOf<ReleaseDocument>(join(folder, ADDED)));
    const started = performance.now();
    await index.publish(publicationOf(added, 'changes'));
    const ms = performance.now() - started;
    await index.close();
    return ms;
  },

  /** One release after another, through the port of a process that goes on answering: each until it is found. */
  async 'speed-add'({ folder, dir, count }: Place & { count: number }): Promise<number[]> {
    const { publicationOf } = await import('./publication.ts');
    const index = await openEmbeddedIndex({ dir });
    const { asked: questions } = questionsIn(folder);
    const took: number[] = [];
    // Whoever serves has answered before, and knows the register.
    publicationOf([], 'changes');
    for (const question of questions.slice(0, count)) await index.search(requestOf(question));
    for await (const release of firstWithin(count, withQuotations(linesOf<ReleaseDocument>(join(folder, ADDED))))) {
      const [quotation] = release.quotations;
      const question = { q: `"${quotation!.text.split(' ').slice(0, 6).join(' ')}"`, filters: null };
      const before = (await index.search(requestOf(question))).totalHits;
      const started = performance.now();
      await index.publish(publicationOf([release], 'changes'));
      const { totalHits } = await index.search(requestOf(question));
      took.push(performance.now() - started);
      if (totalHits <= before) throw new Error(`Expected ${release.id} to be found by ${question.q}.`);
    }
    await index.close();
    return took;
  },
};

/** Asks one question after another, as long as it takes to know, and then while another process publishes more. */
async function askBeside(place: Place & { releases: number }): Promise<Beside> {
  fetchFiles(place.dir);
  const index = await openEmbeddedIndex({ dir: place.dir });
  const questions = questionsIn(place.folder).asked.filter(({ kind }) => BESIDE.includes(kind));
  const times: number[] = [];
  let asked = 0;
  const askOne = async () => {
    const question = questions[asked % questions.length]!;
    asked += 1;
    const started = performance.now();
    await index.search(requestOf(question));
    times.push(performance.now() - started);
  };
  for (let i = 0; i < 2 * questions.length; i += 1) await askOne();
  const alone = times.splice(0).slice(questions.length);
  let isPublishing = true;
  const publishing = inProcess('speed-publish', place, ['--max-old-space-size=4000']).finally(() => {
    isPublishing = false;
  });
  while (isPublishing) {
    await askOne();
    // So that its end is heard of.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await publishing;
  for (let i = 0; i < 20; i += 1) await askOne();
  await index.close();
  return { alone, beside: times };
}

/** Has what an engine left on the disk in the system's memory, as it is where one has answered for a while. */
function fetchFiles(dir: string): void {
  const room = Buffer.allocUnsafe(2 ** 20);
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = openSync(join(entry.parentPath, entry.name), 'r');
    while (readSync(file, room) > 0);
    closeSync(file);
  }
}

const BESIDE: readonly Kind[] = ['1 word', '2 words', '4 words', 'any of 4 words'];

/** Releases beside the collection: as many as are published while others search. */
export const MOST_ADDED = 10_000;
/** Where an engine takes its time, a kind of question ends after so long. */
const MOST_MS = 15_000;

async function askAll(searcher: Searcher, folder: string): Promise<Asked> {
  const { asked: questions, warming } = questionsIn(folder);
  const none = () => Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Times;
  const asked: Asked = { times: none(), processor: none() };
  for (const kind of KINDS) {
    const until = performance.now() + MOST_MS;
    for (const question of ofKind(kind, warming)) {
      if ((await searcher.ask(question)) === null || performance.now() > until) break;
    }
  }
  for (const kind of KINDS) {
    const until = performance.now() + MOST_MS;
    for (const question of ofKind(kind, questions)) {
      const before = process.cpuUsage();
      const started = performance.now();
      const found = await searcher.ask(question);
      if (found === null) break;
      asked.times[kind].push(performance.now() - started);
      const { user, system } = process.cpuUsage(before);
      asked.processor[kind].push((user + system) / 1000);
      if (performance.now() > until) break;
    }
  }
  return asked;
}

const questionsIn = (folder: string): Questions =>
  JSON.parse(readFileSync(join(folder, QUESTIONS), 'utf8')) as Questions;
const ofKind = (kind: Kind, questions: readonly Question[]) => questions.filter((question) => question.kind === kind);

async function* withQuotations(releases: AsyncIterable<ReleaseDocument>): AsyncGenerator<ReleaseDocument> {
  for await (const release of releases) if (release.quotations.length > 0) yield release;
}

/** Each is loaded only where it is asked for: what one brings along is not counted for another. */
export async function engineOf(name: string): Promise<Engine> {
  switch (name) {
    case 'dixit':
      return (await import('./engines/dixit.ts')).dixit;
    case 'minisearch':
      return (await import('./engines/minisearch.ts')).minisearch;
    case 'fts5':
      return (await import('./engines/fts5.ts')).fts5;
    case 'flexsearch':
      return (await import('./engines/flexsearch.ts')).flexsearch;
    case 'orama':
      return (await import('./engines/orama.ts')).orama;
    case 'lunr':
      return (await import('./engines/lunr.ts')).lunrEngine;
    default:
      throw new Error(`Expected one of ${ENGINES.join(', ')}, found ${name}.`);
  }
}
export const ENGINES = ['dixit', 'minisearch', 'fts5', 'flexsearch', 'orama', 'lunr'] as const;

/** Node tells it in KB on every system. */
const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;
