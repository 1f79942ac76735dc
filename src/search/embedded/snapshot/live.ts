/**
 * What of one segment is shown, and the figures of that. They are kept: a publication that adds a few releases, or the end
 * of an embargo, leaves most segments as they were.
 */
import type { Lang } from '../../../domain.ts';
import { LANGS } from '../../../lang/index.ts';
import { once } from '../../../util/memo.ts';
import { FIELDS } from '../../ranking.ts';
import type { Lists, Segment } from '../segment/segment.ts';
import { type Bits, emptyBits } from '../sets/bitset.ts';

export type Live = {
  /** 1 for each quotation (release) that is shown. */
  live: Uint8Array;
  liveReleases: Uint8Array;
  /** The quotations that are shown. */
  liveBits: Bits;
  liveCount: number;
  /** Of each field, in words, all together. */
  lengths: Float64Array;
  /** Of the segment's people, and of its posts. */
  speaking(): LiveTally;
  holding(): LiveTally;
  /** Of the segment's statements: how many live quotations each has, and in which languages (see `languageBit`). */
  stated(): { counts: Uint32Array; languages: Uint8Array };
};

/** A set of languages as bits by the number in `LANGS`. */
export const languageBit = (lang: Lang): number => 1 << LANGS.indexOf(lang);

/** By the entries of a table: in how many live quotations, which is the newest, and from which day to which (0: none). */
export type LiveTally = {
  counts: Uint32Array;
  newest: Uint32Array;
  firstDays: Int32Array;
  lastDays: Int32Array;
};

/** `superseded`: ids of releases. */
export function liveIn(segment: Segment, superseded: ReadonlySet<string>): Live {
  const known = kept.get(segment);
  if (known && isSame(known.superseded, superseded)) return known.live;
  const live = makeLive(segment, superseded);
  kept.set(segment, { superseded, live });
  return live;
}
const kept = new WeakMap<Segment, { superseded: ReadonlySet<string>; live: Live }>();

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}

function makeLive(segment: Segment, superseded: ReadonlySet<string>): Live {
  const { bounds, quotationCount } = segment;
  const fields = FIELDS.length;
  const liveReleases = new Uint8Array(segment.releaseIds.length).fill(1);
  for (const id of superseded) {
    const release = segment.findRelease(id);
    if (release !== null) liveReleases[release] = 0;
  }
  const live = new Uint8Array(quotationCount);
  const liveBits = emptyBits(quotationCount);
  const lengths = new Float64Array(fields);
  let liveCount = 0;
  for (let i = 0; i < quotationCount; i += 1) {
    if (liveReleases[segment.release[i]!] === 0) continue;
    live[i] = 1;
    liveBits[i >>> 5]! |= 1 << (i & 31);
    liveCount += 1;
    const at = i * fields;
    for (let field = 0; field < fields; field += 1) lengths[field]! += bounds[at + field + 1]! - bounds[at + field]!;
  }
  return {
    live,
    liveReleases,
    liveBits,
    liveCount,
    lengths,
    speaking: once(() => tallyOf(segment, live, segment.speakers, segment.people.length)),
    holding: once(() => tallyOf(segment, live, segment.offices, segment.posts.length)),
    stated: once(() => statedIn(segment, live)),
  };
}

function statedIn({ statement, statementIds, lang, langs }: Segment, live: Uint8Array) {
  const counts = new Uint32Array(statementIds.length);
  const languages = new Uint8Array(statementIds.length);
  const bits = Uint8Array.from(langs, languageBit);
  for (let quotation = 0; quotation < live.length; quotation += 1) {
    if (live[quotation] === 0) continue;
    const number = statement[quotation]!;
    counts[number]! += 1;
    languages[number]! |= bits[lang[quotation]!]!;
  }
  return { counts, languages };
}

function tallyOf({ day }: Segment, live: Uint8Array, { starts, values }: Lists, entries: number): LiveTally {
  const counts = new Uint32Array(entries);
  const newest = new Uint32Array(entries);
  const firstDays = new Int32Array(entries);
  const lastDays = new Int32Array(entries);
  // Quotations are numbered newest first.
  for (let quotation = 0; quotation < live.length; quotation += 1) {
    if (live[quotation] === 0) continue;
    const date = day[quotation]!;
    for (let at = starts[quotation]!; at < starts[quotation + 1]!; at += 1) {
      const entry = values[at]!;
      if (counts[entry] === 0) newest[entry] = quotation;
      counts[entry]! += 1;
      if (date === 0) continue;
      firstDays[entry] = date;
      if (lastDays[entry] === 0) lastDays[entry] = date;
    }
  }
  return { counts, newest, firstDays, lastDays };
}
