/**
 * The query language: what a reader typed -> what is wanted. Pure, linear, and never fails: what cannot be parsed is
 * searched as words.
 *
 *     climat transport              all words, in any inflection       "pont de glace"     these words, in this order
 *     climat OR environnement       either                             -école  -"mot clé"  none of these
 *     speaker:Dupont  post:"transformation numérique"                  words of the speaker's name, of the office
 *     lang:fr  kind:direct  from:2019  to:2020-06-30  date:2020-10
 */
import type { Lang, QuotationKind, Span } from '../domain.ts';
import { LANGS, languages } from '../lang/index.ts';
import { allTermsOf, analyse, isClitic, type Token } from './analysis.ts';
import { scaffoldingOf } from './question.ts';

/** A word in any inflection, anywhere in a quotation, its speaker, office or headline. */
export type Word = {
  kind: 'word';
  surface: string;
  folded: string;
  /** It is met by every word that shares one of these. */
  terms: readonly string[];
  /** A word too common to be wanted when other words are there. */
  stop: boolean;
  /** A word of a question that only asks. */
  asks?: true;
  /** Its place among the words of the query, for order and distance. */
  position: number;
  /** Its place in the query. */
  span: Span;
};
/** These words in this order, case and accents folded, in one field. */
export type Phrase = { kind: 'phrase'; words: readonly Word[] };
/** All of these words, case and accents folded, in what names the speaker or the office. */
export type Named = { kind: 'named'; field: 'speaker' | 'office'; words: readonly Word[] };
export type Matcher = Word | Phrase | Named;

export type Query = {
  text: string;
  /** All must hold; of each, one of its alternatives. */
  clauses: readonly (readonly Matcher[])[];
  /** None may hold. */
  excluded: readonly Matcher[];
  /** Stop words, and those that only ask, where other words are wanted; they count for order and distance only. */
  optional: readonly Word[];
  /** Empty is any. */
  langs: readonly Lang[];
  kinds: readonly QuotationKind[];
  /** Inclusive, as numbers: 2020-10-31 is 20201031. */
  from: number | null;
  to: number | null;
  /** The language its words tell, null when they do not. */
  language: Lang | null;
  /** What looks like the query language and is none: searched as words where it holds any. In order, a few at most. */
  unread: readonly Span[];
};

export function parseQuery(text: string): Query {
  const draft: Draft = {
    items: [],
    excluded: [],
    langs: [],
    kinds: [],
    from: null,
    to: null,
    position: 0,
    phrases: 0,
    or: null,
    unread: [],
  };
  for (let at = 0; at < text.length; ) at = readPiece(text, at, draft);
  const { or } = draft;
  if (or) {
    draft.or = null;
    leaveUnread(or, draft);
    addWords(wordsOf(text, or.start, or.end, draft), draft);
  }
  return finish(text, draft);
}

/** An ISO day, or the first or last of a year or month (`2020`, `2020-10`), as a number; null for anything else. */
export function dayNumber(date: string, edge: 'first' | 'last'): number | null {
  const match = DATE.exec(date);
  if (!match) return null;
  const [, year, month, day] = match;
  const missing = edge === 'first' ? '00' : '99';
  return Number(`${year}${month ?? missing}${day ?? missing}`);
}

// ----------------------------------------------------------------------------------------------------------- reading

/** Words past this many are not looked for. */
const MOST_WORDS = 128;
/** Phrases past this many are searched as words, and exclude nothing: of each, quotations may have to be read. */
const MOST_PHRASES = 32;
const MOST_UNREAD = 16;

/** A hyphenated word: wanted part by part, or, as one side of an OR, as a whole. */
type Compound = { kind: 'compound'; parts: readonly Word[]; whole: Word };

type Draft = {
  /** `joined` ones are alternatives to the item before them (OR). */
  items: { matcher: Matcher | Compound; joined: boolean }[];
  excluded: Matcher[];
  langs: Lang[];
  kinds: QuotationKind[];
  from: number | null;
  to: number | null;
  position: number;
  phrases: number;
  /** An OR that waits for its right side: where it stands in the query. */
  or: Span | null;
  unread: Span[];
};

type Operator = 'speaker' | 'post' | 'lang' | 'kind' | 'from' | 'to' | 'date';
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['speaker', 'speaker'],
  ['locuteur', 'speaker'],
  ['locutrice', 'speaker'],
  ['post', 'post'],
  ['fonction', 'post'],
  ['lang', 'lang'],
  ['langue', 'lang'],
  ['kind', 'kind'],
  ['genre', 'kind'],
  ['from', 'from'],
  ['depuis', 'from'],
  ['to', 'to'],
  ['jusqu', 'to'],
  ['date', 'date'],
]);
const KINDS: ReadonlyMap<string, QuotationKind> = new Map([
  ['direct', 'direct'],
  ['directe', 'direct'],
  ['mixed', 'mixed'],
  ['mixte', 'mixed'],
  ['indirect', 'indirect'],
  ['indirecte', 'indirect'],
]);
const EITHER: ReadonlySet<string> = new Set(['OR', 'OU']);

const QUOTES = '"“”„‟«»＂';
const MINUS = '-−';
const SPACE = /\s/u;
const OPERATOR = /(\p{L}{2,12}):/uy;
const QUOTED = new RegExp(`[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]`, 'uy');
const CHUNK = new RegExp(`[^\\s${QUOTES}]+`, 'uy');
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Reads what starts at `at`; answers where to read on. */
function readPiece(text: string, at: number, draft: Draft): number {
  if (SPACE.test(text[at]!)) return at + 1;
  const negative = MINUS.includes(text[at]!);
  const start = negative ? at + 1 : at;
  const quoted = matchAt(QUOTED, text, start);
  if (quoted) {
    addPhrase(
      { start: start + 1, end: quoted.end - 1 },
      wordsOf(text, start + 1, quoted.end - 1, draft),
      negative,
      draft,
    );
    return quoted.end;
  }
  const operator = readOperator(text, start, negative, draft);
  if (operator !== null) return operator;
  const chunk = matchAt(CHUNK, text, start);
  if (!chunk) {
    // A mark that is not closed; a minus with nothing behind it.
    leaveUnread({ start: at, end: Math.min(start + (negative ? 0 : 1), text.length) }, draft);
    return negative ? start : start + 1;
  }
  if (negative) {
    addPhrase({ start, end: chunk.end }, wordsOf(text, start, chunk.end, draft), true, draft);
    return chunk.end;
  }
  if (EITHER.has(chunk.found) && draft.items.length > 0 && !draft.or) {
    draft.or = { start, end: chunk.end };
    return chunk.end;
  }
  if (EITHER.has(chunk.found)) leaveUnread({ start, end: chunk.end }, draft);
  const end = EITHER.has(chunk.found) ? chunk.end : endOfText(text, chunk.end);
  addWords(wordsOf(text, start, end, draft), draft);
  return end;
}

/** Where the plain words that follow `at` end, so that `820 000` is read as one. */
function endOfText(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; ) {
    if (SPACE.test(text[at]!)) {
      at += 1;
      continue;
    }
    const chunk = matchAt(CHUNK, text, at);
    if (!chunk || MINUS.includes(text[at]!) || EITHER.has(chunk.found) || matchAt(OPERATOR, text, at)) break;
    end = chunk.end;
    at = end;
  }
  return end;
}

function readOperator(text: string, start: number, negative: boolean, draft: Draft): number | null {
  const name = matchAt(OPERATOR, text, start);
  const operator = name && OPERATORS.get(name.found.slice(0, -1).toLowerCase());
  if (!operator) return null;
  const quoted = matchAt(QUOTED, text, name.end);
  const value = quoted ?? matchAt(CHUNK, text, name.end);
  if (value) {
    const bare = quoted ? { start: name.end + 1, end: quoted.end - 1 } : { start: name.end, end: value.end };
    if (applyOperator(operator, text, bare, negative, draft)) return value.end;
  }
  leaveUnread({ start: negative ? start - 1 : start, end: value?.end ?? name.end }, draft);
  return null;
}

function leaveUnread(span: Span, { unread }: Draft): void {
  if (unread.length < MOST_UNREAD) unread.push(span);
}

/** False when the value means nothing to the operator. */
function applyOperator(operator: Operator, text: string, { start, end }: Span, negative: boolean, draft: Draft) {
  const value = text.slice(start, end).trim().toLowerCase();
  if (operator === 'speaker' || operator === 'post') {
    const words = withoutClitics(plain(wordsOf(text, start, end, draft)));
    if (words.length === 0) return false;
    add({ kind: 'named', field: operator === 'speaker' ? 'speaker' : 'office', words }, negative, draft);
    return true;
  }
  if (negative) return false;
  if (operator === 'lang') {
    const lang = LANGS.find((code) => code === value);
    if (lang) draft.langs.push(lang);
    return lang !== undefined;
  }
  if (operator === 'kind') {
    const kind = KINDS.get(value);
    if (kind) draft.kinds.push(kind);
    return kind !== undefined;
  }
  const from = operator === 'to' ? null : dayNumber(value, 'first');
  const to = operator === 'from' ? null : dayNumber(value, 'last');
  if (from === null && to === null) return false;
  if (from !== null) draft.from = Math.max(from, draft.from ?? from);
  if (to !== null) draft.to = Math.min(to, draft.to ?? to);
  return true;
}

function matchAt(sticky: RegExp, text: string, at: number): { found: string; end: number } | null {
  sticky.lastIndex = at;
  const match = sticky.exec(text);
  return match && { found: match[0], end: at + match[0].length };
}

// ------------------------------------------------------------------------------------------------------------- words

type ReadWord = { word: Word; parts: number };

function wordsOf(text: string, start: number, end: number, draft: Draft): ReadWord[] {
  return analyse(text.slice(start, end))
    .slice(0, MOST_WORDS - draft.position)
    .map((token) => ({ word: wordOf(token, start, draft), parts: token.parts }));
}

function wordOf(token: Token, offset: number, draft: Draft): Word {
  const { surface, folded } = token;
  if (token.parts === 0) draft.position += 1;
  return {
    kind: 'word',
    surface,
    folded,
    terms: allTermsOf(surface),
    stop: isClitic(token),
    position: draft.position,
    span: { start: offset + token.start, end: offset + token.end },
  };
}

const plain = (read: ReadWord[]): Word[] => read.filter(({ parts }) => parts === 0).map(({ word }) => word);

function withoutClitics(words: Word[]): Word[] {
  const strong = words.filter(({ stop }) => !stop);
  return strong.length > 0 ? strong : words;
}

function addWords(read: ReadWord[], draft: Draft): void {
  const units: (Word | Compound)[] = [];
  for (const { word, parts } of read) {
    if (parts === 0) units.push(word);
    else units.push({ kind: 'compound', parts: units.splice(units.length - parts) as Word[], whole: word });
  }
  for (const unit of units) add(unit, false, draft);
}

function addPhrase(span: Span, read: ReadWord[], negative: boolean, draft: Draft): void {
  const words = negative ? withoutClitics(plain(read)) : plain(read);
  if (words.length === 0) return;
  if (negative && words.length === 1) add(words[0]!, negative, draft);
  else if (draft.phrases < MOST_PHRASES) {
    draft.phrases += 1;
    add({ kind: 'phrase', words }, negative, draft);
  } else {
    leaveUnread(span, draft);
    if (!negative) addWords(read, draft);
  }
}

function add(matcher: Matcher | Compound, negative: boolean, draft: Draft): void {
  if (negative) {
    if (matcher.kind !== 'compound') draft.excluded.push(matcher);
    return;
  }
  const clitic = matcher.kind === 'word' && matcher.stop;
  draft.items.push({ matcher, joined: draft.or !== null && !clitic });
  if (!clitic) draft.or = null;
}

// ----------------------------------------------------------------------------------------------------------- meaning

function finish(text: string, draft: Draft): Query {
  const language = guessLanguage(draft);
  const stopLanguages = language ? [language] : LANGS;
  const asking = askingWords(draft, stopLanguages);
  const isStop = (word: Word) =>
    word.stop || asking.has(word) || stopLanguages.some((lang) => languages[lang].stopWords.has(word.folded));

  const askingOf = (word: Word) => (asking.has(word) ? { asks: true as const } : {});
  const optionalWord = (word: Word): Word => ({ ...word, stop: true, ...askingOf(word) });

  const groups: (Matcher | Compound)[][] = [];
  for (const { matcher, joined } of draft.items) {
    const before = joined ? groups.findLast(([first]) => !(first!.kind === 'word' && first!.stop)) : undefined;
    if (before) before.push(matcher);
    else groups.push([matcher]);
  }

  const clauses: Matcher[][] = [];
  const optional: Word[] = [];
  for (const group of groups) {
    const [only] = group;
    if (group.length > 1) clauses.push(group.map((item) => (item.kind === 'compound' ? item.whole : item)));
    else if (only!.kind === 'compound') {
      const { parts, whole } = only as Compound;
      const wanted = parts.map((part) => ({ ...part, terms: [...part.terms, ...whole.terms] }));
      if (parts.every(isStop)) optional.push(...wanted.map((part, i) => ({ ...part, ...askingOf(parts[i]!) })));
      else clauses.push(...wanted.map((part) => [part]));
    } else if (only!.kind === 'word' && isStop(only as Word)) optional.push(optionalWord(only as Word));
    else clauses.push([only as Matcher]);
  }
  const { excluded, langs, kinds, from, to, unread } = draft;
  const rest = { text, excluded, langs, kinds, from, to, language, unread };
  const hasWords = clauses.some((clause) => clause.some(({ kind }) => kind !== 'named'));
  if (hasWords) return { ...rest, clauses, optional };
  return { ...rest, clauses: [...clauses, ...optional.map((word) => [{ ...word, stop: false }])], optional: [] };
}

/** Words of the query that only ask, when it begins like a question. */
function askingWords({ items }: Draft, langs: readonly Lang[]): ReadonlySet<Word> {
  const words: Word[] = [];
  for (const { matcher, joined } of items) {
    if (joined || (matcher.kind !== 'word' && matcher.kind !== 'compound')) break;
    words.push(...(matcher.kind === 'word' ? [matcher] : matcher.parts));
  }
  const folded = words.map((word) => word.folded);
  return new Set(langs.flatMap((lang) => scaffoldingOf(folded, languages[lang]).map((i) => words[i]!)));
}

/** The language of most function words among the query's words. */
function guessLanguage({ items }: Draft): Lang | null {
  const words = items.flatMap(({ matcher }) => {
    if (matcher.kind === 'word') return [matcher];
    if (matcher.kind === 'compound') return matcher.parts;
    return matcher.kind === 'phrase' ? matcher.words : [];
  });
  const votes = LANGS.map((lang) => ({
    lang,
    count: words.filter(({ folded }) => languages[lang].functionWords.has(folded)).length,
  })).sort((a, b) => b.count - a.count);
  const [first, second] = votes;
  return first!.count > (second?.count ?? 0) ? first!.lang : null;
}
