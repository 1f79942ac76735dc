/**
 * Names that two versions spell nearly alike: likely misprints. A name is told by its neighbour: two capitalised words of
 * which one is the same in both versions and the other off by one letter. Words that translators know are left alone.
 */
import type { Lang, Span } from '../../domain.ts';
import { GLOSSARY } from '../../lang/glossary/index.ts';
import { LANGS, languages } from '../../lang/index.ts';
import { fold } from '../../util/fold.ts';
import { BLANK, type Token, tokensOf } from './tokens.ts';

type Version = { text: string; lang: Lang };

/** Each misspelt name once, where it first stands in either version. */
export function nearNamesIn(a: Version, b: Version): { a: Span; b: Span }[] {
  const [left, right] = [namesOf(a.text), namesOf(b.text)];
  const byKept = new Map<string, Name[]>();
  for (const name of right.names) {
    const list = byKept.get(name.kept) ?? [];
    if (list.length < MOST_BEARERS) byKept.set(name.kept, [...list, name]);
  }
  const seen = new Set<string>();
  const found: { a: Span; b: Span }[] = [];
  for (const one of left.names) {
    if (right.words.has(one.word) || seen.has(one.word)) continue;
    const other = byKept.get(one.kept)?.find(({ word }) => !left.words.has(word) && nearlyAlike(one.word, word));
    if (!other || isVocabulary(one.word) || isVocabulary(other.word)) continue;
    seen.add(one.word);
    found.push({ a: one.span, b: other.span });
  }
  return found;
}

/** A word with more names beside it is none of a name. */
const MOST_BEARERS = 8;

/** Two capitalised words side by side, seen from one of them. */
type Name = { word: string /** The other word, and on which side it stands. */; kept: string; span: Span };

function namesOf(text: string): { names: Name[]; words: ReadonlySet<string> } {
  const tokens = tokensOf(text);
  const names: Name[] = [];
  tokens.forEach((second, i) => {
    const first = tokens[i - 1];
    if (!first || !isCapitalised(first) || !isCapitalised(second) || !BETWEEN.test(second.gap)) return;
    const span = { start: first.start, end: second.end };
    if (!isGeneric(first.folded)) names.push({ word: second.folded, kept: `< ${first.folded}`, span });
    if (!isGeneric(second.folded)) names.push({ word: first.folded, kept: `> ${second.folded}`, span });
  });
  return { names, words: new Set(tokens.map(({ folded }) => folded)) };
}

const BETWEEN = new RegExp(`^(?:${BLANK}|[-\\u2010\\u2011])$`);
const isCapitalised = ({ text, sort }: Token): boolean => sort === 'word' && text.length >= 3 && /^\p{Lu}/u.test(text);

/** Beside a place or a body, a word may be one that translates (`Lotteries Yukon`). */
const isGeneric = (word: string): boolean =>
  LANGS.some((lang) => {
    const { portfolioNouns, bodies, honorifics, offices } = languages[lang];
    return portfolioNouns.has(word) || bodies.has(word) || honorifics.has(word) || offices.has(word);
  });

let vocabulary: ReadonlySet<string> | undefined;

function isVocabulary(word: string): boolean {
  vocabulary ??= new Set(GLOSSARY.flatMap(({ fr, en }) => fold(`${fr} ${en}`).split(/[^\p{L}]+/u)));
  return vocabulary.has(word) || isGeneric(word);
}

/** In letters: shorter words differ by one letter as often as not. */
const SHORTEST = 4;

/** One letter more, less, another or two changed about; a plural is no misprint. */
function nearlyAlike(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < SHORTEST || long.length - short.length > 1 || long === `${short}s`) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const turned = short[at] === long[at + 1] && short[at + 1] === long[at];
  return short.slice(at + 1) === long.slice(at + 1) || (turned && short.slice(at + 2) === long.slice(at + 2));
}
