/**
 * Published releases, made straight of invented events: what reading and extraction would find in their layouts is known
 * here already. The words are those of `generate.ts`; the text of a release is its headline and its quotations.
 */
import { createHash } from 'node:crypto';
import type { Lang } from '../../src/domain.ts';
import { LANGS } from '../../src/lang/index.ts';
import type { QuotationDocument, ReleaseDocument } from '../../src/search/port.ts';
import { inventEvents, isoDay, type Office, type Speaker, type Story, spoken } from './generate.ts';
import type { Prose } from './prose.ts';
import { randomFrom } from './random.ts';

/** Without end. The releases of one event follow each other. */
export function* generateDocuments(seed: number, prose: Prose, offices: readonly Office[]): Generator<ReleaseDocument> {
  for (const { nth, event, langs } of inventEvents(seed, prose, offices)) {
    for (const lang of langs) {
      const other = langs.find((one) => one !== lang) ?? null;
      yield publishedRelease(seed, nth, event, lang, other, prose);
    }
  }
}

function publishedRelease(
  seed: number,
  nth: number,
  event: Story,
  lang: Lang,
  other: Lang | null,
  prose: Prose,
): ReleaseDocument {
  const random = randomFrom(seed, nth, 1, lang.charCodeAt(0));
  const headline = prose.sentence(lang, 'report', random, event).replace(/[.!?…]$/, '');
  const day = isoDay(event.day);
  let text = headline;
  const quotations = event.quotations.map(({ of }, i): QuotationDocument => {
    const speaker = event.speakers[of]!;
    const words = spoken(seed, nth, i, event, lang, prose);
    const start = text.length + 2;
    text += `\n\n${words}`;
    return {
      id: idOf('q', seed, nth, lang, i),
      lang,
      kind: i % 5 === 4 ? 'mixed' : 'direct',
      text: words,
      content: [{ start, end: start + words.length }],
      ...attributed(speaker, lang),
      certainty: 'stated',
      rule: 'block-signed-below',
      counterpartId: other && idOf('q', seed, nth, other, i),
      versionIds: other ? [idOf('q', seed, nth, other, i)] : [],
      statementId: idOf('s', seed, nth, LANGS[0]!, i),
      differences: [],
    };
  });
  return {
    id: idOf('r', seed, nth, lang, 0),
    sourceId: `${lang}/${day}-${nth}`,
    publisher: event.publisher[lang],
    url: `https://news.example/${lang}/${day}-${nth}`,
    lang,
    headline,
    dateline: null,
    issuedOn: day,
    text,
    revision: 1,
    status: 'usable',
    embargoedUntil: null,
    sections: [{ kind: 'headline', span: { start: 0, end: headline.length } }],
    counterpartId: other && idOf('r', seed, nth, other, 0),
    quotations,
  };
}

function attributed({ id, name, title, post }: Speaker, lang: Lang) {
  return {
    speakers: [{ id, name }],
    mention: name,
    title: title[lang],
    posts: post ? [{ id: post.id, title: post.title, portfolio: post.portfolio }] : [],
  };
}

/** Of the length and the look of real ids, in no order. */
const idOf = (kind: string, ...parts: (string | number)[]): string =>
  kind + createHash('sha1').update(parts.join(' ')).digest('hex').slice(0, 16);
