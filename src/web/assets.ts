/**
 * What browsers are sent beside the pages, as the build made it from `client/`; read once. The addresses carry a hash
 * of the content, so that browsers may keep them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Router } from 'express';

const TYPES = { 'main.js': 'text/javascript', 'style.css': 'text/css', 'icon.svg': 'image/svg+xml' };
type FileName = keyof typeof TYPES;

// The same folder for the sources and for what is built of them: see `imports` in package.json.
const { resolve } = createRequire(import.meta.url);

const assets = new Map(
  Object.entries(TYPES).map(([name, type]) => {
    const body = readFileSync(resolve(`#client/${name}`));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    return [name, { body, type, address: `/assets/${name}?v=${hash}` }];
  }),
);

export function assetAddress(name: FileName): string {
  return assets.get(name)!.address;
}

export function assetRoutes(): Router {
  const router = Router();
  router.use((request, response, next) => {
    const asset = assets.get(request.path.slice(1));
    if (!asset) return next();
    const isCurrent = request.originalUrl === asset.address;
    response.set('Cache-Control', isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.type(asset.type).send(asset.body);
  });
  return router;
}
