/** The documents of a view as answers: only what may be shown, whole. */
import type { Person, Post } from '../../domain.ts';
import type {
  PersonAnswer,
  PostAnswer,
  QuotationAnswer,
  ReleaseAnswer,
  ReleaseSummary,
  StatementAnswer,
  VersionSummary,
} from '../port.ts';
import type { ReleaseHead } from './segment.ts';
import { dateOf, findQuotation, findRelease, type NamedPerson, type NamedPost, type Place, type View } from './view.ts';

export function quotationAnswer(view: View, { part, quotation }: Place): QuotationAnswer {
  const { segment } = part;
  const { counterpartId, versionIds, statementId, differences, ...document } = segment.quotationAt(quotation);
  const head = segment.headAt(segment.release[quotation]!);
  const counterpart = version(view, counterpartId);
  return {
    ...document,
    date: head.issuedOn,
    release: summary(head),
    counterpart,
    versions: versionIds.flatMap((id) => version(view, id) ?? []),
    statement: { id: statementId, occurrences: view.statements().get(statementId)!.length },
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
  const places = view.statements().get(id);
  return places ? { id, quotations: places.map((place) => quotationAnswer(view, place)) } : null;
}

export function personAnswer(view: View, person: Person): PersonAnswer {
  const { register } = view.snapshot;
  const named = view.named().people.get(person.id);
  const held = register.memberships.filter(({ personId }) => personId === person.id);
  const heldIds = new Set(held.map(({ postId }) => postId));
  const printed = [...(named?.postIds ?? [])].filter((id) => !heldIds.has(id));
  return {
    id: person.id,
    name: person.name,
    otherNames: person.otherNames,
    ...figures(named),
    memberships: [
      ...held.flatMap(({ postId, startDate, endDate, source }) => {
        const post = postById(view, postId);
        return post ? [{ post, startDate, endDate, source }] : [];
      }),
      ...printed.map((id) => ({ post: postById(view, id)!, ...PRINTED })),
    ],
  };
}

export function postAnswer(view: View, post: Post): PostAnswer {
  const { register } = view.snapshot;
  const named = view.named().posts.get(post.id);
  const holders = register.memberships.filter(({ postId }) => postId === post.id);
  const holderIds = new Set(holders.map(({ personId }) => personId));
  const printed = [...(named?.personIds ?? [])].filter((id) => !holderIds.has(id));
  return {
    id: post.id,
    title: post.title,
    portfolio: post.portfolio,
    jurisdiction: post.jurisdiction,
    ...figures(named),
    memberships: [
      ...holders.flatMap(({ personId, startDate, endDate, source }) => {
        const person = personById(view, personId);
        return person ? [{ person, startDate, endDate, source }] : [];
      }),
      ...printed.map((id) => ({ person: personById(view, id)!, ...PRINTED })),
    ],
  };
}

/** Of the register, or named by a live quotation. */
export function personById(view: View, id: string): Person | null {
  return (
    view.named().people.get(id)?.person ?? view.snapshot.register.people.find((person) => person.id === id) ?? null
  );
}

export function postById(view: View, id: string): Post | null {
  return view.named().posts.get(id)?.post ?? view.snapshot.register.posts.find((post) => post.id === id) ?? null;
}

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

function version(view: View, id: string | null): VersionSummary | null {
  const place = id === null ? null : findQuotation(view, id);
  if (!place) return null;
  const { lang, text } = place.part.segment.quotationAt(place.quotation);
  return { id: id!, lang, text };
}
