/** Given names, of many countries: that a phrase begins with one says that it names a person. */
import { getGender, type Language } from 'gender-detection-from-name';
import type { Gender } from './language.ts';

const TABLES: readonly Language[] = ['en', 'fr', 'it', 'es', 'de', 'tr'];
/** Of these so many must agree: each has some names of the other countries wrong. */
const MOST_AGREE = 5;
/** Given to women and men, though the tables agree. */
const EITHER = new Set(
  'alex camille claude dominique andrea jan jean-marie kim leslie lou morgan robin sacha sam sasha taylor'.split(' '),
);

/** Null where it is given to women and men alike, undefined where it is not known as a given name. In any case. */
export function genderOfGivenName(name: string): Gender | undefined {
  const known = remembered.get(name);
  if (known !== undefined || remembered.has(name)) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const gender = lookUp(name.toLowerCase());
  remembered.set(name, gender);
  return gender;
}

const remembered = new Map<string, Gender | undefined>();
const MOST_REMEMBERED = 10_000;

function lookUp(name: string): Gender | undefined {
  const opinions = TABLES.map((table) => getGender(name, table));
  // `Anne-Sophie` where only `Anne` is known.
  if (opinions.every((opinion) => opinion === 'unknown')) {
    const hyphen = name.indexOf('-');
    return hyphen === -1 ? undefined : lookUp(name.slice(0, hyphen));
  }
  if (EITHER.has(name)) return null;
  const female = opinions.filter((opinion) => opinion === 'female').length;
  if (female >= MOST_AGREE) return 'f';
  return opinions.length - female >= MOST_AGREE ? 'm' : null;
}
