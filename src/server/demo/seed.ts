import { revisionOf } from '#mail/revision.ts';
import { replySubject } from '#mail/subject.ts';
import { hashApiKey } from '../session/api-keys.ts';
import { addPerson } from '../session/people.ts';
import { insertContact } from '../store/contacts.ts';
import { insertConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { keepRevision, placeDraft } from '../store/drafts.ts';
import { recordEvent } from '../store/events.ts';
import { insertMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { countOrganizations, insertApiKey, insertOrganization } from '../store/organizations.ts';
import { type DemoConversation, type DemoReply, demoConversations } from './conversations.ts';
import { demoKey, demoPassword, demoPeople } from './people.ts';

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
    for (const conversation of demoConversations) await seedConversation(tx, team, conversation, at);
  });
}

async function seedTeam(tx: Db): Promise<Team> {
  const organizationId = newId('org');
  await insertOrganization(tx, {
    id: organizationId,
    name: 'Acme Roofing',
    sendingAddress,
    sendingNumber: '+1 513-555-0100',
    approvalRequired: true,
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
  return { organizationId, rep, manager, key };
}

async function seedConversation(
  tx: Db,
  team: Team,
  demo: DemoConversation,
  at: (minutesAgo: number) => string,
): Promise<void> {
  const { organizationId } = team;
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
    await recordEvent(tx, { kind: 'desk', id: null, name: null }, { kind, organizationId, conversationId });
  }
  const to = demo.modality === 'email' ? (email ?? null) : (phone ?? null);
  if (demo.reply)
    await seedReply(tx, team, { conversationId, modality: demo.modality, subject, to }, demo.reply, at);
}

async function seedReply(
  tx: Db,
  team: Team,
  conversation: {
    conversationId: string;
    modality: 'email' | 'text';
    subject: string | null;
    to: string | null;
  },
  reply: DemoReply,
  at: (minutesAgo: number) => string,
): Promise<void> {
  const { organizationId } = team;
  const { conversationId, to } = conversation;
  const author =
    reply.by === 'key'
      ? { kind: 'key' as const, ...team.key }
      : { kind: 'person' as const, ...team[reply.by] };
  const subject = conversation.modality === 'email' ? replySubject(conversation.subject) : null;
  const id = newId('rsp');
  const when = at(reply.ago);
  const versions = reply.original ? [reply.original, reply.body] : [reply.body];
  for (const [n, bodyHtml] of versions.entries()) {
    const isLast = n === versions.length - 1;
    const by = n === 0 ? author : { kind: 'person' as const, ...team.rep };
    const content = { bodyHtml, subject, ccEmails: reply.cc ?? [], bccEmails: reply.bcc ?? [] };
    const revision = await revisionOf({
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
      reviewRequested: reply.notify ?? false,
      scheduledSendAt: isQueued ? when : null,
      failure: isLast && typeof reply.state === 'object' ? reply.state.failure : null,
      createdAt: when,
      updatedAt: when,
    });
    await keepRevision(tx, draft, to, by);
    const data = { revision };
    await recordEvent(tx, by, {
      kind: isQueued ? 'draft_queued' : 'draft_saved',
      organizationId,
      conversationId,
      responseId: id,
      data,
    });
  }
}
