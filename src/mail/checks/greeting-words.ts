import { foldName } from './person-name.ts';

const lines = (text: string) => text.trim().split(/\s*\n\s*/);
const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Words that begin a greeting, without accents: English, German, French, Spanish, Dutch, Italian, Portuguese. */
const greetings = new Set(
  lines(`
  hi
  hello
  hey
  hiya
  howdy
  greetings
  good morning
  good afternoon
  good evening
  good day
  morning
  afternoon
  evening
  hallo
  guten morgen
  guten tag
  guten abend
  moin
  moin moin
  servus
  gruss gott
  gruezi
  sehr geehrte
  sehr geehrter
  sehr geehrtes
  geehrte
  geehrter
  bonjour
  bonsoir
  salut
  coucou
  hola
  buenos dias
  buenas tardes
  buenas noches
  buenas
  buen dia
  hoi
  dag
  goedemorgen
  goedemiddag
  goedenavond
  goedendag
  goede morgen
  goede middag
  ciao
  buongiorno
  buonasera
  ola
  bom dia
  boa tarde
  dear`),
);

/** Words that begin a greeting, and many another sentence (`Beste Grüße`): only with a comma or a line end behind the name. */
const adjectives = words(`
  liebe lieber liebes werte werter verehrte verehrter cher chere chers cheres estimado estimada estimados estimadas
  querido querida apreciado apreciada beste geachte lieve waarde gentile caro cara egregio prezado prezada caros`);

/** Stand before a name, and are none. */
export const titles = words(`
  mr mrs ms miss mx dr drs prof professor sir madam maam lord lady rev doctor herr herrn frau fraulein doktor dipl ing mag
  monsieur madame mademoiselle m mme mlle maitre senor senora senorita sr sra srta don dona heer mevrouw mijnheer
  meneer dhr mevr mw ir familie family famille familia signor signora sig dott ingenieur`);

/** Who has no name, or any. */
export const everybody = words(`
  all everyone everybody team teams there folks guys both you friend friends colleague colleagues customer customers client
  clients reader readers neighbor neighbour neighbors neighbours ladies gentlemen partner partners member members mate man
  buddy dude dears love lovely valued homeowner resident hiring manager support department office crew gang sirs whom world
  damen herren zusammen alle allen allerseits leute kunde kundin kunden kollegen kolleginnen freunde interessent
  tous toutes messieurs mesdames client clients equipe amis todos todas equipo cliente clientes amigo amigos senores
  allemaal iedereen klant klanten dames heren collega collegas relatie tutti tutte again back`);

/** Between names. */
export const joining = words('and und et y e en & + / plus sowie');

/** Parts of a family name. */
export const particles = words(
  'van von de der den del della di da la le el al bin ibn ter ten zu zum zur du des dos san st',
);

/** Begin what follows a greeting without a comma, or make no greeting of it. */
export const noNames = words(`
  i im ive id we were weve you your youre it its this that these those the a an my our thanks thank thx cheers sorry please
  just yes no not yep ok okay sure as per re regarding about with from to for in on at by if when how what who where why
  hope hoping here following following-up great good nice well quick so and but or is are was will would could can do did
  does have has had let lets looking checking attached congratulations welcome happy morning afternoon evening monday
  tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december today tomorrow yesterday everything any some
  ich wir sie ihr ihre ihren ihrem es das die der den dem ein eine danke dank vielen herzlichen bitte ja nein gern gerne
  anbei wie was wann hier im am gruss grusse grussen wunsche
  je j nous vous votre vos merci oui non voici voila suite le les un une ce cette
  yo nosotros usted ustedes gracias su sus si le les un una el los las adjunto
  ik wij we u uw dank bedankt dankjewel graag hierbij groet groeten groetjes wensen het een ja nee
  regards wishes salutations cordialement saludos`);

/** How many words of a line, each folded, begin a greeting; `isLoose` when no comma is needed behind the name. */
export function greetingLength(folded: readonly string[]): { count: number; isLoose: boolean } {
  for (let count = 2; count > 0; count--)
    if (folded.length >= count && greetings.has(folded.slice(0, count).join(' ')))
      return { count, isLoose: true };
  return { count: adjectives.has(folded[0] ?? '') ? 1 : 0, isLoose: false };
}

/** Whether a word, however it is written, is in a set of folded words. */
export const isOneOf = (set: ReadonlySet<string>, word: string) => set.has(foldName(word));
