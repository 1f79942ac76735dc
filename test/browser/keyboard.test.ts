/** The keyboard alone: the order of the focus, that it is seen, single keys, suggestions, and what is announced. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/web/i18n/index.ts';
import { ask, LANGS, site, useBrowser, visit } from './browser.ts';
import { PAGES } from './pages.ts';

useBrowser();

describe.each(LANGS)('in %s', (lang) => {
  const { strings, count } = LOCALES[lang];

  it.each(
    PAGES.filter(({ status }) => !status),
  )('every control of $name is reached, in the order it is read, and seen', async ({ path }) => {
    await visit(`/${lang}${await path()}`, {}, async (page) => {
      // The bars of a chart are for the pointer: the table behind them has the same links.
      const expected = await page
        .locator('a[href]:not(.chart svg a), button, input:not([type=hidden]), summary, select')
        .filter({ visible: true })
        .count();
      const reached: { place: number; outlined: boolean }[] = [];
      await page.evaluate(() => scrollTo(0, 0));
      for (let i = 0; i < expected + 1; i += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const all = [...document.querySelectorAll('*')];
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return {
            place: all.indexOf(element),
            outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
          };
        });
        if (!focused) break;
        reached.push(focused);
      }
      const places = reached.map(({ place }) => place);
      expect(new Set(places).size).toBe(expected);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      expect(reached.every(({ outlined }) => outlined)).toBe(true);
    });
  });

  it('the first key leads past the banner', async () => {
    await visit(`/${lang}/`, {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    });
  });

  it('single keys search, go through the results, show the other language, copy and open', async () => {
    await visit(`/${lang}/?lang=${lang}`, {}, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.keyboard.press('/');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
      // In a field a key is a letter.
      await page.keyboard.type('jk/o');
      expect(await page.locator('#q').inputValue()).toBe('jk/o');
      await page.keyboard.press('Tab');

      await page.keyboard.press('j');
      expect(await focusedResult(page)).toBe(0);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(await focusedResult(page)).toBe(2);
      await page.keyboard.press('k');
      expect(await focusedResult(page)).toBe(1);

      const result = page.locator('.hits > li').nth(1);
      await page.keyboard.press('l');
      expect(await result.locator('details blockquote').isVisible()).toBe(true);
      await page.keyboard.press('l');
      expect(await result.locator('details blockquote').isVisible()).toBe(false);

      await page.keyboard.press('c');
      await page.locator('#live', { hasText: strings.script.copied }).waitFor({ state: 'attached' });
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      const [, hit] = (await ask(`/quotes?lang=${lang}`)).hits;
      expect(letters(copied)).toContain(letters(hit.text));
      expect(copied).toContain(hit.speaker.name);
      expect(copied).toMatch(/https?:\/\//);

      await page.keyboard.press('o');
      await page.waitForURL(`${site}/${lang}/quotes/${hit.id}`);
    });
  });

  it('single keys do nothing with a modifier, and nothing once switched off', async () => {
    await visit(`/${lang}/help`, {}, async (page) => {
      await page.goto(`/${lang}/`);
      await page.keyboard.press('Control+j');
      await page.keyboard.press('Alt+j');
      expect(await focusedResult(page)).toBe(-1);
      await page.goto(`/${lang}/help`);
      await page.getByLabel(strings.useKeys).uncheck();
      await page.goto(`/${lang}/`);
      await page.keyboard.press('j');
      expect(await focusedResult(page)).toBe(-1);
      await page.goto(`/${lang}/help`);
      expect(await page.getByLabel(strings.useKeys).isChecked()).toBe(false);
      await page.getByLabel(strings.useKeys).check();
      await page.goto(`/${lang}/`);
      await page.keyboard.press('j');
      expect(await focusedResult(page)).toBe(0);
    });
  });

  it('suggestions are chosen from by the arrows, announced, and left by Escape', async () => {
    const [speaker] = (await ask('/speakers')).items;
    const typed = speaker.name.slice(0, 5).toLowerCase();
    const { suggestions } = await ask(`/suggest?q=${encodeURIComponent(typed)}`);
    await visit(`/${lang}/`, {}, async (page) => {
      const field = page.getByRole('combobox', { name: strings.searchLabel });
      await field.pressSequentially(typed);
      const options = page.getByRole('option');
      await options.first().waitFor();
      expect(await options.count()).toBe(suggestions.length);
      expect(await field.getAttribute('aria-expanded')).toBe('true');
      await page.locator('#live', { hasText: String(suggestions.length) }).waitFor({ state: 'attached' });

      await page.keyboard.press('ArrowDown');
      const active = await field.getAttribute('aria-activedescendant');
      expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await options.first().isVisible()).toBe(false);
      expect(await field.inputValue()).toBe(typed);

      await page.keyboard.press('Backspace');
      await options.first().waitFor();
      const index = (await options.allInnerTexts()).findIndex((text) => text.startsWith(speaker.name));
      for (let i = 0; i <= index; i += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.active .tag', { hasText: speaker.name }).waitFor();
      expect(page.url()).toBe(`${site}/${lang}/?speaker=${encodeURIComponent(speaker.id)}`);
      expect(await page.locator('#count').innerText()).toBe(count(speaker.quotationCount, strings.quotations));
    });
  });

  it('the next page begins at its top, and the way back leads to where one was', async () => {
    await visit(`/${lang}/`, {}, async (page) => {
      const next = page.locator('.paging a[rel=next]');
      await next.scrollIntoViewIfNeeded();
      const place = await page.evaluate(() => scrollY);
      expect(place).toBeGreaterThan(900);
      await next.click();
      await page.locator('.paging a[rel=prev]').waitFor();
      await page.waitForFunction(() => scrollY === 0);
      await page.goBack();
      await page.locator('.paging a[rel=prev]').waitFor({ state: 'detached' });
      await page.waitForFunction((place) => Math.abs(scrollY - place) < 2, place);
    });
  });

  it('a filter keeps the focus, and the new count is announced', async () => {
    await visit(`/${lang}/`, {}, async (page) => {
      const value = page.locator('.facet a').first();
      const key = await value.getAttribute('data-key');
      const promised = Number(await value.locator('.number').innerText());
      await value.focus();
      await page.keyboard.press('Enter');
      await page.locator('.active .tag').waitFor();
      await page.locator('#live', { hasText: count(promised, strings.quotations) }).waitFor({ state: 'attached' });
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe(key);
      expect(await page.locator('#live').getAttribute('role')).toBe('status');
    });
  });
});

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** The place of the result that has the focus; -1 for none. */
function focusedResult(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.hits > li')].findIndex(
      (item) => item.querySelector('article') === document.activeElement,
    ),
  );
}
