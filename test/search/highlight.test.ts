import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { createHighlighter } from '../../src/search/highlight.ts';
import { parseQuery } from '../../src/search/query.ts';

const highlighted = (q: string, text: string, lang: Lang = 'fr') =>
  createHighlighter(parseQuery(q))(text, lang).map(({ start, end }) => text.slice(start, end));

describe('highlights', () => {
  it('mark words in any inflection, exactly as printed', () => {
    expect(highlighted('annonces ponts', 'Nous avons ANNONCÉ l’ouverture du pont.')).toEqual(['ANNONCÉ', 'pont']);
    expect(highlighted('office 820,000', 'L’Office versera 820 000 $.')).toEqual(['Office', '820 000']);
    expect(highlighted('citoyens', 'Aux citoyen·ne·s')).toEqual(['citoyen·ne·s']);
    expect(highlighted('onu', 'l’O.N.U. dit')).toEqual(['O.N.U']);
  });

  it('mark a phrase as a whole, and only there', () => {
    expect(highlighted('"pont de glace"', 'De glace, le pont de glace est un pont.')).toEqual(['pont de glace']);
    expect(highlighted('"de glace" pont', 'Le pont de glace')).toEqual(['pont', 'de glace']);
    expect(highlighted('"pont de" "de glace"', 'Le pont de glace')).toEqual(['pont de glace']);
  });

  it('mark compounds by part and whole', () => {
    expect(highlighted('être', 'le mieux-être')).toEqual(['être']);
    expect(highlighted('mieux-être', 'le mieux-être')).toEqual(['mieux-être']);
    expect(highlighted('courriel', 'par courriel')).toEqual(['courriel']);
    expect(highlighted('email', 'by e-mail', 'en')).toEqual(['e-mail']);
  });

  it('leave out stop words, what is excluded and what an operator names', () => {
    expect(highlighted('le pont de -glace speaker:odon', 'Odon : le pont de glace')).toEqual(['pont']);
    expect(highlighted('', 'Le pont')).toEqual([]);
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
  ])('%s', (_, typed, printed) => {
    for (const q of typed) {
      for (const form of printed) {
        const text = `Sur l’île, ${form} (voir l’annexe).`;
        expect([q, form, highlighted(q, text)]).toEqual([q, form, [form]]);
      }
    }
  });

  it('of one part of a compound are that part', () => {
    expect(highlighted('fou', 'un garde-fou')).toEqual(['fou']);
    expect(highlighted('garde fou', 'un garde-fou')).toEqual(['garde', 'fou']);
    expect(highlighted('garde-fou', 'un garde, un fou')).toEqual(['garde', 'fou']);
  });
});
