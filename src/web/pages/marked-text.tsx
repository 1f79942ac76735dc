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
  /** A number that waits for the mark that closes its quotation. */
  let reference: ComponentChildren = null;
  for (const { text, span } of typesetPieces(release.text, marks, { lang: release.lang }, within)) {
    text.split('\n').forEach((line, i) => {
      if (i > 0) paragraphs.push([]);
      const paragraph = paragraphs.at(-1)!;
      const closing = i === 0 && reference ? line.match(CLOSING_MARK)![0] : '';
      if (i === 0 && reference) paragraph.push(closing, reference);
      const rest = line.slice(closing.length);
      if (rest === '') return;
      if (span === null) paragraph.push(rest);
      else
        paragraph.push(<mark id={isNumbered && span.isFirst && i === 0 ? span.quotation.id : undefined}>{rest}</mark>);
    });
    reference = isNumbered && span?.isLast ? <Reference page={page} of={span} /> : null;
  }
  paragraphs.at(-1)!.push(reference);
  return paragraphs.filter((paragraph) =>
    paragraph.some((part) => part !== null && (typeof part !== 'string' || part.trim() !== '')),
  );
}

/** With the space that belongs to it. */
const CLOSING_MARK = /^(?:\u00a0?[»”’"])?/;

function Reference({ page, of }: { page: Page; of: { quotation: QuotationAnswer; number: number } }) {
  return (
    <a class="reference" href={page.to.quotation(of.quotation.id)} lang={page.lang}>
      <span class="hidden">{page.strings.quotation} </span>
      {page.number(of.number)}
    </a>
  );
}

const BLOCK_BREAK = '\n\n';

/** Of the blocks on each side of a passage: enough that it is understood, and no more. */
const ENOUGH = { characters: 240, blocks: 3 };

/** The blocks of a text that hold a passage, with some before and after them. */
export function blocksAround(text: string, passage: Span): Span {
  const breaks = [...text.matchAll(/\n\n/g)].map(({ index }) => index);
  const starts = [0, ...breaks.map((at) => at + BLOCK_BREAK.length)];
  const ends = [...breaks, text.length];
  const first = starts.findLastIndex((start) => start <= passage.start);
  const last = ends.findIndex((end) => end >= passage.end);
  let from = first;
  while (from > 0 && first - from < ENOUGH.blocks && starts[first]! - starts[from]! < ENOUGH.characters) from -= 1;
  let to = last;
  while (to < ends.length - 1 && to - last < ENOUGH.blocks && ends[to]! - ends[last]! < ENOUGH.characters) to += 1;
  return { start: starts[from]!, end: ends[to]! };
}
