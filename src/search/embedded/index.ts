/**
 * The Index in one process, with nothing to install: files under a folder, searched in memory. FlexSearch
 * finds the written forms of a word; posting lists, ranking, filters and facets are ours (`retrieval.ts`, `search.ts`).
 */
import { join } from 'node:path';
import type { Lang } from '../../domain.ts';
import { LANGS } from '../../lang/index.ts';
import { type Gradual, growingPer, once, oncePer } from '../../util/memo.ts';
import type {
  Group,
  GroupRequest,
  Hit,
  IndexStats,
  Listing,
  ListRequest,
  QuotationAnswer,
  QuotationIndex,
  Related,
  SearchRequest,
  SearchResult,
  Suggestion,
} from '../port.ts';
import { parseQuery, type Query } from '../query.ts';
import { NO_TRANSLATIONS, translate, translationsOf } from '../translation.ts';
import { understoodOf } from '../understood.ts';
import { cursorAt, type Order, readCursor, rememberedOrder } from './execute/cursor.ts';
import { retrieve } from './execute/retrieve.ts';
import { type FoundPlace, orderView, scanView, searchGroups, searchView } from './execute/search.ts';
import {
  besideAnswer,
  personAnswer,
  personById,
  postAnswer,
  postById,
  quotationAnswer,
  quotationWithPlaces,
  releaseAnswer,
  statementAnswer,
} from './results/answers.ts';
import { facetValues } from './results/facet-values.ts';
import { createHighlighter, type Highlighter } from './results/highlight.ts';
import { withScratch } from './sets/arena.ts';
import { deleteUnnamed } from './snapshot/manifest.ts';
import { prepare } from './snapshot/prepare.ts';
import { publish, remove } from './snapshot/publisher.ts';
import { createReader } from './snapshot/reader.ts';
import {
  dateOf,
  findQuotation,
  inNewestOrder,
  type NamedPerson,
  type NamedPost,
  type Place,
  type View,
} from './snapshot/view.ts';
import { phrasesFor } from './suggest/phrases.ts';
import { relatedTo } from './suggest/related.ts';
import { correctedText, correctionsOf, isThere, likelierOf } from './suggest/spelling.ts';
import { createNameIndex, createNameTest, type NameIndex, namesOfPerson, namesOfPost, titleOf } from './terms/names.ts';
import { inTurns, turn } from './turns.ts';

/** `problem` says why what is published cannot be read, or not all of it; null when all is well. */
export type EmbeddedIndex = QuotationIndex & { problem(): string | null };

/**
 * Opens the snapshot under `dir`, which need not exist yet; `now` tells what is under embargo. A snapshot that cannot be
 * read, is damaged or of another version is a `problem()`. With `prefetch`, which is for those who answer for long, all
 * documents are read in the background, and what is published later is loaded before anybody asks: answers wait for no disk.
 */
export async function openEmbeddedIndex(options: {
  dir: string;
  now?: () => Date;
  prefetch?: boolean;
}): Promise<EmbeddedIndex> {
  const dir = join(options.dir, 'snapshot');
  const now = options.now ?? (() => new Date());
  const reader = await createReader(dir, now, prepareAnswers);
  await reader.current();
  if (options.prefetch) void reader.prefetch();
  const ahead = options.prefetch && setInterval(() => reader.follow().catch(() => {}), LOOK_EVERY_MS).unref();

  // The first answers wait for what all of them would have to make, rather than be the first to make it.
  const prepared = options.prefetch
    ? reader
        .read((view) => view)
        .then((view) => inTurns(prepareAnswers(view)))
        .catch(() => {})
    : Promise.resolve();
  const read = async <Answer>(answer: (view: View) => Answer): Promise<Answer> => {
    await prepared;
    await turn();
    return reader.read(answer);
  };
  /** The same of an answer that takes several turns. */
  const readGradually = async <Answer>(answer: (view: View) => Gradual<Answer>): Promise<Answer> => {
    await prepared;
    const answers = reader.readEach<{ answer: Answer }>(function* (view) {
      yield { answer: yield* answer(view) };
    });
    for await (const { answer } of answers) return answer;
    throw new Error('expected an answer');
  };

  let writing: Promise<unknown> = Promise.resolve();
  /** One write after another, also after one that failed. */
  const write = (work: () => Promise<void>): Promise<void> => {
    const done = writing.then(work);
    writing = done.catch(() => {});
    return done;
  };

  return {
    publish: (publication) =>
      write(async () => {
        const former = await reader.current();
        const problem = reader.problem();
        if (publication.scope === 'changes' && problem) {
          throw new Error(
            `Expected a sound snapshot to change, but ${problem} (${dir}). Publish the whole collection.`,
          );
        }
        await publish(dir, former, publication, now());
        await reader.current();
      }),
    remove: (releaseIds) =>
      write(async () => {
        const former = await reader.current();
        if (former) await remove(dir, former, new Set(releaseIds), now());
        await reader.current();
      }),
    tidy: () =>
      write(async () => {
        const current = await reader.current();
        if (current) await deleteUnnamed(dir, current.manifest);
      }),

    search(request) {
      if (request.cursor) return readGradually((view) => goOn(view, request));
      if (request.page * request.hitsPerPage > DEEP) return readGradually((view) => searchedDeep(view, request));
      return read((view) => searched(view, request));
    },
    facet: (request) => read((view) => facetValues(view, request)),
    groups: (request) => read((view) => grouped(view, request)),
    scan: ({ q, filters }) =>
      reader.readEach(function* (view) {
        for (const place of scanView(view, parseQuery(q), filters)) yield place && quotationAnswer(view, place);
      }),

    get: (id) =>
      read((view) => {
        const place = findQuotation(view, id);
        return place && quotationAnswer(view, place);
      }),
    release: (id) => read((view) => releaseAnswer(view, id)),
    statement: (id) => read((view) => statementAnswer(view, id)),
    differences: (request) => readGradually((view) => differing(view, request)),
    lexicon: (term) => read(({ snapshot }) => translationsOf(snapshot.lexicon, term)),
    people: (request) =>
      read((view) => {
        const named = [...view.named().people.values()];
        return listing(named, personNames, request, ({ person }) => personAnswer(view, person));
      }),
    person: (id) =>
      read((view) => {
        const person = personById(view, id);
        return person && personAnswer(view, person);
      }),
    beside: (personId, limit) => read((view) => besideAnswer(view, personId, limit)),
    posts: (request) =>
      read((view) => {
        const named = [...view.named().posts.values()];
        return listing(named, postNames, request, ({ post }) => postAnswer(view, post));
      }),
    post: (id) =>
      read((view) => {
        const post = postById(view, id);
        return post && postAnswer(view, post);
      }),
    suggest: (prefix, limit) => read((view) => suggestions(view, prefix, limit)),

    stats: () => reader.read(stats),
    async published() {
      const verified = await reader.verified();
      if (!verified) return null;
      const { basis, pending } = verified.manifest;
      const isLifted = pending.some(({ from }) => Date.parse(from) <= now().getTime());
      return { basis, ...(isLifted ? { lifted: true } : {}) };
    },
    health: reader.health,
    problem: reader.problem,
    async close() {
      if (ahead) clearInterval(ahead);
      await writing;
      await reader.close();
    },
  };
}

const LOOK_EVERY_MS = 1000;

/** Whoever goes so far goes farther: the order is made whole, in turns, and remembered. */
const DEEP = 1000;

function* searchedDeep(view: View, request: SearchRequest): Gradual<SearchResult> {
  const order = yield* rememberedOrder(view, request, () => orderView(view, parseQuery(request.q), request));
  return withScratch(() => searched(view, request, order));
}

/** `order`: of all full matches, where it is known. */
function searched(view: View, request: SearchRequest, order: Order | null = null): SearchResult {
  const query = parseQuery(request.q);
  const corrections = correctionsOf(view, query);
  const plain = corrections.filter(({ isPlain }) => isPlain);
  const closest = once(() => (plain.length === 0 ? query : parseQuery(correctedText(query, plain)!)));
  const oneLanguage = query.langs.length > 0 || request.filters.lang.length > 0;
  const translations = once(() =>
    oneLanguage || request.translate === false
      ? NO_TRANSLATIONS
      : translate(closest(), view.snapshot.lexicon, isThere(view)),
  );
  const { places, ...result } = searchView(view, query, closest, translations, request, order);
  const isTranslated = places.some(({ translatedFrom }) => translatedFrom !== null);
  const highlight = createHighlighter(
    result.relaxed ? closest() : query,
    isTranslated ? translations() : NO_TRANSLATIONS,
  );
  const meant = corrections.length > 0 || result.totalHits > 0 ? corrections : likelierOf(view, query);
  return {
    ...result,
    hits: places.map((place) => hitAt(view, place, request, highlight)),
    didYouMean: correctedText(query, meant),
    understood: understoodOf(query, result.relaxed ? plain : [], result.relaxed ? translations().wanted : []),
    related: places.length > 0 || result.totalHits > 0 ? [] : related(view, query, request),
    nextCursor: cursorAt(view, request, request.page * request.hitsPerPage, result.totalHits),
  };
}

function grouped(view: View, request: GroupRequest): Listing<Group> {
  const query = parseQuery(request.q);
  const highlight = createHighlighter(query, NO_TRANSLATIONS);
  const { total, items } = searchGroups(view, query, request);
  const hitsOf = (places: readonly FoundPlace[]) => places.map((place) => hitAt(view, place, request, highlight));
  return { total, items: items.map(({ speaker, places }) => ({ speaker, hits: hitsOf(places) })) };
}

/** Translated also where the hits are not: what to ask instead is not what was asked. */
function related(view: View, query: Query, { filters }: SearchRequest): Related[] {
  const { wanted } = translate(query, view.snapshot.lexicon, isThere(view));
  return relatedTo(view, query, filters, wanted);
}

/** The next of the full matches, and nothing but full matches. */
function* goOn(view: View, request: SearchRequest): Gradual<SearchResult> {
  const { at, total } = readCursor(view, request, request.cursor!);
  const query = parseQuery(request.q);
  const order = yield* rememberedOrder(view, request, () => orderView(view, query, request));
  const isRanked = request.explain && (request.sort ?? 'relevance') === 'relevance';
  const ranking = isRanked ? retrieve(view, query, () => NO_TRANSLATIONS).ranking : null;
  const end = Math.min(total, at + request.hitsPerPage);
  const highlight = createHighlighter(query, NO_TRANSLATIONS);
  return {
    totalHits: total,
    hits: [...order.quotations.subarray(at, end)].map((quotation, i) => {
      const part = order.parts[at + i]!;
      const explain = ranking && (() => ranking.explain(part, quotation));
      return hitAt(view, { part: view.parts[part]!, quotation, translatedFrom: null, explain }, request, highlight);
    }),
    relaxed: false,
    facets: order.facets,
    ...monthsOf(view, request),
    didYouMean: null,
    understood: understoodOf(query, [], []),
    related: [],
    nextCursor: cursorAt(view, request, end, total),
  };
}

function hitAt(
  view: View,
  { translatedFrom, explain, ...place }: FoundPlace,
  request: SearchRequest,
  highlight: Highlighter,
): Hit {
  const { answer, places } = quotationWithPlaces(view, place);
  const highlights = highlight(place, places, translatedFrom !== null);
  const explanation = request.explain ? { explanation: explain?.() ?? null } : {};
  return { ...answer, highlights, translated: translatedFrom && { from: translatedFrom }, ...explanation };
}

function monthsOf(view: View, { q, filters, displayLang, months }: SearchRequest): Pick<SearchResult, 'months'> {
  const all = { name: 'month', value: '', page: 1, hitsPerPage: Number.MAX_SAFE_INTEGER } as const;
  return months ? { months: facetValues(view, { q, filters, displayLang, ...all }).items } : {};
}

const personNames = ({ person }: NamedPerson): string[] => namesOfPerson(person);
const postNames = ({ post }: NamedPost): string[] => namesOfPost(post);

function listing<Entry, Item>(
  entries: readonly Entry[],
  namesOf: (entry: Entry) => readonly string[],
  { q, page, hitsPerPage }: ListRequest,
  answer: (entry: Entry) => Item,
): Listing<Item> {
  const matches = createNameTest(q);
  const found = entries.filter((entry) => namesOf(entry).some(matches));
  const items = found.slice((page - 1) * hitsPerPage, page * hitsPerPage).map(answer);
  return { total: found.length, items };
}

function* differing(
  view: View,
  { lang, page, hitsPerPage }: { lang: Lang; page: number; hitsPerPage: number },
): Gradual<Listing<QuotationAnswer>> {
  const all = (yield* allDiffering(view).prepare())[lang];
  const places = all.slice((page - 1) * hitsPerPage, page * hitsPerPage);
  return { total: all.length, items: places.map((place) => quotationAnswer(view, place)) };
}

/** By their language. Each must be read to tell: what does not agree with what may not be shown differs from nothing. */
const allDiffering = growingPer(function* (view: View): Gradual<Record<Lang, Place[]>> {
  const all = Object.fromEntries(LANGS.map((lang) => [lang, [] as Place[]])) as Record<Lang, Place[]>;
  let seen = 0;
  for (const place of inNewestOrder(view)) {
    seen += 1;
    const { segment } = place.part;
    if (segment.differs[place.quotation] && quotationAnswer(view, place).differences.length > 0)
      all[segment.langs[segment.lang[place.quotation]!]!].push(place);
    if (segment.differs[place.quotation] || seen % A_STEP === 0) yield null;
  }
  return all;
});
const A_STEP = 1024;

function suggestions(view: View, prefix: string, limit: number): Suggestion[] {
  if (!HAS_WORDS.test(prefix)) return [];
  const matches = createNameTest(prefix);
  const { people, posts } = namesIn(view).now();
  // Stable: equal counts stay in the order of their names.
  const most = people
    .find(prefix)
    .sort((a, b) => b.count - a.count)
    .slice(0, limit);
  const found: Suggestion[] = most.map(({ person: { id, name }, count }) => ({
    kind: 'speaker',
    id,
    text: name,
    count,
  }));
  for (const { post, count } of posts.find(prefix)) {
    const { id, title, portfolio } = post;
    const lang = LANGS.find((lang) => [title[lang], portfolio[lang]].some((name) => name && matches(name)));
    if (lang) found.push({ kind: 'post', id, text: titleOf(post, lang) ?? id, count });
  }
  const named = found.sort((a, b) => b.count - a.count);
  const room = Math.max(Math.trunc(limit / 3), limit - named.length);
  const phrases = phrasesFor(view, prefix, Math.min(MOST_PHRASES, room));
  return [...named.slice(0, limit - phrases.length), ...phrases];
}
const MOST_PHRASES = 5;

type NamesOfView = { people: NameIndex<NamedPerson>; posts: NameIndex<NamedPost> };

const namesIn = growingPer(function* (view: View): Gradual<NamesOfView> {
  const { people, posts } = view.named();
  return {
    people: yield* createNameIndex([...people.values()], personNames),
    posts: yield* createNameIndex([...posts.values()], postNames),
  };
});

/** Makes what nearly all answers from a view need, in steps of some milliseconds: else the first to ask waits for it. */
function* prepareAnswers(view: View): Gradual<void> {
  yield* prepare(view);
  yield* namesIn(view).prepare();
  stats(view);
  yield null;
}

const HAS_WORDS = /[\p{L}\p{N}]/u;

/** Every page of results says how much there is, and a view never changes: it is counted once. */
const stats = oncePer((view: View): IndexStats => {
  const byLang = Object.fromEntries(LANGS.map((lang) => [lang, 0])) as Record<Lang, number>;
  let releases = 0;
  let first = 0;
  let last = 0;
  for (const { segment, live, liveReleases } of view.parts) {
    for (const shown of liveReleases) releases += shown;
    for (const [quotation, day] of segment.day.entries()) {
      if (!live[quotation]) continue;
      byLang[segment.langs[segment.lang[quotation]!]!] += 1;
      if (day === 0) continue;
      if (first === 0 || day < first) first = day;
      if (day > last) last = day;
    }
  }
  const { people, posts } = view.named();
  const { lexicon } = view.snapshot;
  return {
    quotations: view.count,
    releases,
    speakers: people.size,
    posts: posts.size,
    byLang,
    firstDate: dateOf(first),
    lastDate: dateOf(last),
    basis: view.snapshot.basis,
    publishedAt: view.snapshot.publishedAt,
    lexicon: lexicon && { version: lexicon.version, pairs: lexicon.pairs, renderings: lexicon.renderings.length },
  };
});
