import { setTimeout as delay } from 'node:timers/promises';
import type { DeskClient } from './desk-client.ts';

type Known = 'no' | 'maybe' | 'yes';

/** One text that somebody wrote, and what the desk said about it. */
export interface Letter {
  token: string;
  conversation: string;
  saved: Known;
  released: Known;
  /** Recalled, or saved over, while it was queued. */
  takenBack: Known;
}

export interface Load {
  letters: Letter[];
  /** Begins no more letters; resolves once those in hand are told. */
  stop(): Promise<void>;
}

/** People at work, one in each conversation: they save, send, approve, recall and write over, as fast as they are answered. */
export function startLoad(client: DeskClient, conversations: string[]): Load {
  const letters: Letter[] = [];
  let stopped = false;

  async function work(conversation: string, n: number): Promise<void> {
    for (let count = 0; !stopped; count++) {
      await settled(conversation);
      if (stopped) return;
      const tokens = [`letter-${n}-${2 * count}`, `letter-${n}-${2 * count + 1}`] as const;
      await kinds[(count + n) % kinds.length]?.(conversation, ...tokens);
    }
  }

  /** Waits while a reply of before is on its way. */
  async function settled(conversation: string): Promise<void> {
    while (!stopped) {
      const told = await client.read(conversation);
      if (told.as === 'done' && (told.answer.reply === null || told.answer.reply.status === 'saved')) return;
      await delay(40);
    }
  }

  async function write(conversation: string, token: string, send: boolean) {
    const letter: Letter = {
      token,
      conversation,
      saved: 'maybe',
      released: send ? 'maybe' : 'no',
      takenBack: 'no',
    };
    letters.push(letter);
    const told = await client.save(conversation, token, send);
    letter.saved = known(told.as);
    if (send) letter.released = letter.saved;
    return { letter, id: told.as === 'done' ? told.answer.response_id : null };
  }

  const kinds = [
    async (conversation: string, token: string) => {
      await write(conversation, token, true);
    },
    async (conversation: string, token: string) => {
      const { letter } = await write(conversation, token, false);
      const read = await client.read(conversation);
      const reply = read.as === 'done' ? read.answer.reply : null;
      if (!reply?.body_html.includes(`${token} `)) return;
      letter.released = 'maybe';
      const told = await client.approve(conversation, reply.revision);
      letter.released = told.as === 'done' ? (told.answer.results[0]?.ok ? 'yes' : 'no') : known(told.as);
    },
    async (conversation: string, token: string) => {
      const { letter } = await write(conversation, token, true);
      letter.takenBack = 'maybe';
      letter.takenBack = known((await client.recall(conversation)).as);
    },
    async (conversation: string, token: string, second: string) => {
      const { letter, id } = await write(conversation, token, true);
      letter.takenBack = 'maybe';
      const over = await write(conversation, second, false);
      // Under another id it is a new reply, begun after the first one had left.
      if (over.letter.saved === 'no' || (id !== null && over.id !== null && id !== over.id))
        letter.takenBack = 'no';
      else if (id !== null && id === over.id) letter.takenBack = 'yes';
    },
  ];

  const people = conversations.map(work);
  return {
    letters,
    async stop() {
      stopped = true;
      await Promise.all(people);
    },
  };
}

const known = (as: 'done' | 'refused' | 'unknown'): Known =>
  as === 'done' ? 'yes' : as === 'refused' ? 'no' : 'maybe';
