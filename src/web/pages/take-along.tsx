/** What a result list can be taken along as: files of all of it, and feeds of what is new in it. */
import type { SearchRequest } from '../../search/port.ts';
import { FEED_FORMATS, type FeedFormat } from '../feed.ts';
import { writeSelection } from '../requests.ts';
import { API_BASE } from '../url.ts';
import type { Page } from './page.ts';

type Props = { page: Page; request: SearchRequest };

export function TakeAlong({ page, request }: Props) {
  const { strings, to } = page;
  const selection = writeSelection(request);
  const files = [
    ['CSV', `csv${withParameters(selection, SPREADSHEET)}`],
    ['JSON', `json${selection}`],
    ['JSONL', `jsonl${selection}`],
  ] as const;
  const feeds = Object.keys(FEED_FORMATS) as FeedFormat[];
  return (
    <dl class="take-along">
      <div>
        <dt>{strings.exportAll}</dt>
        {files.map(([name, address]) => (
          <dd key={name}>
            <a href={`${API_BASE}/quotes.${address}`} download rel="nofollow">
              {name}
            </a>
          </dd>
        ))}
      </div>
      <div>
        <dt>{strings.follow}</dt>
        {feeds.map((format) => (
          <dd key={format}>
            <a href={to.feed(format, request)} type={FEED_FORMATS[format].mediaType} rel="nofollow">
              {strings.feedFormats[format]}
            </a>
          </dd>
        ))}
      </div>
    </dl>
  );
}

/** The same feeds for programs: in the head of the page. */
export function FeedLinks({ page, request }: { page: Page; request?: SearchRequest | undefined }) {
  return (
    <>
      {(Object.keys(FEED_FORMATS) as FeedFormat[]).map((format) => (
        <link
          key={format}
          rel="alternate"
          type={FEED_FORMATS[format].mediaType}
          title={page.strings.feedFormats[format]}
          href={page.to.feed(format, request)}
        />
      ))}
    </>
  );
}

/** What opens in a spreadsheet as text of all languages, and runs nothing. */
const SPREADSHEET = 'bom=true&escapeFormulas=true';

function withParameters(query: string, parameters: string): string {
  return `${query}${query ? '&' : '?'}${parameters}`;
}
