import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain.ts';
import type { Suggestion } from '../../src/search/port.ts';
import { LANGS, LOCALES, STRINGS } from '../../src/web/i18n/index.ts';
import { RULES, ruleText } from '../../src/web/i18n/rules.ts';

const NBSP = '\u00a0';

/** All texts of the interface in a language. */
const allTextsOf = (lang: Lang) => [...textsOf(STRINGS[lang]), ...Object.values(RULES).map((texts) => texts[lang])];

/** Every text of a table; those that take values are given some. What is to be typed is no prose. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [value('x', 'y', 'z')];
  return Object.entries(value as object).flatMap(([key, part]) => (key === 'typed' ? [] : textsOf(part)));
}

/** The names of all texts of a table, `sorts.newest`; of a list one name for all. */
function namesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => namesOf(one, `${path}[]`)))];
  return Object.entries(value).flatMap(([key, part]) => namesOf(part, path ? `${path}.${key}` : key));
}

/** What can be suggested; the script names each by its kind. */
const SUGGESTED: Record<Suggestion['kind'], true> = { speaker: true, post: true, phrase: true };

const WEB = join(import.meta.dirname, '../../src/web');
/** The sources that show texts. */
const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(?:en|fr|strings)\.ts$/.test(file))
  .map((file) => readFileSync(join(WEB, file), 'utf8'))
  .join('\n');

describe('the strings', () => {
  it.each(LANGS)('are all there in %s', (lang) => {
    for (const text of allTextsOf(lang)) expect(text.trim()).not.toBe('');
  });

  it('are the same in every language', () => {
    // A plural category is of its language; what is found by it is a text of its own.
    const names = (lang: (typeof LANGS)[number]) =>
      namesOf(STRINGS[lang])
        .filter((name) => !name.endsWith('.many'))
        .sort();
    for (const lang of LANGS) expect(names(lang), lang).toEqual(names(LANGS[0]));
  });

  it('are all shown somewhere', () => {
    const taken = new Set([...sources.matchAll(/\b(?:strings|STRINGS\[[^\]]+\])\.(\w+)/g)].map(([, name]) => name!));
    for (const [, names] of sources.matchAll(/\{([^{}]*)\}\s*=\s*(?:\w+\.)*(?:strings|STRINGS\[[^\]]+\])\b/g)) {
      for (const name of names!.split(',')) taken.add(name.split(':')[0]!.trim());
    }
    for (const [, names] of sources.matchAll(/\bstrings:\s*\{([^{}]*)\}/g)) {
      for (const name of names!.split(',')) taken.add(name.split(':')[0]!.trim());
    }
    expect(Object.keys(STRINGS.en).filter((name) => !taken.has(name))).toEqual([]);
    // What the script says it asks for by name.
    const said = new Set([...sources.matchAll(/\bword\((?:'(\w+)'|kind)\)/g)].map(([, name]) => name));
    const ofSuggestions = said.has(undefined) ? Object.keys(SUGGESTED) : [];
    expect(Object.keys(STRINGS.en.script).filter((name) => !said.has(name) && !ofSuggestions.includes(name))).toEqual(
      [],
    );
  });

  it('keep French spaces as the Office québécois de la langue française has them', () => {
    for (const text of allTextsOf('fr')) {
      expect(text, 'a no-break space before : % $').not.toMatch(/[^\u00a0][:%$](?!\/)/);
      expect(text, 'a no-break space inside guillemets').not.toMatch(/«[^\u00a0]|[^\u00a0]»/);
      expect(text, 'no space before ; ! ?').not.toMatch(/\s[;!?]/);
      expect(text, 'typographic apostrophes').not.toContain("'");
    }
  });

  it('keep English marks curly and unspaced', () => {
    for (const text of allTextsOf('en')) {
      expect(text).not.toMatch(/["']|“\s|\s”|\s[:;!?%]/);
    }
  });
});

describe('the rules of attribution', () => {
  const GOLDEN = join(import.meta.dirname, '../golden');
  const used = readdirSync(GOLDEN, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      ...readFileSync(join(GOLDEN, name, 'expected.json'), 'utf8').matchAll(/"certainty":[^}]*?"rule": "([^"]+)"/g),
    ])
    .map(([, rule]) => rule!);

  it('have a sentence each in both languages, also those that only a release shows', () => {
    expect(new Set(used).size).toBeGreaterThan(30);
    for (const rule of [...used, ...Object.keys(RULES)]) {
      for (const lang of LANGS)
        expect([rule, lang, ruleText(rule, lang)]).toEqual([rule, lang, expect.stringMatching(/\.$/)]);
    }
    expect(ruleText('of former days', 'en')).toBeNull();
    expect(ruleText('toString', 'en')).toBeNull();
  });

  it('say something else each', () => {
    for (const lang of LANGS) {
      const texts = Object.values(RULES).map((rule) => rule[lang]);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});

describe('numbers, counts and dates', () => {
  const { en, fr } = LOCALES;

  it('count as each language does', () => {
    const counts = (n: number) => [en.count(n, en.strings.quotations), fr.count(n, fr.strings.quotations)];
    expect(counts(0)).toEqual(['0 quotations', '0 citation']);
    expect(counts(1)).toEqual(['1 quotation', '1 citation']);
    expect(counts(2)).toEqual(['2 quotations', '2 citations']);
    expect(counts(12345)).toEqual(['12,345 quotations', `12${NBSP}345 citations`]);
    expect(counts(1e6)[1]).toBe(`1${NBSP}000${NBSP}000 de citations`);
  });

  it('write dates in words, on the day they name', () => {
    expect([en.date('2020-10-22'), fr.date('2020-10-22')]).toEqual(['October 22, 2020', '22 octobre 2020']);
    expect([en.date(null), fr.date(null)]).toEqual(['No date', 'Sans date']);
    expect(en.date('some day')).toBe('some day');
    expect(fr.date('2021-08-01')).toBe('1er août 2021');
  });

  it('write periods as far as they are known', () => {
    expect(fr.period('2020-10-22', '2021-08-03')).toBe('du 22 octobre 2020 au 3 août 2021');
    expect(en.period('2020-10-22', null)).toBe('since October 22, 2020');
    expect(en.period(null, '2020-10-22')).toBe('until October 22, 2020');
    expect(en.period(null, null)).toBeNull();
  });

  it('choose a wording in the language of the page, else another one', () => {
    expect(fr.choose({ en: 'Health', fr: 'Santé' })).toEqual({ lang: 'fr', text: 'Santé' });
    expect(en.choose({ fr: 'Traversiers' })).toEqual({ lang: 'fr', text: 'Traversiers' });
    expect(en.choose({})).toBeNull();
  });
});
