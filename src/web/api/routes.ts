/** The API as an Express router: runs the endpoints, and turns what goes wrong into problems. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type NextFunction, type Request, type Response, Router } from 'express';
import { type QuotationReader, UnavailableError } from '../../search/port.ts';
import { type Admission, Gone } from '../admission.ts';
import { checkAddress, describeError, Problem, sendProblem } from '../problem.ts';
import { API_BASE, HEALTH, isWellEncoded, queryOf } from '../url.ts';
import { type Content, DOWNLOADS } from './downloads.ts';
import { ENDPOINTS } from './endpoints.ts';
import { describeApi } from './openapi.ts';

type ApiOptions = {
  index: QuotationReader;
  /** Told of errors that are ours. */
  log: (message: string) => void;
  /** The scheme and host of this site, as this reader has them. */
  originOf: (request: Request) => string;
  admission: Admission;
  /** Aborted when exports are to break off. */
  stopping: AbortSignal;
};

export function apiRoutes({ index, log, originOf, admission, stopping }: ApiOptions): Router {
  const router = Router();
  router.use((request, _response, next) => {
    checkAddress(request.originalUrl);
    if (isWellEncoded(request.originalUrl)) next();
    else throw new Problem('malformed-url', 'expected % and two hexadecimal digits that make UTF-8 text');
  });
  for (const { path, run } of ENDPOINTS) {
    router.get(path, async (request, response) => {
      const id = idOf(request);
      const work = () => run(index, queryOf(request), id);
      const answer = await (path === HEALTH ? work() : admission.answer(response, work));
      if (answer === null) throw new Problem('unknown-id', `nothing published has the id "${id}"`, 'id');
      response.json(answer);
    });
  }
  for (const { path, run } of DOWNLOADS) {
    router.get(path, async (request, response) => {
      const id = idOf(request);
      const origin = originOf(request);
      const content = await admission.answer(response, () =>
        run({ index, query: queryOf(request), id, absolute: (address) => origin + address }),
      );
      if (content === null) throw new Problem('unknown-id', `nothing published has the id "${id}"`, 'id');
      await sendContent(response, content);
    });
  }
  const description = JSON.stringify(describeApi(ENDPOINTS, DOWNLOADS, API_BASE));
  router.get('/openapi.json', (_request, response) => {
    response.type('json').send(description);
  });
  router.use((request) => {
    throw new Problem('unknown-route', `expected one of the paths of ${API_BASE}/openapi.json; got "${request.path}"`);
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof Gone) return;
    // An answer that has begun cannot become another: it breaks off, so that nobody takes it for whole.
    if (response.headersSent) {
      log(describeError(error));
      response.destroy();
      return;
    }
    const problem = error instanceof UnavailableError ? new Problem('unavailable', error.message) : error;
    if (!(problem instanceof Problem)) log(describeError(error));
    sendProblem(
      response,
      problem instanceof Problem ? problem : new Problem('internal-error', 'see the log of the server'),
    );
  });
  return router;

  async function sendContent(response: Response, { mediaType, fileName, body }: Content): Promise<void> {
    response.set('Content-Type', `${mediaType}; charset=utf-8`);
    if (fileName) response.set('Content-Disposition', `attachment; filename="${fileName}"`);
    if (typeof body === 'string') response.send(body);
    else if (response.req.method === 'HEAD') response.end();
    else await admission.stream(() => send(response, body));
  }

  async function send(response: Response, body: AsyncIterable<string>): Promise<void> {
    try {
      await pipeline(Readable.from(inChunks(body)), response, { signal: stopping });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever asked has gone, or the server goes.
      if (code !== 'ERR_STREAM_PREMATURE_CLOSE' && code !== 'ABORT_ERR') throw error;
    }
  }
}

function idOf(request: Request): string {
  const id = String(request.params.id ?? '');
  checkAddress(request.originalUrl, id);
  return id;
}

/** Small pieces joined: each write costs more than what it holds. */
async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}

/** In characters. */
const CHUNK = 1 << 15;
