/**
 * One page from the web, as bytes with a name that tells its format. The page and its server are strangers: what they
 * send is bounded in time and size, and where they lead is looked at each time before a connection is made.
 */
import { lookup } from 'node:dns';
import { get as getHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { MIMEType, promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { LARGEST_DOCUMENT } from '../read/index.ts';

export const isWebAddress = (path: string): boolean => /^https?:\/\//i.test(path);

export type FetchLimits = {
  /** Milliseconds, from the look-up of the first host to the last byte of the page. */
  time: number;
  /** Bytes of the page, as they come and as they are once unpacked. */
  size: number;
  redirects: number;
};

export const LIMITS: FetchLimits = { time: 30_000, size: LARGEST_DOCUMENT, redirects: 5 };

export type Fetched = {
  bytes: Uint8Array;
  /** The address with the extension of its format. */
  name: string;
  /** Where the page was found in the end. */
  address: string;
  /** The charset that the server declares. */
  charset: string | null;
};

/**
 * Throws an error that says what was expected and what was found when the page does not answer, is no release format, or
 * goes beyond the limits. `mayDial` is asked about each IP address right before it is connected to, whatever name or
 * spelling led to it; proxies of the environment are not used, as they would dial unasked.
 */
export async function fetchRelease(
  address: string,
  mayDial: (ip: string) => boolean,
  limits: FetchLimits = LIMITS,
): Promise<Fetched> {
  const timeUp = AbortSignal.timeout(limits.time);
  const done = new AbortController();
  try {
    const signal = AbortSignal.any([timeUp, done.signal]);
    const { response, ...found } = await follow(address, { mayDial, signal, redirects: limits.redirects });
    const packed = await bodyOf(response, limits.size);
    const bytes = await unpacked(packed, response.headers['content-encoding'], limits.size);
    return { ...found, bytes };
  } catch (error) {
    if (error instanceof Unexpected) throw error;
    if (timeUp.aborted) throw new Unexpected('an answer', `no answer within ${limits.time / 1000} s`);
    throw failure(error as NodeJS.ErrnoException);
  } finally {
    done.abort(); // connections to what was left on the way, or not read to its end
  }
}

/** Without the password that may stand in it, for messages. */
export function shownAddress(address: string): string {
  return address.replace(/^(https?:\/\/)[^/?#]*@/i, '$1…@');
}

class Unexpected extends Error {
  constructor(expected: string, found: string) {
    super(`expected ${expected}, found ${found}`);
  }
}

type Terms = { mayDial: (ip: string) => boolean; signal: AbortSignal; redirects: number };

// -------------------------------------------------------------------------------------------------------- the answer

/** The answer at the end of all redirects, once its head shows that it is a page we read. */
async function follow(given: string, terms: Terms): Promise<Omit<Fetched, 'bytes'> & { response: IncomingMessage }> {
  let url = webUrl(given);
  for (let redirects = 0; ; redirects += 1) {
    const response = await ask(url, terms);
    const target = redirectOf(response);
    if (target === null) {
      const address = redirects === 0 ? given : url.href;
      const { extension, charset } = formatOf(response);
      return { response, address, charset, name: `${address}${extension}` };
    }
    if (redirects === terms.redirects)
      throw new Unexpected(`at most ${redirects} redirects`, `that it redirected ${redirects + 1} times`);
    url = webUrl(target, url);
  }
}

function webUrl(address: string, base?: URL): URL {
  const found = base ? `a redirect to ${shownAddress(address)}` : shownAddress(address);
  if (!URL.canParse(address, base)) throw new Unexpected('a web address', found);
  const url = new URL(address, base);
  if (!isWebAddress(url.href)) throw new Unexpected('an address with http or https', found);
  if (url.username || url.password)
    throw new Unexpected('an address without user name and password', base ? 'a redirect to one with them' : 'them');
  return url;
}

/** The head of the answer of one address. */
function ask(url: URL, { mayDial, signal }: Terms): Promise<IncomingMessage> {
  const headers = {
    accept: 'text/html, text/plain;q=0.9',
    'accept-encoding': Object.keys(UNPACK).join(', '),
    'user-agent': 'dixit',
  };
  // No connection is shared: each address is dialled here.
  const options: RequestOptions = { agent: false, headers, signal, lookup: guardedLookup(mayDial) };
  return new Promise((resolve, reject) => {
    // An address that stands in the URL is dialled without a look-up.
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !mayDial(host)) throw privateAddress(host);
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    get(url, options, resolve).on('error', reject);
  });
}

/** The look-up that a connection is made with: it hands on only what may be dialled, so nothing else can be. */
function guardedLookup(mayDial: (ip: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const allowed = error ? [] : found.filter(({ address }) => mayDial(address));
      const [first] = allowed;
      if (error) callback(error, '');
      else if (!first) callback(privateAddress(found[0]?.address ?? hostname), '');
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

const privateAddress = (ip: string) =>
  new Unexpected(
    'an address of the public internet',
    `that its address ${ip} is private (set DIXIT_ALLOW_PRIVATE=true to read it all the same)`,
  );

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function redirectOf({ statusCode, headers }: IncomingMessage): string | null {
  return REDIRECTS.has(statusCode!) && headers.location !== undefined ? headers.location : null;
}

const FORMATS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'application/x-ndjson': '.jsonl',
  'application/jsonl': '.jsonl',
};

function formatOf({ statusCode, statusMessage, headers }: IncomingMessage): {
  extension: string;
  charset: string | null;
} {
  if (statusCode! < 200 || statusCode! > 299)
    throw new Unexpected('an answer with status 200', `${statusCode} ${statusMessage ?? ''}`.trimEnd());
  const declared = headers['content-type'] ?? '';
  const type = parsedType(declared);
  const extension = FORMATS[type?.essence ?? ''];
  if (!type || !extension)
    throw new Unexpected(
      Object.keys(FORMATS).join(', '),
      type?.essence ?? (declared.slice(0, 60) || 'no content type'),
    );
  return { extension, charset: type.params.get('charset') };
}

function parsedType(declared: string): MIMEType | null {
  try {
    return new MIMEType(declared);
  } catch {
    return null;
  }
}

// ---------------------------------------------------------------------------------------------------------- the body

/** What was sent, counted as it comes: what its head says of its length is only a claim. */
async function bodyOf(response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > limit) throw tooLarge(limit); // leaving the loop closes the connection
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const tooLarge = (limit: number) =>
  new Unexpected(`at most ${limit / 1_000_000} MB`, `more than ${limit / 1_000_000} MB`);

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const unzip: Unpack = promisify(gunzip);
const unbrotli: Unpack = promisify(brotliDecompress);
const deflated: Unpack = promisify(inflate);
const deflatedBare: Unpack = promisify(inflateRaw);

/** By what servers call it. `deflate` should have the head of zlib; some send it without. */
const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: unzip,
  br: unbrotli,
  deflate: (bytes, options) => ((bytes[0]! & 0x0f) === 8 ? deflated : deflatedBare)(bytes, options),
};

/** Unpacking stops where the limit is passed. */
async function unpacked(bytes: Uint8Array, encoding: string | undefined, limit: number): Promise<Uint8Array> {
  const name = (encoding ?? '').trim().toLowerCase().replace(/^x-/, '');
  if (name === '' || name === 'identity' || bytes.length === 0) return bytes;
  const unpack = UNPACK[name];
  if (!unpack) throw new Unexpected(`the content encoding ${Object.keys(UNPACK).join(', ')}`, encoding!);
  try {
    return await unpack(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new Unexpected(`an answer packed by ${name}`, `one that cannot be unpacked (${(error as Error).message})`);
  }
}

// ---------------------------------------------------------------------------------------------------------- failures

/** What a reader of the message can do something about, by the code of Node. */
const FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'that the host refused the connection',
  ECONNRESET: 'that the host closed the connection early',
  EPIPE: 'that the host closed the connection early',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'that no name server answered',
  ETIMEDOUT: 'that the host did not answer',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the host',
  CERT_HAS_EXPIRED: 'its certificate expired',
  CERT_NOT_YET_VALID: 'its certificate not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate signed by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate made out to another host',
  EPROTO: 'something else than TLS',
  HPE_HEADER_OVERFLOW: 'a longer head than an answer may have',
};

function failure({ code = '', message }: NodeJS.ErrnoException): Unexpected {
  if (code.startsWith('HPE_') && !FAILURES[code]) return new Unexpected('an answer', 'something else than HTTP');
  return new Unexpected('an answer', FAILURES[code] ?? `${code || 'a failure'} (${message.split('\n', 1)[0]})`);
}
