/**
 * Which releases, and which quotations in them, say the same in the other language. Explicit links decide first; then
 * the day, the speakers, and the numbers, which translation leaves alone. One-to-one, and only above a margin: a
 * missing counterpart is a smaller fault than a wrong one.
 */
import type { Lang, RecordedRelease } from '../domain.ts';
import { fold } from '../text.ts';

/** What pairing needs of a release: small enough to hold a whole collection of them. */
export type Features = {
  id: string;
  url: string | null;
  lang: Lang;
  publisher: string | null;
  day: string | null;
  alternates: readonly string[];
  numbers: ReadonlySet<string>;
  quotations: { id: string; lang: Lang; speaker: string; length: number; numbers: ReadonlySet<string> }[];
};

export type Pairs = {
  /** Release id -> release id, both ways. */
  releases: ReadonlyMap<string, string>;
  /** Quotation id -> quotation id, both ways. */
  quotations: ReadonlyMap<string, string>;
};

export function featuresOf({ release, alternates, quotations }: RecordedRelease): Features {
  return {
    id: release.id,
    url: release.url,
    lang: release.lang,
    publisher: release.publisher,
    day: release.issuedOn,
    alternates: alternates.map(({ url }) => url),
    numbers: numbersIn(release.text),
    quotations: quotations
      .filter(({ quotation }) => quotation.kind === 'direct')
      .map(({ quotation, attribution }) => ({
        id: quotation.id,
        lang: quotation.lang,
        speaker: attribution.names.map(fold).join('; '),
        length: quotation.text.length,
        numbers: numbersIn(quotation.text),
      })),
  };
}

export function pair(collection: readonly Features[]): Pairs {
  const releases = pairReleases(collection);
  const byId = new Map(collection.map((features) => [features.id, features]));
  const quotations = new Map<string, string>();
  for (const one of collection) {
    const other = byId.get(releases.get(one.id) ?? '');
    const aligned = other ? (one.id < other.id ? align(one.quotations, other.quotations) : []) : alignWithin(one);
    for (const [a, b] of aligned) {
      quotations.set(a, b);
      quotations.set(b, a);
    }
  }
  return { releases, quotations };
}

// ----------------------------------------------------------------------------------------------------------- releases

const EXPLICIT = 10;
const ACCEPT = 1.2;
const MARGIN = 0.25;

function pairReleases(collection: readonly Features[]): Map<string, string> {
  const byUrl = new Map(collection.flatMap((one) => (one.url ? [[one.url, one] as const] : [])));
  const byDay = new Map<string, Features[]>();
  for (const one of collection) {
    if (!one.day) continue;
    if (!byDay.has(one.day)) byDay.set(one.day, []);
    byDay.get(one.day)!.push(one);
  }
  const candidates: Candidate[] = [];
  const consider = (one: Features, other: Features) => {
    if (one.lang === other.lang) return;
    const [a, b] = one.id < other.id ? [one, other] : [other, one];
    const linked = links(a, b) || links(b, a);
    const score = (linked ? EXPLICIT : 0) + likeness(a, b);
    if (score >= ACCEPT) candidates.push({ a, b, score });
  };
  for (const one of collection) {
    const linked = one.alternates.flatMap((url) => byUrl.get(url) ?? []);
    // Each pair once: of one day by the order of ids, of two days by the one that links, or the first of both.
    for (const other of linked)
      if (other.day !== one.day && !(links(other, one) && other.id < one.id)) consider(one, other);
    for (const other of byDay.get(one.day ?? '') ?? []) if (one.id < other.id) consider(one, other);
  }
  candidates.sort((x, y) => y.score - x.score || x.a.id.localeCompare(y.a.id) || x.b.id.localeCompare(y.b.id));
  const runnerUp = new Map<string, number>();
  const pairs = new Map<string, string>();
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    for (const { id } of [candidate.a, candidate.b]) {
      if (!best.has(id)) best.set(id, candidate);
      else if (!runnerUp.has(id)) runnerUp.set(id, candidate.score);
    }
  }
  for (const candidate of candidates) {
    const { a, b, score } = candidate;
    if (best.get(a.id) !== candidate || best.get(b.id) !== candidate) continue;
    if (Math.max(runnerUp.get(a.id) ?? 0, runnerUp.get(b.id) ?? 0) > score - MARGIN) continue;
    pairs.set(a.id, b.id);
    pairs.set(b.id, a.id);
  }
  return pairs;
}

type Candidate = { a: Features; b: Features; score: number };

const links = (one: Features, other: Features): boolean => other.url !== null && one.alternates.includes(other.url);

/** 0 to about 3.5: speakers, numbers and quotations in common. */
function likeness(a: Features, b: Features): number {
  const speakers = jaccard(
    new Set(a.quotations.map(({ speaker }) => speaker)),
    new Set(b.quotations.map(({ speaker }) => speaker)),
  );
  const sameCount = a.quotations.length > 0 && a.quotations.length === b.quotations.length ? 0.25 : 0;
  const samePublisher = a.publisher !== null && a.publisher === b.publisher ? 0.1 : 0;
  return 1.5 * speakers + 1.5 * jaccard(a.numbers, b.numbers) + sameCount + samePublisher;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (!a.size || !b.size) return 0;
  let shared = 0;
  for (const value of a) if (b.has(value)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** Digits only, so that `820 000 $`, `$820,000` and `14,2` / `14.2` meet. */
export function numbersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [number] of text.matchAll(/\d+(?:[ \u00a0\u202f,.]\d+)*/g)) found.add(number.replace(/\D/g, ''));
  return found;
}

// --------------------------------------------------------------------------------------------------------- quotations

type QuotationFeatures = Features['quotations'][number];

/** In the order of the text, speaker by speaker; a speaker whose quotations differ in number pairs only sure ones. */
function align(a: readonly QuotationFeatures[], b: readonly QuotationFeatures[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (const speaker of new Set(a.map((quotation) => quotation.speaker))) {
    const left = a.filter((quotation) => quotation.speaker === speaker);
    const right = b.filter(
      (quotation) => quotation.speaker === speaker && !left.some(({ lang }) => lang === quotation.lang),
    );
    if (left.length !== right.length) continue;
    left.forEach((quotation, i) => {
      const other = right[i]!;
      const ratio = quotation.length / other.length;
      if (ratio > 0.4 && ratio < 2.5) pairs.push([quotation.id, other.id]);
    });
  }
  return pairs;
}

/** Both languages on one page. */
function alignWithin({ quotations }: Features): [string, string][] {
  const langs = [...new Set(quotations.map(({ lang }) => lang))].sort();
  if (langs.length < 2) return [];
  return align(
    quotations.filter(({ lang }) => lang === langs[0]),
    quotations.filter(({ lang }) => lang === langs[1]),
  );
}
