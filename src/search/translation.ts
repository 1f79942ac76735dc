/**
 * What words are in the other language, by the learned lexicon and the bundled glossary. Pure.
 *
 * A word of a query is met by its renderings as far as these stand for it, after Darwish & Oard (*Probabilistic
 * Structured Query Methods*, 2003): the occurrences of all of them add up to occurrences of the word, each as far as it
 * is likely, and so do their document frequencies. A term of several words is translated as one
 * (`premier ministre`: `prime minister`), never word by word.
 */
import type { Lang, Lexicon } from '../domain.ts';
import { cognatesOf } from '../lang/cognates.ts';
import { GLOSSARY, termsOf as glossaryTerms } from '../lang/glossary/index.ts';
import { LANGS, languages } from '../lang/index.ts';
import { fold } from '../util/fold.ts';
import { type Gradual, growing, growingPer } from '../util/memo.ts';
import { analyse, termsOf } from './analysis.ts';
import type { LexiconAnswer } from './port.ts';
import type { Query, Word } from './query.ts';

/** Words of a query, and what stands for them together in the other language. */
export type Translation = {
  from: Lang;
  to: Lang;
  /** Wanted words of the query that follow each other: one, or all of a term. */
  words: readonly Word[];
  /** It as one reads it. */
  text: string;
  /** Index terms of `to`: a text holds the translation where it holds them all within `within` words. */
  terms: readonly string[];
  within: number;
  /** Over 0 to 1: how sure it is that this stands for them. */
  weight: number;
};

/** So many renderings of one word or term are looked for, the likeliest. */
const MOST_RENDERINGS = 5;

export type Translations = {
  /** Of wanted words. Phrases, alternatives and names are not translated; a word nobody knows, a number needs none. */
  wanted: readonly Translation[];
  /** The surer ones of excluded words: who wants no `pont` wants no `bridge` instead. */
  excluded: readonly Translation[];
};
export const NO_TRANSLATIONS: Translations = { wanted: [], excluded: [] };

/** `isThere`: whether the collection holds an index term: by that, words nobody knows are told from none. */
export function translate(query: Query, lexicon: Lexicon | null, isThere: (term: string) => boolean): Translations {
  const plain = query.clauses.flatMap(([only, ...others]) => (only?.kind === 'word' && !others.length ? [only] : []));
  const words = plain.sort((a, b) => a.position - b.position);
  const known = knownIn(lexicon);
  const from = languagesOf(query, words, known);
  const excluded = query.excluded.flatMap((matcher) => (matcher.kind === 'word' ? [matcher] : []));
  return {
    wanted: from.flatMap((lang) => translateFrom(lang, words, known, isThere)),
    excluded: excluded
      .flatMap((word) => from.flatMap((lang) => translateFrom(lang, [word], known, isThere)))
      .filter(({ weight }) => weight >= SURE ** SURENESS),
  };
}

/** Whether the lexicon or the glossary knows a word, in one of these languages, or the collection a cognate. */
export function isWordOf(
  langs: readonly Lang[],
  lexicon: Lexicon | null,
  isThere: (term: string) => boolean,
  word: Word,
): boolean {
  const known = knownIn(lexicon);
  return langs.some((lang) => isKnown(word, known[lang]) || cognates(word, lang, isThere).length > 0);
}

/** What is known of a word or term, for people. */
export function translationsOf(lexicon: Lexicon | null, term: string): LexiconAnswer {
  const [word, ...more] = analyse(term);
  const single = word && more.length === 0 ? word : null;
  const termsIn = new Map(LANGS.map((lang) => [lang, single ? termsOf(single.surface, lang) : []]));
  const isIt = ({ words, stems }: Lexicon['renderings'][number], lang: Lang): boolean =>
    fold(words[lang]) === single?.folded || termsIn.get(lang)!.includes(`${lang}:${stems[lang]}`);
  const renderings = (lexicon?.renderings ?? []).filter((rendering) => LANGS.some((lang) => isIt(rendering, lang)));
  return { renderings, terms: glossaryTerms(term) };
}

// --------------------------------------------------------------------------------------------------------- of a query

/** What is excluded is excluded by what it is in so many of its uses. */
const SURE = 0.5;

/** Which languages the words are read in: the one their function words tell, else the one that knows more of them. */
function languagesOf({ language }: Query, words: readonly Word[], known: Known): readonly Lang[] {
  if (language) return [language];
  const counts = LANGS.map((lang) => words.filter((word) => isKnown(word, known[lang])).length);
  const most = Math.max(...counts);
  return LANGS.filter((_, i) => counts[i] === most);
}

const isKnown = ({ surface }: Word, { words, terms }: KnownWords): boolean =>
  stemsOf(surface, words.lang).some((stem) => words.renderings.has(stem) || terms.has(stem));

/** From the first word to the last; the longest term that begins at a word is translated as one. */
function translateFrom(
  from: Lang,
  words: readonly Word[],
  known: Known,
  isThere: (term: string) => boolean,
): Translation[] {
  const translations: Translation[] = [];
  for (let at = 0; at < words.length; ) {
    const { length, renderings } = renderingsAt(words, at, known[from]);
    const translated = words.slice(at, at + length);
    const found = renderings.length > 0 ? renderings : cognates(words[at]!, from, isThere);
    for (const rendering of found.slice(0, MOST_RENDERINGS)) {
      translations.push({ from, words: translated, ...rendering });
    }
    at += length;
  }
  return translations;
}

function renderingsAt(words: readonly Word[], at: number, { words: single, terms }: KnownWords) {
  const stems = stemsOf(words[at]!.surface, single.lang);
  const longest = stems
    .flatMap((stem) => terms.get(stem) ?? [])
    .filter(({ rest }) => rest.every((stem, i) => followsAs(stem, words[at + i]!, words[at + i + 1], single.lang)))
    .sort((a, b) => b.rest.length - a.rest.length);
  const [first] = longest;
  if (first) {
    const renderings = longest
      .filter(({ rest }) => rest.length === first.rest.length)
      .map(({ rendering }) => rendering);
    return { length: first.rest.length + 1, renderings };
  }
  return { length: 1, renderings: stems.flatMap((stem) => single.renderings.get(stem) ?? []) };
}

/** What a word that neither lexicon nor glossary knows would be if it is the same word there, and is there. */
function cognates({ surface }: Word, from: Lang, isThere: (term: string) => boolean): Rendered[] {
  return LANGS.filter((to) => to !== from).flatMap((to) =>
    cognatesOf(surface, from, to)
      .map((text) => ({ to, text, terms: [termsOf(text, to)[0]!], within: 1, weight: COGNATE_SHARE ** SURENESS }))
      .filter(({ terms: [term] }) => isThere(term!)),
  );
}

/** Whether a word goes on with a term: small words may stand between. */
function followsAs(stem: string, before: Word, word: Word | undefined, lang: Lang): boolean {
  return (
    word !== undefined && word.position - before.position <= FARTHEST && stemsOf(word.surface, lang).includes(stem)
  );
}
const FARTHEST = 4;

// ----------------------------------------------------------------------------------------------------- what is known

type Rendered = Pick<Translation, 'to' | 'text' | 'terms' | 'within' | 'weight'>;
/** Of one language: its single words by their stem, surest rendering first, and its longer terms by their first stem. */
type KnownWords = {
  words: { lang: Lang; renderings: ReadonlyMap<string, readonly Rendered[]> };
  terms: ReadonlyMap<string, readonly { rest: readonly string[]; rendering: Rendered }[]>;
};
type Known = Readonly<Record<Lang, KnownWords>>;

/** Renderings of a smaller share of a word's uses are noise. */
const WEAKEST = 0.1;
/**
 * From a share to a weight, as its power: beside other words of the query the second rendering of a word is right far
 * more often than its share says. Measured: with 1 translations that answer come too late, and much below 0.5 those that
 * do not come before what holds most of the words themselves.
 */
const SURENESS = 0.5;
/** What the glossary alone says of a word or term. */
const GLOSSARY_SHARE = 0.5;
/** Words of one origin drift apart: less than what a glossary says, and never enough to exclude by. */
const COGNATE_SHARE = 0.4;
const ONLY_GLOSSARY: Lexicon = { version: '', pairs: 0, renderings: [] };

/** Made once for each lexicon. */
const known = growingPer(function* (lexicon: Lexicon): Gradual<Known> {
  yield* glossary.prepare();
  const all: [Lang, KnownWords][] = [];
  for (const lang of LANGS) all.push([lang, yield* makeKnown(lexicon, lang)]);
  return Object.fromEntries(all) as Known;
});
const knownIn = (lexicon: Lexicon | null): Known => known(lexicon ?? ONLY_GLOSSARY).now();

/** Makes what words are translated by; whoever asks before has it made at once. */
export const prepareTranslation = (lexicon: Lexicon | null): Gradual<unknown> =>
  known(lexicon ?? ONLY_GLOSSARY).prepare();

function* makeKnown(lexicon: Lexicon, lang: Lang): Gradual<KnownWords> {
  const renderings = new Map<string, Rendered[]>();
  const terms = new Map<string, { rest: string[]; rendering: Rendered }[]>();
  for (const to of LANGS.filter((other) => other !== lang)) {
    for (const [i, { words, stems, share }] of lexicon.renderings.entries()) {
      if (i % A_STEP === 0) yield null;
      if (share[lang] < WEAKEST) continue;
      const weight = share[lang] ** SURENESS;
      push(renderings, stems[lang], { to, text: words[to], terms: [`${to}:${stems[to]}`], within: 1, weight });
    }
    for (const [i, entry] of glossary.now().entries()) {
      if (i % A_STEP === 0) yield null;
      const [first, ...rest] = entry[lang].stems;
      const rendered = entry[to].stems.map((stem) => `${to}:${stem}`);
      if (first === undefined || rendered.length === 0) continue;
      const { text, width: within } = entry[to];
      const rendering = { to, text, terms: rendered, within, weight: GLOSSARY_SHARE ** SURENESS };
      if (rest.length > 0) {
        if (!terms.get(first)?.some((one) => same(one.rest, rest) && same(one.rendering.terms, rendered)))
          push(terms, first, { rest, rendering });
      } else if (!renderings.get(first)?.some((one) => same(one.terms, rendered))) push(renderings, first, rendering);
    }
  }
  for (const list of renderings.values()) list.sort((a, b) => b.weight - a.weight);
  return { words: { lang, renderings }, terms };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The stems a word is looked up under, without their language. */
const stemsOf = (surface: string, lang: Lang): string[] =>
  termsOf(surface, lang).map((term) => term.slice(lang.length + 1));

/** Each term of the glossary by the stems of its content words, and how wide it may stand in a text. */
type ReadEntry = Record<Lang, { text: string; stems: readonly string[]; width: number }>;
const glossary = growing(function* (): Gradual<readonly ReadEntry[]> {
  const read: ReadEntry[] = [];
  for (const entry of GLOSSARY) {
    read.push(Object.fromEntries(LANGS.map((lang) => [lang, readTerm(entry[lang], lang)])) as ReadEntry);
    if (read.length % FEW === 0) yield null;
  }
  return read;
});
/** So many renderings, or terms that are in order already, at a time, and so many terms that are read. */
const A_STEP = 1000;
const FEW = 50;

function readTerm(term: string, lang: Lang): ReadEntry[Lang] {
  const words = analyse(term).filter(({ parts }) => parts === 0);
  const content = words.filter(({ folded }) => folded.length > 1 && !languages[lang].stopWords.has(folded));
  // A word more may stand between them.
  return { text: term, stems: content.map(({ surface }) => stemsOf(surface, lang)[0]!), width: words.length + 1 };
}
