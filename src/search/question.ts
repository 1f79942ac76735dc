/**
 * The scaffolding of a question: its words that ask (`what did … say about`, `qu'a dit … au sujet de`) and say nothing
 * of what is looked for. One way to read it in every language; the words are in the tables of `lang/`. Pure, linear.
 */
import type { Language } from '../lang/index.ts';

/**
 * The places of those words among `words`, folded, as the query begins. A question opens as questions do, or with a word
 * of asking that leads to its subject (`quotes about`, `propos sur`); a word alone (`what`, `qui`) opens one where
 * either follows. What stands between them (who is asked about) stays.
 */
export function scaffoldingOf(words: readonly string[], language: Language): number[] {
  const { questionOpenings, askingWords, subjectLeads } = language;
  const opening = longestAt(words, 0, questionOpenings);
  const asking = words.findIndex((word, i) => i >= opening && i < opening + WIDEST && askingWords.has(word));
  if (asking < 0) return places(0, opening);
  const lead = firstOf(words, asking + 1, subjectLeads);
  const isQuestion = lead === null ? opening > 1 || (opening === 1 && asking === 1) : opening > 0 || asking === 0;
  if (!isQuestion) return [];
  const end = lead?.start ?? asking + 1;
  const asked = places(opening, end).filter((i) => askingWords.has(words[i]!));
  return [...places(0, opening), ...asked, ...(lead ? places(lead.start, lead.end) : [])];
}

/** A name and an office fit between an opening and its verb, and behind it. */
const WIDEST = 8;

function firstOf(words: readonly string[], from: number, phrases: readonly (readonly string[])[]) {
  for (let start = from; start < Math.min(words.length, from + WIDEST); start += 1) {
    const length = longestAt(words, start, phrases);
    if (length > 0) return { start, end: start + length };
  }
  return null;
}

/** How many words the longest of the phrases takes that stands at `at`; 0 when none does. */
function longestAt(words: readonly string[], at: number, phrases: readonly (readonly string[])[]): number {
  const found = phrases.filter((phrase) => phrase.every((word, i) => words[at + i] === word));
  return Math.max(0, ...found.map(({ length }) => length));
}

const places = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
