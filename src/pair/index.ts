/** Which releases, and which quotations in them, say the same in the other language, or say it again. Pure. */
import type { Features, QuotationFeatures } from './features.ts';
import { learn } from './lexicon.ts';
import { align, type Comparison } from './quotations.ts';
import { pairReleases } from './releases.ts';
import { groupStatements } from './statements.ts';
import { type Translation, translationBy } from './translation.ts';
import { weightsOf } from './weights.ts';

export { differencesOf } from './differences.ts';
export { type Features, featuresOf, keysOf, numbersIn, type QuotationFeatures, wordsOf } from './features.ts';
export { learn, MOST_PAIRS, type Versions } from './lexicon.ts';

/** Changes with every change of the rules, so that a published snapshot is known to be paired by others. */
export const PAIRING = '4';

export type Pairs = {
  /** Release id -> release id, both ways. */
  releases: ReadonlyMap<string, string>;
  /** Quotation id -> quotation id, both ways, one-to-one. */
  quotations: ReadonlyMap<string, string>;
  /**
   * Quotation id -> what says all of it in the other language, in the order of the text: its counterpart, with more
   * where that language prints as several quotations what is one here.
   */
  versions: ReadonlyMap<string, readonly string[]>;
  /** Quotation id -> the id of its statement, which is the id of the first quotation that makes it. */
  statements: ReadonlyMap<string, string>;
};

/**
 * Quotations are aligned by the bundled glossary, never by what was learned from aligned quotations: so what is paired
 * is a function of the collection alone, and a wrong pair cannot teach itself.
 */
export function pair(collection: readonly Features[]): Pairs {
  const comparison: Comparison = { weights: weightsOf(collection), translation: glossary() };
  const releases = pairReleases(collection, comparison);
  const byId = new Map(collection.map((features) => [features.id, features]));
  const quotations = new Map<string, string>();
  const versions = new Map<string, readonly string[]>();
  for (const one of collection) {
    const other = byId.get(releases.get(one.id) ?? '');
    if (other && other.id < one.id) continue;
    // A page may hold both languages by itself.
    const [left, right] = other ? [one.quotations, other.quotations] : byLanguage(one);
    for (const { a, b, more } of align(left, right, comparison)) {
      quotations.set(a.id, b.id);
      quotations.set(b.id, a.id);
      const pieces = (side: QuotationFeatures, list: readonly QuotationFeatures[]): readonly string[] =>
        list.filter((quotation) => quotation === side || more.includes(quotation)).map(({ id }) => id);
      const ofLeft = pieces(a, left);
      const ofRight = pieces(b, right);
      for (const id of ofLeft) versions.set(id, ofRight);
      for (const id of ofRight) versions.set(id, ofLeft);
    }
  }
  return { releases, quotations, versions, statements: groupStatements(collection, versions) };
}

let known: Translation | null = null;
function glossary(): Translation {
  known ??= translationBy(learn([]));
  return known;
}

/** Those in the language of the page, and the others. */
function byLanguage({ lang, quotations }: Features): [QuotationFeatures[], QuotationFeatures[]] {
  return [quotations.filter((one) => one.lang === lang), quotations.filter((one) => one.lang !== lang)];
}
