/** What is packed is what runs, and nothing else: a package was once all of the repository but its program. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

it('the package holds the program, and no tests, corpus or sources', () => {
  const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  const [{ files }] = JSON.parse(out) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  const verbs = readdirSync(join(ROOT, 'src/cli')).map((file) => `dist/src/cli/${file.replace(/\.tsx?$/, '.js')}`);
  expect(paths).toEqual(expect.arrayContaining([...verbs, 'dist/client/main.js', 'dist/loops/bits.wasm', 'README.md']));
  expect(
    paths.filter((path) => !/^dist\/(?:src|client|loops)\/|^(?:package\.json|[A-Z]+(?:\.md)?)$/.test(path)),
  ).toEqual([]);
});
