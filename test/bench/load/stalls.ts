/**
 * Loaded before a server's own program (`node --import`): watches its event loop from within, and tells whoever started it
 * when asked. Nothing of it is part of the program.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** `longest`: so long (ms) the loop has looked at nothing else, at most, since it was asked before. */
export type Watched = { longest: number; memoryBytes: number };

const RESOLUTION_MS = 2;

const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
loop.enable();
process.on('message', () => {
  const longest = Math.max(0, loop.max / 1e6 - RESOLUTION_MS);
  process.send?.({ longest, memoryBytes: process.memoryUsage().rss } satisfies Watched);
  loop.reset();
});
// The server ends when it is told to, not when nobody asks any more.
process.channel?.unref();
