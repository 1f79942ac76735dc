/**
 * The address of words within a web page: a text directive (wicg.github.io/scroll-to-text-fragment), by which a browser
 * scrolls to the words and marks them. One that does not know it, or does not find the words, opens the page as usual.
 */
import type { Span } from '../domain.ts';

/** In characters: longer words are told by how they begin and how they end. */
const MOST_EXACT = 120;
/** In words. */
const AT_EACH_END = 5;

/** The address of the words that the spans cover in the text of the page, with what stands between them. */
export function addressOfWords(url: string, text: string, spans: readonly Span[]): string {
  const [first, last] = [spans[0], spans.at(-1)];
  const passage = first && last ? text.slice(first.start, last.end).trim() : '';
  // Half a character cannot be written in an address.
  if (passage === '' || /\p{Surrogate}/u.test(passage)) return url;
  const separator = url.includes(':~:') ? '&' : `${url.includes('#') ? '' : '#'}:~:`;
  return `${url}${separator}text=${directive(passage)}`;
}

/** A start and an end stand each within one line: the words of two blocks are found only as a range. */
function directive(passage: string): string {
  const lines = passage.split(/\s*\n\s*/).map(wordsOf);
  const [opening, closing] = [lines[0]!, lines.at(-1)!];
  const isShort = passage.length <= MOST_EXACT || opening.length <= 2 * AT_EACH_END;
  if (lines.length === 1 && isShort) return encode(opening);
  return `${encode(opening.slice(0, AT_EACH_END))},${encode(closing.slice(-AT_EACH_END))}`;
}

/** A page's no-break spaces are found by plain ones. */
function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

/** `-`, `,` and `&` are signs of the directive's own. */
function encode(words: readonly string[]): string {
  return encodeURIComponent(words.join(' ')).replaceAll('-', '%2D');
}
