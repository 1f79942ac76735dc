/** The description by which a browser searches this site from its address bar (OpenSearch 1.1), one a language. */
import { assetAddress } from './assets.ts';
import { FEED_FORMATS } from './feed.ts';
import type { Page } from './pages/page.ts';
import { API_BASE } from './url.ts';

export const OPENSEARCH_TYPE = 'application/opensearchdescription+xml';

export function openSearchDescription({ lang, strings, absolute, to }: Page): string {
  const urls = [
    ['results', 'text/html', `${to.home}?q={searchTerms}`],
    ['results', FEED_FORMATS.atom.mediaType, `${to.feed('atom')}?q={searchTerms}`],
    ['suggestions', 'application/x-suggestions+json', `${API_BASE}/suggest/opensearch?q={searchTerms}&lang=${lang}`],
    ['self', OPENSEARCH_TYPE, to.openSearch],
  ] as const;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    // Sixteen characters at most, and by which browsers tell engines apart.
    `  <ShortName>${escapeXml(`Dixit (${strings.ownName})`)}</ShortName>`,
    `  <Description>${escapeXml(strings.tagline)}</Description>`,
    `  <Language>${strings.locale}</Language>`,
    '  <InputEncoding>UTF-8</InputEncoding>',
    '  <OutputEncoding>UTF-8</OutputEncoding>',
    `  <Image width="16" height="16" type="image/svg+xml">${escapeXml(absolute(assetAddress('icon.svg')))}</Image>`,
    ...urls.map(
      ([rel, type, address]) => `  <Url rel="${rel}" type="${type}" template="${escapeXml(absolute(address))}"/>`,
    ),
    '</OpenSearchDescription>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
