/**
 * The Index port: a published, immutable snapshot of quotations and all that the pages show of them.
 *
 * It lives beside its consumers (`web/`, `cli/`), which know nothing of what is behind it. Whatever is withheld,
 * withdrawn or under embargo at the moment of asking is in no answer: not as a hit, a count, a facet, a suggestion, a
 * counterpart, a person known only from it. Adapters enforce that; callers cannot forget it.
 */
import type {
  Certainty,
  Dateline,
  Difference,
  Lang,
  Lexicon,
  Localized,
  Membership,
  Person,
  Post,
  QuotationKind,
  Register,
  Rendering,
  Section,
  Span,
  Visibility,
} from '../domain.ts';

// --------------------------------------------------------------------------------------------------- what is published

/** A quotation with all that an answer shows of it, so that a reader needs nothing but the Index. */
export type QuotationDocument = {
  id: string;
  lang: Lang;
  kind: QuotationKind;
  text: string;
  /** Where its pieces stand in the release's text. */
  content: Span[];
  speakers: { id: string; name: string }[];
  mention: string | null;
  title: string | null;
  /** `foundBy`: other wordings, by which it is found and which are not shown. */
  posts: { id: string; title: Localized; portfolio: Localized; foundBy?: Partial<Record<Lang, string[]>> }[];
  certainty: Certainty;
  rule: string;
  /** What says the same in the other language, one for one. */
  counterpartId: string | null;
  /** All that says it in the other language: more than the counterpart where that prints it as several quotations. */
  versionIds: readonly string[];
  statementId: string;
  /** Where this (`a`) and its counterpart (`b`) do not agree. */
  differences: readonly Difference[];
  /** A person decided who speaks here, or in which post. */
  corrected?: true;
};

export type ReleaseDocument = Visibility & {
  id: string;
  sourceId: string;
  publisher: string | null;
  url: string | null;
  lang: Lang;
  headline: string | null;
  dateline: Dateline | null;
  /** ISO date. */
  issuedOn: string | null;
  text: string;
  revision: number;
  /** The instant at which this revision was recorded. */
  recordedAt?: string;
  sections: Section[];
  counterpartId: string | null;
  /** In the order of the text. */
  quotations: QuotationDocument[];
};

export type Publication = {
  /**
   * `all`: these releases are the whole collection and replace what is published; `changes`: they are added to it, or
   * replace the releases of the same id.
   */
  scope: 'all' | 'changes';
  /**
   * Whatever their visibility: what is withheld or withdrawn takes the place of what is shown of it, what is under embargo
   * waits for its end. What the others say of these (their words in a difference, their id as a counterpart's) would be
   * kept in clear, if unseen: who knows better gives the others as they read without them, and again in `pending`.
   */
  releases: Iterable<ReleaseDocument> | AsyncIterable<ReleaseDocument>;
  /**
   * All that changes by itself later; takes the place of what was pending. Absent: that stays. Asked for once all releases
   * were given, one after another.
   */
  pending?: Iterable<PendingChanges>;
  /** Always whole: people and posts that no published quotation mentions are kept too. */
  register: Register;
  /** Asked for once all releases were given. Absent: the one that is published stays. */
  lexicon?: () => Lexicon;
  /** Names all that this was made from (the state of the store, the register); readers see it in `stats`. */
  basis: string;
  /** Told after each release, for a progress display. */
  onProgress?: (done: number) => void;
};

/** Releases that are added, or replace those of the same id, when their moment comes: nobody knows of them before. */
export type PendingChanges = {
  /** The instant (ms). */
  from: number;
  releases: Iterable<ReleaseDocument>;
};

// -------------------------------------------------------------------------------------------------------- what is asked

export type Sort = 'relevance' | 'newest' | 'oldest';

/** Filters by id or value; those of one field are alternatives, the fields all hold. Dates are inclusive ISO days. */
export type Filters = {
  speaker: string[];
  post: string[];
  lang: Lang[];
  kind: QuotationKind[];
  publisher: string[];
  from: string | null;
  to: string | null;
};

export const NO_FILTERS: Filters = { speaker: [], post: [], lang: [], kind: [], publisher: [], from: null, to: null };

export type SearchRequest = {
  /** As the reader typed it; parsed by `query.ts`, which never fails. Empty is everything, newest first. */
  q: string;
  filters: Filters;
  /** Null: by relevance when there are words to rank by, else newest first. */
  sort: Sort | null;
  /** From 1. */
  page: number;
  hitsPerPage: number;
  /** The language of the interface, for the names of facet values. Null: either. */
  displayLang: Lang | null;
  /** False: the query's words in no other language. So it is anyway where a language is asked for. */
  translate?: boolean;
  /** Each hit that is ranked says what its score is made of. */
  explain?: boolean;
  /** Also counts months. */
  months?: boolean;
  /** `nextCursor` of an answer to the same search: goes on there, and `page` does not count. */
  cursor?: string | null;
};

/** What was published cannot be read; the message says why, and names no place above the published files. */
export class UnavailableError extends Error {}

/** A cursor that cannot be followed. `stale`: what is published has changed since it was given. */
export class CursorError extends Error {
  readonly reason: 'unreadable' | 'other-search' | 'stale';

  constructor(reason: CursorError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export type FacetName = keyof Facets | 'month';

/** The values of one facet of a search: those of which a word of the name begins as each word of `value` does. */
export type FacetRequest = Pick<SearchRequest, 'q' | 'filters' | 'displayLang'> &
  Omit<ListRequest, 'q'> & { name: FacetName; value: string };

/**
 * What a search finds under its speakers; `page` and `hitsPerPage` count these. Each shows the first statements of what it
 * holds, with those of their versions and repeats that are among its best.
 */
export type GroupRequest = SearchRequest & { statementsInGroup: number };

// ----------------------------------------------------------------------------------------------------- what is answered

export type ReleaseSummary = {
  id: string;
  sourceId: string;
  url: string | null;
  headline: string | null;
  publisher: string | null;
  lang: Lang;
};

export type QuotationAnswer = Omit<QuotationDocument, 'counterpartId' | 'versionIds' | 'statementId'> & {
  date: string | null;
  release: ReleaseSummary;
  counterpart: VersionSummary | null;
  versions: VersionSummary[];
  /** `occurrences` counts what may be shown of it, this quotation included. */
  statement: { id: string; occurrences: number };
};

export type VersionSummary = { id: string; lang: Lang; text: string };

/**
 * `highlights` are sorted, disjoint spans into the hit's own `text`. `translated`: it holds words of the query only as
 * what they are in its language; these are highlighted too. Never so among the full matches.
 */
export type Hit = QuotationAnswer & {
  highlights: Span[];
  translated: { from: Lang } | null;
  /** Where it is asked for; null where the order is by date. */
  explanation?: Explanation | null;
};

/**
 * A score and what it is made of (the formula is in `ranking.ts`): the `score` of each word and of each pair in
 * proximity, of coordination and of language sum to the whole. Recency is no part of it: of equal scores the newer
 * quotation comes first.
 */
export type Explanation = {
  score: number;
  words: {
    word: string;
    /** It is part of an exact phrase: only its very letters count. */
    inPhrase: boolean;
    score: number;
    idf: number;
    /** The occurrences, each `quality · weight · count`, less in long fields. */
    tf: number;
    /** 1, or how sure the translation is by which alone it is there. */
    sureness: number;
    occurrences: {
      field: 'quotation' | 'speaker' | 'office' | 'headline';
      /** As typed, but for accents, by a common stem, or in translation. */
      match: 'exact' | 'folded' | 'stem' | 'translation';
      quality: number;
      count: number;
      weight: number;
      /** Of the field, in words. */
      length: number;
      averageLength: number;
    }[];
  }[];
  /** `distance` 1: they stand as in the query; 1 more for each word more or fewer between them. */
  proximity: { words: string[]; weight: number; distance: number; score: number }[];
  /** What is missing takes away; `matched` of `wanted`. */
  coordination: { matched: number; wanted: number; score: number };
  /** The language that the query's words tell, and what a quotation in it gains. */
  language: { lang: Lang | null; factor: number; score: number };
};

export type FacetValue = { id: string; name: string; count: number };
export type Facets = {
  speaker: FacetValue[];
  post: FacetValue[];
  lang: FacetValue[];
  year: FacetValue[];
  kind: FacetValue[];
  publisher: FacetValue[];
};

export type SearchResult = {
  /** Exact: the quotations that hold every wanted word and pass the filters. */
  totalHits: number;
  /**
   * Full matches first; where they do not fill the page, those that miss words, or hold them in translation, follow, the
   * best first, and `relaxed` is true.
   */
  hits: Hit[];
  relaxed: boolean;
  facets: Facets;
  /** Where they are asked for; the latest first. */
  months?: FacetValue[];
  /** The query with its misprints mended, whether or not the closest hits were looked for by that. */
  didYouMean: string | null;
  understood: Understood;
  /** Where nothing is found at all: words that are there, under the same filters. */
  related: Related[];
  /** Where the full matches go on behind these; null where none is left. It holds as long as the snapshot does. */
  nextCursor: string | null;
};

/**
 * A word of the collection that a query which finds nothing may go on from: it stands beside a word `of` the query, is
 * spelt like one, or is one in the other language. `count`: what a search for it finds under the same filters.
 */
export type Related = { text: string; count: number; of: string; by: 'beside' | 'spelling' | 'translation' };

/** How a query was understood. Words are as they are read: in lower case, typography plain. */
export type Understood = {
  /** All wanted, in any inflection. */
  words: string[];
  phrases: string[];
  /** Of each, one is wanted; phrases and operators among them as one types them. */
  alternatives: string[][];
  excluded: string[];
  speakers: string[];
  posts: string[];
  langs: Lang[];
  kinds: QuotationKind[];
  /** Inclusive: a day, or the month or year that it begins or ends with. */
  from: string | null;
  to: string | null;
  /** Words too common to be wanted, and those that only ask: they count for order and distance. */
  passedOver: string[];
  /** What looks like the query language and is none; searched as words. */
  unread: string[];
  /** The language that the words tell. */
  language: Lang | null;
  /** By what the closest hits were looked for, where full matches did not fill the page. */
  corrections: { from: string; to: string }[];
  translations: { from: string; lang: Lang; to: string[] }[];
};

/**
 * `phrase`: a frequent one of quotations, counted in the newest that hold its beginning; its id is its text. All others
 * come before phrases.
 */
export type Suggestion = { kind: 'speaker' | 'post' | 'phrase'; id: string; text: string; count: number };

/** A person with what is visible of them; `posts` are those held by the register or printed at their quotations. */
export type PersonAnswer = Omit<Person, 'misprints'> & {
  /** Not of the register: known from quotations alone. */
  learned?: true;
  quotationCount: number;
  firstDate: string | null;
  lastDate: string | null;
  memberships: (Omit<Membership, 'personId' | 'postId'> & { post: Post })[];
};
export type PostAnswer = Omit<Post, 'learned'> & {
  /** Not of the register, or these of its wordings are not. */
  learned?: true | Lang[];
  quotationCount: number;
  firstDate: string | null;
  lastDate: string | null;
  memberships: (Omit<Membership, 'personId' | 'postId'> & { person: Person })[];
};
export type ReleaseAnswer = Omit<ReleaseDocument, 'quotations' | 'counterpartId' | keyof Visibility> & {
  counterpart: ReleaseSummary | null;
  quotations: QuotationAnswer[];
};
/** `quotations` are in the order of their days, then of their ids. */
export type StatementAnswer = { id: string; quotations: QuotationAnswer[] };
export type LexiconAnswer = {
  /** Of a single word, strongest first. */
  renderings: readonly Rendering[];
  /** What the bundled glossary says of the whole term. */
  terms: readonly Record<Lang, string>[];
};
export type Listing<Item> = { total: number; items: Item[] };
export type ListRequest = { q: string; page: number; hitsPerPage: number };

/** What one speaker said of what a search finds: how much, and the first of it. */
export type Group = { speaker: FacetValue; hits: Hit[] };

/** `reason` is for people, and names no place above the published files. */
export type Health = { ok: true } | { ok: false; reason: string };

export type IndexStats = {
  quotations: number;
  releases: number;
  speakers: number;
  posts: number;
  byLang: Record<Lang, number>;
  firstDate: string | null;
  lastDate: string | null;
  /** What the snapshot was made from, and when it was published (ISO instant); null when empty. */
  basis: string | null;
  publishedAt: string | null;
  /** Of the lexicon; null when there is none. */
  lexicon: { version: string; pairs: number; renderings: number } | null;
};

/**
 * Searching methods read one snapshot each: a publication made meanwhile is seen by the next call, or, where it is so
 * large that reading it takes its time, as soon as it is read. Unknown and invisible ids answer null alike. With nothing
 * published nothing is found; over something that cannot be read they throw `UnavailableError`, unless what was read
 * before can still answer.
 */
export interface QuotationReader {
  /** Throws `CursorError`. */
  search(request: SearchRequest): Promise<SearchResult>;
  /** All values of a facet, with exact counts: `search` answers the most frequent only. */
  facet(request: FacetRequest): Promise<Listing<FacetValue>>;
  /** The full matches of a search by speaker, the most quoted first; where speakers are filtered by, only those. */
  groups(request: GroupRequest): Promise<Listing<Group>>;
  /** Quotations in export order, newest first and then by id, one at a time; all that `search` would find. */
  scan(request: Pick<SearchRequest, 'q' | 'filters'>): AsyncIterable<QuotationAnswer>;
  get(quotationId: string): Promise<QuotationAnswer | null>;
  release(releaseId: string): Promise<ReleaseAnswer | null>;
  statement(statementId: string): Promise<StatementAnswer | null>;
  /** Quotations that do not agree with their counterpart, newest first; of each pair the version that `lang` asks for. */
  differences(request: { lang: Lang; page: number; hitsPerPage: number }): Promise<Listing<QuotationAnswer>>;
  /** What a word or term is in the other language, whichever it is in itself. */
  lexicon(term: string): Promise<LexiconAnswer>;
  /** People and posts that visible quotations name, most quoted first; `q` matches the start of any word of a name. */
  people(request: ListRequest): Promise<Listing<PersonAnswer>>;
  person(id: string): Promise<PersonAnswer | null>;
  /** Who is quoted in the same visible releases as this person, and in how many; most first, at most `limit`. */
  beside(personId: string, limit: number): Promise<FacetValue[]>;
  posts(request: ListRequest): Promise<Listing<PostAnswer>>;
  post(id: string): Promise<PostAnswer | null>;
  suggest(prefix: string, limit: number): Promise<Suggestion[]>;
  stats(): Promise<IndexStats>;
  /** Whether what is published, if anything, can be read; also where answers are still given without it. */
  health(): Promise<Health>;
  close(): Promise<void>;
}

/** One at a time writes; what it writes other processes see by their readers. */
export interface QuotationPublisher {
  /** Writes a new snapshot and makes it current in one step; a failure or a kill leaves the former one. */
  publish(publication: Publication): Promise<void>;
  /** Takes releases, with their quotations, out of what is published and of what is pending; at once. */
  remove(releaseIds: readonly string[]): Promise<void>;
  /** Deletes what a killed publication or removal left, which may hold what was taken out. */
  tidy(): Promise<void>;
  /**
   * What the published snapshot was made from; null when there is none, or it is damaged or of another version. `lifted`
   * where something that was pending when it was made is no longer.
   */
  published(): Promise<{ basis: string; lifted?: true } | null>;
}

/** What answers, and what is published by, where one process does both. */
export type QuotationIndex = QuotationReader & QuotationPublisher;
