/**
 * What every adapter of the Index must do. Run it with `describeIndex` for each real one; what only one of them has
 * (its files, its server) is tested beside the call.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Difference, Lexicon, Person, Post } from '../../src/domain.ts';
import type { Publication, QuotationIndex, ReleaseDocument } from '../../src/search/port.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';

/** `dir` is an empty folder that survives a restart; `now` is the clock that tells what is under embargo. */
export type OpenIndex = (dir: string, now: () => Date) => Promise<QuotationIndex>;

const MAREE: Person = { id: 'maree', name: 'Élodie Marée-Dubreuil', otherNames: ['Elodie Maree'] };
const OAKES: Person = { id: 'oakes', name: 'Tobias Oakes', otherNames: [] };
const UNHEARD: Person = { id: 'unheard', name: 'Silas Unheard', otherNames: [] };
const FERRIES: Post = {
  id: 'ferries',
  title: { fr: 'ministre des Traversiers', en: 'Minister of Ferries' },
  portfolio: { fr: 'Traversiers', en: 'Ferries' },
  jurisdiction: 'om',
};
const HARBOUR: Post = {
  id: 'harbour',
  title: { fr: 'capitaine du Port', en: 'Harbour Master' },
  portfolio: {},
  jurisdiction: 'om',
};
const EMPTY_POST: Post = { id: 'empty', title: { en: 'Keeper of Nothing' }, portfolio: {}, jurisdiction: null };
const REGISTER: Publication['register'] = {
  people: [MAREE, OAKES, UNHEARD],
  posts: [FERRIES, HARBOUR, EMPTY_POST],
  memberships: [
    { personId: 'maree', postId: 'ferries', startDate: '2018-05-01', endDate: '2021-05-01', source: 'test' },
    { personId: 'oakes', postId: 'ferries', startDate: '2021-05-01', endDate: null, source: 'test' },
  ],
};
const ferries = { id: 'ferries', title: FERRIES.title, portfolio: FERRIES.portfolio };
const harbour = { id: 'harbour', title: HARBOUR.title, portfolio: HARBOUR.portfolio };
const maree = { id: 'maree', name: MAREE.name };
const oakes = { id: 'oakes', name: OAKES.name };

const DIFFERENCE: Difference = {
  kind: 'name',
  a: { text: 'glace', span: { start: 11, end: 16 } },
  b: { text: 'ice', span: { start: 35, end: 38 } },
};
const LEXICON: Lexicon = {
  version: 'v1',
  pairs: 3,
  renderings: [
    {
      words: { en: 'ferry', fr: 'traversier' },
      stems: { en: 'ferri', fr: 'traversi' },
      share: { en: 0.9, fr: 0.8 },
      inGlossary: true,
      together: 2,
      each: { en: 2, fr: 3 },
      example: { en: 'q-en-1', fr: 'q-fr-1' },
    },
  ],
};

const FRENCH = release({
  id: 'r-fr',
  lang: 'fr',
  publisher: 'Outremarais',
  url: 'https://outremarais.test/fr/1',
  headline: 'Un nouveau traversier pour la baie',
  issuedOn: '2019-06-01',
  counterpartId: 'r-en',
  quotations: [
    {
      id: 'q-fr-1',
      text: 'Le pont de glace sera remplacé par un traversier électrique.',
      speakers: [maree],
      mention: 'Élodie Marée-Dubreuil',
      title: 'ministre des Traversiers',
      posts: [ferries],
      certainty: 'stated',
      counterpartId: 'q-en-1',
      versionIds: ['q-en-1'],
      statementId: 'q-en-1',
      differences: [DIFFERENCE],
    },
    {
      id: 'q-fr-2',
      text: 'Nous annonçons 820 000 $ pour les citoyen·ne·s de la baie.',
      speakers: [maree],
      kind: 'mixed',
    },
  ],
});
const ENGLISH = release({
  id: 'r-en',
  lang: 'en',
  publisher: 'Outremarais',
  headline: 'A new ferry for the bay',
  issuedOn: '2019-06-01',
  counterpartId: 'r-fr',
  quotations: [
    {
      id: 'q-en-1',
      text: 'An electric ferry will replace the ice bridge.',
      speakers: [maree],
      mention: 'Élodie Marée-Dubreuil',
      title: 'Minister of Ferries',
      posts: [ferries],
      certainty: 'stated',
      counterpartId: 'q-fr-1',
      versionIds: ['q-fr-1'],
      statementId: 'q-en-1',
      differences: [{ ...DIFFERENCE, a: DIFFERENCE.b, b: DIFFERENCE.a }],
    },
  ],
});
const LATER = release({
  id: 'r-later',
  lang: 'en',
  publisher: 'Harbour Union',
  headline: 'Union welcomes ferry schedule',
  issuedOn: '2022-03-15',
  quotations: [
    { id: 'q-later-1', text: 'The ferry schedule respects our crews.', speakers: [oakes], posts: [ferries] },
    { id: 'q-later-2', text: 'Bridges rust. Our crews do not.', speakers: [oakes, maree], posts: [harbour] },
  ],
});
const UNDATED = release({
  id: 'r-undated',
  lang: 'en',
  issuedOn: null,
  quotations: [{ id: 'q-undated', text: 'Nobody knows when the lighthouse was lit.' }],
});
const SILENT = release({ id: 'r-silent', lang: 'en', headline: 'Media advisory', quotations: [] });
const COLLECTION = [FRENCH, ENGLISH, LATER, UNDATED, SILENT];

export function describeIndex(name: string, open: OpenIndex): void {
  describe(name, () => {
    let dir: string;
    let clock: Date;
    let index: QuotationIndex;
    const now = () => clock;

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'dixit-index-'));
      clock = new Date('2024-01-01T12:00:00Z');
      index = await open(dir, now);
    });
    afterEach(async () => {
      await index.close();
      await rm(dir, { recursive: true, force: true });
    });

    const publish = (releases: ReleaseDocument[], more: Partial<Publication> = {}) =>
      index.publish({ scope: 'all', releases, register: REGISTER, basis: '7', ...more });
    const change = (releases: ReleaseDocument[]) => publish(releases, { scope: 'changes', basis: '8' });
    const ids = async (...args: Parameters<typeof request>) =>
      (await index.search(request(...args))).hits.map(({ id }) => id);
    const scanned = async (q: string, filters = request('').filters) => {
      const found: string[] = [];
      for await (const { id } of index.scan({ q, filters })) found.push(id);
      return found;
    };

    describe('with nothing published', () => {
      it('answers emptily and is healthy', async () => {
        expect(await index.health()).toEqual({ ok: true });
        expect(await index.published()).toBeNull();
        expect(await index.search(request('ferry'))).toMatchObject({
          totalHits: 0,
          hits: [],
          relaxed: false,
          facets: { speaker: [], post: [], lang: [], year: [], kind: [], publisher: [] },
          didYouMean: null,
        });
        expect(await scanned('')).toEqual([]);
        expect(await index.get('q-fr-1')).toBeNull();
        expect(await index.release('r-fr')).toBeNull();
        expect(await index.people({ q: '', page: 1, hitsPerPage: 10 })).toEqual({ total: 0, items: [] });
        expect(await index.person('maree')).toBeNull();
        expect(await index.posts({ q: '', page: 1, hitsPerPage: 10 })).toEqual({ total: 0, items: [] });
        expect(await index.post('ferries')).toBeNull();
        expect(await index.suggest('fer', 5)).toEqual([]);
        expect(await index.stats()).toEqual({
          quotations: 0,
          releases: 0,
          speakers: 0,
          posts: 0,
          byLang: { en: 0, fr: 0 },
          firstDate: null,
          lastDate: null,
          basis: null,
          publishedAt: null,
          lexicon: null,
        });
        expect(await index.statement('q-fr-1')).toBeNull();
        expect(await index.differences({ lang: 'en', page: 1, hitsPerPage: 10 })).toEqual({ total: 0, items: [] });
        expect((await index.lexicon('glace')).renderings).toEqual([]);
      });

      it('takes a removal and an empty publication', async () => {
        await index.remove(['r-fr']);
        expect(await index.published()).toBeNull();
        await publish([]);
        expect(await index.published()).toEqual({ basis: '7' });
        expect(await ids('')).toEqual([]);
      });

      it('takes changes as the first publication', async () => {
        await change([FRENCH]);
        expect(await index.published()).toEqual({ basis: '8' });
        expect(await ids('')).toEqual(['q-fr-1', 'q-fr-2']);
      });
    });

    describe('documents', () => {
      beforeEach(() => publish(COLLECTION));

      it('gives a quotation with its release and its counterpart', async () => {
        const { counterpartId: _, versionIds: __, statementId: ___, ...quotation } = FRENCH.quotations[0]!;
        expect(await index.get('q-fr-1')).toEqual({
          ...quotation,
          date: '2019-06-01',
          release: {
            id: 'r-fr',
            sourceId: 'source-r-fr',
            url: 'https://outremarais.test/fr/1',
            headline: 'Un nouveau traversier pour la baie',
            publisher: 'Outremarais',
            lang: 'fr',
          },
          counterpart: { id: 'q-en-1', lang: 'en', text: 'An electric ferry will replace the ice bridge.' },
          versions: [{ id: 'q-en-1', lang: 'en', text: 'An electric ferry will replace the ice bridge.' }],
          statement: { id: 'q-en-1', occurrences: 2 },
        });
        expect(await index.get('unknown')).toBeNull();
      });

      it('gives a statement with its occurrences, oldest first', async () => {
        const repeated = release({
          id: 'r-again',
          lang: 'fr',
          issuedOn: '2018-01-01',
          quotations: [{ id: 'q-again', text: 'Un traversier remplacera le pont.', statementId: 'q-en-1' }],
        });
        await change([repeated]);
        const answer = await index.statement('q-en-1');
        expect(answer?.quotations.map(({ id }) => id).sort()).toEqual(['q-again', 'q-en-1', 'q-fr-1']);
        expect(answer?.quotations[0]?.id).toBe('q-again');
        expect((await index.get('q-fr-1'))?.statement).toEqual({ id: 'q-en-1', occurrences: 3 });
        expect((await index.statement('q-fr-2'))?.quotations.map(({ id }) => id)).toEqual(['q-fr-2']);
        await index.remove(['r-again']);
        expect((await index.get('q-fr-1'))?.statement.occurrences).toBe(2);
      });

      it('lists the versions that do not agree, once a pair, as the language asks', async () => {
        const inFrench = await index.differences({ lang: 'fr', page: 1, hitsPerPage: 10 });
        expect(inFrench.total).toBe(1);
        expect(inFrench.items.map(({ id, differences }) => [id, differences])).toEqual([['q-fr-1', [DIFFERENCE]]]);
        const inEnglish = await index.differences({ lang: 'en', page: 1, hitsPerPage: 10 });
        expect(inEnglish.items.map(({ id, differences }) => [id, differences[0]?.a?.text])).toEqual([
          ['q-en-1', 'ice'],
        ]);
        expect(await index.differences({ lang: 'en', page: 2, hitsPerPage: 10 })).toEqual({ total: 1, items: [] });
      });

      it('answers from the lexicon that was published last, in any form of a word', async () => {
        expect((await index.lexicon('traversiers')).renderings).toEqual([]);
        await publish(COLLECTION, { lexicon: () => LEXICON });
        expect((await index.lexicon('Traversiers')).renderings).toEqual(LEXICON.renderings);
        expect((await index.lexicon('ferries')).renderings).toEqual(LEXICON.renderings);
        expect((await index.lexicon('glace')).renderings).toEqual([]);
        await change([LATER]);
        expect((await index.stats()).lexicon).toEqual({ version: 'v1', pairs: 3, renderings: 1 });
        expect((await index.lexicon('ferry')).renderings).toEqual(LEXICON.renderings);
      });

      it('gives a release with its quotations in the order of the text', async () => {
        const answer = await index.release('r-later');
        expect(answer?.quotations.map(({ id }) => id)).toEqual(['q-later-1', 'q-later-2']);
        expect(answer).toMatchObject({
          headline: 'Union welcomes ferry schedule',
          text: LATER.text,
          counterpart: null,
        });
        expect(answer).not.toHaveProperty('status');
        expect(answer).not.toHaveProperty('embargoedUntil');
        expect((await index.release('r-fr'))?.counterpart).toMatchObject({ id: 'r-en', lang: 'en' });
        expect((await index.release('r-silent'))?.quotations).toEqual([]);
        expect(await index.release('unknown')).toBeNull();
      });

      it('counts what there is', async () => {
        expect(await index.stats()).toEqual({
          quotations: 6,
          releases: 5,
          speakers: 2,
          posts: 2,
          byLang: { en: 4, fr: 2 },
          firstDate: '2019-06-01',
          lastDate: '2022-03-15',
          basis: '7',
          publishedAt: '2024-01-01T12:00:00.000Z',
          lexicon: null,
        });
      });
    });

    describe('people and posts', () => {
      beforeEach(() => publish(COLLECTION));

      it('lists those that quotations name, most quoted first', async () => {
        const { total, items } = await index.people({ q: '', page: 1, hitsPerPage: 10 });
        expect(total).toBe(2);
        expect(items.map(({ id, quotationCount }) => [id, quotationCount])).toEqual([
          ['maree', 4],
          ['oakes', 2],
        ]);
        expect(items[0]).toMatchObject({
          firstDate: '2019-06-01',
          lastDate: '2022-03-15',
          otherNames: ['Elodie Maree'],
        });
        expect((await index.people({ q: '', page: 2, hitsPerPage: 1 })).items.map(({ id }) => id)).toEqual(['oakes']);
        const posts = await index.posts({ q: '', page: 1, hitsPerPage: 10 });
        expect(posts.items.map(({ id, quotationCount }) => [id, quotationCount])).toEqual([
          ['ferries', 3],
          ['harbour', 1],
        ]);
      });

      it('finds them by the beginning of any word, without accents', async () => {
        const people = async (q: string) =>
          (await index.people({ q, page: 1, hitsPerPage: 10 })).items.map(({ id }) => id);
        const posts = async (q: string) =>
          (await index.posts({ q, page: 1, hitsPerPage: 10 })).items.map(({ id }) => id);
        expect(await people('dubr')).toEqual(['maree']);
        expect(await people('elod mar')).toEqual(['maree']);
        expect(await people('oak')).toEqual(['oakes']);
        expect(await people('akes')).toEqual([]);
        expect(await posts('travers')).toEqual(['ferries']);
        expect(await posts('ferr')).toEqual(['ferries']);
        expect(await posts('nothing')).toEqual([]);
      });

      it('gives one with its memberships: those of the register, then those printed', async () => {
        expect((await index.person('maree'))?.memberships).toEqual([
          { post: FERRIES, startDate: '2018-05-01', endDate: '2021-05-01', source: 'test' },
        ]);
        expect(
          (await index.post('ferries'))?.memberships.map(({ person, startDate }) => [person.id, startDate]),
        ).toEqual([
          ['maree', '2018-05-01'],
          ['oakes', '2021-05-01'],
        ]);
        await change([
          release({
            id: 'r-printed',
            quotations: [{ id: 'q-printed', text: 'The harbour is open.', speakers: [oakes], posts: [harbour] }],
          }),
        ]);
        const memberships = (await index.person('oakes'))?.memberships;
        expect(memberships?.map(({ post, startDate }) => [post.id, startDate])).toEqual([
          ['ferries', '2021-05-01'],
          ['harbour', null],
        ]);
        expect((await index.post('harbour'))?.memberships.map(({ person }) => person.id)).toEqual(['oakes']);
      });

      it('knows those of the register that nobody quotes, but does not list or suggest them', async () => {
        expect(await index.person('unheard')).toEqual({
          ...UNHEARD,
          quotationCount: 0,
          firstDate: null,
          lastDate: null,
          memberships: [],
        });
        expect((await index.post('empty'))?.quotationCount).toBe(0);
        expect((await index.people({ q: 'silas', page: 1, hitsPerPage: 10 })).total).toBe(0);
        expect(await index.suggest('silas', 5)).toEqual([]);
        expect(await index.person('unknown')).toBeNull();
        expect(await index.post('unknown')).toBeNull();
      });

      it('tells who is quoted beside whom, by releases, and nobody of what is hidden', async () => {
        const beside = async (id: string, limit = 5) =>
          (await index.beside(id, limit)).map(({ id: other, name, count }) => [other, name, count]);
        expect(await beside('maree')).toEqual([['oakes', 'Tobias Oakes', 1]]);
        expect(await beside('oakes')).toEqual([['maree', 'Élodie Marée-Dubreuil', 1]]);
        const stranger = { id: 'p-stranger', name: 'Stranger' };
        const quotations = [
          { id: 'q-1', text: 'The first words.', speakers: [maree] },
          { id: 'q-2', text: 'The second words.', speakers: [stranger] },
          { id: 'q-3', text: 'The third words.', speakers: [stranger] },
        ];
        await change([release({ id: 'r-beside', quotations })]);
        expect(await beside('maree')).toEqual(
          [
            ['p-stranger', 'Stranger', 1],
            ['oakes', 'Tobias Oakes', 1],
          ].sort((a, b) => (a[1]! < b[1]! ? -1 : 1)),
        );
        expect(await beside('maree', 1)).toHaveLength(1);
        await change([release({ id: 'r-beside', status: 'withheld', quotations })]);
        expect(await beside('maree')).toEqual([['oakes', 'Tobias Oakes', 1]]);
        expect(await beside('unheard')).toEqual([]);
        expect(await beside('nobody-at-all')).toEqual([]);
      });

      it('marks whom the register does not know, and shows no misprints', async () => {
        await index.publish({
          scope: 'all',
          releases: COLLECTION,
          basis: 'misprints',
          register: {
            ...REGISTER,
            people: [{ ...MAREE, misprints: ['Elodie Marea'] }],
            memberships: REGISTER.memberships.slice(0, 1),
          },
        });
        expect(await index.person('oakes')).toMatchObject({ learned: true });
        expect(await index.person('maree')).not.toHaveProperty('learned');
        expect(JSON.stringify([await index.person('maree'), await index.post('ferries')])).not.toContain('Marea');
      });

      it('suggests people and posts by the beginnings of words, most quoted first', async () => {
        expect(await index.suggest('elodie m', 5)).toEqual([
          { kind: 'speaker', id: 'maree', text: 'Élodie Marée-Dubreuil', count: 4 },
        ]);
        expect(await index.suggest('MINIS', 5)).toEqual([
          { kind: 'post', id: 'ferries', text: 'Minister of Ferries', count: 3 },
        ]);
        expect(await index.suggest('traversiers', 5)).toEqual([
          { kind: 'post', id: 'ferries', text: 'ministre des Traversiers', count: 3 },
        ]);
        expect((await index.suggest('m', 5)).map(({ id }) => id)).toEqual(['maree', 'ferries', 'harbour']);
        expect((await index.suggest('m', 1)).map(({ id }) => id)).toEqual(['maree']);
        expect(await index.suggest(' ', 5)).toEqual([]);
      });

      it('tells people apart that no register knows, by what quotations call them', async () => {
        const stranger = { id: 'p-stranger', name: 'Wanda Strange' };
        await change([release({ id: 'r-s', quotations: [{ id: 'q-s', text: 'I was here.', speakers: [stranger] }] })]);
        expect(await index.person('p-stranger')).toMatchObject({
          name: 'Wanda Strange',
          otherNames: [],
          quotationCount: 1,
        });
        expect((await index.suggest('wan', 5)).map(({ id }) => id)).toEqual(['p-stranger']);
      });
    });

    describe('search', () => {
      beforeEach(() => publish(COLLECTION));

      it('finds words in any inflection, in the quotation, its speaker, office or headline', async () => {
        expect(await ids('bridges', { hitsPerPage: 2 })).toEqual(expect.arrayContaining(['q-en-1', 'q-later-2']));
        expect((await index.search(request('dubreuil'))).totalHits).toBe(4);
        expect((await index.search(request('harbour master'))).totalHits).toBe(1);
        expect((await index.search(request('union welcomes crews'))).totalHits).toBe(2);
        expect(await ids('traversiers électriques remplacés', { hitsPerPage: 1 })).toEqual(['q-fr-1']);
      });

      it('finds accents, elisions, numbers and inclusive writing however they are typed', async () => {
        expect(await ids('remplace electrique')).toEqual(['q-fr-1']);
        expect(await ids('l’électrique')).toEqual(['q-fr-1']);
        expect(await ids('820,000')).toEqual(['q-fr-2']);
        expect(await ids('820000 $')).toEqual(['q-fr-2']);
        expect(await ids('citoyens')).toEqual(['q-fr-2']);
      });

      it('wants all words, counts exactly, and does not want stop words when there are others', async () => {
        expect((await index.search(request('the ferry with the crews'))).totalHits).toBe(2);
        expect((await index.search(request('the'))).totalHits).toBe(3);
      });

      it('gives everything for an empty query, newest first, the undated last', async () => {
        const newest = ['q-later-1', 'q-later-2', 'q-en-1', 'q-fr-1', 'q-fr-2', 'q-undated'];
        expect(await ids('')).toEqual(newest);
        expect(await ids('  ')).toEqual(newest);
        expect(await ids('', { sort: 'relevance' })).toEqual(newest);
        expect(await ids('', { sort: 'oldest' })).toEqual([
          'q-en-1',
          'q-fr-1',
          'q-fr-2',
          'q-later-1',
          'q-later-2',
          'q-undated',
        ]);
      });

      it('pages without gaps or repeats', async () => {
        const pages = [];
        for (const page of [1, 2, 3, 4]) pages.push(await ids('', { page, hitsPerPage: 2 }));
        expect(pages).toEqual([['q-later-1', 'q-later-2'], ['q-en-1', 'q-fr-1'], ['q-fr-2', 'q-undated'], []]);
      });

      it('sorts what words find by date when asked', async () => {
        expect(await ids('ferry', { sort: 'newest', hitsPerPage: 3 })).toEqual(['q-later-1', 'q-later-2', 'q-en-1']);
        expect(await ids('ferry', { sort: 'oldest', hitsPerPage: 2 })).toEqual(['q-en-1', 'q-fr-1']);
      });

      it('highlights the words as places in the text', async () => {
        const { hits } = await index.search(request('remplacer traversiers "pont de glace"'));
        expect(hits[0]!.highlights.map(({ start, end }) => hits[0]!.text.slice(start, end))).toEqual([
          'pont de glace',
          'remplacé',
          'traversier',
        ]);
      });

      it('understands phrases, exclusion, OR and operators', async () => {
        expect(await ids('"pont de glace"')).toEqual(['q-fr-1']);
        expect(await ids('"PONT de glacé"')).toEqual(['q-fr-1']);
        expect(await ids('"glace pont"')).toEqual([]);
        expect((await index.search(request('"minister of ferries"'))).totalHits).toBe(3);
        expect((await index.search(request('"ferries ferries"'))).totalHits).toBe(0);
        expect(await ids('ferry -crews', { sort: 'newest', hitsPerPage: 2 })).toEqual(['q-en-1', 'q-fr-1']);
        expect((await index.search(request('lighthouse OR schedule'))).totalHits).toBe(3);
        expect(await ids('speaker:oakes')).toEqual(['q-later-1', 'q-later-2']);
        expect(await ids('locuteur:"tobias oakes" crews schedule', { hitsPerPage: 1 })).toEqual(['q-later-1']);
        expect(await ids('post:harbour')).toEqual(['q-later-2']);
        expect(await ids('fonction:traversiers lang:fr')).toEqual(['q-fr-1']);
        expect(await ids('kind:mixed')).toEqual(['q-fr-2']);
        expect(await ids('depuis:2020')).toEqual(['q-later-1', 'q-later-2']);
        expect(await ids('date:2019-06', { sort: 'oldest' })).toEqual(['q-en-1', 'q-fr-1', 'q-fr-2']);
        expect(await ids('jusqu:2019-05-31')).toEqual([]);
        expect(await ids('-ferry lang:en')).toEqual(['q-undated']);
      });

      it('follows full matches with those that miss words, on the page where they run out', async () => {
        const first = await index.search(request('ferry schedule crews rust', { hitsPerPage: 3 }));
        expect(first.totalHits).toBe(1);
        expect(first.relaxed).toBe(true);
        expect(first.hits[0]!.id).toBe('q-later-2');
        expect(first.hits.map(({ id }) => id)).toEqual(['q-later-2', 'q-later-1', expect.any(String)]);
        expect((await index.search(request('ferry schedule crews rust', { hitsPerPage: 3, page: 2 }))).hits).toEqual(
          [],
        );
        const full = await index.search(request('ferry schedule crews rust', { hitsPerPage: 1 }));
        expect(full).toMatchObject({ relaxed: false, totalHits: 1 });
        expect((await index.search(request('ferry schedule crews rust', { hitsPerPage: 1, page: 2 }))).hits).toEqual(
          [],
        );
      });

      it('relaxes words only: phrases, exclusions, operators and filters hold', async () => {
        expect(await ids('"ice bridge" schedule')).toEqual(['q-en-1']);
        expect(await ids('"no such words" schedule')).toEqual([]);
        expect(await ids('rust lighthouse -crews')).toEqual(['q-undated']);
        expect(await ids('rust lighthouse speaker:oakes')).toEqual(['q-later-2']);
        expect(await ids('rust lighthouse', { to: '2022-12-31' })).toEqual(['q-later-2']);
        expect(await ids('zebra of the')).toEqual([]);
      });

      it('filters by every field; values of one field are alternatives', async () => {
        expect(await ids('', { speaker: ['oakes'] })).toEqual(['q-later-1', 'q-later-2']);
        expect(await ids('', { speaker: ['oakes'], post: ['harbour'] })).toEqual(['q-later-2']);
        expect(await ids('', { post: ['harbour', 'ferries'], lang: ['fr'] })).toEqual(['q-fr-1']);
        expect(await ids('', { kind: ['mixed'] })).toEqual(['q-fr-2']);
        expect(await ids('', { publisher: ['Harbour Union'] })).toEqual(['q-later-1', 'q-later-2']);
        expect(await ids('', { from: '2022-03-15', to: '2022-03-15' })).toEqual(['q-later-1', 'q-later-2']);
        expect(await ids('', { to: '2022-03-14' })).toEqual(['q-en-1', 'q-fr-1', 'q-fr-2']);
        expect(await ids('', { speaker: ['unknown'] })).toEqual([]);
        expect(await ids('', { publisher: ['unknown'] })).toEqual([]);
      });

      it('counts facets exactly, and a filter does not shrink the list of its own facet', async () => {
        const { facets } = await index.search(request('', { displayLang: 'fr' }));
        expect(facets).toEqual({
          speaker: [
            { id: 'maree', name: 'Élodie Marée-Dubreuil', count: 4 },
            { id: 'oakes', name: 'Tobias Oakes', count: 2 },
          ],
          post: [
            { id: 'ferries', name: 'ministre des Traversiers', count: 3 },
            { id: 'harbour', name: 'capitaine du Port', count: 1 },
          ],
          lang: [
            { id: 'en', name: 'anglais', count: 4 },
            { id: 'fr', name: 'français', count: 2 },
          ],
          year: [
            { id: '2019', name: '2019', count: 3 },
            { id: '2022', name: '2022', count: 2 },
          ],
          kind: [
            { id: 'direct', name: 'direct', count: 5 },
            { id: 'mixed', name: 'mixed', count: 1 },
          ],
          publisher: [
            { id: 'Outremarais', name: 'Outremarais', count: 3 },
            { id: 'Harbour Union', name: 'Harbour Union', count: 2 },
          ],
        });
        const filtered = await index.search(request('', { speaker: ['oakes'], from: '2022-01-01' }));
        expect(filtered.totalHits).toBe(2);
        expect(filtered.facets.speaker.map(({ id, count }) => [id, count])).toEqual([
          ['oakes', 2],
          ['maree', 1],
        ]);
        expect(filtered.facets.year.map(({ id, count }) => [id, count])).toEqual([['2022', 2]]);
        expect(filtered.facets.lang.map(({ id, count }) => [id, count])).toEqual([['en', 2]]);
        const operator = await index.search(request('lang:fr'));
        expect(operator.facets.lang.map(({ id, count }) => [id, count])).toEqual([['fr', 2]]);
      });

      it('gives the full matches by speaker, the most quoted first, a page of speakers at a time', async () => {
        const groups = async (...[q, more]: Parameters<typeof request>) => {
          const { total, items } = await index.groups({ ...request(q, more), statementsInGroup: 2 });
          return [total, ...items.map(({ speaker, hits }) => [speaker.name, speaker.count, hits.map(({ id }) => id)])];
        };
        const [MAREE_SAID, OAKES_SAID] = [
          // Two statements, one of them in both languages; the fourth quotation makes a third.
          ['Élodie Marée-Dubreuil', 4, ['q-later-2', 'q-en-1', 'q-fr-1']],
          ['Tobias Oakes', 2, ['q-later-1', 'q-later-2']],
        ];
        expect(await groups('')).toEqual([2, MAREE_SAID, OAKES_SAID]);
        expect(await groups('', { hitsPerPage: 1 })).toEqual([2, MAREE_SAID]);
        expect(await groups('', { hitsPerPage: 1, page: 2 })).toEqual([2, OAKES_SAID]);
        expect(await groups('', { hitsPerPage: 1, page: 3 })).toEqual([2]);
        // Who speaks beside them is not asked for.
        expect(await groups('', { speaker: ['oakes'] })).toEqual([1, OAKES_SAID]);
        expect(await groups('crews')).toEqual([
          2,
          ['Tobias Oakes', 2, ['q-later-1', 'q-later-2']],
          ['Élodie Marée-Dubreuil', 1, ['q-later-2']],
        ]);
        expect(await groups('respects', { lang: ['en'], from: '2022' })).toEqual([
          1,
          ['Tobias Oakes', 1, ['q-later-1']],
        ]);
        expect(await groups('nothing')).toEqual([0]);
        const { items } = await index.groups({ ...request('crews'), statementsInGroup: 1 });
        expect(items.map(({ hits }) => hits[0]!.highlights)).toEqual([
          [{ start: 32, end: 37 }],
          [{ start: 18, end: 23 }],
        ]);
      });

      it('does not count what misses words in totals and facets', async () => {
        const { totalHits, hits, facets } = await index.search(request('rust lighthouse'));
        expect(totalHits).toBe(0);
        expect(hits).toHaveLength(2);
        expect(facets.lang).toEqual([]);
      });

      it('offers a near word for one that nothing holds', async () => {
        expect((await index.search(request('the lighthousse'))).didYouMean).toBe('the lighthouse');
        expect((await index.search(request('traverseir "pont"'))).didYouMean).toBe('traversier "pont"');
        expect((await index.search(request('lighthouse'))).didYouMean).toBeNull();
        expect((await index.search(request('zyx qqqqqqqq'))).didYouMean).toBeNull();
      });

      it('never fails, whatever is typed', async () => {
        for (const q of [
          '"',
          '-',
          'OR',
          'a OR',
          '-"',
          'lang:',
          'speaker:""',
          '((',
          '\\',
          '__proto__',
          'constructor:x',
        ]) {
          await expect(index.search(request(q))).resolves.toHaveProperty('totalHits');
        }
      });

      it('scans all that is counted, newest first, and nothing that misses words', async () => {
        expect(await scanned('')).toEqual(['q-later-1', 'q-later-2', 'q-en-1', 'q-fr-1', 'q-fr-2', 'q-undated']);
        expect(await scanned('ferry schedule', request('', { speaker: ['maree'] }).filters)).toEqual(['q-later-2']);
        expect(await scanned('rust lighthouse')).toEqual([]);
      });
    });

    describe('across languages', () => {
      const say = (id: string, lang: 'en' | 'fr', text: string, more: Partial<ReleaseDocument> = {}) =>
        release({ id: `r-${id}`, lang, ...more, quotations: [{ id, lang, text }] });
      const HOUSING = say('housing', 'fr', 'Le logement abordable, pour le maire Oakes, attend un pont.');
      const inBoth = (id: string, lang: 'en' | 'fr', text: string, counterpartId: string) => {
        const versions = { counterpartId, versionIds: [counterpartId], statementId: 'both' };
        return release({ id: `r-${id}`, lang, quotations: [{ id, lang, text, ...versions }] });
      };
      const VERSIONS = [
        inBoth('sea', 'en', 'Affordable housing will not wait.', 'mer'),
        inBoth('mer', 'fr', 'Le logement abordable n’attendra pas.', 'sea'),
      ] as const;
      const found = async (...args: Parameters<typeof request>) =>
        (await index.search(request(...args))).hits.map(({ id, translated }) => [id, translated?.from ?? null]);

      it('finds what is said in the other language only, marks it and what was found', async () => {
        await publish([HOUSING]);
        const { hits, ...result } = await index.search(request('affordable housing'));
        expect(result).toMatchObject({ totalHits: 0, relaxed: true, facets: { lang: [] } });
        expect(hits.map(({ id, translated }) => [id, translated])).toEqual([['housing', { from: 'en' }]]);
        const [{ text, highlights } = expect.fail()] = hits;
        expect(highlights.map(({ start, end }) => text.slice(start, end))).toEqual(['logement', 'abordable']);
      });

      it('below what holds the words themselves; names and numbers need none', async () => {
        await publish([HOUSING, say('direct', 'en', 'A house for Oakes costs more than the housing of 40 years ago.')]);
        expect(await found('housing')).toEqual([
          ['direct', null],
          ['housing', 'en'],
        ]);
        expect(await found('oakes')).toEqual([
          ['housing', null],
          ['direct', null],
        ]);
      });

      it('takes what the published lexicon says', async () => {
        const boat = say('boat', 'fr', 'Le traversier part demain.');
        await publish([boat], { lexicon: () => ({ ...LEXICON, renderings: [] }) });
        const before = await found('ferries');
        await publish([boat], { lexicon: () => LEXICON });
        expect(await found('ferries')).toEqual([['boat', 'en']]);
        expect(before).toEqual([['boat', 'en']]);
      });

      it('takes a word of the same origin where nothing is known of it, if it is there', async () => {
        await publish([
          say('there', 'fr', 'La zorkibilité du quai est bonne.'),
          say('hidden', 'fr', 'La blorkité du quai.', { embargoedUntil: '2030-01-01T00:00:00Z' }),
        ]);
        expect(await found('zorkibility')).toEqual([['there', 'en']]);
        expect(await found('blorkity')).toEqual([]);
        expect(await found('"zorkibility"')).toEqual([]);
        expect(await found('zorkibility', { translate: false })).toEqual([]);
      });

      it('translates a term as one, and only where its words stand together', async () => {
        await publish([
          say('term', 'en', 'The prime minister opened the ice road.'),
          say('apart', 'en', 'The prime harvest pleased, as we all could see that day in autumn, the minister.'),
          say('words', 'en', 'The first minister opened the ice road.'),
        ]);
        expect((await found('premier ministre'))[0]).toEqual(['term', 'fr']);
        expect(await found('premier ministre', { lang: ['en'] })).toEqual([]);
        const { hits } = await index.search(request('premier ministre'));
        expect(hits.map(({ id }) => id)).toEqual(['term']);
      });

      it('not where a language is asked for, when it is switched off, or for an exact phrase', async () => {
        await publish([HOUSING]);
        expect(await found('housing', { translate: false })).toEqual([]);
        expect(await found('housing', { lang: ['fr', 'en'] })).toEqual([]);
        expect(await found('housing lang:fr')).toEqual([]);
        expect(await found('"housing"')).toEqual([]);
        expect(await found('speaker:housing')).toEqual([]);
      });

      it('leaves out what holds an excluded word in either language', async () => {
        await publish([HOUSING, say('plain', 'fr', 'Du logement pour tous.')]);
        expect(await found('housing -bridge')).toEqual([['plain', 'en']]);
        expect(await found('housing -pont')).toEqual([['plain', 'en']]);
      });

      it('shows a statement in the language that was asked in, where it is said in both', async () => {
        await publish([...VERSIONS]);
        expect(await found('affordable housing')).toEqual([['sea', null]]);
        const [hit] = (await index.search(request('logement abordable'))).hits;
        expect(hit).toMatchObject({ id: 'mer', translated: null, counterpart: { id: 'sea' } });
      });

      it('neither counts nor scans it, and filters hold', async () => {
        await publish([HOUSING]);
        const scanned: string[] = [];
        for await (const { id } of index.scan({ q: 'housing', filters: request('').filters })) scanned.push(id);
        expect(scanned).toEqual([]);
        expect(await found('housing', { from: '2030-01-01' })).toEqual([]);
      });

      it('hides what is hidden, and finds the version that is left', async () => {
        await publish([say('later', 'fr', 'Du logement demain.', { embargoedUntil: '2024-02-01T00:00:00Z' })]);
        expect(await found('housing')).toEqual([]);
        const [sea, mer] = VERSIONS;
        await publish([{ ...sea, embargoedUntil: '2024-02-01T00:00:00Z' }, mer]);
        expect(await found('affordable housing')).toEqual([['mer', 'en']]);
        clock = new Date('2024-03-01T00:00:00Z');
        expect(await found('affordable housing')).toEqual([['sea', null]]);
      });
    });

    describe('visibility', () => {
      const hidden = {
        speakers: [{ id: 'ghost', name: 'Greta Ghostley' }],
        posts: [{ id: 'haunt', title: { en: 'Haunter' }, portfolio: {} }],
      };
      const embargoed = release({
        id: 'r-embargo',
        lang: 'en',
        headline: 'Secret spectrometer',
        issuedOn: '2024-01-02',
        embargoedUntil: '2024-01-02T09:00:00-05:00',
        counterpartId: 'r-fr',
        quotations: [
          {
            id: 'q-embargo',
            text: 'The spectrometer is ready.',
            counterpartId: 'q-open',
            statementId: 'q-open',
            ...hidden,
          },
        ],
      });
      const openRelease = release({
        id: 'r-open',
        lang: 'fr',
        issuedOn: '2023-12-31',
        counterpartId: 'r-embargo',
        quotations: [
          {
            id: 'q-open',
            text: 'Tout est prêt.',
            counterpartId: 'q-embargo',
            versionIds: ['q-embargo'],
            differences: [{ kind: 'name', a: null, b: { text: 'spectrometer', span: { start: 4, end: 16 } } }],
          },
        ],
      });

      const expectHidden = async () => {
        expect(await ids('spectrometer')).toEqual([]);
        expect(await ids('')).toEqual(['q-open']);
        expect(await scanned('')).toEqual(['q-open']);
        expect(await index.get('q-embargo')).toBeNull();
        expect(await index.get('q-open')).toMatchObject({ counterpart: null, versions: [], differences: [] });
        expect((await index.get('q-open'))?.statement.occurrences).toBe(1);
        expect((await index.statement('q-open'))?.quotations.map(({ id }) => id)).toEqual(['q-open']);
        expect((await index.differences({ lang: 'fr', page: 1, hitsPerPage: 10 })).total).toBe(0);
        expect(await index.release('r-embargo')).toBeNull();
        expect((await index.release('r-open'))?.counterpart).toBeNull();
        expect((await index.people({ q: '', page: 1, hitsPerPage: 10 })).total).toBe(0);
        expect((await index.posts({ q: '', page: 1, hitsPerPage: 10 })).total).toBe(0);
        expect(await index.person('ghost')).toBeNull();
        expect(await index.post('haunt')).toBeNull();
        expect(await index.suggest('g', 5)).toEqual([]);
        expect(await index.suggest('haunt', 5)).toEqual([]);
        expect(await index.stats()).toMatchObject({
          quotations: 1,
          releases: 1,
          speakers: 0,
          posts: 0,
          byLang: { en: 0 },
        });
        expect(await index.stats()).toMatchObject({ firstDate: '2023-12-31', lastDate: '2023-12-31' });
        const { facets, didYouMean } = await index.search(request('spectrometre'));
        expect(facets).toEqual({ speaker: [], post: [], lang: [], year: [], kind: [], publisher: [] });
        expect(didYouMean).toBeNull();
        expect((await index.search(request('', { speaker: ['ghost'] }))).facets.speaker).toEqual([]);
      };
      const expectShown = async () => {
        expect(await ids('spectrometer')).toEqual(['q-embargo']);
        expect((await index.get('q-open'))?.counterpart?.id).toBe('q-embargo');
        expect((await index.statement('q-open'))?.quotations.map(({ id }) => id)).toEqual(['q-open', 'q-embargo']);
        expect((await index.differences({ lang: 'fr', page: 1, hitsPerPage: 10 })).total).toBe(1);
        expect((await index.release('r-open'))?.counterpart?.id).toBe('r-embargo');
        expect(await index.person('ghost')).toMatchObject({ name: 'Greta Ghostley', quotationCount: 1 });
        expect(await index.stats()).toMatchObject({ quotations: 2, speakers: 1, posts: 1 });
        expect((await index.suggest('ghost', 5)).map(({ id }) => id)).toEqual(['ghost']);
        expect((await index.search(request('spectrometre'))).didYouMean).toBe('spectrometer');
      };

      it('hides what is under embargo in every answer until its instant, and shows it from then on', async () => {
        await publish([embargoed, openRelease]);
        await expectHidden();
        clock = new Date('2024-01-02T13:59:59.999Z');
        await expectHidden();
        clock = new Date('2024-01-02T14:00:00Z');
        await expectShown();
        clock = new Date('2024-01-01T00:00:00Z');
        await expectHidden();
      });

      it.each(['withheld', 'withdrawn'] as const)('hides what is %s in every answer', async (status) => {
        await publish([{ ...embargoed, embargoedUntil: null, status }, openRelease]);
        await expectHidden();
      });

      it('hides what becomes withdrawn, and what is removed', async () => {
        await publish([{ ...embargoed, embargoedUntil: null }, openRelease]);
        await expectShown();
        await change([{ ...embargoed, embargoedUntil: null, status: 'withdrawn' }]);
        await expectHidden();
        await change([{ ...embargoed, embargoedUntil: null }]);
        await expectShown();
        await index.remove(['r-embargo', 'unknown']);
        await expectHidden();
      });

      it('hides what comes under an embargo, and forgets an embargo that is taken back', async () => {
        await publish([{ ...embargoed, embargoedUntil: null }, openRelease]);
        await change([embargoed]);
        await expectHidden();
        await change([LATER]);
        clock = new Date('2024-01-02T14:00:00Z');
        expect(await ids('spectrometer')).toEqual(['q-embargo']);
        clock = new Date('2024-01-01T12:00:00Z');
        await index.remove(['r-later', 'r-embargo']);
        clock = new Date('2024-01-02T14:00:00Z');
        await expectHidden();
        await change([{ ...embargoed, embargoedUntil: '2024-01-03T00:00:00Z' }]);
        await change([{ ...embargoed, status: 'withdrawn' }]);
        clock = new Date('2024-01-04T00:00:00Z');
        await expectHidden();
      });

      it('takes of a release given twice the last, whatever may be shown of the first', async () => {
        await publish([{ ...embargoed, embargoedUntil: null }, openRelease, { ...embargoed, status: 'withheld' }]);
        await expectHidden();
        await publish([embargoed, openRelease, { ...embargoed, status: 'withheld' }]);
        clock = new Date('2024-01-04T00:00:00Z');
        await expectHidden();
        await publish([{ ...embargoed, status: 'withheld' }, openRelease, { ...embargoed, embargoedUntil: null }]);
        await expectShown();
      });

      it('keeps hidden what has an embargo that cannot be read', async () => {
        await publish([{ ...embargoed, embargoedUntil: 'next Tuesday' }, openRelease]);
        await expectHidden();
      });

      it('does not let hidden quotations weigh in the order', async () => {
        const seen = [
          release({
            id: 'a',
            issuedOn: '2020-01-01',
            quotations: [{ id: 'qa', text: 'alpha words of the same length' }],
          }),
          release({
            id: 'b',
            issuedOn: '2020-01-02',
            quotations: [{ id: 'qb', text: 'beta words of the same length' }],
          }),
        ];
        const unseen = Array.from({ length: 9 }, (_, i) =>
          release({ id: `h${i}`, embargoedUntil: '2030-01-01', quotations: [{ id: `qh${i}`, text: 'beta hidden' }] }),
        );
        await publish([...seen, ...unseen]);
        // Were the hidden ones counted, alpha would be the rarer word and come first.
        expect(await ids('alpha OR beta')).toEqual(['qb', 'qa']);
      });
    });

    describe('pending', () => {
      const FERRY = 'The new ferry sails at dawn.';
      const MARCH = Date.parse('2024-03-01T00:00:00Z');
      const APRIL = Date.parse('2024-04-01T00:00:00Z');
      const said = (id: string, text: string, more: Partial<ReleaseDocument> = {}, quotation = {}) =>
        release({ id, ...more, quotations: [{ id: `q-${id}`, text, ...quotation }] });
      const PLAIN = said('plain', FERRY);
      const NEW = said('new', 'Le traversier part.', { lang: 'fr' }, { lang: 'fr', statementId: 'q-new' });
      const MARRIED = said('plain', FERRY, {}, { counterpartId: 'q-new', versionIds: ['q-new'], statementId: 'q-new' });
      const PENDING = [
        { from: MARCH, releases: [NEW, MARRIED] },
        { from: APRIL, releases: [said('plain', 'The old ferry sails at dusk.')] },
      ];
      const shown = async () =>
        Promise.all(
          (await scanned('')).map(async (id) => {
            const { text, counterpart, statement } = (await index.get(id))!;
            return [id, text, counterpart?.id ?? null, statement.occurrences];
          }),
        );
      const [BEFORE, IN_MARCH, IN_APRIL] = [
        [['q-plain', FERRY, null, 1]],
        [
          ['q-new', 'Le traversier part.', null, 2],
          ['q-plain', FERRY, 'q-new', 2],
        ],
        [
          ['q-new', 'Le traversier part.', null, 1],
          ['q-plain', 'The old ferry sails at dusk.', null, 1],
        ],
      ];
      const expectAll = async (...expected: unknown[]) => {
        const moments = ['2024-01-01', '2024-03-01', '2024-04-01', '2024-01-01'];
        for (const [i, moment] of moments.entries()) {
          clock = new Date(moment);
          expect(await shown(), `at ${moment}`).toEqual(expected[i % 3]);
        }
      };

      it('adds and replaces releases when their moment comes, one after the other', async () => {
        await publish([PLAIN], { pending: PENDING });
        await expectAll(BEFORE, IN_MARCH, IN_APRIL);
        expect((await index.search(request('ferry'))).totalHits).toBe(1);
        clock = new Date(MARCH);
        expect((await index.search(request('traversier'))).totalHits).toBe(1);
      });

      it('tells that something is no longer pending', async () => {
        await publish([PLAIN], { pending: PENDING });
        expect(await index.published()).toEqual({ basis: '7' });
        clock = new Date(MARCH);
        expect(await index.published()).toEqual({ basis: '7', lifted: true });
        await publish([PLAIN, NEW], { pending: PENDING.slice(1) });
        expect(await index.published()).toEqual({ basis: '7' });
      });

      it('stays with changes that say nothing of it, and goes with those that do', async () => {
        await publish([PLAIN], { pending: PENDING });
        await change([]);
        await expectAll(BEFORE, IN_MARCH, IN_APRIL);
        await change([said('plain', 'Nothing sails.')]);
        const [nothing] = [['q-plain', 'Nothing sails.', null, 1]];
        const [alone] = [['q-new', 'Le traversier part.', null, 1]];
        await expectAll([nothing], [alone, nothing], [alone, nothing]);
        await publish([PLAIN], { scope: 'changes', pending: [] });
        await expectAll(BEFORE, BEFORE, BEFORE);
        await publish([PLAIN], { pending: PENDING });
        await publish([PLAIN]);
        await expectAll(BEFORE, BEFORE, BEFORE);
      });

      it('goes with what is removed', async () => {
        await publish([PLAIN], { pending: PENDING });
        await index.remove(['new']);
        const widowed = [['q-plain', FERRY, null, 1]];
        await expectAll(BEFORE, widowed, IN_APRIL!.slice(1));
        await index.remove(['plain']);
        await expectAll([], [], []);
      });

      it('is hidden as long as its releases are, and never shown of what is withheld', async () => {
        await publish([PLAIN], {
          pending: [
            {
              from: MARCH,
              releases: [
                { ...NEW, embargoedUntil: '2024-04-01T00:00:00Z' },
                { ...said('held', 'Held.'), status: 'withheld' },
              ],
            },
          ],
        });
        await expectAll(BEFORE, BEFORE, [['q-new', 'Le traversier part.', null, 1], ...BEFORE!]);
      });

      it('is there after a restart, before and after its moment', async () => {
        await publish([PLAIN], { pending: PENDING });
        for (const moment of [MARCH, MARCH - 1, APRIL]) {
          await index.close();
          clock = new Date(moment);
          index = await open(dir, now);
          expect(await shown()).toEqual(moment === APRIL ? IN_APRIL : moment === MARCH ? IN_MARCH : BEFORE);
        }
      });

      it('lets a scan finish what it began before', async () => {
        await publish([PLAIN, LATER], { pending: PENDING });
        const found: string[] = [];
        for await (const { id } of index.scan({ q: '', filters: request('').filters })) {
          clock = new Date(MARCH);
          if (found.length === 0) expect((await index.stats()).releases).toBe(3);
          found.push(id);
        }
        expect(found).toEqual(['q-later-1', 'q-later-2', 'q-plain']);
      });

      it('makes a cursor stale that was given before', async () => {
        await publish([PLAIN, LATER], { pending: PENDING });
        const { nextCursor } = await index.search(request('', { hitsPerPage: 1 }));
        clock = new Date(MARCH);
        await expect(index.search({ ...request(''), cursor: nextCursor })).rejects.toThrow(/changed/);
      });
    });

    describe('changes', () => {
      it('adds and replaces releases, and keeps the rest', async () => {
        await publish([FRENCH, ENGLISH]);
        const mended = release({
          ...ENGLISH,
          revision: 2,
          quotations: [{ id: 'q-en-new', text: 'A steam ferry, in fact.' }],
        });
        await change([mended, LATER]);
        expect(await ids('')).toEqual(['q-later-1', 'q-later-2', 'q-en-new', 'q-fr-1', 'q-fr-2']);
        expect((await index.search(request('electric'))).totalHits).toBe(0);
        expect(await index.get('q-en-1')).toBeNull();
        expect((await index.get('q-fr-1'))?.counterpart).toBeNull();
        expect((await index.release('r-en'))?.revision).toBe(2);
        expect(await index.published()).toEqual({ basis: '8' });
      });

      it('takes a release twice in one publication: the last one counts', async () => {
        await publish([ENGLISH, release({ ...ENGLISH, quotations: [{ id: 'q-last', text: 'The last word.' }] })]);
        expect(await ids('')).toEqual(['q-last']);
      });

      it('replaces everything with the scope of all', async () => {
        await publish(COLLECTION);
        await publish([UNDATED]);
        expect(await ids('')).toEqual(['q-undated']);
        expect((await index.stats()).releases).toBe(1);
      });

      it('replaces the register with every publication', async () => {
        await publish([FRENCH]);
        await publish([], { scope: 'changes', register: NO_REGISTER });
        expect(await index.post('empty')).toBeNull();
        expect(await index.person('maree')).toMatchObject({ otherNames: [], quotationCount: 2 });
      });

      it('takes releases as they come, and tells how far it is', async () => {
        const told: number[] = [];
        await publish([], {
          releases: (async function* () {
            yield FRENCH;
            yield ENGLISH;
          })(),
          onProgress: (done) => told.push(done),
        });
        expect(told).toEqual([1, 2]);
        expect((await index.stats()).quotations).toBe(3);
      });

      it('leaves the former snapshot when a publication fails', async () => {
        await publish([FRENCH]);
        const failing = async function* () {
          yield ENGLISH;
          throw new Error('the store went away');
        };
        await expect(publish([], { releases: failing() })).rejects.toThrow('the store went away');
        expect(await ids('')).toEqual(['q-fr-1', 'q-fr-2']);
        await change([LATER]);
        expect((await index.stats()).quotations).toBe(4);
      });

      it('gives the same answers after many small changes as after one publication', async () => {
        for (const one of COLLECTION) await change([one]);
        for (let i = 0; i < 6; i += 1) await change([ENGLISH]);
        await index.remove(['r-undated']);
        const queries = [
          '',
          'ferry',
          'the ferry schedule',
          '"ice bridge"',
          'bridge crews lighthouse',
          'citizens of the bay',
        ];
        const inPieces = [];
        for (const q of queries) inPieces.push(await index.search(request(q)));
        await publish(COLLECTION.filter(({ id }) => id !== 'r-undated'));
        for (const [i, q] of queries.entries()) expect(await index.search(request(q))).toEqual(inPieces[i]);
      });
    });

    describe('restart', () => {
      it('answers the same', async () => {
        await publish(COLLECTION);
        await change([LATER]);
        await index.remove(['r-undated']);
        const before = [
          await index.search(request('ferry')),
          await index.stats(),
          await index.people({ q: '', page: 1, hitsPerPage: 9 }),
        ];
        await index.close();
        index = await open(dir, now);
        const after = [
          await index.search(request('ferry')),
          await index.stats(),
          await index.people({ q: '', page: 1, hitsPerPage: 9 }),
        ];
        expect(after).toEqual(before);
      });

      it('shows another reader what was published meanwhile', async () => {
        const reader = await open(dir, now);
        try {
          expect((await reader.search(request(''))).totalHits).toBe(0);
          await publish([FRENCH]);
          expect((await reader.search(request(''))).totalHits).toBe(2);
          await change([ENGLISH]);
          expect((await reader.search(request(''))).totalHits).toBe(3);
          await index.remove(['r-fr', 'r-en']);
          expect((await reader.stats()).quotations).toBe(0);
        } finally {
          await reader.close();
        }
      });

      it('lets a scan finish what it began when the collection is replaced meanwhile', async () => {
        await publish(COLLECTION);
        const found: string[] = [];
        for await (const { id } of index.scan({ q: '', filters: request('').filters })) {
          if (found.length === 0) await publish([UNDATED]);
          found.push(id);
        }
        expect(found).toEqual(['q-later-1', 'q-later-2', 'q-en-1', 'q-fr-1', 'q-fr-2', 'q-undated']);
        expect(await ids('')).toEqual(['q-undated']);
      });

      it('is not healthy once closed', async () => {
        const other = await open(dir, now);
        await other.close();
        expect(await other.health()).toEqual({ ok: false, reason: 'the index is closed' });
        await expect(other.search(request(''))).rejects.toThrow('closed');
      });
    });
  });
}
