/** Progress on stderr: a bar (count, rate, time left) on a terminal, plain lines every few seconds elsewhere. */
import { Presets, SingleBar } from 'cli-progress';

export type Progress = {
  /** `done` of the total work, in its own unit; `count` is what the reader is told. */
  update(done: number, count: number): void;
  stop(): void;
};

const LINE_EVERY_MS = 2000;

export function progress(label: string, total: number, noun: string): Progress {
  const started = performance.now();
  const rate = (count: number) => Math.round(count / Math.max(0.001, (performance.now() - started) / 1000));
  const left = (done: number) =>
    done ? Math.round((((performance.now() - started) / done) * (total - done)) / 1000) : 0;
  if (process.stderr.isTTY) {
    const bar = new SingleBar(
      {
        format: `${label} [{bar}] {percentage}% | {count} ${noun} | {rate}/s | {left} s left`,
        hideCursor: true,
        clearOnComplete: false,
        stream: process.stderr,
      },
      Presets.shades_classic,
    );
    bar.start(Math.max(1, total), 0, { count: 0, rate: 0, left: 0 });
    return {
      update: (done, count) => bar.update(done, { count, rate: rate(count), left: left(done) }),
      stop: () => bar.stop(),
    };
  }
  let told = started;
  let last = { done: 0, count: 0 };
  return {
    update(done, count) {
      last = { done, count };
      if (performance.now() - told < LINE_EVERY_MS) return;
      told = performance.now();
      process.stderr.write(
        `${label}: ${count} ${noun} (${Math.floor((100 * done) / Math.max(1, total))} %), ${rate(count)}/s, ${left(done)} s left\n`,
      );
    },
    stop() {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stderr.write(`${label}: ${last.count} ${noun} in ${seconds} s\n`);
    },
  };
}
