/** `dixit search`: the first page of a search, for people or as JSON. */

import type { Settings } from '../pipeline/settings.ts';
import type { Explanation, Hit, SearchResult } from '../search/port.ts';
import { NO_FILTERS } from '../search/port.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';

export async function search(
  q: string,
  settings: Settings,
  { json, limit, explain, translate }: { json: boolean; limit: number; explain: boolean; translate: boolean },
): Promise<void> {
  const result = await fromPublished(settings.index, (index) =>
    index.search({
      q,
      filters: NO_FILTERS,
      sort: null,
      page: 1,
      hitsPerPage: limit,
      displayLang: null,
      translate,
      explain,
    }),
  );
  await writeOut(json ? `${JSON.stringify({ query: q, ...result })}\n` : forPeople(q, result));
}

function forPeople(q: string, { hits, totalHits, relaxed, didYouMean, understood, related }: SearchResult): string {
  const head = `${totalHits} ${totalHits === 1 ? 'quotation' : 'quotations'}${q ? ` for ${q}` : ''}${relaxed ? ', then some that miss words' : ''}\n`;
  const hint = didYouMean ? `Did you mean: ${didYouMean}\n` : '';
  const unread = understood.unread.length > 0 ? `Searched as words: ${understood.unread.join('  ')}\n` : '';
  const words = related.map(({ text, count }) => `${text} (${count})`).join(', ');
  const instead = words ? `Words of the collection: ${words}\n` : '';
  return `${head}${hint}${unread}${instead}\n${hits.map(forPerson).join('\n')}`;
}

function forPerson({ text, speakers, mention, title, date, lang, release, explanation }: Hit): string {
  const who = speakers.map(({ name }) => name).join(', ') || mention || '(no speaker)';
  const office = title ? `, ${title}` : '';
  const where = [date, lang, release.headline].filter(Boolean).join(' · ');
  return `${text}\n  — ${who}${office}\n  ${where}${release.url ? `\n  ${release.url}` : ''}\n${explanation ? `${explained(explanation)}\n` : ''}`;
}

/** The parts of a score, one a line, that sum to it. */
function explained({ score, words, proximity, coordination, language }: Explanation): string {
  const lines = [
    ...words.map(({ word, inPhrase, idf, tf, sureness, occurrences, score }) => {
      const where = occurrences.map(({ field, match, count }) => `${count} ${match} in ${field}`).join(', ');
      const sure = sureness < 1 ? `, sureness ${figure(sureness)}` : '';
      return part(
        score,
        `${word}${inPhrase ? ' (phrase)' : ''}: ${where}; idf ${figure(idf)}, tf ${figure(tf)}${sure}`,
      );
    }),
    ...proximity.map(({ words, distance, score }) => part(score, `${words.join(' … ')}: distance ${figure(distance)}`)),
    part(coordination.score, `${figure(coordination.matched)} of ${coordination.wanted} wanted`),
    part(language.score, `language of the query: ${language.lang ?? 'not told'}`),
  ];
  return [`  score ${score.toFixed(3)} =`, ...lines].join('\n');
}

const part = (score: number, what: string): string => `    ${score.toFixed(3).padStart(8)}  ${what}`;
const figure = (number: number): string => String(Math.round(number * 1000) / 1000);
