import { serveStdio as serveSdkStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { announceLists, announceResource } from './announce.ts';
import { anonymous, type Caller } from '../caller.ts';
import { createServer, type ConnectedServer } from './server.ts';
import { createTable, type Table } from './table.ts';
import type { Readable, Writable } from 'node:stream';
import type { ServingOptions } from './options.ts';
import type { Toolkit } from '../toolkit/toolkit.ts';

export interface StdioOptions extends ServingOptions {
  /** Whoever started this process. Default: anonymous. */
  readonly caller?: Caller;
  /** Default: the streams of the process. */
  readonly input?: Readable;
  readonly output?: Writable;
}

export interface StdioServing {
  /** Serves another toolkit from now on, and tells the client. Closing the old one stays with whoever made it. */
  swap(toolkit: Toolkit): void;
  /** Tells the client, if it subscribed to this URI, that what it answers has changed. */
  resourceUpdated(uri: string): void;
  close(): Promise<void>;
  /** Settles when the client has gone, or `close` was called. */
  readonly closed: Promise<void>;
}

/** Serves a toolkit to the program that started this process. Nothing else may write to the output. */
export function serveStdio(toolkit: Toolkit, options: StdioOptions): StdioServing {
  const { onError = () => {}, input, output } = options;
  const caller: Caller = { ...(options.caller ?? anonymous), source: { transport: 'stdio' } };
  const tableOf = (next: Toolkit): Table => createTable(next, { ...options, personal: options.caller !== undefined });
  let table = tableOf(toolkit);
  const connected = new Set<ConnectedServer>();
  const transport = new StdioServerTransport(input, output);
  const handle = serveSdkStdio(
    () => {
      const one = createServer({ identity: options, table, inlet: () => ({ caller, table }), onError });
      connected.add(one);
      return Object.assign(one.server, { onclose: () => connected.delete(one) });
    },
    { transport, onerror: onError },
  );
  const { onclose } = transport;
  const closed = new Promise<void>((resolve) => {
    Object.assign(transport, {
      onclose() {
        onclose?.();
        resolve();
      },
    });
  });
  return {
    swap(next) {
      table = tableOf(next);
      for (const one of connected) announceLists(one).catch(onError);
    },
    resourceUpdated(uri) {
      for (const one of connected) announceResource(one, uri).catch(onError);
    },
    close: () => handle.close(),
    closed,
  };
}
