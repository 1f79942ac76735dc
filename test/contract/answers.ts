/**
 * What every adapter of the Index says beside its hits: what scores are made of, how it understood a query, how to go
 * on, which values a facet has. Run it with `describeAnswers` for each real adapter, as `describeIndex`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import type { Explanation, FacetName, Publication, QuotationIndex, ReleaseDocument } from '../../src/search/port.ts';
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

    describe('misprints', () => {
      const closest = async (q: string, more: Parameters<typeof request>[1] = {}) => {
        const { totalHits, relaxed, hits, didYouMean, understood } = await index.search(request(q, more));
        const marked = hits.map(({ text, highlights }) => highlights.map(({ start, end }) => text.slice(start, end)));
        const corrections = understood.corrections.map(({ from, to }) => `${from} > ${to}`);
        return { totalHits, relaxed, ids: hits.map(({ id }) => id), marked, didYouMean, corrections };
      };
      const of = (ids: string[], marked: string[][], didYouMean: string, corrections: string[]) =>
        expect.objectContaining({ totalHits: 0, relaxed: true, ids, marked, didYouMean, corrections });

      beforeEach(() =>
        publish([
          say('glace', 'fr', 'Le pont de glace du village sera fermé.', { speakers: [OAKES] }),
          say('phare', 'fr', 'Un garde fou entoure le phare de l’office.'),
          say('route', 'fr', 'L’autoroute longe la prud’homie, aujourd’hui comme hier.'),
          say('light', 'en', 'The lighthouse keeper was shown the harbour.'),
        ]),
      );

      it.each([
        ['one letter in a short word', 'glqce', 'glace', 'glace'],
        ['one letter left out', 'glce', 'glace', 'glace'],
        ['two letters swapped', 'galce', 'glace', 'glace'],
        ['two letters in a long word', 'lightouse kepeer', 'lighthouse keeper', 'light'],
        ['a name', 'Tobais Oaks', 'tobias oakes', 'glace'],
        ['two words written as one', 'gardefou', 'garde fou', 'phare'],
        ['an apostrophe left out', 'lautoroute', 'autoroute', 'route'],
        ['one word written as two', 'auto route', 'autoroute', 'route'],
        ['an apostrophe written as a space', 'aujourd hui', "aujourd'hui", 'route'],
      ])('%s', async (_, q, meant, id) => {
        const { ids, didYouMean, totalHits, relaxed, corrections } = await closest(q);
        expect([totalHits, relaxed, ids[0]]).toEqual([0, true, id]);
        expect(didYouMean).toBe(meant);
        expect(corrections.length).toBeGreaterThan(0);
      });

      it('are mended for the closest hits, which are ranked and marked as if it had been typed', async () => {
        expect(await closest('le pont de glqce')).toEqual(
          of(['glace'], [['pont', 'glace']], 'le pont de glace', ['glqce > glace']),
        );
        expect(await closest('le pont', { translate: false })).toMatchObject({ didYouMean: null, corrections: [] });
      });

      it('need no accents and no apostrophes', async () => {
        for (const q of ['ferme', 'l office', "l'office", 'loffice garde', 'aujourdhui', 'prudhomie']) {
          expect((await closest(q)).ids).toHaveLength(1);
        }
        expect((await closest('l office')).totalHits).toBe(1);
        expect((await closest('aujourdhui')).totalHits).toBe(1);
      });

      it('are offered, not mended, in phrases and names', async () => {
        expect(await closest('"pont de glqce"')).toMatchObject({
          ids: [],
          didYouMean: '"pont de glace"',
          corrections: [],
        });
        expect(await closest('speaker:Oakess')).toMatchObject({
          ids: [],
          didYouMean: 'speaker:oakes',
          corrections: [],
        });
      });

      it('are offered where a rare word is nowhere with the others, and a frequent one near it is', async () => {
        const many = Array.from({ length: 12 }, (_, i) => say(`many-${i}`, 'fr', `Le port attend sa balise ${i}.`));
        await publish([...many, say('rare', 'fr', 'La valise est perdue.')]);
        expect(await closest('port valise')).toMatchObject({
          totalHits: 0,
          didYouMean: 'port balise',
          corrections: [],
        });
        expect((await closest('valise perdue')).didYouMean).toBeNull();
      });

      it('leave numbers, short words and words of the language as they are', async () => {
        for (const q of ['1234567', 'pnt', 'la baleine']) expect((await closest(q)).didYouMean).toBeNull();
      });

      it('never tell what is hidden', async () => {
        await publish([
          say('shown', 'en', 'The harbour is shut.'),
          say('hidden', 'en', 'A chrysoprase is a stone.', { embargoedUntil: '2030-01-01T00:00:00Z' }),
        ]);
        for (const q of ['chrysoprasse', 'chryso prase', 'achrysoprase'])
          expect((await closest(q)).didYouMean).toBeNull();
      });
    });

    describe('what was understood', () => {
      const understood = async (q: string, more: Parameters<typeof request>[1] = {}) =>
        (await index.search(request(q, more))).understood;

      it('is said back, part by part', async () => {
        const all = await understood(
          'le pont "de Glace" ferry OR bac -école speaker:Oakes fonction:"port de mer" lang:fr kind:mixed from:2019-05 to:2020',
        );
        expect(all).toEqual({
          words: ['pont'],
          phrases: ['de glace'],
          alternatives: [['ferry', 'bac']],
          excluded: ['école'],
          speakers: ['oakes'],
          posts: ['port de mer'],
          langs: ['fr'],
          kinds: ['mixed'],
          from: '2019-05',
          to: '2020',
          passedOver: ['le'],
          unread: [],
          language: 'fr',
          corrections: [],
          translations: [],
        });
        expect(await understood('"a b" OR speaker:"Odon Pont" -post:maire')).toMatchObject({
          alternatives: [['"a b"', 'speaker:"odon pont"']],
          excluded: ['post:maire'],
        });
        expect((await understood('what did the minister say about ice')).passedOver).toContain('say');
      });

      it.each([
        ['lang:xx pont', ['lang:xx']],
        ['date:2020-13', ['date:2020-13']],
        ['speaker: Odon', ['speaker:']],
        ['pont "de glace', ['"']],
        ['pont OR', ['OR']],
        ['OR pont', ['OR']],
        ['pont - glace', ['-']],
        ['-kind:poem', ['-kind:poem']],
        ['site:example', []],
        ['pont-levis "de glace" -x', []],
      ])('names what it could not read: %s', async (q, unread) => {
        expect((await understood(q)).unread).toEqual(unread);
      });

      it('names the translations by which the closest hits were looked for', async () => {
        await publish([say('en', 'en', 'The ice bridge is closed.')]);
        expect((await understood('pont')).translations).toEqual([{ from: 'pont', lang: 'en', to: ['bridge'] }]);
        expect((await understood('pont', { translate: false })).translations).toEqual([]);
        expect((await understood('pont lang:fr')).translations).toEqual([]);
        expect((await understood('"pont"')).translations).toEqual([]);
      });
    });

    describe('cursors', () => {
      const COLLECTION = Array.from({ length: 25 }, (_, i) =>
        say(`q${i}`, 'fr', `Le pont ${'de glace '.repeat(i % 4)}numéro ${i}.`, { issuedOn: `20${10 + i}-01-01` }),
      );
      const from = (cursor: string | null, more: Parameters<typeof request>[1] = {}, q = 'pont glace OR numéro') =>
        index.search({ ...request(q, { hitsPerPage: 4, ...more }), cursor });

      beforeEach(() => publish(COLLECTION));

      it('go through every match once, in pages of any size, in each order', async () => {
        for (const sort of ['relevance', 'newest', 'oldest'] as const) {
          const whole = (await from(null, { sort, hitsPerPage: 100 })).hits.map(({ id }) => id);
          const found: string[] = [];
          const sizes = [4, 1, 7, 100];
          for (let next: string | null = null, i = 0; i === 0 || next !== null; i += 1) {
            const answer: Awaited<ReturnType<typeof from>> = await from(next, { sort, hitsPerPage: sizes[i % 4]! });
            expect(answer).toMatchObject({ totalHits: 25, relaxed: false });
            found.push(...answer.hits.map(({ id }) => id));
            next = answer.nextCursor;
          }
          expect(found).toEqual(whole);
        }
      });

      it('mark and explain as pages do', async () => {
        const paged = await index.search({ ...request('pont numéro', { page: 2, hitsPerPage: 4 }), explain: true });
        const { nextCursor } = await index.search(request('pont numéro', { hitsPerPage: 4 }));
        const followed = await index.search({
          ...request('pont numéro', { hitsPerPage: 4 }),
          cursor: nextCursor,
          explain: true,
        });
        expect(followed.hits).toEqual(paged.hits);
      });

      it('hold after a restart, and no longer than the snapshot', async () => {
        const { nextCursor } = await from(null);
        const second = (await from(nextCursor)).hits;
        await index.close();
        index = await open(dir, now);
        expect((await from(nextCursor)).hits).toEqual(second);
        await publish([say('more', 'fr', 'Un pont de plus, numéro 26.')], { scope: 'changes' });
        await expect(from(nextCursor)).rejects.toMatchObject({ reason: 'stale' });
      });

      it('are of one search, and nothing else is one', async () => {
        const { nextCursor } = await from(null);
        await expect(from(nextCursor, { sort: 'oldest' })).rejects.toMatchObject({ reason: 'other-search' });
        await expect(from(nextCursor, { lang: ['fr'] })).rejects.toMatchObject({ reason: 'other-search' });
        await expect(from(nextCursor, {}, 'glace')).rejects.toMatchObject({ reason: 'other-search' });
        for (const text of ['x', '{}', 'bnVsbA', 'WzFd', '💧', 'W10'.repeat(1000)]) {
          await expect(from(text)).rejects.toMatchObject({ reason: 'unreadable' });
        }
      });
    });

    describe('values of a facet', () => {
      const HARBOUR = { id: 'harbour', title: { en: 'Harbour Master', fr: 'capitaine du Port' }, portfolio: {} };
      const values = async (name: FacetName, value = '', more: Parameters<typeof request>[1] = {}, q = '') => {
        const { page = 1, hitsPerPage = 100, ...rest } = more;
        const { filters, displayLang } = request('', rest);
        const { total, items } = await index.facet({ name, value, q, filters, displayLang, page, hitsPerPage });
        expect(items.length).toBeLessThanOrEqual(total);
        return items.map(({ id, name, count }) => `${id} ${name} ${count}`);
      };

      beforeEach(() =>
        publish([
          ...Array.from({ length: 120 }, (_, i) =>
            say(`q${i}`, 'en', `Ferry number ${i}.`, {
              speakers: [{ id: `p${i % 110}`, name: `Person ${i % 110}` }],
              issuedOn: `2020-${String(1 + (i % 12)).padStart(2, '0')}-01`,
              publisher: i % 2 ? 'Harbour Union' : null,
            }),
          ),
          say('fr', 'fr', 'Le port est ouvert.', { posts: [HARBOUR], speakers: [OAKES], issuedOn: '2021-05-06' }),
          say('undated', 'fr', 'Le port est fermé.', { posts: [HARBOUR], issuedOn: null }),
        ]),
      );

      it('are all there, more than a search tells, page by page', async () => {
        const all = await values('speaker', '', { hitsPerPage: 200 });
        expect(all).toHaveLength(111);
        expect(all.slice(0, 2)).toEqual(['p0 Person 0 2', 'p1 Person 1 2']);
        expect((await index.search(request(''))).facets.speaker).toHaveLength(100);
        const pages = [...(await values('speaker', '', { hitsPerPage: 60 }))];
        pages.push(...(await values('speaker', '', { hitsPerPage: 60, page: 2 })));
        expect(pages).toEqual(all);
      });

      it('are found by the beginnings of words, in either language and without accents', async () => {
        expect(await values('speaker', 'oak')).toEqual(['oakes Tobias Oakes 1']);
        expect(await values('speaker', 'person 109')).toEqual(['p109 Person 109 1']);
        expect(await values('post', 'port')).toEqual(['harbour Harbour Master 2']);
        expect(await values('post', 'HARB', { displayLang: 'fr' })).toEqual(['harbour capitaine du Port 2']);
        expect(await values('lang', 'franc', { displayLang: 'en' })).toEqual(['fr French 2']);
        expect(await values('publisher', 'union')).toEqual(['Harbour Union Harbour Union 60']);
        expect(await values('speaker', 'nobody')).toEqual([]);
      });

      it('are counted under the query and the other filters, not their own', async () => {
        expect(await values('month', '', { from: '2020-03-01', to: '2020-03-31' }, 'ouvert OR ferry')).toHaveLength(13);
        expect(await values('month', '2021', {}, 'port')).toEqual(['2021-05 2021-05 1']);
        expect(await values('year')).toEqual(['2021 2021 1', '2020 2020 120']);
        expect(await values('kind', '', { lang: ['fr'] })).toEqual(['direct direct 2']);
        expect(await values('lang', '', { lang: ['fr'] })).toEqual(['en English 120', 'fr français 2']);
        expect(await values('speaker', '', { publisher: ['Harbour Union'] }, '"number 7"')).toEqual(['p7 Person 7 1']);
      });
    });

    describe('phrases while typing', () => {
      const phrases = async (typed: string, limit = 10) =>
        (await index.suggest(typed, limit)).map(({ kind, text, count }) => `${kind} ${text} ${count}`);

      beforeEach(() =>
        publish([
          ...Array.from({ length: 4 }, (_, i) =>
            say(`a${i}`, 'fr', `Le pont de glace, le ${i}e, relie les deux rives.`),
          ),
          ...Array.from({ length: 3 }, (_, i) => say(`b${i}`, 'fr', `Pontons ${i}. Un Pont de l’Île neuf, enfin !`)),
          say('c', 'fr', 'Le pont de pierre et le pont de bois.', { speakers: [{ id: 'p', name: 'Ponce Avril' }] }),
          say('hidden', 'fr', 'Le pont de pierre.', { embargoedUntil: '2030-01-01T00:00:00Z' }),
          say('hidden-2', 'fr', 'Le pont de pierre.', { embargoedUntil: '2030-01-01T00:00:00Z' }),
        ]),
      );

      it('are those that at least three quotations hold, the most frequent first, as printed', async () => {
        expect(await phrases('pont')).toEqual(['phrase pont de glace 4', 'phrase Pont de l’Île neuf 3']);
        expect(await phrases('PONT de')).toEqual(await phrases('pont'));
        expect(await phrases('pont de l')).toEqual(['phrase Pont de l’Île neuf 3']);
        expect(await phrases('deux r')).toEqual(['phrase deux rives 4']);
        expect(await phrases('pont de b')).toEqual([]);
      });

      it('come behind the names, and never from what is hidden', async () => {
        expect(await phrases('pon')).toEqual([
          'speaker Ponce Avril 1',
          'phrase pont de glace 4',
          'phrase Pont de l’Île neuf 3',
        ]);
        expect(await phrases('pon', 2)).toHaveLength(2);
        expect(await phrases('pon', 1)).toEqual(['speaker Ponce Avril 1']);
        expect(await phrases('pont de p')).toEqual([]);
      });

      it('neither begin nor end with a small word, nor cross a sentence', async () => {
        const all = await phrases('p', 10);
        expect(all.every((line) => !line.includes('phrase'))).toBe(true);
        for (const typed of ['le p', 'de g', 'pontons', 'no']) {
          expect((await phrases(typed)).filter((line) => line.startsWith('phrase'))).toEqual([]);
        }
      });
    });

    describe('related words where nothing is found', () => {
      const related = async (q: string, more: Parameters<typeof request>[1] = {}) => {
        const answer = await index.search(request(q, more));
        for (const { text, count } of answer.related) {
          // Each finds what it says, under the same filters.
          expect([text, (await index.search(request(text, more))).totalHits]).toEqual([text, count]);
        }
        return answer.related.map(({ text, of, by }) => `${text}: ${by} ${of}`);
      };

      beforeEach(() =>
        publish([
          say('a', 'fr', 'Le traversier électrique dessert la baie chaque matin.'),
          say('b', 'fr', 'Un traversier électrique, oui, mais un quai solide.'),
          say('c', 'fr', 'La signalisation du quai est neuve.'),
          say('d', 'en', 'The ferry leaves at dawn.'),
          say('hidden', 'fr', 'Un traversier chrysoprase, traversée du signal.', {
            embargoedUntil: '2030-01-01T00:00:00Z',
          }),
        ]),
      );

      it('stand beside the words, where these are there', async () => {
        expect(await related('"traversier solaire"', { translate: false })).toContain('électrique: beside traversier');
        expect((await index.search(request('traversier'))).related).toEqual([]);
      });

      it('begin like the words, where these are not there', async () => {
        expect(await related('signalétiques', { translate: false })).toEqual(['signalisation: spelling signalétiques']);
        expect(await related('zyxwvuts')).toEqual([]);
        expect(await related('')).toEqual([]);
      });

      it('are the words of the other language, where only these are left', async () => {
        expect(await related('ferry', { lang: ['fr'] })).toContain('traversier: translation ferry');
      });

      it('never tell what is hidden', async () => {
        const all = await related('"traversier solaire"');
        expect(all.join()).not.toContain('chrysoprase');
      });
    });
  });
}
