/**
 * Requests that no reader sends: addresses of every route and page of a running server with parameters of all kinds,
 * changed by accident or on purpose, under odd methods and headers, and bytes that are hardly HTTP. The n-th of a seed over
 * the same addresses is always the same.
 */
import { METHODS } from 'node:http';
import { type Random, randomFrom } from '../bench/random.ts';

/** What a server is known to answer: where to start from. */
export type Known = {
  /** Addresses of pages and answers, as its own pages link to them. */
  addresses: readonly string[];
  /** Routes of its API with names in braces, and the values that their parameters may have. */
  routes: readonly { path: string; parameters: Readonly<Record<string, readonly string[]>> }[];
  /** Ids of what is published, and cursors. */
  ids: readonly string[];
  cursors: readonly string[];
};

export type Asked =
  | { raw: null; method: string; path: string; headers: Record<string, string>; body: string }
  /** Sent as it is, as Latin-1. */
  | { raw: string };

export function requestOf(known: Known, seed: number, n: number): Asked {
  const random = randomFrom(seed, n);
  const path = random.chance(0.4) ? random.pick(known.addresses) : invented(known, random);
  const asked = random.chance(0.55) ? path : changed(path, random);
  if (random.chance(0.05)) return { raw: hardlyHttp(asked, random) };
  const method = random.chance(0.85) ? 'GET' : random.chance(0.5) ? 'HEAD' : random.pick(SENT_METHODS);
  const body = /^(?:GET|HEAD)$/.test(method) ? '' : 'x'.repeat(random.below(2) * random.below(100_000));
  return { raw: null, method, path: sendable(asked), headers: headersOf(random), body };
}

/** `CONNECT` has no path, and what answers it is no answer. */
const SENT_METHODS = METHODS.filter((method) => method !== 'CONNECT');

/** As few changes as make Node's client send it; what it refuses to send goes raw. */
const sendable = (path: string) => wellFormed(path).replace(/[^\x21-\xff]/gu, encodeURIComponent);

// --------------------------------------------------------------------------------------------------------- addresses

function invented({ routes, ids, cursors }: Known, random: Random): string {
  const { path, parameters } = random.pick(routes);
  const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
    random.chance(0.8)
      ? random.pick(Object.hasOwn(parameters, name) ? parameters[name]! : ids)
      : encodeURIComponent(wellFormed(text(random))),
  );
  const valuesOf = (name: string) => (Object.hasOwn(parameters, name) ? parameters[name]! : []);
  const names = Object.keys(parameters).filter((name) => !path.includes(`{${name}}`));
  const pairs: string[] = [];
  for (let left = random.below(5); left > 0; left--) {
    const name = random.chance(0.92) && names.length > 0 ? random.pick(names) : random.pick(NAMES);
    const likely = name === 'cursor' ? cursors : valuesOf(name);
    const value =
      likely.length > 0 && random.chance(0.6)
        ? random.pick(likely)
        : random.chance(0.3)
          ? random.pick(ids)
          : name === 'q'
            ? query(random)
            : text(random);
    pairs.push(`${name}=${random.chance(0.9) ? encodeURIComponent(wellFormed(value)) : value}`);
  }
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

const NAMES = ['q', 'page', 'lang', 'cursor', 'x', '', '__proto__', 'constructor', 'toString', 'q[]', 'q[a]', 'Q', 'é'];

/** Words, operators, and what they are mistaken for. */
function query(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(random.chance(0.05) ? 300 : 8) }, () =>
    random.chance(0.7) ? random.pick(QUERY_PIECES) : text(random),
  );
  return parts.join(random.pick([' ', ' ', ' ', '', '\t', '+']));
}

const QUERY_PIECES = [
  ...['pont', 'bridge', 'santé', 'minister', 'la', 'the', 'garderie', 'projet', 'announce', 'what did', 'qui a dit'],
  ...[
    '"',
    '"le pont',
    '"de la santé"',
    "''",
    '«',
    '»',
    '-',
    '-pont',
    '--',
    '-"',
    '-(',
    'OR',
    'AND',
    'NOT',
    'OU',
    '(',
    ')',
  ],
  ...['speaker:', 'speaker:"', 'post:x', 'lang:fr', 'lang:de', 'from:2020', 'to:2020-13', 'date:2020-10', 'date:-1'],
  ...[
    'kind:direct',
    'kind:',
    'locuteur:tanguay',
    'fonction:',
    'langue:en',
    'depuis:0000',
    'jusqu:9999',
    ':',
    '::',
    'q:q:q',
  ],
  ...[
    '*',
    '?',
    '~',
    '^',
    '\\',
    '/',
    '.',
    '…',
    'a*',
    '2020',
    '12,4',
    '$',
    '%',
    '&',
    '=',
    '#',
    '+',
    '[0-9]{9}',
    '.*.*.*x',
  ],
];

/** What may stand for any value. */
function text(random: Random): string {
  switch (random.below(8)) {
    case 0:
      return random.pick(ODD_VALUES);
    case 1:
      return String.fromCodePoint(random.below(0x110000)).repeat(1 + random.below(4));
    case 2:
      return String(random.pick([0, -1, 1, 20, 100, 101, 1e9, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, Number.NaN, 0.5]));
    case 3:
      return `${random.below(10_000)}-${random.below(14)}-${random.below(33)}`;
    case 4:
      return random.pick(QUERY_PIECES).repeat(1 + random.below(random.chance(0.1) ? 400 : 3));
    default:
      return random.pick(QUERY_PIECES);
  }
}

const ODD_VALUES = [
  ...['', ' ', '\0', '\r\n', '\ud800', '\ufeff', '\u202e', 'İ', 'ﬁ', 'e\u0301'.repeat(50), '👩‍🌾', 'ß', 'ǅ'],
  ...['../../etc/passwd', '..\\..\\', '/etc/passwd', 'file:///etc/passwd', "' OR 1=1 --", '<script>alert(1)</script>'],
  ...[
    '{{7*7}}',
    '#{7*7}',
    '%s%n',
    'null',
    'undefined',
    'true',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '[object Object]',
  ],
];

/** Halves of characters cannot be encoded: they become the sign for what is none. */
const wellFormed = (value: string) => Buffer.from(value).toString();

/** The address after up to three accidents. */
function changed(path: string, random: Random): string {
  let result = path;
  for (let left = 1 + random.below(3); left > 0; left--) result = random.pick(CHANGES)(result, random);
  return result.startsWith('/') || random.chance(0.3) ? result : `/${result}`;
}

type Change = (path: string, random: Random) => string;

const CHANGES: readonly Change[] = [
  // One bit of it, or one character.
  (path, random) => at(path, random, (one) => String.fromCharCode(one.charCodeAt(0) ^ (1 << random.below(7)))),
  (path, random) => at(path, random, () => ''),
  (path, random) => at(path, random, (one) => one + one),
  (path, random) => at(path, random, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`),
  (path, random) => at(path, random, (one) => one + random.pick(INSERTED)),
  // Parts of it.
  (path, random) => path.slice(0, random.below(path.length + 1)),
  (path, random) => path + random.pick(INSERTED),
  (path) => encodeURI(wellFormed(path)),
  (path) => path.replace('?', '%3f'),
  (path) => path.replace(/\/(?=[^/]*$)/, '//'),
  (path) => path.toUpperCase(),
  (path) => `${path}${path.includes('?') ? '&' : '?'}${path.split('?')[1] ?? 'x'}`,
  (path, random) => `${path}${path.includes('?') ? '&' : '?'}q=${'a'.repeat(random.pick([100, 1000, 8000, 20_000]))}`,
  (path, random) => `${path}${path.includes('?') ? '&' : '?'}${'lang=fr&'.repeat(random.below(1000))}`,
  (path, random) =>
    random.pick(['http://127.0.0.1', 'http://host.invalid:99', 'ftp://x', '//host.invalid', '*', '']) + path,
  (path, random) =>
    `${random.pick(['/..', '/%2e%2e', '/assets/..%2f', '/.%2e/', '/assets/', '/api/v1/', '/fr', '/en/..;'])}${path}`,
];

const INSERTED = [
  '%',
  '%0',
  '%00',
  '%ff',
  '%c0%ae',
  '%ed%a0%80',
  '%u0041',
  '..',
  '/',
  '//',
  '\\',
  ';',
  '#',
  '?',
  '&',
  '=',
  '+',
  '[',
  '~',
  '\xff',
  'é',
];

function at(path: string, random: Random, change: (character: string) => string): string {
  if (path.length === 0) return path;
  const position = random.below(path.length);
  return path.slice(0, position) + change(path.charAt(position)) + path.slice(position + 1);
}

// ----------------------------------------------------------------------------------------------------------- headers

function headersOf(random: Random): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random.chance(0.4)) return headers;
  for (let left = 1 + random.below(3); left > 0; left--) {
    const [name, values] = random.pick(Object.entries(HEADERS));
    headers[name] = random.chance(0.85) ? random.pick(values) : latin1(text(random));
  }
  return headers;
}

const latin1 = (value: string) => value.replace(/[^\x20-\x7e\xa0-\xff]/g, '?');

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', 'application/json', 'text/html;q=0', ';;;', 'x'.repeat(5000)],
  'accept-encoding': ['gzip', 'br', 'deflate', 'identity;q=0', '*;q=0', 'gzip;q=nan', ''],
  'accept-language': ['fr', 'en-CA,fr;q=0.5', '*', 'de', ',,,;q=', `${'fr-'.repeat(1500)}x`, 'fr;q=1e999'],
  'if-none-match': ['*', '"x"', 'W/"x"', '"', ','.repeat(3000)],
  'if-modified-since': ['Thu, 01 Jan 1970 00:00:00 GMT', 'yesterday', '-1'],
  range: ['bytes=0-1', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,1-1,2-2', 'lines=1'],
  host: ['host.invalid', '', 'a b', 'host.invalid:99999', '[::1]', '<script>', 'x'.repeat(3000), '\xe9', 'x/y?z#'],
  'x-forwarded-for': ['10.0.0.1', ', ,', 'x'.repeat(2000)],
  'x-forwarded-host': ['host.invalid', '<x>'],
  'x-forwarded-proto': ['https', 'javascript'],
  cookie: ['a=b', `a=${'b'.repeat(4000)}`],
  origin: ['null', 'https://host.invalid'],
  referer: ['https://host.invalid/', 'x'],
  'user-agent': ['', 'x'.repeat(4000)],
  'content-type': ['application/json', 'x'],
  expect: ['100-continue', 'the unexpected'],
  upgrade: ['websocket', 'h2c'],
  purpose: ['prefetch'],
};

/** Heads that a client library refuses to send. */
function hardlyHttp(path: string, random: Random): string {
  const end = 'connection: close\r\n\r\n';
  return random.pick([
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\n${end}`,
    () => `GET ${path}\0 HTTP/1.1\r\nhost: x\r\n${end}`,
    () => `GET ${path} HTTP/1.0\r\n\r\n`,
    () => `GET ${path}\r\n\r\n`,
    () => `GET  ${path}  HTTP/9.9\r\n${end}`,
    () => `get ${path} http/1.1\nhost: x\n\n`,
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\nhost: y\r\n${end}`,
    () => `GET ${path} HTTP/1.1\r\n${end}`,
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n${end}`,
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(3000)}${end}`,
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\n folded\r\n${end}`,
    () => `GET ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n${end}0\r\n\r\n`,
    () => `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n${end}`,
    () => `POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n${end}fffffffff\r\nx`,
    () => `CONNECT host.invalid:80 HTTP/1.1\r\nhost: x\r\n${end}`,
    () => `OPTIONS * HTTP/1.1\r\nhost: x\r\n${end}`,
    () => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    () => `${`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(20)}GET / HTTP/1.1\r\nhost: x\r\n${end}`,
    () => `${path}\r\n\r\n`,
    () => '\x16\x03\x01\x02\x00\x01\x00',
  ])();
}
