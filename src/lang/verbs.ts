/** Conjugation, as far as the tables need it: the third person and the participles, folded. */

/** French verbs of the first group (`declarer`), of the second (`avertir`), and other forms as they are. */
export function frenchVerbs({ er = '', ir = '', forms = '' }: { er?: string; ir?: string; forms?: string }) {
  return new Set([...list(er).flatMap(firstGroup), ...list(ir).flatMap(secondGroup), ...list(forms)]);
}

/** Their present participles (`declarant`, `avertissant`). */
export function frenchParticiples({ er = '', ir = '', forms = '' }: { er?: string; ir?: string; forms?: string }) {
  return new Set([
    ...list(er).map((verb) => `${beforeA(verb)}ant`),
    ...list(ir).map((verb) => `${verb.slice(0, -2)}issant`),
    ...list(forms),
  ]);
}

/** The infinitives themselves. */
export function frenchInfinitives({ er = '', ir = '', forms = '' }: { er?: string; ir?: string; forms?: string }) {
  return new Set([...list(er), ...list(ir), ...list(forms)]);
}

/** `affirmer`: present, imperfect, past historic, future; the past participle in every agreement. */
function firstGroup(verb: string): string[] {
  const stem = verb.slice(0, -2);
  const a = beforeA(verb);
  return [
    ...['e', 'ent', 'erent', 'era', 'eront', 'ee', 'es', 'ees'].map((ending) => stem + ending),
    ...['ait', 'aient', 'a'].map((ending) => a + ending),
  ];
}

/** `jugeait`: the stem of a verb in -ger keeps its e before a. */
const beforeA = (verb: string): string => verb.slice(0, verb.endsWith('ger') ? -1 : -2);

const secondGroup = (verb: string): string[] =>
  ['it', 'issent', 'issait', 'issaient', 'irent', 'ira', 'iront', 'i', 'ie', 'is', 'ies'].map(
    (ending) => verb.slice(0, -2) + ending,
  );

/** Regular English verbs: third person and past. */
export const englishVerbs = (verbs: string): ReadonlySet<string> => new Set(list(verbs).flatMap(finite));

/** Regular English verbs: present participles (`adding`, `admitting`). */
export const englishParticiples = (verbs: string): ReadonlySet<string> =>
  new Set(list(verbs).map((verb) => `${DOUBLING.test(verb) ? doubled(verb) : verb.replace(/e$/, '')}ing`));

function finite(verb: string): string[] {
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`];
  if (verb.endsWith('e')) return [`${verb}s`, `${verb}d`];
  if (DOUBLING.test(verb)) return [`${verb}s`, `${doubled(verb)}ed`];
  return [/(?:s|sh|ch|x|z|o)$/.test(verb) ? `${verb}es` : `${verb}s`, `${verb}ed`];
}

/** Verbs whose last consonant doubles. */
const DOUBLING = /^(?:admit|quip|rebut|refer|concur|brag|stun)$/;
const doubled = (verb: string): string => verb + verb.at(-1);

const list = (words: string): string[] => words.split(/\s+/).filter(Boolean);
