/** Loaded in front of a program (`--import`, with `--expose-gc`): tells its parent how much of its memory is in use. */

process.on('message', () => {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  process.send!(heapUsed + external);
});
