/**
 * What readers come for, from start to end, as DESIGN.md's first section has it: who said what about a subject, the
 * approved wording in both languages, what the holders of an office said. In both languages, without and with script.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/web/i18n/index.ts';
import { ask, LANGS, site, useBrowser, visit } from './browser.ts';

/** A subject of the sample releases, in each language. */
const SUBJECT = { en: 'community', fr: 'enfants' };

useBrowser();

describe.each(LANGS)('in %s', (lang) => {
  const { strings, count } = LOCALES[lang];
  const q = SUBJECT[lang];

  describe.each([
    ['without script', false],
    ['with script', true],
  ])('%s', (_, script) => {
    it('a journalist finds who said what about a subject', async () => {
      const { totalHits, facets } = await ask(`/quotes?q=${q}`);
      const [speaker] = facets.speaker;
      await visit(`/${lang}/`, { script }, async (page) => {
        await page.getByLabel(strings.searchLabel).fill(q);
        await page.getByRole('button', { name: strings.searchButton, exact: true }).click();
        await page.waitForURL(`${site}/${lang}/?q=${encodeURIComponent(q)}`);
        expect(await counted(page)).toBe(count(totalHits, strings.quotations));
        expect(await page.locator('.hits mark').count()).toBeGreaterThan(0);
        const first = page.locator('.hits > li:has(details)').first();
        expect(await first.locator('.origin').first().innerText()).toMatch(/\d{4}/);

        // The other language, one click away.
        await first.getByText(/ version|Version /).click();
        const other = first.locator('details blockquote');
        expect(await other.isVisible()).toBe(true);
        expect(await other.getAttribute('lang')).not.toBe(
          await first.locator('blockquote').first().getAttribute('lang'),
        );

        // Narrowed to a speaker, then to a year; each count is the one that was promised.
        await page.locator('.facet a', { hasText: speaker.name }).click();
        await page.locator('.active .tag', { hasText: speaker.name }).waitFor();
        expect(await counted(page)).toBe(count(speaker.count, strings.quotations));
        expect(new Set(await page.locator('.hits .speaker').allInnerTexts())).toEqual(new Set([speaker.name]));
        const bar = page.locator('.bars a').first();
        const year = await bar.locator('span').first().innerText();
        const ofYear = Number(await bar.locator('.number').innerText());
        await bar.click();
        await page.locator('.active .tag', { hasText: year }).waitFor();
        expect(await counted(page)).toBe(count(ofYear, strings.quotations));

        // The address is all there is to it: another reader sees the same, in the other language too.
        const address = page.url().slice(site.length);
        await visit(address, { script: !script }, async (again) => {
          expect(await texts(again)).toEqual(await texts(page));
        });
        await page.locator('.languages a').click();
        await page.waitForURL(`${site}/${LANGS.find((one) => one !== lang)}/?**`);
        expect(await page.locator('#q').inputValue()).toBe(q);
        expect(await page.locator('.active .tag').count()).toBe(2);

        // And back, view by view.
        await page.goBack();
        await page.goBack();
        await page.locator('.active .tag', { hasText: year }).waitFor({ state: 'detached' });
        expect(await counted(page)).toBe(count(speaker.count, strings.quotations));
        await page.goBack();
        await page.locator('.active').waitFor({ state: 'detached' });
        expect(await counted(page)).toBe(count(totalHits, strings.quotations));
        expect(await page.locator('#q').inputValue()).toBe(q);
      });
    });

    it('years can be typed, filters removed, results sorted and grouped', async () => {
      const { totalHits } = await ask(`/quotes?q=${q}&from=2022&to=2023`);
      await visit(`/${lang}/?q=${q}`, { script }, async (page) => {
        await page.getByLabel(strings.dateFrom, { exact: true }).fill('2022');
        await page.getByLabel(strings.dateTo, { exact: true }).fill('2023');
        await page.getByRole('button', { name: strings.applyDates }).click();
        await page.waitForURL(`${site}/${lang}/?q=${encodeURIComponent(q)}&from=2022&to=2023`);
        await page.locator('.active').waitFor();
        expect(await counted(page)).toBe(count(totalHits, strings.quotations));

        await page.getByRole('link', { name: strings.sorts.oldest }).click();
        await page.locator(`.sort a[aria-current]:text-is("${strings.sorts.oldest}")`).waitFor();
        const oldest = await ask(`/quotes?q=${q}&from=2022&to=2023&sort=oldest`);
        // What states one thing is one result.
        const statementsOf = (ids: string[]): Promise<string[]> =>
          Promise.all(ids.map(async (id) => (await ask(`/quotes/${id}`)).statement.id));
        const found = await statementsOf(oldest.hits.map(({ id }: { id: string }) => id));
        expect(await statementsOf(await permalinks(page, lang))).toEqual([...new Set(found)]);

        await page.getByRole('link', { name: strings.groupBySpeaker }).click();
        await page.locator('.group').first().waitFor();
        const names = await page.locator('.group h2 a').allInnerTexts();
        expect(names).toEqual(oldest.facets.speaker.slice(0, names.length).map(({ name }: { name: string }) => name));
        await page.getByRole('link', { name: strings.asOneList }).click();
        await page.locator('.group').first().waitFor({ state: 'detached' });

        await page.locator('.active .tag').click();
        await page.locator('.active').waitFor({ state: 'detached' });
        expect(page.url()).not.toContain('from=');
      });
    });

    it('a misspelt word is mended, and what nothing holds is helped with', async () => {
      await visit(`/${lang}/?q=${q}x+speaker:nobody`, { script }, async (page) => {
        expect(await page.locator('.note').innerText()).not.toBe('');
      });
      await visit(`/${lang}/?q=${q}&speaker=nobody`, { script }, async (page) => {
        await page.getByRole('link', { name: strings.withoutFilter(strings.facets.speaker) }).click();
        await page.locator('.hits').first().waitFor();
        expect(await counted(page)).toBe(count((await ask(`/quotes?q=${q}`)).totalHits, strings.quotations));
      });
    });

    it('a filter value is found by part of its name', async () => {
      const { facets } = await ask('/quotes');
      const rare = facets.speaker.at(-1);
      await visit(`/${lang}/`, { script }, async (page) => {
        const field = page.getByLabel(strings.findIn.speaker);
        await field.fill(rare.name.slice(0, 6).toUpperCase());
        if (!script) await field.press('Enter');
        const value = page.locator(`[data-key="speaker:${rare.id}"]`);
        await value.waitFor();
        await value.click();
        await page.locator('.active .tag', { hasText: rare.name }).waitFor();
        expect(await counted(page)).toBe(count(rare.count, strings.quotations));
      });
    });

    it('a fact checker who has a word wrong finds what was really said, and by whom', async () => {
      const { hits } = await ask(`/quotes?q=${q}&lang=${lang}`);
      const said = hits.find((hit: { speaker: unknown; text: string }) => hit.speaker && hit.text.length > 60);
      const words = said.text.split(/\s+/).filter((word: string) => /^\p{L}{4,}$/u.test(word));
      await visit(`/${lang}/`, { script }, async (page) => {
        await page.getByLabel(strings.searchLabel).fill([...words.slice(0, 4), 'xyzzy'].join(' '));
        await page.getByLabel(strings.searchLabel).press('Enter');
        await page.locator('.note', { hasText: strings.noExact }).waitFor();
        const closest = page.locator('.hits > li').first();
        expect(letters(await closest.locator('blockquote').first().innerText())).toContain(letters(said.text).trim());
        expect(await closest.locator('.speaker').first().innerText()).toBe(said.speaker.name);
        expect(await closest.locator('mark').count()).toBeGreaterThan(2);
      });
    });

    it('what is found can be taken along and followed, as narrowed', async () => {
      await visit(`/${lang}/?q=${q}`, { script }, async (page) => {
        await page.locator('.bars a').first().click();
        await page.locator('.active .tag').waitFor();
        const { totalHits } = await ask(`/quotes${new URL(page.url()).search}`);
        const get = async (link: string) => {
          const href = await page.locator(link).first().getAttribute('href');
          return (await fetch(new URL(href!, site))).text();
        };
        const lines = (await get('.take-along a[href*=".jsonl"]')).trim().split('\n');
        expect(lines.map((line) => JSON.parse(line).id)).toHaveLength(totalHits);
        for (const feed of ['.take-along a[type*=json]', 'head link[type*=json]']) {
          expect(JSON.parse(await get(feed)).items).toHaveLength(totalHits);
        }
      });
    });

    it('communications has the approved wording in both languages', async () => {
      const { hits } = await ask(`/quotes?q=${q}`);
      const said = hits.find(({ counterpart }: { counterpart: unknown }) => counterpart);
      await visit(`/${lang}/?q=${q}`, { script }, async (page) => {
        await page.locator(`a[data-permalink][href$="${said.id}"]`).click();
        await page.waitForURL(`${site}/${lang}/quotes/${said.id}`);
        const languages = await page
          .locator('.versions blockquote')
          .evaluateAll((all) => all.map((one) => (one as HTMLElement).lang));
        expect([...languages].sort()).toEqual(['en', 'fr']);
        expect(letters(await page.locator('.versions').innerText())).toContain(letters(said.counterpart.text));
      });
    });

    it('a researcher reads what the holders of an office said', async () => {
      const { items } = await ask('/posts');
      await visit(`/${lang}/posts`, { script }, async (page) => {
        await page.locator('.list a').first().click();
        await page.waitForURL(`${site}/${lang}/posts/${items[0].id}`);
        const holders = items[0].memberships.map(({ person }: { person: { name: string } }) => person.name);
        for (const name of holders) expect(await page.getByRole('link', { name }).count()).toBeGreaterThan(0);
      });
    });
  });
});

/** Letters and digits alone: spaces and marks are set for display. */
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ');
const counted = (page: Page) => page.locator('#count').innerText();
const texts = (page: Page) =>
  page
    .locator('.hits > li > article > blockquote')
    .allInnerTexts()
    .then((all) => all.map(letters));
const permalinks = (page: Page, lang: string) =>
  page
    .locator('.hits > li > article > .origin a[data-permalink]')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname))
    .then((all) => all.map((path) => decodeURIComponent(path.slice(`/${lang}/quotes/`.length))));
