/**
 * The forms that a term stands for: a FlexSearch index whose documents are the forms of a segment, each encoded by our
 * French and English analysis (elision, ligatures, accents, stems). It is filled when a segment is written, exported into
 * it, and imported when it is opened; ours from there on are the posting lists of the forms.
 */
import { Index } from 'flexsearch';
import type { Lang } from '../../../domain.ts';
import { termsOf } from '../../analysis.ts';

export type TermIndex = {
  /** A word as written and the language it is read in, null for names. Numbers ascend from 0. */
  add(form: number, surface: string, lang: Lang | null): void;
  /** The forms that are indexed under a term (`termsOf`), ascending. Not to be changed. */
  formsOf(term: string): readonly number[];
  /** Pieces, each as `import` takes it, of some thousand terms. */
  export(): [key: string, piece: string][];
  import(key: string, piece: string): void;
};

export function createTermIndex(): TermIndex {
  const index = new Index({
    tokenize: 'strict',
    resolution: 1,
    context: false,
    fastupdate: false,
    cache: false,
    encode,
  });
  return {
    add(form, surface, lang) {
      index.add(form, `${lang ?? ''} ${surface}`);
    },
    formsOf: (term) => index.search(term, ALL) as number[],
    export() {
      const pieces: [string, string][] = [];
      index.export((key, piece) => {
        // Which documents there are serves updates alone, and takes as much room again.
        if (!key.endsWith(REGISTER)) pieces.push([key, piece]);
      });
      return pieces;
    },
    import(key, piece) {
      index.import(key, piece);
    },
  };
}

/** FlexSearch answers a hundred unless it is told how many. */
const ALL = 2 ** 31;
const REGISTER = '.reg';

/** The terms of a form as `add` gives it; a term, which names its language before a colon, is its own. */
function encode(text: string): string[] {
  const end = text.indexOf(' ');
  return end === -1 ? [text] : [...termsOf(text.slice(end + 1), (text.slice(0, end) || null) as Lang | null)];
}
