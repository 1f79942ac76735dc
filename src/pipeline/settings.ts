/** What the environment says; every default in one place. */
import { resolve } from 'node:path';
import { Misuse } from './misuse.ts';

export type Settings = {
  host: string;
  port: number;
  origin: string | null;
  corpus: string;
  index: string;
  /** Whether web addresses may lead to this machine and to private networks. */
  allowPrivate: boolean;
  /** How many requests a second are answered of one address; null for any number. */
  rate: number | null;
};

/** Throws `Misuse` for a value that cannot be meant. `index` is the command's own `--index`. */
export function settings(index?: string, environment: NodeJS.ProcessEnv = process.env): Settings {
  const port = environment.PORT || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Misuse(`PORT: expected a number from 0 to 65535, found "${port}"`);
  const search = environment.DIXIT_SEARCH || 'embedded';
  if (search !== 'embedded') throw new Misuse(`DIXIT_SEARCH: expected "embedded", found "${search}"`);
  const allowPrivate = environment.DIXIT_ALLOW_PRIVATE || 'false';
  if (!/^(?:true|false)$/.test(allowPrivate))
    throw new Misuse(`DIXIT_ALLOW_PRIVATE: expected "true" or "false", found "${allowPrivate}"`);
  const rate = environment.DIXIT_RATE || null;
  if (rate !== null && !/^[1-9]\d{0,5}$/.test(rate))
    throw new Misuse(`DIXIT_RATE: expected a number of requests a second, found "${rate}"`);
  return {
    host: environment.HOST || '127.0.0.1',
    port: Number(port),
    origin: originIn(environment.DIXIT_ORIGIN || null),
    corpus: resolve(environment.DIXIT_CORPUS || 'corpus'),
    index: resolve(index || environment.DIXIT_INDEX || 'index'),
    allowPrivate: allowPrivate === 'true',
    rate: rate === null ? null : Number(rate),
  };
}

/** The address by which readers reach the site; null when each request says it. */
function originIn(given: string | null): string | null {
  if (given === null) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && given.replace(/\/$/, '') === url.origin;
  if (!isOrigin) throw new Misuse(`DIXIT_ORIGIN: expected an address like https://dixit.example, found "${given}"`);
  return url.origin;
}
