/** `dixit doctor`: whether what is stored and what is published are as they were written. Changes nothing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../pipeline/settings.ts';
import { openEmbeddedIndex } from '../search/embedded/index.ts';
import { openStore, storePath } from '../store/index.ts';
import { writeOut } from './output.ts';

/** Both where neither is asked for. */
export type Asked = { store?: boolean; snapshot?: boolean };

/** Prints a line for each fault, and one for each part that is sound; answers how many faults there are. */
export async function doctor({ index }: Settings, { store, snapshot }: Asked): Promise<number> {
  const both = !store && !snapshot;
  let faults = 0;
  if (store || both) faults += await doctorStore(index);
  if (snapshot || both) faults += await doctorSnapshot(index);
  return faults;
}

async function doctorStore(dir: string): Promise<number> {
  const path = storePath(dir);
  if (!existsSync(path)) {
    await writeOut(`${path}: nothing is stored\n`);
    return 0;
  }
  const store = openStore(dir, { readonly: true });
  try {
    let faults = 0;
    for (const { releaseId, message } of store.faults()) {
      faults += 1;
      await writeOut(`${path}: ${releaseId === null ? '' : `release ${releaseId}: `}${message}\n`);
    }
    const { releases, revisions } = store.stats();
    const counts = `${releases} releases, ${revisions} revisions`;
    await writeOut(
      faults === 0
        ? `${path}: sound (${counts})\n`
        : `${path}: ${faults} faults in ${counts}; what is damaged is kept out of what is published, and mended by ingesting it again\n`,
    );
    return faults;
  } finally {
    store.close();
  }
}

async function doctorSnapshot(dir: string): Promise<number> {
  const index = await openEmbeddedIndex({ dir });
  try {
    const published = await index.published();
    const problem = index.problem();
    const { quotations } = problem ? { quotations: 0 } : await index.stats();
    const what = problem ?? (published ? `sound (${quotations} quotations)` : 'nothing is published');
    await writeOut(`${join(dir, 'snapshot')}: ${what}\n`);
    return problem ? 1 : 0;
  } finally {
    await index.close();
  }
}
