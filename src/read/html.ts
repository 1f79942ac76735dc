/**
 * HTML -> blocks with the structure that the page itself gives: headings, paragraphs, list items, cells, block
 * quotations and the lines that attribute them. Furniture is left out; words are not touched.
 */
import type { BlockKind, Diagnostic, RawBlock } from '../domain.ts';
import { isFurnitureByKind, isFurnitureByName, isHidden, SILENT } from './boilerplate.ts';
import {
  ancestors,
  attribute,
  BLOCKS,
  descendants,
  type Element,
  elementsOf,
  HEADINGS,
  isElement,
  isText,
  type Node,
  type Page,
  type Parent,
  parsePage,
  textOf,
} from './dom.ts';
import { ReadError } from './error.ts';
import { frontMatter } from './front-matter.ts';
import { type Document, type ReadFields, readFields } from './metadata.ts';
import { pageMetadata } from './page-metadata.ts';
import { pageClaims } from './page-visibility.ts';
import { printedClaims, titleClaims } from './printed-visibility.ts';
import { LONGEST_PARAGRAPH, textBlocks } from './text.ts';

/** Reads one page or fragment, with the front matter that may stand before it. */
export function readHtml(html: string, place: string): Document {
  const above = frontMatterOf(html, place);
  const { page, flattened } = parsePage(above.html);
  const nodes = [...descendants(page)];
  const elements = nodes.filter(isElement);
  const layout = layoutOf(page, nodes, elements);
  const { root, heading } = layout;
  const leftOut: Element[] = [];
  const apart = heading && !layout.aroundHeading.has(root) ? blocksOf(heading, layout, leftOut) : [];
  const blocks = [...apart, ...blocksOf(root, layout, leftOut)];
  refuseLongBlock(blocks, place);
  const { metadata, alternates, titles } = pageMetadata(page, elements, root, heading);
  return {
    metadata: { ...metadata, ...above.metadata },
    claims: [
      ...above.claims,
      ...titleClaims([above.metadata.title, ...titles]),
      ...pageClaims({ nodes, elements, root, leftOut, blocks }),
    ],
    ignored: above.ignored,
    alternates,
    blocks,
    diagnostics: flattened ? [FLATTENED] : [],
    withoutText: () => new ReadError(place, 'a page with text', 'none'),
  };
}

/** What a site generator would have taken away. A page that opens with a tag has none. */
function frontMatterOf(html: string, place: string): ReadFields & { html: string } {
  if (/^\s*<(?!!--)/.test(html)) return { metadata: {}, claims: [], ignored: [], html };
  const unified = html.replace(/\r\n?/g, '\n');
  const { fields, comments, start } = frontMatter(unified, (line) => `${place}:${line}`);
  const { metadata, claims, ignored } = readFields(fields);
  const inComments = printedClaims(comments, () => ' in a comment');
  return { metadata, claims: [...claims, ...inComments], ignored, html: start > 0 ? unified.slice(start) : html };
}

/** The charset that the head of a page declares, if it does. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  return /<meta[^<>]*?charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1] ?? null;
}

const FLATTENED: Diagnostic = {
  rule: 'html-nesting',
  message: 'the page is nested too deeply: read as paragraphs, without its lists, tables and block quotations',
  span: null,
};

function refuseLongBlock(blocks: readonly RawBlock[], place: string): void {
  const long = blocks.find(({ text }) => text.length > LONGEST_PARAGRAPH);
  if (long) throw new ReadError(place, 'paragraphs', `one of ${long.text.length} characters`);
}

// ----------------------------------------------------------------------------------------- which part is the release

type Layout = {
  /** The element that holds the release. */
  root: Parent;
  /** The headline's element, and all around it. */
  heading: Element | null;
  aroundHeading: ReadonlySet<Parent>;
  /** Whether an element holds most of the text of the page. */
  isMost(element: Element): boolean;
  /** Elements that hold a block quotation, and those that hold a table or a heading: such a cell only lays out. */
  aroundQuote: ReadonlySet<Parent>;
  aroundParts: ReadonlySet<Parent>;
};

function layoutOf(page: Page, nodes: readonly Node[], elements: readonly Element[]): Layout {
  const lengths = textLengths(nodes);
  const lengthOf = (element: Parent) => lengths.get(element) ?? 0;
  const isMost = (element: Element) => lengthOf(element) * 2 > lengthOf(page);
  const headings = elements.filter((element) => element.tagName === 'h1' && lengthOf(element) > 0);
  const heading = pageHeading(headings.slice(0, MOST_HEADINGS), isMost);
  const aroundHeading = holdersOf(heading ? [heading] : []);
  return {
    root: contentRoot(page, elements, lengthOf, aroundHeading),
    heading,
    aroundHeading,
    isMost,
    aroundQuote: holdersOf(elements.filter(({ tagName }) => tagName === 'blockquote')),
    aroundParts: holdersOf(elements.filter(({ tagName }) => tagName === 'table' || HEADINGS.has(tagName))),
  };
}

/** Whoever sets more than these as `h1` did not mean headlines. */
const MOST_HEADINGS = 20;

/** Characters of text below each element, white space aside at both ends of each piece. */
function textLengths(nodes: readonly Node[]): Map<Parent, number> {
  const lengths = new Map<Parent, number>();
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i]!;
    const parent = node.nodeName !== '#document' && 'parentNode' in node ? node.parentNode : null;
    if (!parent) continue;
    const own = isText(node) ? node.value.trim().length : 'childNodes' in node ? (lengths.get(node) ?? 0) : 0;
    if (!SILENT.has(parent.nodeName)) lengths.set(parent, (lengths.get(parent) ?? 0) + own);
  }
  return lengths;
}

/** All elements that hold one of these. */
function holdersOf(elements: readonly Element[]): ReadonlySet<Parent> {
  const holders = new Set<Parent>();
  for (const element of elements) {
    for (const holder of ancestors(element)) {
      if (holders.has(holder)) break;
      holders.add(holder);
    }
  }
  return holders;
}

/**
 * The headline among the `h1`: the first one, but rather in the main part than outside, and rather in a page's header
 * than in its furniture. One that is hidden, or in navigation, is the name of the site.
 */
function pageHeading(headings: readonly Element[], isMost: (element: Element) => boolean): Element | null {
  let best: { heading: Element; penalty: number } | null = null;
  for (const heading of headings) {
    const around = [heading, ...ancestors(heading)];
    const suspects = around.filter((element) => !isMost(element));
    if (suspects.some((element) => isHidden(element) || isFurnitureByKind(element))) continue;
    const inFurniture = suspects.some(isFurnitureByName) ? 4 : 0;
    const outside = around.some(isMainPart) ? 0 : 2;
    const inHeader = suspects.some(({ tagName }) => tagName === 'header') ? 1 : 0;
    const penalty = inFurniture + outside + inHeader;
    if (!best || penalty < best.penalty) best = { heading, penalty };
  }
  return best?.heading ?? null;
}

const isMain = (element: Element) => element.tagName === 'main' || attribute(element, 'role') === 'main';
const isMainPart = (element: Element) => element.tagName === 'article' || isMain(element);

/** `main`, or the article that is the release: the one with the headline, or with most of the text; else the body. */
function contentRoot(
  page: Page,
  elements: readonly Element[],
  lengthOf: (element: Parent) => number,
  aroundHeading: ReadonlySet<Parent>,
): Parent {
  const largest = (candidates: readonly Element[]) =>
    candidates.reduce<Element | null>((most, one) => (lengthOf(one) > (most ? lengthOf(most) : 0) ? one : most), null);
  const main = largest(elements.filter(isMain)) ?? elements.find(({ tagName }) => tagName === 'body') ?? page;
  const articles = [...elementsOf(main)].filter(({ tagName }) => tagName === 'article');
  const share = (article: Element) => lengthOf(article) / lengthOf(main);
  const headed = largest(articles.filter((article) => aroundHeading.has(article)));
  if (headed && share(headed) > 1 / 5) return headed;
  const most = largest(articles);
  return most && share(most) > 1 / 2 ? most : main;
}

// ------------------------------------------------------------------------------------------------------------ blocks

/** Where in the document the walk is: what a block that starts here is, and what surrounds it. */
type Context = {
  kind: BlockKind;
  quote: number | null;
  /** The number of the quotation that a figure holds, for a caption that attributes it. */
  figure: number | null;
  inArticle: boolean;
  preformatted: boolean;
};

/** One stop of the walk: a node to enter, or what to do once all within an element has been walked. */
type Step = { node: Node; context: Context } | { leave: () => void };

/** Behind so many blocks, what is left out is not above the text. */
const BLOCKS_ABOVE = 3;

/** `leftOut` gets what is not read above the text. */
function blocksOf(root: Parent, layout: Layout, leftOut: Element[]): RawBlock[] {
  const collector = collectBlocks();
  let quotes = 0;
  const nextQuote = () => {
    quotes += 1;
    return quotes;
  };
  const inArticle = isElement(root) && isMainPart(root);
  const steps: Step[] = [
    { node: root, context: { kind: 'paragraph', quote: null, figure: null, inArticle, preformatted: false } },
  ];
  const enterChildren = ({ childNodes }: Parent, context: Context) => {
    for (let i = childNodes.length - 1; i >= 0; i -= 1) steps.push({ node: childNodes[i]!, context });
  };

  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('leave' in step) {
      step.leave();
      continue;
    }
    const { node, context } = step;
    if (isText(node)) collector.addText(node.value);
    else if (node.nodeName === 'br') collector.breakLine();
    else if (!isElement(node)) {
      if ('childNodes' in node) enterChildren(node, context);
    } else if (node !== root && (isLeftOut(node, context, layout) || isNoteCall(node, collector.tail()))) {
      // Neither it nor what it holds is read, but for a notice above the text.
      if (!SILENT.has(node.tagName) && collector.count() < BLOCKS_ABOVE) leftOut.push(node);
    } else if (BLOCKS.has(node.tagName)) {
      const inner = innerContext(node, context, layout, nextQuote);
      collector.startBlock(inner);
      steps.push({ leave: () => collector.startBlock(context) });
      enterChildren(node, inner);
    } else if (node.tagName === 'cite' && mayAttribute(context)) {
      collector.openCite();
      steps.push({ leave: collector.closeCite });
      enterChildren(node, attributing(context));
    } else if (node.tagName === 'q') {
      collector.addText('“'); // a browser prints the marks of this element
      steps.push({ leave: () => collector.addText('”') });
      enterChildren(node, context);
    } else {
      enterChildren(node, context);
    }
  }
  return collector.finish();
}

/** What a reader of the page does not see or would not call the release; never the headline or most of the page. */
function isLeftOut(element: Element, context: Context, { heading, aroundHeading, isMost }: Layout): boolean {
  const { tagName } = element;
  if (SILENT.has(tagName)) return true;
  const suspect =
    (tagName === 'header' && !context.inArticle) ||
    (tagName === 'footer' && context.quote === null && context.figure === null) ||
    isFurnitureByKind(element) ||
    isHidden(element) ||
    isFurnitureByName(element);
  return suspect && element !== heading && !aroundHeading.has(element) && !isMost(element);
}

function innerContext(element: Element, context: Context, layout: Layout, nextQuote: () => number): Context {
  const { tagName } = element;
  const inArticle = context.inArticle || isMainPart(element);
  const inner = { ...context, inArticle, preformatted: context.preformatted || tagName === 'pre' };
  if (tagName === 'figure' && layout.aroundQuote.has(element)) return { ...inner, figure: nextQuote() };
  if (tagName === 'blockquote') return { ...inner, kind: 'quote', quote: context.figure ?? nextQuote(), figure: null };
  if ((tagName === 'footer' || tagName === 'figcaption') && mayAttribute(context)) return attributing(inner);
  if (context.quote !== null || context.kind === 'attribution') return inner;
  if (tagName === 'figcaption') return { ...inner, kind: 'caption' };
  if (HEADINGS.has(tagName)) return { ...inner, kind: 'heading' };
  if (tagName === 'li') return { ...inner, kind: 'item' };
  if (tagName === 'td' || tagName === 'th')
    return { ...inner, kind: layout.aroundParts.has(element) ? 'paragraph' : 'cell' };
  return inner;
}

/** Whether a `footer`, `figcaption` or `cite` that stands here can name the speaker of a quotation. */
function mayAttribute({ quote, figure, kind }: Context): boolean {
  return kind !== 'attribution' && (quote !== null || figure !== null);
}

function attributing(context: Context): Context {
  return { ...context, kind: 'attribution', quote: context.quote ?? context.figure };
}

/** A number or asterisk that calls a note; a power (`m²`, `10⁶`) is part of the text. */
function isNoteCall(element: Element, before: string): boolean {
  if (element.tagName !== 'sup' || !isShort(element)) return false;
  const text = textOf(element);
  if (!/^[[(]?[\d*†‡§][\d*†‡§, ]{0,8}[\])]?$/.test(text)) return false;
  const isLink = element.childNodes.some(({ nodeName }) => nodeName === 'a');
  return isLink || /[*†‡§]/.test(text) || !/(?:\d|(?<![\p{L}\d])(?:[kcdm]?m|pi|ft|po))$/u.test(before);
}

function isShort(element: Element): boolean {
  let nodes = 0;
  for (const _ of descendants(element)) {
    nodes += 1;
    if (nodes > 4) return false;
  }
  return true;
}

/** Gathers text into blocks: runs of white space are one space, line breaks stay, two of them open a new block. */
function collectBlocks() {
  const blocks: RawBlock[] = [];
  let context: Context | null = null;
  let pieces: string[] = [];
  let tail = '';
  /** The pieces that a `cite` holds, as long as nothing follows it in its block: with text after it, it names a work. */
  let cite: { from: number; closed: boolean } | null = null;

  const append = (piece: string) => {
    pieces.push(piece);
    tail = (tail + piece.slice(-TAIL)).slice(-TAIL);
  };
  const flush = () => {
    if (context) {
      for (const block of toBlocks(pieces.slice(0, cite?.from).join(''), context)) blocks.push(block);
      if (cite)
        for (const block of toBlocks(pieces.slice(cite.from).join(''), attributing(context))) blocks.push(block);
    }
    pieces = [];
    tail = '';
    cite = null;
  };
  return {
    startBlock(inner: Context) {
      flush();
      context = inner;
    },
    addText(value: string) {
      if (cite?.closed && /\S/.test(value)) cite = null;
      if (context?.preformatted) append(value);
      else {
        const text = value.replace(/[ \t\n\r\f]+/g, ' ');
        append(text.startsWith(' ') && /[ \n]$/.test(tail) ? text.slice(1) : text);
      }
    },
    breakLine: () => append('\n'),
    openCite() {
      cite = { from: cite?.from ?? pieces.length, closed: false };
    },
    closeCite() {
      if (cite) cite.closed = true;
    },
    /** How many blocks are closed. */
    count: () => blocks.length,
    /** The last characters gathered in this block. */
    tail: () => tail,
    finish() {
      flush();
      return blocks;
    },
  };
}

const TAIL = 8;

function toBlocks(text: string, { kind, quote, preformatted }: Context): RawBlock[] {
  if (preformatted) {
    return textBlocks(text).map((block) => ({ ...block, kind: kind === 'paragraph' ? block.kind : kind, quote }));
  }
  const blocks: RawBlock[] = [];
  let open: RawBlock | null = null;
  for (const line of text.split('\n').map((line) => line.trim())) {
    if (!line) open = null;
    else if (open) open.text += `\n${line}`;
    else {
      open = { kind, text: line, quote };
      blocks.push(open);
    }
  }
  return blocks;
}
