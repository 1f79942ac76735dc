/** Cues (the words that report) and the subjects that stand around them, in one sentence. */
import type { Lang } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Token } from '../text/tokens.ts';
import { type Mention, mentionAt } from '../who/mentions.ts';

/** A cue verb's token, and the first of its auxiliaries. */
export type Cue = { at: number; from: number };

/** The first cue at or behind `from`, and before `to`. */
export function findCue(tokens: readonly Token[], from: number, to: number, lang: Lang): Cue | null {
  for (let i = from; i < to; i += 1) if (isCue(tokens, i, lang)) return withAuxiliaries(tokens, i, from, lang);
  return null;
}

/** The last cue behind `from` and before `to`. */
export function findLastCue(tokens: readonly Token[], from: number, to: number, lang: Lang): Cue | null {
  for (let i = to - 1; i >= from; i -= 1) if (isCue(tokens, i, lang)) return withAuxiliaries(tokens, i, from, lang);
  return null;
}

/** A verb that reports; behind an article it is a noun (`le projet annoncé`, `the report`). */
function isCue(tokens: readonly Token[], i: number, lang: Lang): boolean {
  const { folded, kind, capital } = tokens[i]!;
  const {
    cueVerbs,
    weakCueVerbs,
    determiners,
    cueFillers,
    cueInfinitives,
    infinitiveLeads,
    objectClitics,
    comparatives,
  } = languages[lang];
  if (kind !== 'word' || capital) return false;
  if (cueInfinitives.has(folded) && leadsTo(tokens, i, lang)) return !isReflexive(tokens, i, lang);
  if (!cueVerbs.has(folded) && !weakCueVerbs.has(folded)) return false;
  // `tient à préciser`: the infinitive is the cue, not what leads to it.
  if (infinitiveLeads.some(([head]) => head === folded) && leadsOn(tokens, i, lang)) return false;
  const before = tokens[i - 1]?.folded ?? '';
  // `comme le dit X`: here the article is a pronoun.
  if (objectClitics.has(before) && comparatives.has(tokens[i - 2]?.folded ?? '')) return true;
  return (!determiners.has(before) || cueFillers.has(before)) && !isPassive(tokens, i, lang);
}

/** `was praised`, `est poursuivi`; but `was saying`, `s'est dit`. */
function isPassive(tokens: readonly Token[], at: number, lang: Lang): boolean {
  const { passiveAuxiliaries, reflexives, cueFillers, gerund } = languages[lang];
  if (gerund.test(tokens[at]!.folded)) return false;
  for (let i = at - 1; i >= 0 && i >= at - MAX_AUXILIARIES; i -= 1) {
    const { folded } = tokens[i]!;
    if (passiveAuxiliaries.has(folded)) return !reflexives.has(tokens[i - 1]?.folded ?? '');
    if (!cueFillers.has(folded)) return false;
  }
  return false;
}
const MAX_AUXILIARIES = 4;

/** `s'est vite fait remarquer`: noticed by others. */
const isReflexive = (tokens: readonly Token[], at: number, lang: Lang): boolean =>
  tokens.slice(Math.max(0, at - MAX_AUXILIARIES - 1), at).some(({ folded }) => languages[lang].reflexives.has(folded));

/** `fait remarquer`, `tient à préciser`: what stands before the infinitive at `at` makes it a cue. */
export function leadsTo(tokens: readonly Token[], at: number, lang: Lang): boolean {
  const { infinitiveLeads, objectClitics } = languages[lang];
  const end = at - Number(objectClitics.has(tokens[at - 1]?.folded ?? ''));
  return infinitiveLeads.some((lead) => endsWith(tokens, end, lead));
}

const endsWith = (tokens: readonly Token[], end: number, phrase: readonly string[]): boolean =>
  phrase.every((word, k) => tokens[end - phrase.length + k]?.folded === word);

const leadsOn = (tokens: readonly Token[], at: number, lang: Lang): boolean =>
  [1, 2].some((step) => languages[lang].cueInfinitives.has(tokens[at + step]?.folded ?? ''));

function withAuxiliaries(tokens: readonly Token[], at: number, floor: number, lang: Lang): Cue {
  const { cueFillers, hedges } = languages[lang];
  const goesBefore = ({ folded, capital }: Token) => !capital && (cueFillers.has(folded) || hedges.has(folded));
  let from = at;
  while (from > floor && goesBefore(tokens[from - 1]!)) from -= 1;
  return { at, from };
}

/** Whether the cue at `at` is denied (`n'a pas confirmé`) or reported at second hand (`aurait lâché`). */
export function hedging(tokens: readonly Token[], from: number, at: number, lang: Lang): 'hedged' | 'denied' | null {
  const table = languages[lang];
  for (let i = Math.max(from, at - 5); i < at; i += 1) {
    const undone = tokens.slice(i, at).some(({ folded }) => table.negationBreakers.has(folded));
    if (table.negations.has(tokens[i]!.folded) && !undone) return 'denied';
    if (table.hedges.has(tokens[i]!.folded)) return 'hedged';
  }
  return null;
}

/** The mention at `at` or a few words on (`a-t-elle tenu à préciser`, `said today Jane Roe`). */
export function skipTo(tokens: readonly Token[], at: number, until: number, lang: Lang, reach = 6): Mention | null {
  const table = languages[lang];
  let end = at + reach;
  for (let i = at; i < Math.min(until, end); i += 1) {
    const token = tokens[i]!;
    if (token.kind === 'sign' && token.text !== ',') return null;
    // `a prévenu, depuis son camion, le chef`, `a précisé par courriel un porte-parole`
    const circumstance =
      i > at && table.circumstances.has(token.folded) ? behindCircumstance(tokens, i, until, lang) : i;
    if (circumstance > i) {
      end += circumstance - i;
      i = circumstance - 1;
      continue;
    }
    // `a dit pour sa part Mme X`; but `a dit l'élu`.
    const article = table.determiners.has(token.folded) && !table.cueFillers.has(tokens[i + 1]?.folded ?? '');
    if (!token.capital && table.cueFillers.has(token.folded) && !table.pronouns.has(token.folded) && !article) continue;
    const mention = token.kind === 'word' ? mentionAt(tokens, i, until, lang) : null;
    // `déclarait cette semaine l'entreprise`
    if (mention?.kind === 'noun' && table.timeNouns.has(tokens[mention.to - 1]!.folded)) {
      end += mention.to - i;
      i = mention.to - 1;
      continue;
    }
    if (mention && (mention.kind !== 'noun' || table.determiners.has(token.folded))) return mention;
    if (mention && mention.kind === 'noun') return null;
  }
  return null;
}

/** Behind a circumstance and the comma that closes it, or the one bare noun that it is; `at` where it is neither. */
function behindCircumstance(tokens: readonly Token[], at: number, until: number, lang: Lang): number {
  const noun = tokens[at + 1];
  const next = tokens[at + 2];
  const { determiners } = languages[lang];
  if (noun?.kind === 'word' && !noun.capital && !determiners.has(noun.folded) && next && determiners.has(next.folded))
    return at + 2;
  if (tokens[at - 1]?.text !== ',') return at;
  for (let i = at + 1; i < Math.min(until, at + MAX_ASIDE); i += 1) if (tokens[i]!.text === ',') return i + 1;
  return at;
}
const MAX_ASIDE = 10;

/** The first mention of the clause: its subject, unless it stands behind a preposition. */
export function subjectOf(tokens: readonly Token[], start: number, to: number, lang: Lang): Mention | null {
  const from = start + Number(languages[lang].conjunctions.has(tokens[start]?.folded ?? ''));
  const first = subjectAt(tokens, from, to, lang);
  if (first) return first;
  // A circumstance before the first comma (`Pour sa part,`, `Revenant sur l'année,`) is not the subject.
  for (let i = from; i < Math.min(to, from + MAX_CIRCUMSTANCE); i += 1) {
    if (tokens[i]!.text === ',') return subjectAt(tokens, i + 1, to, lang, true);
  }
  return null;
}

/** `Roe defended the plan`: one capitalised word at the head of a sentence, somebody only if named elsewhere. */
export function tentativeSubject(tokens: readonly Token[], at: number, to: number, lang: Lang): Mention | null {
  const mention = subjectAt(tokens, at, to, lang, true);
  return mention?.kind === 'name' && mention.from === at ? { ...mention, tentative: true } : null;
}

const MAX_CIRCUMSTANCE = 25;

/** A capital at the head of a sentence makes no name: it takes two words, or an honorific; not so further `inside`. */
function subjectAt(tokens: readonly Token[], at: number, to: number, lang: Lang, inside = false): Mention | null {
  const mention = at < to ? mentionAt(tokens, at, to, lang) : null;
  if (!mention || mention.kind === 'noun') return null;
  const name = mention.people[0]?.name;
  return name && !inside && name.weight < 2 && !name.honorific && mention.offices.length === 0 ? null : mention;
}

/** Where the phrase begins that a preposition names as the source (`selon`, `in the words of`); null without one. */
export function sourcePreposition(tokens: readonly Token[], from: number, to: number, lang: Lang): number | null {
  for (let at = from; at < to; at += 1) {
    for (const phrase of languages[lang].sourcePrepositions) {
      if (at + phrase.length >= to || !phrase.every((word, i) => tokens[at + i]!.folded === word)) continue;
      // `pour` and its kind only at the head of the sentence or behind a comma.
      const weak = languages[lang].weakPrepositions.has(phrase[0]!);
      if (!weak || at === from || tokens[at - 1]!.text === ',') return at + phrase.length;
    }
  }
  return null;
}
