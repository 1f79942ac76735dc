/** What holds of every page, in both languages: axe, light and dark; widths; and pictures of it for people to look at. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGS, open, site, useBrowser, type Visit } from './browser.ts';
import { PAGES } from './pages.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 768, 1280];
const PICTURES = '.artifacts/screenshots';

useBrowser();

describe.each(LANGS)('in %s', (lang) => {
  describe.each(PAGES)('$name', ({ name, path, status = 200 }) => {
    let visit: Visit;
    beforeAll(async () => {
      const address = `/${lang}${await path()}`;
      const answer = await fetch(site + address);
      expect([address, answer.status]).toEqual([address, status]);
      // The browser complains of a page that is not there, as it should.
      visit = await open(status === 200 ? address : `/${lang}/`);
      if (status !== 200) await visit.page.setContent(await answer.text());
    });
    afterAll(() => visit.leave());

    it.each(['light', 'dark'] as const)('has nothing that axe finds, %s', async (colorScheme) => {
      const { page } = visit;
      await page.emulateMedia({ colorScheme });
      const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html, target }) => [id, String(target), html])),
      ).toEqual([]);
      expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'landmark-one-main']));
      if (colorScheme === 'dark') await picture('1280-dark');
      await page.emulateMedia({ colorScheme: 'light' });
    });

    it.each(WIDTHS)('fits %i pixels', async (width) => {
      await visit.page.setViewportSize({ width, height: 900 });
      await picture(String(width));
      expect(await sideways(visit.page)).toEqual([]);
    });

    it('fits when zoomed to 200 %, and with text twice as large', async () => {
      const { page } = visit;
      await page.setViewportSize({ width: 640, height: 450 });
      expect(await sideways(page)).toEqual([]);
      const enlarge = (size: string) =>
        page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
        }, size);
      await enlarge('200%');
      expect(await sideways(page)).toEqual([]);
      await enlarge('');
    });

    it('prints what was said, without what leads elsewhere', async () => {
      const { page } = visit;
      await page.emulateMedia({ media: 'print' });
      await picture('print');
      expect(await page.locator('nav, form, .filters').filter({ visible: true }).count()).toBe(0);
      expect(await page.locator('h1').isVisible()).toBe(true);
    });

    async function picture(look: string) {
      mkdirSync(join(PICTURES, lang), { recursive: true });
      await visit.page.screenshot({ path: join(PICTURES, lang, `${name}-${look}.png`), fullPage: true });
    }
  });
});

/** What stands out over the right edge, so that the page would scroll sideways. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 40)}`);
  });
}
