/** `dixit differences`: quotations whose numbers, amounts, dates or names are not those of their other version. */
import { LANGS } from '../lang/index.ts';
import { Misuse } from '../pipeline/misuse.ts';
import type { Settings } from '../pipeline/settings.ts';
import type { QuotationAnswer } from '../search/port.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';

/** One JSON line a quotation, or one difference a line for people; `lang` chooses which version comes first. */
export async function differences(settings: Settings, { json, lang }: { json: boolean; lang: string }): Promise<void> {
  const first = LANGS.find((one) => one === lang);
  if (!first) throw new Misuse(`expected one of ${LANGS.join(', ')} for --lang, found "${lang}"`);
  await fromPublished(settings.index, async (index) => {
    let shown = 0;
    for (let page = 1; ; page += 1) {
      const { total, items } = await index.differences({ lang: first, page, hitsPerPage: PAGE });
      for (const item of items) await writeOut(json ? `${JSON.stringify(row(item))}\n` : text(item));
      shown += items.length;
      if (shown >= total || items.length === 0) break;
    }
    if (!json && shown === 0)
      await writeOut('no version differs from its counterpart in numbers, amounts, dates or names\n');
  });
}

const PAGE = 100;

function row({ id, lang, date, text, counterpart, differences, release }: QuotationAnswer) {
  return {
    id,
    lang,
    date,
    text,
    release: { id: release.id, url: release.url, headline: release.headline },
    counterpart,
    differences: differences.map(({ kind, a, b }) => ({ kind, here: a, there: b })),
  };
}

function text({ id, date, lang, counterpart, release, differences }: QuotationAnswer): string {
  const lines = differences.map(
    ({ kind, a, b }) => `  ${kind}: ${quoted(a)} (${lang}), ${quoted(b)} (${counterpart?.lang})\n`,
  );
  return `${date ?? 'no date'} ${id} ${release.headline ?? release.sourceId}\n${lines.join('')}`;
}

const quoted = (found: { text: string } | null): string => (found ? `"${found.text}"` : 'nothing of the kind');
