/**
 * Which quotations of a view answer a query, and how well. Term by term from the postings; what these cannot tell
 * (phrases, fields) and the scores come from the forward side.
 */
import type { Lang } from '../../domain.ts';
import { foldWord } from '../analysis.ts';
import { once } from '../once.ts';
import type { Explanation } from '../port.ts';
import type { Matcher, Named, Phrase, Query, Word } from '../query.ts';
import { createScorer, FIELDS, idfOf, QUALITY, type RankedWord, type Scorer, STOP_SHARE } from '../ranking.ts';
import type { Translation, Translations } from '../translation.ts';
import {
  addBits,
  addList,
  type Bits,
  countBits,
  emptyBits,
  hasBit,
  keepOnly,
  keepWhere,
  numbersIn,
  takeAway,
} from './bits.ts';
import { type Bounding, boundsOf, type Counting } from './bounds.ts';
import type { List } from './lists.ts';
import { fieldLength, OVERLAY, type Segment } from './segment.ts';
import { translatable } from './statements.ts';
import type { LiveSegment, View } from './view.ts';

export type Found = {
  /** Of each part of the view: the live quotations that hold all that is wanted and nothing that is excluded. */
  full: readonly List[];
  /** Null when there is nothing to rank by. */
  ranking: Ranking | null;
  /** What comes after the full matches. Costs: ask only if needed. Null when there is nothing to rank by. */
  partial(): Partial | null;
};

/** What misses plain words, or holds them in another language, but holds something of what is wanted, and all the rest. */
export type Partial = {
  /** Of each part of the view. */
  matches: readonly PartialMatches[];
  ranking: Ranking;
  /** The language whose words it holds in translation only; null where it holds none so. */
  translatedFrom(part: number, quotation: number): Lang | null;
};

/** Those that hold more of the plain words come first. */
export type PartialMatches = readonly Tier[];
export type Tier = {
  /** No higher score is possible for any of them. */
  bound: number;
  list(): List;
  /** No higher score is possible for each of the list; null where it costs less to score them all. */
  bounds(): Float32Array | null;
};

export type Ranking = {
  score(part: number, quotation: number): number;
  /** No higher score is possible for each of `list`, which are full matches; null where it costs less to score them. */
  bounds(part: number, list: List): Float32Array | null;
  /** What that score is made of. */
  explain(part: number, quotation: number): Explanation;
};

/** `translations`: of the query's words; asked for only where full matches run out. */
export function retrieve(view: View, query: Query, translationsOf: () => Translations): Found {
  const lookUps = view.parts.map((part) => createLookUp(part, ({ from, to }) => translatable(view, part, from, to)));
  const matching = lookUps.map((lookUp) => {
    const bits = lookUp.all(query.clauses, query.excluded);
    restrict(bits, lookUp.part, query);
    return bits;
  });
  const full = matching.map(numbersIn);
  const ranked = rankedWords(view, query, lookUps, []);
  return {
    full,
    ranking: ranked.wanted === 0 ? null : createRanking(view, query, ranked, []),
    partial() {
      if (ranked.wanted === 0) return null;
      const translations = translationsOf();
      const words = rankedWords(view, query, lookUps, translations.wanted);
      const { translatedFrom, ...ranking } = createRanking(view, query, words, translations.wanted);
      return {
        matches: lookUps.map((lookUp, i) => partialMatches(view, lookUp, query, translations, words, matching[i]!)),
        ranking,
        translatedFrom,
      };
    },
  };
}

// ---------------------------------------------------------------------------------------------------------- look-up

/** Where translations between two languages count; see `translatable`. */
type Countable = (pair: Pick<Translation, 'from' | 'to'>) => Bits;

type LookUp = {
  part: LiveSegment;
  /** What holds the word or others of its terms, live or not. */
  word(word: Word): Bits;
  /** What holds the words of the translation, near each other or not, and may be found by them. */
  translation(translation: Translation): Bits;
  /** What is live, matches all and nothing that is excluded. */
  all(clauses: Query['clauses'], excluded: Query['excluded']): Bits;
};

function createLookUp(part: LiveSegment, countable: Countable): LookUp {
  const { segment, liveBits } = part;
  const { postings } = segment;
  const ofWords = new Map<Word, Bits>();
  const translated = new Map<Translation, Bits>();

  return {
    part,
    word,
    translation(translation) {
      let bits = translated.get(translation);
      if (!bits) {
        bits = countable(translation).slice();
        for (const term of translation.terms) keepOnly(bits, holding(segment.formsOf(term)));
        translated.set(translation, bits);
      }
      return bits;
    },
    all(clauses, excluded) {
      const found = liveBits.slice();
      // What must be read is read last, where all else is there.
      const tests: ((quotation: number) => boolean)[] = [];
      for (const clause of clauses) {
        const [only, ...others] = clause;
        if (others.length > 0) keepOnly(found, anyOf(clause));
        else {
          keepOnly(found, candidates(only!));
          const test = testOf(segment, only!);
          if (test) tests.push(test);
        }
      }
      for (const test of tests) keepWhere(found, test);
      for (const matcher of excluded) takeAway(found, exactly(matcher, found));
      return found;
    },
  };

  function word(wanted: Word): Bits {
    let bits = ofWords.get(wanted);
    if (!bits) {
      bits = holding(formsOfWord(segment, wanted));
      ofWords.set(wanted, bits);
    }
    return bits;
  }

  function anyOf(matchers: readonly Matcher[]): Bits {
    const found = emptyBits(segment.quotationCount);
    for (const matcher of matchers) addBits(found, exactly(matcher, liveBits));
    return found;
  }

  /** What of `among` matches. */
  function exactly(matcher: Matcher, among: Bits): Bits {
    const found = candidates(matcher).slice();
    keepOnly(found, among);
    const test = testOf(segment, matcher);
    if (test) keepWhere(found, test);
    return found;
  }

  /** Not to be changed. */
  function candidates(matcher: Matcher): Bits {
    if (matcher.kind === 'word') return word(matcher);
    const [first = emptyBits(segment.quotationCount), ...others] = matcher.words.map((one) =>
      holding(formsThatFoldTo(segment, one)),
    );
    for (const bits of others) keepOnly(first, bits);
    return first;
  }

  function holding(forms: Iterable<number>): Bits {
    const bits = emptyBits(segment.quotationCount);
    for (const form of forms) addList(bits, postings.ofForm(form));
    return bits;
  }
}

function formsOfWord(segment: Segment, { terms }: Word): ReadonlySet<number> {
  const forms = new Set<number>();
  for (const term of terms) for (const form of segment.formsOf(term)) forms.add(form);
  return forms;
}

/** What the postings cannot tell; null when they tell all. */
function testOf(segment: Segment, matcher: Matcher): ((quotation: number) => boolean) | null {
  if (matcher.kind === 'word') return null;
  return matcher.kind === 'phrase' ? phraseTest(segment, matcher) : namedTest(segment, matcher);
}

function phraseTest(segment: Segment, { words }: Phrase): (quotation: number) => boolean {
  const forms = words.map((word) => formsThatFoldTo(segment, word));
  const isFirst = createMaybe(forms[0]!);
  const { forward, bounds } = segment;
  return (quotation) => {
    for (let field = 0; field < FIELDS.length; field += 1) {
      const end = bounds[quotation * FIELDS.length + field + 1]!;
      for (let start = bounds[quotation * FIELDS.length + field]!; start < end; start += 1) {
        const first = forward[start]!;
        if (isFirst[first & MAYBE] === 0 || !forms[0]!.has(first)) continue;
        let matched = 1;
        for (let at = start + 1; at < end && matched < forms.length; at += 1) {
          const entry = forward[at]!;
          if (entry >= OVERLAY) continue;
          if (!forms[matched]!.has(entry)) break;
          matched += 1;
        }
        if (matched === forms.length) return true;
      }
    }
    return false;
  };
}

/** By the last bits of a form: 0 where it is none of these, as nearly all are. */
function createMaybe(forms: Iterable<number>): Uint8Array {
  const maybe = new Uint8Array(MAYBE + 1);
  for (const form of forms) maybe[form & MAYBE] = 1;
  return maybe;
}
const MAYBE = 1023;

function namedTest(segment: Segment, { field, words }: Named): (quotation: number) => boolean {
  const forms = words.map((word) => formsThatFoldTo(segment, word));
  const number = FIELDS.findIndex(({ name }) => name === field);
  return (quotation) => {
    const start = segment.bounds[quotation * FIELDS.length + number]!;
    const end = segment.bounds[quotation * FIELDS.length + number + 1]!;
    return forms.every((wanted) => segment.forward.subarray(start, end).some((entry) => wanted.has(entry & ~OVERLAY)));
  };
}

function formsThatFoldTo(segment: Segment, word: Word): ReadonlySet<number> {
  const forms = new Set<number>();
  for (const term of word.terms) {
    for (const form of segment.formsOf(term)) {
      if (foldWord(segment.surfaces[form]!) === word.folded) forms.add(form);
    }
  }
  return forms;
}

/** The operators that are not words: language, kind and date. */
function restrict(bits: Bits, { segment }: LiveSegment, { langs, kinds, from, to }: Query): void {
  const { day, lang, kind } = segment;
  if (langs.length > 0) keepWhere(bits, (quotation) => langs.includes(segment.langs[lang[quotation]!]!));
  if (kinds.length > 0) keepWhere(bits, (quotation) => kinds.includes(segment.kinds[kind[quotation]!]!));
  if (from !== null) keepWhere(bits, (quotation) => day[quotation]! >= from);
  if (to !== null) keepWhere(bits, (quotation) => day[quotation]! !== 0 && day[quotation]! <= to);
}

// ---------------------------------------------------------------------------------------------------------- ranking

/** A word of the query that counts for the order, and what an occurrence must be: of its stem, or the folded word. */
type PlacedWord = { word: Word; exactOnly: boolean; ranked: RankedWord };
type PlacedWords = { words: readonly PlacedWord[]; wanted: number; scorer: Scorer };

function rankedWords(
  view: View,
  query: Query,
  lookUps: readonly LookUp[],
  translations: readonly Translation[],
): PlacedWords {
  const words: PlacedWord[] = [];
  let wanted = 0;
  for (const clause of query.clauses) {
    const found = clause.flatMap((matcher) => {
      if (matcher.kind === 'named') return [];
      return matcher.kind === 'word'
        ? [{ word: matcher, exactOnly: false }]
        : matcher.words.map((word) => ({ word, exactOnly: true }));
    });
    for (const { word, exactOnly } of found) {
      // A quotation may hold several renderings.
      const frequency = Math.min(view.count, frequencyOf(word, lookUps, translations));
      const idf = idfOf(view.count, frequency);
      words.push({ word, exactOnly, ranked: { idf, position: word.position, wanted } });
    }
    if (found.length > 0) wanted += 1;
  }
  for (const word of query.optional) {
    const frequency = Math.min(view.count, frequencyOf(word, lookUps, []));
    const idf = word.asks ? 0 : STOP_SHARE * idfOf(view.count, frequency);
    words.push({ word, exactOnly: false, ranked: { idf, position: word.position, wanted: null } });
  }
  const scorer = createScorer(
    words.map(({ ranked }) => ranked),
    wanted,
    view.averageLengths,
  );
  return { words, wanted, scorer };
}

/** In how many live quotations the word is, those that hold a translation counted for as much as it is sure. */
function frequencyOf(word: Word, lookUps: readonly LookUp[], translations: readonly Translation[]): number {
  const own = translations.filter(({ words }) => words.includes(word));
  let sum = 0;
  for (const lookUp of lookUps) {
    sum += liveCount(lookUp.part, lookUp.word(word));
    for (const translation of own) sum += translation.weight * liveCount(lookUp.part, lookUp.translation(translation));
  }
  return sum;
}

function liveCount({ live, liveBits, liveCount }: LiveSegment, bits: Bits): number {
  if (liveCount === live.length) return countBits(bits);
  const shown = bits.slice();
  keepOnly(shown, liveBits);
  return countBits(shown);
}

function createRanking(
  view: View,
  query: Query,
  { words, scorer }: PlacedWords,
  translations: readonly Translation[],
): Ranking & Pick<Partial, 'translatedFrom'> {
  const readings = view.parts.map((part) =>
    once(() => createReading(part.segment, words, translations, ({ from, to }) => translatable(view, part, from, to))),
  );
  return {
    score(number, quotation) {
      const { segment } = view.parts[number]!;
      scorer.start();
      readings[number]!()(quotation, scorer.see);
      const length = (field: number) => fieldLength(segment, quotation, field);
      return scorer.score(length, query.language === segment.langs[segment.lang[quotation]!]);
    },
    bounds(number, list) {
      const { segment } = view.parts[number]!;
      const counting = words.flatMap((placed, word) =>
        placed.ranked.wanted === null ? [] : [{ word, own: formsOf(segment, placed), translated: [], isPlain: false }],
      );
      return boundsOf(list, bounding(view, query, number, scorer, counting, scorer.wanted));
    },
    explain(number, quotation) {
      const { segment } = view.parts[number]!;
      const met = createOccurrenceCounts(words.length);
      scorer.start();
      readings[number]!()(quotation, (word, field, position, quality, sureness, translation) => {
        scorer.see(word, field, position, quality, sureness);
        met.add(word, field, translation ? 'translation' : matchOf(quality), quality);
      });
      const length = (field: number) => fieldLength(segment, quotation, field);
      const inQueryLanguage = query.language === segment.langs[segment.lang[quotation]!];
      const { score, words: found, pairs, coordination, language } = scorer.parts(length, inQueryLanguage);
      const printed = (word: number) => words[word]!.word.surface;
      return {
        score,
        words: found.map(({ word, ...part }) => ({
          word: printed(word),
          inPhrase: words[word]!.exactOnly,
          ...part,
          occurrences: met.of(word).map(({ field, match, quality, count }) => ({
            field: FIELDS[field]!.name,
            match,
            quality,
            count,
            weight: FIELDS[field]!.weight,
            length: length(field),
            averageLength: view.averageLengths[field]!,
          })),
        })),
        proximity: pairs.map(({ a, b, ...part }) => ({ words: [printed(a), printed(b)], ...part })),
        coordination,
        language: { lang: query.language, ...language },
      };
    },
    translatedFrom(number, quotation) {
      const met = new Set<number>();
      const translated = new Map<number, Translation>();
      readings[number]!()(quotation, (word, _field, _position, _quality, _sureness, translation) => {
        if (translation) translated.set(word, translation);
        else met.add(word);
      });
      return [...translated].find(([word]) => !met.has(word))?.[1].from ?? null;
    },
  };
}

/** `things`: how many of those wanted are there in any case. */
function bounding(
  view: View,
  query: Query,
  number: number,
  scorer: Scorer,
  words: readonly Counting[],
  things: number,
): Bounding {
  const { segment } = view.parts[number]!;
  const { langs, averageLengths } = segment;
  const longer = view.averageLengths.map((average, field) => (average || 1) / (averageLengths[field] || 1));
  return {
    segment,
    scorer,
    words,
    stretch: Math.max(1, ...longer),
    things,
    unwanted: scorer.unwanted,
    isOfQuery: langs.map((one) => one === query.language),
  };
}

const matchOf = (quality: number): 'exact' | 'folded' | 'stem' =>
  quality === QUALITY.exact ? 'exact' : quality === QUALITY.folded ? 'folded' : 'stem';

/** How often each word was met in each field, and how nearly. */
function createOccurrenceCounts(words: number) {
  type Met = { field: number; match: ReturnType<typeof matchOf> | 'translation'; quality: number; count: number };
  const met = Array.from({ length: words }, (): Met[] => []);
  return {
    of: (word: number): readonly Met[] => met[word]!,
    add(word: number, field: number, match: Met['match'], quality: number): void {
      const same = met[word]!.find((one) => one.field === field && one.match === match);
      if (same) same.count += 1;
      else met[word]!.push({ field, match, quality, count: 1 });
    },
  };
}

type See = (
  word: number,
  field: number,
  position: number,
  quality: number,
  /** How sure it is that the word is meant: 1 for the word itself, the weight of a translation. */
  sureness: number,
  /** Null for the word itself. */
  translation: Translation | null,
) => void;

/** Tells every occurrence of the query's words in a quotation, in the order of the text. */
type Reading = (quotation: number, see: See) => void;

function createReading(
  segment: Segment,
  words: readonly PlacedWord[],
  translations: readonly Translation[],
  countable: Countable,
): Reading {
  const { forward, bounds } = segment;
  const fields = FIELDS.length;
  const untranslated = once(() => occurrencesIn(segment, words, []));
  const translated = byLanguages(translations).map((own) => ({
    counted: countable(own[0]!),
    occurrences: once(() => occurrencesIn(segment, words, own)),
  }));
  return (quotation, see) => {
    const { occurrences } = translated.find(({ counted }) => hasBit(counted, quotation)) ?? {
      occurrences: untranslated,
    };
    const { maybe, meanings, terms } = occurrences();
    for (const { last } of terms) if (last.length > 1) last.fill(Number.NEGATIVE_INFINITY);
    let position = 0;
    for (let field = 0; field < fields; field += 1) {
      const end = bounds[quotation * fields + field + 1]!;
      for (let at = bounds[quotation * fields + field]!; at < end; at += 1) {
        const entry = forward[at]!;
        if (entry < OVERLAY) position += 1;
        if (maybe[entry & MAYBE] === 0) continue;
        const meaning = meanings.get(entry & ~OVERLAY);
        if (!meaning) continue;
        const { own, parts } = meaning;
        for (const { word, quality } of own) see(word, field, position, quality, 1, null);
        for (const { term, part } of parts) {
          const { translation, words, last } = terms[term]!;
          if (last.length > 1) {
            last[part] = position;
            if (position - last.reduce(lower) >= translation.within) continue;
            last.fill(Number.NEGATIVE_INFINITY);
          }
          for (const word of words) see(word, field, position, QUALITY.translation, translation.weight, translation);
        }
      }
      position += BETWEEN_FIELDS;
    }
  };
}

function byLanguages(translations: readonly Translation[]): Translation[][] {
  const groups = new Map<string, Translation[]>();
  for (const translation of translations) {
    const key = `${translation.from} ${translation.to}`;
    groups.set(key, [...(groups.get(key) ?? []), translation]);
  }
  return [...groups.values()];
}

const lower = (a: number, b: number): number => Math.min(a, b);

/** Farther than words can be near each other. */
const BETWEEN_FIELDS = 1000;

/** What forms of a segment mean to the query. */
type Occurrences = {
  /** See `createMaybe`. */
  maybe: Uint8Array;
  meanings: Map<number, { own: { word: number; quality: number }[]; parts: { term: number; part: number }[] }>;
  /** `words`: of the query. `last`: where each of its own words was last seen. */
  terms: { translation: Translation; words: number[]; last: Float64Array }[];
};

function occurrencesIn(
  segment: Segment,
  words: readonly PlacedWord[],
  translations: readonly Translation[],
): Occurrences {
  const meanings: Occurrences['meanings'] = new Map();
  const meaningOf = (form: number) => {
    let meaning = meanings.get(form);
    if (!meaning) {
      meaning = { own: [], parts: [] };
      meanings.set(form, meaning);
    }
    return meaning;
  };
  for (const [word, placed] of words.entries()) {
    for (const { form, quality } of formsOf(segment, placed)) meaningOf(form).own.push({ word, quality });
  }
  const terms = translations.map((translation, term) => {
    for (const [part, own] of translation.terms.entries()) {
      for (const form of segment.formsOf(own)) meaningOf(form).parts.push({ term, part });
    }
    return {
      translation,
      words: words.flatMap(({ word, ranked }, i) =>
        ranked.wanted !== null && translation.words.includes(word) ? [i] : [],
      ),
      last: new Float64Array(translation.terms.length),
    };
  });
  return { maybe: createMaybe(meanings.keys()), meanings, terms };
}

/** The forms that are the word, and how nearly. */
function formsOf(segment: Segment, { word, exactOnly }: PlacedWord): { form: number; quality: number }[] {
  return [...formsOfWord(segment, word)]
    .map((form) => ({ form, quality: qualityOf(segment.surfaces[form]!, word) }))
    .filter(({ quality }) => !exactOnly || quality !== QUALITY.stem);
}

function qualityOf(surface: string, word: Word): number {
  if (surface === word.surface) return QUALITY.exact;
  return foldWord(surface) === word.folded ? QUALITY.folded : QUALITY.stem;
}

// ---------------------------------------------------------------------------------------------------------- partial

/** Plain words may be missing or translated; phrases, ORs, names and exclusions hold. `full` is left out. */
function partialMatches(
  view: View,
  lookUp: LookUp,
  query: Query,
  translations: Translations,
  { words, scorer }: PlacedWords,
  full: Bits,
): PartialMatches {
  const isPlain = (clause: readonly Matcher[]) => clause.length === 1 && clause[0]!.kind === 'word';
  const plain = query.clauses.filter(isPlain).map(([word]) => word as Word);
  const rest = query.clauses.filter((clause) => !isPlain(clause));
  // Nothing can be missing from a query of one word.
  if (plain.length === 0 || (query.clauses.length < 2 && translations.wanted.length === 0)) {
    return [];
  }

  const { part } = lookUp;
  const restWanted = words.flatMap(({ word, ranked }) =>
    ranked.wanted !== null && !plain.includes(word) ? [ranked.wanted] : [],
  );
  const holding = plain.map((word) => {
    const bits = lookUp.word(word).slice();
    for (const translation of translations.wanted) {
      if (translation.words.includes(word)) addBits(bits, lookUp.translation(translation));
    }
    return bits;
  });
  const found = lookUp.all(rest, query.excluded);
  takeAway(found, full);
  for (const translation of translations.excluded) takeAway(found, lookUp.translation(translation));
  restrict(found, part, query);

  const idfs = (isOf: (placed: PlacedWord) => boolean) => words.filter(isOf).map(({ ranked }) => ranked.idf);
  const plainIdfs = idfs(({ word }) => plain.includes(word)).sort((a, b) => b - a);
  const restIdf = sumOf(idfs(({ word, ranked }) => ranked.wanted !== null && !plain.includes(word)));
  const things = new Set(restWanted).size;
  const least = things > 0 ? 0 : 1;
  return byHowMany(holding, found)
    .slice(least)
    .map((bits, i): Tier => {
      const matched = least + i;
      const list = once(() => numbersIn(bits));
      return {
        bound: scorer.bound(sumOf(plainIdfs.slice(0, matched)) + restIdf, matched + things),
        list,
        bounds: () =>
          boundsOf(list(), bounding(view, query, view.parts.indexOf(part), scorer, countingIn(bits), things)),
      };
    })
    .reverse();

  function countingIn(bits: Bits): Counting[] {
    return words.flatMap((placed, word): Counting[] => {
      if (placed.ranked.wanted === null) return [];
      const own = formsOf(part.segment, placed);
      if (!plain.includes(placed.word)) return [{ word, own, translated: [], isPlain: false }];
      const translated = translations.wanted
        .filter((translation) => translation.words.includes(placed.word))
        .map((translation) => {
          const quotations = lookUp.translation(translation).slice();
          keepOnly(quotations, bits);
          const forms = [...new Set(translation.terms.flatMap((term) => [...part.segment.formsOf(term)]))];
          return { quotations, weight: translation.weight, quality: QUALITY.translation, forms };
        });
      return [{ word, own, translated, isPlain: true }];
    });
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Of `among`: what is in none of the sets, in exactly one, in two, … */
function byHowMany(sets: readonly Bits[], among: Bits): Bits[] {
  const exactly = [among.slice(), ...sets.map(() => new Uint32Array(among.length))];
  for (const [i, set] of sets.entries()) {
    for (let count = i + 1; count > 0; count -= 1) {
      const more = exactly[count]!;
      const fewer = exactly[count - 1]!;
      for (let at = 0; at < set.length; at += 1) {
        const found = fewer[at]! & set[at]!;
        more[at] = (more[at]! & ~set[at]!) | found;
        if (count === 1) fewer[at]! &= ~set[at]!;
      }
    }
  }
  return exactly;
}
