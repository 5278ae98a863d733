import { ConnectorError } from '@causeway/core';
import { pino, type Logger } from 'pino';

export interface LogOptions {
  /** Default `info`. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Default `pretty` on a terminal, else `json`. */
  readonly format?: 'pretty' | 'json';
}

export type Log = Logger;

/** Logs to standard error: standard output belongs to the protocol. */
export async function createLog({ level = 'info', format = process.stderr.isTTY ? 'pretty' : 'json' }: LogOptions = {}): Promise<Log> {
  if (format === 'json') return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
  const { default: pretty } = await import('pino-pretty');
  return pino({ level, base: null }, pretty({ destination: 2, sync: true, translateTime: 'HH:MM:ss', singleLine: true }));
}

/** An error without what it may quote: a message of ours is safe, of a foreign error its kind, its code and where it was thrown. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (ConnectorError.is(error)) {
    const { code, message, upstream, cause } = error;
    return {
      code,
      message,
      ...(upstream === undefined ? {} : { upstream }),
      ...(code === 'internal' ? { cause: describeError(cause) } : {}),
    };
  }
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, code, stack = '' } = error as NodeJS.ErrnoException;
  const places = stack.split('\n').filter((line) => line.startsWith('    at '));
  return { kind: name, ...(code === undefined ? {} : { code }), at: places.slice(0, 5).map((line) => line.trim().slice(3)) };
}
