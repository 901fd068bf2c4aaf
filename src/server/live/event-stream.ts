/** Bytes that a browser may be behind. */
const mostBehind = 256 * 1024;

export interface EventStream {
  body: ReadableStream<Uint8Array>;
  /** Sends one message, or keeps it for a client that is slow; one that does not read at all is dropped. */
  send(message: { id?: number; data: object }): void;
  comment(): void;
  end(): void;
}

/**
 * Server-sent events (HTML standard, 9.2).
 * @param dropped cuts the connection, with whatever the client did not read.
 * @param gone is told once, however it ended.
 */
export function eventStream({ dropped, gone }: { dropped(): void; gone(): void }): EventStream {
  const encoder = new TextEncoder();
  let isOpen = true;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    controller?.close();
    gone();
  };
  const write = (text: string) => {
    if (!isOpen || !controller) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) > 0) return;
    end();
    dropped();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      cancel() {
        isOpen = false;
        gone();
      },
    },
    { highWaterMark: mostBehind, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return {
    body,
    send: ({ id, data }) =>
      write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
    comment: () => write(':\n\n'),
    end,
  };
}
