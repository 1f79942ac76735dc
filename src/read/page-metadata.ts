/** What a page says of itself beside its text: meta elements, links, JSON-LD, `time`. The first valid value counts. */
import type { Lang, RawRelease } from '../domain.ts';
import { ancestors, attribute, type Element, elementsOf, linkedData, type Page, type Parent, textOf } from './dom.ts';
import { langOf, type Metadata, webAddress } from './metadata.ts';
import { isoDay } from './moment.ts';

const DATE_NAMES = ['dcterms.issued', 'dc.date.issued', 'article:published_time', 'dcterms.date', 'dc.date', 'date'];
const PUBLISHER_NAMES = ['dcterms.creator', 'dc.creator', 'dcterms.publisher', 'dc.publisher', 'og:site_name'];

/**
 * `elements` are all of the page, `heading` is the page's headline, `root` the element that holds the release; `titles` are all that the page calls itself
 * in its head.
 */
export function pageMetadata(
  page: Page,
  elements: readonly Element[],
  root: Parent,
  heading: Element | null,
): { metadata: Metadata; alternates: RawRelease['alternates']; titles: readonly string[] } {
  const links = elements.filter(({ tagName }) => tagName === 'link');
  const meta = metaOf(elements);
  const named = (names: readonly string[]) => names.flatMap((name) => meta.get(name) ?? []);
  const titles = elements.filter((element) => element.tagName === 'title' && isInHead(element)).map(textOf);

  const url = first([...hrefsOf(links, 'canonical'), ...named(['og:url'])], webAddress);
  const metadata: Metadata = {
    url,
    lang: langOf(elements.filter(({ tagName }) => tagName === 'html').map((html) => attribute(html, 'lang'))[0]),
    title: first([heading ? textOf(heading) : '', ...named(['og:title']), ...titles], (text) => text || undefined),
    date: first([...named(DATE_NAMES), ...publishedInJson(elements), ...timesOf(root), ...timesOf(page)], isoDay),
    publisher: first(named(PUBLISHER_NAMES), (text) => text.trim() || undefined),
  };
  const headTitles = [...named(['og:title', 'twitter:title']), ...titles];
  return { metadata: present(metadata), alternates: alternatesOf(links, url), titles: headTitles };
}

/** An svg has a title too. */
function isInHead(element: Element): boolean {
  for (const { tagName } of ancestors(element)) if (tagName === 'head') return true;
  return false;
}

function alternatesOf(links: readonly Element[], url: string | undefined): { lang: Lang; url: string }[] {
  const alternates = new Map<string, Lang>();
  for (const link of links) {
    const lang = langOf(attribute(link, 'hreflang'));
    const target = webAddress(attribute(link, 'href') ?? '', url);
    if (isLink(link, 'alternate') && lang && target && target !== url) alternates.set(target, lang);
  }
  return [...alternates].map(([target, lang]) => ({ lang, url: target }));
}

function hrefsOf(links: readonly Element[], rel: string): string[] {
  return links.filter((link) => isLink(link, rel)).map((link) => attribute(link, 'href') ?? '');
}

function isLink(link: Element, rel: string): boolean {
  return (attribute(link, 'rel') ?? '').toLowerCase().split(/\s+/).includes(rel);
}

/** Contents by lower-case name or property. */
function metaOf(elements: readonly Element[]): Map<string, string[]> {
  const meta = new Map<string, string[]>();
  for (const element of elements) {
    if (element.tagName !== 'meta') continue;
    const name = (attribute(element, 'name') ?? attribute(element, 'property') ?? '').toLowerCase();
    const content = attribute(element, 'content');
    if (!name || !content) continue;
    const contents = meta.get(name);
    if (contents) contents.push(content);
    else meta.set(name, [content]);
  }
  return meta;
}

function timesOf(root: Parent): string[] {
  const times: string[] = [];
  for (const element of elementsOf(root)) {
    if (element.tagName === 'time') times.push(attribute(element, 'datetime') ?? '');
  }
  return times;
}

/** Each `datePublished` of the page's JSON-LD, outer objects first. JSON that cannot be read says nothing. */
function publishedInJson(elements: readonly Element[]): string[] {
  const pending = linkedData(elements).map(({ value }) => value);
  const dates: string[] = [];
  for (let i = 0; i < pending.length; i += 1) {
    const value = pending[i];
    if (typeof value !== 'object' || value === null) continue;
    if ('datePublished' in value && typeof value.datePublished === 'string') dates.push(value.datePublished);
    for (const inner of Object.values(value)) pending.push(inner);
  }
  return dates;
}

function first(values: readonly string[], read: (value: string) => string | undefined): string | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function present(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
}
