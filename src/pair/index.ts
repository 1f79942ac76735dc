/** Which releases, and which quotations in them, say the same in the other language. Pure. */
import type { Features, QuotationFeatures } from './features.ts';
import { align } from './quotations.ts';
import { pairReleases } from './releases.ts';
import { weightsOf } from './weights.ts';

export { type Features, featuresOf, keysOf, numbersIn, type QuotationFeatures } from './features.ts';

/** Changes with every change of the rules, so that a published snapshot is known to be paired by others. */
export const PAIRING = '3';

export type Pairs = {
  /** Release id -> release id, both ways. */
  releases: ReadonlyMap<string, string>;
  /** Quotation id -> quotation id, both ways. */
  quotations: ReadonlyMap<string, string>;
};

export function pair(collection: readonly Features[]): Pairs {
  const weights = weightsOf(collection);
  const releases = pairReleases(collection, weights);
  const byId = new Map(collection.map((features) => [features.id, features]));
  const quotations = new Map<string, string>();
  for (const one of collection) {
    const other = byId.get(releases.get(one.id) ?? '');
    if (other && other.id < one.id) continue;
    // A page may hold both languages by itself.
    const [left, right] = other ? [one.quotations, other.quotations] : byLanguage(one);
    for (const { a, b } of align(left, right, weights)) {
      quotations.set(a.id, b.id);
      quotations.set(b.id, a.id);
    }
  }
  return { releases, quotations };
}

/** Those in the language of the page, and the others. */
function byLanguage({ lang, quotations }: Features): [QuotationFeatures[], QuotationFeatures[]] {
  return [quotations.filter((one) => one.lang === lang), quotations.filter((one) => one.lang !== lang)];
}
