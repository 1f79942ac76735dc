/** Of the files whose tests take long, `npm test` runs one test in so many, others each time; `npm run test:full` all. */
import { relative } from 'node:path';
import { beforeEach } from 'vitest';
import { FULL, SEED } from './share.ts';

const ONE_IN: Record<string, number> = {
  'cli/cli.test.ts': 2,
  'cli/people.test.ts': 3,
  'cli/take-down.test.ts': 9,
  'cli/visibility.test.ts': 3,
  'properties/hidden.test.ts': 3,
  'survival/damage.test.ts': 4,
  'survival/room.test.ts': 3,
  'survival/signals.test.ts': 3,
  'survival/together.test.ts': 4,
  'survival/pieces.test.ts': 4,
};

beforeEach(({ task, skip }) => {
  const oneIn = FULL ? 1 : (ONE_IN[relative(import.meta.dirname, task.file.filepath).replaceAll('\\', '/')] ?? 1);
  skip(draw(`${SEED} ${task.file.name} ${task.name}`) % oneIn !== 0, 'npm run test:full runs it');
});

/** FNV-1a, 32 bits, stirred: a number that depends on all of the text. */
function draw(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 8;
}
