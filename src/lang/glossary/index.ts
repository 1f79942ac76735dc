/** French and English terms of public administration that mean the same: what is known before any collection is read. */
import { fold } from '../../text.ts';
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
