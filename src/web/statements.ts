/** Quotations by what they state: a reader of one language meets each statement once. */
import type { Lang } from '../domain.ts';
import type { Hit } from '../search/port.ts';

/**
 * `hit`: what shows best why it was found: with words of the query in it, in the language asked for, and with its version
 * in the other one, in this order; `others`: what was found of the same statement beside it.
 */
export type FoundStatement = { hit: Hit; others: Hit[] };

/** Each statement where it first stands. */
export function statementsIn(hits: readonly Hit[], lang: Lang): FoundStatement[] {
  const statements = new Map<string, FoundStatement>();
  for (const hit of hits) {
    const known = statements.get(hit.statement.id);
    if (!known) statements.set(hit.statement.id, { hit, others: [] });
    else if (worth(hit, lang) > worth(known.hit, lang)) {
      known.others.unshift(known.hit);
      known.hit = hit;
    } else known.others.push(hit);
  }
  return [...statements.values()];
}

const worth = (hit: Hit, lang: Lang): number =>
  4 * Number(hit.highlights.length > 0) + 2 * Number(hit.lang === lang) + Number(hit.counterpart !== null);

export const eachOnce = (hits: readonly Hit[], lang: Lang): Hit[] => statementsIn(hits, lang).map(({ hit }) => hit);
