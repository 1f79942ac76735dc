/**
 * What every adapter of the Index says beside its hits: what scores are made of, how it understood a query, how to go
 * on, which values a facet has. Run it with `describeAnswers` for each real adapter, as `describeIndex`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import type { Explanation, Publication, QuotationIndex, ReleaseDocument } from '../../src/search/port.ts';
import { NO_REGISTER, type QuotationDraft, release, request } from '../search/collection.ts';
import type { OpenIndex } from './index.ts';

const OAKES = { id: 'oakes', name: 'Tobias Oakes' };

/** A release of one quotation. */
const say = (id: string, lang: Lang, text: string, more: Partial<ReleaseDocument & QuotationDraft> = {}) => {
  const { speakers, posts, kind, mention, quotations: _, ...rest } = more;
  const said = { speakers, posts, kind, mention };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return release({ ...rest, id: `r-${id}`, lang, quotations: [{ id, lang, text, ...given }] });
};

export function describeAnswers(name: string, open: OpenIndex): void {
  describe(name, () => {
    let dir: string;
    let index: QuotationIndex;
    const now = () => new Date('2024-01-01T12:00:00Z');

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'dixit-answers-'));
      index = await open(dir, now);
    });
    afterEach(async () => {
      await index.close();
      await rm(dir, { recursive: true, force: true });
    });

    const publish = (releases: ReleaseDocument[], more: Partial<Publication> = {}) =>
      index.publish({ scope: 'all', releases, register: NO_REGISTER, basis: '1', ...more });

    describe('explanations', () => {
      const explained = async (q: string, more: Parameters<typeof request>[1] = {}) => {
        const { hits } = await index.search({ ...request(q, more), explain: true });
        return new Map(hits.map(({ id, explanation }) => [id, explanation]));
      };
      const total = ({ words, proximity, coordination, language }: Explanation) =>
        [...words, ...proximity, coordination, language].reduce((sum, { score }) => sum + score, 0);

      beforeEach(() =>
        publish([
          say('both', 'fr', 'Le pont de glace est annoncé.', { headline: 'Un pont', speakers: [OAKES] }),
          say('stem', 'fr', 'Les ponts et les glaces annonces, plus loin et plus tard encore.'),
          say('one', 'fr', 'Le pont rouille.'),
          say('english', 'en', 'The ice bridge is closed.'),
        ]),
      );

      it('sum to the score, by which hits are in order', async () => {
        for (const q of [
          'pont glace annoncé',
          '"pont de glace"',
          'le pont',
          'oakes pont',
          'pont OR glace',
          'ice road',
        ]) {
          const explanations = [...(await explained(q)).values()];
          expect(explanations.length).toBeGreaterThan(0);
          const scores = explanations.map((explanation) => {
            expect(total(explanation!)).toBeCloseTo(explanation!.score, 10);
            return explanation!.score;
          });
          // Full matches first, then the others: each in the order of its scores.
          const { totalHits } = await index.search(request(q));
          for (const part of [scores.slice(0, totalHits), scores.slice(totalHits)]) {
            expect(part).toEqual([...part].sort((a, b) => b - a));
          }
        }
      });

      it('say by which form and in which field each word is there', async () => {
        const both = (await explained('pont annonce')).get('both')!;
        expect(both.words.map(({ word }) => word)).toEqual(['pont', 'annonce']);
        const [pont, annonce] = both.words.map(({ occurrences }) =>
          occurrences.map(({ field, match, count }) => [field, match, count]),
        );
        expect(pont).toEqual([
          ['quotation', 'exact', 1],
          ['headline', 'exact', 1],
        ]);
        expect(annonce).toEqual([['quotation', 'folded', 1]]);
        const stem = (await explained('pont')).get('stem')!;
        expect(stem.words[0]!.occurrences).toMatchObject([{ field: 'quotation', match: 'stem', count: 1 }]);
        expect((await explained('oakes')).get('both')!.words[0]!.occurrences).toMatchObject([{ field: 'speaker' }]);
      });

      it('say how near the words are, what is missing, and what the language gives', async () => {
        const typed = await explained('le pont glace');
        expect(typed.get('both')!.proximity.find(({ words }) => words.join() === 'pont,glace')?.distance).toBe(2);
        expect(typed.get('both')!.coordination).toEqual({ matched: 2, wanted: 2, score: 0 });
        expect(typed.get('both')!.language).toMatchObject({ lang: 'fr', factor: 1.1 });
        expect(typed.get('one')!.coordination).toMatchObject({ matched: 1, wanted: 2 });
        expect(typed.get('one')!.coordination.score).toBeLessThan(0);
        expect((await explained('glace pont')).get('both')!.proximity[0]!.distance).toBe(4);
        expect((await explained('"pont de glace"')).get('both')!.words.every(({ inPhrase }) => inPhrase)).toBe(true);
      });

      it('say what is there in translation, and how surely', async () => {
        const english = (await explained('pont de glace')).get('english')!;
        expect(english.words.flatMap(({ occurrences }) => occurrences.map(({ match }) => match))).toContain(
          'translation',
        );
        for (const { sureness } of english.words) expect(sureness).toBeLessThan(1);
        expect((await explained('pont de glace', { translate: false })).has('english')).toBe(false);
      });

      it('are null where the order is by date, and absent where none is asked for', async () => {
        expect([...(await explained('pont', { sort: 'newest', translate: false })).values()]).toEqual([
          null,
          null,
          null,
        ]);
        expect([...(await explained('')).values()]).toEqual([null, null, null, null]);
        const { hits } = await index.search(request('pont'));
        for (const hit of hits) expect(hit).not.toHaveProperty('explanation');
      });
    });
  });
}
