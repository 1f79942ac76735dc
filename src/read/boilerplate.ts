/**
 * What stands on a page and is no part of the release: navigation, sharing, related articles, notices. Tables of
 * elements and of words in classes and ids. They only name suspects: `html.ts` keeps what holds the heading or most of
 * the page.
 */
import { attribute, type Element } from './dom.ts';

/** Elements that show no text, or text that is no prose. */
export const SILENT = words(
  'script style noscript template svg math canvas iframe object embed audio video img map picture head title link meta' +
    ' button select option datalist textarea input progress meter',
);

const FURNITURE = words('nav aside form dialog menu search');
const FURNITURE_ROLES = words('navigation banner contentinfo search complementary dialog alertdialog menu toolbar');

/**
 * Names of furniture in classes and ids. A class says one of them when it is that name, opens with it (`share-bar`) or
 * closes with it (`page-share`); `single-related-post` and `shared-services` say nothing.
 */
const FURNITURE_NAMES = words(
  'share sharing sharethis sharedaddy addthis addtoany a2a partage partager social-media social-share social-links' +
    ' social-icons social-bar social-buttons medias-sociaux reseaux-sociaux' +
    ' breadcrumb breadcrumbs crumb crumbs fil-ariane fil-d-ariane ariane topbar top-bar toolbar masthead site-header' +
    ' related related-articles related-news related-posts related-releases related-stories more-from also-read' +
    ' a-lire-aussi nouvelles-connexes articles-connexes recommended' +
    ' cookie cookies gdpr newsletter subscribe infolettre' +
    ' skip skip-link skip-links skiplink skip-to-content menu navbar navigation sidebar pagination pager' +
    ' lang-toggle lang-switch lang-switcher language-toggle language-switch language-switcher language-selector wb-lng' +
    ' comments print-link back-to-top date-modified pagedetails site-footer',
);

/** Names that mean furniture only when they are the whole class or id. */
const WHOLE_NAMES = words('social nav tools outils actions print imprimer lang langue language consent footer pied');

const HIDING_NAMES = words(
  'hidden visually-hidden visuallyhidden sr-only d-none wb-inv screen-reader-text element-invisible',
);

/** Whether a reader of the page sees nothing of it. */
export function isHidden(element: Element): boolean {
  if (element.attrs.length === 0) return false;
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true;
  if (/(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribute(element, 'style') ?? '')) return true;
  return saidBy(attribute(element, 'class')).hidden;
}

/** Whether the kind of element or its role says that it is furniture. */
export function isFurnitureByKind(element: Element): boolean {
  return FURNITURE.has(element.tagName) || FURNITURE_ROLES.has(attribute(element, 'role') ?? '');
}

/** Whether a class or its id says that it is furniture. */
export function isFurnitureByName(element: Element): boolean {
  return saidBy(attribute(element, 'class')).furniture || saidBy(attribute(element, 'id')).furniture;
}

type SaidByNames = { furniture: boolean; hidden: boolean };

/** What a class or id says, remembered: a site says the same of each of its paragraphs. */
function saidBy(value: string | undefined): SaidByNames {
  if (!value) return NOTHING;
  let said = remembered.get(value);
  if (said === undefined) {
    const names = namesOf(value);
    said = { furniture: names.some(saysFurniture), hidden: names.some((name) => HIDING_NAMES.has(name)) };
    if (value.length > LONGEST_REMEMBERED) return said;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(value, said);
  }
  return said;
}

const NOTHING: SaidByNames = { furniture: false, hidden: false };
const remembered = new Map<string, SaidByNames>();
const MOST_REMEMBERED = 5000;
const LONGEST_REMEMBERED = 200;

function saysFurniture(name: string): boolean {
  if (WHOLE_NAMES.has(name) || FURNITURE_NAMES.has(name)) return true;
  const parts = name.split('-');
  if (parts.length > MOST_PARTS || STATES.has(parts[0]!)) return false;
  return parts.some((_, i) => {
    return FURNITURE_NAMES.has(parts.slice(0, i).join('-')) || FURNITURE_NAMES.has(parts.slice(i).join('-'));
  });
}

/** `has-sidebar`, `no-share`: said of the thing that has one, or has none. */
const STATES = words('has is no not with without');
const MOST_PARTS = 8;
const LONGEST_ATTRIBUTE = 1000;

/** The names in a class or id, lower case, words between hyphens: `moreFrom share__bar` -> `more-from`, `share-bar`. */
function namesOf(value: string): string[] {
  const names = value.slice(0, LONGEST_ATTRIBUTE).replace(/(?<=[a-z])(?=[A-Z])/g, '-');
  return names.toLowerCase().replace(/[-_]+/g, '-').split(/\s+/);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
