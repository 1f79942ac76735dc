/**
 * Keeps what is published in memory and follows it: a new generation is loaded when the manifest has changed, or when
 * something that was pending is no longer, and the segments it shares with the former one are kept. What is loaded goes on
 * answering where what comes after it cannot be read.
 */
import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Health, UnavailableError } from '../../port.ts';
import { DamagedFile, damaged, type FileRecord, unreadable } from '../segment/section-file.ts';
import { openSegment, type Segment } from '../segment/segment.ts';
import { withScratch } from '../sets/arena.ts';
import { eachInTurns } from '../turns.ts';
import { type Manifest, manifestStamp, readLexicon, readManifest, readRegister } from './manifest.ts';
import { openSealed, readSealed } from './sealed.ts';
import { type Snapshot, type View, viewOf } from './view.ts';

export type Reader = {
  /** Answers from the view of this moment. `answer` must not wait for anything: its view may close after it. */
  read<Answer>(answer: (view: View) => Answer): Promise<Answer>;
  /** The same for answers given one by one, in as many turns as that takes; null is a pause. */
  readEach<Answer>(answers: (view: View) => Iterable<Answer | null>): AsyncGenerator<Answer>;
  /** Looks for what is new; what is loaded may go on answering meanwhile. */
  follow(): Promise<void>;
  /** What is published now; null when nothing is or it cannot be read. */
  current(): Promise<Loaded | null>;
  /** Also reads what is read only when it is shown. */
  verified(): Promise<Loaded | null>;
  /** Has the documents of what is loaded in the system's memory, as far as it has room; what fails is told when it is asked for. */
  prefetch(): Promise<void>;
  /** Why what is published cannot be read, or not all of it; null when all is well. */
  problem(): string | null;
  /** Also looks whether the files are there. */
  health(): Promise<Health>;
  close(): Promise<void>;
};

/** It holds from and until these instants (ms), at which something pending is added. */
export type Loaded = { manifest: Manifest; snapshot: Snapshot; view: View; from: number; until: number };

const NOTHING: Snapshot = {
  id: '',
  parts: [],
  register: { people: [], posts: [], memberships: [] },
  lexicon: null,
  basis: null,
  publishedAt: null,
};

/** `prepare` makes in steps what the first answers from a view would have to wait for. */
export async function createReader(
  dir: string,
  now: () => Date,
  prepare: (view: View) => Iterable<null>,
): Promise<Reader> {
  const nothing = await viewOf(NOTHING, async () => {});
  let loaded: Loaded | null = null;
  /** Of the manifest that was read last. */
  let stamp: string | null | undefined;
  /** Why what is published now could not be loaded. */
  let unread: string | null = null;
  /** What of that may be over by itself is looked at again at this time (of a clock that only moves on, ms). */
  let tryAgainAt = Number.POSITIVE_INFINITY;
  /** What turned out to be damaged in what is loaded. */
  let damage: string | null = null;
  let loading: Loading | null = null;
  let closed = false;
  const open = new Map<string, Segment>();
  /** How many answers that take their time use a segment. */
  const users = new Map<Segment, number>();

  return {
    follow,
    async read(answer) {
      await follow();
      const view = viewNow();
      try {
        return withScratch(() => answer(view));
      } catch (error) {
        throw noted(error);
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
        throw noted(error);
      } finally {
        for (const segment of segments) users.set(segment, users.get(segment)! - 1);
        await closeUnused();
      }
    },
    async current() {
      await follow({ toTheEnd: true });
      return problem() === null ? loaded : null;
    },
    async verified() {
      await follow({ toTheEnd: true });
      try {
        for (const { segment } of loaded?.snapshot.parts ?? []) await segment.verify();
        for (const { file } of loaded?.manifest.pending ?? []) await readSealed(dir, file);
      } catch (error) {
        if (!(noted(error) instanceof UnavailableError)) throw error;
      }
      return problem() === null ? loaded : null;
    },
    async prefetch() {
      try {
        for (const { segment } of loaded?.snapshot.parts ?? []) await segment.prefetch();
      } catch {}
    },
    problem,
    async health() {
      try {
        await follow();
        if (loaded) await see(filesIn(loaded.manifest, () => true));
        const reason = problem();
        return reason === null ? { ok: true } : { ok: false, reason };
      } catch (error) {
        return { ok: false, reason: problem() ?? (error as Error).message };
      }
    },
    async close() {
      closed = true;
      await loading?.done;
      loaded = null;
      await closeUnused();
    },
  };

  function problem(): string | null {
    return unread ?? damage;
  }

  /** Throws `UnavailableError`. */
  function viewNow(): View {
    if (loaded) return loaded.view;
    if (unread !== null) throw new UnavailableError(unread);
    return nothing;
  }

  /** An error as whoever asked is told it: what is damaged is not answered, all that is sound still is. */
  function noted(error: unknown): unknown {
    if (!(error instanceof DamagedFile)) return error;
    damage = error.message;
    return new UnavailableError(error.message);
  }

  // ------------------------------------------------------------------------------------------------------------ loading

  /** `toTheEnd`: does not go on with what is loaded while more is. */
  async function follow({ toTheEnd = false } = {}): Promise<void> {
    for (;;) {
      if (closed) throw new Error('the index is closed');
      const there = manifestStamp(dir);
      if (isCurrent(there)) return;
      loading ??= startLoading();
      const { stamp: next, isBeside, done } = loading;
      if (toTheEnd) loading.isAwaited = true;
      else if (next === there && (await isBeside)) return;
      await done;
    }
  }

  function isCurrent(there: string | null): boolean {
    if (there !== stamp || performance.now() >= tryAgainAt) return false;
    const instant = now().getTime();
    return unread !== null || !loaded || (loaded.from <= instant && instant < loaded.until);
  }

  function startLoading(): Loading {
    const next = manifestStamp(dir);
    const manifest = readManifest(dir);
    const isBeside = manifest.then(mayWait, () => false);
    const load = async (): Promise<void> => {
      // Permissions come back, a copy gets on; what is there and is wrong stays so until it is written anew.
      let mayPass = true;
      try {
        const named = await manifest;
        if (named) await see(filesIn(named, (segment) => !open.has(segment)));
        mayPass = false;
        const found = named && (await loadedFrom(named));
        if (found && (await isBeside)) await prepareBeside(found.view);
        if (!found && loaded) throw new DamagedFile('manifest.json is missing');
        if (found?.manifest.id !== loaded?.manifest.id) damage = null;
        loaded = found;
        unread = null;
      } catch (error) {
        // What is loaded goes on answering.
        unread = error instanceof DamagedFile ? error.message : unreadable('the snapshot', error).message;
      }
      tryAgainAt = unread !== null && mayPass ? performance.now() + TRY_AGAIN_MS : Number.POSITIVE_INFINITY;
      stamp = next;
      await closeUnused().finally(() => {
        loading = null;
      });
    };
    return { stamp: next, isBeside, isAwaited: false, done: load() };
  }

  async function prepareBeside(view: View): Promise<void> {
    for (const _ of prepare(view)) {
      if (closed || loading?.isAwaited) return;
      await setImmediate();
    }
  }

  /**
   * Of a large collection, what is new is loaded beside what answers, if it follows right on that: what was taken back was
   * taken out by a publication of its own (see `pipeline/publish.ts`), which adds nothing, and nobody is to miss.
   */
  function mayWait(manifest: Manifest | null): boolean {
    if (!loaded || manifest?.follows !== loaded.manifest.id) return false;
    const addsSome = manifest.segments.some(({ index }) => !open.has(index.file));
    return addsSome && manifest.segments.reduce((sum, { index }) => sum + index.bytes, 0) > LARGE_BYTES;
  }

  async function loadedFrom(manifest: Manifest): Promise<Loaded> {
    const instant = now().getTime();
    const moments = manifest.pending.map(({ from }) => Date.parse(from));
    const snapshot = await loadSnapshot(manifest, instant);
    return {
      manifest,
      snapshot,
      view: await viewOf(snapshot, setImmediate),
      from: Math.max(Number.NEGATIVE_INFINITY, ...moments.filter((moment) => moment <= instant)),
      until: Math.min(Number.POSITIVE_INFINITY, ...moments.filter((moment) => moment > instant)),
    };
  }

  async function loadSnapshot(manifest: Manifest, instant: number): Promise<Snapshot> {
    const lifted = manifest.pending.filter(({ from }) => Date.parse(from) <= instant);
    const parts: Snapshot['parts'] = [];
    for (const entry of manifest.segments) {
      const segment = await opened(entry.index.file, () => openSegment(dir, entry));
      parts.push({ segment, superseded: new Set(entry.superseded) });
    }
    for (const { file, releaseIds, superseded } of lifted) {
      const segment = await opened(file.file, () => openSealed(dir, file));
      const gone = new Set(superseded);
      const replaced = releaseIds.filter((id) => !gone.has(id));
      for (const part of parts) part.superseded = new Set([...part.superseded, ...replaced]);
      parts.push({ segment, superseded: gone });
    }
    // What stayed as it was keeps what is known of it.
    const register = isSame(manifest.register, loaded?.manifest.register)
      ? loaded!.snapshot.register
      : await readRegister(dir, manifest.register);
    const lexicon = isSame(manifest.lexicon, loaded?.manifest.lexicon)
      ? loaded!.snapshot.lexicon
      : manifest.lexicon && (await readLexicon(dir, manifest.lexicon));
    const { id, basis, publishedAt } = manifest;
    return { id: `${id}+${lifted.length}`, parts, register, lexicon, basis, publishedAt };
  }

  async function opened(file: string, openIt: () => Promise<Segment>): Promise<Segment> {
    const segment = open.get(file) ?? (await openIt());
    open.set(file, segment);
    return segment;
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

  /** Throws `DamagedFile` unless these files are there, may be read, and have the size that was written. Cheap. */
  async function see(files: readonly FileRecord[]): Promise<void> {
    for (const file of files) {
      const path = join(dir, file.file);
      const [{ size }] = await Promise.all([stat(path), access(path, constants.R_OK)]).catch((error) => {
        throw unreadable(file.file, error);
      });
      if (size !== file.bytes) throw damaged(file, `it has ${size} bytes instead of ${file.bytes}`);
    }
  }
}

/** All files but those of segments that are not wanted, which are known by the first of their files. */
function filesIn({ segments, pending, register, lexicon }: Manifest, isWanted: (segment: string) => boolean) {
  const segmentFiles = [
    ...segments.map(({ index, documents }) => [index, documents]),
    ...pending.map(({ file }) => [file]),
  ];
  return [
    ...segmentFiles.filter(([first]) => isWanted(first!.file)).flat(),
    ...[register, lexicon].filter((file) => file !== null),
  ];
}

/** `isBeside`: what is loaded goes on answering meanwhile. `isAwaited`: somebody waits all the same. */
type Loading = { stamp: string | null; isBeside: Promise<boolean>; isAwaited: boolean; done: Promise<void> };

/** Less (some 14,000 quotations) is loaded in the time of a slow search. */
const LARGE_BYTES = 2 ** 24;
const TRY_AGAIN_MS = 1000;

const isSame = (a: FileRecord | null, b: FileRecord | null | undefined): boolean =>
  a !== null && a.file === b?.file && a.sha256 === b.sha256;
