/** The text of a release, or a part of it, with quotations marked in place. */
import type { ComponentChildren } from 'preact';
import type { Span } from '../../domain.ts';
import type { QuotationAnswer, ReleaseAnswer } from '../../search/port.ts';
import { typesetPieces } from '../typography.ts';
import type { Page } from './page.ts';

type MarkedTextProps = {
  page: Page;
  release: Pick<ReleaseAnswer, 'text' | 'lang'>;
  quotations: readonly QuotationAnswer[];
  /** The part that is shown. */
  within: Span;
  /** Whether each quotation can be linked to, and leads to its own page by its number. */
  isNumbered?: boolean;
  /** It is shown as a part of something longer. */
  isExcerpt?: boolean;
};

export function MarkedText(props: MarkedTextProps) {
  return (
    <div class={props.isExcerpt ? 'text excerpt' : 'text'} lang={props.release.lang}>
      {paragraphsOf(props).map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
    </div>
  );
}

/** The lines of the text, each with its quotations marked; a number stands after the last piece of each. */
function paragraphsOf({ page, release, quotations, within, isNumbered }: MarkedTextProps): ComponentChildren[][] {
  const marks = quotations.flatMap((quotation, i) =>
    quotation.content.map((span, piece) => ({
      ...span,
      quotation,
      number: i + 1,
      isFirst: piece === 0,
      isLast: piece === quotation.content.length - 1,
    })),
  );
  const paragraphs: ComponentChildren[][] = [[]];
  for (const { text, span } of typesetPieces(release.text, marks, { lang: release.lang }, within)) {
    text.split('\n').forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      const paragraph = paragraphs.at(-1)!;
      if (line === '') return;
      if (span === null) paragraph.push(line);
      else
        paragraph.push(<mark id={isNumbered && span.isFirst && i === 0 ? span.quotation.id : undefined}>{line}</mark>);
    });
    if (isNumbered && span?.isLast) {
      const { quotation, number } = span;
      paragraphs.at(-1)!.push(
        <a class="reference" href={page.to.quotation(quotation.id)} lang={page.lang}>
          <span class="hidden">{page.strings.quotation} </span>
          {page.number(number)}
        </a>,
      );
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some((part) => typeof part !== 'string' || part.trim() !== ''));
}

const BLOCK_BREAK = '\n\n';

/** The blocks of a text that hold a passage, with one more on each side. */
export function blocksAround(text: string, passage: Span): Span {
  const starts = [...text.matchAll(/\n\n/g)].map(({ index }) => index + BLOCK_BREAK.length);
  const first = starts.findLastIndex((start) => start <= passage.start);
  const behind = starts.findIndex((start) => start >= passage.end);
  return {
    start: starts[first - 1] ?? 0,
    end: behind < 0 || behind + 1 >= starts.length ? text.length : starts[behind + 1]! - BLOCK_BREAK.length,
  };
}
