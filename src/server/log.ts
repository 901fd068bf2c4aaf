import { type DestinationStream, destination, type Logger, pino } from 'pino';

/** Structured logs on standard error, without bodies, addresses or secrets; standard output is for people. */
export function createLog(
  level: string,
  to: DestinationStream = destination({ fd: 2, sync: false }),
): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutParameters } },
    to,
  );
}

/** A failed query's message holds its parameters, and with them what people wrote: its cause says what went wrong. */
function withoutParameters(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const { cause } = error;
  const source = cause instanceof Error ? cause : error;
  return {
    type: error.name,
    message: source.message.startsWith('Failed query') ? 'Failed query' : source.message,
    code: (source as NodeJS.ErrnoException).code,
    stack: error.stack?.match(/^ {4}at .+$/gm)?.join('\n'),
  };
}
