/** Clients of a server, in a process beside it: they ask at their own pace, or as often as they are answered. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { constants, setPriority } from 'node:os';

/** Milliseconds of each answer; `errors` by what they are. */
export type Answers = { times: number[]; errors: Record<string, number> };
/** `paths`: a file of what is asked, which is too much for a command line. */
export type OpenLoop = { port: number; paths: string; perSecond: number; seconds: number };
export type Export = { bytes: number; ms: number };
export type OpenAnswers = Answers & { health: Answers; export: Export | null };
export type ClosedLoop = { port: number; paths: string; clients: number; seconds: number };
/** `shares`: how many answers each client had. */
export type ClosedAnswers = Answers & { shares: number[] };
export type AtOnce = { port: number; paths: string };

/** In milliseconds. */
const HEALTH_EVERY = 100;
const MOST_MS = 30_000;

export const LOAD_TASKS: Record<string, (input: never) => Promise<unknown>> = {
  /**
   * Asks so often a second, answered or not: each answer is timed from when it was to be asked for, so that a server that
   * stands still is charged for all that would have come meanwhile. Beside it one export, read as it comes.
   */
  async 'load-open'({ port, paths: file, perSecond, seconds }: OpenLoop): Promise<OpenAnswers> {
    const paths = pathsIn(file);
    const agent = new Agent({ keepAlive: true });
    const answers = noAnswers();
    const health = noAnswers();
    const until = performance.now() + seconds * 1000;
    const [exported] = await Promise.all([
      readExport(port),
      atIntervals(1000 / perSecond, until, (i, at) => ask(agent, port, paths[i % paths.length]!, at, answers)),
      atIntervals(HEALTH_EVERY, until, (_, at) => ask(agent, port, '/api/v1/health', at, health)),
    ]);
    agent.destroy();
    return { ...answers, health, export: exported };
  },

  /** Each asks again as soon as it is answered. */
  async 'load-closed'({ port, paths: file, clients, seconds }: ClosedLoop): Promise<ClosedAnswers> {
    const paths = pathsIn(file);
    const answers = noAnswers();
    const until = performance.now() + seconds * 1000;
    const shares = await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        let share = 0;
        for (let i = client; performance.now() < until; i += clients) {
          await ask(agent, port, paths[i % paths.length]!, performance.now(), answers);
          share += 1;
        }
        agent.destroy();
        return share;
      }),
    );
    return { ...answers, shares };
  },

  /** All at once, beside an export. */
  async 'load-at-once'({ port, paths: file }: AtOnce): Promise<Answers> {
    const paths = pathsIn(file);
    // Elsewhere they would not take the processor from the server, whose stalls are looked for.
    setPriority(constants.priority.PRIORITY_LOW);
    const agent = new Agent({ keepAlive: true });
    const answers = noAnswers();
    const at = performance.now();
    await Promise.all([readExport(port), ...paths.map((path) => ask(agent, port, path, at, answers))]);
    agent.destroy();
    return answers;
  },
};

const pathsIn = (file: string): string[] => JSON.parse(readFileSync(file, 'utf8')) as string[];
const noAnswers = (): Answers => ({ times: [], errors: {} });

async function atIntervals(ms: number, until: number, work: (i: number, at: number) => Promise<void>): Promise<void> {
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let i = 0, at = started; at < until; i += 1, at = started + i * ms) {
    const wait = at - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    running.push(work(i, at));
  }
  await Promise.all(running);
}

/** What is not answered whole with 200, or not in time, is an error. */
async function ask(agent: Agent, port: number, path: string, at: number, { times, errors }: Answers): Promise<void> {
  const fail = (what: string) => {
    errors[what] = (errors[what] ?? 0) + 1;
  };
  try {
    const response = await responseOf(port, path, { agent, signal: AbortSignal.timeout(MOST_MS) });
    response.resume();
    await once(response, 'end');
    if (response.statusCode === 200) times.push(performance.now() - at);
    else fail(String(response.statusCode));
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    fail(code ?? name);
  }
}

/** Null where it does not come whole. */
async function readExport(port: number): Promise<Export | null> {
  const started = performance.now();
  try {
    const response = await responseOf(port, '/api/v1/quotes.jsonl', {});
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    return response.statusCode === 200 ? { bytes, ms: performance.now() - started } : null;
  } catch {
    return null;
  }
}

async function responseOf(
  port: number,
  path: string,
  options: { agent?: Agent; signal?: AbortSignal },
): Promise<IncomingMessage> {
  // As browsers ask; an export without it comes as it is.
  const headers = options.agent ? { 'accept-encoding': 'br' } : {};
  const [response] = await once(get({ host: '127.0.0.1', port, path, headers, ...options }), 'response');
  return response as IncomingMessage;
}
