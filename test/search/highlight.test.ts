/** What is marked of a quotation that a query found, in an index on the disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { NO_REGISTER, release, request } from './collection.ts';

const folder = mkdtempSync(join(tmpdir(), 'dixit-highlight-'));
afterAll(() => rmSync(folder, { recursive: true }));
let folders = 0;

async function indexOf(texts: readonly string[], lang: Lang) {
  folders += 1;
  const index = await openEmbeddedIndex({ dir: join(folder, String(folders)) });
  const quotations = texts.map((text, i) => ({ id: `q${i}`, text, lang, mention: 'Odon' }));
  await index.publish({
    scope: 'all',
    releases: [release({ id: 'r', quotations })],
    register: NO_REGISTER,
    basis: 'test',
  });
  return index;
}

async function highlighted(q: string, text: string, lang: Lang = 'fr'): Promise<string[]> {
  const index = await indexOf([text], lang);
  const { hits } = await index.search(request(q));
  await index.close();
  expect(hits).toHaveLength(1);
  return hits.flatMap(({ highlights }) => highlights.map(({ start, end }) => text.slice(start, end)));
}

describe('highlights', () => {
  it('mark words in any inflection, exactly as printed', async () => {
    expect(await highlighted('annonces ponts', 'Nous avons ANNONCÉ l’ouverture du pont.')).toEqual(['ANNONCÉ', 'pont']);
    expect(await highlighted('office 820,000', 'L’Office versera 820 000 $.')).toEqual(['Office', '820 000']);
    expect(await highlighted('citoyens', 'Aux citoyen·ne·s')).toEqual(['citoyen·ne·s']);
    expect(await highlighted('onu', 'l’O.N.U. dit')).toEqual(['O.N.U']);
  });

  it('mark a phrase as a whole, and only there', async () => {
    expect(await highlighted('"pont de glace"', 'De glace, le pont de glace est un pont.')).toEqual(['pont de glace']);
    expect(await highlighted('"de glace" pont', 'Le pont de glace')).toEqual(['pont', 'de glace']);
    expect(await highlighted('"pont de" "de glace"', 'Le pont de glace')).toEqual(['pont de glace']);
  });

  it('mark compounds by part and whole', async () => {
    expect(await highlighted('être', 'le mieux-être')).toEqual(['être']);
    expect(await highlighted('mieux-être', 'le mieux-être')).toEqual(['mieux-être']);
    expect(await highlighted('courriel', 'par courriel')).toEqual(['courriel']);
    expect(await highlighted('email', 'by e-mail', 'en')).toEqual(['e-mail']);
  });

  it('leave out stop words, what is excluded and what an operator names', async () => {
    expect(await highlighted('le pont de -glace speaker:odon', 'Odon : le pont de bois')).toEqual(['pont']);
    expect(await highlighted('', 'Le pont')).toEqual([]);
  });

  /** Each way to type it finds each way to print it, and marks exactly that. */
  it.each([
    [
      'amounts',
      ['820000', '820 000', '820,000', '$820,000', '820 000 $', '820 000,00'],
      ['820 000', '820\u00a0000', '820\u202f000', '820,000', '820000', '820 000,00'],
    ],
    ['decimals', ['14,2', '14.2'], ['14,2', '14.2']],
    ['acronyms', ['ONU', 'onu', 'O.N.U.', 'o.n.u'], ['ONU', 'O.N.U']],
    [
      'inclusive writing',
      ['citoyen', 'citoyennes', 'citoyen·ne·s', 'citoyen(ne)s', 'citoyen.ne.s'],
      ['citoyen·ne·s', 'citoyen(ne)s', 'citoyen.ne.s', 'citoyens', 'citoyenne', 'citoyen•ne•s'],
    ],
    ['ligatures', ['oeuvre', 'œuvres', 'OEUVRE'], ['œuvre', 'Œuvres', 'oeuvre']],
    ['accents', ['Élève', 'eleve', 'élèves'], ['élève', 'ÉLÈVES', 'eleve', 'e\u0301le\u0300ve']],
    ['elision', ['école', "l'école", 'l’école', 'ecole'], ['école', 'École', 'écoles']],
    ['kept apostrophes', ["aujourd'hui", 'aujourd’hui', 'aujourdhui'], ["aujourd'hui", 'Aujourd’hui']],
    ['compounds as a whole', ['garde-fou', 'gardefou', 'garde‑fou'], ['garde-fou', 'garde‑fou']],
  ])('%s', async (_, typed, printed) => {
    const before = 'Sur l’île, ';
    const index = await indexOf(
      printed.map((form) => `${before}${form} (voir l’annexe).`),
      'fr',
    );
    for (const q of typed) {
      const { hits } = await index.search(request(q));
      const marks = hits.map(({ text, highlights }) =>
        highlights.map(({ start, end }) => [start, text.slice(start, end)]),
      );
      expect([q, marks.sort()]).toEqual([q, printed.map((form) => [[before.length, form]]).sort()]);
    }
    await index.close();
  });

  it('of one part of a compound are that part', async () => {
    expect(await highlighted('fou', 'un garde-fou')).toEqual(['fou']);
    expect(await highlighted('garde fou', 'un garde-fou')).toEqual(['garde', 'fou']);
    expect(await highlighted('garde-fou', 'un garde, un fou')).toEqual(['garde', 'fou']);
  });
});
