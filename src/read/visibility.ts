/**
 * Whether a release may be shown: public only where nothing speaks against it. Whoever has a say (fields, notices,
 * comments, a sidecar) makes a claim, and the strictest counts. No clock here: an embargo ends by itself, at its instant.
 */
import type { Diagnostic, Status, Visibility } from '../domain.ts';

/** What one field or line says. One that says nothing against the release is no claim, or a claim of `usable`. */
export type Claim = {
  status: Status;
  /** The instant (ISO 8601, UTC) at which an embargo ends. */
  until: string | null;
  /** It says that there is an embargo, and not until when. */
  undated: boolean;
  /** Why a reader of the input should have a look at it; null where it is said in so many words. */
  doubt: Doubt | null;
};

export type Doubt = { expected: string; found: string };

/** The rule of the diagnostics that tell why a release is not shown where its publisher may not have meant it. */
export const DOUBTFUL = 'visibility-doubtful';

/** What all claims come to. Of several moments the latest counts; an embargo of which nobody tells the end has none. */
export function visibilityOf(claims: readonly Claim[]): Visibility {
  const embargoedUntil = latest(claims.map(({ until }) => until));
  const undated = embargoedUntil === null && claims.some((claim) => claim.undated);
  return {
    status: strictest([...claims.map(({ status }) => status), undated ? 'withheld' : 'usable']),
    embargoedUntil,
  };
}

/** What either of two forbids. */
export function stricter(a: Visibility, b: Visibility): Visibility {
  return {
    status: strictest([a.status, b.status]),
    embargoedUntil: latest([a.embargoedUntil, b.embargoedUntil]),
  };
}

/** One remark for each doubt, and what came of it. */
export function doubtsIn(claims: readonly Claim[], { status, embargoedUntil }: Visibility): Diagnostic[] {
  const until = embargoedUntil === null ? '' : ` under embargo until ${embargoedUntil}`;
  const outcome = status === 'usable' ? until || ' public' : ` ${status}`;
  const messages = claims.flatMap(({ doubt }) =>
    doubt ? [`expected ${doubt.expected}, found ${doubt.found}:${outcome}`] : [],
  );
  return [...new Set(messages)].map((message) => ({ rule: DOUBTFUL, message, span: null }));
}

const STRICTNESS: readonly Status[] = ['usable', 'withheld', 'withdrawn'];

function strictest(all: readonly Status[]): Status {
  return STRICTNESS[Math.max(0, ...all.map((status) => STRICTNESS.indexOf(status)))]!;
}

/** Instants of one form are ordered as texts are. */
function latest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((late, one) => (one !== null && (late === null || one > late) ? one : late), null);
}
