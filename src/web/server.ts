/** The web side of Dixit: the API, the pages and their assets over one Index. It reads and never writes. */
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { QuotationReader } from '../search/port.ts';
import { createAdmission } from './admission.ts';
import { apiRoutes } from './api/routes.ts';
import { EXPORT_TYPES } from './api/rows.ts';
import { assetRoutes } from './assets.ts';
import { LIMITS } from './limits.ts';
import { sendRefusal } from './pages/refusal.tsx';
import { pageRoutes } from './pages/routes.tsx';
import { Problem, type ProblemCode, rawProblem, sendProblem } from './problem.ts';
import { createRate } from './rate.ts';
import { API_BASE, HEALTH, originOf } from './url.ts';

export type AppOptions = {
  index: QuotationReader;
  /** The scheme and host by which readers reach this site; without it, what each request says. */
  origin?: string | null;
  /** How many requests a second are answered of one address of a client; null for any number. */
  rate?: number | null;
  /** Aborted when the server ends: exports break off, and connections are not kept. */
  stopping?: AbortSignal;
  /** Told of unexpected errors, which readers see nothing of; by default the standard error stream. */
  log?: (message: string) => void;
};

/**
 * A server of the application. Whoever sends or reads so slowly that nothing moves is not waited for: an answer that stands
 * still, and the snapshot that it is made from, would be kept for as long as they like.
 */
export function createWebServer(options: AppOptions): Server {
  const server = createServer(CONNECTIONS, createApp(options));
  server.setTimeout(STILL_MS);
  server.on('clientError', refuseUnread);
  return server;
}

/** In milliseconds, and bytes. */
const CONNECTIONS: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: LIMITS.headerBytes,
};
/** So long (ms) a connection may stand still while it is answered. */
const STILL_MS = 60_000;

function refuseUnread(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  // A client that wants a head alone takes a body for the next answer.
  const bodiless = error.rawPacket?.subarray(0, 5).toString('latin1') === 'HEAD ';
  const refuse = (code: ProblemCode, detail: string) => socket.end(rawProblem(code, detail, bodiless));
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    const detail = `expected headers and an address of at most ${LIMITS.headerBytes} bytes together`;
    refuse('headers-too-large', detail);
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const detail = `expected a whole request within ${CONNECTIONS.requestTimeout! / 1000} s`;
    refuse('request-timeout', detail);
  } else refuse('malformed-request', 'expected a request of HTTP/1.1');
}

/** The application, ready to listen. It does not close the index. */
export function createApp({
  index,
  origin = null,
  rate = null,
  stopping = new AbortController().signal,
  log = console.error,
}: AppOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  // What gets past our own handlers is told to nobody, whatever NODE_ENV says.
  app.set('env', 'production');
  app.use(securityHeaders);
  app.use(onlyReads);
  app.use(lastOfConnection(stopping));
  app.use(compression({ filter: isCompressible }));
  app.use('/assets', assetRoutes());
  app.use(revalidated);
  const ownOrigin = (request: Request) => origin ?? originOf(request);
  if (rate !== null) app.use(limited(rate, ownOrigin));
  const options = { index, log, originOf: ownOrigin, admission: createAdmission(), stopping };
  app.use(API_BASE, apiRoutes(options));
  app.use(pageRoutes(options));
  return app;
}

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Whether the site is reachable by https alone is known to what stands in front of this server, not to it.
  strictTransportSecurity: false,
});

function onlyReads(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') {
    next();
  } else {
    response.set('Allow', 'GET, HEAD');
    sendProblem(response, new Problem('method-not-allowed', `expected GET or HEAD; got ${request.method}`));
  }
}

/** What is withdrawn must be gone at once: caches may keep answers, but ask before each use. */
function revalidated(_request: Request, response: Response, next: NextFunction): void {
  response.set('Cache-Control', 'no-cache');
  next();
}

function lastOfConnection(stopping: AbortSignal) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (stopping.aborted) response.set('Connection', 'close');
    next();
  };
}

/** Lines of JSON, too, which lists of media types do not know for text. */
function isCompressible(request: Request, response: Response): boolean {
  const type = String(response.getHeader('Content-Type') ?? '');
  return type.startsWith(EXPORT_TYPES.jsonl) || compression.filter(request, response);
}

function limited(perSecond: number, ownOrigin: (request: Request) => string) {
  const rate = createRate(perSecond);
  return (request: Request, response: Response, next: NextFunction): void => {
    const retryAfter = request.path === API_BASE + HEALTH ? null : rate(clientAddress(request), performance.now());
    if (retryAfter === null) {
      next();
      return;
    }
    const detail = `expected at most ${perSecond} requests a second of one address`;
    sendRefusal(request, response, new Problem('too-many-requests', detail, null, { retryAfter }), ownOrigin(request));
  };
}

/**
 * The address of whoever is connected: behind a proxy, that of the proxy. What headers say of others (X-Forwarded-For)
 * anybody can write; who trusts a proxy tells it here.
 */
function clientAddress(request: Request): string {
  return request.socket.remoteAddress ?? '';
}
