/** What is ingested piece by piece is found and ranked as what is ingested at once, also after a restart. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answersOf, type House, openHouse, releaseFiles } from './house.ts';

let house: House;
beforeAll(() => {
  house = openHouse('pieces');
});
afterAll(() => house.close());

it('answers the same as from one ingest, also to a server that was there all along', { timeout: 300_000 }, async () => {
  const ingest = async (index: string, ...files: string[]) => {
    const { status, err } = await house.run('ingest', ...files, '--index', index).ended;
    expect(err).toContain('added');
    expect(status).toBe(0);
  };
  const files = releaseFiles(house);
  const third = Math.ceil(files.length / 3);
  const [whole, pieces] = [house.index(), house.index()];
  await ingest(whole, ...files);
  await ingest(pieces, ...files.slice(0, third));
  const server = await house.serve(pieces);
  await ingest(pieces, ...files.slice(third, 2 * third));
  await ingest(pieces, ...files.slice(2 * third));

  const answers = await answersOf(pieces);
  expect(answers).toEqual(await answersOf(whole));
  expect(answers.all.length).toBeGreaterThan(0);
  const other = await house.serve(whole);
  const asked = ['nous', 'community', 'workers hiver', '"nous avons"', 'comunity', 'lang:fr biblioteque'];
  for (const q of asked) {
    const of = async ({ get }: typeof server) => {
      const { status, body } = await get(
        `/api/v1/quotes?${new URLSearchParams({ q, explain: 'true', facet: 'month' })}`,
      );
      expect(status).toBe(200);
      const { processingTimeMs: _, nextCursor: __, ...answer } = JSON.parse(body);
      return answer;
    };
    expect(await of(server)).toEqual(await of(other));
  }
});
