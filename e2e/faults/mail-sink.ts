import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  messageId: string;
  /** The letter of the load that it carries. */
  token: string;
  /** Which desk brought it. */
  desk: string;
  /** When the desk connected to bring it, and when it was taken: milliseconds of the machine's clock, with their fractions. */
  began: number;
  at: number;
}

export interface MailSink {
  /** @param name by which the desk introduces itself. */
  url(name: string): string;
  mails: SunkMail[];
  /** Called when a desk has named a recipient, before that is answered. */
  onRecipient: ((desk: string) => void) | null;
  stop(): Promise<void>;
}

/** A real mail server that takes everything, each mail after a moment of its own. */
export async function startMailSink(): Promise<MailSink> {
  const mails: SunkMail[] = [];
  const sink: MailSink = {
    url: (name) => `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}?name=${name}`,
    mails,
    onRecipient: null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const connected = new WeakMap<object, number>();
  const now = () => performance.timeOrigin + performance.now();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onConnect(session, done) {
      connected.set(session, now());
      done();
    },
    onRcptTo(_address, session, done) {
      sink.onRecipient?.(String(session.hostNameAppearsAs));
      done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString();
        setTimeout(() => {
          mails.push({
            messageId: /^Message-ID: (<\S+>)/im.exec(source)?.[1] ?? '',
            token: /letter-\d+-\d+/.exec(source)?.[0] ?? '',
            desk: String(session.hostNameAppearsAs),
            began: connected.get(session) ?? 0,
            at: now(),
          });
          done();
        }, Math.random() * 10);
      });
    },
  });
  // A desk that is killed drops its connections.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return sink;
}
