/** Whether a word is another one with a slip of the pen in it. */
import { distance } from 'fastest-levenshtein';

/** One letter too many, missing, wrong, or changed places with the next; in long words two. The same word is none. */
export function isMisspelt(word: string, right: string): boolean {
  if (word === right || Math.abs(word.length - right.length) > 2) return false;
  const slips = distance(word, right);
  if (slips <= (Math.min(word.length, right.length) < LONG ? 1 : 2)) return true;
  return slips === 2 && isSwapped(word, right);
}

const LONG = 12;

function isSwapped(word: string, right: string): boolean {
  if (word.length !== right.length) return false;
  let at = 0;
  while (word[at] === right[at]) at += 1;
  return word[at] === right[at + 1] && word[at + 1] === right[at] && word.slice(at + 2) === right.slice(at + 2);
}
