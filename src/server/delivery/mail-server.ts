import { Readable } from 'node:stream';
import type { SMTPConnectionEnvelope, SMTPEnvelope } from 'nodemailer/lib/smtp-connection';
import SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { Lease } from './lease.ts';
import { smtpFailure } from './smtp-failure.ts';
import { type DeliveryFailure, GivenUp, type OutgoingMail } from './transport.ts';

const seconds = 1000;

/** Until the server asks for the mail itself: before that nothing has left, and giving up costs nothing. */
const longestGreeting = 120 * seconds;
/** RFC 5321, 4.5.3.2.6: whoever gives up earlier on the answer to a mail sends mails twice. */
const longestAnswer = 600 * seconds;

export interface MailServer {
  /**
   * One mail, on a connection of its own. `taken` is called in the very turn in which the server's yes was read, with the
   * recipients of copies that it refused. @returns what `taken` did. @throws DeliveryFailure, also where it refuses whom the
   * mail is for: then nobody gets a copy.
   */
  send<T>(mail: OutgoingMail, lease: Lease, taken: (refused: string[]) => T): Promise<T>;
  /** Ends what is being sent and has not left, with `GivenUp`; with `all` also what the server may have already. */
  giveUp(all: boolean): void;
}

/** How the desk talks to a mail server (RFC 5321). */
export function mailServer(url: string): MailServer {
  const server = new SMTPTransport({
    url,
    connectionTimeout: 20 * seconds,
    greetingTimeout: 20 * seconds,
    dnsTimeout: 20 * seconds,
    socketTimeout: longestAnswer,
    // Ended politely, a connection could still bring the rest of a mail that was given up.
    socketCloseTimeout: 0,
  });
  const beingSent = new Set<MailServer['giveUp']>();
  return {
    async send({ envelope, messageId, source }, lease, taken) {
      const ended = new AbortController();
      const endIn = (ms: number) => setTimeout(() => ended.abort(), Math.max(0, Math.min(ms, lease.left())));
      let timer = endIn(longestGreeting);
      let asked = false;
      let givenUp = false;
      let refused: DeliveryFailure | undefined;
      // The library notes in it what became of each recipient.
      const answered: SMTPEnvelope & Partial<SMTPConnectionEnvelope> = envelope;
      const body = new Readable({
        // Its end is asked for once the rest of it is on the way.
        highWaterMark: 1,
        // Asked for when the server has said to go ahead: the last moment at which nothing has left. And before its end,
        // without which the server has nothing: the process may have been paused meanwhile, and another desk be at it.
        // Whoever begins late does not wait long enough for the answer.
        read() {
          if (givenUp || lease.toLeave() <= 0) {
            this.destroy(new Error('the time for this attempt was over'));
            return;
          }
          if (asked) {
            this.push(null);
            return;
          }
          const [to] = [answered.to].flat();
          const refusal = answered.rejectedErrors?.find(({ recipient }) => recipient === to);
          if (refusal) {
            refused = smtpFailure(refusal, false);
            this.destroy(refused);
            return;
          }
          asked = true;
          clearTimeout(timer);
          timer = endIn(longestAnswer);
          this.push(source);
        },
      });
      const mail = {
        data: { signal: ended.signal },
        message: {
          getEnvelope: () => answered,
          messageId: () => messageId,
          createReadStream: () => body,
        },
      };
      const giveUp = (all: boolean) => {
        givenUp = !asked;
        if (givenUp || all) ended.abort();
      };
      beingSent.add(giveUp);
      try {
        return await new Promise((resolve, reject) => {
          server.send(mail as unknown as Parameters<typeof server.send>[0], (error, info) =>
            info ? resolve(taken(info.rejected.map(String))) : reject(error),
          );
        });
      } catch (error) {
        throw givenUp ? new GivenUp() : (refused ?? smtpFailure(error, asked));
      } finally {
        clearTimeout(timer);
        beingSent.delete(giveUp);
      }
    },
    giveUp(all) {
      for (const giveUp of beingSent) giveUp(all);
    },
  };
}
