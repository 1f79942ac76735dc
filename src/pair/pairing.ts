/**
 * Pairing as a collection grows: a release that is new or changed is compared with the few that may be its version, and
 * only what follows from that is decided anew. What is kept in memory is a few numbers a release; its features are the
 * caller's to keep.
 */
import type { Lang } from '../domain.ts';
import { LANGS } from '../lang/index.ts';
import { bearersOf, type SavedBearers } from './bearers.ts';
import { columnOf, type SavedColumn, type SavedTexts, textsOf } from './columns.ts';
import { type Features, hash, type QuotationFeatures } from './features.ts';
import type { PairingFile } from './file.ts';
import { type Link, linksOf, type SavedLinks } from './links.ts';
import { pagesOf, type SavedPages } from './pages.ts';
import { align, type Comparison, sameSpeaker } from './quotations.ts';
import { type Candidate, choose, FEW, likeness, MOST_NEIGHBOURS, signsOf } from './releases.ts';
import { shelfOf } from './shelf.ts';
import { FEWEST_SHARED, FEWEST_WORDS, isRepeat, MOST_BEARERS, shinglesOf, sketchOf } from './statements.ts';
import type { Translation } from './translation.ts';
import { bitOf, RARE, weightsBy } from './weights.ts';

/** Where in the pages all of a pairing stands, but for the features. */
export type SavedPairing = {
  pages: SavedPages;
  releaseIds: SavedTexts;
  /** The numbers of the releases with an id. */
  byId: SavedBearers;
  living: number;
  days: SavedColumn;
  langs: SavedColumn;
  /** 0 for a release that another of the same id replaced. */
  alive: SavedColumn;
  /** The number of the first quotation of each release. */
  firsts: SavedColumn;
  partners: SavedColumn;
  quotationIds: SavedTexts;
  owners: SavedColumn;
  /** The quotation that each one's statement is named after. */
  names: SavedColumn;
  /** Releases that may be versions of each other, with scores in millionths. */
  candidates: SavedLinks;
  /** The quotation that says the same in the other language, of each. */
  counterparts: SavedColumn;
  /** A quotation that is a piece of what says it, among other things, in the other language, and that. */
  pieces: SavedLinks;
  /** Quotations that say nearly the same in one language. */
  repeats: SavedLinks;
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
  /** Whether a release of this id was added. */
  has(releaseId: string): boolean;
  /**
   * Decides what follows from the releases added since; answers the ids of those for which anything is new,
   * each once, to be read before more is added.
   */
  settle(): Iterable<string>;
  /** By the last `settle`: quotation id -> the id of what says the same in the other language, one for one. */
  counterparts(): Map<string, string>;
  /** By the last `settle`; throws for a release that was never added. */
  of(releaseId: string): ReleasePairs;
  save(): SavedPairing;
};

export function createPairing(file: PairingFile, translation: Translation, saved: SavedPairing | null): Pairing {
  const shelf = shelfOf(file);
  const pages = pagesOf(file, saved?.pages ?? null);
  const releaseIds = textsOf(pages, saved?.releaseIds);
  const days = columnOf(pages, saved?.days);
  const langs = columnOf(pages, saved?.langs);
  const alive = columnOf(pages, saved?.alive);
  const firsts = columnOf(pages, saved?.firsts);
  const quotationIds = textsOf(pages, saved?.quotationIds);
  const owners = columnOf(pages, saved?.owners);
  const texts = bearersOf(RARE, pages, saved?.texts);
  const signs = bearersOf(FEW, pages, saved?.signs);
  const sketches = bearersOf(MOST_BEARERS, pages, saved?.sketches);
  const candidates = linksOf(pages, saved?.candidates);
  const partners = columnOf(pages, saved?.partners);
  const names = columnOf(pages, saved?.names);
  const counterparts = columnOf(pages, saved?.counterparts);
  const pieces = linksOf(pages, saved?.pieces);
  const repeats = linksOf(pages, saved?.repeats);
  const byId = bearersOf(Number.POSITIVE_INFINITY, pages, saved?.byId);
  let living = saved?.living ?? 0;
  /** By release, 0 but while `neighbours` adds up: the weights of what it has in common with another. */
  let shared = new Float64Array(0);
  /** Added since the last `settle`, which are those from a number on. */
  let fresh: number[] = [];
  let firstFresh = releaseIds.length;
  /** Replaced since. */
  let gone: number[] = [];
  /** By the weights of the last `settle`. */
  let comparison = comparisonNow();

  return {
    get size() {
      return { alive: living, replaced: releaseIds.length - living };
    },

    add(features) {
      const number = releaseIds.length;
      const former = numberOf(features.id);
      if (former === null) {
        living += 1;
      } else {
        alive.set(former, 0);
        gone.push(former);
      }
      byId.add(hash(features.id), number);
      releaseIds.push(features.id);
      days.push(features.day ? Number(features.day.replaceAll('-', '')) : UNKNOWN_DAY);
      langs.push(LANGS.indexOf(features.lang));
      alive.push(1);
      firsts.push(quotationIds.length);
      partners.push(NONE);
      for (const key of features.keys) texts.add(key, number, bitOf(features.lang));
      for (const sign of signsOf(features).own) signs.add(sign, number);
      for (const { id, words } of features.quotations) {
        const quotation = quotationIds.length;
        quotationIds.push(id);
        owners.push(number);
        counterparts.push(NONE);
        names.push(quotation);
        if (words.length < FEWEST_WORDS) continue;
        for (const hash of sketchOf(shinglesOf(words))) sketches.add(hash, quotation);
      }
      shelf.put(number, features);
      fresh.push(number);
    },

    has: (releaseId) => numberOf(releaseId) !== null,

    settle() {
      // Those of one day are compared with each other: their features are then at hand.
      fresh = fresh.filter(isAlive).sort((a, b) => days.at(a) - days.at(b) || a - b);
      comparison = comparisonNow();
      const freed = forgetReplaced();
      findCandidates();
      const moved = decidePairs([...fresh, ...freed]);
      // What is new is joined with nothing yet.
      const before = together([...moved, ...gone].flatMap((number) => [...numbersIn(number).values()]));
      const added = fresh;
      linkVersions([...added, ...moved]);
      linkRepeats();
      const changed = nameStatements(before);
      for (const number of moved) changed.add(number);
      fresh = [];
      firstFresh = releaseIds.length;
      gone = [];
      return idsOf(added, changed);
    },

    counterparts() {
      const pairs = new Map<string, string>();
      for (const [a, b] of versions()) pairs.set(quotationIds.at(a), quotationIds.at(b));
      return pairs;
    },

    of(releaseId) {
      const number = numberOf(releaseId);
      if (number === null) throw new Error(`Expected the id of a release that was added, got "${releaseId}".`);
      const pairs = new Map<string, QuotationPairs>();
      for (const [id, quotation] of numbersIn(number)) {
        const counterpart = counterparts.at(quotation);
        const versions = [...(counterpart === NONE ? [] : [counterpart]), ...pieces.from(quotation)];
        pairs.set(id, {
          counterpartId: counterpart === NONE ? null : quotationIds.at(counterpart),
          versionIds: versions.sort((a, b) => a - b).map(quotationIds.at),
          statementId: quotationIds.at(names.at(quotation)),
        });
      }
      const partner = partners.at(number);
      return { counterpartId: partner === NONE ? null : releaseIds.at(partner), quotations: pairs };
    },

    save: () => ({
      pages: pages.save(),
      releaseIds: releaseIds.save(),
      byId: byId.save(),
      living,
      days: days.save(),
      langs: langs.save(),
      alive: alive.save(),
      firsts: firsts.save(),
      partners: partners.save(),
      quotationIds: quotationIds.save(),
      owners: owners.save(),
      names: names.save(),
      candidates: candidates.save(),
      counterparts: counterparts.save(),
      pieces: pieces.save(),
      repeats: repeats.save(),
      texts: texts.save(),
      signs: signs.save(),
      sketches: sketches.save(),
    }),
  };

  function* idsOf(...releases: Iterable<number>[]): Generator<string> {
    for (const numbers of releases) for (const number of numbers) if (isAlive(number)) yield releaseIds.at(number);
  }

  function isAlive(number: number): boolean {
    return alive.at(number) === 1;
  }

  /** Of the living release with that id. */
  function numberOf(id: string): number | null {
    let found: number | null = null;
    byId.each(hash(id), (number) => {
      if (isAlive(number) && releaseIds.at(number) === id) found = number;
    });
    return found;
  }

  function comparisonNow(): Comparison {
    return { weights: weightsBy(texts, living), translation };
  }

  // ------------------------------------------------------------------------------------------------------- releases

  /** Scores the releases added since against those that may be their versions. */
  function findCandidates(): void {
    if (shared.length < releaseIds.length) shared = new Float64Array(Math.ceil(releaseIds.length * 1.25));
    for (const number of fresh) {
      const own = shelf.get(number);
      const signed = new Set<number>();
      for (const sign of signsOf(own).wanted) {
        if (signs.count(sign) <= FEW) signs.each(sign, (other) => signed.add(other));
      }
      const near = neighbours(own, number);
      for (const other of new Set([...signed, ...near])) {
        if (!isAlive(other) || langs.at(other) === langs.at(number)) continue;
        // Signs are mutual: of two new releases the later one compares them.
        if (other >= firstFresh && other > number && !near.includes(other)) continue;
        const [a, b] = number < other ? [number, other] : [other, number];
        const score = likeness(a === number ? own : shelf.get(a), b === number ? own : shelf.get(b), comparison);
        if (score === null || candidates.from(a).includes(b)) continue;
        candidates.add(a, b, Math.round(score * MILLION));
      }
    }
  }

  /** Answers the releases that lost a candidate or a counterpart by that. */
  function forgetReplaced(): Set<number> {
    const freed = new Set<number>();
    for (const number of gone) {
      for (const candidate of candidates.at(number)) {
        freed.add(candidate.a === number ? candidate.b : candidate.a);
        candidates.delete(candidate);
      }
      const partner = partners.at(number);
      if (partner !== NONE) freed.add(partner);
    }
    return new Set([...freed].filter(isAlive));
  }

  /** The releases in other languages that share most, by weight, of the rare keys. */
  function neighbours(own: Features, number: number): number[] {
    const { weights } = comparison;
    const touched: number[] = [];
    let total = 0;
    for (const key of own.keys) {
      const weight = weights.of(key);
      total += weight;
      if (weight === 0 || !weights.isRare(key)) continue;
      texts.each(key, (other) => {
        if (langs.at(other) === langs.at(number) || !isAlive(other)) return;
        if (shared[other] === 0) touched.push(other);
        shared[other]! += weight;
      });
    }
    const idOf = releaseIds.at;
    const nearest = touched
      .filter((other) => shared[other]! >= total * SHARED)
      .sort((x, y) => shared[y]! - shared[x]! || (idOf(x) < idOf(y) ? -1 : 1))
      .slice(0, MOST_NEIGHBOURS);
    for (const other of touched) shared[other] = 0;
    return nearest;
  }

  /**
   * Decides anew for `touched` and all that candidates join with them, which is all that it can change. Answers the
   * releases that were there before and have another counterpart now.
   */
  function decidePairs(touched: readonly number[]): Set<number> {
    const moved = new Set<number>();
    const decided = new Uint8Array(releaseIds.length);
    for (const start of touched) {
      if (decided[start]) continue;
      const joined = reachable([start], candidates.from);
      const own = [...joined].flatMap((number) => candidates.at(number).filter(({ a }) => a === number));
      const chosen = choose(own.map(candidateOf), releaseIds.at);
      for (const number of joined) {
        decided[number] = 1;
        const partner = chosen.get(number) ?? NONE;
        if (number < firstFresh && partner !== partners.at(number)) moved.add(number);
        partners.set(number, partner);
      }
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

  function linkVersions(moved: readonly number[]): void {
    for (const number of [...moved, ...gone]) {
      for (const quotation of numbersIn(number).values()) {
        counterparts.set(quotation, NONE);
        for (const link of pieces.at(quotation)) pieces.delete(link);
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
        for (const piece of more) pieces.add(ids.get(piece.id)!, piece.lang === a.lang ? other : one);
      }
    }
  }

  function numbersIn(release: number): Map<string, number> {
    const first = firsts.at(release);
    const end = release + 1 < firsts.length ? firsts.at(release + 1) : quotationIds.length;
    const ids = new Map<string, number>();
    for (let quotation = first; quotation < end; quotation += 1) ids.set(quotationIds.at(quotation), quotation);
    return ids;
  }

  /** Joins the quotations added since with those of the same speaker and language that say nearly the same. */
  function linkRepeats(): void {
    for (const number of gone) {
      for (const quotation of numbersIn(number).values())
        for (const link of repeats.at(quotation)) repeats.delete(link);
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
          if (repeats.from(quotation).includes(other)) continue;
          if (isRepeat(own, shinglesOf(there.words))) repeats.add(other, quotation);
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
   * Names anew the statements of those quotations and of all that is joined with them now. Answers the releases that were
   * there before and have a quotation whose statement has another name now.
   */
  function nameStatements(touched: ReadonlySet<number>): Set<number> {
    const changed = new Set<number>();
    const named = new Uint8Array(quotationIds.length);
    const nameFrom = (start: number): void => {
      if (named[start] || !isAlive(owners.at(start))) return;
      const statement = [...together([start])];
      const name = statement.reduce((first, quotation) => (isEarlier(quotation, first) ? quotation : first));
      for (const quotation of statement) {
        named[quotation] = 1;
        const owner = owners.at(quotation);
        if (owner < firstFresh && quotationIds.at(names.at(quotation)) !== quotationIds.at(name)) changed.add(owner);
        names.set(quotation, name);
      }
    };
    touched.forEach(nameFrom);
    const firstAdded = firstFresh < releaseIds.length ? firsts.at(firstFresh) : quotationIds.length;
    for (let quotation = firstAdded; quotation < quotationIds.length; quotation += 1) nameFrom(quotation);
    return changed;
  }

  /** These quotations and all that are of one statement with any of them. */
  function together(quotations: readonly number[]): Set<number> {
    return reachable(quotations, (quotation) => {
      const counterpart = counterparts.at(quotation);
      const linked = [...pieces.from(quotation), ...repeats.from(quotation)];
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
    return later < 0 || (later === 0 && quotationIds.at(quotation) < quotationIds.at(than));
  }
}

const NONE = -1;
/** The least share of its weight that a release of another day has in common with a neighbour, in rare keys. */
const SHARED = 0.06;
const UNKNOWN_DAY = 99_999_999;
const MILLION = 1_000_000;
const candidateOf = ({ a, b, score }: Link): Candidate => ({ a, b, score: score / MILLION });

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
