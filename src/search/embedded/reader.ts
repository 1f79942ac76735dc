/**
 * Keeps what is published in memory and follows it: a new generation is loaded when the manifest has changed, and the
 * segments it shares with the former one are kept. What cannot be read answers as if nothing were published, and says why.
 */
import { DamagedFile, type FileRecord } from './container.ts';
import { withScratch } from './scratch.ts';
import { openSegment, type Segment } from './segment.ts';
import { type Manifest, manifestStamp, readLexicon, readManifest, readRegister } from './snapshot.ts';
import { eachInTurns } from './turns.ts';
import { type Snapshot, type View, viewAt } from './view.ts';

export type Reader = {
  /** Answers from the view of this moment. `answer` must not wait for anything: its view may close after it. */
  read<Answer>(answer: (view: View) => Answer): Promise<Answer>;
  /** The same for answers given one by one, in as many turns as that takes; null is a pause. */
  readEach<Answer>(answers: (view: View) => Iterable<Answer | null>): AsyncGenerator<Answer>;
  /** What is loaded; null when nothing is published or it cannot be read. */
  current(): Promise<Loaded | null>;
  /** Also reads what is read only when it is shown. */
  verified(): Promise<Loaded | null>;
  /** Has the documents of what is loaded in the system's memory, as far as it has room; what fails is told when it is asked for. */
  prefetch(): Promise<void>;
  /** Why nothing is answered; null when all is well. */
  problem(): string | null;
  close(): Promise<void>;
};

export type Loaded = { manifest: Manifest; snapshot: Snapshot };

const NOTHING: Snapshot = {
  id: '',
  parts: [],
  register: { people: [], posts: [], memberships: [] },
  lexicon: null,
  basis: null,
  publishedAt: null,
};

export function createReader(dir: string, now: () => Date): Reader {
  let stamp: string | null = null;
  let loaded: Loaded | null = null;
  let problem: string | null = null;
  let view: View | null = null;
  let loading: Promise<void> | null = null;
  let closed = false;
  const open = new Map<string, Segment>();
  /** How many answers that take their time use a segment. */
  const users = new Map<Segment, number>();

  return {
    async read(answer) {
      await follow();
      try {
        return withScratch(() => answer(viewNow()));
      } catch (error) {
        await giveUp(error);
        return withScratch(() => answer(viewNow()));
      }
    },
    async *readEach(answers) {
      await follow();
      const from = viewNow();
      const segments = from.parts.map(({ segment }) => segment);
      for (const segment of segments) users.set(segment, (users.get(segment) ?? 0) + 1);
      try {
        yield* eachInTurns(answers(from));
      } catch (error) {
        await giveUp(error);
        throw error;
      } finally {
        for (const segment of segments) users.set(segment, users.get(segment)! - 1);
        await closeUnused();
      }
    },
    async current() {
      await follow();
      return loaded;
    },
    async verified() {
      await follow();
      try {
        for (const { segment } of loaded?.snapshot.parts ?? []) await segment.verify();
      } catch (error) {
        await giveUp(error);
      }
      return loaded;
    },
    async prefetch() {
      try {
        for (const { segment } of loaded?.snapshot.parts ?? []) await segment.prefetch();
      } catch {}
    },
    problem: () => problem,
    async close() {
      closed = true;
      await loading?.catch(() => {});
      loaded = null;
      await closeUnused();
    },
  };

  async function follow(): Promise<void> {
    while (!closed && manifestStamp(dir) !== stamp) {
      loading ??= load().finally(() => {
        loading = null;
      });
      await loading;
    }
    if (closed) throw new Error('the index is closed');
  }

  async function load(): Promise<void> {
    const next = manifestStamp(dir);
    try {
      const manifest = await readManifest(dir);
      loaded = manifest && { manifest, snapshot: await loadSnapshot(manifest) };
      problem = null;
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      loaded = null;
      problem = error.message;
    }
    stamp = next;
    view = null;
    await closeUnused();
  }

  async function loadSnapshot(manifest: Manifest): Promise<Snapshot> {
    const parts: Snapshot['parts'] = [];
    for (const entry of manifest.segments) {
      const key = entry.index.file;
      const segment = open.get(key) ?? (await openSegment(dir, entry));
      open.set(key, segment);
      parts.push({ segment, superseded: new Set(entry.superseded) });
    }
    // What stayed as it was keeps what is known of it.
    const register = isSame(manifest.register, loaded?.manifest.register)
      ? loaded!.snapshot.register
      : await readRegister(dir, manifest.register);
    const lexicon = isSame(manifest.lexicon, loaded?.manifest.lexicon)
      ? loaded!.snapshot.lexicon
      : manifest.lexicon && (await readLexicon(dir, manifest.lexicon));
    const { id, basis, publishedAt } = manifest;
    return { id, parts, register, lexicon, basis, publishedAt };
  }

  function viewNow(): View {
    const instant = now().getTime();
    if (!view || instant < view.from || instant >= view.until) view = viewAt(loaded?.snapshot ?? NOTHING, instant);
    return view;
  }

  /** A document turned out to be damaged: nothing more is answered from this snapshot. */
  async function giveUp(error: unknown): Promise<void> {
    if (!(error instanceof DamagedFile)) throw error;
    problem = error.message;
    loaded = null;
    view = null;
    await closeUnused();
  }

  async function closeUnused(): Promise<void> {
    const current = new Set(loaded?.snapshot.parts.map(({ segment }) => segment));
    for (const [key, segment] of open) {
      if (current.has(segment) || users.get(segment)) continue;
      open.delete(key);
      users.delete(segment);
      await segment.close();
    }
  }
}

const isSame = (a: FileRecord | null, b: FileRecord | null | undefined): boolean =>
  a !== null && a.file === b?.file && a.sha256 === b.sha256;
