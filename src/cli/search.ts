/** `dixit search`: the first page of a search, for people or as JSON. */
import type { Hit, SearchResult } from '../search/port.ts';
import { NO_FILTERS } from '../search/port.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';
import type { Settings } from './settings.ts';

export async function search(
  q: string,
  settings: Settings,
  { json, limit }: { json: boolean; limit: number },
): Promise<void> {
  const result = await fromPublished(settings.index, (index) =>
    index.search({
      q,
      filters: NO_FILTERS,
      sort: null,
      page: 1,
      hitsPerPage: limit,
      displayLang: null,
    }),
  );
  await writeOut(json ? `${JSON.stringify({ query: q, ...result })}\n` : forPeople(q, result));
}

function forPeople(q: string, { hits, totalHits, relaxed, didYouMean }: SearchResult): string {
  const head = `${totalHits} ${totalHits === 1 ? 'quotation' : 'quotations'}${q ? ` for ${q}` : ''}${relaxed ? ', then some that miss words' : ''}\n`;
  const hint = didYouMean ? `Did you mean: ${didYouMean}\n` : '';
  return `${head}${hint}\n${hits.map(forPerson).join('\n')}`;
}

function forPerson({ text, speakers, mention, title, date, lang, release }: Hit): string {
  const who = speakers.map(({ name }) => name).join(', ') || mention || '(no speaker)';
  const office = title ? `, ${title}` : '';
  const where = [date, lang, release.headline].filter(Boolean).join(' · ');
  return `${text}\n  — ${who}${office}\n  ${where}${release.url ? `\n  ${release.url}` : ''}\n`;
}
