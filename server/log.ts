import { pino, type Logger } from 'pino';

export type Log = Logger;

/** One JSON line an event, on standard error, so that standard output stays the program's own. Secrets are cut out by name. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      redact: { paths: ['*.password', '*.token', '*.authorization', '*.cookie', 'req.headers'], remove: true },
    },
    pino.destination(2),
  );
}
