interface Saying {
  readonly words: RegExp;
  /** What stands before it, up to the sentence's beginning, when it is said of something else. */
  readonly notAfter?: RegExp;
  /** What follows it then. */
  readonly notBefore?: RegExp;
}

const whole = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');

const negated = /(?:\b(?:no|not|without|nothing|never|any|cannot|semi)|n['’]t)\s+(?:\w+\s+)?$/i;
const theirs =
  /(?:\b(?:your|their|his|her|whose)\s+(?:\w+\s+)?|\b(?:thanks|thank you)(?: very much| so much| again)? for the\s+(?:\w+\s+)?|\b(?:opens?|opened|opening|received|got|read|reviewed|saw|looked at|viewed)\s+(?:the|all|both)\s+(?:\w+\s+)?)$/i;
/** What goes to somebody, or with a text, and is not fixed to a thing. */
const papers =
  'addend(?:um|a)|amendments?|answers?|changes|comments?|corrections?|feedback|guide|invitations?|updates?|repl(?:y|ies)|responses?';
const fixedTo = new RegExp(
  `^\\s+(?!(?:\\S+\\s+){0,3}(?:${papers})\\s+to\\b)(?:\\S+\\s+){1,4}to\\s+(?:the|an?|your)\\s+(?!(?:e-?mail|mail|message|reply|letter|note)\\b)`,
);
const fixed =
  /^\s+(?:to\s+(?!(?:this|the|my|our)\s+(?:e-?mail|mail|message|reply|letter|note)\b)|by\b|using\b|onto\b|at\b|with\s+(?!(?:this|the)\s+(?:e-?mail|mail|message|letter)\b)|directly\b|together\b|(?:garages?|carports?|houses?|homes?|units?|buildings?|porch(?:es)?|decks?|bath(?:room)?s?|sheds?|structures?|apartments?|strings)\b)/i;
const attachedOtherwise =
  /(?:\b(?:no|not|nothing|never)\s+(?:\w+\s+)?|n['’]t\s+(?:\w+\s+)?|\b(?:get|gets|getting|got|become|becomes|grown?|growing|very|so|too|quite|emotionally|firmly|securely|permanently|properly|badly|no strings|strings)\s+|(?<!\b(?:thank|send|sending|sent)\s)\byou(?:['’]ve|['’]d|\s+have|\s+had)?\s+|\b(?:he|she|they|customer)(?:\s+(?:has|have|had))?\s+)$/i;

/** What stands before it where it is said of the mail, whatever comes behind. */
const announcing =
  '(?:^|[.!?:;]\\s)\\s?(?:please\\s)?|\\b(?:find|see|send|sending)\\s(?:(?:you|it|them|herewith)\\s)?';

/** How people say that something is attached, by language. Bounded, so that no text is read twice. */
export const sayings: readonly Saying[] = [
  { words: whole('pfa') },
  {
    words: whole('attached'),
    notAfter: attachedOtherwise,
    notBefore: new RegExp(`${fixedTo.source}|${fixed.source}`, 'i'),
  },
  { words: whole(`(?<=${announcing})attached`), notAfter: attachedOtherwise, notBefore: fixed },
  {
    words: whole('attachments?'),
    notAfter: new RegExp(`${negated.source}|${theirs.source}`, 'i'),
    notBefore:
      /^\s+(?:theory|styles?|points?|brackets?|hardware|issues|size|limits?|to\s+(?!this)|(?:that\s+)?you\b(?!(?:['’]ll|\s+(?:can|may|should|will))?\s+(?:also\s+)?(?:find|see)\b)|from (?:you|your)\b|in your\b)|^[^.!?]{0,40}\b(?:tomorrow|later|separately)\b/i,
  },
  {
    words: whole("i(?:['’]m| am|['’]ve| have)? attach(?:ing)?|we(?:['’]re| are)? attach(?:ing)?"),
    notBefore: /^[^.!?]{0,60}\b(?:tomorrow|later|next|once|when|screws?|brackets?|wall|roof)\b/i,
  },
  {
    words: whole('enclosed'),
    notAfter: /(?:\b(?:not|fully|an|is it|partly|partially|completely)\s+|\b(?:you|your)\s+(?:\w+\s+)?)$/i,
    notBefore:
      /^\s+(?:by|within|in|on|with (?:a|glass)|porch(?:es)?|patios?|spaces?|gardens?|areas?|balcony|balconies|courtyards?|yards?|rooms?|trailers?|garages?|shower|body)\b/i,
  },
  {
    words: whole('enclosures?'),
    notBefore: /^\s+(?:for|around|of|is made|rating|wall)\b/i,
    notAfter: /\b(?:the|an?|your)\s+(?:\w+\s+)?$/i,
  },
  {
    words: whole('im anhang|siehe anhang|als anhang|in den anhängen'),
    notBefore: /^\s+(?:ihrer|ihres|deiner|eurer|von ihnen)(?!\p{L})/iu,
  },
  {
    words: whole(
      'anbei|beiliegend(?:e[nmrs]?)?|angehängt(?:e[nmrs]?)?|beigefügt(?:e[nmrs]?)?|angefügt(?:e[nmrs]?)?',
    ),
    notAfter: /(?<!\p{L})(?:nicht|kein\p{L}*|sie haben|von ihnen)\s+(?:\p{L}+\s+)?$/iu,
  },
  { words: whole('als anlage|siehe anlage|in der anlage (?:finden|sende|schicke|erhalten)|anlagen?:') },
  {
    words: whole(
      'ci-joint(?:e?s?)|en pièces? jointes?|pièces? jointes?|joint(?:e?s?) à ce (?:mail|message|courriel)',
    ),
    notAfter: /(?<!\p{L})(?:votre|vos|sans|aucune|pour les|pour la)\s+(?:\p{L}+\s+)?$/iu,
  },
  {
    words: whole('adjunt(?:o|a|os|as|amos|ado)|en el anexo'),
    notAfter:
      /(?<!\p{L})(?:sin|ningún|su|tu|no|director|directora|profesor|profesora|fiscal|secretario)\s+(?:archivo\s+)?$/iu,
  },
  {
    words: whole('bijlagen?|bijgevoegde?|bijgesloten'),
    notAfter: /(?<!\p{L})(?:uw|jouw|je|jullie|geen|zonder|niet)\s+(?:\p{L}+\s+)?$/iu,
  },
  { words: whole('in allegato|allego|em anexo|segue anexo|seguem anexos') },
];
