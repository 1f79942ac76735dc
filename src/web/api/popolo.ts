/** People, posts and memberships in the shape of Popolo (popoloproject.com/specs), for programs that know it. */
import { z } from 'zod';
import type { Membership, Post } from '../../domain.ts';
import type { Listing, PersonAnswer } from '../../search/port.ts';
import { LANGS } from '../i18n/index.ts';

const text = z.string();
const sources = z.array(z.object({ note: text }));
/** A day, as far as it is known; null is unknown. */
const day = text.nullable();

const person = z.object({
  id: text,
  name: text,
  other_names: z.array(z.object({ name: text })),
  gender: text.optional(),
  sources,
});
const post = z.object({
  id: text,
  label: text,
  other_labels: z.array(z.object({ name: text, lang: z.enum(LANGS) })),
  role: text,
  organization_id: text.nullable(),
});
const membership = z.object({
  person_id: text,
  post_id: text,
  role: text,
  organization_id: text.nullable(),
  start_date: day,
  end_date: day,
  sources,
});
const organization = z.object({ id: text, name: text, classification: z.literal('government') });

export const popoloSchema = z.object({
  query: text,
  page: z.int().min(1),
  hitsPerPage: z.int().min(1),
  totalHits: z.int().min(0),
  persons: z.array(person).describe('Popolo Person'),
  posts: z.array(post).describe('Popolo Post: those that these persons hold'),
  memberships: z.array(membership).describe('Popolo Membership; end_date is the day the successor starts'),
  organizations: z.array(organization).describe('Popolo Organization: the governments, by their code'),
});

export type Popolo = Omit<z.infer<typeof popoloSchema>, 'query' | 'page' | 'hitsPerPage'>;

const GENDERS = { f: 'female', m: 'male' } as const;

export function popoloOf({ total, items }: Listing<PersonAnswer>): Popolo {
  const posts = new Map(items.flatMap(({ memberships }) => memberships.map((one) => [one.post.id, one.post] as const)));
  const governments = new Set([...posts.values()].flatMap(({ jurisdiction }) => jurisdiction ?? []));
  return {
    totalHits: total,
    persons: items.map(({ id, name, otherNames, gender, source }) => ({
      id,
      name,
      other_names: otherNames.map((other) => ({ name: other })),
      ...(gender ? { gender: GENDERS[gender] } : {}),
      sources: notes(source),
    })),
    posts: [...posts.values()].map(postOf),
    memberships: items.flatMap(({ id, memberships }) => memberships.map((one) => membershipOf(id, one))),
    organizations: [...governments].sort().map((id) => ({ id, name: id, classification: 'government' as const })),
  };
}

function postOf({ id, title, jurisdiction }: Post): z.infer<typeof post> {
  const labels = LANGS.flatMap((lang) => (title[lang] ? [{ name: title[lang], lang }] : []));
  const label = labels[0]?.name ?? id;
  return { id, label, other_labels: labels, role: label, organization_id: jurisdiction };
}

function membershipOf(
  personId: string,
  { post, startDate, endDate, source }: Pick<Membership, 'startDate' | 'endDate' | 'source'> & { post: Post },
): z.infer<typeof membership> {
  const { id, role, organization_id } = postOf(post);
  return {
    person_id: personId,
    post_id: id,
    role,
    organization_id,
    start_date: startDate,
    end_date: endDate,
    sources: notes(source),
  };
}

const notes = (source: string | undefined): { note: string }[] => (source ? [{ note: source }] : []);
