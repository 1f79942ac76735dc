/** `dixit remove`: takes releases down, whatever their sources go on to say, or erases them; or shows them again. */
import { resolve } from 'node:path';
import { complain } from '../pipeline/complain.ts';
import { isWebAddress } from '../pipeline/fetch.ts';
import { tellCopies } from '../pipeline/ingest.ts';
import { Misuse } from '../pipeline/misuse.ts';
import { publish } from '../pipeline/publish.ts';
import { warn } from '../pipeline/register.ts';
import type { Settings } from '../pipeline/settings.ts';
import { PARTS } from '../pipeline/wiring.ts';
import { acquireWriter, type Store } from '../store/index.ts';
import { writeOut } from './output.ts';

export type Removal = {
  /** Erases text, revisions and what was learned from them; nothing can bring them back. */
  purge?: boolean;
  undo?: boolean;
};

/**
 * `whats` are ids of releases, their source ids, paths (of files, of lines in them, of folders) and web addresses. Prints a
 * line for each release once it is taken down in the record; answers how many of `whats` name none.
 */
export async function remove(
  whats: readonly string[],
  settings: Settings,
  { purge = false, undo = false }: Removal,
): Promise<number> {
  if (purge && undo) throw new Misuse('--undo: expected no --purge beside it: what is purged cannot be shown again');
  const lock = await acquireWriter(settings.index, { wait: 0 });
  try {
    const store = PARTS.openStore(settings.index);
    try {
      const before = store.version();
      const { ids, unknown } = whoIsNamed(store, whats);
      const named = new Map(ids.map((id) => [id, nameOf(store, id)]));
      // First: a kill right after the purge must leave nothing that pairing could go on from, so that all is published anew.
      if (purge) PARTS.forgetPairingFile(settings.index);
      const done = purge ? store.purge(ids) : undo ? store.restore(ids) : store.remove(ids);
      if (purge) await forget(done, settings);
      for (const id of purge ? done : ids) {
        // Of what is purged nothing is repeated that was not typed.
        const called = purge ? '' : ` ${named.get(id)}`;
        await writeOut(
          `${done.includes(id) ? '' : 'already '}${purge ? 'purged' : undo ? 'shown' : 'removed'} ${id}${called}\n`,
        );
      }
      tellCopies(store, store.hideCopies(before));
      if (undo) tellHidden(store, ids);
      await publish(store, settings, PARTS);
      return unknown;
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

/** What was removed by hand may be hidden for another reason too. */
function tellHidden(store: Store, ids: readonly string[]): void {
  for (const id of ids) {
    const status = store.release(id)?.release.status;
    if (status && status !== 'usable')
      warn(id, `expected a release that its source shows, found one that is ${status}`);
  }
}

/** Readers lose the releases at once, before all is published anew. */
async function forget(ids: readonly string[], settings: Settings): Promise<void> {
  const index = await PARTS.openIndex({ dir: settings.index });
  try {
    await index.remove(ids);
  } finally {
    await index.close();
  }
}

function whoIsNamed(store: Store, whats: readonly string[]): { ids: string[]; unknown: number } {
  const ids = new Set<string>();
  let unknown = 0;
  for (const what of whats) {
    // Nothing would be the folder that one stands in.
    const found = what.trim() === '' ? [] : store.named(what, isWebAddress(what) ? what : resolve(what));
    for (const id of found) ids.add(id);
    if (found.length > 0) continue;
    const purged = store.purgedOn(what);
    if (purged) process.stderr.write(`dixit: ${what} was purged on ${purged.slice(0, 10)}\n`);
    else {
      unknown += 1;
      complain(`${what}: expected the id, source id, path or address of a recorded release, found none`);
    }
  }
  return { ids: [...ids], unknown };
}

function nameOf(store: Store, id: string): string {
  const release = store.release(id)?.release;
  if (!release) return '(damaged)';
  const { sourceId, publisher, url, headline } = release;
  return [JSON.stringify(sourceId), publisher, url, headline].filter((part) => part !== null).join(', ');
}
