/** From when on a release may be shown. */
import type { Visibility } from '../domain.ts';

/**
 * The instant (ms) from which it may be shown: `-Infinity` for what is open, `Infinity` for what is withheld or withdrawn.
 * A date that cannot be read never comes: what is under embargo stays so until its end is known for sure.
 */
export function opensAt({ status, embargoedUntil }: Visibility): number {
  if (status !== 'usable') return Number.POSITIVE_INFINITY;
  if (embargoedUntil === null) return Number.NEGATIVE_INFINITY;
  const instant = Date.parse(embargoedUntil);
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}

/** `now` in ms. */
export const isOpen = (visibility: Visibility, now: number): boolean => opensAt(visibility) <= now;
