/**
 * How publishers say that a release is not to be shown, or not yet: the names and values of fields beside a text, the
 * notices printed above it, and how these print a moment.
 *
 * Names and values of fields stand here joined: folded, letters and digits only (`sousembargo`). Phrases are folded
 * words. Sources: IPTC ninjs and its `pubstatus`, schema.org `creativeWorkStatus`, DCMI terms, the front matter of
 * common site generators, the style guides of Canadian and British news agencies.
 */
import type { Status } from '../domain.ts';
import { phrases, words } from './words.ts';

/**
 * What the value of a field tells.
 * - `status`: one of `statuses`;
 * - `embargo`: until when, or whether at all; so does any name that holds `embargo`;
 * - `withheld`, `withdrawn`: whether it is;
 * - `shown`: whether it may be shown, or the day on which it was;
 * - `shown-from`: whether it may be shown, or from when;
 * - `lifted`: whether an embargo is over, or when;
 * - `notice`: free words, which may be a printed notice;
 * - `access`: words of many schemes, of which only those that hide something are understood;
 * - `available`: from when, where it is a moment.
 */
export type VisibilityField =
  | 'status'
  | 'embargo'
  | 'withheld'
  | 'withdrawn'
  | 'shown'
  | 'shown-from'
  | 'lifted'
  | 'notice'
  | 'access'
  | 'available';

/** Other fields that have more than one name. */
export type DescribingField = 'url' | 'lang' | 'title' | 'date';

type Phrases = readonly (readonly string[])[];

export interface Hiding {
  readonly fields: ReadonlyMap<string, VisibilityField>;
  readonly describingFields: ReadonlyMap<string, DescribingField>;
  /** Those of them that are known in spite of a misspelling, as are those that hold `embargo`. */
  readonly oftenMisspelt: ReadonlySet<string>;
  /** Names like those of `fields` that are words of their own (`stats`): no misspelling. */
  readonly otherNames: ReadonlySet<string>;
  /** How names that hold `embargo` end where their values are words about it, and no moment (`embargoReason`). */
  readonly embargoAsides: ReadonlySet<string>;
  /** Values of a status; `embargo` is one that ends. */
  readonly statuses: ReadonlyMap<string, Status | 'embargo'>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  /** Values of an embargo that there is not, or no more, beside those of `no`. */
  readonly noEmbargo: ReadonlySet<string>;

  // --- printed notices
  /** How words may begin that are `noticeWords` but for a letter. */
  readonly traces: ReadonlySet<string>;
  /** Words of these phrases that are known in spite of a wrong letter. */
  readonly noticeWords: ReadonlySet<string>;
  /** Phrases that hide what follows, at the start of a line or behind a dash (`embargoed`, `ne pas diffuser`). */
  readonly holds: Phrases;
  /** The noun, with its adjectives: a headline may open with it (`Embargo on steel lifted`). */
  readonly embargoes: Phrases;
  /** Phrases that hide only with a moment or an `untils` behind them (`confidential until`). */
  readonly holdsUntil: Phrases;
  /** Phrases that with a moment behind them say from when (`for release`). */
  readonly releases: Phrases;
  /** Lines that say it by themselves, and only alone (`DRAFT`). */
  readonly labels: Phrases;
  /** Words between a notice and its moment that announce it. */
  readonly untils: Phrases;
  /** Those behind `releases`. */
  readonly notBefores: Phrases;
  /** Phrases that, behind the noun or instead of it, lead to the moment of its end (`lifts`, `levée de l'embargo`). */
  readonly ends: Phrases;
  /** Words that say that it is over or that there is none, perhaps behind some of `auxiliaries`. */
  readonly over: ReadonlySet<string>;
  readonly auxiliaries: ReadonlySet<string>;
  /** What a notice calls the release (`this news release is …`), and the words around it. */
  readonly documents: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;

  // --- printed moments
  /** Words within a printed moment: prepositions, articles, short forms of weekdays. */
  readonly momentWords: ReadonlySet<string>;
  /** Phrases that tell a moment that no clock knows (`until further notice`). */
  readonly noMoment: Phrases;
  /** Marks of the hours before and after noon, and of hours of which there are 24; with a space for a point. */
  readonly morning: readonly string[];
  readonly afternoon: readonly string[];
  readonly hours: readonly string[];
  readonly noon: ReadonlySet<string>;
  readonly midnight: ReadonlySet<string>;
  /** Time zones by name, and by their letters, which stand in capitals; to an IANA name or an offset. */
  readonly zones: ReadonlyMap<string, string>;
  readonly zoneLetters: ReadonlyMap<string, string>;
}

/** `meaning: name name` lines. */
function meanings<Meaning extends string>(lists: Partial<Record<Meaning, string>>): ReadonlyMap<string, Meaning> {
  return new Map(
    Object.entries<string | undefined>(lists).flatMap(([meaning, list]) =>
      [...words(list ?? '')].map((word) => [word, meaning as Meaning] as const),
    ),
  );
}

const EASTERN = 'America/Toronto';
const CENTRAL = 'America/Winnipeg';
const MOUNTAIN = 'America/Edmonton';
const PACIFIC = 'America/Vancouver';
const ATLANTIC = 'America/Halifax';
const NEWFOUNDLAND = 'America/St_Johns';

export const englishHiding: Hiding = {
  fields: meanings<VisibilityField>({
    status: `status pubstatus publicationstatus publishstatus publishingstatus releasestatus documentstatus docstatus
      articlestatus poststatus itemstatus contentstatus pagestatus entrystatus editorialstatus workflowstatus
      workflowstate creativeworkstatus visibility`,
    embargo: `embargo embargoed embargoeduntil embargountil embargodate holduntil holdfor withhelduntil withholduntil
      hiddenuntil privateuntil confidentialuntil notbefore notforreleasebefore donotpublishbefore donotreleasebefore
      publishafter publishat publishon releaseafter releaseat releaseon visiblefrom visibleafter availablefrom
      availableafter publicfrom publicafter scheduledfor scheduledat golive goliveat`,
    withheld: `withheld withhold hold onhold draft isdraft hidden ishidden private isprivate confidential
      isconfidential unpublished notforrelease notforpublication donotpublish donotrelease internal internalonly
      restricted unlisted notpublic`,
    withdrawn: `withdrawn withdrawnat withdrawnon retracted retractedat retractedon cancelled canceled
      deleted isdeleted deletedat deletedon removed revoked trashed`,
    shown: 'public ispublic published ispublished publishable usable visible isvisible isreleased',
    'shown-from': 'publish',
    lifted: 'embargolifted embargoover embargoended embargoexpired',
    notice:
      'ednote editorsnote editornote editorialnote usageterms instructions specialinstructions rights conditionsofaccess',
    access: 'access accessrights availability restriction restrictions state stage',
    available: 'available dateavailable availabledate',
  }),
  describingFields: meanings<DescribingField>({
    url: 'uri link',
    lang: 'language',
    title: 'headline',
    date: 'versioncreated datepublished issued',
  }),
  oftenMisspelt: words(
    'status pubstatus publicationstatus creativeworkstatus visibility withheld withdrawn retracted unpublished confidential hidden draft public published visible',
  ),
  embargoAsides: words('reason note notes comment text type kind policy level by contact terms'),
  otherNames: words('stats states statue static staff craft graft drift privates publics'),
  statuses: meanings<Status | 'embargo'>({
    usable: 'usable published public publish released live online visible open openaccess',
    withheld: `withheld withhold held hold onhold draft drafts autodraft pending pendingreview review inreview underreview
      private hidden internal internalonly restricted restrictedaccess closedaccess confidential unpublished
      notpublished notpublic scheduled future unlisted notforrelease notforpublication donotpublish donotrelease
      incomplete nopublicaccess metadataonlyaccess`,
    withdrawn: `withdrawn canceled cancelled killed kill retracted recalled revoked deleted removed trash trashed`,
    embargo: 'embargo embargoed underembargo underanembargo strictembargo embargoedaccess',
  }),
  yes: words('true yes y on 1'),
  no: words('false no n off 0'),
  noEmbargo: words(
    'none nil null na notapplicable lifted embargolifted over ended expired immediate immediaterelease forimmediaterelease',
  ),

  traces: words('emba embr'),
  noticeWords: words('embargo embargoed until'),
  holds: phrases(`embargoed
    strictly embargoed
    embargoed for release
    embargoed for publication
    embargoed for broadcast
    embargo d
    under embargo
    under an embargo
    under strict embargo
    under a strict embargo
    under press embargo
    under media embargo
    hold for release
    hold for publication
    hold release
    do not release
    do not publish
    do not distribute
    do not circulate
    do not broadcast
    not for release
    not for public release
    not for release or publication
    not for release or broadcast
    not for publication
    not for publication or broadcast
    not for broadcast
    not for circulation
    not to be released
    not to be published
    not to be published or broadcast
    must not be released
    must not be published
    may not be released
    may not be published
    not for immediate release`),
  embargoes: phrases(`embargo
    strict embargo
    press embargo
    media embargo
    news embargo
    publication embargo
    embargo date
    embargo time
    embargo date and time
    embargo end date
    embargo end time
    embargo lift date
    embargo lift time
    embargo expiry
    embargo notice`),
  holdsUntil: phrases(`confidential
    strictly confidential
    private and confidential
    withheld
    hold
    held
    no release
    no publication`),
  releases: phrases(`for release
    for publication
    for broadcast
    to be released
    to be published`),
  labels: phrases(`draft
    draft only
    draft release
    draft news release
    draft press release
    confidential
    strictly confidential
    private and confidential
    withheld
    for internal use only
    internal use only`),
  untils: phrases(`until
    till
    til
    before
    not before
    prior to
    up to
    through`),
  notBefores: phrases(`after
    not before
    no earlier than
    from
    starting`),
  ends: phrases(`lifts
    lift
    ends
    expires
    lifted
    will lift
    will be lifted
    to be lifted
    is lifted
    end of embargo
    embargo lifts
    embargo ends
    embargo lift
    embargo end`),
  over: words('lifted over ended expired removed cancelled none no nil immediate'),
  auxiliaries: words('is was has been now already for'),
  documents:
    words(`release news press media copy material materials text statement document documents report announcement
    information content contents advisory speech remarks story article study paper notice communique data findings
    findings figures results backgrounder`),
  fillers: words(`this the these following attached above below all any please note attention important is are remains
    remain strictly strict still and or its in of here it contains contained herein provided issued sent supplied
    shared under an a for to editors editor journalists desk desks be date time`),

  momentWords: words(`at on the of from to for by and time local hrs hours hour o clock mon tue tues wed thu thur thurs
    fri sat sun sharp`),
  noMoment: phrases('further notice'),
  morning: ['am', 'a m'],
  afternoon: ['pm', 'p m'],
  hours: ['hrs', 'hours', 'hour', 'o clock'],
  noon: words('noon midday'),
  midnight: words('midnight'),
  zones: new Map(
    Object.entries({
      'eastern time': EASTERN,
      'eastern standard time': '-05:00',
      'eastern daylight time': '-04:00',
      eastern: EASTERN,
      'central time': CENTRAL,
      'central standard time': '-06:00',
      'central daylight time': '-05:00',
      central: CENTRAL,
      'mountain time': MOUNTAIN,
      'mountain standard time': '-07:00',
      'mountain daylight time': '-06:00',
      mountain: MOUNTAIN,
      'pacific time': PACIFIC,
      'pacific standard time': '-08:00',
      'pacific daylight time': '-07:00',
      pacific: PACIFIC,
      'atlantic time': ATLANTIC,
      'atlantic standard time': '-04:00',
      'atlantic daylight time': '-03:00',
      atlantic: ATLANTIC,
      'newfoundland time': NEWFOUNDLAND,
      'newfoundland standard time': '-03:30',
      'newfoundland daylight time': '-02:30',
      newfoundland: NEWFOUNDLAND,
      'greenwich mean time': '+00:00',
      'coordinated universal time': '+00:00',
      'universal time': '+00:00',
      'british summer time': '+01:00',
      'central european time': 'Europe/Paris',
    }),
  ),
  zoneLetters: new Map(
    Object.entries({
      ET: EASTERN,
      EST: '-05:00',
      EDT: '-04:00',
      CT: CENTRAL,
      CST: '-06:00',
      CDT: '-05:00',
      MT: MOUNTAIN,
      MST: '-07:00',
      MDT: '-06:00',
      PT: PACIFIC,
      PST: '-08:00',
      PDT: '-07:00',
      AT: ATLANTIC,
      AST: '-04:00',
      ADT: '-03:00',
      NT: NEWFOUNDLAND,
      NST: '-03:30',
      NDT: '-02:30',
      UTC: '+00:00',
      GMT: '+00:00',
      Z: '+00:00',
      BST: '+01:00',
      CET: '+01:00',
      CEST: '+02:00',
      EET: '+02:00',
      EEST: '+03:00',
    }),
  ),
};

export const frenchHiding: Hiding = {
  fields: meanings<VisibilityField>({
    status: `statut statuts statutpublication statutdepublication statutdiffusion statutdediffusion statutducommunique
      statutdudocument etatdepublication visibilite`,
    embargo: `sousembargo embargojusquau embargojusqua retenujusquau retenujusqua confidentieljusquau nepasdiffuseravant
      nepaspublieravant pasavant publierle apublierle publierapres diffuserle adiffuserle diffuserapres
      visibleapartirdu publicapartirdu`,
    withheld: `retenu retenue brouillon ebauche prive privee cachee confidentiel confidentielle nonpublie
      nonpubliee nepasdiffuser nepaspublier interne restreint restreinte`,
    withdrawn: 'retire retiree annule annulee supprime supprimee retracte retractee',
    shown: 'publie publiee publique diffuse diffusee diffusable publiable',
    'shown-from': 'publier diffuser',
    lifted: 'embargoleve',
    notice: 'consignes droits',
    access: 'acces droitsdacces etat',
  }),
  describingFields: meanings<DescribingField>({
    url: 'lien',
    lang: 'langue',
    title: 'titre',
    date: 'datedepublication datepublication',
  }),
  oftenMisspelt: words('statut visibilite retenu brouillon confidentiel'),
  embargoAsides: words('raison motif remarque remarques texte genre par'),
  otherNames: words('statues etats retenir'),
  statuses: meanings<Status | 'embargo'>({
    usable: 'publie publiee publique diffuse diffusee enligne libre utilisable',
    withheld: `retenu retenue brouillon ebauche prive privee cache cachee masque masquee enattente nonpublie nonpubliee
      planifie planifiee programme programmee confidentiel confidentielle interne restreint restreinte suspendu suspendue
      nepasdiffuser nepaspublier arelire enrevision`,
    withdrawn: `retire retiree annule annulee supprime supprimee retracte retractee rappele rappelee revoque revoquee
      corbeille`,
    embargo: 'sousembargo sousembargostrict',
  }),
  yes: words('vrai oui o'),
  no: words('faux non'),
  noEmbargo: words(
    'aucun aucune sans sansembargo neant sansobjet so leve levee embargoleve expire termine immediat immediate diffusionimmediate pourdiffusionimmediate',
  ),

  traces: new Set(),
  noticeWords: words('embargo'),
  holds: phrases(`sous embargo
    sous embargo strict
    sous embargo absolu
    sous embargo total
    sous strict embargo
    sous un embargo
    ne pas diffuser
    ne pas publier
    ne pas divulguer
    ne pas distribuer
    ne pas rendre public
    a ne pas diffuser
    a ne pas publier
    a ne pas divulguer
    ne doit pas etre diffuse
    ne doit pas etre publie
    ne doivent pas etre diffuses
    ne doivent pas etre publies
    diffusion interdite
    publication interdite
    divulgation interdite
    interdit de diffusion
    interdit de publication
    interdiction de diffuser
    interdiction de publier
    interdiction de diffusion
    interdiction de publication`),
  embargoes: phrases(`embargo
    embargo strict
    embargo absolu
    embargo total
    embargo de presse
    embargo medias
    embargo media
    date d embargo
    heure d embargo
    avis d embargo
    fin d embargo
    fin embargo
    levee d embargo
    levee embargo`),
  holdsUntil: phrases(`confidentiel
    strictement confidentiel
    retenu
    pas de diffusion
    pas de publication`),
  releases: phrases(`a publier
    a diffuser
    a ne publier qu
    a ne diffuser qu
    ne publier qu
    ne diffuser qu
    publiable
    diffusable
    publication autorisee
    diffusion autorisee
    pour publication
    pour diffusion`),
  labels: phrases(`brouillon
    ebauche
    projet de communique
    confidentiel
    strictement confidentiel
    retenu
    usage interne
    a usage interne
    pour usage interne`),
  untils: phrases(`jusqu au
    jusqu a
    jusqu aux
    jusqu en
    jusque
    jusquau
    jusqua
    avant`),
  notBefores: phrases(`a partir du
    a partir de
    a compter du
    a compter de
    apres
    pas avant
    des`),
  ends: phrases(`leve
    est leve
    sera leve
    levee
    se termine
    prend fin
    expire
    levee de l embargo
    date de levee de l embargo
    heure de levee de l embargo
    fin de l embargo
    date de fin de l embargo`),
  over: words('leve levee aucun aucune non expire termine annule immediat immediate'),
  auxiliaries: words('est a ete deja diffusion pour'),
  documents: words(`communique communiques texte textes document documents rapport etude renseignements information
    informations contenu contenus nouvelle annonce presse media medias discours allocution declaration copie version
    avis donnees resultats materiel`),
  fillers: words(`ce cet cette ces le la les l d de du des present presente presents ci joint jointe joints est sont
    demeure demeurent reste restent strictement toujours et ou qu il elle ils contient contiennent contenus contenues a
    au aux pour note veuillez noter attention important redaction redactions date heure`),

  momentWords: words(`le la les l du de d au a en et vers heure heures h min minutes locale precises lun mer jeu ven sam
    dim normale avancee`),
  noMoment: phrases(`nouvel ordre
    avis contraire`),
  morning: [],
  afternoon: [],
  hours: ['h', 'heures', 'heure'],
  noon: words('midi'),
  midnight: words('minuit'),
  zones: new Map(
    Object.entries({
      'heure de l est': EASTERN,
      'heure normale de l est': '-05:00',
      'heure avancee de l est': '-04:00',
      'heure du centre': CENTRAL,
      'heure normale du centre': '-06:00',
      'heure avancee du centre': '-05:00',
      'heure des rocheuses': MOUNTAIN,
      'heure normale des rocheuses': '-07:00',
      'heure avancee des rocheuses': '-06:00',
      'heure du pacifique': PACIFIC,
      'heure normale du pacifique': '-08:00',
      'heure avancee du pacifique': '-07:00',
      'heure de l atlantique': ATLANTIC,
      'heure normale de l atlantique': '-04:00',
      'heure avancee de l atlantique': '-03:00',
      'heure de terre neuve': NEWFOUNDLAND,
      'heure normale de terre neuve': '-03:30',
      'heure avancee de terre neuve': '-02:30',
      'heure de montreal': EASTERN,
      'heure de quebec': EASTERN,
      'heure d ottawa': EASTERN,
      'heure de paris': 'Europe/Paris',
      'heure de bruxelles': 'Europe/Brussels',
      'heure de geneve': 'Europe/Zurich',
      'temps universel': '+00:00',
      'temps universel coordonne': '+00:00',
    }),
  ),
  zoneLetters: new Map(
    Object.entries({
      HE: EASTERN,
      HNE: '-05:00',
      HAE: '-04:00',
      HC: CENTRAL,
      HNC: '-06:00',
      HAC: '-05:00',
      HNR: '-07:00',
      HAR: '-06:00',
      HP: PACIFIC,
      HNP: '-08:00',
      HAP: '-07:00',
      HNA: '-04:00',
      HAA: '-03:00',
      HNT: '-03:30',
      HAT: '-02:30',
      TU: '+00:00',
      TUC: '+00:00',
    }),
  ),
};
