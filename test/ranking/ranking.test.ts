/** Whole orders of small collections, and why each quotation stands where it does. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { QuotationDocument } from '../../src/search/port.ts';
import { NO_REGISTER, release, request } from '../search/collection.ts';

type Ranked = Partial<QuotationDocument> & { text: string; headline?: string; date?: string; why: string };
const folders: string[] = [];

afterAll(async () => {
  for (const dir of folders) await rm(dir, { recursive: true, force: true });
});

/** `expected` is the whole order; the collection is published in another one. */
async function expectOrder(q: string, lang: Lang, expected: Ranked[]): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'dixit-ranking-'));
  folders.push(dir);
  const index = await openEmbeddedIndex({ dir });
  // The plainest tie-breaks (date, id) would put them the other way round.
  const releases = expected.map(({ headline, date, why: _, ...quotation }, i) => {
    const id = String(expected.length - i).padStart(2, '0');
    return release({
      id: `r${id}`,
      lang,
      headline: headline ?? null,
      issuedOn: date ?? `20${String(10 + i)}-01-01`,
      quotations: [{ id: `q${id}`, lang, ...quotation }],
    });
  });
  await index.publish({ scope: 'all', releases, register: NO_REGISTER, basis: '1' });
  const { hits } = await index.search(request(q, { hitsPerPage: 50 }));
  await index.close();
  expect(hits.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
}

describe('in French', () => {
  it('order and distance: « pont de glace »', () =>
    expectOrder('pont de glace', 'fr', [
      { text: 'Chaque hiver le pont de glace ouvre aux camions.', why: 'the words as typed' },
      { text: 'Chaque hiver le pont fait de glace ouvre enfin.', why: 'one word between' },
      { text: 'Chaque hiver la glace du vieux pont ouvre enfin.', why: 'in the other order' },
      { text: 'Chaque hiver le pont ouvre, et au printemps la glace.', why: 'far apart' },
      { text: 'Chaque hiver le pont ouvre aux camions de bois.', why: 'one word is missing' },
    ]));

  it('forms: « annoncé »', () =>
    expectOrder('annoncé', 'fr', [
      { text: 'Le budget annoncé tient la route cette année.', why: 'the form that was typed' },
      { text: 'Le budget annonce tient la route cette année.', why: 'another accent' },
      { text: 'Le budget annoncera tient la route cette année.', why: 'only the stem is shared' },
    ]));

  it('fields: « traversier »', () =>
    expectOrder('traversier', 'fr', [
      { text: 'Un traversier, un vrai traversier, partira demain.', why: 'twice in the quotation' },
      { text: 'Le nouveau traversier partira du quai demain matin.', why: 'once in the quotation' },
      {
        text: 'Nous partirons tous du quai demain matin.',
        headline: 'Un traversier pour la baie',
        why: 'in the headline only',
      },
    ]));

  it('an exact phrase: « "pont de glace" fermé »', () =>
    expectOrder('"pont de glace" fermé', 'fr', [
      { text: 'Le pont de glace est fermé.', why: 'the phrase and the word, near each other' },
      { text: 'Fermé au printemps, rouvert à l’automne, voilà le vieux pont de glace.', why: 'the same, far apart' },
      { text: 'Le pont de glace est ouvert.', why: 'the phrase alone' },
    ]));

  it('stop words and questions: « toutes les écluses »', () =>
    expectOrder('toutes les écluses', 'fr', [
      { text: 'Nous rouvrons toutes les écluses demain.', why: 'the small words too, where they were typed' },
      { text: 'Nous rouvrons demain les écluses.', why: 'one of them' },
      { text: 'Nous rouvrons quatre écluses.', why: 'none' },
    ]));

  it('misprints: « écluse rouvrte »', () =>
    expectOrder('écluse rouvrte', 'fr', [
      { text: 'Notre écluse est rouverte.', why: 'both words, one of them mended' },
      { text: 'Notre écluse est fermée.', why: 'the word that was spelt right' },
    ]));

  it('all words first, then those that miss the commoner one', () =>
    expectOrder('baleine budget', 'fr', [
      { text: 'Le budget de la baleine sera revu.', why: 'both words' },
      { text: 'La baleine est revenue dans la baie.', why: 'the rarer word' },
      { text: 'Le budget du port sera revu bientôt.', date: '2012-01-01', why: 'the commoner word; newer' },
      { text: 'Le budget du parc sera revu bientôt.', date: '2011-01-01', why: 'the commoner word; older' },
    ]));
});

describe('in English', () => {
  it('speaker and office: "Oakes ferries"', () => {
    const oakes = { speakers: [{ id: 'oakes', name: 'Tobias Oakes' }] };
    const office = { posts: [{ id: 'ferries', title: { en: 'Minister of Ferries' }, portfolio: {} }] };
    return expectOrder('oakes ferries', 'en', [
      {
        text: 'Ferries keep our islands together.',
        ...oakes,
        ...office,
        why: 'said by Oakes, of ferries, as their minister',
      },
      { text: 'Our islands are stronger together.', ...oakes, ...office, why: 'said by Oakes as minister of ferries' },
      { text: 'Ferries keep us together.', why: 'one word of two, in a short text' },
      { text: 'I thank Mr. Oakes for his patience.', why: 'one word of two, in a longer one' },
    ]);
  });

  it('forms: "crossings"', () =>
    expectOrder('crossings', 'en', [
      { text: 'Night crossings begin on Monday morning.', why: 'the form that was typed' },
      { text: 'Night crossing begins on Monday morning.', why: 'the stem is shared' },
    ]));

  it('questions: "what did the harbour master say about night crossings"', () =>
    expectOrder('what did the harbour master say about night crossings', 'en', [
      {
        text: 'Night crossings are safe with lights.',
        posts: [{ id: 'h', title: { en: 'Harbour Master' }, portfolio: {} }],
        why: 'of night crossings, by the harbour master',
      },
      {
        text: 'Night crossings are what they say about the harbour.',
        why: 'the words that ask are no match for who is asked',
      },
    ]));

  it('names: "tobias oakes harbour"', () =>
    expectOrder('tobias oakes harbour', 'en', [
      { text: 'The harbour is open.', speakers: [{ id: 'oakes', name: 'Tobias Oakes' }], why: 'said by him, of it' },
      {
        text: 'The bakery is open.',
        speakers: [{ id: 'oakes', name: 'Tobias Oakes' }],
        why: 'said by him, of something else',
      },
      { text: 'The harbour is shut.', speakers: [{ id: 'o2', name: 'Tobias Reed' }], why: 'of it, by another Tobias' },
      { text: 'The harbour is small.', why: 'of it, by anyone' },
    ]));

  it('a short text over a long one, and recency only for equals: "harbour"', () =>
    expectOrder('harbour', 'en', [
      { text: 'The harbour is open.', date: '2012-01-01', why: 'short; the newer of two equals' },
      { text: 'The harbour is shut.', date: '2011-01-01', why: 'short; the older of two equals' },
      {
        text: 'After a long winter and a longer spring the crews have cleared what was left and the harbour is open.',
        date: '2023-01-01',
        why: 'the word is one of many, however new',
      },
    ]));

  it('the language of the query: "the transport of the budget"', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'dixit-ranking-'));
    folders.push(dir);
    const index = await openEmbeddedIndex({ dir });
    const say = (id: string, lang: Lang, text: string) =>
      release({ id: `r-${id}`, lang, quotations: [{ id, lang, text }] });
    const releases = [say('a-fr', 'fr', 'Transport, budget.'), say('b-en', 'en', 'Transport, budget.')];
    await index.publish({ scope: 'all', releases, register: NO_REGISTER, basis: '1' });
    const order = async (q: string) => (await index.search(request(q))).hits.map(({ id }) => id);
    expect(await order('the transport of the budget')).toEqual(['b-en', 'a-fr']);
    expect(await order('le transport et le budget')).toEqual(['a-fr', 'b-en']);
    expect(await order('transport budget')).toEqual(['a-fr', 'b-en']);
    await index.close();
  });
});

describe('across languages', () => {
  it('in translation: "affordable housing crews"', () =>
    expectOrder('affordable housing crews', 'en', [
      { text: 'Our crews build affordable housing on every island.', why: 'all words' },
      { text: 'Our crews build housing on every island, quickly.', why: 'the words of the query, all but one' },
      {
        lang: 'fr',
        text: 'Nos équipes bâtissent du logement abordable dans les îles.',
        why: 'the term of two words in translation; the third is not there',
      },
    ]));

  it('a term holds together: « premier ministre »', () =>
    expectOrder('premier ministre', 'fr', [
      { text: 'Le premier ministre est venu au port.', why: 'the words as typed' },
      { lang: 'en', text: 'The prime minister came to the harbour.', why: 'the term, in translation' },
      { text: 'La ministre est venue au port hier matin.', why: 'one word of two' },
    ]));
});
