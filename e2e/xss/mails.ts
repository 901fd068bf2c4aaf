import type { DeskApi } from '../fixtures/desk-api.ts';
import { letter, newAddress } from '../fixtures/letter.ts';

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
const quoted = (text: string) => `"${text.replace(/\p{Cc}/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
/** Recipients with attacks for names. */
export const asNames = (names: readonly string[]) =>
  names.map((name, n) => `${quoted(name.slice(0, 900))} <cc-${n}@customers.example>`);
/** A body of harmless words, higher than the editor. */
export const long = '<p>Nothing but words.</p>'.repeat(60);

/** A thread of mails, one for each body; the first one's sender is the contact. */
export async function thread(
  api: DeskApi,
  mails: { name: string; subject: string; html: string }[],
): Promise<string> {
  const messageId = `<${newAddress('thread')}>`;
  const sources = mails.map(({ name, subject, html }, n) =>
    letter({
      from: `${encoded(name)} <${newAddress()}>`,
      subject: encoded(subject),
      html,
      ...(n === 0 ? { messageId } : { inReplyTo: messageId }),
      date: new Date(Date.now() - 60_000 + n * 1000),
    }),
  );
  const [conversation = ''] = await api.importMail(...sources);
  return conversation;
}
