import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, connectClient, type AnyClient, type Endpoint } from './mcp/clients.ts';
import { contract } from './mcp/contract.ts';
import { contractToolkit } from './mcp/contract-toolkit.ts';
import { serveHttp } from '@causeway/core/mcp';
import { serveV1Mount } from './mcp/contract-v1.ts';

interface Opened {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** The ways in which a toolkit reaches a client. */
const servers: Readonly<Record<string, () => Promise<Opened>>> = {
  'the v2 handler': async () => {
    const serving = await serveHttp(contractToolkit(), { name: 'contract', version: '1.0.0', port: 0 });
    return { endpoint: { url: serving.url }, close: () => serving.close() };
  },
  'v2 over stdio': () =>
    Promise.resolve({ endpoint: { program: [`${import.meta.dirname}/mcp/contract-stdio.ts`] }, close: () => Promise.resolve() }),
  'the v1 mount': () => serveV1Mount(contractToolkit()),
};

/** What only the transport or the revision adds. */
const envelope: ReadonlySet<string> = new Set(['io.modelcontextprotocol/serverInfo', 'ttlMs', 'cacheScope', 'resultType']);

function withoutEnvelope(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEnvelope);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([key]) => !envelope.has(key));
  const kept = members.map(([key, member]) => [key, withoutEnvelope(member)] as const);
  return Object.fromEntries(kept.filter(([key, member]) => key !== '_meta' || Object.keys(member as object).length > 0));
}

/** The v1 client puts the code into the message. */
async function outcome(work: Promise<unknown>): Promise<unknown> {
  return work.then(withoutEnvelope, (error: Error) => ({ failed: error.message.replace(/^MCP error -\d+: /, '') }));
}

describe.each(Object.entries(servers))('%s', (name, open) => {
  const mount = name === 'the v1 mount';
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  describe.each(clientKinds.filter((kind) => !(mount && kind === 'v2 pinned')))('gives a %s client', (kind) => {
    let client: AnyClient;
    beforeAll(async () => {
      client = await connectClient(kind, opened.endpoint);
    });
    afterAll(() => client.close());

    it.each(contract)('$name', async ({ request, expected }) => {
      expect(await outcome(request(client))).toEqual(expected);
    });
  });

  it.runIf(mount)('refuses a client that knows only the newest revision, and serves others on', async () => {
    await expect(connectClient('v2 pinned', opened.endpoint)).rejects.toThrow('2026-07-28');
    const client = await connectClient('v1', opened.endpoint);
    expect((await client.listTools()).tools).toHaveLength(3);
    await client.close();
  });
});
