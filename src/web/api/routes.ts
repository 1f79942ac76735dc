/** The API as an Express router: runs the endpoints, and turns what goes wrong into problems. */
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { QuotationIndex } from '../../search/port.ts';
import { describeError, Problem, sendProblem } from '../problem.ts';
import { API_BASE, isWellEncoded, queryOf } from '../url.ts';
import { ENDPOINTS } from './endpoints.ts';
import { describeApi } from './openapi.ts';

/** `log` is told of errors that are ours. */
export function apiRoutes(index: QuotationIndex, log: (message: string) => void): Router {
  const router = Router();
  router.use((request, _response, next) => {
    if (isWellEncoded(request.originalUrl)) next();
    else throw new Problem('malformed-url', 'expected % and two hexadecimal digits that make UTF-8 text');
  });
  for (const { path, run } of ENDPOINTS) {
    router.get(path, async (request, response) => {
      const id = String(request.params.id ?? '');
      const answer = await run(index, queryOf(request), id);
      if (answer === null) throw new Problem('unknown-id', `nothing published has the id "${id}"`, 'id');
      response.json(answer);
    });
  }
  const description = describeApi(ENDPOINTS, API_BASE);
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.use((request) => {
    throw new Problem('unknown-route', `expected one of the paths of ${API_BASE}/openapi.json; got "${request.path}"`);
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (!(error instanceof Problem)) log(describeError(error));
    sendProblem(
      response,
      error instanceof Problem ? error : new Problem('internal-error', 'see the log of the server'),
    );
  });
  return router;
}
