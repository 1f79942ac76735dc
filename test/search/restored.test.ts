/**
 * A folder that is put back from a copy while it is read: what is published after that is seen, though as many releases
 * are superseded as before. What a reader keeps of a segment was once told by their number alone.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbeddedIndex } from '../../src/search/embedded/index.ts';
import type { ReleaseDocument } from '../../src/search/port.ts';
import { NO_REGISTER, release, request } from './collection.ts';

const said = (id: string, text: string, more: Partial<ReleaseDocument> = {}) =>
  release({ id, quotations: [{ id: `${id}-q`, text }], ...more });

it('shows nothing that was withheld after the folder was put back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-restored-'));
  const dir = join(folder, 'index');
  const reader = await openEmbeddedIndex({ dir });
  const publish = async (scope: 'all' | 'changes', releases: ReleaseDocument[]) => {
    const writer = await openEmbeddedIndex({ dir });
    await writer.publish({ scope, releases, register: NO_REGISTER, basis: 'test' });
    await writer.close();
  };
  const texts = async () => (await reader.search(request('', { hitsPerPage: 100 }))).hits.map(({ text }) => text);

  // Enough beside them that a change does not make one segment of all.
  const others = Array.from({ length: 20 }, (_, i) => said(`r${i}`, `The dam holds, says keeper ${i}.`));
  await publish('all', [said('tide', 'The tide is high.'), said('ferry', 'The ferry is late.'), ...others]);
  cpSync(dir, join(folder, 'copy'), { recursive: true });
  await publish('changes', [said('tide', 'The tide is low.', { revision: 2 })]);
  expect(await texts()).toContain('The tide is low.');

  rmSync(dir, { recursive: true });
  cpSync(join(folder, 'copy'), dir, { recursive: true });
  await publish('changes', [said('ferry', 'The ferry is late.', { revision: 2, status: 'withheld' })]);
  const now = await texts();
  expect(now).toContain('The tide is high.');
  expect(now).not.toContain('The ferry is late.');
  expect(now).toHaveLength(21);
  await reader.close();
  rmSync(folder, { recursive: true });
});
