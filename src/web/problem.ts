/** Errors of the API as RFC 9457 problem details. */
import type { Response } from 'express';
import type { Fault } from './requests.ts';

/** What an error is called, for programs; these names never change. */
export type ProblemCode =
  | 'unknown-parameter'
  | 'repeated-parameter'
  | 'invalid-parameter'
  | 'stale-cursor'
  | 'malformed-url'
  | 'unknown-id'
  | 'unknown-route'
  | 'method-not-allowed'
  | 'unavailable'
  | 'internal-error';

const PROBLEMS: Record<ProblemCode, { status: number; title: string }> = {
  'unknown-parameter': { status: 400, title: 'Unknown parameter' },
  'repeated-parameter': { status: 400, title: 'Parameter given more than once' },
  'invalid-parameter': { status: 400, title: 'Invalid parameter' },
  'stale-cursor': { status: 410, title: 'What is published has changed' },
  'malformed-url': { status: 400, title: 'Malformed URL' },
  'unknown-id': { status: 404, title: 'Nothing has this id' },
  'unknown-route': { status: 404, title: 'Unknown route' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  unavailable: { status: 503, title: 'Searches are not answered' },
  'internal-error': { status: 500, title: 'Internal error' },
};

/** An error that the caller of the API is told of. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** The parameter at fault. */
  readonly parameter: string | null;

  constructor(code: ProblemCode, detail: string, parameter: string | null = null) {
    super(detail);
    this.code = code;
    this.parameter = parameter;
  }
}

/** The problem that a fault in a query string is. */
export function problemOf({ code, parameter, detail, value }: Fault): Problem {
  return new Problem(code, `${parameter}: ${detail}; got "${value}"`, parameter);
}

export function sendProblem(response: Response, { code, message, parameter }: Problem): void {
  const { status, title } = PROBLEMS[code];
  response
    .status(status)
    .type('application/problem+json')
    .json({
      type: `urn:dixit:problem:${code}`,
      title,
      status,
      detail: message,
      instance: response.req.originalUrl,
      code,
      ...(parameter === null ? {} : { parameter }),
    });
}

/** An unexpected error as the log tells it. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
