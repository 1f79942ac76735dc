/** `dixit lexicon`: what a term is in the other language, and why we think so. */
import type { Lang, Rendering } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import type { Settings } from '../pipeline/settings.ts';
import { writeOut } from './output.ts';
import { fromPublished } from './published.ts';

export async function lexicon(term: string, settings: Settings, { json }: { json: boolean }): Promise<void> {
  const { answer, known } = await fromPublished(settings.index, async (index) => ({
    answer: await index.lexicon(term),
    known: (await index.stats()).lexicon,
  }));
  if (json) return await writeOut(`${JSON.stringify({ term, lexicon: known, ...answer })}\n`);
  const lines = [
    ...answer.terms.map((entry) => `${inOrder(entry).join(' = ')}  (glossary)`),
    ...answer.renderings.map((rendering) => `${inOrder(rendering.words).join(' = ')}  (${reasons(rendering)})`),
  ];
  if (!lines.length) lines.push(`nothing is known of "${term}"`);
  if (known) {
    lines.push(
      `lexicon ${known.version}: ${known.renderings} renderings, of ${known.pairs} aligned quotations and the glossary`,
    );
  }
  await writeOut(`${lines.join('\n')}\n`);
}

/** `78 of 95 aligned quotations with "logement", 78 of 90 with "housing", such as q1 and q2; glossary`. */
function reasons({ words, share, together, each, example, inGlossary }: Rendering): string {
  const seen = inOrder(words)
    .map((word, i) => `${together} of ${inOrder(each)[i]} aligned quotations with "${word}"`)
    .join(', ');
  return [
    inOrder(share)
      .map((one) => `${Math.round(one * 100)} %`)
      .join(' / '),
    ...(together > 0 ? [seen] : []),
    ...(example ? [`such as ${inOrder(example).join(' and ')}`] : []),
    ...(inGlossary ? ['glossary'] : []),
  ].join('; ');
}

const inOrder = <Value>(values: Record<Lang, Value>): Value[] => [...LANGS].reverse().map((lang) => values[lang]);
