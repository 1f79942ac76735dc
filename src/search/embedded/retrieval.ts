/**
 * Which quotations of a view answer a query, and how well. Term by term from the postings; what these cannot tell
 * (phrases, fields) and the scores come from the forward side.
 */
import type { Lang } from '../../domain.ts';
import { foldWord } from '../analysis.ts';
import type { Explanation } from '../port.ts';
import type { Matcher, Named, Phrase, Query, Word } from '../query.ts';
import { createScorer, FIELDS, idfOf, QUALITY, type RankedWord, type Scorer } from '../ranking.ts';
import type { Translation, Translations } from '../translation.ts';
import { EMPTY, holds, intersection, type List, union } from './lists.ts';
import { once } from './once.ts';
import { fieldLength, OVERLAY, type Segment } from './segment.ts';
import { type LiveSegment, languageBit, type View } from './view.ts';

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

export type PartialMatches = {
  list: List;
  /** No higher score is possible for a quotation of `list`. */
  bound(quotation: number): number;
};

export type Ranking = {
  score(part: number, quotation: number): number;
  /** What that score is made of. */
  explain(part: number, quotation: number): Explanation;
};

/** `translations`: of the query's words; asked for only where full matches run out. */
export function retrieve(view: View, query: Query, translationsOf: () => Translations): Found {
  const lookUps = view.parts.map((part, i) => createLookUp(part, countsTranslation(view, i)));
  const passes = view.parts.map((part) => restrictions(part, query));
  const full = lookUps.map((lookUp, i) => lookUp.all(query.clauses, query.excluded).filter(passes[i]!));
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
        matches: lookUps.map((lookUp, i) => partialMatches(lookUp, query, translations, words, full[i]!, passes[i]!)),
        ranking,
        translatedFrom,
      };
    },
  };
}

// ---------------------------------------------------------------------------------------------------------- look-up

/**
 * Translations count in quotations of their language, and of statements that are not there in the language they
 * translate from: who asks in that language finds those by their own words, and the version in the other beside them.
 */
type CountsTranslation = (translation: Pick<Translation, 'from' | 'to'>, quotation: number) => boolean;

function countsTranslation(view: View, number: number): CountsTranslation {
  const { segment } = view.parts[number]!;
  return ({ from, to }, quotation) =>
    segment.langs[segment.lang[quotation]!] === to && (view.saidIn()[number]![quotation]! & languageBit(from)) === 0;
}

type LookUp = {
  part: LiveSegment;
  /** What holds the word or others of its terms, live or not. */
  word(word: Word): List;
  /** What holds the words of the translation, near each other or not, and may be found by them. */
  translation(translation: Translation): List;
  /** What matches exactly. */
  exactly(matcher: Matcher): List;
  all(clauses: Query['clauses'], excluded: Query['excluded']): number[];
  /** What of a list is live and matches nothing that is excluded. */
  passing(list: List, excluded: Query['excluded']): number[];
};

function createLookUp(part: LiveSegment, counts: CountsTranslation): LookUp {
  const { segment, live } = part;
  const lists = new Map<Word, List>();
  const translated = new Map<Translation, List>();

  const lookUp: LookUp = {
    part,
    word(word) {
      let list = lists.get(word);
      if (!list) {
        list = union([...new Set(word.terms)].map((term) => segment.postings.find(term)));
        lists.set(word, list);
      }
      return list;
    },
    translation(translation) {
      let list = translated.get(translation);
      if (!list) {
        const holding = intersection(translation.terms.map((term) => segment.postings.find(term)));
        list = holding.filter((quotation) => counts(translation, quotation));
        translated.set(translation, list);
      }
      return list;
    },
    exactly(matcher) {
      const test = testOf(segment, matcher);
      const list = candidates(matcher);
      return test ? list.filter(test) : list;
    },
    all(clauses, excluded) {
      // A clause of one alternative is tested last, on what the others leave.
      const tests: ((quotation: number) => boolean)[] = [];
      const lists = clauses.map((clause) => {
        if (clause.length > 1) return union(clause.map(lookUp.exactly));
        const test = testOf(segment, clause[0]!);
        if (test) tests.push(test);
        return candidates(clause[0]!);
      });
      const wanted = clauses.length > 0 ? intersection(lists) : numbersOf(live);
      return passing(wanted, [...tests, ...testsAgainst(excluded)]);
    },
    passing: (list, excluded) => passing(list, testsAgainst(excluded)),
  };
  return lookUp;

  function testsAgainst(excluded: Query['excluded']): ((quotation: number) => boolean)[] {
    return excluded.map((matcher) => {
      const list = candidates(matcher);
      const test = testOf(segment, matcher);
      return (quotation) => !(holds(list, quotation) && (!test || test(quotation)));
    });
  }

  function passing(list: List, tests: readonly ((quotation: number) => boolean)[]): number[] {
    const found: number[] = [];
    for (const quotation of list) {
      if (live[quotation] && tests.every((test) => test(quotation))) found.push(quotation);
    }
    return found;
  }

  function candidates(matcher: Matcher): List {
    return matcher.kind === 'word' ? lookUp.word(matcher) : intersection(matcher.words.map(lookUp.word));
  }
}

/** Where a column is not 0. */
function numbersOf(column: Float64Array | Uint8Array): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < column.length; i += 1) if (column[i] !== 0) numbers.push(i);
  return numbers;
}

/** What the postings cannot tell; null when they tell all. */
function testOf(segment: Segment, matcher: Matcher): ((quotation: number) => boolean) | null {
  if (matcher.kind === 'word') return null;
  return matcher.kind === 'phrase' ? phraseTest(segment, matcher) : namedTest(segment, matcher);
}

function phraseTest(segment: Segment, { words }: Phrase): (quotation: number) => boolean {
  const forms = words.map((word) => formsThatFoldTo(segment, word));
  const { forward, bounds } = segment;
  return (quotation) => {
    for (let field = 0; field < FIELDS.length; field += 1) {
      const end = bounds[quotation * FIELDS.length + field + 1]!;
      for (let start = bounds[quotation * FIELDS.length + field]!; start < end; start += 1) {
        if (!forms[0]!.has(forward[start]!)) continue;
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
function restrictions({ segment }: LiveSegment, { langs, kinds, from, to }: Query): (quotation: number) => boolean {
  const { day, lang, kind } = segment;
  return (quotation) =>
    (langs.length === 0 || langs.includes(segment.langs[lang[quotation]!]!)) &&
    (kinds.length === 0 || kinds.includes(segment.kinds[kind[quotation]!]!)) &&
    (from === null || day[quotation]! >= from) &&
    (to === null || (day[quotation]! !== 0 && day[quotation]! <= to));
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
    words.push({ word, exactOnly: false, ranked: { idf: 0, position: word.position, wanted: null } });
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

function liveCount({ live, liveCount }: LiveSegment, list: List): number {
  if (liveCount === live.length) return list.length;
  return list.reduce((sum, quotation) => sum + live[quotation]!, 0);
}

function createRanking(
  view: View,
  query: Query,
  { words, scorer }: PlacedWords,
  translations: readonly Translation[],
): Ranking & Pick<Partial, 'translatedFrom'> {
  const readings = view.parts.map(({ segment }, i) =>
    once(() => createReading(segment, words, translations, countsTranslation(view, i))),
  );
  return {
    score(number, quotation) {
      const { segment } = view.parts[number]!;
      scorer.start();
      readings[number]!()(quotation, scorer.see);
      const length = (field: number) => fieldLength(segment, quotation, field);
      return scorer.score(length, query.language === segment.langs[segment.lang[quotation]!]);
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
  counts: CountsTranslation,
): Reading {
  const { forward, bounds } = segment;
  const fields = FIELDS.length;
  const untranslated = once(() => occurrencesIn(segment, words, []));
  const translated = byLanguages(translations).map((own) => ({
    pair: own[0]!,
    occurrences: once(() => occurrencesIn(segment, words, own)),
  }));
  return (quotation, see) => {
    const { occurrences } = translated.find(({ pair }) => counts(pair, quotation)) ?? { occurrences: untranslated };
    const { slots, meanings, terms } = occurrences();
    for (const { last } of terms) if (last.length > 1) last.fill(Number.NEGATIVE_INFINITY);
    let position = 0;
    for (let field = 0; field < fields; field += 1) {
      const end = bounds[quotation * fields + field + 1]!;
      for (let at = bounds[quotation * fields + field]!; at < end; at += 1) {
        const entry = forward[at]!;
        if (entry < OVERLAY) position += 1;
        const slot = slots[entry & ~OVERLAY]!;
        if (slot === 0) continue;
        const { own, parts } = meanings[slot]!;
        for (const { word, quality } of own) see(word, field, position, quality, 1, null);
        for (const { term, part } of parts) {
          const { translation, words, last } = terms[term]!;
          if (last.length > 1) {
            last[part] = position;
            if (position - last.reduce(lower) >= translation.within) continue;
            last.fill(Number.NEGATIVE_INFINITY);
          }
          for (const word of words) see(word, field, position, QUALITY.stem, translation.weight, translation);
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

/** What each form of a segment means to the query: `meanings[slots[form]]`. Slot 0 is nothing. */
type Occurrences = {
  slots: Uint16Array;
  meanings: { own: { word: number; quality: number }[]; parts: { term: number; part: number }[] }[];
  /** `words`: of the query. `last`: where each of its own words was last seen. */
  terms: { translation: Translation; words: number[]; last: Float64Array }[];
};

function occurrencesIn(
  segment: Segment,
  words: readonly PlacedWord[],
  translations: readonly Translation[],
): Occurrences {
  const slots = new Uint16Array(segment.surfaces.length);
  const meanings: Occurrences['meanings'] = [{ own: [], parts: [] }];
  const meaningOf = (form: number) => {
    if (slots[form] === 0) slots[form] = meanings.push({ own: [], parts: [] }) - 1;
    return meanings[slots[form]!]!;
  };
  for (const [number, { word, exactOnly }] of words.entries()) {
    const forms = new Set<number>();
    for (const term of word.terms) for (const form of segment.formsOf(term)) forms.add(form);
    for (const form of forms) {
      const quality = qualityOf(segment.surfaces[form]!, word);
      if (exactOnly && quality === QUALITY.stem) continue;
      meaningOf(form).own.push({ word: number, quality });
    }
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
  return { slots, meanings, terms };
}

function qualityOf(surface: string, word: Word): number {
  if (surface === word.surface) return QUALITY.exact;
  return foldWord(surface) === word.folded ? QUALITY.folded : QUALITY.stem;
}

// ---------------------------------------------------------------------------------------------------------- partial

/**
 * Plain words may be missing or translated; phrases, ORs, names and exclusions hold. The bound adds up what the words
 * that are there can give at most, so that most of these quotations need not be scored.
 */
function partialMatches(
  lookUp: LookUp,
  query: Query,
  translations: Translations,
  { words, scorer }: PlacedWords,
  full: List,
  passes: (quotation: number) => boolean,
): PartialMatches {
  const isPlain = (clause: readonly Matcher[]) => clause.length === 1 && clause[0]!.kind === 'word';
  const plain = query.clauses.filter(isPlain).map(([word]) => word as Word);
  const rest = query.clauses.filter((clause) => !isPlain(clause));
  // Nothing can be missing from a query of one word.
  if (plain.length === 0 || (query.clauses.length < 2 && translations.wanted.length === 0)) {
    return { list: EMPTY, bound: () => 0 };
  }

  const { part } = lookUp;
  const idf = new Float64Array(part.live.length);
  const matched = new Float64Array(part.live.length);
  const sure = new Float64Array(part.live.length);
  for (const word of plain) {
    const { idf: most } = words.find((placed) => placed.word === word)!.ranked;
    const lists: List[] = [];
    const add = (list: List, weight: number): void => {
      lists.push(list);
      for (const quotation of list) {
        const more = weight - sure[quotation]!;
        if (more <= 0) continue;
        sure[quotation] = weight;
        idf[quotation]! += more * most;
        matched[quotation]! += more;
      }
    };
    add(lookUp.word(word), 1);
    for (const translation of translations.wanted) {
      if (translation.words.includes(word)) add(lookUp.translation(translation), translation.weight);
    }
    for (const list of lists) for (const quotation of list) sure[quotation] = 0;
  }
  const restWords = words.filter(({ word, ranked }) => ranked.wanted !== null && !plain.includes(word));
  const restIdf = restWords.reduce((sum, { ranked }) => sum + ranked.idf, 0);
  const restThings = new Set(restWords.map(({ ranked }) => ranked.wanted)).size;
  const isFull = new Uint8Array(part.live.length);
  for (const quotation of full) isFull[quotation] = 1;
  for (const translation of translations.excluded) {
    for (const quotation of lookUp.translation(translation)) isFull[quotation] = 1;
  }
  const isPartial = (quotation: number) =>
    !isFull[quotation] && matched[quotation]! + restThings > 0 && passes(quotation);
  return {
    list:
      rest.length > 0
        ? lookUp.all(rest, query.excluded).filter(isPartial)
        : lookUp.passing(numbersOf(matched).filter(isPartial), query.excluded),
    bound: (quotation) => scorer.bound(idf[quotation]! + restIdf, matched[quotation]! + restThings),
  };
}
