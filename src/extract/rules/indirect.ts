/**
 * Reported speech without marks: what somebody is said to have said, not in exact words. Only sentences without any
 * quotation mark are read here, and only where a subject stands right at its cue.
 */
import type { AttributionRule, Span } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import type { Passage } from '../text/quotation-marks.ts';
import { endsSentence, firstAt, type Token } from '../text/tokens.ts';
import { type Mention, mentionAt, mentionBefore } from '../who/mentions.ts';
import type { Found } from './candidate.ts';
import { type Cue, findCue, hedging, skipTo, sourcePreposition } from './cues.ts';

/** `cue` is its first, if it has one behind its first word. */
type Sentence = { line: Line; tokens: readonly Token[]; from: number; to: number; cue: Cue | null };
type Reported = { rule: AttributionRule; mention: Mention; cue: Span | null; content: Span[]; hedged: boolean };

/** In the order of the text; lines of `used` are somebody's exact words already. */
export function indirectQuotations(
  lines: readonly Line[],
  passages: readonly Passage[],
  used: ReadonlySet<Line>,
): Found[] {
  const onLine = new Map<number, Passage[]>();
  for (const passage of passages) {
    for (let i = passage.firstLine; i <= passage.lastLine; i += 1) append(onLine, i, passage);
  }
  const found: Found[] = [];
  for (const line of lines) {
    if (line.section !== 'body' || line.kind === 'heading' || used.has(line)) continue;
    const own = onLine.get(line.index) ?? [];
    let next = 0;
    for (const sentence of sentencesOf(line)) {
      const start = sentence.tokens[sentence.from]!.start;
      const end = sentence.tokens[sentence.to - 1]!.end;
      while (next < own.length && own[next]!.outer.end <= start) next += 1;
      if (next < own.length && own[next]!.outer.start < end) continue;
      for (const read of sentence.cue ? RULES : [accordingTo]) {
        const reported = read(sentence);
        if (!reported) continue;
        const { rule, mention, cue, content, hedged } = reported;
        found.push({ rule, kind: 'indirect', content, line, source: { tokens: line.tokens, mention }, cue, hedged });
        break;
      }
    }
  }
  return found;
}

function* sentencesOf(line: Line): Generator<Sentence> {
  const { tokens } = line;
  let from = firstAt(tokens, line.lead);
  while (from < tokens.length && !tokens[from]!.capital && tokens[from]!.kind !== 'word') from += 1;
  for (let i = from; i < tokens.length; i += 1) {
    if (!endsSentence(tokens, i, line.lang) && i < tokens.length - 1) continue;
    const to = endsSentence(tokens, i, line.lang) ? i : i + 1;
    if (to - from >= MIN_TOKENS && to - from <= MAX_TOKENS)
      yield { line, tokens, from, to, cue: findCue(tokens, from + 1, to, line.lang) };
    from = i + 1;
  }
}

const MIN_TOKENS = 4;
const MAX_TOKENS = 120;
const MIN_WORDS = 3;
/** In tokens: what goes on longer is the object of another verb. */
const MAX_BODY = 4;

// -------------------------------------------------------------------------------------------------------------- rules

/** `Selon l'agence, les salaires ont reculé`, `According to the agency, …`. */
function accordingTo({ line, tokens, from, to }: Sentence): Reported | null {
  const at = sourcePreposition(tokens, from, Math.min(to, from + 8), line.lang);
  if (at === null) return null;
  const mention = mentionAt(tokens, at, to, line.lang);
  if (!mention || tokens[mention.to]?.text !== ',') return null;
  if (!names(mention) && !languages[line.lang].determiners.has(tokens[at]!.folded)) return null;
  const content = clause(tokens, mention.to + 1, to);
  const { weakPrepositions } = languages[line.lang];
  const person = mention.kind === 'name' || mention.kind === 'office' || mention.kind === 'pronoun';
  if (!content || (weakPrepositions.has(tokens[at - 1]!.folded) && !person)) return null;
  return { rule: 'indirect-according-to', mention, cue: cover(tokens, from, at), content: [content], hedged: false };
}

/** `La ministre a indiqué que …`, `The chair said that …`. */
function complementClause(sentence: Sentence): Reported | null {
  const { line, tokens, from, to } = sentence;
  const { complementizers } = languages[line.lang];
  return withSubject(
    sentence,
    (cue) => {
      const that = tokens[cue.at + 1];
      return that && complementizers.has(that.folded) ? { rule: 'indirect-that', at: cue.at + 2 } : null;
    },
    from,
    to,
  );
}

/** `Elsa Vidal affirme avoir saisi la justice`: an infinitive right behind the cue. */
function infinitive(sentence: Sentence): Reported | null {
  const { line, tokens, from, to } = sentence;
  const { reportedInfinitive, negations } = languages[line.lang];
  return withSubject(
    sentence,
    (cue) => {
      // `dit n'avoir reçu aucun avis`
      const denied = Number(negations.has(tokens[cue.at + 1]?.folded ?? ''));
      const next = tokens[cue.at + 1 + denied];
      return next && !next.capital && reportedInfinitive.test(next.folded)
        ? { rule: 'indirect-infinitive', at: cue.at + 1 }
        : null;
    },
    from,
    to,
  );
}

/** `Lowe said bills would fall`: English leaves `that` out. */
function bareClause(sentence: Sentence): Reported | null {
  const { line, tokens, from, to } = sentence;
  const { bareClauseCues, circumstances, phraseEnds, officeLinks, sourcePrepositions } = languages[line.lang];
  return withSubject(
    sentence,
    (cue) => {
      const next = tokens[cue.at + 1];
      if (!bareClauseCues.has(tokens[cue.at]!.folded) || next?.kind !== 'word') return null;
      if (circumstances.has(next.folded) || phraseEnds.has(next.folded) || officeLinks.has(next.folded)) return null;
      if (sourcePrepositions.some(([word]) => word === next.folded)) return null;
      return { rule: 'indirect-bare', at: cue.at + 1 };
    },
    from,
    to,
  );
}

/** `La réforme sera suspendue, a confirmé le rapporteur`; `The reform, the chair confirmed, will be paused`. */
function parenthesis({ line, tokens, from, to }: Sentence): Reported | null {
  const { lang } = line;
  const { officeLinks } = languages[lang];
  for (let comma = from + 2; comma < to - 2; comma += 1) {
    if (tokens[comma]!.text !== ',') continue;
    // `Le ministre, M. Roy, annonce la nomination …`: what stands before is the subject, not what is said.
    const subjectFirst = mentionAt(tokens, from, comma, lang);
    const person = subjectFirst?.kind === 'name' || subjectFirst?.kind === 'office';
    const before = person && subjectFirst.to >= comma - 1 ? null : clause(tokens, from, comma, 2);
    const cue = findCue(tokens, comma + 1, Math.min(to, comma + 14), lang);
    if (!cue || hedging(tokens, comma, cue.at, lang) === 'denied') continue;
    // Verb first, to the end of the sentence.
    const subject = fillersOnly(tokens, comma + 1, cue, lang) ? skipTo(tokens, cue.at + 1, to, lang, 2) : null;
    // `wrote to the minister`, `promise par le gouvernement`: whom it was said to, or who did it.
    const governed = subject && tokens.slice(cue.at + 1, subject.from).some(({ folded }) => officeLinks.has(folded));
    const brief = subject && !governed && (subject.kind !== 'body' || subject.to - subject.from <= MAX_BODY);
    if (subject && brief && names(subject) && subject.to >= to - 1 && before) {
      return {
        rule: 'indirect-final',
        mention: subject,
        cue: cover(tokens, cue.from, cue.at + 1),
        content: [before],
        hedged: false,
      };
    }
    // Subject first, between two commas.
    const mention = mentionBefore(tokens, comma + 1, cue.from, lang);
    if (mention && names(mention) && mention.from === comma + 1 && tokens[cue.at + 1]?.text === ',' && before) {
      const rest = clause(tokens, cue.at + 2, to);
      if (rest)
        return {
          rule: 'indirect-parenthesis',
          mention,
          cue: cover(tokens, cue.from, cue.at + 1),
          content: [before, rest],
          hedged: false,
        };
    }
  }
  return null;
}

const RULES = [accordingTo, complementClause, infinitive, parenthesis, bareClause];

// ------------------------------------------------------------------------------------------------------------ helpers

/** The first cue of the sentence with a subject right before it, whose continuation `opens` accepts. */
function withSubject(
  { line, tokens, cue: first }: Sentence,
  opens: (cue: Cue) => { rule: AttributionRule; at: number } | null,
  from: number,
  to: number,
): Reported | null {
  for (let cue = first; cue; cue = findCue(tokens, cue.at + 1, to, line.lang)) {
    const opening = opens(cue);
    if (!opening) continue;
    const doubt = hedging(tokens, from, cue.at, line.lang);
    if (doubt === 'denied') return null;
    const first = auxiliariesFrom(tokens, cue, from, line.lang);
    const mention = mentionBefore(tokens, from, first, line.lang);
    const content = clause(tokens, opening.at, to);
    // `those who said …` are nobody in particular.
    if (!mention || !names(mention) || !content || languages[line.lang].relatives.has(tokens[mention.from]!.folded))
      return null;
    return {
      rule: opening.rule,
      mention,
      cue: cover(tokens, first, cue.at + 1),
      content: [content],
      hedged: doubt === 'hedged',
    };
  }
  return null;
}

const auxiliariesFrom = (tokens: readonly Token[], { at, from }: Cue, floor: number, lang: Line['lang']): number => {
  let first = Math.max(floor, from);
  while (first < at && languages[lang].pronouns.has(tokens[first]!.folded)) first += 1;
  return first;
};

/** Somebody, or some body: not a thing. */
const names = (mention: Mention): boolean => mention.kind !== 'noun' && mention.to - mention.from <= 30;

function fillersOnly(tokens: readonly Token[], from: number, cue: Cue, lang: Line['lang']): boolean {
  for (let i = from; i < cue.at; i += 1) if (!languages[lang].cueFillers.has(tokens[i]!.folded)) return false;
  return true;
}

function clause(tokens: readonly Token[], from: number, to: number, fewest = MIN_WORDS): Span | null {
  let end = to;
  while (end > from && tokens[end - 1]!.kind !== 'word' && !/^[)%$]$/.test(tokens[end - 1]!.text)) end -= 1;
  let words = 0;
  for (let i = from; i < end; i += 1) if (tokens[i]!.kind === 'word') words += 1;
  return words >= fewest ? cover(tokens, from, end) : null;
}

function append(map: Map<number, Passage[]>, line: number, passage: Passage): void {
  const list = map.get(line);
  if (list) list.push(passage);
  else map.set(line, [passage]);
}

const cover = (tokens: readonly Token[], from: number, to: number): Span => ({
  start: tokens[from]!.start,
  end: tokens[Math.max(from, to - 1)]!.end,
});
