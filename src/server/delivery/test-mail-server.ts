import { type AddressInfo, createServer, type Socket } from 'node:net';

/** At which word of the client's, what is answered: a line, or nothing, or the end of the connection. */
export type Script = Partial<
  Record<'connect' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | '.', string>
>;

/** What a script can say besides lines. */
export const silence = 'silence';
export const hangUp = 'hang up';

const agreeable: Required<Script> = {
  connect: '220 ready',
  EHLO: '250 welcome',
  STARTTLS: '454 TLS is not available',
  AUTH: '235 come in',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 taken',
};

export interface ScriptedServer {
  port: number;
  /** How often somebody connected. */
  connections(): number;
  /** How many are connected now. */
  connected(): number;
  /** All that clients said. */
  heard(): string;
  /** All that it answered. */
  said(): string;
  /** Says a line to all who are connected, in its own time. */
  say(line: string): void;
  stop(): Promise<void>;
}

/** A mail server on a bare socket, that does what no well-made one would. */
export async function scriptedServer(script: Script): Promise<ScriptedServer> {
  const open = new Set<Socket>();
  let count = 0;
  let heard = '';
  let said = '';
  const answerTo = (socket: Socket, line: string) => {
    said += `${line}\r\n`;
    socket.write(`${line}\r\n`);
  };
  const server = createServer((socket) => {
    count++;
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    let inData = false;
    let unread = '';
    const say = (word: keyof Script) => {
      const answer = script[word] ?? agreeable[word];
      if (answer === hangUp) socket.destroy();
      else if (answer !== silence) answerTo(socket, answer);
    };
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      unread += chunk.toString('latin1');
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (inData && line !== '.') continue;
        inData = line === 'DATA';
        const [word] = line.split(/[ :]/) as [keyof Script];
        if (word in agreeable) say(word);
      }
    });
    say('connect');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    connected: () => open.size,
    heard: () => heard,
    said: () => said,
    say(line) {
      for (const socket of open) answerTo(socket, line);
    },
    stop() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
