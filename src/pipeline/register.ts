/** Reads `register/*.jsonl` of the corpus; absence is no error, a bad row or an unknown file is a warning. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Register } from '../domain.ts';
import { kindOfFile, REGISTER_KINDS, type RegisterKind, type RowFile, readRegister } from '../people/register.ts';

export function loadRegister(corpus: string): Register {
  const folder = join(corpus, 'register');
  const files: Partial<Record<RegisterKind, RowFile[]>> = {};
  // In the order of the alphabet: of two rows of one id the same one wins on every system.
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const name of names.filter((name) => name.endsWith('.jsonl'))) {
    const path = join(folder, name);
    const kind = kindOfFile(name);
    if (kind) files[kind] = [...(files[kind] ?? []), { path, text: readFileSync(path, 'utf8') }];
    else warn(path, `expected a name that begins with ${REGISTER_KINDS.join(', ')}, found "${name}"`);
  }
  const { register, problems } = readRegister(files);
  for (const { place, message } of problems) warn(place, message);
  return register;
}

/** Warnings change nothing: what they are about is left out, the rest goes on. */
export function warn(place: string, message: string): void {
  process.stderr.write(`dixit: warning: ${place}: ${message}\n`);
}
