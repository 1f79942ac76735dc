/** `dixit stats`: what is published. */
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import { writeOut } from './output.ts';
import type { Settings } from './settings.ts';

export async function stats(settings: Settings, { json }: { json: boolean }): Promise<void> {
  const index = await openEmbeddedIndex({ dir: settings.index });
  try {
    const found = await index.stats();
    if (json) return await writeOut(`${JSON.stringify(found)}\n`);
    const { quotations, releases, speakers, posts, byLang, firstDate, lastDate, publishedAt } = found;
    const langs = Object.entries(byLang).map(([lang, count]) => `${count} ${lang}`);
    await writeOut(
      `${quotations} quotations (${langs.join(', ')}) of ${releases} releases\n${speakers} speakers, ${posts} posts\n` +
        `${firstDate ?? 'no date'} to ${lastDate ?? 'no date'}, published ${publishedAt ?? 'never'}\n`,
    );
  } finally {
    await index.close();
  }
}
