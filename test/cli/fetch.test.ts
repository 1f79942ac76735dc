/** Pages from servers that mean harm, or fail: real servers on this machine, real sockets. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchRelease, LIMITS } from '../../src/pipeline/fetch.ts';
import { isPublicAddress } from '../../src/pipeline/public-address.ts';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');
const CERTIFICATES = join(import.meta.dirname, 'certificates');

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The address at which this server listens; the sockets it was given are closed with it. */
async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, host);
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

const serving = (listener: RequestListener, host?: string) => listening(createServer(listener), host);
const html = (response: ServerResponse, body: string | Uint8Array = PAGE, headers: Record<string, string> = {}) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);

const PAGE =
  '<html lang="en"><body><main><h1>The bridge opens</h1><blockquote><p>This bridge will outlive the ferry.</p><footer>Jane Roe, Minister of Bridges</footer></blockquote></main></body></html>';
const anywhere = () => true;
const read = (address: string, limits = {}) => fetchRelease(address, anywhere, { ...LIMITS, ...limits });

describe('the size of a page', () => {
  it('is counted as it comes, and the server that sends without end is left', async () => {
    let sent = 0;
    let left: Promise<unknown> | null = null;
    const address = await serving((_, response) => {
      left = once(response, 'close');
      response.writeHead(200, { 'content-type': 'text/html' });
      const piece = Buffer.alloc(65_536, 'x');
      const more = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        sent += piece.length;
      };
      response.on('drain', more);
      more();
    });
    await expect(read(address)).rejects.toThrow('expected at most 20 MB, found more than 20 MB');
    await left;
    expect(sent).toBeLessThan(2 * LIMITS.size);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('is that of the page unpacked: %s', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(60_000_000, ' '));
    const address = await serving((_, response) => html(response, bomb, { 'content-encoding': encoding }));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(address)).rejects.toThrow('expected at most 20 MB, found more than 20 MB');
  });

  it('is not what the server claims', async () => {
    const head = (length: number) => `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${length}\r\n\r\n`;
    const claiming = (length: number) =>
      listening(createPlainServer((socket) => socket.once('data', () => socket.end(head(length) + PAGE))));
    await expect(read(await claiming(10 ** 12))).rejects.toThrow('that the host closed the connection early');
    const { bytes } = await read(await claiming(PAGE.length));
    expect(Buffer.from(bytes).toString()).toBe(PAGE);
  });

  it('stops a body of packed nothing too', async () => {
    // Empty stored blocks: they unpack to nothing, however many there are.
    const nothing = Buffer.concat([gzipSync('').subarray(0, 10), Buffer.alloc(5 * 5_000_000)]);
    for (let at = 10; at < nothing.length; at += 5) nothing.set([0, 0, 0, 0xff, 0xff], at);
    const address = await serving((_, response) => html(response, nothing, { 'content-encoding': 'gzip' }));
    await expect(read(address)).rejects.toThrow('expected at most 20 MB, found more than 20 MB');
  });
});

it.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
])('a page that comes as %s is unpacked', async (encoding, pack) => {
  const address = await serving((_, response) => html(response, pack(PAGE), { 'content-encoding': encoding }));
  expect(Buffer.from((await read(address)).bytes).toString()).toBe(PAGE);
});

it('what cannot be unpacked is told', async () => {
  const address = await serving(({ url }, response) => {
    if (url === '/damaged') html(response, PAGE, { 'content-encoding': 'gzip' });
    else html(response, PAGE, { 'content-encoding': 'gzip, gzip' });
  });
  await expect(read(`${address}/damaged`)).rejects.toThrow('packed by gzip, found one that cannot be unpacked');
  await expect(read(address)).rejects.toThrow('expected the content encoding gzip, br, deflate, found gzip, gzip');
});

describe('the time a page takes', () => {
  it('is limited where nothing answers', async () => {
    const address = await serving(() => {});
    await expect(read(address, { time: 200 })).rejects.toThrow('expected an answer, found no answer within 0.2 s');
  });

  it('is limited where an answer drips, or its head does, or redirects do', async () => {
    const dripping = await serving((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    });
    const head = await listening(
      createPlainServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x: y\r\n'), 10);
        socket.on('close', () => clearInterval(timer));
      }),
    );
    const redirecting = await serving((_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 100);
    });
    for (const address of [dripping, head, redirecting])
      await expect(read(address, { time: 400, redirects: 100 })).rejects.toThrow('no answer within 0.4 s');
  });

  it('is 30 s', () => {
    expect(LIMITS.time).toBe(30_000);
  });
});

describe('redirects', () => {
  const chain = () =>
    serving(({ url }, response) => {
      const left = Number(url!.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end('<p>On the way.</p>');
      else html(response);
    });

  it('are followed five times, and the last address is where the page is from', async () => {
    const address = await chain();
    const { bytes, ...found } = await read(`${address}/5`);
    expect(found).toEqual({ address: `${address}/0`, name: `${address}/0.html`, charset: 'utf-8' });
    expect(Buffer.from(bytes).toString()).toBe(PAGE);
    await expect(read(`${address}/6`)).rejects.toThrow(
      'expected at most 5 redirects, found that it redirected 6 times',
    );
  });

  it('lead to http and https alone, and to no address with a password', async () => {
    const to = (location: string) => serving((_, response) => response.writeHead(301, { location }).end());
    for (const location of ['file:///etc/hostname', 'ftp://host.invalid/x', 'data:text/html,<p>x</p>'])
      await expect(read(await to(location))).rejects.toThrow(
        `expected an address with http or https, found a redirect`,
      );
    await expect(read(await to('http://'))).rejects.toThrow('expected a web address, found a redirect to http://');
    const failure = await read(await to('http://jo:secret@127.0.0.1/')).catch((error: Error) => error.message);
    expect(failure).toBe('expected an address without user name and password, found a redirect to one with them');
    await expect(read('https://jo:secret@host.invalid/')).rejects.toThrow('without user name and password, found them');
  });

  it('are looked at before they are followed: a public page does not lead into a private network', async () => {
    let asked = 0;
    const inside = await serving((_, response) => {
      asked += 1;
      html(response);
    }, '127.0.0.2');
    const { port } = new URL(inside);
    const spellings = ['127.0.0.2', '2130706434', '0x7f.2', '0177.0.0.2', '[::ffff:127.0.0.2]', '127.2'];
    for (const host of spellings) {
      const outside = await serving((_, response) =>
        response.writeHead(302, { location: `http://${host}:${port}/` }).end(),
      );
      const reading = fetchRelease(outside, (ip) => ip === '127.0.0.1');
      await expect(reading).rejects.toThrow(/^expected an address of the public internet, found that its address/);
    }
    expect(asked).toBe(0);
  });
});

describe('addresses of this machine and of private networks', () => {
  it.each(
    [
      ['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.255'],
      ['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
      ['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
      ['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::7f00:1'],
      ['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:a00:1::', '2002:7f00:1::1', 'fc00::1', 'fd12::1'],
      ['fe80::1', 'fe80::1%lo', 'fec0::1', 'ff02::1', '3fff::1', '5f00::1', 'host.example', '', '010.0.0.1'],
    ].flat(),
  )('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.20.0.1',
    '223.255.255.255',
  ])('%s is public, as it is and within IPv6', (address) => {
    expect(isPublicAddress(address)).toBe(true);
    expect(isPublicAddress(`::ffff:${address}`)).toBe(true);
    expect(isPublicAddress(`64:ff9b::${address}`)).toBe(true);
  });

  it('2606:4700::1 is public', () => {
    expect(isPublicAddress('2606:4700::1')).toBe(true);
  });

  it('are not connected to, however they are spelt', async () => {
    let connections = 0;
    const server = createServer((_, response) => html(response)).on('connection', () => {
      connections += 1;
    });
    const { port } = new URL(await listening(server));
    const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]'];
    for (const host of [...hosts, '[::ffff:7f00:1]', '[::1]', '0.0.0.0', '0', '[::]'])
      await expect(fetchRelease(`http://${host}:${port}/`, isPublicAddress)).rejects.toThrow(
        /^expected an address of the public internet, found that its address \S+ is private \(set DIXIT_ALLOW_PRIVATE=true/,
      );
    expect(connections).toBe(0);
  });

  it('are told apart as they are dialled: a name is looked up once, and that address is connected to', async () => {
    const address = await serving((_, response) => html(response));
    const dialled: string[] = [];
    await fetchRelease(address.replace('127.0.0.1', 'localhost'), (ip) => {
      dialled.push(ip);
      return ip === '127.0.0.1';
    });
    expect(new Set(dialled).size).toBe(dialled.length);
    expect(dialled).toContain('127.0.0.1');
  });

  it('are not reached by a proxy of the environment', async () => {
    let proxied = 0;
    const proxy = await serving((_, response) => {
      proxied += 1;
      html(response);
    });
    const { err } = await dixit(['ingest', 'http://host.invalid/'], { HTTP_PROXY: proxy, http_proxy: proxy });
    expect(err).toContain('no such host');
    expect(proxied).toBe(0);
  });
});

describe('what is no page', () => {
  it('is told by its status and type', async () => {
    const address = await serving(({ url }, response) => {
      if (url === '/gone') response.writeHead(404).end();
      else if (url === '/nowhere') response.writeHead(302).end();
      else if (url === '/untyped') response.writeHead(200).end('x');
      else if (url === '/odd') response.writeHead(200, { 'content-type': 'a page' }).end('x');
      else response.writeHead(200, { 'content-type': 'image/png' }).end('x');
    });
    await expect(read(`${address}/gone`)).rejects.toThrow('expected an answer with status 200, found 404 Not Found');
    await expect(read(`${address}/nowhere`)).rejects.toThrow('expected an answer with status 200, found 302 Found');
    await expect(read(`${address}/untyped`)).rejects.toThrow('application/jsonl, found no content type');
    await expect(read(`${address}/odd`)).rejects.toThrow('application/jsonl, found a page');
    await expect(read(`${address}/picture`)).rejects.toThrow('application/jsonl, found image/png');
  });

  it('is told by what its server did', async () => {
    const failing = (answer: string) =>
      listening(createPlainServer((socket) => socket.once('data', () => socket.end(answer))));
    await expect(read('http://127.0.0.1:1/')).rejects.toThrow(
      'expected an answer, found that the host refused the connection',
    );
    await expect(read('http://host.invalid/')).rejects.toThrow('expected an answer, found no such host');
    await expect(read(await failing(''))).rejects.toThrow('found that the host closed the connection early');
    await expect(read(await failing('220 mail.example ready\r\n'))).rejects.toThrow('found something else than HTTP');
    const long = `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`;
    await expect(read(await failing(long))).rejects.toThrow('found a longer head than an answer may have');
    const plain = await serving((_, response) => html(response));
    await expect(read(plain.replace('http:', 'https:'))).rejects.toThrow('found something else than TLS');
    const [key, cert] = ['key', 'crt'].map((kind) => readFileSync(join(CERTIFICATES, `expired.${kind}`)));
    const expired = await listening(createSecureServer({ key, cert }, (_, response) => html(response)));
    await expect(read(expired.replace('http:', 'https:'))).rejects.toThrow('found its certificate expired');
    await expect(read('http://[::g]/')).rejects.toThrow('expected a web address, found http://[::g]/');
  });
});

describe('the charset of a page', () => {
  const charset = async (contentType: string) => {
    const address = await serving((_, response) => html(response, PAGE, { 'content-type': contentType }));
    return (await read(address)).charset;
  };

  it('is what its server declares', async () => {
    expect(await charset('text/html; charset=ISO-8859-15')).toBe('ISO-8859-15');
    expect(await charset('TEXT/HTML;Charset="windows-1250"; x=y')).toBe('windows-1250');
    expect(await charset('text/html')).toBeNull();
  });
});

function dixit(args: string[], environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-fetch-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, DIXIT_INDEX: join(folder, 'ix'), DIXIT_CORPUS: join(folder, 'corpus'), ...environment };
  return new Promise<{ status: number; out: string; err: string; again: (args: string[]) => Promise<string> }>(
    (resolve) => {
      execFile(process.execPath, [MAIN, ...args], { env, cwd: folder }, (error, out, err) => {
        const again = (more: string[]) =>
          new Promise<string>((done) => {
            execFile(process.execPath, [MAIN, ...more], { env, cwd: folder }, (_, text) => done(text));
          });
        resolve({ status: error ? Number(error.code) : 0, out, err, again });
      });
    },
  );
}

describe('dixit ingest of an address', () => {
  it('is refused in a private network, unless it is allowed', async () => {
    const address = await serving((_, response) => html(response));
    for (const allow of ['', 'false']) {
      const { status, err } = await dixit(['ingest', address], { DIXIT_ALLOW_PRIVATE: allow });
      expect(status).toBe(1);
      expect(err).toContain(
        `dixit: ${address}: expected an address of the public internet, found that its address 127.0.0.1 is private (set DIXIT_ALLOW_PRIVATE=true to read it all the same)\n`,
      );
    }
    expect((await dixit(['ingest', address], { DIXIT_ALLOW_PRIVATE: 'true' })).status).toBe(0);
    const { status, err } = await dixit(['ingest', address], { DIXIT_ALLOW_PRIVATE: 'yes' });
    expect({ status, err }).toEqual({
      status: 2,
      err: 'dixit: DIXIT_ALLOW_PRIVATE: expected "true" or "false", found "yes"\n',
    });
  });

  it('keeps the address where the page was found, each failure in one line, and the rest', async () => {
    const address = await serving(({ url }, response) => {
      if (url === '/old') response.writeHead(301, { location: '/new' }).end();
      else html(response);
    });
    const given = ['http://127.0.0.1:1/nobody', 'http://jo:secret@127.0.0.1/', `${address}/old`];
    const { status, err, again } = await dixit(['ingest', ...given], { DIXIT_ALLOW_PRIVATE: 'true' });
    expect(status).toBe(1);
    const told = err.split('\n').filter((line) => line.startsWith('dixit: http'));
    expect(told).toEqual([
      'dixit: http://127.0.0.1:1/nobody: expected an answer, found that the host refused the connection',
      'dixit: http://…@127.0.0.1/: expected an address without user name and password, found them',
    ]);
    expect(JSON.parse(await again(['export']))).toMatchObject({
      release: { sourceId: `${address}/new`, url: `${address}/new` },
      speaker: { name: 'Jane Roe' },
    });
  });

  it('believes the charset of the header before that of the page, and a byte order mark before both', async () => {
    const page = (words: string, meta: string) =>
      `<meta charset="${meta}"><main><h1>Le pont</h1><p>« ${words} », a déclaré la mairesse, Lucie Tanguay.</p></main>`;
    const bodies: Record<string, [string, Uint8Array]> = {
      '/header': ['text/html; charset=iso-8859-15', Buffer.from(page('C’est 5 \xa4, fêtés', 'koi8-r'), 'latin1')],
      '/page': ['text/html; charset=nonsense', Buffer.from(page('C’est 5 \xa4, fêtés', 'iso-8859-15'), 'latin1')],
      '/mark': ['text/html; charset=iso-8859-15', Buffer.from(`\ufeff${page('C’est 5 €, fêtés', 'koi8-r')}`)],
    };
    const address = await serving(({ url }, response) => {
      const [type, body] = bodies[url!]!;
      html(response, body, { 'content-type': type });
    });
    for (const path of Object.keys(bodies)) {
      const { again } = await dixit(['ingest', address + path], { DIXIT_ALLOW_PRIVATE: 'true' });
      expect(JSON.parse(await again(['export']))).toMatchObject({ text: expect.stringMatching(/5 €, fêtés$/) });
    }
  });
});
