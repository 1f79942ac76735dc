/** What a page says of its own visibility: meta elements, JSON-LD, comments above it, the lines above its text. */
import type { RawBlock } from '../domain.ts';
import { isHidden, SILENT } from './boilerplate.ts';
import {
  ancestors,
  attribute,
  BLOCKS,
  descendants,
  type Element,
  isElement,
  isText,
  linkedData,
  type Node,
  type Parent,
} from './dom.ts';
import { noticeIn } from './notice.ts';
import { claimOfNotice, printedClaims } from './printed-visibility.ts';
import { linesAbove } from './text.ts';
import type { Claim } from './visibility.ts';
import { claimsOf, type Field, mayTellVisibility } from './visibility-fields.ts';

export type PageParts = {
  /** All below the page, in its order, and those of it that are elements. */
  nodes: readonly Node[];
  elements: readonly Element[];
  /** The element that holds the release, and what is left out of it above its text. */
  root: Parent;
  leftOut: readonly Element[];
  blocks: readonly RawBlock[];
};

export function pageClaims({ nodes, elements, root, leftOut, blocks }: PageParts): Claim[] {
  return [
    ...claimsOf(metaFields(elements), { loose: true }).claims,
    ...claimsOf(dataFields(elements), { loose: true, looser: true }).claims,
    ...linkedClaims(elements),
    ...printedClaims(commentsAbove(nodes), () => ' in a comment'),
    ...printedClaims(linesAbove(blocks), () => ' on the page'),
    ...[nodesBefore(nodes, root), ...leftOut.map(descendants)].flatMap(noticesIn),
  ];
}

const field = (name: string, value: unknown, where: string): Field => ({
  ...{ name, value, place: '', where },
  empty: typeof value === 'string' && value.trim() === '',
});

function metaFields(elements: readonly Element[]): Field[] {
  const fields: Field[] = [];
  for (const element of elements) {
    if (element.tagName !== 'meta') continue;
    const name = attribute(element, 'name') ?? attribute(element, 'property') ?? attribute(element, 'itemprop');
    const content = attribute(element, 'content');
    if (name && content !== undefined) fields.push(field(name, content, ' in a meta element'));
  }
  return fields;
}

/** `data-status` and the like, of the parts that can be the release; scripts use such names for what they please. */
function dataFields(elements: readonly Element[]): Field[] {
  const fields: Field[] = [];
  for (const { tagName, attrs } of elements) {
    if (!RELEASES.has(tagName)) continue;
    for (const { name, value } of attrs) {
      if (name.startsWith('data-')) fields.push(field(name.slice('data-'.length), value, ` of \`${tagName}\``));
    }
  }
  return fields;
}

const RELEASES = new Set(['html', 'body', 'main', 'article']);

/** Of the works that a page's JSON-LD is about, not of those that they cite. */
function linkedClaims(elements: readonly Element[]): Claim[] {
  return linkedData(elements).flatMap(({ json, value }) => {
    if (value === null) {
      if (!json.split(/[,{}\n]/).some((pair) => mayTellVisibility(/"([^"\n]{1,60})"\s*:/.exec(pair)?.[1] ?? '')))
        return [];
      const doubt = { expected: 'JSON-LD that can be read', found: 'JSON-LD that cannot' };
      return [{ status: 'withheld', until: null, undated: false, doubt }];
    }
    return works(value).flatMap((work) => {
      const fields = Object.entries(work).map(([name, one]) => field(name, named(one), ' in JSON-LD'));
      return claimsOf(fields, { loose: true }).claims;
    });
  });
}

function works(value: unknown): object[] {
  return objectsIn(value).flatMap((one) => [one, ...('@graph' in one ? objectsIn(one['@graph']) : [])]);
}

function objectsIn(value: unknown): object[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'object' && one !== null);
}

/** A term of a set is an object with a name. */
function named(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
}

/** The lines of the comments before anything that is read. */
function commentsAbove(nodes: readonly Node[]): string[] {
  const lines: string[] = [];
  for (const node of nodes) {
    if (isVisibleText(node)) break;
    if (node.nodeName === '#comment' && 'data' in node) lines.push(...node.data.slice(0, LONGEST_COMMENT).split('\n'));
  }
  return lines;
}

const LONGEST_COMMENT = 4000;

function isVisibleText(node: Node): boolean {
  if (!isText(node) || !/\S/.test(node.value)) return false;
  return node.parentNode === null || !SILENT.has(node.parentNode.nodeName);
}

function* nodesBefore(nodes: readonly Node[], root: Parent): Generator<Node> {
  if (root.nodeName === '#document') return;
  for (const node of nodes) {
    if (node === root) return;
    yield node;
  }
}

/** Notices in what is left out of the release as furniture, and is above its text. */
function noticesIn(nodes: Iterable<Node>): Claim[] {
  const lines = linesIn(nodes);
  return lines.flatMap(({ line, parts }, i) => {
    const notice = noticeIn(line, [lines[i + 1]?.line ?? '', lines[i + 2]?.line ?? '']);
    if (!notice || parts.some(isHiddenPart)) return [];
    return [claimOfNotice(notice.until, line, ' on the page')];
  });
}

type PageLine = { line: string; parts: Node[] };

/** The lines that these nodes print. */
function linesIn(nodes: Iterable<Node>): PageLine[] {
  const lines: PageLine[] = [];
  let [text, parts, holder]: [string, Node[], Node | null] = ['', [], null];
  const close = () => {
    const line = text.replace(/[ \t\n\r\f]+/g, ' ').trim();
    if (line) lines.push({ line, parts });
    [text, parts] = ['', []];
  };
  for (const node of nodes) {
    if (node.nodeName === 'br') close();
    if (!isText(node) || !isVisibleText(node)) continue;
    const around = blockAround(node);
    if (around !== holder) close();
    holder = around;
    text += node.value;
    parts.push(node);
  }
  close();
  return lines;
}

function blockAround({ parentNode }: { parentNode: Parent | null }): Parent | null {
  let parent = parentNode;
  while (parent && isElement(parent) && !BLOCKS.has(parent.tagName)) parent = parent.parentNode;
  return parent;
}

function isHiddenPart(node: Node): boolean {
  if (!('parentNode' in node) || node.parentNode === null || !isElement(node.parentNode)) return false;
  return [node.parentNode, ...ancestors(node.parentNode)].some(isHidden);
}
