/** The printed lines of a release: what sections, attribution lines and quotation marks are read from. */
import type { Block, BlockKind, Lang, SectionKind, Span } from '../../domain.ts';
import { languageOf } from './language.ts';
import { firstAt, type Token } from './tokens.ts';

export type Line = Span & {
  /** Its place in the list of lines, and in the list of blocks. */
  index: number;
  block: number;
  kind: BlockKind;
  quote: number | null;
  lang: Lang;
  section: SectionKind;
  /** Where its prose begins: behind the dateline, on the line that has one. */
  lead: number;
  text: string;
  tokens: readonly Token[];
};

/** Every line of every block, in order, in section `body` until `sections.ts` has read them; `tokens` are the blocks'. */
export function linesOf(text: string, blocks: readonly Block[], tokens: readonly (readonly Token[])[]): Line[] {
  const lines: Line[] = [];
  blocks.forEach(({ kind, quote, lang, span }, block) => {
    for (let start = span.start; start <= span.end; ) {
      const feed = text.indexOf('\n', start);
      const end = feed === -1 || feed > span.end ? span.end : feed;
      if (end > start) {
        const index = lines.length;
        const line = text.slice(start, end);
        const whole = start === span.start && end === span.end;
        const all = tokens[block]!;
        const own = whole ? all : all.slice(firstAt(all, start), firstAt(all, end));
        // A paragraph may hold a line in each language.
        const spoken = (!whole && languageOf(text, own)) || lang;
        lines.push({
          index,
          block,
          kind,
          quote,
          lang: spoken,
          section: 'body',
          lead: start,
          start,
          end,
          text: line,
          tokens: own,
        });
      }
      start = end + 1;
    }
  });
  return lines;
}
