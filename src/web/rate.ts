/**
 * How often one address may ask, where the operator sets a limit. What asks is the address that connects: behind a proxy that
 * is the proxy, and a header that anybody can write is not believed.
 */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';
import { API_BASE } from './url.ts';

/** In seconds: within it an address may ask for all of its share at once. */
const WINDOW = 10;

/** `perSecond` requests of an address, on the mean of ten seconds; a network of IPv6 (/64) is one address. */
export function limitedRate(perSecond: number): RequestHandler {
  return rateLimit({
    windowMs: WINDOW * 1000,
    limit: perSecond * WINDOW,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    ipv6Subnet: 64,
    // Whoever watches the server is no reader of it.
    skip: ({ originalUrl }: Request) => originalUrl.startsWith(`${API_BASE}/health`),
    // `Retry-After` is set by then.
    handler: (_request, _response, next) => {
      next(new Problem('too-many-requests', `expected at most ${perSecond} requests a second of one address`));
    },
  });
}
