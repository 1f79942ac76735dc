/** The invariants of ARCHITECTURE.md that can be read off the imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

type Import = { from: string; to: string; typeOnly: boolean };

const SOURCE = join(import.meta.dirname, '../../src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'),
);
const text = new Map(files.map((file) => [file, readFileSync(join(SOURCE, file), 'utf8')]));
const imports: Import[] = files.flatMap((from) =>
  [...text.get(from)!.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm)].map(
    ([, typeOnly, fixed, dynamic]) => {
      const target = fixed ?? dynamic!;
      const to = target.startsWith('.') ? relative(SOURCE, join(SOURCE, dirname(from), target)) : target;
      return { from, to, typeOnly: Boolean(typeOnly) };
    },
  ),
);
const room = (file: string): string => file.split('/')[0]!;
const local = imports.filter(({ to }) => text.has(to));
const show = (list: Import[]): string[] => list.map(({ from, to }) => `${from} -> ${to}`);

/** Which rooms each room may look into; `domain.ts`, `identity.ts`, `util/` and `lang/` are open to all. */
const OPEN = ['domain.ts', 'identity.ts', 'util', 'lang'];
const MAY_SEE: Record<string, string[]> = {
  'domain.ts': [],
  'identity.ts': [],
  util: [],
  lang: [],
  read: [],
  extract: [],
  store: [],
  pair: [],
  people: [],
  search: [],
  web: ['search'],
  pipeline: ['read', 'extract', 'store', 'pair', 'people', 'search'],
  cli: ['pipeline', 'read', 'extract', 'store', 'pair', 'people', 'search', 'web'],
};

describe('imports', () => {
  it('finds what it checks', () => {
    expect(local.length).toBeGreaterThan(50);
    expect(Object.keys(MAY_SEE)).toEqual(expect.arrayContaining([...new Set(files.map(room))]));
  });

  it('point towards the domain, room by room', () => {
    const wrong = local.filter(({ from, to }) => {
      const [a, b] = [room(from), room(to)];
      return a !== b && !OPEN.includes(b) && !MAY_SEE[a]!.includes(b);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('domain.ts imports nothing', () => {
    expect(show(imports.filter(({ from }) => from === 'domain.ts'))).toEqual([]);
  });

  it('web/ knows the Index port and nothing behind it', () => {
    expect(
      show(local.filter(({ from, to }) => room(from) === 'web' && room(to) === 'search' && to !== 'search/port.ts')),
    ).toEqual([]);
  });

  it('nothing but cli/ and the wiring names an adapter', () => {
    expect(
      show(
        local.filter(
          ({ from, to }) =>
            to.startsWith('search/embedded/') &&
            !from.startsWith('search/embedded/') &&
            room(from) !== 'cli' &&
            from !== 'pipeline/wiring.ts',
        ),
      ),
    ).toEqual([]);
  });

  it('no I/O and no clock where the text is understood and ranked', () => {
    const pure = (file: string) =>
      ['extract', 'pair', 'people'].includes(room(file)) || /^search\/[^/]+\.ts$/.test(file);
    const reaching = imports.filter(
      ({ from, to }) => pure(from) && /^(?:node:(?!crypto$)|express|libsql|flexsearch|undici)/.test(to),
    );
    expect(show(reaching)).toEqual([]);
    const timed = files.filter(
      (file) => pure(file) && /\bDate\.now\(|new Date\(\)|performance\.now\(/.test(text.get(file)!),
    );
    expect(timed).toEqual([]);
  });

  it('no language is named outside lang/ but as the key of a table', () => {
    const compared = files.filter(
      (file) => room(file) !== 'lang' && /[=!]==?\s*'(?:fr|en)'|'(?:fr|en)'\s*[=!]==?/.test(text.get(file)!),
    );
    expect(compared).toEqual([]);
  });
});
