import { pino, type Logger } from 'pino';

export interface LogOptions {
  /** Default `info`. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent' | undefined;
  /** Default `pretty` on a terminal, else `json`. */
  readonly format?: 'pretty' | 'json' | undefined;
}

export type Log = Logger;

/** Logs to standard error: standard output belongs to the protocol. Holds no secrets and no contents of records by what is logged. */
export async function createLog({ level = 'info', format = process.stderr.isTTY ? 'pretty' : 'json' }: LogOptions = {}): Promise<Log> {
  if (format === 'json') return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino({ level, base: null }, pretty({ destination: 2, sync: true, translateTime: 'HH:MM:ss', singleLine: true }));
}
