/**
 * A segment: some releases with their quotations, immutable, in two files. `…index` is what searches need and is held
 * in memory; `…documents` holds the documents as lines of JSON and is read from the disk, line by line, when an answer
 * shows them. Quotations are numbered from 0, newest first and then by id; releases by id.
 */

import { join } from 'node:path';
import { decode, encode } from 'vlq';
import type { Lang, Localized, QuotationKind, Span } from '../../../domain.ts';
import type { QuotationDocument, ReleaseDocument, ReleaseSummary } from '../../port.ts';
import { FIELDS } from '../../ranking.ts';
import { createTermIndex } from '../terms/term-index.ts';
import { type Documents, documentsInFile, openLines } from './documents.ts';
import { findId, type Ids, idsIn } from './id-table.ts';
import { type Adjacent, openAdjacent } from './next-words.ts';
import { openPostings, type Postings } from './postings.ts';
import {
  bytesOf,
  type FileRecord,
  linesIn,
  parseSection,
  parseSlices,
  readSections,
  type Sections,
} from './section-file.ts';

export type SegmentFiles = { index: FileRecord; documents: FileRecord };

/** What a line of the documents file says of a release; its text is in a line of its own. */
export type ReleaseHead = ReleaseSummary & { issuedOn: string | null };
export type ReleaseBody = Omit<ReleaseDocument, keyof ReleaseHead | 'quotations'> & { quotationIds: string[] };

/** What other answers show of a quotation. */
export type Said = Pick<QuotationDocument, 'lang' | 'text'>;
/** What of the rest is shown as it is; what is left depends on what else may be shown. */
export type QuotationBody = Omit<
  QuotationDocument,
  keyof Said | 'counterpartId' | 'versionIds' | 'statementId' | 'differences'
>;

/** `places`: where the words of its text are, see `packPlaces`. */
export type StoredQuotation = Omit<QuotationDocument, keyof QuotationBody> & { body: QuotationBody; places: string };

/** A line of the documents file, in which what is said comes first and can be read alone. */
export const lineOf = ({ lang, text, ...rest }: StoredQuotation): string =>
  `${JSON.stringify({ lang, text }).slice(0, -1)}${SAID_END},${JSON.stringify(rest).slice(1)}\n`;
/** White space to JSON, and never within a text of it. */
const SAID_END = '\t';

/** Variable-length lists in two arrays: those of `i` are `values` from `starts[i]` to `starts[i + 1]`. */
export type Lists = { starts: Uint32Array; values: Uint32Array };

/** What facets count, of each of some quotations. */
export type Circumstances = {
  lang: Uint8Array;
  kind: Uint8Array;
  /** By `Tables.years`. */
  year: Uint32Array;
  /** 0 for none, else the number in `Tables.publishers` and one. */
  publisher: Uint32Array;
};
export type Attributions = { speakers: Lists; offices: Lists };

/**
 * Quotations that agree in some facets: the number of each one's group, and what each group agrees in. There are far fewer
 * groups than quotations, so what a facet has of many quotations is counted by group.
 */
export type Groups<Columns> = { size: number; of: Uint16Array | Uint32Array; columns: Columns };

/** Tables that the columns point into. */
export type Tables = {
  langs: Lang[];
  kinds: QuotationKind[];
  publishers: string[];
  /** 0 for those that are not known. */
  years: number[];
  people: { id: string; name: string }[];
  posts: { id: string; title: Localized; portfolio: Localized }[];
};

/** Columns have a row for each quotation. */
export type Segment = Tables &
  Circumstances &
  Attributions & {
    quotationCount: number;
    releaseIds: Ids;
    ids: Ids;

    // --- of each quotation
    /** As a number, 20201031; 0 when the date is not known. */
    day: Int32Array;
    release: Uint32Array;
    /** 1 where it does not agree with its counterpart. */
    differs: Uint8Array;
    /** Its number in `statementIds`. */
    statement: Uint32Array;
    circumstances: Groups<Circumstances>;
    attributions: Groups<Attributions>;

    // --- of each statement
    /** In ascending order. */
    statementIds: Ids;
    /** Its quotations. */
    statementQuotations: Lists;

    // --- words
    /**
     * Forms in the order of the text, field by field: field `f` of quotation `q` from `bounds[q * FIELDS.length + f]` to
     * the next bound. `OVERLAY` marks a compound as a whole, which counts for no position.
     */
    forward: Uint32Array;
    bounds: Uint32Array;
    /** A form is a word as written, read in one language; form 0 separates texts. */
    surfaces: readonly string[];
    /** The forms in the order of their folded words. */
    formOrder: Uint32Array;
    postings: Postings;
    /** Which quotations hold one frequent form right after another. */
    adjacent: Adjacent;
    /** How long each field is on average, in words, by which the weights of the postings were reckoned. */
    averageLengths: Float64Array;
    /** The forms that are indexed under a term. */
    formsOf(term: string): readonly number[];

    find(quotationId: string): number | null;
    findRelease(releaseId: string): number | null;
    findStatement(statementId: string): number | null;

    // --- documents; these throw `DamagedFile`
    quotationAt(quotation: number): StoredQuotation;
    saidAt(quotation: number): Said;
    headAt(release: number): ReleaseHead;
    bodyAt(release: number): ReleaseBody;
  } & Pick<Documents, 'verify' | 'prefetch' | 'close'>;

/** As it was given to be stored. */
export const documentOf = ({ places: _, body, ...rest }: StoredQuotation): QuotationDocument => ({ ...body, ...rest });

export const OVERLAY = 0x80000000;

/** Throws `DamagedFile` when a file is not what its record says. */
export async function openSegment(dir: string, files: SegmentFiles): Promise<Segment> {
  const sections = await readSections(join(dir, files.index.file), files.index);
  return segmentOf(sections, await documentsInFile(join(dir, files.documents.file), files.documents));
}

export async function segmentOf(sections: Sections, documents: Documents): Promise<Segment> {
  const tables = parseSection<Tables>(sections, 'tables');
  const ids = idsIn(sections, 'ids');
  const releaseIds = idsIn(sections, 'releaseIds');
  const byId = new Uint32Array(bytesOf(sections, 'byId').buffer);
  const terms = createTermIndex();
  for await (const line of linesIn(sections, 'terms')) {
    const end = line.indexOf(' ');
    terms.import(line.slice(0, end), line.slice(end + 1));
  }
  const { formsOf } = terms;
  const { starts, values: quotations } = lists(sections, 'formQuotations');
  const surfaces: string[] = [];
  for await (const some of parseSlices<string>(sections, 'surfaces')) surfaces.push(...some);
  const adjacent = {
    forms: new Uint32Array(bytesOf(sections, 'frequentForms').buffer),
    starts: new Uint32Array(bytesOf(sections, 'adjacent.starts').buffer),
    steps: new Uint16Array(bytesOf(sections, 'adjacent.steps').buffer),
  };
  const weights = new Uint16Array(bytesOf(sections, 'formWeights').buffer);
  const heaviest = new Uint16Array(bytesOf(sections, 'formHeaviest').buffer);
  const [weightUnit = 0] = new Float64Array(bytesOf(sections, 'weightUnit').buffer);
  const places = bytesOf(sections, 'formPlaces');
  const statementIds = idsIn(sections, 'statementIds');
  const line = openLines(sections, documents);
  const releaseCount = releaseIds.length;
  const columns: Circumstances & Attributions = {
    lang: bytesOf(sections, 'lang'),
    kind: bytesOf(sections, 'kind'),
    year: new Uint32Array(bytesOf(sections, 'year').buffer),
    publisher: new Uint32Array(bytesOf(sections, 'publisher').buffer),
    speakers: lists(sections, 'speakers'),
    offices: lists(sections, 'offices'),
  };

  return {
    ...tables,
    ...columns,
    quotationCount: ids.length,
    ids,
    releaseIds,
    day: new Int32Array(bytesOf(sections, 'day').buffer),
    release: new Uint32Array(bytesOf(sections, 'release').buffer),
    differs: bytesOf(sections, 'differs'),
    statement: new Uint32Array(bytesOf(sections, 'statement').buffer),
    statementIds,
    statementQuotations: lists(sections, 'statementQuotations'),
    circumstances: groups(sections, 'circumstances', (examples) => ({
      lang: Uint8Array.from(examples, (i) => columns.lang[i]!),
      kind: Uint8Array.from(examples, (i) => columns.kind[i]!),
      year: examples.map((i) => columns.year[i]!),
      publisher: examples.map((i) => columns.publisher[i]!),
    })),
    attributions: groups(sections, 'attributions', (examples) => ({
      speakers: listsOf(columns.speakers, examples),
      offices: listsOf(columns.offices, examples),
    })),
    forward: new Uint32Array(bytesOf(sections, 'forward').buffer),
    bounds: new Uint32Array(bytesOf(sections, 'bounds').buffer),
    surfaces,
    formOrder: new Uint32Array(bytesOf(sections, 'formOrder').buffer),
    postings: openPostings({ starts, quotations, weights, places, heaviest, weightUnit }, ids.length, formsOf),
    adjacent: openAdjacent(adjacent, surfaces.length),
    averageLengths: new Float64Array(bytesOf(sections, 'averageLengths').buffer),
    formsOf,
    find: (id) => findId(ids, id, byId),
    findRelease: (id) => findId(releaseIds, id),
    findStatement: (id) => findId(statementIds, id),
    quotationAt: (quotation) => parse<StoredQuotation>(line(quotation)),
    saidAt(quotation) {
      const bytes = line(quotation);
      return parse<Said>(`${bytes.toString('utf8', 0, bytes.indexOf(SAID_END))}}`);
    },
    headAt: (release) => parse<ReleaseHead>(line(ids.length + release)),
    bodyAt: (release) => parse<ReleaseBody>(line(ids.length + releaseCount + release)),
    verify: documents.verify,
    prefetch: documents.prefetch,
    close: documents.close,
  };
}

export const listAt = ({ starts, values }: Lists, i: number): Uint32Array =>
  values.subarray(starts[i]!, starts[i + 1]!);

/** How many forms field `field` of a quotation holds. */
export const fieldLength = ({ bounds }: Segment, quotation: number, field: number): number => {
  const at = quotation * FIELDS.length + field;
  return bounds[at + 1]! - bounds[at]!;
};

/** How far each word of a text starts after the one before, and how long it is. */
export function packPlaces(words: readonly Span[]): string {
  let last = 0;
  const numbers: number[] = [];
  for (const { start, end } of words) {
    numbers.push(start - last, end - start);
    last = start;
  }
  return encode(numbers);
}

/** Where each word of a text starts and ends, in turn; they belong to its forms one by one. */
export function unpackPlaces(places: string): number[] {
  const numbers = decode(places);
  let start = 0;
  for (let i = 0; i < numbers.length; i += 2) {
    start += numbers[i]!;
    numbers[i] = start;
    numbers[i + 1]! += start;
  }
  return numbers;
}

/** Has the forms of a few quotations in the processor's cache. */
export function fetchForms({ forward, bounds }: Segment, quotations: Uint32Array): void {
  let seen = 0;
  for (let i = 0; i < quotations.length; i += 1) seen ^= bounds[quotations[i]! * FIELDS.length]!;
  for (let i = 0; i < quotations.length; i += 1) {
    const at = quotations[i]! * FIELDS.length;
    const end = bounds[at + FIELDS.length]!;
    for (let entry = bounds[at]!; entry < end; entry += CACHE_LINE) seen ^= forward[entry]!;
  }
  // What nobody could ask for, a compiler would leave out.
  lastSeen = seen;
}
/** In forms. */
const CACHE_LINE = 16;
export let lastSeen = 0;

/** The forms of a quotation's own text. */
export function textForms({ forward, bounds }: Segment, quotation: number): Uint32Array {
  const at = quotation * FIELDS.length + TEXT;
  return forward.subarray(bounds[at]!, bounds[at + 1]!);
}
const TEXT = FIELDS.findIndex(({ name }) => name === 'quotation');

function lists(sections: Sections, name: string): Lists {
  return {
    starts: new Uint32Array(bytesOf(sections, `${name}.starts`).buffer),
    values: new Uint32Array(bytesOf(sections, `${name}.values`).buffer),
  };
}

/** `columnsOf`: what the columns have at these rows, one of each group. */
function groups<Columns>(
  sections: Sections,
  name: string,
  columnsOf: (examples: Uint32Array) => Columns,
): Groups<Columns> {
  const of = new Uint32Array(bytesOf(sections, `${name}.of`).buffer);
  const examples = new Uint32Array(bytesOf(sections, `${name}.examples`).buffer);
  const size = examples.length;
  // Searches go through these from end to end.
  return { size, of: size <= 2 ** 16 ? Uint16Array.from(of) : of, columns: columnsOf(examples) };
}

function listsOf(from: Lists, rows: Uint32Array): Lists {
  const own = Array.from(rows, (row) => listAt(from, row));
  const starts = new Uint32Array(own.length + 1);
  for (const [i, { length }] of own.entries()) starts[i + 1] = starts[i]! + length;
  return { starts, values: Uint32Array.from(own.flatMap((values) => [...values])) };
}

const parse = <Line>(line: Buffer | string): Line => JSON.parse(line.toString()) as Line;
