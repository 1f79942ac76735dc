/**
 * Statements, messages and speeches: the whole body is one person's words, without marks. Who that is stands in the line
 * that leads in, in the headline, or in the signature. Looked for only where the body quotes nobody otherwise.
 */
import type { Lang, Span } from '../../domain.ts';
import { languages } from '../../lang/index.ts';
import type { Line } from '../text/lines.ts';
import { firstAt, type Token } from '../text/tokens.ts';
import { type Mention, mentionAt } from '../who/mentions.ts';
import type { Found, Source } from './candidate.ts';
import { subjectOf } from './cues.ts';
import { isNamed, type Signature, sign } from './signature.ts';
import { readsAsSpeech, speaksInPerson } from './speech.ts';

/** Null where the release is no statement, or `found` says that its body quotes somebody. */
export function statement(lines: readonly Line[], found: readonly Found[]): Found | null {
  const inBody = found.filter(({ kind, line }) => kind === 'direct' && line.section === 'body');
  if (inBody.length > 1 || inBody[0]?.source) return null;
  const title = lines.find((line) => line.section === 'headline') ?? null;
  const delivery = lines.find((line) =>
    languages[line.lang].deliveryNotes.some((note) => line.tokens.length < 12 && startsWith(line.tokens, note)),
  );
  const leadIn = lines.find((line) => line.section === 'body' && /[:：]$/.test(line.text) && saysStatement(line));
  if (!leadIn && !delivery && !(title && saysStatement(title))) return null;

  const named = (last: Line): Source | null => {
    const led = leadIn ? ledBy(leadIn) : null;
    const titled = title ? titledBy(title) : null;
    const signed = signedBy(lines, last);
    return led ?? (titled?.mention.kind === 'name' ? titled : (signed ?? titled));
  };
  // In marks, and nothing beside them says whose words they are.
  const marked = inBody[0];
  if (marked) {
    const end = lines.findLast((line) => line.start < marked.content.at(-1)!.end) ?? marked.line;
    const source = named(end);
    return source && { ...marked, rule: 'statement', source, continues: false };
  }

  const start = (leadIn ?? delivery ?? title)!.index + 1;
  const body: Line[] = [];
  for (let i = start; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (line.section !== 'body' || line.kind === 'heading') break;
    if (readsAsSpeech(line)) body.push(line);
    else if (body.length > 0) break;
  }
  if (!body.length || !body.some(speaksInPerson)) return null;
  // What comes after the last words in the first person is about the speaker, not by him.
  const last = body.findLastIndex(speaksInPerson);
  const content = body.slice(0, last + 1);
  const source = named(body.at(-1)!);
  if (!source) return null;
  return {
    rule: 'statement',
    kind: 'direct',
    content: content.map(behindDateline),
    line: content[0]!,
    source,
    cue: null,
  };
}

const MAX_TITLE = 40;

/** A word for a statement near the head of a title, or at the end of the line that leads in. */
function saysStatement(line: Line): boolean {
  const { statementWords } = languages[line.lang];
  return line.tokens.length <= MAX_TITLE * 2 && line.tokens.some(({ folded }) => statementWords.has(folded));
}

/** `Jane Roe, Premier of Aldermere, has issued the following statement:`. */
function ledBy(line: Line): Source | null {
  const mention = subjectOf(line.tokens, firstAt(line.tokens, line.lead), line.tokens.length, line.lang);
  return mention && { tokens: line.tokens, mention };
}

/** `Statement by Premier Jane Roe on the ice storm`, `Déclaration du ministre Jean Roy`. */
function titledBy({ tokens, lang }: Line): Source | null {
  const { statementWords, statementLinks, topicWords } = languages[lang];
  const word = tokens.findIndex(({ folded }) => statementWords.has(folded));
  for (let i = word + 1; i < Math.min(tokens.length, word + 4); i += 1) {
    if (!statementLinks.has(tokens[i]!.folded)) continue;
    let until = i + 2;
    while (until < tokens.length && !topicWords.has(tokens[until]!.folded)) until += 1;
    const mention = person(tokens, i + 1, until, lang);
    if (mention) return { tokens, mention };
  }
  return null;
}

function person(tokens: readonly Token[], at: number, until: number, lang: Lang): Mention | null {
  const mention = mentionAt(tokens, at, until, lang);
  return mention && (mention.kind === 'name' || mention.kind === 'office') ? mention : null;
}

/** Name and office below the last words, on one line or two. */
function signedBy(lines: readonly Line[], last: Line): Source | null {
  const below = lines.slice(last.index + 1, last.index + 3).filter((line) => line.section === 'body');
  const candidates: (Signature | null)[] = [
    below.length > 1 ? sign(below, false) : null,
    below.length ? sign(below.slice(0, 1), false) : null,
  ];
  return candidates.find((signature) => signature && isNamed(signature.line))?.source ?? null;
}

const startsWith = (tokens: readonly Token[], phrase: readonly string[]): boolean =>
  phrase.every((word, i) => tokens[i]?.folded === word);

/** The line without its dateline, and the space and dash behind that. */
function behindDateline({ lead, start, end, text }: Line): Span {
  const rest = text.slice(lead - start);
  return { start: lead + (/^[\s\u00a0–—-]*/.exec(rest)?.[0].length ?? 0), end };
}
