/** French as releases write it: Québec and federal usage first, then France, Belgium and Switzerland. */
import type { SectionKind } from '../domain.ts';
import { frenchStem } from './fr-stem.ts';
import { frenchHiding } from './hiding.ts';
import type { Language } from './language.ts';
import { frenchNumerals, frenchOrdinals } from './numerals.ts';
import { frenchInfinitives, frenchParticiples, frenchVerbs } from './verbs.ts';
import { gendered, numbers, phrases, shortForms, valued, withPlurals, words } from './words.ts';

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
    juill: 7,
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
      'citation(s',
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

/** Verbs that report words. */
const REPORTING_ER = `declarer affirmer ajouter expliquer preciser indiquer souligner rappeler noter mentionner estimer
  penser assurer confier raconter lancer annoncer confirmer insister marteler resumer repliquer retorquer deplorer
  denoncer remarquer observer constater commenter temoigner enchainer plaider arguer argumenter demander interroger
  questionner avouer ironiser blaguer illustrer calculer exclamer ecrier feliciter indigner inquieter desoler jurer souffler etonner amuser moquer lacher confesser insurger offusquer alarmer agacer regretter
  reclamer critiquer accuser soupirer tempeter hasarder pavoiser
  enthousiasmer emporter glisser nuancer analyser trancher evoquer signaler reveler relater clamer proclamer
  protester reiterer juger detailler murmurer grogner jubiler fulminer tonner tweeter twitter
  conseiller suggerer proposer rapporter repeter taxer remercier saluer vanter conceder alerter marmonner objecter
  preconiser professer resumer scander renchainer recommander considerer relever stipuler certifier attester specifier riposter chuchoter crier
  hurler pester railler`;
const REPORTING_IR = 'rencherir avertir reagir rejouir';
const REPORTING_FORMS = `dit dits dite dites disait disaient dirent dira diront conclut concluent conclu conclue conclus
  concluait conclura poursuit poursuivent poursuivi poursuivie poursuivait poursuivit poursuivra soutient soutiennent
  soutenu soutenue soutenait soutint soutiendra maintient maintenu maintenait croit croient cru croyait ecrit ecrivent
  ecrite ecrits ecrivait ecrivit ecrira repond repondent repondu repondait repondit repondra admet admettent admis admise
  admettait reconnait reconnu reconnue reconnaissent reconnaissait reconnut promet promettent promis promise promettait
  promit previent previennent prevenu prevenue prevenait pretend pretendent pretendu pretendait reprend reprit repris
  rappelle rappellent declame admit soutint maintint convient conviennent convenu convenait souvient souviennent souvenait fait-valoir s'interroge s'exclame s'ecrie`;
/** Verbs that call a thing by a word of theirs. */
const JUDGING_ER = `saluer vanter denoncer deplorer evoquer feliciter remercier souhaiter esperer reclamer critiquer qualifier accuser regretter parler appeler trouver fustiger pointer proner
  inviter soupirer`;
const JUDGING_FORMS = `appelle appellent defend defendu defendue defendent veut veulent voit voient decrit decrivent
  decrite decrits decrites craint craignent se-dit sourit sourire defendant decrivant voyant craignant`;

/** Feminine offices whose masculine is another word than the ending tells, or has none (`ministre` is both). */
const masculines = new Map(
  `presidente=president vice-presidente=vice-president directrice=directeur deputee=depute conseillere=conseiller
  adjointe=adjoint deleguee=delegue coordonnatrice=coordonnateur gouverneure=gouverneur senatrice=senateur
  ambassadrice=ambassadeur professeure=professeur chercheuse=chercheur chercheure=chercheur docteure=docteur
  infirmiere=infirmier enseignante=enseignant etudiante=etudiant agricultrice=agriculteur entrepreneure=entrepreneur
  fondatrice=fondateur cofondatrice=cofondateur administratrice=administrateur prefete=prefet procureure=procureur
  avocate=avocat auteure=auteur autrice=auteur mairesse=maire tresoriere=tresorier attachee=attache
  ingenieure=ingenieur inspectrice=inspecteur rectrice=recteur doyenne=doyen productrice=producteur
  representante=representant copresidente=copresident cheffe=chef premiere=premier vice-premiere=vice-premier
  commandante=commandant lieutenante=lieutenant echevine=echevin chanceliere=chancelier
  vice-chanceliere=vice-chancelier solliciteure=solliciteur dirigeante=dirigeant associee=associe generale=general
  presidente-directrice=president-directeur experte=expert experte-conseil=expert-conseil ancienne=ancien
  premiere-ministre=premier-ministre directrice-generale=directeur-general
  secretaire-tresoriere=secretaire-tresorier animatrice=animateur negociatrice=negociateur protectrice=protecteur
  curatrice=curateur verificatrice=verificateur redactrice=redacteur travailleuse=travailleur elue=elu
  conservatrice=conservateur grande=grand prevote=prevot superviseure=superviseur monitrice=moniteur
  eleveuse=eleveur artisane=artisan consultante=consultant participante=participant residente=resident
  citoyenne=citoyen nationale=national regionale=regional adjointes=adjoint principale=principal executive=executif
  administrative=administratif`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

export const french: Language = {
  code: 'fr',
  iso639_3: 'fra',
  functionWords: words(`le la les des du et est une dans pour qui que sur par au aux avec ce cette ces sont nous vous
    leur leurs il elle ils elles ont ete etre plus pas ne se sa son ses notre nos mais ou donc afin ainsi aussi comme
    entre l d qu n c j m'a s'est c'est qu'il n'est a-t-il a-t-elle selon chez lors tout toute tous un je de`),
  months,
  weekdays: words('lundi mardi mercredi jeudi vendredi samedi dimanche'),
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
  cueVerbs: frenchVerbs({ er: REPORTING_ER, ir: REPORTING_IR, forms: REPORTING_FORMS }),
  weakCueVerbs: new Set([
    ...frenchVerbs({ er: JUDGING_ER, forms: JUDGING_FORMS }),
    ...frenchParticiples({
      er: `${REPORTING_ER} ${JUDGING_ER}`,
      ir: REPORTING_IR,
      forms: 'disant concluant repondant reconnaissant promettant ecrivant soutenant',
    }),
  ]),
  cueInfinitives: frenchInfinitives({
    er: REPORTING_ER,
    ir: REPORTING_IR,
    forms: `valoir savoir dire redire conclure poursuivre soutenir maintenir ecrire repondre admettre reconnaitre promettre
      prevenir pretendre reprendre comprendre convenir defendre entendre se-dire`,
  }),
  infinitiveLeads: phrases(
    'fait\nfont\nfaisait\nvoulu\ntenu a\ntient a\ntenait a\ncesse de\nsouhaite\ndevait\ndoit\nva\nvient de',
  ),
  cueNouns: words('promesse mot mots parole paroles conclusion avis message conviction constat souhait reponse'),
  cueFillers: words(`a ont est sont avait avaient eut fut s' se l' m' en y aussi egalement ensuite alors encore toujours
    lundi mardi mercredi jeudi vendredi samedi dimanche matin soir apres-midi midi cesse de
    d'ailleurs notamment simplement ailleurs pour sa part fait valoir tenu tient tenait voulu a-t-on ne pas n' lui leur
    bien meme d' abord d'abord quant par d'emblee emblee quand deja aujourd'hui hier rapidement`),
  hedges: words('aurait auraient'),
  negations: words("n' ne"),
  sayings: words('dit dire dis disait affirme affirmer affirmait declare declarer ecrit ecrire pretendu pretendre'),
  denials: words('dement dementent dementi dementie nie nient nier niait'),
  negationBreakers: words('cesse manque hesite cache'),
  passiveAuxiliaries: words('est sont etait etaient fut furent ete sera seront'),
  reflexives: words("s' se m' me t' nous vous"),
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
  comparatives: words('comme ainsi'),
  timeNouns: words('semaine jour journee matin matinee soir soiree mois annee midi'),
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
      on: { gender: null, plural: true },
    } as const),
  ),
  firstPerson: words("je j' nous notre nos mon ma mes moi m' me"),
  firstPersonSingular: words("je j' mon ma mes moi m' me"),
  honorifics: gendered({
    any: "l' honneur caporal caporale sergent sergente lieutenant colonel general capitaine honorable hon tres dr pr me maitre excellence majesty docteur professeur senateur",
    m: 'm monsieur mm messieurs sir pere frere chef grand-chef',
    f: 'mme madame mmes mesdames mlle mademoiselle dre docteure professeure senatrice soeur mere cheffe',
  }),
  uniformedRanks: words(`general generale major majore colonel colonelle lieutenant lieutenante sergent
    sergente caporal caporale inspecteur inspectrice surintendant surintendante brigadier brigadiere amiral amirale
    commodore`),
  peerage: words('baronne lord lady prince princesse roi reine'),
  postNominals: words('cp c.p kc qc cr cpa md phd ing oq cq cm om ca fca sr jr deputee mba'),
  offices: withPlurals(
    gendered({
      any: `ministre maire premier-ministre president vice-president secretaire porte-parole responsable membre chef
      commissaire juge capitaine architecte biologiste economiste artiste scientifique specialiste analyste journaliste
      syndicaliste responsable gestionnaire titulaire benevole guide interprete comptable propriétaire proprietaire
      copropriétaire coproprietaire notaire ministre-delegue cadre geographe historien pdg inhalotherapeute eleve
      vice-premiere prefete prefet maitre secretaire-tresorier porteur interlocuteur locataire pediatre ministres
      dirigeant psychologue linguiste bibliothecaire fonctionnaire parlementaire astronaute athlete`,
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
  ),
  titleAdjectives: words('ancien ancienne'),
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
  givenNames: new Set(),
  trade: /(?:iste|logue|eur|euse|rice|ien|ienne|iere|ier|graphe|peute|aire)s?$/,
  nameParticles: words("de la le du des d' l' van von der den di da del della al el bin ibn st ste mac o' y"),
  officeLinks: words("de la le les l' d' du des et a au aux en pour sur par aux chez -"),
  conjunctions: words('et &'),
  determiners: gendered({
    any: "l' les son sa ses leur leurs notre nos des",
    m: 'le un ce cet',
    f: 'la une cette',
  }),
  possessives: words('son sa ses leur leurs notre nos mon ma mes'),
  affiliations: words("de du des d' chez"),
  writings: words(`rapport communique lettre etude article document texte note memoire avis bilan enquete sondage
    editorial chronique jugement ordonnance courriel message`),
  indefinite: words('un une des'),
  attributionLeads: phrases('une citation de\ncitation de\npropos de\nmots de\npar'),
  behalf: phrases("au nom de\nau nom du\nau nom des\nau nom d'"),
  relatives: words('qui dont laquelle lequel'),
  phraseEnds:
    words(`car mais parce quand si que qu' a ont est sont avait etait etaient aurait s' n' ne se dans lors lorsque apres durant pendant hier
    aujourd'hui lundi mardi mercredi jeudi vendredi samedi dimanche propos sera seront`),
  auxiliaries: words('est sont était étaient fut furent sera seront serait seraient a ont avait avaient aura auront'),
  accentedLinks: words('à'),
  gerund: /ant$/,
  participle: /(?:ée?s?|[iu]e?s?)$/,
  past: /^$/,
  infinitive: /^\p{L}{2,}(?:er|ir|re|oir)$/u,
  circumstances:
    words(`depuis dans lors lorsque en au apres avant ajoutant precisant avec sur a devant rappelant soulignant
    tout evoquant citant selon pour par emue emu`),
  narrativeOpeners: words("de d' et"),
  pluralDeterminers: words('les des ses leurs nos ces'),
  masculines,
  officeShortForms: shortForms(`pdg = president-directeur general
    dg = directeur general
    vp = vice-president`),
  publicOffices:
    words(`ministre ministres ministre-delegue premier-ministre vice-premier-ministre vice-premier vice-premiere
    depute deputee senateur senatrice leader whip gouverneur gouverneure procureur
    procureure solliciteur solliciteure ambassadeur ambassadrice sous-ministre`),
  townOffices: words('maire mairesse prefet prefete conseiller conseillere echevin echevine'),
  assemblyWords: words('opposition gouvernement assemblee chambre senat parlement caucus'),
  memberOffices: words('depute deputee senateur senatrice'),
  helperOffices: words(
    'secretaire adjoint adjointe attache attachee conseiller conseillere chef cheffe directeur directrice',
  ),
  regionWords: words('region'),
  formerWords: words('ancien ancienne ex sortant sortante'),
  actingPhrases: phrases('par interim\ninterimaire'),
  levelWords: words('federal federale provincial provinciale territorial territoriale quebecois quebecoise'),
  portfolioRanks: words('ministre ministres secretaire ministre-delegue'),
  ranks: words(
    "premier premiere vice-premier vice-premiere delegue deleguee responsable adjoint adjointe general generale d'etat chef associe associee principal parlementaire",
  ),
  invertedPronouns: words('il ils elle elles on je nous vous ce'),
  abbreviations: words('ph st ste no art mm etc inc ltee tel p c mgr boul av ex'),
  statementWords: words('declaration message discours allocution'),
  statementLinks: words("de du d' des"),
  topicWords: words('sur pour concernant a lors apres relativement suivant au'),
  deliveryNotes: phrases('seul le prononce fait foi\nsous reserve de modifications'),
  namingWords: words(`plan programme projet strategie initiative campagne theme slogan devise titre intitule intitulee
    intitules intitulees dit dite dits dites nomme nommee baptise baptisee appele appelee mention mesure terme expression
    mot mots film chanson livre album rapport document fonds evenement exposition colloque journee rubrique operation
    etiquette label prix inscription affiche surnomme surnommee politique entente article section roman poeme recueil
    concept formule appel spectacle piece serie conference forum semaine chantier table oeuvre murale loi volet
    certification ordre banniere nom marque signature rencontre atelier formation guide portail site page application compte mots-clic sigle notion`),
  termWords: words(`theme slogan devise titre intitule intitulee intitules intitulees dit dite dits dites nomme nommee
    baptise baptisee appele appelee mention terme expression mot mots surnomme surnommee surnommes formule etiquette
    label affiche inscription ordre nom sigle notion rubrique onglet`),
  quantities: {
    decimalMark: ',',
    numerals: frenchNumerals,
    ordinals: frenchOrdinals,
    ordinalSuffixes: words('er ere re e eme ieme nd nde es emes iemes ers'),
    scales: valued(
      `100: cent, cents
      1e3: mille
      1e6: million, millions
      1e9: milliard, milliards
      1e12: billion, billions`,
      Number,
    ),
    scaleSigns: new Map(Object.entries({ k: 1e3, K: 1e3, M: 1e6, G: 1e9, Md: 1e9 })),
    numeralLinks: words('et'),
    andAHalf: new Set(['et demi', 'et demie']),
    numberHomographs: words('un une neuf second seconde secondes'),
    numberNouns: valued(
      `50 0.5 2: moitie, moities, demi, demie, demis, demies, mi
      3 33: tiers, triple, tripler, triplent, triplera, trio, triplement
      4 25 0.25: quart, quarts, trimestre, quadruple
      75 0.75: trois quarts
      67 66: deux tiers
      2 100 200: les deux, ces deux, nos deux, leurs deux, ses deux, tous deux, toutes deux, des deux, aux deux, double, doubler, doublent, doublera, doublee, doublement, duo, couple, paire, jumeaux, bi
      3: les trois, ces trois, nos trois
      4: quatre coins
      12: douzaine
      10: dizaine, decennie
      15 14 2: quinzaine
      20: vingtaine
      30: trentaine
      40: quarantaine
      50: cinquantaine
      60: soixantaine
      100: centaine, siecle, centenaire
      365: annee`,
      numbers,
    ),
    vague:
      words(`dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine plusieurs nombreux nombreuses dizaines douzaines centaines milliers millions milliards quelques
      multiples divers diverses decennies siecles maints foule beaucoup certains certaines nombre`),
    money: valued(
      `100: dollar, dollars, euro, euros, livre, livres
      1: cent, cents`,
      Number,
    ),
    moneyLinks: words('de d en'),
    percents: new Set(['pour cent', 'p 100', 'p cent', 'p c', 'points de pourcentage', 'point de pourcentage']),
    units: valued(
      `length/km: km, kilometre, kilometres
      length/m: metre, metres
      length/cm: cm, centimetre, centimetres
      length/mm: mm, millimetre, millimetres
      length/mi: mille, milles
      length/ft: pied, pieds, pi
      length/in: pouce, pouces
      area/ha: hectare, hectares, ha
      area/ac: acre, acres
      mass/kg: kg, kilogramme, kilogrammes, kilo, kilos
      mass/g: gramme, grammes
      mass/lb: livre, livres, lb
      mass/t: tonne, tonnes, megatonne, megatonnes, kilotonnes
      volume/l: litre, litres
      volume/gal: gallon, gallons
      energy/w: watt, watts, mw, kw, megawatt, megawatts, kilowatt, kilowatts, gigawatt, gigawatts
      heat/deg: degre, degres
      time/min: minute, minutes
      time/h: heure, heures, h
      time/d: jour, jours, journee, journees, quotidien, quotidienne, quotidiennement
      time/w: semaine, semaines, quinzaine, hebdomadaire
      time/mo: mois, mensuel, mensuelle, mensuellement
      time/q: trimestre, trimestres
      time/y: an, ans, annee, annees, annuel, annuelle, annuels, annuelles, annuellement
      time/dec: decennie, decennies
      time/c: siecle, siecles`,
      String,
    ),
    hourMarks: new Set(['h', 'heures', 'heure']),
    hours: new Map(Object.entries({ midi: 0, minuit: 0 })),
    rangeLinks: words('a au aux et ou jusqu jusque'),
    vagueDays: words('date demain hier aujourd lendemain veille'),
    monthHomographs: words('jan sept oct nov dec mars'),
  },
  hiding: frenchHiding,
  elisions: words('l d qu n s j m t c jusqu lorsqu puisqu quoiqu presqu quelqu'),
  enclitics: new Set(),
  unsplit: new Set(["aujourd'hui", "prud'homme", "prud'hommes", "presqu'île", "quelqu'un", "quelqu'une", "d'abord"]),
  inclusiveEndings: words(
    'e es s ne nes le les te tes se ses ve ves fe fes ère ères rice rices trice trices euse euses',
  ),
  stopWords:
    words(`a ai aie ait alors au aucun aussi autre aux avaient avait avec avoir c car ce cela celle celles celui
    ces cet cette ceux chaque chez comme d dans de depuis des donc du elle elles en encore entre est et etaient etait
    etant ete etre eu eux il ils j je l la le les leur leurs lui m ma mais me meme memes mes moi mon n ne ni nos notre
    nous on ont ou par pas peu peut plus pour qu quand que quel quelle quelles quels qui s sa sans se sera ses si sien
    soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos votre vous y`),
  questionOpenings: phrases(`que
    qu
    qu a
    qu ont
    qu avait
    qu est ce que
    qu est ce qu
    qu en
    quoi
    de quoi
    qui
    qui a
    qui ont
    qui est ce qui
    qui est ce qui a
    a qui
    quel
    quelle
    quels
    quelles
    quel est
    quelle est
    quels sont
    quelles sont
    quand
    ou
    pourquoi
    comment
    combien de
    est ce que
    est ce qu
    est ce qui
    dis moi
    dites moi
    montre moi
    montrez moi
    trouve moi
    trouvez moi
    trouver
    je cherche
    je recherche`),
  askingWords: words(`dit dits dites disent disait dire declare declarent declarer parle parlent parler parlait
    mentionne mentionner pense pensent penser pensait commente commenter affirme affirmer repond repondu repondre reagi
    reagit reagir exprime exprimee exprimer citation citations propos declaration declarations commentaire commentaires
    avis opinion opinions position positions point vue paroles mots reaction reactions reponse`),
  subjectLeads: phrases(`sur
    sur le sujet de
    sur la question de
    au sujet de
    au sujet du
    au sujet des
    au sujet d
    a propos de
    a propos du
    a propos des
    a propos d
    en matiere de
    par rapport a
    par rapport au
    par rapport aux
    quant a
    quant au
    quant aux
    en ce qui concerne
    concernant
    relativement a
    relativement au
    relativement aux
    a l egard de
    a l egard du
    a l egard des`),
  stem: frenchStem,
};
