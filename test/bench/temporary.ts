/** Folders and processes that do not outlive the benchmark, also when it is interrupted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = new Set<string>();
const children = new Set<ChildProcess>();
const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) remove(folder);
});
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => process.exit(status));
}

/** Calls `use` with a new folder, which is removed after it. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'dixit-bench-'));
  folders.add(folder);
  try {
    return await use(folder);
  } finally {
    remove(folder);
    folders.delete(folder);
  }
}

/** The process does not outlive this one. */
export function endsWithUs(child: ChildProcess): void {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

const WORKER = fileURLToPath(new URL(`./worker${extname(import.meta.url)}`, import.meta.url));

/** Runs a task of `worker.ts` in a process of its own; `elapsedMs` is from its start to its answer. */
export async function inProcess<Result>(
  task: string,
  input: unknown,
  flags: readonly string[] = [],
): Promise<{ result: Result; elapsedMs: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [...flags, WORKER, task, JSON.stringify(input)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.add(child);
  try {
    return await new Promise((resolve, reject) => {
      let answer: { result: Result; elapsedMs: number } | null = null;
      child.once('message', (result) => {
        answer = { result: result as Result, elapsedMs: performance.now() - started };
      });
      child.once('error', reject);
      child.once('exit', (status, signal) => {
        if (answer && status === 0) resolve(answer);
        else reject(new Error(`${task}: expected exit status 0 and an answer, found ${signal ?? status}`));
      });
    });
  } finally {
    children.delete(child);
  }
}
