/** Generated releases as a publication, with the register that goes with them. */

import type { Publication } from '../../../src/search/port.ts';
import { once } from '../../../src/util/memo.ts';
import { generatedRegister } from '../collection.ts';

const register = once(generatedRegister);

export function publicationOf(releases: Publication['releases'], scope: Publication['scope']): Publication {
  return { scope, releases, register: register(), basis: 'benchmark' };
}
