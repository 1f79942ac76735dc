/** Invented releases for the tests of the record. */
import type { Extraction, RawRelease } from '../../src/domain.ts';
import { quotationId, releaseId, wordsOf } from '../../src/identity.ts';

export const EXTRACTOR = 'test-1';

/** A release as read: its words, where they stand, and what is declared beside them. */
export function rawRelease(text: string, declared: Partial<RawRelease> = {}): RawRelease {
  return {
    place: 'releases.jsonl:1',
    sourceId: '2026-14',
    publisher: 'Ville de Clairpré',
    url: 'https://clairpre.example/14',
    title: 'Une écluse',
    date: '2026-03-14',
    lang: 'fr',
    status: 'usable',
    embargoedUntil: null,
    alternates: [{ lang: 'en', url: 'https://clairpre.example/en/14' }],
    blocks: text.split('\n\n').map((paragraph) => ({ kind: 'paragraph', text: paragraph, quote: null })),
    diagnostics: [],
    ...declared,
  };
}

/** A plain extraction of it: what stands between guillemets is a quotation of Odile Brisebois. */
export function extractionOf(raw: RawRelease): Extraction {
  const text = raw.blocks.map((block) => block.text).join('\n\n');
  const release = releaseId(raw.publisher, raw.sourceId);
  const occurrences = new Map<string, number>();
  const quotations = [...text.matchAll(/« ([^»]+) »/g)].map((match) => {
    const words = match[1]!;
    const key = wordsOf(words);
    const occurrence = occurrences.get(key) ?? 0;
    occurrences.set(key, occurrence + 1);
    const id = quotationId(release, key, occurrence);
    const start = match.index + 2;
    return {
      quotation: {
        id,
        releaseId: release,
        lang: 'fr' as const,
        kind: 'direct' as const,
        content: [{ start, end: start + words.length }],
        text: words,
      },
      attribution: {
        quotationId: id,
        mention: 'la mairesse',
        names: ['Odile Brisebois'],
        source: { start: 0, end: 2 },
        cue: null,
        title: 'mairesse',
        rule: 'test',
        certainty: 'stated' as const,
      },
    };
  });
  return {
    headline: raw.title,
    lang: 'fr',
    dateline: { place: 'Clairpré', date: raw.date, wire: null, span: { start: 0, end: 2 } },
    issuedOn: raw.date,
    text,
    blocks: [{ kind: 'paragraph', quote: null, span: { start: 0, end: text.length }, lang: 'fr' }],
    sections: [{ kind: 'body', span: { start: 0, end: text.length } }],
    quotations,
    diagnostics: [{ rule: 'odd', message: 'an odd thing', span: null }],
  };
}
