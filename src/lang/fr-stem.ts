/**
 * The stemmer of French, and what it needs mended: forms it leaves apart from their word, and words it takes for forms
 * of another. Each form is first turned into the word it belongs to, and that is stemmed; rules where a language has a
 * rule, pairs where it has none. `test/lang/french-stems.md` is the table of what is united and what is not.
 */
import porter from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import { fold } from '../util/fold.ts';

/** Lower-case word, accents kept or not -> stem. */
export const frenchStem = (word: string): string => OWN.get(word) ?? porter.stem(MENDED.get(word) ?? byRule(word));

/** `form stem`: nouns that the stemmer takes for forms of other words (`port`, `porter`). No word has such a stem. */
const OWN_STEMS = `
  port ports, ports ports, mont monts, monts monts, vol vols, vols vols, part parts, parts parts, partie partie
  parties partie, parti parti, partis parti, mère mère, mères mère, mare mare, mares mare, aire aire, aires aire
  cours cours, fonds fonds`;

/** `form word`: irregular plurals, feminines and first persons plural. */
const PAIRS = `
  travaux travail, baux bail, vitraux vitrail, coraux corail, émaux émail, yeux oeil, œil oeil, cieux ciel, aïeux aïeul
  lieux lieu, milieux milieu, jeux jeu, enjeux enjeu, feux feu, neveux neveu, cheveux cheveu, vœux voeu, vœu voeu
  voeux voeu, aveux aveu, pneus pneu
  emplois emploi, lois loi, tournois tournoi, convois convoi, envois envoi, renvois renvoi, octrois octroi, rois roi
  nouvelle nouveau, nouvelles nouveau, nouvel nouveau, belle beau, belles beau, bel beau
  vieille vieux, vieilles vieux, vieil vieux, jumelle jumeau, jumelles jumeau, folle fou, folles fou, molle mou
  blanche blanc, blanches blanc, franche franc, franches franc, sèche sec, sèches sec, fraîche frais, fraîches frais
  douce doux, douces doux, grosse gros, grosses gros, basse bas, basses bas, épaisse épais, épaisses épais
  fausse faux, fausses faux, rousse roux, rousses roux
  longue long, longues long, publique public, publiques public, turque turc, turques turc, grecque grec, grecques grec
  fier fière, fiers fière, favorite favori, favorites favori
  travailleuse travailleur, travailleuses travailleur, chercheuse chercheur, chercheuses chercheur
  entraîneuse entraîneur, entraîneuses entraîneur, joueuse joueur, joueuses joueur, nageuse nageur, nageuses nageur
  coureuse coureur, coureuses coureur, chanteuse chanteur, chanteuses chanteur, danseuse danseur, danseuses danseur
  vendeuse vendeur, vendeuses vendeur, campeuse campeur, campeuses campeur, cueilleuse cueilleur, skieuse skieur
  skieuses skieur, éleveuse éleveur, éleveuses éleveur, pêcheuse pêcheur, pêcheuses pêcheur, voyageuse voyageur
  voyageuses voyageur, acheteuse acheteur, acheteuses acheteur, bâtisseuse bâtisseur, bâtisseuses bâtisseur
  faisons faire, avons avoir, devons devoir, pouvons pouvoir, voulons vouloir, savons savoir, voyons voir, allons aller
  prenons prendre, comprenons comprendre, apprenons apprendre, entreprenons entreprendre, entendons entendre
  attendons attendre, rendons rendre, répondons répondre, défendons défendre, étendons étendre, vendons vendre
  perdons perdre, mettons mettre, permettons permettre, promettons promettre, transmettons transmettre
  tenons tenir, soutenons soutenir, maintenons maintenir, obtenons obtenir, venons venir, devenons devenir
  parvenons parvenir, intervenons intervenir, prévenons prévenir, offrons offre, ouvrons ouvrir, souffrons souffrir
  découvrons découvrir, couvrons couvrir, recevons recevoir, concevons concevoir, suivons suivre
  poursuivons poursuivre, vivons vivre, écrivons écrire, disons dire, lisons lire, croyons croire, servons servir
  partons partir, sortons sortir, ressentons ressentir, sentons sentir, reconnaissons reconnaître
  connaissons connaître, construisons construire, produisons produire, réduisons réduire, introduisons introduire
  conduisons conduire, convainquons convaincre, rejoignons rejoindre, atteignons atteindre, accueillons accueillir
  soutient soutenir, soutiennent soutenir, soutenu soutenir, soutenue soutenir, soutenus soutenir, soutenues soutenir
  maintient maintenir, maintiennent maintenir, obtient obtenir, obtiennent obtenir, devient devenir, deviennent devenir
  poursuit poursuivre, poursuivent poursuivre, reconnaît reconnaître, reconnaissent reconnaître, offrir offre
  ouvre ouvrir, découvre découvrir, permet permettre, reçoit recevoir, reçoivent recevoir`;

/** Verbs in -er, whose first person plural (`travaillons`) looks like the plural of a noun in -on. */
const VERBS = `abaisser abandonner aborder accepter accompagner accorder acheter adapter adopter aider aimer ajouter
  améliorer analyser animer apporter apprécier appuyer arrêter assister associer assurer augmenter avouer bénéficier
  bonifier célébrer cesser chercher choyer collaborer combler compléter compter confier confirmer conserver considérer
  consolider constater consulter continuer contribuer coopérer créer croiser déclarer dédier demander demeurer déplorer
  déployer dépenser désirer détailler développer devancer discuter disposer diversifier donner doter éliminer élaborer
  employer engendrer enquêter enregistrer enseigner envisager envoyer épauler espérer estimer étudier évaluer
  éviter examiner exécuter exhorter exiger expliquer explorer exporter exprimer faciliter favoriser féliciter fermer
  fêter filtrer fonder former formuler garder gérer habiliter habiter honorer identifier illustrer impliquer implanter
  importer imposer informer innover insister inspirer installer instaurer intégrer intensifier inviter justifier
  lever libérer limiter lutter manifester marcher marquer mesurer miser mobiliser moderniser modifier montrer multiplier
  négocier noter occuper octroyer oeuvrer opérer organiser orienter oser outiller parler participer passer payer penser
  pleurer porter posséder préconiser préparer présenter préserver prioriser privilégier profiter proposer
  prouver publier quitter rappeler rapporter rassembler réaffirmer réaliser recommander récompenser recruter redoubler
  regarder regretter réitérer rehausser rejeter relever remarquer remercier remplacer remporter rencontrer renouveler
  rénover rentrer réparer répéter représenter respecter rester résumer retirer retrouver saluer sauver
  sensibiliser signaler signer simplifier souhaiter souligner stabiliser stimuler structurer sympathiser terminer tester
  tirer tourner transformer travailler traverser trouver utiliser vacciner valoriser vérifier veiller verser viser
  visiter voter`;

/** Nouns that the rules below would take for verbs. */
const NOUNS = new Set(
  `façons leçons garçons soupçons rançons glaçons maçons hameçons tronçons caleçons limaçons poinçons colimaçons pigeons
  bourgeons plongeons esturgeons badigeons donjons boissons poissons moissons frissons hérissons saucissons polissons
  paillassons cuissons unissons nourrissons matrices matrice cicatrice cicatrices`.split(/\s+/),
);

const RULES: readonly (readonly [RegExp, string])[] = [
  [/çons$/, 'cer'],
  [/geons$/, 'ger'],
  [/issons$/, 'ir'],
  [/^(.{2,})ifs?$/, '$1ive'],
  [/^(.{3,})trices?$/, '$1teur'],
];

function byRule(word: string): string {
  if (NOUNS.has(word)) return word;
  const rule = RULES.find(([ending]) => ending.test(word));
  return rule ? word.replace(rule[0], rule[1]) : word;
}

const pairs = (table: string): string[][] => table.split(/[,\n]/).map((pair) => pair.trim().split(' '));

/** Also without accents, as queries are typed. */
const OWN = new Map(
  pairs(OWN_STEMS)
    .filter(([form, stem]) => form && stem)
    .flatMap(([form, stem]) => [[fold(form!), stem!] as const, [form!, stem!] as const]),
);
const MENDED = new Map(
  [
    ...pairs(PAIRS),
    ...VERBS.split(/\s+/).flatMap((verb) =>
      // Of `remercie`, too, the stemmer leaves less than of `remercier`.
      (verb.endsWith('ier') ? ['ons', 'e', 'es', 'ent'] : ['ons']).map((end) => [verb.replace(/er$/, end), verb]),
    ),
  ]
    .filter(([form, word]) => form && word)
    .flatMap(([form, word]) => [[fold(form!), fold(word!)] as const, [form!, word!] as const]),
);
