/** The little of a document tree that reading needs, over parse5's own nodes. Nothing here recurses: pages are hostile. */
import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type Node = DefaultTreeAdapterTypes.Node;
export type Parent = DefaultTreeAdapterTypes.ParentNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Page = DefaultTreeAdapterTypes.Document;

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';

export const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Elements that open a line of their own. */
export const BLOCKS = new Set([
  ...HEADINGS,
  ...(
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure' +
    ' footer form header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th' +
    ' thead tr ul'
  ).split(' '),
]);

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

// Browsers stop nesting here (Blink's limit); the parser's work on one tag grows with the depth it stands at.
const DEEPEST = 512;
// Nor do they read all attributes of a tag like this; looking for repeated ones costs the square of their number.
const LONG_TAG = /<[a-z/][^<>]{16384,}>?/gi;

/**
 * Parses a page in time linear in its length, whatever it is. A page that is nested too deeply, or grows while it is
 * parsed (unclosed formatting is repeated in each paragraph), is read again as flat paragraphs: `flattened`.
 */
export function parsePage(html: string): { page: Page; flattened: boolean } {
  const source = html.replace(LONG_TAG, '');
  try {
    return { page: parse(source, { treeAdapter: boundedAdapter(source.length) }), flattened: false };
  } catch (error) {
    if (!(error instanceof PageTooDeep)) throw error;
    return { page: parse(source.replace(NESTING_TAG, '<p>')), flattened: true };
  }
}

/** Any tag but those that cannot nest. */
const NESTING_TAG = /<\/?(?!(?:p|br|h[1-6]|title|meta|link|script|style)[\s/>])[a-z][^<>]*>/gi;

class PageTooDeep extends Error {}

function boundedAdapter(length: number): typeof defaultTreeAdapter {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    onItemPush() {
      depth += 1;
      elements += 1;
      if (depth > DEEPEST || elements > length / 2 + 10) throw new PageTooDeep();
    },
    onItemPop() {
      depth -= 1;
    },
  } satisfies typeof defaultTreeAdapter & { onItemPush(item: DefaultTreeAdapterMap['element']): void };
}

/** All nodes below `root`, in document order. */
export function* descendants(root: Parent): Generator<Node> {
  const pending = reversed(root.childNodes);
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of reversed(node.childNodes)) pending.push(child);
  }
}

export function* elementsOf(root: Parent): Generator<Element> {
  for (const node of descendants(root)) if (isElement(node)) yield node;
}

/** The elements around a node, innermost first. */
export function* ancestors(node: Element): Generator<Element> {
  for (let parent = node.parentNode; parent && isElement(parent); parent = parent.parentNode) yield parent;
}

/** The text below a node, white space run together; line breaks count as white space. */
export function textOf(root: Parent): string {
  let text = '';
  for (const node of descendants(root)) {
    if (isText(node)) text += node.value;
    else if (node.nodeName === 'br') text += ' ';
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** The JSON-LD of a page; `value` is null where it cannot be read. */
export function linkedData(elements: readonly Element[]): { json: string; value: unknown }[] {
  const scripts = elements.filter(
    (element) => element.tagName === 'script' && /ld\+json/i.test(attribute(element, 'type') ?? ''),
  );
  return scripts.map((script) => {
    const json = script.childNodes.map((node) => (isText(node) ? node.value : '')).join('');
    return { json, value: parseJson(json) };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reversed<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}
