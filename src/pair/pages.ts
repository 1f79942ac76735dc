/**
 * What pairing knows of a collection, in pages of 32-bit words: a fixed number of them is in memory, the others wait in a
 * file, as in a database. So a collection ten times larger takes no more memory, what is saved is what changed, and a
 * start reads only what it needs.
 */

/** Keeps pages by number. */
export type PageFile = {
  /** How many pages are worth holding in memory beside it. */
  readonly pagesAtHand: number;
  /** A page that was written. */
  readPage(page: number): Uint8Array;
  writePage(page: number, bytes: Uint8Array): void;
};

export type Pages = {
  /** The number of a page of zeros. */
  allocate(): number;
  /** What it held is forgotten, its number given again. */
  free(page: number): void;
  /** Where the words of the page begin in `words`, until another page is asked for. */
  find(page: number): number;
  /** The same, of a page that is going to be changed. */
  change(page: number): number;
  readonly words: Int32Array;
  /** Writes down all that has changed; answers what is to be given when they are opened again. */
  save(): SavedPages;
};

export type SavedPages = {
  /** How many numbers were given. */
  given: number;
  /** Those that were freed. */
  free: Int32Array;
};

/** Words of a page, as a power of two. */
export const PAGE_BITS = 10;
const PAGE = 1 << PAGE_BITS;

export function pagesOf(file: PageFile, saved: SavedPages | null): Pages {
  const frames = file.pagesAtHand;
  const words = new Int32Array(frames * PAGE);
  /** By page: its frame and one; 0 where it waits in the file. */
  let frameOf = new Int32Array(saved?.given ?? 0);
  let given = saved?.given ?? 0;
  const freed = [...(saved?.free ?? [])];
  /** By frame. */
  const pageIn = new Int32Array(frames).fill(NONE);
  const state = new Uint8Array(frames);
  let taken = 0;
  let hand = 0;

  const bytesOf = (frame: number): Uint8Array => new Uint8Array(words.buffer, frame * PAGE * WORD, PAGE * WORD);

  function writeBack(frame: number): void {
    if (!(state[frame]! & CHANGED)) return;
    file.writePage(pageIn[frame]!, bytesOf(frame));
    state[frame]! &= ~CHANGED;
  }

  /** A frame for a page, of which the one that has not been used for long is put back (the clock of Corbató 1968). */
  function frameFor(page: number): number {
    let frame = taken;
    if (taken < frames) {
      taken += 1;
    } else {
      while (state[hand]! & USED) {
        state[hand]! &= ~USED;
        hand = (hand + 1) % frames;
      }
      frame = hand;
      hand = (hand + 1) % frames;
      if (pageIn[frame] !== NONE) {
        writeBack(frame);
        frameOf[pageIn[frame]!] = 0;
      }
    }
    pageIn[frame] = page;
    frameOf[page] = frame + 1;
    return frame;
  }

  function frameWith(page: number): number {
    const held = frameOf[page]!;
    if (held !== 0) return held - 1;
    const frame = frameFor(page);
    bytesOf(frame).set(file.readPage(page));
    return frame;
  }

  return {
    words,
    allocate() {
      const page = freed.pop() ?? given++;
      if (page >= frameOf.length) {
        const larger = new Int32Array(Math.max(16, frameOf.length * 2));
        larger.set(frameOf);
        frameOf = larger;
      }
      const frame = frameFor(page);
      words.fill(0, frame << PAGE_BITS, (frame + 1) << PAGE_BITS);
      state[frame] = USED | CHANGED;
      return page;
    },
    free(page) {
      const held = frameOf[page]!;
      if (held !== 0) {
        pageIn[held - 1] = NONE;
        state[held - 1] = 0;
        frameOf[page] = 0;
      }
      freed.push(page);
    },
    find(page) {
      const frame = frameWith(page);
      state[frame]! |= USED;
      return frame << PAGE_BITS;
    },
    change(page) {
      const frame = frameWith(page);
      state[frame]! |= USED | CHANGED;
      return frame << PAGE_BITS;
    },
    save() {
      for (let frame = 0; frame < taken; frame += 1) writeBack(frame);
      return { given, free: Int32Array.from(freed) };
    },
  };
}

const NONE = -1;
/** In bytes. */
const WORD = 4;
/** What is known of a frame. */
const USED = 1;
const CHANGED = 2;
