/** Opens what is published, for the verbs that answer from it. */
import { join } from 'node:path';
import { type EmbeddedIndex, openEmbeddedIndex } from '../search/embedded/index.ts';
import { UnavailableError } from '../search/port.ts';

/**
 * Answers from what is published under `dir`. Nothing published is an answer; a snapshot that cannot be read is an error
 * that says why, never an empty answer.
 */
export async function fromPublished<Answer>(
  dir: string,
  answer: (index: EmbeddedIndex) => Promise<Answer>,
): Promise<Answer> {
  const index = await openEmbeddedIndex({ dir });
  try {
    refuseDamaged(index, dir);
    return await answer(index);
  } catch (error) {
    // Documents are read, and found to be damaged, only when they are shown.
    if (error instanceof UnavailableError) refuseDamaged(index, dir);
    throw error;
  } finally {
    await index.close();
  }
}

/** What is wrong and what to do, for people; null when all is well. */
export function problemText(index: EmbeddedIndex, dir: string): string | null {
  const problem = index.problem();
  return problem && `cannot answer from ${join(dir, 'snapshot')}: ${problem} (the next ingest builds it anew)`;
}

function refuseDamaged(index: EmbeddedIndex, dir: string): void {
  const problem = problemText(index, dir);
  if (problem) throw new Error(problem);
}
