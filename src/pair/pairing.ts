/**
 * Pairing as a collection grows: a release that is new or changed is compared with the few that may be its version, and
 * only what follows from that is decided anew. What is kept in memory is a few numbers a release; its features are the
 * caller's to keep.
 */
import type { Lang } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { bearersOf, growing, type SavedBearers } from './bearers.ts';
import type { Features, QuotationFeatures } from './features.ts';
import { align, type Comparison, sameSpeaker } from './quotations.ts';
import { ACCEPT, type Candidate, choose, FEW, likeness, MOST_NEIGHBOURS, signsOf } from './releases.ts';
import { type FeatureFile, shelfOf } from './shelf.ts';
import { FEWEST_SHARED, FEWEST_WORDS, isRepeat, MOST_BEARERS, shinglesOf, sketchOf } from './statements.ts';
import type { Translation } from './translation.ts';
import { bitOf, RARE, weightsBy } from './weights.ts';

/** All of a pairing but the features, as arrays. */
export type SavedPairing = {
  releaseIds: string[];
  days: Int32Array;
  langs: Int32Array;
  /** 0 for a release that another of the same id replaced. */
  alive: Int32Array;
  /** The number of the first quotation of each release. */
  firsts: Int32Array;
  partners: Int32Array;
  quotationIds: string[];
  owners: Int32Array;
  /** The quotation that each one's statement is named after. */
  names: Int32Array;
  candidates: { a: Int32Array; b: Int32Array; scores: Float64Array };
  /** The quotation that says the same in the other language, of each. */
  counterparts: Int32Array;
  /** Pairs of quotations, one after the other: a piece and what says it, among other things, in the other language. */
  pieces: Int32Array;
  /** Pairs that say nearly the same in one language. */
  repeats: Int32Array;
  texts: SavedBearers;
  signs: SavedBearers;
  sketches: SavedBearers;
};

/** What a quotation is in its statement. */
export type QuotationPairs = {
  /** What says the same in the other language, one for one. */
  counterpartId: string | null;
  /** All that says it in the other language, in the order of the text. */
  versionIds: readonly string[];
  statementId: string;
};
export type ReleasePairs = { counterpartId: string | null; quotations: ReadonlyMap<string, QuotationPairs> };

export type Pairing = {
  /** How many releases there are, and how many that were replaced are still counted in the weights. */
  readonly size: { alive: number; replaced: number };
  /** A release of the same id is replaced. What follows from it is known after `settle`. */
  add(features: Features): void;
  /** Decides what follows from the releases added since; answers the ids of those for which anything is new. */
  settle(): ReadonlySet<string>;
  /** By the last `settle`: quotation id -> the id of what says the same in the other language, one for one. */
  counterparts(): Map<string, string>;
  /** By the last `settle`; throws for a release that was never added. */
  of(releaseId: string): ReleasePairs;
  save(): SavedPairing;
};

export function createPairing(file: FeatureFile, translation: Translation, saved: SavedPairing | null): Pairing {
  const shelf = shelfOf(file);
  const releaseIds = saved?.releaseIds ?? [];
  const days = growing(saved?.days);
  const langs = growing(saved?.langs);
  const alive = growing(saved?.alive);
  const firsts = growing(saved?.firsts);
  const quotationIds = saved?.quotationIds ?? [];
  const owners = growing(saved?.owners);
  const texts = bearersOf(RARE, saved?.texts ?? null);
  const signs = bearersOf(FEW, saved?.signs ?? null);
  const sketches = bearersOf(MOST_BEARERS, saved?.sketches ?? null);
  const candidates = linksOf<Candidate>(savedCandidates(saved), ({ a, b }) => [a, b]);
  const partners = growing(saved?.partners);
  const names = growing(saved?.names);
  const counterparts = growing(saved?.counterparts);
  const pieces = linksOf(pairsIn(saved?.pieces), (pair) => pair);
  const repeats = linksOf(pairsIn(saved?.repeats), (pair) => pair);
  const numbers = new Map<string, number>();
  for (const [number, id] of releaseIds.entries()) if (alive.at(number)) numbers.set(id, number);
  /** Added since the last `settle`. */
  let fresh: number[] = [];
  /** Replaced since. */
  let gone: number[] = [];
  /** By the weights of the last `settle`. */
  let comparison = comparisonNow();

  return {
    get size() {
      return { alive: numbers.size, replaced: releaseIds.length - numbers.size };
    },

    add(features) {
      const number = releaseIds.length;
      const former = numbers.get(features.id);
      if (former !== undefined) {
        alive.set(former, 0);
        gone.push(former);
      }
      numbers.set(features.id, number);
      releaseIds.push(features.id);
      days.push(features.day ? Number(features.day.replaceAll('-', '')) : UNKNOWN_DAY);
      langs.push(LANGS.indexOf(features.lang));
      alive.push(1);
      firsts.push(quotationIds.length);
      partners.push(NONE);
      for (const key of features.keys) texts.add(key, number, bitOf(features.lang));
      for (const sign of signsOf(features).own) signs.add(sign, number);
      for (const { id, words } of features.quotations) {
        const quotation = quotationIds.push(id) - 1;
        owners.push(number);
        counterparts.push(NONE);
        names.push(quotation);
        if (words.length < FEWEST_WORDS) continue;
        for (const hash of sketchOf(shinglesOf(words))) sketches.add(hash, quotation);
      }
      shelf.put(number, features);
      fresh.push(number);
    },

    settle() {
      // Those of one day are compared with each other: their features are then at hand.
      fresh = fresh.filter(isAlive).sort((a, b) => days.at(a) - days.at(b) || a - b);
      comparison = comparisonNow();
      const freed = forgetReplaced();
      findCandidates();
      const moved = decidePairs([...fresh, ...freed]);
      const before = together([...moved, ...gone].flatMap((number) => [...numbersIn(number).values()]));
      linkVersions(moved);
      linkRepeats();
      const changed = nameStatements(before);
      for (const number of moved) changed.add(number);
      fresh = [];
      gone = [];
      return new Set([...changed].filter(isAlive).map((number) => releaseIds[number]!));
    },

    counterparts() {
      const pairs = new Map<string, string>();
      for (const [a, b] of versions()) pairs.set(quotationIds[a]!, quotationIds[b]!);
      return pairs;
    },

    of(releaseId) {
      const number = numbers.get(releaseId);
      if (number === undefined) throw new Error(`Expected the id of a release that was added, got "${releaseId}".`);
      const idOf = (quotation: number): string => quotationIds[quotation]!;
      const pairs = new Map<string, QuotationPairs>();
      for (const [id, quotation] of numbersIn(number)) {
        const counterpart = counterparts.at(quotation);
        const versions = [...(counterpart === NONE ? [] : [counterpart]), ...othersIn(pieces, quotation)];
        pairs.set(id, {
          counterpartId: counterpart === NONE ? null : idOf(counterpart),
          versionIds: versions.sort((a, b) => a - b).map(idOf),
          statementId: idOf(names.at(quotation)),
        });
      }
      const partner = partners.at(number);
      return { counterpartId: partner === NONE ? null : releaseIds[partner]!, quotations: pairs };
    },

    save: () => ({
      releaseIds,
      days: days.values(),
      langs: langs.values(),
      alive: alive.values(),
      firsts: firsts.values(),
      partners: partners.values(),
      quotationIds,
      owners: owners.values(),
      names: names.values(),
      candidates: {
        a: Int32Array.from(candidates.all(), ({ a }) => a),
        b: Int32Array.from(candidates.all(), ({ b }) => b),
        scores: Float64Array.from(candidates.all(), ({ score }) => score),
      },
      counterparts: counterparts.values(),
      pieces: Int32Array.from([...pieces.all()].flat()),
      repeats: Int32Array.from([...repeats.all()].flat()),
      texts: texts.save(),
      signs: signs.save(),
      sketches: sketches.save(),
    }),
  };

  function isAlive(number: number): boolean {
    return alive.at(number) === 1;
  }

  function comparisonNow(): Comparison {
    return { weights: weightsBy(texts, numbers.size), translation };
  }

  // ------------------------------------------------------------------------------------------------------- releases

  /** Scores the releases added since against those that may be their versions. */
  function findCandidates(): void {
    const newest = new Set(fresh);
    const shared = new Float64Array(releaseIds.length);
    for (const number of fresh) {
      const own = shelf.get(number);
      const signed = new Set<number>();
      for (const sign of signsOf(own).wanted) {
        if (signs.count(sign) <= FEW) signs.each(sign, (other) => signed.add(other));
      }
      const near = neighbours(own, number, shared);
      for (const other of new Set([...signed, ...near])) {
        if (!isAlive(other) || langs.at(other) === langs.at(number)) continue;
        // Signs are mutual: of two new releases the later one compares them.
        if (newest.has(other) && other > number && !near.includes(other)) continue;
        const [a, b] = number < other ? [number, other] : [other, number];
        const score = likeness(a === number ? own : shelf.get(a), b === number ? own : shelf.get(b), comparison);
        if (score >= ACCEPT && !candidates.at(a).some((one) => one.b === b)) candidates.add({ a, b, score });
      }
    }
  }

  /** Answers the releases that lost a candidate or a counterpart by that. */
  function forgetReplaced(): Set<number> {
    const freed = new Set<number>();
    for (const number of gone) {
      for (const candidate of [...candidates.at(number)]) {
        freed.add(candidate.a === number ? candidate.b : candidate.a);
        candidates.delete(candidate);
      }
      const partner = partners.at(number);
      if (partner !== NONE) freed.add(partner);
    }
    return new Set([...freed].filter(isAlive));
  }

  /** The releases in other languages that share most, by weight, of the rare keys. */
  function neighbours(own: Features, number: number, shared: Float64Array): number[] {
    const { weights } = comparison;
    const touched: number[] = [];
    let total = 0;
    for (const key of own.keys) {
      const weight = weights.of(key);
      total += weight;
      if (!weights.isRare(key)) continue;
      texts.each(key, (other) => {
        if (langs.at(other) === langs.at(number) || !isAlive(other)) return;
        if (shared[other] === 0) touched.push(other);
        shared[other]! += weight;
      });
    }
    const idOf = (other: number): string => releaseIds[other]!;
    const nearest = touched
      .filter((other) => shared[other]! >= total * SHARED)
      .sort((x, y) => shared[y]! - shared[x]! || (idOf(x) < idOf(y) ? -1 : 1))
      .slice(0, MOST_NEIGHBOURS);
    for (const other of touched) shared[other] = 0;
    return nearest;
  }

  /**
   * Decides anew for `touched` and all that candidates join with them, which is all that it can change. Answers the
   * releases that are new or have another counterpart than before.
   */
  function decidePairs(touched: readonly number[]): Set<number> {
    const joined = reachable(touched, (number) => candidates.at(number).flatMap(({ a, b }) => [a, b]));
    const own = new Set([...joined].flatMap((number) => candidates.at(number)));
    const chosen = choose([...own], (number) => releaseIds[number]!);
    const moved = new Set(fresh);
    for (const number of joined) {
      const partner = chosen.get(number) ?? NONE;
      if (partner !== partners.at(number)) moved.add(number);
      partners.set(number, partner);
    }
    return moved;
  }

  // ----------------------------------------------------------------------------------------------------- quotations

  /** The aligned quotations of a release and its counterpart, or of both languages on its page. */
  function alignedIn(number: number) {
    const own = shelf.get(number);
    const partner = partners.at(number);
    // The same side first, whichever of the two is asked.
    const [left, right] =
      partner === NONE
        ? byLanguage(own)
        : langs.at(number) < langs.at(partner)
          ? [own.quotations, shelf.get(partner).quotations]
          : [shelf.get(partner).quotations, own.quotations];
    return align(left, right, comparison);
  }

  function linkVersions(moved: ReadonlySet<number>): void {
    for (const number of [...moved, ...gone]) {
      for (const quotation of numbersIn(number).values()) {
        counterparts.set(quotation, NONE);
        for (const link of [...pieces.at(quotation)]) pieces.delete(link);
      }
    }
    for (const number of moved) {
      const partner = partners.at(number);
      if (partner !== NONE && partner < number) continue;
      const ids = numbersIn(number);
      if (partner !== NONE) for (const [id, quotation] of numbersIn(partner)) ids.set(id, quotation);
      for (const { a, b, more } of alignedIn(number)) {
        const [one, other] = [ids.get(a.id)!, ids.get(b.id)!];
        counterparts.set(one, other);
        counterparts.set(other, one);
        for (const piece of more) pieces.add([ids.get(piece.id)!, piece.lang === a.lang ? other : one]);
      }
    }
  }

  function numbersIn(release: number): Map<string, number> {
    const first = firsts.at(release);
    const end = release + 1 < firsts.length ? firsts.at(release + 1) : quotationIds.length;
    const ids = new Map<string, number>();
    for (let quotation = first; quotation < end; quotation += 1) ids.set(quotationIds[quotation]!, quotation);
    return ids;
  }

  /** Joins the quotations added since with those of the same speaker and language that say nearly the same. */
  function linkRepeats(): void {
    for (const number of gone) {
      for (const quotation of numbersIn(number).values())
        for (const link of [...repeats.at(quotation)]) repeats.delete(link);
    }
    for (const number of fresh) {
      for (const [i, one] of shelf.get(number).quotations.entries()) {
        if (one.words.length < FEWEST_WORDS) continue;
        const quotation = firsts.at(number) + i;
        const own = shinglesOf(one.words);
        for (const other of alike(quotation, sketchOf(own))) {
          const owner = owners.at(other);
          const there = shelf.get(owner).quotations[other - firsts.at(owner)]!;
          if (there.lang !== one.lang || sameSpeaker(one, there) === 'other') continue;
          // Of two that are new, the one is found from the other and back.
          if (repeats.at(quotation).some((link) => link.includes(other))) continue;
          if (isRepeat(own, shinglesOf(there.words))) repeats.add([other, quotation]);
        }
      }
    }
  }

  /** The other quotations with enough of a sketch to be repeats. */
  function* alike(quotation: number, sketch: Uint32Array): Generator<number> {
    const shared = new Map<number, number>();
    for (const hash of sketch) sketches.each(hash, (other) => shared.set(other, (shared.get(other) ?? 0) + 1));
    for (const [other, count] of shared) {
      if (count >= FEWEST_SHARED && other !== quotation && isAlive(owners.at(other))) yield other;
    }
  }

  /**
   * Names anew the statements of those quotations and of all that is joined with them now. Answers the releases with a
   * quotation whose statement has another name than before.
   */
  function nameStatements(touched: ReadonlySet<number>): Set<number> {
    const changed = new Set<number>();
    const named = new Set<number>();
    const added = fresh.flatMap((number) => [...numbersIn(number).values()]);
    for (const start of [...touched, ...added]) {
      if (named.has(start) || !isAlive(owners.at(start))) continue;
      const statement = [...together([start])];
      const name = statement.reduce((first, quotation) => (isEarlier(quotation, first) ? quotation : first));
      for (const quotation of statement) {
        named.add(quotation);
        if (quotationIds[names.at(quotation)] !== quotationIds[name]) changed.add(owners.at(quotation));
        names.set(quotation, name);
      }
    }
    return changed;
  }

  /** These quotations and all that are of one statement with any of them. */
  function together(quotations: readonly number[]): Set<number> {
    return reachable(quotations, (quotation) => {
      const counterpart = counterparts.at(quotation);
      const linked = [...othersIn(pieces, quotation), ...othersIn(repeats, quotation)];
      return counterpart === NONE ? linked : [...linked, counterpart];
    });
  }

  function* versions(): Generator<[number, number]> {
    for (let quotation = 0; quotation < counterparts.length; quotation += 1) {
      const counterpart = counterparts.at(quotation);
      if (counterpart !== NONE && isAlive(owners.at(quotation))) yield [quotation, counterpart];
    }
  }

  function isEarlier(quotation: number, than: number): boolean {
    const later = days.at(owners.at(quotation)) - days.at(owners.at(than));
    return later < 0 || (later === 0 && quotationIds[quotation]! < quotationIds[than]!);
  }
}

const NONE = -1;
/** The least share of its weight that a release of another day has in common with a neighbour, in rare keys. */
const SHARED = 0.06;
const UNKNOWN_DAY = 99_999_999;
function* savedCandidates(saved: SavedPairing | null): Generator<Candidate> {
  if (!saved) return;
  const { a, b, scores } = saved.candidates;
  for (const [i, score] of scores.entries()) yield { a: a[i]!, b: b[i]!, score };
}

type Pair = readonly [number, number];

function* pairsIn(flat: Int32Array = new Int32Array(0)): Generator<Pair> {
  for (let i = 0; i < flat.length; i += 2) yield [flat[i]!, flat[i + 1]!];
}

/** Links between numbered things, found from either end. */
type Links<Link> = {
  add(link: Link): void;
  delete(link: Link): void;
  at(end: number): readonly Link[];
  all(): Iterable<Link>;
};

function linksOf<Link>(from: Iterable<Link>, endsOf: (link: Link) => Pair): Links<Link> {
  const links = new Set<Link>();
  const byEnd = new Map<number, Link[]>();
  const none: readonly Link[] = [];
  const add = (link: Link): void => {
    links.add(link);
    for (const end of endsOf(link)) {
      const list = byEnd.get(end);
      if (list) list.push(link);
      else byEnd.set(end, [link]);
    }
  };
  for (const link of from) add(link);
  return {
    add,
    delete(link) {
      links.delete(link);
      for (const end of endsOf(link)) {
        const rest = (byEnd.get(end) ?? none).filter((one) => one !== link);
        if (rest.length > 0) byEnd.set(end, rest);
        else byEnd.delete(end);
      }
    },
    at: (end) => byEnd.get(end) ?? none,
    all: () => links,
  };
}

const othersIn = (links: Links<Pair>, end: number): number[] => links.at(end).map(([a, b]) => (a === end ? b : a));

/** `from` and all that steps of `next` lead to. */
function reachable(from: readonly number[], next: (of: number) => readonly number[]): Set<number> {
  const found = new Set(from);
  for (const one of found) for (const other of next(one)) found.add(other);
  return found;
}

/** Those in the language of the page, and the others. */
function byLanguage({ lang, quotations }: Features): [QuotationFeatures[], QuotationFeatures[]] {
  const isIn = (wanted: Lang) => (one: QuotationFeatures) => one.lang === wanted;
  return [quotations.filter(isIn(lang)), quotations.filter((one) => !isIn(lang)(one))];
}
