/** The files of `client/`, read once; their addresses carry a hash of the content, so that browsers may keep them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Router } from 'express';

const FILES = { 'style.css': 'text/css', 'icon.svg': 'image/svg+xml' };
type FileName = keyof typeof FILES;

const assets = new Map(
  Object.entries(FILES).map(([name, type]) => {
    const files = name === 'style.css' ? [name, 'pages.css'] : [name];
    const body = Buffer.concat(files.map((file) => readFileSync(new URL(`./client/${file}`, import.meta.url))));
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
