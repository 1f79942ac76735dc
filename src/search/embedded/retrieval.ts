/**
 * Which quotations of a view answer a query, and how well. Term by term from the postings; what these cannot tell
 * (phrases, fields) and the scores come from the forward side.
 */
import { foldWord } from '../analysis.ts';
import type { Matcher, Named, Phrase, Query, Word } from '../query.ts';
import { createScorer, FIELDS, idfOf, QUALITY, type RankedWord, type Scorer } from '../ranking.ts';
import { EMPTY, holds, intersection, type List, union } from './lists.ts';
import { fieldLength, OVERLAY, type Segment } from './segment.ts';
import type { LiveSegment, View } from './view.ts';

export type Found = {
  /** Of each part of the view: the live quotations that hold all that is wanted and nothing that is excluded. */
  full: readonly List[];
  /** Those that miss plain words but hold something of what is wanted, and all the rest. Costs: ask only if needed. */
  partial(): readonly PartialMatches[];
  /** Null when there is nothing to rank by. */
  ranking: Ranking | null;
};

export type PartialMatches = {
  list: List;
  /** No higher score is possible for a quotation of `list`. */
  bound(quotation: number): number;
};

export type Ranking = { score(part: number, quotation: number): number };

export function retrieve(view: View, query: Query): Found {
  const lookUps = view.parts.map((part) => createLookUp(part));
  const words = rankedWords(view, query, lookUps);
  const wanted = new Set(words.flatMap(({ ranked }) => ranked.wanted ?? [])).size;
  const scorer = createScorer(
    words.map(({ ranked }) => ranked),
    wanted,
    view.averageLengths,
  );
  const passes = view.parts.map((part) => restrictions(part, query));
  const full = lookUps.map((lookUp, i) => lookUp.all(query.clauses, query.excluded).filter(passes[i]!));
  return {
    full,
    partial: () => lookUps.map((lookUp, i) => partialMatches(lookUp, query, words, scorer, full[i]!, passes[i]!)),
    ranking: wanted === 0 ? null : createRanking(view, query, words, scorer),
  };
}

// ---------------------------------------------------------------------------------------------------------- look-up

type LookUp = {
  part: LiveSegment;
  /** What holds the word or others of its terms, live or not. */
  word(word: Word): List;
  /** What matches exactly. */
  exactly(matcher: Matcher): List;
  all(clauses: Query['clauses'], excluded: Query['excluded']): number[];
};

function createLookUp(part: LiveSegment): LookUp {
  const { segment, live } = part;
  const lists = new Map<Word, List>();

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
      for (const matcher of excluded) {
        const list = candidates(matcher);
        const test = testOf(segment, matcher);
        tests.push((quotation) => !(holds(list, quotation) && (!test || test(quotation))));
      }
      const wanted = clauses.length > 0 ? intersection(lists) : Array.from(live, (_, quotation) => quotation);
      const found: number[] = [];
      for (const quotation of wanted) {
        if (live[quotation] && tests.every((test) => test(quotation))) found.push(quotation);
      }
      return found;
    },
  };
  return lookUp;

  function candidates(matcher: Matcher): List {
    return matcher.kind === 'word' ? lookUp.word(matcher) : intersection(matcher.words.map(lookUp.word));
  }
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

function rankedWords(view: View, query: Query, lookUps: readonly LookUp[]): PlacedWord[] {
  const placed: PlacedWord[] = [];
  let wanted = 0;
  for (const clause of query.clauses) {
    const words = clause.flatMap((matcher) => {
      if (matcher.kind === 'named') return [];
      return matcher.kind === 'word'
        ? [{ word: matcher, exactOnly: false }]
        : matcher.words.map((word) => ({ word, exactOnly: true }));
    });
    for (const { word, exactOnly } of words) {
      const idf = idfOf(view.count, liveCount(lookUps, word));
      placed.push({ word, exactOnly, ranked: { idf, position: word.position, wanted } });
    }
    if (words.length > 0) wanted += 1;
  }
  for (const word of query.optional) {
    placed.push({ word, exactOnly: false, ranked: { idf: 0, position: word.position, wanted: null } });
  }
  return placed;
}

function liveCount(lookUps: readonly LookUp[], word: Word): number {
  let sum = 0;
  for (const { part, word: find } of lookUps) {
    const list = find(word);
    if (part.liveCount === part.live.length) sum += list.length;
    else for (const quotation of list) sum += part.live[quotation]!;
  }
  return sum;
}

function createRanking(view: View, query: Query, words: readonly PlacedWord[], scorer: Scorer): Ranking {
  const scores = new Map<LiveSegment, (quotation: number) => number>();
  return {
    score(number, quotation) {
      const part = view.parts[number]!;
      let score = scores.get(part);
      if (!score) {
        score = scoresIn(part.segment, query, words, scorer);
        scores.set(part, score);
      }
      return score(quotation);
    },
  };
}

function scoresIn(segment: Segment, query: Query, words: readonly PlacedWord[], scorer: Scorer) {
  const { forward, bounds, lang, langs } = segment;
  const { slots, meanings } = occurrencesIn(segment, words);
  const fields = FIELDS.length;
  return (quotation: number): number => {
    scorer.start();
    let position = 0;
    for (let field = 0; field < fields; field += 1) {
      const end = bounds[quotation * fields + field + 1]!;
      for (let at = bounds[quotation * fields + field]!; at < end; at += 1) {
        const entry = forward[at]!;
        if (entry < OVERLAY) position += 1;
        const slot = slots[entry & ~OVERLAY]!;
        if (slot !== 0) {
          for (const { word, quality } of meanings[slot]!) scorer.see(word, field, position, quality);
        }
      }
      position += BETWEEN_FIELDS;
    }
    const length = (field: number) => fieldLength(segment, quotation, field);
    return scorer.score(length, query.language === langs[lang[quotation]!]);
  };
}

/** Farther than words can be near each other. */
const BETWEEN_FIELDS = 1000;

/** What each form of a segment means to the query: `meanings[slots[form]]`. Slot 0 is nothing. */
type Occurrences = { slots: Uint16Array; meanings: { word: number; quality: number }[][] };

function occurrencesIn(segment: Segment, words: readonly PlacedWord[]): Occurrences {
  const slots = new Uint16Array(segment.surfaces.length);
  const meanings: { word: number; quality: number }[][] = [[]];
  for (const [number, { word, exactOnly }] of words.entries()) {
    const forms = new Set<number>();
    for (const term of word.terms) for (const form of segment.formsOf(term)) forms.add(form);
    for (const form of forms) {
      const quality = qualityOf(segment.surfaces[form]!, word);
      if (exactOnly && quality === QUALITY.stem) continue;
      if (slots[form] === 0) slots[form] = meanings.push([]) - 1;
      meanings[slots[form]!]!.push({ word: number, quality });
    }
  }
  return { slots, meanings };
}

function qualityOf(surface: string, word: Word): number {
  if (surface === word.surface) return QUALITY.exact;
  return foldWord(surface) === word.folded ? QUALITY.folded : QUALITY.stem;
}

// ---------------------------------------------------------------------------------------------------------- partial

/**
 * Plain words may be missing; phrases, ORs, names and exclusions hold. The bound adds up what the words that are there
 * can give at most, so that most of these quotations need not be scored.
 */
function partialMatches(
  lookUp: LookUp,
  query: Query,
  words: readonly PlacedWord[],
  scorer: Scorer,
  full: List,
  passes: (quotation: number) => boolean,
): PartialMatches {
  const isPlain = (clause: readonly Matcher[]) => clause.length === 1 && clause[0]!.kind === 'word';
  const plain = query.clauses.filter(isPlain);
  const rest = query.clauses.filter((clause) => !isPlain(clause));
  if (plain.length === 0 || query.clauses.length < 2) return { list: EMPTY, bound: () => 0 };

  const { part } = lookUp;
  const idf = new Float64Array(part.live.length);
  const matched = new Uint8Array(part.live.length);
  for (const [word] of plain) {
    const ranked = words.find((placed) => placed.word === word)!.ranked;
    for (const quotation of lookUp.word(word as Word)) {
      idf[quotation]! += ranked.idf;
      matched[quotation]! += 1;
    }
  }
  const restWords = words.filter(({ word, ranked }) => ranked.wanted !== null && !plain.some(([one]) => one === word));
  const restIdf = restWords.reduce((sum, { ranked }) => sum + ranked.idf, 0);
  const restThings = new Set(restWords.map(({ ranked }) => ranked.wanted)).size;
  const isFull = new Uint8Array(part.live.length);
  for (const quotation of full) isFull[quotation] = 1;
  const isPartial = (quotation: number) =>
    !isFull[quotation] && matched[quotation]! + restThings > 0 && passes(quotation);
  return {
    list: lookUp.all(rest.length > 0 ? rest : [plain.flat()], query.excluded).filter(isPartial),
    bound: (quotation) => scorer.bound(idf[quotation]! + restIdf, matched[quotation]! + restThings),
  };
}
