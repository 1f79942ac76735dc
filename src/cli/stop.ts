/** The end of a server, as it is asked for: by whoever watches over it, or a terminal that closes. */

const SIGNALS = ['SIGHUP', 'SIGTERM', 'SIGINT'] as const;

/** Aborted with the first signal to end. The next one finds nobody who listens, and ends the process at once. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const end = () => {
    for (const signal of SIGNALS) process.off(signal, end);
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, end);
  return stop.signal;
}
