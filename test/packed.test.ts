import { createServer } from 'node:http';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describePackedApps } from './packed-apps.ts';
import { installPacked, run } from './packed-packages.ts';
import { root } from './imports.ts';

let folder = '';

beforeAll(async () => {
  folder = await installPacked();
}, 300_000);

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

/** Loads a module and prints the packages that were loaded with it. */
const listLoaded = (specifier: string) => `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({ load(url, context, next) { const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1]; if (name) loaded.add(name); return next(url, context); } });
  await import(${JSON.stringify(specifier)});
  console.log([...loaded].join('\\n'));
`;

async function loadedWith(specifier: string): Promise<readonly string[]> {
  const output = await run('node', ['--input-type=module', '--eval', listLoaded(specifier)], folder);
  return output.trim().split('\n');
}

describe('the packed packages', () => {
  it('load neither MCP SDK with the root of core', async () => {
    const loaded = await loadedWith('@causeway/core');
    expect(loaded).toContain('@causeway/core');
    expect(loaded.filter((name) => name.startsWith('@modelcontextprotocol/'))).toEqual([]);
  });

  it('load no v1 SDK with the adapter for v2', async () => {
    const loaded = await loadedWith('@causeway/core/mcp');
    expect(loaded).toContain('@modelcontextprotocol/server');
    expect(loaded).not.toContain('@modelcontextprotocol/sdk');
  });

  it.each(['salesforce', 'hubspot', 'middleware'])('load no heavy library with %s', async (name) => {
    const heavy = ['jsforce', '@hubspot/api-client', 'undici', 'pg', 'ioredis', 'cockatiel', 'rate-limiter-flexible'];
    expect((await loadedWith(`@causeway/${name}`)).filter((one) => heavy.includes(one))).toEqual([]);
  });

  it.each([
    ['nodenext', ['--module', 'nodenext']],
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('have types that resolve under %s', async (_, flags) => {
    writeFileSync(join(folder, 'consumer.ts'), consumer);
    const tsc = join(root, 'node_modules/.bin/tsc');
    await run(
      tsc,
      [
        '--noEmit',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--target',
        'es2023',
        '--lib',
        'es2024,dom',
        '--types',
        'node',
        ...flags,
        'consumer.ts',
      ],
      folder,
    );
    writeFileSync(join(folder, 'broken.ts'), consumer.replace("name: 'demo'", 'name: 1'));
    await expect(
      run(tsc, ['--noEmit', '--strict', '--target', 'es2023', '--types', 'node', ...flags, 'broken.ts'], folder),
    ).rejects.toThrow();
  });

  it('run the server of the README', async () => {
    const readme = readFileSync(join(root, 'apps/example-connector/README.md'), 'utf8');
    for (const file of ['help-desk.ts', 'server.ts']) writeFileSync(join(folder, file), codeOf(readme, file));
    const desk = createServer((_, response) => {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ tickets: [{ id: 7, title: 'Printer', status: 'open' }], total: 1 }));
    });
    await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
    const client = new Client({ name: 'test', version: '1' });
    const env = { ...(process.env as Record<string, string>), HELP_DESK_URL: url, HELP_DESK_TOKEN: 'token' };
    await client.connect(new StdioClientTransport({ command: 'node', args: ['server.ts'], cwd: folder, env }));
    expect(await client.callTool({ name: 'helpdesk_find_tickets', arguments: {} })).toMatchObject({
      structuredContent: { object: 'ticket', rows: [['7', 'Printer', 'open']].map(([, ...rest]) => [7, ...rest]), total: 1 },
    });
    await client.close();
    desk.close();
  });
});

describePackedApps(() => folder);

/** The block of code that stands below the comment with the file's name. */
function codeOf(readme: string, file: string): string {
  const [, code] = new RegExp(`<!-- [^>]*/${file} -->\\s*\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (code === undefined) throw new Error(`The README shows no ${file}.`);
  return code;
}

const consumer = `
import { createToolkit, tool, type Connector } from '@causeway/core';
import { createMcpHandler } from '@causeway/core/mcp';
import { governed } from '@causeway/middleware';
import { salesforce } from '@causeway/salesforce';
import { hubspot } from '@causeway/hubspot';
import { z } from 'zod';

const hello = tool({
  name: 'read_hello', title: 'Hello', description: 'Says hello.', effect: 'read', requests: 0,
  input: z.strictObject({ name: z.string().describe('Whom to greet') }), output: z.looseObject({ text: z.string() }),
  access: () => [], run: async ({ name }) => ({ text: name.toUpperCase() }),
});
const connector: Connector = { spec: 1, kind: 'demo', name: 'demo', version: '1', title: 'Demo', tools: [hello] };
const toolkit = createToolkit({ connectors: [connector], use: [governed()] });
export const handler = createMcpHandler(toolkit, { name: 'demo', version: '1' });
export const connectors = [salesforce, hubspot];
`;
