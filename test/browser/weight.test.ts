/** What a page of results costs to load, and that it needs nothing from anywhere else. */
import { expect, it } from 'vitest';
import { LANGS, open, useBrowser } from './browser.ts';

/** Bytes as transferred, with headers. */
const PAGE = 300_000;
const SCRIPT = 15_000;
const ADDRESSES = ['/', '/?hitsPerPage=20&sort=oldest', '/?q=santé', '/?group=speaker'];

useBrowser();

it.each(LANGS.flatMap((lang) => ADDRESSES.map((path) => `/${lang}${path}`)))('%s is light', async (path) => {
  const { page, leave } = await open('about:blank');
  const sizes = new Map<string, Promise<number>>();
  page.on('requestfinished', (request) => {
    const size = request
      .sizes()
      .then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize);
    sizes.set(request.url(), size);
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  const weights = new Map<string, number>();
  for (const [url, size] of sizes) weights.set(new URL(url).pathname, await size);
  expect([...weights.keys()]).toEqual(expect.arrayContaining(['/assets/main.js', '/assets/style.css']));
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  expect(sum).toBeLessThan(PAGE);
  const script = [...weights].filter(([name]) => name.endsWith('.js')).reduce((total, [, weight]) => total + weight, 0);
  expect(script).toBeGreaterThan(500);
  expect(script).toBeLessThan(SCRIPT);
  process.stdout.write(`${path}: ${sum} bytes, of which script ${script}\n`);
  await leave();
});
