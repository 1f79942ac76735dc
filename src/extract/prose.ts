/**
 * Quotations in the running text: a passage in marks, and in its own sentence the cue and the phrase that say who
 * speaks. Each rule below looks at one arrangement of the three; the first that fits decides. A passage that no rule
 * fits is a title, a term or a slogan, and quotes nobody.
 */
import type { Span } from '../domain.ts';
import { languages } from '../lang/index.ts';
import type { Found, Source } from './found.ts';
import type { Line } from './lines.ts';
import type { Passage } from './marks.ts';
import { attributionLine, type Mention, mentionAt, mentionBefore } from './mentions.ts';
import { endsSentence, type Token } from './tokens.ts';

/** A passage with the tokens of its sentence before and after it. */
type Setting = {
  passage: Passage;
  line: Line;
  /** Tokens of the first line; `before` … `open` is the sentence up to the opening mark. */
  tokens: readonly Token[];
  before: number;
  open: number;
  /** Tokens of the last line; `close` … `after` is what follows the closing mark in its sentence. */
  tail: readonly Token[];
  tailLine: Line;
  close: number;
  after: number;
  /** Words of the passage. */
  words: readonly Token[];
};

type Attributed = { rule: string; source: Source | null; cue: Span | null; hedged?: boolean };

export function proseQuotations(
  lines: readonly Line[],
  passages: readonly Passage[],
  used: ReadonlySet<Passage>,
): Found[] {
  const found: Found[] = [];
  let previous: { passage: Passage; found: Found } | null = null;
  for (let i = 0; i < passages.length; i += 1) {
    const passage = passages[i]!;
    if (used.has(passage)) continue;
    const setting = settingOf(lines, passages, i);
    const quotation = read(setting, previous);
    if (!quotation) continue;
    if (quotation === 'joined') {
      previous!.found.content.push(...passage.pieces);
      previous = { passage, found: previous!.found };
    } else {
      found.push(quotation);
      previous = { passage, found: quotation };
    }
  }
  return found;
}

function read(setting: Setting, previous: { passage: Passage; found: Found } | null): Found | 'joined' | null {
  const { passage, line, words } = setting;
  if (!words.length) return null;
  if (previous && joins(setting, previous)) return 'joined';

  const incise = inciseInside(setting);
  if (incise)
    return { kind: 'direct', content: incise.pieces, line, rule: incise.rule, source: incise.source, cue: incise.cue };

  const whole = standsAlone(setting);
  const after = cueAfter(setting);
  if (after && (whole || words.length >= 4) && !isName(setting)) {
    return { kind: whole || utters(setting) ? 'direct' : 'mixed', content: passage.pieces, line, ...after };
  }
  const before = cueBefore(setting);
  if (before) {
    if (before.strength === 'colon' || (before.strength === 'clause' && words.length >= 3 && !isName(setting))) {
      return {
        kind: 'direct',
        content: passage.pieces,
        line,
        rule: before.rule,
        source: before.source,
        cue: before.cue,
        hedged: before.hedged,
      };
    }
    if (!isName(setting)) {
      return {
        kind: utters(setting) ? 'direct' : 'mixed',
        content: passage.pieces,
        line,
        rule: before.rule,
        source: before.source,
        cue: before.cue,
        hedged: before.hedged,
      };
    }
    return null;
  }
  if (whole && utters(setting)) {
    return {
      kind: 'direct',
      content: passage.pieces,
      line,
      rule: 'prose-continues',
      source: null,
      cue: null,
      continues: true,
    };
  }
  return null;
}

// ------------------------------------------------------------------------------------------------------------ setting

function settingOf(lines: readonly Line[], passages: readonly Passage[], index: number): Setting {
  const passage = passages[index]!;
  const line = lines[passage.firstLine]!;
  const tailLine = lines[passage.lastLine]!;
  const tokens = line.tokens;
  const tail = tailLine.tokens;
  const open = firstAt(tokens, passage.outer.start);
  const close = firstAt(tail, passage.outer.end);
  const former = passages[index - 1];
  const floor = former && former.lastLine === line.index ? firstAt(tokens, former.outer.end) : 0;
  let before = open;
  while (before > floor && !endsSentence(tokens, before - 1, line.lang)) before -= 1;
  const next = passages[index + 1];
  const ceiling = next && next.firstLine === tailLine.index ? firstAt(tail, next.outer.start) : tail.length;
  let after = close;
  while (after < ceiling && !(after > close && endsSentence(tail, after, tailLine.lang))) after += 1;
  const words: Token[] = [];
  for (const piece of passage.pieces) {
    for (let i = passage.firstLine; i <= passage.lastLine; i += 1) {
      const own = lines[i]!.tokens;
      for (let t = firstAt(own, piece.start); t < own.length && own[t]!.end <= piece.end; t += 1)
        if (own[t]!.kind === 'word') words.push(own[t]!);
    }
  }
  return { passage, line, tokens, before, open, tail, tailLine, close, after, words };
}

/** The index of the first token at or behind a place in the text. */
function firstAt(tokens: readonly Token[], position: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Nothing of its sentence stands before the passage but a dash. */
const standsAlone = ({ tokens, before, open }: Setting): boolean => {
  for (let i = before; i < open; i += 1) if (!IGNORED.has(tokens[i]!.text)) return false;
  return true;
};
const IGNORED = new Set(['-', '–', '—', '―', '•', '*', '(']);

/** Reads as an utterance of its own: begins like a sentence and is long enough, or ends like one. */
function utters({ words, passage, tailLine, line }: Setting): boolean {
  const last = passage.pieces.at(-1)!;
  const end = tailLine.text.slice(last.end - 1 - tailLine.start, last.end - tailLine.start);
  const start = line.text.slice(passage.pieces[0]!.start - line.start);
  return words.length >= 3 && /^[\p{Lu}\p{N}[(…“‘«]/u.test(start) && (/[.!?…,]/.test(end) || words.length >= 8);
}

/** A title, a term, a slogan: a noun that names stands right before the mark, or most words are capitalised. */
function isName({ tokens, before, open, words, line }: Setting): boolean {
  const { namingWords, determiners, officeLinks } = languages[line.lang];
  let i = open - 1;
  while (i >= before && (determiners.has(tokens[i]!.folded) || officeLinks.has(tokens[i]!.folded))) i -= 1;
  const previous = tokens[i];
  if (previous?.kind === 'word' && namingWords.has(previous.folded) && i === open - 1) return true;
  const long = words.filter((word) => word.text.length > 3);
  const capitals = long.filter((word) => word.capital).length;
  return open > before && words.length <= 8 && long.length > 0 && capitals === long.length;
}

// -------------------------------------------------------------------------------------------------------------- rules

/** `« X », a déclaré NAME`, `“X,” said NAME`, `“X,” NAME told …`, `« X », de conclure NAME`, `« X » : la promesse de …`. */
function cueAfter({ tail, tailLine, close, after }: Setting): Attributed | null {
  const { lang } = tailLine;
  const table = languages[lang];
  let at = close;
  let newSentence = false;
  while (at < after && PUNCTUATION.has(tail[at]!.text)) {
    if (tail[at]!.text === '.') newSentence = true;
    at += 1;
  }
  if (at >= after) return null;
  const source = (mention: Mention): Source => ({ tokens: tail, mention });

  // Infinitive of narration.
  const first = tail[at]!;
  if (table.narrativeOpeners.has(first.folded)) {
    const verb = tail[at + 1];
    if (verb && table.cueInfinitives.has(verb.folded)) {
      const subject = skipTo(tail, at + 2, after, lang);
      return subject
        ? { rule: 'prose-infinitive', source: source(subject), cue: { start: first.start, end: verb.end } }
        : null;
    }
  }

  const cue = findCue(tail, at, Math.min(after, at + 30), lang, true);
  if (!cue) return null;
  const hedged = hedges(tail, at, cue.at, lang);
  if (hedged === 'denied') return null;

  // Verb first, then the subject; an inverted pronoun stands before the participle.
  const fillersOnly = between(
    tail,
    at,
    cue.at,
    (token) => table.cueFillers.has(token.folded) || table.pronouns.has(token.folded) || HYPHEN.has(token.text),
  );
  const span = { start: tail[Math.max(at, cue.from)]!.start, end: tail[cue.at]!.end };
  if (fillersOnly) {
    for (let i = at; i < cue.at; i += 1) {
      const pronoun = table.pronouns.get(tail[i]!.folded);
      if (pronoun)
        return {
          rule: 'prose-cue-after',
          source: source(mentionAt(tail, i, after, lang)!),
          cue: span,
          hedged: hedged === 'hedged',
        };
    }
    const subject = skipTo(tail, cue.at + 1, after, lang);
    if (subject) return { rule: 'prose-cue-after', source: source(subject), cue: span, hedged: hedged === 'hedged' };
    return null;
  }
  if (newSentence && !tail[cue.at - 1]) return null;
  const subject = mentionBefore(tail, at, cue.from, lang);
  if (subject && subject.from - at <= 4 && !newSentence) {
    return { rule: 'prose-subject-cue-after', source: source(subject), cue: span, hedged: hedged === 'hedged' };
  }
  return null;
}

const PUNCTUATION = new Set([',', '.', ';', ':', '–', '—', '-', '!', '?', ')', '…']);
const HYPHEN = new Set(['-', '–']);

type Before = Attributed & { strength: 'colon' | 'clause' | 'fragment' };

/** `NAME a déclaré : « X »`, `NAME said, “X”`, `Selon NAME, « X »`, `NAME juge le texte « x »`, `NAME, office : « X »`. */
function cueBefore({ tokens, before, open, line }: Setting): Before | null {
  const { lang } = line;
  const table = languages[lang];
  let end = open;
  const last = tokens[end - 1];
  if (end <= before || !last) return null;
  const colon = last.text === ':';
  const comma = last.text === ',';
  const that = last.kind === 'word' && table.complementizers.has(last.folded);
  const strength = colon ? 'colon' : comma || that ? 'clause' : 'fragment';
  if (colon || comma || that) end -= 1;

  const preposition = sourcePreposition(tokens, before, end, lang);
  if (preposition) {
    const subject = mentionAt(tokens, preposition, end, lang);
    if (subject && (subject.kind !== 'noun' || table.determiners.has(tokens[preposition]!.folded))) {
      const cue = { start: tokens[before]!.start, end: tokens[preposition - 1]!.end };
      // `Pour` names a source only before a person.
      const person = subject.kind === 'name' || subject.kind === 'office' || subject.kind === 'pronoun';
      if (person || tokens[preposition - 1]!.folded !== 'pour') {
        return {
          rule: 'prose-according-to',
          source: { tokens, mention: subject },
          cue,
          strength:
            subject.to >= end - 1
              ? strength === 'fragment'
                ? 'clause'
                : strength
              : strength === 'clause'
                ? 'clause'
                : 'fragment',
        };
      }
    }
  }

  const cue = findLastCue(tokens, before, end, lang, strength !== 'colon');
  if (cue) {
    const hedged = hedges(tokens, before, cue.at, lang);
    if (hedged === 'denied') return null;
    const span = { start: tokens[cue.from]!.start, end: tokens[cue.at]!.end };
    const subject = mentionBefore(tokens, before, cue.from, lang) ?? subjectOf(tokens, before, cue.from, lang);
    const inverted = subject ? null : mentionAt(tokens, cue.at + 1, end, lang);
    const mention = subject ?? inverted;
    if (mention)
      return {
        rule: colon ? 'prose-cue-colon' : strength === 'clause' ? 'prose-cue-before' : 'prose-fragment',
        source: { tokens, mention },
        cue: span,
        strength,
        hedged: hedged === 'hedged',
      };
  }
  if (!colon) return null;
  const label = attributionLine(tokens.slice(before, end), lang);
  if (label && (label.strong || label.mention.people.length > 0)) {
    return {
      rule: 'prose-label-colon',
      source: { tokens: tokens.slice(before, end), mention: label.mention },
      cue: null,
      strength,
    };
  }
  const subject = subjectOf(tokens, before, end, lang);
  if (subject && subject.kind !== 'noun')
    return { rule: 'prose-colon', source: { tokens, mention: subject }, cue: null, strength };
  return null;
}

/** French prints the incise inside the marks: `« Je suis fier, a déclaré le ministre, de ce projet. »`. */
function inciseInside(setting: Setting): { pieces: Span[]; rule: string; source: Source; cue: Span } | null {
  const { passage, line, tail, tailLine } = setting;
  if (passage.firstLine !== passage.lastLine || passage.pieces.length !== 1) return null;
  const { lang } = line;
  const table = languages[lang];
  if (!table.inciseInsideMarks) return null;
  const piece = passage.pieces[0]!;
  const from = firstAt(tail, piece.start);
  const to = firstAt(tail, piece.end);
  const pieces: Span[] = [];
  let source: Source | null = null;
  let cueSpan: Span | null = null;
  let start = piece.start;
  for (let i = from + 1; i < to; i += 1) {
    if (!INCISE_OPENERS.has(tail[i]!.text)) continue;
    const cue = inciseCue(tail, i + 1, to, lang);
    if (!cue) continue;
    const comma = tail[i]!.text === ',';
    pieces.push({ start, end: comma ? tail[i]!.start : tail[i]!.end });
    source ??= { tokens: tail, mention: cue.mention };
    cueSpan ??= { start: tail[i + 1]!.start, end: tail[cue.verb]!.end };
    let end = cue.mention.to;
    // Circumstances of the speaking, up to the next comma or stop, belong to the incise.
    while (end < to && !INCISE_CLOSERS.has(tail[end]!.text)) end += 1;
    if (end < to && !endsSentence(tail, end, tailLine.lang) && tail[end]!.text !== ',')
      end = Math.max(end, cue.mention.to);
    start = end < to ? tail[end]!.end : piece.end;
    i = end;
  }
  if (!source || !cueSpan) return null;
  if (start < piece.end) pieces.push({ start, end: piece.end });
  const text = line.text;
  const trimmed = pieces
    .map(({ start: a, end: b }) => {
      const raw = text.slice(a - line.start, b - line.start);
      return { start: a + raw.length - raw.trimStart().length, end: a + raw.trimEnd().length };
    })
    .filter(({ start: a, end: b }) => b > a);
  return { pieces: trimmed, rule: 'prose-incise-inside', source, cue: cueSpan };
}

const INCISE_OPENERS = new Set([',', '?', '!', '…']);
const INCISE_CLOSERS = new Set([',', '.', '?', '!', '…', ':', ';']);

/** Verb, perhaps with auxiliaries, and a subject right behind it: an inversion, which plain speech hardly has. */
function inciseCue(
  tokens: readonly Token[],
  at: number,
  to: number,
  lang: Line['lang'],
): { verb: number; mention: Mention } | null {
  const table = languages[lang];
  let i = at;
  let pronounAt = -1;
  while (i < Math.min(to, at + 6)) {
    const token = tokens[i]!;
    if (token.kind !== 'word' || token.capital) return null;
    if (table.cueVerbs.has(token.folded)) {
      const next = tokens[i + 1];
      // `tient à préciser X`, `dit-elle`.
      if (pronounAt >= 0) return { verb: i, mention: mentionAt(tokens, pronounAt, to, lang)! };
      const subject = next ? skipTo(tokens, i + 1, Math.min(to, i + 60), lang, 3) : null;
      if (
        subject &&
        subject.kind !== 'body' &&
        (subject.kind !== 'noun' || table.determiners.has(tokens[subject.from]!.folded))
      ) {
        const definite = subject.kind === 'name' || subject.kind === 'pronoun' || subject.kind === 'office';
        return definite ? { verb: i, mention: subject } : null;
      }
      return null;
    }
    if (table.pronouns.has(token.folded) && i > at) pronounAt = i;
    else if (!table.cueFillers.has(token.folded)) return null;
    i += 1;
  }
  return null;
}

/** `« X », said NAME, « y »`: the second passage goes on in the same sentence. */
function joins({ tokens, open, words, passage, line }: Setting, previous: { passage: Passage; found: Found }): boolean {
  const { found } = previous;
  if (previous.passage.lastLine !== passage.firstLine || !found.cue || found.kind !== 'direct') return false;
  const gap = tokens.slice(firstAt(tokens, previous.passage.outer.end), open);
  if (!gap.length || gap.length > 40 || gap.at(-1)!.text !== ',') return false;
  if (gap.some((token, i) => ENDING.has(token.text) && endsSentence(gap, i, line.lang))) return false;
  return words.length > 0 && !words[0]!.capital && found.cue.start >= previous.passage.outer.end;
}
const ENDING = new Set(['.', '!', '?']);

// ------------------------------------------------------------------------------------------------------------ helpers

type Cue = { at: number /** With its auxiliaries. */; from: number };

function findCue(tokens: readonly Token[], from: number, to: number, lang: Line['lang'], weak: boolean): Cue | null {
  for (let i = from; i < to; i += 1) if (isCue(tokens, i, lang, weak)) return withAuxiliaries(tokens, i, from, lang);
  return null;
}

function findLastCue(
  tokens: readonly Token[],
  from: number,
  to: number,
  lang: Line['lang'],
  weak: boolean,
): Cue | null {
  for (let i = to - 1; i >= from; i -= 1)
    if (isCue(tokens, i, lang, weak)) return withAuxiliaries(tokens, i, from, lang);
  return null;
}

function isCue(tokens: readonly Token[], i: number, lang: Line['lang'], weak: boolean): boolean {
  const token = tokens[i]!;
  const table = languages[lang];
  if (token.kind !== 'word' || token.capital) return false;
  if (!table.cueVerbs.has(token.folded) && !(weak && table.weakCueVerbs.has(token.folded))) return false;
  // `le projet annoncé`, `the report`: behind an article it is a noun.
  return !(table.determiners.has(tokens[i - 1]?.folded ?? '') && !table.cueFillers.has(tokens[i - 1]!.folded));
}

function withAuxiliaries(tokens: readonly Token[], at: number, floor: number, lang: Line['lang']): Cue {
  const { cueFillers } = languages[lang];
  let from = at;
  while (from > floor && cueFillers.has(tokens[from - 1]!.folded) && !tokens[from - 1]!.capital) from -= 1;
  return { at, from };
}

function hedges(tokens: readonly Token[], from: number, at: number, lang: Line['lang']): 'hedged' | 'denied' | null {
  const table = languages[lang];
  for (let i = Math.max(from, at - 5); i < at; i += 1) {
    if (table.negations.has(tokens[i]!.folded)) return 'denied';
    if (table.hedges.has(tokens[i]!.folded)) return 'hedged';
  }
  return null;
}

/** The mention at `at` or a few words on (`a-t-elle tenu à préciser`, `said today Jane Roe`). */
function skipTo(tokens: readonly Token[], at: number, until: number, lang: Line['lang'], reach = 6): Mention | null {
  const table = languages[lang];
  for (let i = at; i < Math.min(until, at + reach); i += 1) {
    const token = tokens[i]!;
    if (token.kind === 'sign' && token.text !== ',') return null;
    // `a dit pour sa part Mme X`; but `a dit l'élu`.
    const article = table.determiners.has(token.folded) && !table.cueFillers.has(tokens[i + 1]?.folded ?? '');
    if (!token.capital && table.cueFillers.has(token.folded) && !table.pronouns.has(token.folded) && !article) continue;
    const mention = token.kind === 'word' ? mentionAt(tokens, i, until, lang) : null;
    if (mention && (mention.kind !== 'noun' || table.determiners.has(token.folded))) return mention;
    if (mention && mention.kind === 'noun') return null;
  }
  return null;
}

/** The first mention of the clause: its subject, unless it stands behind a preposition. */
function subjectOf(tokens: readonly Token[], from: number, to: number, lang: Line['lang']): Mention | null {
  let at = from;
  // A circumstance before the first comma (`Pour sa part,`, `On Monday,`) is not the subject.
  for (let i = from; i < Math.min(to, from + 12); i += 1) {
    if (tokens[i]!.text === ',' && !mentionAt(tokens, from, to, lang)) {
      at = i + 1;
      break;
    }
  }
  const mention = at < to ? mentionAt(tokens, at, to, lang) : null;
  return mention && mention.kind !== 'noun' ? mention : null;
}

function sourcePreposition(tokens: readonly Token[], from: number, to: number, lang: Line['lang']): number | null {
  for (const phrase of languages[lang].sourcePrepositions) {
    if (from + phrase.length >= to) continue;
    if (phrase.every((word, i) => tokens[from + i]!.folded === word)) return from + phrase.length;
  }
  return null;
}

function between(tokens: readonly Token[], from: number, to: number, test: (token: Token) => boolean): boolean {
  for (let i = from; i < to; i += 1) if (!test(tokens[i]!)) return false;
  return true;
}
