import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/web/i18n/index.ts';
import { typeset, typesetOffice, typesetPieces } from '../../src/web/typography.ts';

const NBSP = '\u00a0';
const NARROW = '\u202f';
const fr = (text: string, isQuoted = false) => typeset(text, { lang: 'fr', isQuoted });
const en = (text: string, isQuoted = false) => typeset(text, { lang: 'en', isQuoted });

describe('French', () => {
  it.each([
    ['a no-break space inside guillemets', 'le «bac vert» et le « bac bleu »', 'le «~bac vert~» et le «~bac bleu~»'],
    ['narrow spaces too', `«${NARROW}bac${NARROW}»`, '«~bac~»'],
    ['before a colon', 'Ceci : cela. Ceci: cela.', 'Ceci~: cela. Ceci~: cela.'],
    ['not in a time, a ratio or an address', 'à 10:30, 3:2, https://val.example', 'à 10:30, 3:2, https://val.example'],
    ['before % and $', '10 % de 20$ et 5% de 30 $', '10~% de 20~$ et 5~% de 30~$'],
    ['with millions and billions', '12 M$ ou 3 G$', '12~M$ ou 3~G$'],
    ['not before an amount as English has it', 'US$5 et $12', 'US$5 et $12'],
    ['between the groups of a number', '1 250 000 arbres en 12 parcs', '1~250~000 arbres en 12 parcs'],
    ['none before ; ! ?', `Vrai ! Ah ? Oui${NBSP}; non${NARROW}!`, 'Vrai! Ah? Oui; non!'],
    ['lines stay', 'Deux mots\n: suite\n? fin', 'Deux mots\n: suite\n? fin'],
    ['curly apostrophes', "l'île d'aujourd'hui", 'l’île d’aujourd’hui'],
    ["a typewriter's marks", 'le plan "Horizon" est là', 'le plan «~Horizon~» est là'],
  ])('%s', (_, text, shown) => {
    expect(fr(text).replaceAll(NBSP, '~')).toBe(shown);
  });

  it('sets marks within marks by their level', () => {
    expect(fr('Il dit « oui » et "non"', true)).toBe('Il dit “oui” et “non”');
    expect(fr('Il dit « le mot ‘oui’ suffit »', true)).toBe('Il dit “le mot ‘oui’ suffit”');
    expect(fr('Il dit « le mot “oui” suffit »')).toBe(`Il dit «${NBSP}le mot “oui” suffit${NBSP}»`);
  });
});

describe('English', () => {
  it.each([
    ['curly marks', 'the "green bin" plan', 'the “green bin” plan'],
    ['marks within marks', `she said "the 'green' bin"`, 'she said “the ‘green’ bin”'],
    ['apostrophes', "it's the ministers' plan of '98", 'it’s the ministers’ plan of ’98'],
    ['no space before : ; ! ?', 'True ! Well ? This : that ; so', 'True! Well? This: that; so'],
    ['no space inside marks', '« yes » and “ no ”', '“yes” and “no”'],
    ['inches and feet stay', `a 6'2" door`, `a 6'2" door`],
  ])('%s', (_, text, shown) => {
    expect(en(text)).toBe(shown);
  });

  it('sets marks within marks by their level', () => {
    expect(en('We say "go" and “wait”', true)).toBe('We say ‘go’ and ‘wait’');
    expect(en("We don't say “it's ‘late’”", true)).toBe('We don’t say ‘it’s ‘late’’');
  });
});

it('sets an office behind a name without the comma of a name that follows', () => {
  expect(typesetOffice("ministre de l'Environnement, des Parcs, ", 'fr')).toBe(
    'ministre de l’Environnement, des Parcs',
  );
  expect(typesetOffice('Minister of Health', 'en')).toBe('Minister of Health');
});

it('leaves marks that do not pair as they are printed', () => {
  for (const text of ['a « b', 'a » b', 'a « b “ c » d ”', 'no "end', '“First.\n“Second.”']) {
    expect(fr(text, true).replaceAll(NBSP, ' ')).toBe(text);
    expect(en(text, true)).toBe(text);
  }
  expect(fr('«Un.\n«Deux.»')).toBe(`«${NBSP}Un.\n«${NBSP}Deux.${NBSP}»`);
  expect(fr('"Un.\n"Deux."')).toBe(`"Un.\n«${NBSP}Deux.${NBSP}»`);
});

describe('pieces', () => {
  it('are marked by the spans of the stored text', () => {
    const text = 'Le prix : «20$» par mois !';
    const mark = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    expect(typesetPieces(text, [mark('mois'), mark('20'), mark('prix :')], { lang: 'fr' })).toEqual([
      { text: 'Le ', span: null },
      { text: `prix${NBSP}:`, span: mark('prix :') },
      { text: ` «${NBSP}`, span: null },
      { text: '20', span: mark('20') },
      { text: `${NBSP}$${NBSP}» par `, span: null },
      { text: 'mois', span: mark('mois') },
      { text: '!', span: null },
    ]);
  });

  it('show the part that is asked for', () => {
    const text = 'Avant. Dedans : oui. Après.';
    const shown = typesetPieces(text, [{ start: 0, end: 13 }], { lang: 'fr' }, { start: 7, end: 20 });
    expect(shown.map((piece) => piece.text)).toEqual(['Dedans', `${NBSP}: oui.`]);
  });
});

describe('on any text', () => {
  const signs = fc.constantFrom(
    ...['«', '»', '“', '”', '‘', '’', '"', "'", ':', ';', '!', '?', '%', '$', ' ', NBSP, NARROW, '\n', '(', '-'],
    ...['a', 'É', 'mot', '7', '250', '😀', 'M$', '…'],
  );
  const anyText = fc.oneof(
    fc.array(signs, { maxLength: 60 }).map((list) => list.join('')),
    fc.string({ unit: 'binary' }),
  );
  const setting = fc.record({ lang: fc.constantFrom(...LANGS), isQuoted: fc.boolean() });
  /** All that typography may not touch. */
  const substance = (text: string) => text.replace(/[«»“”‘’"' \u00a0\u2009\u202f]/g, '');

  it('letters, digits, line feeds and all other signs are those of the stored text, in order', () => {
    fc.assert(
      fc.property(anyText, setting, (text, how) => {
        expect(substance(typeset(text, how))).toBe(substance(text));
      }),
    );
  });

  it('what is marked is what the spans mark, whatever they are', () => {
    const spans = fc.array(fc.tuple(fc.nat(70), fc.nat(30)).map(([start, length]) => ({ start, end: start + length })));
    fc.assert(
      fc.property(anyText, setting, spans, (text, how, list) => {
        const pieces = typesetPieces(text, list, how);
        expect(pieces.map((piece) => piece.text).join('')).toBe(typeset(text, how));
        const marked = pieces.flatMap((piece) => (piece.span ? [piece.text] : [])).join('');
        const isMarked = [...text.split('').keys()].map((i) => list.some(({ start, end }) => i >= start && i < end));
        expect(substance(marked)).toBe(
          substance(
            text
              .split('')
              .filter((_, i) => isMarked[i])
              .join(''),
          ),
        );
      }),
    );
  });

  it('what is set once is set', () => {
    const words = fc.constantFrom(
      ...['mot', "l'île", 'oui !', 'non;', 'ceci :', 'cela: ', '10 %', '5$', '1 250 000 $', 'à 10:30', '(mot ?)'],
      ...['«mot»', '« mot »', '“deux mots”', '"mot"', "« un 'mot' »", '“ mot “mot” ” ;', '« mot : mot » !'],
    );
    fc.assert(
      fc.property(fc.array(words), fc.constantFrom(...LANGS), (list, lang) => {
        const text = list.join(' ');
        const once = typeset(text, { lang });
        expect(typeset(once, { lang })).toBe(once);
      }),
    );
  });

  it('however long it is', () => {
    for (const text of ['«', '"', "'", ' :', '« a » '].map((unit) => unit.repeat(200_000))) {
      expect(substance(fr(text, true))).toBe(substance(text));
    }
  });
});
