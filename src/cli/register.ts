/** Reads `register/*.jsonl` of the corpus; a missing file is no error, a bad row is a warning. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Register } from '../domain.ts';
import { REGISTER_FILES, readRegister } from '../people/register.ts';

export function loadRegister(corpus: string): Register {
  const files: Parameters<typeof readRegister>[0] = {};
  for (const kind of REGISTER_FILES) {
    const path = join(corpus, 'register', `${kind}.jsonl`);
    if (existsSync(path)) files[kind] = { path, text: readFileSync(path, 'utf8') };
  }
  const { register, problems } = readRegister(files);
  for (const { place, message } of problems) process.stderr.write(`dixit: warning: ${place}: ${message}\n`);
  return register;
}
