/** A reader's browser on the site under test. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { LANGS } from '../../src/web/i18n/index.ts';

export { LANGS };
export const site = inject('site');

/** How a page is looked at; by default a wide, light window with JavaScript. */
export type Look = { script?: boolean; width?: number; scheme?: 'light' | 'dark' };

let browser: Browser;

/** To be called once in each file of tests. */
export function useBrowser(): void {
  beforeAll(async () => {
    // The sandbox of Chromium does not start for root, as which CI machines run; only our own pages are opened.
    browser = await chromium.launch({ executablePath: inject('chromium'), args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());
}

export type Visit = {
  page: Page;
  /** Closes the page. Fails on what the browser complained of. */
  leave: () => Promise<void>;
};

/**
 * Opens a page. The browser complains of errors of the script, of what the Content-Security-Policy forbids, of requests
 * to anywhere else and of answers that are not there.
 */
export async function open(path: string, { script = true, width = 1280, scheme = 'light' }: Look = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: site,
    javaScriptEnabled: script,
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(path);
  return {
    page,
    leave: async () => {
      const address = page.url();
      await context.close();
      if (complaints.length > 0) throw new Error(`the browser complains on ${address}:\n${complaints.join('\n')}`);
    },
  };
}

/** Opens a page, has it looked at, and closes it. */
export async function visit(path: string, look: Look, then: (page: Page) => Promise<void>): Promise<void> {
  const { page, leave } = await open(path, look);
  try {
    await then(page);
  } catch (error) {
    await page.context().close();
    throw error;
  }
  await leave();
}

/** An answer of the API of the site. */
// biome-ignore lint/suspicious/noExplicitAny: tests ask for what they know is there
export async function ask(path: string): Promise<any> {
  const response = await fetch(`${site}/api/v1${path}`);
  if (!response.ok) throw new Error(`${response.status} for ${path}`);
  return response.json();
}
