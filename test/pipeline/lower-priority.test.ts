/** An ingest leaves the processor to those who search. */
import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const MODULE = pathToFileURL(join(import.meta.dirname, '../../dist/src/pipeline/lower-priority.js')).href;

it('a process that gives way comes after this one', () => {
  const script = `
    import { getPriority } from 'node:os';
    import { giveWay } from ${JSON.stringify(MODULE)};
    giveWay();
    console.log(getPriority());`;
  const niceness = Number(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }),
  );
  // The greater number is the lower priority; 19 is the lowest.
  expect(niceness).toBeGreaterThanOrEqual(Math.min(19, getPriority() + 1));
});
