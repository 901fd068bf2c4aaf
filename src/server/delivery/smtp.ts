import { createTransport } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js';
import { DeliveryFailure, type OutgoingMail, type Transport } from './transport.ts';

const seconds = 1000;

/** E-mail through a mail server (RFC 5321); texts go where `texts` brings them. */
export function smtp(url: string, texts: Transport): Transport {
  const options = {
    url,
    connectionTimeout: 20 * seconds,
    greetingTimeout: 20 * seconds,
    socketTimeout: 60 * seconds,
  };
  const server = createTransport(options as SMTPTransport.Options);
  return {
    async sendMail({ envelope, source }: OutgoingMail) {
      try {
        const { rejected } = await server.sendMail({ envelope, raw: Buffer.from(source) });
        return { refused: rejected.map(String) };
      } catch (error) {
        throw failureOf(error);
      }
    },
    sendText: (text) => texts.sendText(text),
    close() {
      server.close();
      texts.close();
    },
  };
}

/** A 5xx answer is final, a 4xx and everything about the connection may pass (RFC 5321, 4.2.1). */
function failureOf(error: unknown): DeliveryFailure {
  const { responseCode, response, code, message } = error as {
    responseCode?: number;
    response?: string;
    code?: string;
    message?: string;
  };
  if (responseCode) {
    const said = `The mail server answered: ${response ?? responseCode}`;
    // 535 and its kin speak of our password, not of this mail: it can be put right and sent later.
    const temporary = responseCode < 500 || code === 'EAUTH';
    return new DeliveryFailure(said, { temporary });
  }
  return new DeliveryFailure(`The mail server could not be reached: ${message ?? code ?? 'unknown error'}`, {
    temporary: true,
  });
}
