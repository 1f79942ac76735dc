/** What the benchmark asks of an engine. */
import type { Question } from './collection.ts';

export type Engine = {
  name: string;
  /** Whether it orders what it finds by how well it answers. */
  ranks: boolean;
  /** The largest collection it is asked for: beyond, it takes more memory or patience than there is. */
  most: number;
  /** Indexes the collection of `folder` into `dir`, which is new and empty. */
  build(folder: string, dir: string): Promise<Built>;
  /** What `build` left in `dir`, in a fresh process. */
  open(dir: string): Promise<Searcher>;
};

export type Built = Searcher & {
  /** Null when it can be opened again; else why not. */
  unsaved: string | null;
};

export type Searcher = {
  /** How many it found, the ten best of them in hand; null when it cannot be asked this. */
  ask(question: Question): number | null | Promise<number | null>;
  close(): void | Promise<void>;
};
