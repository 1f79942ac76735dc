/**
 * `npm run bench -- load`: a real server over generated quotations, asked by other processes of this machine: at a steady
 * pace beside an export and a publication, for the worst that it answers by many at once, and as often as it can answer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReleaseDocument } from '../../src/search/port.ts';
import type { Answers, AtOnce, ClosedAnswers, ClosedLoop, OpenAnswers, OpenLoop } from './load/clients.ts';
import type { Watched } from './load/stalls.ts';
import { DOCUMENTS, firstWithin, linesOf, QUESTIONS, type Questions, type Written } from './speed/collection.ts';
import type { Place } from './speed/tasks.ts';
import { figure, megabytes, percentile, table } from './table.ts';
import { endsWithUs, inProcess, withFolder } from './temporary.ts';

export type LoadOptions = {
  quotations: number;
  seed: number;
  /** Of the steady pace. */
  perSecond: number;
  seconds: number;
  /** Releases published meanwhile. */
  published: number;
  clients: number;
  /** What they ask at once; null for all kinds. */
  worst: readonly string[] | null;
  /** So long (s) they ask as often as they are answered. */
  saturated: number;
};

export const LOAD = { perSecond: 60, seconds: 60, published: 1000, clients: 100, worst: null, saturated: 30 };
export const LOAD_QUOTATIONS = 100_000;
export const QUICK_LOAD = {
  perSecond: 20,
  seconds: 3,
  published: 20,
  clients: 20,
  worst: ['one of each'],
  saturated: 2,
};
export const QUICK_LOAD_QUOTATIONS = 2000;

export type Load = {
  quotations: number;
  /** Until it says where it answers. */
  startMs: number;
  steady: OpenAnswers & Watched & { publicationMs: number };
  worst: (Answers & Watched & { kind: string })[];
  saturated: (ClosedAnswers & { kind: string; seconds: number; before: Watched; after: Watched })[];
};

const HEAP = ['--max-old-space-size=8000'];

export const measureLoad = (options: LoadOptions): Promise<Load> =>
  withFolder(async (folder) => {
    tell(`${options.quotations} quotations: writing`);
    const dir = join(folder, 'index');
    mkdirSync(dir);
    const { quotations, seed, published: added } = options;
    const input = { folder, quotations, questions: 200, added: added + 1, seed };
    const { result: written } = await inProcess<Written>('speed-write', input, HEAP);
    const place: Place = { engine: 'dixit', folder, dir };
    await inProcess('speed-build', place, HEAP);
    const server = await startServer(dir);
    try {
      const paths = await ordinaryPaths(folder, server.port);
      const write = (all: readonly string[]): string => {
        const file = join(folder, `paths-${randomUUID()}.json`);
        writeFileSync(file, JSON.stringify(all));
        return file;
      };
      const worst = await worstPaths(folder, server.port, options.clients);
      // As of a server that has been answering for a while.
      await inProcess('load-closed', { port: server.port, paths: write(paths.all), clients: 2, seconds: 5 });
      await server.watched();
      return {
        quotations: written.quotations,
        startMs: server.startMs,
        steady: await steady(server, write(paths.all), place, options),
        worst: await atOnce(server, worst, write, options.worst),
        saturated: await saturated(server, { pages: write(paths.pages), searches: write(paths.searches) }, options),
      };
    } finally {
      server.child.kill('SIGTERM');
      await once(server.child, 'exit');
    }
  });

async function steady(
  server: Served,
  paths: string,
  place: Place,
  { perSecond, seconds, published }: LoadOptions,
): Promise<Load['steady']> {
  tell(`${perSecond} requests a second for ${seconds} s, beside an export and a publication`);
  const input: OpenLoop = { port: server.port, paths, perSecond, seconds };
  const [{ result }, publicationMs] = await Promise.all([
    inProcess<OpenAnswers>('load-open', input),
    wait((seconds * 1000) / 4).then(async () => {
      return (await inProcess<number>('speed-publish', { ...place, releases: published }, HEAP)).result;
    }),
  ]);
  return { ...result, ...(await server.watched()), publicationMs };
}

async function atOnce(
  server: Served,
  worst: Record<string, string[]>,
  write: (paths: readonly string[]) => string,
  asked: LoadOptions['worst'],
): Promise<Load['worst']> {
  const measured: Load['worst'] = [];
  for (const [kind, paths] of Object.entries(worst)) {
    if (!(asked === null || asked.includes(kind))) continue;
    tell(`${paths.length} at once, beside an export: ${kind}`);
    const input: AtOnce = { port: server.port, paths: write(paths) };
    const { result } = await inProcess<Answers>('load-at-once', input);
    measured.push({ kind, ...result, ...(await server.watched()) });
  }
  return measured;
}

async function saturated(
  server: Served,
  paths: { pages: string; searches: string },
  { clients, saturated: seconds }: LoadOptions,
): Promise<Load['saturated']> {
  const measured: Load['saturated'] = [];
  for (const kind of ['pages', 'searches'] as const) {
    tell(`${clients} connections, as often as they are answered: ${kind}`);
    const input: ClosedLoop = { port: server.port, paths: paths[kind], clients, seconds };
    const before = await server.watched();
    const { result } = await inProcess<ClosedAnswers>('load-closed', input);
    measured.push({ kind, ...result, seconds, before, after: await server.watched() });
  }
  return measured;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const tell = (what: string): void => {
  process.stderr.write(`bench: ${what}\n`);
};

// ------------------------------------------------------------------------------------------------------------- a server

type Served = { child: ChildProcess; port: number; startMs: number; watched(): Promise<Watched> };

const beside = (path: string): string => fileURLToPath(new URL(path + extname(import.meta.url), import.meta.url));

/** `dixit serve`, with somebody who watches its event loop from within. */
async function startServer(dir: string): Promise<Served> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', beside('./load/stalls'), beside('../../src/cli/main'), 'serve', '--index', dir],
    { env: { ...process.env, PORT: '0', HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  endsWithUs(child);
  let said = '';
  for await (const text of child.stdout!) {
    said += text;
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
    if (port) return { child, port: Number(port), startMs: performance.now() - started, watched: () => ask(child) };
  }
  throw new Error(`Expected a server that says its address, found "${said}".`);
}

async function ask(child: ChildProcess): Promise<Watched> {
  child.send('');
  const [watched] = await once(child, 'message');
  return watched as Watched;
}

// ------------------------------------------------------------------------------------------------------------- requests

/** What readers ask: by words, by name, as they type, one by one; pages and programs mixed. */
async function ordinaryPaths(folder: string, port: number) {
  const { asked } = JSON.parse(readFileSync(join(folder, QUESTIONS), 'utf8')) as Questions;
  const answer = (await (await fetch(`http://127.0.0.1:${port}/api/v1/quotes?hitsPerPage=100`)).json()) as {
    hits: { id: string; release: { id: string }; speaker: { id: string } | null }[];
  };
  const queries = asked.filter(({ kind }) => kind !== 'prefix').map(({ q }) => encodeURIComponent(q));
  const pages = queries.map((q, i) => `/${i % 2 ? 'en' : 'fr'}/?q=${q}`);
  const searches = queries.map((q) => `/api/v1/quotes?q=${q}`);
  const typed = asked
    .filter(({ kind }) => kind === 'prefix')
    .map(({ q }) => `/api/v1/suggest?q=${encodeURIComponent(q)}`);
  const single = answer.hits.flatMap(({ id, release, speaker }) => [
    `/fr/quotes/${id}`,
    `/en/releases/${release.id}`,
    ...(speaker ? [`/fr/speakers/${encodeURIComponent(speaker.id)}`] : []),
  ]);
  const kinds = [pages, searches, typed, single];
  const all = Array.from({ length: 4 * 500 }, (_, i) => {
    const own = kinds[i % kinds.length]!;
    return own[Math.trunc(i / kinds.length) % own.length]!;
  });
  return { pages, searches, all };
}

/** The dearest that is answered, each in as many ways as there are clients. */
async function worstPaths(folder: string, port: number, clients: number): Promise<Record<string, string[]>> {
  const words = await frequentWords(folder);
  const answer = (await (await fetch(`http://127.0.0.1:${port}/api/v1/quotes?hitsPerPage=1`)).json()) as {
    facets: { speaker: { id: string }[]; post: { id: string }[] };
  };
  const { speaker, post } = answer.facets;
  /** Others of the most frequent words for each client. */
  const some = (count: number, client: number) => words.slice(client, client + count);
  const phrases = (client: number) => some(32, client).map((word, i) => `"${word} ${words[client + i + 1]}"`);
  const speakers = speaker.slice(0, 50).map(({ id }) => ['speaker', id]);
  const api = (fields: Record<string, string>) => `/api/v1/quotes?${new URLSearchParams(fields)}`;
  const kinds: Record<string, (client: number) => string> = {
    '128 frequent words': (i) => api({ q: some(128, i).join(' ') }),
    'any of 128 frequent words': (i) => api({ q: some(128, i).join(' OR ') }),
    'any of 16, explained': (i) => api({ q: some(16, 40 + i).join(' OR '), explain: 'true', hitsPerPage: '100' }),
    'any of 32 phrases': (i) => api({ q: phrases(i).join(' OR ') }),
    '30 misprints': (i) => api({ q: `${some(30, i).join('xq ')}xq` }),
    'a deep page': (i) => api({ q: some(4, 40 + i).join(' OR '), page: '500' }),
    'a deep page, oldest first': (i) => api({ sort: 'oldest', page: String(500 - (i % 100)) }),
    'a page by speaker': (i) => `/fr/?${new URLSearchParams({ group: 'speaker', q: some(8, 40 + i).join(' OR ') })}`,
    'a page of 50 speakers': (i) => `/en/?${new URLSearchParams([['q', words[40 + i]!], ...speakers] as string[][])}`,
    'a post': (i) => `/fr/posts/${encodeURIComponent(post[i % post.length]!.id)}`,
    'all speakers of a search': (i) => `/api/v1/facets/speaker?${new URLSearchParams({ q: words[40 + i]! })}`,
  };
  const each = Object.values(kinds);
  const ofClients = (path: (client: number) => string) => Array.from({ length: clients }, (_, i) => path(i));
  return {
    [ONE_OF_EACH]: ofClients((i) => each[i % each.length]!(i)),
    ...Object.fromEntries(Object.entries(kinds).map(([kind, path]) => [kind, ofClients(path)])),
  };
}
const ONE_OF_EACH = 'one of each';

/** Of the first quotations, the most frequent first. */
async function frequentWords(folder: string): Promise<string[]> {
  const counts = new Map<string, number>();
  for await (const { quotations } of firstWithin(3000, linesOf<ReleaseDocument>(join(folder, DOCUMENTS)))) {
    for (const { text } of quotations) {
      for (const word of new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

// --------------------------------------------------------------------------------------------------------------- report

export function reportLoad({ quotations, startMs, steady, worst, saturated }: Load): string {
  const { health, publicationMs } = steady;
  return [
    `== ${quotations} quotations; the server says where it answers after ${figure(startMs)} ms`,
    `-- a steady pace, beside an export (${steady.export ? `${figure(steady.export.ms / 1000)} s, ${megabytes(steady.export.bytes)} MB` : 'broken off'}) and a publication (${figure(publicationMs / 1000)} s)`,
    table(
      ['ms', 'answers', 'p50', 'p95', 'p99', 'longest', 'errors'],
      [
        ['pages and API', ...timesOf(steady)],
        ['health', ...timesOf(health)],
      ],
    ),
    `longest stall of the event loop: ${figure(steady.longest)} ms`,
    '-- many at once, beside an export',
    table(
      ['ms', 'answers', 'p50', 'p95', 'p99', 'longest', 'errors', 'longest stall'],
      worst.map((one) => [one.kind, ...timesOf(one), figure(one.longest)]),
    ),
    '-- as often as they are answered',
    table(
      [
        '',
        'answers/s',
        'p50',
        'p99 ms',
        'errors',
        'least/most of a client',
        'longest stall',
        'memory MB before',
        'after',
      ],
      saturated.map(({ kind, times, errors, seconds, shares, before, after }) => [
        kind,
        figure(times.length / seconds),
        figure(percentile(times, 0.5)),
        figure(percentile(times, 0.99)),
        errorsOf(errors),
        `${Math.min(...shares)}/${Math.max(...shares)}`,
        figure(after.longest),
        megabytes(before.memoryBytes),
        megabytes(after.memoryBytes),
      ]),
    ),
  ].join('\n\n');
}

const timesOf = ({ times, errors }: Answers): string[] => [
  String(times.length),
  ...[0.5, 0.95, 0.99, 1].map((share) => (times.length > 0 ? figure(percentile(times, share)) : '')),
  errorsOf(errors),
];

function errorsOf(errors: Answers['errors']): string {
  const told = Object.entries(errors).map(([what, count]) => `${count} ${what}`);
  return told.length > 0 ? told.join(', ') : '0';
}
