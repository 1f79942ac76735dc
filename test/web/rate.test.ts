/** How often an address may ask, by a clock of our own, and over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRate, networkOf } from '../../src/web/rate.ts';
import { releases } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

describe('the rate of an address', () => {
  it('lets some seconds’ worth through at once, then as many as come in', () => {
    const rate = createRate(2);
    const at = (ms: number) => rate('192.0.2.1', ms);
    expect([0, 0, 0, 0, 0, 0].map(at)).toEqual([null, null, null, null, null, null]);
    expect(at(0)).toBe(1);
    expect([500, 500, 1000].map(at)).toEqual([null, 1, null]);
    // Who waits has no more than that in stock.
    expect([1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6].map(at)).toEqual([null, null, null, null, null, null, 1]);
  });

  it('says how long to wait where little comes in', () => {
    const rate = createRate(0.1);
    expect([rate('a', 0), rate('a', 0), rate('a', 4000), rate('a', 10_000)]).toEqual([null, 10, 6, null]);
  });

  it('is that of each for itself, and takes no more room for many', () => {
    const rate = createRate(1, 3);
    for (let i = 0; i < 3; i += 1) rate('a', 0);
    expect([rate('a', 0), rate('b', 0)]).toEqual([1, null]);
    // Those that asked longest ago are forgotten first.
    for (const other of ['c', 'd', 'e']) rate(other, 0);
    expect(rate('a', 0)).toBeNull();
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('a server that limits addresses', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serveCollection(releases, { rate: 1 / 60 });
  });
  afterAll(() => served.close());

  it('answers 429 with the time to wait, programs and readers, whatever proxies say of whom', async () => {
    expect((await served.fetch('/api/v1/stats')).status).toBe(200);
    const refused = await served.fetch('/api/v1/stats', { headers: { 'x-forwarded-for': '198.51.100.7' } });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      429,
      'application/problem+json; charset=utf-8',
    ]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(30);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    const page = await served.fetch('/fr/');
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Vous demandez très souvent');
    expect((await served.fetch('/en/feed.atom')).headers.get('content-type')).toMatch(/problem\+json/);
  });

  it('counts neither whether it is well, nor what pages are made up with', async () => {
    for (let i = 0; i < 5; i += 1) {
      expect((await served.fetch('/api/v1/health')).status).toBe(200);
      expect((await served.fetch('/assets/style.css')).status).toBe(200);
    }
  });
});
