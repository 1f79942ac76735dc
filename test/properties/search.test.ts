/** The index against a plain scan of every quotation, on random collections and queries. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lang, QuotationKind } from '../../src/domain.ts';
import { analyse } from '../../src/search/analysis.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import { packPlaces, unpackPlaces } from '../../src/search/embedded/segment/segment.ts';
import type { Facets, FacetValue, Filters, QuotationIndex, ReleaseDocument } from '../../src/search/port.ts';
import { parseQuery, type Query } from '../../src/search/query.ts';
import { createScorer, FIELDS, QUALITY } from '../../src/search/ranking.ts';
import { understoodOf } from '../../src/search/understood.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';
import { naiveHighlights, naiveMatches, naiveSearch } from '../search/naive.ts';

// Few words, so that queries meet texts; with everything that is hard about them.
const WORDS = [
  'pont', 'ponts', 'glace', 'Église', 'eglise', 'annoncée', 'annoncé', 'annoncee', "l'eau", 'l’Eau', 'eau', 'mieux-être',
  'mieux', 'être', "aujourd'hui", 'citoyen·ne·s', 'citoyens', '820 000', '820,000', '14,2', 'O.N.U.', 'ONU', 'œuvre',
  'oeuvre', 'the', 'le', 'de', 'bridge', 'bridges', "minister's", 'ministers', "O'Brien", 'obrien', 'new', '2020-10',
]; // biome-ignore format: one list
const word = fc.constantFrom(...WORDS);
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
const lang = fc.constantFrom<Lang>('en', 'fr');
const kind = fc.constantFrom<QuotationKind>('direct', 'mixed', 'indirect');
const day = fc.option(fc.constantFrom('2019-12-31', '2020-01-01', '2020-10-05', '2021-06-30'), { freq: 4 });
const PEOPLE = [
  { id: 'p1', name: "Maeve O'Brien" },
  { id: 'p2', name: 'Église Pont' },
  { id: 'p3', name: 'Odon Glace-Pont' },
];
const POSTS = [
  { id: 'o1', title: { en: 'Minister of Bridges', fr: 'ministre des Ponts' }, portfolio: { fr: 'Ponts et Eau' } },
  { id: 'o2', title: { fr: 'maire' }, portfolio: {} },
];

const quotationDraft = fc.record({
  text,
  lang,
  kind,
  speakers: fc.subarray(PEOPLE, { maxLength: 2 }),
  posts: fc.subarray(POSTS, { maxLength: 2 }),
  mention: fc.option(text),
  title: fc.option(text),
});
const releaseDraft = fc.record({
  lang,
  headline: fc.option(text),
  issuedOn: day,
  publisher: fc.option(fc.constantFrom('North', 'South')),
  quotations: fc.array(quotationDraft, { maxLength: 3 }),
});
const collection = fc.array(releaseDraft, { maxLength: 12 }).map((drafts) =>
  drafts.map((draft, r) => {
    const quotations = draft.quotations.map((quotation, q) => ({ id: `q${(r * 7 + q * 3) % 36}-${r}`, ...quotation }));
    return release({ ...draft, id: `r${r}`, quotations });
  }),
);

const piece = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: text.map((words) => `"${words}"`) },
  { weight: 1, arbitrary: word.map((one) => `-${one}`) },
  { weight: 1, arbitrary: text.map((words) => `-«${words}»`) },
  { weight: 1, arbitrary: fc.constantFrom('OR', 'OU', 'OR OR', '"', '-', 'speaker:', 'lang:xx') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('speaker:obrien', "locuteur:O'Brien", 'speaker:"pont eglise"', '-speaker:glace'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('post:ponts', 'fonction:"ministre des"', 'lang:fr', 'kind:mixed', 'date:2020-10'),
  },
  { weight: 1, arbitrary: fc.constantFrom('from:2020', 'to:2020-10-05', 'depuis:2019-12-31', 'jusqu:2019') },
);
const query = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(' '));
const filters: fc.Arbitrary<Filters> = fc.record({
  speaker: fc.subarray(['p1', 'p2', 'nobody'], { maxLength: 2 }),
  post: fc.subarray(['o1', 'o2'], { maxLength: 1 }),
  lang: fc.subarray<Lang>(['en', 'fr'], { maxLength: 1 }),
  kind: fc.subarray<QuotationKind>(['direct', 'mixed'], { maxLength: 1 }),
  publisher: fc.subarray(['North'], { maxLength: 1 }),
  from: fc.option(fc.constantFrom('2020-01-01', '2021-01-01')),
  to: fc.option(fc.constantFrom('2020-10-05', '2019-12-31')),
});
const sometimesFiltered = fc.oneof(fc.constant(request('').filters), filters);

let dir: string;
const opened: QuotationIndex[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dixit-property-'));
});
afterEach(async () => {
  for (const index of opened.splice(0)) await index.close();
  await rm(dir, { recursive: true, force: true });
});

let folders = 0;
async function indexed(...publications: ReleaseDocument[][]): Promise<QuotationIndex> {
  folders += 1;
  const index = await openEmbeddedIndex({ dir: join(dir, String(folders)) });
  opened.push(index);
  for (const releases of publications) {
    await index.publish({ scope: 'changes', releases, register: NO_REGISTER, basis: '1' });
  }
  return index;
}

// Files are written to the disk for each of many collections: slow on some, and time decides nothing.
describe('the embedded index', { timeout: 300_000 }, () => {
  it('finds exactly what a scan of every quotation finds, and counts the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        collection,
        fc.array(fc.tuple(query, sometimesFiltered), { minLength: 8, maxLength: 8 }),
        async (releases, asked) => {
          const index = await indexed(releases);
          for (const [q, filters] of asked) {
            const expected = naiveSearch(releases, q, filters);
            const wanted = { ...request(q), filters, hitsPerPage: 100 };
            const newest = await index.search({ ...wanted, sort: 'newest' });
            expect(newest.totalHits).toBe(expected.length);
            expect(newest.hits.slice(0, expected.length).map(({ id }) => id)).toEqual(expected);
            const ranked = (await index.search(wanted)).hits.slice(0, expected.length).map(({ id }) => id);
            expect(ranked.sort()).toEqual([...expected].sort());
            for (const hit of newest.hits.slice(0, expected.length)) {
              expect(hit.highlights).toEqual(naiveHighlights(hit, q));
            }
            const { month, ...facets } = naiveFacets(releases, q, filters);
            expect(newest.facets).toEqual(facets);
            const all = { q, filters, displayLang: null, value: '', page: 1, hitsPerPage: 100 };
            for (const name of ['speaker', 'post', 'lang', 'kind', 'publisher'] as const) {
              expect((await index.facet({ ...all, name })).items).toEqual(facets[name]);
            }
            expect((await index.facet({ ...all, name: 'month' })).items).toEqual(month);
            expect((await index.search({ ...wanted, months: true })).months).toEqual(month);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same answers however the collection is cut into publications', async () => {
    await fc.assert(
      fc.asyncProperty(
        collection,
        fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }),
        fc.array(query, { minLength: 6, maxLength: 6 }),
        async (releases, cuts, queries) => {
          const whole = await indexed(releases);
          const pieces = [0, 1, 2, 3].map((cut) => releases.filter((_, i) => cuts[i] === cut));
          // One release is first published in other words, beside others that stay: its old words must not weigh.
          const [first, ...rest] = pieces;
          const changed = releases.slice(0, 1);
          const outdated = changed.map((one) => ({
            ...one,
            headline: 'eau pont',
            quotations: releases.at(-1)!.quotations,
          }));
          const others = (all: ReleaseDocument[]) => all.filter(({ id }) => id !== 'r0');
          const cut = await indexed([...outdated, ...others(first!)], ...rest.map(others), changed);
          for (const q of queries) {
            const [answer, expected] = [await cut.search(request(q)), await whole.search(request(q))];
            // A cursor names the snapshot.
            expect({ ...answer, nextCursor: null }).toEqual({ ...expected, nextCursor: null });
            expect(answer.nextCursor === null).toBe(expected.nextCursor === null);
            expect(await cut.suggest(q, 5)).toEqual(await whole.suggest(q, 5));
          }
          const all = { q: '', page: 1, hitsPerPage: 100 };
          expect(await cut.people(all)).toEqual(await whole.people(all));
          expect(await cut.posts(all)).toEqual(await whole.posts(all));
          const { publishedAt: _, ...cutStats } = await cut.stats();
          const { publishedAt: __, ...wholeStats } = await whole.stats();
          expect(cutStats).toEqual(wholeStats);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('pages, scans and the whole list agree, also where words are missed', async () => {
    await fc.assert(
      fc.asyncProperty(collection, query, fc.integer({ min: 1, max: 4 }), async (releases, q, hitsPerPage) => {
        const index = await indexed(releases);
        const { totalHits, hits } = await index.search(request(q, { hitsPerPage: 100 }));
        const paged: string[] = [];
        for (let page = 1; page <= Math.ceil(totalHits / hitsPerPage); page += 1) {
          paged.push(...(await index.search(request(q, { page, hitsPerPage }))).hits.map(({ id }) => id));
        }
        const full = hits.slice(0, totalHits).map(({ id }) => id);
        expect(paged.slice(0, totalHits)).toEqual(full);
        for (const sort of ['relevance', 'newest', 'oldest'] as const) {
          const whole = await index.search(request(q, { sort, hitsPerPage: 100 }));
          const followed: string[] = [];
          let answer = await index.search(request(q, { sort, hitsPerPage }));
          followed.push(...answer.hits.slice(0, totalHits).map(({ id }) => id));
          while (answer.nextCursor !== null) {
            answer = await index.search({ ...request(q, { sort, hitsPerPage }), cursor: answer.nextCursor });
            expect(answer.totalHits).toBe(totalHits);
            expect(answer.facets).toEqual(whole.facets);
            followed.push(...answer.hits.map(({ id }) => id));
          }
          expect(followed).toEqual(whole.hits.slice(0, totalHits).map(({ id }) => id));
        }
        const scanned: string[] = [];
        for await (const { id } of index.scan({ q, filters: request('').filters })) scanned.push(id);
        expect(scanned.sort()).toEqual([...full].sort());
        expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
        // Those that miss words are not all scored when few are asked for: the same ones must come first.
        const onPage = totalHits % hitsPerPage;
        if (onPage > 0 || totalHits === 0) {
          const page = Math.floor(totalHits / hitsPerPage) + 1;
          const last = await index.search(request(q, { page, hitsPerPage }));
          expect(last.hits.slice(onPage).map(({ id }) => id)).toEqual(
            hits.slice(totalHits, totalHits + hitsPerPage - onPage).map(({ id }) => id),
          );
          expect(last.relaxed).toBe(last.hits.length > onPage);
        }
      }),
      { numRuns: 40 },
    );
  });
});

it('no score is above the bound of what matched, and its parts sum to it', () => {
  const quality = fc.constantFrom(...Object.values(QUALITY));
  const occurrence = fc.record({ word: fc.nat(3), field: fc.nat(FIELDS.length - 1), step: fc.nat(4), quality });
  const idf = fc.double({ min: 0.01, max: 9, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(idf, fc.boolean()), { minLength: 4, maxLength: 4 }),
      fc.array(occurrence, { maxLength: 30 }),
      fc.integer({ min: 1, max: 50 }),
      (drafts, occurrences, length) => {
        const words = drafts.map(([idf, stop], i) => ({ idf: stop ? 0 : idf, position: i, wanted: stop ? null : i }));
        const scorer = createScorer(words, 4, [20, 5, 5, 10]);
        scorer.start();
        let position = 0;
        for (const { word, field, step, quality } of occurrences.sort((a, b) => a.field - b.field)) {
          position += step;
          scorer.see(word, field, position + field * 1000, quality);
        }
        const matched = words.filter((word, i) => word.wanted !== null && occurrences.some((one) => one.word === i));
        const gives = matched.reduce((sum, word) => sum + scorer.curve(words.indexOf(word)).most, 0);
        const mayBeThere = (word: number) => words[word]!.wanted === null || matched.includes(words[word]!);
        const nearest = scorer.pairs.reduce(
          (sum, { a, b, most }) => sum + (mayBeThere(a) && mayBeThere(b) ? most : 0),
          0,
        );
        const score = scorer.score(() => length, true);
        const bound = (gives + scorer.unwanted + nearest) * scorer.factor(matched.length, true);
        expect(score).toBeLessThanOrEqual(bound * (1 + Number.EPSILON * 100));
        const { words: found, pairs, coordination, language, ...parts } = scorer.parts(() => length, true);
        expect(parts.score).toBe(score);
        const total = [...found, ...pairs, coordination, language].reduce((all, part) => all + part.score, 0);
        expect(total).toBeCloseTo(score, 8);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('analysis and query', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    text,
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 6 }).map((all) => all.join(' ')),
  );

  it('reads any query, and says which parts it could not read', () => {
    fc.assert(
      fc.property(anything, (q) => {
        const query = parseQuery(q);
        for (const { start, end } of query.unread) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(q.length);
        }
        const { words, phrases, alternatives, excluded, speakers, posts, passedOver } = understoodOf(query, [], []);
        const said = [words, phrases, excluded, speakers, posts, passedOver, ...alternatives].flat();
        // Every word is in some part of what is said back.
        const last = analyse(q).filter(({ parts }) => parts === 0);
        if (last.length > 0) expect(said.length + query.unread.length + filtersOf(query)).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives tokens in order, within the text, that fold to something', () => {
    fc.assert(
      fc.property(anything, (input) => {
        let last = 0;
        for (const { start, end, surface, folded, parts } of analyse(input)) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(input.length);
          expect(surface).not.toMatch(/\s/);
          expect(folded).not.toBe('');
          if (parts === 0) expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the place of every word of any text', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const words = analyse(input);
        expect(unpackPlaces(packPlaces(words))).toEqual(words.flatMap(({ start, end }) => [start, end]));
      }),
      { numRuns: 500 },
    );
  });
});

function naiveFacets(releases: ReleaseDocument[], q: string, filters: Filters): Facets & { month: FacetValue[] } {
  const without = (...fields: (keyof Filters)[]) => {
    const open = { ...filters, ...Object.fromEntries(fields.map((field) => [field, request('').filters[field]])) };
    return naiveMatches(releases, q, open);
  };
  const names = new Map([
    ...PEOPLE.map(({ id, name }) => [id, name] as const),
    ['o1', 'Minister of Bridges'],
    ['o2', 'maire'],
    ['en', 'English'],
    ['fr', 'français'],
  ]);
  const count = (ids: (string | null | undefined)[]) => {
    const counts = new Map<string, number>();
    for (const id of ids) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts]
      .map(([id, count]) => ({ id, name: names.get(id) ?? id, count }))
      .sort((a, b) => b.count - a.count || (fold(a.name) < fold(b.name) ? -1 : 1));
  };
  return {
    speaker: count(without('speaker').flatMap(({ quotation }) => quotation.speakers.map(({ id }) => id))),
    post: count(without('post').flatMap(({ quotation }) => quotation.posts.map(({ id }) => id))),
    lang: count(without('lang').map(({ quotation }) => quotation.lang)),
    year: count(without('from', 'to').map(({ release }) => release.issuedOn?.slice(0, 4))),
    month: count(without('from', 'to').map(({ release }) => release.issuedOn?.slice(0, 7))).sort((a, b) =>
      a.id < b.id ? 1 : -1,
    ),
    kind: count(without('kind').map(({ quotation }) => quotation.kind)),
    publisher: count(without('publisher').map(({ release }) => release.publisher)),
  };
}

const filtersOf = ({ langs, kinds, from, to }: Query): number =>
  langs.length + kinds.length + Number(from !== null) + Number(to !== null);

const fold = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
