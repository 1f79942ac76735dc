/**
 * The words Dixit thinks in. Types only: this file imports nothing, and everything else points towards it.
 *
 * The terms are those of the field: *source*, *cue* and *content* of a quotation (PARC 3.0, Pareti 2016), *mention*
 * (CoreNLP), *Person*, *Post* and *Membership* (Popolo). A *mention* is what the release prints, the *speaker* is the
 * person it denotes, a *post* outlives its holder, a *portfolio* is what the post covers.
 */

export type Lang = 'en' | 'fr';

/** Half-open, in UTF-16 code units, into the normalised text of one release. */
export type Span = { start: number; end: number };

/** One wording a language; a language that is missing has no known wording. */
export type Localized = Partial<Record<Lang, string>>;

/** What a publisher allows to be shown: `withheld` is not yet (or no longer) for readers, `withdrawn` was taken back. */
export type Status = 'usable' | 'withheld' | 'withdrawn';

/** What may be shown of a release, and from when. `embargoedUntil` is an ISO 8601 instant. */
export type Visibility = { status: Status; embargoedUntil: string | null };

/** One remark on odd text or odd data, with its place. Never an exception. */
export type Diagnostic = { rule: string; message: string; span: Span | null };

// ---------------------------------------------------------------------------------------------------------- reading

/**
 * One block of a document as its format gives it, text not yet normalised (a line feed inside it is a line break that
 * the document asks for).
 */
export type RawBlock = {
  kind: BlockKind;
  text: string;
  /** Blocks of one block quotation share a number; null outside of any. */
  quote: number | null;
};

/** `quote` and `attribution` stand only where the format itself says so (blockquote, cite, footer). */
/** A `caption` stands beside a picture, between what is said before and behind it. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'cell' | 'quote' | 'attribution' | 'caption';

/** The release as read from its bytes: nothing is interpreted yet. */
export type RawRelease = Visibility & {
  /** Where it was read, for messages and for telling whether a place says something new: `file` or `file:line`. */
  place: string;
  /** What its publisher or its file calls it; with the publisher, it identifies the release across revisions. */
  sourceId: string;
  publisher: string | null;
  url: string | null;
  title: string | null;
  /** ISO date (YYYY-MM-DD) as declared beside the text, which the dateline may lack or contradict. */
  date: string | null;
  /** The declared language; may be wrong, the text decides. */
  lang: Lang | null;
  /** Other versions of this document that it links to itself. */
  alternates: { lang: Lang; url: string }[];
  blocks: RawBlock[];
  diagnostics: Diagnostic[];
};

// ------------------------------------------------------------------------------------------------------- extraction

/** A block of the normalised text, with the language it is written in. */
export type Block = { kind: BlockKind; quote: number | null; span: Span; lang: Lang };

export type SectionKind =
  | 'headline'
  | 'dateline'
  | 'body'
  | 'quotes'
  | 'quick-facts'
  | 'links'
  | 'about'
  | 'source'
  | 'contacts';

export type Section = { kind: SectionKind; span: Span };

export type Dateline = {
  place: string | null;
  /** ISO date, null when the dateline prints no full date. */
  date: string | null;
  wire: string | null;
  span: Span;
};

/** `direct`: exact words; `mixed`: exact fragments within reported speech; `indirect`: reported, not exact. */
export type QuotationKind = 'direct' | 'mixed' | 'indirect';

export type Quotation = {
  /** Survives a rebuild, a re-extraction and a new revision that leaves the words alone. */
  id: string;
  releaseId: string;
  lang: Lang;
  kind: QuotationKind;
  /** Several pieces when an incise interrupts it or when it runs over paragraphs. */
  content: Span[];
  /** The pieces, one space between, paragraphs joined by a line feed. */
  text: string;
};

/**
 * `stated`: the release names the speaker at the quotation; `resolved`: it prints a pronoun, an office or part of a
 * name, and the document tells whom it means; `inferred`: nothing is printed at the quotation; `unknown`: no speaker.
 */
export type Certainty = 'stated' | 'resolved' | 'inferred' | 'unknown';

/** By what a speaker was found: the rules of extraction. What was stored by former rules may name others. */
export type AttributionRule =
  | 'block-markup'
  | 'block-signed-same-line'
  | 'block-signed-above'
  | 'block-signed-below'
  | 'block-signed-together'
  | 'block-unmarked'
  | 'block-said-colon'
  | 'prose-incise-inside'
  | 'prose-cue-after'
  | 'prose-subject-cue-after'
  | 'prose-infinitive'
  | 'prose-speech-noun'
  | 'prose-cue-colon'
  | 'prose-cue-before'
  | 'prose-fragment'
  | 'prose-according-to'
  | 'prose-fragment-shared'
  | 'prose-participle'
  | 'prose-bracketed'
  | 'prose-unlisted-verb'
  | 'prose-label-colon'
  | 'prose-colon'
  | 'prose-introduced-above'
  | 'prose-announced'
  | 'prose-subject-before'
  | 'prose-continues'
  | 'dialogue-dash'
  | 'statement'
  | 'interview-turn'
  | 'indirect-according-to'
  | 'indirect-that'
  | 'indirect-infinitive'
  | 'indirect-bare'
  | 'indirect-final'
  | 'indirect-parenthesis';

export type Attribution = {
  quotationId: string;
  /** The words that say who speaks, as printed. */
  mention: string | null;
  /**
   * The names the document gives for them, several for joint speakers; empty when nothing says who. With certainty
   * `unknown` the one name is a description of somebody whom nothing names (`a spokesperson for the department`).
   */
  names: string[];
  source: Span | null;
  cue: Span | null;
  /** The office as printed. */
  title: string | null;
  /** The name of the rule that decided. */
  rule: string;
  certainty: Certainty;
};

/** What one release says: everything is a span into `text`, which never changes after normalisation. */
export type Extraction = {
  headline: string | null;
  lang: Lang;
  dateline: Dateline | null;
  issuedOn: string | null;
  text: string;
  blocks: Block[];
  sections: Section[];
  quotations: { quotation: Quotation; attribution: Attribution }[];
  diagnostics: Diagnostic[];
};

// ------------------------------------------------------------------------------------------------------------ record

export type Release = Visibility & {
  id: string;
  sourceId: string;
  publisher: string | null;
  url: string | null;
  lang: Lang;
  headline: string | null;
  dateline: Dateline | null;
  /** ISO date; null when neither the text nor its metadata give one. */
  issuedOn: string | null;
  text: string;
  contentHash: string;
  /** 1 for the first version seen, one more with each change. */
  revision: number;
  /** ISO instant at which this revision was first read. */
  recordedAt: string;
};

/** A release in its current revision, with all that was extracted from it. */
export type RecordedRelease = {
  release: Release;
  alternates: { lang: Lang; url: string }[];
  sections: Section[];
  quotations: { quotation: Quotation; attribution: Attribution }[];
  diagnostics: Diagnostic[];
};

// ------------------------------------------------------------------------------------------------- people and posts

export type Person = {
  id: string;
  name: string;
  otherNames: string[];
  /** Misprints that were seen: they tell whom is meant, and are never shown as a name. */
  misprints?: string[];
  gender?: 'f' | 'm';
  /** Where the facts are from. */
  source?: string;
};
export type Post = {
  id: string;
  title: Localized;
  portfolio: Localized;
  jurisdiction: string | null;
  /** Wordings by which it is found, which no source gives as its official title. */
  otherTitles?: Partial<Record<Lang, string[]>>;
  /** The languages whose wording is not of the register but learned from quotations. */
  learned?: Lang[];
  source?: string;
};
/** Half-open in days: `endDate` is the day the successor starts. Null is unknown, not "always". */
export type Membership = {
  personId: string;
  postId: string;
  startDate: string | null;
  endDate: string | null;
  source: string;
  /** The first and last day on which dated documents show it held; says nothing of when it began and ended. */
  attested?: { first: string; last: string };
  /** The source, read on this day, gave no end. */
  openAsOf?: string;
  note?: string;
};
/** A government, and how its releases are told: whose minister `the Minister of Health` is. */
export type Jurisdiction = {
  id: string;
  name: Localized;
  /** Hosts of its sites, with all below them (`quebec.ca`). */
  hosts: string[];
  publishers: string[];
  /** Seats of the government, as datelines print them. */
  places: string[];
};
export type Register = {
  people: Person[];
  posts: Post[];
  memberships: Membership[];
  jurisdictions?: Jurisdiction[];
};

// ------------------------------------------------------------------------------------------------ two languages

/**
 * One thing said: its versions in both languages and its repeats, word for word or nearly so. Its id is that of its
 * first quotation; every quotation is of one statement, mostly alone or with its counterpart.
 */
export type Statement = { id: string; quotationIds: string[] };

/** What two versions of a statement may disagree in. A `date` is a day, a month, a year, a weekday or a time of day. */
export type DifferenceKind = 'number' | 'amount' | 'date' | 'name';

/**
 * Where two versions of one statement disagree. Spans are UTF-16 half-open into each version's own text; one of them is
 * null where the other version says nothing of the kind.
 */
export type Difference = {
  kind: DifferenceKind;
  a: { text: string; span: Span } | null;
  b: { text: string; span: Span } | null;
};

/** Two words, each as most often printed, that stand for each other. */
export type Rendering = {
  words: Record<Lang, string>;
  /** The same, folded and stemmed. */
  stems: Record<Lang, string>;
  /** 0 to 1, of each word: in what share of its uses the other stands for it. */
  share: Record<Lang, number>;
  /** The glossary says so too, of these words alone or within a term. */
  inGlossary: boolean;
  /** How many aligned quotations hold both words; of how many that hold each. */
  together: number;
  each: Record<Lang, number>;
  /** The aligned quotations that first showed it; null when only the glossary does. */
  example: Record<Lang, string> | null;
};

/** What is known of words that stand for each other in two languages. */
export type Lexicon = {
  /** Of what it says: two lexicons of one version are the same. */
  version: string;
  /** How many aligned quotations it was learned from. */
  pairs: number;
  /** Strongest first. */
  renderings: readonly Rendering[];
};
