/** By what a speaker was found, in one sentence of plain words for each rule of extraction. */
import type { AttributionRule, Lang } from '../../domain.ts';

const NBSP = '\u00a0';

export const RULES: Record<AttributionRule, Record<Lang, string>> = {
  'block-markup': {
    en: 'The page itself marks these words as a quotation, with the signature that belongs to it.',
    fr: 'La page elle-même balise ces mots comme une citation, avec la signature qui l’accompagne.',
  },
  'block-signed-same-line': {
    en: 'The name stands right behind the quotation, on the same line.',
    fr: 'Le nom suit immédiatement la citation, sur la même ligne.',
  },
  'block-signed-above': {
    en: 'The name stands on the line right above the quotation.',
    fr: 'Le nom figure sur la ligne juste au-dessus de la citation.',
  },
  'block-signed-below': {
    en: 'The name stands on the line right below the quotation, as a signature.',
    fr: 'Le nom figure sur la ligne juste au-dessous de la citation, comme une signature.',
  },
  'block-signed-together': {
    en: 'Several quotations stand one below the other, and one signature below them names the speaker of all.',
    fr: 'Plusieurs citations se suivent, et une seule signature, sous la dernière, nomme leur auteur.',
  },
  'block-unmarked': {
    en: 'These paragraphs stand without quotation marks above a line that can only be their signature.',
    fr: 'Ces paragraphes, sans guillemets, précèdent une ligne qui ne peut être que leur signature.',
  },
  'block-said-colon': {
    en: 'A line that names the speaker and ends in “said:” introduces these paragraphs.',
    fr: `Une ligne qui nomme la personne et se termine par «${NBSP}a déclaré${NBSP}:${NBSP}» introduit ces paragraphes.`,
  },
  'prose-incise-inside': {
    en: 'The speaker is named in the middle of the quotation, between commas.',
    fr: 'La personne est nommée au milieu de la citation, entre virgules.',
  },
  'prose-cue-after': {
    en: 'A verb of speech and then the speaker follow the quotation (“…,” said the minister).',
    fr: `Un verbe de parole, puis la personne, suivent la citation («${NBSP}…${NBSP}», a dit la ministre).`,
  },
  'prose-subject-cue-after': {
    en: 'The speaker and then a verb of speech follow the quotation (“…,” the minister said).',
    fr: `La personne, puis un verbe de parole, suivent la citation («${NBSP}…${NBSP}», la ministre l’a assuré).`,
  },
  'prose-infinitive': {
    en: 'A verb of speech in the infinitive of narration stands beside the speaker (“…”, concluded the mayor).',
    fr: `Un infinitif de narration accompagne la personne («${NBSP}…${NBSP}», de conclure le maire).`,
  },
  'prose-speech-noun': {
    en: 'The sentence calls the quotation the words of the speaker.',
    fr: 'La phrase présente la citation comme les mots de la personne.',
  },
  'prose-cue-colon': {
    en: 'The speaker, a verb of speech and a colon introduce the quotation.',
    fr: 'La personne, un verbe de parole et un deux-points introduisent la citation.',
  },
  'prose-cue-before': {
    en: 'The speaker and a verb of speech introduce the quotation.',
    fr: 'La personne et un verbe de parole introduisent la citation.',
  },
  'prose-fragment': {
    en: 'The quotation is part of a sentence whose subject is the speaker and whose verb is one of speech.',
    fr: 'La citation fait partie d’une phrase dont la personne est le sujet et dont le verbe est un verbe de parole.',
  },
  'prose-according-to': {
    en: 'The sentence says according to whom.',
    fr: 'La phrase dit selon qui.',
  },
  'prose-fragment-shared': {
    en: 'The sentence goes on from the quotation before it, and has the same speaker.',
    fr: 'La phrase prolonge la citation précédente, et son auteur est le même.',
  },
  'prose-participle': {
    en: 'A participle (“saying …”) introduces the quotation, and the sentence names the speaker behind it.',
    fr: `Un participe («${NBSP}en disant …${NBSP}») introduit la citation, et la phrase nomme ensuite la personne.`,
  },
  'prose-bracketed': {
    en: 'The name follows the quotation in brackets.',
    fr: 'Le nom suit la citation, entre parenthèses.',
  },
  'prose-unlisted-verb': {
    en: 'A single verb stands between the quotation and the speaker; it is in no list of verbs of speech, but it is in their place.',
    fr: 'Un seul verbe sépare la citation de la personne; il n’est d’aucune liste de verbes de parole, mais il en tient la place.',
  },
  'prose-label-colon': {
    en: 'The name with its office and a colon stand right before the quotation.',
    fr: 'Le nom avec la fonction, puis un deux-points, précèdent immédiatement la citation.',
  },
  'prose-colon': {
    en: 'A colon introduces the quotation, and the subject of the sentence before the colon is the speaker.',
    fr: 'Un deux-points introduit la citation, et le sujet de la phrase qui le précède en est l’auteur.',
  },
  'prose-introduced-above': {
    en: 'The line above names the speaker and announces the quotation.',
    fr: 'La ligne au-dessus nomme la personne et annonce la citation.',
  },
  'prose-announced': {
    en: 'A colon says that somebody’s words follow; only a quotation before it in the same sentence can tell whose.',
    fr: 'Un deux-points annonce des paroles; seule une citation précédente de la même phrase peut dire de qui elles sont.',
  },
  'prose-subject-before': {
    en: 'The quotation stands alone; the subject of the sentence right before it is taken for the speaker.',
    fr: 'La citation est isolée; le sujet de la phrase qui la précède est tenu pour son auteur.',
  },
  'prose-continues': {
    en: 'The quotation stands alone; the last person quoted before it is taken to go on, if there is one.',
    fr: 'La citation est isolée; on tient que la dernière personne citée poursuit, s’il y en a une.',
  },
  'dialogue-dash': {
    en: 'The words stand behind the dash of a dialogue.',
    fr: 'Les mots suivent le tiret d’un dialogue.',
  },
  statement: {
    en: 'The whole release is one person’s statement: the headline, the introduction or the signature says whose.',
    fr: 'Tout le communiqué est la déclaration d’une seule personne, que nomme le titre, l’introduction ou la signature.',
  },
  'interview-turn': {
    en: 'The words are a turn of an interview, behind the name of the one who speaks.',
    fr: 'Les mots sont une réplique d’entrevue, derrière le nom de la personne qui parle.',
  },
  'indirect-according-to': {
    en: 'Reported speech: the sentence says according to whom.',
    fr: `Discours rapporté${NBSP}: la phrase dit selon qui.`,
  },
  'indirect-that': {
    en: 'Reported speech: the speaker, a verb of speech and “that”.',
    fr: `Discours rapporté${NBSP}: la personne, un verbe de parole et «${NBSP}que${NBSP}».`,
  },
  'indirect-infinitive': {
    en: 'Reported speech: the speaker, a verb of speech and an infinitive.',
    fr: `Discours rapporté${NBSP}: la personne, un verbe de parole et un infinitif.`,
  },
  'indirect-bare': {
    en: 'Reported speech: the speaker and a verb of speech, with “that” left out.',
    fr: `Discours rapporté${NBSP}: la personne et un verbe de parole, sans «${NBSP}que${NBSP}».`,
  },
  'indirect-final': {
    en: 'Reported speech: the sentence ends by saying who said it.',
    fr: `Discours rapporté${NBSP}: la fin de la phrase dit de qui il est.`,
  },
  'indirect-parenthesis': {
    en: 'Reported speech: the sentence says between commas who said it.',
    fr: `Discours rapporté${NBSP}: la phrase dit entre virgules de qui il est.`,
  },
};

/** The sentence of a rule; null for a rule of former days that has none any more. */
export function ruleText(rule: string, lang: Lang): string | null {
  return Object.hasOwn(RULES, rule) ? RULES[rule as AttributionRule][lang] : null;
}
