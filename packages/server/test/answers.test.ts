import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { checkTable } from '../src/check.ts';
import { clientName, clientSnippets } from '../src/clients.ts';
import { configJsonSchema } from '../src/config/json-schema.ts';
import { ConnectorError, createToolkit, Secret } from '@causeway/core';
import { createConnectors } from '../src/connectors.ts';
import { createInFlight } from '../src/in-flight.ts';
import { demoNote } from '../src/demo-note.ts';
import { describeError } from '../src/log.ts';
import { deskKind } from './help-desk-kind.ts';
import { probes } from '../src/probes.ts';
import { serveHttp } from '@causeway/core/mcp';
import { z } from 'zod';

const connect = (...names: readonly string[]) =>
  createConnectors(
    [deskKind],
    names.map((name) => ({
      kind: 'desk',
      options: { name, url: `https://${name}.${name.startsWith('down') ? 'down' : 'example'}`, auth: { token: 'a-long-token' } },
    })),
    { writes: true },
  );

describe('the table of --check', () => {
  it('says who we are where, what is left, and what failed with what to do', async () => {
    const toolkit = createToolkit({ connectors: await connect('desk', 'downdesk') });
    const table = checkTable((await toolkit.check()).map((result) => ({ ...result, latencyMs: 12.4 })));
    expect(table.split('\n')).toEqual([
      'system    state   user  org   scopes    quota       latency',
      'desk      ok      ada   Acme  a b c +1  daily 9/10  12 ms',
      'downdesk  failed                                    12 ms',
      'desk: It ends soon.',
      'downdesk: The help desk does not answer. Try again in a minute.',
    ]);
  });
});

describe('the probes', () => {
  const ask = async (names: readonly string[], path: string) => {
    const serving = await serveHttp(createToolkit({ connectors: await connect(...names) }), {
      name: 'desk',
      version: '1',
      port: 0,
      routes: probes(createToolkit({ connectors: await connect(...names) })),
    });
    const response = await fetch(new URL(path, serving.url));
    const body: unknown = await response.json();
    await serving.close();
    return [response.status, body];
  };

  it('say that the process lives, whatever the systems do', async () => {
    expect(await ask(['downdesk'], '/healthz')).toEqual([200, { status: 'ok' }]);
  });

  it('say which system is down, and fail only when none can be used', async () => {
    expect(await ask(['desk', 'downdesk'], '/readyz')).toEqual([200, { systems: { desk: 'ok', downdesk: 'unavailable' } }]);
    expect(await ask(['downdesk'], '/readyz')).toEqual([503, { systems: { downdesk: 'unavailable' } }]);
  });
});

describe('configuration for clients', () => {
  const texts = (...args: Parameters<typeof clientSnippets>) => clientSnippets(...args).map(({ client, text }) => [client, text]);

  it('names the address', () => {
    const url = 'http://127.0.0.1:3000/mcp';
    expect(texts('crm', { url })).toEqual([
      ['Claude Code', `claude mcp add --transport http crm ${url}`],
      ['Claude Desktop', `{"mcpServers":{"crm":{"command":"npx","args":["-y","mcp-remote","${url}"]}}}`],
      ['VS Code', `{"servers":{"crm":{"type":"http","url":"${url}"}}}`],
      ['Cursor', `{"mcpServers":{"crm":{"url":"${url}"}}}`],
      ['MCP Inspector', `npx @modelcontextprotocol/inspector --transport http --server-url ${url}`],
    ]);
  });

  it('names the header where a key is needed', () => {
    expect(texts('crm', { url: 'https://a.example/mcp', key: true }).map(([, text]) => text?.includes('Bearer YOUR_KEY'))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('names the command', () => {
    const endpoint = { command: 'npx', args: ['-y', '@causeway/crm-server', '--stdio'] };
    expect(texts('crm', endpoint)[0]).toEqual(['Claude Code', 'claude mcp add crm -- npx -y @causeway/crm-server --stdio']);
  });

  it('gives a name that leaves room for names of tools', () => {
    expect([clientName('causeway-crm-server'), clientName('desk')]).toEqual(['crm', 'desk']);
  });
});

describe('the JSON Schema of the configuration', () => {
  const schema = configJsonSchema([deskKind], 'Configuration of causeway-desk') as {
    readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  };

  it('describes every setting', () => {
    expect(Object.entries(schema.properties).filter(([, { description }]) => description === undefined)).toEqual([]);
  });

  it('lets numbers and yes or no stand as references, and texts as they are', () => {
    const port = {
      anyOf: [
        { type: 'integer', minimum: 0, maximum: 65_535 },
        { type: 'string', pattern: String.raw`^\$\{.+\}$` },
      ],
    };
    expect(schema).toMatchObject({ properties: { http: { properties: { port, host: { type: 'string', minLength: 1 } } } } });
    expect(z.fromJSONSchema(schema).safeParse({ writes: '${WRITES}', http: { port: 3 } }).success).toBe(true);
    expect(z.fromJSONSchema(schema).safeParse({ writes: 'yes' }).success).toBe(false);
  });
});

describe('demo data', () => {
  it('says on every answer that it is invented', async () => {
    const toolkit = createToolkit({ connectors: await connect('desk'), use: [demoNote] });
    expect(await toolkit.call({ name: 'desk_find_tickets', arguments: {} })).toMatchObject({
      output: { rows: [['7']], notes: ['Invented demo data from the Causeway sandbox.'] },
    });
  });
});

describe('the log', () => {
  it('holds no message of a foreign error, which may quote anything', () => {
    const error = Object.assign(new Error('token abc, Ada Lovelace'), { code: 'ECONNRESET' });
    expect(describeError(error)).toMatchObject({
      kind: 'Error',
      code: 'ECONNRESET',
      at: expect.arrayContaining([expect.stringContaining('answers.test.ts')]),
    });
    const internal = new ConnectorError('internal', 'Something went wrong.', { cause: error });
    const text = JSON.stringify([describeError(error), describeError(internal), describeError('abc'), describeError(new Secret('abc'))]);
    expect(text).not.toMatch(/abc|Ada/);
    expect(text).toContain('Something went wrong.');
  });
});

describe('calls that are being made', () => {
  it('are waited for, but not for ever', async () => {
    const inFlight = createInFlight();
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const [desk] = await connect('desk');
    const toolkit = createToolkit({
      connectors: desk === undefined ? [] : [desk],
      use: [async (call, next) => slow.then(() => next(call))],
    });
    const serving = await serveHttp(inFlight.count(toolkit), { name: 'desk', version: '1', port: 0 });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(serving.url)));
    const answer = client.callTool({ name: 'desk_find_tickets', arguments: {} });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const began = performance.now();
    await inFlight.drained(30);
    expect(performance.now() - began).toBeGreaterThan(25);
    const drained = inFlight.drained(5_000);
    finish();
    await drained;
    expect(await answer).toMatchObject({ structuredContent: { rows: [['7']] } });
    await client.close();
    await serving.close();
  });
});
