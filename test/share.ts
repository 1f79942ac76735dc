/**
 * How much is run of what takes long: all of it where `DIXIT_FULL` is set (`npm run test:full`), else a share that
 * `DIXIT_SEED` repeats (`npm test`).
 */
import { randomInt } from 'node:crypto';

export const FULL = Boolean(process.env.DIXIT_FULL);
/** Where all is run always the same, so that a failure is that of a change, not of chance. */
export const SEED = Number(process.env.DIXIT_SEED || (FULL ? 19 : randomInt(2 ** 31)));

/** How many rounds: `rounds`, unless the environment says how many, or where all is run `all`. */
export function rounds(some: number, all: number, wanted?: string): number {
  return wanted ? Number(wanted) : FULL ? all : some;
}
