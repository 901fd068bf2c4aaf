import type { ExecuteSql } from '../../src/server/store/database.ts';
import type { Letter } from './load.ts';
import { wrongEvents, wrongStates } from './machine.ts';
import type { SunkMail } from './mail-sink.ts';

/** What became of a load. */
export interface Verdict {
  /** Letters whose saving was acknowledged, and those that arrived. */
  saved: number;
  sent: number;
  /** Saved or let go, as was acknowledged, and not to be found, or not arrived. */
  lost: string[];
  /** Mails that arrived more than once, all under one Message-ID. */
  doubled: string[];
  /** Whatever must never be. */
  wrong: string[];
}

interface SentRow {
  email_message_id: string;
  content: string;
  revision: string;
  approved: string | null;
  revised: string | null;
}

const tokenIn = (text: string | null) => /letter-\d+-\d+/.exec(text ?? '')?.[0] ?? '';

/** Compares what people were told with what the store and the mail server have. */
export async function verdict(
  query: ExecuteSql,
  letters: readonly Letter[],
  mails: readonly SunkMail[],
): Promise<Verdict> {
  const rows = async <T>(text: string) => (await query(text)).rows as T[];
  const kept = await rows<{ body_html: string }>('select body_html from draft_revision');
  const keptTokens = new Set(kept.map(({ body_html }) => tokenIn(body_html)));
  const drafts = await rows<{ conversation_id: string; body_html: string }>(
    'select conversation_id, body_html from draft',
  );
  const draftIn = new Map(drafts.map((row) => [row.conversation_id, tokenIn(row.body_html)]));
  const messages = await rows<SentRow>(
    `select email_message_id, content, m.revision, m.approval->>'revision' as approved, r.body_html as revised
     from message m left join draft_revision r on r.draft_id = m.response_id and r.revision = m.revision
     where direction = 'sent'`,
  );
  const arrived = groupBy(mails, ({ token }) => token);
  const lost: string[] = [];
  const wrong = [...(await wrongStates(query)), ...(await wrongEvents(query))];

  for (const letter of letters) {
    const { token, saved, released, takenBack } = letter;
    const times = arrived.get(token)?.length ?? 0;
    if (saved === 'yes' && !keptTokens.has(token)) lost.push(`${token} was saved and is in no history`);
    if (released === 'yes' && takenBack === 'no' && times === 0)
      lost.push(`${token} was let go and did not arrive`);
    if (takenBack === 'yes' && times > 0) wrong.push(`${token} was called back and arrived`);
    if (released === 'no' && times > 0) wrong.push(`${token} was not let go and arrived`);
  }
  for (const [conversation, of] of groupBy(letters, (letter) => letter.conversation)) {
    const last = of.findLastIndex(({ saved }) => saved === 'yes');
    const isThere = of
      .slice(Math.max(0, last))
      .some(({ token }) => arrived.has(token) || draftIn.get(conversation) === token);
    if (last >= 0 && !isThere) lost.push(`${of[last]?.token} was saved last and is gone`);
  }

  const byId = groupBy(mails, ({ messageId }) => messageId);
  const promoted = groupBy(messages, ({ email_message_id }) => email_message_id);
  const ids = [...arrived].map(([token, of]) => [token, new Set(of.map((mail) => mail.messageId))] as const);
  for (const [token, different] of ids)
    if (different.size > 1) wrong.push(`${token} arrived as ${different.size} different mails`);
  for (const [id, of] of byId) {
    const [mail] = of;
    const rowsOfIt = promoted.get(id) ?? [];
    if (rowsOfIt.length !== 1) wrong.push(`${mail?.token} arrived and is ${rowsOfIt.length} messages`);
    for (const row of rowsOfIt) {
      if (tokenIn(row.content) !== mail?.token || tokenIn(row.revised) !== mail.token)
        wrong.push(`${mail?.token} arrived, but ${tokenIn(row.content)} is what its message says`);
      if (row.approved !== null && row.approved !== row.revision)
        wrong.push(`${mail?.token} was approved at another revision`);
    }
  }
  for (const id of promoted.keys()) if (!byId.has(id)) wrong.push(`${id} is a message and did not arrive`);

  return {
    saved: letters.filter(({ saved }) => saved === 'yes').length,
    sent: byId.size,
    lost,
    doubled: [...byId].flatMap(([, of]) => (of.length > 1 && of[0] ? [of[0].token] : [])),
    wrong,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
