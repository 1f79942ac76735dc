/** `dixit lexicon`: what a term is in the other language, and where that is known from. */
import { renderingsOf } from '../lang/glossary/index.ts';
import { writeOut } from './output.ts';

export async function lexicon(term: string): Promise<void> {
  const entries = renderingsOf(term);
  if (!entries.length) return await writeOut(`nothing is known of "${term}"\n`);
  await writeOut(entries.map(({ fr, en }) => `${fr} = ${en} (glossary)\n`).join(''));
}
