/** French as releases write it: Québec and federal usage first, then France, Belgium and Switzerland. */
import porter from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import type { SectionKind } from '../domain.ts';
import type { Language } from './language.ts';
import { agreeing, gendered, phrases, words } from './words.ts';

const months = new Map<string, number>(
  Object.entries({
    janvier: 1,
    janv: 1,
    jan: 1,
    fevrier: 2,
    fevr: 2,
    fev: 2,
    mars: 3,
    avril: 4,
    avr: 4,
    mai: 5,
    juin: 6,
    juillet: 7,
    juil: 7,
    aout: 8,
    septembre: 9,
    sept: 9,
    octobre: 10,
    oct: 10,
    novembre: 11,
    nov: 11,
    decembre: 12,
    dec: 12,
  }),
);

const headings = new Map<string, SectionKind>(
  Object.entries({
    quotes: [
      'citation',
      'citations',
      'temoignages',
      "ce qu'ils en disent",
      "ce qu'elles en disent",
      'declarations',
      'ils ont dit',
      'reactions',
      'ils en parlent',
      'verbatim',
    ],
    'quick-facts': [
      'faits saillants',
      'fait saillant',
      'faits en bref',
      'en bref',
      'faits',
      'quelques reperes',
      'quelques faits',
      'contexte',
      "document d'information",
      "documents d'information",
      "fiche d'information",
      'saviez-vous que',
      'reperes',
      'chiffres cles',
      'notes aux redactions',
      'notes aux redacteurs',
      'enonces prospectifs',
      'mise en contexte',
      'faits marquants',
      'renseignements supplementaires',
    ],
    links: [
      'lien connexe',
      'liens connexes',
      'liens',
      'lien',
      'liens utiles',
      'pour en savoir plus',
      'en savoir plus',
      'produits connexes',
      'produit connexe',
      'lien associe',
      'liens associes',
      'restez branches',
      'information complementaire',
      'renseignements additionnels',
      'voir aussi',
      'information additionnelle',
      'document connexe',
      'documents connexes',
      'renseignements complementaires',
    ],
    about: ['a propos', 'a propos de nous', 'qui sommes-nous'],
    source: ['source', 'sources'],
    contacts: [
      'renseignements',
      'pour renseignements',
      'personnes-ressources',
      'personne-ressource',
      'contact',
      'contacts',
      'contacts medias',
      'contact medias',
      'contact presse',
      'contacts presse',
      'relations medias',
      'relations avec les medias',
      'information',
      'informations',
      'pour information',
      "pour plus d'information",
      'pour obtenir de plus amples renseignements',
      'pour de plus amples renseignements',
      'demandes des medias',
      'medias',
      'pour plus de renseignements',
      'renseignement',
      'renseignements aux medias',
      'personne-ressource pour les medias',
    ],
  } satisfies Partial<Record<SectionKind, string[]>>).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as SectionKind] as const),
  ),
);

export const french: Language = {
  code: 'fr',
  iso639_3: 'fra',
  functionWords: words(`le la les des du et est une dans pour qui que sur par au aux avec ce cette ces sont nous vous
    leur leurs il elle ils elles ont ete etre plus pas ne se sa son ses notre nos mais ou donc afin ainsi aussi comme
    entre l d qu n c j m'a s'est c'est qu'il n'est a-t-il a-t-elle selon chez lors tout toute tous un je de`),
  months,
  headings,
  headingStarts: [
    ['a propos de', 'about'],
    ['a propos du', 'about'],
    ["a propos d'", 'about'],
    ['renseignements:', 'contacts'],
    ['renseignements :', 'contacts'],
    ['pour renseignements', 'contacts'],
    ['pour information', 'contacts'],
    ["pour plus d'information", 'contacts'],
    ['pour de plus amples renseignements', 'contacts'],
    ['personnes-ressources', 'contacts'],
    ['contact:', 'contacts'],
    ['contact :', 'contacts'],
    ['contacts :', 'contacts'],
    ['contact presse', 'contacts'],
    ['contact media', 'contacts'],
    ['source ', 'source'],
    ['source:', 'source'],
    ['sources :', 'source'],
    ['communique de presse n', 'contacts'],
  ],
  cueVerbs: new Set([
    ...words(`dit declare declarent declaree affirme affirment ajoute ajoutent explique expliquent precise precisent
    indique indiquent souligne soulignent rappelle rappellent rappele conclut conclu concluent poursuit poursuivi note
    notent mentionne mentionnent soutient soutenu soutiennent estime estiment croit croient pense pensent assure assurent
    confie confient raconte racontent lance lancent annonce annoncent confirme confirment insiste insistent martele
    martelent resume resument repond repondu repondent replique repliquent retorque admet admis reconnait reconnu
    reconnaissent promet promis promettent previent prevenu avertit averti deplore deplorent denonce denoncent
    remarque remarquent observe observent constate constatent commente commentent temoigne temoignent rencherit
    rencheri enchaine plaide plaident argue argumente fait-valoir ecrit ecrivent demande demandent interroge questionne
    s'interroge avoue avouent ironise blague illustre calcule s'exclame exclame s'ecrie ecrie emporte reagit reagi
    rejouit rejouissent rejoui felicite felicitent indigne inquiete inquietent desole enthousiasme
    glisse nuance analyse tranche evoque signale signalent revele revelent relate souhaite souhaitent espere esperent
    clame proclame proteste reitere reiterent maintient maintenu pretend pretendent juge jugent considere considerent
    detaille murmure grogne jubile fulmine tonne tweete twitte publie partage reprend conseille suggere propose
    disait declarait affirmait expliquait ajoutait soulignait precisait indiquait racontait
    temoignait rappelait remercie salue`),
    // the past historic of news and of older releases
    ...words(`declara ajouta expliqua precisa souligna affirma confirma conclut admit rappela lanca repondit repliqua
      assura raconta nota annonca indiqua soutint reconnut promit poursuivit confia estima remarqua observa rapporta
      rapporte rapportent souvient souviennent repete repetent releve relevent`),
    ...agreeing(
      words(
        `dit declare affirme ajoute explique precise indique souligne rappele conclu poursuivi note mentionne soutenu estime cru pense assure confie raconte lance annonce confirme insiste martele resume repondu replique retorque admis reconnu promis prevenu averti deplore denonce remarque observe constate commente temoigne rencheri enchaine plaide argue ecrit demande interroge questionne avoue ironise blague illustre calcule exclame ecrie emporte reagi rejoui felicite indigne inquiete desole enthousiasme glisse nuance analyse tranche evoque signale revele relate souhaite espere clame proclame proteste reitere maintenu pretendu juge considere detaille murmure tonne tweete twitte rapporte repete releve taxe suggere propose conseille repris salue remercie vante fulmine jubile`,
      ),
    ),
  ]),
  weakCueVerbs:
    words(`deplorant saluant reclamant critiquant qualifiant evoquant vantant accusant regrettant demandant defend defendu defendent accuse accusent taxe taxait qualifie qualifient qualifié parle parlent appelle appellent veut veulent evoque dénonce denonce
    denoncant voit voient trouve trouvent juge jugent decrit decrivent considere fustige pointe prone promet salue regrette
    craint reclame vante assurant affirmant estimant ajoutant soulignant expliquant precisant declarant
    rappelant disant indiquant concluant evoquant jugeant parlant se-dit invite sourit sourire
    soupire`),
  cueInfinitives:
    words(`valoir remarquer savoir assurer repeter confirmer annoncer raconter conclure declarer ajouter conclure expliquer preciser indiquer souligner rappeler affirmer poursuivre
    soutenir dire noter lancer insister mentionner commenter deplorer denoncer resumer repondre raconter confier
    temoigner marteler exclamer rencherir rejouir retorquer repliquer repondre ironiser prevenir promettre
    constater observer analyser insister nuancer admettre reconnaitre avouer demander`),
  infinitiveLeads: phrases('fait\nfont\nfaisait\nvoulu\ntenu a\ntient a\ntenait a\ncesse de\nsouhaite'),
  cueNouns: words('promesse mot mots parole paroles conclusion avis message conviction constat souhait reponse'),
  cueFillers: words(`a ont est sont avait avaient eut fut s' se l' m' en y aussi egalement ensuite alors encore toujours
    d'ailleurs notamment simplement ailleurs pour sa part fait valoir tenu tient tenait voulu a-t-on ne pas n' lui leur
    bien meme d' quant par d'emblee emblee quand deja aujourd'hui hier rapidement`),
  hedges: words('aurait auraient'),
  negations: words("n' ne"),
  inciseInsideMarks: true,
  sourcePrepositions: phrases(`selon
    d' apres
    pour
    aux yeux de
    de l' avis de
    comme l' a dit
    au dire de`),
  reportedInfinitive: /^(?:avoir|etre|ne|vouloir|pouvoir|devoir|attendre|esperer)$/,
  bareClauseCues: new Set(),
  weakPrepositions: words('pour'),
  objectClitics: words("l' le la"),
  complementizers: words("que qu qu'"),
  pronouns: new Map(
    Object.entries({
      il: { gender: 'm', plural: false },
      elle: { gender: 'f', plural: false },
      ils: { gender: 'm', plural: true },
      elles: { gender: 'f', plural: true },
      'celui-ci': { gender: 'm', plural: false },
      'celle-ci': { gender: 'f', plural: false },
      lui: { gender: 'm', plural: false },
      qui: { gender: null, plural: false },
    } as const),
  ),
  firstPerson: words("je j' nous notre nos mon ma mes moi m' me"),
  firstPersonSingular: words("je j' mon ma mes moi m' me"),
  honorifics: gendered({
    any: "l' honneur caporal caporale sergent sergente lieutenant colonel general capitaine honorable hon tres dr pr me maitre excellence majesty docteur professeur senateur",
    m: 'm monsieur mm messieurs sir pere frere chef grand-chef',
    f: 'mme madame mmes mesdames mlle mademoiselle dre docteure professeure senatrice soeur mere cheffe',
  }),
  peerage: words('baronne lord lady prince princesse roi reine'),
  postNominals: words('cp c.p kc qc cr cpa md phd ing oq cm om ca fca sr jr deputee'),
  offices: gendered({
    any: `ministre maire premier-ministre president vice-president secretaire porte-parole responsable membre chef
      commissaire juge capitaine architecte biologiste economiste artiste scientifique specialiste analyste journaliste
      syndicaliste responsable gestionnaire titulaire benevole guide interprete comptable propriétaire proprietaire
      copropriétaire coproprietaire notaire ministre-delegue cadre geographe historien pdg inhalotherapeute eleve
      vice-premiere prefete prefet maitre secretaire-tresorier porteur interlocuteur locataire pediatre ministres
      dirigeant psychologue linguiste bibliothecaire parlementaire astronaute athlete`,
    m: `president vice-president directeur depute conseiller adjoint delegue coordonnateur gouverneur senateur
      ambassadeur professeur chercheur docteur medecin infirmier enseignant etudiant agriculteur entrepreneur fondateur
      cofondateur administrateur prefet procureur avocat auteur maire tresorier attache ingenieur inspecteur recteur
      doyen producteur directeurs representant pecheur citoyen coprésident copresident vice-premier resident
      commandant lieutenant colonel general brigadier sergent echevin chancelier solliciteur protecteur entraineur
      rapporteur intervenant animateur chercheur musicien chanteur acteur joueur conducteur chef dirigeant
      sous-ministre collegue`,
    f: `presidente vice-presidente directrice deputee conseillere adjointe deleguee coordonnatrice gouverneure
      senatrice ambassadrice professeure chercheuse chercheure docteure infirmiere enseignante etudiante agricultrice
      entrepreneure fondatrice cofondatrice administratrice prefete procureure avocate auteure autrice mairesse
      tresoriere attachee ingenieure inspectrice rectrice doyenne productrice representante pecheuse citoyenne
      copresidente cheffe vice-premiere residente commandante lieutenante echevine chanceliere solliciteure
      entraineuse rapporteuse intervenante animatrice musicienne chanteuse actrice joueuse dirigeante gerante`,
  }),
  bodies: words(`gouvernement ministere agence conseil association alliance federation syndicat universite college cegep
    societe compagnie inc ltee commission comite banque office bureau institut fondation centre nation nations ville
    municipalite parti groupe reseau coalition chambre fonds hopital ecole regie service services secretariat
    direction parlement senat cabinet assemblee cour police organisation organisme confederation centrale union ordre
    mrc cooperative corporation tribunal autorite caisse mouvement cabinet carrefour insee afp presse`),
  portfolioNouns: words(`sante services sociaux justice education finances environnement transports infrastructure
    energie ressources naturelles tourisme culture economie developpement travail immigration agriculture habitation
    logement collectivites securite affaires relations familles famille jeunesse aines femmes sciences innovation
    industrie commerce defense revenu conseil tresor francophonie numerique canada quebec yukon ontario nord sud est
    ouest peches oceans eau faune forets sports loisirs arts patrimoine langues langue autochtones internationales
    municipales premieres nations condition feminine transition ecologique climat emploi solidarite sociale regions`),
  nameParticles: words("de la le du des d' l' van von der den di da del della al el bin ibn st ste mac o' y"),
  officeLinks: words("de la le les l' d' du des et a au aux en pour sur par aux chez -"),
  conjunctions: words('et &'),
  determiners: gendered({
    any: "l' les son sa ses leur leurs notre nos des",
    m: 'le un ce cet',
    f: 'la une cette',
  }),
  indefinite: words('un une des'),
  behalf: phrases("au nom de\nau nom du\nau nom des\nau nom d'"),
  relatives: words('qui dont laquelle lequel'),
  phraseEnds: words(`a ont est sont avait etait etaient aurait s' n' ne se dans lors lorsque apres durant pendant hier
    aujourd'hui lundi mardi mercredi jeudi vendredi samedi dimanche propos sera seront`),
  gerund: /ant$/,
  circumstances: words(`dans lors lorsque en au apres avant ajoutant precisant avec sur a devant rappelant soulignant
    tout evoquant citant selon pour par emue emu`),
  narrativeOpeners: words("de d' et"),
  pluralDeterminers: words('les des ses leurs nos ces'),
  portfolioRanks: words('ministre ministres secretaire ministre-delegue'),
  ranks: words(
    "premier premiere vice-premier vice-premiere delegue deleguee responsable adjoint adjointe general generale d'etat chef associe associee principal",
  ),
  invertedPronouns: words('il ils elle elles on je nous vous ce'),
  abbreviations: words('st ste no art mm etc inc ltee tel p c mgr boul av ex'),
  statementWords: words('declaration message discours allocution'),
  statementLinks: words("de du d' des"),
  topicWords: words('sur pour concernant a lors apres relativement suivant au'),
  deliveryNotes: phrases('seul le prononce fait foi\nsous reserve de modifications'),
  namingWords: words(`plan programme projet strategie initiative campagne theme slogan devise titre intitule intitulee
    intitules intitulees dit dite dits dites nomme nommee baptise baptisee appele appelee mention mesure terme expression
    mot mots film chanson livre album rapport document fonds evenement exposition colloque journee rubrique operation
    etiquette label prix inscription affiche surnomme surnommee politique entente article section roman poeme recueil
    concept formule appel spectacle piece serie conference forum semaine chantier table oeuvre murale loi volet
    certification rencontre atelier formation guide portail site page application compte mots-clic sigle notion`),
  elisions: words('l d qu n s j m t c jusqu lorsqu puisqu quoiqu presqu quelqu'),
  enclitics: new Set(),
  unsplit: new Set(["aujourd'hui", "prud'homme", "prud'hommes", "presqu'île", "quelqu'un", "quelqu'une", "d'abord"]),
  stopWords:
    words(`a ai aie ait alors au aucun aussi autre aux avaient avait avec avoir c car ce cela celle celles celui
    ces cet cette ceux chaque chez comme d dans de depuis des donc du elle elles en encore entre est et etaient etait
    etant ete etre eu eux il ils j je l la le les leur leurs lui m ma mais me meme memes mes moi mon n ne ni nos notre
    nous on ont ou par pas peu peut plus pour qu quand que quel quelle quelles quels qui s sa sans se sera ses si sien
    soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y`),
  stem: (word) => porter.stem(word),
};
