/** What stands beside the text of a release: front matter, the fields of a JSON line, the head of a page. One check. */
import { z } from 'zod';
import type { Diagnostic, Lang, RawBlock, RawRelease, Status } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { ReadError, shown } from './error.ts';

/** Metadata as declared and checked; what is absent is not declared there. */
export type Metadata = {
  id?: string;
  url?: string;
  lang?: Lang;
  title?: string;
  date?: string;
  publisher?: string;
  status?: Status;
  embargoedUntil?: string;
};

/** What a format gives of one document, before anything beside it has its say. */
export type Document = {
  metadata: Metadata;
  alternates: RawRelease['alternates'];
  blocks: RawBlock[];
  diagnostics: Diagnostic[];
};

const STATUSES = ['usable', 'withheld', 'withdrawn'] as const satisfies readonly Status[];

const A_MOMENT = 'an ISO date or time, such as 2026-03-14T09:00:00-05:00';

/** Each message is what was expected: an error adds what was found. */
const text = z.string('text').transform((value) => value.replace(/[\p{Cc}\s]+/gu, ' ').trim() || undefined);
const SCHEMA = z.object({
  id: z
    .union([z.string(), z.number()], 'an id: text or a number')
    .transform((value) => String(value).trim())
    .refine((id) => /^\P{Cc}+$/u.test(id), 'an id: not empty, without control characters')
    .nullish(),
  url: checked(webAddress, 'a web address (http or https)').nullish(),
  lang: z.unknown().transform(langOf).optional(),
  title: text.nullish(),
  date: checked(isoDay, 'an ISO date, such as 2026-03-14').nullish(),
  publisher: text.nullish(),
  status: z.enum(STATUSES, `one of ${STATUSES.join(', ')}`).nullish(),
  embargoedUntil: z
    .string(A_MOMENT)
    .transform((value, context) => instant(value) ?? refuse(context, A_MOMENT)) // blank is no promise that it is over
    .nullish(),
});

/**
 * The known fields of `fields`, checked and normalised; others are not read. Null, and blank text where nothing depends
 * on it, count as absent; a language other than ours counts as not declared. `placeOf` tells where a field stands.
 */
export function checkMetadata(fields: Record<string, unknown>, placeOf: (field: string) => string): Metadata {
  const result = SCHEMA.safeParse(fields);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    const field = String(issue.path[0]);
    throw new ReadError(placeOf(field), `\`${field}\` to be ${issue.message}`, shown(fields[field]));
  }
  return Object.fromEntries(Object.entries(result.data).filter(([, value]) => value != null));
}

/** The release that a document is, once `declared` beside it (a JSON line's fields) has overruled what it says itself. */
export function toRelease(place: string, sourceId: string, document: Document, declared: Metadata = {}): RawRelease {
  const metadata = { ...document.metadata, ...declared };
  return {
    place,
    sourceId: metadata.id ?? sourceId,
    publisher: metadata.publisher ?? null,
    url: metadata.url ?? null,
    title: metadata.title ?? null,
    date: metadata.date ?? null,
    lang: metadata.lang ?? null,
    status: metadata.status ?? 'usable',
    embargoedUntil: metadata.embargoedUntil ?? null,
    alternates: document.alternates,
    blocks: document.blocks,
    diagnostics: document.diagnostics,
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

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The day of an ISO date or time, as written there; undefined when there is no such day. */
export function isoDay(value: string): string | undefined {
  return momentOf(value)?.day;
}

/**
 * The instant (ISO 8601, UTC) from which something may be shown. A date or time without zone is over only when it is
 * over everywhere, so it is read at UTC-12, the last zone to see it: rather late than leaked.
 */
export function instant(value: string): string | undefined {
  const moment = momentOf(value);
  return moment && new Date(moment.local - (moment.zone ?? LAST_ZONE) * MINUTE).toISOString();
}

const MINUTE = 60_000;
const LAST_ZONE = -12 * 60;

/** `local` in milliseconds as if the clock stood at UTC, `zone` in minutes east of it. */
function momentOf(value: string): { day: string; local: number; zone: number | null } | undefined {
  const match = MOMENT.exec(value.trim());
  if (!match) return undefined;
  const numbers = match.slice(1, 7).map((part) => Number(part ?? 0));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const written = value.trim().slice(0, 10);
  if (new Date(midnight).toISOString().slice(0, 10) !== written) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[7] === undefined ? null : zoneMinutes(match[7]);
  if (zone === undefined) return undefined;
  return { day: written, local: midnight + ((hour * 60 + minute) * 60 + second) * 1000, zone };
}

function zoneMinutes(zone: string): number | undefined {
  if (/z/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
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
