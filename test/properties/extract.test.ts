/** What holds for extraction on any input: real releases cut, shuffled and joined, and random text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extraction, RawBlock, RawRelease } from '../../src/domain.ts';
import { contentText, extract } from '../../src/extract/index.ts';
import { cleanText, normalise } from '../../src/extract/text/normalise.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';

const BARE: Omit<RawRelease, 'blocks'> = {
  place: 'x',
  sourceId: 'x',
  publisher: null,
  url: null,
  title: null,
  date: null,
  lang: null,
  status: 'usable',
  embargoedUntil: null,
  alternates: [],
  diagnostics: [],
};
const release = (blocks: RawBlock[]): RawRelease => ({ ...BARE, blocks });
const paragraphs = (texts: string[]): RawBlock[] => texts.map((text) => ({ kind: 'paragraph', text, quote: null }));

const CORPUS = join(import.meta.dirname, '../../corpus');
const real: RawBlock[][] = ['fr', 'en', 'bilingual'].flatMap((folder) =>
  readdirSync(join(CORPUS, folder)).flatMap((name) => {
    const path = join(CORPUS, folder, name);
    return [...readReleases(path, readFileSync(path), name)].flatMap((raw) =>
      raw instanceof ReadError ? [] : [raw.blocks],
    );
  }),
);

/** Pieces that the rules look for, in odd orders and numbers. */
const fragments = fc.constantFrom(
  '« ',
  ' »',
  '“',
  '”',
  '"',
  '‘',
  '’',
  "'",
  '<<',
  '>>',
  '``',
  "''",
  '(',
  ')',
  ', ',
  '. ',
  ' : ',
  '? ',
  '– ',
  '- ',
  '\n',
  '\n\n',
  'a déclaré ',
  'said ',
  'selon ',
  'according to ',
  'la ministre ',
  'le maire ',
  'she ',
  'il ',
  'Jane Roe',
  'M. Roy',
  'Dr. Low',
  'The Honourable ',
  'ministre de la Voirie ',
  'Minister of Bridges ',
  'que ',
  'that ',
  'et ',
  'and ',
  "d'ajouter ",
  'a-t-il ',
  'dit-elle ',
  'Citations :',
  'Quotes',
  'SOURCE ',
  'Renseignements: ',
  'le 3 juin 2021 ',
  '/CNW/ ',
  'Nous avançons. ',
  'We go on. ',
  '\u00a0',
  '\u202f',
  '\u00ad',
  'â€œ',
  '\ud800',
  '\u0000',
  '👩‍🌾',
  'e\u0301',
);
const oddText = fc
  .array(fc.oneof(fragments, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 60 })
  .map((pieces) => pieces.join(''));
const oddBlocks: fc.Arbitrary<RawBlock[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<RawBlock['kind'][]>('paragraph', 'heading', 'item', 'cell', 'quote', 'attribution'),
    text: oddText,
    quote: fc.option(fc.nat(2)),
  }),
  { maxLength: 8 },
);
const mangled: fc.Arbitrary<RawBlock[]> = fc
  .tuple(fc.constantFrom(...real), fc.constantFrom(...real), fc.nat(400), fc.infiniteStream(fc.nat(1000)))
  .map(([one, other, cut, stream]) => {
    const blocks = [...one, ...other].map((block, i) =>
      i % 5 === 4 ? { ...block, text: block.text.slice(cut % (block.text.length + 1)) } : block,
    );
    return blocks
      .map((block) => ({ block, key: stream.next().value as number }))
      .sort((a, b) => a.key - b.key)
      .slice(0, 25)
      .map(({ block }) => block);
  });
const anyBlocks = fc.oneof(oddBlocks, mangled);

function holds({ text, blocks, sections, dateline, quotations }: Extraction) {
  const inside = (span: { start: number; end: number }) =>
    expect(span.start >= 0 && span.start < span.end && span.end <= text.length).toBe(true);
  for (const { span } of [...blocks, ...sections]) inside(span);
  if (dateline) inside(dateline.span);
  let last = -1;
  for (const { quotation, attribution } of quotations) {
    for (const span of quotation.content) inside(span);
    for (const span of [attribution.source, attribution.cue]) if (span) inside(span);
    for (let i = 1; i < quotation.content.length; i += 1)
      expect(quotation.content[i]!.start).toBeGreaterThanOrEqual(quotation.content[i - 1]!.end);
    expect(quotation.content[0]!.start).toBeGreaterThanOrEqual(last);
    last = quotation.content[0]!.start;
    expect(quotation.text).toBe(contentText(text, quotation.content));
    expect(quotation.text.trim()).not.toBe('');
    expect(attribution.rule).not.toBe('');
    if (attribution.certainty === 'stated' || attribution.certainty === 'resolved')
      expect(attribution.names.length).toBeGreaterThan(0);
  }
  expect(new Set(quotations.map(({ quotation }) => quotation.id)).size).toBe(quotations.length);
}

describe('extraction', () => {
  it('keeps its spans in bounds and its words verbatim, whatever it reads', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => holds(extract(release(blocks)))),
      { numRuns: 300 },
    );
  });

  it('says the same the second time', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        expect(extract(release(blocks))).toEqual(extract(release(blocks)));
      }),
      { numRuns: 60 },
    );
  });

  it('reads nothing behind the contacts', () => {
    const behind = paragraphs([
      'Renseignements:',
      'Jean Dupont, attaché de presse',
      '« Ces mots ne comptent pas du tout ici », a dit Jean Dupont.',
    ]);
    for (const blocks of real) {
      const before = extract(release([...blocks, ...paragraphs(['Renseignements:'])]));
      const after = extract(release([...blocks, ...behind]));
      const said = ({ quotations }: Extraction) =>
        quotations.map(({ quotation, attribution }) => [quotation.text, attribution.names]);
      expect(said(after)).toEqual(said(before));
    }
  });
});

describe('normalising', () => {
  it('twice changes nothing', () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every letter, digit and quotation mark', () => {
    const kept = (text: string) => (text.match(/[\p{L}\p{N}«»“”"‘]/gu) ?? []).join('');
    const plain = fc.array(
      fc.oneof(
        fc.constantFrom(' ', '\t', '\u00a0', '\n', '\u00ad', '«', '»', '“', '”', '"'),
        fc.string({ unit: fc.constantFrom(...'abcéÉœ019.,') }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(plain, (pieces) => {
        expect(kept(cleanText(pieces.join('')))).toBe(kept(pieces.join('')));
      }),
    );
  });

  it('blocks are the text but for blank lines', () => {
    fc.assert(
      fc.property(oddBlocks, (raw) => {
        const { text, blocks } = normalise(raw);
        expect(blocks.map(({ span }) => text.slice(span.start, span.end)).join('\n\n')).toBe(text);
      }),
    );
  });
});
