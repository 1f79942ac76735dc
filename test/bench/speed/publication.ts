/** Generated releases as a publication, with the register that goes with them. */
import { once } from '../../../src/search/once.ts';
import type { Publication } from '../../../src/search/port.ts';
import { generatedRegister } from '../collection.ts';

const register = once(generatedRegister);

export function publicationOf(releases: Publication['releases'], scope: Publication['scope']): Publication {
  return { scope, releases, register: register(), basis: 'benchmark' };
}
