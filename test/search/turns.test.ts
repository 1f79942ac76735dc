/** Work that takes its time, done step by step while others have their turn. */
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachInTurns, inTurns, turn } from '../../src/search/embedded/turns.ts';
import { sortedGradually } from '../../src/util/gradual-sort.ts';
import { type Gradual, growing } from '../../src/util/memo.ts';

function busy(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

function* counting(steps: number, ms: number): Gradual<number> {
  for (let i = 0; i < steps; i += 1) {
    busy(ms);
    yield null;
  }
  return steps;
}

/** How often others had a turn while `work` went on. */
async function turnsOfOthers(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

describe('turns', () => {
  it('are given one by one, in the order they were asked for, each in another round of the event loop', async () => {
    let round = 0;
    let isOver = false;
    const count = () => {
      round += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const taken = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await turn();
        return { name, round };
      }),
    );
    isOver = true;
    expect(taken.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = taken.map((one) => one.round);
    expect([b! - a!, c! - b!]).toEqual([1, 1]);
  });

  it('are given also to what is over at once: a hundred answers from a remembered order were one turn', async () => {
    const ask = async () => {
      for await (const item of eachInTurns(['remembered'])) expect(item).toBe('remembered');
    };
    expect(await turnsOfOthers(() => Promise.all(Array.from({ length: 20 }, ask)))).toBeGreaterThanOrEqual(20);
  });

  it('interrupt work that takes long, and not work that does not', async () => {
    expect(await turnsOfOthers(() => inTurns(counting(20, 5)))).toBeGreaterThan(8);
    expect(await turnsOfOthers(() => inTurns(counting(3, 0)))).toBeLessThan(3);
    expect(await inTurns(counting(3, 0))).toBe(3);
  });

  it('interrupt items that nobody waits between, so that a server answers meanwhile', async () => {
    const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    let isAnswered = false;
    get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, () => {
      isAnswered = true;
    });
    function* items(): Generator<number | null> {
      for (let i = 0; !isAnswered; i += 1) {
        busy(1);
        yield i % 2 === 0 ? i : null;
      }
    }
    const seen: number[] = [];
    for await (const item of eachInTurns(items())) seen.push(item);
    expect(isAnswered).toBe(true);
    expect(seen).toEqual(seen.map((_, i) => 2 * i));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('what grows', () => {
  it('is made once, however many are at it, also by one who has no time', () => {
    let steps = 0;
    const value = growing(function* () {
      for (; steps < 10; steps += 1) yield null;
      return 'made';
    });
    const [one, other] = [value.prepare(), value.prepare()];
    one.next();
    other.next();
    one.next();
    expect(steps).toBe(2);
    expect(value.now()).toBe('made');
    expect([one.next(), other.next()]).toEqual([
      { done: true, value: 'made' },
      { done: true, value: 'made' },
    ]);
    expect(steps).toBe(10);
  });

  it('is begun anew when it failed', () => {
    let tries = 0;
    const value = growing(function* () {
      tries += 1;
      yield null;
      if (tries === 1) throw new Error('not yet');
      return tries;
    });
    expect(() => value.now()).toThrow('not yet');
    expect(value.now()).toBe(2);
  });

  it('is sorted as a sort at once does it', () => {
    const numbers = fc.oneof(
      fc.uniqueArray(fc.nat(1_000_000), { maxLength: 50 }),
      fc.integer({ min: 2000, max: 9000 }).map((length) => Array.from({ length }, (_, i) => (i * 7919) % 1_000_003)),
    );
    fc.assert(
      fc.property(numbers, (all) => {
        const work = sortedGradually(Uint32Array.from(all), (a, b) => b - a);
        let step = work.next();
        while (!step.done) step = work.next();
        expect([...step.value]).toEqual([...all].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });
});
