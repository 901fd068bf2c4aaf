import { destination, type Logger, pino } from 'pino';

/** Structured logs on standard error, without bodies, addresses or secrets; standard output is for people. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ fd: 2, sync: false }),
  );
}
