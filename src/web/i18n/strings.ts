/** Every text of the interface, by name: a language is one table of this type, so a missing string does not compile. */
import type { Certainty, DifferenceKind, Lang, QuotationKind } from '../../domain.ts';
import type { Facets, Related, Sort } from '../../search/port.ts';
import type { CopyFormat } from '../cite/copy.ts';
import type { CitationFormat } from '../cite/formats.ts';
import type { FeedFormat } from '../feed.ts';
import type { Excess, Findable } from '../requests.ts';

/** The wordings of a count by its plural category (CLDR); `#` stands for the number. */
export type Forms = { one: string; other: string; many?: string };

export type Strings = {
  /** BCP 47 tag for dates, numbers and plurals. */
  locale: string;
  /** The language's name in itself. */
  ownName: string;
  /** Quotation marks with the spaces that belong to them. */
  marks: { open: string; close: string };
  /** A label and what it introduces. */
  labelled: (label: string) => string;
  /** The first day of a month in a date. */
  firstOfMonth: string;

  tagline: string;
  skip: string;
  mainNavigation: string;
  languageNavigation: string;
  search: string;
  speakers: string;
  posts: string;
  footer: string;
  api: string;

  searchLabel: string;
  searchHint: string;
  helpLink: string;
  searchButton: string;
  latest: string;
  results: string;
  quotations: Forms;
  releases: Forms;
  coverage: (quotations: string, releases: string, period: string) => string;
  sortBy: string;
  sorts: Record<Sort, string>;
  groupBySpeaker: string;
  asOneList: string;
  allBySpeaker: (name: string) => string;
  filters: string;
  activeFilters: string;
  facets: Record<keyof Facets, string>;
  removeFilter: (filter: string) => string;
  removeAllFilters: string;
  moreValues: Forms;
  valuesNotShown: Forms;
  findIn: Record<Findable, string>;
  noneWithName: string;
  monthsOf: (year: string) => string;
  dates: string;
  dateFrom: string;
  dateTo: string;
  dateHint: string;
  applyDates: string;
  didYouMean: string;
  closest: string;
  noExact: string;
  throughTranslation: Record<Lang, string>;
  alsoLookedFor: string;
  relatedWords: string;
  /** How a word of the collection is related to one of the query. */
  related: Record<Related['by'], (word: string) => string>;
  searchedAsWords: string;
  foundIn: string;
  /** Where a word can stand that is searched for. */
  fields: Record<'quotation' | 'speaker' | 'office' | 'headline', string>;
  withoutTranslation: string;
  withTranslation: string;
  nothing: string;
  nothingAdvice: string[];
  withoutFilter: (filter: string) => string;
  withoutMarks: string;
  browseSpeakers: string;
  browsePosts: string;
  nothingPublished: string;
  beyondLastPage: string;
  ignored: string;
  pages: string;
  previous: string;
  next: string;
  pageOf: (page: string, pages: string) => string;

  languages: Record<Lang, string>;
  kinds: Record<QuotationKind, string>;
  certainties: Record<Certainty, string>;
  version: Record<Lang, string>;
  noVersion: Record<Lang, string>;
  differences: string;
  differenceKinds: Record<DifferenceKind, string>;
  nothingOfTheKind: Record<Lang, string>;
  occurrences: string;
  quotation: string;
  quotationPage: string;
  unknownSpeaker: string;
  mention: string;
  date: string;
  undated: string;
  publisher: string;
  release: string;
  untitledRelease: string;
  source: string;
  kind: string;
  rule: string;
  correctedByHand: string;

  /** Who said it and in what: `Jane Roe, Minister of Health, in “A release”`. */
  cited: (speaker: string, release: string) => string;
  pressRelease: string;
  whySpeaker: string;
  context: string;
  inRelease: string;
  atSource: string;
  atSourceHint: string;
  releasedOn: (date: string) => string;
  recordedOn: (date: string) => string;
  nearby: (speaker: string) => string;
  copyWithAttribution: string;
  copyField: string;
  copyFormats: Record<CopyFormat, string>;
  cite: string;
  citationFormats: Record<CitationFormat, string>;
  asData: string;
  formerRule: string;

  byMonth: string;
  month: string;
  mostIn: (most: string) => string;
  asTable: string;
  compare: string;
  compareWith: string;
  compareHolders: string;
  compareSpeakers: Record<'a' | 'b', string>;
  compareSubject: string;
  compareHint: string;
  compareButton: string;
  severalOfName: (name: string) => string;
  noneOfName: (name: string) => string;
  nothingOnSubject: string;

  exportAll: string;
  follow: string;
  feedFormats: Record<FeedFormat, string>;

  otherNames: string;
  postsHeld: string;
  holders: string;
  noHolders: string;
  holder: string;
  post: string;
  since: (date: string) => string;
  until: (date: string) => string;
  between: (start: string, end: string) => string;
  datesUnknown: string;
  attested: (period: string) => string;
  learned: string;
  figures: string;
  quotedBeside: string;
  saidInPost: (name: string) => string;
  latestQuotations: string;
  allQuotations: string;

  quotationsOfRelease: string;
  noQuotationInRelease: string;
  revision: string;

  findSpeaker: string;
  findPost: string;
  speakerCount: Forms;
  postCount: Forms;
  noneFound: string;

  help: string;
  helpIntro: string;
  helpQuery: string;
  /** What can be typed, and what it finds. */
  helpQueryForms: { typed: string; finds: string }[];
  helpLanguages: string;
  helpLanguagesText: string;
  helpCertainty: string;
  helpKeys: string;
  helpKeysText: string;
  keys: { key: string; does: string }[];
  useKeys: string;

  /** What only the script says; each is a data attribute of the page's body. */
  script: {
    copy: string;
    copied: string;
    cannotCopy: string;
    suggestions: string;
    speaker: string;
    post: string;
    phrase: string;
  };

  notFound: string;
  notFoundText: string;
  failed: string;
  failedText: string;
  tooMuch: string;
  addressName: string;
  /** `parameter` as the address has it; the limit, and what was found. */
  tooMuchOf: Record<Excess['code'], (parameter: string, limit: string, found: string) => string>;
  busy: string;
  busyText: string;
  tooOften: string;
  tooOftenText: (seconds: string) => string;
  pagesEnd: string;
};
