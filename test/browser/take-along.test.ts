/** What readers take along: a quotation with its attribution, and two speakers side by side, without and with script. */
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/web/i18n/index.ts';
import { ask, LANGS, site, useBrowser, visit } from './browser.ts';

useBrowser();

describe.each(LANGS)('in %s', (lang) => {
  const { strings } = LOCALES[lang];

  describe.each([
    ['without script', false],
    ['with script', true],
  ])('%s', (_, script) => {
    it('a communications officer copies the approved wording of both versions', async () => {
      const { hits } = await ask('/quotes?hitsPerPage=100&kind=direct');
      const { id } = hits.find((hit: { counterpart: unknown }) => hit.counterpart);
      await visit(`/${lang}/quotes/${id}`, { script }, async (page) => {
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        for (const version of await page.locator('.versions > article').all()) {
          await version.locator('summary', { hasText: strings.copyWithAttribution }).click();
          const field = version.getByLabel(strings.copyFormats.plain, { exact: true });
          const text = await field.inputValue();
          expect(text).toMatch(/^(“.+”|«\u00a0.+\u00a0»)\n— [^\n]+\nhttps:\/\//s);
          const button = version.getByRole('button', { name: strings.copyFormats.plain });
          expect(await button.isVisible()).toBe(script);
          if (script) {
            await button.click();
            await version.getByRole('button', { name: strings.script.copied }).waitFor();
            expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
          } else {
            await field.click();
            await page.keyboard.press('Control+A');
            const selected = await field.evaluate((element: HTMLTextAreaElement) =>
              element.value.slice(element.selectionStart, element.selectionEnd),
            );
            expect(selected).toBe(text);
          }
        }
      });
    });

    it('a journalist sets two speakers side by side on a subject, from the page of one', async () => {
      const { items } = await ask('/speakers');
      const [one, other] = items;
      await visit(`/${lang}/speakers/${one.id}`, { script }, async (page) => {
        await page.getByRole('link', { name: strings.compareWith }).click();
        expect(await page.getByLabel(strings.compareSpeakers.a).inputValue()).toBe(one.name);
        await page.getByLabel(strings.compareSpeakers.b).fill(other.name);
        await page.getByRole('button', { name: strings.compareButton, exact: true }).click();
        await page.waitForURL(`${site}/${lang}/compare?a=${one.id}&b=${other.id}`);
        expect(await page.locator('.compare h2').allInnerTexts()).toEqual([one.name, other.name]);
        const counts = await page.locator('.compare .count').allInnerTexts();
        expect(counts.map((count) => Number.parseInt(count, 10))).toEqual([one.quotationCount, other.quotationCount]);
      });
    });
  });
});
