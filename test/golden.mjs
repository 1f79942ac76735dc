/**
 * `npm run golden`: writes every `expected.json` of `test/golden/` anew, and shows what is not as wanted.
 * `npm run golden -- new FILE NAME`: first makes a folder NAME of a release, in which nothing is wanted yet.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FORMATS = ['.txt', '.html', '.jsonl'];

const [verb, file, name, ...more] = process.argv.slice(2);
if (verb === 'new') makeFolder();
else if (verb !== undefined) fail(`expected nothing, or new FILE NAME, found "${verb}"`);

const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
const env = { ...process.env, DIXIT_GOLDEN: 'refresh' };
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/extract/golden.test.ts'], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

function makeFolder() {
  if (!file || !name || more.length > 0) fail('expected new FILE NAME: a release, and what its form is called');
  if (!existsSync(file)) fail(`${file}: expected a release, found nothing`);
  const extension = extname(file);
  if (!FORMATS.includes(extension)) fail(`${file}: expected ${FORMATS.join(', ')}, found "${extension}"`);
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) fail(`expected a name in small letters and hyphens, found "${name}"`);
  const folder = join(ROOT, 'test/golden', name);
  if (existsSync(folder)) fail(`test/golden/${name} is there already`);
  mkdirSync(folder);
  copyFileSync(file, join(folder, `release${extension}`));
  writeFileSync(join(folder, 'wanted.json'), '[]\n');
  process.stdout.write(`test/golden/${name}: write down in wanted.json what a careful reader takes from it\n`);
}

function fail(message) {
  process.stderr.write(`golden: ${message}\n`);
  process.exit(2);
}
