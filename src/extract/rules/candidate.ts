/** What the rules of extraction hand over: a quotation with the phrase that says who speaks, not yet resolved. */
import type { AttributionRule, QuotationKind, Span } from '../../domain.ts';
import type { Line } from '../text/lines.ts';
import type { Token } from '../text/tokens.ts';
import type { Mention } from '../who/mentions.ts';

/** A mention with the tokens that its ranges count in. */
export type Source = { tokens: readonly Token[]; mention: Mention };

export type Found = {
  /** The name of the rule, kept with the attribution for good. */
  rule: AttributionRule;
  kind: QuotationKind;
  content: Span[];
  /** The line it begins on: its paragraph and language. */
  line: Line;
  source: Source | null;
  cue: Span | null;
  /** Nothing printed says who speaks: the speaker before it goes on. */
  continues?: boolean;
  /** Without any speaker it is too little to be called a quotation. */
  needsSpeaker?: boolean;
  /** Reported at second hand or in the conditional: never more than inferred. */
  hedged?: boolean;
  /** Stands in what its sentence reports (`a annoncé que …`, `selon …`): so does all that follows in the sentence. */
  reports?: boolean;
};
