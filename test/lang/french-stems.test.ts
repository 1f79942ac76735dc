/** What the French stemmer is known to unite and to keep apart: the table that the overlay of `fr-stem.ts` answers for. */
import { describe, expect, it } from 'vitest';
import { frenchStem } from '../../src/lang/fr-stem.ts';

const UNITED = `annoncer annonce annonçons annoncé annonçait annoncera | investir investissons investissent investi
  travailler travaillons | travail travaux | emploi emplois | lieu lieux | milieu milieux | jeu jeux | enjeu enjeux
  nouveau nouvelle nouveaux nouvelles nouvel | beau belle beaux belles bel | vieux vieille vieil | fou folle
  actif active actifs actives | créatif créative | sportif sportive | positif positive | collectif collective
  public publique publics publiques | long longue longs longues | blanc blanche | franc franche | sec sèche | gros grosse
  doux douce | frais fraîche | premier première premiers premières | fier fière fiers fières | heureux heureuse
  national nationale nationaux nationales | municipal municipaux | hôpital hôpitaux | journal journaux | animal animaux
  bail baux | vitrail vitraux | œil yeux | bureau bureaux | niveau niveaux | réseau réseaux
  directeur directrice directeurs directrices | agriculteur agricultrice | producteur productrice
  travailleur travailleuse travailleurs travailleuses | chercheur chercheuse | citoyen citoyenne citoyens citoyennes
  canadien canadienne | culturel culturelle culturels | complet complète
  finançons financer finance | avançons avancer | lançons lancer lance | commençons commencer | engageons engager engage
  protégeons protéger protège | partageons partager | encourageons encourager | bâtissons bâtir bâtissent
  soutenons soutenir soutient soutenu | poursuivons poursuivre poursuit | reconnaissons reconnaître reconnaît
  offrons offre offres | ouvrons ouvrir ouvre | faisons faire | devons devoir | pouvons pouvoir | savons savoir
  collaborons collaborer collaboration | développons développer développement | renforçons renforcer renforce
  remercions remercier remercie | étudions étudier étudie | continuons continuer continue`;
const APART = `façons facer | leçons lecer | boissons boir | poissons poir | pigeons piger | matrice mateur
  maisons maiser | saison saisir | fois foi | mois moi | choix choir | nouveau neveu | publier public
  travail travers | loi loin | eau haut | fier fil | jeune jeu | offre effort`;

const families = (table: string) => table.split(/[|\n]/).map((line) => line.trim().split(/\s+/));
const stems = (words: readonly string[]) => [...new Set(words.map(frenchStem))];

describe('French stems', () => {
  it.each(families(UNITED))('unite %s and its forms', (...words) => {
    expect(stems(words)).toHaveLength(1);
  });

  it.each(families(APART))('keep %s apart from %s', (...words) => {
    expect(stems(words)).toHaveLength(words.length);
  });

  it('are the same of what is typed without accents, where a pair says so', () => {
    expect(frenchStem('fraiche')).toBe(frenchStem('frais'));
    expect(frenchStem('entraineuse')).toBe(frenchStem('entraineur'));
  });
});
