/** `dixit stats`: what is published. */

import type { Settings } from '../pipeline/settings.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';

export async function stats(settings: Settings, { json }: { json: boolean }): Promise<void> {
  const found = await fromPublished(settings.index, (index) => index.stats());
  if (json) return await writeOut(`${JSON.stringify(found)}\n`);
  const { quotations, releases, speakers, posts, byLang, firstDate, lastDate, publishedAt } = found;
  const langs = Object.entries(byLang).map(([lang, count]) => `${count} ${lang}`);
  await writeOut(
    `${quotations} quotations (${langs.join(', ')}) of ${releases} releases\n${speakers} speakers, ${posts} posts\n` +
      `${firstDate ?? 'no date'} to ${lastDate ?? 'no date'}, published ${publishedAt ?? 'never'}\n`,
  );
}
