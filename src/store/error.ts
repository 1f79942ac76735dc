/** What the record could not do: with which file, and what the system or the database said. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}

/** Runs `action`; a failure says what was attempted (`open`, `record release r12 in`) and on which file. */
export function attempt<T>(path: string, attempted: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(path, `cannot ${attempted} ${path}: ${reason}`, { cause: error });
  }
}
