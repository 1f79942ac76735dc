/** `dixit view`: every word shown once and in order, marks that nest and cross, pages that escape what they print. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Mark, segmentsOf, type View, viewOf } from '../../src/cli/annotated-text.ts';
import { articleOf, PAGE_END, pageStart } from '../../src/cli/view-html.tsx';
import { terminalView } from '../../src/cli/view-terminal.ts';
import { extract } from '../../src/extract/index.ts';
import { directoryOf } from '../../src/people/index.ts';
import { ReadError, readReleases } from '../../src/read/index.ts';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

const RELEASE = `PORT HALE, June 3, 2021 /CNW/ - The bridge opens today.

"We are proud," said Mayor Jane Roe, "of these piers <and> of their paint."

"The ferry will be missed.

SOURCE Department of Bridges
`;

function view(text: string, name = 'bridge.txt'): View {
  const [raw] = [...readReleases(name, Buffer.from(text), name)];
  if (!raw || raw instanceof ReadError) throw raw ?? new Error('expected a release, got none');
  return viewOf(raw, extract(raw), directoryOf({ people: [], posts: [], memberships: [] }));
}

const mark = (role: Mark['role'], start: number, end: number, quotation = 1): Mark => ({
  role,
  quotation,
  span: { start, end },
});

describe('segments', () => {
  const shape = (text: string, marks: Mark[], within = { start: 0, end: text.length }) =>
    segmentsOf(text, marks, within).map((one) => [one.text, one.marks.map(({ role }) => role).join(' ')]);

  it('cut nested marks at the edges of the inner one', () => {
    expect(shape('a-t-elle dit', [mark('source', 4, 8), mark('cue', 0, 12)])).toEqual([
      ['a-t-', 'cue'],
      ['elle', 'cue source'],
      [' dit', 'cue'],
    ]);
  });

  it('cut crossing marks into three', () => {
    expect(shape('abcdef', [mark('content', 0, 4), mark('source', 2, 6)])).toEqual([
      ['ab', 'content'],
      ['cd', 'content source'],
      ['ef', 'source'],
    ]);
  });

  it('keep to the stretch that is asked for', () => {
    expect(shape('abcdef', [mark('content', 0, 6), mark('cue', 5, 6)], { start: 2, end: 4 })).toEqual([
      ['cd', 'content'],
    ]);
  });

  it('cover any text once, each with exactly the marks that hold it', () => {
    const spans = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 8 });
    fc.assert(
      fc.property(spans, (pairs) => {
        const text = 'abcdefghijklmnopqrstuvwxyzABCDE';
        const marks = pairs.map(([a, b], i) => mark('content', Math.min(a, b), Math.max(a, b), i));
        const segments = segmentsOf(text, marks, { start: 0, end: text.length });
        expect(segments.map((one) => one.text).join('')).toBe(text);
        for (const { span, marks: held } of segments) {
          for (let at = span.start; at < span.end; at += 1) {
            const expected = marks.filter((one) => one.span.start <= at && at < one.span.end);
            expect(new Set(held)).toEqual(new Set(expected));
          }
        }
      }),
    );
  });
});

describe('in a terminal', () => {
  it('without colours marks the words by brackets and lists what was found', () => {
    expect(terminalView(view(RELEASE), false)).toBe(`═══ bridge.txt en · 2021-06-03 · no headline
── body ──
⟪PORT HALE, June 3, 2021 /CNW/ -⟫ The bridge opens today.

"⟦1 We are proud,⟧" ⟨1 said⟩ ⦃1 Mayor Jane Roe⦄, "⟦1 of these piers <and> of their paint.⟧"

"⟦2 The ferry will be missed.⟧

── source ──
SOURCE Department of Bridges

── quotations: 2 ──
  1  direct, en · stated · prose-cue-after
     words    We are proud, of these piers <and> of their paint.
     speaker  Jane Roe
     title    Mayor
     mention  Mayor Jane Roe
  2  direct, en · inferred · prose-continues
     words    The ferry will be missed.
     speaker  Jane Roe
     title    Mayor

── diagnostics: 1 ──
  unclosed-mark: A quotation mark opens and is never closed. "The ferry will be missed.

`);
  });

  it('closes and opens crossing marks again, so that brackets nest', () => {
    const text = 'abcdef';
    const segments = segmentsOf(text, [mark('content', 0, 4), mark('content', 2, 6, 2)], { start: 0, end: 6 });
    const crossing: View = {
      ...view(RELEASE),
      parts: [{ section: 'body', segments }],
      quotations: [],
      diagnostics: [],
    };
    expect(terminalView(crossing, false)).toContain('\n⟦1 ab⟦2 cd⟧⟧⟦2 ef⟧\n');
  });

  it('with colours prints the same words', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it starts a colour
    const words = terminalView(view(RELEASE), true).replace(/\u001b\[[\d;]*m|[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, '');
    expect(words).toBe(terminalView(view(RELEASE), false).replace(/[⟦⟨⦃]\d |[⟧⟩⦄⟪⟫]/g, ''));
    expect(terminalView(view(RELEASE), true)).toContain('\u001b[32mWe are proud,\u001b[0m');
  });

  it('passes no control character of a release on', () => {
    const hostile = { ...view(RELEASE), headline: 'Red \u001b[31malert\u0007', id: 'a\u001b]0;b' };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(terminalView(hostile, false)).not.toMatch(/[\u001b\u0007]/);
  });
});

describe('as a page', () => {
  const page = (...views: View[]) =>
    load(pageStart() + views.map((one, i) => articleOf(one, i + 1)).join('') + PAGE_END);

  it('shows the words once and in order, whatever covers them', () => {
    const $ = page(view(RELEASE));
    $('.number').remove();
    expect(
      $('section')
        .map((_, section) => $(section).find('.text').text())
        .get()
        .join('\n\n'),
    ).toBe(RELEASE.trim());
  });

  it('marks roles, names who spoke on hover, and links quotations both ways', () => {
    const $ = page(view(RELEASE), view(RELEASE, 'again.txt'));
    const first = $('article').first();
    const marks = first.find('section mark').map((_, one) => `${$(one).attr('class')}: ${$(one).text()}`);
    expect(marks.get()).toEqual([
      'dateline: PORT HALE, June 3, 2021 /CNW/ -',
      'content: We are proud,',
      'cue: said',
      'source: Mayor Jane Roe',
      'content: of these piers <and> of their paint.',
      'content: The ferry will be missed.',
    ]);
    expect(first.find('mark.cue').last().attr('title')).toBe('1 cue: Jane Roe · direct · stated · prose-cue-after');
    const ids = $('[id]').map((_, one) => $(one).attr('id')!);
    expect(new Set(ids.get()).size).toBe(ids.length);
    expect(ids.length).toBe(8);
    for (const link of $('a').get()) expect(ids.get()).toContain($(link).attr('href')!.slice(1));
  });

  it('escapes what releases and files are called, and needs no script and no other file', () => {
    const attack = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const $ = page({ ...view(RELEASE), headline: attack, id: attack });
    expect($('h1').text()).toBe(attack);
    expect($('script, img, link, [src], [onerror]').length).toBe(0);
  });
});

describe('dixit view', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dixit-view-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const dixit = (...args: string[]) =>
    new Promise<{ status: number; out: string; err: string }>((resolve) => {
      const env = { ...process.env, DIXIT_CORPUS: join(folder, 'corpus') };
      execFile(process.execPath, [MAIN, 'view', ...args], { env }, (error, out, err) =>
        resolve({ status: error ? Number(error.code) : 0, out, err }),
      );
    });

  it('shows files in the order given, without colours to a pipe', async () => {
    const [a, b] = [write('a.txt', RELEASE), write('b.txt', RELEASE)];
    const { status, out, err } = await dixit(b, a);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.match(/^═══ \S+/gm)).toEqual(['═══ b.txt', '═══ a.txt']);
    expect(out).not.toContain('\u001b');
  });

  it('tells what it cannot read, shows the rest, and ends with status 1', async () => {
    const [good, empty] = [write('good.txt', RELEASE), write('empty.txt', '')];
    const { status, out, err } = await dixit('--html', empty, join(folder, 'missing.txt'), good);
    expect(status).toBe(1);
    expect(err.trim().split('\n')).toEqual([
      expect.stringContaining(empty),
      expect.stringContaining(join(folder, 'missing.txt')),
    ]);
    const $ = load(out);
    expect($('article').length).toBe(1);
    expect(out.endsWith('</html>\n')).toBe(true);
  });

  it('wants a file', async () => {
    expect((await dixit()).status).toBe(2);
  });
});
