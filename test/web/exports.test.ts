/** Exports beside all else: at the pace of whoever reads them, and of no longer than they are read. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_FILTERS, type ReleaseDocument } from '../../src/search/port.ts';
import { register, releases } from './collection.ts';
import { type Served, serveCollection } from './serve.ts';

const COUNT = 3000;

/** More than a connection takes in unread. */
const many = (publication: string): ReleaseDocument[] =>
  Array.from({ length: COUNT }, (_, i) => ({
    ...releases[0]!,
    id: `r${publication}${i}`,
    counterpartId: null,
    quotations: releases[0]!.quotations.map((one) => ({
      ...one,
      id: `q${publication}${i}`,
      statementId: `q${publication}${i}`,
      counterpartId: null,
      versionIds: [],
      differences: [],
      text: `${i} ${'clinique flottante '.repeat(400)}`,
    })),
  }));

let served: Served;
const sockets: Socket[] = [];
beforeAll(async () => {
  served = await serveCollection(many('a'));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => served.close());

/** Asks, and reads nothing but the first of the answer: resolves with it. */
function open(path: string, encoding = 'identity'): Promise<{ socket: Socket; head: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(served.port, '127.0.0.1');
    sockets.push(socket);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
    socket.once('data', (chunk) => {
      socket.pause();
      resolve({ socket, head: chunk.toString('latin1').split('\r\n\r\n')[0]! });
    });
    socket.once('error', reject);
  });
}

const FORMATS = ['jsonl', 'json', 'csv'].flatMap((format) =>
  ['identity', 'gzip', 'br'].map((encoding) => [format, encoding] as const),
);

describe('an export', () => {
  it('lets others have their turn, also where nobody makes it wait', async () => {
    let turns = 0;
    let rows = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    for await (const _ of served.index.scan({ q: '', filters: NO_FILTERS })) rows += 1;
    isOver = true;
    expect(rows).toBe(COUNT);
    expect(turns).toBeGreaterThan(1);
  });

  it.each(FORMATS)('keeps nobody waiting while it is not read: %s, %s', async (format, encoding) => {
    const { socket, head } = await open(`/api/v1/quotes.${format}`, encoding);
    expect(head).toContain('200 OK');
    if (encoding === 'identity') expect(head).not.toMatch(/content-encoding/i);
    else expect(head).toMatch(new RegExp(`content-encoding: ${encoding}`, 'i'));
    for (const path of ['/api/v1/quotes?q=flottante&hitsPerPage=1', '/fr/', '/api/v1/health']) {
      expect([path, (await served.fetch(path)).status]).toEqual([path, 200]);
    }
    expect(socket.bytesRead).toBeLessThan(1_000_000);
  });

  it.each(['identity', 'gzip', 'br'])('is whole for whoever reads it: %s', async (encoding) => {
    const response = await served.fetch('/api/v1/quotes.jsonl', { headers: { 'accept-encoding': encoding } });
    expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
    const rows = (await response.text()).trimEnd().split('\n');
    expect(new Set(rows.map((row) => JSON.parse(row).id)).size).toBe(COUNT);
  });

  it('costs nothing where only its head is asked for', async () => {
    const response = await served.fetch('/api/v1/quotes.csv', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('is one of four at once; another is told when to come again, and finds room when one has gone', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => open('/api/v1/quotes.jsonl')));
    const refused = await served.fetch('/api/v1/quotes.jsonl');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await refused.json()).toMatchObject({ code: 'overloaded', status: 503 });
    expect((await served.fetch('/fr/')).status).toBe(200);
    opened[0]!.socket.destroy();
    await until(async () => (await served.fetch('/api/v1/quotes.jsonl?q=xyzzy')).status === 200);
    expect(served.logged).toEqual([]);
  });

  it.skipIf(!existsSync('/proc/self/fd'))(
    'that nobody reads any more lets go of what it was made from (as /proc tells)',
    async () => {
      const { socket } = await open('/api/v1/quotes.jsonl');
      await served.index.publish({ scope: 'all', releases: many('b'), register, basis: '8' });
      // Deleted, and kept for the export.
      expect(deletedSegments()).toBeGreaterThan(0);
      socket.destroy();
      await until(async () => deletedSegments() === 0);
      expect(await (await served.fetch('/api/v1/stats')).json()).toMatchObject({ quotations: COUNT, basis: '8' });
    },
  );

  it('breaks off when the server ends, so that nobody takes it for whole', async () => {
    const ending = await serveCollection(many('c').slice(0, 2000));
    const response = await ending.fetch('/api/v1/quotes.jsonl', { headers: { 'accept-encoding': 'identity' } });
    const reader = response.body!.getReader();
    await reader.read();
    ending.stop();
    const rest = (async () => {
      while (!(await reader.read()).done);
    })();
    await expect(rest).rejects.toThrow();
    expect(ending.logged).toEqual([]);
    await ending.close();
  });
});

function deletedSegments(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return /segment-\w+\.documents \(deleted\)$/.test(readlinkSync(`/proc/self/fd/${fd}`));
    } catch {
      return false;
    }
  }).length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('expected it to come');
}
