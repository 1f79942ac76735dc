/** Several processes on one index folder: writers take turns, servers go on answering. */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type ServerResponse, type Server as WebServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answersOf,
  filesOf,
  formerText,
  type House,
  openHouse,
  releaseFiles,
  type Server,
  storeOf,
  TIDY,
} from './house.ts';

let house: House;
beforeAll(() => {
  house = openHouse('together');
});
afterAll(() => house.close());

describe('two ingests of one index', () => {
  // A release that comes from a web server keeps its ingest at work until the page is given out.
  let web: WebServer;
  let asked: Promise<ServerResponse>;
  let address: string;
  beforeAll(async () => {
    web = createServer().listen(0, '127.0.0.1');
    await once(web, 'listening');
    address = `http://127.0.0.1:${(web.address() as AddressInfo).port}/slow`;
    asked = once(web, 'request').then(([, response]) => response);
  });
  afterAll(() => web.close());

  it('one writes, one says who does and ends, one waits; both that wrote are whole', { timeout: 300_000 }, async () => {
    const dir = house.index();
    const files = releaseFiles(house);
    const first = house.run('ingest', address, ...files.slice(0, 6), '--index', dir);
    const page = await asked;

    const refused = await house.run('ingest', ...files, '--index', dir).ended;
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toMatch(
      new RegExp(
        `^dixit: index ${dir} is being written by process ${first.child.pid} \\(dixit ingest ${address} .*\\) since \\S+Z\\n$`,
      ),
    );
    const impatient = await house.run('ingest', ...files, '--wait', '1', '--index', dir).ended;
    expect(impatient.status).toBe(1);
    expect(impatient.err).toContain(`process ${first.child.pid}`);

    const waiting = house.run('ingest', ...files, '--wait', '90', '--index', dir);
    page.setHeader('content-type', 'text/plain; charset=utf-8');
    page.end('HARBOUR, June 3, 2021 - The bridge opens.\n\n“It will stand,” said Jane Roe, Minister of Bridges.\n');
    expect(await first.ended).toMatchObject({
      status: 0,
      err: expect.stringMatching(/7 added, 0 revised, 0 unchanged/),
    });
    expect(await waiting.ended).toMatchObject({
      status: 0,
      err: expect.stringMatching(/6 added, 0 revised, 6 unchanged/),
    });
    expect(filesOf(dir)).toEqual(TIDY);
    expect((storeOf(dir) as { releases: unknown[] }).releases).toHaveLength(13);
    expect(await answersOf(dir)).toMatchObject({ problem: null, stats: { releases: 13 } });
  });

  it('many that wait all come to their turn', { timeout: 300_000 }, async () => {
    const dir = house.index();
    const files = releaseFiles(house);
    const parts = [0, 3, 6, 9].map((at) => files.slice(at, at + 3));
    const runs = parts.map((part) => house.run('ingest', ...part, '--wait', '90', '--index', dir));
    for (const { ended } of runs) {
      expect(await ended).toMatchObject({ status: 0, err: expect.stringMatching(/3 added, 0 revised, 0 unchanged/) });
    }
    const alone = house.index();
    await house.run('ingest', ...files, '--index', alone).ended;
    expect(await answersOf(dir)).toEqual(await answersOf(alone));
  });
});

describe('servers', () => {
  const PATHS = ['/api/v1/quotes?q=', '/api/v1/quotes?q=nous&lang=fr', '/api/v1/stats', '/api/v1/speakers', '/en/?q='];

  it('answer each request from one generation while others are published', { timeout: 300_000 }, async () => {
    const dir = house.index();
    const files = releaseFiles(house);
    const ingest = async (...paths: string[]) => {
      expect(await house.run('ingest', ...paths, '--index', dir).ended).toMatchObject({ status: 0 });
    };
    await ingest(...files.slice(0, 4));
    const servers = [await house.serve(dir), await house.serve(dir)];
    const generations = [await askAll(servers[0]!)];

    let publishing = true;
    const asking = servers.map(async (server) => {
      const seen: { path: string; body: string }[] = [];
      for (let i = 0; publishing; i += 1) {
        const batch = [PATHS[i % PATHS.length]!, PATHS[(i + 1) % PATHS.length]!];
        for (const [j, { status, body }] of (await Promise.all(batch.map(server.get))).entries()) {
          expect({ path: batch[j], status }).toEqual({ path: batch[j], status: 200 });
          seen.push({ path: batch[j]!, body: timeless(body) });
        }
      }
      return seen;
    });
    try {
      for (const upTo of [6, 8, 10, 12]) {
        if (upTo === 10) formerText(files[0]!);
        await ingest(...files.slice(0, upTo));
        // Both see what is published now, with the next thing they are asked.
        const [one, other] = await Promise.all(servers.map(askAll));
        expect(one).toEqual(other);
        expect(one).not.toEqual(generations.at(-1));
        generations.push(one!);
      }
    } finally {
      publishing = false;
    }
    for (const seen of await Promise.all(asking)) {
      expect(seen.length).toBeGreaterThan(10);
      const last = new Map<string, number>();
      for (const { path, body } of seen) {
        const from = last.get(path) ?? 0;
        const generation = generations.findIndex((answers, i) => i >= from && answers[path] === body);
        expect(generation, `${path} answered what no generation since ${from} says: ${body}`).toBeGreaterThanOrEqual(0);
        last.set(path, generation);
      }
    }
    for (const { err } of servers) expect(err()).toBe('');
  });

  it('started before there is any index, see the first publication, and another after it is all deleted', {
    timeout: 300_000,
  }, async () => {
    const dir = house.index();
    const server = await house.serve(dir);
    const total = async () => {
      const { status, body } = await server.get('/api/v1/stats');
      return { status, releases: JSON.parse(body).releases };
    };
    const ingest = async (...files: string[]) => (await house.run('ingest', ...files, '--index', dir).ended).status;
    const files = releaseFiles(house);
    expect(await total()).toEqual({ status: 200, releases: 0 });
    expect(await ingest(...files.slice(0, 5))).toBe(0);
    expect(await total()).toEqual({ status: 200, releases: 5 });
    rmSync(dir, { recursive: true });
    // What it has loaded is what it answers, and it says that this is all there is.
    expect(await total()).toEqual({ status: 200, releases: 5 });
    expect((await server.get('/api/v1/health')).status).toBe(503);
    expect(await ingest(...files.slice(0, 3))).toBe(0);
    expect(await total()).toEqual({ status: 200, releases: 3 });
    expect((await server.get('/api/v1/health')).status).toBe(200);
  });

  async function askAll({ get }: Server): Promise<Record<string, string>> {
    const answers: Record<string, string> = {};
    for (const path of PATHS) answers[path] = timeless((await get(path)).body);
    return answers;
  }

  /** Without what differs from one moment and one server to the next: pages name their own address. */
  const timeless = (body: string) =>
    body.replace(/"processingTimeMs":[\d.]+/, '').replace(/127\.0\.0\.1:\d+/g, '127.0.0.1');
});
