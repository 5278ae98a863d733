import type { AuditSink } from '../sink.ts';
import { genesis } from '../record.ts';
import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';

export interface StdoutSinkOptions {
  /** Default `process.stdout`. A server that speaks MCP over stdio must pass `process.stderr`: its stdout is the protocol. */
  readonly stream?: Writable;
  /** Default: a new name for each process, because nothing tells where an earlier chain ended. */
  readonly chain?: string;
  readonly optional?: boolean;
}

/** JSON lines for whatever collects the output of a container. */
export function stdoutSink(options: StdoutSinkOptions = {}): AuditSink {
  const { stream = process.stdout, chain = `stdout-${randomUUID().slice(0, 8)}`, optional = false } = options;
  let head = genesis;
  return {
    name: 'stdout',
    chain,
    optional,
    open: () => Promise.resolve({ head }),
    async write(records) {
      const text = records.map(({ line }) => `${line}\n`).join('');
      await new Promise<void>((resolve, reject) => {
        stream.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)));
      });
      const last = records.at(-1);
      if (last !== undefined) head = { seq: last.record.seq, hash: last.hash };
    },
  };
}
