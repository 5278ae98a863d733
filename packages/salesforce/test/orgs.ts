import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createToolkit, type RecordSet } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { startSandbox, type Sandbox } from '@causeway/sandbox';
import { expect } from 'vitest';
import { admin, connect, limited, tokenOf } from './harness.ts';

/** One server for two orgs, the first of them as two users, and a client that nobody here wrote. */
export interface Orgs {
  readonly client: Client;
  /** The first org. */
  readonly home: Sandbox;
  /** Brings the first org back to its start. */
  restore(): void;
  /** The structured answer of a tool. Its text must say the same. */
  call<T = RecordSet>(name: string, input?: Record<string, unknown>): Promise<T>;
  /** The text of the error that a tool must answer. */
  refusal(name: string, input?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** An account of the demo data. */
export const kestrel = '001Cw000000000HIAQ';

export async function startOrgs(): Promise<Orgs> {
  const [home, abroad] = await Promise.all([startSandbox(), startSandbox({ seed: 7 })]);
  const toolkit = createToolkit({
    connectors: [
      connect(home, { name: 'full', auth: tokenOf(home, admin) }),
      connect(home, { name: 'few', auth: tokenOf(home, limited) }),
      connect(abroad, { name: 'abroad', auth: tokenOf(abroad, admin) }),
    ],
  });
  const restore = home.snapshot();
  const serving = await serveHttp(toolkit, { name: 'orgs', version: '1.0.0', port: 0 });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(serving.url)));
  return {
    client,
    home,
    restore,
    async call<T>(name: string, input: Record<string, unknown> = {}) {
      const result = await client.callTool({ name, arguments: input });
      const [content] = result.content as readonly { type: string; text: string }[];
      if (result.isError === true) throw new Error(content?.text);
      expect(JSON.parse(content?.text ?? '')).toEqual(result.structuredContent);
      return result.structuredContent as T;
    },
    async refusal(name, input = {}) {
      const result = await client.callTool({ name, arguments: input });
      expect(result.isError).toBe(true);
      return (result.content as readonly { text: string }[])[0]?.text ?? '';
    },
    async close() {
      await client.close();
      await serving.close();
      await Promise.all([home.close(), abroad.close()]);
    },
  };
}

export function column(set: RecordSet, name: string): readonly unknown[] {
  return set.rows.map((row) => row[set.columns.indexOf(name)]);
}

/** In an order that does not depend on the answer's. */
export function sorted(values: Iterable<unknown>): readonly string[] {
  return [...values].map((value) => JSON.stringify(value)).sort((a, b) => (a < b ? -1 : 1));
}
