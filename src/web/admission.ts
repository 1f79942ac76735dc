/**
 * Who is answered when. So few are worked on at once that each is done soon; the others wait in the order they came, so that
 * nobody who asks much keeps the others from their turn, and what nobody waits for any more is not worked on.
 */
import type { Response } from 'express';
import { Problem } from './problem.ts';

export type Admission = {
  /** Does the work when its turn has come. Throws a `Problem` where too many wait, and `Gone`. */
  answer<Answer>(response: Response, work: () => Promise<Answer>): Promise<Answer>;
  /** Does what takes as long as whoever reads it likes, beside all else, but not too much of that. Throws a `Problem`. */
  stream(work: () => Promise<void>): Promise<void>;
};

/** Whoever asked did not wait for the answer. */
export class Gone extends Error {}

/** What is worked on takes turns of the event loop; more of it at once would only be done later. */
const AT_ONCE = 4;
/** Some seconds of work. */
const MOST_WAITING = 500;
const MOST_STREAMS = 4;

/** In seconds. */
const RETRY_AFTER = 2;

export function createAdmission(): Admission {
  const waiting: { response: Response; enter: () => void }[] = [];
  let working = 0;
  let streams = 0;

  return {
    async answer(response, work) {
      if (working < AT_ONCE) working += 1;
      else if (waiting.length < MOST_WAITING) await new Promise<void>((enter) => waiting.push({ response, enter }));
      else throw overloaded(`expected at most ${MOST_WAITING} requests that wait`);
      try {
        if (response.closed) throw new Gone();
        return await work();
      } finally {
        letNextIn();
      }
    },
    async stream(work) {
      if (streams >= MOST_STREAMS) throw overloaded(`expected at most ${MOST_STREAMS} exports at once`);
      streams += 1;
      try {
        await work();
      } finally {
        streams -= 1;
      }
    },
  };

  function letNextIn(): void {
    const next = waiting.shift();
    if (next) next.enter();
    else working -= 1;
  }
}

const overloaded = (detail: string): Problem => new Problem('overloaded', detail, null, { retryAfter: RETRY_AFTER });
