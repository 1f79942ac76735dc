/** `dixit people`: the people and posts that the collection taught, and the same as rows of a register to be reviewed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LearnedPerson, LearnedPost, LearnedTenure, Seen } from '../people/learn.ts';
import { collectionOf } from '../pipeline/collection.ts';
import { Misuse } from '../pipeline/misuse.ts';
import { publish } from '../pipeline/publish.ts';
import { loadRegister } from '../pipeline/register.ts';
import type { Settings } from '../pipeline/settings.ts';
import { PARTS } from '../pipeline/wiring.ts';
import { acquireWriter } from '../store/index.ts';
import { writeOut } from './output.ts';

type Learned = { people: LearnedPerson[]; posts: LearnedPost[]; tenures: LearnedTenure[] };

/** One JSON line each, people first; every one is marked as learned. */
export async function listLearned(settings: Settings): Promise<void> {
  const { people, posts, tenures } = learnedIn(settings);
  for (const person of people) await writeOut(`${JSON.stringify({ learned: 'person', ...person })}\n`);
  for (const post of posts) await writeOut(`${JSON.stringify({ learned: 'post', ...post })}\n`);
  for (const tenure of tenures) await writeOut(`${JSON.stringify({ learned: 'membership', ...tenure })}\n`);
}

/**
 * Writes `people-learned.jsonl`, `posts-learned.jsonl` and `memberships-learned.jsonl` into a folder, for a person to
 * review and to put into `register/`. Starts and ends stay null: only on what days they were seen is known. Throws
 * `Misuse` rather than write over a file that may hold somebody's work.
 */
export async function writeLearned(folder: string, settings: Settings): Promise<void> {
  const { people, posts, tenures } = learnedIn(settings);
  const files = {
    people: people.map(({ id, name, otherNames, ...seen }) => ({ id, name, otherNames, source: sourceOf(seen) })),
    posts: posts.map(({ id, title, portfolio, jurisdiction, wordings, ...seen }) => ({
      id,
      title,
      portfolio,
      jurisdiction,
      source: `${sourceOf(seen)}: ${wordings.map((one) => `${one.title} (${one.count})`).join('; ')}`,
    })),
    memberships: tenures.map(({ personId, postId, ...seen }) => ({
      personId,
      postId,
      startDate: null,
      endDate: null,
      ...(seen.firstDate && seen.lastDate ? { attested: { first: seen.firstDate, last: seen.lastDate } } : {}),
      source: sourceOf(seen),
    })),
  };
  const paths = Object.keys(files).map((kind) => join(folder, `${kind}-learned.jsonl`));
  const there = paths.find((path) => existsSync(path));
  if (there) throw new Misuse(`${there}: expected no such file yet, found one; move it or name another folder`);
  mkdirSync(folder, { recursive: true });
  for (const [i, rows] of Object.values(files).entries()) {
    writeFileSync(paths[i]!, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
  await writeOut(`${paths.join('\n')}\n`);
}

/** Publishes what is stored with the register and corrections as they are now. */
export async function republish(settings: Settings): Promise<void> {
  const lock = await acquireWriter(settings.index, { wait: 0 });
  try {
    const store = PARTS.openStore(settings.index);
    try {
      await publish(store, settings, PARTS);
    } finally {
      store.close();
    }
  } finally {
    lock.release();
  }
}

function learnedIn(settings: Settings): Learned {
  const store = PARTS.openStore(settings.index);
  try {
    return collectionOf(store, loadRegister(settings.corpus), PARTS).lessons;
  } finally {
    store.close();
  }
}

const sourceOf = ({ count, firstDate, lastDate }: Seen): string =>
  `Learned from ${count} ${count === 1 ? 'quotation' : 'quotations'}${firstDate ? ` of ${firstDate} to ${lastDate}` : ''}; to be reviewed`;
