/**
 * Frequent phrases that what was typed may go on to be: counted in the newest quotations that hold its words, so that a
 * letter more costs the same in any collection.
 */
import type { Lang } from '../../../domain.ts';
import { languages } from '../../../lang/index.ts';
import { analyse } from '../../analysis.ts';
import type { Suggestion } from '../../port.ts';
import { FIELDS } from '../../ranking.ts';
import { createTop } from '../execute/top-k.ts';
import { OVERLAY, type Segment, textForms, unpackPlaces } from '../segment/segment.ts';
import { addList, emptyBits, hasBit } from '../sets/bitset.ts';
import { EMPTY, type List, union } from '../sets/sorted-lists.ts';
import { isNewer, type LiveSegment, type View } from '../snapshot/view.ts';
import { foldedForms, formsFrom, formsSpelt } from '../terms/vocabulary.ts';

/** Most frequent first; `count` is in how many of the quotations that were looked at. */
export function phrasesFor(view: View, typed: string, limit: number): Suggestion[] {
  const tokens = analyse(typed).filter(({ parts }) => parts === 0);
  const open = ENDS_IN_WORD.test(typed) ? (tokens.at(-1)?.folded ?? '') : '';
  const whole = (open ? tokens.slice(0, -1) : tokens).map(({ folded }) => folded);
  if (tokens.length === 0 || tokens.length >= LONGEST || (whole.length === 0 && open.length < SHORTEST)) return [];
  const found = new Map<string, Phrase>();
  const frequent = open.length >= SHORTEST ? mostFrequent(view, open) : [];
  const patterns = view.parts.map((part) => pattern(part, whole, open, frequent));
  const lists = patterns.map(({ quotations }) => quotations);
  for (const { part, quotation } of newestOf(view, lists)) {
    collect(view.parts[part]!.segment, quotation, patterns[part]!.words, found);
  }
  const suggestions: Suggestion[] = [];
  for (const phrase of best([...found.values()])) {
    if (suggestions.length === limit) break;
    const text = printed(phrase);
    if (text !== null) suggestions.push({ kind: 'phrase', id: text, text, count: phrase.count });
  }
  return suggestions;
}

/** `places`: some of where it stands: the quotation, and how many words of it come before. */
type Phrase = {
  key: string;
  words: number;
  count: number;
  places: { segment: Segment; quotation: number; at: number }[];
};

const ENDS_IN_WORD = /[\p{L}\p{N}]$/u;
/** Fewer letters alone begin too many words. */
const SHORTEST = 3;
/** So many quotations are read, and for so many of the words that go on from what is typed. */
const MOST_READ = 300;
const MOST_WORDS = 12;
/** A phrase has two words to five, and is frequent in so many quotations. */
const LONGEST = 5;
const FREQUENT = 3;
/** A longer phrase stands for the shorter one that it goes on from, when it is there nearly as often. */
const NEARLY = 0.7;
const MOST_PLACES = 3;

/** Whether a form is one that the word may be. */
type Test = (form: number) => boolean;
type Pattern = { words: Test[]; quotations: List };

/** The forms of each word that is typed, and the newest live quotations that hold them. */
function pattern(part: LiveSegment, whole: readonly string[], open: string, frequent: readonly string[]): Pattern {
  const { segment } = part;
  const ranges = whole.map((word) => formsSpelt(segment, word));
  const words = ranges.map(({ has }) => has);
  const wanted = ranges.map(({ forms }) => [...forms]);
  if (open) {
    words.push(formsFrom(segment, open).has);
    if (open.length >= SHORTEST) wanted.push(frequent.flatMap((word) => [...formsSpelt(segment, word).forms]));
  }
  return { words, quotations: newestHolding(part, wanted) };
}

/** Those that hold one of the forms of each word; as many as are read. */
function newestHolding({ segment, live }: LiveSegment, words: readonly (readonly number[])[]): List {
  const { postings, quotationCount } = segment;
  const lists = words.map((forms) => forms.map(postings.ofForm)).sort((a, b) => lengthOf(a) - lengthOf(b));
  const [fewest = [], ...others] = lists;
  const holding = others.map((own) => {
    const bits = emptyBits(quotationCount);
    for (const list of own) addList(bits, list);
    return bits;
  });
  let newest: List = EMPTY;
  for (const list of fewest) {
    // What is older than enough others is not looked at.
    const before = newest.length < MOST_READ ? Number.POSITIVE_INFINITY : newest.at(-1)!;
    const more: number[] = [];
    for (let i = 0; i < list.length && list[i]! < before && more.length < MOST_READ; i += 1) {
      const quotation = list[i]!;
      if (live[quotation] && holding.every((bits) => hasBit(bits, quotation))) more.push(quotation);
    }
    if (more.length > 0) newest = union([newest, Uint32Array.from(more)]).subarray(0, MOST_READ);
  }
  return newest;
}

const lengthOf = (lists: readonly List[]): number => lists.reduce((sum, { length }) => sum + length, 0);

/** Of the words that begin so, those that most live quotations hold. */
function mostFrequent(view: View, start: string): string[] {
  const counts = new Map<string, number>();
  for (const { segment, live, liveCount } of view.parts) {
    const { countOf, ofForm } = segment.postings;
    const folded = foldedForms(segment);
    const { forms } = formsFrom(segment, start);
    const liveCountOf = (form: number): number =>
      liveCount === live.length ? countOf(form) : ofForm(form).reduce((sum, i) => sum + live[i]!, 0);
    // Those of one word follow each other.
    for (let at = 0; at < forms.length; ) {
      const word = folded[forms[at]!]!;
      let count = counts.get(word) ?? 0;
      for (; at < forms.length && folded[forms[at]!] === word; at += 1) count += liveCountOf(forms[at]!);
      counts.set(word, count);
    }
  }
  const top = createTop<[word: string, count: number]>(MOST_WORDS, ([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  for (const counted of counts) top.offer(counted);
  return top.sorted().map(([word]) => word);
}

/** Of lists of quotations, one a part, the newest live ones of all. */
export function newestOf(view: View, lists: readonly List[]): { part: number; quotation: number }[] {
  const segmentOf = (part: number) => view.parts[part]!.segment;
  return lists
    .flatMap((list, part) => {
      const shown: { part: number; quotation: number }[] = [];
      for (let i = 0; i < list.length && shown.length < MOST_READ; i += 1) {
        if (view.parts[part]!.live[list[i]!]) shown.push({ part, quotation: list[i]! });
      }
      return shown;
    })
    .sort((a, b) => (isNewer(segmentOf(a.part), a.quotation, segmentOf(b.part), b.quotation) ? -1 : 1))
    .slice(0, MOST_READ);
}

/** Adds the phrases of a quotation that go on from what is typed, each once. */
function collect(segment: Segment, quotation: number, typed: readonly Test[], found: Map<string, Phrase>): void {
  const { forward, bounds } = segment;
  const end = bounds[quotation * FIELDS.length + 1]!;
  const lang = segment.langs[segment.lang[quotation]!]!;
  const [first] = typed;
  const seen = new Set<string>();
  let before = 0;
  for (let at = bounds[quotation * FIELDS.length]!; at < end; at += 1) {
    if (forward[at]! >= OVERLAY) continue;
    before += 1;
    if (!first!(forward[at]!)) continue;
    const forms = plainFrom(forward, at, end);
    if (!typed.every((isWord, i) => i < forms.length && isWord(forms[i]!))) continue;
    const words = forms.map((form) => foldedForms(segment)[form]!);
    if (!isContent(words[0]!, lang)) continue;
    for (let length = Math.max(typed.length, 2); length <= words.length; length += 1) {
      if (!isContent(words[length - 1]!, lang)) continue;
      const key = words.slice(0, length).join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      const phrase = found.get(key) ?? { key, words: length, count: 0, places: [] };
      found.set(key, phrase);
      phrase.count += 1;
      if (phrase.places.length < MOST_PLACES) phrase.places.push({ segment, quotation, at: before - 1 });
    }
  }
}

/** The words from there on, as many as a phrase has at most; compounds by part. */
function plainFrom(forward: Uint32Array, from: number, end: number): number[] {
  const forms: number[] = [];
  for (let at = from; at < end && forms.length < LONGEST; at += 1) {
    if (forward[at]! < OVERLAY) forms.push(forward[at]!);
  }
  return forms;
}

const isContent = (word: string, lang: Lang): boolean => word.length > 1 && !languages[lang].stopWords.has(word);

function best(found: readonly Phrase[]): Phrase[] {
  const frequent = found.filter(({ count }) => count >= FREQUENT);
  const isPartOf = (key: string, longer: string) => longer.length > key.length && longer.startsWith(`${key} `);
  return frequent
    .filter(({ key, count }) => !frequent.some((one) => one.count >= NEARLY * count && isPartOf(key, one.key)))
    .sort((a, b) => b.count - a.count || b.words - a.words || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_WORDS);
}

/** As a quotation prints it, best within a sentence; null where it is parts of two. */
function printed({ places, words }: Phrase): string | null {
  let first: string | null = null;
  for (const { segment, quotation, at } of places) {
    const stored = segment.quotationAt(quotation);
    const forms = textForms(segment, quotation);
    const edges = unpackPlaces(stored.places);
    const plain = [...forms.keys()].filter((i) => forms[i]! < OVERLAY);
    const phrase = stored.text.slice(edges[2 * plain[at]!]!, edges[2 * plain[at + words - 1]! + 1]!);
    if (BREAK.test(phrase)) continue;
    if (at > 0) return phrase;
    first ??= phrase;
  }
  return first;
}
const BREAK = /[.,;:!?()«»“”"\n–—]/u;
