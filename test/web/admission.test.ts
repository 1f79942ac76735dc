/** Who is answered when there is much to do: few at once, in their order, and not those who went away. */
import type { Response } from 'express';
import { describe, expect, it } from 'vitest';
import { createAdmission, Gone } from '../../src/web/admission.ts';
import { Problem } from '../../src/web/problem.ts';

/** All of an answer that is looked at. */
const reader = (closed = false) => ({ closed }) as Response;
const later = () => new Promise((resolve) => setImmediate(resolve));

/** Works that end when they are told to. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name: string) => async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    },
    async end(name: string) {
      ends.get(name)!();
      await later();
    },
  };
}

describe('what is asked', () => {
  it('is worked on four at a time, the others in the order they came', async () => {
    const admission = createAdmission();
    const { begun, work, end } = works();
    const answers = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => admission.answer(reader(), work(name)));
    await later();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    await end('a');
    for (const name of ['b', 'd', 'e', 'f']) await end(name);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('is not worked on when nobody waits for it any more; what fails lets the next in', async () => {
    const admission = createAdmission();
    const { begun, work, end } = works();
    const failing = admission.answer(reader(), async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    const first = ['a', 'b', 'c', 'd'].map((name) => admission.answer(reader(), work(name)));
    const left = { closed: false } as { closed: boolean };
    const gone = admission.answer(left as Response, work('gone'));
    const last = admission.answer(reader(), work('last'));
    const refused = expect(gone).rejects.toBeInstanceOf(Gone);
    left.closed = true;
    await end('a');
    await refused;
    await later();
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'last']);
    for (const name of ['b', 'c', 'd', 'last']) await end(name);
    expect(await Promise.all([...first, last])).toEqual(['a', 'b', 'c', 'd', 'last']);
  });

  it('is refused where more wait than is done in some seconds', async () => {
    const admission = createAdmission();
    const { work } = works();
    for (let i = 0; i < 504; i += 1) void admission.answer(reader(), work(`${i}`));
    const refusal = await admission.answer(reader(), work('one more')).catch((error) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ code: 'overloaded', retryAfter: 2 });
  });
});
