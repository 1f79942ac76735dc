/**
 * What Dixit knows of a language: one table each (`en.ts`, `fr.ts`), read by one algorithm that serves them all.
 * This folder is the only place that knows a language; to add one, add a table and list it in `index.ts`.
 *
 * Words in these tables are folded (`fold` in `text.ts`: lower case, no accents, straight apostrophe) unless said
 * otherwise.
 */
import type { Lang, SectionKind } from '../domain.ts';
import type { Hiding } from './hiding.ts';
import type { Numerals } from './numerals.ts';

export type Gender = 'f' | 'm' | null;

export interface Language {
  readonly code: Lang;
  /** Its code in the tables of `franc` (ISO 639-3). */
  readonly iso639_3: string;

  // --- telling it from another language
  /** Frequent short words that the other languages do not use. */
  readonly functionWords: ReadonlySet<string>;

  // --- dates, sections
  /** Month names and their printed abbreviations, without the point, to 1…12. */
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlySet<string>;
  /** Heading lines, without what stands around their letters (`quote(s`), to the section they open. */
  readonly headings: ReadonlyMap<string, SectionKind>;
  /** First words of a line that opens a section whatever follows on it (`About the …`, `SOURCE …`). */
  readonly headingStarts: readonly (readonly [string, SectionKind])[];

  // --- quotations: cues
  /** Verbs that report words, in the third person and as participles. */
  readonly cueVerbs: ReadonlySet<string>;
  /** Verbs that report words only beside marks: with fragments, or with a whole sentence in marks. */
  readonly weakCueVerbs: ReadonlySet<string>;
  /** Infinitives of narration, after `de` (`et celui-ci d'ajouter`). */
  readonly cueInfinitives: ReadonlySet<string>;
  /** What, right before such an infinitive, makes it the cue (`a fait valoir`, `tient à préciser`). */
  readonly infinitiveLeads: readonly (readonly string[])[];
  /** Nouns for what was said (`la promesse de X`, `in the words of`). */
  readonly cueNouns: ReadonlySet<string>;
  /** Words that may stand between a subject and its cue verb: auxiliaries, clitics, adverbs, negation. */
  readonly cueFillers: ReadonlySet<string>;
  /** Words right before a cue that make it reported at second hand. */
  readonly hedges: ReadonlySet<string>;
  /** Words right before a cue that deny it: nothing was said. */
  readonly negations: ReadonlySet<string>;
  /** Forms of the plainest verbs of speech: what is negated with them was not said (`n'a jamais dit`, `didn't say`). */
  readonly sayings: ReadonlySet<string>;
  /** Verbs by which somebody says that he did not say it (`dément`, `misquoted`). */
  readonly denials: ReadonlySet<string>;
  /** Words between a denial and a cue that undo it (`n'a cessé de répéter`, `did not hesitate to say`). */
  readonly negationBreakers: ReadonlySet<string>;
  /** Auxiliaries that turn a participle behind them to the passive: its subject says nothing (`was praised`). */
  readonly passiveAuxiliaries: ReadonlySet<string>;
  /** Pronouns between a subject and such an auxiliary that keep it active (`s'est dit`). */
  readonly reflexives: ReadonlySet<string>;
  /** Whether the incise stands inside the marks (`« Je suis fier, dit-il, de ce projet. »`). */
  readonly inciseInsideMarks: boolean;
  /** Prepositions that name a source (`selon`, `according to`). */
  readonly sourcePrepositions: readonly (readonly string[])[];
  /** Infinitives that stand right behind a cue in reported speech (`affirme avoir vu`); matches none where unused. */
  readonly reportedInfinitive: RegExp;
  /** Cues that take reported speech without a conjunction (`said bills would fall`). */
  readonly bareClauseCues: ReadonlySet<string>;
  /** Those of them that mean something else before anything but a person (`pour`). */
  readonly weakPrepositions: ReadonlySet<string>;
  /** Object pronouns that may stand for the words just quoted (`l'a assuré`, `said so`). */
  readonly objectClitics: ReadonlySet<string>;
  /** Words that make the pronoun before a cue stand for what follows (`comme le dit X : « … »`). */
  readonly comparatives: ReadonlySet<string>;
  /** Nouns for stretches of time, which say nothing (`déclarait cette semaine X`). */
  readonly timeNouns: ReadonlySet<string>;
  /** The conjunction that opens reported speech (`que`, `that`). */
  readonly complementizers: ReadonlySet<string>;

  // --- quotations: speakers
  /** Subject pronouns that stand for a speaker. */
  readonly pronouns: ReadonlyMap<string, { gender: Gender; plural: boolean; neuter?: boolean }>;
  /** Pronouns that only the person who speaks uses of itself: unmarked text with them is somebody's words. */
  readonly firstPerson: ReadonlySet<string>;
  /** Those of one person alone: a press office writes `we`, hardly ever `I`. */
  readonly firstPersonSingular: ReadonlySet<string>;
  /** Titles of courtesy before a name, without point, with the gender they tell. */
  readonly honorifics: ReadonlyMap<string, Gender>;
  /** Ranks of the forces and the police, which a name keeps (`General Jane Roe`), each part of a compound by itself. */
  readonly uniformedRanks: ReadonlySet<string>;
  /** Titles that stand for the given name: with one word behind them they are the name (`Baroness Holloway`). */
  readonly peerage: ReadonlySet<string>;
  /** Letters after a name (`C.P.`, `K.C.`), without points. */
  readonly postNominals: ReadonlySet<string>;
  /** Nouns that name an office or a function of a person, with the gender they tell. */
  readonly offices: ReadonlyMap<string, Gender>;
  /** Adjectives that begin a title before its noun of office (`Parliamentary Secretary`). */
  readonly titleAdjectives: ReadonlySet<string>;
  /** Nouns that name a body; a capitalised phrase with one of them is no person. */
  readonly bodies: ReadonlySet<string>;
  /** Nouns that stand in the names of portfolios (`Services`, `Justice`) and hardly in the names of people. */
  readonly portfolioNouns: ReadonlySet<string>;
  /** Common words that are given names before another capital (`Will Roe`). */
  readonly givenNames: ReadonlySet<string>;
  /** Endings of the names of trades that `offices` does not list, behind a name and a comma (`, épidémiologiste`). */
  readonly trade: RegExp;
  /** Lower-case words that may stand within a name (`de`, `van`, `la`). */
  readonly nameParticles: ReadonlySet<string>;
  /** Lower-case words that may stand within the name of an office or body (`de`, `du`, `of`, `and`). */
  readonly officeLinks: ReadonlySet<string>;
  /** Words that join two speakers (`et`, `and`, `&`). */
  readonly conjunctions: ReadonlySet<string>;
  /** Articles and possessives that open a noun phrase, with the gender they tell. */
  readonly determiners: ReadonlyMap<string, Gender>;
  /** Those of them that say whose (`sa`, `her`). */
  readonly possessives: ReadonlySet<string>;
  /** Words behind a name and a comma that say where somebody belongs (`, of the University …`). */
  readonly affiliations: ReadonlySet<string>;
  /** Nouns for what somebody wrote, which speaks for its author (`Roe's statement`). */
  readonly writings: ReadonlySet<string>;
  /** Articles that introduce somebody new (`un porte-parole`): nobody named before is meant. */
  readonly indefinite: ReadonlySet<string>;
  /** Phrases before the name in an attribution line (`Une citation de`). */
  readonly attributionLeads: readonly (readonly string[])[];
  /** Phrases that put one speaker's words in another's mouth (`au nom de`, `on behalf of`). */
  readonly behalf: readonly (readonly string[])[];
  /** Pronouns that open a clause about the phrase before it (`qui`, `who`). */
  readonly relatives: ReadonlySet<string>;
  /** Lower-case words that end a noun phrase: auxiliaries, negations, times and circumstances. */
  readonly phraseEnds: ReadonlySet<string>;
  /** Words of a noun phrase that only their accent tells from those (`à`, not `a`): accents kept. */
  readonly accentedLinks: ReadonlySet<string>;
  /** Verbs that make a clause of the words behind a name and a comma (`, la facture sera salée`): accents kept. */
  readonly auxiliaries: ReadonlySet<string>;
  /** Verbs that tell what somebody does while speaking (`en recevant`, `in opening`). */
  readonly gerund: RegExp;
  /** Past participles where no verb in the past looks like them (`signé`); accents kept. */
  readonly participle: RegExp;
  /** Forms of the past that stand behind a title and its comma (`, visited`), where they are no participle of it. */
  readonly past: RegExp;
  /** Infinitives behind a preposition (`pour justifier`); matches none where the language has no such form. */
  readonly infinitive: RegExp;
  /** Words behind a comma that open a circumstance, not an apposition (`, in an interview`). */
  readonly circumstances: ReadonlySet<string>;
  /** Words that may open an infinitive of narration (`de`, `d'`, `et`). */
  readonly narrativeOpeners: ReadonlySet<string>;
  /** Determiners of more than one. */
  readonly pluralDeterminers: ReadonlySet<string>;
  /** Feminine forms of offices and ranks -> the form that titles are compared in (`présidente` -> `president`). */
  readonly masculines: ReadonlyMap<string, string>;
  /** Short forms of offices -> their words (`ceo`, `pdg`), without points. */
  readonly officeShortForms: ReadonlyMap<string, readonly string[]>;
  /** Offices that one holds without the name of a body behind them: of a government or a parliament. */
  readonly publicOffices: ReadonlySet<string>;
  /** Offices of a town, which one holds without the name of a body too. */
  readonly townOffices: ReadonlySet<string>;
  /** Words that make any office one of an assembly (`critic of the official opposition`). */
  readonly assemblyWords: ReadonlySet<string>;
  /** Those of the members of an assembly, which a title prints beside any other. */
  readonly memberOffices: ReadonlySet<string>;
  /** Words that make the holder of an office a helper of another's (`Parliamentary Secretary to`, `adjointe`). */
  readonly helperOffices: ReadonlySet<string>;
  /** Nouns of regions, each of which is a responsibility of its own. */
  readonly regionWords: ReadonlySet<string>;
  /** Words before or behind a title that say it is held no more (`former`, `ancienne`). */
  readonly formerWords: ReadonlySet<string>;
  /** Phrases that say it is held for a time only (`acting`, `par intérim`). */
  readonly actingPhrases: readonly (readonly string[])[];
  /** Adjectives of level that tell two offices apart to a reader, not to a register (`fédéral`, `provincial`). */
  readonly levelWords: ReadonlySet<string>;
  /** The ranks whose holders have a portfolio (`ministre`, `secretary`). */
  readonly portfolioRanks: ReadonlySet<string>;
  /** Adjectives and nouns of rank, which a portfolio goes without (`déléguée`, `responsible`). */
  readonly ranks: ReadonlySet<string>;
  /** Pronouns that hang on their verb with a hyphen (`dit-il`). */
  readonly invertedPronouns: ReadonlySet<string>;
  /** Words written with a point that ends no sentence, without it. */
  readonly abbreviations: ReadonlySet<string>;
  /** Nouns for a text that is one person's words as a whole (`statement`, `message`, `discours`). */
  readonly statementWords: ReadonlySet<string>;
  /** Words between such a noun and whose it is (`by`, `from`, `du`). */
  readonly statementLinks: ReadonlySet<string>;
  /** Words in a title that turn from the speaker to the subject (`on`, `sur`). */
  readonly topicWords: ReadonlySet<string>;
  /** Lines that say that what follows is to be spoken (`check against delivery`). */
  readonly deliveryNotes: readonly (readonly string[])[];
  /** Nouns right before marks that make them a name, a title or a term (`plan « … »`, `the so-called “…”`). */
  readonly namingWords: ReadonlySet<string>;
  /** Those of them behind which any words are a term, also without a capital (`le mot « … »`). */
  readonly termWords: ReadonlySet<string>;

  // --- numbers, amounts, dates
  readonly quantities: Quantities;

  // --- what is not to be shown
  readonly hiding: Hiding;

  // --- search
  /** Elided clitics that stand before an apostrophe (`l`, `qu`, `jusqu`). */
  readonly elisions: ReadonlySet<string>;
  /** What may hang on a word behind an apostrophe and is none itself (`Canada’s`, `don’t`). */
  readonly enclitics: ReadonlySet<string>;
  /** Whole words that hold an apostrophe and are not to be split (`aujourd'hui`), accents kept. */
  readonly unsplit: ReadonlySet<string>;
  /** What inclusive writing hangs on a word behind a point (`étudiant.e.s`), accents kept. */
  readonly inclusiveEndings: ReadonlySet<string>;
  readonly stopWords: ReadonlySet<string>;
  /** How a question opens (`what did`, `qui a`), clitics as words of their own. */
  readonly questionOpenings: readonly (readonly string[])[];
  /** Verbs and nouns of asking what was said (`say`, `position`), behind such an opening. */
  readonly askingWords: ReadonlySet<string>;
  /** What leads from them to the subject (`about`, `au sujet de`). */
  readonly subjectLeads: readonly (readonly string[])[];
  /** Lower-case word, accents kept -> stem, accents kept. */
  readonly stem: (word: string) => string;
}

/** How a language writes what is counted, paid, measured and dated. Phrases are words parted by one space. */
export interface Quantities {
  /** What stands before the decimals; the other of comma and point, or a space, then groups thousands. */
  readonly decimalMark: ',' | '.';
  /** Number words from 1 to 99. */
  readonly numerals: Numerals;
  readonly ordinals: Numerals;
  /** What hangs on digits to make an ordinal (`st`, `er`). */
  readonly ordinalSuffixes: ReadonlySet<string>;
  /** Powers of ten by name, a hundred among them. */
  readonly scales: Numerals;
  /** The letters for them beside a sign of currency (`5 M$`, `$3B`): case kept. */
  readonly scaleSigns: ReadonlyMap<string, number>;
  /** Words within a number, behind a scale (`one hundred and twenty`). */
  readonly numeralLinks: ReadonlySet<string>;
  /** What adds a half to the number before (`et demi`). */
  readonly andAHalf: ReadonlySet<string>;
  /** Number words that mean something else as well (`neuf` is also new): never a difference by themselves. */
  readonly numberHomographs: ReadonlySet<string>;
  /** Other words that may stand for these numbers (`both`, `douzaine`, `half`: 50 %). */
  readonly numberNouns: ReadonlyMap<string, readonly number[]>;
  /** Words that may stand for any count (`several`, `dizaines`). */
  readonly vague: ReadonlySet<string>;
  /** Money by name, in hundredths of its unit: 100, or 1 for cents. */
  readonly money: ReadonlyMap<string, number>;
  /** Words between a number and what it counts (`millions de dollars`). */
  readonly moneyLinks: ReadonlySet<string>;
  readonly percents: ReadonlySet<string>;
  /** Words for units, to `dimension/unit`; units of one dimension are converted into each other. */
  readonly units: ReadonlyMap<string, string>;
  /** What behind a number of hours makes it a time of day (`h`, `p m`). */
  readonly hourMarks: ReadonlySet<string>;
  /** Hours by name, in minutes after noon or midnight. */
  readonly hours: ReadonlyMap<string, number>;
  /** Words between the ends of a range or the parts of a list (`to`, `et`). */
  readonly rangeLinks: ReadonlySet<string>;
  /** Words that may stand for any day (`tomorrow`, `cette date`). */
  readonly vagueDays: ReadonlySet<string>;
  /** Month names that are other words as well, or short for them: months only beside a day or a year. */
  readonly monthHomographs: ReadonlySet<string>;
}
