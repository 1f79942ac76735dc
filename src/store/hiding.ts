/** Why a release is not for readers whatever it says itself: a set of reasons, as bits of one number. */

export const REASONS = {
  /** An operator took it down. */
  removed: 1,
  /** Its place in a mirrored folder is gone. */
  gone: 2,
  /** Another release, which its source took back, is the same. */
  copy: 4,
} as const;

export type Reason = keyof typeof REASONS;

export const isHidden = (hidden: number): boolean => hidden !== 0;
export const isHiddenBy = (hidden: number, reason: Reason): boolean => (hidden & REASONS[reason]) !== 0;
export const hide = (hidden: number, reason: Reason): number => hidden | REASONS[reason];
export const show = (hidden: number, reason: Reason): number => hidden & ~REASONS[reason];
