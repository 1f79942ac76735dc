/** `npm start`: ingests the corpus, then serves. */
import { existsSync } from 'node:fs';
import { ingest, ingestedText } from './ingest.ts';
import { serve } from './serve.ts';
import type { Settings } from './settings.ts';

const WAIT_FOR_WRITER_MS = 60_000;

/** What cannot be read is told, and does not keep the rest from being served. */
export async function start(settings: Settings): Promise<void> {
  if (existsSync(settings.corpus)) {
    const outcome = await ingest([settings.corpus], settings, { wait: WAIT_FOR_WRITER_MS });
    process.stderr.write(`dixit: ${ingestedText(outcome)}\n`);
  } else process.stderr.write(`dixit: no corpus at ${settings.corpus}: nothing to ingest\n`);
  await serve(settings);
}
