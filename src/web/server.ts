/** The web side of Dixit: the API, the pages and their assets over one Index. It reads and never writes. */
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { QuotationIndex } from '../search/port.ts';
import { apiRoutes } from './api/routes.ts';
import { assetRoutes } from './assets.ts';
import { pageRoutes } from './pages/routes.tsx';
import { Problem, sendProblem } from './problem.ts';
import { API_BASE, originOf } from './url.ts';

export type AppOptions = {
  index: QuotationIndex;
  /** The scheme and host by which readers reach this site; without it, what each request says. */
  origin?: string | null;
  /** Told of unexpected errors, which readers see nothing of; by default the standard error stream. */
  log?: (message: string) => void;
};

/** The application, ready to listen. It does not close the index. */
export function createApp({ index, origin = null, log = console.error }: AppOptions): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  // What gets past our own handlers is told to nobody, whatever NODE_ENV says.
  app.set('env', 'production');
  app.use(securityHeaders);
  app.use(onlyReads);
  app.use(compression());
  app.use('/assets', assetRoutes());
  app.use(revalidated);
  const options = { index, log, originOf: (request: Request) => origin ?? originOf(request) };
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
