/** `npm start`: ingests the corpus, then serves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../pipeline/settings.ts';
import { serve } from './serve.ts';
import { stopSignal } from './stop.ts';

const WAIT_FOR_WRITER_SECONDS = 60;

/** What cannot be read is told, and does not keep the rest from being served. */
export async function start(settings: Settings): Promise<void> {
  const stop = stopSignal();
  if (existsSync(settings.corpus)) await ingestCorpus(settings, stop);
  else process.stderr.write(`dixit: no corpus at ${settings.corpus}: nothing to ingest\n`);
  if (!stop.aborted) await serve(settings, stop);
}

/**
 * In a process of its own: an ingest heeds nothing before it has done its work, and can be ended at any moment. The server
 * that comes after it has none of its memory either.
 */
async function ingestCorpus({ corpus, index }: Settings, stop: AbortSignal): Promise<void> {
  const args = ['ingest', corpus, '--index', index, '--wait', String(WAIT_FOR_WRITER_SECONDS)];
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  // What it cannot do it has told.
  const [, signal] = await once(child, 'exit');
  stop.removeEventListener('abort', end);
  if (signal && !stop.aborted) process.stderr.write(`dixit: the ingest was ended by ${signal}\n`);
}

const MAIN = fileURLToPath(new URL(`./main${extname(import.meta.url)}`, import.meta.url));
