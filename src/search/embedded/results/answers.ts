/** The documents of a view as answers: only what may be shown, whole. */
import type { Membership, Person, Post } from '../../../domain.ts';
import { oncePer } from '../../../util/memo.ts';
import type {
  FacetValue,
  PersonAnswer,
  PostAnswer,
  QuotationAnswer,
  ReleaseAnswer,
  ReleaseSummary,
  StatementAnswer,
  VersionSummary,
} from '../../port.ts';
import { listAt, type ReleaseHead, type StoredQuotation } from '../segment/segment.ts';
import {
  dateOf,
  findQuotation,
  findRelease,
  inRegister,
  type NamedPerson,
  type NamedPost,
  type Place,
  type Register,
  type View,
} from '../snapshot/view.ts';
import { mostFirst, sortKey } from '../terms/names.ts';
import { quotationsOf, statementAt } from './statements.ts';

export const quotationAnswer = (view: View, place: Place): QuotationAnswer =>
  answerOf(view, place, place.part.segment.quotationAt(place.quotation));

/** The same with what `unpackPlaces` reads. */
export function quotationWithPlaces(view: View, place: Place): { answer: QuotationAnswer; places: string } {
  const stored = place.part.segment.quotationAt(place.quotation);
  return { answer: answerOf(view, place, stored), places: stored.places };
}

function answerOf(view: View, { part, quotation }: Place, stored: StoredQuotation): QuotationAnswer {
  const { segment } = part;
  const { lang, text, body, counterpartId, versionIds, statementId, differences } = stored;
  const head = segment.headAt(segment.release[quotation]!);
  const versionOf = (id: string) => version(view, { part, quotation }, id);
  const counterpart = counterpartId === null ? null : versionOf(counterpartId);
  const { counts } = view.statements();
  return {
    lang,
    text,
    ...body,
    date: head.issuedOn,
    release: summary(head),
    counterpart,
    versions: versionIds.flatMap((id) => (id === counterpartId ? counterpart : versionOf(id)) ?? []),
    statement: { id: statementId, occurrences: counts[statementAt({ part, quotation })]! },
    // They quote the counterpart.
    differences: counterpart ? differences : [],
  };
}

export function releaseAnswer(view: View, id: string): ReleaseAnswer | null {
  const place = findRelease(view, id);
  if (!place) return null;
  const { part, release } = place;
  const head = part.segment.headAt(release);
  const { quotationIds, counterpartId, status: _, embargoedUntil: __, ...body } = part.segment.bodyAt(release);
  const other = counterpartId === null ? null : findRelease(view, counterpartId);
  return {
    ...head,
    ...body,
    counterpart: other && summary(other.part.segment.headAt(other.release)),
    quotations: quotationIds.flatMap((quotationId) => {
      const quotation = part.segment.find(quotationId);
      return quotation === null ? [] : [quotationAnswer(view, { part, quotation })];
    }),
  };
}

export function statementAnswer(view: View, id: string): StatementAnswer | null {
  const places = quotationsOf(view, id);
  return places.length > 0 ? { id, quotations: places.map((place) => quotationAnswer(view, place)) } : null;
}

export function personAnswer(view: View, person: Person): PersonAnswer {
  const { people } = inRegister(view.snapshot.register);
  const { heldBy } = tenuresIn(view);
  const named = view.named().people.get(person.id);
  const held = heldBy.get(person.id) ?? [];
  const heldIds = new Set(held.map(({ postId }) => postId));
  const printed = [...(named?.postIds ?? [])].filter((id) => !heldIds.has(id));
  return {
    id: person.id,
    name: person.name,
    otherNames: person.otherNames,
    ...(person.gender ? { gender: person.gender } : {}),
    ...(person.source ? { source: person.source } : {}),
    ...(people.has(person.id) ? {} : { learned: true }),
    ...figures(named),
    memberships: [
      ...held.flatMap(({ personId: _, postId, ...tenure }) => {
        const post = postById(view, postId);
        return post ? [{ post, ...tenure }] : [];
      }),
      ...printed.map((id) => ({ post: postById(view, id)!, ...PRINTED })),
    ],
  };
}

export function postAnswer(view: View, post: Post): PostAnswer {
  const { posts } = inRegister(view.snapshot.register);
  const { holdersOf } = tenuresIn(view);
  const named = view.named().posts.get(post.id);
  const holders = holdersOf.get(post.id) ?? [];
  const learned = posts.has(post.id) ? post.learned : true;
  const holderIds = new Set(holders.map(({ personId }) => personId));
  const printed = [...(named?.personIds ?? [])].filter((id) => !holderIds.has(id));
  return {
    id: post.id,
    title: post.title,
    portfolio: post.portfolio,
    jurisdiction: post.jurisdiction,
    ...(post.source ? { source: post.source } : {}),
    ...(learned ? { learned } : {}),
    ...figures(named),
    memberships: [
      ...holders.flatMap(({ personId, postId: _, ...tenure }) => {
        const person = personById(view, personId);
        return person ? [{ person: shown(person), ...tenure }] : [];
      }),
      ...printed.map((id) => ({ person: shown(personById(view, id)!), ...PRINTED })),
    ],
  };
}

/** Of the register, or named by a live quotation. */
export function personById(view: View, id: string): Person | null {
  return view.named().people.get(id)?.person ?? inRegister(view.snapshot.register).people.get(id) ?? null;
}

export function postById(view: View, id: string): Post | null {
  return view.named().posts.get(id)?.post ?? inRegister(view.snapshot.register).posts.get(id) ?? null;
}

/** Who is quoted in the releases that quote this person, and in how many of these; most first. */
export function besideAnswer(view: View, personId: string, limit: number): FacetValue[] {
  const releases = new Map<string, number>();
  for (const { segment, live } of view.parts) {
    // Two entries of a segment may be one person under two names.
    const own = segment.people.map(({ id }) => id === personId);
    if (!own.includes(true)) continue;
    const { starts, values } = segment.speakers;
    const quotesThem = new Uint8Array(segment.releaseIds.length);
    for (let quotation = 0; quotation < live.length; quotation += 1) {
      if (!live[quotation]) continue;
      for (let at = starts[quotation]!; at < starts[quotation + 1]!; at += 1) {
        if (own[values[at]!]) quotesThem[segment.release[quotation]!] = 1;
      }
    }
    const speakersOf = new Map<number, Set<string>>();
    for (let quotation = 0; quotation < live.length; quotation += 1) {
      const release = segment.release[quotation]!;
      if (!live[quotation] || quotesThem[release] === 0) continue;
      const speakers = speakersOf.get(release) ?? new Set<string>();
      speakersOf.set(release, speakers);
      for (const speaker of listAt(segment.speakers, quotation)) speakers.add(segment.people[speaker]!.id);
    }
    for (const speakers of speakersOf.values()) {
      for (const id of speakers) if (id !== personId) releases.set(id, (releases.get(id) ?? 0) + 1);
    }
  }
  return [...releases]
    .map(([id, count]) => {
      const { name } = personById(view, id)!;
      return { id, name, count, key: sortKey(name) };
    })
    .sort(mostFirst)
    .slice(0, limit)
    .map(({ id, name, count }) => ({ id, name, count }));
}

type Tenures = {
  heldBy: ReadonlyMap<string, Membership[]>;
  holdersOf: ReadonlyMap<string, Membership[]>;
};

/** A register may have a hundred thousand rows: it is put in order once. */
const tenuresOf = oncePer(
  ({ memberships }: Register): Tenures => ({
    heldBy: grouped(memberships, ({ personId }) => personId),
    holdersOf: grouped(memberships, ({ postId }) => postId),
  }),
);
const tenuresIn = ({ snapshot }: View): Tenures => tenuresOf(snapshot.register);

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Misprints tell whom is meant; they are no names to show. */
const shown = ({ misprints: _, ...person }: Person): Person => person;

/** A post that is not in the register but printed at the person's quotations. */
const PRINTED = { startDate: null, endDate: null, source: 'quotations' };

function figures(named: NamedPerson | NamedPost | undefined) {
  return {
    quotationCount: named?.count ?? 0,
    firstDate: dateOf(named?.firstDay ?? 0),
    lastDate: dateOf(named?.lastDay ?? 0),
  };
}

function summary({ id, sourceId, url, headline, publisher, lang }: ReleaseHead): ReleaseSummary {
  return { id, sourceId, url, headline, publisher, lang };
}

function version(view: View, { part, quotation }: Place, id: string): VersionSummary | null {
  const { segment, live } = part;
  // It is nearly always close by: among those that state the same.
  const near = listAt(segment.statementQuotations, segment.statement[quotation]!).find(
    (other) => live[other] === 1 && segment.ids.at(other) === id,
  );
  const place = near === undefined ? findQuotation(view, id) : { part, quotation: near };
  return place && { id, ...place.part.segment.saidAt(place.quotation) };
}
