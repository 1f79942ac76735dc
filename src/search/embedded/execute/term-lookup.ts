/** What of a segment holds the words of a query: from the postings, and where these cannot tell, from the texts. */
import { lately, oncePer } from '../../../util/memo.ts';
import type { Matcher, Phrase, Query, Word } from '../../query.ts';
import type { Translation } from '../../translation.ts';
import { namedIn } from '../results/named.ts';
import {
  addBits,
  type Bits,
  copyBits,
  countBits,
  keepOnly,
  keepWhere,
  keptBits,
  only,
  takeAway,
  workingBits,
} from '../sets/bitset.ts';
import { LOOK_UP_RATIO } from '../sets/sorted-lists.ts';
import type { LiveSegment } from '../snapshot/view.ts';
import { formsOfWord, formsThatFoldTo, keyOf } from '../terms/forms.ts';
import { keepPhrase } from './phrase-matches.ts';

/** Where translations between two languages count; see `translatable`. */
export type Countable = (pair: Pick<Translation, 'from' | 'to'>) => Bits;

export type LookUp = {
  part: LiveSegment;
  /** What holds the word or others of its terms, live or not. */
  word(word: Word): Bits;
  /** In how many live quotations that is. */
  frequency(word: Word): number;
  /** What holds the words of the translation, near each other or not, and may be found by them; not to be changed. */
  translated(translation: Translation): Bits;
  /** Where forms of its words count for that; not to be changed. */
  whereCounts(translation: Translation): Bits;
  /** How many live quotations that are. */
  frequencyOf(translation: Translation): number;
  /** What is live, matches all and nothing that is excluded. */
  all(clauses: Query['clauses'], excluded: Query['excluded']): Bits;
};

/** What may hold a form of one word and right after it one of another, and what is known to. */
type Following = { all: Bits; sure: Bits };

export function createLookUp(part: LiveSegment, countable: Countable): LookUp {
  const { segment, liveBits } = part;
  const { postings } = segment;
  const known = knownOf(liveBits);
  const ofWords = new Map<Word, Bits>();
  const ofTranslations = new Map<Translation, Bits>();
  const ofPhrases = new Map<Phrase, (Following | null)[]>();

  return {
    part,
    word,
    frequency: (wanted) => known.frequency(keyOf(wanted.terms), () => countLive(part, word(wanted))),
    translated,
    whereCounts: (translation) => (translation.terms.length === 1 ? countable(translation) : translated(translation)),
    frequencyOf(translation) {
      const { from, to, terms } = translation;
      return known.frequency(`${from} ${to}\n${keyOf(terms)}`, () => countBits(translated(translation)));
    },
    all(clauses, excluded) {
      const single = clauses.flatMap((clause) => (clause.length === 1 ? clause : []));
      const found = only([
        ...clauses.map((clause) => (clause.length === 1 ? candidates(clause[0]!) : anyOf(clause))),
        liveBits,
      ]);
      // What must be read is read last, where all else is there.
      for (const matcher of single) keepMatches(found, matcher);
      for (const matcher of excluded) takeAway(found, exactly(matcher, found));
      return found;
    },
  };

  function word(wanted: Word): Bits {
    let bits = ofWords.get(wanted);
    if (!bits) {
      const forms = [...formsOfWord(segment, wanted)];
      const count = forms.reduce((sum, form) => sum + postings.countOf(form), 0);
      // What takes less room as bits than as a list is worth keeping.
      bits = count > liveBits.length ? known.bits(keyOf(wanted.terms), () => keptBits(holding(forms))) : holding(forms);
      ofWords.set(wanted, bits);
    }
    return bits;
  }

  function translated(translation: Translation): Bits {
    let bits = ofTranslations.get(translation);
    if (!bits) {
      bits = only([countable(translation), ...translation.terms.map((term) => holding(segment.formsOf(term)))]);
      ofTranslations.set(translation, bits);
    }
    return bits;
  }

  function anyOf(matchers: readonly Matcher[]): Bits {
    const found = workingBits(segment.quotationCount);
    for (const matcher of matchers) {
      if (matcher.kind === 'word') addBits(found, word(matcher), liveBits);
      else addBits(found, exactly(matcher, liveBits));
    }
    return found;
  }

  /** What of `among` matches. */
  function exactly(matcher: Matcher, among: Bits): Bits {
    const found = copyBits(candidates(matcher));
    keepOnly(found, among);
    keepMatches(found, matcher);
    return found;
  }

  /** Not to be changed. */
  function candidates(matcher: Matcher): Bits {
    if (matcher.kind === 'word') return word(matcher);
    if (matcher.kind === 'named') return namedIn(segment, matcher);
    const words = matcher.words.map((one) => formsThatFoldTo(segment, one));
    const pairs = pairsOf(matcher);
    const known = pairs.filter((pair) => pair !== null);
    // What holds a word next to another holds the word; and what holds a rare one is read as soon as looked up elsewhere.
    const counts = words.map((forms) => [...forms].reduce((sum, form) => sum + postings.ofForm(form).length, 0));
    const many = LOOK_UP_RATIO * Math.min(...counts);
    const alone = words.filter((_, i) => !(pairs[i] ?? pairs[i - 1]) && counts[i]! <= many).map(holding);
    return only([liveBits, ...known.map(({ all }) => all), ...alone]);
  }

  /** By what the postings cannot tell: of what may match, what does. */
  function keepMatches(found: Bits, matcher: Matcher): void {
    if (matcher.kind !== 'phrase') return;
    const pairs = pairsOf(matcher);
    const known = pairs.filter((pair) => pair !== null);
    const areAllKnown = pairs.length > 0 && known.length === pairs.length;
    keepPhrase(found, segment, matcher, areAllKnown ? only(known.map(({ sure }) => sure)) : null);
  }

  /** Of each word of a phrase and the next. */
  function pairsOf(phrase: Phrase): (Following | null)[] {
    let pairs = ofPhrases.get(phrase);
    if (!pairs) {
      const words = phrase.words.map((one) => formsThatFoldTo(segment, one));
      pairs = words.slice(1).map((forms, i) => following(words[i]!, forms));
      ofPhrases.set(phrase, pairs);
    }
    return pairs;
  }

  /** Null where all that holds both is as good an answer. */
  function following(first: ReadonlySet<number>, second: ReadonlySet<number>): Following | null {
    const { adjacent } = segment;
    const frequent = [...first].filter(adjacent.isFrequent);
    const next = [...second].filter(adjacent.isFrequent);
    if (frequent.length === 0 || next.length === 0) return null;
    const sure = workingBits(segment.quotationCount);
    for (const one of frequent) for (const other of next) adjacent.addTo(sure, one, other);
    const all = copyBits(sure);
    for (const [some, others] of [
      [first, second],
      [second, first],
    ] as const) {
      // Of forms that are not frequent it is not known what follows.
      const rare = [...some].filter((form) => !adjacent.isFrequent(form));
      if (rare.length > 0) addBits(all, only([holding(rare), holding(others)]));
    }
    return { all, sure };
  }

  function holding(forms: Iterable<number>): Bits {
    const bits = workingBits(segment.quotationCount);
    for (const form of forms) postings.addTo(bits, form);
    return bits;
  }
}

/** While the same is live; by terms, and for translations by languages too: frequent words are asked for again and again. */
const knownOf = oncePer((_: LiveSegment['liveBits']) => ({
  frequency: lately<number>(10_000),
  bits: lately<Bits>(256),
}));

/** How many of these are live. */
export function countLive({ live, liveBits, liveCount }: LiveSegment, bits: Bits): number {
  if (liveCount === live.length) return countBits(bits);
  const shown = copyBits(bits);
  keepOnly(shown, liveBits);
  return countBits(shown);
}

/** The operators that are not words: language, kind and date. */
export function restrict(bits: Bits, { segment }: LiveSegment, { langs, kinds, from, to }: Query): void {
  const { day, lang, kind } = segment;
  if (langs.length > 0) keepWhere(bits, (quotation) => langs.includes(segment.langs[lang[quotation]!]!));
  if (kinds.length > 0) keepWhere(bits, (quotation) => kinds.includes(segment.kinds[kind[quotation]!]!));
  if (from !== null) keepWhere(bits, (quotation) => day[quotation]! >= from);
  if (to !== null) keepWhere(bits, (quotation) => day[quotation]! !== 0 && day[quotation]! <= to);
}
