/**
 * A process of its own for the tests of the record, started as `node child.js VERB DIR …`. Each line that it prints is
 * something done, written at once.
 */
import { appendFileSync, readFileSync, writeSync } from 'node:fs';
import { acquireWriter, openStore } from '../../src/store/index.ts';
import { EXTRACTOR, extractionOf, rawRelease } from './samples.ts';

const [verb, dir = '', argument = ''] = process.argv.slice(2);
const say = (line: string | number) => writeSync(1, `${line}\n`);

const VERBS: Record<string, () => unknown> = {
  /** Records releases from the given number on, until it is killed, and prints the number of each that is kept. */
  record() {
    const store = openStore(dir);
    for (let i = Number(argument); ; i += 1) {
      const raw = rawRelease(`Communiqué ${i}\n\n« Citation ${i} » et « suite ${i} »`, {
        sourceId: `s${i}`,
        place: `a.jsonl:${i}`,
      });
      store.record(raw, extractionOf(raw), { extractor: EXTRACTOR });
      say(i);
    }
  },

  /** Takes the right to write and keeps it. */
  async hold() {
    await acquireWriter(dir);
    say('held');
    setInterval(() => {}, 1000);
  },

  /** Takes turns with others: each turn writes twice to a file that nobody else may touch between. */
  async turns() {
    for (let turn = 0; turn < Number(argument); turn += 1) {
      const writer = await acquireWriter(dir, { wait: 300_000 });
      const path = `${dir}/turns`;
      appendFileSync(path, '(');
      await new Promise(setImmediate);
      const alone = readFileSync(path, 'utf8').endsWith('(');
      appendFileSync(path, alone ? ')' : '!');
      writer.release();
    }
  },

  /** What a user without rights to the folder is told. */
  async unprivileged() {
    if (process.getuid?.() === 0) {
      process.setgid?.(NOBODY);
      process.setuid?.(NOBODY);
    }
    for (const open of [() => openStore(dir), () => acquireWriter(dir)]) {
      try {
        await open();
        say('opened');
      } catch (error) {
        say(String(error));
      }
    }
  },
};

const NOBODY = 65_534;

try {
  await VERBS[verb!]!();
} catch (error) {
  say(String(error));
  process.exitCode = 1;
}
