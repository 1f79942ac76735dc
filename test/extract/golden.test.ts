/** Golden releases: what extraction makes of each, in full. `npm run golden` refreshes; the difference is for reading. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/index.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';

const GOLDEN = join(import.meta.dirname, '../golden');
const refresh = process.env.DIXIT_GOLDEN === 'refresh';

/** What a reader can check by eye: spans shown as the words they cover. */
function readable(path: string, name: string) {
  return [...readReleases(path, readFileSync(path), name)].map((raw) => {
    if (raw instanceof ReadError) return { error: raw.message.replace(path, name) };
    const { headline, lang, dateline, issuedOn, sections, quotations, diagnostics, text } = extract(raw);
    const words = (span: { start: number; end: number } | null) => span && text.slice(span.start, span.end);
    const glimpse = (span: { start: number; end: number }) => {
      const all = words(span)!;
      return all.length > 60 ? `${all.slice(0, 30)} … ${all.slice(-25)}` : all;
    };
    return {
      headline,
      lang,
      date: issuedOn,
      dateline: dateline && {
        place: dateline.place,
        date: dateline.date,
        wire: dateline.wire,
        words: words(dateline.span),
      },
      sections: sections.map(({ kind, span }) => `${kind}: ${glimpse(span)}`),
      quotations: quotations.map(({ quotation, attribution }) => ({
        text: quotation.text,
        kind: quotation.kind,
        lang: quotation.lang,
        pieces: quotation.content.length,
        speakers: attribution.names,
        mention: attribution.mention,
        title: attribution.title,
        cue: words(attribution.cue),
        certainty: attribution.certainty,
        rule: attribution.rule,
      })),
      diagnostics: diagnostics.map(({ rule, span }) => `${rule}${span ? `: ${glimpse(span)}` : ''}`),
    };
  });
}

describe('golden releases', () => {
  const folders = readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it('are there', () => expect(folders.length).toBeGreaterThan(0));
  for (const { name } of folders) {
    it(name, () => {
      const folder = join(GOLDEN, name);
      const release = readdirSync(folder).find((file) => file.startsWith('release.'))!;
      const expected = join(folder, 'expected.json');
      const found = `${JSON.stringify(readable(join(folder, release), release), null, 2)}\n`;
      if (refresh) writeFileSync(expected, found);
      expect(found).toBe(readFileSync(expected, 'utf8'));
    });
  }
});
