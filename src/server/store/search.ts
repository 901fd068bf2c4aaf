import { and, ilike, or, type SQL, sql } from 'drizzle-orm';
import { containing } from './contacts.ts';
import type { Db } from './database.ts';
import { contact, conversation, draft, message } from './schema.ts';
import { draftWords, messageWords } from './words.ts';

const letters = /[\p{L}\p{N}]/u;
/** Written without spaces between words, so that an index of words finds little in them. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}]/u;
/** A search of more words is hardly narrower. */
const mostWords = 10;

/** What is looked for one by one; marks that stand alone count only where there is nothing else. */
export function wordsOfSearch(search: string): string[] {
  const words = [...new Set(search.normalize('NFC').split(/\s+/u))].filter((word) => word !== '');
  const spoken = words.filter((word) => letters.test(word) || unspaced.test(word));
  return (spoken.length > 0 ? spoken : words).slice(0, mostWords);
}

/** Words that begin like this one; quoted, so that nothing in it is an operator. */
const beginningLike = (word: string) => {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '$&$&')}':*`;
  // A store without a locale folds ASCII alone, and takes a curly apostrophe for a letter.
  const [first = '', ...rest] = word.toLowerCase();
  const cases = [word, word.toLowerCase(), first.toUpperCase() + rest.join('')];
  const forms = new Set(
    cases.flatMap((form) => [form, form.replace(/['’]/g, '’'), form.replace(/['’]/g, "'")]),
  );
  return sql`to_tsquery('simple', ${[...forms].map(quoted).join(' | ')})`;
};

/** Up to so many conversations a word is rare: they are looked at one by one, whatever the list holds. */
const rare = 2000;

const namedLike = (pattern: string) =>
  or(ilike(contact.name, pattern), ilike(contact.email, pattern), ilike(contact.phoneNumber, pattern));
const inTitle = (word: string) => unspaced.test(word) || !letters.test(word);

/** The conversations of an organisation that a word is in: recipient, subject, reply or history. */
export function conversationsWith(organizationId: string, word: string): SQL {
  const pattern = containing(word);
  const words = beginningLike(word);
  const drafted = sql`select ${draft.conversationId} id from ${draft}
    where ${draft.organizationId} = ${organizationId} and ${draftWords(draft)} @@ ${words}`;
  const said = sql`select ${message.conversationId} id from ${message}
    where ${message.organizationId} = ${organizationId} and ${messageWords(message)} @@ ${words}`;
  const named = sql`select ${conversation.id} id from ${contact}
    join ${conversation} on ${conversation.contactId} = ${contact.id}
    where ${contact.organizationId} = ${organizationId} and ${namedLike(pattern)}`;
  const titled = sql`select ${conversation.id} id from ${conversation}
    where ${conversation.organizationId} = ${organizationId} and ${ilike(conversation.subject, pattern)}`;
  return sql.join([drafted, said, named, ...(inTitle(word) ? [titled] : [])], sql` union all `);
}

/** The same, asked of one conversation: for a query that has it and its contact. */
function has(word: string): SQL | undefined {
  const pattern = containing(word);
  const words = beginningLike(word);
  return or(
    namedLike(pattern),
    inTitle(word) ? ilike(conversation.subject, pattern) : undefined,
    sql`exists (select 1 from ${draft}
      where ${draft.conversationId} = ${conversation.id} and ${draftWords(draft)} @@ ${words})`,
    sql`exists (select 1 from ${message}
      where ${message.conversationId} = ${conversation.id} and ${messageWords(message)} @@ ${words})`,
  );
}

/**
 * That a conversation has all words of a search, for a query that has it and its contact; undefined where nothing is searched.
 * What holds a rare word is found by the indexes of words beforehand; a word that is everywhere is asked of each row on the
 * way down the list, which ends soon. PostgreSQL alone, which knows neither, would now and then try all of both.
 */
export async function holding(
  db: Db,
  organizationId: string,
  search: string | undefined,
): Promise<SQL | undefined> {
  if (search === undefined) return undefined;
  let among: Set<string> | undefined;
  const common: string[] = [];
  for (const word of wordsOfSearch(search)) {
    const { rows } = (await db.execute(
      sql`select id from (${conversationsWith(organizationId, word)}) found limit ${rare + 1}`,
    )) as unknown as { rows: { id: string }[] };
    const found = new Set(rows.map(({ id }) => id));
    if (rows.length > rare) common.push(word);
    else among = among === undefined ? found : new Set([...among].filter((id) => found.has(id)));
  }
  return and(
    among === undefined ? undefined : sql`${conversation.id} = any(${sql.param([...among])}::text[])`,
    ...common.map(has),
  );
}
