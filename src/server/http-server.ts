import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What one client may take of the server. Times are milliseconds. */
export interface ServerLimits {
  headerBytes: number;
  headers: number;
  connections: number;
  /** Until all headers, and until the whole request, must have come. */
  headersTimeout: number;
  requestTimeout: number;
  /** How long a connection may wait for its next request. */
  keepAliveTimeout: number;
  /** How often connections are looked at. */
  checkEvery: number;
}

const defaultLimits: ServerLimits = {
  headerBytes: 16 * 1024,
  headers: 100,
  connections: 2000,
  headersTimeout: 15_000,
  // The largest upload, 64 MiB, at 5 Mbit/s.
  requestTimeout: 120_000,
  keepAliveTimeout: 10_000,
  checkEvery: 5000,
};

export interface HttpServer {
  server: Server;
  /** Resolves once the requests that are in hand now are answered, at the latest after `most` milliseconds. */
  answered(most: number): Promise<void>;
}

/** A server that answers whatever comes, in the API's form of an error where it is no request, and waits for nobody long. */
export function createHttpServer(listener: RequestListener, given: Partial<ServerLimits> = {}): HttpServer {
  const limits = { ...defaultLimits, ...given };
  const inHand = new Set<ServerResponse>();
  const answering = new WeakSet<Duplex>();
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      // The desk refuses it itself, with a sentence.
      requireHostHeader: false,
      connectionsCheckingInterval: limits.checkEvery,
    },
    (request, response) => {
      inHand.add(response);
      answering.add(request.socket);
      response.once('close', () => {
        inHand.delete(response);
        answering.delete(request.socket);
      });
      // Two entries each; Node keeps one more than are allowed, to tell, and leaves out what comes after.
      if (request.rawHeaders.length > 2 * limits.headers) {
        refuse(response, 431, `The request has more than the ${limits.headers} headers that are allowed.`);
      } else listener(request, response);
    },
  );
  server.maxHeadersCount = limits.headers + 1;
  server.maxConnections = limits.connections;
  server.on('checkExpectation', (_request, response: ServerResponse) =>
    refuse(response, 417, 'The server meets no expectation but 100-continue.'),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answering.has(socket)) return void socket.destroy();
    const [status, detail] = meaningOf(error.code, limits);
    socket.end(asHttp(status, JSON.stringify({ detail })), () => socket.destroy());
  });
  return {
    server,
    async answered(most) {
      const closed = [...inHand].map((response) => new Promise((resolve) => response.once('close', resolve)));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, most);
      });
      await Promise.race([Promise.all(closed), late]);
      clearTimeout(timer);
    },
  };
}

function refuse(response: ServerResponse, status: number, detail: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify({ detail }));
}

function meaningOf(code: string | undefined, limits: ServerLimits): [status: string, detail: string] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return [
      '431 Request Header Fields Too Large',
      `The headers are longer than the ${limits.headerBytes / 1024} KiB that are allowed.`,
    ];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return ['408 Request Timeout', 'The request took too long to arrive.'];
  }
  return ['400 Bad Request', 'This is not a request that HTTP allows.'];
}

const asHttp = (status: string, body: string) =>
  [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
