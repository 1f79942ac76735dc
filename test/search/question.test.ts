import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/search/query.ts';

const wanted = (q: string) =>
  parseQuery(q)
    .clauses.flat()
    .map((matcher) =>
      matcher.kind === 'word' ? matcher.surface : matcher.words.map(({ surface }) => surface).join(' '),
    )
    .join(' ');

describe('a question sheds what only asks', () => {
  it.each([
    ['what did the minister say about the ice bridge', 'minister ice bridge'],
    ['What did Lucie Belhumeur say on the subject of ferries?', 'lucie belhumeur ferries'],
    ['who said ferries are late', 'ferries late'],
    ['who spoke about lighthouse keepers', 'lighthouse keepers'],
    ['what is the position of the harbour union on night crossings', 'harbour union night crossings'],
    ['show me quotes about tides', 'tides'],
    ['statements on the tide mill', 'tide mill'],
    ['what has the premier said when it comes to salt marshes', 'premier salt marshes'],
    ["qu'a dit la ministre au sujet de la passerelle", 'ministre passerelle'],
    ['qu’ont dit les maires à propos du quai', 'maires quai'],
    ["qu'est-ce que le gouvernement pense des traversiers", 'gouvernement traversiers'],
    ['qui a parlé de la glace', 'glace'],
    ['qui a dit que le phare serait sauvé', 'phare serait sauvé'],
    ['quelle est la position du syndicat sur les quarts de nuit', 'syndicat quarts nuit'],
    ['je cherche des citations sur les marais salés', 'marais salés'],
    ['déclarations concernant le moulin à marée', 'moulin marée'],
  ])('%s', (q, expected) => {
    expect(wanted(q)).toBe(expected);
  });

  it.each([
    ['we said yes to the bridge', 'said yes bridge'],
    ['ferries, say the crews', 'ferries say crews'],
    ['le point de vue du gardien', 'point vue gardien'],
    ['la déclaration du quai', 'déclaration quai'],
    ['state of the tide', 'state tide'],
  ])('but nothing else does: %s', (q, expected) => {
    expect(wanted(q)).toBe(expected);
  });

  it('is searched as it stands when nothing else is left of it', () => {
    expect(wanted('who said what')).not.toBe('');
    expect(wanted('qui a dit quoi')).not.toBe('');
  });

  it('ends where something other than words begins', () => {
    expect(wanted('what did "the minister" say about ice')).toContain('say');
    expect(wanted('who said OR wrote ice')).toContain('said');
  });
});
