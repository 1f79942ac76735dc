/** English as releases write it: Canadian Press style, British and American press offices. */
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import type { SectionKind } from '../domain.ts';
import { englishHiding } from './hiding.ts';
import type { Language } from './language.ts';
import { englishNumerals, englishOrdinals } from './numerals.ts';
import { englishParticiples, englishVerbs } from './verbs.ts';
import { gendered, numbers, phrases, shortForms, valued, withPlurals, words } from './words.ts';

const months = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, i) => [
      [name, i + 1] as const,
      [name.slice(0, 3), i + 1] as const,
      ...(name === 'september' ? [['sept', 9] as const] : []),
    ]),
);

const headings = new Map<string, SectionKind>(
  Object.entries({
    quotes: [
      'quote(s',
      'quote',
      'quotes',
      'quotation',
      'quotations',
      'what they are saying',
      'what they said',
      'in their own words',
      'testimonials',
      'quick quotes',
      'supporting quotes',
    ],
    'quick-facts': [
      'quick facts',
      'quick fact',
      'fast facts',
      'facts',
      'highlights',
      'backgrounder',
      'backgrounders',
      'background',
      'key facts',
      'at a glance',
      'notes to editors',
      'note to editors',
      'forward-looking statements',
      'notes',
    ],
    links: [
      'associated links',
      'associated link',
      'related links',
      'related link',
      'learn more',
      'additional resources',
      'additional links',
      'related product',
      'related products',
      'additional information',
      'related information',
      'links',
      'stay connected',
      'related news',
      'more information',
      'see also',
      'useful links',
    ],
    about: ['about', 'about us'],
    source: ['source', 'sources'],
    contacts: [
      'contact',
      'contacts',
      'media contact',
      'media contacts',
      'media inquiries',
      'media enquiries',
      'media relations',
      'for further information',
      'for more information',
      'for further information please contact',
      'for more information please contact',
      'information',
      'press contact',
      'press contacts',
      'contact information',
      'media inquiries only',
      'enquiries',
      'for media inquiries',
      'public inquiries',
      'further information',
    ],
  } satisfies Partial<Record<SectionKind, string[]>>).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as SectionKind] as const),
  ),
);

/** Regular verbs that report words. */
const REPORTING = `add explain note state announce declare remark comment conclude continue stress emphasize emphasise
  insist recall reply answer ask warn argue admit acknowledge confirm affirm assert claim believe tweet post joke observe
  point reiterate promise pledge vow urge maintain respond report predict suggest indicate mock complain exclaim quip
  boast confess concede muse recount agree share counter retort testify elaborate grumble wonder whisper shout yell mutter murmur sob scream cry reflect reveal lament contend caution
  proclaim signal remind opine interject chide plead`;
const REPORTING_FORMS = `say said says saying told tells thinks thought wrote writes read reads reading stating adding
  noting granted quoted`;
/** Verbs that call a thing by a word of theirs. */
const JUDGING = `call describe praise welcome denounce dismiss criticize criticise hail label consider term deem refer cite
  talk laugh smile sigh characterize characterise condemn blast celebrate applaud thank brand dub hope want expect insist
  accuse demand recommend propose advocate reject decry tout slam`;
const JUDGING_FORMS = `shot call labelled sees found finds spoke speaks put puts feels felt saying writing telling speaking
  argue insist explain warn suggest believe think add write acknowledge admit describe urge`;

export const english: Language = {
  code: 'en',
  iso639_3: 'eng',
  functionWords: words(`the of and to in is that for it with as was this are be by at from have has an they we you our
    their its which were been his her he she said who what when where would could should will not more about into than
    these those there then your my i'm we're it's i`),
  months,
  weekdays: words('monday tuesday wednesday thursday friday saturday sunday'),
  headings,
  headingStarts: [
    ['about the', 'about'],
    ['for further information', 'contacts'],
    ['for more information please contact', 'contacts'],
    ['for more information contact', 'contacts'],
    ['media contact', 'contacts'],
    ['media enquiries', 'contacts'],
    ['media inquiries', 'contacts'],
    ['contact:', 'contacts'],
    ['contacts:', 'contacts'],
    ['source ', 'source'],
    ['source:', 'source'],
    ['news release #', 'contacts'],
  ],
  cueVerbs: new Set([...englishVerbs(REPORTING), ...words(REPORTING_FORMS)]),
  weakCueVerbs: new Set([
    ...englishVerbs(JUDGING),
    ...englishParticiples(`${REPORTING} ${JUDGING}`),
    ...words(JUDGING_FORMS),
  ]),
  cueInfinitives: words(''),
  infinitiveLeads: [],
  cueNouns: words('words promise statement message view verdict conclusion reply answer warning'),
  cueFillers: words(`as has have had was is also then later further quietly simply today yesterday recently once again
    just often always then, out on monday tuesday wednesday thursday friday saturday sunday who`),
  hedges: words('allegedly reportedly quoted'),
  negations: words("not never didn wouldn didn't wouldn't hasn't haven't hadn't denied refused"),
  sayings: words('say said saying says claim claimed state stated declare declared write wrote written'),
  denials: words('deny denies denied denying misquoted misquote'),
  negationBreakers: words('hesitate stop stopped fail'),
  passiveAuxiliaries: words('is are was were been being be'),
  reflexives: new Set(),
  inciseInsideMarks: false,
  sourcePrepositions: phrases(`according to
    in the words of
    for`),
  reportedInfinitive: /^$/,
  bareClauseCues: words('said says believes thinks hopes hoped'),
  weakPrepositions: words('for'),
  objectClitics: words('it so this that'),
  comparatives: words('as'),
  timeNouns: words('week day morning afternoon evening night month year'),
  complementizers: words('that'),
  pronouns: new Map(
    Object.entries({
      he: { gender: 'm', plural: false },
      she: { gender: 'f', plural: false },
      they: { gender: null, plural: true },
      it: { gender: null, plural: false, neuter: true },
      who: { gender: null, plural: false },
    } as const),
  ),
  firstPerson: words("i i'm i've i'll i'd we we're we've we'll our ours us my mine me"),
  firstPersonSingular: words("i i'm i've i'll i'd my mine me myself"),
  honorifics: gendered({
    any: `the the hon honourable honorable right rt dr prof professor rev reverend excellency senator sen captain capt worship highness inspector warden
      colonel col general gen lt lieutenant major maj sergeant sgt corporal cpl private pte cst brigadier constable judge justice elder chief grand`,
    m: 'mr sir lord his brother father prince king',
    f: 'mrs ms miss dame lady her sister queen princess baroness madam',
  }),
  uniformedRanks: words(`general major colonel lieutenant sergeant corporal constable inspector superintendent
    brigadier admiral commodore marshal`),
  peerage: words('baroness lord lady prince princess king queen'),
  postNominals: words(
    'pc p.c cp kc qc mp mpp mla mna om oc cm cpa md phd esq jr sr ii iii obe mbe peng mba rn jd llb frsc cd msc bsc',
  ),
  offices: withPlurals(
    gendered({
      any: `minister assistant premier mayor deputy president chair chairperson director secretary commissioner chief ceo cfo coo
      officer official manager member mp mpp mla mna leader critic senator governor ambassador coordinator spokesperson founder
      co-founder owner co-owner superintendent principal professor doctor treasurer vice-president councillor counsellor
      head administrator executive president-elect representative advisor adviser attorney solicitor auditor ombudsman
      researcher scientist biologist economist artist author teacher student farmer nurse physician judge elder
      warden reeve regional speaker whip lead partner captain coach dean rector engineer planner curator registrar
      provost lieutenant general colonel commander constable sergeant inspector marshal consul archbishop bishop rabbi
      imam reverend pastor co-chair vice-chair lieutenant-governor resident volunteer organizer organiser activist
      editor publisher analyst specialist expert coordinator steward delegate parent mentor chairholder participant
      correspondent secretary-general director-general undersecretary chancellor prime lawyer architect designer
      producer musician singer actor athlete player driver fisher harvester hunter trapper guide`,
      m: 'chairman spokesman alderman councilman businessman fisherman king prince',
      f: 'chairwoman spokeswoman councilwoman businesswoman queen princess',
    }),
    words('head chair lead guide partner coach captain elder speaker whip marshal'),
  ),
  titleAdjectives: words(`parliamentary executive regional national federal provincial territorial senior associate
    assistant acting managing founding interim global past former`),
  bodies:
    words(`region county province territory government ministry department agency council association alliance federation union university college
    corporation corp lp llp inc ltd enterprises company commission committee board bank office bureau society institute foundation centre center
    nation nations city town village municipality party group network coalition chamber trust fund hospital school
    authority service services secretariat team parliament senate cabinet assembly court police organization
    organisation partnership press news post times bbc cbc reuters`),
  portfolioNouns: words(`services service resources justice health education finance environment transportation
    infrastructure energy mines tourism culture economy development labour immigration agriculture housing communities
    safety affairs relations security families youth seniors women works highways science innovation industry trade
    defence revenue board council corporation directorate commission association society institute centre college
    university hospital hospitals office agency department canada yukon ontario quebec columbia alberta nation nations
    first north south east west northern southern eastern western national international community communities public
    social indigenous gender equality climate change water lands forests fisheries oceans international wildlife emergency preparedness
    sport sports recreation arts heritage languages technology digital government administration treasury employment
    skills training advanced workforce growth rural municipal territorial regional`),
  givenNames: words('will'),
  trade: /(?:ist|er|or|ian|man|woman|person|eer)s?$/,
  nameParticles: words("de la le du des van von der den di da del della al el bin ibn st ste mac d' l' o' y e ten ter"),
  officeLinks: words("of for the and to in on at with & de la du des d' l' a"),
  conjunctions: words('and &'),
  determiners: gendered({ any: 'the a an his her their its our this that one another' }),
  possessives: words('his her their its our my'),
  affiliations: words('of from with at'),
  writings: words(`statement letter report analysis study survey memo email message post tweet article column editorial
    blog review speech release testimony book paper manifesto announcement`),
  indefinite: words('a an another'),
  attributionLeads: phrases('quote from\na quote from\nquotation from\nquote by\nby'),
  behalf: phrases('on behalf of'),
  relatives: words('who which whose whom'),
  phraseEnds:
    words(`has have had was is are were will would told not did does during after when while whilst because yesterday
    today tonight monday tuesday wednesday thursday friday saturday sunday recently earlier later also as before`),
  auxiliaries: words('is are was were will would has have had can could must should'),
  accentedLinks: new Set(),
  gerund: /ing$/,
  participle: /^$/,
  past: /..ed$/,
  infinitive: /^$/,
  circumstances: words('in at during after on when while adding noting with before as saying by speaking following'),
  narrativeOpeners: new Set(),
  pluralDeterminers: words('their these those both'),
  masculines: new Map([
    ['chairwoman', 'chair'],
    ['chairman', 'chair'],
    ['chairperson', 'chair'],
    ['spokeswoman', 'spokesperson'],
    ['spokesman', 'spokesperson'],
    ['alderwoman', 'alderman'],
  ]),
  officeShortForms: shortForms(`ceo = chief executive officer
    cfo = chief financial officer
    coo = chief operating officer
    mp = member parliament
    mpp = member provincial parliament
    mla = member legislative assembly
    mna = member national assembly
    vp = vice-president`),
  publicOffices: words(`minister ministers prime-minister premier mp mpp mla mna member senator leader critic
    whip governor lieutenant-governor attorney solicitor speaker ambassador`),
  townOffices: words('mayor reeve warden councillor alderman'),
  assemblyWords: words('opposition government assembly house senate parliament caucus'),
  memberOffices: words('mp mpp mla mna member senator'),
  helperOffices: words('secretary assistant advisor adviser chief director deputy counsel'),
  regionWords: words('region'),
  formerWords: words('former past ex outgoing'),
  actingPhrases: phrases('acting\ninterim\nad interim'),
  levelWords: words('federal provincial territorial'),
  portfolioRanks: words('minister ministers secretary'),
  ranks: words('responsible associate deputy general chief prime state delegate parliamentary vice'),
  invertedPronouns: new Set(),
  abbreviations: words(
    'ph st no art vs etc inc ltd tel ext jr sr co corp dept gov rep sen rev hon prof capt sgt lt gen col ave',
  ),
  statementWords: words('statement message speech remarks address'),
  statementLinks: words('by from of'),
  topicWords: words('on upon regarding concerning about for following after at in'),
  deliveryNotes: phrases('check against delivery'),
  namingWords: words(`called titled entitled named dubbed known so-called labelled labeled theme themed slogan motto
    title term terms phrase word words expression nicknamed banner banners name names brand branded plan program programme project initiative campaign strategy
    film song book album report document fund event exhibition conference defined section chant chapter article hashtag`),
  termWords: words(`called titled entitled named dubbed known so-called labelled labeled theme themed slogan motto title
    term terms phrase word words expression nicknamed name names banner hashtag defined chant`),
  quantities: {
    decimalMark: '.',
    numerals: englishNumerals,
    ordinals: englishOrdinals,
    ordinalSuffixes: words('st nd rd th'),
    scales: valued(
      `100: hundred
      1e3: thousand
      1e6: million
      1e9: billion
      1e12: trillion`,
      Number,
    ),
    scaleSigns: new Map(Object.entries({ k: 1e3, K: 1e3, m: 1e6, M: 1e6, B: 1e9, b: 1e9, bn: 1e9, T: 1e12 })),
    numeralLinks: words('and'),
    andAHalf: new Set(['and a half', 'and one half']),
    numberHomographs: words('second seconds one ones'),
    numberNouns: valued(
      `50 0.5 2: half, halves
      50 0.5 2 12: semi annual
      3 33: third, thirds, triple, tripled, tripling, trio, threefold
      4 25 0.25: quarter, quarters, quadruple
      75 0.75: three quarters
      67 66: two thirds
      2 100 200: the two, these two, our two, those two, double, doubled, doubling, doubles, twice, twofold, both, pair, couple, duo, either, twin
      3: the three, these three, all three
      12: dozen
      10: decade
      20: score
      14 15 2: fortnight
      100: century
      24 7: clock, overnight
      365: year round`,
      numbers,
    ),
    vague:
      words(`dozen score several many numerous dozens hundreds thousands millions billions countless scores decades centuries
      various multiple few number`),
    money: valued(
      `100: dollar, dollars, euro, euros, pound, pounds
      1: cent, cents`,
      Number,
    ),
    moneyLinks: words('of in canadian american us'),
    percents: new Set(['percent', 'per cent', 'percentage point', 'percentage points', 'percentage']),
    units: valued(
      `length/km: km, kms, kilometre, kilometres, kilometer, kilometers
      length/m: metre, metres, meter, meters
      length/cm: cm, centimetre, centimetres, centimeters
      length/mm: mm, millimetre, millimetres
      length/mi: mile, miles
      length/ft: foot, feet, ft
      length/in: inch, inches
      area/ha: hectare, hectares, ha
      area/ac: acre, acres
      mass/kg: kg, kilogram, kilograms, kilo, kilos
      mass/g: gram, grams
      mass/lb: pound, pounds, lb, lbs
      mass/t: tonne, tonnes, ton, tons, megatonne, megatonnes, kilotonnes
      volume/l: litre, litres, liter, liters
      volume/gal: gallon, gallons
      energy/w: watt, watts, mw, kw, megawatt, megawatts, kilowatt, kilowatts, gigawatt, gigawatts
      heat/deg: degree, degrees
      time/min: minute, minutes
      time/h: hour, hours
      time/d: day, days, daily
      time/w: week, weeks, weekly, fortnight, biweekly
      time/mo: month, months, monthly
      time/q: quarter, quarters
      time/y: year, years, yearly, annual, annually
      time/dec: decade, decades
      time/c: century, centuries`,
      String,
    ),
    hourMarks: new Set(['am', 'pm', 'a m', 'p m', 'o clock']),
    hours: new Map(Object.entries({ noon: 0, midday: 0, midnight: 0 })),
    rangeLinks: words('to and or through until till'),
    vagueDays: words('date today tomorrow yesterday tonight'),
    monthHomographs: words('may march mar jan feb apr jun jul aug sep sept oct nov dec'),
  },
  hiding: englishHiding,
  elisions: new Set(),
  enclitics: words('s t d m ll re ve'),
  unsplit: new Set(),
  inclusiveEndings: new Set(),
  stopWords: words(`a about above after again against all am an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has have having he her
    here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now of
    off on once only or other our ours ourselves out over own same she should so some such than that the their theirs
    them themselves then there these they this those through to too under until up very was we were what when where
    which while who whom why will with would you your yours yourself yourselves`),
  questionOpenings: phrases(`what
    what did
    what does
    what do
    what has
    what have
    what had
    what is
    what are
    what was
    what were
    what s
    what kind of
    who
    who has
    who have
    who is
    who was
    which
    when did
    where did
    why did
    why does
    how
    how did
    how does
    how has
    did
    does
    has
    have
    is there
    are there
    tell me
    show me
    find
    find me
    looking for
    i am looking for
    i m looking for`),
  askingWords: words(`say says said saying tell tells told talk talks talked talking speak speaks spoke spoken speaking
    mention mentions mentioned think thinks thought comment comments commented commenting remark remarks remarked state
    stated declare declared quote quotes quoted quotation quotations statement statements view views opinion opinions
    position stance words reaction reactions react reacted respond responded response`),
  subjectLeads: phrases(`about
    on
    on the subject of
    on the topic of
    on the issue of
    on the question of
    regarding
    concerning
    with regard to
    with respect to
    in relation to
    when it comes to
    in response to`),
  stem: (word) => porter.stem(word),
};
