/**
 * Quotations in the running text: a passage in marks, and around it the cue and the phrase that say who speaks. Each
 * rule looks at one arrangement of the three; the first that fits decides. A passage that no rule fits is a title, a
 * term or a slogan, and quotes nobody.
 */
import type { AttributionRule, Span } from '../../domain.ts';
import { genderOfGivenName } from '../../lang/given-names.ts';
import { languages } from '../../lang/index.ts';
import { findDate } from '../text/dates.ts';
import type { Line } from '../text/lines.ts';
import type { Passage } from '../text/quotation-marks.ts';
import { endsSentence, firstAt, type Token } from '../text/tokens.ts';
import { attributionLine, type Mention, mentionAt, mentionBefore } from '../who/mentions.ts';
import type { Found, Source } from './candidate.ts';
import {
  type Cue,
  findCue,
  findLastCue,
  hedging,
  skipTo,
  sourcePreposition,
  subjectOf,
  tentativeSubject,
} from './cues.ts';
import { inciseInside } from './inquit.ts';
import { endsWithStop, holdsColon, isName, type Setting, settingsOf, standsAlone, utters } from './passage-context.ts';

/**
 * How tightly the words around a passage hold it: `utterance` (a colon, or the passage is the sentence), `clause` (a
 * comma or `que` before it), `fragment` (it stands in the middle of reported speech).
 */
type Hold = 'utterance' | 'clause' | 'fragment';
type Attributed = {
  rule: AttributionRule;
  source: Source;
  cue: Span | null;
  hold: Hold;
  hedged: boolean;
  reports?: boolean;
};
type Previous = { passage: Passage; found: Found };

/** Passages that `used` does not hold, in order. */
export function proseQuotations(
  lines: readonly Line[],
  passages: readonly Passage[],
  used: ReadonlySet<Passage>,
): Found[] {
  const found: Found[] = [];
  let previous: Previous | null = null;
  const own = passages.filter(
    (passage, index) => !isAside(lines, passages[index - 1], passage) && !isNickname(lines, passage),
  );
  const settingOf = settingsOf(lines, own);
  own.forEach((passage, index) => {
    if (used.has(passage)) return;
    const setting = settingOf(index);
    if (!setting.words.length || isDenied(setting)) return;
    if (previous && joins(setting, previous)) {
      previous.found.content.push(...passage.pieces);
      previous = { passage, found: previous.found };
      return;
    }
    const quotation =
      inciseInside(setting) ??
      sharedFragment(setting, previous) ??
      attributed(setting, lines) ??
      announced(setting, previous) ??
      unattributed(setting, lines, previous);
    if (!quotation) return;
    found.push(quotation);
    previous = { passage, found: quotation };
  });
  return found;
}

/** `“We will win” (« Nous gagnerons »), she said`: the same words in the other language, in brackets. */
function isAside(lines: readonly Line[], former: Passage | undefined, passage: Passage): boolean {
  if (!former || former.lastLine !== passage.firstLine) return false;
  const line = lines[passage.firstLine]!;
  const between = line.text.slice(former.outer.end - line.start, passage.outer.start - line.start);
  return between.trim() === '(' && line.text[passage.outer.end - line.start] === ')';
}

/** `Dag “Sparky” Hultman`: a word or two within a name. */
function isNickname(lines: readonly Line[], { firstLine, lastLine, outer }: Passage): boolean {
  if (firstLine !== lastLine) return false;
  const { tokens } = lines[firstLine]!;
  const open = firstAt(tokens, outer.start);
  const close = firstAt(tokens, outer.end);
  const [before, behind] = [tokens[open - 1], tokens[close]];
  return (
    close - open <= MAX_NICKNAME &&
    tokens[open + 1]?.capital === true &&
    before?.kind === 'word' &&
    before.capital &&
    behind?.kind === 'word' &&
    behind.capital &&
    genderOfGivenName(before.text) !== undefined
  );
}
/** In tokens, marks included. */
const MAX_NICKNAME = 4;

/**
 * `n'a jamais dit : « X »`, `didn't say that “X”`, `denies having said “X”`: what somebody did not say. What is denied must
 * be the saying: `dément : « X »` and `denied it, saying “X”` are words that were said.
 */
function isDenied({ tokens, before, open, line }: Setting): boolean {
  const { complementizers, sayings, denials } = languages[line.lang];
  const cue = findLastCue(tokens, before, open, line.lang);
  if (!cue || !sayings.has(tokens[cue.at]!.folded)) return false;
  const introduces = tokens
    .slice(cue.at + 1, open)
    .every(({ folded, kind }) => kind === 'sign' || complementizers.has(folded));
  if (!introduces) return false;
  const lead = tokens.slice(Math.max(before, cue.at - MAX_DENIAL), cue.at);
  const clause = lead.slice(lead.findLastIndex(({ kind }) => kind === 'sign') + 1);
  return (
    clause.some(({ folded }) => denials.has(folded)) ||
    hedging(tokens, cue.at - clause.length, cue.at, line.lang) === 'denied'
  );
}
/** In tokens before the verb that reports: `denies ever having said`. */
const MAX_DENIAL = 5;

/** A cue and a subject in its own sentence, or in the line above that ends in a colon. */
function attributed(setting: Setting, lines: readonly Line[]): Found | null {
  const { passage, line, words } = setting;
  const alone = standsAlone(setting);
  const facts = line.section === 'quick-facts';
  const before = cueBefore(setting.tokens, setting.before, setting.open, line.lang);
  const behind = cueAfter(setting, alone);
  // `X said: “A.” Y added:`: a sentence that was introduced and has ended is not the next one's.
  const introduced =
    behind?.rule === 'prose-subject-cue-after' && before && before.hold !== 'fragment' && endsWithStop(setting);
  const who =
    participle(setting) ?? (introduced ? before : behind) ?? before ?? (alone ? introducedAbove(setting, lines) : null);
  if (!who || (facts && who.hold !== 'utterance')) return null;
  if (who.hold === 'fragment' && isThing(who.source, line.lang)) return null;
  const named = isName(setting);
  if (named && who.hold !== 'utterance') return null;
  if (named && words.length < 4 && !alone && who !== before) return null;
  const direct = who.hold === 'utterance' || utters(setting) || (who.hold === 'clause' && words.length >= MIN_CLAUSE);
  const { rule, source, cue, hedged, reports } = who;
  return { kind: direct ? 'direct' : 'mixed', content: passage.pieces, line, rule, source, cue, hedged, reports };
}

/**
 * `juge le texte « trop timide » et appelle à « un sursaut »`: a second passage of the same sentence has the subject of
 * the first, when nothing but links stands between, or a cue without a subject of its own, or when both stand in what
 * the sentence reports (`a annoncé que …`, `selon …`).
 */
function sharedFragment(setting: Setting, previous: Previous | null): Found | null {
  const { tokens, before, open, line, passage } = setting;
  const former = previous?.found;
  if (!former?.source || former.kind === 'indirect' || previous!.passage.lastLine !== passage.firstLine) return null;
  // `before` is where the sentence, or what follows the former passage, begins.
  if (firstAt(tokens, previous!.passage.outer.end) !== before || isName(setting)) return null;
  const { cueFillers, officeLinks, determiners, conjunctions, stopWords, complementizers } = languages[line.lang];
  const cue = findLastCue(tokens, before, open, line.lang);
  const own =
    cue && (mentionBefore(tokens, before, cue.from, line.lang) ?? subjectOf(tokens, before, cue.from, line.lang));
  if (own) return null;
  const plain = (token: Token) =>
    token.text === ',' ||
    [cueFillers, officeLinks, conjunctions, stopWords].some((set) => set.has(token.folded)) ||
    determiners.has(token.folded);
  const near = open - before <= MAX_BETWEEN;
  const linked = former.kind === 'mixed' && near && tokens.slice(before, open).every(plain);
  const reported = former.reports === true;
  if (!linked && !reported && !(cue && near)) return null;
  const { source, hedged } = former;
  const span = cue ? { start: tokens[cue.from]!.start, end: tokens[cue.at]!.end } : former.cue;
  const that = complementizers.has(tokens[open - 1]?.folded ?? '') && setting.words.length >= MIN_CLAUSE;
  const kind = that || tokens[open - 1]?.text === ':' ? 'direct' : 'mixed';
  const { reports } = former;
  return { rule: 'prose-fragment-shared', kind, content: passage.pieces, line, source, cue: span, hedged, reports };
}

const MAX_BETWEEN = 12;
/** In words: what stands behind `que`, `that` or a comma and is shorter is a fragment. */
const MIN_CLAUSE = 3;

/** A sentence of its own with no cue: the sentence before it may name its speaker, or the last speaker goes on. */
function unattributed(setting: Setting, lines: readonly Line[], previous: Previous | null): Found | null {
  if (!standsAlone(setting) || !utters(setting)) return null;
  const { line, words, passage } = setting;
  const { tail, close, after } = setting;
  const followed = tail.slice(close, Math.min(after, close + MAX_REACH)).some((token) => token.kind === 'word');
  const shorter = passage.outer.end - passage.outer.start < line.end - line.start - 2;
  if (followed && (words.length < MIN_UNATTRIBUTED || isReference(setting))) return null;
  // Among signed blocks, one whose signature is not read is somebody else's.
  const goesOn = !followed && line.section !== 'quotes';
  const quotation = { kind: 'direct' as const, content: setting.passage.pieces, line: setting.line, cue: null };
  const source = subjectBefore(setting, lines, previous);
  return source
    ? { ...quotation, rule: 'prose-subject-before', source, hedged: true }
    : {
        ...quotation,
        rule: 'prose-continues',
        source: null,
        // Words behind the marks may say who speaks in a way that is not read: the former speaker is not to be guessed.
        // A whole paragraph in marks is somebody's words, also where nothing tells whose.
        continues: goesOn,
        needsSpeaker: goesOn && (words.length < MIN_UNATTRIBUTED || shorter),
      };
}

const MIN_UNATTRIBUTED = 8;

/** `- "The lake rises", The Courier, 3 May 2019`: an article, not what somebody said. */
const isReference = ({ tailLine, passage }: Setting): boolean => {
  const rest = tailLine.text.slice(passage.outer.end - tailLine.start);
  return rest.length <= MAX_REFERENCE && findDate(rest) !== null;
};
/** In characters. */
const MAX_REFERENCE = 90;

/**
 * `Un message l'aurait touchée : « X. »`: a colon says that words follow, and nothing whose they are, unless somebody
 * was quoted in the same sentence. What holds a colon itself, or is no sentence, is a title.
 */
function announced(setting: Setting, previous: Previous | null): Found | null {
  const { tokens, before, open, line, words, passage, tail, close } = setting;
  if (tokens[open - 1]?.text !== ':' || line.section === 'quick-facts') return null;
  const { namingWords } = languages[line.lang];
  const named = tokens.slice(Math.max(before, open - MAX_NAMING), open).some(({ folded }) => namingWords.has(folded));
  const stops = endsWithStop(setting) || tail[close]?.text === '.' || close >= tail.length;
  if (named || isName(setting) || words.length < MIN_ANNOUNCED || !utters(setting) || !stops) return null;
  if (holdsColon(setting)) return null;
  const former = previous && firstAt(tokens, previous.passage.outer.end) === before ? previous.found : null;
  const { source, hedged } = former ?? { source: null, hedged: false };
  return { rule: 'prose-announced', kind: 'direct', content: passage.pieces, line, source, cue: null, hedged };
}

const MIN_ANNOUNCED = 6;
/** In tokens before the mark: `sous le thème :`. */
const MAX_NAMING = 4;

// -------------------------------------------------------------------------------------------------------------- rules

/** `« X », a déclaré NAME`, `“X,” said NAME`, `“X,” NAME told …`, `« X », de conclure NAME`, `« X » : c'est le mot de NAME`. */
function cueAfter(setting: Setting, alone: boolean): Attributed | null {
  const { tail, tailLine, close, after } = setting;
  const signed = alone ? bracketed(setting) : null;
  if (signed) return signed;
  const { lang } = tailLine;
  const table = languages[lang];
  let at = close;
  let stopped = false;
  for (let behind = at; at < after; at = behind) {
    behind = PUNCTUATION.has(tail[at]!.text) ? at + 1 : behindAside(tail, at);
    if (behind === at) break;
    if ('.!?'.includes(tail[at]!.text)) stopped = true;
  }
  const first = tail[at];
  if (!first || at >= after) return null;
  const result = (rule: AttributionRule, mention: Mention, cue: Span, hedged = false): Attributed => ({
    rule,
    source: { tokens: tail, mention },
    cue,
    hold: alone ? 'utterance' : 'fragment',
    hedged,
  });

  const preposition = sourcePreposition(tail, at, Math.min(after, at + MAX_PREPOSITION), lang);
  const named = preposition === null ? null : mentionAt(tail, preposition, after, lang);
  if (
    named &&
    preposition! - at <= MAX_PREPOSITION &&
    isPerson(named, table.weakPrepositions.has(first.folded) ? [] : ['body'])
  ) {
    return {
      ...result('prose-according-to', named, { start: first.start, end: tail[preposition! - 1]!.end }),
      reports: true,
    };
  }
  // `de conclure NAME`, `de se réjouir NAME`
  const verb = tail[at + 1 + Number(table.reflexives.has(tail[at + 1]?.folded ?? ''))];
  if (verb && table.narrativeOpeners.has(first.folded) && table.cueInfinitives.has(verb.folded)) {
    const subject = skipTo(tail, tail.indexOf(verb) + 1, after, lang);
    return subject && result('prose-infinitive', subject, { start: first.start, end: verb.end });
  }
  const noun = speechNoun(tail, at, after, lang);
  if (noun) return result('prose-speech-noun', noun.mention, noun.cue);

  const cue = findCue(tail, at, Math.min(after, at + MAX_REACH), lang);
  if (!cue) return alone ? unlisted(setting, at) : null;
  const doubt = hedging(tail, at, cue.at, lang);
  if (doubt === 'denied') return null;
  const span = { start: tail[Math.max(at, cue.from)]!.start, end: tail[cue.at]!.end };
  const hedged = doubt === 'hedged';

  // Verb first; an inverted pronoun stands before the participle (`a-t-elle ajouté`).
  if (verbComesFirst(tail, at, cue, lang)) {
    if (stopped && !alone) return null;
    const pronoun = tail.slice(at, cue.at).findIndex((token) => table.pronouns.has(token.folded));
    const subject = pronoun >= 0 ? mentionAt(tail, at + pronoun, after, lang) : skipTo(tail, cue.at + 1, after, lang);
    if (!subject) return null;
    // `“X”, wrote the Courier`: behind a comma the verb turns to the words, and a body may have said them.
    const turned = tail[at - 1]?.text === ',';
    if (!alone && (!isPerson(subject, turned ? ['body'] : []) || !table.cueVerbs.has(tail[cue.at]!.folded)))
      return null;
    return result('prose-cue-after', subject, span, hedged);
  }
  const subject = mentionBefore(tail, at, cue.from, lang);
  if (!subject || subject.from - at > 4 || !isBrief(subject)) return null;
  // Behind a full stop the next sentence has its own say, unless it speaks of the words (`Jeanne l'a assuré`).
  if (stopped && !refersBack(tail, subject.to, cue, lang)) return null;
  return result('prose-subject-cue-after', subject, span, hedged);
}

/** `« X » (NAME, office)`: the signature in brackets. */
function bracketed({ tail, tailLine, close, after }: Setting): Attributed | null {
  const open = tail[close]?.text === '.' ? close + 1 : close;
  if (tail[open]?.text !== '(') return null;
  const end = behindAside(tail, open) - 1;
  if (end <= open || end > after) return null;
  const tokens = tail.slice(open + 1, end);
  const signature = attributionLine(tokens, tailLine.lang);
  if (!signature?.strong) return null;
  return {
    rule: 'prose-bracketed',
    source: { tokens, mention: signature.mention },
    cue: null,
    hold: 'utterance',
    hedged: false,
  };
}

/**
 * `« X », bougonne NAME`, `“X,” NAME whispers, still shaken`: a verb that no table lists, told by its place: between
 * the words, which a comma ends, and somebody, with nothing else about.
 */
function unlisted({ tail, tailLine, close, after, words, passage }: Setting, at: number): Attributed | null {
  const { lang } = tailLine;
  const table = languages[lang];
  const inside = tailLine.text[passage.pieces.at(-1)!.end - 1 - tailLine.start] ?? '';
  const turned = tail[close]?.text === ',' || /[,!?…]/.test(inside);
  const title = words.every(({ capital, text }) => capital || text.length <= MIN_VERB);
  if (!turned || title || words.length < MIN_UNLISTED || at >= after) return null;
  const result = (mention: Mention, verb: Token): Attributed => ({
    rule: 'prose-unlisted-verb',
    source: { tokens: tail, mention },
    cue: { start: verb.start, end: verb.end },
    hold: 'utterance',
    hedged: false,
  });
  const isVerb = (token: Token | undefined): token is Token =>
    token?.kind === 'word' &&
    !token.capital &&
    token.text.length >= MIN_VERB &&
    !table.gerund.test(token.folded) &&
    ![
      table.stopWords,
      table.phraseEnds,
      table.circumstances,
      table.officeLinks,
      table.offices,
      table.negations,
      table.namingWords,
    ].some((set) => set.has(token.folded));

  let i = at;
  while (i < at + 3 && [table.reflexives, table.cueFillers, table.hedges].some((set) => set.has(tail[i]?.folded ?? '')))
    i += 1;
  const verb = tail[i];
  // `signé Jeanne Roy` is no verb that reports.
  const bare = i === at && verb !== undefined && table.participle.test(verb.text);
  const behind = isVerb(verb) && !bare ? mentionAt(tail, i + 1, after, lang) : null;
  if (behind && (behind.kind === 'name' || behind.kind === 'pronoun' || behind.kind === 'office')) {
    let end = behind.to;
    while (table.cueFillers.has(tail[end]?.folded ?? '')) end += 1;
    return endsClause(tail, end, after) ? result(behind, verb!) : null;
  }
  const subject = mentionAt(tail, at, after, lang);
  const next = subject && tail[subject.to];
  if (!subject || !(subject.kind === 'name' || subject.kind === 'pronoun') || !isVerb(next!)) return null;
  return endsClause(tail, subject.to + 1, after) || endsClause(tail, subject.to + 2, after)
    ? result(subject, next!)
    : null;
}

const MIN_UNLISTED = 2;
const MIN_VERB = 3;
const endsClause = (tokens: readonly Token[], at: number, after: number): boolean =>
  at >= after || at >= tokens.length || [',', '.', ';'].includes(tokens[at]!.text);

const MAX_REACH = 30;
/** From a cue to a fragment that it does not introduce by `que` or `that`. */
const MAX_FRAGMENT_REACH = 18;
/** In tokens: `according to`, `aux yeux de`. */
const MAX_PREPOSITION = 5;
const PUNCTUATION = new Set([',', '.', ';', ':', '–', '—', '-', '!', '?', ')', '…']);

/** Behind an aside in brackets that begins at `at` (the same words in the other language); `at` where there is none. */
function behindAside(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text !== '(') return at;
  for (let i = at + 1; i < at + MAX_ASIDE && i < tokens.length; i += 1) if (tokens[i]!.text === ')') return i + 1;
  return at;
}
const MAX_ASIDE = 30;

function verbComesFirst(tokens: readonly Token[], at: number, cue: Cue, lang: Line['lang']): boolean {
  const { cueFillers, pronouns, hedges } = languages[lang];
  for (let i = at; i < cue.at; i += 1) {
    const { folded, text } = tokens[i]!;
    if (!cueFillers.has(folded) && !pronouns.has(folded) && !hedges.has(folded) && text !== '-') return false;
  }
  return !(cue.at > at && pronouns.has(tokens[at]!.folded));
}

/** `: c'est la promesse de Gilles Amar`, `were the words of Jane Roe`. */
function speechNoun(
  tokens: readonly Token[],
  at: number,
  after: number,
  lang: Line['lang'],
): { mention: Mention; cue: Span } | null {
  const { cueNouns, officeLinks } = languages[lang];
  for (let i = at; i < Math.min(after, at + 6); i += 1) {
    if (!cueNouns.has(tokens[i]!.folded) || !officeLinks.has(tokens[i + 1]?.folded ?? '')) continue;
    const mention = mentionAt(tokens, i + 2, after, lang);
    if (mention && isPerson(mention)) return { mention, cue: { start: tokens[at]!.start, end: tokens[i]!.end } };
  }
  return null;
}

const refersBack = (tokens: readonly Token[], from: number, cue: Cue, lang: Line['lang']): boolean =>
  tokens.slice(from, cue.at).some((token) => languages[lang].objectClitics.has(token.folded));

/** `NAME a déclaré : « X »`, `NAME said, “X”`, `Selon NAME, « X »`, `NAME juge le texte « x »`, `NAME, office : « X »`. */
function cueBefore(tokens: readonly Token[], before: number, open: number, lang: Line['lang']): Attributed | null {
  const table = languages[lang];
  const last = tokens[open - 1];
  if (open <= before || !last) return null;
  const colon = last.text === ':';
  const that = last.kind === 'word' && table.complementizers.has(last.folded);
  // `he replied “X”`: right behind the cue stands what it reports; `he welcomed “X”` has a thing behind it.
  const reported =
    last.kind === 'word' &&
    table.cueVerbs.has(last.folded) &&
    !table.weakCueVerbs.has(last.folded) &&
    open - 1 > before;
  const clause = last.text === ',' || that || reported;
  const end = colon || last.text === ',' || that ? open - 1 : open;
  const hold: Hold = colon ? 'utterance' : clause ? 'clause' : 'fragment';
  const result = (rule: AttributionRule, mention: Mention, cue: Span | null, hedged = false): Attributed => ({
    rule,
    source: { tokens, mention },
    cue,
    hold,
    hedged,
  });

  const preposition = sourcePreposition(tokens, before, end, lang);
  if (preposition) {
    const subject = mentionAt(tokens, preposition, end, lang);
    const named = subject && (subject.kind !== 'noun' || table.determiners.has(tokens[preposition]!.folded));
    // `Pour` names a source only before a person.
    if (named && (isPerson(subject) || !table.weakPrepositions.has(tokens[preposition - 1]!.folded))) {
      const cue = { start: tokens[before]!.start, end: tokens[preposition - 1]!.end };
      const right = subject.to >= end - 1;
      const said = right && hold === 'fragment' ? 'clause' : hold;
      return { ...result('prose-according-to', subject, cue), hold: said, reports: true };
    }
  }

  const narrated = colon ? narration(tokens, before, end, lang) : null;
  if (narrated) return result('prose-infinitive', narrated.mention, narrated.cue);
  const cue = findLastCue(tokens, before, end, lang);
  if (cue) {
    const doubt = hedging(tokens, before, cue.at, lang);
    // What is denied before a colon is something else than the words behind it (`n'y croit pas : « X »`).
    if (doubt === 'denied' && !colon) return null;
    const subject =
      antecedent(tokens, before, cue.from, lang) ??
      mentionBefore(tokens, before, cue.from, lang) ??
      subjectOf(tokens, before, cue.from, lang) ??
      inverted(tokens, cue.at + 1, end, lang) ??
      tentativeSubject(tokens, before, cue.from, lang);
    const reports = tokens.slice(cue.at + 1, open).some(({ folded }) => table.complementizers.has(folded));
    const reach = hold === 'fragment' ? MAX_FRAGMENT_REACH : MAX_REACH;
    if (subject && isBrief(subject) && (reports || end - cue.at <= reach)) {
      const rule = colon ? 'prose-cue-colon' : clause ? 'prose-cue-before' : 'prose-fragment';
      const span = { start: tokens[cue.from]!.start, end: tokens[cue.at]!.end };
      return { ...result(rule, subject, span, doubt === 'hedged'), reports };
    }
  }
  return colon ? beforeColon(tokens, before, end, lang) : null;
}

/** `Said NAME:`, `NAME, office:`, `NAME est content :`. */
function beforeColon(tokens: readonly Token[], before: number, end: number, lang: Line['lang']): Attributed | null {
  const result = (rule: AttributionRule, source: Source, cue: Span | null = null): Attributed => ({
    rule,
    source,
    cue,
    hold: 'utterance',
    hedged: false,
  });
  const opening = tokens[before]!;
  const turned = languages[lang].cueVerbs.has(opening.folded) ? inverted(tokens, before + 1, end, lang) : null;
  if (turned && isPerson(turned)) {
    return result('prose-cue-colon', { tokens, mention: turned }, { start: opening.start, end: opening.end });
  }
  const part = tokens.slice(before, end);
  const label = attributionLine(part, lang);
  const name = label?.mention.people[0]?.name;
  // A label is the name with its office and nothing else; a sentence has its subject first.
  if (label && name && (name.from === 0 || part.length <= MAX_LABEL)) {
    return result('prose-label-colon', { tokens: part, mention: label.mention });
  }
  const subject = subjectOf(tokens, before, end, lang);
  return subject && isPerson(subject) ? result('prose-colon', { tokens, mention: subject }) : null;
}

/** `a répondu à NAME, qui a dit :`: whom a relative pronoun right before the cue stands for. */
function antecedent(tokens: readonly Token[], before: number, cue: number, lang: Line['lang']): Mention | null {
  if (!languages[lang].relatives.has(tokens[cue - 1]?.folded ?? '')) return null;
  const end = cue - 1 - Number(tokens[cue - 2]?.text === ',');
  const mention = mentionBefore(tokens, before, end, lang);
  return mention && isPerson(mention) ? mention : null;
}

const MAX_LABEL = 14;

/** `Et la ministre de conclure :`, `Et de conclure M. Roy :`. */
function narration(
  tokens: readonly Token[],
  before: number,
  end: number,
  lang: Line['lang'],
): { mention: Mention; cue: Span } | null {
  const { narrativeOpeners, cueInfinitives, conjunctions } = languages[lang];
  for (let i = Math.max(before, end - MAX_LABEL); i < end - 1; i += 1) {
    const verb = tokens[i + 1]!;
    if (!narrativeOpeners.has(tokens[i]!.folded) || !cueInfinitives.has(verb.folded)) continue;
    const from = before + Number(conjunctions.has(tokens[before]!.folded));
    const mention = i + 2 < end ? inverted(tokens, i + 2, end, lang) : mentionBefore(tokens, from, i, lang);
    if (mention) return { mention, cue: { start: tokens[i]!.start, end: verb.end } };
  }
  return null;
}

/** `comme l'a écrit NAME, « X »`: a subject behind its verb ends where the words begin. */
function inverted(tokens: readonly Token[], at: number, end: number, lang: Line['lang']): Mention | null {
  const subject = mentionAt(tokens, at, end, lang);
  return subject && subject.to >= end - 1 ? subject : null;
}

/** `Tout en estimant que « X », il a rappelé …`: a participle that reports, with the subject of the clause behind it. */
function participle({ tokens, before, open, line, tail, tailLine, close, after }: Setting): Attributed | null {
  const { gerund, complementizers } = languages[line.lang];
  const cue = findLastCue(tokens, before, open, line.lang);
  const adjacent = cue && tokens.slice(cue.at + 1, open).every(({ folded }) => complementizers.has(folded));
  if (!cue || !adjacent || !gerund.test(tokens[cue.at]!.folded) || hedging(tokens, before, cue.at, line.lang))
    return null;
  for (let i = close; i < Math.min(after, close + MAX_REACH); i += 1) {
    const subject = tail[i]!.text === ',' ? mentionAt(tail, i + 1, after, tailLine.lang) : null;
    if (!subject || !isPerson(subject)) continue;
    const span = { start: tokens[cue.from]!.start, end: tokens[cue.at]!.end };
    return {
      rule: 'prose-participle',
      source: { tokens: tail, mention: subject },
      cue: span,
      hold: 'clause',
      hedged: false,
    };
  }
  return null;
}

/** `Le maire a fait la déclaration suivante :` in the line above; the passage is a line of its own. */
function introducedAbove({ line, open, tokens }: Setting, lines: readonly Line[]): Attributed | null {
  const above = lines[line.index - 1];
  if (!above || above.section !== line.section || !above.text.endsWith(':')) return null;
  if (tokens.slice(0, open).some((token) => token.kind === 'word')) return null;
  const end = above.tokens.length;
  const start = sentenceStart(above, end - 1);
  const who = cueBefore(above.tokens, start, end, above.lang);
  return who && { ...who, rule: 'prose-introduced-above' };
}

/** `La maire se dit confiante. « X. »`: the subject of the sentence right before, when nobody was quoted in it. */
function subjectBefore({ before, line }: Setting, lines: readonly Line[], previous: Previous | null): Source | null {
  const above = before > 0 ? line : lines[line.index - 1];
  if (!above || above.section !== line.section || above.text.length > MAX_LEAD_IN) return null;
  if (above !== line && !/[.!?…:]$/.test(above.text)) return null;
  let end = before > 0 ? before : above.tokens.length;
  while (end > 0 && IGNORED.has(above.tokens[end - 1]!.text)) end -= 1;
  const floor = firstAt(above.tokens, above.lead);
  if (end <= floor) return null;
  const start = sentenceStart(above, end);
  const quotedThere = previous !== null && previous.passage.outer.end > above.tokens[start]!.start;
  if (quotedThere) return null;
  const mention = subjectOf(above.tokens, start, end, above.lang);
  return mention && isPerson(mention) && mention.kind !== 'pronoun' ? { tokens: above.tokens, mention } : null;
}

const MAX_LEAD_IN = 900;
const IGNORED = new Set(['-', '–', '—', '―', '•', '*', '(', '.', '…', ':']);

/** In tokens: what is longer has no subject to be found. */
const MAX_SENTENCE = 120;

/** Where the sentence that ends before `end` begins. */
function sentenceStart(line: Line, end: number): number {
  const floor = Math.max(firstAt(line.tokens, line.lead), end - MAX_SENTENCE);
  let start = Math.max(floor, end - 1);
  while (start > floor && !endsSentence(line.tokens, start - 1, line.lang)) start -= 1;
  return start;
}

/** A subject that runs on over clauses is none. */
const isBrief = ({ kind, from, to }: Mention): boolean => kind === 'name' || to - from <= MAX_SUBJECT;
const MAX_SUBJECT = 9;

/** `des mots comme`, `son projet`: what names things says nothing; what is written does (`le rapport`). */
function isThing({ tokens, mention }: Source, lang: Line['lang']): boolean {
  const { namingWords, writings } = languages[lang];
  const words = tokens.slice(mention.from, mention.to);
  return (
    mention.kind === 'noun' &&
    words.some(({ folded }) => namingWords.has(folded)) &&
    !words.some(({ folded }) => writings.has(folded))
  );
}

const isPerson = ({ kind }: Mention, also: readonly Mention['kind'][] = []): boolean =>
  kind === 'name' || kind === 'office' || kind === 'pronoun' || also.includes(kind);

/** `« X », said NAME, « y »`: the second passage goes on in the same sentence. */
function joins({ tokens, open, words, passage, line }: Setting, previous: Previous): boolean {
  const { found } = previous;
  if (previous.passage.lastLine !== passage.firstLine || !found.cue || found.kind !== 'direct') return false;
  const from = firstAt(tokens, previous.passage.outer.end);
  if (open <= from || open - from > MAX_GAP || tokens[open - 1]!.text !== ',') return false;
  const gap = tokens.slice(from, open);
  if (gap.some((token, i) => token.kind === 'sign' && '.!?'.includes(token.text) && endsSentence(gap, i, line.lang)))
    return false;
  return !words[0]!.capital && found.cue.start >= previous.passage.outer.end;
}
const MAX_GAP = 40;
