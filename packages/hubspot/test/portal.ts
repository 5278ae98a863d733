import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createToolkit, type RecordSet } from '@causeway/core';
import { serveHttp } from '@causeway/core/mcp';
import { startSandbox, type Sandbox } from '@causeway/sandbox';
import { expect } from 'vitest';
import { allScopes, fewScopes } from './samples.ts';
import { connect } from './harness.ts';

/** One server for one portal, signed in with all scopes (`full`) and with few (`few`), and a client that nobody here wrote. */
export interface Served {
  readonly client: Client;
  readonly sandbox: Sandbox;
  /** Full names of the tools that were called. */
  readonly called: ReadonlySet<string>;
  /** Brings the portal back to its start. */
  restore(): void;
  /** The structured answer of a tool. Its text must say the same. */
  call<T = RecordSet>(name: string, input?: Record<string, unknown>): Promise<T>;
  /** The structured error that a tool must answer. */
  refusal(name: string, input?: Record<string, unknown>): Promise<{ readonly code: string; readonly text: string }>;
  close(): Promise<void>;
}

export async function startPortal(): Promise<Served> {
  const sandbox = await startSandbox();
  const connectors = [connect(sandbox, { name: 'full', token: allScopes }), connect(sandbox, { name: 'few', token: fewScopes })];
  const toolkit = createToolkit({ connectors });
  const restore = sandbox.snapshot();
  const serving = await serveHttp(toolkit, { name: 'portal', version: '1.0.0', port: 0 });
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(serving.url)));
  const called = new Set<string>();
  return {
    client,
    sandbox,
    called,
    restore,
    async call<T>(name: string, input: Record<string, unknown> = {}) {
      called.add(name);
      const result = await client.callTool({ name, arguments: input });
      const [content] = result.content as readonly { type: string; text: string }[];
      if (result.isError === true) throw new Error(content?.text);
      expect(JSON.parse(content?.text ?? '')).toEqual(result.structuredContent);
      return result.structuredContent as T;
    },
    async refusal(name, input = {}) {
      called.add(name);
      const result = await client.callTool({ name, arguments: input });
      expect(result.isError).toBe(true);
      const text = (result.content as readonly { text: string }[])[0]?.text ?? '';
      const report = result._meta?.['causeway/error'] as { readonly code: string } | undefined;
      return { code: report?.code ?? '', text };
    },
    async close() {
      await client.close();
      await serving.close();
      await toolkit.close();
      await sandbox.close();
    },
  };
}

export function column(set: RecordSet, name: string): readonly unknown[] {
  return set.rows.map((row) => row[set.columns.indexOf(name)]);
}
