/** Where the words of a query stand in a quotation, told from its forms in the order of the text. */

import { lately, once, oncePer } from '../../../util/memo.ts';
import { foldWord } from '../../analysis.ts';
import type { Word } from '../../query.ts';
import { FIELDS, QUALITY } from '../../ranking.ts';
import type { Translation } from '../../translation.ts';
import { OVERLAY, type Segment } from '../segment/segment.ts';
import { hasBit } from '../sets/bitset.ts';
import { createMaybe, formsOfWord, keyOf, MAYBE, MOST_KNOWN } from '../terms/forms.ts';
import type { PlacedWord } from './query-terms.ts';
import type { Countable } from './term-lookup.ts';
import type { Weighed } from './term-weights.ts';

export type See = (
  word: number,
  field: number,
  position: number,
  quality: number,
  /** How sure it is that the word is meant: 1 for the word itself, the weight of a translation. */
  sureness: number,
  /** Null for the word itself. */
  translation: Translation | null,
) => void;

export type Reading = {
  /** Tells every occurrence of the query's words in a quotation, in the order of the text. */
  read(quotation: number, see: See): void;
  /** Whether translations count there. */
  mayBeTranslated(quotation: number): boolean;
};

export function createReading(
  segment: Segment,
  words: readonly PlacedWord[],
  translations: readonly Translation[],
  countable: Countable,
): Reading {
  const { forward, bounds } = segment;
  const fields = FIELDS.length;
  const untranslated = once(() => occurrencesIn(segment, words, []));
  const translated = byLanguages(translations).map((own) => ({
    counted: countable(own[0]!),
    occurrences: once(() => occurrencesIn(segment, words, own)),
  }));
  const translatedAt = (quotation: number) => translated.find(({ counted }) => hasBit(counted, quotation));
  return { read, mayBeTranslated: (quotation) => translatedAt(quotation) !== undefined };

  function read(quotation: number, see: See): void {
    const { maybe, meanings, terms } = (translatedAt(quotation)?.occurrences ?? untranslated)();
    for (const { last } of terms) if (last.length > 1) last.fill(Number.NEGATIVE_INFINITY);
    let position = 0;
    for (let field = 0; field < fields; field += 1) {
      const end = bounds[quotation * fields + field + 1]!;
      for (let at = bounds[quotation * fields + field]!; at < end; at += 1) {
        const entry = forward[at]!;
        if (entry < OVERLAY) position += 1;
        if (maybe[entry & MAYBE] === 0) continue;
        const meaning = meanings.get(entry & ~OVERLAY);
        if (!meaning) continue;
        const { own, parts } = meaning;
        for (const { word, quality } of own) see(word, field, position, quality, 1, null);
        for (const { term, part } of parts) {
          const { translation, words, last } = terms[term]!;
          if (last.length > 1) {
            last[part] = position;
            if (position - last.reduce(lower) >= translation.within) continue;
            last.fill(Number.NEGATIVE_INFINITY);
          }
          for (const word of words) see(word, field, position, QUALITY.translation, translation.weight, translation);
        }
      }
      position += BETWEEN_FIELDS;
    }
  }
}

function byLanguages(translations: readonly Translation[]): Translation[][] {
  const groups = new Map<string, Translation[]>();
  for (const translation of translations) {
    const key = `${translation.from} ${translation.to}`;
    groups.set(key, [...(groups.get(key) ?? []), translation]);
  }
  return [...groups.values()];
}

const lower = (a: number, b: number): number => Math.min(a, b);

/** Farther than words can be near each other. */
const BETWEEN_FIELDS = 1000;

/** What forms of a segment mean to the query. */
type Occurrences = {
  /** See `createMaybe`. */
  maybe: Uint8Array;
  meanings: Map<number, { own: { word: number; quality: number }[]; parts: { term: number; part: number }[] }>;
  /** `words`: of the query. `last`: where each of its own words was last seen. */
  terms: { translation: Translation; words: number[]; last: Float64Array }[];
};

function occurrencesIn(
  segment: Segment,
  words: readonly PlacedWord[],
  translations: readonly Translation[],
): Occurrences {
  const meanings: Occurrences['meanings'] = new Map();
  const meaningOf = (form: number) => {
    let meaning = meanings.get(form);
    if (!meaning) {
      meaning = { own: [], parts: [] };
      meanings.set(form, meaning);
    }
    return meaning;
  };
  for (const [word, placed] of words.entries()) {
    for (const { form, quality } of formsOf(segment, placed)) meaningOf(form).own.push({ word, quality });
  }
  const terms = translations.map((translation, term) => {
    for (const [part, own] of translation.terms.entries()) {
      for (const form of segment.formsOf(own)) meaningOf(form).parts.push({ term, part });
    }
    return {
      translation,
      words: words.flatMap(({ word, ranked }, i) =>
        ranked.wanted !== null && translation.words.includes(word) ? [i] : [],
      ),
      last: new Float64Array(translation.terms.length),
    };
  });
  return { maybe: createMaybe(meanings.keys()), meanings, terms };
}

/** The forms that are the word, and how nearly. */
export function formsOf(segment: Segment, { word, exactOnly }: PlacedWord): readonly Weighed[] {
  return knownQualities(segment)(`${exactOnly} ${word.surface} ${keyOf(word.terms)}`, () =>
    [...formsOfWord(segment, word)]
      .map((form) => ({ form, quality: qualityOf(segment.surfaces[form]!, word) }))
      .filter(({ quality }) => !exactOnly || quality !== QUALITY.stem),
  );
}
const knownQualities = oncePer((_: Segment) => lately<readonly Weighed[]>(MOST_KNOWN));

function qualityOf(surface: string, word: Word): number {
  if (surface === word.surface) return QUALITY.exact;
  return foldWord(surface) === word.folded ? QUALITY.folded : QUALITY.stem;
}
