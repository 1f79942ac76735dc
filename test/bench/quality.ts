/**
 * `npm run bench -- quality`: whether a quotation is found again by what a reader remembers of it, ours beside other
 * engines on the same stems, any word of the query being enough for them. Three queries for each quotation drawn:
 *
 *     three     three different words of it, of four letters or more, in no order
 *     run       four words that follow each other
 *     mistaken  the three words and one of another quotation
 *
 * MRR@10: the mean of 1/rank, 0 beyond the tenth. A hit is right when its text is the quotation's, word for word.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Index } from 'flexsearch';
import Database from 'libsql';
import MiniSearch from 'minisearch';
import type { Lang, Localized, QuotationKind } from '../../src/domain.ts';
import { LANGS } from '../../src/lang/index.ts';
import { analyse, termsOf } from '../../src/search/analysis.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_FILTERS, type QuotationDocument, type ReleaseDocument } from '../../src/search/port.ts';
import { fold } from '../../src/util/fold.ts';
import { first, sampleProse } from './collection.ts';
import { generateDocuments } from './documents.ts';
import { type Random, randomFrom } from './random.ts';
import { publicationOf } from './speed/publication.ts';
import { table } from './table.ts';
import { withFolder } from './temporary.ts';

export type QualityOptions = {
  seed: number;
  /** What `dixit export --format jsonl` printed; null: quotations are generated. */
  exported: string | null;
  /** So many generated quotations beside those that are asked for. */
  distractors: readonly number[];
  questions: number;
};

export const QUALITY_SIZES = { distractors: [0, 100_000], questions: 500 };
export const QUICK_QUALITY = { distractors: [2000], questions: 60 };

const KINDS = ['three', 'run', 'mistaken'] as const;
type Kind = (typeof KINDS)[number];
type Question = { kind: Kind; q: string; text: string };

export type Quality = {
  quotations: number;
  distractors: number;
  questions: number;
  engines: { engine: string; mrr: Record<Kind, number> }[];
};

/** The texts of the best ten, the best first. */
type Ranker = { engine: string; best(q: string): Promise<string[]>; close(): Promise<void> };

/** Releases that quotations are asked of where none are given. */
const GENERATED = 1500;
const RANKED = 10;

export async function measureQuality(options: QualityOptions): Promise<Quality[]> {
  const { seed, exported } = options;
  const { prose, offices } = sampleProse();
  const own =
    exported === null ? [...first(GENERATED, generateDocuments(seed + 1, prose, offices))] : readExport(exported);
  const quotations = own.flatMap((release) => release.quotations);
  const questions = inventQuestions(options.questions, quotations, randomFrom(seed, 11));
  const results: Quality[] = [];
  for (const distractors of options.distractors) {
    process.stderr.write(`bench: ${quotations.length} quotations among ${distractors} others\n`);
    const others = [...until(distractors, generateDocuments(seed + 2, prose, offices))];
    const engines = await withFolder(async (folder) => {
      const measured: Quality['engines'] = [];
      for (const open of RANKERS) {
        const ranker = await open([...own, ...others], folder);
        measured.push({ engine: ranker.engine, mrr: await meanReciprocalRank(ranker, questions) });
        await ranker.close();
      }
      return measured;
    });
    results.push({ quotations: quotations.length, distractors, questions: options.questions, engines });
  }
  return results;
}

function* until(quotations: number, releases: Iterable<ReleaseDocument>): Generator<ReleaseDocument> {
  let count = 0;
  if (quotations === 0) return;
  for (const release of releases) {
    yield release;
    count += release.quotations.length;
    if (count >= quotations) return;
  }
}

async function meanReciprocalRank(ranker: Ranker, questions: readonly Question[]): Promise<Record<Kind, number>> {
  const sums = { three: 0, run: 0, mistaken: 0 };
  const counts = { three: 0, run: 0, mistaken: 0 };
  for (const { kind, q, text } of questions) {
    const wanted = keyOf(text);
    const rank = (await ranker.best(q)).findIndex((found) => keyOf(found) === wanted) + 1;
    counts[kind] += 1;
    if (rank > 0) sums[kind] += 1 / rank;
  }
  return Object.fromEntries(KINDS.map((kind) => [kind, sums[kind] / counts[kind]])) as Record<Kind, number>;
}

export function reportQuality(results: readonly Quality[]): string {
  return results
    .map(({ quotations, distractors, questions, engines }) => {
      const rows = engines.map(({ engine, mrr }) => [engine, ...KINDS.map((kind) => mrr[kind].toFixed(3))]);
      const title = `== MRR@10 of ${questions} of ${quotations} quotations among ${distractors} others`;
      return `${title}\n\n${table(['', ...KINDS], rows)}`;
    })
    .join('\n\n');
}

// ---------------------------------------------------------------------------------------------------------- questions

function inventQuestions(count: number, quotations: readonly QuotationDocument[], random: Random): Question[] {
  const texts = [...new Map(quotations.map(({ text }) => [keyOf(text), text])).values()]
    .filter((text) => wordsIn(text).length >= SHORTEST)
    .sort();
  return Array.from({ length: count }, () => {
    const text = random.pick(texts);
    const words = wordsIn(text);
    const long = [...new Set(words.filter((word) => word.length >= 4))];
    const three = Array.from({ length: 3 }, () => long.splice(random.below(long.length), 1)[0] ?? '').join(' ');
    const at = random.below(words.length - 4);
    const stray = wordsIn(random.pick(texts)).filter((word) => word.length >= 4);
    return [
      { kind: 'three' as const, q: three, text },
      { kind: 'run' as const, q: words.slice(at, at + 4).join(' '), text },
      { kind: 'mistaken' as const, q: `${three} ${random.pick(stray)}`, text },
    ];
  }).flat();
}

/** Of fewer words too many are alike. */
const SHORTEST = 15;

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
const keyOf = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

// -------------------------------------------------------------------------------------------------------------- given

type Exported = {
  id: string;
  lang: Lang;
  text: string;
  kind: QuotationKind;
  speakers: { id: string; name: string }[];
  mention: string | null;
  title: string | null;
  posts: { id: string; title: Localized }[];
  date: string | null;
  counterpartId: string | null;
  release: { id: string; sourceId: string; url: string | null; headline: string | null };
};

/** The releases of an export, as far as it tells of them. */
function readExport(path: string): ReleaseDocument[] {
  const releases = new Map<string, ReleaseDocument>();
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { release, date, speakers, posts, ...rest } = JSON.parse(line) as Exported;
    const { id, lang, counterpartId } = rest;
    let known = releases.get(release.id);
    if (!known) {
      known = {
        ...release,
        publisher: null,
        lang,
        dateline: null,
        issuedOn: date,
        text: '',
        revision: 1,
        status: 'usable',
        embargoedUntil: null,
        sections: [],
        counterpartId: null,
        quotations: [],
      };
      releases.set(release.id, known);
    }
    known.quotations.push({
      ...rest,
      content: [],
      speakers,
      posts: posts.map(({ id, title }) => ({ id, title, portfolio: {} })),
      certainty: 'stated',
      rule: 'export',
      versionIds: counterpartId === null ? [] : [counterpartId],
      statementId: counterpartId !== null && counterpartId < id ? counterpartId : id,
      differences: [],
    });
  }
  return [...releases.values()];
}

// ------------------------------------------------------------------------------------------------------------ engines

type Open = (releases: readonly ReleaseDocument[], folder: string) => Promise<Ranker>;

const RANKERS: readonly Open[] = [
  async (releases, folder) => {
    const index = await openEmbeddedIndex({ dir: join(folder, 'dixit') });
    await index.publish(publicationOf(releases, 'all'));
    const request = { filters: NO_FILTERS, sort: null, page: 1, hitsPerPage: RANKED, displayLang: null };
    return {
      engine: 'Dixit',
      best: async (q) => (await index.search({ q, ...request })).hits.map(({ text }) => text),
      close: () => index.close(),
    };
  },

  async (releases) => {
    const texts = textsOf(releases);
    const index = new MiniSearch<{ id: number; stems: string }>({
      fields: ['stems'],
      tokenize: (text) => text.split(' '),
      processTerm: (term) => term,
    });
    index.addAll(texts.map(({ text, lang }, id) => ({ id, stems: stemsOf(text, lang).join(' ') })));
    return {
      engine: 'MiniSearch',
      best: async (q) =>
        index
          .search(stemsAsked(q).join(' '), { combineWith: 'OR' })
          .slice(0, RANKED)
          .map(({ id }) => texts[id as number]!.text),
      close: async () => {},
    };
  },

  async (releases, folder) => {
    const texts = textsOf(releases);
    const database = new Database(join(folder, 'fts5.sqlite'));
    database.exec(
      `CREATE VIRTUAL TABLE words USING fts5(stems, content = '', tokenize = "unicode61 remove_diacritics 0")`,
    );
    const add = database.prepare('INSERT INTO words (rowid, stems) VALUES (?, ?)');
    database.exec('BEGIN');
    for (const [id, { text, lang }] of texts.entries()) add.run(id, stemsOf(text, lang).join(' '));
    database.exec('COMMIT');
    const ask = database.prepare(`SELECT rowid AS id FROM words WHERE words MATCH ? ORDER BY rank LIMIT ${RANKED}`);
    return {
      engine: 'SQLite FTS5',
      best: async (q) => {
        const match = stemsAsked(q)
          .map((stem) => `"${stem}"`)
          .join(' OR ');
        return (ask.all(match) as { id: number }[]).map(({ id }) => texts[id]!.text);
      },
      close: async () => {
        database.close();
      },
    };
  },

  async (releases) => {
    const texts = textsOf(releases);
    const index = new Index({ tokenize: 'strict', encode: (text: string) => text.split(' ') });
    for (const [id, { text, lang }] of texts.entries()) index.add(id, stemsOf(text, lang).join(' '));
    return {
      engine: 'FlexSearch',
      best: async (q) =>
        index.search(stemsAsked(q).join(' '), { limit: RANKED, suggest: true }).map((id) => texts[id as number]!.text),
      close: async () => {},
    };
  },
];

const textsOf = (releases: readonly ReleaseDocument[]): { text: string; lang: Lang }[] =>
  releases.flatMap(({ quotations }) => quotations.map(({ text, lang }) => ({ text, lang })));

/** Each with its language, as in our own index. */
const stemsOf = (text: string, lang: Lang): string[] =>
  analyse(text)
    .filter(({ parts }) => parts === 0)
    .map(({ surface }) => plain(termsOf(surface, lang)[0]!));

/** A query does not say its language. */
const stemsAsked = (q: string): string[] => [
  ...new Set(
    analyse(q)
      .filter(({ parts }) => parts === 0)
      .flatMap(({ surface }) => LANGS.map((lang) => plain(termsOf(surface, lang)[0]!))),
  ),
];

/** A colon would end a word for some of them. */
const plain = (term: string): string => term.replace(':', '0').replaceAll('.', '0');
