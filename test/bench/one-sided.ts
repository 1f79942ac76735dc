/**
 * `npm run bench -- pairing --one-sided RELEASES --pairs PAIRS`: how often pairing is wrong where a true version is missing.
 * RELEASES is a file of releases; PAIRS lists quotations that are versions of each other, one a line: `{"en","fr"}`. One
 * side, by chance, of a share of the pairs is left out, whole releases or single quotations, and the rest is paired.
 */
import { readFileSync } from 'node:fs';
import type { Lang } from '../../src/domain.ts';
import { wordsOf } from '../../src/identity.ts';
import { LANGS } from '../../src/lang/index.ts';
import { type Features, type Pairs, pair } from '../../src/pair/index.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';
import { extractedFrom, featuresIn } from './features.ts';
import { randomFrom } from './random.ts';
import { figure, table } from './table.ts';

/** What was found over all seeds; pairs of quotations, but for what says otherwise. */
export type OneSided = {
  left: 'releases' | 'quotations';
  /** Of the pairs, what share lost a side. */
  share: number;
  /** As listed. */
  right: number;
  /** Of a quotation that the list gives another version, there or missing. */
  wrong: number;
  /** Of two that are not listed: right or wrong. */
  unlisted: number;
  /** Listed pairs that are found, of those with both sides there. */
  found: number;
  findable: number;
  /** What is not paired so once all is there, and how much of that is unlisted. */
  gone: number;
  unlistedGone: number;
  /** The wrong ones, and the first of the unlisted, to be read. */
  examples: { kind: 'wrong' | 'unlisted'; texts: [string, string] }[];
};

export type Listed = {
  releases: readonly Features[];
  /** By the id of a quotation. */
  texts: ReadonlyMap<string, string>;
  /** Language and words of a quotation -> those of its versions; only where both are in the releases. */
  versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Language and words, by the id of a quotation. */
  keys: ReadonlyMap<string, string>;
};

const MEASURED: readonly Pick<OneSided, 'left' | 'share'>[] = [
  { left: 'releases', share: 0 },
  { left: 'releases', share: 1 / 3 },
  { left: 'releases', share: 2 / 3 },
  { left: 'releases', share: 0.95 },
  { left: 'quotations', share: 1 / 3 },
  { left: 'quotations', share: 2 / 3 },
];
const SEEDS = 5;
const UNLISTED_EXAMPLES = 20;

export function measureOneSided(listed: Listed, firstSeed: number, measured = MEASURED): OneSided[] {
  const all = pair(listed.releases);
  const couples = couplesIn(listed);
  return measured.map(({ left, share }) => {
    const result: OneSided = { left, share, ...NOTHING, examples: [] };
    for (let seed = firstSeed; seed < firstSeed + (share === 0 ? 1 : SEEDS); seed += 1) {
      const rest =
        left === 'releases'
          ? withoutReleases(listed, couples, share, seed)
          : withoutQuotations(listed, couples, share, seed);
      judge(pair(rest), all, rest, listed, result);
    }
    return result;
  });
}

const NOTHING = { right: 0, wrong: 0, unlisted: 0, found: 0, findable: 0, gone: 0, unlistedGone: 0 };

function judge(pairs: Pairs, all: Pairs, rest: readonly Features[], listed: Listed, result: OneSided): void {
  const { versions, keys, texts } = listed;
  const there = new Set(rest.flatMap(({ quotations }) => quotations.map(({ id }) => keys.get(id)!)));
  for (const key of there) {
    if (key.startsWith(LANGS[0]!))
      for (const other of versions.get(key) ?? []) if (there.has(other)) result.findable += 1;
  }
  const found = new Set<string>();
  for (const [a, b] of pairs.quotations) {
    const [one, other] = [keys.get(a)!, keys.get(b)!];
    if (!one.startsWith(LANGS[0]!)) continue;
    const gone = all.quotations.get(a) !== b;
    if (gone) result.gone += 1;
    if (versions.get(one)?.has(other)) {
      result.right += 1;
      found.add(`${one} ${other}`);
      continue;
    }
    const kind = versions.has(one) || versions.has(other) ? 'wrong' : 'unlisted';
    result[kind] += 1;
    if (gone && kind === 'unlisted') result.unlistedGone += 1;
    if (kind === 'wrong' || result.unlisted <= UNLISTED_EXAMPLES)
      result.examples.push({ kind, texts: [texts.get(a)!, texts.get(b)!] });
  }
  result.found += found.size;
}

// --------------------------------------------------------------------------------------------------------- left out

function withoutReleases({ releases }: Listed, couples: Couples, share: number, seed: number): Features[] {
  const random = randomFrom(seed, 77);
  const out = new Set(couples.filter(() => random.chance(share)).map((couple) => random.pick(couple)));
  return releases.filter((one) => !out.has(one));
}

function withoutQuotations(listed: Listed, couples: Couples, share: number, seed: number): Features[] {
  const { releases, versions, keys } = listed;
  const random = randomFrom(seed, 78);
  const out = new Set<string>();
  for (const [a, b] of couples) {
    for (const { id } of a.quotations) {
      const others = versions.get(keys.get(id)!);
      const version = b.quotations.find((one) => others?.has(keys.get(one.id)!));
      if (version && random.chance(share)) out.add(random.pick([id, version.id]));
    }
  }
  return releases.map((one) => ({ ...one, quotations: one.quotations.filter(({ id }) => !out.has(id)) }));
}

type Couples = readonly (readonly [Features, Features])[];

/** The releases that hold most of each other's listed versions. */
function couplesIn({ releases, versions, keys }: Listed): Couples {
  const holders = new Map<string, Features[]>();
  for (const release of releases) {
    for (const { id } of release.quotations)
      holders.set(keys.get(id)!, [...(holders.get(keys.get(id)!) ?? []), release]);
  }
  const partners = new Map<Features, Features>();
  for (const release of releases) {
    const held = new Map<Features, number>();
    for (const { id } of release.quotations) {
      for (const version of versions.get(keys.get(id)!) ?? []) {
        for (const holder of holders.get(version) ?? []) held.set(holder, (held.get(holder) ?? 0) + 1);
      }
    }
    const [best] = [...held].sort((x, y) => y[1] - x[1] || (x[0].id < y[0].id ? -1 : 1));
    if (best) partners.set(release, best[0]);
  }
  return [...partners].filter(([a, b]) => partners.get(b) === a && a.lang < b.lang);
}

// ---------------------------------------------------------------------------------------------------------- reading

export function readListed(releasesFile: string, pairsFile: string): Listed {
  const texts = new Map<string, string>();
  const keys = new Map<string, string>();
  const releases: Features[] = [];
  for (const raw of readReleases(releasesFile, readFileSync(releasesFile), releasesFile)) {
    if (raw instanceof ReadError) throw raw;
    const extracted = extractedFrom(raw, raw.sourceId);
    for (const { quotation } of extracted.quotations) {
      texts.set(quotation.id, quotation.text);
      keys.set(quotation.id, keyOf(quotation.lang, quotation.text));
    }
    releases.push(featuresIn(extracted));
  }
  const printed = new Set(keys.values());
  const versions = new Map<string, Set<string>>();
  for (const line of readFileSync(pairsFile, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line) as Record<Lang, string>;
    const both = LANGS.map((lang) => keyOf(lang, row[lang]));
    // What was extracted in other words tells nothing of pairing.
    if (!both.every((key) => printed.has(key))) continue;
    for (const key of both)
      versions.set(key, new Set([...(versions.get(key) ?? []), ...both.filter((one) => one !== key)]));
  }
  return { releases, texts, versions, keys };
}

const keyOf = (lang: Lang, text: string): string => `${lang} ${wordsOf(text)}`;

export function reportOneSided(results: readonly OneSided[]): string {
  const share = (part: number, whole: number): string => (whole === 0 ? '-' : (part / whole).toFixed(4));
  const row = (name: string, cell: (one: OneSided) => string | number): string[] => [
    name,
    ...results.map((one) => String(cell(one))),
  ];
  return table(
    row('left out of one side', (one) => (one.share === 0 ? 'nothing' : `${figure(one.share)} of ${one.left}`)),
    [
      row('precision', ({ right, wrong }) => share(right, right + wrong)),
      row('recall', ({ found, findable }) => share(found, findable)),
      row('right', ({ right }) => right),
      row('wrong', ({ wrong }) => wrong),
      row('unlisted', ({ unlisted }) => unlisted),
      row('other once all is there', ({ gone }) => gone),
      row('of these unlisted', ({ unlistedGone }) => unlistedGone),
    ],
  );
}
