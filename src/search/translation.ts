/** What a word or term is in the other language, by the learned lexicon and the bundled glossary. Pure. */
import type { Lexicon } from '../domain.ts';
import { termsOf as glossaryTerms } from '../lang/glossary/index.ts';
import { LANGS } from '../lang/index.ts';
import { fold } from '../text.ts';
import { analyse, termsOf } from './analysis.ts';
import type { LexiconAnswer } from './port.ts';

export function translationsOf(lexicon: Lexicon | null, term: string): LexiconAnswer {
  const [word, ...more] = analyse(term);
  const single = word && more.length === 0 ? word : null;
  const renderings = (lexicon?.renderings ?? []).filter(
    ({ words, stems }) =>
      single !== null &&
      LANGS.some(
        (lang) =>
          fold(words[lang]) === single.folded || termsOf(single.surface, lang).includes(`${lang}:${stems[lang]}`),
      ),
  );
  return { renderings, terms: glossaryTerms(term) };
}
