/**
 * Block quotations: paragraphs that are wholly somebody's words, with the line that signs them before or after. The
 * marks may be missing (many government sites print none); then the signature alone tells.
 */
import type { AttributionRule, Span } from '../../domain.ts';
import { genderOfGivenName } from '../../lang/given-names.ts';
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import type { Passage } from '../text/quotation-marks.ts';
import { quotable } from '../text/sections.ts';
import { firstAt, type Token } from '../text/tokens.ts';
import type { Found } from './candidate.ts';
import { isNamed, type Signature, sign, signLine } from './signature.ts';
import { readsAsSpeech, speaksAlone, speaksInPerson } from './speech.ts';

export type BlockQuotations = {
  found: Found[];
  /** Passages that are used up, and lines that sign or hold a block quotation. */
  passages: ReadonlySet<Passage>;
  lines: ReadonlySet<Line>;
};

export function blockQuotations(lines: readonly Line[], passages: readonly Passage[]): BlockQuotations {
  const found: Found[] = [];
  const used = new Set<Passage>();
  const claimed = new Set<Line>();
  const inside = new Map<number, Passage>();
  const byLine = new Map<number, Passage[]>();
  const signatures = new Map<Line, Signature | null>();
  for (const passage of passages) {
    for (let i = passage.firstLine; i <= passage.lastLine; i += 1) {
      if (!byLine.has(i)) byLine.set(i, []);
      byLine.get(i)!.push(passage);
      // A few words in marks within a paragraph do not make it a marked quotation.
      if (passage.firstLine !== passage.lastLine || coversLine(passage, lines[i]!)) inside.set(i, passage);
    }
  }

  markupQuotations();
  quotationsSignedInside();
  markedQuotations();
  unmarkedQuotations();
  saidColonQuotations();
  return { found, passages: used, lines: claimed };

  /** `<blockquote>` with its `<cite>` or `<footer>`, or signed by its last line or the line below it. */
  function markupQuotations() {
    for (let i = 0; i < lines.length; i += 1) {
      const number = lines[i]!.quote;
      if (number === null || !quotable(lines[i]!.section)) continue;
      let end = i;
      while (end < lines.length && lines[end]!.quote === number) end += 1;
      const group = lines.slice(i, end);
      let content = group.filter((line) => line.kind !== 'attribution');
      let signature: Signature | null = null;
      const signers = group.filter((line) => line.kind === 'attribution');
      if (signers.length) signature = sign(signers, true);
      else {
        for (const size of [2, 1]) {
          if (signature || content.length <= size) continue;
          const last = content.slice(-size);
          if (last.some((line) => inside.has(line.index))) continue;
          signature = sign(last, true);
          if (signature && !(signature.line.strong || signature.line.dashed)) signature = null;
          if (signature) content = content.slice(0, -size);
        }
        signature ??= content.length ? signatureBelow(end, true) : null;
      }
      i = end - 1;
      if (!signature || !content.length) continue;
      const passage = inside.get(content[0]!.index);
      const marked =
        passage && passage.firstLine === content[0]!.index && passage.lastLine === content.at(-1)!.index
          ? passage
          : null;
      take(marked ? marked.pieces : content, content[0]!, signature, 'block-markup');
      for (const line of group) claimed.add(line);
      for (const line of content) for (const other of passagesOn(line)) used.add(other);
    }
  }

  /** `« Le pont est ouvert. – Petra Olden, mairesse »`: the signature before the closing mark. */
  function quotationsSignedInside() {
    for (const passage of passages) {
      const line = lines[passage.lastLine]!;
      const inside = used.has(passage) || !coversLine(passage, line) ? null : signatureInside(passage, line);
      if (!inside) continue;
      take(inside.pieces, lines[passage.firstLine]!, inside.signature, 'block-signed-same-line');
      used.add(passage);
    }
  }

  /** Paragraphs in marks: signed on their last line, below, or above. */
  function markedQuotations() {
    let unsigned: Passage[] = [];
    for (const passage of passages) {
      if (used.has(passage)) continue;
      const first = lines[passage.firstLine]!;
      const last = lines[passage.lastLine]!;
      const open = firstAt(first.tokens, passage.outer.start);
      const close = firstAt(last.tokens, passage.outer.end);
      // More than a signature's length behind the marks is prose.
      const tail = last.tokens.slice(close, close + MAX_SIGNATURE);
      const opensLine = open <= 2 && first.tokens.slice(0, open).every((token) => DASHES.has(token.text));
      if (!opensLine) {
        unsigned = [];
        continue;
      }
      const rest = skipPunctuation(tail);
      const here = rest.length ? signLine(rest, last) : null;
      let signature: Signature | null = null;
      let rule: AttributionRule = 'block-signed-below';
      if (here && (here.line.dashed || (here.line.strong && !startsWithComma(tail)))) {
        signature = { ...here, lines: [] };
        rule = 'block-signed-same-line';
      } else if (!rest.length) {
        // A name line that ends in a colon or a dash announces; any other signs what stands above it.
        signature = signatureAbove(first);
        rule = 'block-signed-above';
        if (!signature) {
          signature = signatureBelow(passage.lastLine + 1, first.section === 'quotes');
          rule = 'block-signed-below';
        }
      }
      if (!signature) {
        if (!rest.length) unsigned.push(passage);
        else unsigned = [];
        continue;
      }
      // Quotations right above it without a signature of their own share this one.
      for (const shared of rule === 'block-signed-below' ? unsigned : []) {
        if (quotesRun(shared, passage)) {
          take(shared.pieces, lines[shared.firstLine]!, signature, 'block-signed-together');
          used.add(shared);
        }
      }
      unsigned = [];
      take(passage.pieces, first, signature, rule);
      used.add(passage);
    }
  }

  /** Whether only whole passages stand between the two. */
  function quotesRun(from: Passage, to: Passage): boolean {
    for (let i = from.lastLine + 1; i < to.firstLine; i += 1) if (!inside.has(i)) return false;
    return true;
  }

  /** Paragraphs without marks above a line that can only be a signature. */
  function unmarkedQuotations() {
    let floor = 0;
    let signedFloor = false;
    for (const line of lines) {
      if (line.section !== 'body' && line.section !== 'quotes') {
        floor = line.index + 1;
        continue;
      }
      if (line.kind === 'heading' || claimed.has(line)) {
        floor = line.index + 1;
        signedFloor = line.kind !== 'heading';
        continue;
      }
      if (inside.has(line.index) || line.index === floor || line.kind === 'item') continue;
      // A sentence signs nothing: most lines are told by their last character.
      if (line.tokens.length > MAX_SIGNATURE || (/[.!?…]$/.test(line.text) && line.tokens.length > MAX_BARE_NAME * 3))
        continue;
      const signature = signatureAt(line, line.section === 'quotes');
      if (!signature?.line.strong) continue;
      const content: Line[] = [];
      // Between two signatures stand the words of the second.
      const signedAbove = signedFloor && line.index - floor <= MAX_BETWEEN;
      for (let i = line.index - 1; i >= floor && content.length < MAX_PARAGRAPHS; i -= 1) {
        const above = lines[i]!;
        if (above.section !== line.section || above.kind === 'heading' || claimed.has(above) || !readsAsSpeech(above))
          break;
        if (content.length > 0 && line.section !== 'quotes' && !signedAbove && !speaksAlone(above)) break;
        content.unshift(above);
      }
      if (
        !content.length ||
        (line.section === 'body' && !content.some(speaksInPerson) && !signature.line.mention.offices.length)
      )
        continue;
      if (content.some((piece) => passagesOn(piece).some((passage) => used.has(passage)))) continue;
      take(content, content[0]!, signature, 'block-unmarked');
      for (const piece of content) {
        claimed.add(piece);
        for (const passage of passagesOn(piece)) used.add(passage);
      }
      floor = line.index + 1;
      signedFloor = true;
    }
  }

  /** British style: `X, Chair of Y, said:` and then paragraphs without marks. */
  function saidColonQuotations() {
    for (const line of lines) {
      if (!quotable(line.section) || claimed.has(line) || inside.has(line.index)) continue;
      const cue = closingCue(line);
      if (!cue) continue;
      const content: Line[] = [];
      for (let i = line.index + 1; i < lines.length; i += 1) {
        const next = lines[i]!;
        if (
          next.section !== line.section ||
          next.kind === 'heading' ||
          next.kind === 'item' ||
          inside.has(i) ||
          claimed.has(next)
        )
          break;
        if (closingCue(next) || !readsAsSpeech(next)) break;
        if (content.length > 0 && !speaksInPerson(next)) {
          // A paragraph of plain statement goes on only when the speech comes back in person right after it.
          const after = lines[i + 1];
          if (
            !after ||
            after.section !== line.section ||
            !readsAsSpeech(after) ||
            !speaksInPerson(after) ||
            closingCue(after)
          )
            break;
        }
        content.push(next);
      }
      if (!content.length) continue;
      const signature = signLine(line.tokens.slice(0, cue.index), line);
      if (!signature) continue;
      take(content, content[0]!, signature, 'block-said-colon', cue.span);
      for (const piece of [line, ...content]) claimed.add(piece);
    }
  }

  function take(
    content: readonly Span[],
    line: Line,
    signature: Signature,
    rule: AttributionRule,
    cue: Span | null = null,
  ) {
    const spans = content.map(({ start, end }) => ({ start, end }));
    found.push({ rule, kind: 'direct', content: spans, line, source: signature.source, cue });
    for (const signer of signature.lines) claimed.add(signer);
  }

  function passagesOn(line: Line): Passage[] {
    return byLine.get(line.index) ?? [];
  }

  // ------------------------------------------------------------------------------------------------------- signatures

  /** A whole line as a signature: asked of the same line from above and from below. */
  function signed(line: Line): Signature | null {
    let signature = signatures.get(line);
    if (signature === undefined) {
      signature = signLine(line.tokens, line);
      signatures.set(line, signature);
    }
    return signature;
  }

  function signatureBelow(index: number, lenient: boolean): Signature | null {
    const line = lines[index];
    if (!line || !quotable(line.section) || claimed.has(line) || inside.has(index) || line.kind === 'heading')
      return null;
    // `X, mayor –` over another quotation is of that one.
    if (/[:–—-]$/.test(line.text) && inside.has(index + 1)) return null;
    const signature = signatureAt(line, lenient);
    return signature &&
      (lenient || signature.line.strong || signature.line.dashed || line.tokens.length <= MAX_BARE_NAME)
      ? signature
      : null;
  }

  /** One line, or two of one paragraph (name and office on lines of their own). */
  function signatureAt(line: Line, lenient: boolean): Signature | null {
    // `X, mairesse, a déclaré :` announces what stands below it.
    if (closingCue(line)) return null;
    const next = lines[line.index + 1];
    const two =
      next &&
      next.section === line.section &&
      (next.block === line.block || lenient) &&
      !inside.has(next.index) &&
      !claimed.has(next);
    if (two && next.text.length < 160 && !/[.:]$/.test(line.text)) {
      const first = signed(line)?.line;
      const second = signed(next)?.line;
      // Name and office on lines of their own, in either order.
      const complement =
        first && second && isNamed(first) !== isNamed(second) && !(first.strong && next.block !== line.block);
      if (complement || (next.block === line.block && (first || second) && !(first?.strong && second?.strong))) {
        const both = sign([line, next], false);
        if (both && isNamed(both.line)) return both;
      }
    }
    const one = signed(line);
    return one ? { ...one, lines: [line] } : null;
  }

  function signatureAbove(line: Line): Signature | null {
    const above = lines[line.index - 1];
    if (!above || !quotable(above.section) || claimed.has(above) || inside.has(above.index)) return null;
    const one = announcing(above);
    return one && (line.section === 'quotes' || isSomebody(one)) ? { ...one, lines: [above] } : null;
  }
}

/** `X, mairesse, a déclaré :`: where the cue begins that ends the line. */
function closingCue(line: Line): { index: number; span: Span } | null {
  const { tokens } = line;
  if (tokens.at(-1)?.text !== ':' || tokens.length > 60) return null;
  for (let i = tokens.length - 2; i >= Math.max(1, tokens.length - 4); i -= 1) {
    const token = tokens[i]!;
    if (languages[line.lang].cueVerbs.has(token.folded) && !token.capital) {
      let from = i;
      while (from > 1 && languages[line.lang].cueFillers.has(tokens[from - 1]!.folded)) from -= 1;
      return { index: from, span: { start: tokens[from]!.start, end: token.end } };
    }
  }
  return null;
}

/** A dash behind a full stop, and a name with an office between it and the closing mark; with what stands before it. */
function signatureInside({ pieces, outer }: Passage, line: Line): { pieces: Span[]; signature: Signature } | null {
  const last = pieces.at(-1)!;
  const close = firstAt(line.tokens, last.end);
  for (let i = close - 1; i > firstAt(line.tokens, Math.max(last.start, outer.start)); i -= 1) {
    if (!SIGNING.has(line.tokens[i]!.text)) continue;
    const stop = line.tokens[i - 1]!;
    const signature = STOPS.has(stop.text) ? signLine(line.tokens.slice(i + 1, close), line) : null;
    if (!signature?.line.strong) return null;
    return { pieces: [...pieces.slice(0, -1), { start: last.start, end: stop.end }], signature };
  }
  return null;
}
const SIGNING = new Set(['-', '–', '—', '―', '−']);
const STOPS = new Set(['.', '!', '?', '…']);

/** A line that ends in a colon or a dash, as the name of who speaks below it. */
function announcing(line: Line): Signature | null {
  if (!/[:–—-]$/.test(line.text)) return null;
  if (line.lead <= line.start) return signLine(line.tokens, line);
  // A line with the dateline begins the story; its colon introduces, it does not sign.
  return line.text.endsWith(':') ? null : signLine(line.tokens.slice(firstAt(line.tokens, line.lead)), line);
}

/** Also `Thora Kell, librarian of the Sound –`: a name in full, whatever it is followed by. */
function isSomebody({ source: { tokens }, line }: Signature): boolean {
  if (line.strong) return true;
  const name = line.mention.people[0]?.name;
  return (
    name !== undefined &&
    name.from === 0 &&
    name.weight >= 2 &&
    genderOfGivenName(tokens[name.core.from]!.text) !== undefined
  );
}

const DASHES = new Set(['-', '–', '—', '―', '•', '*']);
const MAX_PARAGRAPHS = 8;
const MAX_BARE_NAME = 8;
const MAX_SIGNATURE = 90;
const MAX_BETWEEN = 3;
const MAX_LEAD = 8;

/** The passage is the line, but for dashes before it and a signature or a stop behind. */
function coversLine({ outer }: Passage, line: Line): boolean {
  const lead = Math.max(0, outer.start - line.start);
  return (
    lead <= MAX_LEAD &&
    line.text.slice(0, lead).trim().length <= 2 &&
    outer.end - outer.start > 0 &&
    (outer.end - Math.max(outer.start, line.start)) * 2 > line.end - line.start
  );
}

const skipPunctuation = (tokens: readonly Token[]): Token[] => {
  let from = 0;
  while (from < tokens.length && PUNCTUATION.has(tokens[from]!.text)) from += 1;
  return tokens.slice(from);
};
const PUNCTUATION = new Set(['.', ',', ';', '!', '?', '…', ')', '»', '”', '"']);
const startsWithComma = (tokens: readonly Token[]): boolean => tokens[0]?.text === ',';
