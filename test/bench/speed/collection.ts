/** What every engine is given: the same quotations, the same stems of them, and the same questions. */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Lang } from '../../../src/domain.ts';
import { languages } from '../../../src/lang/index.ts';
import { analyse, termsOf } from '../../../src/search/analysis.ts';
import type { QuotationDocument, ReleaseDocument } from '../../../src/search/port.ts';
import { fold } from '../../../src/util/fold.ts';
import { type Random, randomFrom } from '../random.ts';

/** A quotation as the other engines are given it: its words, those of its speaker, office and headline, stemmed. */
export type StemmedQuotation = {
  id: number;
  stems: string;
  lang: Lang;
  /** 20201031. */
  day: number;
  year: number;
  speaker: string;
  post: string;
};

export const KINDS = [
  '1 word',
  '2 words',
  '4 words',
  'any of 4 words',
  'phrase of 3 words',
  'prefix',
  '2 words, 2 filters, 4 facets',
] as const;
export type Kind = (typeof KINDS)[number];

/** One question, for us as a reader types it, for the others as stems. */
export type Question = {
  kind: Kind;
  q: string;
  stems: string[];
  /** Of one language, and of these days at the earliest and at the latest (20201031). */
  filters: { lang: Lang; from: number; to: number } | null;
};

export type Questions = {
  asked: Question[];
  /** Others of the same kinds, asked before: as one answers that has answered for a while, and has been compiled. */
  warming: Question[];
};

export type Written = { quotations: number; releases: number };

export const DOCUMENTS = 'documents.jsonl';
export const STEMS = 'stems.jsonl';
export const QUESTIONS = 'questions.json';
/** Releases that come after the others. */
export const ADDED = 'added.jsonl';

const SAMPLED = 2000;
/** So many times as many are asked before any is measured: fewer leave ours and others half interpreted. */
const WARM_UPS = 3;

/** Writes the first releases that hold so many quotations, and questions made of their words. */
export async function writeSpeedCollection(
  folder: string,
  releases: Iterable<ReleaseDocument>,
  { quotations, questions, added, seed }: { quotations: number; questions: number; added: number; seed: number },
): Promise<Written> {
  const random = randomFrom(seed, quotations, 7);
  const documents = lineWriter(join(folder, DOCUMENTS));
  const stems = lineWriter(join(folder, STEMS));
  const more = lineWriter(join(folder, ADDED));
  const sample: QuotationDocument[] = [];
  const written = { quotations: 0, releases: 0 };
  let left = added;
  for (const release of releases) {
    if (written.quotations >= quotations) {
      await more.write(release);
      left -= 1;
      if (left <= 0) break;
      continue;
    }
    await documents.write(release);
    written.releases += 1;
    for (const quotation of release.quotations) {
      await stems.write(stemmed(written.quotations, quotation, release));
      written.quotations += 1;
      if (sample.length < SAMPLED) sample.push(quotation);
      else if (random.chance(SAMPLED / written.quotations)) sample[random.below(SAMPLED)] = quotation;
    }
  }
  await Promise.all([documents.end(), stems.end(), more.end()]);
  const asked = inventQuestions(questions, sample, random);
  const warming = inventQuestions(WARM_UPS * questions, sample, random);
  await writeFile(join(folder, QUESTIONS), JSON.stringify({ asked, warming } satisfies Questions));
  return written;
}

export async function* linesOf<Line>(path: string): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    yield JSON.parse(line) as Line;
  }
}

export async function* firstWithin<Item>(count: number, items: AsyncIterable<Item>): AsyncGenerator<Item> {
  let left = count;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}

function lineWriter(path: string) {
  const stream = createWriteStream(path, { highWaterMark: 2 ** 22 });
  return {
    async write(value: unknown): Promise<void> {
      if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain');
    },
    async end(): Promise<void> {
      stream.end();
      await finished(stream);
    },
  };
}

// -------------------------------------------------------------------------------------------------------------- stems

export function stemmed(id: number, quotation: QuotationDocument, release: ReleaseDocument): StemmedQuotation {
  const { lang } = quotation;
  const day = Number((release.issuedOn ?? '').replaceAll('-', ''));
  const office = quotation.posts.flatMap(({ title, portfolio }) => [title[lang], portfolio[lang]]);
  const texts = [
    quotation.text,
    ...quotation.speakers.map(({ name }) => name),
    quotation.title,
    ...office,
    release.headline,
  ];
  return {
    id,
    stems: texts.flatMap((text) => (text ? stemsOf(text, lang) : [])).join(' '),
    lang,
    day,
    year: Math.trunc(day / 10_000),
    speaker: quotation.speakers[0]?.id ?? '',
    post: quotation.posts[0]?.id ?? '',
  };
}

/** Our own analysis: the same words and stems, only without the name of their language. */
export function stemsOf(text: string, lang: Lang): string[] {
  return analyse(text)
    .filter(({ parts }) => parts === 0)
    .map(({ surface }) => termsOf(surface, lang)[0]!.slice(lang.length + 1));
}

// ---------------------------------------------------------------------------------------------------------- questions

/** Words of quotations that are there: who asks remembers what was said. */
function inventQuestions(count: number, quotations: readonly QuotationDocument[], random: Random): Question[] {
  return KINDS.flatMap((kind) => {
    const questions: Question[] = [];
    for (let tries = 0; questions.length < count && tries < count * 1000; tries += 1) {
      const question = inventQuestion(kind, random.pick(quotations), random);
      if (question) questions.push(question);
    }
    if (questions.length < count) throw new Error(`Expected words for ${count} questions, found ${questions.length}.`);
    return questions;
  });
}

function inventQuestion(kind: Kind, { text, lang, speakers }: QuotationDocument, random: Random): Question | null {
  switch (kind) {
    case '1 word':
      return wanted(1, ' ');
    case '2 words':
      return wanted(2, ' ');
    case '4 words':
      return wanted(4, ' ');
    case 'any of 4 words':
      return wanted(4, ' OR ');
    case 'phrase of 3 words': {
      const words = text.split(' ');
      const start = random.below(Math.max(1, words.length - 3));
      const phrase = words.slice(start, start + 3);
      if (phrase.length < 3 || !phrase.every((word) => /^\p{L}+$/u.test(word))) return null;
      return { kind, q: `"${phrase.join(' ')}"`, stems: stemsOf(phrase.join(' '), lang), filters: null };
    }
    case 'prefix': {
      const prefix = fold(speakers[0]!.name.split(' ').at(-1)!).slice(0, 3);
      return { kind, q: prefix, stems: [prefix], filters: null };
    }
    case '2 words, 2 filters, 4 facets': {
      const question = wanted(2, ' ');
      const year = 2006 + random.below(15);
      return question && { ...question, filters: { lang, from: year * 10_000 + 101, to: (year + 5) * 10_000 + 1231 } };
    }
  }

  /** Any words that carry meaning. */
  function wanted(count: number, joined: string): Question | null {
    const words = text.match(/(?<![\p{L}'’-])\p{L}{4,}(?![\p{L}'’-])/gu) ?? [];
    const pool = [...new Set(words.filter((word) => !languages[lang].stopWords.has(fold(word))))];
    if (pool.length < count) return null;
    const chosen = Array.from({ length: count }, () => pool.splice(random.below(pool.length), 1)[0]!);
    const stems = chosen.flatMap((word) => stemsOf(word, lang));
    return { kind, q: chosen.join(joined), stems, filters: null };
  }
}
