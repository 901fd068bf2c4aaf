import { type Happened, isHappened, type LiveMessage, liveMessage } from '#contract/desk/live.ts';

export interface Heard {
  id: string | null;
  data: LiveMessage;
}

type Send = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** An open desk that listens, as a browser does. */
export class Listening {
  readonly status: number;
  readonly heard: Heard[] = [];
  /** Resolves once the server ended the stream. */
  readonly ended: Promise<void>;
  #wake: (() => void)[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  private constructor(response: Response) {
    this.status = response.status;
    this.#reader = response.ok ? response.body?.getReader() : undefined;
    this.ended = this.#read();
  }

  static async to(
    { send }: { send: Send },
    person: { cookie: string },
    lastEventId?: string | null,
  ): Promise<Listening> {
    const headers = new Headers(person);
    if (lastEventId) headers.set('last-event-id', lastEventId);
    return new Listening(await send('/api/desk/events', { headers }));
  }

  /** Waits until something is heard that `is` true of. */
  async until(is: (message: LiveMessage) => boolean): Promise<Heard> {
    for (;;) {
      const found = this.heard.find(({ data }) => is(data));
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  untilHappened(is: Partial<Happened>): Promise<Heard> {
    return this.until(
      (message) =>
        isHappened(message) &&
        Object.entries(is).every(([name, value]) => message[name as keyof Happened] === value),
    );
  }

  get happened(): Happened[] {
    return this.heard.map(({ data }) => data).filter(isHappened);
  }

  get lastId(): string | null {
    return this.heard.findLast(({ id }) => id !== null)?.id ?? null;
  }

  async stop(): Promise<void> {
    await this.#reader?.cancel();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done = true, value } = (await this.#reader?.read()) ?? {};
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const fields = new Map(
          part.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
        );
        const data = fields.get('data');
        if (data)
          this.heard.push({ id: fields.get('id') ?? null, data: liveMessage.parse(JSON.parse(data)) });
      }
      for (const wake of this.#wake.splice(0)) wake();
    }
  }
}
