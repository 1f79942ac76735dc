/** Work that has time lets those who search go first. */
import { constants, setPriority } from 'node:os';

/** From now on other processes come before this one on the processor; where that is not allowed, they do not. */
export function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // as quick as before
  }
}
