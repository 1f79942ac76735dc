/**
 * Run before `npm start`, `npm test` and `npm run bench`: installs what is missing and builds what changed. The only
 * file that must work before anything is installed: plain JavaScript, nothing but Node. `--build` builds anyway.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_WANTED = [20, 18];
const STAMP = 'dist/.built';

process.chdir(ROOT);
checkNode();
if (!installed())
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], 'installing the packages of package-lock.json');
if (process.argv.includes('--build') || !built()) await build();

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE_WANTED[0] || (major === NODE_WANTED[0] && minor >= NODE_WANTED[1])) return;
  fail(`expected Node ${NODE_WANTED.join('.')} or newer, found ${process.versions.node}`);
}

/** npm writes down what it installed; every package that this machine needs must stand there in the locked version. */
function installed() {
  const hidden = 'node_modules/.package-lock.json';
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) => path === '' || optional || peer || present[path]?.version === version,
  );
}

/** Built since any source last changed, from the same list of sources. */
function built() {
  if (!existsSync(STAMP)) return false;
  const { files } = JSON.parse(readFileSync(STAMP, 'utf8'));
  return files === sources();
}

async function build() {
  rmSync('dist', { recursive: true, force: true });
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], 'building');
  await buildClient();
  buildLoops();
  // npm makes the command executable only when it links it first; a build after that is a new file.
  for (const command of Object.values(JSON.parse(readFileSync('package.json', 'utf8')).bin)) chmodSync(command, 0o755);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ files: sources() }));
}

/** What browsers are sent: the script as one module, the style, the icon, each without what only we read. */
async function buildClient() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: ['main.ts', 'style.css', 'icon.svg'].map((file) => `src/web/client/${file}`),
    outdir: 'dist/client',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'safari16'],
    loader: { '.svg': 'copy' },
    logLevel: 'warning',
  });
}

/** What JavaScript is slow at, as WebAssembly: small functions in memory that is given to them, without a runtime. */
function buildLoops() {
  const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--importMemory'];
  const paths = ['src/search/embedded/loops/bits.ts', '--outFile', 'dist/loops/bits.wasm'];
  run(process.execPath, ['node_modules/assemblyscript/bin/asc.js', ...paths, ...options], 'building loops');
}

/** Every source with its time and size: cheap, and a checkout that moves back in time is noticed too. */
function sources() {
  const list = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  for (const folder of ['src', 'test/bench', 'test/fuzz', 'test/gold']) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) list.push(join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  return list
    .sort()
    .map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).size}`)
    .join('\n');
}

function run(command, args, what) {
  process.stderr.write(`dixit: ${what} …\n`);
  // npm is a script of its own on some systems; a shell finds it everywhere.
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: command === 'npm' });
  if (error || status !== 0)
    fail(`${what} failed: ${command} ${args.join(' ')} (${error?.message ?? `exit ${status}`})`);
}

function fail(message) {
  process.stderr.write(`dixit: ${message}\n`);
  process.exit(1);
}
