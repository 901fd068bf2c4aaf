import { replySubject } from '#mail/subject.ts';
import { revisionOf } from '../drafts/revision-of.ts';
import { hashApiKey } from '../session/api-keys.ts';
import { addPerson } from '../session/people.ts';
import { insertContact } from '../store/contacts.ts';
import { insertConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { placeDraft } from '../store/drafts.ts';
import { type PastEvent, recordPast, theDesk } from '../store/events.ts';
import { insertMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { countOrganizations, insertApiKey, insertOrganization } from '../store/organizations.ts';
import { keepRevision } from '../store/saved-draft.ts';
import { putSignature } from '../store/signatures.ts';
import { type DemoConversation, type DemoReply, demoConversations } from './conversations.ts';
import { demoKey, demoPassword, demoPeople } from './people.ts';
import { organizationSignature, repSignature } from './signatures.ts';

interface Team {
  organizationId: string;
  rep: { id: string; name: string; email: string };
  manager: { id: string; name: string; email: string };
  key: { id: string; name: string };
}

const sendingAddress = 'hello@acme-roofing.example';

/** Fills an empty store with the demo organisation, as of now; a store that has an organisation is left alone. */
export async function seedDemo(db: Db): Promise<void> {
  if ((await countOrganizations(db)) > 0) return;
  await db.transaction(async (tx) => {
    const team = await seedTeam(tx);
    const now = Date.now();
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
    const past: PastEvent[] = [];
    for (const conversation of demoConversations)
      past.push(...(await seedConversation(tx, team, conversation, at)));
    await recordPast(tx, past);
  });
}

async function seedTeam(tx: Db): Promise<Team> {
  const organizationId = newId('org');
  await insertOrganization(tx, {
    id: organizationId,
    name: 'Acme Roofing',
    sendingAddress,
    sendingNumber: '+1 513-555-0100',
    approvalPolicy: { reps: { email: true, text: true }, keys: { email: false, text: false } },
  });
  const people = new Map<string, { id: string; name: string; email: string }>();
  for (const person of demoPeople) {
    const id = await addPerson(tx, { ...person, organizationId, password: demoPassword });
    people.set(person.role, { id, name: person.name, email: person.email });
  }
  const key = { id: newId('key'), name: 'AI assistant' };
  await insertApiKey(tx, { ...key, organizationId, hash: hashApiKey(demoKey) });
  const rep = people.get('rep');
  const manager = people.get('manager');
  if (!rep || !manager) throw new Error('The demo needs a rep and a manager');
  await putSignature(tx, { organizationId, ownerId: organizationId }, organizationSignature);
  await putSignature(tx, { organizationId, ownerId: rep.id }, repSignature);
  return { organizationId, rep, manager, key };
}

/** @returns what happened in it. */
async function seedConversation(
  tx: Db,
  team: Team,
  demo: DemoConversation,
  at: (minutesAgo: number) => string,
): Promise<PastEvent[]> {
  const { organizationId } = team;
  const past: PastEvent[] = [];
  const { name, email, phone, company, role } = demo.contact;
  const contact = await insertContact(tx, {
    id: newId('cnt'),
    organizationId,
    name,
    email: email ?? null,
    phoneNumber: phone ?? null,
    companyName: company ?? null,
    companyRole: role ?? null,
  });
  const conversationId = newId('cnv');
  const agos = demo.messages.map((message) => message.ago);
  const subject = demo.subject ?? null;
  await insertConversation(tx, {
    id: conversationId,
    organizationId,
    contactId: contact.id,
    agentId: team.rep.id,
    modality: demo.modality,
    subject,
    isRead: demo.messages.at(-1)?.from !== 'customer',
    startAt: at(Math.max(...agos)),
    lastActivityAt: at(Math.min(...agos)),
  });
  const thread: string[] = [];
  for (const [n, message] of demo.messages.entries()) {
    const sender = message.from === 'customer' ? null : team[message.from];
    const modality = message.modality ?? demo.modality;
    const emailMessageId = modality === 'email' ? `<${newId('msg')}@demo.example>` : null;
    const subjectOfMessage = n === 0 ? subject : replySubject(subject);
    await insertMessage(tx, {
      id: newId('msg'),
      organizationId,
      conversationId,
      agentId: sender?.id ?? null,
      modality,
      direction: sender ? 'sent' : 'received',
      senderName: sender ? sender.name : name,
      senderEmail: modality === 'email' ? (sender ? sendingAddress : (email ?? null)) : null,
      subject: modality === 'email' ? subjectOfMessage : null,
      content: message.html ?? (modality === 'call' ? '' : (message.text ?? '')),
      contentFormat: message.html ? 'html' : 'text',
      callTranscript: modality === 'call' ? (message.text ?? null) : null,
      callDuration: message.duration ?? null,
      toEmails: modality === 'email' ? [sender ? (email ?? '') : sendingAddress] : [],
      ccEmails: message.cc ?? [],
      emailMessageId,
      references: [...thread],
      sentAt: at(message.ago),
      occurredAt: at(message.ago),
      createdAt: at(message.ago),
    });
    if (emailMessageId) thread.push(emailMessageId);
    const kind = sender ? 'message_sent' : 'message_received';
    past.push({ by: theDesk, at: at(message.ago), happened: { kind, organizationId, conversationId } });
  }
  const to = demo.modality === 'email' ? (email ?? null) : (phone ?? null);
  if (demo.reply) {
    const answered = Math.min(...agos.filter((ago) => ago > (demo.reply?.ago ?? 0)));
    const about = { conversationId, modality: demo.modality, subject, to, answered };
    past.push(...(await seedReply(tx, team, about, demo.reply, at)));
  }
  return past;
}

async function seedReply(
  tx: Db,
  team: Team,
  conversation: {
    conversationId: string;
    modality: 'email' | 'text';
    subject: string | null;
    to: string | null;
    /** How many minutes ago the message came that it answers. */
    answered: number;
  },
  reply: DemoReply,
  at: (minutesAgo: number) => string,
): Promise<PastEvent[]> {
  const { organizationId } = team;
  const past: PastEvent[] = [];
  const { conversationId, to } = conversation;
  const author =
    reply.by === 'key'
      ? { kind: 'key' as const, ...team.key }
      : { kind: 'person' as const, ...team[reply.by] };
  const subject = conversation.modality === 'email' ? replySubject(conversation.subject) : null;
  const id = newId('rsp');
  const written = at(reply.original ? (conversation.answered + reply.ago) / 2 : reply.ago);
  const versions = reply.original ? [reply.original, reply.body] : [reply.body];
  let previous: string | null = null;
  for (const [n, bodyHtml] of versions.entries()) {
    const isLast = n === versions.length - 1;
    const when = isLast ? at(reply.ago) : written;
    const by = n === 0 ? author : { kind: 'person' as const, ...team.rep };
    const content = { bodyHtml, subject, ccEmails: reply.cc ?? [], bccEmails: reply.bcc ?? [] };
    const revision = revisionOf({
      bodyHtml,
      subject,
      to,
      cc: content.ccEmails,
      bcc: content.bccEmails,
    });
    const isQueued = isLast && reply.state === 'approval';
    const draft = await placeDraft(tx, {
      id,
      organizationId,
      conversationId,
      status: isQueued ? 'queued' : 'saved',
      awaitingApproval: isQueued,
      ...content,
      revision,
      authorKind: author.kind,
      authorId: author.id,
      authorName: author.name,
      edited: n > 0,
      reviewRequestedAt: reply.notify ? when : null,
      submittedBy: isQueued && author.kind === 'person' ? author.id : null,
      answersUpTo: when,
      scheduledSendAt: isQueued ? when : null,
      failure: isLast && typeof reply.state === 'object' ? reply.state.failure : null,
      createdAt: written,
      updatedAt: when,
    });
    await keepRevision(tx, draft, to, by);
    const data = { revision, previous, ...(isQueued && { awaiting_approval: true }) };
    previous = revision;
    const kind = isQueued ? 'draft_queued' : 'draft_saved';
    past.push({ by, at: when, happened: { kind, organizationId, conversationId, responseId: id, data } });
  }
  return past;
}
