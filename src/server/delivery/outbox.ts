import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeliveryFailure, type OutgoingMail, type OutgoingText, type Transport } from './transport.ts';

/**
 * Writes each message into a folder, e-mail as `.eml` and texts as `.txt`. The name follows from the message's id, so
 * that a second attempt replaces the file of the first one and a message is never there twice.
 */
export function outbox(folder: string): Transport {
  const write = async (name: string, content: Uint8Array | string) => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `.${name}.part`);
      await writeFile(unfinished, content, { mode: 0o600 });
      await rename(unfinished, join(folder, name));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const said = `The outbox of this desk could not be written (${code ?? message}).`;
      throw new DeliveryFailure(said, { temporary: true });
    }
  };
  return {
    async sendMail({ messageId, source }: OutgoingMail) {
      await write(`${fileName(messageId)}.eml`, source);
      return { refused: [] };
    },
    async sendText({ id, from, to, body }: OutgoingText) {
      await write(`${fileName(id)}.txt`, `From: ${from}\nTo: ${to}\n\n${body}\n`);
    },
    close() {},
  };
}

const fileName = (id: string) => id.replace(/^<|>$/g, '').replace(/[^\w.@-]/g, '_');
