/** What stands beside the text of a release: front matter, the fields of a JSON line, a sidecar. One reader for all. */
import { z } from 'zod';
import type { Diagnostic, Lang, RawBlock, RawRelease, Visibility } from '../domain.ts';
import { type DescribingField, LANGS, languages } from '../lang/index.ts';
import { ReadError, shown } from './error.ts';
import { isoDay } from './moment.ts';
import { type Claim, doubtsIn, stricter, visibilityOf } from './visibility.ts';
import { claimsOf, type Field, joined } from './visibility-fields.ts';

/** What a release is called and described by, as declared and checked; what is absent is not declared there. */
export type Metadata = {
  id?: string;
  url?: string;
  lang?: Lang;
  title?: string;
  date?: string;
  publisher?: string;
};

/** What a format gives of one document, before anything beside it has its say. */
export type Document = {
  metadata: Metadata;
  claims: Claim[];
  /** The names of fields that nobody reads. */
  ignored: readonly string[];
  alternates: RawRelease['alternates'];
  blocks: RawBlock[];
  diagnostics: Diagnostic[];
  /** What to say where it has no text, and is to be shown. */
  withoutText: () => ReadError;
};

/** What a sidecar says of all releases of its file. */
export type Beside = { metadata: Metadata; visibility: Visibility };

/** What a reader is given beside the bytes. */
export type Around = {
  /** What the carrier of the bytes declares. */
  charset: string | null;
  beside: Beside | null;
  /** Told the name of each field that is not read. */
  onIgnored: (field: string) => void;
};

export type ReadFields = {
  metadata: Metadata;
  claims: Claim[];
  /** The names of fields that nobody reads. */
  ignored: string[];
};

/** Each message is what was expected: an error adds what was found. */
const text = z.string('text').transform((value) => value.replace(/[\p{Cc}\s]+/gu, ' ').trim() || undefined);
const SCHEMA = z.object({
  id: z
    .string('an id: text or a whole number')
    .transform((value) => value.trim())
    .refine((id) => /^\P{Cc}+$/u.test(id), 'an id: not empty, without control characters')
    .nullish(),
  url: checked(webAddress, 'a web address (http or https)').nullish(),
  lang: z.unknown().transform(langOf).optional(),
  title: text.nullish(),
  date: checked(isoDay, 'an ISO date, such as 2026-03-14').nullish(),
  publisher: text.nullish(),
});

const isKnown = (name: string): name is keyof Metadata => Object.hasOwn(SCHEMA.shape, name);

const OTHER_NAMES = new Map<string, DescribingField>([
  ...(['url', 'lang', 'title', 'date'] as const).map((name) => [name, name] as const),
  ...LANGS.flatMap((lang) => [...languages[lang].hiding.describingFields]),
]);

/**
 * Reads the fields of one document. Fields of the documented names are checked: a bad value is a `ReadError`, or a remark
 * where the release is not to be shown anyway. By other names they count where these are absent and the value is good.
 * `id` and `publisher` have no other names, because ids of releases are made of them. Null, and blank text where nothing
 * depends on it, count as absent; a language other than ours counts as not declared.
 */
export function readFields(fields: readonly Field[], content: ReadonlySet<string> = NONE): ReadFields {
  const { claims, others } = claimsOf(fields);
  const documented = new Map<keyof Metadata, Field>();
  const metadata: Metadata = {};
  const ignored: string[] = [];
  for (const field of others) {
    const { name } = field;
    if (isKnown(name)) {
      const twice = documented.get(name);
      if (name === 'id' && twice && twice.value !== field.value) {
        throw new ReadError(field.place, 'one `id`', `${shown(twice.value)} and ${shown(field.value)}`);
      }
      documented.set(name, field);
      continue;
    }
    if (content.has(name)) continue;
    const meant = OTHER_NAMES.get(joined(name));
    const read = meant && SCHEMA.shape[meant].safeParse(field.value);
    if (read?.success && read.data != null) Object.assign(metadata, { [meant!]: read.data });
    else ignored.push(name);
  }
  return { metadata: { ...metadata, ...checkDocumented(documented, claims) }, claims, ignored };
}

const NONE: ReadonlySet<string> = new Set();

function checkDocumented(fields: Map<keyof Metadata, Field>, claims: Claim[]): Metadata {
  const { status, embargoedUntil } = visibilityOf(claims);
  const hidden = status !== 'usable' || embargoedUntil !== null;
  for (;;) {
    const values = Object.fromEntries(
      [...fields].map(([name, field]) => [name, name === 'id' ? idIn(field) : field.value]),
    );
    const result = SCHEMA.safeParse(values);
    if (result.success) return Object.fromEntries(Object.entries(result.data).filter(([, value]) => value != null));
    const issue = result.error.issues[0]!;
    const name = issue.path[0] as keyof Metadata;
    const field = fields.get(name)!;
    const [expected, found] = [`\`${name}\` to be ${issue.message}`, shown(values[name])];
    if (!hidden || MAKES_IDS.has(name)) throw new ReadError(field.place, expected, found);
    // Refused, it would leave to readers what was said before.
    fields.delete(name);
    const doubt = { expected, found: `${found}${field.where}` };
    claims.push({ status: 'usable', until: null, undated: false, doubt });
  }
}

const MAKES_IDS: ReadonlySet<string> = new Set<keyof Metadata>(['id', 'publisher']);

/** A number as it is written: a parser rounds large ones, and two releases would become one. */
function idIn({ value, source, place }: Field): unknown {
  if (typeof value !== 'number') return value;
  if (Number.isSafeInteger(value) && /^[+-]?\d+$/.test(source ?? '')) return source;
  const expected = `\`id\` to be text, in quotation marks, or a whole number of at most ${Number.MAX_SAFE_INTEGER}`;
  throw new ReadError(place, expected, source ?? String(value));
}

/**
 * The release that a document is. What is declared `beside` it overrules what it says itself, but for whether it may be
 * shown: there the stricter counts. Throws a `ReadError` where there is nothing to show.
 */
export function toRelease(place: string, sourceId: string, document: Document, beside: Beside | null): RawRelease {
  const metadata = { ...document.metadata, ...beside?.metadata };
  const own = visibilityOf(document.claims);
  const { status, embargoedUntil } = beside ? stricter(own, beside.visibility) : own;
  if (document.blocks.length === 0 && status === 'usable') throw document.withoutText();
  return {
    place,
    sourceId: metadata.id ?? sourceId,
    publisher: metadata.publisher ?? null,
    url: metadata.url ?? null,
    title: metadata.title ?? null,
    date: metadata.date ?? null,
    lang: metadata.lang ?? null,
    status,
    embargoedUntil,
    alternates: document.alternates,
    blocks: document.blocks,
    diagnostics: [...document.diagnostics, ...doubtsIn(document.claims, { status, embargoedUntil })],
  };
}

/** The language of a tag such as `fr-CA`; undefined for any that is not ours. */
export function langOf(tag: unknown): Lang | undefined {
  if (typeof tag !== 'string') return undefined;
  const [primary] = tag.trim().toLowerCase().split(/[-_]/, 1);
  return LANGS.find((lang) => lang === primary);
}

/** An http(s) address, as written where it is absolute and plain; relative ones only where there is a `base`. */
export function webAddress(value: string, base?: string): string | undefined {
  const address = value.trim();
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return /^https?:\/\/[^\s<>"]+$/i.test(address) ? address : url.href;
}

/** Text that `read` understands; blank text counts as absent. */
function checked(read: (value: string) => string | undefined, expected: string) {
  return z.string(expected).transform((value, context) => {
    if (value.trim() === '') return undefined;
    return read(value) ?? refuse(context, expected);
  });
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
