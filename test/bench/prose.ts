/**
 * Prose after the sample corpus: which word follows which (bigrams), learned per language from its releases, with
 * invented words, places and people mixed in, so that the vocabulary goes on growing with the collection. It learns from
 * what extraction makes of the corpus: compare figures of two versions only where the texts they print are of one size.
 */
import { readFileSync } from 'node:fs';
import type { Extraction, Lang } from '../../src/domain.ts';
import { extract } from '../../src/extract/index.ts';
import { LANGS, languages } from '../../src/lang/index.ts';
import { inputFiles } from '../../src/pipeline/files.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { fold } from '../../src/util/fold.ts';
import { type Random, randomFrom } from './random.ts';

export type Voice = 'report' | 'speech';

export type Prose = {
  /** One sentence; `numbers` stand where the corpus had some, `places` where it had names. */
  sentence(lang: Lang, voice: Voice, random: Random, scene: Scene): string;
  /** The person, and the place, of this rank: always the same one, made of parts of names of the corpus. */
  person(rank: number): string;
  place(rank: number): string;
  /** Words that carry meaning, the most frequent in the corpus first. */
  frequent: Record<Lang, string[]>;
};

/** What the sentences of one release share, in both languages. */
export type Scene = { numbers: readonly number[]; places: readonly string[] };

type Model = { starts: Record<Voice, string[]>; next: Map<string, string[]>; content: string[] };

const NUMBER = '#';
const LONGEST_SENTENCE = 26;
const SHORTEST_SENTENCE = 5;
/** Shares of words, and of names, that are invented. */
const INVENTED_WORDS = 0.12;
const INVENTED_NAMES = 0.6;
/** How many invented words, places and people are common. */
const COMMON_WORDS = 1500;
const COMMON_PLACES = 150;

/** Learns from the releases below `corpus`. */
export function learnProse(corpus: string): Prose {
  const models = Object.fromEntries(
    LANGS.map((lang) => [lang, { starts: { report: [], speech: [] }, next: new Map(), content: [] }]),
  ) as unknown as Record<Lang, Model>;
  const names = new Set<string>();
  const places = new Set<string>();
  for (const extraction of extractions(corpus)) {
    learn(models, extraction);
    for (const { attribution } of extraction.quotations) for (const name of attribution.names) names.add(name);
    if (extraction.dateline?.place) places.add(extraction.dateline.place);
  }
  for (const lang of LANGS) models[lang].content = contentWords(models[lang], lang);
  const given = [...new Set([...names].map((name) => name.split(' ')[0]!))].sort();
  const surnames = [...new Set([...names].flatMap((name) => name.split(' ').at(-1)!.split('-')))]
    .filter((name) => /^\p{Lu}\p{Ll}{3,}$/u.test(name))
    .sort();
  const placeParts = [...new Set([...places].flatMap((place) => place.split(/[ ,(-]/u)))]
    .map((part) => part.charAt(0) + part.slice(1).toLowerCase())
    .filter((part) => /^\p{Lu}\p{Ll}{3,}$/u.test(part))
    .sort();

  return {
    sentence: (lang, voice, random, scene) => {
      const words = walk(models[lang], voice, random);
      return words.map((word, i) => invent(word, i, lang, random, scene)).join(' ');
    },
    person: (rank) => {
      const random = randomFrom(rank, 1);
      const first = random.pick(given);
      const surname = capitalised(blend(random.pick(surnames), random.pick(surnames)));
      return `${first} ${random.chance(0.4) ? `${surname}-${random.pick(surnames)}` : surname}`;
    },
    place,
    frequent: Object.fromEntries(LANGS.map((lang) => [lang, models[lang].content])) as Record<Lang, string[]>,
  };

  function place(rank: number): string {
    const random = randomFrom(rank, 2);
    const parts = [...placeParts, ...surnames];
    return (
      random.pick(['', '', 'Saint-', 'Port-', 'Lac-']) + capitalised(blend(random.pick(parts), random.pick(parts)))
    );
  }

  function invent(word: string, position: number, lang: Lang, random: Random, scene: Scene): string {
    if (word.includes(NUMBER)) return word.replace(NUMBER, () => formatted(random.pick(scene.numbers), lang));
    const [, letters, after] = /^(\p{L}{4,})([.,;!?…]*)$/u.exec(word) ?? [];
    if (!letters) return word;
    if (position > 0 && /^\p{Lu}/u.test(letters)) {
      if (!random.chance(INVENTED_NAMES)) return word;
      return (random.chance(0.5) ? random.pick(scene.places) : place(random.rank(COMMON_PLACES))) + after;
    }
    if (position === 0 || letters.length < 5 || languages[lang].stopWords.has(fold(letters))) return word;
    return random.chance(INVENTED_WORDS) ? inventedWord(random.rank(COMMON_WORDS), lang) + after : word;
  }

  function inventedWord(rank: number, lang: Lang): string {
    const random = randomFrom(rank, 3, lang.charCodeAt(0));
    const { content } = models[lang];
    const [head, tail] = [random.pick(content), random.pick(content)];
    return random.chance(0.1) ? `${head}-${tail}` : blend(head, tail);
  }
}

/** Long numbers in groups of three: `1,400`, `1 400`. */
export const formatted = (number: number, lang: Lang): string => NUMBERS[lang].format(number);
const NUMBERS: Record<Lang, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en-CA'),
  fr: new Intl.NumberFormat('fr-CA'),
};

const blend = (head: string, tail: string): string =>
  head.slice(0, Math.ceil(head.length * 0.6)) + tail.slice(Math.floor(tail.length / 2)).toLowerCase();
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

// ----------------------------------------------------------------------------------------------------------- learning

function* extractions(corpus: string): Generator<Extraction> {
  for (const { path, name } of inputFiles([corpus], fail)) {
    for (const raw of readReleases(path, readFileSync(path), name)) {
      if (raw instanceof ReadError) throw raw;
      yield extract(raw);
    }
  }
}

function fail(place: string, message: string): never {
  throw new Error(`${place}: ${message}`);
}

const REPORTING = new Set(['body', 'quick-facts']);

function learn(models: Record<Lang, Model>, { text, blocks, sections, quotations, dateline }: Extraction): void {
  for (const { quotation } of quotations) learnSentences(models[quotation.lang], 'speech', quotation);
  for (const { kind, span, lang } of blocks) {
    const section = sections.find(({ span: { start, end } }) => start <= span.start && span.start < end);
    const quoted = quotations.some(({ quotation }) =>
      quotation.content.some(({ start, end }) => start < span.end && span.start < end),
    );
    if (kind === 'cell' || quoted || !section || !REPORTING.has(section.kind)) continue;
    const start = dateline && dateline.span.start < span.end ? Math.max(span.start, dateline.span.end) : span.start;
    learnSentences(models[lang], 'report', { text: text.slice(start, span.end), lang });
  }
}

function learnSentences(model: Model, voice: Voice, { text, lang }: { text: string; lang: Lang }): void {
  const { abbreviations } = languages[lang];
  let before: string | null = null;
  for (const word of wordsOf(text)) {
    if (before === null) model.starts[voice].push(word);
    else {
      const after = model.next.get(before);
      if (after) after.push(word);
      else model.next.set(before, [word]);
    }
    before = /[.!?…]$/.test(word) && !abbreviations.has(fold(word).replace(/\.$/, '')) ? null : word;
  }
}

/** Words as printed, without marks and brackets; every number is `#`. */
function wordsOf(text: string): string[] {
  const words = text
    .replace(/[«»“”"()[\]|/]/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/\d+(?:[.,]\d+)*/g, NUMBER).replace(/:$/, ','))
    .filter((word) => /[\p{L}#]/u.test(word) && !/[@_#].*[@_#]/.test(word));
  return words.filter((word, i) => word !== NUMBER || words[i - 1] !== NUMBER);
}

function contentWords(model: Model, lang: Lang): string[] {
  const counts = new Map<string, number>();
  for (const after of model.next.values())
    for (const word of after) {
      const letters = /^\p{Ll}{5,14}/u.exec(word)?.[0];
      if (letters?.length === word.replace(/[.,;!?…]+$/u, '').length && !languages[lang].stopWords.has(fold(letters)))
        counts.set(letters, (counts.get(letters) ?? 0) + 1);
    }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([word]) => word);
}

// ---------------------------------------------------------------------------------------------------------- generating

function walk({ starts, next }: Model, voice: Voice, random: Random): string[] {
  for (;;) {
    const words = [random.pick(starts[voice])];
    for (let after = next.get(words[0]!); after && words.length < LONGEST_SENTENCE; after = next.get(words.at(-1)!)) {
      words.push(random.pick(after));
      if (/[.!?…]$/.test(words.at(-1)!) && words.length >= SHORTEST_SENTENCE) break;
    }
    if (words.length < SHORTEST_SENTENCE) continue;
    const last = words.at(-1)!;
    words[words.length - 1] = /[.!?…]$/.test(last) ? last : `${last.replace(/[,;-]+$/, '')}.`;
    return words;
  }
}
