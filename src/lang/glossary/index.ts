/** French and English terms of public administration that mean the same: what is known before any collection is read. */
import type { Lang, Localized } from '../../domain.ts';
import { fold } from '../../util/fold.ts';
import { educationAndScience } from './education-and-science.ts';
import { environmentAndEnergy } from './environment-and-energy.ts';
import { financeAndEconomy } from './finance-and-economy.ts';
import { government } from './government.ts';
import { health } from './health.ts';
import { housingAndMunicipal } from './housing-and-municipal.ts';
import { indigenousAndRegions } from './indigenous-and-regions.ts';
import { justiceAndSafety } from './justice-and-safety.ts';
import { landFoodAndCulture } from './land-food-and-culture.ts';
import { peopleAndSociety } from './people-and-society.ts';
import { transportAndInfrastructure } from './transport-and-infrastructure.ts';
import { verbs } from './verbs.ts';

/** One term in both languages, as printed. A term may stand in several entries. */
export type Entry = { fr: string; en: string };

/** Every pair once, in the order of the files. */
export const GLOSSARY: readonly Entry[] = [
  ...new Map(
    [government, financeAndEconomy, justiceAndSafety, indigenousAndRegions, peopleAndSociety, health]
      .concat([educationAndScience, transportAndInfrastructure, environmentAndEnergy, housingAndMunicipal])
      .concat([landFoodAndCulture, verbs])
      .flatMap(entriesOf)
      .map((entry) => [`${entry.fr} = ${entry.en}`, entry]),
  ).values(),
];

/** What a term is in the other language, whichever it is in itself; case, accents and apostrophes do not matter. */
export function termsOf(term: string): readonly Entry[] {
  const key = fold(term).trim();
  return GLOSSARY.filter(({ fr, en }) => fold(fr) === key || fold(en) === key);
}

/**
 * What the terms within a name are in `lang`, the longest first, for a name that has no wording of its own there: of
 * `Transformation numérique gouvernementale` in English, `digital transformation`.
 */
export function renderingsWithin(wordings: Localized, lang: Lang): string[] {
  const known = terms();
  const found = Object.entries(wordings).flatMap(([other, wording]) => {
    if (other === lang) return [];
    const words = wordsOf(wording);
    const taken = new Set<number>();
    const entries: string[] = [];
    for (let length = Math.min(LONGEST_TERM, words.length); length > 0; length -= 1) {
      for (let at = 0; at + length <= words.length; at += 1) {
        const places = Array.from({ length }, (_, i) => at + i);
        if (places.some((place) => taken.has(place))) continue;
        const renderings = known.get(`${other} ${words.slice(at, at + length).join(' ')}`);
        if (!renderings) continue;
        for (const place of places) taken.add(place);
        entries.push(...renderings.flatMap((entry) => entry[lang]));
      }
    }
    return entries;
  });
  return [...new Set(found)];
}

/** Made when it is first asked for. */
function terms(): ReadonlyMap<string, Entry[]> {
  if (!termsKnown) {
    termsKnown = new Map();
    for (const entry of GLOSSARY) {
      for (const [lang, term] of Object.entries(entry)) {
        const key = `${lang} ${wordsOf(term).join(' ')}`;
        termsKnown.set(key, [...(termsKnown.get(key) ?? []), entry]);
      }
    }
  }
  return termsKnown;
}
let termsKnown: Map<string, Entry[]> | null = null;
const LONGEST_TERM = 6;

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** `ministre = minister`, `premier ministre = premier / prime minister`, one a line. */
function entriesOf(lines: string): Entry[] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [fr = '', renderings = ''] = line.split(' = ');
      return renderings.split(' / ').map((en) => ({ fr: fr.trim(), en: en.trim() }));
    });
}
