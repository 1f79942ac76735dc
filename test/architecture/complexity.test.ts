/**
 * No function is harder to follow than `MOST` (cognitive complexity, Campbell 2018) or longer than `MOST_LINES`, but for
 * these, which were so when the limit came: what is simplified leaves the list, and nothing comes into it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MOST = 25;
const MOST_LINES = 120;

type Excess = { complexity?: number[]; lines?: number[] };

const KNOWN: Record<string, Excess> = {
  'extract/rules/block.ts': { complexity: [60, 52, 42, 41], lines: [247] },
  'extract/who/entities.ts': { complexity: [49], lines: [205] },
  'extract/rules/cues.ts': { complexity: [26] },
  'extract/rules/inquit.ts': { complexity: [33] },
  'extract/rules/indirect.ts': { complexity: [29] },
  'extract/text/quotation-marks.ts': { complexity: [51, 26] },
  'extract/who/mentions.ts': { complexity: [59, 43, 35, 34, 33, 32, 29, 27] },
  'extract/who/names.ts': { complexity: [75, 46] },
  'extract/rules/prose.ts': { complexity: [44, 42] },
  'extract/text/tokens.ts': { complexity: [55] },
  'pair/differences/counts.ts': { complexity: [40] },
  'pair/differences/quantities.ts': { complexity: [34] },
  'pair/pairing.ts': { complexity: [41, 38, 34], lines: [302] },
  'pair/quotations.ts': { complexity: [30] },
  'people/index.ts': { complexity: [27], lines: [270] },
  'pipeline/ingest.ts': { complexity: [28] },
  'read/html.ts': { complexity: [29] },
  'read/notice.ts': { complexity: [28] },
  'read/visibility-fields.ts': { complexity: [59] },
  'search/embedded/execute/occurrences.ts': { complexity: [47] },
  'search/embedded/execute/score-bounds.ts': { complexity: [27] },
  'search/embedded/execute/term-weights.ts': { complexity: [30] },
  'search/embedded/results/answers.ts': { complexity: [35] },
  'search/embedded/segment/writer.ts': { lines: [125] },
  'search/embedded/snapshot/reader.ts': { complexity: [26], lines: [184] },
  'search/translation.ts': { complexity: [29] },
  'store/index.ts': { lines: [184] },
  'store/take-down.ts': { complexity: [38] },
};

const CONFIGURATION = {
  formatter: { enabled: false },
  assist: { enabled: false },
  linter: {
    rules: {
      preset: 'none',
      complexity: {
        noExcessiveCognitiveComplexity: { level: 'error', options: { maxAllowedComplexity: MOST } },
        noExcessiveLinesPerFunction: { level: 'error', options: { maxLines: MOST_LINES } },
      },
    },
  },
};

it('what is too complex or too long is what was', () => {
  expect(excesses()).toEqual(KNOWN);
}, 300_000);

function excesses(): Record<string, Excess> {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-complexity-'));
  try {
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(CONFIGURATION));
    const found: Record<string, Excess> = {};
    for (const { category, message, location } of reported(join(folder, 'biome.json'))) {
      const kind = category.endsWith('noExcessiveCognitiveComplexity') ? 'complexity' : 'lines';
      const file = location.path.replace(/^.*?src\//, '');
      const own = found[file] ?? {};
      found[file] = own;
      own[kind] = [
        ...(own[kind] ?? []),
        Number(/complexity of (\d+)|lines \((\d+)\)/.exec(message)!.slice(1).join('')),
      ].sort((a, b) => b - a);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Diagnostic = { category: string; message: string; location: { path: string } };

function reported(configuration: string): Diagnostic[] {
  const args = ['lint', 'src', '--config-path', configuration, '--reporter=json', '--max-diagnostics=none'];
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  let out = '';
  try {
    out = execFileSync(process.execPath, [biome, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // It ends with 1 where it has found something.
    out = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(out) as { diagnostics: Diagnostic[] }).diagnostics.filter(({ category }) =>
    /noExcessive/.test(category),
  );
}
