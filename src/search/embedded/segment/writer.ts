/** Makes what a segment is opened from (see `segment.ts`) out of releases. */
import type { Lang, QuotationKind } from '../../../domain.ts';
import { LANGS } from '../../../lang/index.ts';
import { analyse, foldWord, type Token } from '../../analysis.ts';
import type { QuotationDocument, ReleaseDocument } from '../../port.ts';
import { dayNumber } from '../../query.ts';
import { FIELDS, type Field, weightIn } from '../../ranking.ts';
import { createTermIndex } from '../terms/term-index.ts';
import type { Lines } from './documents.ts';
import { idSections } from './id-table.ts';
import { packAdjacent } from './next-words.ts';
import { AGAIN, packPlace, packWeights } from './postings.ts';
import { jsonSection, linesSection, rawBytes, type Sections, slicedSection } from './section-file.ts';
import {
  lineOf,
  OVERLAY,
  packPlaces,
  type ReleaseBody,
  type ReleaseHead,
  type StoredQuotation,
  type Tables,
} from './segment.ts';

export type SegmentWriter = {
  /** A release that was added before is replaced. */
  add(release: ReleaseDocument): Promise<void>;
  /** Takes back what was added. */
  remove(releaseId: string): void;
  /** All that is searched, once everything was added; null when nothing is there. */
  finish(): { sections: Sections; releaseIds: string[] } | null;
};

const KINDS: QuotationKind[] = ['direct', 'mixed', 'indirect'];

/** The documents go to `lines` as they are added. */
export function createSegmentWriter(lines: Lines): SegmentWriter {
  const words = createWords();
  const publishers = createTable<string>((publisher) => publisher);
  const years = createTable<number>(String);
  const people = createTable<Tables['people'][number]>(({ id, name }) => JSON.stringify([id, name]));
  const posts = createTable<Tables['posts'][number]>((post) => JSON.stringify(post));

  type Row = {
    id: string;
    day: number;
    lang: number;
    kind: number;
    publisher: number;
    release: ReleaseRow;
    differs: boolean;
    statementId: string;
    speakers: number[];
    offices: number[];
    line: number;
    /** Its number among the quotations that `words` has seen. */
    words: number;
  };
  type ReleaseRow = { id: string; head: number; body: number };
  const releases = new Map<string, ReleaseRow>();
  const rows: Row[] = [];

  return {
    async add(release) {
      const { id, sourceId, url, headline, publisher, lang, issuedOn, quotations, ...rest } = release;
      const head: ReleaseHead = { id, sourceId, url, headline, publisher, lang, issuedOn };
      const body: ReleaseBody = { ...rest, quotationIds: quotations.map((quotation) => quotation.id) };
      const row = {
        id,
        // The head is shown with each of the quotations that follow it, the body by itself.
        body: await lines.add(jsonLine(body)),
        head: await lines.add(jsonLine(head)),
      };
      releases.set(id, row);
      for (const quotation of quotations) {
        const said = analyse(quotation.text);
        const { lang, text, counterpartId, versionIds, statementId, differences, ...body } = quotation;
        const stored: StoredQuotation = {
          lang,
          text,
          counterpartId,
          versionIds,
          statementId,
          differences,
          body,
          places: packPlaces(said),
        };
        rows.push({
          id: quotation.id,
          day: (issuedOn && dayNumber(issuedOn, 'first')) || 0,
          lang: LANGS.indexOf(quotation.lang),
          kind: KINDS.indexOf(quotation.kind),
          publisher: publisher === null ? 0 : publishers.number(publisher) + 1,
          release: row,
          differs: quotation.differences.length > 0,
          statementId: quotation.statementId,
          speakers: unique(quotation.speakers).map(({ id, name }) => people.number({ id, name })),
          offices: unique(quotation.posts).map(({ id, title, portfolio }) => posts.number({ id, title, portfolio })),
          line: await lines.add(lineOf(stored)),
          words: words.add({ words: said, lang: quotation.lang }, textsBeside(quotation, release)),
        });
      }
    },

    remove(releaseId) {
      releases.delete(releaseId);
    },

    finish() {
      if (releases.size === 0) return null;
      const kept = rows.filter(({ release }) => releases.get(release.id) === release).sort(newestFirst);
      const keptReleases = [...releases.values()].sort((a, b) => compare(a.id, b.id));
      const releaseNumbers = new Map(keptReleases.map((release, i) => [release, i]));
      const lineOrder = [
        ...kept.map(({ line }) => line),
        ...keptReleases.map(({ head }) => head),
        ...keptReleases.map(({ body }) => body),
      ];
      const tables: Tables = {
        langs: [...LANGS],
        kinds: KINDS,
        publishers: publishers.values,
        years: years.values,
        people: people.values,
        posts: posts.values,
      };
      const statements = statementsOf(kept.map(({ statementId }) => statementId));
      const yearNumbers = kept.map(({ day }) => years.number(Math.trunc(day / 10_000)));
      const byId = kept.map((_, i) => i).sort((a, b) => compare(kept[a]!.id, kept[b]!.id));
      const sections: Sections = new Map<string, Uint8Array>([
        ['tables', jsonSection(tables)],
        ...idSections(
          'ids',
          kept.map(({ id }) => id),
        ),
        ['byId', rawBytes(Uint32Array.from(byId))],
        ...idSections(
          'releaseIds',
          keptReleases.map(({ id }) => id),
        ),
        ['day', rawBytes(Int32Array.from(kept, ({ day }) => day))],
        ['year', rawBytes(Uint32Array.from(yearNumbers))],
        ['lang', Uint8Array.from(kept, ({ lang }) => lang)],
        ['kind', Uint8Array.from(kept, ({ kind }) => kind)],
        ['publisher', rawBytes(Uint32Array.from(kept, ({ publisher }) => publisher))],
        ['release', rawBytes(Uint32Array.from(kept, ({ release }) => releaseNumbers.get(release)!))],
        ['differs', Uint8Array.from(kept, ({ differs }) => Number(differs))],
        ...idSections('statementIds', statements.ids),
        ['statement', rawBytes(statements.of)],
        ...listSections('statementQuotations', statements.quotations),
        ...listSections(
          'speakers',
          kept.map(({ speakers }) => speakers),
        ),
        ...listSections(
          'offices',
          kept.map(({ offices }) => offices),
        ),
        ...groupSections(
          'circumstances',
          kept.map(({ lang, kind, publisher }, i) => `${lang} ${kind} ${yearNumbers[i]} ${publisher}`),
        ),
        ...groupSections(
          'attributions',
          kept.map(({ speakers, offices }) => `${speakers} ${offices}`),
        ),
        ...lines.sections(lineOrder),
        ...words.sections(kept.map((row) => row.words)),
      ]);
      return { sections, releaseIds: keptReleases.map(({ id }) => id) };
    },
  };
}

// -------------------------------------------------------------------------------------------------------- documents

/** The texts of each field but the quotation's own, each with the language it is read in. */
function textsBeside(quotation: QuotationDocument, release: ReleaseDocument): TextsBeside {
  const { lang } = quotation;
  return {
    speaker: [
      ...printed(quotation.mention, lang),
      ...quotation.speakers.map(({ name }) => ({ text: name, lang: null })),
    ],
    office: [
      ...printed(quotation.title, lang),
      ...quotation.posts.flatMap(({ title, portfolio, foundBy }) =>
        LANGS.flatMap((lang) =>
          [title[lang], portfolio[lang], ...(foundBy?.[lang] ?? [])].flatMap((text) => printed(text, lang)),
        ),
      ),
    ],
    headline: printed(release.headline, release.lang),
  };
}

type Text = { text: string; lang: Lang | null };
type TextsBeside = Record<Exclude<Field, 'quotation'>, Text[]>;

const printed = (text: string | null | undefined, lang: Lang): Text[] => (text ? [{ text, lang }] : []);

const unique = <Item extends { id: string }>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: { day: number; id: string }, b: { day: number; id: string }): number =>
  b.day - a.day || compare(a.id, b.id);

// ----------------------------------------------------------------------------------------------------------- tables

function createTable<Value>(keyOf: (value: Value) => string) {
  const numbers = new Map<string, number>();
  const values: Value[] = [];
  return {
    values,
    number(value: Value): number {
      const key = keyOf(value);
      let number = numbers.get(key);
      if (number === undefined) {
        number = values.push(value) - 1;
        numbers.set(key, number);
      }
      return number;
    },
  };
}

/** `of`: the number of each quotation's among `ids`. */
function statementsOf(ids: readonly string[]) {
  const sorted = [...new Set(ids)].sort(compare);
  const numbers = new Map(sorted.map((id, i) => [id, i]));
  const of = Uint32Array.from(ids, (id) => numbers.get(id)!);
  const quotations: number[][] = sorted.map(() => []);
  for (const [quotation, number] of of.entries()) quotations[number]!.push(quotation);
  return { ids: sorted, of, quotations };
}

function listSections(name: string, lists: readonly (readonly number[])[]): [string, Uint8Array][] {
  const starts = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = starts[i]! + list.length;
  const values = new Uint32Array(starts[lists.length]!);
  for (const [i, list] of lists.entries()) values.set(list, starts[i]!);
  return [
    [`${name}.starts`, rawBytes(starts)],
    [`${name}.values`, rawBytes(values)],
  ];
}

/** `keys`: of each quotation what it has in common with others of its group. */
function groupSections(name: string, keys: readonly string[]): [string, Uint8Array][] {
  const numbers = new Map<string, number>();
  const examples: number[] = [];
  const of = Uint32Array.from(keys, (key, quotation) => {
    let number = numbers.get(key);
    if (number === undefined) {
      number = examples.push(quotation) - 1;
      numbers.set(key, number);
    }
    return number;
  });
  return [
    [`${name}.of`, rawBytes(of)],
    [`${name}.examples`, rawBytes(Uint32Array.from(examples))],
  ];
}

// ------------------------------------------------------------------------------------------------------------ words

const MOST_REMEMBERED = 50_000;

/** Collects the words of quotations as forms (see `Segment`), and makes the postings of their terms. */
function createWords() {
  const forms = new Map([null, ...LANGS].map((lang) => [lang, new Map<string, number>()]));
  /** Of each form; form 0 separates texts. */
  const surfaces: string[] = [''];
  const terms = createTermIndex();
  let forward = new Uint32Array(2 ** 16);
  let length = 0;
  const bounds: number[] = [0];
  const known = new Map<string, Uint32Array>();

  return {
    /** Answers the number of the quotation, from 0. */
    add(said: { words: readonly Token[]; lang: Lang }, beside: TextsBeside): number {
      for (const { name } of FIELDS) {
        if (name === 'quotation') append(formsOf(said.words, said.lang));
        else {
          for (const [i, text] of beside[name].entries()) {
            if (i > 0) append([0]);
            append(remembered(text));
          }
        }
        bounds.push(length);
      }
      return (bounds.length - 1) / FIELDS.length - 1;
    },

    sections(order: readonly number[]): [string, Uint8Array][] {
      const fields = FIELDS.length;
      const sortedBounds = new Uint32Array(order.length * fields + 1);
      const sizeOf = (quotation: number) => bounds[(quotation + 1) * fields]! - bounds[quotation * fields]!;
      const sorted = new Uint32Array(order.reduce((sum, quotation) => sum + sizeOf(quotation), 0));
      let at = 0;
      for (const [i, quotation] of order.entries()) {
        const start = bounds[quotation * fields]!;
        sorted.set(forward.subarray(start, start + sizeOf(quotation)), at);
        for (let field = 0; field < fields; field += 1) {
          sortedBounds[i * fields + field + 1] = at + bounds[quotation * fields + field + 1]! - start;
        }
        at += sizeOf(quotation);
      }
      return [
        ['forward', rawBytes(sorted)],
        ['bounds', rawBytes(sortedBounds)],
        ['surfaces', slicedSection(surfaces)],
        ['formOrder', rawBytes(byFoldedWord(surfaces))],
        ['terms', linesSection(terms.export().map(([key, piece]) => `${key} ${piece}`))],
        ...postingSections(sorted, sortedBounds, surfaces.length),
      ];
    },
  };

  function append(entries: ArrayLike<number>): void {
    if (length + entries.length > forward.length) {
      const larger = new Uint32Array(Math.max(forward.length * 2, length + entries.length));
      larger.set(forward);
      forward = larger;
    }
    forward.set(entries, length);
    length += entries.length;
  }

  /** Names, offices and headlines come again and again. */
  function remembered(text: Text): Uint32Array {
    const key = `${text.lang ?? ''} ${text.text}`;
    let entries = known.get(key);
    if (!entries) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      entries = formsOf(analyse(text.text), text.lang);
      known.set(key, entries);
    }
    return entries;
  }

  function formsOf(words: readonly Token[], lang: Lang | null): Uint32Array {
    const known = forms.get(lang)!;
    return Uint32Array.from(words, ({ surface, parts }) => {
      let form = known.get(surface);
      if (form === undefined) {
        form = surfaces.push(surface) - 1;
        known.set(surface, form);
        terms.add(form, surface, lang);
      }
      return parts > 0 ? form | OVERLAY : form;
    });
  }
}

function byFoldedWord(surfaces: readonly string[]): Uint32Array {
  const folded = surfaces.map(foldWord);
  return Uint32Array.from(folded.keys()).sort((a, b) => compare(folded[a]!, folded[b]!));
}

/** Which quotations hold each form, and how much it weighs in them. */
function postingSections(forward: Uint32Array, bounds: Uint32Array, forms: number): [string, Uint8Array][] {
  const fields = FIELDS.length;
  const count = (bounds.length - 1) / fields;
  const averages = new Float64Array(fields);
  for (let at = 0; at < count * fields; at += 1) averages[at % fields]! += (bounds[at + 1]! - bounds[at]!) / count;

  const starts = new Uint32Array(forms + 1);
  const lastSeen = new Int32Array(forms).fill(-1);
  eachEntry((form, quotation) => {
    if (lastSeen[form] === quotation) return;
    lastSeen[form] = quotation;
    starts[form + 1]! += 1;
  });
  for (let form = 0; form < forms; form += 1) starts[form + 1]! += starts[form]!;

  const quotations = new Uint32Array(starts[forms]!);
  const exact = new Float32Array(starts[forms]!);
  const places = new Uint8Array(starts[forms]!);
  const next = starts.slice(0, forms);
  lastSeen.fill(-1);
  eachEntry((form, quotation, field, length, before) => {
    if (lastSeen[form] !== quotation) {
      lastSeen[form] = quotation;
      quotations[next[form]!] = quotation;
      places[next[form]!] = packPlace(before);
      next[form]! += 1;
    } else {
      places[next[form]! - 1]! |= AGAIN;
    }
    exact[next[form]! - 1]! += weightIn(field, 1, length, averages[field]!);
  });
  const frequencies = Uint32Array.from({ length: forms }, (_, form) => starts[form + 1]! - starts[form]!);
  const { packed: weights, unit } = packWeights(exact);
  const heaviest = Uint16Array.from(frequencies, (frequency, form) => {
    const own = weights.subarray(starts[form]!, starts[form]! + frequency);
    return own.reduce((most, weight) => Math.max(most, weight), 0);
  });
  const adjacent = packAdjacent(forward, bounds, frequencies, OVERLAY);
  return [
    ['averageLengths', rawBytes(averages)],
    ['formQuotations.starts', rawBytes(starts)],
    ['formQuotations.values', rawBytes(quotations)],
    ['formWeights', rawBytes(weights)],
    ['formHeaviest', rawBytes(heaviest)],
    ['weightUnit', rawBytes(Float64Array.of(unit))],
    ['formPlaces', places],
    ['frequentForms', rawBytes(adjacent.forms)],
    ['adjacent.starts', rawBytes(adjacent.starts)],
    ['adjacent.steps', rawBytes(adjacent.steps)],
  ];

  /** `before`: how many words stand before it in the quotation, as `Reading` counts them but for what lies between fields. */
  function eachEntry(
    visit: (form: number, quotation: number, field: number, length: number, before: number) => void,
  ): void {
    let before = -1;
    for (let at = 0; at < count * fields; at += 1) {
      const quotation = Math.trunc(at / fields);
      const field = at % fields;
      const length = bounds[at + 1]! - bounds[at]!;
      if (field === 0) before = -1;
      for (let i = bounds[at]!; i < bounds[at + 1]!; i += 1) {
        const entry = forward[i]!;
        if (entry < OVERLAY) before += 1;
        const form = entry & ~OVERLAY;
        if (form > 0) visit(form, quotation, field, length, before);
      }
    }
  }
}

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`;
