/** Errors of the API as RFC 9457 problem details. */
import type { Response } from 'express';
import { LIMITS } from './limits.ts';
import { type Excess, excessOf, type Fault, faultOf } from './requests.ts';

/** What an error is called, for programs; these names never change. */
export type ProblemCode =
  | 'unknown-parameter'
  | 'repeated-parameter'
  | 'invalid-parameter'
  | Excess['code']
  | 'stale-cursor'
  | 'malformed-url'
  | 'unknown-id'
  | 'unknown-route'
  | 'method-not-allowed'
  | 'malformed-request'
  | 'request-timeout'
  | 'headers-too-large'
  | 'too-many-requests'
  | 'overloaded'
  | 'unavailable'
  | 'internal-error';

export const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  'unknown-parameter': { status: 400, title: 'Unknown parameter' },
  'repeated-parameter': { status: 400, title: 'Parameter given more than once' },
  'invalid-parameter': { status: 400, title: 'Invalid parameter' },
  'too-many-parameters': { status: 422, title: 'Too many parameters' },
  'too-many-values': { status: 422, title: 'Too many values of a parameter' },
  'too-long': { status: 422, title: 'Value too long' },
  'too-deep': { status: 422, title: 'Too far into the results' },
  'stale-cursor': { status: 410, title: 'What is published has changed' },
  'malformed-url': { status: 400, title: 'Malformed URL' },
  'unknown-id': { status: 404, title: 'Nothing has this id' },
  'unknown-route': { status: 404, title: 'Unknown route' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'malformed-request': { status: 400, title: 'Malformed request' },
  'request-timeout': { status: 408, title: 'Request not sent in time' },
  'headers-too-large': { status: 431, title: 'Headers and address too long' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  overloaded: { status: 503, title: 'Too much is asked at once' },
  unavailable: { status: 503, title: 'Searches are not answered' },
  'internal-error': { status: 500, title: 'Internal error' },
};

/** An error that the caller of the API is told of. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** The parameter at fault. */
  readonly parameter: string | null;
  /** Where it is too much: how much it may be, and is. */
  readonly excess: Excess | null;
  /** After so many seconds it may be tried again. */
  readonly retryAfter: number | null;

  constructor(
    code: ProblemCode,
    detail: string,
    parameter: string | null = null,
    { excess = null, retryAfter = null }: { excess?: Excess | null; retryAfter?: number | null } = {},
  ) {
    super(detail);
    this.code = code;
    this.parameter = parameter;
    this.excess = excess;
    this.retryAfter = retryAfter;
  }
}

/** The problem that a fault in a query string is. */
export function problemOf({ code, parameter, detail, value, excess }: Fault): Problem {
  if (excess) return new Problem(code, detail, excess.parameter, { excess });
  return new Problem(code, `${parameter}: ${detail}; got "${shortened(value)}"`, parameter);
}

/** What was given, said back: nobody needs all of it. */
const shortened = (value: string): string => (value.length > MOST_SAID ? `${value.slice(0, MOST_SAID)}…` : value);
const MOST_SAID = 200;

export function sendProblem(response: Response, { code, message, parameter, excess, retryAfter }: Problem): void {
  const { status, title } = PROBLEMS[code];
  if (retryAfter !== null) response.set('Retry-After', String(retryAfter));
  response
    .status(status)
    .type(PROBLEM_TYPE)
    .json({
      type: `urn:dixit:problem:${code}`,
      title,
      status,
      detail: message,
      instance: response.req.originalUrl,
      code,
      ...(parameter === null ? {} : { parameter }),
      ...(excess ? { limit: excess.limit, found: excess.found } : {}),
    });
}

/** A whole answer for what could not be read as a request; `bodiless` where it asked for a head alone. */
export function rawProblem(code: ProblemCode, detail: string, bodiless: boolean): string {
  const { status, title } = PROBLEMS[code];
  const body = JSON.stringify({ type: `urn:dixit:problem:${code}`, title, status, detail, code });
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    `Content-Type: ${PROBLEM_TYPE}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${bodiless ? '' : body}`;
}

const PROBLEM_TYPE = 'application/problem+json';

/** Throws a `Problem` for an address, or an id in it, that is longer than any of ours. */
export function checkAddress(address: string, id: string | null = null): void {
  const excess =
    excessOf('too-long', null, LIMITS.address, address.length) ??
    (id === null ? null : excessOf('too-long', 'id', LIMITS.id, id.length));
  if (excess) throw problemOf(faultOf(excess));
}

/** An unexpected error as the log tells it. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
