/**
 * Golden releases: what extraction makes of each, in full (`expected.json`, which `npm run golden` refreshes: the
 * difference is for reading), and what a careful reader wants from it (`wanted.json`, written by hand).
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Certainty, Lang, QuotationKind } from '../../src/domain.ts';
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

/** `lang` and `certainty` stand only where they are the point of the case. */
type Wanted = { text: string; speakers: string[]; kind: QuotationKind; lang?: Lang; certainty?: Certainty };
const OPTIONAL = ['lang', 'certainty'] as const;

/** One line for each thing that is not as wanted, in the order of the text; texts are compared exactly. */
function differences(found: readonly Required<Wanted>[], wanted: readonly Wanted[]): string[] {
  const lines: string[] = [];
  const left = [...found];
  for (const want of wanted) {
    const at = left.findIndex(({ text }) => text === want.text);
    if (at === -1) {
      lines.push(`missing: ${shown(want)}`);
      continue;
    }
    const [have] = left.splice(at, 1);
    if (shown(have!) !== shown(want)) lines.push(`wanted:  ${shown(want)}`, `found:   ${shown(have!)}`);
    for (const key of OPTIONAL) {
      if (want[key] !== undefined && want[key] !== have![key])
        lines.push(`${key}: wanted ${want[key]}, found ${have![key]} of "${want.text}"`);
    }
  }
  for (const have of left) lines.push(`too much: ${shown(have)}`);
  return lines;
}

const shown = ({ text, speakers, kind }: Wanted): string =>
  `${JSON.stringify(text)} by ${speakers.join(' and ') || 'nobody named'} (${kind})`;

const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(GOLDEN, ...path), 'utf8')) as T;

describe('golden releases', () => {
  const folders = readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const gaps = json<Record<string, string>>('known-gaps.json');
  it('are there', () => expect(folders.length).toBeGreaterThanOrEqual(64));
  it('known gaps name a folder and a reason each', () => {
    for (const [name, reason] of Object.entries(gaps)) {
      expect(existsSync(join(GOLDEN, name)), name).toBe(true);
      expect(reason.trim(), name).not.toBe('');
    }
  });

  for (const { name } of folders) {
    const folder = join(GOLDEN, name);
    const release = readdirSync(folder).find((file) => file.startsWith('release.'))!;
    const read = () => readable(join(folder, release), release);

    it(`${name}: as expected`, () => {
      const expected = join(folder, 'expected.json');
      const found = `${JSON.stringify(read(), null, 2)}\n`;
      if (refresh) writeFileSync(expected, found);
      expect(found).toBe(readFileSync(expected, 'utf8'));
    });

    it(name in gaps ? `${name}: not yet as wanted (${gaps[name]})` : `${name}: as wanted`, () => {
      const found = read().flatMap((one) => ('error' in one ? [] : one.quotations));
      const lines = differences(found, json<Wanted[]>(name, 'wanted.json'));
      if (name in gaps) expect(lines, 'it is as wanted now: strike it from known-gaps.json').not.toEqual([]);
      else expect(lines).toEqual([]);
    });
  }
});
