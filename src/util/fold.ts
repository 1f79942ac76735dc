/** Folding of characters, shared by extraction and search. No language in here. */

const MARKS = /\p{M}+/gu;
const SPECIAL: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ð: 'd', þ: 'th', ł: 'l', đ: 'd' };
const SPECIALS = /[œæßøðþłđ]/g;
const BEYOND_ASCII = /\P{ASCII}/u;

/** Lower case, apostrophes straight (`’ ʼ ‘ ´` become `'`); accents kept. */
export function lower(text: string): string {
  const low = text.toLowerCase();
  return BEYOND_ASCII.test(low) ? low.normalize('NFC').replace(/[’ʼ‘´]/g, "'") : low;
}

/** Lower case without accents, ligatures undone, apostrophes straight: `Œuvre d’ÉTÉ` -> `oeuvre d'ete`. */
export function fold(text: string): string {
  const low = text.toLowerCase();
  if (!BEYOND_ASCII.test(low)) return low;
  return low
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPECIALS, (c) => SPECIAL[c]!)
    .replace(/[’ʼ‘´]/g, "'");
}

/** `fold` of one word, remembered: a collection says the same words over and over. */
export function foldWord(word: string): string {
  if (word.length > LONGEST_WORD) return fold(word);
  let folded = remembered.get(word);
  if (folded === undefined) {
    folded = fold(word);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(word, folded);
  }
  return folded;
}

const remembered = new Map<string, string>();
const MOST_REMEMBERED = 20_000;
/** V8 keeps a longer piece of a text as a view: to remember it would be to remember the text. */
const LONGEST_WORD = 12;
