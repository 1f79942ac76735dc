/**
 * Quotation marks -> passages. Marks are read paragraph by paragraph and restart at each, as the style guides have it;
 * a passage that a paragraph leaves open goes on in the next only where that one reopens it (Chicago 13.30, Ramat
 * & Muller: a mark at the head of each paragraph), or where a later paragraph closes it without having opened any.
 * A stray mark costs at most its own paragraph.
 */
import type { Span } from '../../domain.ts';
import type { Line } from './lines.ts';
import type { Token } from './tokens.ts';

export type Passage = {
  /** From the opening mark to the closing one, both included; to the end of the line when it is never closed. */
  outer: Span;
  /** The words between the marks, one piece a paragraph. */
  pieces: Span[];
  /** Lines of its first and last piece. */
  firstLine: number;
  lastLine: number;
  closed: boolean;
  family: Family;
};

type Family = 'guillemet' | 'double' | 'straight' | 'single' | 'ascii' | 'latex';
type Mark = Span & {
  family: Family;
  opens: boolean;
  closes: boolean;
  /** The family it also closes, at the end of a sentence: copies mix straight and curly marks (`"X.” Then`). */
  mends: Family | undefined;
};
type LineMarks = {
  whole: { open: Mark; close: Mark }[];
  /** Opened on this line and not closed on it. */
  left: Mark | null;
  /** The first mark when it closes what no mark of this line opened. */
  lone: Mark | null;
  /** A mark that stands at the head of the line. */
  head: Mark | null;
  /** The first mark behind it that closes, when the one at the head closes too (printers reopen with `»`). */
  second: Mark | null;
};

/** The outermost passages of the lines, in order. Passages never cross into a line that `within` refuses. */
export function passagesOf(text: string, lines: readonly Line[], within: (line: Line) => boolean): Passage[] {
  const marks = lines.map((line) => (within(line) ? pair(line) : null));
  const passages: Passage[] = [];
  const taken = new Set<Mark>();
  for (const line of lines) {
    const found = marks[line.index];
    if (!found) continue;
    for (const { open, close } of found.whole) {
      if (taken.has(open)) continue;
      passages.push(passage([{ start: open.end, end: close.start }], open, close, line.index, line.index));
    }
    if (found.left && !taken.has(found.left)) passages.push(continued(lines, marks, line, found.left, taken));
  }
  return passages.filter(({ pieces }) => pieces.length > 0).sort((a, b) => a.outer.start - b.outer.start);

  function passage(pieces: Span[], open: Mark, close: Mark | null, first: number, last: number): Passage {
    return {
      outer: { start: open.start, end: close?.end ?? pieces.at(-1)!.end },
      pieces: pieces.map((piece) => trimmed(text, piece)).filter(({ start, end }) => end > start),
      firstLine: first,
      lastLine: last,
      closed: close !== null,
      family: open.family,
    };
  }

  function continued(
    all: readonly Line[],
    byLine: (LineMarks | null)[],
    from: Line,
    open: Mark,
    used: Set<Mark>,
  ): Passage {
    const pieces: Span[] = [{ start: open.end, end: from.end }];
    let last = from.index;
    for (let next = from.index + 1; next < Math.min(all.length, from.index + MAX_PARAGRAPHS); next += 1) {
      const found = byLine[next];
      const line = all[next]!;
      if (line.kind === 'caption') continue;
      if (!found) break;
      const head = found.head?.family === open.family ? found.head : null;
      if (head && head === found.lone) {
        // `» Il sera gratuit. »`; what opens within it is no passage of its own.
        if (found.left && !found.second) used.add(found.left);
        pieces.push({ start: head.end, end: found.second?.start ?? line.end });
        if (found.second) return passage(pieces, open, found.second, from.index, next);
        last = next;
        continue;
      }
      if (head) {
        const whole = found.whole.find((pairing) => pairing.open === head);
        if (whole) {
          // A line that opens and closes is the last paragraph when nothing but its end follows the mark.
          pieces.push({ start: head.end, end: whole.close.start });
          used.add(head);
          return passage(pieces, open, whole.close, from.index, next);
        }
        if (found.left === head) {
          pieces.push({ start: head.end, end: line.end });
          used.add(head);
          last = next;
          continue;
        }
        if (found.lone && found.lone !== head) {
          pieces.push({ start: head.end, end: found.lone.start });
          return passage(pieces, open, found.lone, from.index, next);
        }
      }
      const closer = closingWithoutOpening(byLine, next, open.family);
      if (closer === null) break;
      for (const { start, end, kind } of all.slice(next, closer)) if (kind !== 'caption') pieces.push({ start, end });
      const close = byLine[closer]!.lone!;
      pieces.push({ start: all[closer]!.start, end: close.start });
      return passage(pieces, open, close, from.index, closer);
    }
    return passage(pieces, open, null, from.index, last);
  }
}

const MAX_PARAGRAPHS = 40;
const MAX_UNMARKED = 8;

/** The line that closes, without any mark between that opens or closes: at most a few paragraphs on. */
function closingWithoutOpening(byLine: readonly (LineMarks | null)[], from: number, family: Family): number | null {
  for (let next = from; next < Math.min(byLine.length, from + MAX_UNMARKED); next += 1) {
    const found = byLine[next];
    if (!found) return null;
    if (found.lone?.family === family && found.lone !== found.head) return next;
    if (found.whole.length || found.left || found.lone) return null;
  }
  return null;
}

/** Pairs the marks of one line, outermost only. */
function pair(line: Line): LineMarks {
  const marks = marksOf(line);
  const all = pairMarks(marks);
  // A single mark that nothing closes was an apostrophe; it must not hide what stands behind it.
  const { whole, open, lone } =
    all.open?.family === 'single' ? pairMarks(marks.filter((mark) => mark.family !== 'single')) : all;
  const first = marks[0];
  const head = first && line.text.slice(0, first.start - line.start).trim() === '' ? first : null;
  const second = head?.closes
    ? (marks.find((mark) => mark !== head && mark.closes && mark.family === head.family) ?? null)
    : null;
  return { whole, left: open, lone, head, second };
}

function pairMarks(marks: readonly Mark[]): {
  whole: { open: Mark; close: Mark }[];
  open: Mark | null;
  lone: Mark | null;
} {
  const whole: { open: Mark; close: Mark }[] = [];
  const stack: Mark[] = [];
  let lone: Mark | null = null;
  for (const mark of marks) {
    const own = mark.closes ? stack.findLastIndex((open) => open.family === mark.family) : -1;
    const opener = own === -1 && mark.mends ? stack.findLastIndex((open) => open.family === mark.mends) : own;
    if (opener >= 0) {
      if (opener === 0) whole.push({ open: stack[0]!, close: mark });
      stack.length = opener;
    } else if (mark.opens) {
      if (stack.length < MAX_DEPTH) stack.push(mark);
    } else if (stack.length === 0 && mark.family !== 'single') lone ??= mark;
  }
  return { whole, open: stack[0] ?? null, lone };
}

// Marks nest three deep in print; the bound keeps a megabyte of opening marks linear.
const MAX_DEPTH = 6;

const FAMILIES: Record<string, { family: Family; opens: boolean; closes: boolean }> = {
  '«': { family: 'guillemet', opens: true, closes: false },
  '»': { family: 'guillemet', opens: false, closes: true },
  '“': { family: 'double', opens: true, closes: false },
  '„': { family: 'double', opens: true, closes: false },
  '”': { family: 'double', opens: false, closes: true },
  '<<': { family: 'ascii', opens: true, closes: false },
  '>>': { family: 'ascii', opens: false, closes: true },
  '``': { family: 'latex', opens: true, closes: false },
  "''": { family: 'latex', opens: false, closes: true },
};

const MAY_MARK = new Set([...'«»“”„<>`\'"＂‘’']);

function marksOf({ tokens, text, start }: Line): Mark[] {
  const marks: Mark[] = [];
  for (const token of tokens) {
    const last = token.text[token.text.length - 1]!;
    if (token.kind === 'word' ? last !== '’' && last !== "'" : !MAY_MARK.has(last)) continue;
    const at = token.start - start;
    const mark = markOf(token, text[at - 1] ?? ' ', text[at + token.text.length] ?? ' ');
    if (mark) marks.push(mark);
  }
  return withoutPossessives(marks, text, start);
}

/** `‘The farmers’ stalls are full.’`: an apostrophe behind an s closes nothing where another mark does that. */
function withoutPossessives(marks: readonly Mark[], text: string, start: number): Mark[] {
  const kept: Mark[] = [];
  let closesLater = false;
  for (const mark of marks.toReversed()) {
    const single = mark.family === 'single';
    const possessive =
      single && mark.closes && POSSESSIVE.test(text.slice(mark.start - start - 1, mark.end - start + 2));
    if (!(possessive && closesLater)) kept.push(mark);
    if (single) closesLater = mark.closes;
  }
  return kept.reverse();
}
const POSSESSIVE = /^s['’] \p{Ll}/u;

/** What this sign is between these characters, if it is a mark; a word may end in one. */
function markOf({ start, end, text, kind }: Token, before: string, after: string): Mark | null {
  // `students’` and `dans’` swallow their apostrophe; a single closing mark may hide there.
  if (kind === 'word') return LETTER.test(after) ? null : toMark(end - 1, end, 'single', false, true);
  switch (text) {
    case '"':
    case '＂': {
      const opens = SPACE.test(before) || OPENING.test(before);
      const closes = !SPACE.test(before) || SPACE.test(after);
      const mends = STOP.test(before) && !LETTER.test(after) ? 'double' : undefined;
      return toMark(start, end, 'straight', opens || !closes, closes && !(opens && !SPACE.test(after)), mends);
    }
    case '‘':
    case "'":
      if ((SPACE.test(before) || OPENING.test(before)) && !SPACE.test(after))
        return toMark(start, end, 'single', true, false);
      return LETTER.test(after) ? null : toMark(start, end, 'single', false, true);
    case '’':
      return LETTER.test(after) ? null : toMark(start, end, 'single', false, true);
  }
  const known = FAMILIES[text];
  if (!known) return null;
  // “ also closes, after „ or in copies that curl every mark the same way.
  const curlsBack = text === '“' && !SPACE.test(before) && !OPENING.test(before) && !LETTER.test(after);
  const closes = known.closes || curlsBack;
  const mends = closes && known.family === 'double' && STOP.test(before) ? 'straight' : undefined;
  return toMark(start, end, known.family, known.opens && !curlsBack, closes, mends);
}

const toMark = (
  start: number,
  end: number,
  family: Family,
  opens: boolean,
  closes: boolean,
  mends: Family | undefined = undefined,
): Mark => ({ start, end, family, opens, closes, mends });

const SPACE = /[\s\u00a0\u202f]/;
const STOP = /[.,!?…]/;
const OPENING = /[([{«“‘<—–-]/;
const LETTER = /[\p{L}\p{N}]/u;

/** Without the spaces inside the marks, nor the marks again where a page has put them twice (`« « X » »`). */
function trimmed(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const span = { start: start + inside.length - inside.trimStart().length, end: start + inside.trimEnd().length };
  const closer = REPEATED[text[span.start] ?? ''];
  const again = closer !== undefined && text[span.end - 1] === closer && span.end - span.start > 2;
  if (!again || text.slice(span.start + 1, span.end - 1).includes(closer)) return span;
  return trimmed(text, { start: span.start + 1, end: span.end - 1 });
}

const REPEATED: Record<string, string> = { '«': '»', '“': '”', '"': '"' };
